"""What `import dragoman` gives: the ledger, its answers, and claims of a text without a ledger."""

from dragoman.library.defaults import MIN_CONFIDENCE
from dragoman.library.ledger import Ledger, extract, open
from dragoman.library.reading import ReadReport

__all__ = ["MIN_CONFIDENCE", "Ledger", "ReadReport", "extract", "open"]
