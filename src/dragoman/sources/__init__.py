"""Arguments → bytes: paths, folders, patterns and `-`, with the metadata that side files give.

The only place that opens inputs.
"""

from dragoman.sources.open import Found, Raw, find, open_raw

__all__ = ["Found", "Raw", "find", "open_raw"]
