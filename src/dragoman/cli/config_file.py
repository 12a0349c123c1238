"""`dragoman.toml`: defaults of options, found, read and checked; its JSON schema.

    coder = "frames"            # for every command that has the option
    min_confidence = 0.1

    [read]                      # for one command
    workers = 4

Which ledger is meant is never told by a file: what a command reads or writes stands in its line.
"""

from __future__ import annotations

import difflib
import os
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.cli.described import Command, Parameter
from dragoman.cli.look import LEAST_WIDTH, Colour
from dragoman.records.problem import Problem

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

NAME, VARIABLE = "dragoman.toml", "DRAGOMAN_CONFIG"
# Options that say what is done this time, not how it is always done.
ACTS = {"ledger", "output", "use", "mend", "add_user", "replace", "answers"}
# Options that may be set for all commands that have them; others of one name mean another thing in each command.
SHARED = ("author", "between", "codebook", "coder", "max_mb", "min_confidence", "model", "place", "publisher")
_TYPES = {"int": "integer", "float": "number", "bool": "boolean"}


class ConfigError(ValueError):
    """A configuration file that cannot be used. problems: each with its line and the way out."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


@dataclass(frozen=True)
class Config:
    """What a file says. values: as written, keys with `_`; relative paths are made whole from the file's folder."""

    values: Mapping[str, Any]

    @property
    def colour(self) -> Colour | None:
        """When colour is written, or null where it is not told."""
        return Colour(self.values["colour"]) if "colour" in self.values else None

    @property
    def width(self) -> int | None:
        """Columns of what is printed, or null."""
        return self.values.get("width")


def find_config(told: Path | None = None) -> Path | None:
    """The file that holds: `told`, else DRAGOMAN_CONFIG (empty: none), else ./dragoman.toml, else dragoman/dragoman.toml in XDG_CONFIG_HOME.

    Raises ConfigError where a file that was named is not there.
    """
    named = told or (Path(os.environ[VARIABLE]) if os.environ.get(VARIABLE) else None)
    if named is not None:
        if not named.is_file():
            raise ConfigError((Problem("file.missing", str(named)),))
        return named
    if VARIABLE in os.environ:
        return None
    home = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    # os.path, since a home that may not be looked into holds no file for this user
    return next((path for path in (Path(NAME), home / "dragoman" / NAME) if os.path.isfile(path)), None)  # noqa: PTH113


def read_config(path: Path, commands: tuple[Command, ...]) -> Config:
    """The checked file. Raises ConfigError with a line for each mistake."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
        values = tomllib.loads(text)
    except OSError as error:
        raise ConfigError((Problem("file.unreadable", str(path), values={"reason": error.strerror}),)) from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError((_broken(path, error),)) from error
    check = _Check(path, text.splitlines())
    checked = check.table(values, (), keys_of(commands))
    if check.problems:
        raise ConfigError(tuple(check.problems))
    return Config(checked)


def _broken(path: Path, error: Exception) -> Problem:
    """The parser's words, with its line in front, as for every other mistake."""
    reason = str(error)
    if found := re.search(r"\s*\(at line (\d+), column (\d+)\)", reason):
        place = f"{path}:{found[1]}:{found[2]}"
        return Problem("config.toml", place, values={"reason": reason.replace(found[0], "")})
    return Problem("config.toml", str(path), values={"reason": reason})


Keys = Mapping[str, "Parameter | Keys"]


def keys_of(commands: tuple[Command, ...]) -> Keys:
    """What may stand in the file: shared options and the look at the top, a table for each command, within it one for each of a group's."""
    tables: dict[str, Parameter | Keys] = {one.path[-1]: _table(one) for one in commands}
    tables = {name: table for name, table in tables.items() if table}
    # `codebook` is an option and a group of commands: the option is what people set.
    return {**tables, **shared(commands), **_look()}


def _table(command: Command) -> Keys:
    own: dict[str, Parameter | Keys] = {one.name: one for one in command.options if one.name not in ACTS}
    inner = {one.path[-1]: _table(one) for one in command.inner}
    return own | {name: table for name, table in inner.items() if table}


def shared(commands: tuple[Command, ...]) -> dict[str, Parameter]:
    """Options that may stand at the top, as the first command that has them describes them."""
    found: dict[str, Parameter] = {}
    for top in commands:
        for command in top.all():
            for one in command.options:
                if one.name in SHARED:
                    found.setdefault(one.name, one)
    return dict(sorted(found.items()))


def _look() -> dict[str, Parameter]:
    return {
        "colour": Parameter("colour", (), "", "When marks of colour are written.", "choice", tuple(c.value for c in Colour), False, 1, None, None, None),
        "width": Parameter("width", (), "", "Columns of what is printed.", "int", (), False, 1, None, LEAST_WIDTH, 1000),
    }  # fmt: skip


