"""Whom "the ministry", "it", "she" or an unknown person stands for: what the tuned encoder is asked, and what its answer does.

The rules' answer, the signs of whose affairs are told (setting.py), and every mention near by with its words' vectors speak for the
countries that the text names; the heads weigh them (encode/heads.py). The same functions serve training and run time; a change
of the orders below needs new weights.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from dragoman.encode import Heads, Vectors
from dragoman.records.parsed import ParsedText, no_owner, path_between
from dragoman.records.party import Mention, Mentions, Party
from dragoman.resolve.company import co_arguments, main_clause
from dragoman.resolve.setting import BODIES, Setting, mention_class
from dragoman.resolve.story import (
    AT_HOME,
    BY_GRAMMAR,
    FROM_OUTSIDE,
    LED_BY,
    OF_ITS_KIND,
    OF_NO_STATE,
    OFFICE_OF,
    ORGAN_OF_PUBLISHER,
    WHO_MET,
    WHOSE_TEXT,
)
from dragoman.resolve.strangers import known_as, labelled_speakers

Floats = NDArray[np.float32]

# Probability from which a country is given, where the rules give another one and where they give none. On the development parts .3 to .5 are
# as good for the latter; of claims read by eye too many strangers had a wrong country at .4.
LEAST, LEAST_ALONE = 0.35, 0.5
REACH = 3  # sentences before, beside the first of the text
CLASSES = ("person", "body", "people", "it", "he", "they", "some", "we")
_PRONOUNS = {
    "it": ("it", "its", "itself"),
    "he": ("he", "him", "his", "himself", "she", "her", "hers", "herself", "who", "whose", "whom"),
    "they": ("they", "them", "their", "theirs", "themselves"),
}
SIGNS = (
    "target", "body", "people", "person", "adjective", "subject", "named", "clause-place", "place", "acts-on", "near-before",
    "near-after", "here-lead", "lead1", "lead2", "lead3", "said1", "said2", "said3", "para", "last-lead", "doc", "top", "second",
    "first", "about", "about-own", "own", "home", "outlet", "speaker", "name",
    "host", "last-place", "worded", "ruled", "ruled-before", "ruled-setting", "ruled-speaker", "ruled-grammar",
)  # fmt: skip
KINDS = ("name", "person", "adjective", "metonym", "role", "pronoun", "group")
LINK_WIDTH = 22 + len(KINDS)
NONE_WIDTH = 5


@dataclass(frozen=True)
class Case:
    """A mention to be settled. kind: index into CLASSES. codes: the candidates. signs: (codes, SIGNS). against: (NONE_WIDTH,).

    links: for each mention near by that stands for a candidate (index of the code, the mention); values (links, LINK_WIDTH); paths:
    labels between the two in a sentence, `` for those of other sentences. barred: codes that it does not stand for, as the sentence is built.
    """

    mention: Mention
    kind: int
    codes: tuple[str, ...]
    signs: Floats
    against: Floats
    links: tuple[tuple[int, Mention], ...]
    values: Floats
    paths: tuple[str, ...]
    barred: frozenset[str | None] = frozenset()


def cases(parsed: ParsedText, named: Mentions, settled: Mentions, setting: Setting) -> list[Case]:
    """The mentions whose words alone do not settle them. named: as resolved by their own words; settled: by the rules; in one order."""
    own = {(m.first, m.last, m.kind): m for m in named.items}
    by_sentence: dict[int, list[Mention]] = {}
    for mention in settled.items:
        if any(p.code for p in mention.parties):
            by_sentence.setdefault(parsed.sentence_index[mention.head], []).append(mention)
    found = []
    labelled = labelled_speakers(settled, setting)
    for mention in settled.items:
        before = own.get((mention.first, mention.last, mention.kind))
        if (
            before is not None
            and _open(before)
            and not (before.kind == "person" and known_as(before.parties[0]) in labelled)
            and len({p.code for p in mention.parties}) < 2
            and not _certain(mention)
            and not _owned(parsed, before, setting.actors.words["of-suffix"])
        ):
            case = _case(parsed, before, mention, by_sentence, setting)
            if case is not None:
                found.append(case)
    return found


def _certain(mention: Mention) -> bool:
    """An office that one state or body alone has, an organ of the publisher by its short name, a state by its kind, or bodies tied to no state."""
    return (
        OFFICE_OF in mention.why
        or mention.why.startswith(ORGAN_OF_PUBLISHER)
        or (mention.kind == "role" and mention.why.startswith(LED_BY))
        or mention.why == FROM_OUTSIDE
        or mention.why.endswith((OF_ITS_KIND, OF_NO_STATE, WHOSE_TEXT, AT_HOME, WHO_MET))
    )


def _owned(parsed: ParsedText, mention: Mention, words: frozenset[str]) -> bool:
    """ "A Greek-owned factory in Skopje", "a Panama-flagged tanker": of the state that the words give it, wherever it is."""
    said = any(parsed.lowers[c] in words for c in parsed.children[mention.head] if c < mention.head)
    return mention.kind == "role" and said and any(p.code for p in mention.parties)


def _open(mention: Mention) -> bool:
    """Whether the mention's own words leave room for doubt."""
    if mention.kind == "person":
        return bool(mention.parties) and mention.parties[0].wikidata is None and not mention.parties[0].code
    return (
        mention.kind in ("role", "pronoun") and mention.why != "compass" and len({p.code for p in mention.parties}) <= 1
    )


