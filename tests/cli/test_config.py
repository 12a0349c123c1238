"""`dragoman.toml`: what may stand in it, what it changes, and how mistakes are told."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calling import Run
from dragoman.cli.config_file import SHARED, ConfigError, keys_of, line_of, read_config, schema
from dragoman.cli.described import Parameter, described
from stand_in import StandIn

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

COMMANDS = described()
SCHEMA = schema(COMMANDS)


@pytest.fixture
def run(called: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    monkeypatch.setattr("dragoman.library.ledger.Pipeline", lambda codebook, model, coder: StandIn(model or "1"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("DRAGOMAN_CONFIG", raising=False)
    return called


def written(folder: Path, text: str) -> Path:
    path = folder / "dragoman.toml"
    path.write_text(text, encoding="utf-8")
    return path


def problems(folder: Path, text: str) -> list[str]:
    try:
        read_config(written(folder, text), COMMANDS)
    except ConfigError as error:
        return [str(problem).replace(f"{folder}/", "") for problem in error.problems]
    return []


def test_each_mistake_is_told_with_its_line_and_the_way_out(tmp_path: Path) -> None:
    text = 'coder = "frames"\nmin_confidence = 2\nwidht = 80\n\n[read]\nworker = 3\n"max-mb" = "5"\n[judge.confirm]\nauthor = 3\n'
    assert problems(tmp_path, text) == [
        "dragoman.toml:2 config.value: min_confidence is 2. It takes a number from 0 to 1.",
        "dragoman.toml:3 config.key: 'widht' is no option that can be set here. Did you mean 'width'? `dragoman config schema` has all.",
        "dragoman.toml:6 config.key: 'worker' is no option that can be set here. Did you mean 'workers'? `dragoman config schema` has all.",
        "dragoman.toml:7 config.value: max-mb is '5'. It takes a number from 0.001.",
        "dragoman.toml:9 config.value: author is 3. It takes a text in quotation marks.",
    ]


def test_what_is_no_toml_is_told_with_line_and_column(tmp_path: Path) -> None:
    assert problems(tmp_path, "width = 80\na = = 3\n") == [
        "dragoman.toml:2:5 config.toml: is not valid TOML: Invalid value. Mend the line; texts stand in quotation marks."
    ]


def test_a_command_is_a_table_and_a_ledger_is_never_set(tmp_path: Path) -> None:
    assert problems(tmp_path, "read = 3\n") == [
        "dragoman.toml:1 config.table: 'read' is a command. Write [read] above its options."
    ]
    assert "'ledger' is no option" in problems(tmp_path, '[brief]\nledger = "x.ledger"\n')[0]


def test_a_pair_takes_two(tmp_path: Path) -> None:
    assert problems(tmp_path, 'between = ["JPN", "CHN"]\n') == []
    assert "It takes a list of 2." in problems(tmp_path, 'between = ["JPN"]\n')[0]


def test_shared_options_are_there() -> None:
    names = [one.name for top in COMMANDS for command in top.all() for one in command.options]
    assert [name for name in SHARED if names.count(name) < 2] == []


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def leaf(known: Parameter) -> st.SearchStrategy[object]:
    """Values that an option takes, and some that it does not."""
    return st.one_of(
        st.integers(-5, 600),
        st.booleans(),
        st.sampled_from(["JPN", "csv", *known.choices]),
        st.lists(st.just("JPN"), max_size=3),
    )


@given(st.data())
def test_the_program_and_its_schema_take_the_same(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    keys = keys_of(COMMANDS)
    name = data.draw(st.sampled_from(sorted(keys)))
    known = keys[name]
    if not isinstance(known, Parameter):
        inner = data.draw(st.sampled_from(sorted(k for k, v in known.items() if isinstance(v, Parameter)) or ["none"]))
        value = data.draw(leaf(known[inner])) if inner in known else 3
        text = f"[{name}]\n{inner} = {json.dumps(value)}\n"
    else:
        text = f"{name} = {json.dumps(data.draw(leaf(known)))}\n"
    folder = tmp_path_factory.mktemp("config")
    fits = jsonschema.Draft202012Validator(SCHEMA).is_valid(tomllib.loads(text))
    assert fits == (problems(folder, text) == []), text


def test_lines_of_keys() -> None:
    lines = ["a = 1", "[read]", "# workers = 2", ' "workers" = 3', "[judge.confirm]", 'author = "x"']
    assert [line_of(lines, p) for p in (("a",), ("read",), ("read", "workers"), ("judge", "confirm", "author"))] == [
        1,
        2,
        4,
        6,
    ]
    assert line_of(lines, ("brief",)) is None


def test_values_are_defaults_and_the_line_wins(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Japan met China on Sunday.")
    written(tmp_path, 'publisher = "AP"\n[timeline]\nformat = "json"\n')
    assert run("read", "a.txt", "--ledger", "l.ledger", "--published", "2023-04-02").code == 0
    assert json.loads(run("timeline", "l.ledger").out)[0]["publishers"] == ["AP"]
    assert run("timeline", "l.ledger", "--format", "csv").out.startswith("id,first")


def test_a_wrong_file_stops_every_command_but_config(run: Run, tmp_path: Path) -> None:
    written(tmp_path, "colour = 3\n")
    done = run("runs", "l.ledger")
    assert done.code == 2 and done.err.startswith("dragoman: dragoman.toml:1 config.value: colour is 3.")
    checked = run("config", "check")
    assert checked.code == 1 and "auto, always, never" in checked.err
    assert "$schema" in json.loads(run("config", "schema").out)


def test_which_file_holds(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert json.loads(run("config", "show").out) == {"file": None, "values": {}}
    assert run("config", "check").code == 2
    (tmp_path / "home" / "dragoman").mkdir(parents=True)
    (tmp_path / "home" / "dragoman" / "dragoman.toml").write_text("width = 50\n")
    assert json.loads(run("config", "show").out)["values"] == {"width": 50}
    written(tmp_path, 'codebook = "mine"\n')
    assert json.loads(run("config", "show").out)["values"] == {"codebook": str(tmp_path / "mine")}
    monkeypatch.setenv("DRAGOMAN_CONFIG", "")
    assert json.loads(run("config", "show").out)["file"] is None
    monkeypatch.setenv("DRAGOMAN_CONFIG", str(tmp_path / "none.toml"))
    assert "there is no such file" in run("runs", "l.ledger").err
