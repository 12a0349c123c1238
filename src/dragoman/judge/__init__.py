"""Claims + judgements → claims as seen, and the judgements that bind to nothing."""

from dragoman.judge.binding import Judged, corrected, judged
from dragoman.judge.happenings import Reshaped, reshaped
from dragoman.judge.standing import Standing, taken_back

__all__ = ["Judged", "Reshaped", "Standing", "corrected", "judged", "reshaped", "taken_back"]
