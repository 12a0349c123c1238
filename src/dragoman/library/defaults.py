"""Defaults that hold alike in the brief, in exports and in answers."""

# Claims below this confidence are left out unless asked for.
MIN_CONFIDENCE = 0.03

# Acts below this confidence are not told in a brief unless another least confidence is asked for (docs/briefs.md).
TOLD = 0.3