def _case(
    parsed: ParsedText,
    before: Mention,
    mention: Mention,
    by_sentence: Mapping[int, Sequence[Mention]],
    setting: Setting,
) -> Case | None:
    sector = sector_of(before)
    told = setting.signs(before, sector)
    ruled = {p.code: 1 / len(mention.parties) for p in mention.parties if p.code}
    near = _near(parsed, mention, by_sentence)
    lists = setting.actors.words
    beside = _beside(parsed, mention, by_sentence) | _receiving(parsed, mention, by_sentence, lists)
    beside |= _backing(parsed, mention, by_sentence, lists)
    people = sector in _OF_A_STATE and parsed.tags[mention.head] == "NNS"
    if people and not any(p.code for p in before.parties):
        named = {p.code for o in near for p in o.parties if p.code} | told.keys() | ruled.keys()
        beside |= {code for code in named if code not in setting.actors.countries}
    near = [o for o in near if not beside & {p.code for p in o.parties}]
    ruled = {code: share for code, share in ruled.items() if code not in beside}
    codes = tuple(dict.fromkeys((*ruled, *(p.code for o in near for p in o.parties if p.code), *told)))
    codes = tuple(code for code in codes if code not in beside)
    if not codes:
        return None
    signs = np.zeros((len(codes), len(SIGNS)), dtype=np.float32)
    for n, code in enumerate(codes):
        for sign, value in told.get(code, {}).items():
            signs[n, SIGNS.index(sign)] = value
        if code in ruled:
            signs[n, SIGNS.index(_rule(before, mention))] = ruled[code]
    links = tuple((codes.index(p.code), o) for o in near for p in o.parties if p.code)
    here = parsed.sentence_index[mention.head]
    same = [parsed.sentence_index[o.head] == here for _, o in links]
    values = np.stack([_link(parsed, mention, o) for _, o in links]) if links else np.zeros((0, LINK_WIDTH), np.float32)
    paths = tuple(path_between(parsed, mention.head, o.head) if s else "" for (_, o), s in zip(links, same))
    words = {parsed.lowers[c] for c in parsed.children[mention.head]}
    against = np.array(
        [
            bool(words & {"the", "this", "that", "its", "his", "her", "their", "both"}),
            _plural(parsed, mention),
            bool(before.parties),
            bool(words & {"a", "an", "another", "other", "others", "some", "several"}),
            parsed.lemmas[mention.head] in setting.actors.words["from-elsewhere"],
        ],
        dtype=np.float32,
    )
    return Case(mention, _class(parsed, before, sector), codes, signs, against, links, values, paths, frozenset(beside))


