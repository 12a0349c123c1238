"""Claims as an Atom feed (RFC 4287), which keeps the newest entries and is written anew each time."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable
from xml.etree import ElementTree as ET

from dragoman.records.claim import Claim
from dragoman.records.party import Party
from dragoman.records.told import ToldClaim

NAMESPACE = "http://www.w3.org/2005/Atom"
MOST = 200  # entries that are kept
_SPACE = uuid.UUID("6f2d2a1e-5d0b-5c3e-9a53-1b8b3f0f7c11")  # of this program's names of claims
_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # what XML 1.0 cannot hold


class FeedError(ValueError):
    """A file that is no feed of this program's; its message says so."""


def feed(claims: Iterable[ToldClaim], title: str, now: str, before: str | None = None) -> str:
    """The feed with an entry for each claim, newest first, then those of `before`, each claim once. now: UTC, ISO 8601.

    Raises FeedError where `before` is no Atom feed.
    """
    ET.register_namespace("", NAMESPACE)
    root = ET.Element(_tag("feed"))
    _add(root, "id", f"urn:uuid:{uuid.uuid5(_SPACE, title)}")
    _add(root, "title", title)
    _add(root, "updated", now)
    _add(ET.SubElement(root, _tag("author")), "name", "Dragoman")
    entries = [_entry(told, now) for told in reversed(list(claims))]
    known = {_id_of(entry) for entry in entries}
    entries += [entry for entry in _entries(before) if _id_of(entry) not in known]
    root.extend(entries[:MOST])
    ET.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _entries(before: str | None) -> list[ET.Element]:
    if not before:
        return []
    try:
        root = ET.fromstring(before)
    except ET.ParseError as error:
        raise FeedError(f"is no feed ({error})") from error
    if root.tag != _tag("feed"):
        raise FeedError("is no Atom feed")
    return root.findall(_tag("entry"))


def _entry(told: ToldClaim, now: str) -> ET.Element:
    claim, reading = told.claim, told.reading
    entry = ET.Element(_tag("entry"))
    _add(entry, "id", f"urn:uuid:{uuid.uuid5(_SPACE, f'{claim.id} {reading.document}')}")
    _add(entry, "title", headline(claim))
    _add(entry, "updated", now)
    if reading.published:
        _add(entry, "published", reading.moment or f"{reading.published}T00:00:00Z")
    if reading.url and re.match(r"https?://[^\s<>\"]+$", reading.url):
        ET.SubElement(entry, _tag("link"), {"rel": "alternate", "href": reading.url})
    for name in (claim.event_type or "speech", *claim.issues):
        ET.SubElement(entry, _tag("category"), {"term": name})
    words = " ".join(claim.evidence.text.split())
    place = f"{reading.document} {claim.evidence.start}–{claim.evidence.end}"
    _add(
        entry,
        "content",
        f"“{words}” ({', '.join(filter(None, (reading.publisher, place)))}; claim {claim.id})",
        {"type": "text"},
    )
    return entry


def headline(claim: Claim) -> str:
    """`2023-04-02 CONSULT JPN:GOV → CHN:GOV`, of a speech who speaks."""
    day = claim.when.first or "day unknown"
    if claim.when.last and claim.when.last != claim.when.first:
        day += f"–{claim.when.last}"
    kind = f"{claim.event_type}-{claim.mode}" if claim.mode else claim.event_type or "speech"
    sides = [" ".join(map(_party, side)) for side in (claim.actor, claim.recipient) if side]
    aux = f" ({', '.join(claim.aux)})" if claim.aux else ""
    return f"{day} {kind} {(' ↔ ' if claim.reciprocal else ' → ').join(sides)}{aux}".rstrip()


def _party(party: Party) -> str:
    return f"{party.code}:{party.sector}" if party.code and party.sector else party.code or party.name


def _add(parent: ET.Element, name: str, text: str, attributes: dict[str, str] | None = None) -> None:
    ET.SubElement(parent, _tag(name), attributes or {}).text = _UNFIT.sub("·", text)


def _id_of(entry: ET.Element) -> str | None:
    return entry.findtext(_tag("id"))


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"
