"""Claims that a language model proposes: asked for by our codebook, taken only where every string of them stands in the text."""
