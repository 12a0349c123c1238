"""Records ⇄ bytes: answers kept as compact JSON, each record once however often it is named, and read back as they were.

JSON's own scalars stand as they are. All else is an array that begins with a number: 0 a tuple, 1 a list, 2 a frozen set (sorted by what is
written), 3 a dictionary (key, value, …), 4 a record of the table (its place). A row of the table is the place of its class, then its fields.
Nothing but dataclasses and named tuples of the packages that are asked for is ever made of what is read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from functools import lru_cache
from importlib import import_module
from typing import Any

import orjson

_TUPLE, _LIST, _SET, _DICT, _RECORD = range(5)
_SCALARS = (str, int, float, type(None))


def packed(value: object) -> bytes:
    """The bytes. Raises TypeError for what is neither a scalar, a tuple, list, frozen set or mapping, nor a dataclass or named tuple."""
    packer = _Packer()
    root = packer.value(value)
    return orjson.dumps([list(packer.classes), packer.rows, root])


def unpacked(data: bytes, packages: Iterable[str] = ("dragoman.records",)) -> Any:
    """The value of `packed`. packages: in which its classes may lie. Raises ValueError for bytes that are not such a value."""
    try:
        names, rows, root = orjson.loads(data)
        makers = [_maker(name, tuple(packages)) for name in names]
        return _Unpacker(makers, rows).value(root)
    except (IndexError, KeyError, TypeError, AttributeError, ImportError) as error:
        raise ValueError(f"these bytes hold no answer: {error}") from error


class _Packer:
    """classes: name → place. rows: the table of records, those that a record names before it."""

    def __init__(self) -> None:
        self.classes: dict[str, int] = {}
        self.rows: list[list[Any]] = []
        self._places: dict[int, int] = {}
        self._held: list[object] = []  # so that no id is given twice
        self._fields: dict[type, tuple[str, ...]] = {}

    def value(self, value: Any) -> Any:
        kind = type(value)
        if kind in _SCALARS or kind is bool:
            return value
        if kind is tuple:
            return [_TUPLE, *map(self.value, value)]
        if kind is list:
            return [_LIST, *map(self.value, value)]
        if kind is frozenset:
            return [_SET, *sorted(map(self.value, value), key=orjson.dumps)]
        if is_dataclass(value) or hasattr(value, "_fields"):
            return [_RECORD, self._record(value)]
        if isinstance(value, Mapping):
            return [_DICT, *(self.value(part) for item in value.items() for part in item)]
        if isinstance(value, float):  # as numpy has them
            return float(value)
        raise TypeError(f"{kind.__name__} cannot be packed")

    def _record(self, value: Any) -> int:
        if id(value) not in self._places:
            row = [self._class(type(value)), *(self.value(getattr(value, name)) for name in self._fields[type(value)])]
            self._places[id(value)] = len(self.rows)
            self._held.append(value)
            self.rows.append(row)
        return self._places[id(value)]

    def _class(self, kind: type) -> int:
        if kind not in self._fields:
            own = tuple(f.name for f in fields(kind) if f.init) if is_dataclass(kind) else kind._fields  # type: ignore[attr-defined]
            self._fields[kind] = own
        return self.classes.setdefault(f"{kind.__module__}:{kind.__qualname__}", len(self.classes))


@lru_cache(maxsize=256)
def _maker(name: str, packages: tuple[str, ...]) -> Callable[..., Any]:
    """The class of a name. Raises ValueError for one that may not be made."""
    module, _, kind = name.partition(":")
    if not any(module == one or module.startswith(f"{one}.") for one in packages):
        raise ValueError(f"{name} is no record")
    found = getattr(import_module(module), kind)
    if not isinstance(found, type) or not (
        is_dataclass(found) or (issubclass(found, tuple) and hasattr(found, "_fields"))
    ):
        raise ValueError(f"{name} is no record")
    return found


class _Unpacker:
    def __init__(self, makers: list[Callable[..., Any]], rows: list[list[Any]]) -> None:
        self._made: list[Any] = []
        value, made = self.value, self._made
        for row in rows:
            parts = [value(part) if type(part) is list else part for part in row]
            made.append(makers[parts[0]](*parts[1:]))

    def value(self, value: Any) -> Any:
        if type(value) is not list:
            return value
        kind = value[0]
        if kind == _RECORD:
            return self._made[value[1]]
        parts = [self.value(part) if type(part) is list else part for part in value[1:]]
        if kind == _TUPLE:
            return tuple(parts)
        if kind == _DICT:
            return dict(zip(parts[::2], parts[1::2]))
        if kind == _LIST:
            return parts
        if kind == _SET:
            return frozenset(parts)
        raise ValueError(f"{kind} is no kind of value")
