"""Persons by name, with the title and country that stand beside the name."""

from __future__ import annotations

from collections import Counter

from dragoman.codebook.actors import Actors
from dragoman.codebook.offices import Offices
from dragoman.records.parsed import ParsedText, posted_to
from dragoman.records.party import Mention, Party

_LONGEST_TITLE = 6
_LONGEST_NOUN = 4  # words of what somebody is, before the name: "opposition leader", "journalist"
_NO_PERSON = {"LAW", "EVENT", "WORK_OF_ART", "FAC", "GPE", "LOC", "NORP", "DATE", "TIME", "MONEY", "QUANTITY"}
_ROLES = ("nsubj", "nsubjpass", "dobj", "pobj", "dative", "agent", "conj", "attr")


_LABEL = 6  # tokens of the label of a turn


def persons(parsed: ParsedText, names: list[Mention], actors: Actors, offices: Offices) -> list[Mention]:
    """Mentions of persons; the span takes in title and country before the name. `why` keeps `title=…` and `former` for resolving."""
    blocked = {t for m in names for t in range(m.first, m.last)}
    runs = runs_of_capitals(parsed, blocked, actors)
    surnames = _surnames(parsed, runs, actors, offices)
    found = []
    for first, last in runs:
        title_first, title, former = _title_before(parsed, first, actors)
        start, title_in_name = _strip_title(parsed, first, last, actors)
        if title is None and title_in_name is None:
            title_first, title, begins = _with_portfolio(parsed, first, last, actors)
            start = max(start, begins)
        title = title or title_in_name
        if start >= last and offices.known(_name(parsed, first, last)):
            start, title = first, None  # "Hun Sen" is no senator
        if start >= last or _names_a_case(parsed, first, last, actors):
            continue
        name = _name(parsed, start, last)
        if any(c.isdigit() for c in name) or name.lower() in actors.words["heading-noun"] | actors.words["portfolio"]:
            continue  # "Minister of Foreign Affairs" names nobody
        if not _is_person(parsed, start, last, name, title, surnames, actors, offices):
            continue
        if title is None and _of_a_place(parsed, first, actors):
            continue
        begin = _with_country(parsed, min(first, title_first), names, actors)
        if title is None and (before := _before_country(parsed, first, names, actors)) is not None:
            begin, title, former = before
        former = former or _former_inside(parsed, begin, start, actors)
        head = _head(parsed, begin, last)
        span = parsed.span(begin, last)
        own = (
            m
            for m in names
            if begin <= m.first < start and m.parties and not posted_to(parsed, m.first, actors.words["sent"])
        )
        country = next((m.parties[0].code for m in own), None)
        notes = [f"title={title}" if title else "", "former" if former else "", f"country={country}" if country else ""]
        party = Party(None, name, span.text, span.start, span.end)
        found.append(Mention(begin, last, head, "person", (party,), why="; ".join(n for n in notes if n)))
    return found


def _names_a_case(parsed: ParsedText, first: int, last: int, actors: Actors) -> bool:
    """ "Roe v. Wade": a case of a court is called by its parties, who do nothing where it is named."""
    beside = {parsed.lowers[t] for t in (first - 1, last) if 0 <= t < len(parsed)}
    return bool(beside & actors.words["versus"])


def _name(parsed: ParsedText, first: int, last: int) -> str:
    return " ".join(parsed.words[first:last]).replace(" - ", "-")


def runs_of_capitals(parsed: ParsedText, blocked: set[int], actors: Actors) -> list[tuple[int, int]]:
    """Runs of capitalised words that may be names, hyphens and particles between them."""
    found = []
    token = 0
    while token < len(parsed):
        if not _capital(parsed, token, actors) or token in blocked:
            token += 1
            continue
        end = token + 1
        while end < len(parsed) and end not in blocked and (step := _goes_on(parsed, token, end, blocked, actors)):
            end += step
        while end - token > 1 and _heads_a_title(parsed, end - 1, actors):
            end -= 1
        found.append((token, end))
        token = end
    return found


def _heads_a_title(parsed: ParsedText, token: int, actors: Actors) -> bool:
    """Whether a capitalised word is the verb of a headline in capitals: "Wang Yi Holds Talks with"."""
    after = token + 1
    more = after < len(parsed) and parsed.sentence_index[after] == parsed.sentence_index[token]
    return more and parsed.lowers[token] in actors.words["headline-verb"] and parsed.words[after][0].isalpha()


