"""Where a document comes from: the state whose body publishes it, and the one that its title is about."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dragoman.codebook.actors import Actor, Actors
from dragoman.codebook.offices import Offices
from dragoman.records.text import Reading

_WORD = re.compile(r"[\w.'-]+")
_LONGEST = 7
_UNIONS = ("EUR",)  # bodies of states that make joint statements as a state does
_HEADING = 200  # code points that a heading has at most
_SENIOR = 6  # offices down to advisers and secretaries, as ranked by codebook/offices.py


@dataclass(frozen=True, slots=True)
class Origin:
    """home: the state whose body publishes the document, or null. outlet: the country of its newspaper or agency.

    about: the one other country that the title names, or null. why: by what home was told.
    own: the title names an office-holder of home, a contact, or no other state: the document tells of what home did.
    body: the organisation that publishes. joint: the states whose joint statement the title calls the text. organ: words of the name of the body of home that publishes. speaker: the state that says "we": home, or the one whose statement the title calls the text.
    """

    home: Actor | None = None
    outlet: Actor | None = None
    about: Actor | None = None
    why: str = ""
    own: bool = False
    speaker: Actor | None = None
    body: Actor | None = None
    joint: tuple[Actor, ...] = ()
    organ: frozenset[str] = frozenset()


def origin_of(reading: Reading | None, actors: Actors, offices: Offices, text: str = "") -> Origin:
    """The origin of a document by its publisher, address and title; without a title, by the heading that its text opens with."""
    if reading is None:
        return Origin()
    home, why = _home(reading, actors)
    outlet = next((a for a in _named(reading.publisher or "", actors) if a.code in actors.countries), None)
    title = reading.title or _heading(text)
    if home is None and not reading.publisher:
        home, why = _of_readout(title, reading.published, actors, offices)
    named = _named(title, actors) or _named(title.replace("-", " ").title(), actors)  # a title may be in small letters
    titled = [a for a in named if a.code in actors.countries]
    about = [a for a in titled if home is None or a.code != home.code]
    one = about[0] if len({a.code for a in about}) == 1 else None
    words = {w.lower() for w in _WORD.findall(title)}
    contact = bool(words & actors.words["contact-title"])
    own = home is not None and (one is None or contact or _names_holder(title, reading.published, home.code, offices))
    said = one if home is None and words & actors.words["statement-title"] else None
    press = actors.countries.get(outlet.code) if outlet else None
    body = next((a for a in _named(reading.publisher or "", actors) if a.kind == "organisation"), None)
    sides = [a for a in named if a.code in actors.countries or (a.kind == "organisation" and a.code in _UNIONS)]
    together = bool(words & actors.words["joint-title"]) and bool(words & actors.words["statement-title"])
    states = (_signatories(text, actors) or tuple({a.code: a for a in sides}.values())) if together else ()
    joint = states if len(states) > 1 else ()
    organ = frozenset(w.lower() for w in _WORD.findall(reading.publisher or "")) if home is not None else frozenset()
    return Origin(home, press, one, why, own, home or said, body if home is None else None, joint, organ)


def _signatories(text: str, actors: Actors) -> tuple[Actor, ...]:
    """Those whom a joint statement names before its first verb: "The Foreign Ministers of France, Germany and Poland met today"."""
    for paragraph in text.split("\n"):
        said = next((m.start() for m in re.finditer(r"\w+", paragraph) if m[0] in actors.words["joint-verb"]), None)
        named = _named(paragraph[:said], actors) if said is not None else []
        sides = {a.code: a for a in named if a.code in actors.countries or a.code in _UNIONS}
        if len(sides) > 2:
            return tuple(sides.values())
    return ()


def _heading(text: str) -> str:
    """The first line of a text, if it is short, ends no sentence, and more follows."""
    first, _, rest = text.strip().partition("\n")
    short = len(first) <= _HEADING and not first.rstrip().endswith((".", "!", '."', ".”", ":", ","))
    return first if short and len(rest) > len(first) else ""


def _of_readout(title: str, day: str | None, actors: Actors, offices: Offices) -> tuple[Actor | None, str]:
    """Whose account a title calls the text: "Readout of President Biden's Call with Allies", "Readout of White House Meeting on …"."""
    words = title.replace("’", "'").split()
    if not words or words[0].lower().rstrip(":") not in actors.words["readout-title"]:
        return None, ""
    end = next((n for n, w in enumerate(words) if w.lower() in actors.words["contact-title"]), 0)
    maker = " ".join(words[1:end]).lower()
    names = [re.sub(r"'s?$|,$", "", w) for w in words[1:end] if w[0].isupper()]
    held = (t for w in names for t in offices.holders(w, day) if t.rank <= _SENIOR)
    codes = {t.code for t in held if t.office.lower() in maker} or {
        a.code for a in _named(" ".join(words[1:end]), actors)
    }
    state = actors.countries.get(codes.pop()) if len(codes) == 1 else None
    return (state, "published as a readout of its own") if state is not None else (None, "")


def _names_holder(title: str, day: str | None, code: str, offices: Offices) -> bool:
    """Whether a title names somebody who holds an office of the state."""
    words = [w.removesuffix("'s").removesuffix("'") for w in title.replace("’", "'").split() if w[0].isupper()]
    return any(t.code == code and t.rank <= _SENIOR for w in words for t in offices.holders(w, day))


def _home(reading: Reading, actors: Actors) -> tuple[Actor | None, str]:
    publisher = reading.publisher or ""
    official = {w.lower() for w in _WORD.findall(publisher)} & actors.words["official-publisher"]
    named = _named(publisher, actors)
    for actor in [a for a in named if not a.org] or named:  # "Ministry of External Affairs of Sri Lanka" is not India's
        state = actors.countries.get(actor.code)
        if state is not None and (official or actor.sector in ("GOV", "MIL", "LEG") or _palace(publisher, actors)):
            return state, f"published by {publisher}"
    host = reading.host
    labels = host.split(".")
    endings = (".".join(labels[n:]) for n in range(len(labels)))
    code = next((actors.hosts[e] for e in endings if e in actors.hosts), "")
    if code in actors.countries:
        return actors.countries[code], f"published at {host}"
    return None, ""


def _palace(publisher: str, actors: Actors) -> bool:
    """Whether a publisher is called by the seat of a government: "Kremlin", "Élysée"."""
    name = publisher.strip().removeprefix("The ").removeprefix("the ").replace("’", "'")
    return any(a.kind == "metonym" and a.sector == "GOV" for a in actors.names.get(name, ()))


def _named(text: str, actors: Actors) -> list[Actor]:
    """Who is named in a short text, the longest names first found, left to right."""
    words = [m.group().strip(".'") for m in _WORD.finditer(text.replace("’", "'"))]
    found: list[Actor] = []
    at = 0
    while at < len(words):
        for size in range(min(_LONGEST, len(words) - at), 0, -1):
            candidates = actors.names.get(" ".join(words[at : at + size]).removesuffix("'s"))
            if candidates and candidates[0].kind != "nothing":
                found.append(candidates[0])
                at += size - 1
                break
        at += 1
    return [actors.countries[a.code] if a.code in actors.countries and not a.org else a for a in found]
