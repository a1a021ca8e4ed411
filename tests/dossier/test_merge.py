from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from backchannel.dossier.evidence import (
    Event,
    EventType,
    Evidence,
    Mention,
    MentionKind,
    Party,
    PartyKind,
    Precision,
    Report,
    Statement,
    Telling,
    When,
)
from backchannel.dossier.merge import merge
from backchannel.dossier.same_party import cluster_parties, same_party
from backchannel.text import Source, Span


def part(
    text: str,
    origin: str,
    parties: list[tuple[str, PartyKind, str | None]],
    events: list[tuple[EventType, str, str, str, str | None]] = [],  # noqa: B006
    statements: list[tuple[str, str]] = [],  # noqa: B006
) -> Evidence:
    """Make a reading; an event is type, doer, trigger, sentence, day."""
    source = Source(text, origin)

    def cite(words: str) -> tuple[int, int]:
        at = text.index(words)
        return at, at + len(words)

    made = [
        Party(f"p{i}", name, kind, country, mentions=(Mention(source.cite(*cite(name))),))
        for i, (name, kind, country) in enumerate(parties)
    ]
    ids = {p.name: p.id for p in made}
    made_events = []
    for i, (kind, doer, trigger, sentence, day) in enumerate(events):
        when = When()
        if day:
            when = When(date.fromisoformat(day), date.fromisoformat(day), Precision.DAY, "given")
        telling = Telling(source.cite(*cite(sentence)), source.cite(*cite(trigger)))
        sources = (ids[doer],) if doer else ()
        made_events.append(Event(f"e{i}", kind, (telling,), None, sources, (), when))
    made_statements = [
        Statement(f"s{i}", (source.cite(*cite(words)),), (ids[who],))
        for i, (who, words) in enumerate(statements)
    ]
    report = Report(source, body=(Span(0, len(text)),))
    return Evidence((report,), tuple(made), tuple(made_events), tuple(made_statements))


def names(evidence: Evidence) -> list[str]:
    return [p.name for p in evidence.parties]


STATE, PERSON, GROUP = PartyKind.STATE, PartyKind.PERSON, PartyKind.GROUP


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (("Esmail Qaani", PERSON, None), ("Ismail Ghaani", PERSON, None)),
        (("Ana Prates", PERSON, "PRT"), ("Prates", PERSON, None)),
        (("A. Prates", PERSON, None), ("Ana Prates", PERSON, None)),
        (("Popular Front of Aqaba", GROUP, None), ("the Popular Front of Aqaba", GROUP, None)),
        (("PFA", GROUP, None), ("Popular Front of Aqaba", GROUP, None)),
        (("Burma", STATE, "MMR"), ("Myanmar", STATE, "MMR")),
        (("Jabhat al-Shaab", GROUP, None), ("Jabhat ash-Sha'ab", GROUP, None)),
    ],
)
def test_one_party_under_two_names(
    a: tuple[str, PartyKind, str | None], b: tuple[str, PartyKind, str | None]
) -> None:
    joined = merge([part(a[0], "a", [a]), part(b[0], "b", [b])])
    assert len(joined.parties) == 1
    assert {m.citation.source.origin for m in joined.parties[0].mentions} == {"a", "b"}


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (("Iran", STATE, "IRN"), ("Iraq", STATE, "IRQ")),
        (("North Korea", STATE, "PRK"), ("South Korea", STATE, "KOR")),
        (("Ana Prates", PERSON, None), ("Rui Prates", PERSON, None)),
        (("Iranian army", GROUP, "IRN"), ("Iraqi army", GROUP, "IRQ")),
        (("Dock Workers Union", GROUP, None), ("Dock Owners Union", GROUP, None)),
        (("AU", GROUP, None), ("Arab League", GROUP, None)),
        (("Hassan Karimi", PERSON, None), ("Hussein Karimi", PERSON, None)),
    ],
)
def test_two_parties_with_names_alike_stay_two(
    a: tuple[str, PartyKind, str | None], b: tuple[str, PartyKind, str | None]
) -> None:
    joined = merge([part(a[0], "a", [a]), part(b[0], "b", [b])])
    assert len(joined.parties) == 2


