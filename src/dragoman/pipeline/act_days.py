"""The day of an act: of the expression that dates it, of the story that it is part of, or of the publication."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from dragoman.find.act import ActFound
from dragoman.find.times_attach import attach_times, names_a_day, tells_of_its_subject
from dragoman.pipeline.day_words import VERBAL, above, apart_by_time, names_only, tense, verb_above
from dragoman.pipeline.ground import Ground
from dragoman.records.when import UNKNOWN, TimeExpression, When

# An act that ended longer before publication than this is background: about a year, as in training/guide.md; days.
_BACKGROUND = 365
_UNITS = {"day": 1, "week": 7, "fortnight": 14}
_LONG = frozenset({"month", "year", "decade"})
# What is of these is not of the day of its report.
UNREAL = frozenset({"future", "hypothetical", "historical"})


def is_background(when: When, published: str | None) -> bool:
    """Whether what ended on the day is background in a text published so much later."""
    gone = days_between(when.last, published)
    return gone is not None and gone > _BACKGROUND


def days_between(first: str | None, last: str | None) -> int | None:
    """Days from one day to another; null where either is none."""
    try:
        return (date.fromisoformat(last or "") - date.fromisoformat(first or "")).days
    except ValueError:
        return None


def when_of(act: ActFound, ground: Ground) -> When:
    """The day of the expression that dates the act; else of the publication; else unknown."""
    if commemorated(act, ground):
        return UNKNOWN
    standing = in_force(act, ground)
    for token in dict.fromkeys((act.trigger, *act.words)):
        index = attach_times(ground.parsed, token, ground.times, ground.whens)
        if standing and (index is None or not _within(act, ground.times[index], ground)):
            continue  # "agreed on Monday to lift the ban"
        if index is not None and not _of_what_is_blamed(act, ground.times[index], ground):
            when = ground.whens[index]
            if _to_come(act, when, ground):
                continue  # "invited the minister to Brussels in 2025", told in 2024
            if token != act.trigger and (
                names_only(ground.parsed, ground.times[index]) or _of_its_object(act, ground.times[index], ground)
            ):
                continue  # "suspended the 2002 treaty", "lifted the curbs that it had imposed in 2019"
            if when.first is not None:
                return when
            if not act.status.aux and act.kind == "verb" and not names_a_day(ground.times[index]):
                continue  # "proposed a summit in the coming months": the proposal is of the day of the report
            expression = ground.times[index]
            return replace(when, text=expression.text, start=expression.start, end=expression.end)
    if (counted := _counted_back(act, ground)) is not None:
        return counted
    if standing or recalled(act, ground) or of_old(act, ground) or some_time_ago(act, ground):
        return UNKNOWN
    return published_day(ground)


def _to_come(act: ActFound, when: When, ground: Ground) -> bool:
    """Whether a day is ahead of the report that tells the act as done, in the past tense."""
    published = ground.document.reading.published
    asked = act.kind == "noun" and act.type in ("REQUEST", "ACCUSE")  # "will meet on Friday at the request of Malta"
    told = (ground.parsed.tags[act.trigger] == "VBD" or asked) and not act.status.aux
    return bool(told and published and when.first and when.first > published)


def in_force(act: ActFound, ground: Ground) -> bool:
    """Whether an act without a day of its own stands since some day before, and only its end is spoken of."""
    return act.kind == "noun" and ground.coder.in_force(act.trigger, act.type)


def _within(act: ActFound, expression: TimeExpression, ground: Ground) -> bool:
    """Whether the words stand with the noun itself: "agreed to lift the ban | imposed in 2023"."""
    first, last = ground.parsed.subtree(act.trigger)
    return first <= expression.first < last


def _of_its_object(act: ActFound, expression: TimeExpression, ground: Ground) -> bool:
    """Whether the words date what had been done to what an act's verb now undoes or tells of: "lifted the curbs that it had imposed in 2019"."""
    p, verb = ground.parsed, verb_above(ground.parsed, expression.head)
    return act.kind == "verb" and p.labels[verb] == "relcl" and tense(p, verb) == "past-perfect"


