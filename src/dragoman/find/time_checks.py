"""Checks of matches of the time grammar: words and numbers that look like times and are none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dragoman.codebook.times import Rule, Times
from dragoman.find.time_grammar import Atoms, Keys
from dragoman.records.parsed import ParsedText, entity_label

_NOUNS = {"NN", "NNS", "NNP", "NNPS"}
_CLOSERS = {".", ",", ";", ":", ")", "?", "!", '"', "”", "–", "-", "'", "]"}


@dataclass(frozen=True, slots=True)
class Match:
    """A match of the grammar at atoms `[first, last)`. old_era: the text counts years before Christ."""

    parsed: ParsedText
    times: Times
    atoms: Atoms
    first: int
    last: int
    rule: Rule
    keys: Keys
    old_era: bool = False

    def before(self, back: int = 1) -> str:
        """The atom so many places before the match, or "" where the paragraph begins."""
        at = self.first - back
        same = at >= 0 and self.atoms.paragraphs[at] == self.atoms.paragraphs[self.first]
        return self.atoms.plains[at] if same else ""

    def after(self, ahead: int = 0) -> str:
        """The atom behind the match, or "" where the paragraph ends."""
        at = self.last + ahead
        same = at < len(self.atoms) and self.atoms.paragraphs[at] == self.atoms.paragraphs[self.first]
        return self.atoms.plains[at] if same else ""

    def tag(self, atom: int) -> str:
        """The tag of the token of an atom, or ""."""
        return self.parsed.tags[self.atoms.tokens[atom]] if 0 <= atom < len(self.atoms) else ""

    def tag_after(self) -> str:
        """The tag of the token behind the match in its paragraph, or ""."""
        return self.tag(self.last) if self.after() else ""

    def capital(self, atom: int) -> bool:
        """Whether the atom begins with a capital letter."""
        return self.atoms.words[atom][:1].isupper()

    def listed(self, word: str, name: str) -> bool:
        """Whether a word stands in a list of the codebook."""
        return word in self.times.lists[name]

    def in_entity(self, *labels: str) -> bool:
        """Whether the match lies in a name of one of the kinds that the parser's model sees."""
        return entity_label(self.parsed, self.atoms.tokens[self.first]) in labels


def _month(m: Match) -> bool:
    """A month alone: not the modal, the verb, the demonstration or a person."""
    word, before = m.atoms.plains[m.first], m.before()
    led = m.listed(before, "before_month")
    named = bool(m.after()) and m.capital(m.last) and m.tag_after() in {"NNP", "NNPS"}
    weakly_led = not led or m.listed(before, "weak_month_leads")
    if named and weakly_led and (m.in_entity("PERSON") or m.listed(word, "month_names")):
        return False
    if not m.listed(word, "month_words"):
        return led or not m.in_entity("PERSON")
    if m.tag(m.first) in {"MD", "VB", "VBP", "JJ"} or (m.in_entity("PERSON", "FAC", "EVENT") and not led):
        return False
    return led or (m.after() in _CLOSERS and m.tag(m.first) == "NNP" and not m.capital(max(m.first - 1, 0)))


def _year(m: Match) -> bool:
    """A number alone that is a year."""
    if "era" in m.keys or "mod" in m.keys:
        return True
    before, after, year = m.before(), m.after(), m.keys.get("year")
    if year is None:
        return "yy" in m.keys and before in m.times.lists["before_year"]
    if m.atoms.glued(m.first) and before not in {"(", "-", "–", '"', "“", "/", "["}:
        return False
    if after and m.atoms.glued(m.last) and (after[0].isalnum() or after in {"%", "°"} or _code(m)):
        return False
    if after in {".", ","} and m.atoms.glued(m.last) and m.after(1)[:1].isdigit() and m.atoms.glued(m.last + 1):
        return False
    if m.listed(before, "before_number") or m.listed(after, "after_number"):
        return False
    if m.tag(m.first) not in {"CD", "NNP", "NN", "JJ"}:
        return False
    if before in {"and", "or", ","} and int(year) < 1900 and m.tag_after() in {"VBD", "VBZ", "VBP", "NN", "NNS"}:
        return False
    round_number = int(year) % 100 == 0 or int(year) < 1500
    led = m.listed(before, "before_year")
    if round_number and (not led or before in {"the", "a", "of", "to", "or", "and", ",", "-", "–"}):
        return False
    if m.tag_after() == "NNS" and m.atoms.plains[m.first - 1 : m.first] != ("the",) and before not in {"in"}:
        return int(year) >= 1500 and not round_number and before in {"the", "of", "'s", "its", "their"}
    return led or int(year) >= 1600