def _goes_on(parsed: ParsedText, first: int, end: int, blocked: set[int], actors: Actors) -> int:
    """How many tokens from `end` on belong to the run that starts at `first`; 0 where it ends."""
    if parsed.sentence_index[end] != parsed.sentence_index[first]:
        return 0
    word, words = parsed.lowers[end], actors.words
    if _capital(parsed, end, actors):
        return 0 if word in words["heading-noun"] or parsed.lowers[end - 1] in words["generation"] else 1
    after = end + 1
    if after >= len(parsed) or after in blocked or parsed.sentence_index[after] != parsed.sentence_index[first]:
        return 0
    if word == ",":
        return 2 if parsed.lowers[after] in words["generation"] else 0
    if word == "-" and parsed.ends[end - 1] == parsed.starts[end] and parsed.ends[end] == parsed.starts[after]:
        return 2 if parsed.words[after].isalpha() and (_capital(parsed, after, actors) or _given(parsed, end)) else 0
    if word in words["particle"] and parsed.lowers[after] == "-" and after + 1 < len(parsed):
        return 3 if _capital(parsed, after + 1, actors) and after + 1 not in blocked else 0  # "al-Saud"
    return 1 if (word == "-" or word in words["particle"]) and _capital(parsed, after, actors) else 0


def _given(parsed: ParsedText, hyphen: int) -> bool:
    """Whether a hyphen with small letters after it stands in a given name ("Kim Sung-han"): a capital word of a name before."""
    before = hyphen - 1
    return (
        before > 0
        and parsed.tags[before].startswith("N")
        and parsed.words[before][0].isupper()
        and parsed.words[before - 1][0].isupper()
        and len(parsed.words[hyphen + 1]) <= 5
    )


def _capital(parsed: ParsedText, token: int, actors: Actors) -> bool:
    word = parsed.words[token]
    if _in_label(parsed, token):
        return word.lower() not in actors.words["never-name"]
    return (
        word[0].isupper()
        and parsed.labels[token] != "aux"
        and parsed.tags[token]
        in ("NNP", "NNPS", "NN", "JJ", "NNS", "VB", "VBP", "VBZ", "VBD", "VBG", "UH", "FW", "IN", "RB", "JJR", "MD")
        and word.lower() not in actors.words["never-name"]
    )


def _title_before(parsed: ParsedText, first: int, actors: Actors) -> tuple[int, str | None, bool]:
    """Start, phrase and formerness of a title in small letters right before a name ("foreign minister Wang")."""
    for size in range(_LONGEST_TITLE, 0, -1):
        begin = first - size
        if begin < 0 or parsed.sentence_index[begin] != parsed.sentence_index[first]:
            continue
        phrase = " ".join(parsed.lowers[begin:first])
        if phrase in actors.titles:
            former = begin > 0 and parsed.lowers[begin - 1] in actors.former
            return begin, phrase, former
        if phrase in actors.polite:
            return begin, None, False
        if size < _LONGEST_NOUN and phrase in actors.agents and parsed.tags[first - 1] == "NN":
            return begin, phrase, begin > 0 and parsed.lowers[begin - 1] in actors.former
    return first, None, False


def _strip_title(parsed: ParsedText, first: int, last: int, actors: Actors) -> tuple[int, str | None]:
    """Where the name starts after a capitalised title at the head of the run ("Foreign Minister Wang Yi")."""
    best, title = first, None
    if last - first > 2 and parsed.words[first].isupper() and len(parsed.words[first]) > 2:
        best = first + 1  # "APNSA Jake Sullivan": letters that stand for an office
    for start in range(first, last):
        for end in range(start + 1, min(last, start + _LONGEST_TITLE) + 1):
            if end < last and parsed.words[end] == "-":
                continue  # "Hossein Amir-Abdollahian" is no emir
            phrase = " ".join(parsed.lowers[start:end])
            if phrase in actors.titles or phrase in actors.polite:
                best = max(best, end)
                if phrase in actors.titles:
                    while start > first and parsed.lowers[start - 1] in actors.words["portfolio"]:
                        start -= 1  # "Labor Secretary"
                    phrase = " ".join(parsed.lowers[start:end])
                    title = phrase if title is None or len(phrase) > len(title) else title
    return best, title


def _with_portfolio(parsed: ParsedText, first: int, last: int, actors: Actors) -> tuple[int, str | None, int]:
    """ "Secretary of Health and Human Services Xavier Becerra": start and phrase of the title, and where the name starts."""
    start, words = first, actors.words["portfolio"]
    while start < last - 1 and parsed.lowers[start] in words:
        start += 1
    node = first
    while node > 0 and parsed.lowers[node - 1] in words | {"and", "of", "for", "the", ","}:
        node -= 1
    if node == first or parsed.lowers[node] not in ("of", "for"):
        return first, None, first
    told = {w.lower() for w in parsed.words[node:start]} & words
    begin, title, _ = _title_before(parsed, node, actors)
    return (begin, title, start) if title and told else (first, None, first)


