"""How names written in capitals are spelled in texts."""

from __future__ import annotations

import pytest

from dragoman.codebook.folder import Folder
from dragoman.codebook.modality import load_words
from dragoman.codebook.petrarch.casing import Casing, bare, initials

WORDS = load_words(Folder(), "en/dictionary-names.yaml")
CASING = Casing({"UN", "NATO"}, {"who", "police"}, WORDS["small"], WORDS["articles"])


@pytest.mark.parametrize(
    ("text", "spellings"),
    [
        ("AFGHAN NATIONAL ARMY", ("Afghan National Army",)),
        ("UN SECRETARIAT", ("UN Secretariat",)),
        ("U.N. SECRETARIAT", ("U.N. Secretariat",)),
        ("MINISTRY OF TRADE AND INDUSTRY", ("Ministry of Trade and Industry",)),
        ("MAZAR-I-SHARIF", ("Mazar-i-Sharif", "MAZAR-I-SHARIF")),
        ("AL-AQSA BRIGADES", ("Al-Aqsa Brigades", "al-Aqsa Brigades")),
        ("PEOPLE'S FRONT", ("People's Front",)),
        ("NATO", ("NATO", "Nato")),
        ("HERAT", ("Herat", "HERAT")),
        ("WHO", ("WHO",)),
        ("POLICE", ("POLICE",)),
        ("PKK", ("PKK",)),
        ("KGBX", ("KGBX",)),
        ("eBay group", ("eBay group",)),
    ],
)
def test_spellings(text: str, spellings: tuple[str, ...]) -> None:
    assert CASING.spellings(text) == spellings


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("ROBERT MCNAMARA", "Robert McNamara"),
        ("MIGUEL D'ESCOTO BROCKMANN", "Miguel D'Escoto Brockmann"),
        ("ABDALLAH BIN ZAYNAL", "Abdallah bin Zaynal"),
        ("U THANT", "U Thant"),
        ("AL GORE", "Al Gore"),
        ("NATO MURAKI", "Nato Muraki"),
    ],
)
def test_persons(text: str, name: str) -> None:
    assert CASING.person(text) == name


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("THE UN", ("UN",)),
        ("ORDER, THE", ("ORDER",)),
        ("ISLAMIC ARMY OF ADEN (IAA)", ("ISLAMIC ARMY OF ADEN", "IAA")),
        ("DEV SOL (KARATAS FACTION)", ("DEV SOL",)),
        ("JEM (", ("JEM",)),
        ("(A)", ()),
        ("17 NOVEMBER", ("17 NOVEMBER",)),
    ],
)
def test_bare(text: str, names: tuple[str, ...]) -> None:
    assert bare(text) == names


def test_initials() -> None:
    assert initials("MINISTRY OF TRADE", WORDS["small"]) == {"MOT", "MT"}
    assert initials("HERAT", WORDS["small"]) == set()
