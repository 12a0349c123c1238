"""Words of commitments: every form matches its example, and a user's form that does not is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.codebook.commitments import KINDS, load_commitment_words
from dragoman.codebook.folder import CodebookError, Folder


def test_each_kind_has_forms() -> None:
    assert {form.kind for form in load_commitment_words().forms} == set(KINDS)


def test_deeds_are_known_by_beginnings_of_words() -> None:
    words = load_commitment_words()
    assert "RETREAT" in words.deed("withdraw its troops")
    assert words.deed("think") == frozenset()


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("forms: [{form: 'swears? on', kind: promise, example: vows}]", "does not match its example"),
        ("forms: [{form: 'vows', kind: promise, example: vows, not: vows}]", "matches what it must not"),
        ("forms: [{form: 'vows', kind: oath, example: vows}]", "kind is one of"),
        ("forms: [{form: '(vows', kind: promise, example: vows}]", "no regular expression"),
        ("vetoes: [{form: 'vows', where: behind, example: vows}]", "where is one of"),
        ("oaths: [vows]", "unknown key"),
    ],
)
def test_a_users_bad_entry_is_told(entry: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "commitments.yaml").write_text(entry)
    with pytest.raises(CodebookError, match=said):
        load_commitment_words(Folder(tmp_path))


def test_a_users_form_is_added(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "commitments.yaml").write_text(
        r"forms: [{form: '\bgives? its oath\b', kind: promise, example: Rome gives its oath}]"
    )
    assert len(load_commitment_words(Folder(tmp_path)).forms) == len(load_commitment_words().forms) + 1