def test_a_surname_two_persons_bear_is_nobodys() -> None:
    text = "Ana Prates met Rui Prates."
    both = part(text, "a", [("Ana Prates", PERSON, None), ("Rui Prates", PERSON, None)])
    joined = merge([both, part("Prates left.", "b", [("Prates", PERSON, None)])])
    assert names(joined) == ["Ana Prates", "Rui Prates", "Prates"]


def test_the_same_event_told_twice_is_one_with_both_tellings() -> None:
    a = part(
        "Aru attacked the port on Monday.",
        "a",
        [("Aru", GROUP, None)],
        [(EventType.ASSAULT, "Aru", "attacked", "Aru attacked the port on Monday", "2025-03-03")],
    )
    b = part(
        "In an attack on the port, Aru hurt two.",
        "b",
        [("Aru", GROUP, None)],
        [
            (
                EventType.ASSAULT,
                "Aru",
                "attack",
                "In an attack on the port, Aru hurt two",
                "2025-03-03",
            )
        ],
    )
    (event,) = merge([a, b]).events
    assert [t.citation.source.origin for t in event.tellings] == ["a", "b"]


def test_events_of_two_days_and_two_rounds_stay_two() -> None:
    def told(words: str, origin: str, day: str | None) -> Evidence:
        return part(
            words, origin, [("Aru", GROUP, None)], [(EventType.CONSULT, "Aru", "round", words, day)]
        )

    days = [told("Aru held a round of talks", "a", "2025-03-03")]
    days.append(told("Aru held a round of talks", "b", "2025-04-03"))
    assert len(merge(days).events) == 2
    rounds = [told("Aru held the third round of talks", "a", None)]
    rounds.append(told("Aru held the fourth round of talks", "b", None))
    assert len(merge(rounds).events) == 2


def test_a_threat_never_joins_the_act() -> None:
    text = "Aru threatened to attack the port. Aru attacked the port."
    one = part(
        text,
        "a",
        [("Aru", GROUP, None)],
        [
            (EventType.THREATEN, "Aru", "threatened", "Aru threatened to attack the port", None),
            (EventType.ASSAULT, "Aru", "attacked", "Aru attacked the port", None),
        ],
    )
    assert [e.type for e in merge([one]).events] == [EventType.THREATEN, EventType.ASSAULT]


def test_a_statement_quoted_in_part_belongs_to_the_full_one() -> None:
    full = "we will stay out until the levy is gone and the wages are paid"
    a = part(f"Aru said {full}.", "a", [("Aru", GROUP, None)], statements=[("Aru", full)])
    some = "stay out until the levy is gone"
    b = part(f"Aru would {some}.", "b", [("Aru", GROUP, None)], statements=[("Aru", some)])
    (statement,) = merge([b, a]).statements
    assert statement.content[0].quote == full
    assert [c.quote for c in statement.tellings] == [some]


def test_joining_is_deterministic_and_stable_when_repeated() -> None:
    a = part("Iran met Iraq.", "a", [("Iran", STATE, "IRN"), ("Iraq", STATE, "IRQ")])
    b = part("Iraq left.", "b", [("Iraq", STATE, "IRQ")])
    once = merge([a, b])
    assert merge([a, b]) == once
    assert merge([once]) == once
    assert merge([]) == Evidence()


def test_ids_of_the_first_part_are_kept() -> None:
    a = part("Iran met Iraq.", "a", [("Iran", STATE, "IRN"), ("Iraq", STATE, "IRQ")])
    b = part("Iraq met Oman.", "b", [("Iraq", STATE, "IRQ"), ("Oman", STATE, "OMN")])
    joined = {p.name: p.id for p in merge([a, b]).parties}
    assert (joined["Iran"], joined["Iraq"]) == ("p0", "p1")
    assert joined["Oman"] not in ("p0", "p1")


def test_the_reason_for_one_party_is_given_in_words() -> None:
    a = Party("a", "Esmail Qaani", PERSON)
    b = Party("b", "Ismail Ghaani", PERSON)
    assert same_party(a, b) == "the same name, spelt in another way"


