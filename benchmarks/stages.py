"""Processor time of each stage of coding, on one core: `python benchmarks/stages.py FILE.jsonl [FIRST-LAST]`.

FILE: documents as `dragoman read` takes them. Times are of the processor, so that others on the machine count little; the encoder and numpy
have one thread. A stage's time is its own: what another stage takes inside it is that one's. Prints a table, and as JSON with --json; `--floor`
times spaCy's unchanged pipeline over the same texts beside it.
"""

from __future__ import annotations

import os

os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", VECLIB_MAXIMUM_THREADS="1")

import argparse
import functools
import importlib
import json
import platform
import resource
import subprocess
import time
from collections import Counter
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

# Module and name of the function that a stage is.
STAGES = {
    "parse": ("dragoman.pipeline.parsing", "annotate"),
    "encode": ("dragoman.encode.encoder", "Encoder.words"),
    "times": ("dragoman.pipeline.ground", "find_times"),
    "days": ("dragoman.pipeline.ground", "resolve_days"),
    "places": ("dragoman.pipeline.one", "find_places"),
    "speech": ("dragoman.pipeline.one", "find_speech"),
    "who: rules": ("dragoman.pipeline.one", "by_rules"),
    "who: cases in doubt": ("dragoman.pipeline.one", "cases"),
    "who: heads": ("dragoman.pipeline.one", "refer"),
    "acts: frames": ("dragoman.find.acts", "FrameCoder.acts"),
    "acts: heads": ("dragoman.find.coders.tuned", "TunedCoder.acts"),
    "sides: left open": ("dragoman.pipeline.one", "filled"),
    "sides: weighed": ("dragoman.pipeline.one", "placed"),
    "claims": ("dragoman.pipeline.one", "act_claim"),
    "days: by the text": ("dragoman.pipeline.one", "with_days_of_context"),
    "all others": ("dragoman.pipeline.one", "code_with_acts"),
}


class Clock:
    """Processor time of stages, each without those inside it."""

    def __init__(self) -> None:
        self.spent: Counter[str] = Counter()
        self._inside = [0.0]

    def timed(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, its time counted."""

        @functools.wraps(function)
        def run(*args: Any, **kwargs: Any) -> Any:
            begun = time.process_time()
            self._inside.append(0.0)
            try:
                return function(*args, **kwargs)
            finally:
                took = time.process_time() - begun
                self.spent[stage] += took - self._inside.pop()
                self._inside[-1] += took

        return run


def watch(clock: Clock) -> None:
    """Puts the clock around the stages; code of another commit may lack some, which then count to what calls them."""
    for stage in STAGES:
        owner, last = found(stage)
        if hasattr(owner, last):
            setattr(owner, last, clock.timed(stage, getattr(owner, last)))


def found(stage: str) -> tuple[Any, str]:
    """The module or class that holds a stage's function, and its name there."""
    module, name = STAGES[stage]
    owner: Any = importlib.import_module(module)
    *path, last = name.split(".")
    for part in path:
        owner = getattr(owner, part)
    return owner, last


def spacy_alone(texts: list[str]) -> float:
    """Processor time of the model's unchanged pipeline over whole texts, in spaCy's own batches."""
    import spacy

    from dragoman.annotate.model import DEFAULT_MODEL, folder_of

    nlp = spacy.load(folder_of(DEFAULT_MODEL))
    list(nlp.pipe(texts[:2]))
    begun = time.process_time()
    for _ in nlp.pipe(texts):
        pass
    return time.process_time() - begun


def commit() -> str:
    """The commit of the code that is measured, "" outside a repository."""
    import dragoman

    command, place = ["git", "rev-parse", "--short", "HEAD"], Path(dragoman.__file__).parent
    told = subprocess.run(command, cwd=place, capture_output=True, text=True, check=False)
    return told.stdout.strip()


def main() -> None:
    """Codes the documents and prints where the time went."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("part", nargs="?", default="")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--floor", action="store_true", help="also run spaCy's unchanged pipeline over the same texts")
    given = parser.parse_args()
    from dragoman.annotate import Parses
    from dragoman.decode.document import document_alone
    from dragoman.pipeline import one
    from dragoman.records.given import Given

    lines = given.file.read_text(encoding="utf-8").splitlines()
    first, _, last = given.part.partition("-")
    rows = [json.loads(line) for line in lines[int(first or 0) : int(last or len(lines))]]
    documents = [
        document_alone(
            r["text"], Given(published=r.get("published") or r.get("date"), title=r.get("title")), str(r["id"])
        )
        for r in rows
    ]
    begun = time.process_time()
    one.code_document(documents[0])
    cold = time.process_time() - begun
    floor = spacy_alone([d.text for d in documents]) if given.floor else None
    clock = Clock()
    watch(clock)
    begun = time.process_time()
    claims = sum(len(one.code_document(d, None, Parses(lambda _: {})).value.claims) for d in documents)
    took = time.process_time() - begun
    words = sum(len(d.text.split()) for d in documents)
    figures = {
        "documents": len(documents), "words": words, "claims": claims, "processor": platform.processor() or platform.machine(),
        "python": platform.python_version(), "cold_seconds": round(cold, 2), "seconds": round(took, 2),
        "documents_per_second": round(len(documents) / took, 3), "words_per_second": round(words / took),
        "onnxruntime": version("onnxruntime"), "spacy": version("spacy"), "numpy": version("numpy"), "commit": commit(),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "spacy_seconds": floor and round(floor, 2), "times_spacy": floor and round(took / floor, 3),
        "stages": {stage: round(seconds, 2) for stage, seconds in clock.spent.most_common()},
    }  # fmt: skip
    if given.json:
        print(json.dumps(figures, indent=1))
        return
    print(f"{len(documents)} documents, {words} words, {claims} claims: {took:.1f} s of one core, "
          f"{len(documents) / took:.2f} documents/s, {words / took:.0f} words/s; first document {cold:.1f} s")  # fmt: skip
    if floor:
        print(
            f"spaCy's unchanged pipeline on the same texts: {floor:.1f} s; all of coding takes {took / floor:.2f} times that"
        )
    for stage, seconds in clock.spent.most_common():
        print(f"{seconds:8.2f} s {seconds / took:6.1%}  {stage}")


if __name__ == "__main__":
    main()
