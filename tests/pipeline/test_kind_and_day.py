"""Types and days by what stands around an act: refusals, plans, threats told twice, news of the lead, days of what is answered."""

from __future__ import annotations

import pytest

from dragoman.decode.document import document_alone
from dragoman.pipeline.one import code_document
from dragoman.records.claim import Claim
from dragoman.records.given import Given

DAY = "2023-05-10"  # a Wednesday


def claims(text: str, publisher: str | None = None) -> tuple[Claim, ...]:
    return code_document(document_alone(text, Given(published=DAY, publisher=publisher))).value.claims


def acts(text: str) -> list[tuple[str, str]]:
    return [(c.event_type, c.trigger.text) for c in claims(text) if c.event_type is not None]


def at(text: str, trigger: str) -> Claim:
    return next(c for c in reversed(claims(text)) if c.event_type and trigger in c.trigger.text)


@pytest.mark.parametrize(
    ("text", "trigger", "kind"),
    [
        ("Budapest would not apologise to Poland, the minister said.", "apologise", "REJECT"),
        ("Ecuador's interior minister vowed that the government would not yield to the gangs.", "vowed", "REJECT"),
        ("Norway pledged to hold Iran accountable for the attack.", "pledged", "THREATEN"),
        ("The Philippine coast guard drove away a Chinese research vessel.", "drove", "SANCTION"),
        ("A Kosovo court ordered the release of a Serbian mayor.", "ordered", "CONCEDE"),
        ("A councillor was seized by armed men at his farm in Colombia.", "seized", "ASSAULT"),
        ("Iraq repatriated its citizens from Minsk.", "repatriated", "AID"),
        ("Iran will strike Israeli ports if it is attacked again, its defence minister said.", "strike", "THREATEN"),
        ("India suspended talks with Pakistan on a water treaty.", "suspended", "REJECT"),
        ("Brazil's president flies to Maputo on 23 November.", "flies", "AGREE"),
        ("The ministers of Chad and Mali meet in Algiers on Sunday.", "meet", "AGREE"),
        ("The Netherlands is ready to strike Somali pirates again.", "ready", "THREATEN"),
        ("Turkey ended the ceasefire with Kurdish rebels.", "ended", "SANCTION"),
        ("The Ugandan parliament waived the immunity of two lawmakers.", "waived", "COERCE"),
        ("Saudi air defences intercepted a Houthi drone.", "intercepted", "ASSAULT"),
        ("Japan, Vietnam to sign gas deal in Hanoi", "sign", "AGREE"),
        ("Japan plans to buy gas from Vietnam when Prime Minister Kishida visits Hanoi in June.", "visits", "AGREE"),
    ],
)
def test_what_kind_of_act_it_is(text: str, trigger: str, kind: str) -> None:
    assert at(text, trigger).event_type == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "The United States could impose new sanctions on Nicaraguan gold, a State Department official warned.",
            "SANCTION",
        ),
        ("Colombian President Gustavo Petro ordered the army to resume operations.", "REQUEST"),
        ("Tokyo began releasing treated water from the Fukushima plant.", "RETREAT"),
        ("Seoul regrets Japanese minister's shrine visit", "CONSULT"),
        ("Croatia's goalkeeper withstood a late Spanish bombardment on Sunday.", "ASSAULT"),
        ("Swarms of locusts have invaded northern Kenya from Somalia.", "ASSAULT"),
        ("A Kenyan jet was grounded by a bird strike.", "ASSAULT"),
        ("The International Monetary Fund expects Rwanda's economy to grow by 7% this year.", "REQUEST"),
        ("Thailand's weather bureau warned that the typhoon could hit Phuket.", "THREATEN"),
        ("The Canadian embassy in Mali warned travellers against night buses.", "THREATEN"),
    ],
)
def test_what_is_no_act(text: str, kind: str) -> None:
    assert kind not in {k for k, _ in acts(text)}


def test_what_is_used_in_one_charge_is_one_act() -> None:
    text = "Police in Tbilisi used water cannon and tear gas against demonstrators."
    assert len([k for k, _ in acts(text) if k == "ASSAULT"]) == 1


def test_verb_and_noun_of_one_act_are_one() -> None:
    assert [k for k, _ in acts("Germany granted asylum to a Russian activist.")] == ["AID"]


def test_a_clause_in_what_is_denied_is_not_denied() -> None:
    text = "Thailand denied claims that it had paid for four fishermen seized by the Myanmar navy."
    assert "negation" not in at(text, "seized").aux


def test_who_denies_a_claim_has_not_made_it() -> None:
    found = claims("Kazakhstan denied reports that it had supplied drones to Russia.")
    assert [c for c in found if c.event_type is None] == []
    assert next(c for c in found if c.event_type == "AID").per[-1].code == "KAZ"


