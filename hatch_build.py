"""Build steps: the codebook's YAML files once more as JSON, which loads twenty times faster (codebook/folder.py reads it), and the man page."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

CODEBOOK = "src/dragoman/codebook"


class ParsedCodebook(BuildHookInterface):  # type: ignore[misc,type-arg]
    """Writes `parsed.json` into the codebook's folder and has it packed; into wheels also the man page, for share/man."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before a build; `version` is `standard` or `editable`."""
        folder = Path(self.root) / CODEBOOK
        told = importlib.util.spec_from_file_location("parsed_yaml", folder / "parsed_yaml.py")
        assert told is not None and told.loader is not None
        module = importlib.util.module_from_spec(told)
        told.loader.exec_module(module)
        module.write(folder)
        build_data["artifacts"].append(f"{CODEBOOK}/parsed.json")
        if version == "standard" and self.target_name == "wheel":
            self._man_page(build_data)

    def _man_page(self, build_data: dict[str, Any]) -> None:
        """The man page, from the commands themselves; importing them needs no more than what builds are given."""
        sys.path.insert(0, str(Path(self.root) / "src"))
        try:
            from dragoman.cli.man_page import man_page
        finally:
            sys.path.pop(0)
        path = Path(self.root) / "build" / "dragoman.1"
        path.parent.mkdir(exist_ok=True)
        path.write_text(man_page(), encoding="utf-8")
        build_data["shared_data"][str(path)] = "share/man/man1/dragoman.1"
