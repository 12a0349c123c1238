"""Sentences for every constellation: who is told, how real it is, and what the quotation says."""

from __future__ import annotations

import pytest

from claims_by_hand import COUNTRIES, act, day, party, speech
from dragoman.analyse.rows import rows_of
from dragoman.codebook.phrasing import load_phrasing
from dragoman.present.days import day_words
from dragoman.present.parties import Namer
from dragoman.present.wording import act_sentence, speech_sentence
from dragoman.records.claim import Source
from dragoman.records.coded import Selection
from dragoman.records.party import IMPLICIT, Party
from dragoman.records.when import UNKNOWN, When


def namer() -> Namer:
    return Namer(load_phrasing(), COUNTRIES)


def row(claim):
    return rows_of(Selection((), {}, (claim,), ()))[0]


def said(text: str, trigger: str, event_type: str, actor: list[tuple], recipient: list[tuple] = (), **more) -> str:
    actors, recipients = [party(text, *a) for a in actor], [party(text, *r) for r in recipient]
    return act_sentence(row(act(text, text, trigger, event_type, actors, recipients, **more)), namer())


J, C = ("Japan", "JPN"), ("China", "CHN")
KAMIKAWA = ("Kamikawa", "JPN", "Yoko Kamikawa", "foreign minister")
WANG = ("Wang", "CHN", "Wang Yi", "foreign minister")


@pytest.mark.parametrize(
    ("text", "args", "sentence"),
    [
        (
            "Kamikawa strongly urged Beijing to lift import restrictions on Japanese food",
            ("urged", "REQUEST", [KAMIKAWA], [("Beijing", "CHN")]),
            "Japan’s foreign minister Yoko Kamikawa urged China “to lift import restrictions on Japanese food”",
        ),
        (
            "Wang meanwhile warned against Japanese involvement in issues related to Taiwan",
            ("warned", "THREATEN", [WANG], [("Japanese", "JPN", "Japan")]),
            "China’s foreign minister Wang Yi warned Japan “against Japanese involvement in issues related to Taiwan”",
        ),
        (
            "Wang met Japan’s Kamikawa on the sidelines of a gathering in Laos",
            ("met", "CONSULT", [WANG, KAMIKAWA]),
            "China’s foreign minister Wang Yi and Japan’s foreign minister Yoko Kamikawa met "
            "“on the sidelines of a gathering in Laos”",
        ),
        (
            "Japan blew up sections of the roads",
            ("blew up", "ASSAULT", [J]),
            "Japan blew up “sections of the roads”",
        ),
        (
            "A previous offer by China to sell cars was rejected by Japan",
            ("offer", "AGREE", [C], [J]),
            "China made Japan an offer “to sell cars”",
        ),
        (
            "Kamikawa held a meeting with H.E. Mr. Wang, Member of the Political Bureau",
            ("held a meeting", "CONSULT", [KAMIKAWA, WANG]),
            "Japan’s foreign minister Yoko Kamikawa and China’s foreign minister Wang Yi held a meeting",
        ),
        (
            "Japan has imposed similar measures on China",
            ("imposed", "SANCTION", [J], [C]),
            "Japan imposed “similar measures on China”",
        ),
        (
            "Japan lodges a formal protest with China over the ships",
            ("lodges", "ACCUSE", [J], [C]),
            "Japan lodged “a formal protest with China over the ships”",
        ),
        (
            "Wang calls for Japan",
            ("calls for", "REQUEST", [WANG], [J]),
            "China’s foreign minister Wang Yi made a demand on Japan",
        ),
        (
            "Kamikawa called for the early release of Japanese detained in China",
            ("called", "REQUEST", [KAMIKAWA], [C]),
            "Japan’s foreign minister Yoko Kamikawa called on China for "
            "“the early release of Japanese detained in China”",
        ),
        (
            "the establishment of a defense hotline by Japan and China",
            ("establishment", "SUPPORT", [J, C]),
            "Japan and China established “a defense hotline”",
        ),
        (
            "Japan looks forward to closer exchanges with China",
            ("looks forward to", "AGREE", [J], [C]),
            "Japan looked forward to “closer exchanges with China”",
        ),
        (
            "a potential Chinese invasion of Taiwan",
            ("invasion", "ASSAULT", [("Chinese", "CHN", "China")], [("Taiwan", "TWN", "Taiwan")]),
            None,
        ),
    ],
)
def test_asserted_acts(text, args, sentence):
    if sentence is None:
        assert said(text, *args, aux=("hypothetical",)) == "China might invade Taiwan"
    else:
        assert said(text, *args) == sentence


