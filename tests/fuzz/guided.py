"""Gives a target hostile inputs that are bred by the code that they reach (libFuzzer, by atheris): python -m fuzz.guided TARGET INPUTS FOLDER

Ends with another exit code than 0, and the input in FOLDER, where one raises, takes over 10 s or makes the process take over 1 GB.
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

_DRAGOMAN = atheris.instrument_imports(include=["dragoman"], enable_loader_override=False)
with _DRAGOMAN:
    from fuzz.mutations import LONGEST
    from fuzz.seeds import WORDS
    from fuzz.targets import TARGETS

SECONDS, MEGABYTES = 10, 1000


def main(name: str, inputs: int, folder: Path) -> None:
    """Never returns: libFuzzer ends the process."""
    target, corpus = TARGETS[name], folder / "corpus"
    corpus.mkdir(exist_ok=True)
    for number, one in enumerate(target.seeds()):
        (corpus / f"seed-{number}").write_bytes(one)
    words = folder / "words.dict"
    words.write_text("".join('"' + "".join(f"\\x{b:02x}" for b in word[:120]) + '"\n' for word in WORDS))
    options = [
        f"-runs={inputs}", f"-timeout={SECONDS}", f"-rss_limit_mb={MEGABYTES}", f"-max_len={LONGEST}", f"-dict={words}",
        f"-artifact_prefix={folder}/", "-seed=7", "-print_final_stats=1", "-verbosity=0",
    ]  # fmt: skip
    with _DRAGOMAN:  # targets import what they need when they run
        target.run(target.seeds()[0])  # tables are loaded before the clock runs
        atheris.Setup([sys.argv[0], *options, str(corpus)], target.run)
        atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
