from __future__ import annotations

import bz2
import gzip
import json
import random

import pytest
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from decode.archives import tarred, zipped
from decode.pages import PAGE
from decode.reading import ENGLISH, codes, names, read, texts
from dragoman.decode import containers

LINES = "".join(json.dumps({"id": f"d{n}", "text": f"{ENGLISH} {n}"}) + "\n" for n in range(50)).encode()


FILES = {
    "a/one.txt": ENGLISH.encode(),
    "a/two.html": PAGE.encode(),
    "b/m.jsonl": LINES,
    "c.pdf": b"%PDF",
    "__MACOSX/._a": b"x",
}


@pytest.mark.parametrize("pack", [zipped, tarred], ids=["zip", "tar"])
def test_an_archive_of_files_of_all_kinds(pack) -> None:  # type: ignore[no-untyped-def]
    name = "t.zip" if pack is zipped else "t.tar"
    found = read(pack(FILES), name)
    assert names(found) == ["a/one.txt", "a/two.html", *(f"d{n}" for n in range(50))]
    assert [one.part for one in found][:3] == ["#a/one.txt", "#a/two.html", "#b/m.jsonl#d0"]
    assert found[0].document is not None and found[0].document.reading.source == f"in/{name}/a/one.txt"
    assert [str(p) for one in found for p in one.problems] == [
        f"in/{name} archive.skipped: holds 1 files of kinds that are not read: .pdf (1). Convert them to .txt or .jsonl."
    ]


@pytest.mark.parametrize(("ending", "pack"), [(".gz", gzip.compress), (".bz2", bz2.compress)])
def test_one_packed_file_is_called_as_it_was(ending: str, pack) -> None:  # type: ignore[no-untyped-def]
    assert names(read(pack(ENGLISH.encode()), f"one.txt{ending}")) == ["one.txt"]
    assert len(names(read(pack(LINES), f"m.jsonl{ending}"))) == 50
    assert len(names(read(pack(tarred(FILES)), f"t.tar{ending}"))) == 52


def test_archives_in_archives() -> None:
    inner = zipped({"m.jsonl.gz": gzip.compress(LINES)})
    assert len(names(read(gzip.compress(tarred({"z.zip": inner})), "t.tgz"))) == 0
    assert len(names(read(tarred({"z.zip": inner}), "t.tar"))) == 50
    deep = gzip.compress(gzip.compress(gzip.compress(gzip.compress(ENGLISH.encode()))))
    assert codes(read(deep, "one.txt.gz.gz.gz.gz")) == ["archive.deep"]


@pytest.mark.parametrize("left", [1, 8, 20])
def test_a_cut_gzip_is_told_and_no_cut_document_read(left: int) -> None:
    found = read(gzip.compress(ENGLISH.encode())[:-left], "one.txt.gz")
    assert (texts(found), codes(found)) == ([], ["archive.cut"])
    found = read(gzip.compress(LINES)[:-left], "m.jsonl.gz")
    assert codes(found)[-1] == "archive.cut" and all(text in LINES.decode() for text in texts(found))


def test_cut_archives() -> None:
    assert codes(read(zipped(FILES)[:-100], "t.zip")) == ["archive.broken"]
    cut = read(gzip.compress(tarred(FILES))[:-200], "t.tar.gz")
    assert codes(cut).count("archive.cut") == 1
    assert codes(read(b"hello", "t.zip")) == ["archive.broken"]
    assert codes(read(b"hello", "one.txt.gz")) == ["archive.broken"]


@pytest.fixture
def little_free(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if a tenth of what may be unpacked might be."""
    monkeypatch.setattr(containers, "FREE", containers.FREE // 10)


@pytest.mark.usefixtures("little_free")
def test_what_unpacks_beyond_measure_is_left() -> None:
    bomb = gzip.compress(b"a" * 15_000_000)
    assert codes(read(bomb, "one.txt.gz", max_mb=1)) == ["file.too_large", "archive.bomb"]
    files = {"b.txt": ENGLISH.encode(), "a.txt": b"\n" * 15_000_000, "c.txt": ENGLISH.encode()}
    found = read(zipped(files), "t.zip", max_mb=1)
    assert codes(found) == ["file.too_large", "archive.bomb"] and texts(found) == [ENGLISH]


@pytest.mark.usefixtures("little_free")
def test_what_unpacks_beyond_measure_all_together_is_left() -> None:
    member = b"\n" * 4_000_000
    expected = ["file.too_large", "file.too_large", "file.too_large", "archive.bomb"]
    assert codes(read(zipped({f"{n}.txt": member for n in range(9)}), "t.zip", max_mb=1)) == expected
    inner = zipped({"a.txt": member})
    assert codes(read(zipped({f"{n}.zip": inner for n in range(9)}), "t.zip", max_mb=1)) == expected
    packed = gzip.compress(tarred({f"{n}.txt": member for n in range(9)}))
    assert codes(read(packed, "t.tar.gz", max_mb=1))[-1] == "archive.bomb"


def test_what_is_large_and_grows_as_texts_do_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(1)
    text = " ".join(f"{ENGLISH} {chance.random()}" for _ in range(8_000))  # near the limit of a document
    many = gzip.compress(text.encode(), 1)
    monkeypatch.setattr(containers, "FREE", 1_000_000)
    found = read(tarred({f"{n}.txt.gz": many for n in range(5)}), "t.tar")
    assert texts(found) == [text] * 5 and codes(found) == []


def test_encrypted_members_are_told() -> None:
    data = bytearray(zipped({"a.txt": ENGLISH.encode()}))
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(sign) + at] |= 1
    assert codes(read(bytes(data), "t.zip")) == ["archive.locked"]


def test_an_archive_without_texts() -> None:
    assert codes(read(zipped({}), "t.zip")) == ["archive.empty"]
    assert codes(read(zipped({"a.pdf": b"x"}), "t.zip")) == ["archive.skipped", "archive.empty"]


@pytest.mark.parametrize("name", ["t.zip", "t.tar", "m.jsonl.gz", "t.tar.gz", "m.jsonl", "m.csv"])
def test_items_that_were_finished_are_passed_over(name: str) -> None:
    data = {
        "t.zip": zipped(FILES), "t.tar": tarred(FILES), "m.jsonl.gz": gzip.compress(LINES), "t.tar.gz": gzip.compress(tarred(FILES)),
        "m.jsonl": LINES, "m.csv": b"id,text\n" + b"".join(b"c%d,%s\n" % (n, ENGLISH.encode()) for n in range(9)),
    }[name]  # fmt: skip
    whole = [one for one in read(data, name) if one.document is not None]
    for done in (0, 1, 3, 7):
        rest = [one for one in read(data, name, done=done) if one.document is not None]
        assert [one.part for one in rest] == [one.part for one in whole if one.at > done]
    assert [one.at for one in whole] == sorted({one.at for one in whole})


@settings(deadline=None, max_examples=80)
@for_all(st.binary(max_size=100), st.integers(0, 2000), st.sampled_from(["t.zip", "t.tar", "t.tar.gz", "m.jsonl.bz2"]))
def test_any_bytes_end_in_documents_and_problems(data: bytes, at: int, name: str) -> None:
    files = {"one.txt": ENGLISH.encode(), "two.txt": ENGLISH.encode() * 9}
    whole = {
        "t.zip": zipped(files),
        "t.tar": tarred(files),
        "t.tar.gz": tarred(files, "w:gz"),
        "m.jsonl.bz2": bz2.compress(LINES),
    }[name]
    for archive in (data, whole[:at] + data + whole[at:], whole[:at]):
        assert all(one.document is not None or one.problems for one in read(archive, name))
