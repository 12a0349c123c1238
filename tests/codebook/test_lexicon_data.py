"""The lexicon of acts as data: codes, classes, slots, examples, doubles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from dragoman.codebook.acts import TYPES, load_lexicon
from dragoman.codebook.folder import Folder
from dragoman.codebook.plover import load_plover

ENGLISH = Path(__file__).resolve().parents[2] / "src/dragoman/codebook/en"
PLOVER = load_plover()
KINDS = ("verb", "noun", "adj")
KEYS = {*KINDS, "mode", "actor", "recipient", "parties", "needs", "lacks", "weight", "sure", "example", "note"}
SLOT = re.compile(r"^[a-z]+(\.any)?$")
CONTENT_MODES = ("REQUEST", "REJECT", "THREATEN")


def _read(name: str) -> Any:
    return yaml.load((ENGLISH / name).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


ENTRIES = {kind: [e for place in ("", "idioms/") for e in _read(f"acts/{place}{kind}.yaml")] for kind in TYPES}
CLASSES = _read("classes.yaml")


def _all() -> Iterator[tuple[str, dict[str, Any]]]:
    return ((kind, entry) for kind in TYPES for entry in ENTRIES[kind])


def _word(entry: dict[str, Any]) -> str:
    return next(str(entry[k]) for k in KINDS if k in entry)


def test_there_is_a_file_for_every_type_and_none_besides() -> None:
    assert sorted(p.stem for p in (ENGLISH / "acts").glob("*.yaml")) == sorted(PLOVER.types)


def test_the_lexicon_is_as_wide_as_it_says() -> None:
    assert sum(map(len, ENTRIES.values())) >= 1500
    assert {kind for kind in TYPES if len(ENTRIES[kind]) < 40} == set()


def test_entries_have_one_word_and_known_keys() -> None:
    wrong = [e for _, e in _all() if sum(k in e for k in KINDS) != 1 or set(e) - KEYS]
    assert wrong == []


def test_modes_belong_to_their_type() -> None:
    wrong = [
        (kind, _word(e), m) for kind, e in _all() for m in _listed(e.get("mode")) if m not in PLOVER.modes_of(kind)
    ]
    assert wrong == []


def test_slots_are_words() -> None:
    """YAML reads a bare `on` or `off` as a truth value: such slots must be quoted."""
    wrong = []
    for kind, entry in _all():
        slots = [s for key in ("actor", "recipient", "parties") for s in _listed(entry.get(key))]
        slots += [s for key in ("needs", "lacks") for s in entry.get(key, {})]
        wrong += [(kind, _word(entry), s) for s in slots if not isinstance(s, str) or not SLOT.match(s)]
    assert wrong == []


def test_needs_name_words_or_classes_that_exist() -> None:
    wrong = []
    for kind, entry in _all():
        for conditions in (entry.get("needs", {}), entry.get("lacks", {})):
            for words in conditions.values():
                wrong += [
                    (kind, _word(entry), w)
                    for w in words
                    if not isinstance(w, str) or (w[0] == "@" and w[1:] not in CLASSES)
                ]
    assert wrong == []


def test_weights_are_shares() -> None:
    assert [(k, _word(e)) for k, e in _all() if not 0 < e.get("weight", 1.0) <= 1] == []


def test_every_example_holds_its_words() -> None:
    wrong = []
    for kind, entry in _all():
        example = str(entry.get("example", "")).lower()
        if not all(_held(word, example) for word in _word(entry).lower().split()):
            wrong.append((kind, _word(entry), example))
    assert wrong == []


FORMS = (
    "hold:held take:took give:gave make:made strike:struck meet:met speak:spoke begin:began find:found "
    "break:broke send:sent lend:lent fight:fought shoot:shot fly:fl seek:sought forgive:forgave lay:laid "
    "feed:fed buy:bought sell:sold sit:sat go:went come:came pay:paid be:were tell:told lead:led "
    "leave:left overthrow:overthrew retake:retook withdraw:withdrew swear:swore drive:drove throw:threw "
    "steal:stole sink:sank freeze:froze withhold:withheld bring:brought spread:spread overrun:overran "
    "forbid:forbade undertake:undertook rise:rose blow:blew arise:arose hang:hung tear:tore dig:dug get:got stand:st "
    "shine:shone have:ha bow:bow beat:beat overfly:overflew say:said draw:dr run:ran rebuild:rebuilt "
    "wage:wag beseech:beseeched plead:pleaded rattle:rattle shake:shook fall:fell keep:kept catch:caught "
    "lie:lay set:set put:put let:let cut:cut hit:hit see:saw win:won teach:taught cast:cast spring:sprang "
    "flee:fled bind:bound foresee:foresaw uphold:upheld mislead:misled build:built write:wrote "
    "light:light unfreeze:unfroze sing:sang bend:bent"
)
IRREGULAR = dict(pair.split(":") for pair in FORMS.split())


def _held(word: str, example: str) -> bool:
    """Whether some form of the word stands in the example."""
    beginnings = {word, IRREGULAR.get(word, word), word[:-1] if len(word) > 2 and word[-1] in "ey" else word}
    return any(beginning in example for beginning in beginnings)


def test_no_entry_stands_twice() -> None:
    seen: Counter[str] = Counter()
    for kind, entry in _all():
        seen[
            repr({k: v for k, v in entry.items() if k not in ("example", "note", "weight", "mode")} | {"type": kind})
        ] += 1
    assert [e for e, n in seen.items() if n > 1] == []


def test_classes_hold_plain_words() -> None:
    wrong = [(name, w) for name, words in CLASSES.items() for w in words if not isinstance(w, str) or w != w.strip()]
    assert wrong == []


def test_no_class_but_persons_lets_any_party_in() -> None:
    """`party` and `person` stand for every mention: in a class they would open each entry that uses it."""
    in_needs = {n: words for n, words in CLASSES.items() if n != "acts-for"}  # that class is looked up by lemma alone
    assert {n for n, words in in_needs.items() if "party" in words or "clause" in words} == set()
    assert {n for n, words in CLASSES.items() if "person" in words} == {"person", "prisoner"}


def test_modes_of_content_are_complete() -> None:
    modes = _read("modes.yaml")
    assert {t: sorted(m) for t, m in modes.items()} == {t: sorted(PLOVER.modes_of(t)) for t in modes}
    assert set(CONTENT_MODES) <= set(modes)
    assert {t for t in PLOVER.types if PLOVER.modes_of(t)} == set(modes)


def test_every_context_has_strong_and_weak_words() -> None:
    contexts = _read("contexts.yaml")
    assert sorted(contexts) == sorted(PLOVER.contexts)
    for name, lists in contexts.items():
        assert sorted(lists) == ["strong", "words"], name
        assert all(isinstance(w, str) for words in lists.values() for w in words), name
        assert len(lists["strong"]) >= 10, name


def test_misread_forms_lead_to_words() -> None:
    lemmas = _read("lemmas.yaml")
    forms = [f for listed in lemmas.values() for f in listed]
    assert len(forms) == len(set(forms))
    assert lemmas["stage"] == ["staged", "staging", "stages"]


def test_the_loader_takes_it_all() -> None:
    lexicon = load_lexicon(Folder())
    assert sum(len(found) for found in lexicon.entries.values()) == sum(map(len, ENTRIES.values()))
    assert [e.type for e in lexicon.of("verb", "accuse")] == ["ACCUSE"]
    assert {e.type for e in lexicon.of("verb", "fire")} >= {"ASSAULT", "MOBILIZE", "SANCTION"}


@pytest.mark.parametrize("name", ["acts-for", "happens", "own-measure"])
def test_classes_that_the_coder_asks_for_exist(name: str) -> None:
    assert len(CLASSES[name]) >= 20
