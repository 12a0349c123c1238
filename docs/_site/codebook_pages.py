"""The codebook as pages, from its data: types with modes, rules and frames; contexts, sectors, parties, issues, organisations, disputes."""

from __future__ import annotations

from typing import Any

import yaml
from markup import bullets, code, codes, page, plain, table

from dragoman.codebook.acts import TYPES, ActEntry, load_lexicon
from dragoman.codebook.folder import SHIPPED, Folder

FOLDER = Folder()


def pages() -> dict[str, str]:
    """Name → page, in order: a page for each of the 16 types, then the other tables."""
    plover = yaml.safe_load((SHIPPED / "plover.yaml").read_text(encoding="utf-8"))
    quads = {q["number"]: q["name"] for q in plover["quad_classes"]}
    frames: dict[str, list[ActEntry]] = {name: [] for name in TYPES}
    for entries in load_lexicon(FOLDER).entries.values():
        for entry in entries:
            frames[entry.type].append(entry)
    types = {entry["code"]: entry for entry in plover["event_types"]}
    made = {name.lower(): _type(types[name], quads, frames[name]) for name in TYPES}
    return made | {
        "contexts": _coded("Contexts", "What an act is about; several may hold.", plover["contexts"]),
        "reality": _reality(plover),
        "parties": _parties(plover),
        "states": _states(),
        "organisations": _organisations(),
        "issues": _issues(),
        "disputes": _disputes(),
        "no-events": _no_events(plover),
    }


def _type(entry: dict[str, Any], quads: dict[int, str], frames: list[ActEntry]) -> str:
    facts = [
        f"Class: {plain(quads[entry['quad']].lower())} (quad {entry['quad']})",
        f"Score: {_score(entry['score'])}",
        f"Sides: {entry['symmetry']}; a recipient {'must' if entry['recipient_required'] else 'need not'} be there",
    ]
    return page(
        entry["code"],
        plain(entry["definition"]),
        bullets(facts),
        _section("Modes", _modes(entry["modes"], frames)),
        _section("Rules", bullets(plain(rule) for rule in entry["coding_rules"])),
        _section(
            "Told from",
            bullets(f"[{d['against']}]({d['against'].lower()}.md): {plain(d['rule'])}" for d in entry["distinguish"]),
        ),
        _section("Examples", _examples(entry["examples"])),
        _section("Words", _words(frames)),
    )


def _section(title: str, body: str) -> str:
    return f"## {title}\n\n{body}" if body else ""


def _score(value: float | None) -> str:
    return "that of the type" if value is None else f"{value:+g}".replace("-", "−")


def _modes(modes: list[dict[str, Any]], frames: list[ActEntry]) -> str:
    if not modes:
        return ""
    first = {entry.mode: entry.example for entry in reversed(frames) if entry.mode and entry.example}
    rows = [
        [code(m["code"]), _score(m.get("score")), plain(m["definition"]), plain(first.get(m["code"], ""))]
        for m in modes
    ]
    return table(("mode", "score", "meaning", "example"), rows)


def _examples(examples: list[dict[str, Any]]) -> str:
    rows = []
    for one in examples:
        sides = " > ".join(filter(None, (", ".join(one["actor"]), ", ".join(one.get("recipient") or []))))
        kind = " ".join((*_listed(one.get("type")), *_listed(one.get("mode"))))
        rows.append([plain(one["text"]), code(sides), code(kind) if kind else "", plain(one.get("note", ""))])
    return table(("sentence", "who > whom", "mode", "why"), rows)


def _listed(value: str | list[str] | None) -> list[str]:
    return [value] if isinstance(value, str) else value or []


