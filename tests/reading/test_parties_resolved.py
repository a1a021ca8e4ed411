"""One party under many descriptions, with the trained reader and invented names."""

from __future__ import annotations

import pytest

from backchannel.dossier.evidence import Evidence, Party, PartyKind
from backchannel.dossier.same_party import same_party
from backchannel.reading.parties import Parties, find_parties
from backchannel.reading.read import parse_report
from backchannel.reading.report import read_report
from backchannel.reading.together import read_together
from backchannel.reading.unlisted_states import people_of
from backchannel.text import Source


def _read(text: str) -> Parties:
    report = read_report(Source(text, "t"))
    return find_parties(report, parse_report(report))


def _together(*texts: str) -> Evidence:
    return read_together([read_report(Source(t, f"r{i}")) for i, t in enumerate(texts)])


def _named(parties: tuple[Party, ...], name: str) -> Party:
    return next(p for p in parties if p.name == name or name in p.aliases)


def _at(read: Parties, text: str, phrase: str) -> tuple[str, ...]:
    start = text.index(phrase)
    return read.at(start, start + len(phrase))


ISLES = (
    "Morvenna closed its ports on Friday, said President Ilse Ward of Morvenna. "
    "The Morvennan government blamed Tessaly. Tessaly's army moved to the border, and the "
    "Tessalian ambassador left."
)


def test_a_state_no_list_holds_is_told_by_its_organs_and_people() -> None:
    states = {p.name for p in _read(ISLES).parties if p.kind is PartyKind.STATE}
    assert states == {"Morvenna", "Tessaly"}
    assert "Morvennan government" in _named(_read(ISLES).parties, "Morvenna").aliases


@pytest.mark.parametrize(
    ("word", "name", "told"),
    [
        ("Morvennan", "Morvenna", True),
        ("Vostlanders", "Vostland", True),
        ("Aruan", "Aruan Federation", True),
        ("Morvax", "Morvenna", False),
        ("Morvenna", "Morvenna", False),
    ],
)
def test_peoples_are_made_by_ending(word: str, name: str, told: bool) -> None:
    assert people_of(word, name) is told


def test_a_person_of_that_name_is_no_state() -> None:
    read = _read("Marshal Tor Belven was ill on Monday. Belven's army left the plain and the town.")
    assert not [p for p in read.parties if p.kind is PartyKind.STATE]


def test_what_one_report_tells_of_a_state_holds_in_the_others() -> None:
    evidence = _together(ISLES, "The talks with Tessaly failed on Monday. Morvenna left the table.")
    assert [p.name for p in evidence.parties if p.kind is PartyKind.STATE] == [
        "Morvenna",
        "Tessaly",
    ]


def test_governments_without_a_name_are_one() -> None:
    text = "The government closed the road. The presidency gave no reason. The regime is nervous."
    read = _read(text)
    assert _at(read, text, "The government") == _at(read, text, "The presidency")
    assert _at(read, text, "The government") == _at(read, text, "The regime")


def test_an_ambassador_is_not_sent_home() -> None:
    text = "The Chilean ambassador handed in a note in Lima. The government did not answer it."
    read = _read(text)
    assert [read.get(i).country for i in _at(read, text, "The government")] == ["PER"]


RELEASE = (
    "Sarn Copper plc\nPress release\n3 May 2024\n\n"
    "Sarn Copper regrets the strike at its mine. We have paid every wage on time. "
    "Our engineers were kept from the pumps. We ask the police to open the gate.\n"
)


def test_a_press_release_speaks_for_the_company_in_its_head() -> None:
    read = _read(RELEASE)
    start = RELEASE.index("We have")
    assert [read.get(i).name for i in read.at(start, start + 2)] == ["Sarn Copper"]


def test_a_newspapers_we_is_nobody() -> None:
    text = (
        "The Fenland Herald\nThe ferry question\n\nWe wrote last week that the Ferry Board was "
        "tired. We were wrong. The Ferry Board raised its fares on Monday.\n"
    )
    read = _read(text)
    start = text.index("We were")
    assert read.at(start, start + 2) == ()


def test_we_the_members_of_a_body_are_the_body() -> None:
    text = (
        "Open letter\n\nWe, the tenants' committee of Dray Street, demand repairs. Our lifts have "
        "stood still since June. We will pay no rent in July.\n"
    )
    read = _read(text)
    start = text.index("We will")
    assert [read.get(i).kind for i in read.at(start, start + 2)] == [PartyKind.ORGANISATION]


def test_an_acronym_gives_a_name_all_its_words() -> None:
    read = _read("The Peat and Water Inspectorate (PWI) closed the works. PWI gave no reason.")
    assert _named(read.parties, "PWI").name == "Peat and Water Inspectorate"


def test_legal_forms_end_companies_names() -> None:
    read = _read("The operator, Sarn Copper plc, left. Later Velda Pulp GmbH bought the pit.")
    assert {"Sarn Copper plc", "Velda Pulp GmbH"} <= {p.name for p in read.parties}
    assert _named(read.parties, "operator").kind is PartyKind.COMPANY


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        (
            "The Sarn Liberation Front took the pass. The rebels burned the bridge.",
            "Sarn Liberation Front",
            "The rebels",
        ),
        (
            "The Labour Tribunal of Sarn met on Monday. The judges set aside the order.",
            "Labour Tribunal of Sarn",
            "The judges",
        ),
        (
            "The River Agency opened an inquiry. The regulator fined nobody.",
            "River Agency",
            "The regulator",
        ),
        (
            "Police cleared the square. The officers arrested a student.",
            "Police",
            "The officers",
        ),
        (
            "Some ninety farmers marched on the town hall. The protesters sang.",
            "farmers",
            "The protesters",
        ),
        (
            "The rebels seized nine miners. The captives were shown on film.",
            "miners",
            "The captives",
        ),
        (
            "The firm's partner, the port authority of Gdansk, agreed. The authority was pleased.",
            "the port authority",
            "The authority",
        ),
    ],
)
def test_one_party_under_two_descriptions(text: str, one: str, other: str) -> None:
    read = _read(text)
    assert _at(read, text, one) == _at(read, text, other) != ()


