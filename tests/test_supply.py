"""What Dragoman is made of: pinned with digests, licences known, no pickle, the same wheel each time."""

from __future__ import annotations

import ast
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
PLACE = ROOT / "requirements"
pytestmark = pytest.mark.skipif(
    not PLACE.is_dir(), reason="requirements/ IS ABSENT: it is not part of a source distribution"
)
# Licences that what is installed beside Dragoman may have. LGPL and MPL: used as they are, as packages of their own.
FREE = {"MIT", "MIT-0", "MIT-CMU", "BSD-2-Clause", "BSD-3-Clause", "0BSD", "Apache-2.0", "ISC", "PSF-2.0", "Zlib", "CC0-1.0", "CNRI-Python", "Unlicense",
        "MPL-1.1", "MPL-2.0", "LGPL-3.0-only"}  # fmt: skip
# Modules and calls by which data becomes code when it is read.
UNSAFE_MODULES = {"pickle", "cPickle", "_pickle", "dill", "cloudpickle", "joblib", "shelve", "marshal", "jsonpickle"}
UNSAFE_CALLS = {"eval", "exec", "compile", "__import__", "read_pickle", "to_pickle"}


@pytest.fixture(scope="module")
def inventory() -> Any:
    told = importlib.util.spec_from_file_location("inventory", PLACE / "inventory.py")
    assert told is not None and told.loader is not None
    module = importlib.util.module_from_spec(told)
    sys.modules["inventory"] = module
    told.loader.exec_module(module)
    return module


def test_every_requirement_is_locked_within_its_bounds(inventory: Any) -> None:
    """If this fails after a requirement was changed: `make lock`."""
    from packaging.requirements import Requirement
    from packaging.utils import canonicalize_name

    project = inventory.tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    locked = inventory.pinned()
    for told in (*project["dependencies"], *project["optional-dependencies"]["dev"]):
        one = Requirement(told)
        if one.marker is None or one.marker.evaluate():
            version = locked.get(canonicalize_name(one.name))
            assert version is not None and one.specifier.contains(version), (
                f"{told}: dev.txt has {version}; `make lock`"
            )
    for told in (*project["dependencies"], *(t for extra in project["optional-dependencies"].values() for t in extra)):
        signs = {sign.operator for sign in Requirement(told).specifier}
        assert signs == {"=="} or (">=" in signs and "<" in signs), f"{told}: give a lower and an upper bound"


def test_every_locked_package_has_digests() -> None:
    text = (PLACE / "dev.txt").read_text(encoding="utf-8")
    packages = re.split(r"\n(?=[A-Za-z0-9])", re.sub(r"^#.*\n", "", text, flags=re.MULTILINE))
    assert len(packages) > 100
    for one in packages:
        assert re.match(r"[\w.-]+==\S+", one) and re.search(r"--hash=sha256:[0-9a-f]{64}", one), one[:100]
    assert "://" not in text  # from where is up to who installs


def test_licences_are_known_and_free() -> None:
    rows = [line.split("\t") for line in (PLACE / "licences.tsv").read_text(encoding="utf-8").splitlines()[1:]]
    assert len(rows) > 50
    for name, version, licence in rows:
        choices = [re.split(r" AND ", choice) for choice in re.sub(r"[()]", "", licence).split(" OR ")]
        assert any(set(one) <= FREE for one in choices), f"{name} {version}: {licence}"