@pytest.mark.parametrize(
    ("aux", "sentence"),
    [
        ((), "China criticised Japan “over the drill”"),
        (("historical",), "China criticised Japan “over the drill”"),
        (("negation",), "China did not criticise Japan “over the drill”"),
        (("future",), "China is to criticise Japan “over the drill”"),
        (("future", "negation"), "China is not to criticise Japan “over the drill”"),
        (("hypothetical",), "China might criticise Japan “over the drill”"),
    ],
)
def test_how_real_it_is(aux, sentence):
    assert said("China criticized Japan over the drill", "criticized", "ACCUSE", [C], [J], aux=aux) == sentence


def test_an_unknown_actor_makes_a_passive():
    text = "A Japanese executive was arrested in China"
    assert (
        said(text, "arrested", "COERCE", [], [("A Japanese executive", "JPN")])
        == "A Japanese executive was arrested “in China”"
    )
    assert (
        said("Japan will be consulted", "consulted", "CONSULT", [], [J], aux=("future",)) == "Japan is to be consulted"
    )


def test_a_verb_without_an_entry_is_said_as_it_stands_a_noun_by_its_type():
    text = "China lambasted Japan for the visit"
    assert said(text, "lambasted", "ACCUSE", [C], [J], mode="disapprove") == "China lambasted Japan “for the visit”"
    text = "China stormed posts along the border with Japan"
    assert said(text, "stormed", "ASSAULT", [C], aux=("negation",)) == (
        "China did not storm “posts along the border with Japan”"
    )
    text = "China’s tirade about the visit"
    assert said(text, "tirade", "ACCUSE", [C], [], mode="disapprove") == (
        "China voiced disapproval (“tirade about the visit”)"
    )
    text = "the islands were shelled heavily by China"
    assert said(text, "shelled", "ASSAULT", [C]) == "China shelled “the islands”"


def test_what_is_to_come_is_not_told_as_done():
    assert said("China would hold talks with Japan", "hold talks", "AGREE", [C], [J]) == (
        "China was to hold “talks with Japan”"
    )


@pytest.mark.parametrize(
    ("text", "args", "sentence"),
    [
        ("China declined the request and said the family of Japan would sue", ("declined", "REJECT", [C]), "China declined “the request”"),
        ("Japan struck the base in Iraq; Reuters reported that it burnt", ("struck", "ASSAULT", [J]), "Japan struck “the base in Iraq”"),
        ("Japan blamed both China and Iraq for the attack", ("blamed", "ACCUSE", [J], [C, ("Iraq", None)]), "Japan blamed China and Iraq “for the attack”"),
        ("Wang and Kamikawa met in Tokyo with Kamikawa of Japan", ("met", "CONSULT", [WANG, KAMIKAWA]),
         "China’s foreign minister Wang Yi and Japan’s foreign minister Yoko Kamikawa met “in Tokyo”"),
        ("Japan agreed that the launching of rockets from the north towards the islands is wrong and must be condemned by all", ("agreed", "AGREE", [J]),
         "Japan agreed “that the launching of rockets from the north towards the islands is wrong and must be condemned by all”"),
        ("Japan voiced support for steps that let China trade", ("support", "SUPPORT", [J], [C]), "Japan expressed support “for steps that let China trade”"),
        ("China found the strike justified, Japan said", ("strike", "ASSAULT", [J]), "Japan carried out a strike (“China found the strike justified, Japan said”)"),
        ("China spoke of the potential expulsion of people from Japan", ("expulsion", "SANCTION", [C], [J]),
         "China (with regard to Japan), in the report’s words: “China spoke of the potential expulsion of people from Japan”"),
        ("China said it would stay until troops of Japan withdraw from the island", ("withdraw", "RETREAT", [J]),
         "Japan, in the report’s words: “China said it would stay until troops of Japan withdraw from the island”"),
    ],
)  # fmt: skip
def test_a_quotation_ends_with_its_clause(text, args, sentence):
    assert said(text, *args) == sentence


