"""What the whole coder makes of constructions that its encoder alone reads otherwise."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from dragoman.decode.document import document_alone
from dragoman.pipeline.one import code_document
from dragoman.records.claim import Claim
from dragoman.records.given import Given
from dragoman.records.party import Party

DAY = "2023-05-10"


def acts(text: str, publisher: str | None = None) -> list[Claim]:
    """The acts of a text, statements left out."""
    coded = code_document(document_alone(text, Given(published=DAY, publisher=publisher))).value
    return [c for c in coded.claims if c.event_type is not None]


def codes(parties: Sequence[Party]) -> set[str]:
    return {p.code or p.name for p in parties}


def one(text: str, kind: str, publisher: str | None = None) -> Claim:
    """The only act of a type."""
    (found,) = (c for c in acts(text, publisher) if c.event_type == kind)
    return found


@pytest.mark.parametrize(
    ("text", "kind", "aux"),
    [
        ("Kenya will not lift the ban on Ugandan milk until Uganda pays.", "REJECT", set()),
        ("Chile is considering easing visa requirements for Bolivian visitors.", "CONCEDE", {"hypothetical"}),
        ("Canada will impose new sanctions on Haiti next week.", "SANCTION", {"future"}),
        ("Latvia and Estonia discussed potential Russian aggression against Finland.", "ASSAULT", {"hypothetical"}),
        ("Spain did not only condemn Morocco, it also left.", "ACCUSE", set()),
    ],
)
def test_what_stands_beside_a_verb_is_not_read_otherwise(text: str, kind: str, aux: set[str]) -> None:
    assert set(one(text, kind).aux) == aux


def test_what_is_refused_for_good_is_a_refusal() -> None:
    assert one("Kenya will never back down on Uganda's claims.", "REJECT").aux == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("China's army held exercises that simulated a blockade of Taiwan on Monday.", "COERCE"),
        ("China protested Kishida's visit to the Yasukuni Shrine on Tuesday.", "CONSULT"),
        ("The EU suspended 30 million euros in assistance to the Georgian armed forces.", "AID"),
        ("Should Tehran fail to comply, Washington would impose new sanctions on its oil exports.", "REQUEST"),
    ],
)
def test_what_is_none(text: str, kind: str) -> None:
    assert kind not in {c.event_type for c in acts(text)}


@pytest.mark.parametrize(
    ("text", "kind", "recipient"),
    [
        ("North Korea has sent troops to Russia.", "MOBILIZE", set()),
        ("Washington deployed a bomber to the peninsula for a joint exercise with the South Korean Air Force.", "MOBILIZE", set()),
        ("Seoul will withdraw the complaint that it filed at the WTO against Japan.", "CONCEDE", {"JPN"}),
        ("Canberra ordered a review. China threatened to respond should Chinese firms be treated unfairly.", "THREATEN", {"AUS"}),
        ("In June, South Korea suspended the inter-Korean military accord of 2018.", "SANCTION", {"PRK"}),
        ("Germany handed over six Patriot launchers to Ukraine.", "AID", {"UKR"}),
    ],
)  # fmt: skip
def test_to_whom_it_is_done(text: str, kind: str, recipient: set[str]) -> None:
    assert codes(one(text, kind).recipient) == recipient


def test_the_visiting_one_visits() -> None:
    visit = one("Xi Jinping met with visiting President Lula in Beijing.", "CONSULT")
    assert (codes(visit.actor), codes(visit.recipient)) == ({"BRA"}, {"CHN"})


@pytest.mark.parametrize(
    ("text", "kind", "actors"),
    [
        ("Lula called Nicolas Maduro. Irfaan Ali and Maduro met in December, when they pledged not to use force.", "AGREE", {"GUY", "VEN"}),
        ("Maduro accused Irfaan Ali of lies. Lula called Maduro. Lula is ready to host a meeting between the two leaders.", "AGREE", {"BRA"}),
        ("Australia, the United Kingdom, and the United States held meetings. The delegations discussed the work under way.", "CONSULT", {"AUS", "GBR", "USA"}),
        ("South Korea's president defended a deal with Japan and South Korea's opposition. The Democratic Party condemned Japan.", "ACCUSE", {"KOR"}),
    ],
)  # fmt: skip
def test_who_they_are(text: str, kind: str, actors: set[str]) -> None:
    assert codes([c for c in acts(text) if c.event_type == kind][-1].actor) == actors


def test_the_leaders_are_all_of_the_title() -> None:
    text = (
        "Readout of President Joe Biden’s Call with President Macron of France and Prime Minister Sunak of the United Kingdom\n\n"
        "President Biden briefed leaders on his call with President Putin. The leaders agreed to stay in touch."
    )
    assert codes(one(text, "AGREE", "The White House").actor) == {"USA", "FRA", "GBR"}


def test_who_is_brought_together() -> None:
    text = "Maduro accused Irfaan Ali of lies. Lula called Maduro. Lula is ready to host a meeting between the two leaders."
    assert codes(one(text, "AGREE").recipient) == {"VEN", "GUY"}


def test_one_of_the_publishers_people_abroad_is_of_its_state() -> None:
    text = "National Cyber Director Chris Inglis traveled to London. Director Inglis met with British officials."
    met = [c for c in acts(text, "The White House") if not c.recipient]
    assert codes(met[0].actor) == {"USA", "GBR"}
    other = acts("The Deputy Secretary pledged to work with Congress on aid to Manila.", "The White House")
    assert not any("PHL" in codes(c.actor) for c in other)


@pytest.mark.parametrize(
    ("text", "kind", "first"),
    [
        ("Xi Jinping met Fumio Kishida in Lima a few days ago.", "CONSULT", None),
        ("Indian and Chinese troops on Tuesday began leaving the border, a day after New Delhi announced that the two sides had reached an agreement.", "AGREE", None),
        ("China restored visa-free entry for Japanese visitors in April, which it had suspended during the pandemic.", "SANCTION", None),
        ("Japan lifted export curbs that it had imposed on South Korea in 2019.", "CONCEDE", None),
    ],
)  # fmt: skip
def test_days_that_are_not_told(text: str, kind: str, first: str | None) -> None:
    assert one(text, kind).when.first == first


def test_what_two_trade_each_does_to_the_other() -> None:
    traded = one("Serbia and Kosovo traded accusations over the shootout.", "ACCUSE")
    assert traded.reciprocal
    assert codes(traded.actor) == {"SRB", "KOS"}


def test_aid_withheld_is_not_given() -> None:
    text = "Washington withheld 130 million dollars of military aid from Egypt."
    assert [c.event_type for c in acts(text)] == ["SANCTION"]


@pytest.mark.parametrize(
    ("person", "code"), [("Colonel Israel Rivera", "ISR"), ("Captain Jordan Lee", "JOR"), ("Major German Soto", "DEU")]
)
def test_a_title_before_a_given_name_tells_no_country(person: str, code: str) -> None:
    arrested = one(f"{person} was arrested by Colombian police.", "COERCE")
    assert code not in codes((*arrested.actor, *arrested.recipient))


def test_what_follows_an_old_day_is_of_old() -> None:
    text = "Relations collapsed in 2015. Saudi Arabia expelled the Iranian ambassador and cut trade with Iran."
    assert all("historical" in c.aux for c in acts(text) if c.event_type == "SANCTION")


def test_who_announces_a_states_rules_is_of_it() -> None:
    text = (
        "The new Dutch rules, announced on Friday by Trade Minister Reinette Klever, bind exporters. "
        "Klever denied that the decision had been dictated by Washington. Klever condemned China."
    )
    assert codes(one(text, "ACCUSE").actor) == {"NLD"}


def test_days_after_another_thing_is_no_day_told_elsewhere() -> None:
    text = "Tokyo protested to Beijing in late April. The call came three days after two Chinese coast guard ships approached a Japanese fishing boat."
    assert one(text, "MOBILIZE").when.first is None


def test_the_two_are_those_between_whom_it_is() -> None:
    text = (
        "South Korea and Japan expressed concern about the cooperation between Russia and North Korea, "
        "including the treaty signed by the two countries in April."
    )
    assert codes(one(text, "SUPPORT").actor) == {"RUS", "PRK"}


def test_the_leaders_stay_all_of_them() -> None:
    text = (
        "Readout of President Biden’s Call with Leaders of France, Germany and Italy\n\n"
        "President Biden spoke today with President Emmanuel Macron of France, Chancellor Olaf Scholz of Germany, and Prime Minister Giorgia Meloni of Italy. "
        "The leaders reaffirmed their support for Ukraine. The President thanked Chancellor Scholz. The leaders condemned Russia."
    )
    assert codes(one(text, "ACCUSE", "The White House").actor) == {"USA", "FRA", "DEU", "ITA"}


@pytest.mark.parametrize(
    "text",
    [
        "“If Japan goes on, it will pay the price,” the Chinese foreign ministry said.",
        "Japan must bear the consequences, the Chinese embassy said.",
    ],
)
def test_who_is_to_pay_is_threatened(text: str) -> None:
    threat = one(text, "THREATEN")
    assert (codes(threat.actor), codes(threat.recipient)) == ({"CHN"}, {"JPN"})


def test_who_mediates_is_none_of_the_two() -> None:
    text = (
        "The EU calls on Serbia to release Kosovo's officers. The EU stands ready to mediate between the two countries."
    )
    assert codes(one(text, "AGREE").recipient) == {"SRB", "KOS"}


@pytest.mark.parametrize(
    ("told", "blames"),
    [
        ("called the drills by Kenya provocative and dangerous", True),
        ("described the drills by Kenya as swift and professional", False),
        ("called the drills by Kenya justified", False),
    ],
)
def test_what_is_called_well_is_not_blamed(told: str, blames: bool) -> None:
    assert any(c.event_type == "ACCUSE" for c in acts(f"Ethiopia {told}.")) == blames


def test_a_protest_is_against_whom_anti_names() -> None:
    found = one("Anti-Japanese demonstrations were held in Beijing on Saturday.", "PROTEST")
    assert codes(found.recipient) == {"JPN"}
    assert "JPN" not in codes(found.actor)


def test_who_backs_acts() -> None:
    found = one("The Iran-backed Houthis fired at Israel.", "AID")
    assert (codes(found.actor), codes(found.recipient)) == ({"IRN"}, {"YEM"})


def test_captives_are_not_of_who_holds_them() -> None:
    (found,) = (c for c in acts("Hamas frees a second group of hostages after a delay.") if c.event_type == "RETREAT")
    assert codes(found.actor) == {"PSE"}
    assert "PSE" not in codes(found.recipient)


@pytest.mark.parametrize(
    "terms", ["who declined to be named", "who asked not to be identified", "who refused to comment"]
)
def test_a_source_on_its_terms_rejects_nothing(terms: str) -> None:
    assert not [
        c
        for c in acts(f"A Japanese official, {terms}, met Chinese diplomats.")
        if c.event_type in ("REJECT", "REQUEST")
    ]


@pytest.mark.parametrize(
    ("text", "aux"),
    [
        ("The European Union lifted sanctions on Syria on Monday.", set()),
        ("The ban on Japanese seafood was lifted by China on Monday.", set()),
        ("Canada will remove tariffs on American goods next month.", {"future"}),
        ("South Korea unfroze Iranian funds on Tuesday.", set()),
        ("Washington waived sanctions on Iraq.", set()),
    ],
)
def test_a_measure_that_is_lifted_is_none_that_is_taken(text: str, aux: set[str]) -> None:
    found = acts(text)
    assert [c.event_type for c in found if c.confidence >= 0.25] == ["CONCEDE"]
    assert set(found[0].aux) == aux


@pytest.mark.parametrize(("span", "old"), [("two decades", True), ("two weeks", False)])
def test_what_was_years_before_is_historical(span: str, old: bool) -> None:
    assert ("historical" in one(f"The talks resumed {span} after France bombed Algeria.", "ASSAULT").aux) == old


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The European Union stands ready to consider further measures against Niger should the demand not be met.", "THREATEN"),
        ("Turkey is ready to take further steps with Greece if talks succeed.", "AGREE"),
    ],
)  # fmt: skip
def test_measures_if_something_is_not_done_are_a_threat(text: str, kind: str) -> None:
    assert {c.event_type for c in acts(text)} == {kind}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("North Korea fired a missile over Japan.", "MOBILIZE"),
        ("Tokyo declared a Chinese diplomat persona non grata.", "SANCTION"),
        ("Washington reinstated tariffs on Brazil.", "SANCTION"),
        ("North Korea suspended its nuclear tests.", "RETREAT"),
        ("Beijing hit out at Australia.", "ACCUSE"),
        ("Japan wrote off Madagascar's debt.", "AID"),
        ("India cut tariffs on American almonds.", "CONCEDE"),
        ("Japan kicked off talks with Canada.", "CONSULT"),
    ],
)
def test_constructions_that_mean_nothing_else(text: str, kind: str) -> None:
    assert [c.event_type for c in acts(text) if c.confidence >= 0.25] == [kind]
