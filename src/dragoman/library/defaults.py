"""Defaults that hold alike in the brief, in exports and in answers."""

# Claims below this confidence are left out unless asked for.
MIN_CONFIDENCE = 0.03

# Unless another least confidence is asked for, a brief states acts from SURE on as its own sentences, and gives those from TOLD on in the
# report's words, apart; the rest is counted (docs/briefs.md). Of acts of real documents drawn at random (goldsets/readings, thirteenth reading)
# .09 were wrong from SURE on, and half of those just below.
TOLD, SURE = 0.3, 0.6
