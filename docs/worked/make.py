"""Makes the worked examples' pages and plots from a run; the ledger stays where it is named.

python docs/worked/make.py japan-china japan-china.ledger              # from the items in the package
python docs/worked/make.py readouts readouts.ledger READOUTS.jsonl     # from the 656 readouts
"""

from __future__ import annotations

import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
sys.path.insert(0, str(FOLDER))


def files(name: str, ledger: Path, source: Path | None = None) -> dict[str, str]:
    """Name → content of an example's files. Raises ValueError for an unknown name, or readouts without their file."""
    if name == "japan-china":
        import japan_china

        return japan_china.make(ledger)
    if name == "readouts" and source is not None:
        import readouts

        return readouts.make(ledger, source)
    raise ValueError("name an example, japan-china or readouts, its ledger, and for readouts their file")


def main(name: str = "", ledger: str = "", source: str = "") -> None:
    """Writes the files beside this script."""
    for path, content in files(name, Path(ledger), Path(source) if source else None).items():
        (FOLDER / path).write_text(content, encoding="utf-8")
        print(f"docs/worked/{path}")


if __name__ == "__main__":
    main(*sys.argv[1:])
