"""Claims and events as HTML for notebooks: plain tables, every word of a document escaped, the act and its parties marked in the evidence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.records.claim import Claim
    from dragoman.records.party import Party
    from dragoman.records.text import Span
    from dragoman.records.when import When


def claim_html(claim: Claim, publisher: str | None = None, published: str | None = None) -> str:
    """A claim as a table of its fields. publisher, published: of the Reading that tells it."""
    said = claim.speech
    by = " · ".join(filter(None, (publisher, published)))
    rows = [
        ("what", escape(_what(claim))),
        ("who", _who(claim)),
        ("when", escape(days(claim.when))),
        ("where", escape(claim.where.name if claim.where else "")),
        ("told as", escape(", ".join(claim.aux))),
        ("per", escape(" ← ".join(link.name for link in claim.per))),
        ("speech", escape(f"{said.kind}, cue “{said.cue}”") if said else ""),
        ("issues", escape(", ".join(claim.issues))),
        ("evidence", evidence_html(claim)),
        ("in", escape(f"{claim.document} [{claim.evidence.start},{claim.evidence.end})" + (f" · {by}" if by else ""))),
        ("confidence", f"{claim.confidence:.2f}"),
        ("claim", f"<code>{escape(claim.id)}</code>"),
    ]
    body = "".join(f"<tr><th>{name}</th><td>{value}</td></tr>" for name, value in rows if value)
    return f"<table><tbody>{body}</tbody></table>"


def claims_html(claims: Iterable[Claim]) -> str:
    """Claims as a table, a row each."""
    rows = [
        (
            f"<code>{escape(one.id[:10])}</code>", escape(_what(one)), _who(one), escape(days(one.when)), evidence_html(one),
            escape(f"{one.document} {one.evidence.start}–{one.evidence.end}"), f"{one.confidence:.2f}",
        )
        for one in claims
    ]  # fmt: skip
    return table_html(("claim", "what", "who", "when", "evidence", "stands at", "confidence"), rows, "No claim.")


def table_html(columns: Sequence[str], rows: Sequence[Sequence[str]], none: str) -> str:
    """A table of cells that are HTML already; `none` where there are no rows."""
    if not rows:
        return f"<p>{escape(none)}</p>"
    head = "".join(f"<th>{escape(name)}</th>" for name in columns)
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def evidence_html(claim: Claim) -> str:
    """The evidence, its trigger marked and the parties' words bold."""
    parties = [(p.start, p.end, "b") for p in (*claim.actor, *claim.recipient)]
    return marked(claim.evidence, [(claim.trigger.start, claim.trigger.end, "mark"), *parties])


def marked(span: Span, parts: Iterable[tuple[int, int, str]]) -> str:
    """A span with parts of it in elements. parts: (start, end, element) in code points of the Text; of two that overlap the first holds."""
    taken: list[tuple[int, int, str]] = []
    for start, end, element in parts:
        inside = span.start <= start < end <= span.end
        if inside and all(end <= s or e <= start for s, e, _ in taken):
            taken.append((start, end, element))
    made, at = "", span.start
    for start, end, element in sorted(taken):
        made += escape(span.text[at - span.start : start - span.start])
        made += f"<{element}>{escape(span.text[start - span.start : end - span.start])}</{element}>"
        at = end
    return made + escape(span.text[at - span.start :])


def days(when: When) -> str:
    """`2023-04-01 – 2023-04-02 (reckoned)`."""
    if when.first is None:
        return "day unknown"
    stretch = when.first if when.first == when.last else f"{when.first} – {when.last}"
    return f"{stretch} ({when.basis})"


def _what(claim: Claim) -> str:
    kind = claim.event_type or "said"
    return f"{kind}-{claim.mode}" if claim.mode else kind


def _who(claim: Claim) -> str:
    between = "↔" if claim.reciprocal else "→"
    actors, recipients = _names(claim.actor), _names(claim.recipient)
    return f"{actors} {between} {recipients}" if recipients else actors


def _names(parties: Sequence[Party]) -> str:
    return escape(", ".join(dict.fromkeys(f"{p.name} ({p.code})" if p.code else p.name for p in parties)))
