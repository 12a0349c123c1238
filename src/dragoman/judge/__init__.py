"""Claims + judgements → claims as seen, and the judgements that bind to nothing."""

from dragoman.judge.binding import Judged, judged

__all__ = ["Judged", "judged"]
