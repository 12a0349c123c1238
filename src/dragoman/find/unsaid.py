"""What the publisher of a text says without naming itself: "It was stressed that Chad bears the responsibility", "The envoy was told that this is a violation"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.find.act import ActFound, Filler, Utterance
from dragoman.find.acts import FrameCoder, codes


def blamed(act: ActFound, coder: FrameCoder, utterances: Sequence[Utterance]) -> ActFound:
    """Blame in a noun or adjective of what is said there as the publisher's, against who does what it is about."""
    p = coder.parsed
    if act.type != "ACCUSE" or act.reciprocal or p.tags[act.trigger].startswith("V"):
        return act
    start, end = p.starts[act.trigger], p.ends[act.trigger]
    said = [u for u in utterances if u.covers(start, end) and u.speakers]
    here = p.sentence_index[act.trigger]
    if not said or any(p.sentence_index[m.head] == here for u in said for m in u.speakers):
        return act
    speakers = tuple(Filler(m, "speaker") for m in said[0].speakers)
    own = codes(speakers)
    others = tuple(f for f in (*act.actors, *act.recipients) if codes((f,)) and not codes((f,)) & own)
    if own & codes(act.actors) or not others:
        return act
    return replace(act, actors=speakers, recipients=others, why=(*act.why, "blamed by whose text it is"))