def _before_country(
    parsed: ParsedText, first: int, names: list[Mention], actors: Actors
) -> tuple[int, str | None, bool] | None:
    """Where a title with its country before the name begins: "President of the Republic of Uzbekistan Shavkat Mirziyoyev"; and one that ends in
    where somebody is sent: "US Special Representative for Iran Brian Hook".
    """
    country = next((m for m in names if m.last == first and m.kind in ("name", "adjective", "metonym")), None)
    if country and posted_to(parsed, country.first, actors.words["sent"]):
        sent = country.first - 1 if parsed.lowers[country.first - 1] != "the" else country.first - 2
        begin, title, former = _title_before(parsed, sent, actors)
        owner = next((m.first for m in names if m.last == begin and m.kind in ("name", "adjective")), begin)
        return (owner, title, former) if title else None
    node = country.first if country else 0
    while country and node > 0 and (parsed.lowers[node - 1] in ("the", "of") or parsed.words[node - 1][0].isupper()):
        node -= 1
        if parsed.sentence_index[node] != parsed.sentence_index[first]:
            return None
        if parsed.lowers[node] == "of" and (found := _title_before(parsed, node, actors))[1] is not None:
            return found
    return None


def _with_country(parsed: ParsedText, first: int, names: list[Mention], actors: Actors) -> int:
    """The start with a nationality or country that modifies the title or the name ("Chinese Foreign Minister Wang Yi")."""
    for m in names:
        if m.last in (first, first - 1) and posted_to(parsed, m.first, actors.words["sent"]):
            continue
        if m.last == first and m.kind == "adjective":
            return m.first
        if m.last == first - 1 and parsed.lowers[first - 1] in ("'s", "'") and m.kind == "adjective":
            return m.first
    return first


def _former_inside(parsed: ParsedText, first: int, start: int, actors: Actors) -> bool:
    around = range(max(0, first - 1), start)
    return any(parsed.lowers[t] in actors.former for t in around)


def _surnames(parsed: ParsedText, runs: list[tuple[int, int]], actors: Actors, offices: Offices) -> Counter[str]:
    """Last words of the full names in this text, and first words of those that the table spells so."""
    found: Counter[str] = Counter()
    for first, last in runs:
        start, title = _strip_title(parsed, first, last, actors)
        title = title or _title_before(parsed, first, actors)[1]
        words = parsed.words[start:last]
        tagged = _tagged(parsed, start, last)
        if len(words) >= 2 and (title or offices.known(" ".join(words)) or tagged):
            found[words[-1]] += 1
            if offices.known(" ".join(words)) or (tagged and len(words) == 2):
                found[words[0]] += 1  # the given name alone, of relatives and of those who go by it
        elif len(words) == 1 and title:
            found[words[0]] += 1
    return found


def _in_label(parsed: ParsedText, token: int) -> bool:
    """Whether it stands in the label of a turn, in capitals, which the tagger does not know for a name: "SERGEI LAVROV: We agreed"."""
    first, last = parsed.paragraphs[parsed.paragraph_index[token]]
    for end in range(first, min(first + _LABEL, last)):
        if parsed.words[end] == ":":
            return token < end and end - first > 1
        if not parsed.words[end].isupper():
            return False
    return False


def _tagged(parsed: ParsedText, first: int, last: int) -> bool:
    return "PERSON" in parsed.entity_labels(first, last)


