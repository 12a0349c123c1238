"""Makes the documentation site: pages of docs/, and what is drawn from the codebook, the commands and the docstrings.

    python docs/_site/make.py build/site

It needs `sphinx`, `myst-parser` and `furo` (in the extra `dev`), no network, and stops at the first warning that Sphinx has at its end.
Open build/site/index.html in a browser; pages and search work from the disk.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
sys.path.insert(0, str(FOLDER))


def make(out: Path) -> int:
    """Writes the site into `out`, anew. Gives Sphinx's exit code: 0 where nothing was wrong."""
    from laid_out import lay_out
    from sphinx.cmd.build import build_main

    with tempfile.TemporaryDirectory() as place:
        source = Path(place) / "pages"
        lay_out(source)
        shutil.copy(FOLDER / "conf.py", source / "conf.py")
        shutil.rmtree(out, ignore_errors=True)
        code = build_main(
            [
                "-q",
                "-W",
                "--keep-going",
                "-b",
                "html",
                "-d",
                f"{place}/doctrees",
                "-w",
                f"{place}/warnings",
                str(source),
                str(out),
            ]
        )
        shutil.rmtree(out / ".doctrees", ignore_errors=True)
    return code


def main(out: str = "build/site") -> None:
    """Makes the site, and ends with Sphinx's code."""
    code = make(Path(out))
    print(f"{out}: {'made' if code == 0 else 'not whole, see above'}.")
    sys.exit(code)


if __name__ == "__main__":
    main(*sys.argv[1:])
