"""Judgements as labelled data: what people said of claims, with the words that they looked at."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dragoman.library import view
from dragoman.library.ledger import Ledger
from dragoman.records.claim_json import claim_body
from dragoman.records.judgement import judgement_object

# Fields of an act, as the records of `training/` have them.
_FIELDS = (
    "trigger",
    "event_type",
    "mode",
    "contexts",
    "actor",
    "recipient",
    "reciprocal",
    "aux",
    "when",
    "where",
    "issues",
)


def labelled(ledger: Ledger) -> Iterator[dict[str, Any]]:
    """An object a standing verdict that binds to a claim of the current run, in the order in which they were made.

    `{judgement, author, made, reason, verdict, doc, start, text, claim, coded, judged}`: text is the claim's paragraph, at `start` of its
    document; all spans count from the document's beginning. coded: fields as the program gave them; judged: as the person did, null where
    the claim was rejected. verdict: confirm, correct or reject.
    """
    store, run = ledger.store, ledger.run()
    if run is None:
        return
    standing = [one for one in ledger.judge.history() if one.undone is None and one.claim]
    claims = {claim.id: claim for claim in view.judged_claims(store, run, [one.judgement for one in standing])}
    for one in standing:
        made, claim = one.judgement, claims.get(one.claim or "")
        if claim is None or made.kind not in ("confirm", "correct", "reject"):
            continue
        text = store.text(claim.text_id)
        start = text.rfind("\n", 0, claim.evidence.start) + 1
        end = text.find("\n", claim.evidence.end)
        body = claim_body(claim)
        coded = {name: body[name] for name in _FIELDS}
        judged = None if made.kind == "reject" else {**coded, **{k: v for k, v in made.fields.items() if k in coded}}
        yield {
            **{name: judgement_object(made)[name] for name in ("author", "made", "reason")},
            "judgement": made.id,
            "verdict": made.kind,
            "doc": claim.document,
            "start": start,
            "text": text[start : end if end >= 0 else len(text)],
            "claim": claim.id,
            "coded": coded,
            "judged": judged,
        }