def test_a_quotation_ends_before_who_tells_of_it():
    text, teller = "A ship of China entered the waters round the islands, Japan's navy", "Japan's navy"
    per = (Source("Japan", "JPN", teller, len(text) - len(teller), len(text)),)
    assert said(text, "entered", "MOBILIZE", [C], per=per).endswith("entered “the waters round the islands”")


def test_what_the_text_calls_a_party_fits_into_a_sentence():
    told = [Party("JPN", w, w, 0, len(w), "MIL") for w in ("His administration", "Seventeen rockets")]
    assert namer().parties(told) == ["the administration (Japan)", "seventeen rockets (Japan)"]


def test_days_are_left_out_of_the_quotation():
    when = day("2023-04-02", text="on Sunday")
    assert said("China warned Japan on Sunday against the plan", "warned", "THREATEN", [C], [J], when=when) == (
        "China warned Japan “against the plan”"
    )


def test_every_type_and_mode_has_a_phrase_for_every_constellation():
    phrasing = load_phrasing()
    for code, phrase in phrasing.types.items():
        assert {"do", "alone"} <= phrase.patterns.keys(), code
    for (code, form), entries in phrasing.words.items():
        assert code in phrasing.types, code
        for _, phrase in entries:
            assert "alone" in phrase.patterns or "do" in phrase.patterns, (code, form)


def test_speech_direct_and_in_the_reports_words():
    text = "“We oppose it,” Wang told Kamikawa. Wang said China would wait."
    wang = party(text, *WANG)
    claim = speech(text, "“We oppose it,”", "told", [wang], addressee="Kamikawa")
    known = {"Kamikawa": party(text, *KAMIKAWA)}
    assert speech_sentence(claim, namer(), known.get) == (
        "China’s foreign minister Wang Yi told Japan’s foreign minister Yoko Kamikawa: “We oppose it”"
    )
    claim = speech(text, "China would wait", "said", [wang], kind="indirect")
    assert speech_sentence(claim, namer(), known.get) == (
        "China’s foreign minister Wang Yi said, in the report’s words: “China would wait”"
    )


def test_a_question_is_asked():
    text = "“What is your comment?” Kamikawa asked."
    claim = speech(text, "“What is your comment?”", "asked", [party(text, *KAMIKAWA)], addressee="reporters")
    sentence = speech_sentence(claim, namer(), lambda words: None)
    assert sentence == "Japan’s foreign minister Yoko Kamikawa asked reporters: “What is your comment?”"


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (day("2024-07-26"), "26 July 2024"),
        (day("2022-11-01", "2022-11-30"), "November 2022"),
        (day("2019-01-01", "2019-12-31"), "2019"),
        (day("2023-04-01", "2023-04-02"), "1–2 April 2023"),
        (day("2023-03-26", "2023-04-01"), "26 March – 1 April 2023"),
        (day("2022-12-30", "2023-01-02"), "30 December 2022 – 2 January 2023"),
        (day("2024-04-01", "2024-06-30"), "April–June 2024"),
        (day("2024-02-01", "2024-02-29"), "February 2024"),
        (When("2023-04-02", "2023-04-02", "published"), "by 2 April 2023"),
        (UNKNOWN, "day unknown"),
    ],
)
def test_days_in_words(when, words):
    assert day_words(when) == words


LEADERS = "gunmen Beijing's foreign ministry The leaders of China and Japan met Biden, Macron, Joe Biden, Scholz (Germany, and Stoltenberg"


def leader(code: str, words: str = "The leaders", name: str | None = None, office: str | None = None):
    return party(LEADERS, words, code, name or words, office)


@pytest.mark.parametrize(
    ("parties", "words"),
    [
        (
            [leader("USA", "Biden", "Joe Biden", "president"), leader("USA", "Joe Biden", "Joe Biden", "president")],
            ["US president Joe Biden"],
        ),
        ([leader("CHN"), leader("JPN")], ["the leaders of China and Japan"]),
        ([leader("CHN", "leaders", "Leaders")], ["China’s leaders"]),
        (
            [leader("IGO", "Stoltenberg", "Jens Stoltenberg", "Secretary General of NATO")],
            ["Secretary General of NATO Jens Stoltenberg"],
        ),
        ([leader("DEU", "Scholz (Germany", "Scholz (Germany")], ["DEU’s Scholz"]),
        ([leader("CHN", "China", "China’s"), leader("JPN", "Japan", "Japan")], ["China’s", "Japan"]),
        ([leader("CHN", "gunmen", "Gunmen")], ["gunmen"]),
        ([leader("CHN", "Beijing's foreign ministry")], ["Beijing's foreign ministry"]),
    ],
)
def test_parties_are_named_once_and_whole(parties, words):
    assert namer().parties(parties) == words


