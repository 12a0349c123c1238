"""Text → ParsedText. The only package that loads spaCy."""

from dragoman.annotate.model import ModelError, fingerprint
from dragoman.annotate.parse import annotate

__all__ = ["ModelError", "annotate", "fingerprint"]
