"""The codebook's tables, loaded once for a folder."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial

from dragoman.annotate.headlines import Casing
from dragoman.codebook.actors import Actors, load_actors
from dragoman.codebook.acts import Lexicon, load_lexicon
from dragoman.codebook.casing import heading_words, named_words, plain_words
from dragoman.codebook.cues import Cues, load_cues
from dragoman.codebook.folder import Folder
from dragoman.codebook.issues import Issues, load_issues
from dragoman.codebook.modality import load_words
from dragoman.codebook.names import Names, load_names
from dragoman.codebook.offices import Offices, load_offices
from dragoman.codebook.places import Gazetteer, load_gazetteer
from dragoman.codebook.plover import Plover, load_plover
from dragoman.codebook.sayings import Sayings, load_sayings
from dragoman.codebook.times import Times, load_times
from dragoman.codebook.whose import Whose, load_whose

EARLIER = "2007"  # texts published before tell of terms that began before 2005


@dataclass(frozen=True)
class Tables:
    """What a document is coded with."""

    actors: Actors
    offices: Offices
    lexicon: Lexicon
    modality: dict[str, frozenset[str]]
    derived: dict[str, frozenset[str]]
    matters: dict[str, frozenset[str]]
    answers: dict[str, frozenset[str]]
    sayings: Sayings
    forms: dict[str, str]
    cues: Cues
    times: Times
    gazetteer: Gazetteer
    issues: Issues
    plover: Plover
    whose: Whose
    casing: Casing
    names: Callable[[], Names]  # loaded when first asked
    earlier: Callable[[], Offices]  # likewise

    def offices_on(self, day: str | None) -> Offices:
        """The offices that a text of the day tells of; those of before 2005 only for a text of that time."""
        return self.earlier() if day is not None and day < EARLIER else self.offices


@lru_cache(maxsize=2)
def load_tables(folder: Folder) -> Tables:
    """All tables of a codebook folder. Raises CodebookError, naming file and entry."""
    actors, lexicon = load_actors(folder), load_lexicon(folder)
    return Tables(
        actors=actors,
        offices=load_offices(folder),
        lexicon=lexicon,
        modality=load_words(folder, "en/modality.yaml"),
        derived=load_words(folder, "en/derived.yaml"),
        matters=load_words(folder, "en/matters.yaml"),
        answers=load_words(folder, "en/answers.yaml"),
        sayings=load_sayings(folder),
        forms={form: lemma for lemma, listed in load_words(folder, "en/lemmas.yaml").items() for form in listed},
        cues=load_cues(folder),
        times=load_times(folder),
        gazetteer=load_gazetteer(folder),
        issues=load_issues(folder),
        plover=load_plover(folder),
        whose=load_whose(folder),
        casing=Casing(named_words(actors), plain_words(folder, lexicon, actors), heading_words(folder)),
        names=partial(load_names, folder),
        earlier=partial(load_offices, folder, earlier=True),
    )