def test_a_bare_noun_joins_the_body_another_report_calls_so() -> None:
    from backchannel.dossier.evidence import MentionKind

    def party(source: Source, id: str, name: str, words: str, named: bool, *more: str) -> Party:
        at = source.text.index(words)
        kind = MentionKind.NAME if named else MentionKind.NOMINAL
        return Party(
            id,
            name,
            PartyKind.ORGANISATION,
            sector="LAB",
            aliases=more,
            mentions=(Mention(source.cite(at, at + len(words)), kind),),
        )

    first = Source("The Quarry Workers Union, QWU, left.", "a")
    second = Source("The union met QWU shop stewards.", "b")
    parts = [
        Evidence(
            (Report(first, body=(Span(0, len(first.text)),)),),
            (party(first, "p1", "Quarry Workers Union", "Quarry Workers Union", True, "QWU"),),
        ),
        Evidence(
            (Report(second, body=(Span(0, len(second.text)),)),),
            (
                party(second, "p1", "union", "The union", False),
                party(second, "p2", "QWU", "QWU", True),
            ),
        ),
    ]
    (union,) = merge(parts).parties
    assert union.name == "Quarry Workers Union"
    assert len(union.mentions) == 3


def test_a_strike_named_later_without_its_doers_is_the_same_strike() -> None:
    a = part(
        "Aru went on strike.",
        "a",
        [("Aru", GROUP, None)],
        [(EventType.PROTEST, "Aru", "strike", "Aru went on strike", "2025-03-03")],
    )
    b = part(
        "On the third day of the strike it rained.",
        "b",
        [],
        [
            (
                EventType.PROTEST,
                "",
                "strike",
                "On the third day of the strike it rained",
                "2025-03-05",
            )
        ],
    )
    assert len(merge([a, b]).events) == 1


def test_what_was_told_as_done_is_not_joined_with_an_act_of_a_later_day() -> None:
    def strike(day: str | None, told: date, origin: str) -> Evidence:
        made = part(
            f"In {origin} Aru went on strike.",
            origin,
            [("Aru", GROUP, None)],
            [(EventType.PROTEST, "Aru", "strike", "Aru went on strike", day)],
        )
        (report,) = made.reports
        return replace(made, reports=(replace(report, reported_on=told),))

    early = strike(None, date(2025, 3, 3), "Orla")
    assert len(merge([early, strike("2025-03-10", date(2025, 3, 12), "Beln")]).events) == 2
    assert len(merge([early, strike("2025-03-02", date(2025, 3, 12), "Beln")]).events) == 1


def test_an_attack_gone_on_with_by_nobody_named_is_one() -> None:
    text = "Gunmen attacked the post at Orla. Two guards were killed there.\nA mill was bombed."
    made = part(
        text,
        "a",
        [("Gunmen", GROUP, None)],
        [
            (EventType.ASSAULT, "Gunmen", "attacked", "Gunmen attacked the post", "2025-03-03"),
            (EventType.ASSAULT, "", "killed", "Two guards were killed", "2025-03-03"),
            (EventType.ASSAULT, "", "bombed", "A mill was bombed", "2025-03-03"),
        ],
    )
    assert [len(e.tellings) for e in merge([made]).events] == [2, 1]


def test_an_ultimatum_that_is_named_is_the_threat_told_elsewhere() -> None:
    threat = part(
        "Aru shut the dam unless Bel paid.",
        "a",
        [("Aru", GROUP, None)],
        [(EventType.THREATEN, "Aru", "unless", "Aru shut the dam unless Bel paid", "2025-03-03")],
    )
    named = part(
        "Their ultimatum had run out.",
        "b",
        [],
        [(EventType.THREATEN, "", "Their ultimatum", "Their ultimatum", None)],
    )
    assert len(merge([threat, named]).events) == 1


