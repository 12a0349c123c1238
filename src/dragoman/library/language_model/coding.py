"""The coding whose claims a language model proposes: asked of documents that are read, off unless it is named."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.find.coders.proposed.proposal import REASONS, AnswerError, proposals_of
from dragoman.find.coders.proposed.request import Request, prompt_digest
from dragoman.library.coding import NotCodedError
from dragoman.library.language_model.answers import Answers
from dragoman.library.language_model.endpoint import Endpoint, EndpointError, Reply
from dragoman.library.language_model.limits import LimitReachedError
from dragoman.pipeline.by_model import Proposed, code_by_model
from dragoman.pipeline.options import Options, run_of
from dragoman.records.coded import Coded
from dragoman.records.problem import Outcome, Problem
from dragoman.records.run import Run
from dragoman.records.text import Document

if TYPE_CHECKING:
    from dragoman.annotate import LookUp

# Answers of a wrong form are asked for again so many times.
_MALFORMED = 1


@dataclass
class ByModel:
    """Documents → claims that a model at an endpoint proposes and the text bears out. See `library.coding.Coding`.

    rejected: called with a line of JSON for each proposal that is left out. refused: how many were, by reason.
    """

    endpoint: Endpoint
    answers: Answers
    codebook: Path | None = None
    rejected: Callable[[str], object] | None = None
    accepted: int = 0
    refused: Counter[str] = field(default_factory=Counter)

    @cached_property
    def _options(self) -> Options:
        return Options(codebook_dir=self.codebook)

    @cached_property
    def _coder(self) -> str:
        """Model, endpoint and question, for the record of a run."""
        from dragoman.pipeline.tables import load_tables

        folder = self._options.folder
        digest = prompt_digest(folder, load_tables(folder).plover)
        return f"model {self.endpoint.model} at {self.endpoint.address} asked {digest}"

    def run(self) -> Run:
        """As in Coding; its own for each model, endpoint and question."""
        plain = run_of(self._options)
        parts = (plain.program, plain.codebook, plain.model, plain.coder, self._coder)
        identity = hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]
        return Run(identity, plain.program, plain.codebook, plain.model, self._coder, plain.options, plain.started)

    def code(self, document: Document, look_up: LookUp | None = None) -> Outcome[Coded]:
        """As in Coding. Raises NotCodedError where the model gives no answer that can be used, or may not be asked further."""
        from dragoman.annotate import Parses

        source, parses = document.reading.source, None if look_up is None else Parses(look_up)
        try:
            outcome, proposed = code_by_model(document, self._options, self._ask, parses)
        except AnswerError as error:
            raise NotCodedError(Problem("model.malformed", source, values={"reason": str(error)})) from error
        except EndpointError as error:
            raise NotCodedError(Problem("model.failed", source, values={"reason": str(error)})) from error
        except LimitReachedError as error:
            values: dict[str, object] = {"limit": error.limit, "reached": error.reached}
            raise NotCodedError(Problem("model.limit", source, values=values)) from error
        self._count(document, proposed)
        return outcome

    def _ask(self, request: Request) -> str:
        """The kept answer to a question, or a new one, which is kept once it has the form. Raises as `code`."""
        sign = hashlib.sha256(f"{self.endpoint.address}\n{self.endpoint.model}\n{request.sign}".encode()).hexdigest()
        kept = self.answers.get(sign)
        if kept is not None:
            self.endpoint.spent.kept += 1
            return kept
        reply = self._well_formed(request, _MALFORMED)
        self.answers.put(sign, self.endpoint.model, reply.text, (reply.tokens_in, reply.tokens_out))
        return reply.text

    def _well_formed(self, request: Request, more: int) -> Reply:
        """An answer that has the form. more: how often it is asked for again. Raises as `code`."""
        reply = self.endpoint.ask(request)
        try:
            proposals_of(reply.text)
        except AnswerError:
            if not more:
                raise
            return self._well_formed(request, more - 1)
        return reply

    def _count(self, document: Document, proposed: Proposed) -> None:
        self.accepted += proposed.accepted
        for one in proposed.refused:
            self.refused[one.reason] += 1
            if self.rejected is not None:
                told = {"document": document.reading.document, "reason": REASONS[one.reason], "proposed": one.proposed}
                self.rejected(json.dumps(told, ensure_ascii=False))

    def summary(self) -> list[str]:
        """What was asked, what it took, and what became of the proposals, in lines for a person."""
        spent = self.endpoint.spent
        cost = f", cost {spent.cost:.4f}" if spent.cost else ""
        lines = [
            f"model {self.endpoint.model}: {spent.requests} requests, {spent.kept} answers kept from before, {spent.tokens_in:,} tokens in, "
            f"{spent.tokens_out:,} out{cost}.",
            f"Proposed {self.accepted + self.refused.total()} claims: {self.accepted} stand in the text, {self.refused.total()} left out"
            + (":" if self.refused else "."),
        ]  # fmt: skip
        return lines + [f"  {count:>5} {REASONS[reason]}" for reason, count in self.refused.most_common()]

    def close(self) -> None:
        """Lets go of connections and of the file of answers."""
        self.endpoint.close()
        self.answers.close()
