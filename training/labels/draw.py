"""`python training/labels/draw.py DATA BATCHES`: draws the sentences to label, splits them, and writes batches of 100.

DATA is the folder of development data (texts/, readouts/, wikinews/, places/). Writes ../corpus/sentences.jsonl,
sentences-by-sa.jsonl and documents.jsonl, and BATCHES/SPLIT-NNN.txt for readers. Fixed seed; the same data give the same draw.
Sentences are drawn by source and by how rarely their parties are named, never by words of acts.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from sentences import CORPUS, DRAWN

from dragoman.annotate import annotate

Sentence = dict[str, Any]
SEED = "dragoman corpus 1"
BATCH = 100
SIZES = {"test": 900, "dev": 700, "train": 5300}
SECOND = 6000  # sentences of a second draw, all for training, from what the first left
GROUPS = {"test": 0.16, "dev": 0.12}  # share of months and documents; the rest is for training
# Share of each source: news style first, long-winded legal and merely historical prose less than in the pool.
SHARES = {
    "wikipedia-current-events": 0.44,
    "us-state-human-rights-reports": 0.09,
    "readouts": 0.087,
    "dfat-historical-documents": 0.08,
    "kremlin-en": 0.07,
    "australia-pm-transcripts": 0.06,
    "un-general-debate-2017": 0.05,
    "wikinews": 0.044,
    "us-historian": 0.035,
    "cia-world-factbook": 0.02,
    "us-federal-register-abstracts": 0.014,
    "us-executive-orders": 0.01,
}
SECOND_SHARES = {
    "wikipedia-current-events": 0.46,
    "wikinews": 0.1,
    "readouts": 0.1,
    "dfat-historical-documents": 0.08,
    "us-state-human-rights-reports": 0.07,
    "australia-pm-transcripts": 0.06,
    "un-general-debate-2017": 0.04,
    "us-historian": 0.04,
    "kremlin-en": 0.03,
    "cia-world-factbook": 0.02,
}
# A third, a fourth and a fifth draw, for training, of whole texts: sentences, and by how much likelier those of two states become.
WHOLE = ((4800, 2), (4800, 2), (4800, 2))
WHOLE_SHARES = {
    "wikipedia-current-events": 0.6,
    "kremlin-en": 0.12,
    "australia-pm-transcripts": 0.08,
    "readouts": 0.07,
    "un-general-debate-2017": 0.05,
    "dfat-historical-documents": 0.04,
    "us-historian": 0.04,
}
WHOLE_TEXTS = 3  # sentences looked at for each one of the third draw
LENGTH = range(50, 481)
A_DOCUMENT = {"readouts": 3, "wikinews": 3}


def share(*words: str) -> float:
    """A number in [0, 1) that depends on the seed and the words alone."""
    digest = hashlib.sha256("\n".join((SEED, *words)).encode()).digest()
    return int.from_bytes(digest[:7], "big") / 2**56


def group(sentence: Sentence) -> str:
    """What must not cross a split: the month of a daily record, the country of a yearly report, else the document."""
    doc: str = sentence["doc"]
    if sentence["source"] == "wikipedia-current-events":
        return doc[:11]
    if sentence["source"] == "us-state-human-rights-reports":
        return re.sub(r"-\d{4}-", "-", doc)
    return doc


def split_of(sentence: Sentence) -> str:
    """`test`, `dev` or `train`, the same for all of a group."""
    place = share("split", group(sentence))
    if place < GROUPS["test"]:
        return "test"
    return "dev" if place < GROUPS["test"] + GROUPS["dev"] else "train"


def pool(data: Path) -> Iterator[Sentence]:
    """The pool's sentences."""
    with gzip.open(data / "texts" / "pool.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            one = json.loads(line)
            yield {k: one[k] for k in ("id", "text", "before", "doc", "source", "licence", "published")}


def _stories(data: Path) -> Iterator[tuple[Sentence, str]]:
    """Readouts and news stories: what their sentences share, and the text."""
    for name, file, licence, day in (
        ("readouts", "readouts-2021-2022.jsonl", "CC0 1.0 / public domain (US Government work)", "published"),
        ("wikinews", "wikinews.jsonl", "CC BY 2.5", "date"),
    ):
        for line in (data / name / file).read_text(encoding="utf-8").splitlines():
            one = json.loads(line)
            shared = {"doc": one["id"], "source": name, "licence": licence, "published": one[day][:10]}
            text = one["text"]
            if name == "wikinews":  # the date line that opens most stories
                text = re.sub(r"\A\w+day, \w+ \d+, \d{4}\s*", "", text)
            yield shared, text


def stories(data: Path, known: dict[str, str], turn: int = 0) -> Iterator[Sentence]:
    """Up to A_DOCUMENT sentences of each readout and news story, whole and of a length as in the pool; `turn` 1 gives the next ones.

    Stories of no state at all (local crime, sport, culture) are left out.
    """
    for shared, text in _stories(data):
        if shared["source"] == "wikinews" and not named(text, known):
            continue
        found = list(_sentences(shared, text))
        found.sort(key=lambda s: share("story", s["id"]))
        size = A_DOCUMENT[shared["source"]]
        yield from found[turn * size : (turn + 1) * size]


def _sentences(shared: Sentence, text: str) -> Iterator[Sentence]:
    """Whole sentences of a text, of a length as in the pool, each with the one before."""
    parsed = annotate(text)
    spans = [parsed.span(first, last).text for first, last in parsed.sentences]
    for before, sentence in zip(["", *spans], spans):
        if len(sentence) in LENGTH and "\n" not in sentence and sentence[-1] in '.!?"”':
            digest = hashlib.sha256(f"{shared['doc']}\n{sentence}".encode()).hexdigest()[:12]
            yield {"id": f"s-{digest}", "text": sentence, "before": before.replace("\n", " "), **shared}


def names(data: Path) -> dict[str, str]:
    """Names, demonyms and capitals of states → ISO code."""
    found: dict[str, str] = {}
    with (data / "places" / "countries.tsv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            for field in ("name", "alt_names", "demonyms", "capital"):
                for name in filter(None, row[field].split("; ")):
                    found.setdefault(name, row["iso3"])
    return found


def named(text: str, known: dict[str, str]) -> set[str]:
    """Codes of the states whose names stand in the text."""
    words = re.findall(r"\w+(?:[.'-]\w+)*", text)
    runs = (" ".join(words[i : i + n]) for n in (1, 2, 3) for i in range(len(words)))
    return {known[run] for run in runs if run in known}


def rarity(sentences: list[Sentence], known: dict[str, str]) -> dict[str, float]:
    """id → weight: one over the root of how often its rarest party is named in all sentences (at least 4 times)."""
    parties = {s["id"]: named(s["text"], known) for s in sentences}
    counts = Counter(p for found in parties.values() for p in found)
    common = counts.most_common(1)[0][1]
    return {i: max(4, min((counts[p] for p in found), default=common)) ** -0.5 for i, found in parties.items()}


def draw(sentences: list[Sentence], weights: dict[str, float]) -> list[Sentence]:
    """The sentences of all batches with `split` and `batch`."""
    return [one for split, size in SIZES.items() for one in _drawn(sentences, weights, split, SHARES, size, 0)]


def second_draw(sentences: list[Sentence], weights: dict[str, float], first: list[Sentence]) -> list[Sentence]:
    """Further sentences for training, in batches that go on after those of the first draw."""
    taken = {s["id"] for s in first} | {s["text"] for s in first}
    left = [s for s in sentences if not taken & {s["id"], s["text"]}]
    return list(_drawn(left, weights, "train", SECOND_SHARES, SECOND, SIZES["train"] // BATCH))


def whole_draws(data: Path, known: dict[str, str], drawn: list[Sentence]) -> list[Sentence]:
    """Further draws for training from the whole texts that the pool was drawn from; those that name two states are likelier, in each draw more so. The fifth
    takes what is left of the texts looked at."""
    seen = {s["id"] for s in drawn} | {s["text"] for s in drawn}
    found = [s for s in (*_whole(data, known), *stories(data, known, turn=2)) if not seen & {s["id"], s["text"]}]
    found = list({s["text"]: s for s in found}.values())
    weights = rarity(found, known)
    several = [s["id"] for s in found if len(named(s["text"], known)) > 1]
    more: list[Sentence] = []
    after = (SIZES["train"] + SECOND) // BATCH
    for size, factor in WHOLE:
        for one in several:
            weights[one] *= factor
        more += _drawn(found, weights, "train", WHOLE_SHARES, size, after + len(more) // BATCH)
        taken = {s["id"] for s in more}
        found = [s for s in found if s["id"] not in taken]
    return more


def _whole(data: Path, known: dict[str, str]) -> Iterator[Sentence]:
    """Sentences that name a state, of texts of each source in an order of chance until there are enough."""
    for source, part in WHOLE_SHARES.items():
        path = data / "texts" / f"{source}.jsonl.gz"
        if not path.exists():
            continue
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            texts = sorted(map(json.loads, lines), key=lambda t: share("text", t["id"]))
        wanted = round(part * WHOLE[0][0] * WHOLE_TEXTS)
        for text in texts:
            shared = {"doc": text["id"], **{k: text[k] for k in ("source", "licence", "published")}}
            if split_of(shared) == "train":
                for one in _sentences(shared, text["text"]):
                    if named(one["text"], known):
                        wanted -= 1
                        yield one
            if wanted <= 0:
                break


def _drawn(
    sentences: list[Sentence], weights: dict[str, float], split: str, shares: dict[str, float], size: int, after: int
) -> Iterator[Sentence]:
    """Weighted, without replacement (Efraimidis–Spirakis); what a source lacks the daily record makes up."""
    heaps: dict[str, list[Sentence]] = defaultdict(list)
    for one in sentences:
        if split_of(one) == split:
            heaps[one["source"]].append(one)
    chosen: list[Sentence] = []
    spare: list[Sentence] = []
    for source, part in shares.items():
        ranked = sorted(heaps[source], key=lambda s: -(share("draw", s["id"]) ** (1 / weights[s["id"]])))
        wanted = round(part * size)
        chosen += ranked[:wanted]
        spare += ranked[wanted:] if source == "wikipedia-current-events" else []
    chosen = (chosen + spare)[:size]
    chosen.sort(key=lambda s: share("order", s["id"]))
    for place, one in enumerate(chosen):
        yield {**one, "split": split, "batch": f"{split}-{after + place // BATCH + 1:03d}"}


def write_corpus(drawn: Iterable[Sentence], folder: Path = CORPUS) -> None:
    """The drawn sentences; those under CC BY-SA in a file of their own."""
    lines: dict[str, list[str]] = {name: [] for name in DRAWN}
    for one in drawn:
        name = DRAWN["BY-SA" in one["licence"]]
        lines[name].append(json.dumps(one, ensure_ascii=False) + "\n")
    for name, found in lines.items():
        (folder / name).write_text("".join(found), encoding="utf-8")


def documents(data: Path) -> Iterator[dict[str, str]]:
    """`{doc, title, publisher}` of every document that sentences may come from."""
    for path in sorted((data / "texts").glob("*.jsonl.gz")):
        if not path.name.startswith("pool"):
            with gzip.open(path, "rt", encoding="utf-8") as lines:
                for one in map(json.loads, lines):
                    yield {"doc": one["id"], "title": one["title"], "publisher": one["publisher"]}
    for name, file, publisher in (
        ("readouts", "readouts-2021-2022.jsonl", "The White House"),
        ("wikinews", "wikinews.jsonl", "Wikinews"),
    ):
        for line in (data / name / file).read_text(encoding="utf-8").splitlines():
            one = json.loads(line)
            yield {"doc": one["id"], "title": one["title"], "publisher": publisher}


def write_documents(drawn: Iterable[Sentence], data: Path, folder: Path = CORPUS) -> None:
    """Title and publisher of the documents that the drawn sentences come from."""
    used = {one["doc"] for one in drawn}
    found = {one["doc"]: one for one in documents(data) if one["doc"] in used}
    lines = [json.dumps(found[doc], ensure_ascii=False) + "\n" for doc in sorted(found)]
    (folder / "documents.jsonl").write_text("".join(lines), encoding="utf-8")


def write_batches(drawn: Iterable[Sentence], folder: Path) -> None:
    """What readers see: id, day, the sentence before as context, and the sentence."""
    folder.mkdir(parents=True, exist_ok=True)
    batches: dict[str, list[str]] = defaultdict(list)
    for one in drawn:
        context = f"   [context, not labelled: {one['before'][-300:]}]\n" if one["before"] else ""
        batches[one["batch"]].append(f"@ {one['id']} ({one['published'] or 'undated'})\n{context}{one['text']}\n")
    for batch, shown in batches.items():
        (folder / f"{batch}.txt").write_text("\n".join(shown), encoding="utf-8")


def main(data: Path, folder: Path) -> None:
    """Draws, writes and prints the counts by split and source."""
    known = names(data)
    sentences = {s["id"]: s for s in (*pool(data), *stories(data, known))}
    listed = list(sentences.values())
    drawn = draw(listed, rarity(listed, known))
    more = [*{s["id"]: s for s in (*listed, *stories(data, known, turn=1))}.values()]
    drawn += second_draw(more, rarity(more, known), drawn)
    drawn += whole_draws(data, known, drawn)
    CORPUS.mkdir(parents=True, exist_ok=True)
    write_corpus(drawn)
    write_documents(drawn, data)
    write_batches(drawn, folder)
    for key, number in sorted(Counter((s["split"], s["source"]) for s in drawn).items()):
        print(*key, number)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