def _of_what_is_blamed(act: ActFound, expression: TimeExpression, ground: Ground) -> bool:
    """Whether the words date what somebody is blamed for, not the blame: "said that the remarks made on 7 November | violate the treaty"."""
    p, verb = ground.parsed, act.trigger
    told = p.labels[verb] == "advcl" and p.child(verb, "nsubj", "nsubjpass") is None
    clause = p.heads[verb] if told else verb  # "said that the ship aimed its radar on Saturday, | calling it dangerous"
    subject = p.child(clause, "nsubj", "nsubjpass")
    if act.type != "ACCUSE" or subject is None:
        return False
    first, last = p.subtree(subject)
    by = any(first <= f.mention.head < last for f in act.actors)
    inside = (
        not (p.subtree(verb)[0] <= expression.first < p.subtree(verb)[1]) if told else first <= expression.first < last
    )
    return inside and not by


def _counted_back(act: ActFound, ground: Ground) -> When | None:
    """The day of what was so many days or weeks before a day told: "spoke on Wednesday, a week after Myanmar | freed a guard"; null where none is."""
    p = ground.parsed
    clause = apart_by_time(p, act.trigger)
    mark = None if clause is None else next((c for c in p.children[clause] if p.labels[c] == "mark"), None)
    told = next((e for e in ground.times if e.get("way") == "after_event" and e.last - 1 == mark), None)
    if clause is None or told is None or told.get("unit") not in _UNITS or told.get("n") is None:
        return None
    verbs = [t for t in above(p, clause) if p.tags[t].startswith(VERBAL)]
    dated = (attach_times(p, verb, ground.times, ground.whens) for verb in verbs)
    when = next((ground.whens[n] for n in dated if n is not None), None)
    if when is None or when.first is None or when.first != when.last:
        return None
    gone = int(str(told.get("n"))) * _UNITS[str(told.get("unit"))]
    try:
        day = (date.fromisoformat(when.first) - timedelta(gone)).isoformat()
    except (ValueError, OverflowError):
        return None  # before Christ, or so far back that no calendar has it
    return When(day, day, "reckoned", told.text, told.start, told.end, day)


def of_old(act: ActFound, ground: Ground) -> bool:
    """Whether an act without a day of its own belongs to what the text tells of long ago."""
    return commemorated(act, ground) or _in_old_clause(act, ground) or _in_old_story(act, ground)


def years_before(act: ActFound, ground: Ground) -> bool:
    """Whether its clause tells of what was years before the one above: "removed the duties, three years after it imposed them"."""
    p, verb = ground.parsed, act.trigger
    while p.labels[verb] in ("dobj", "pobj", "conj", "prep"):
        verb = p.heads[verb]
    mark = next((c for c in p.children[verb] if p.labels[c] == "mark" and p.lowers[c] == "after"), None)
    spans = ground.coder.grammar.words["years"]
    return p.labels[verb] == "advcl" and mark is not None and mark > 0 and p.lowers[mark - 1] in spans


def misread_as_old(act: ActFound, ground: Ground) -> bool:
    """Whether all days of its sentence are of what a relative clause says of who acts: "Russia, which brokered a truce in 2020, urged both sides"."""
    p = ground.parsed
    here = [e for e in ground.times if p.sentence_index[e.first] == p.sentence_index[act.trigger]]
    return bool(here) and all(tells_of_its_subject(p, act.trigger, e) for e in here)


def recalled(act: ActFound, ground: Ground) -> bool:
    """Whether a word beside it, or beside the verb that has it as its object, says that an act is of before: "the recent decision", "has repeatedly
    blocked", "recently announced more aid". Of 62 such acts without a day of their own that were labelled, 55 have no day that the text tells."""
    p, g = ground.parsed, ground.coder.grammar
    words = g.words["of-before"]
    verbs = (
        [act.trigger] if g.is_verb(act.trigger) else [p.heads[act.trigger]] if p.labels[act.trigger] == "dobj" else []
    )
    verbs += [p.heads[v] for v in verbs if p.labels[v] == "conj" and p.child(v, "nsubj", "nsubjpass") is None]
    beside = [c for t in (act.trigger, *verbs) for c in p.children[t] if p.labels[c] in ("amod", "advmod")]
    return any(p.lowers[c] in words and not any(p.labels[x] == "npadvmod" for x in p.children[c]) for c in beside)


