"""A language model as coder: what it is asked through, what is kept of its answers, and how much it may be asked."""
