"""Whom acts are done to, and by whom, where a neighbouring clause, an owner or another sentence names somebody else."""

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
    coded = code_document(document_alone(text, Given(published=DAY, publisher=publisher))).value
    return [c for c in coded.claims if c.event_type is not None]


def at(text: str, trigger: str, publisher: str | None = None) -> Claim:
    """The last act whose trigger holds a word."""
    return next(c for c in reversed(acts(text, publisher)) if trigger in c.trigger.text)


def codes(parties: Sequence[Party]) -> set[str | None]:
    return {p.code for p in parties}


def sides(text: str, trigger: str, publisher: str | None = None) -> tuple[set[str | None], set[str | None]]:
    found = at(text, trigger, publisher)
    return codes(found.actor), codes(found.recipient)


@pytest.mark.parametrize(
    ("text", "trigger", "recipient"),
    [
        # by the noun's own word, far before; by whose paper it is; by the answer that it joins; by the headline
        ("Chad banned a Togolese newspaper on Monday. Its editor was at home. His family wept. His lawyer left. Amnesty International condemned the ban.", "condemned", {"TCD"}),
        ("A Norwegian report says that Rwandan soldiers crossed into Congo. Rwanda rejected the report, accusing Kinshasa of arming rebels.", "rejected", {"NOR"}),
        ("Chile condemned an Israeli airstrike on a clinic in Lebanon. Hezbollah fired rockets at Haifa. Peru and Ecuador also denounced the attack.", "denounced", {"ISR"}),
        ("Iran vowed that the attack would not go unanswered, after Israel bombed an Iranian airfield.", "vowed", {"ISR"}),
    ],
)  # fmt: skip
def test_what_is_said_of_a_deed_is_said_to_its_doer(text: str, trigger: str, recipient: set[str]) -> None:
    assert sides(text, trigger)[1] == recipient


@pytest.mark.parametrize(
    ("text", "trigger", "actor", "recipient"),
    [
        ("Russia accused Ukraine's backers of prolonging the war.", "accused", {"RUS"}, {None}),
        ("Israel's enemies fired rockets at Haifa.", "fired", {None}, {"ISR"}),
        ("Washington urged China's trading partners to act.", "urged", {"USA"}, {None}),
        ("Lebanon blamed the Israeli enemy for the fire.", "blamed", {"LBN"}, {"ISR"}),
    ],
)
def test_others_of_a_state_are_not_that_state(
    text: str, trigger: str, actor: set[str | None], recipient: set[str | None]
) -> None:
    assert sides(text, trigger) == (actor, recipient)


def test_others_in_apposition_are_who_they_are() -> None:
    assert codes(at("Serbia's biggest trading partner, Germany, welcomed the vote.", "welcomed").actor) == {"DEU"}


@pytest.mark.parametrize(
    ("text", "trigger", "recipient"),
    [
        ("Lithuania and Latvia backed the Polish protest, and Czech President Petr Pavel called Orban's remarks shameful.", "backed", {"POL"}),
        ("Azerbaijan apologised for downing a Russian helicopter over Armenian territory.", "apologised", {"RUS"}),
        ("Lithuania declared a state of emergency along its frontier with Belarus on Tuesday.", "state", set()),
        ("Egypt condemned the attack on a convoy escorted by UN troops.", "condemned", set()),
    ],
)  # fmt: skip
def test_who_only_stands_near_is_not_meant(text: str, trigger: str, recipient: set[str]) -> None:
    assert sides(text, trigger)[1] == recipient


def test_joined_adjectives_are_all_meant() -> None:
    text = "The Philippines will hold a maritime drill with Indonesian and Malaysian ships in July."
    assert codes(at(text, "drill").actor) == {"PHL", "IDN", "MYS"}


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Armenia and Azerbaijan shelled each other's villages. Armenia lost two men, Azerbaijan three. Yerevan and Baku traded blame. Georgia appealed for calm.", "appealed"),
        ("Armenia accused Azerbaijan of shelling a village. Azerbaijan denied it and accused Armenia of lying. Armenian troops replied to Azerbaijani fire. Georgia offered to mediate.", "offered"),
    ],
)  # fmt: skip
def test_third_parties_speak_to_both_sides(text: str, trigger: str) -> None:
    assert sides(text, trigger) == ({"GEO"}, {"ARM", "AZE"})


