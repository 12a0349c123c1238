"""How a ledger comes by claims: the pipeline, loaded when the first document is coded."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from dragoman.records.coded import Coded
from dragoman.records.problem import Outcome, Problem
from dragoman.records.run import Run
from dragoman.records.text import Document

if TYPE_CHECKING:
    from dragoman.annotate import LookUp
    from dragoman.pipeline.one import Options


class NotCodedError(Exception):
    """A document that could not be coded for a reason that a person can mend: its problem, which stands in the place of `step.failed`."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


class Coding(Protocol):
    """Documents → claims, and the Run that says by what means."""

    @property
    def codebook(self) -> Path | None:
        """A user's own folder of data over the shipped one, or null."""

    def run(self) -> Run:
        """The Run of the program, codebook, model and options as they are now."""

    def code(self, document: Document, look_up: LookUp | None = None) -> Outcome[Coded]:
        """The document's claims, what was set aside, and the problems met.

        look_up: finds parses of paragraphs by their sign; where it is given, those made here come with the answer.
        """


class Pipeline:
    """The program's own pipeline. codebook: a user's folder over the shipped one. model: another spaCy pipeline. coder: `tuned` or `frames`."""

    def __init__(self, codebook: Path | None = None, model: str | None = None, coder: str | None = None) -> None:
        self._codebook, self._model, self._coder = codebook, model, coder

    @property
    def codebook(self) -> Path | None:
        """As in Coding."""
        return self._codebook

    @cached_property
    def _options(self) -> Options:
        from dragoman.pipeline.one import Options

        plain = Options(codebook_dir=self._codebook, model=self._model)
        return plain if self._coder is None else replace(plain, coder=self._coder)

    def run(self) -> Run:
        """As in Coding. Raises ModelError and CodebookError where these cannot be used."""
        from dragoman.pipeline.one import run_of

        return run_of(self._options)

    def code(self, document: Document, look_up: LookUp | None = None) -> Outcome[Coded]:
        """As in Coding."""
        from dragoman.annotate import Parses
        from dragoman.pipeline.one import code_document

        return code_document(document, self._options, None if look_up is None else Parses(look_up))


def code_safely(coding: Coding, document: Document, look_up: LookUp | None = None) -> Outcome[Coded | None]:
    """The coded document, or null and the problem `step.failed` where the coding raised: other documents go on."""
    try:
        outcome = coding.code(document, look_up)
    except NotCodedError as error:
        return Outcome(None, (error.problem,))
    except Exception as error:
        place = error.__traceback__
        while place is not None and place.tb_next is not None:
            place = place.tb_next
        step = place.tb_frame.f_globals.get("__name__", "coding") if place else "coding"
        values = {"step": step, "reason": f"{type(error).__name__}: {error}"}
        return Outcome(None, (Problem("step.failed", document.reading.source, values=values),))
    return Outcome(outcome.value, outcome.problems)