def _words(frames: list[ActEntry]) -> str:
    """The frames that tell the type: word, what it asks for, an example of each."""
    rows = []
    for entry in sorted(frames, key=lambda e: (e.lemma, e.rest)):
        needs = "; ".join(
            f"{slot}: {', '.join(sorted(words)[:4])}{' …' if len(words) > 4 else ''}" for slot, words in entry.needs
        )
        word = " ".join((entry.lemma, *entry.rest))
        rows.append(
            [
                f"{plain(word)} ({entry.kind})",
                code(entry.mode) if entry.mode else "",
                plain(needs),
                plain(entry.example),
            ]
        )
    return (
        f"{len(rows)} frames: a word in a construction. A word tells the type only where what it needs stands in its slots "
        "(`subj`, `obj`, a preposition …); the tuned encoder weighs them with the rest of the sentence.\n\n"
        + table(("word", "mode", "needs", "example"), rows)
    )


def _coded(title: str, lead: str, entries: list[dict[str, Any]]) -> str:
    return page(title, lead, table(("code", "meaning"), ([code(e["code"]), plain(e["definition"])] for e in entries)))


def _reality(plover: dict[str, Any]) -> str:
    parts = [
        f"## {one['code']}\n\n{plain(one['definition'])}\n\n{_examples(one['examples'])}"
        for one in plover["auxiliary_modes"]
    ]
    rules = bullets(map(plain, plover["auxiliary_rules"]))
    return page(
        "Not plain fact: auxiliary modes",
        "What is past, planned, imagined or denied is marked, not left out.",
        *parts,
        _section("Rules", rules),
    )


def _parties(plover: dict[str, Any]) -> str:
    rules = plover["actor_rules"]
    return page(
        "Party codes and sectors",
        "A party is a code and a sector: `JPN:GOV` is Japan's government.",
        _section(
            "Sectors",
            table(("code", "meaning"), ([code(s["code"]), plain(s["definition"])] for s in plover["sectors"])),
        ),
        _section(
            "Codes that are no states",
            table(
                ("code", "name", "meaning"),
                ([code(e["code"]), plain(e["name"]), plain(e["definition"])] for e in rules["international_entities"]),
            ),
        ),
        _section("Rules", bullets(map(plain, rules["rules"]))),
        _section("What PLOVER leaves open, as Dragoman does it", bullets(map(plain, rules["dragoman_decisions"]))),
    )


def _states() -> str:
    rows = [
        [code(row["iso3"]), plain(row["name"]), plain(row["capital"]), plain(row["demonyms"])]
        for row in FOLDER.rows("countries.tsv")
    ]
    return page(
        "States and territories",
        f"{len(rows)} entries of ISO 3166-1.",
        table(("code", "name", "capital", "people"), rows),
    )


def _organisations() -> str:
    rows = [
        [code(row["code"]), plain(row["name"]), plain(row["seat"]), plain(row["members"])]
        for row in FOLDER.rows("organisations.tsv")
    ]
    return page("Organisations with their members", table(("id", "name", "seat", "members"), rows))


def _issues() -> str:
    parts = []
    for one in FOLDER.entries("issues.yaml"):
        words = [f"Any of: {plain(', '.join(one['any']))}."] if one.get("any") else []
        groups = [plain(" / ".join(group)) for group in one.get("all") or ()]
        if groups:
            words.append("One of each: " + "; ".join(groups) + ".")
        within = f" Part of {code(one['within'])}." if one.get("within") else ""
        parts.append(f"## {one['id']}\n\n{plain(one.get('label', one['id']))}.{within}\n\n{bullets(words)}")
    return page("Issues", "Lasting matters that claims attach to, by the words of the claim.", *parts)


def _disputes() -> str:
    rows = [
        [
            plain(r["name"]),
            r["kind"],
            plain("; ".join(r["names_by_claimant"].split("|"))),
            codes(r["claimants"].split(";")),
            code(r["administered_by"]) if r["administered_by"] else "",
        ]
        for r in FOLDER.rows("disputes.tsv")
    ]
    lead = "Places that several claim, with the names that each side gives them; a claim keeps the report's name."
    return page("Disputed places", lead, table(("place", "kind", "names", "claimed by", "held by"), rows))


def _no_events(plover: dict[str, Any]) -> str:
    rows = [[plain(e["text"]), plain(e["why"])] for e in plover["non_events"]["examples"]]
    return page("What is no event", plain(plover["non_events"]["note"]), table(("sentence", "why"), rows))
