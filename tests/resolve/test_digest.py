"""Digests of a day's items against stories."""

from dragoman.decode.document import document_alone
from dragoman.pipeline.one import code_document
from dragoman.pipeline.options import Options
from dragoman.records.given import Given

ITEMS = (
    "Kenya recalled its ambassador to Somalia.\n\nPeru and Chile signed a treaty on fisheries.\n\n"
    "A court in Norway jailed a Swedish banker.\n\nJapan launched a satellite.\n\nIndia accused Pakistan of shelling.\n\n"
    "Poland closed a consulate in Belarus.\n\nFarmers protested in Greece. Police arrested nine people.\n\n"
)


def actors(text: str, trigger: str) -> set[str | None]:
    document = document_alone(text, Given(published="2020-05-05"), "text")
    claims = code_document(document, Options(coder="frames")).value.claims
    return {p.code for c in claims if c.trigger.text == trigger for p in c.actor}


def test_an_item_refers_to_nothing_in_the_item_before() -> None:
    assert actors(f"{ITEMS}The government there condemned Ghana.", "condemned") == set()
    assert actors(ITEMS, "arrested") == {"GRC"}


def test_a_story_goes_on_over_its_paragraphs() -> None:
    story = "\n\n".join(f"Kenya sent {n + 2} ships to the coast." for n in range(7))
    assert actors(f"{story}\n\nThe government condemned Ghana.", "condemned") == {"KEN"}


def test_items_under_datelines_are_a_digest_however_few() -> None:
    items = ("OSLO", "Norway fined a Danish firm."), ("LIMA", "Peru thanked Chile."), ("TUNIS", "It condemned Ghana.")
    assert actors("\n\n".join(f"{place} – {item}" for place, item in items), "condemned") <= {"TUN"}
    assert actors("\n\n".join(item for _, item in items), "condemned") == {"PER"}
