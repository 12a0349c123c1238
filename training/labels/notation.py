"""The notation of label files (guide.md, section 7): a block a sentence → a `Block`, every breach a `Fault`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from vocabulary import Vocabulary, vocabulary

MAX_CONTEXTS = 3
MAX_NONE = 3
_HEADER = re.compile(r"@\s+(\S+)(?:\s+\(.*\))?\s*$")
_OCCURRENCE = re.compile(r"(?<!\\)#(\d+)$")
_CODE = re.compile(r"([A-Z]{3}|\?)(?:\[([A-Za-z0-9 .&-]+)\])?(?::([A-Z]{3}))?$")
_TYPE = re.compile(r"([A-Z]+)(?:-([a-z+-]+))?$")


@dataclass(frozen=True, slots=True)
class Fault:
    """A breach of the notation: the line, counted from 1, and what is wrong with it."""

    line: int
    says: str


@dataclass(frozen=True, slots=True)
class Words:
    """Code points `[start, end)` of a sentence, with what stands there."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Side:
    """A party as labelled: its words, and its code (null when unknown), sector and organisation's id."""

    words: Words
    code: str | None = None
    sector: str | None = None
    org: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """One act. With `reciprocal`, actor and recipient are the two sides in order of mention, and both act."""

    line: int
    trigger: Words
    type: str
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    actor: tuple[Side, ...] = ()
    recipient: tuple[Side, ...] = ()
    reciprocal: bool = False
    aux: tuple[str, ...] = ()
    hard: str | None = None