# People who are of a state, and of no body above states that only stands near: "called on Burundi to release four journalists".
_OF_A_STATE = frozenset({"AGR", "CVL", "JRN", "LAB", "OPP", "PTY"})


def _beside(parsed: ParsedText, mention: Mention, by_sentence: Mapping[int, Sequence[Mention]]) -> set[str | None]:
    """Codes of the states named beside a pronoun in its clause, for none of which it stands: "measures that it imposed on Kosovo"."""
    word = parsed.lowers[mention.head]
    if mention.kind != "pronoun" or word.endswith(("self", "selves")) or word in _PRONOUNS["he"]:
        return set()  # a person may do to, and in, the own state what is told: "he told reporters in Tokyo"
    others = co_arguments(parsed, mention.head)
    named = [
        o
        for o in by_sentence.get(parsed.sentence_index[mention.head], ())
        if o.head in others and o.kind in ("name", "metonym")
    ]
    return {p.code for o in named if len(o.parties) == 1 for p in o.parties}


def _backing(
    parsed: ParsedText,
    mention: Mention,
    by_sentence: Mapping[int, Sequence[Mention]],
    words: Mapping[str, frozenset[str]],
) -> set[str | None]:
    """Codes of who backs those whom a mention names: "Iran-backed fighters"."""
    here = by_sentence.get(parsed.sentence_index[mention.head], ())
    inside = [o for o in here if mention.first <= o.head < mention.last and no_owner(parsed, o.first, o.last, words)]
    return {p.code for o in inside for p in o.parties}


def _receiving(
    parsed: ParsedText,
    mention: Mention,
    by_sentence: Mapping[int, Sequence[Mention]],
    words: Mapping[str, frozenset[str]],
) -> set[str | None]:
    """Codes of the state that does to an envoy what is done to those of others ("Bujumbura summoned the chargé"), or whose envoy it is ("the
    ministry summoned the Belarusian ambassador")."""
    p, verb = parsed, parsed.heads[mention.head]
    if p.lemmas[verb] not in words["receives-envoy"] or p.child(mention.head, "poss") is not None:
        return set()
    doer, envoy = p.child(verb, "nsubj"), p.child(verb, "dobj", "dative", "nsubjpass")
    if (by := p.child(verb, "agent")) is not None:
        doer = p.child(by, "pobj")
    if envoy is None or p.lemmas[envoy] not in words["posted"] or mention.head not in (doer, envoy):
        return set()
    other = doer if mention.head == envoy else envoy
    told = by_sentence.get(p.sentence_index[mention.head], ())
    return {x.code for o in told if o.head == other and len(o.parties) == 1 for x in o.parties}


def sector_of(mention: Mention) -> str | None:
    """The sector that a mention's own words tell."""
    if mention.parties:
        return mention.parties[0].sector
    return mention.why.removeprefix("sector=") or None if mention.why.startswith("sector=") else None


def _class(parsed: ParsedText, mention: Mention, sector: str | None) -> int:
    if mention.kind != "pronoun":
        return CLASSES.index(mention_class(mention, sector))
    if mention.why == "some":
        return CLASSES.index("some")
    word = parsed.lowers[mention.first]
    return CLASSES.index(next((k for k, words in _PRONOUNS.items() if word in words), "we"))


def _rule(before: Mention, mention: Mention) -> str:
    """Which kind of rule gave the mention's answer."""
    if before.parties and before.parties[0].code:
        return "worded"
    if mention.why.endswith(BY_GRAMMAR):
        return "ruled-grammar"
    if "who speaks" in mention.why:
        return "ruled-speaker"
    if mention.weight < 1:
        return "ruled-setting"
    return "ruled-before" if mention.why.endswith("before") else "ruled"


