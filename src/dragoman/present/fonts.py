"""Font files for paper and pixels: a face with many scripts where the machine has one, else the one that comes with reportlab."""

from __future__ import annotations

import importlib.util
from functools import lru_cache
from pathlib import Path

# Faces that cover Latin, Greek and Cyrillic with their marks, as (regular, bold); the first that is there is taken.
_FACES = (
    ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf"),
    ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf"),
    ("LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf"),
    ("Arial Unicode.ttf", "Arial Bold.ttf"),
    ("arial.ttf", "arialbd.ttf"),
)
_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts", "/System/Library/Fonts", "C:/Windows/Fonts")


@lru_cache(maxsize=1)
def font_files() -> tuple[Path, ...]:
    """(regular, bold) of one face; empty where the machine has none of them and reportlab is not installed."""
    held = {p.name: p for folder in _folders() if folder.is_dir() for p in sorted(folder.rglob("*.ttf"))}
    for regular, bold in _FACES:
        if regular in held and bold in held:
            return held[regular], held[bold]
    found = importlib.util.find_spec("reportlab")
    if found is None or not found.submodule_search_locations:
        return ()
    folder = Path(next(iter(found.submodule_search_locations))) / "fonts"
    vera = folder / "Vera.ttf", folder / "VeraBd.ttf"
    return vera if all(p.is_file() for p in vera) else ()


def _folders() -> tuple[Path, ...]:
    return (*map(Path, _FOLDERS), Path.home() / ".local/share/fonts", Path.home() / ".fonts")