def _is_person(
    parsed: ParsedText,
    first: int,
    last: int,
    name: str,
    title: str | None,
    surnames: Counter[str],
    actors: Actors,
    offices: Offices,
) -> bool:
    if offices.known(name):
        return True  # though it stands among the names that are no party, for the place in it ("Volker Turk")
    if name.lower() in actors.words["platform"] or (name in actors.names and actors.names[name][0].kind == "nothing"):
        return False
    if title:
        return True
    if first > 0 and parsed.lowers[first - 1] in actors.polite:
        return True
    words = name.split()
    if len(words) == 1 and words[0] in surnames:
        return True
    tagged = _tagged(parsed, first, last)
    if len(words) == 1:
        prominent = min((t.rank for t in offices.holders(name, None)), default=9)
        acts = parsed.labels[_head(parsed, first, last)] in (
            "nsubj",
            "nsubjpass",
            "dobj",
            "pobj",
            "poss",
            "dative",
            "conj",
            "agent",
            "appos",
            "oprd",
        )
        # a bare surname at first mention: only of the most prominent holders, or where it speaks or acts like a person
        head = _head(parsed, first, last)
        if acts and _apposed_person(parsed, head, actors):
            return not parsed.entity_labels(first, last) & (_NO_PERSON | {"ORG"})
        if acts and not tagged and _done_to(parsed, head, actors):
            barred = _NO_PERSON if prominent <= 1 else _NO_PERSON | {"ORG"}
            return not parsed.entity_labels(first, last) & barred
        if prominent <= 1 and parsed.labels[head] == "poss" and parsed.tags[head] == "NNP":
            return True  # "Netanyahu's policies"
        return acts and (tagged or prominent <= 3) and _acts(parsed, head, actors)
    modifier = parsed.labels[last - 1] in ("compound", "nmod", "amod")
    return not modifier and (tagged or _called(parsed, first, last, actors))


def _of_a_place(parsed: ParsedText, first: int, actors: Actors) -> bool:
    """ "The village of Mayikengo": a place by its name."""
    return first > 1 and parsed.lowers[first - 1] == "of" and parsed.lemmas[first - 2] in actors.words["called-of"]


def _called(parsed: ParsedText, first: int, last: int, actors: Actors) -> bool:
    """Whether a name of two to four words begins with a given name and ends in no body, place or work ("Britta Nielsen")."""
    if last - first > 4 or parsed.lowers[first] not in actors.words["given-name"]:
        return False
    end = parsed.lowers[last - 1]
    if first and parsed.lowers[first - 1] == "the":
        return False
    return (
        not parsed.entity_labels(first, last) & _NO_PERSON
        and end not in actors.agents
        and end not in actors.words["no-surname"]
    )


def _apposed_person(parsed: ParsedText, head: int, actors: Actors) -> bool:
    """Whether a noun of people stands beside a name: "Alpizar, a U.S. citizen", "Mohamed, an Egyptian"."""
    beside = [c for c in parsed.children[head] if parsed.labels[c] == "appos" and c > head]
    if any(actors.names[parsed.words[c]][0].kind == "adjective" for c in beside if parsed.words[c] in actors.names):
        return True
    sectors = [actors.agents.get(parsed.lemmas[c]) for c in beside if parsed.lemmas[c] not in actors.words["body-noun"]]
    return any(s is not None and s not in ("BUS", "GOV", "MIL", "PTY") for s in sectors)


def _done_to(parsed: ParsedText, head: int, actors: Actors) -> bool:
    """Whether something is done to a word that is done to persons: "found Barbarin guilty", "a lawsuit against Thom"."""
    above = parsed.heads[head]
    if parsed.labels[head] in ("dobj", "nsubjpass"):
        return parsed.lemmas[above] in actors.words["to-a-person"]
    if parsed.labels[head] == "nsubj" and parsed.labels[above] == "ccomp":
        return parsed.lemmas[parsed.heads[above]] in actors.words["to-a-person"]
    if parsed.labels[head] == "pobj":
        return parsed.lemmas[parsed.heads[above]] in actors.words["against-a-person"]
    return False


def _acts(parsed: ParsedText, head: int, actors: Actors) -> bool:
    """Whether the word speaks, meets or is met, owns a relation, or otherwise acts as a person does."""
    verb = parsed.heads[head]
    if (
        parsed.labels[head] in ("nsubj", "nsubjpass", "dobj", "dative", "oprd")
        and parsed.lemmas[verb] in actors.words["personal-verb"]
    ):
        return True
    if parsed.labels[head] == "poss":
        return parsed.lemmas[verb] in actors.words["personal-noun"]
    return parsed.labels[head] in ("pobj", "conj", "nsubj")


def _head(parsed: ParsedText, first: int, last: int) -> int:
    """The word by which the name hangs in its sentence; what follows a comma ("Jr.") only where nothing else does."""
    outside = [t for t in range(first, last) if not first <= parsed.heads[t] < last or parsed.heads[t] == t]
    if (
        outside
        and parsed.labels[outside[-1]] in ("compound", "poss", "nmod")
        and parsed.heads[last - 1] in (last, last + 1)
    ):
        return last - 1  # "Joseph R. Biden, Jr. Call with …"
    inner = [t for t in outside if parsed.labels[t] in _ROLES]
    return inner[0] if inner else outside[-1] if outside else last - 1