def test_two_victims_with_names_keep_two_assaults_apart() -> None:
    def hit(who: str, origin: str) -> Evidence:
        made = part(
            f"Aru attacked {who}.",
            origin,
            [("Aru", GROUP, None), (who, GROUP, None)],
            [(EventType.ASSAULT, "Aru", "attacked", f"Aru attacked {who}", "2025-03-03")],
        )
        (event,) = made.events
        return replace(made, events=(replace(event, targets=("p1",)),))

    assert len(merge([hit("Bel", "a"), hit("Cor", "b")]).events) == 2


def test_a_fire_told_again_in_other_words_is_one_fire() -> None:
    a = part(
        "Two lorries were set on fire at the quarry.",
        "a",
        [],
        [(EventType.ASSAULT, "", "set on fire", "Two lorries were set on fire", "2025-03-03")],
    )
    b = part(
        "The lorries that were burned belonged to the quarry.",
        "b",
        [],
        [(EventType.ASSAULT, "", "burned", "lorries that were burned", "2025-03-03")],
    )
    assert len(merge([a, b]).events) == 1


def test_the_last_word_of_one_long_name_alone_takes_it_up() -> None:
    one = part(
        "The Aru People's Movement met the Movement's old rival.",
        "1",
        [("Aru People's Movement", PartyKind.GROUP, None), ("Movement", PartyKind.GROUP, None)],
    )
    assert len(merge([one]).parties) == 1
    two = part(
        "The Lake People's Movement spoke.",
        "2",
        [("Lake People's Movement", PartyKind.GROUP, None)],
    )
    assert len(merge([one, two]).parties) == 3  # whose movement is not told
    assert (
        same_party(
            Party("a", "Velmont Resources", PartyKind.COMPANY),
            Party("b", "Resources", PartyKind.ORGANISATION),
        )
        is None
    )


def test_a_surname_is_the_one_person_who_bears_it_whatever_it_was_taken_for() -> None:
    full = part("Skipper Lena Tarin sailed.", "1", [("Lena Tarin", PartyKind.PERSON, None)])
    short = part("Tarin denied it.", "2", [("Tarin", PartyKind.PERSONS, None)])
    assert len(merge([full, short]).parties) == 1
    brother = part("Jon Tarin fished.", "3", [("Jon Tarin", PartyKind.PERSON, None)])
    assert len(merge([full, short, brother]).parties) == 3


def test_an_office_is_its_one_named_holder() -> None:
    holder = Party("a", "Lena Tarin", PartyKind.PERSON, role="prime minister")
    source = Source("The premier said no. Lena Tarin left.", "r")
    holder = Party(
        "a",
        "Lena Tarin",
        PartyKind.PERSON,
        role="prime minister",
        mentions=(Mention(source.cite(21, 31)),),
    )
    office = Party(
        "b",
        "premier",
        PartyKind.PERSON,
        role="premier",
        mentions=(Mention(source.cite(4, 11), MentionKind.NOMINAL),),
    )
    assert len(cluster_parties([[holder, office]])) == 1
    other = Party(
        "c",
        "Jon Ade",
        PartyKind.PERSON,
        role="prime minister",
        mentions=(Mention(source.cite(21, 31)),),
    )
    assert len(cluster_parties([[holder, office], [other]])) == 3


def test_riot_police_are_the_one_police_and_monitors_their_mission() -> None:
    text = "The police came. Riot police followed. The UN Mission in Aru sent monitors."
    source = Source(text, "r")

    def body(id: str, words: str, kind: PartyKind, sector: str | None, how: MentionKind) -> Party:
        at = text.index(words)
        mention = Mention(source.cite(at, at + len(words)), how)
        return Party(id, words, kind, sector=sector, mentions=(mention,))

    nominal = MentionKind.NOMINAL
    police = body("a", "police", PartyKind.ARMED_FORCE, "COP", nominal)
    riot = body("b", "Riot police", PartyKind.ARMED_FORCE, "COP", nominal)
    mission = body("c", "UN Mission in Aru", PartyKind.ORGANISATION, None, MentionKind.NAME)
    monitors = body("d", "monitors", PartyKind.PERSONS, None, nominal)
    found = cluster_parties([[police, riot, mission, monitors]])
    assert [len(c.members) for c in found] == [2, 2]
