"""To whom words are said that name nobody: the one addressed, else the other side of the meeting being told of."""

from __future__ import annotations

from dataclasses import replace

from dragoman.find.act import ActFound, Filler, Utterance
from dragoman.find.acts import codes
from dragoman.records.parsed import ParsedText

# Acts of words that a meeting's other side hears, and how far back (sentences) the meeting may stand.
_HEARD = ("REQUEST", "ACCUSE", "THREATEN", "REJECT", "CONCEDE")
_REACH = 6
_KNOWN = ("the", "this", "these", "those")  # before a meeting that has been told of


def with_counterparts(acts: list[ActFound], utterances: list[Utterance], parsed: ParsedText) -> list[ActFound]:
    """The acts, those of words without a recipient completed where the text settles who it was."""
    meetings: list[ActFound] = []
    done: list[ActFound] = []
    for act in acts:
        if (
            act.type == "CONSULT"
            and act.mode != "visit"
            and len(codes(act.actors) | codes(act.recipients)) == 2
            and not act.status.aux
        ):
            meetings.append(act)
        if act.type in _HEARD and not act.recipients and not act.reciprocal and codes(act.actors):
            answered = _answered(act, done, parsed) if act.rule == "derived:denial" else None
            met = (
                _at_meeting(act, meetings, parsed) if act.type != "ACCUSE" else None
            )  # what is condemned has a doer of its own
            act = _addressed(act, utterances, parsed) or answered or met or act
        elif _one_sided(act, parsed) and (met := _at_meeting(act, meetings, parsed)) is not None:
            act = replace(met, actors=(*met.actors, *met.recipients), recipients=(), reciprocal=True)
        done.append(act)
    return done


def _one_sided(act: ActFound, parsed: ParsedText) -> bool:
    """A meeting of which one side is named: "the minister also discussed fisheries", "a summary of the talks released by the ministry"."""
    known = act.kind == "verb" or any(parsed.lowers[c] in _KNOWN for c in parsed.children[act.trigger])
    return act.type == "CONSULT" and known and act.mode is None and not act.recipients and len(codes(act.actors)) == 1


def _addressed(act: ActFound, utterances: list[Utterance], parsed: ParsedText) -> ActFound | None:
    """Who is told what the act stands in, or is part of."""
    start, end = parsed.starts[act.trigger], parsed.ends[act.trigger]
    for u in utterances:
        if act.trigger != u.cue and not u.covers(start, end):
            continue
        heard = (m for m in u.addressees if any(p.sector != "JRN" for p in m.parties))  # reporters only pass it on
        fillers = tuple(Filler(m, "addressee") for m in heard)
        if fillers and not codes(fillers) & codes(act.actors):
            return replace(act, recipients=fillers, why=(*act.why, "said to the one addressed"))
    return None


def _answered(act: ActFound, before: list[ActFound], parsed: ParsedText) -> ActFound | None:
    """Whose charge or demand a denial answers: the last one brought against who denies."""
    own = codes(act.actors)
    for other in reversed(before):
        gap = parsed.sentence_index[act.trigger] - parsed.sentence_index[other.trigger]
        if (
            gap <= _REACH
            and other.type in ("ACCUSE", "REQUEST", "THREATEN")
            and codes(other.recipients) == own
            and codes(other.actors) - own
        ):
            return replace(
                act,
                recipients=other.actors,
                weight=act.weight * 0.8,
                why=(*act.why, f"answers “{parsed.words[other.trigger]}”"),
            )
    return None


def _at_meeting(act: ActFound, meetings: list[ActFound], parsed: ParsedText) -> ActFound | None:
    """The other side of a meeting told of shortly before, if nobody else is named in the sentence."""
    own = codes(act.actors)
    here = parsed.sentence_index[act.trigger]
    for meeting in reversed(meetings):
        gap = here - parsed.sentence_index[meeting.trigger]
        both = codes(meeting.actors) | codes(meeting.recipients)
        if not 0 <= gap <= _REACH or len(own) != 1 or not own < both:
            continue
        others = tuple(
            Filler(f.mention, "counterpart") for f in (*meeting.actors, *meeting.recipients) if not codes([f]) & own
        )
        if others and act.rule != "derived:denial" and _officials(act, meeting):
            return replace(
                act,
                recipients=others[:1],
                weight=act.weight * 0.7,
                why=(*act.why, "the other side of the meeting told of before"),
            )
    return None


def _officials(act: ActFound, meeting: ActFound) -> bool:
    """Whether who acts may be who met: a person, a government or a state, and no one below it."""

    def sectors(fillers: tuple[Filler, ...]) -> set[str | None]:
        return {p.sector for f in fillers for p in f.mention.parties}

    return sectors(act.actors) <= {"GOV", None} and sectors((*meeting.actors, *meeting.recipients)) <= {"GOV", None}