def _code(m: Match) -> bool:
    """Whether a number is part of a code: "2019-nCoV"."""
    word = m.atoms.words[m.last + 1] if m.after() == "-" and m.after(1) else ""
    return word.isalpha() and m.atoms.glued(m.last + 1) and not word.islower() and not word.istitle()


def _bc_year(m: Match) -> bool:
    """A number of three digits after a preposition, in a text that counts years before Christ."""
    leads = {"in", "since", "until", "by", "from", "of", "between", "during", "late", "early", "and"}
    return m.old_era and m.before() in leads and not m.listed(m.after(), "after_number") and m.tag_after() not in _NOUNS


def _no_age(m: Match) -> bool:
    """Not "a man in his late 50s"."""
    back = 1
    while m.before(back) == "-" or m.before(back) in m.times.classes["part"]:
        back += 1
    return "yy_decade" not in m.keys or not m.listed(m.before(back), "whose_age")


def _season(m: Match) -> bool:
    word = m.atoms.plains[m.last - 1]
    if word == "fall":
        return (
            m.listed(m.before(), "fall_leads") and m.after() not in {"of", "in", "from"} and m.tag_after() not in _NOUNS
        )
    return m.tag_after() not in {"NNS", "NN", "NNP"} and m.tag(m.last - 1) in _NOUNS


def _season_alone(m: Match) -> bool:
    word = m.atoms.plains[m.first]
    if word in {"spring", "fall"}:
        return m.listed(m.before(), "fall_leads") and m.tag_after() not in _NOUNS and m.tag(m.first) in _NOUNS
    return m.tag(m.first) in _NOUNS and (m.listed(m.before(), "season_leads") or m.tag_after() not in _NOUNS)


def _parted(m: Match) -> bool:
    """Not the idiom "at the end of the day"."""
    return not (m.keys.get("part") == "END" and m.keys.get("unit") == "day" and m.before() == "at")


def _relunit(m: Match) -> bool:
    """Not "the past" of a longer count, nor "the last century" as an adjective's part, nor in a name (Kamloops This Week)."""
    capitals = m.capital(m.first) and m.capital(m.last - 1) and m.before() and m.tag(m.first - 1) in {"NNP", "NNPS"}
    if capitals and m.in_entity("ORG", "WORK_OF_ART"):
        return False
    return not (m.keys.get("unit") == "quarter" and m.tag_after() in {"NN"})


def _dayish(m: Match) -> bool:
    first, keys = m.first, m.keys
    if "bare_day" in keys:
        leads = {"on", "by", "until", "of", "since", "and", "from", "to", "before", "after"}
        return m.before() in leads and m.tag_after() not in {*_NOUNS, "JJ", "CD"} and m.after() not in {"-", "of"}
    if "holiday" in keys:
        return m.capital(first) and not m.listed(m.after(), "after_holiday") and not m.in_entity("PERSON")
    if "weekday" in keys and "month" not in keys:
        if m.listed(m.before(), "before_weekday"):
            return False
        named = m.last < len(m.atoms) and m.capital(m.last) and m.listed(m.after(), "after_weekday")
        if m.atoms.plains[m.last - 1] == "." and m.rule.elements[0].name != "wdate":
            return m.after() == "," or m.listed(m.before(), "before_month")
        return not named
    if keys.get("anchor") == "text" and m.atoms.plains[m.last - 1] in {"after", "before", "following"}:
        return not m.after() or m.after() in _CLOSERS or m.tag_after() in {"IN", "CC", "VBD", "TO", "WRB"}
    return True


