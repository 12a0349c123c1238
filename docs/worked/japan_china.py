"""The worked example on Japan and China: reads the shipped items, lays the readings over them and fills the page's template."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from pages import FOLDER, Links, brief_line, event_line, filled, level, signed, table
from reading import Readings, judge, load_readings

import dragoman
from dragoman.library.temperatures import Temperature
from dragoman.present.days import one_day
from dragoman.present.lines import Line
from dragoman.records.answers import TimelineRow
from dragoman.records.temperature import Turn

ROOT = FOLDER.parents[1]
ITEMS = ROOT / "src" / "dragoman" / "worked"
PAIR = ("JPN", "CHN")
THRESHOLDS = (0.35, 0.5)
# The dispute over a trawler's captain, of which the fourth question asks.
AUTUMN = ("2010-09-01", "2010-10-31")
# When Japan bought the islands.
LATER_AUTUMN = ("2012-09-01", "2012-10-31")
# A threshold of confidence whose gain and loss the text tells.
NAMED = THRESHOLDS[0]
CONFLICT = frozenset(
    {"REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"}
)


def make(path: Path) -> dict[str, str]:
    """Name → content of the files of the example. path: of the ledger that is made."""
    readings = load_readings(FOLDER / "japan-china-read.tsv")
    with dragoman.open(path) as ledger:
        ledger.read(ITEMS / "japan-china.jsonl")
        values = _as_coded(ledger, readings)
        before = len(_since_last(ledger))
        values["judgements"] = judge(ledger, readings)
        read = ledger.temperature(PAIR, "year")
        values |= _as_read(ledger, read, values.pop("rows"), readings)  # type: ignore[arg-type]
        values["lines_before"], values["lines_after"] = before, len(_since_last(ledger))
        drawing = read.svg()
    page = filled(FOLDER / "japan-china.md.in", values)
    return {"japan-china.md": page, "japan-china-temperature.svg": drawing}


def _items() -> list[dict[str, str]]:
    return [json.loads(line) for line in (ITEMS / "japan-china.jsonl").read_text(encoding="utf-8").splitlines()]


def _years() -> list[dict[str, str]]:
    with (ITEMS / "japan-china-days.tsv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


def _as_coded(ledger: dragoman.Ledger, readings: Readings) -> dict[str, object]:
    """What was read, and how right the coder is, by threshold."""
    items, years = _items(), _years()
    by = {name: [i for i in items if i["publisher"] == name] for name in ("Wikipedia", "White House", "Wikinews")}
    raw = ledger.temperature(PAIR, "year")
    events, surer = _events(raw), _events(ledger.temperature(PAIR, "year", min_confidence=NAMED))
    counts, left = readings.counts(events), readings.counts(surer)
    why = [row["why"] for row in map(readings.of, events) if row]
    others = {i["id"] for i in items if i["publisher"] != "Wikipedia"}
    rows: list[Sequence[object]] = [_row("all events", raw, readings)]
    for least in THRESHOLDS:
        rows.append(
            _row(f"`--min-confidence {least}`", ledger.temperature(PAIR, "year", min_confidence=least), readings)
        )
    return {
        "items": len(by["Wikipedia"]),
        "readouts": len(by["White House"]),
        "articles": len(by["Wikinews"]),
        "days": f"{sum(int(y['days']) for y in years):,}",
        "all_items": f"{sum(int(y['items']) for y in years):,}",
        "claims": sum(1 for _ in ledger.claims(min_confidence=0.0)),
        "trained": len(_trained_on(by["Wikipedia"])),
        "events": len(events),
        "right": counts["right"],
        "wrong": counts["wrong"],
        "twice": counts["twice"],
        "other_type": counts["other type"],
        "unread": _unread(counts["unread"]),
        "share": f"{counts['right'] / len(events):.2f}",
        "shrines": sum("shrine; China" in one for one in why),
        "threats": sum("threat" in one for one in why),
        "named": NAMED,
        "named_wrong": _not_right(counts) - _not_right(left),
        "all_wrong": _not_right(counts),
        "named_right": counts["right"] - left["right"],
        "missed": len(readings.missed),
        "missed_conflict": sum(r["type"] in CONFLICT for r in readings.missed),
        "from_others": sum(any(c.document in others for c in e.claims) for e in events),
        "rows": rows,
    }


def _unread(number: int) -> str:
    return f" {number} more have not been read since the coder was last changed, and stand as coded." if number else ""


def _trained_on(items: Sequence[Mapping[str, str]]) -> set[str]:
    """Ids of the items of which a sentence is in the coder's training corpus."""
    corpus = ROOT / "training" / "corpus" / "train-by-sa.jsonl"
    known = {json.loads(line)["text"] for line in corpus.read_text(encoding="utf-8").splitlines()}
    return {i["id"] for i in items if any(sentence in i["text"] for sentence in known)}


def _events(temperature: Temperature) -> list[TimelineRow]:
    return [e for d in temperature.degrees for e in d.events]


