"""Text → ParsedText. The only package that loads spaCy."""

from dragoman.annotate.model import ModelError, fingerprint
from dragoman.annotate.parse import annotate
from dragoman.annotate.pieces import LookUp, Parses

__all__ = ["LookUp", "ModelError", "Parses", "annotate", "fingerprint"]
