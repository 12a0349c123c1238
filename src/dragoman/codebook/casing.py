"""Words that are names and words that are none, by which the capitals of headlines are told apart."""

from __future__ import annotations

from dragoman.codebook.actors import Actors
from dragoman.codebook.acts import Lexicon
from dragoman.codebook.folder import Folder
from dragoman.codebook.phrasing import load_phrasing
from dragoman.codebook.verb_forms import forms


def named_words(actors: Actors) -> frozenset[str]:
    """Parts of the codebook's names that begin in a capital, and given names; in small letters."""
    parts = {part for name in actors.names for part in name.split() if part[0].isupper()}
    return frozenset(part.lower() for part in parts) | actors.words["given-name"]


def heading_words(folder: Folder) -> frozenset[str]:
    """First words of headings that hold no verb."""
    return _head_words(folder, "headings")


def _head_words(folder: Folder, name: str) -> frozenset[str]:
    (listed,) = folder.yaml("en/head-lines.yaml")[:1]
    return frozenset(str(word) for word in listed[name])


def plain_words(folder: Folder, lexicon: Lexicon, actors: Actors) -> frozenset[str]:
    """Verbs and nouns of acts in their forms, and the small words of a sentence."""
    irregular = load_phrasing(folder).irregular
    verbs = {lemma.split()[0] for kind, lemma in lexicon.entries if kind == "verb"}
    nouns = {lemma.split()[-1] for kind, lemma in lexicon.entries if kind != "verb"}
    found = {form for verb in verbs for form in forms(verb, irregular)} | nouns | {f"{noun}s" for noun in nouns}
    (listed,) = folder.yaml("en/function_words.yaml")[:1]
    return frozenset(found) | actors.words["headline-verb"] | frozenset(listed["words"]) | _head_words(folder, "small")
