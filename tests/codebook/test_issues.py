"""Words that raise an issue."""

from __future__ import annotations

import pytest

from dragoman.annotate import annotate
from dragoman.codebook.folder import Folder
from dragoman.codebook.issues import issues_of, load_issues


@pytest.mark.parametrize(
    ("text", "issue"),
    [
        ("China lifted the quarantine for visitors.", "health-pandemic"),
        ("The World Health Organization sent vaccines.", "health-pandemic"),
        ("Poland expelled the consul, who is based in Minsk.", None),
        ("Norway condemned the attack.", None),
    ],
)
def test_what_raises_an_issue(text: str, issue: str | None) -> None:
    parsed = annotate(text)
    assert issues_of(load_issues(Folder()), parsed, 0, len(parsed)) == ((issue,) if issue else ())
