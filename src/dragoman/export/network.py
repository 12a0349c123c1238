"""Who acts on whom, as a network: parties are nodes; an edge stands for all acts of one type from one party to another.

Memory grows with the number of parties, pairs and types, not with that of claims.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from dragoman.codebook.actors import load_actors
from dragoman.codebook.plover import load_plover
from dragoman.export.handed import Handed
from dragoman.export.happenings import Happening, Party, happenings, pairs

Key = tuple[str, str, str, str]


@dataclass(slots=True)
class Edge:
    """Acts of one type and the same aux. events, claims: how many. score: PLOVER's, summed. first, last: days, or null."""

    events: int = 0
    claims: int = 0
    score: float = 0.0
    first: str | None = None
    last: str | None = None

    def add(self, one: Happening, score: float) -> None:
        """Counts an event."""
        self.events += 1
        self.claims += len(one.told)
        self.score += score
        if one.day:
            self.first = min(self.first or one.day, one.day)
            self.last = max(self.last or one.day, one.when["last"] or one.day)


@dataclass(frozen=True)
class Network:
    """nodes: id → (label, code). edges: (actor, recipient, type, aux) → Edge, in order of their keys."""

    nodes: dict[str, tuple[str, str]]
    edges: dict[Key, Edge]


def network(handed: Handed) -> Network:
    """The network of the chosen claims. Acts without a recipient, and parties without a code, are counted as left out."""
    plover = load_plover(handed.folder)
    names = {code: actor.name for code, actor in load_actors(handed.folder).countries.items()}
    names = {**plover.international, **names}
    nodes: dict[str, tuple[str, str]] = {}
    edges: dict[Key, Edge] = {}
    for one in happenings(handed):
        aux = ", ".join(one.first.body["aux"])
        score = one.score(plover)
        seen: set[Key] = set()
        for actor, recipient in pairs(one, plover):
            ends = _ends(actor, recipient, handed)
            key = (*ends, one.event_type, aux) if ends else None
            if key is None or recipient is None or key in seen:
                continue
            if key[0] == key[1] and actor["sector"] == recipient["sector"]:  # one side, told by two names
                continue
            seen.add(key)
            for party, id_ in ((actor, key[0]), (recipient, key[1])):
                nodes.setdefault(id_, (party["name"] if party["org"] else names.get(id_, id_), party["code"]))
            edges.setdefault(key, Edge()).add(one, score)
    handed.tally.rows = len(edges)
    return Network(dict(sorted(nodes.items())), dict(sorted(edges.items())))


def _ends(actor: Party, recipient: Party | None, handed: Handed) -> tuple[str, str] | None:
    left_out = handed.tally.left_out
    if recipient is None:
        left_out["actors without a recipient"] += 1
        return None
    if not actor["code"] or not recipient["code"]:
        left_out["pairs with a party that has no code"] += 1
        return None
    return _node(actor), _node(recipient)


def _node(party: Party) -> str:
    """The code of a state; of an international body, its own id where it has one."""
    code: str = party["code"]
    return f"{code}:{party['org']}" if party["org"] and code in _BODIES else code


_BODIES = frozenset({"IGO", "NGO", "MNC", "IMG", "ISM"})
_FIELDS = (
    ("event_type", "string"), ("aux", "string"), ("events", "int"), ("claims", "int"), ("weight", "double"),
    ("mean_score", "double"), ("first", "string"), ("last", "string"),
)  # fmt: skip
_NODE_FIELDS = (("label", "string"), ("code", "string"))


def _edge_values(key: Key, edge: Edge) -> Iterator[tuple[str, object]]:
    values = (key[2], key[3], edge.events, edge.claims, float(edge.events), round(edge.score / edge.events, 3))
    yield from zip((name for name, _ in _FIELDS), (*values, edge.first or "", edge.last or ""))


def _edge_id(key: Key) -> str:
    return f"{key[0]}>{key[1]} {key[2]}{' ' + key[3] if key[3] else ''}"


def graphml_lines(handed: Handed) -> Iterator[str]:
    """The network as GraphML: a directed graph with an edge for each pair, type and aux."""
    made = network(handed)
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
    for owner, fields in (("node", _NODE_FIELDS), ("edge", _FIELDS)):
        for name, kind in fields:
            yield f'<key id="{owner[0]}_{name}" for="{owner}" attr.name="{name}" attr.type="{kind}"/>'
    yield '<graph id="dragoman" edgedefault="directed">'
    for id_, values in made.nodes.items():
        data = "".join(_datum(f"n_{name}", value) for (name, _), value in zip(_NODE_FIELDS, values))
        yield f"<node id={quoteattr(_clean(id_))}>{data}</node>"
    for key, edge in made.edges.items():
        data = "".join(_datum(f"e_{name}", value) for name, value in _edge_values(key, edge))
        ends = f"source={quoteattr(_clean(key[0]))} target={quoteattr(_clean(key[1]))}"
        yield f"<edge id={quoteattr(_clean(_edge_id(key)))} {ends}>{data}</edge>"
    yield "</graph>"
    yield "</graphml>"


def _datum(key: str, value: object) -> str:
    return f'<data key="{key}">{escape(_clean(str(value)))}</data>'


def gexf_lines(handed: Handed) -> Iterator[str]:
    """The network as GEXF 1.2, as Gephi reads it."""
    made = network(handed)
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">'
    yield '<graph mode="static" defaultedgetype="directed">'
    for owner, fields in (("node", _NODE_FIELDS[1:]), ("edge", _FIELDS)):
        yield f'<attributes class="{owner}" mode="static">'
        for name, kind in fields:
            yield f'<attribute id="{name}" title="{name}" type="{"integer" if kind == "int" else kind}"/>'
        yield "</attributes>"
    yield "<nodes>"
    for id_, (label, code) in made.nodes.items():
        yield f"<node id={quoteattr(_clean(id_))} label={quoteattr(_clean(label))}>{_attributes([('code', code)])}</node>"
    yield "</nodes>"
    yield "<edges>"
    for key, edge in made.edges.items():
        ends = f'source={quoteattr(_clean(key[0]))} target={quoteattr(_clean(key[1]))} weight="{edge.events}"'
        values = _attributes(_edge_values(key, edge))
        yield f"<edge id={quoteattr(_clean(_edge_id(key)))} {ends} label={quoteattr(_clean(key[2]))}>{values}</edge>"
    yield "</edges>"
    yield "</graph>"
    yield "</gexf>"


def _attributes(values: Iterator[tuple[str, object]] | list[tuple[str, object]]) -> str:
    made = "".join(f'<attvalue for="{name}" value={quoteattr(_clean(str(value)))}/>' for name, value in values)
    return f"<attvalues>{made}</attvalues>"


def _clean(text: str) -> str:
    """Without the characters that XML cannot hold."""
    return "".join(c for c in text if c in "\t\n\r" or (c >= " " and not "\ud800" <= c <= "\udfff" and c < "\ufffe"))
