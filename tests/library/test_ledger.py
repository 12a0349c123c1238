from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import dragoman
from dragoman.records.judgement import Anchor, Judgement
from dragoman.records.text import Span
from dragoman.store import StoreError
from stand_in import StandIn

TEXT = "Japan met China on Sunday. China met France. Photo: AP"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "in"
    made.mkdir()
    (made / "a.txt").write_text(TEXT)
    (made / "b.txt").write_text("France met Japan on Friday.")
    return made


def test_reading_twice_changes_nothing(tmp_path: Path, folder: Path) -> None:
    coder = StandIn()
    with dragoman.open(tmp_path / "l.ledger", coding=coder) as ledger:
        first = ledger.read(folder, published="2023-04-02", publisher="AP", place="Beijing")
        counts, events = ledger.store.counts(), ledger.selection().events
        second = ledger.read(str(folder), published="2023-04-02", publisher="AP", place="Beijing")
        assert (first.documents, first.unchanged, first.claims) == (2, 0, 3)
        assert (second.documents, second.unchanged, second.claims) == (0, 2, 0)
        assert ledger.store.counts() == counts and ledger.selection().events == events
    assert coder.coded == ["a.txt", "b.txt"]


def test_the_same_files_by_another_path_are_the_same(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with dragoman.open(tmp_path / "l.ledger", coding=StandIn()) as ledger:
        ledger.read(folder, published="2023-04-02")
        monkeypatch.chdir(folder)
        assert ledger.read("a.txt", published="2023-04-02").unchanged == 1
        assert ledger.read([Path("./b.txt")], published="2023-04-02").unchanged == 1


def test_a_corrected_day_reaches_the_claims(tmp_path: Path, folder: Path) -> None:
    with dragoman.open(tmp_path / "l.ledger", coding=StandIn()) as ledger:
        ledger.read(folder, published="2023-04-02")
        ids = [told.claim.id for told in ledger.claims()]
        ledger.read(folder, published="2023-04-09")
        assert [told.claim.id for told in ledger.claims()] == ids
        assert {told.claim.when.first for told in ledger.claims()} == {"2023-04-09"}
        assert {told.reading.published for told in ledger.claims()} == {"2023-04-09"}


def test_one_bad_document_does_not_stop_the_others(tmp_path: Path, folder: Path) -> None:
    (folder / "a1.txt").write_text("Japan met China, then the crash came.")
    (folder / "z.txt").write_bytes(b"%PDF-1.4")
    with dragoman.open(tmp_path / "l.ledger", coding=StandIn()) as ledger:
        report = ledger.read([folder, folder / "gone.txt"], published="2023-04-02")
        assert [problem.code for problem in report.problems] == [
            "step.failed", "day.ambiguous", "file.binary", "file.missing",
        ]  # fmt: skip
        assert "the step stand_in failed: ZeroDivisionError: division by zero." in str(report.problems[0])
        assert report.documents == 2
        assert [stored.reading.document for stored in ledger.documents()] == ["a.txt", "b.txt"]


def test_a_newer_run_codes_all_documents_and_becomes_current(tmp_path: Path, folder: Path) -> None:
    path = tmp_path / "l.ledger"
    with dragoman.open(path, coding=StandIn("1")) as ledger:
        ledger.read(folder, published="2023-04-02")
    with dragoman.open(path, coding=StandIn("2")) as ledger:
        (folder / "c.txt").write_text("China met Japan.")
        report = ledger.read(folder / "c.txt", published="2023-04-03")
        assert (report.documents, report.recoded) == (1, 2)
        assert [run.id for run in ledger.runs()] == ["run1", "run2"]
        assert ledger.run() == StandIn("2").run()
        assert len(list(ledger.claims())) == 4 and len(list(ledger.claims("run1"))) == 3
        assert ledger.check() == []
        with pytest.raises(StoreError, match=r"run\.unknown"):
            ledger.claims("run3")


def test_copies_count_once_in_answers_and_stay_reachable(tmp_path: Path, folder: Path) -> None:
    (folder / "copy.txt").write_text(TEXT)
    coder = StandIn()
    with dragoman.open(tmp_path / "l.ledger", coding=coder) as ledger:
        ledger.read(folder, published="2023-04-02")
        assert coder.coded == ["a.txt", "b.txt"]
        assert [(told.reading.document, told.copy_of) for told in ledger.claims()] == [
            ("a.txt", None), ("a.txt", None), ("b.txt", None), ("copy.txt", "a.txt"), ("copy.txt", "a.txt"),
        ]  # fmt: skip
        selection = ledger.selection()
        assert len(selection.claims) == 3 and len(selection.readings) == 3 and len(selection.texts) == 2
        assert {d: [s.reason for s in aside] for d, aside in selection.set_aside.items()} == {
            "a.txt": ["photo-credit"],
            "b.txt": [],
        }
        assert [problem.code for problem in selection.problems] == ["day.ambiguous"]


def test_every_claim_is_in_one_event(tmp_path: Path, folder: Path) -> None:
    with dragoman.open(tmp_path / "l.ledger", coding=StandIn()) as ledger:
        ledger.read(folder, published="2023-04-02")
        selection = ledger.selection()
        members = [claim for event in selection.events for claim in event.claims]
        assert sorted(members) == sorted(claim.id for claim in selection.claims)


def test_a_rejected_claim_is_gone_from_every_answer(tmp_path: Path, folder: Path) -> None:
    with dragoman.open(tmp_path / "l.ledger", coding=StandIn()) as ledger:
        ledger.read(folder, published="2023-04-02")
        first = next(iter(ledger.claims())).claim
        for number, span in enumerate((first.trigger, Span(0, 1, "J"))):
            anchor = Anchor(first.text_id, span)
            ledger.store.add_judgement(Judgement(f"j{number}", "reject", anchor, None, "Ann", "no", "2024-05-01"))
        assert first.id not in {told.claim.id for told in ledger.claims()}
        selection = ledger.selection()
        assert first.id not in {claim.id for claim in selection.claims}
        assert first.id not in {claim for event in selection.events for claim in event.claims}
        (unbound,) = ledger.check()
        assert unbound.code == "judgement.unbound" and "j1" in str(unbound)


def test_search_and_explain(tmp_path: Path, folder: Path) -> None:
    with dragoman.open(tmp_path / "l.ledger", coding=StandIn()) as ledger:
        ledger.read(folder, published="2023-04-02")
        claim = ledger.search("japan china")[0].claim
        assert claim is not None and claim.evidence.text == "Japan met China"
        (explained,) = ledger.explain(claim.id[:8], parse=False)
        assert explained.around.text == TEXT and explained.event.claims == (claim.id,)
        with pytest.raises(LookupError, match="No claim or event"):
            ledger.explain("zzz")
        with pytest.raises(LookupError, match="No claim or event"):
            ledger.explain("")


def test_a_data_frame(tmp_path: Path, folder: Path) -> None:
    pytest.importorskip("pandas")
    with dragoman.open(tmp_path / "l.ledger", coding=StandIn()) as ledger:
        assert list(ledger.to_pandas().index) == []
        ledger.read(folder, published="2023-04-02")
        frame = ledger.to_pandas()
    assert list(frame["actor_codes"]) == ["JPN", "CHN", "FRA"]
    assert list(frame["recipient_codes"]) == ["CHN", "FRA", "JPN"]
    assert [day.date().isoformat() for day in frame["first"]] == ["2023-04-02"] * 3


def test_a_day_that_is_none_is_wrong_use(tmp_path: Path, folder: Path) -> None:
    with dragoman.open(tmp_path / "l.ledger", coding=StandIn()) as ledger:
        with pytest.raises(ValueError, match="'soon' is no day"):
            ledger.read(folder, published="soon")
        with pytest.raises(ValueError, match="'soon' is no day"):
            ledger.timeline(since="soon")
        with pytest.raises(ValueError, match="'Atlantis' is no country"):
            ledger.timeline(between=("Atlantis", "JPN"))
        with pytest.raises(ValueError, match="same country"):
            ledger.timeline(between=("Japan", "JPN"))


def test_timeline_takes_names_of_countries(tmp_path: Path, folder: Path) -> None:
    with dragoman.open(tmp_path / "l.ledger", coding=StandIn()) as ledger:
        ledger.read(folder, published="2023-04-02")
        rows = ledger.timeline(
            between=("Japan", "CHN"), issue="bilateral-relations", since="2023-04-01", until="2023-04-30"
        )
        assert [row.lead.evidence.text for row in rows] == ["Japan met China"]
        assert ledger.timeline(party="France", since="2023-05-01") == ()
        assert len(ledger.timeline(party="France")) == 2


def test_extract_needs_no_ledger() -> None:
    (claim,) = dragoman.extract("Japan met China.", published="2023-04-02", title="Talks", coding=StandIn())
    assert (claim.evidence.start, claim.evidence.text, claim.when.first) == (6, "Japan met China", "2023-04-02")


def test_importing_is_light() -> None:
    heavy = ("spacy", "rich", "yaml", "sqlite3", "typer")
    code = f"import sys, dragoman; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_public_face() -> None:
    assert dir(dragoman) == ["Claim", "Ledger", "StoreError", "__version__", "extract", "open"]
    for name in dragoman.__all__:
        assert getattr(dragoman, name) is not None
    with pytest.raises(AttributeError, match="nothing_such"):
        dragoman.nothing_such  # noqa: B018


# Stories ---------------------------------------------------------------------------------------------------------

FILLER = " ".join(f"Sentence number {n} of the report tells of matter {n * 7} at some length." for n in range(12))
STORY = f"Japan met China on Sunday. {FILLER} China met France."


def read_one(ledger: dragoman.Ledger, folder: Path, name: str, text: str, published: str = "2023-04-02") -> None:
    (folder / name).write_text(text)
    ledger.read(folder / name, published=published)


def test_near_copies_count_once_and_what_is_new_in_them_counts(tmp_path: Path) -> None:
    updated = (
        STORY.replace("\n", " ")
        .replace(". ", ".\n", 3)
        .replace("China met France.", "China met France. France met Japan.")
    )
    with dragoman.open(tmp_path / "l.ledger", coding=StandIn()) as ledger:
        read_one(ledger, tmp_path, "b.txt", f"France meets Japan\n\n{updated}", "2023-04-03")
        read_one(ledger, tmp_path, "a.txt", STORY)
        read_one(ledger, tmp_path, "c.txt", "China met France. Nothing else is told here.")
        assert [(t.reading.document, t.claim.evidence.text, t.copy_of) for t in ledger.claims()] == [
            ("a.txt", "Japan met China", None), ("a.txt", "China met France", None), ("c.txt", "China met France", None),
            ("b.txt", "Japan met China", "a.txt"), ("b.txt", "China met France", "a.txt"), ("b.txt", "France met Japan", None),
        ]  # fmt: skip
        assert [(d.reading.document, d.copy_of, d.fullest) for d in ledger.documents()] == [
            ("a.txt", None, "b.txt"), ("c.txt", None, None), ("b.txt", "a.txt", "b.txt"),
        ]  # fmt: skip
        selection = ledger.selection()
        assert [c.document for c in selection.claims] == ["a.txt", "a.txt", "c.txt", "b.txt"]
        assert selection.stories == {"b.txt": "a.txt"} and selection.fullest == {"a.txt": "b.txt"}
        assert [(row.lead.document, row.lead.evidence.text, row.documents, row.copies) for row in ledger.timeline()] == [
            ("a.txt", "Japan met China", 1, ("b.txt",)), ("c.txt", "China met France", 2, ("b.txt",)),
            ("b.txt", "France met Japan", 1, ()),
        ]  # fmt: skip
        told = {(one.reading.document, one.claim.evidence.text): one.event for one in ledger.claims()}
        assert told["a.txt", "Japan met China"] == told["b.txt", "Japan met China"] is not None
        assert ledger.check() == []


def test_stories_do_not_depend_on_the_order_of_reading(tmp_path: Path) -> None:
    texts = {"a.txt": STORY, "b.txt": f"Another headline\n{STORY}", "c.txt": STORY[:500], "d.txt": "France met Japan."}
    seen = []
    for order in (("a.txt", "b.txt", "c.txt", "d.txt"), ("d.txt", "c.txt", "b.txt", "a.txt")):
        with dragoman.open(":memory:", coding=StandIn()) as ledger:
            for name in order:
                read_one(ledger, tmp_path, name, texts[name], f"2023-04-0{'abcd'.index(name[0]) + 1}")
            seen.append(([(t.reading.document, t.copy_of) for t in ledger.claims()], ledger.selection().stories))
    assert seen[0] == seen[1]
    assert seen[0][1] == {"b.txt": "a.txt", "c.txt": "a.txt"}


def test_a_new_document_joins_its_story_without_the_old_texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with dragoman.open(tmp_path / "l.ledger", coding=StandIn()) as ledger:
        read_one(ledger, tmp_path, "a.txt", STORY)
        sketched: list[str] = []
        import dragoman.merge.sketch as sketch

        whole = sketch.sketches
        monkeypatch.setattr(sketch, "sketches", lambda texts: whole(sketched.append(t) or t for t in texts))
        read_one(ledger, tmp_path, "b.txt", f"Headline\n{STORY}")
        assert sketched == [f"Headline\n{STORY}"]
        assert ledger.selection().stories == {"b.txt": "a.txt"}


def test_a_rejected_claim_of_an_original_does_not_come_back_from_a_copy(tmp_path: Path) -> None:
    with dragoman.open(":memory:", coding=StandIn()) as ledger:
        read_one(ledger, tmp_path, "a.txt", STORY)
        read_one(ledger, tmp_path, "b.txt", f"Headline\n{STORY}", "2023-04-03")
        first = next(iter(ledger.claims())).claim
        anchor = Anchor(first.text_id, first.trigger)
        ledger.store.add_judgement(Judgement("j", "reject", anchor, None, "Ann", "no", "2024-05-01"))
        assert [c.evidence.text for c in ledger.selection().claims] == ["China met France"]


def test_a_chain_of_versions_begins_with_the_flash(tmp_path: Path) -> None:
    headline = "Japan's minister meets China's in Vientiane on food import ban"
    versions = {
        "b.txt": f"(LEAD) {headline}\n{STORY[:600]}",
        "a.txt": f"(2nd LEAD) {headline}\n{STORY} France met Japan.",
        "c.txt": f"(URGENT) {headline}\nJapan met China on Sunday.",
    }
    with dragoman.open(":memory:", coding=StandIn()) as ledger:
        for name, text in versions.items():
            read_one(ledger, tmp_path, name, text)
        assert [(d.reading.document, d.copy_of, d.fullest) for d in ledger.documents()] == [
            ("c.txt", None, "a.txt"), ("b.txt", "c.txt", "a.txt"), ("a.txt", "c.txt", "a.txt"),
        ]  # fmt: skip
        assert [(c.document, c.evidence.text) for c in ledger.selection().claims] == [
            ("c.txt", "Japan met China"), ("a.txt", "China met France"), ("a.txt", "France met Japan"),
        ]  # fmt: skip
