"""A judgement as pages and programs send it: words by field, made by whoever is there."""

from __future__ import annotations

from collections.abc import Mapping

from dragoman.library.held import Held
from dragoman.records.judgement import Judgement
from dragoman.web.asked import AskedError, id_of

# Fields that are corrected, as `dragoman judge correct` names them.
FIELDS = ("event_type", "mode", "actor", "recipient", "when")
KINDS = ("confirm", "reject", "correct", "split", "link", "undo")


def judge(held: Held, sent: Mapping[str, str], author: str) -> Judgement:
    """The judgement that was made. sent: kind, claim (for `undo`: judgement), reason; other for `link`; `FIELDS` for `correct`.

    Raises JudgementError, AskedError.
    """
    judging, reason, kind = held.ledger.judge, sent.get("reason", ""), sent.get("kind", "")
    if kind not in KINDS:
        raise AskedError(f"{kind[:20]!r} is no judgement; take one of {', '.join(KINDS)}.")
    if kind == "undo":
        return judging.undo(id_of(sent.get("judgement", "")), reason, author)
    claim = id_of(sent.get("claim", ""))
    if kind == "confirm":
        return judging.confirm(claim, reason, author)
    if kind == "reject":
        return judging.reject(claim, reason, author)
    if kind == "correct":
        return judging.correct(claim, reason, author, **{name: sent[name] for name in FIELDS if sent.get(name)})
    if kind == "split":
        return judging.split([claim], reason, author)
    return judging.link([claim, id_of(sent.get("other", ""))], reason, author)
