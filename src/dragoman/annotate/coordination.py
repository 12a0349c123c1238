"""What the parser joins wrongly: a verb to the clause before it, though its form is that of the verb above ("urged the embassy to reconsider and | spoke
with Pompeo"); a noun to the last word of the one that it goes with ("the expulsion of two envoys and | the recall of its own"); and two subjects of a
headline, a comma between them ("Biden, Xi agree to meet")."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

_EMBEDDED = frozenset({"xcomp", "ccomp", "pcomp", "advcl", "acl"})
_OWN_CLAUSE = frozenset({"nsubj", "nsubjpass", "expl", "aux", "auxpass", "mark"})
_HELPS = frozenset({"aux", "auxpass"})
_PLURAL = frozenset({"VBP", "VB", "VBD"})  # forms of a verb with two subjects
_NAME = 3  # words of a name
_DAYS = frozenset({"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "Today", "Yesterday"})


def joined_above(
    heads: Sequence[int],
    labels: Sequence[str],
    tags: Sequence[str],
    lemma: Callable[[int], str],
    saying: Collection[str] = frozenset(),
) -> list[int]:
    """The heads, where a finite past verb without a subject of its own, joined to an infinitive or participle under a verb in the past, hangs on that
    verb instead; one joined to a clause in the present only if it is one of `saying` (lemmas): "said that it is growing and noted …". So does one
    of `saying` that is joined to a clause of another form than `saying` with a subject of its own: "said the attacks threatened peace and demanded …".
    """
    found, children = list(heads), _children(heads)
    for token, label in enumerate(labels):
        if (
            label != "conj"
            or tags[token] not in ("VBD", "VBZ")
            or any(labels[c] in _OWN_CLAUSE for c in children.get(token, ()))
        ):
            continue
        before = heads[token]
        clause = before
        while labels[clause] == "conj" and heads[clause] != clause:
            clause = heads[clause]
        if _goes_on(token, clause, heads, labels, tags, children, lemma, saying):
            found[token] = heads[clause]
            continue
        if tags[token] != "VBD":
            continue
        helps = [tags[c] for c in children.get(clause, ()) if labels[c] in _HELPS]
        if labels[clause] not in _EMBEDDED or before >= token or "VBD" in (tags[clause], tags[before], *helps):
            continue
        present = tags[clause] in ("VBZ", "VBP") or any(tag in ("VBZ", "VBP", "MD") for tag in helps)
        above = heads[clause]
        while not tags[above].startswith("VB") and heads[above] != above:
            above = heads[above]
        if tags[above] != "VBD" or above >= before or (present and lemma(token) not in saying):
            continue
        found[token] = above
        for mark in range(token - 1, before, -1):
            if heads[mark] != before or labels[mark] not in ("cc", "punct"):
                break
            found[mark] = above
    return found


def _children(heads: Sequence[int]) -> dict[int, list[int]]:
    children: dict[int, list[int]] = {}
    for token, head in enumerate(heads):
        children.setdefault(head, []).append(token)
    return children


def _goes_on(
    token: int,
    clause: int,
    heads: Sequence[int],
    labels: Sequence[str],
    tags: Sequence[str],
    children: dict[int, list[int]],
    lemma: Callable[[int], str],
    saying: Collection[str],
) -> bool:
    """Whether who says the clause goes on to say or ask more, rather than what the clause is about: not after a pronoun or one who speaks."""
    above = heads[clause]
    if labels[clause] != "ccomp" or tags[above] != tags[token] or above >= clause or lemma(token) not in saying:
        return False
    subject = next((c for c in children.get(clause, ()) if labels[c] in ("nsubj", "nsubjpass")), None)
    told = lemma(clause) in saying or lemma(above) not in saying
    return subject is not None and not tags[subject].startswith("PRP") and not told and tags[clause] == tags[token]


def two_subjects(
    heads: Sequence[int],
    labels: Sequence[str],
    tags: Sequence[str],
    words: Sequence[str],
    headlines: Sequence[tuple[int, int]],
) -> tuple[list[int], list[str]]:
    """Heads and labels, where two names before a headline's verb in the plural are its two subjects. headlines: token ranges."""
    found, told = list(heads), list(labels)
    for first, last in headlines:
        comma = next((t for t in range(first + 1, min(first + _NAME + 1, last)) if words[t] == ","), None)
        verb = next((t for t in range(first, last) if tags[t] in _PLURAL and labels[t] != "aux"), None)
        if comma is None or verb is None or not comma < verb <= comma + _NAME + 1 or words[first] in _DAYS:
            continue
        names = [*range(first, comma), *range(comma + 1, verb)]
        if any(not tags[t].startswith("NNP") for t in names):
            continue
        one, other = comma - 1, verb - 1
        found[one], told[one], found[other], told[other] = verb, "nsubj", one, "conj"
        for token in names:
            if token not in (one, other):
                found[token], told[token] = (one if token < comma else other), "compound"
    return found, told