def test_men_are_those_told_of_with_the_same_number() -> None:
    text = (
        "The navy held five sailors. Eighty dockers marched in the port. "
        "The five men were freed at night."
    )
    read = _read(text)
    assert _at(read, text, "five sailors") == _at(read, text, "The five men")


def test_a_number_alone_can_be_people() -> None:
    text = "Sixteen were arrested at the gate. A judge freed the sixteen on Friday."
    read = _read(text)
    assert _at(read, text, "Sixteen") == _at(read, text, "the sixteen") != ()


def test_a_ship_of_a_state_acts_for_it() -> None:
    text = "A Chilean frigate fired on the trawlers off Lima on Monday."
    read = _read(text)
    assert [read.get(i).country for i in _at(read, text, "A Chilean frigate")] == ["CHL"]


def test_a_river_bank_is_no_bank() -> None:
    read = _read("On the other bank the crowd sang until midnight.")
    assert not [p for p in read.parties if p.kind is PartyKind.COMPANY]


def test_a_partner_is_not_part_of_its_partner() -> None:
    read = _read("Sarn Copper plc and its junior partner, the Velda Council, agreed to wait.")
    assert all(p.part_of is None for p in read.parties)


def test_gunmen_are_nobody_the_report_names() -> None:
    evidence = _together(
        "Gunmen shot at a bus near Sarn on Monday. Nobody claimed the attack.",
        "The Sarn Liberation Front released two nurses on Monday. The Front said it was at peace.",
    )
    front = _named(evidence.parties, "Sarn Liberation Front")
    assert not {"Gunmen", "gunmen"} & set(front.aliases)


def test_a_first_word_joins_a_body_to_its_full_name() -> None:
    full = Party("a", "Velmont Resources", PartyKind.COMPANY)
    assert same_party(full, Party("b", "Velmont", PartyKind.ORGANISATION)) is not None
    assert same_party(full, Party("b", "Resources", PartyKind.ORGANISATION)) is None
    union = Party("c", "Union of Bakers", PartyKind.ORGANISATION)
    assert same_party(union, Party("d", "Union", PartyKind.ORGANISATION)) is None


STATEMENT = "Statement no. 4 of the Harbour Workers' Front\n\n"
DECLARATION = (
    "Orchard Alliance - Spade and Well\nJOIN US | DONATE\n"
    "To the people of Veyra: why we leave\n\nDeclaration of the Executive Committee\n\n"
)


@pytest.mark.parametrize(
    ("head", "name"),
    [(STATEMENT, "Harbour Workers' Front"), (DECLARATION, "Orchard Alliance")],
)
def test_a_body_that_only_the_head_names_says_we(head: str, name: str) -> None:
    text = (
        head + "Citizens,\n\nOn Friday the mayor shut the market. We accuse the mayor of theft. "
        "We demand that he resign, and we shall march on Monday.\n"
    )
    read = _read(text)
    speaker = _named(read.parties, name)
    start = text.index("We accuse")
    assert read.at(start, start + 2) == (speaker.id,)


def test_an_outlet_in_the_head_is_nobodys_voice() -> None:
    text = (
        "The Orchard Party Gazette - Since 1901\n\nOn Friday the mayor shut the market. We met him "
        "at noon. Our readers know the story.\n"
    )
    assert _at(_read(text), text, "We") == ()


def test_both_unions_are_the_two_named_ones() -> None:
    text = (
        "The Salt Carriers' Union called a strike on Monday. The Harbour Union refused to join. "
        "On Friday both unions signed a pact."
    )
    read = _read(text)
    assert len(_at(read, text, "both unions")) == 2


def test_the_two_civilians_are_the_two_told_of() -> None:
    text = (
        "Rebels hold two foreign engineers in the hills of Tarn. "
        "They said they would judge the two civilians on Friday."
    )
    read = _read(text)
    assert _at(read, text, "the two civilians") == _at(read, text, "two foreign engineers")


def test_a_name_of_two_genitives_is_one_name() -> None:
    text = "The Weavers' and Dyers' Union (WDX) called a strike on Monday, it said."
    assert "Weavers' and Dyers' Union" in {p.name for p in _read(text).parties}


def test_an_organ_that_a_body_calls_its_own_is_the_body() -> None:
    text = (
        "Tarn Hill Liberation Front\nStatement\n\n"
        "We, the Tarn Hill Liberation Front, reject the offer. On Monday our Central Committee "
        "resolved to send delegates. We will not disarm.\n"
    )
    assert "Central Committee" not in {p.name for p in _read(text).parties}


def test_she_goes_on_with_the_subject_of_the_sentence_before() -> None:
    text = (
        "Warden Ola Brandt of Beln said on Monday that the owner of the mill had lost his licence. "
        "She demanded a survey."
    )
    read = _read(text)
    assert _at(read, text, "She") == _at(read, text, "Ola Brandt")
