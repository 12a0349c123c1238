from __future__ import annotations

import io
import json

import pytest
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from dragoman.decode import Decoded, decode
from dragoman.records.given import Given
from dragoman.records.text import text_id

ENGLISH = "The two ministers agreed to work together on the relationship between their countries."
GIVEN = Given(published="2023-04-02")


def read(
    data: bytes, name: str = "a.txt", given: Given = GIVEN, max_mb: float = 1, today: str | None = None
) -> list[Decoded]:
    return list(decode(io.BytesIO(data), name, f"in/{name}", given, max_mb, today))


def codes(decoded: Decoded) -> list[str]:
    return [problem.code for problem in decoded.problems]


def text(decoded: Decoded) -> str:
    assert decoded.document is not None
    return decoded.document.text


def test_plain_text() -> None:
    (one,) = read(f"{ENGLISH}\r\nMore.\n".encode(), given=Given("2023-04-02", "AP", "Beijing"))
    assert one.document is not None and one.problems == ()
    assert one.document.text == f"{ENGLISH}\r\nMore.\n"
    reading = one.document.reading
    assert (reading.document, reading.source, reading.text_id) == ("a.txt", "in/a.txt", text_id(one.document.text))
    assert (reading.published, reading.publisher, reading.place) == ("2023-04-02", "AP", "Beijing")


def test_a_title_stands_before_the_text_unless_it_begins_with_it() -> None:
    assert text(read(b"Body.", given=Given("2023-04-02", title="Talks"))[0]) == "Talks\nBody."
    assert text(read(b"Talks\nBody.", given=Given("2023-04-02", title="Talks"))[0]) == "Talks\nBody."
    assert text(read(b"Body.", given=Given("2023-04-02", title=""))[0]) == "Body."


def test_byte_order_mark_is_dropped() -> None:
    (one,) = read(b"\xef\xbb\xbf" + ENGLISH.encode())
    assert (text(one), codes(one)) == (ENGLISH, [])


@pytest.mark.parametrize(
    ("data", "expected", "encoding"),
    [
        ("Qin said “no” – then left.".encode("cp1252"), "Qin said “no” – then left.", "Windows-1252"),
        (b"Caf\xe9 \x81 talks", "Caf\xe9 \x81 talks", "Latin-1"),
        ("Qin said “no” – then left.".encode() + b"\xff", "Qin said “no” – then left.\ufffd", "UTF-8 with U+FFFD"),
        ("Talks in Tōkyō".encode("utf-16"), "Talks in Tōkyō", "UTF-16"),
    ],
)
def test_other_encodings_are_read_and_told(data: bytes, expected: str, encoding: str) -> None:
    (one,) = read(data)
    assert text(one) == expected
    assert codes(one) == ["encoding.fallback"] and encoding in str(one.problems[0])


@pytest.mark.parametrize("data", [b"%PDF-1.7 ...", b"PK\x03\x04" + b"a" * 50, bytes(range(256)) * 4, b"\x89PNG\r\n"])
def test_binary(data: bytes) -> None:
    (one,) = read(data)
    assert one.document is None and codes(one) == ["file.binary"]


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", b"\xef\xbb\xbf", "\u3000\n".encode()])
def test_empty(data: bytes) -> None:
    (one,) = read(data)
    assert one.document is None and codes(one) == ["file.empty"]


def test_a_few_nul_characters_are_kept_and_told() -> None:
    (one,) = read(ENGLISH.encode() + b"\0" + ENGLISH.encode())
    assert text(one) == f"{ENGLISH}\0{ENGLISH}"
    assert codes(one) == ["encoding.nul"] and f"the first at {len(ENGLISH)}" in str(one.problems[0])


def test_a_text_over_the_limit() -> None:
    (one,) = read(b"a " * 600_000, max_mb=1)
    assert one.document is None
    assert str(one.problems[0]) == (
        "in/a.txt file.too_large: is one text of 1.2 MB; 1 MB is the limit for one document. "
        "Split it, give one document a line as JSONL, or raise --max-mb."
    )


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("Der chinesische Außenminister traf am Sonntag in Peking seinen japanischen Amtskollegen.", "German"),
        ("Le ministre chinois des Affaires étrangères a rencontré son homologue japonais dimanche.", "French"),
        (
            "Chiński minister spraw zagranicznych spotkał się w niedzielę w Pekinie ze swoim japońskim odpowiednikiem.",
            "Polish",
        ),
        (
            "中国の秦剛外相は日曜日に北京で日本の林芳正外相と会談し、台湾問題について強い言葉で警告したと中国外務省が発表した。",
            "Japanese",
        ),
        (
            "中国外交部长秦刚星期日在北京会见了日本外务大臣林芳正，双方就台湾问题和半导体出口管制交换了意见，并同意继续对话。",
            "Chinese",
        ),
        ("Министр иностранных дел Китая встретился с японским коллегой в Пекине.", "Russian"),
    ],
)
def test_other_languages(words: str, language: str) -> None:
    (one,) = read(words.encode())
    assert one.document is None
    assert codes(one) == ["language.other"] and language in str(one.problems[0])


@pytest.mark.parametrize(
    "words",
    [
        ENGLISH,
        "Kazuhiro Nogi | AFP | Getty Images",
        "林芳正",
        "Wang Yi, Yoko Kamikawa, Hayashi Yoshimasa, Toshimitsu Motegi: Astellas Pharma, Fukushima, Senkaku, Diaoyu.",
        ENGLISH + " 秦剛外相は日曜日に北京で会談した。",
    ],
)
def test_english_and_what_is_too_short_to_tell(words: str) -> None:
    assert codes(read(words.encode())[0]) == []


