"""How long answers over a ledger take: the first time and again, through the library in one process and from the command line.

    python -m training.answers.speed LEDGER [library|commands] [NAME...]

Of the library, `first` opens the ledger for this answer alone, `again` asks the same once more, and `other` asks it of another pair, party,
period or unit in the same process. Seconds of wall time, or for the library of the processor with `--processor`, where the machine has other work;
names choose among the answers.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

Ask = Callable[[Any], object]

LIBRARY: Mapping[str, tuple[Ask, Ask]] = {
    "timeline of a pair": (lambda x: x.timeline(("JPN", "CHN")), lambda x: x.timeline(("USA", "RUS"))),
    "timeline of a month": (
        lambda x: x.timeline(since="2015-03-01", until="2015-03-31"),
        lambda x: x.timeline(since="2012-03-01", until="2012-03-31"),
    ),
    "timeline of all": (lambda x: x.timeline(), lambda x: x.timeline(issue="taiwan")),
    "brief": (lambda x: x.brief(("JPN", "CHN")), lambda x: x.brief(("KOR", "JPN"))),
    "brief of a year": (
        lambda x: x.brief(("USA", "RUS"), since="2015-01-01", until="2015-12-31"),
        lambda x: x.brief(("USA", "CHN"), since="2016-01-01", until="2016-12-31"),
    ),
    "compare documents": (lambda x: x.compare(*documents(x, 0)), lambda x: x.compare(*documents(x, 7))),
    "compare a meeting": (lambda x: x.compare_meeting(("USA", "RUS")), lambda x: x.compare_meeting(("USA", "JPN"))),
    "positions of a party": (lambda x: x.positions(party="CHN"), lambda x: x.positions(party="RUS")),
    "positions of a pair": (
        lambda x: x.positions(between=("JPN", "CHN")),
        lambda x: x.positions(between=("KOR", "JPN")),
    ),
    "commitments of a pair": (lambda x: x.commitments(("JPN", "CHN")), lambda x: x.commitments(("USA", "RUS"))),
    "commitments of all": (lambda x: x.commitments(), lambda x: x.commitments(since="2015-01-01", until="2015-12-31")),
    "temperature": (lambda x: x.temperature(("USA", "RUS")), lambda x: x.temperature(("JPN", "CHN"), unit="quarter")),
    "panel of a pair": (
        lambda x: x.panel(pairs=[("USA", "RUS")]),
        lambda x: x.panel("dyad-quarter", pairs=[("JPN", "CHN")]),
    ),
    "panel of all": (lambda x: x.panel(), lambda x: x.panel("country-month")),
    "search": (lambda x: x.search("ceasefire"), lambda x: x.search('"export controls"')),
    "explain": (lambda x: x.explain(claim(x, 0)), lambda x: x.explain(claim(x, 50_000))),
}
COMMANDS: Mapping[str, Sequence[str]] = {
    "timeline of a pair": ("timeline", "LEDGER", "--between", "JPN", "CHN"),
    "timeline of a month": ("timeline", "LEDGER", "--since", "2015-03-01", "--until", "2015-03-31"),
    "brief": ("brief", "--ledger", "LEDGER", "--between", "JPN", "CHN"),
    "brief of a year": ("brief", "--ledger", "LEDGER", "--between", "USA", "RUS", "--since", "2015-01-01", "--until", "2015-12-31"),
    "positions of a party": ("positions", "LEDGER", "--party", "CHN"),
    "positions of a pair": ("positions", "LEDGER", "--between", "JPN", "CHN"),
    "commitments of a pair": ("commitments", "LEDGER", "--between", "JPN", "CHN"),
    "temperature": ("temperature", "LEDGER", "--between", "USA", "RUS"),
    "panel of a pair": ("panel", "LEDGER", "--pairs", "USA-RUS"),
    "compare a meeting": ("compare", "--ledger", "LEDGER", "--between", "USA", "RUS"),
    "search": ("search", "LEDGER", "ceasefire"),
    "explain": ("explain", "LEDGER", "CLAIM"),
    "nothing": ("--version",),
}  # fmt: skip


def documents(ledger: Any, place: int) -> tuple[str, str]:
    """Two documents of a ledger."""
    found = ledger.store._connection.execute(
        "SELECT document FROM readings WHERE no > 400 AND document NOT LIKE 'copy%' ORDER BY no LIMIT 30"
    ).fetchall()
    return found[place][0], found[place + 1][0]


def claim(ledger: Any, place: int) -> str:
    """The id of a claim."""
    query = "SELECT id FROM claims ORDER BY no LIMIT 1 OFFSET ?"
    return str(ledger.store._connection.execute(query, (place,)).fetchone()[0])


def seconds(what: Callable[[], object]) -> float:
    """Wall time."""
    before = time.perf_counter()
    what()
    return time.perf_counter() - before


def library(path: str, names: Sequence[str]) -> None:
    """Prints a line an answer; first what all of them load once is loaded."""
    import dragoman

    with dragoman.open(path, must_exist=True) as ledger:
        ledger.search("ceasefire")
    print(f"{'answer':<24}{'first':>8}{'again':>8}{'other':>8}")
    for name in names or LIBRARY:
        one, other = LIBRARY[name]
        with dragoman.open(path, must_exist=True) as ledger:
            times = [seconds(partial(ask, ledger)) for ask in (one, one, other)]
        print(f"{name:<24}" + "".join(f"{t:8.2f}" for t in times), flush=True)


def commands(path: str, names: Sequence[str]) -> None:
    """Prints a line a command: the faster of two runs."""
    import dragoman

    with dragoman.open(path, must_exist=True) as ledger:
        id_ = claim(ledger, 0)
    for name in names or COMMANDS:
        words = [{"LEDGER": path, "CLAIM": id_}.get(word, word) for word in COMMANDS[name]]
        call = [sys.executable, "-m", "dragoman", *words]
        run = partial(subprocess.run, call, stdout=subprocess.DEVNULL, check=False)
        runs = [seconds(run) for _ in range(2)]
        print(f"{name:<24}{min(runs):8.2f}", flush=True)


if __name__ == "__main__":
    {"library": library, "commands": commands}[sys.argv[2] if len(sys.argv) > 2 else "library"](
        sys.argv[1], sys.argv[3:]
    )
