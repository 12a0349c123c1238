"""First and last day that an expression of time means, for one Reading of a text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dragoman.codebook.times import Times, load_times
from dragoman.records.parsed import ParsedText
from dragoman.records.problem import Outcome, Problem
from dragoman.records.when import TimeExpression, When
from dragoman.resolve.day_calendar import Day, Stretch, day_read, day_text, one_day, shifted
from dragoman.resolve.day_doubts import doubt_of
from dragoman.resolve.day_forms import Reckoned, reckon
from dragoman.resolve.day_frame import Frame, stretch_between
from dragoman.resolve.day_story import Story, numeric_order, quoted, tells_history
from dragoman.resolve.day_tense import tense_of

Anchor = tuple[str, str]

_SAID_WITHIN = 14  # days before publication within which quoted words may have been said


def days_of(
    expression: TimeExpression, published: str | None, tense: str | None, anchor: Anchor | None = None
) -> Outcome[When]:
    """First and last day that the words name, both inclusive; null if unknown, never today.

    published: day at the publisher's place, `YYYY-MM-DD` (what follows is not read); without it, relative words stay
    `unknown`. tense: `past`, `present`, `future` or null, of the verb that the expression goes with.
    anchor: first and last day (`YYYY-MM-DD`, after BC before Christ) that the story has reached, for words such as
    "two days later"; without a publication day also for months without a year.
    Problems: day.ambiguous, day.none, day.contradictory, with an empty source for the caller to fill.
    """
    day = day_read(published)
    reached = stretch_between(*anchor) if anchor else None
    frame = Frame(day, tense, reached, narrative=day is None)
    return _outcome(expression, reckon(dict(expression.value), frame), frame)


def timex_of(
    expression: TimeExpression, anchor: Anchor | None, published: str | None = None, tense: str | None = None
) -> str | None:
    """The TIMEX3 value of an expression: 2019-11, P8M, PAST_REF, 2004-W47, BC0480-SU; null where it has none."""
    return days_of(expression, published, tense, anchor).value.timex


def resolve_days(
    parsed: ParsedText, expressions: tuple[TimeExpression, ...], published: str | None, times: Times | None = None
) -> Outcome[tuple[When, ...]]:
    """Days of all expressions of a text, in the given order (that of the text), each with the tense of its verb.

    times: tables for the verbs that look ahead; the shipped ones by default.
    Words such as "the following week" are reckoned from the expression before. A month without a year takes that of the
    story where the text tells history (its stated years lie mostly years before publication) or has no publication day.
    """
    lists = (times or load_times()).lists
    day = day_read(published)
    history = day is None or tells_history(parsed, expressions, day)
    story = Story(parsed, day, history, numeric_order(expressions))
    whens: list[When] = []
    problems: list[Problem] = []
    for expression in expressions:
        frame = story.frame(expression, *_tense(parsed, expression, lists))
        reckoned = reckon(dict(expression.value), frame)
        outcome = _outcome(expression, reckoned, frame)
        whens.append(outcome.value)
        problems.extend(outcome.problems)
        story.reached(expression, reckoned.stretch)
    if day is not None and not history:
        whens = [
            _as_said(n, parsed, expressions, whens, day) if _deictic(e) and quoted(parsed, e) else whens[n]
            for n, e in enumerate(expressions)
        ]
    return Outcome(tuple(whens), tuple(problems))


def _deictic(expression: TimeExpression) -> bool:
    """Whether its day is counted from when it is said: "last night", "today", "this morning"."""
    keys = dict(expression.value)
    return keys.get("unit") == "day" and "offset" in keys and "anchor" not in keys


def _as_said(
    n: int, parsed: ParsedText, expressions: tuple[TimeExpression, ...], whens: Sequence[When], published: Day
) -> When:
    """The day of an expression inside a quotation, counted from the day on which the words were said, where the text around the quotation tells one:
    “I asked him last night”, he said on Tuesday."""
    one = expressions[n]
    sentence, paragraph = parsed.sentence_index[one.first], parsed.paragraph_index[one.first]
    told = [
        (parsed.sentence_index[e.first] != sentence, abs(e.first - one.first), w.first)
        for e, w in zip(expressions, whens)
        if parsed.paragraph_index[e.first] == paragraph
        and (e.first < one.first or parsed.sentence_index[e.first] == sentence)
        and w.first is not None
        and w.first == w.last
        and not quoted(parsed, e)
    ]
    said = day_read(min(told)[2]) if told else None
    if said is None or not shifted(published, -_SAID_WITHIN) <= said < published:
        return whens[n]
    return days_of(one, day_text(said), "past" if _behind(one) else None).value


def _behind(expression: TimeExpression) -> bool:
    return int(expression.get("offset") or 0) < 0


def timex_rows(expressions: tuple[TimeExpression, ...], whens: tuple[When, ...]) -> list[tuple[int, int, str]]:
    """Start, end (code points, without leading words) and TIMEX3 value of all expressions that have one.

    A range gives a row for each end, as TIMEX3 has it.
    """
    rows: list[tuple[int, int, str]] = []
    for expression, when in zip(expressions, whens):
        if when.timex is None:
            continue
        keys = dict(expression.value)
        if "from_start" in keys and "/" in when.timex:
            values = when.timex.split("/")
            rows += [(int(keys[f"{e}_start"]), int(keys[f"{e}_end"]), v) for e, v in zip(("from", "to"), values)]
        else:
            rows.append(
                (int(keys.get("bare_start", expression.start)), int(keys.get("bare_end", expression.end)), when.timex)
            )
    return rows


def _tense(
    parsed: ParsedText, expression: TimeExpression, lists: Mapping[str, frozenset[str]]
) -> tuple[str | None, bool]:
    cue = expression.get("cue")
    if cue or _set_for(parsed, expression, lists):
        return str(cue or "future"), True
    return tense_of(parsed, expression.head, lists["looking_ahead"], lists["sets_out"])


def _set_for(parsed: ParsedText, expression: TimeExpression, lists: Mapping[str, frozenset[str]]) -> bool:
    """Whether a day is what something was set for, or a time limit: "had been planned for 27 January", "gave it until June 30"."""
    verb, lead = parsed.heads[expression.head], parsed.lowers[expression.first]
    if lead == "for":
        return parsed.tags[verb] == "VBN" and parsed.lemmas[verb] in lists["set_for"]
    return expression.get("bound") == "until" and parsed.lemmas[verb] in lists["gives_until"]


def _outcome(expression: TimeExpression, reckoned: Reckoned, frame: Frame) -> Outcome[When]:
    """The When of what was reckoned, its bound applied; a Problem where two readings stay."""
    words = When(None, None, "unknown", expression.text, expression.start, expression.end, reckoned.timex)
    if reckoned.choices:
        first, last = (day_text(s.first) for s in (reckoned.choices[0], reckoned.choices[-1]))
        values: dict[str, object] = {"text": expression.text, "first": first, "last": last}
        return Outcome(words, (Problem("day.ambiguous", "", expression.start, expression.end, values),))
    doubt = doubt_of(dict(expression.value), reckoned)
    if doubt is not None:
        code, reason = doubt
        values = {"text": expression.text, "reason": reason}
        return Outcome(replace(words, timex=None), (Problem(code, "", expression.start, expression.end, values),))
    stretch = _bounded(reckoned.stretch, expression.get("bound"), frame) if reckoned.stretch else None
    if (
        stretch is None
        or not (0, 12, 31) < stretch.first <= stretch.last <= (9999, 12, 31)
        or _adrift(expression, stretch, frame)
    ):
        return Outcome(words)
    basis = "stated" if reckoned.stated else "reckoned"
    return Outcome(replace(words, first=day_text(stretch.first), last=day_text(stretch.last), basis=basis))


def _adrift(expression: TimeExpression, stretch: Stretch, frame: Frame) -> bool:
    """Whether "two days later" was counted from publication, for want of a day before it, though it tells of the past."""
    counted = expression.get("anchor") == "text" or expression.get("way") == "later"
    from_publication = frame.anchor is None and frame.published is not None
    return counted and from_publication and frame.tense == "past" and stretch.first > (frame.published or stretch.first)


def _bounded(stretch: Stretch, bound: str | int | None, frame: Frame) -> Stretch | None:
    """The days that "since", "until", "by", "before" or "after" leave; null where one side stays open."""
    today: Day | None = None if frame.narrative else frame.published
    if bound in {None, "as_of"} or (bound == "after" and stretch.grain == "day"):
        return stretch
    if bound in {"since", "after"}:
        if today is None or today < stretch.first:
            return stretch
        return replace(stretch, last=max(today, stretch.first), grain="span")
    if bound in {"until", "by"}:
        return replace(stretch, first=today, grain="span") if today and today <= stretch.last else stretch
    return None


__all__ = ["days_of", "one_day", "resolve_days", "timex_of", "timex_rows"]