def parallel_nouns(
    heads: Sequence[int], labels: Sequence[str], tags: Sequence[str], words: Sequence[str]
) -> tuple[list[int], list[str]]:
    """Heads and labels, where "and the N of …", joined to what "of" has in "the N of Y" though no such article stands before Y, hangs on the first N. So
    does the second of three: "the N of Y, the N of Y and the N of Y"."""
    found, told, children = list(heads), list(labels), _children(heads)

    def definite(noun: int) -> bool:
        return any(labels[c] == "det" and words[c] == "the" for c in children.get(noun, ()))

    def built(noun: int) -> bool:
        of = (labels[c] == "prep" and words[c] == "of" and c > noun for c in children.get(noun, ()))
        return tags[noun] in ("NN", "NNS") and definite(noun) and any(of)

    for token, label in enumerate(labels):
        under = heads[token]
        first = heads[heads[under]]
        listed = label == "appos" and any(labels[c] == "conj" and built(c) for c in children.get(token, ()))
        if not (label == "conj" or listed) or labels[under] != "pobj" or words[heads[under]] != "of":
            continue
        if not (first < under < token and built(first) and built(token)) or definite(under):
            continue
        found[token], told[token] = first, "conj"
        for mark in range(token - 1, under, -1):
            if heads[mark] == under and labels[mark] in ("cc", "punct"):
                found[mark] = first
    return found, told


def visiting_guests(
    heads: Sequence[int], labels: Sequence[str], tags: Sequence[str], words: Sequence[str]
) -> tuple[list[int], list[str]]:
    """Heads and labels, where "visiting" before somebody with office and name, taken for a verb whose object that is, goes with them: "held talks with
    visiting Mongolian President Ukhnaa Khurelsukh", "signed by Prime Minister Oyun-Erdene and visiting Minister Bang"."""
    found, told, children = list(heads), list(labels), _children(heads)
    for token, label in enumerate(labels):
        guest = next((c for c in children.get(token, ()) if labels[c] == "dobj"), None)
        if words[token] != "visiting" or label not in ("pcomp", "conj") or guest is None or guest - token < 3:
            continue
        named = sum(tags[t].startswith("NNP") for t in range(token + 1, guest + 1)) > 1 and tags[guest].startswith(
            "NNP"
        )
        prep, above = heads[token], heads[token]
        if label == "conj":  # joined to the verb above what it stands beside: "signed by X and visiting Y"
            other = next((t for t in range(token - 2, above, -1) if tags[t].startswith("NNP")), None)
            if other is None or labels[other] not in ("pobj", "dobj", "nsubj") or tags[above] == "VBG":
                continue
            prep = other
        elif words[prep] not in ("with", "between", "to"):
            continue
        if not named or not all(
            tags[t].startswith(("NNP", "JJ")) or tags[t] == "HYPH" for t in range(token + 1, guest + 1)
        ):
            continue
        found[guest], told[guest] = prep, "pobj" if label == "pcomp" else "conj"
        found[token], told[token] = guest, "amod"
        if label == "conj" and labels[token - 1] == "cc":
            found[token - 1] = prep
    return found, told


def listed_names(heads: Sequence[int], labels: Sequence[str], tags: Sequence[str], words: Sequence[str]) -> list[str]:
    """Labels, where the second of three names with an article is a conjunct, no apposition: "Australia, the United Kingdom, and the United States"."""
    told, children = list(labels), _children(heads)
    for token, label in enumerate(labels):
        first = heads[token]
        if label != "appos" or not tags[token].startswith("NNP") or not tags[first].startswith("NNP"):
            continue
        article = any(labels[c] == "det" and words[c] == "the" for c in children.get(token, ()))
        behind = [c for c in children.get(first, ()) if labels[c] == "conj" and c > token and tags[c].startswith("NNP")]
        if article and behind and words[token + 1] in (",", "and"):
            told[token] = "conj"
    return told
