"""The items of `src/dragoman/worked/japan-china.jsonl` and the counts of `japan-china-days.tsv`, out of larger texts.

    python docs/worked/select_japan_china.py current-events.jsonl.gz readouts.jsonl wikinews.jsonl

The three are JSON lines with `id, text, published` (Wikinews: `date`) and, where known, `url, title, licence`: the days of Wikipedia's
Portal:Current events, readouts of the White House, Wikinews. Taken is each item of a day, and each readout or article of which a
paragraph, names both countries: by a name of the state or its people in the codebook, or by the words below.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from dragoman.analyse.coverage import named_in_texts
from dragoman.codebook.folder import Folder
from dragoman.library.panels import state_names

WORKED = Path(__file__).resolve().parents[2] / "src" / "dragoman" / "worked"
PAIR = {"JPN", "CHN"}
MORE = {
    **dict.fromkeys(("Tokyo", "Yasukuni", "Fukushima"), "JPN"),
    **dict.fromkeys(("Beijing", "Peking", "Hong Kong", "Macau", "People's Liberation Army"), "CHN"),
}
# What names both at once.
OF_BOTH = re.compile(r"\b(?:Senkaku|Diaoyu|Sino-Japanese)")


def records(path: str) -> Iterator[dict[str, Any]]:
    """The lines of a file of JSON lines, also packed by gzip."""
    with gzip.open(path, "rt", encoding="utf-8") if path.endswith(".gz") else open(path, encoding="utf-8") as lines:  # noqa: PTH123
        yield from map(json.loads, lines)


def naming_both(texts: Mapping[str, str]) -> set[str]:
    """Keys of the texts that name both."""
    named = named_in_texts(texts, {**state_names(Folder()), **MORE})
    return {key for key, text in texts.items() if PAIR <= named[key] or OF_BOTH.search(text)}


def of_days(path: str) -> tuple[list[dict[str, Any]], list[tuple[str, int, int, int]]]:
    """Items of the days, a document each; of each year the days, the items of all subjects, and the items taken."""
    days = list(records(path))
    items = {(day["id"], n): item for day in days for n, item in enumerate(day["text"].split("\n"), 1) if item.strip()}
    taken = naming_both({f"{day}-{n}": text for (day, n), text in items.items()})
    of_day = {day["id"]: day for day in days}
    held = [
        _document(of_day[day], f"{day}-{n}", text, "Wikipedia", "CC BY-SA 4.0")
        for (day, n), text in items.items()
        if f"{day}-{n}" in taken
    ]
    years, all_items = (
        Counter(day["published"][:4] for day in days),
        Counter(of_day[d]["published"][:4] for d, _ in items),
    )
    mine = Counter(one["published"][:4] for one in held)
    return held, [(year, years[year], all_items[year], mine[year]) for year in sorted(years)]


def whole(path: str, publisher: str, licence: str) -> list[dict[str, Any]]:
    """Documents of which a paragraph names both."""
    known = {one["id"]: one for one in records(path)}
    texts = {f"{key} {n}": p for key, one in known.items() for n, p in enumerate(one["text"].split("\n"))}
    taken = {key.rsplit(" ", 1)[0] for key in naming_both(texts)}
    return [
        _document(one, key, one["text"], publisher, licence, title=one["title"])
        for key, one in known.items()
        if key in taken
    ]


def _document(
    record: dict[str, Any], name: str, text: str, publisher: str, licence: str, **more: str
) -> dict[str, Any]:
    return {
        "id": name,
        "published": (record.get("published") or record["date"])[:10],
        "publisher": publisher,
        "url": record["url"],
        "licence": licence,
        "language": "en",
        **more,
        "text": text.strip(),
    }


def main(days: str, readouts: str, wikinews: str) -> None:
    """Writes the two files."""
    items, counts = of_days(days)
    held = [
        *items,
        *whole(readouts, "White House", "CC0 1.0"),
        *whole(wikinews, "Wikinews", "CC BY 2.5"),
    ]
    held.sort(key=lambda one: (one["published"], one["id"]))
    lines = (json.dumps(one, ensure_ascii=False) for one in held)
    (WORKED / "japan-china.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    rows = ["year\tdays\titems\tof_the_pair", *("\t".join(map(str, row)) for row in counts)]
    (WORKED / "japan-china-days.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