def _row(name: str, temperature: Temperature, readings: Readings) -> list[object]:
    counts = readings.counts(_events(temperature))
    turns = ", ".join(one_day(t.day) for t in temperature.turns) or "none"
    levels = _with_level(temperature)
    told = f"{signed(levels[0])} → {signed(levels[-1])}"
    return [name, counts.total(), _not_right(counts), told, turns]


def _not_right(counts: Counter[str]) -> int:
    return counts["wrong"] + counts["twice"] + counts["other type"]


def _with_level(temperature: Temperature) -> list[float]:
    return [d.level for d in temperature.degrees if d.level is not None]


def _as_read(
    ledger: dragoman.Ledger, read: Temperature, rows: list[Sequence[object]], readings: Readings
) -> dict[str, object]:
    """The temperature after the readings, and the answers."""
    links = Links(d.reading for d in ledger.documents())
    turns = [_turn(t, read, links) for t in read.turns]
    years = {y["year"]: y for y in _years()}
    by_year = []
    for degree in read.degrees:
        year = years[degree.period.name]
        mean = signed(degree.mean) if degree.mean is not None else "–"
        by_year.append(
            [
                degree.period.name,
                f"{int(year['items']):,}",
                year["of_the_pair"],
                len(degree.events),
                mean,
                level(degree),
            ]
        )
    second, busiest = sorted(read.degrees, key=lambda d: len(d.events))[-2:]
    leveled = [d for d in read.degrees if d.low is not None and d.high is not None]
    return {
        "thresholds": table(
            ["taken", "events", "wrong, twice or of another type", "level, first → last year", "turns"],
            [*rows, _row("as read", read, readings)],
        ),
        "by_year": table(
            ["year", "items of all subjects", "of the pair", "events", "mean score", "level (95 %)"], by_year
        ),
        "kept": len(_events(read)),
        "turns": "\n\n".join(turns) or "No change point is carried by the counts.",
        "busiest": busiest.period.name,
        "busiest_events": len(busiest.events),
        "busiest_items": years[busiest.period.name]["of_the_pair"],
        "second_events": len(second.events),
        "leveled": len(leveled),
        "with_zero": sum(d.low <= 0 <= d.high for d in leveled),  # type: ignore[operator]
        "later_items": sum(LATER_AUTUMN[0] <= i["published"] <= LATER_AUTUMN[1] for i in _items()),
        "later_events": sum(LATER_AUTUMN[0] <= (e.when.first or "") <= LATER_AUTUMN[1] for e in _events(read)),
        "since_last": "\n".join(brief_line(line, links) for line in _since_last(ledger)),
        "last_meeting": _last_meeting(ledger, links),
        "senkaku": _positions(ledger, links),
        "commitments": _commitments(ledger, links),
        "autumn": _between(read, links, *AUTUMN),
        "measures": "\n".join(
            event_line(e, read.scores[e.id], links) for e in _events(read) if e.lead.event_type == "SANCTION"
        ),
    }


def _turn(turn: Turn, read: Temperature, links: Links) -> str:
    head = (
        f"**{one_day(turn.day)}**: mean score {signed(turn.before)} over {len(turn.events_before)} events before, {signed(turn.after)} over "
        f"{len(turn.events_after)} after (p = {turn.p:.3f}). The events near it that say most for it:"
    )
    return "\n".join([head, "", *(event_line(e, read.scores[e.id], links) for e in turn.turning)])


def _since_last(ledger: dragoman.Ledger) -> list[Line]:
    brief = ledger.brief(PAIR, since_meeting=True)
    return [line for section in brief.sections for line in section.lines]


def _last_meeting(ledger: dragoman.Ledger, links: Links) -> str:
    line = ledger.brief(PAIR, since_meeting=True).lead[0]
    return brief_line(line, links).removeprefix("- : ")


def _positions(ledger: dragoman.Ledger, links: Links) -> str:
    found = ledger.positions(between=PAIR, issue="senkaku-diaoyu", formulas=False)
    parts = []
    for stance in sorted(found.stances, key=lambda s: s.party):
        said = sorted((s for line in stance.lines for s in line.statements), key=lambda s: s.day or "")
        parts.append({"CHN": "China:", "JPN": "Japan:"}[stance.party])
        parts.append("\n".join(f"- {one_day(s.day or '')}: {links.words(s.document, s.span)}" for s in said))
    return "\n\n".join(parts)


def _commitments(ledger: dragoman.Ledger, links: Links) -> str:
    found = ledger.commitments(between=PAIR)
    rows = []
    for one in sorted(found.items, key=lambda c: c.made or ""):
        limit = one.lead.deadline
        by = f"{limit.last} (“{limit.text}”)" if limit and limit.last else "–"
        decided = ", ".join(links.to(d.claim.document, d.claim.evidence) for d in one.deciding[:1]) or "–"
        words = f"{one.lead.matter.text} ({links.to(one.lead.document, one.lead.words)})"
        rows.append([one.made, words, by, one.status, decided, "; ".join(one.doubt) or "–"])
    return table(["made", "matter", "by", "status", "decided by", "doubt"], rows)


def _between(read: Temperature, links: Links, since: str, until: str) -> str:
    found = [e for e in _events(read) if since <= (e.when.first or "") <= until]
    return "\n".join(event_line(e, read.scores[e.id], links) for e in found)