class _Check:
    """Compares values with what options take."""

    def __init__(self, path: Path, lines: list[str]) -> None:
        self.path, self.problems = path, list[Problem]()
        self._lines = lines

    def table(self, values: Mapping[str, Any], place: tuple[str, ...], keys: Keys) -> dict[str, Any]:
        """The values with their keys as options are called."""
        found: dict[str, Any] = {}
        for written, value in values.items():
            name = written.replace("-", "_") if written.replace("-", "_") in keys else written
            known = keys.get(name)
            if known is None:
                self._tell("config.key", (*place, written), {"key": written, "hint": _hint(name, keys, place)})
            elif isinstance(known, Parameter):
                if (wrong := _wrong(known, value)) is not None:
                    self._tell(
                        "config.value", (*place, written), {"key": written, "value": _told(value), "takes": wrong}
                    )
                found[name] = _whole(known, value, self.path)
            elif isinstance(value, dict):
                found[name] = self.table(value, (*place, written), known)
            else:
                self._tell("config.table", (*place, written), {"key": written})
        return found

    def _tell(self, code: str, place: tuple[str, ...], values: dict[str, object]) -> None:
        line = line_of(self._lines, place)
        self.problems.append(Problem(code, f"{self.path}:{line}" if line else str(self.path), values=values))


def _hint(name: str, keys: Keys, place: tuple[str, ...]) -> str:
    near = difflib.get_close_matches(name, list(keys), 1, 0.6)
    where = f"[{'.'.join(place)}]" if place else "The top"
    plain = sorted(key for key, known in keys.items() if isinstance(known, Parameter))
    return f"Did you mean {near[0]!r}?" if near else f"{where} takes {', '.join(plain) or 'nothing'}."


def _wrong(known: Parameter, value: Any) -> str | None:
    """What the option takes, where the value is not that; else null."""
    if known.many or known.takes > 1:
        if not isinstance(value, list) or (known.takes > 1 and len(value) != known.takes):
            return f"a list of {known.takes}" if known.takes > 1 else "a list"
        return next((wrong for one in value if (wrong := _wrong_one(known, one)) is not None), None)
    return _wrong_one(known, value)


def _wrong_one(known: Parameter, value: Any) -> str | None:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if known.kind == "bool":
        return None if isinstance(value, bool) else "true or false"
    if known.kind in ("int", "float"):
        fits = number and (known.kind == "float" or isinstance(value, int))
        if fits and (known.least is None or value >= known.least) and (known.most is None or value <= known.most):
            return None
        return f"{'a whole number' if known.kind == 'int' else 'a number'}{_ends(known)}"
    if known.choices:
        return None if value in known.choices else f"one of {', '.join(known.choices)}"
    return None if isinstance(value, str) else "a text in quotation marks"


def _ends(known: Parameter) -> str:
    """` from 0 to 1`, as far as the option has bounds."""
    if known.least is None:
        return "" if known.most is None else f" up to {known.most:g}"
    return f" from {known.least:g}" + ("" if known.most is None else f" to {known.most:g}")


def _told(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else repr(value)


def _whole(known: Parameter, value: Any, path: Path) -> Any:
    """Paths are meant from the file's folder, not from where the command is called."""
    if known.kind == "path" and isinstance(value, str):
        return str((path.parent / Path(value).expanduser()).absolute())
    return value


def line_of(lines: list[str], place: tuple[str, ...]) -> int | None:
    """The line, from 1, in which a key stands, or its table's header; null where it is written in another way (dotted, inline)."""
    table: tuple[str, ...] = ()
    for number, line in enumerate(lines, 1):
        if header := re.match(r"\s*\[+\s*([^\]]+?)\s*\]", line):
            table = tuple(part.strip().strip("\"'") for part in header[1].split("."))
            if table == place:
                return number
        elif (key := re.match(r"""\s*(["']?)([^"'=#]+?)\1\s*=""", line)) and (*table, *key[2].split(".")) == place:
            return number
    return None if len(place) < 2 else line_of(lines, place[:-1])


def defaults(config: Config, commands: tuple[Command, ...]) -> dict[str, Any]:
    """The file's values as defaults for the parser: command → option → value, shared ones in every command that has them."""
    common = {name: value for name, value in config.values.items() if name in SHARED}

    def of(command: Command, told: Mapping[str, Any]) -> dict[str, Any]:
        own = {one.name: common[one.name] for one in command.options if one.name in common}
        below = {one.path[-1]: of(one, told.get(one.path[-1], {})) for one in command.inner}
        return own | {name: value for name, value in told.items() if name not in below} | below

    told = {name: value for name, value in config.values.items() if isinstance(value, dict)}
    return {one.path[-1]: of(one, told.get(one.path[-1], {})) for one in commands}


def schema(commands: tuple[Command, ...]) -> dict[str, Any]:
    """The file's JSON schema (draft 2020-12), for editors and checkers."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": NAME,
        "description": "Defaults of Dragoman's options.",
        **_object(keys_of(commands)),
    }


def _object(keys: Keys) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": False, "properties": dict(_properties(keys))}


def _properties(keys: Keys) -> Iterator[tuple[str, Any]]:
    for name, known in keys.items():
        made = _value(known) if isinstance(known, Parameter) else _object(known)
        yield name, made
        if "_" in name:
            yield name.replace("_", "-"), made


def _value(known: Parameter) -> dict[str, Any]:
    one: dict[str, Any] = {"type": _TYPES.get(known.kind, "string")}
    if known.choices:
        one["enum"] = list(known.choices)
    if known.least is not None:
        one["minimum"] = known.least
    if known.most is not None:
        one["maximum"] = known.most
    if known.many or known.takes > 1:
        ends = {"minItems": known.takes, "maxItems": known.takes} if known.takes > 1 else {}
        one = {"type": "array", "items": one, **ends}
    return {"description": known.help, **one} if known.help else one
