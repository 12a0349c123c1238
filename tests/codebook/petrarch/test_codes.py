"""CAMEO's chained codes as PLOVER has them."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.codebook.actors import load_actors
from dragoman.codebook.folder import CodebookError, Folder
from dragoman.codebook.petrarch.codes import CodeError, Codes
from dragoman.codebook.plover import load_plover

FOLDER = Folder()
ACTORS = load_actors(FOLDER)
CODES = Codes(FOLDER, ACTORS, load_plover())


@pytest.mark.parametrize(
    ("cameo", "code", "sector", "org"),
    [
        ("USA", "USA", None, None),
        ("USAGOV", "USA", "GOV", None),
        ("AFGGOVMIL", "AFG", "GOV", None),
        ("USAMED", "USA", "JRN", None),
        ("DEUHLH", "DEU", "MED", None),
        ("IRQMUS", "IRQ", "REL", None),
        ("KSVGOV", "KOS", "GOV", None),
        ("ROM", "ROU", None, None),
        ("GUMGOV", "USA", "GOV", None),
        ("YUGMIL", "SRB", "MIL", None),
        ("PSEREBHMS", "PSE", "REB", "HAMAS"),
        ("IGOUNO", "UNO", None, None),
        ("IGOUNOHLHWHO", "UNO", None, "WHO"),
        ("IGOUNOJUDICJ", "UNO", "JUD", "ICJ"),
        ("IGOEUREEC", "EUR", None, "EU"),
        ("IGOWSTNAT", "IGO", None, "NATO"),
        ("NGOUSAHLH", "NGO", "MED", None),
        ("NGOHRIAMN", "NGO", None, "AMNESTY"),
        ("NGOCHRPRO214", "NGO", "REL", None),
        ("MNCJPN", "MNC", "BUS", None),
        ("SEAREB", "IMG", None, None),
        ("IMGMUSALQ", "IMG", None, "ALQ"),
        ("TURREBZZZ", "TUR", "REB", "ZZZ"),
    ],
)
def test_actors(cameo: str, code: str, sector: str | None, org: str | None) -> None:
    found = CODES.actor(cameo)
    assert (found.code, found.sector, found.org) == (code, sector, org)
    assert found.unknown == (("ZZZ",) if org == "ZZZ" else ())


@pytest.mark.parametrize(
    ("cameo", "says"),
    [
        ("XQZGOV", "XQZ is no state"),
        ("AFR", "part of the world"),
        ("ELI", "no state or body stands before"),
        ("USAG", "three"),
    ],
)
def test_what_plover_has_nothing_for(cameo: str, says: str) -> None:
    with pytest.raises(CodeError, match=says):
        CODES.actor(cameo)


@pytest.mark.parametrize(
    ("cameo", "sector"),
    [("GOV", "GOV"), ("OPPEDU", "OPP"), ("MED", "JRN"), ("CHRCTH", "REL"), ("NGO", "SOC"), ("SET", "CVL")],
)
def test_agents(cameo: str, sector: str) -> None:
    assert CODES.agent(cameo) == sector


def test_an_agent_without_a_role_is_an_error() -> None:
    with pytest.raises(CodeError, match="XYZ is no role"):
        CODES.agent("XYZ")


def test_every_organisation_is_one_of_the_codebook() -> None:
    ids = {actor.org for actors in ACTORS.names.values() for actor in actors}
    (table,) = FOLDER.yaml("cameo-codes.yaml")
    assert [org for org in table["organisations"].values() if org not in ids] == []


def test_a_folder_of_ones_own_adds_codes(tmp_path: Path) -> None:
    (tmp_path / "cameo-codes.yaml").write_text("states: {XQZ: CAN}\nroles: {XYZ: LAB}\n")
    own = Codes(Folder(tmp_path), ACTORS, load_plover())
    assert own.actor("XQZXYZ").code == "CAN" and own.actor("XQZXYZ").sector == "LAB" and own.actor("USA").code == "USA"


@pytest.mark.parametrize(
    "text", ["states: {XQZ: ATLANTIS}", "roles: {XYZ: WIZ}", "things: {A: B}", "states: [A]", "[1]"]
)
def test_a_wrong_table_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "cameo-codes.yaml").write_text(text)
    with pytest.raises(CodebookError, match=r"cameo-codes\.yaml"):
        Codes(Folder(tmp_path), ACTORS, load_plover())