@pytest.mark.parametrize(
    ("word", "sector", "words"),
    [
        ("Japanese", "CVL", "Japanese citizens"),
        ("Japan", "CVL", "citizens of Japan"),
        ("Chinese", "MIL", "the Chinese military"),
        ("China", "MIL", "China’s military"),
        ("China", None, "China"),
    ],
)
def test_who_of_a_country_acts_is_said_without_brackets(word, sector, words):
    code, name = ("CHN", "China") if word.startswith("Chin") else ("JPN", "Japan")
    assert namer().party(Party(code, name, word, 0, len(word), sector)) == words


def test_what_both_do_is_said_without_the_day_and_of_each_other():
    agreed = said(
        "Japan and China agreed on Saturday to speed up talks", "agreed", "AGREE", [J, C], reciprocal=True, when=day("2024-07-27", text="on Saturday"),
    )  # fmt: skip
    assert agreed == "Japan and China agreed “to speed up talks”"
    text = "Japan and China accused the other of endangering pilots"
    accused = said(text, "accused", "ACCUSE", [J, C], reciprocal=True)
    assert accused == "Japan and China accused each other “of endangering pilots”"


def test_a_side_that_the_text_alone_tells_is_named_by_its_country():
    named = Party("JPN", "Shinjiro Koizumi", "Koizumi", 0, 7, "GOV", office="defence minister", why=IMPLICIT)
    assert namer().party(named) == "Japan"


def test_who_acts_by_the_text_alone_is_said_to_be_likely_and_not_for_an_attack():
    text = "Two Japanese citizens were detained in Shenzhen"
    guess = Party("CHN", "China", "Beijing", 0, 0, why=IMPLICIT)
    victims = [party(text, "Two Japanese citizens", "JPN")]
    detained = act(text, text, "detained", "COERCE", [guess], victims, mode="arrest")
    assert act_sentence(row(detained), namer()) == "Two Japanese citizens were detained “in Shenzhen” (likely by China)"
    text = "Two Japanese citizens were stabbed in Shenzhen"
    stabbed = act(text, text, "stabbed", "ASSAULT", [guess], victims)
    assert "by China" not in act_sentence(row(stabbed), namer())


def test_of_many_parties_the_first_are_named_those_of_the_pair_before_others():
    many = [
        leader(code, "Biden", f"{code} chief", "president")
        for code in ("PER", "CHL", "BRA", "ARG", "COL", "ECU", "BOL", "PRY", "JPN")
    ]
    named = Namer(load_phrasing(), COUNTRIES, ("JPN", "PER")).parties(many)
    assert (
        len(named) == 7
        and named[0].endswith("PER chief")
        and named[1].endswith("JPN chief")
        and named[-1] == "3 others"
    )


def test_who_acts_is_no_recipient_of_the_same_act():
    text = "Kamikawa warned Kamikawa and Beijing of talks"
    assert said(text, "warned", "THREATEN", [KAMIKAWA], [KAMIKAWA, ("Beijing", "CHN")]).startswith(
        "Japan’s foreign minister Yoko Kamikawa warned China"
    )


def test_a_phrase_that_says_less_than_the_report_gives_way_to_its_words():
    text = "Seven warships of China are spotted by Japanese helicopters near the islands"
    sentence = said(
        text, "spotted", "MOBILIZE", [("Japanese helicopters", "JPN", "Japanese helicopters")], [C], mode="weapons"
    )
    assert sentence == f"Japanese helicopters (with regard to China), in the report’s words: “{text}”"


def test_a_quotation_that_begins_at_its_verb_says_so() -> None:
    text = "China held a man, whose arrest officials said was a serious incident."
    claim = speech(text, "was a serious incident", "said", [party(text, "officials", "JPN", "GOV")], kind="indirect")
    assert "words: … “was a serious incident”" in speech_sentence(claim, namer(), lambda words: None)
