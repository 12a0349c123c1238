"""Points of two accounts aligned: features of pairs, the model over them, matching, relations and marks."""

from dragoman.analyse.aligning.matching import Link, align
from dragoman.analyse.aligning.model import load_model

__all__ = ["Link", "align", "load_model"]
