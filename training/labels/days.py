"""`python training/labels/days.py draw FOLDER [PATTERN]` and `… build FOLDER`: on what day acts happened that nothing in their own sentence dates.

`draw` codes the documents (the articles of the training part that are nearest to news, and the texts of ../corpus/days-texts.jsonl and days-texts-by-sa.jsonl) and writes
FOLDER/NN.txt: their sentences with the expressions of time marked (`{T3 last Friday =2019-09-06}`), under each the acts that wait for a day; and
FOLDER/keys.json. Readers write FOLDER/NN.answers, a line `KEY ANSWER` each, as ../guide.md (Days) says: `T3`, `T2,T5`, `P`, `P,T1`, `U` or `X`.
`build` adds the answers to ../corpus/days.jsonl: `{doc, start, type, trigger, days, published, unknown}`, start of the trigger in the document's
text, the days (first and last) that are right, whether publication is, and whether no day is.
"""

from __future__ import annotations

import json
import re
import sys
from itertools import groupby
from pathlib import Path
from typing import Any

from sentences import CORPUS

from dragoman.pipeline.ground import Ground
from dragoman.pipeline.one import undated
from dragoman.pipeline.predict_corpus import article_document
from dragoman.records.text import Document

TAKEN = re.compile(r"article-([dghkmno]|c[5-8]|e[1-4])")
ANSWER = re.compile(r"(\S+) ((?:[PUX]|T\d+)(?:,(?:[PU]|T\d+))*)")
SHARE = 400  # acts a file, about
LEAST = 0.1  # confidence from which acts are asked about

Record = dict[str, Any]


def documents(corpus: Path = CORPUS) -> dict[str, Record]:
    """Name → what `document_of` makes a document of: an article's records, or a text."""
    lines = (corpus / "articles-train.jsonl").read_text(encoding="utf-8").splitlines()
    found: dict[str, Record] = {
        doc: {"records": list(records)} for doc, records in groupby(map(json.loads, lines), key=lambda r: r["doc"])
    }
    for name in ("days-texts.jsonl", "days-texts-by-sa.jsonl"):
        lines = (corpus / name).read_text(encoding="utf-8").splitlines()
        found |= {one["doc"]: one for one in map(json.loads, lines)}
    return found


def document_of(key: str, told: Record) -> Document:
    """The document of a name, its title above its text."""
    if "records" in told:
        return article_document(told["records"])[0]
    head = {k: told[k] for k in ("doc", "publisher", "published", "licence", "source")}
    return article_document([{**head, "title": told["title"], "text": told["text"]}])[0]


def questions(number: str, key: str, told: Record) -> tuple[str, dict[str, Record]]:
    """A document with its acts that wait for a day, as readers see it, and what each key stands for."""
    claims, cases, ground, _ = undated(document_of(key, told))
    p, reading = ground.parsed, ground.document.reading
    asked: dict[str, Record] = {}
    lines = [f"##### {reading.publisher or ''} | published {reading.published} | {key}"]
    waiting: dict[int, list[str]] = {}
    for case in cases:
        act, claim = claims[case.at]
        if claim.when.text is None and claim.confidence >= LEAST:
            name = f"{number}.{len(asked)}"
            asked[name] = {"doc": key, "start": claim.trigger.start, "type": act.type, "trigger": claim.trigger.text}
            sides = [" & ".join(x.code or x.text for x in side) or "?" for side in (claim.actor, claim.recipient)]
            aux = f" ({', '.join(claim.aux)})" if claim.aux else ""
            line = f"   {name}  {act.type} “{claim.trigger.text}” {' > '.join(sides)}{aux} | {claim.evidence.text[:90]}"
            waiting.setdefault(p.sentence_index[act.trigger], []).append(line)
    for n, (first, last) in enumerate(p.sentences):
        lines += [f"[{n}] {_marked(ground, p.starts[first], p.ends[last - 1])}", *waiting.get(n, [])]
    asked = {name: one | {"times": [(w.first, w.last) for w in ground.whens]} for name, one in asked.items()}
    return "\n".join(lines) + "\n\n", asked


def _marked(ground: Ground, start: int, end: int) -> str:
    """A sentence with its expressions of time in braces, numbered, with their days."""
    text = ground.parsed.text[start:end]
    for k, (e, w) in reversed(list(enumerate(zip(ground.times, ground.whens)))):
        if start <= e.start < end:
            days = "?" if w.first is None else w.first if w.first == w.last else f"{w.first}..{w.last}"
            a, b = e.start - start, e.end - start
            text = f"{text[:a]}{{T{k} {text[a:b]} ={days}}}{text[b:]}"
    return " ".join(text.split())


def draw(folder: Path, pattern: str = "") -> None:
    """Writes the questions of the documents without labels whose names begin with a pattern, and their keys."""
    path = CORPUS / "days.jsonl"
    done = (
        {json.loads(line)["doc"] for line in path.read_text(encoding="utf-8").splitlines()} if path.is_file() else set()
    )
    wanted = {k: told for k, told in documents().items() if k not in done and ("text" in told or TAKEN.match(k))}
    keys: dict[str, Record] = {}
    for m, (key, told) in enumerate(one for one in wanted.items() if re.match(pattern, one[0])):
        number = f"{len(keys) // SHARE + 1:02}"
        text, asked = questions(f"{number}.{m}", key, told)
        if asked:
            with (folder / f"{number}.txt").open("a", encoding="utf-8") as out:
                out.write(text)
            keys |= asked
    (folder / "keys.json").write_text(json.dumps(keys), encoding="utf-8")


def build(folder: Path) -> list[str]:
    """Adds the answers to the labels, and gives the faults as lines."""
    keys: dict[str, Record] = json.loads((folder / "keys.json").read_text(encoding="utf-8"))
    faults, rows = [], []
    for path in sorted(folder.glob("*.answers")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            match = ANSWER.fullmatch(line.strip())
            if match is None or match[1] not in keys:
                faults.append(
                    f"{path}:{number}: an answer is `KEY ANSWER`, such as `03.2.1 T4,P`, of a key of keys.json"
                )
            elif match[2] != "X":
                rows.append(json.dumps(label(keys[match[1]], match[2].split(",")), ensure_ascii=False) + "\n")
    with (CORPUS / "days.jsonl").open("a", encoding="utf-8") as out:
        out.writelines(rows)
    print(len(rows), "acts")
    return faults


def label(asked: Record, answer: list[str]) -> Record:
    """A row of the labels. An expression without days gives no day."""
    times = [asked["times"][int(a[1:])] for a in answer if a.startswith("T")]
    days = sorted({(first, last) for first, last in times if first})
    told = {k: asked[k] for k in ("doc", "start", "type", "trigger")}
    return {
        **told,
        "days": days,
        "published": "P" in answer,
        "unknown": "U" in answer or len(days) < len(set(map(tuple, times))),
    }


def main(given: list[str]) -> int:
    """0, 1 where answers have faults, 2 for wrong use."""
    if len(given) not in (2, 3) or given[0] not in ("draw", "build"):
        print(__doc__, file=sys.stderr)
        return 2
    faults = draw(Path(given[1]), *given[2:]) if given[0] == "draw" else build(Path(given[1]))
    print(*(faults or ()), sep="\n", file=sys.stderr)
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