@dataclass(slots=True)
class Block:
    """What a reader says of one sentence. unusable: why it cannot be labelled, or null."""

    id: str
    line: int
    events: list[Event] = field(default_factory=list)
    none: list[tuple[Words, Words]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    unusable: str | None = None
    read: bool = False


class _BreachError(ValueError):
    """Carries the words of a `Fault` from where it is seen to the line's loop."""


def occurrences(words: str, text: str) -> list[int]:
    """Starts of `words` in `text` as whole words, letter for letter."""
    before = r"(?<!\w)" if words[:1].isalnum() else ""
    after = r"(?!\w)" if words[-1:].isalnum() else ""
    return [m.start() for m in re.finditer(before + re.escape(words) + after, text)]


def split(text: str, mark: str) -> list[str]:
    """`text` apart at each `mark` that no backslash escapes; the pieces stripped, escapes kept."""
    return [piece.strip() for piece in re.split(rf"(?<!\\){re.escape(mark)}", text)]


def bare(text: str) -> str:
    """`text` without the backslashes of escapes."""
    return re.sub(r"\\([&<>|~=#])", r"\1", text)


def locate(written: str, text: str) -> Words:
    """The span that `words` or `words#n` means in the sentence `text`."""
    written = written.strip()
    which = _OCCURRENCE.search(written)
    words = bare(written[: which.start()] if which else written).strip()
    number = int(which.group(1)) if which else 1
    if not words:
        raise _BreachError("a span is empty")
    starts = occurrences(words, text)
    if not starts:
        raise _BreachError(f"{words!r} is not in the sentence as whole words, letter for letter")
    if not 1 <= number <= len(starts):
        raise _BreachError(f"{words!r} occurs {len(starts)} times, not {number}")
    start = starts[number - 1]
    return Words(start, start + len(words), words)


class _Reader:
    """Reads the lines of one sentence's block; remembers the code of each wording."""

    def __init__(self, text: str, allowed: Vocabulary) -> None:
        self.text = text
        self.allowed = allowed
        self.known: dict[str, str] = {}

    def event(self, line: str, number: int) -> Event:
        fields = split(line, "|")
        if len(fields) < 3:
            raise _BreachError("an event needs TYPE | trigger | parties")
        kind, modes = self._type(fields[0])
        trigger = locate(fields[1], self.text)
        actor, recipient, reciprocal = self._parties(fields[2])
        contexts, aux, hard = self._rest(fields[3:])
        if not any(side.code or side.sector for side in (*actor, *recipient)):
            raise _BreachError("neither side is a coded party")
        return Event(number, trigger, kind, modes, contexts, actor, recipient, reciprocal, aux, hard)

    def pair(self, line: str) -> tuple[Words, Words]:
        sides = split(line, "~")
        if len(sides) != 2:
            raise _BreachError("a NONE pair is written `- A ~ B`")
        first, second = (self._side(side, needs_code=False)[0].words for side in sides)
        if first == second:
            raise _BreachError("a NONE pair needs two spans")
        return first, second

    def _type(self, written: str) -> tuple[str, tuple[str, ...]]:
        found = _TYPE.match(written)
        if not found or found.group(1) not in self.allowed.modes:
            raise _BreachError(f"unknown type {written!r}")
        kind = found.group(1)
        modes = tuple(found.group(2).split("+")) if found.group(2) else ()
        for mode in modes:
            if mode not in self.allowed.modes[kind]:
                known = ", ".join(sorted(self.allowed.modes[kind]))
                raise _BreachError(f"{mode!r} is no mode of {kind}: {known or 'it has none'}")
        if len(modes) > (2 if kind == "ASSAULT" else 1) or len(set(modes)) < len(modes):
            raise _BreachError("one mode; for ASSAULT up to two different ones")
        return kind, modes

    def _parties(self, written: str) -> tuple[tuple[Side, ...], tuple[Side, ...], bool]:
        reciprocal = len(split(written, "<>")) == 2
        sides = split(written, "<>") if reciprocal else split(written, ">")
        if len(sides) > 2:
            raise _BreachError("more than one `>` or `<>`")
        actor = self._list(sides[0])
        recipient = self._list(sides[1]) if len(sides) == 2 else ()
        if reciprocal and not actor:
            raise _BreachError("a reciprocal act needs a party before `<>`")
        shared = {s.words for s in actor} & {s.words for s in recipient}
        if shared:
            raise _BreachError(f"{next(iter(shared)).text!r} is on both sides; write a group as `words=A+B <>`")
        return actor, recipient, reciprocal

    def _list(self, written: str) -> tuple[Side, ...]:
        if written in ("", "?"):
            return ()
        return tuple(side for one in split(written, "&") for side in self._side(one, needs_code=True))

    def _side(self, written: str, needs_code: bool) -> tuple[Side, ...]:
        parts = split(written, "=")
        if len(parts) > 2:
            raise _BreachError(f"more than one `=` in {written!r}")
        words = locate(parts[0], self.text)
        if len(parts) == 2:
            self.known[words.text] = parts[1]
        elif needs_code and words.text not in self.known:
            raise _BreachError(f"{words.text!r} has no code; write `{words.text}=CODE` or `=?`")
        codes = self.known.get(words.text, "?") if len(parts) == 1 else parts[1]
        return tuple(self._code(words, one) for one in codes.split("+"))

    def _code(self, words: Words, written: str) -> Side:
        found = _CODE.match(written.strip())
        if not found:
            raise _BreachError(f"{written!r} is no code: CODE, CODE:SECTOR or CODE[ORG]")
        code, org, sector = found.groups()
        if code != "?" and code not in self.allowed.codes:
            raise _BreachError(f"unknown actor code {code!r}")
        if sector and sector not in self.allowed.sectors:
            raise _BreachError(f"unknown sector {sector!r}")
        if org and code not in self.allowed.international and code != "?":
            raise _BreachError(f"{code} is a state; [{org}] belongs to an international code")
        return Side(words, None if code == "?" else code, sector, org)

    def _rest(self, fields: list[str]) -> tuple[tuple[str, ...], tuple[str, ...], str | None]:
        contexts: tuple[str, ...] = ()
        aux: tuple[str, ...] = ()
        hard = None
        for place, one in enumerate(fields):
            if one.startswith("aux:"):
                aux = self._names(one[4:], self.allowed.aux, "aux")
            elif one.startswith("hard:"):
                hard = bare(one[5:].strip()) or None
            elif place == 0:
                contexts = self._names(one, self.allowed.contexts, "context")
            elif one:
                raise _BreachError(f"what is {one!r}? Contexts come fourth, then `aux:` and `hard:`")
        if len(contexts) > MAX_CONTEXTS:
            raise _BreachError(f"more than {MAX_CONTEXTS} contexts")
        return contexts, aux, hard

    def _names(self, written: str, allowed: frozenset[str], what: str) -> tuple[str, ...]:
        names = tuple(name.strip() for name in written.split(",") if name.strip())
        for name in names:
            if name not in allowed:
                raise _BreachError(f"unknown {what} {name!r}")
        if len(set(names)) < len(names):
            raise _BreachError(f"a {what} twice")
        return names


def parse(written: str, sentences: dict[str, str]) -> tuple[list[Block], list[Fault]]:
    """Blocks of a label file in its order, and its faults. sentences: id → text of those that may be labelled."""
    blocks: list[Block] = []
    faults: list[Fault] = []
    reader: _Reader | None = None
    for number, line in enumerate(written.splitlines(), 1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        try:
            if line.startswith("@"):
                reader = None
                reader = _open(line, number, sentences, blocks)
            elif reader is not None:
                _line(line, number, blocks[-1], reader)
            elif not blocks:
                raise _BreachError("a line before the first `@ id`")
        except _BreachError as breach:
            faults.append(Fault(number, str(breach)))
    faults.extend(_whole(blocks))
    return blocks, sorted(faults, key=lambda fault: fault.line)


def _full(written: str, sentences: dict[str, str]) -> str:
    """The id that is written in full, or by enough of its beginning (with or without `s-`) to be the only one."""
    if written in sentences:
        return written
    begin = "s-" + written.removeprefix("s-")
    found = [name for name in sentences if name.startswith(begin)] if len(begin) >= 6 else []
    if len(found) > 1:
        raise _BreachError(f"{written!r} begins {len(found)} ids: {', '.join(found)}")
    if not found:
        raise _BreachError(f"no sentence {written!r}")
    return found[0]


def _open(line: str, number: int, sentences: dict[str, str], blocks: list[Block]) -> _Reader:
    header = _HEADER.match(line)
    if not header:
        raise _BreachError("a block opens with `@ id`")
    name = _full(header.group(1), sentences)
    if any(block.id == name for block in blocks):
        raise _BreachError(f"a second block for {name}")
    blocks.append(Block(name, number))
    return _Reader(sentences[name], vocabulary())


def _line(line: str, number: int, block: Block, reader: _Reader) -> None:
    block.read = True
    if line == ".":
        return
    if line.startswith("- "):
        block.none.append(reader.pair(line[2:]))
    elif line.startswith("x ") or line == "x":
        block.unusable = line[2:].strip() or "unusable"
    elif line.startswith("!"):
        block.notes.append(line[1:].strip())
    else:
        block.events.append(reader.event(line, number))


def _whole(blocks: Iterable[Block]) -> list[Fault]:
    """Faults of whole blocks: nothing said, too many pairs, one trigger twice, a NONE pair of an event's two sides."""
    faults = []
    for block in blocks:
        if not block.read:
            faults.append(Fault(block.line, f"{block.id} has no line; write `.` if there is no event"))
        if len(block.none) > MAX_NONE:
            faults.append(Fault(block.line, f"{block.id} has more than {MAX_NONE} NONE pairs"))
        if block.unusable and (block.events or block.none):
            faults.append(Fault(block.line, f"{block.id} is unusable and labelled"))
        seen: set[tuple[int, int]] = set()
        for event in block.events:
            place = (event.trigger.start, event.trigger.end)
            if place in seen:
                says = f"trigger {event.trigger.text!r} twice; `#2` for its second occurrence"
                faults.append(Fault(event.line, says))
            seen.add(place)
            faults.extend(_contradictions(event, block))
    return faults


def _contradictions(event: Event, block: Block) -> list[Fault]:
    pairs = {frozenset((a.words, b.words)) for a in event.actor for b in event.recipient}
    return [
        Fault(event.line, f"{a.text!r} ~ {b.text!r} is NONE, and this event is between them")
        for a, b in block.none
        if frozenset((a, b)) in pairs
    ]