def test_both_sides_of_a_fight_inside_a_state() -> None:
    found = at(
        "Sudan's army bombed positions of the Rapid Support Forces. Kenya called on both sides to stop.", "called"
    )
    assert codes(found.recipient) == {"SDN"} and len(found.recipient) == 2


@pytest.mark.parametrize(
    ("text", "trigger", "actor", "recipient"),
    [
        ("Oman mediated between Tehran and Washington in 2022.", "mediated", {"OMN"}, {"IRN", "USA"}),
        ("Brazil's ambassador was handed a protest note in Caracas.", "protest", {"VEN"}, {"BRA"}),
        ("Jaish al-Adl, the group targeted by Iran on Tuesday, has killed dozens of Pakistani border guards.", "targeted", {"IRN"}, {"IRN"}),
        ("Nigeria evacuated 300 citizens from Tunisia on Tuesday.", "evacuated", {"NGA"}, {"NGA"}),
        ("Two Swedish nationals were held in Iran.", "held", {"IRN"}, {"SWE"}),
        ("A Japanese man detained in Shanghai was indicted in August.", "indicted", {"CHN"}, {"JPN"}),
        ("Kenya, which condemned Uganda's arrest of a journalist, sent an envoy to Kampala on Monday.", "condemned", {"KEN"}, {"UGA"}),
        ("Kabul hanged two Pakistani men convicted of spying.", "convicted", {"AFG"}, {"PAK"}),
        ("Jordan thanked Turkey for sending tents.", "sending", {"TUR"}, {"JOR"}),
        ("Ukraine shot down 23 drones launched by Russia on Monday.", "launched", {"RUS"}, {"UKR"}),
        ("Washington's new curbs drew condemnation from Beijing.", "condemnation", {"CHN"}, {"USA"}),
        ("China's white paper drew a protest from Tokyo.", "protest", {"JPN"}, {"CHN"}),
        ("The German chancellor, who is visiting India, met Narendra Modi on Tuesday.", "visiting", {"DEU"}, {"IND"}),
    ],
)  # fmt: skip
def test_who_does_it_to_whom(text: str, trigger: str, actor: set[str], recipient: set[str] | None) -> None:
    found = sides(text, trigger)
    assert found[0] == actor and (recipient is None or found[1] == recipient)


def test_where_somebody_is_sent_does_not_send_them() -> None:
    assert "ITA" not in codes(at("The bishop was freed in Nicaragua and expelled to Italy.", "expelled").actor)


def test_talks_are_of_those_between_whom_they_are() -> None:
    text = "Malaysia hosted talks between Cambodian Prime Minister Hun Manet and Thai Prime Minister Srettha Thavisin."
    assert codes(at(text, "talks").actor) == {"KHM", "THA"}


@pytest.mark.parametrize(
    ("text", "trigger", "actor"),
    [
        ("Myanmar freed a Norwegian. Norway had imposed sanctions on Myanmar. A junta spokesman rejected the criticism.", "rejected", {"MMR"}),
        ("Malaysia: The government will deport 200 Myanmar nationals next week.", "deport", {"MYS"}),
        ("The shelling was condemned by the former colonial power, Portugal.", "condemned", {"PRT"}),
        ("Human Rights Watch urged others to act. Ethiopian forces killed 26 civilians, the group says.", "killed", {"ETH"}),
        ("Papuan separatists killed a New Zealand pilot.", "killed", {"IDN"}),
        ("The National Liberation Army kidnapped two Colombian officers. The army bombed a camp of the rebels.", "bombed", {"COL"}),
    ],
)  # fmt: skip
def test_who_acts(text: str, trigger: str, actor: set[str]) -> None:
    found = at(text, trigger)
    assert codes(found.actor) == actor
    assert all(p.sector != "REB" for p in found.actor) or "separatists" in text


def test_the_group_that_says_so_is_the_last_body_named() -> None:
    text = "Human Rights Watch urged others to act. Ethiopian forces killed 26 civilians, the group says."
    assert at(text, "killed").per[-1].name == "Human Rights Watch"


def test_a_spokesman_speaks_for_whom_the_sentence_is_about() -> None:
    assert at("KFOR sent 100 more soldiers to the north of Kosovo, a spokesman said.", "sent").per[-1].code == "IGO"