def _clock(m: Match) -> bool:
    """A time of day; two numbers with a colon also need "at", a zone or "hours"."""
    if "half_day" in m.keys or "zone" in m.keys or "clock" in m.keys or "hhmm" in m.keys:
        return True
    if m.atoms.plains[m.last - 1] in {"hours", "hrs", "hr", "clock", "time"}:
        return True
    return m.listed(m.before(), "clock_leads") and not m.atoms.glued(m.first) and m.after() not in {":", "%"}


def _weekend(m: Match) -> bool:
    if "bare_weekend" not in m.keys:
        return True
    return m.before() not in {"every", "each", "long", "last", "per"}


def _ago(m: Match) -> bool:
    """ "two days before" stands alone; before a noun or clause the day depends on what follows."""
    word = m.atoms.plains[m.last - 1]
    if m.before() in {"$", "£", "€"}:
        return False
    if word in {"before", "prior", "on", "back", "previously", "hence"}:
        if word == "on":
            return m.after() in _CLOSERS or m.after() == ""
        return not m.after() or m.after() in _CLOSERS or m.tag_after() in {"IN", "CC", "VBD", "VBN", "RB", "WRB"}
    return not (word in {"later", "earlier"} and m.after() == "than")


def _no_point(m: Match) -> bool:
    return m.after() not in {"that", ""} or m.before() == ""


def _alone(m: Match) -> bool:
    """ "Over the last decade", not "in the last week of August"."""
    return m.after() != "of"


def _duration(m: Match) -> bool:
    first, word = m.first, m.atoms.plains[m.first]
    if m.before() in {"$", "£", "€", "%"} or (m.atoms.glued(first) and m.before() in {".", ",", "-"}):
        return False
    if word in {"a", "an"} and m.last - first == 2:
        return m.before() in {
            "in",
            "for",
            "within",
            "after",
            "of",
            "than",
            "about",
            "over",
            "under",
            "nearly",
            "almost",
        }
    if word == "one" and m.keys.get("unit") == "day" and m.last - first == 2:
        return m.before() in {"in", "for", "within", "after", "only", "just", "lasted"}
    return not (m.keys.get("unit") == "quarter" and m.after() == "of")


def _led_duration(m: Match) -> bool:
    return m.before() in {"in", "for", "within", "after", "over", "of"} and m.tag_after() != "VBG"


def _often(m: Match) -> bool:
    return not m.capital(m.first) or (m.last < len(m.atoms) and not m.capital(m.last))


def _ref(m: Match) -> bool:
    word, after = m.atoms.plains[m.first], m.after()
    if word == "soon" or word == "shortly":
        return m.before() not in {"as", "too", "how"} and after not in {"after", "before", "as", "afterwards"}
    if m.atoms.plains[m.last - 1] in {"past", "present", "future"}:
        return m.tag_after() not in {*_NOUNS, "CD", "JJ"} and after not in {"-"}
    return not (word == "now" and after in {"that", "-"}) and not (word == "long" and after == "as")


def _once(m: Match) -> bool:
    """ "once" for formerly: an adverb before a verb form or adjective, not "once a clause"."""
    tag = m.tag_after()
    return m.tag(m.first) == "RB" and m.before() != "at" and tag in {"VBD", "VBN", "JJ", "RB"} and m.before() != "than"


def _then(m: Match) -> bool:
    return m.tag_after() not in {*_NOUNS, "VBG"} and m.after() not in {"when", "that", "as"}


CHECKS: dict[str, Callable[[Match], bool]] = {
    "": lambda m: True,
    "month": _month,
    "year": _year,
    "bc_year": _bc_year,
    "no_age": _no_age,
    "season": _season,
    "season_alone": _season_alone,
    "parted": _parted,
    "relunit": _relunit,
    "dayish": _dayish,
    "clock": _clock,
    "weekend": _weekend,
    "ago": _ago,
    "no_point": _no_point,
    "alone": _alone,
    "duration": _duration,
    "led_duration": _led_duration,
    "often": _often,
    "ref": _ref,
    "once": _once,
    "then": _then,
}
