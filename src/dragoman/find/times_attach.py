"""Which expression of time dates the act with a given trigger.

Rules, in order of trust (a smaller rank wins, then one with days, then the nearer):

- An expression in the trigger's own clause, on the verb itself or on an adjunct of it ("met in Vientiane on Friday", "On
  Friday, he …"); on a noun among its arguments only where the noun's time is the act's ("in talks on Friday", "held
  Friday's talks"), never through another verb ("measures announced on Friday") or a noun behind "after" or "before".
- For a noun ("the establishment of a hotline last week", "their first talks in eight months"): one in its phrase, or right
  behind it where the verb above only speaks of it (welcome, condemn), or in the clause of a verb that only carries it
  (hold talks, talks took place).
- From a clause nearby: to a participle ("met on Friday, discussing …"), to a verb joined by "and" with the same subject,
  to an infinitive only from behind it ("agreed to meet on Friday").
- A time in the clause that reports a speech dates the speech. It also dates an act told in it that has no time of its own,
  unless it stands in the past in quotation marks, or that act is in the past perfect ("said on Friday that ships had entered") or still to come ("said on Friday it would
  impose"): those happened, or will, on another day.
- "in eight months" after "first" measures back from the act: it goes to nouns alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.codebook.times import Times, load_times
from dragoman.records.parsed import ParsedText, entity_label
from dragoman.records.when import TimeExpression, When

_VERB_TAGS = {"VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "MD"}
_NOUN_TAGS = {"NN", "NNS", "NNP", "NNPS"}
_CLAUSES = {
    "ROOT",
    "ccomp",
    "advcl",
    "relcl",
    "acl",
    "xcomp",
    "conj",
    "pcomp",
    "parataxis",
    "csubj",
    "csubjpass",
    "dep",
}
_SUBJECTS = {"nsubj", "nsubjpass", "csubj", "expl"}
_SOMEBODY = {"GPE", "NORP", "PERSON", "ORG"}
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
_NO = 99
_MARKS = frozenset({"after", "before", "when", "because", "since", "as", "once", "while"})
_OF_A_NAME = 40  # added for a year before a noun, where another time is told: "ended a 1991 ceasefire in November"
_OF_ANOTHER = 10  # rank from which a day is that of another clause


def attach_times(
    parsed: ParsedText,
    trigger: int,
    expressions: Sequence[TimeExpression],
    whens: Sequence[When],
    times: Times | None = None,
) -> int | None:
    """Index of the expression that dates the act whose trigger is the token `trigger`, or null.

    whens: the days of `expressions`, in the same order; where two serve equally, one with days is taken.
    times: tables for verbs that carry or speak of a noun; the shipped ones by default.
    """
    finder = _Finder(parsed, times or load_times())
    sentence = parsed.sentence_index[trigger]
    keys = []
    for index, (expression, when) in enumerate(zip(expressions, whens)):
        if parsed.sentence_index[expression.first] != sentence or not _dates(expression):
            continue
        rank = finder.rank(trigger, expression)
        if rank < _NO:
            if _calls_a_paper(parsed, expression, trigger, finder.lists["papers"]):
                continue
            rank += _OF_A_NAME if _names_only(parsed, expression) else 0
            keys.append((rank, when.first is None, abs(expression.head - trigger), index))
    best = min(keys)[3] if keys else None
    if best is None or not _counted_from_another(expressions[best]):
        return best
    # "launched rockets on Thursday in retaliation for a strike | the previous day": counted from the day of the act
    own = [
        key for key in keys if key[3] < best and key[0] < _OF_ANOTHER and not _counted_from_another(expressions[key[3]])
    ]
    return min(own)[3] if own else best


def _bare_year(parsed: ParsedText, expression: TimeExpression) -> bool:
    """Whether a number is all of it."""
    return expression.last - expression.first == 1 and parsed.tags[expression.first] == "CD"


def _names_only(parsed: ParsedText, expression: TimeExpression) -> bool:
    """Whether a year is part of what something is called: "the 1991 ceasefire"."""
    return _bare_year(parsed, expression) and parsed.labels[expression.head] in ("nummod", "compound", "amod", "nmod")


def _calls_a_paper(parsed: ParsedText, expression: TimeExpression, trigger: int, papers: frozenset[str]) -> bool:
    """Whether a year tells which treaty or law is meant, of which the act is not the making: "a violation of the treaty of 1920"."""
    of = parsed.heads[expression.head]
    noun = parsed.heads[of]
    named = parsed.labels[expression.head] == "pobj" and parsed.lowers[of] in ("of", "from")
    return _bare_year(parsed, expression) and named and noun != trigger and parsed.lemmas[noun] in papers


def _counted_from_another(expression: TimeExpression) -> bool:
    """Whether the words count from another day that the text tells: "the previous day", "two days earlier"."""
    keys = dict(expression.value)
    return (keys.get("anchor") == "text" and keys.get("offset", 0) != 0) or keys.get("way") in {"earlier", "later"}


def _dates(expression: TimeExpression) -> bool:
    """Whether the words can date an act: a day or period, not "three-day", "daily", "now", "at the time" or "at 2.25am"."""
    keys = dict(expression.value)
    if expression.kind == "SET" or "joined" in keys or "same" in keys or "ref" in keys or _of_day(expression):
        return False
    return expression.kind != "DURATION" or keys.get("way") in {"first_in", "in", "within"}


def names_a_day(expression: TimeExpression) -> bool:
    """Whether the words name a place in the calendar, so that, unresolved, the day is unknown and not that of the report."""
    keys = {k.rpartition(".")[2] for k, _ in expression.value}
    return bool(keys & {"month", "weekday", "a", "year", "season", "holiday", "bare_day"})


def _of_day(expression: TimeExpression) -> bool:
    """Whether the words give a time of day and no day, so that another expression of the clause dates better."""
    keys = dict(expression.value).keys()
    return bool(keys & {"hour", "hhmm", "clock"}) and not keys & {"day", "month", "weekday", "unit", "year"}


def _ahead(expression: TimeExpression) -> bool:
    """Whether the words themselves say that it is still to come: "next week", "over the next four years", "tomorrow"."""
    keys = dict(expression.value)
    counted = "anchor" not in keys and (int(keys.get("offset", 0)) > 0 or int(keys.get("which", 0)) > 0)
    return counted or (keys.get("way") == "next" and "lead" in keys)


def tells_of_its_subject(
    parsed: ParsedText, trigger: int, expression: TimeExpression, times: Times | None = None
) -> bool:
    """Whether an expression stands in what a relative clause says of who acts, and so dates that: "Russia, which brokered a truce in 2020, | urged"."""
    lists = (times or load_times()).lists
    verb = parsed.heads[trigger] if parsed.labels[trigger] == "dobj" else trigger  # "reaffirmed its | support"
    while parsed.labels[verb] == "conj" and parsed.child(verb, *_SUBJECTS) is None and parsed.heads[verb] != verb:
        verb = parsed.heads[verb]
    subject = parsed.child(verb, "nsubj", "nsubjpass")
    if subject is None or not subject < expression.first or not expression.last <= verb:
        return False
    opens = [t for t in range(subject + 1, expression.first) if parsed.tags[t] in ("WP", "WDT", "WP$")]
    suffers = parsed.labels[subject] == "nsubjpass"  # "Merkel, who spoke with him on Monday, was | criticised"
    if not suffers and any(
        parsed.lemmas[t] in lists["company"] for t in range(opens[0] if opens else verb, expression.first)
    ):
        return False  # "the leaders, who met on Friday, | called for a ceasefire"
    someone = parsed.tags[subject].startswith("NNP") or any(parsed.lowers[t] in ("who", "whose") for t in opens)
    return bool(opens) and someone and "," in parsed.words[expression.last : verb]


def dates_what_was_before(
    parsed: ParsedText, trigger: int, expression: TimeExpression, times: Times | None = None
) -> bool:
    """Whether an expression stands with a noun behind "after" or "before" below an act, and so dates that: "struck Gaza after the October 7 attack"."""
    finder = _Finder(parsed, times or load_times())
    return any(finder.barred(token) for token in finder.path(expression.head, trigger) or ())


def reacted_to(parsed: ParsedText, trigger: int, verb: int, times: Times | None = None) -> bool:
    """Whether an act is what a verb answers, and was on a day of its own: "thanked Turkey on Monday for | sending tents"."""
    lists = (times or load_times()).lists
    prep = parsed.heads[trigger]
    answers = parsed.labels[trigger] == "pcomp" and parsed.lowers[prep] in ("for", "of", "over")
    return answers and parsed.heads[prep] == verb and parsed.lemmas[verb] in lists["reacting"]


class _Finder:
    def __init__(self, parsed: ParsedText, times: Times) -> None:
        self.parsed = parsed
        self.lists = times.lists

    def rank(self, trigger: int, expression: TimeExpression) -> int:
        """How well the expression dates the trigger; `_NO` if not."""
        if tells_of_its_subject(self.parsed, trigger, expression):
            return _NO
        back = expression.get("way") == "first_in"
        if self._counts(trigger, expression):
            return _NO
        main = self._before_mark(expression)
        if main is not None and main in (trigger, self.parsed.heads[trigger]):
            return 1 if trigger == main or self._carried(trigger, expression) < _NO else _NO
        if main is not None:
            return _NO
        if self.parsed.tags[trigger] in _NOUN_TAGS:
            if back and self._apposed(trigger, expression):
                return _NO  # "the visit by Wang, the first in four years", has a day of its own
            return min(self._noun(trigger, expression), _NO if back else self._carried(trigger, expression))
        if back:
            return _NO
        own = 0 if self._between_cue_and_clause(trigger, expression) else self._own(trigger, expression)
        own = own if own < _NO else self._inherited(trigger, expression, 0)
        own = own if own < _NO else self._of_its_purpose(trigger, expression)
        own = own if own < _NO else self._of_what_is_shot_down(trigger, expression)
        return own + 2 if own < _NO and _of_day(expression) else own

    def _between_cue_and_clause(self, verb: int, expression: TimeExpression) -> bool:
        """Whether an expression stands between a verb of saying and its clause, whatever the parse hangs it on: "said | on Sunday | it had seen ships"."""
        p, start = self.parsed, expression.first
        while start > verb + 1 and p.tags[start - 1] == "IN":
            start -= 1
        if start != verb + 1 or p.tags[verb] not in ("VBD", "VBN", "VBZ", "VBP"):
            return False
        said = next((c for c in p.children[verb] if c > verb and p.labels[c] == "ccomp"), None)
        subject = None if said is None else p.child(said, *_SUBJECTS)
        return subject is not None and expression.last <= p.subtree(subject)[0] and p.child(said or 0, "mark") is None

    def _of_its_purpose(self, verb: int, expression: TimeExpression) -> int:
        """Rank of an expression at the end of what a past verb was done for, at once: "fired tear gas to disperse a crowd | on Tuesday"."""
        p = self.parsed
        if p.tags[verb] != "VBD" or p.lemmas[verb] in self.lists["sets_out"] | self.lists["looking_ahead"]:
            return _NO
        for child in (c for c in p.children[verb] if c > verb and p.labels[c] in ("advcl", "xcomp", "ccomp")):
            if self._infinitive(child) and p.child(child, *_SUBJECTS) is None and self._own(child, expression) <= 1:
                return 25
        return _NO

    def _of_what_is_shot_down(self, verb: int, expression: TimeExpression) -> int:
        """Rank of an expression that tells when what is shot down was launched: "shot down 23 drones launched by Russia | on Monday"."""
        p = self.parsed
        if p.lemmas[verb] not in self.lists["shoots_down"]:
            return _NO
        for token in range(verb + 1, min(expression.first, verb + 12)):
            launched = p.labels[token] == "acl" and p.lemmas[token] in self.lists["sends_up"]
            if launched and self.path(token, verb) is not None and self._own(token, expression) <= 1:
                return 25
        return _NO

    def _counts(self, trigger: int, expression: TimeExpression) -> bool:
        """Whether the expression only says over what is counted: "in its sixth such launch this year", "the first such execution in two years"."""
        p, node = self.parsed, expression.head
        if {k for k, _ in expression.value} & {"weekday", "day", "hour", "clock"}:
            return False  # "a fourth round of talks on Sunday"
        before = expression.first - 1  # "filed its 20th protest this year", whatever the parse hangs the year on
        this = expression.get("offset") == 0  # "its first visit in March" is of March
        if before >= trigger + (not this) and p.tags[before] in _NOUN_TAGS and self._in_order(before):
            return True
        for _ in range(6):
            above = p.heads[node]
            if above in (node, trigger):
                return False
            if p.tags[above] in _NOUN_TAGS and above < expression.first and self._in_order(above):
                return True
            node = above
        return False

    def _in_order(self, noun: int) -> bool:
        """Whether a noun is one of a series: "its sixth such launch", "the 20th protest"."""
        p = self.parsed
        beside = {p.lowers[c] for c in p.children[noun] if c < noun}
        return bool(beside & self.lists["ordinals"]) or any(_ORDINAL.fullmatch(w) for w in beside)

    def _before_mark(self, expression: TimeExpression) -> int | None:
        """The verb above a clause whose mark stands behind the expression, though the parse hangs it in the clause: "recalled them | last week after the
        army shot down a drone"."""
        p, node = self.parsed, expression.head
        for _ in range(6):
            above = p.heads[node]
            if above == node:
                return None
            if p.labels[above] == "advcl" and p.heads[above] < expression.first:
                marks = [c for c in p.children[above] if p.labels[c] in ("mark", "advmod") and p.lowers[c] in _MARKS]
                return p.heads[above] if marks and expression.last <= marks[0] else None
            node = above
        return None

    def _apposed(self, noun: int, expression: TimeExpression) -> bool:
        between = self.path(expression.head, noun) or []
        return any(self.parsed.labels[t] == "appos" for t in between)

    def path(self, token: int, top: int) -> list[int] | None:
        """Tokens above `token` and below `top`, upwards; null if `top` is not above it."""
        found: list[int] = []
        node = token
        while node != top:
            parent = self.parsed.heads[node]
            if parent == node or len(found) > 60:
                return None
            if node != token:
                found.append(node)
            node = parent
        return found

    def _own(self, verb: int, expression: TimeExpression) -> int:
        """Rank of an expression in the clause of a verb."""
        between = self.path(expression.head, verb)
        if between is None or expression.head == verb or (_ahead(expression) and self._told(verb)):
            return _NO
        if any(self._clause(t) for t in between):
            return 2 if self._put_out(verb, [t for t in between if self._clause(t)]) else _NO
        weight = 3 if expression.get("bound") in {"before", "after"} else 0
        nouns = [t for t in between if self.parsed.tags[t] in _NOUN_TAGS]
        if not nouns:
            return self._direct(verb, expression) + weight
        return self._through(verb, nouns[-1], nouns, expression) + weight

    def _put_out(self, verb: int, clauses: list[int]) -> bool:
        """Whether the clauses between tell when that was put out in which the verb's subject says so: "in a statement carried on Sunday, Kim | warned"."""
        p = self.parsed
        if len(clauses) != 1 or p.labels[clauses[0]] != "acl" or p.lemmas[clauses[0]] not in self.lists["put_out"]:
            return False
        noun = p.heads[clauses[0]]
        said_in = p.lemmas[noun] in self.lists["said_in"] and p.labels[noun] == "pobj"
        return said_in and p.lowers[p.heads[noun]] == "in" and p.heads[p.heads[noun]] == verb

    def _direct(self, verb: int, expression: TimeExpression) -> int:
        """An expression on the verb itself, unless the noun or the infinitive right before it has the better claim."""
        if expression.first < verb:
            return 0
        if expression.get("way") == "past" and self._speaks_of(verb):
            return _NO  # "discussed … over the past two decades"
        for child in self.parsed.children[verb]:
            spoken_of = self.parsed.labels[child] in {"dobj", "nsubjpass"} and self._speaks_of(verb)
            spoken_of = (
                spoken_of and self.parsed.lemmas[child] not in self.lists["no_events"] and not self._somebody(child)
            )
            if spoken_of and self._behind(child, expression):
                return 6 if expression.get("weekday") is not None and self.parsed.tags[verb] == "VBD" else _NO
            if self.parsed.labels[child] == "xcomp" and verb < child < expression.first and self._infinitive(child):
                return 4
        return 0

    def _through(self, verb: int, top: int, nouns: list[int], expression: TimeExpression) -> int:
        """An expression inside an argument or adjunct of the verb whose highest noun is `top`."""
        parsed = self.parsed
        label, above = parsed.labels[top], parsed.heads[top]
        modifier = expression.get("modifier") is not None
        if any(self.barred(n) for n in nouns):
            return _NO
        named = parsed.labels[expression.head] in {"compound", "nummod", "amod", "nmod"}
        if named and (_bare_year(parsed, expression) or not self._carries(verb)):
            return _NO  # "terminated the 1955 treaty"
        if label == "pobj":
            same_time = parsed.lowers[above] in self.lists["same_time"] or self._sidelines(above)
            if parsed.heads[above] != verb or not same_time:
                return _NO if modifier else 5
            return 1
        if label in {"dobj", "attr", "dative", "oprd"}:
            if self._carries(verb):
                return 1
            return _NO if modifier or self._speaks_of(verb) else 2
        if label in {"nsubj", "nsubjpass"}:
            return 1 if self._carries(verb) else _NO if modifier else 4
        return 3 if not modifier else _NO

    def _noun(self, noun: int, expression: TimeExpression) -> int:
        """Rank of an expression in a noun's own phrase, or right behind it."""
        prep = self.parsed.heads[noun]
        nouns = (noun, self.parsed.heads[prep]) if self.parsed.lowers[prep] == "of" else (noun,)
        # "an agreement reached in 1991", "a package of sanctions that it announced on Friday"
        for child in (c for n in nouns for c in self.parsed.children[n]):
            brought = self._carries(child) or self.parsed.lemmas[child] in self.lists["bringing"]
            if self.parsed.labels[child] in {"acl", "relcl"} and brought and self._own(child, expression) <= 1:
                return 1
        between = self.path(expression.head, noun)
        if between is not None and expression.head != noun:
            inner = [t for t in between if self.parsed.tags[t] in _NOUN_TAGS]
            if any(self._clause(t) for t in between) or any(self.barred(t) for t in inner):
                return _NO
            return min(len(inner), 3)
        if self.parsed.labels[noun] == "conj" and self.parsed.tags[self.parsed.heads[noun]] in _NOUN_TAGS:
            first = self._noun(self.parsed.heads[noun], expression)  # "Saturday's summit and the forum"
            if first == 0 and expression.first < self.parsed.heads[noun]:
                return 2
        verb = self._governor(noun)
        if verb is not None and self._behind(noun, expression):
            above = self.parsed.heads[noun]
            adjunct = self.parsed.labels[noun] == "pobj" and self.parsed.lowers[above] in self.lists["same_time"]
            near = self.path(expression.head, verb)
            if near is not None and not any(self._clause(t) for t in near):
                ahead = _ahead(expression) and self._told(verb)  # "announced talks next week"
                return 1 if self._speaks_of(verb) or adjunct or ahead or self._carries(verb) else _NO
        return self._meant_by_its_verb(noun, expression)

    def _meant_by_its_verb(self, noun: int, expression: TimeExpression) -> int:
        """Rank for a noun at which something is done: "was made at a meeting with Albanese in Vientiane on Thursday"."""
        prep = self.parsed.heads[noun]
        verb = self.parsed.heads[prep]
        at = self.parsed.labels[noun] == "pobj" and self.parsed.lowers[prep] in ("at", "during")
        if not at or self.parsed.tags[verb] not in _VERB_TAGS:
            return _NO
        return 3 if self._own(verb, expression) <= 1 else _NO

    def _carried(self, noun: int, expression: TimeExpression) -> int:
        """Rank for a noun whose verb only carries it: "held talks in Beijing on Friday", "the talks took place on", "imposed sanctions on Friday"."""
        top = noun
        while self.parsed.labels[top] == "conj" and self.parsed.tags[self.parsed.heads[top]] in _NOUN_TAGS:
            top = self.parsed.heads[top]
        of = self.parsed.heads[top]
        if self.parsed.lowers[of] == "of" and self.parsed.lemmas[self.parsed.heads[of]] in self.lists["counting"]:
            top = self.parsed.heads[of]
        verb = self.parsed.heads[top]
        brings = self.parsed.labels[top] in {"dobj", "nsubjpass"} and self.parsed.lemmas[verb] in self.lists["bringing"]
        if self.parsed.labels[top] not in {"dobj", "nsubj", "nsubjpass", "attr"} or not (brings or self._carries(verb)):
            return _NO
        own = self._own(verb, expression)
        return own + 1 if own < _NO else self._inherited(verb, expression, 0)

    def _inherited(self, verb: int, expression: TimeExpression, depth: int) -> int:
        """Rank of an expression in the clause of a verb above (or joined to) a verb without a time of its own."""
        parsed = self.parsed
        label, parent = parsed.labels[verb], parsed.heads[verb]
        if depth > 3 or parent == verb:
            return self._joined(verb, expression)
        which = any(parsed.lowers[c] in ("which", "that") for c in parsed.children[verb])
        if label == "relcl" and expression.first <= parent < expression.last and not which:
            return 1  # "on March 30, where they discussed …"
        if label in {"relcl", "acl"}:
            return self._copula(verb, expression)
        if label == "pcomp":
            parent = parsed.heads[parent]
        if label not in {"ccomp", "xcomp", "advcl", "conj", "pcomp"} or parsed.tags[parent] not in _VERB_TAGS:
            return _NO
        if not self._passes(verb, label, parent, expression):
            return self._joined(verb, expression)
        own = self._own(parent, expression)
        rank = own if own < _NO else self._inherited(parent, expression, depth + 1)
        return rank + 10 if rank < _NO else self._joined(verb, expression)

    def _passes(self, verb: int, label: str, parent: int, expression: TimeExpression) -> bool:
        """Whether the clause above lends its time over this bond."""
        if label == "ccomp":
            quoted = self._quoted(verb) and self._past(verb)
            return not (quoted or self._perfect_past(verb) or self._future(verb)) and expression.get("bound") is None
        if label == "xcomp":
            behind = expression.first > verb
            return behind or self.parsed.lemmas[parent] in self.lists["carrying_infinitive"]
        if label == "conj":
            own_subject = self.parsed.child(verb, *_SUBJECTS) is not None
            if expression.get("lead") == "since" or self._since(expression):
                return False  # "has given ships since 2016 and promised more"
            return not own_subject and not self._future(verb) and not self._perfect_past(verb)
        if label in {"advcl", "pcomp"}:
            if self.parsed.tags[verb] == "VBG" and not self._infinitive(verb):
                prep = self.parsed.lowers[self.parsed.heads[verb]] if label == "pcomp" else ""
                if reacted_to(self.parsed, verb, parent):
                    return False
                return prep not in self.lists["barring"]
            mark = next((self.parsed.lowers[c] for c in self.parsed.children[verb] if c < verb), "")
            return mark in {"while", "as", "when"} and not self._perfect_past(verb)
        return False

    def _since(self, expression: TimeExpression) -> bool:
        first = expression.first
        return "since" in self.parsed.lowers[max(0, first - 1) : first + 1]

    def _joined(self, verb: int, expression: TimeExpression) -> int:
        """From the last of verbs joined by "and" back to the first: "met and signed an agreement on Friday"."""
        if expression.get("way") == "past":
            return _NO
        for child in self.parsed.children[verb]:
            verbs = self.parsed.labels[child] == "conj" and self.parsed.tags[child] in _VERB_TAGS
            if verbs and self.parsed.child(child, *_SUBJECTS) is None and not self._future(child):
                own = self._own(child, expression)
                if verb < expression.first < child and any(
                    self.parsed.labels[c] == "cc" and c < expression.first for c in self.parsed.children[verb]
                ):
                    return _NO  # "rejected the plan and on Monday expelled"
                if own <= 1 and not self._commas(verb, child):
                    return own + 20
        return _NO

    def _copula(self, verb: int, expression: TimeExpression) -> int:
        """ "The last minister to visit China was Motegi, in 2019": the time of "was" is the visit's."""
        noun = self.parsed.heads[verb]
        clause = self.parsed.heads[noun]
        if self.parsed.labels[noun] != "nsubj" or self.parsed.lemmas[clause] != "be" or not self._infinitive(verb):
            return _NO
        between = self.path(expression.head, clause)
        blocked = between is None or any(self._clause(t) for t in between)
        return _NO if blocked or verb < expression.first < noun else 6

    def _clause(self, token: int) -> bool:
        """Whether the token is a verb that makes a clause of its own."""
        labelled = self.parsed.labels[token] in _CLAUSES
        return self.parsed.tags[token] in _VERB_TAGS and labelled and self.parsed.lowers[token] not in {"following"}

    def _governor(self, noun: int) -> int | None:
        node = noun
        for _ in range(60):
            parent = self.parsed.heads[node]
            if parent == node:
                return None
            if self.parsed.poses[parent] in {"VERB", "AUX"}:
                return parent
            node = parent
        return None

    def _behind(self, noun: int, expression: TimeExpression) -> bool:
        """Whether the expression follows the noun's phrase at once (what is joined to it by "and" left out)."""
        last = noun
        queue = [noun]
        for node in queue:
            for child in self.parsed.children[node]:
                joined = self.parsed.labels[child] in {"conj", "cc"} and node == noun
                if not joined and self.parsed.labels[child] not in {"relcl", "punct"} and child < expression.first:
                    queue.append(child)
                    last = max(last, child)
        return last + 1 == expression.first and noun < expression.first

    def barred(self, noun: int) -> bool:
        """Whether a noun stands behind "after", "before", "about": its time is not that of what stands above."""
        above = self.parsed.heads[noun]
        if self.parsed.labels[noun] != "pobj" or self.parsed.lemmas[noun] in self.lists["no_events"]:
            return False
        words = {self.parsed.lowers[above], self.parsed.lowers[self.parsed.heads[above]]}
        return self.parsed.lowers[above] in self.lists["barring"] or bool(
            "of" in words and words & self.lists["barring_of"]
        )

    def _somebody(self, noun: int) -> bool:
        """Whether a noun is the name of a place, a people or a person, which nothing happens by: "condemned Bahrain on Monday"."""
        return self.parsed.tags[noun].startswith("NNP") and entity_label(self.parsed, noun) in _SOMEBODY

    def _sidelines(self, prep: int) -> bool:
        """ "on the sidelines of", "on the margins of": the noun above the "of" says where and when."""
        return self.parsed.lowers[self.parsed.heads[prep]] in self.lists["sidelines"]

    def _carries(self, verb: int) -> bool:
        return self.parsed.lemmas[verb] in self.lists["carrying"]

    def _speaks_of(self, verb: int) -> bool:
        return self.parsed.lemmas[verb] in self.lists["speaking_of"]

    def _helpers(self, verb: int) -> list[int]:
        return [c for c in self.parsed.children[verb] if self.parsed.labels[c] in {"aux", "auxpass"}]

    def _infinitive(self, verb: int) -> bool:
        return any(self.parsed.tags[c] == "TO" for c in self._helpers(verb))

    def _perfect_past(self, verb: int) -> bool:
        return any(
            self.parsed.lowers[c] in {"had", "'d"} and self.parsed.lemmas[c] != "would" for c in self._helpers(verb)
        ) and (self.parsed.tags[verb] in {"VBN", "VBD"})

    def _past(self, verb: int) -> bool:
        tags = [self.parsed.tags[c] for c in self._helpers(verb)] or [self.parsed.tags[verb]]
        return "VBD" in tags

    def _told(self, verb: int) -> bool:
        """Whether a finite verb tells what has happened: "announced", "has announced"; not "was to meet"."""
        if self.parsed.tags[verb] == "VBD" and not self._helpers(verb):
            return self.parsed.lemmas[verb] != "be"
        words = {self.parsed.lemmas[c] for c in self._helpers(verb)}
        return self.parsed.tags[verb] == "VBN" and "have" in words and not self._future(verb)

    def _quoted(self, verb: int) -> bool:
        """Whether an odd number of quotation marks stands before the verb in its sentence."""
        first = self.parsed.sentences[self.parsed.sentence_index[verb]][0]
        marks = [w for w in self.parsed.words[first:verb] if w in {'"', "“", "”", "``", "''"}]
        return len(marks) % 2 == 1

    def _future(self, verb: int) -> bool:
        return any(self.parsed.tags[c] == "MD" for c in self._helpers(verb))

    def _commas(self, first: int, last: int) -> bool:
        return any(self.parsed.words[t] in {",", ";"} for t in range(first + 1, last))
