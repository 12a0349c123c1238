"""Defaults that hold alike in the brief, in exports and in answers."""

# Claims below this confidence are left out unless asked for.
MIN_CONFIDENCE = 0.03