def test_what_is_given_of_the_language_holds() -> None:
    assert codes(read(ENGLISH.encode(), given=Given("2023-04-02", language="ja"))[0]) == ["language.other"]
    assert codes(read(("Der Minister traf " * 9).encode(), given=Given("2023-04-02", language="en-GB"))[0]) == []


def test_publication_days() -> None:
    assert codes(read(b"Talks.", given=Given())[0]) == ["published.missing"]
    bad = read(b"Talks.", given=Given("soon"))[0]
    assert codes(bad) == ["published.bad"] and bad.document is not None and bad.document.reading.published is None
    late = read(b"Talks.", given=Given("2030-01-01"), today="2024-01-01")[0]
    assert codes(late) == ["published.future"] and late.document is not None
    assert late.document.reading.published == "2030-01-01"


def lines(*objects: object) -> bytes:
    return "\n".join(o if isinstance(o, str) else json.dumps(o) for o in objects).encode()


def test_json_lines() -> None:
    data = lines(
        {
            "id": "r1",
            "text": "One.",
            "title": "T",
            "published": "2021-01-21 17:12:47-05:00",
            "publisher": "WH",
            "url": "u",
            "x": 1,
        },
        "",
        {"id": 7, "text": "Two."},
    )
    one, two = read(data, "all.jsonl", Given("2020-02-02", "AP"))
    assert text(one) == "T\nOne." and one.part == "#r1" and two.part == "#7"
    assert one.document is not None and two.document is not None
    assert (one.document.reading.document, two.document.reading.document) == ("r1", "7")
    assert (one.document.reading.published, one.document.reading.publisher) == ("2021-01-21", "WH")
    assert (two.document.reading.published, two.document.reading.publisher) == ("2020-02-02", "AP")
    assert one.document.reading.source == "in/all.jsonl" and one.document.reading.url == "u"


def test_lines_of_an_export_of_documents_keep_their_ids() -> None:
    (one,) = read(
        lines({"document": "a.txt", "text_id": "0" * 64, "title": None, "text": ENGLISH, "published": "2021-01-21"}),
        "d.jsonl",
    )
    assert one.document is not None and one.document.reading.document == "a.txt" and codes(one) == []


def test_json_lines_with_mistakes_are_told_by_line_and_the_others_are_read() -> None:
    data = lines(
        "{not json",
        "[1]",
        {"id": "a"},
        {"text": "No id."},
        {"id": "b", "text": "B.", "title": 3},
        {"id": "b", "text": "B again."},
        {"id": "c", "text": ""},
        "1" * 5000,
        "[" * 100_000,
    )
    found = read(data, "m.jsonl")
    assert [codes(one) for one in found] == [
        ["jsonl.bad"],
        ["jsonl.bad"],
        ["jsonl.no_text"],
        ["jsonl.no_id"],
        ["jsonl.bad_field"],
        ["jsonl.id_twice"],
        ["file.empty"],
        ["jsonl.bad"],
        ["jsonl.bad"],
    ]
    assert str(found[2].problems[0]).startswith("in/m.jsonl:3 jsonl.no_text: ")
    assert [one.part for one in found[3:6]] == ["#m.jsonl:4", "#b", "#b@6"]


def test_a_long_line_is_told_and_the_next_is_read() -> None:
    data = lines({"id": "a", "text": "a" * 9_000_000}, {"id": "b", "text": "B."})
    one, two = read(data, "m.jsonl")
    assert codes(one) == ["file.too_large"] and text(two) == "B."
    one, two = read(lines({"id": "a", "text": "a" * 2_000_000}, {"id": "b", "text": "B."}), "m.jsonl")
    assert codes(one) == ["file.too_large"] and text(two) == "B."


def test_lone_surrogates_become_replacement_characters() -> None:
    (one,) = read(b'{"id": "a", "text": "Talks \\ud800 in \\ud83d\\ude00 Tokyo"}', "m.jsonl")
    assert text(one) == "Talks \ufffd in \U0001f600 Tokyo" and codes(one) == ["encoding.surrogates"]


def test_binary_and_empty_json_lines() -> None:
    assert [codes(one) for one in read(b"\x1f\x8b\x08\0\0", "m.jsonl")] == [["file.binary"]]
    assert [codes(one) for one in read(b"\n\n", "m.jsonl")] == [["file.empty"]]


def test_what_has_no_known_ending_is_told_by_its_beginning() -> None:
    (one,) = read(lines({"id": "a", "text": "A."}), "-")
    assert one.document is not None and one.document.reading.document == "a"
    (one,) = read(b'{"id": brackets in a text}', "-")
    assert text(one) == '{"id": brackets in a text}'
    (one,) = read(ENGLISH.encode(), "report.news")
    assert text(one) == ENGLISH


@settings(max_examples=200, deadline=None)
@for_all(st.binary(max_size=300), st.sampled_from(["a.txt", "a.jsonl", "-"]))
def test_any_bytes_give_documents_or_problems(data: bytes, name: str) -> None:
    for one in read(data, name):
        assert (one.document is None) <= bool(one.problems)
        if one.document is not None:
            assert one.document.reading.text_id == text_id(one.document.text)
            one.document.text.encode()
        assert all(str(problem) for problem in one.problems)