def _near(parsed: ParsedText, mention: Mention, by_sentence: Mapping[int, Sequence[Mention]]) -> list[Mention]:
    """Mentions that stand for somebody in the sentence, the sentences before, and the first of the text."""
    here = parsed.sentence_index[mention.head]
    sentences = dict.fromkeys((here, *(n for n in range(here - 1, here - 1 - REACH, -1) if n >= 0), 0))
    return [
        o
        for n in sentences
        for o in by_sentence.get(n, ())
        if (o.first, o.last) != (mention.first, mention.last) and not (n == here and o.head == mention.head)
    ]


def _plural(parsed: ParsedText, mention: Mention) -> bool:
    return len(mention.parties) > 1 or parsed.tags[mention.head] in ("NNS", "NNPS")


def _link(parsed: ParsedText, mention: Mention, other: Mention) -> Floats:
    values = np.zeros(LINK_WIDTH, dtype=np.float32)
    distance = parsed.sentence_index[mention.head] - parsed.sentence_index[other.head]
    values[min(distance, 4)] = 1
    subject = parsed.labels[other.head] in ("nsubj", "nsubjpass")
    told = (
        other.last <= mention.first,
        mention.first <= other.first and other.last <= mention.last,
        other.first <= mention.first and mention.last <= other.last,
        subject,
        subject and main_clause(parsed, parsed.heads[other.head]),
        parsed.labels[mention.head] in ("nsubj", "nsubjpass"),
        parsed.labels[mention.head] == "poss",
        parsed.labels[other.head] in ("poss", "compound", "amod"),
        other.place,
        _plural(parsed, other),
        _plural(parsed, mention),
        parsed.lemmas[other.head] == parsed.lemmas[mention.head],
        parsed.paragraph_index[other.head] == parsed.paragraph_index[mention.head],
        any(p.sector in BODIES for p in other.parties),
        any(p.org for p in other.parties),
        parsed.sentence_index[other.head] == 0,
    )
    values[5 : 5 + len(told)] = told
    values[5 + len(told)] = 1 / len(other.parties)
    values[-len(KINDS) + KINDS.index(other.kind)] = 1
    return values


# From scores to parties -------------------------------------------------------------------------------------------


def refer(parsed: ParsedText, settled: Mentions, doubts: Sequence[Case], vectors: Vectors, heads: Heads) -> Mentions:
    """The mentions, those in doubt standing for the country that the heads find likeliest, with its probability as their weight.

    Where none of the countries is likely they stand for whom the rules say, with less weight.
    """
    sentence = parsed.sentence_index
    vectors.need(n for c in doubts for n in (sentence[c.mention.head], *(sentence[o.head] for _, o in c.links)))
    changed: dict[tuple[int, int, str], Mention] = {}
    near = _Near(doubts, vectors, heads)
    for case in doubts:
        mention = case.mention
        shares, linked = _scores(case, near, vectors, heads)
        best, sure = likeliest(shares, ruled=bool(mention.parties))
        given = {p.code for p in mention.parties}
        if (sure or given & case.barred) and given != {case.codes[best]}:
            mention = _standing(parsed, case, best, linked)
        else:
            best = next((n for n, code in enumerate(case.codes) if code in given), best)
        weight = round(0.6 + 0.35 * float(shares[best]), 2)
        told = tuple((code, round(float(share), 3)) for code, share in zip(case.codes, shares))
        changed[mention.first, mention.last, mention.kind] = replace(mention, weight=weight, shares=told)
    found = tuple(changed.get((m.first, m.last, m.kind), m) for m in settled.items)
    return Mentions(_following(parsed, settled.items, found))