@pytest.mark.parametrize(
    ("text", "trigger", "day"),
    [
        # what is done at once is of the day of its purpose; what is set out for may be later
        ("Kenya deported two Ugandan activists to stop a rally on Monday.", "deported", "2023-05-08"),
        ("Poland has deployed 3,000 soldiers to its border with Belarus. It is the third such step.", "deployed", DAY),
        (
            "Angela Merkel, who spoke with Lukashenko on Monday, was criticised by Warsaw for the call.",
            "criticised",
            DAY,
        ),
        ("Jordan thanked Turkey on Monday for sending tents.", "sending", None),
        ("The council will meet on Friday at the request of Malta.", "request", DAY),
        # one day for a launch and what shoots it down, for what is said behind its day, for who speaks of a deed; and hours gone by from there
        ("Ukraine shot down 23 drones launched by Russia on Monday.", "shot", "2023-05-08"),
        (
            "Taiwan said on Sunday that Chinese jets had entered its airspace in the past 24 hours.",
            "entered",
            "2023-05-06",
        ),
        ("Manila protested China's detention of a trader on Tuesday.", "protested", "2023-05-09"),
        ("In the past month the rebels have killed 120 civilians in Mali.", "killed", "2023-04-10"),
    ],
)
def test_on_what_day_it_was(text: str, trigger: str, day: str | None) -> None:
    assert at(text, trigger).when.first == day


def test_days_are_counted_from_the_dateline() -> None:
    text = "Riyadh, May 9, 2023, SPA -- The Crown Prince received the president of Egypt at the palace today."
    assert at(text, "received").when.first == "2023-05-09"


def test_a_headline_has_the_day_of_the_act_that_the_text_tells_again() -> None:
    text = (
        "Syria condemns Israeli raid\n\nDAMASCUS, May 10 (SANA) -- Syria on Monday condemned an Israeli raid on Homs."
    )
    assert at(text, "condemns").when.first == "2023-05-08"


def test_what_a_clause_says_of_somebody_dates_nothing_else() -> None:
    text = "The ban followed threats by groups that attacked a march in Tbilisi last July. The president visited the marchers in Georgia."
    assert at(text, "visited").when.first != "2022-07-01"


def test_an_old_day_of_a_clause_makes_nothing_else_old() -> None:
    text = "Italy, which signed an accord with Tunis in 2015, reaffirmed its support for Tunisia."
    assert "historical" not in at(text, "reaffirmed").aux


def test_a_day_behind_a_verb_of_saying_is_of_the_saying() -> None:
    spoken = next(c for c in claims("Ukraine said on Monday it had arrested two Belarusians.") if c.event_type is None)
    assert spoken.when.first == "2023-05-08"
    assert spoken.speech is not None and spoken.speech.content[0].text.startswith("it had")


@pytest.mark.parametrize(
    "text",
    [
        "Japan denied on Thursday that it had expelled a Chinese diplomat.",
        "Japan denied having expelled a Chinese diplomat.",
    ],
)
def test_what_is_denied_was_not_done(text: str) -> None:
    assert "negation" in at(text, "expelled").aux


def test_what_an_understanding_provides_is_still_to_come() -> None:
    lifted = at(
        "The two sides announced an understanding under which China would lift its ban on Japanese beef.", "lift"
    )
    assert "future" in lifted.aux


def test_what_somebody_says_where_they_met_others_is_of_that_day() -> None:
    text = """On May 8, Foreign Minister Hayashi Yoshimasa of Japan met with Foreign Minister Qin Gang of China in Tokyo. He urged China to free a Japanese national.
Minister Hayashi stressed that peace across the Taiwan Strait is important."""
    spoken = [c for c in claims(text) if c.event_type is None]
    assert [c.when.first for c in spoken] == ["2023-05-08"]


def test_a_threat_that_a_warning_tells_is_one() -> None:
    text = "Peru warned Chile on Friday that it would take resolute measures if Chile went on sending ships."
    assert [k for k, _ in acts(text) if k == "THREATEN"] == ["THREATEN"]


def test_a_gathering_to_protest_is_one_protest() -> None:
    assert [k for k, _ in acts("Young people gathered near parliament in Nairobi to protest against the bill.")] == [
        "PROTEST"
    ]


@pytest.mark.parametrize(
    ("text", "trigger", "undone"),
    [
        ("Peru has not imposed sanctions on the Chilean firm, although it stopped new loans.", "sanctions", True),
        ("Kenya did not condemn the Ugandan raid.", "raid", False),
        ("Laos denied a Thai allegation that its soldiers had fired first and accused the Thai army of shelling a temple.", "accused", False),
    ],
)  # fmt: skip
def test_what_was_not_done(text: str, trigger: str, undone: bool) -> None:
    assert ("negation" in at(text, trigger).aux) == undone
