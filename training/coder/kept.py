"""Records with arrays in them kept in a file between runs, as JSON and plain arrays (`.npz`): nothing in it can run when it is read."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

# Those in which the dataclasses that are kept lie.
PACKAGES = ("examples", "stories", "tagged", "dragoman")


def keep(path: Path, value: object) -> None:
    """Writes the value: scalars, lists, tuples, dictionaries, dataclasses and arrays of numbers. Raises TypeError for others."""
    arrays: list[np.ndarray] = []
    told = json.dumps(_plain(value, arrays)).encode()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as out:
        np.savez(out, told=np.frombuffer(told, dtype=np.uint8), **{f"a{n}": one for n, one in enumerate(arrays)})


def kept(path: Path, packages: Sequence[str] = PACKAGES) -> Any:
    """What `keep` wrote. packages: those in which its dataclasses may lie. Raises ValueError for a class of others."""
    with np.load(path, allow_pickle=False) as held:
        return _value(json.loads(held["told"].tobytes()), held, tuple(packages))


def once(path: Path | None, make: Callable[[], Any], packages: Sequence[str] = PACKAGES) -> Any:
    """What the file holds, else what is made, kept in it for the next run; without a file what is made. Raises as `kept` and `keep`."""
    if path is not None and path.is_file():
        return kept(path, packages)
    made = make()
    if path is not None:
        keep(path, made)
    return made


def _plain(value: Any, arrays: list[np.ndarray]) -> Any:
    if value is None or (isinstance(value, str | int | float) and type(value).__module__ == "builtins"):
        return value
    if isinstance(value, np.generic):
        return value.item()
    if isinstance(value, np.ndarray) and value.dtype.kind in "biuf":
        arrays.append(value)
        return {"array": len(arrays) - 1}
    if is_dataclass(value) and not isinstance(value, type):
        kind = type(value)
        parts = {f.name: _plain(getattr(value, f.name), arrays) for f in fields(value) if f.init}
        return {"record": f"{kind.__module__}:{kind.__qualname__}", "fields": parts}
    if isinstance(value, list):
        return [_plain(one, arrays) for one in value]
    if isinstance(value, tuple | set | frozenset):
        return {type(value).__name__: [_plain(one, arrays) for one in value]}
    if isinstance(value, dict):
        return {"dict": [[_plain(key, arrays), _plain(one, arrays)] for key, one in value.items()]}
    raise TypeError(f"{type(value).__name__} cannot be kept")


_KINDS: dict[str, Any] = {"tuple": tuple, "set": set, "frozenset": frozenset}


def _value(told: Any, held: Any, packages: tuple[str, ...]) -> Any:
    if isinstance(told, list):
        return [_value(one, held, packages) for one in told]
    if not isinstance(told, dict):
        return told
    if "record" in told:
        return _record(told["record"], packages)(**{k: _value(v, held, packages) for k, v in told["fields"].items()})
    if "array" in told:
        return held[f"a{told['array']}"]
    if "dict" in told:
        return {_value(key, held, packages): _value(one, held, packages) for key, one in told["dict"]}
    ((name, parts),) = told.items()
    return _KINDS[name](_value(one, held, packages) for one in parts)


def _record(name: str, packages: tuple[str, ...]) -> Any:
    module, _, kind = name.partition(":")
    found = getattr(import_module(module), kind, None) if module.split(".")[0] in packages else None
    if not (isinstance(found, type) and is_dataclass(found)):
        raise ValueError(f"{name} is no record that is kept")
    return found