def some_time_ago(act: ActFound, ground: Ground) -> bool:
    """Whether its verb stands with a time that tells no day: "met in Lima a few days ago"; of a noun, whether the verb above it tells of a long
    while: "trade has shrunk in recent years amid an Indian | ban"."""
    p, vague = ground.parsed, [e for e in ground.times if e.get("vague")]
    if act.kind == "noun":
        verb = verb_above(p, act.trigger)
        told = [e for e in vague if e.get("way") in ("ago", "past") and e.get("unit") in _LONG]
    else:
        verb, told = act.trigger, [e for e in vague if e.get("way") == "ago"]
    return any(verb_above(p, e.head) == verb for e in told)


_NEWS = ("perfect", "present")


def news_of_the_lead(act: ActFound, ground: Ground) -> bool:
    """Whether the first sentence, or the headline above it, tells the act as news in its main clause: "Poland has deployed 3,000 soldiers"."""
    p = ground.parsed
    first = next((n for n, (s, e) in enumerate(p.sentences) if p.closed(e)), 0)
    verb = act.trigger if ground.coder.grammar.is_verb(act.trigger) else p.heads[act.trigger]
    main = verb
    while p.labels[main] == "conj" and p.heads[main] != main:
        main = p.heads[main]
    told = p.labels[main] == "ROOT" or (
        p.labels[main] == "ccomp" and p.labels[p.heads[main]] == "ROOT" and main < p.heads[main]
    )
    if act.status.aux or p.sentence_index[act.trigger] > min(first, 3) or not told or recalled(act, ground):
        return False
    own = tense(p, verb)
    helped = own if own != "participle" else tense(p, main)  # "has banned … and arrested"
    if own == "past" and p.labels[verb] == "conj":
        helped = tense(p, main)
    if helped == "present" and p.sentence_index[act.trigger] == first:
        return False  # of news only a headline tells in the present
    return helped in _NEWS


def commemorated(act: ActFound, ground: Ground) -> bool:
    """Whether an act is only remembered: "this year marks the 80th anniversary of the war against"."""
    p, node = ground.parsed, act.trigger
    while p.heads[node] != node and not p.tags[node].startswith("VB"):
        node = p.heads[node]
        if p.lemmas[node] in ground.coder.grammar.words["commemorations"]:
            return True
    return False


def _in_old_story(act: ActFound, ground: Ground) -> bool:
    """A paragraph that has named two days of long ago and none of late tells of those times: "In 1995 … In 2000 … He supported"."""
    p, published = ground.parsed, ground.document.reading.published
    if p.tags[act.head] not in ("VBD", "VBN", "VBG"):
        return False
    before = _told_before(act, ground)
    old = [w for w in before if is_background(w, published)]
    return len(old) > 1 and len(old) == len(before)


def _told_before(act: ActFound, ground: Ground, apart: bool = False) -> list[When]:
    """The days that its paragraph has told before an act. apart: without those of what its sentence says of who acts ("Australia, which ruled it until
    1975, | signed")."""
    p, here = ground.parsed, ground.parsed.paragraph_index[act.trigger]
    times = zip(ground.times, ground.whens)
    told = [(e, w) for e, w in times if w.last and e.first < act.trigger and p.paragraph_index[e.first] == here]
    return [w for e, w in told if not (apart and tells_of_its_subject(p, act.trigger, e))]


def after_old_day(act: ActFound, ground: Ground) -> bool:
    """Whether the last day that its paragraph has told before an act in the simple past is of long ago: "In 2020 ties collapsed. Beijing suspended imports"."""
    if tense(ground.parsed, act.head) not in ("past", "past-perfect"):
        return False
    before = _told_before(act, ground, apart=True)
    return bool(before) and is_background(before[-1], ground.document.reading.published)


def _in_old_clause(act: ActFound, ground: Ground) -> bool:
    """ "became sultan in 1970 after overthrowing his father": the clause above is of long ago, the day of the act unsaid."""
    p = ground.parsed
    node = act.head
    for _ in range(4):
        above = p.heads[node]
        if above == node or p.labels[node] not in ("advcl", "pcomp", "prep", "acl", "xcomp", "conj"):
            return False
        node = above
        index = attach_times(p, node, ground.times, ground.whens)
        if index is not None and is_background(ground.whens[index], ground.document.reading.published):
            return True
    return False


def published_day(ground: Ground) -> When:
    """The publication day, as the day of what has no better one."""
    published = ground.document.reading.published
    return When(published, published, "published") if published else UNKNOWN
