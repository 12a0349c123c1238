"""What Dragoman brings with it: `licences.tsv` and `sbom.cdx.json` (CycloneDX 1.6), made from the installed packages: python requirements/inventory.py

Without an argument it writes both files; with `--check` it says whether they would change and ends with 1 if so. Versions are those of
`dev.txt`, so run it where that file is installed.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

HERE = Path(__file__).resolve().parent
LOCK, WEIGHTS = HERE / "dev.txt", HERE.parent / "src" / "dragoman" / "encode" / "weights"
# Extras of those who develop or train; all others are what people install.
OWN = {"dev", "nightly", "training"}
_PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)(?:\s*;\s*([^\\]+?))?\s*\\?$", re.MULTILINE)
# Said by the licence file that a package carries, not by its metadata.
_READ = {"resvg_py": "MIT"}
# Names that licences go by in metadata → SPDX.
_SPDX = {
    "MIT License": "MIT", "MIT license": "MIT", "BSD License": "BSD-3-Clause", "BSD": "BSD-3-Clause", "3-Clause BSD License": "BSD-3-Clause",
    "Apache Software License": "Apache-2.0", "Apache 2.0": "Apache-2.0", "Apache License 2.0": "Apache-2.0", "Apache License, Version 2.0": "Apache-2.0",
    "Apache-2": "Apache-2.0", "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0", "ISC License (ISCL)": "ISC", "Python Software Foundation License": "PSF-2.0",
    "GNU Lesser General Public License v3 (LGPLv3)": "LGPL-3.0-only", "The Unlicense (Unlicense)": "Unlicense",
}  # fmt: skip


@dataclass(frozen=True)
class Package:
    """An installed package. version: that of the lock file, for this Python and system."""

    version: str
    metadata: Any


def pinned() -> dict[str, str]:
    """Package → the version that the lock file names for this Python and system."""
    found = _PINNED.findall(LOCK.read_text(encoding="utf-8"))
    return {
        canonicalize_name(name): version for name, version, marker in found if not marker or Marker(marker).evaluate()
    }


def needed() -> dict[str, Package]:
    """All packages that Dragoman needs here with its extras for users, by name. Raises PackageNotFoundError for one that is not installed."""
    project = tomllib.loads((HERE.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    own = [*project["dependencies"], *(one for extra in extras.keys() - OWN for one in extras[extra])]
    todo = [one for one in map(Requirement, own) if one.marker is None or one.marker.evaluate()]
    versions, found, done = pinned(), dict[str, Package](), set[str]()
    while todo:
        one = todo.pop()
        if str(one) in done:
            continue
        done.add(str(one))
        package = metadata.distribution(one.name)
        found[canonicalize_name(one.name)] = Package(versions[canonicalize_name(one.name)], package.metadata)
        for further in map(Requirement, package.requires or ()):
            marker = further.marker
            if marker is None or any(marker.evaluate({"extra": extra}) for extra in ("", *one.extras)):
                todo.append(further)
    return dict(sorted(found.items()))


def licence_of(package: Package) -> str:
    """An SPDX expression where the package says one, else what it says."""
    told = package.metadata
    if told["Name"] in _READ:
        return _READ[told["Name"]]
    if told.get("License-Expression"):
        return str(told["License-Expression"])
    marks = [
        c.rsplit(" :: ", 1)[-1]
        for c in told.get_all("Classifier") or ()
        if c.startswith("License :: ") and c.count("::") > 1
    ]
    if marks:
        return " OR ".join(dict.fromkeys(_SPDX.get(mark, mark) for mark in marks))
    first = str(told.get("License") or "unknown").strip().splitlines()[0][:60]
    return _SPDX.get(first, first)


def licences(packages: Mapping[str, Package]) -> str:
    """The list: name, version, licence."""
    rows = (f"{name}\t{package.version}\t{licence_of(package)}\n" for name, package in packages.items())
    return "package\tversion\tlicence\n" + "".join(rows)


def _components(packages: Mapping[str, Package]) -> Iterator[dict[str, Any]]:
    for name, package in packages.items():
        licence = licence_of(package)
        said = (
            {"expression": licence}
            if re.fullmatch(r"[\w.()+ -]+", licence) and "unknown" not in licence
            else {"license": {"name": licence}}
        )
        purl = f"pkg:pypi/{name}@{package.version}"
        yield {
            "type": "library",
            "bom-ref": purl,
            "name": name,
            "version": package.version,
            "purl": purl,
            "licenses": [said],
        }
    for file in sorted(WEIGHTS.iterdir()):
        digest = hashlib.sha256(file.read_bytes()).hexdigest()
        yield {
            "type": "machine-learning-model", "bom-ref": f"weights/{file.name}", "name": file.name,
            "hashes": [{"alg": "SHA-256", "content": digest}],
        }  # fmt: skip


def _own_version() -> str:
    return str(tomllib.loads((HERE.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"])


def sbom(packages: Mapping[str, Package]) -> str:
    """The bill of materials; the same for the same packages."""
    components = list(_components(packages))
    whole = {"type": "application", "bom-ref": "dragoman", "name": "dragoman", "version": _own_version()}
    depends = [{"ref": "dragoman", "dependsOn": [one["bom-ref"] for one in components]}]
    made = {
        "bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1, "metadata": {"component": whole}, "components": components,
        "dependencies": depends,
    }  # fmt: skip
    return json.dumps(made, indent=1, ensure_ascii=False) + "\n"


def main() -> int:
    """Writes or checks the files."""
    packages, code = needed(), 0
    for name, made in (("licences.tsv", licences(packages)), ("sbom.cdx.json", sbom(packages))):
        path = HERE / name
        if "--check" not in sys.argv:
            path.write_text(made, encoding="utf-8")
        elif path.read_text(encoding="utf-8") != made:
            print(f"{path.name} is stale; make it anew with `make lock`.")
            code = 1
    return code


if __name__ == "__main__":
    sys.exit(main())