def _following(parsed: ParsedText, ruled: Sequence[Mention], found: Sequence[Mention]) -> tuple[Mention, ...]:
    """The mentions, a pronoun, or a body told of again, of which the rules say whom it stands for, with the country that this one has been found to have
    since."""
    since: dict[str, Mention] = {}
    done = []
    for before, after in zip(ruled, found):
        words = parsed.span(before.first, before.last).text
        if before.kind in ("person", "role", "name"):
            news = {p.code for p in after.parties} != {p.code for p in before.parties}
            since.pop(words, None)
            if news and len(after.parties) == 1 and after.parties[0].code:
                since[words] = after
        stands = since.get(_named_in(before))
        if before.kind == "role" and (
            {p.code for p in after.parties} != {p.code for p in before.parties}
            or mention_class(before, sector_of(before)) != "body"
        ):
            stands = None  # "the ministry" has been looked at anew itself; "the officer" may have more told of him
        if stands is not None and {p.code for p in after.parties} != {stands.parties[0].code}:
            span = parsed.span(before.first, before.last)
            party = replace(stands.parties[0], text=span.text, start=span.start, end=span.end, why=before.why)
            after = replace(
                after,
                parties=(party,),
                why=before.why,
                chain=stands.chain,
                weight=stands.weight,
                shares=stands.shares if before.kind == "role" else after.shares,
            )
        done.append(after)
    return tuple(done)


def _named_in(mention: Mention) -> str:
    """The words that a mention stands for by the rules, "" where they do not say: of “China” or “the commerce ministry” before."""
    if not mention.why.startswith("“") or mention.kind not in ("pronoun", "role"):
        return ""
    words, _, rest = mention.why[1:].rpartition("”")
    return words if rest == (" before" if mention.kind == "role" else "") else ""


def likeliest(shares: Floats, ruled: bool) -> tuple[int, bool]:
    """Index of the likeliest candidate, and whether it is likely enough to be given. shares: of the candidates and, last, of none of them;
    ruled: whether the rules give somebody."""
    best = int(shares[:-1].argmax())
    return best, bool(shares[best] > max(shares[-1], LEAST if ruled else LEAST_ALONE))


class _Near:
    """What the mentions near those in doubt say, made once for all that they are near to."""

    def __init__(self, doubts: Sequence[Case], vectors: Vectors, heads: Heads) -> None:
        others = dict.fromkeys((o.first, o.last, o.head) for c in doubts for _, o in c.links)
        self._row = {place: n for n, place in enumerate(others)}
        self._rows = heads.standing(np.stack([vectors.mention(*place) for place in others])) if others else None

    def of(self, case: Case) -> Floats:
        """(links, 64) of a case's links."""
        if self._rows is None:
            return np.zeros((0, 0), dtype=np.float32)
        return self._rows[[self._row[o.first, o.last, o.head] for _, o in case.links]]


def _scores(case: Case, near: _Near, vectors: Vectors, heads: Heads) -> tuple[Floats, Floats]:
    """Share of each candidate and of none, and the score of each link."""
    m = case.mention
    return heads.referents(
        vectors.mention(m.first, m.last, m.head),
        case.kind,
        case.against,
        case.signs,
        near.of(case),
        np.array([n for n, _ in case.links], dtype=np.int64),
        np.array([heads.labels.links.get(path, 0) for path in case.paths], dtype=np.int64),
        case.values,
    )


def _standing(parsed: ParsedText, case: Case, best: int, linked: Floats) -> Mention:
    """The mention as one of a candidate, by the mention near by that speaks most for it."""
    mention, code = case.mention, case.codes[best]
    span = parsed.span(mention.first, mention.last)
    mine = [n for n, (candidate, _) in enumerate(case.links) if candidate == best]
    other = case.links[max(mine, key=lambda n: float(linked[n]))][1] if mine else None
    why = f"likeliest of {', '.join(case.codes[:4])}" + (
        f", by “{parsed.span(other.first, other.last).text}”" if other else ""
    )
    like = next((p for p in other.parties if p.code == code), None) if other else None
    if mention.kind == "pronoun" and like is not None:
        party = replace(like, text=span.text, start=span.start, end=span.end, why=why)
    elif mention.kind == "person":
        party = replace(mention.parties[0], code=code, sector=mention.parties[0].sector or "CVL", why=why)
    else:
        sector = mention.parties[0].sector if mention.parties else sector_of(mention)
        party = Party(code, span.text, span.text, span.start, span.end, sector, why=why)
    chain = other.chain if other is not None and mention.kind == "pronoun" else mention.chain
    return replace(mention, parties=(party,), why=why, chain=chain)