def test_the_pair_are_those_counted_before() -> None:
    text = "Burkina Faso detained two Ivorian gendarmes in May. The pair were charged with espionage. Ghanaian President Nana Akufo-Addo left."
    assert codes(at(text, "charged").recipient) == {"CIV"}


def test_european_goods_are_the_unions() -> None:
    assert sides("China opened an investigation into European pork.", "investigation") == ({"CHN"}, {"EUR"})
    assert sides("Eastern European winemakers criticised China.", "criticised")[1] == {"CHN"}


def test_both_men_are_those_who_met() -> None:
    text = "Turkey's Erdogan and Greece's Mitsotakis met on Monday. Both men agreed to keep channels open."
    assert codes(at(text, "agreed").actor) == {"TUR", "GRC"}


@pytest.mark.parametrize(
    ("told", "sector"), [("Japan's foreign minister", "GOV"), ("formerly Japan's foreign minister", "ELI")]
)
def test_an_office_told_beside_the_name_is_held(told: str, sector: str) -> None:
    found = at(f"Takeshi Iwaya, {told}, criticised China on Monday.", "criticised")  # in office from 2024
    assert [(p.code, p.sector) for p in found.actor] == [("JPN", sector)]


@pytest.mark.parametrize(
    "by", ["by Pakistan's Foreign Ministry", "issued by the Pakistani military", "from the Pakistani army"]
)
def test_a_statement_is_of_whoever_gives_it_out(by: str) -> None:
    document = document_alone(
        f"India fired at a village on Sunday, according to a statement {by}.", Given(published=DAY)
    )
    spoken = next(c for c in code_document(document).value.claims if c.event_type is None)
    assert spoken.speech is not None and codes(spoken.speech.speakers) == {"PAK"}


@pytest.mark.parametrize("paper", ["A Chinese readout", "China's readout", "A statement from the Chinese embassy"])
def test_a_paper_says_what_its_side_says(paper: str) -> None:
    text = f"Japan's foreign ministry said the ministers met on Monday. {paper} gave no details. It said Tokyo should be prudent."
    spoken = [c for c in code_document(document_alone(text, Given(published=DAY))).value.claims if c.event_type is None]
    assert codes(spoken[-1].actor) == {"CHN"}


def test_reporters_are_of_no_state() -> None:
    text = "A Chinese diplomat told reporters that Japan had agreed to talks."
    spoken = [c for c in code_document(document_alone(text, Given(published=DAY))).value.claims if c.event_type is None]
    assert codes(spoken[0].actor) == {"CHN"} and not spoken[0].recipient


@pytest.mark.parametrize(
    ("text", "trigger", "actor", "recipient"),
    [
        # the land on which it is, where nobody is named for it
        ("The conviction in Stockholm of an Iranian official angered Tehran.", "conviction", {"SWE"}, {"IRN"}),
        ("A Peruvian student was stabbed in Sydney.", "stabbed", set(), {"PER"}),
        ("Air Zimbabwe has been barred from Zambian airports.", "barred", {"ZMB"}, {"ZWE"}),
        # who apologises for it
        ("Samoa apologised to Tonga for seizing its boat.", "seizing", {"WSM"}, {"TON"}),
        # a participle before who is meant; a list that the parse has not seen; who is joined in it
        ("Sued in London by Nigeria over a plant never built, the Irish company blames Abuja.", "Sued", {"NGA"}, {"IRL"}),
        ("Chile, Colombia, Costa Rica and Uruguay sided with Guyana in its quarrel with Venezuela.", "sided", {"CHL", "COL", "CRI", "URY"}, {"GUY"}),
        ("Iceland has joined Norway in breaking off mackerel talks with London.", "breaking", {"ISL", "NOR"}, {"GBR"}),
        # not whom the verb before it has
        ("Honduras cut ties with Taipei in March and opened an embassy in Beijing.", "opened", {"HND"}, {"CHN"}),
        # who does as others have done
        ("Poland banned Russian coal in April. Finland followed suit in May.", "followed", {"FIN"}, {"RUS"}),
        ("Riyadh withdrew its ambassador from Beirut; Kuwait and Bahrain did the same.", "did the same", {"KWT", "BHR"}, {"LBN"}),
        # one breaks off with the other; whose firms may not sell, and to whom; who orders it; whose it is, wherever it stands
        ("Honiara cut its ties with Taiwan.", "cut", {"SLB"}, {"TWN"}),
        ("Norway forbade its firms to sell radar parts to Myanmar.", "forbade", {"NOR"}, {"MMR"}),
        ("Poland's consulate in Kaliningrad will be closed by order of the Russian foreign ministry.", "closed", {"RUS"}, {"POL"}),
        ("A Greek-owned factory in Skopje was raided by Macedonian police.", "raided", {"MKD"}, {"GRC"}),
        # own firms, where no word says whose they are
        ("Poland held a meeting with battery makers after Belarus cut off graphite.", "meeting", {"POL"}, set()),
        # not who suffers in a clause of when it was; who sentences them
        ("India fired missiles at nine sites in Pakistan on Wednesday, two weeks after gunmen killed 26 tourists near Pahalgam.", "fired", {"IND"}, {"PAK"}),
        ("Montevideo granted asylum to a Venezuelan judge whom Caracas had sentenced to twelve years in jail.", "jail", {"VEN"}, {"VEN"}),
        # who is ready to do it
        ("Brussels is ready to impose new sanctions on Georgia if the law is passed.", "ready", {"EUR"}, {"GEO"}),
    ],
)  # fmt: skip
def test_who_does_it_though_others_stand_nearer(text: str, trigger: str, actor: set[str], recipient: set[str]) -> None:
    assert sides(text, trigger) == (actor, recipient)


