"""CAMEO codes for PLOVER acts, and PLOVER types for CAMEO codes.

`plover-to-cameo.tsv` gives the code of a type, mode and context; `en/cameo-finer.tsv` gives finer codes that are used only
where the words of the evidence, or the sectors of both sides, say so; `cameo-to-plover.tsv` gives the other direction, and
label and Goldstein values of every code.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dragoman.codebook.folder import CodebookError, Folder


@dataclass(frozen=True, slots=True)
class Code:
    """A CAMEO code. Codes are text: `010` and `10` differ. Goldstein values, −10 … 10, differ between GDELT and ICEWS."""

    code: str
    label: str
    goldstein_gdelt: float
    goldstein_icews: float


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a CAMEO code stands for in PLOVER. event_type is null for what has none (statements, appeals)."""

    event_type: str | None
    mode: str | None
    contexts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Finer:
    """A finer code for acts of a type (and mode, where given) whose words match, or both of whose sides have a sector."""

    mode: str | None
    sides: str | None
    words: re.Pattern[str] | None
    code: Code

    def fits(self, modes: Sequence[str], words: str, sectors: tuple[str | None, str | None]) -> bool:
        """Whether mode, words and sectors all allow it."""
        return (
            (self.mode in modes if self.mode else not modes)
            and (self.words is None or self.words.search(words) is not None)
            and (self.sides is None or sectors == (self.sides, self.sides))
        )


# Plain rows that hold only where the words say so: the finer table names their code.
_ONLY_BY_WORDS = frozenset({"046"})


@dataclass(frozen=True)
class Cameo:
    """The tables. rows: (type, mode or "") → rows of (context or "", code), in the file's order."""

    rows: Mapping[tuple[str, str], tuple[tuple[str, Code], ...]]
    finer: Mapping[str, tuple[Finer, ...]]
    meanings: Mapping[str, Meaning]
    codes: Mapping[str, Code]

    def code_of(
        self,
        event_type: str,
        modes: Sequence[str] = (),
        contexts: Iterable[str] = (),
        words: str = "",
        sectors: tuple[str | None, str | None] = (None, None),
    ) -> Code:
        """The code of an act; of several modes, the one whose Goldstein value is largest in magnitude.

        words: its evidence, and sectors of actor and recipient, for the finer codes. Raises KeyError for an unknown type.
        """
        for one in self.finer.get(event_type, ()):
            if one.fits(modes, words, sectors):
                return one.code
        held = frozenset(contexts)
        if len(modes) < 2:
            return self._plain(event_type, modes[0] if modes else "", held)
        return max((self._plain(event_type, mode, held) for mode in modes), key=lambda code: abs(code.goldstein_gdelt))

    def _plain(self, event_type: str, mode: str, contexts: frozenset[str]) -> Code:
        rows = self.rows.get((event_type, mode)) or self.rows[event_type, ""]
        without = None
        for context, code in rows:
            if context in contexts:
                return code
            if not context:
                without = code
        assert without is not None  # the loader sees to it
        return without

    def meaning(self, code: str) -> Meaning | None:
        """What a code stands for; null for one that is not in the table."""
        return self.meanings.get(code)


@lru_cache(maxsize=4)
def load_cameo(folder: Folder | None = None) -> Cameo:
    """The tables of a codebook folder; a user's rows of the same type, mode and context win.

    Raises CodebookError where a row cannot be used.
    """
    where = folder or Folder()
    codes, meanings = _codes(where)
    rows: dict[tuple[str, str], dict[str, Code]] = {}
    for row in where.rows("plover-to-cameo.tsv"):
        if row["cameo"] in _ONLY_BY_WORDS:
            continue
        code = _row_code(row)
        rows.setdefault((row["plover_type"], row["plover_mode"]), {})[row["plover_context"]] = code
        codes.setdefault(code.code, code)
    for (event_type, mode), held in rows.items():
        if "" not in held:
            raise CodebookError(
                f"plover-to-cameo.tsv: {event_type} {mode or 'without mode'} has no row without context."
            )
    return Cameo({key: tuple(held.items()) for key, held in rows.items()}, _finer(where, codes), meanings, codes)


def _row_code(row: Mapping[str, str]) -> Code:
    try:
        return Code(row["cameo"], row["cameo_label"], float(row["goldstein_gdelt"]), float(row["goldstein_icews"]))
    except (KeyError, ValueError) as error:
        raise CodebookError(f"CAMEO table: the row of {row.get('cameo')!r} cannot be used: {error}.") from error


def _codes(folder: Folder) -> tuple[dict[str, Code], dict[str, Meaning]]:
    codes, meanings = {}, {}
    for row in folder.rows("cameo-to-plover.tsv"):
        code = _row_code(row)
        codes[code.code] = code
        contexts = tuple(filter(None, (c.strip() for c in row["plover_context"].split(";"))))
        meanings[code.code] = Meaning(row["plover_type"] or None, row["plover_mode"] or None, contexts)
    return codes, meanings


def _finer(folder: Folder, codes: Mapping[str, Code]) -> dict[str, tuple[Finer, ...]]:
    found: dict[str, list[Finer]] = {}
    for row in folder.rows("en/cameo-finer.tsv"):
        try:
            words = re.compile(row["words"], re.IGNORECASE) if row["words"] else None
            one = Finer(row["mode"] or None, row["sides"] or None, words, codes[row["cameo"]])
        except (re.error, KeyError) as error:
            raise CodebookError(
                f"en/cameo-finer.tsv: the row of {row.get('cameo')!r} cannot be used: {error}."
            ) from error
        found.setdefault(row["type"], []).append(one)
    return {event_type: tuple(rows) for event_type, rows in found.items()}


def quad_of(code: str) -> int:
    """GDELT's QuadClass of a CAMEO code, by its root: 01–05 1, 06–08 2, 09–13 3, 14–20 4."""
    root = int(code[:2])
    return 1 if root <= 5 else 2 if root <= 8 else 3 if root <= 13 else 4
