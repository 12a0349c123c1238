"""YAML read from the build's JSON, as long as it is true to the files."""

from pathlib import Path

import pytest
import yaml

from dragoman.codebook import parsed_yaml
from dragoman.codebook.folder import SHIPPED


def test_parsed_files_are_read_without_yaml(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "en" / "a.yaml"
    file.parent.mkdir()
    file.write_text("on: [yes, 'no', 1.5, true]\n")
    plain = parsed_yaml.read(file, tmp_path)
    parsed_yaml.write(tmp_path)
    parsed_yaml._parsed.cache_clear()
    monkeypatch.setattr(yaml, "load", None)
    assert parsed_yaml.read(file, tmp_path) == plain == {"on": ["yes", "no", 1.5, True]}


def test_a_changed_file_is_read_anew(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("a: 1\n")
    parsed_yaml.write(tmp_path)
    file.write_text("a: 2\n")
    parsed_yaml._parsed.cache_clear()
    assert parsed_yaml.read(file, tmp_path) == {"a": 2}


def test_what_json_cannot_hold_is_left_to_yaml(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("1: one\n2020-01-01: day\n")
    parsed_yaml.write(tmp_path)
    parsed_yaml._parsed.cache_clear()
    assert parsed_yaml._parsed(tmp_path) == {}
    assert 1 in parsed_yaml.read(tmp_path / "a.yaml", tmp_path)


def test_the_shipped_files_come_out_the_same_either_way() -> None:
    parsed_yaml._parsed.cache_clear()
    for path in SHIPPED.rglob("*.yaml"):
        assert parsed_yaml.read(path, SHIPPED) == yaml.load(path.read_text(encoding="utf-8"), Loader=parsed_yaml.Loader)