def test_who_speaks_behind_what_is_said_is_of_its_subject() -> None:
    coded = code_document(
        document_alone("Egypt will act if Ethiopia fills the dam, its president said.", Given(published=DAY))
    ).value
    (speech,) = (c.speech for c in coded.claims if c.speech is not None)
    assert codes(speech.speakers) == {"EGY"}


def test_a_town_that_is_taken_for_a_people_is_a_town() -> None:
    assert sides("Government troops opened fire on a crowd in Andijan.", "opened") == ({"UZB"}, {"UZB"})


def test_the_leaders_of_a_call_are_those_said_further_down_to_have_joined() -> None:
    text = (
        "Readout of the President's Call with Allies. President Joe Biden spoke today with allies about Russia's war on Ukraine. The leaders discussed their support for Ukraine. "
        "Joining President Biden on the call were President Macron of France, Chancellor Scholz of Germany and Prime Minister Meloni of Italy."
    )  # fmt: skip
    given = Given(
        published="2022-10-10", title="Readout of the President's Call with Allies", publisher="The White House"
    )
    coded = code_document(document_alone(text, given)).value
    (talks,) = (c for c in coded.claims if c.event_type == "CONSULT" and c.trigger.text == "discussed")
    assert codes((*talks.actor, *talks.recipient)) == {"USA", "FRA", "DEU", "ITA"}


@pytest.mark.parametrize(
    ("text", "trigger", "recipient"),
    [
        ("Nicaragua's interior ministry closed another 15 local charities on Thursday.", "closed", {"NIC"}),
        ("Uganda suspended two newspapers on Monday.", "suspended", {"UGA"}),
        ("Russia banned three German newspapers.", "banned", {"DEU"}),
    ],
)
def test_papers_and_charities_without_a_state_are_of_who_closes_them(
    text: str, trigger: str, recipient: set[str]
) -> None:
    assert sides(text, trigger)[1] == recipient


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("The White House thanked officials from Georgia for their work in Atlanta.", "USA"),
        ("The White House thanked officials from Georgia for their work in Tbilisi.", "GEO"),
        ("The White House thanked officials from Georgia and mayors from Indiana for their work.", "USA"),
        (
            "The White House thanked officials from Georgia for a loan to repair roads and other infrastructure.",
            "GEO",
        ),
    ],
)
def test_which_georgia_is_meant(text: str, state: str) -> None:
    assert state in sides(text, "thanked")[1]


def test_people_are_of_no_body_above_states_that_only_stands_near() -> None:
    text = "The United Nations called on Burundi to release four journalists whom its police arrested near the border."
    assert sides(text, "arrested") == ({"BDI"}, {"BDI"})
