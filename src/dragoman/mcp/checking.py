"""A draft held against the ledger: are the claims that it cites there, and do the words that it quotes stand in their documents?"""

from __future__ import annotations

import re

from dragoman.library.ledger import Ledger
from dragoman.mcp import shapes
from dragoman.mcp.answers import evidence

# `[claim 3f2a91c0]`, `[claims 3f2a91c0, 77aa01ff]`, as the prompt asks for.
_CITED = re.compile(r"\[claims?[ :]+([0-9a-f]{6,64}(?:[ ,;]+[0-9a-f]{6,64})*)\]", re.IGNORECASE)
_QUOTED = re.compile(r"“([^”]{3,2000})”|\"([^\"\n]{3,2000})\"")
_SENTENCE = re.compile(r"[^.!?\n]*(?:[.!?]+(?=\s|$|\[)|\n|$)(?:\s*\[claims?[^\]\n]*\])*")
_MOST_CITED = 60


def check_draft(ledger: Ledger, draft: str) -> shapes.Checked:
    """What of the draft stands in the ledger."""
    ids = list(dict.fromkeys(id_.lower() for listed in _CITED.findall(draft) for id_ in re.split(r"[ ,;]+", listed)))
    citations, texts = [], {}
    for id_ in ids[:_MOST_CITED]:
        citation, text = _citation(ledger, id_)
        citations.append(citation)
        if citation.evidence is not None and not citation.rejected:
            texts[id_] = text
    words = [one or other for one, other in _QUOTED.findall(draft)]
    quotations = [
        shapes.Quotation(words=w, stands_in=[id_ for id_, text in texts.items() if w in text])
        for w in dict.fromkeys(w.strip() for w in words)
    ]
    uncited = [s.strip() for s in _SENTENCE.findall(draft) if _tells(s) and not _CITED.search(s)]
    sound = all(c.known and not c.rejected for c in citations) and all(q.stands_in for q in quotations)
    notes = [f"Only the first {_MOST_CITED} ids were looked up."] if len(ids) > _MOST_CITED else []
    whole = sound and bool(citations) and not notes
    return shapes.Checked(sound=whole, citations=citations, quotations=quotations, uncited=uncited, notes=notes)


def _citation(ledger: Ledger, id_: str) -> tuple[shapes.Citation, str]:
    """The citation, and the characters of its document."""
    try:
        found = ledger.explain(id_, parse=False)
    except LookupError:
        return shapes.Citation(cited=id_, known=False, evidence=None, rejected=False), ""
    claim = found[0].told.claim
    rejected = all(one.rejected for one in found)
    return (
        shapes.Citation(cited=id_, known=True, evidence=evidence(claim), rejected=rejected),
        ledger.store.text(claim.text_id),
    )


def _tells(sentence: str) -> bool:
    """Whether a sentence tells something: a heading or a list mark does not."""
    return len(re.findall(r"\w+", sentence)) >= 5 and not sentence.lstrip().startswith("#")