def test_the_bill_of_materials_is_of_this_code(inventory: Any) -> None:
    """If this fails after a requirement or the weights were changed: `make lock`."""
    made = json.loads((PLACE / "sbom.cdx.json").read_text(encoding="utf-8"))
    assert (made["bomFormat"], made["specVersion"]) == ("CycloneDX", "1.6")
    components = {one["bom-ref"]: one for one in made["components"]}
    assert len(components) == len(made["components"]) and set(made["dependencies"][0]["dependsOn"]) == set(components)
    listed = {
        f"pkg:pypi/{row.split()[0]}@{row.split()[1]}" for row in (PLACE / "licences.tsv").read_text().splitlines()[1:]
    }
    assert {ref for ref in components if ref.startswith("pkg:")} == listed
    locked = (PLACE / "dev.txt").read_text(encoding="utf-8")
    for ref in listed:
        name, version = ref.removeprefix("pkg:pypi/").split("@")
        assert re.search(rf"^{re.escape(name)}=={re.escape(version)}\b", locked, re.MULTILINE | re.IGNORECASE), (
            f"{ref}: `make lock`"
        )
    digests = {
        ref.removeprefix("weights/"): one["hashes"][0]["content"]
        for ref, one in components.items()
        if ref.startswith("weights/")
    }
    here = {file.name: inventory.hashlib.sha256(file.read_bytes()).hexdigest() for file in inventory.WEIGHTS.iterdir()}
    assert digests == here, "the weights changed: `make lock`"


def _python(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*.py")) if ".venv" not in path.parts]


def test_no_data_becomes_code_when_it_is_read() -> None:
    """Nowhere in the program, its training and its benchmarks; a packed answer, a model or a cache is data alone."""
    files = [path for name in ("src", "training", "benchmarks") for path in _python(ROOT / name)]
    assert len(files) > 200
    for path in files:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names: list[str] = []
            if isinstance(node, ast.Import):
                names = [alias.name.split(".")[0] for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [(node.module or "").split(".")[0]]
            assert not UNSAFE_MODULES & set(names), f"{path}:{getattr(node, 'lineno', 0)}"
            if isinstance(node, ast.Call):
                called = node.func.id if isinstance(node.func, ast.Name) else ""
                attribute = node.func.attr if isinstance(node.func, ast.Attribute) else ""
                assert called not in UNSAFE_CALLS and attribute not in {"read_pickle", "to_pickle"}, (
                    f"{path}:{node.lineno}"
                )
                allowed = {k.arg: k.value for k in node.keywords}
                assert not (isinstance(allowed.get("allow_pickle"), ast.Constant) and allowed["allow_pickle"].value), (
                    path
                )  # type: ignore[union-attr]
                if attribute == "load" and isinstance(node.func.value, ast.Name) and node.func.value.id == "torch":  # type: ignore[union-attr]
                    assert "weights_only" in allowed, f"{path}:{node.lineno}"
    assert not [
        p for p in (ROOT / "src").rglob("*") if p.suffix in {".pkl", ".pickle", ".joblib", ".pt", ".pth", ".bin", ".h5"}
    ]


def test_two_builds_give_the_same_wheel(tmp_path: Path) -> None:
    pytest.importorskip("hatchling", reason="HATCHLING IS ABSENT: nothing was built")
    made = []
    for name in ("one", "two"):
        place = tmp_path / name / "tree"
        place.mkdir(parents=True)
        for part in ("src", "README.md", "LICENSE", "pyproject.toml", "hatch_build.py"):
            source = ROOT / part
            copy = shutil.copytree if source.is_dir() else shutil.copy2
            copy(
                source,
                place / part,
                **({"ignore": shutil.ignore_patterns("__pycache__", "parsed.json")} if source.is_dir() else {}),
            )  # type: ignore[operator]
        if name == "two":  # other times of files, another time zone and order of hashes
            for path in place.rglob("*"):
                os.utime(path, (1_000_000_000, 1_000_000_000))
        environment = {
            **os.environ,
            "PYTHONHASHSEED": "1" if name == "one" else "2",
            "TZ": "UTC" if name == "one" else "Asia/Tokyo",
        }
        environment.pop("SOURCE_DATE_EPOCH", None)
        command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path / name / "dist")]
        subprocess.run(command, cwd=place, check=True, capture_output=True, env=environment)
        made += list((tmp_path / name / "dist").glob("*.whl"))
    one, two = made
    assert one.name == two.name and one.read_bytes() == two.read_bytes()
