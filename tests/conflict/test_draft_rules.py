"""Each rule of docs/explanation/how-a-conflict-is-drafted.md, on a text made for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from backchannel.conflict.act_reading import read_act
from backchannel.conflict.actors import Actors
from backchannel.conflict.draft import Draft, draft
from backchannel.conflict.elements import Certainty, Conflict, Statements, to_text
from backchannel.dossier.evidence import Evidence, When
from backchannel.text import Citation
from tests.conflict.made_up import MadeUp


def conflict_of(made: Draft) -> Conflict:
    assert made.conflict is not None, made.why_none
    return made.conflict


def owned(conflict: Conflict) -> set[tuple[str, str]]:
    return {(conflict.decision_maker(o.owner).name, o.title) for o in conflict.options}


def now(conflict: Conflict) -> dict[str, str]:
    assert conflict.status_quo is not None
    return dict(zip([o.title for o in conflict.options], conflict.status_quo.state, strict=True))


def wants(conflict: Conflict, maker: str, certainty: Certainty = Certainty.KNOWN) -> list[str]:
    order = conflict.decision_maker(maker).preference.order
    assert isinstance(order, Statements)
    return [to_text(s.expression) for s in order.items if s.certainty is certainty]


def strike(
    text: str = "The union threatened to strike unless the operator raised wages.",
) -> MadeUp:
    made = MadeUp(text)
    made.party("union", "organisation")
    made.party("operator", "company")
    return made


# -- A: who can act


def test_a1_a_spokesman_acts_for_his_organisation() -> None:
    made = MadeUp("Ana Reis, spokeswoman of the union, threatened new attacks.")
    union = made.party("union", "organisation")
    ana = made.party("Ana Reis", "person", part_of=union)
    made.event("THREATEN", "threatened new attacks", ana)
    assert {m.name for m in conflict_of(draft(made.evidence())).decision_makers} == {"union"}


def test_a1_a_parliament_that_asks_its_government_stays_apart() -> None:
    made = MadeUp("Parliament asked Arcadia to release the prisoners.")
    state = made.party("Arcadia", country="ARC")
    house = made.party("Parliament", "organisation", part_of=state)
    made.event("REQUEST", "asked Arcadia to release the prisoners", house, state)
    actors = Actors(made.evidence())
    assert actors.root(house) == house
    assert owned(conflict_of(draft(made.evidence()))) == {("Arcadia", "Release the prisoners")}


def test_a2_a_ministry_is_its_state() -> None:
    made = MadeUp("Arcadia's navy left. The Ministry spoke.")
    state = made.party("Arcadia", country="ARC")
    ministry = made.party("Ministry", "organisation", country="ARC", sector="GOV")
    assert Actors(made.evidence()).root(ministry) == state


def test_a3_militias_fold_under_their_common_name_but_not_into_the_state() -> None:
    made = MadeUp("Arcadia saw the militias and the Red Brigade, a militia of Arcadia.")
    made.party("Arcadia", country="ARC")
    militias = made.party("militias", "group", sector="PRM")
    brigade = made.party("Red Brigade", "group", country="ARC", sector="REB", part_of="Arcadia")
    assert Actors(made.evidence()).root(brigade) == militias


def test_a3_armed_groups_that_fight_each_other_stay_apart() -> None:
    made = MadeUp("The militias, the Red Brigade and the Blue Brigade: Red Brigade attacked Blue.")
    made.party("militias", "group", sector="PRM", country="ARC")
    red = made.party("Red Brigade", "group", country="ARC", sector="REB")
    blue = made.party("Blue Brigade", "group", country="ARC", sector="REB")
    made.event("ASSAULT", "attacked", red, blue)
    actors = Actors(made.evidence())
    assert actors.root(red) == red
    assert actors.root(blue) == blue


def test_a4_a_party_in_the_shadow_is_proposed_and_joins_when_asked() -> None:
    made = MadeUp("The rebels threatened new attacks.", "Arcadia secretly met the rebels.")
    rebels = made.party("rebels", "group", sector="REB")
    state = made.party("Arcadia", in_the_shadow=True, shadow_grounds=(made.cite("secretly"),))
    made.event("THREATEN", "threatened new attacks", rebels)
    made.event("CONSULT", "secretly met", state, rebels)
    plain = draft(made.evidence())
    assert [one.name for one in plain.indirect] == ["Arcadia"]
    assert plain.indirect[0].option == "Support rebels"
    assert {m.name for m in conflict_of(plain).decision_makers} == {"rebels"}
    with_shadow = conflict_of(draft(made.evidence(), include_indirect=True))
    shadow = next(m for m in with_shadow.decision_makers if m.name == "Arcadia")
    assert shadow.weak


def test_a5_foreign_forces_decide_nothing() -> None:
    made = MadeUp("The rebels demanded that coalition forces stop attacks.")
    rebels = made.party("rebels", "group", sector="REB")
    forces = made.party("coalition forces", "armed_force")
    made.event("REQUEST", "demanded that coalition forces stop attacks", rebels, forces)
    assert draft(made.evidence()).conflict is None


# -- C: what a record claims


def test_c1_c2_a_threat_and_its_condition() -> None:
    made = strike("The union threatened to stop work unless the operator paid compensation.")
    made.event("THREATEN", "threatened to stop work", "union", "operator")
    conflict = conflict_of(draft(made.evidence()))
    assert owned(conflict) == {("union", "Strike"), ("operator", "Pay compensation")}
    assert wants(conflict, "union")[0] == "strike IF NOT pay"


def test_c3_the_addressee_of_a_letter_is_not_the_one_who_must_write_it() -> None:
    made = MadeUp("The union said Arcadia must send a letter to the Council asking for help.")
    made.party("Arcadia")
    council = made.party("Council", "igo")
    union = made.party("union", "organisation")
    made.event("REQUEST", "must send a letter", union, council)
    assert owned(conflict_of(draft(made.evidence()))) == {
        ("Arcadia", "Send a letter to the Council")
    }


def test_c4_an_offer_with_an_if() -> None:
    made = MadeUp("The rebels offered to release the captives if Arcadia lifted the blockade.")
    rebels = made.party("rebels", "group", sector="REB")
    state = made.party("Arcadia")
    made.event("CONCEDE", "offered to release the captives", rebels, state, "offered")
    conflict = conflict_of(draft(made.evidence()))
    release = next(o for o in conflict.options if o.title.startswith("Release"))
    blockade = next(o for o in conflict.options if o.owner != release.owner)
    assert wants(conflict, release.owner)[0] == f"{release.id} IF NOT {blockade.id}"
    assert now(conflict)[blockade.title] == "Y"


def test_c5_talks_are_an_option_of_each_side_and_a_visit_of_none() -> None:
    made = MadeUp("Arcadia and Borduria held a round of peace talks.", "Arcadia visited Syldavia.")
    made.party("Arcadia")
    made.party("Borduria")
    made.party("Syldavia")
    made.event("CONSULT", "held a round of peace talks", "Arcadia|Borduria")
    made.event("CONSULT", "visited", "Arcadia", "Syldavia")
    conflict = conflict_of(draft(made.evidence()))
    assert {owner for owner, _ in owned(conflict)} == {"Arcadia", "Borduria"}
    assert set(now(conflict).values()) == {"Y"}


def test_c6_an_attack_that_nobody_claims_has_no_owner() -> None:
    made = MadeUp("Rockets hit the base for months.")
    made.party("Arcadia")
    made.event("ASSAULT", "hit the base", "", "Arcadia")
    made_up = draft(made.evidence())
    assert made_up.conflict is None
    assert any("who did it" in one.why for one in made_up.left_out)


def test_c7_a_withdrawal_belongs_to_those_whose_forces_they_are() -> None:
    made = MadeUp(
        "Borduria keeps Bordurian troops in Arcadia.",
        "The rebels demanded the withdrawal of all foreign troops from Arcadia.",
    )
    made.party("Arcadia")
    made.party("Borduria")
    made.party("Bordurian troops", "armed_force", part_of="Borduria")
    rebels = made.party("rebels", "group", sector="REB")
    made.event("REQUEST", "demanded the withdrawal of all foreign troops", rebels)
    assert owned(conflict_of(draft(made.evidence()))) == {
        ("Borduria", "Withdraw all foreign troops")
    }


def test_c8_a_host_asked_to_end_a_presence_has_an_act_of_its_own() -> None:
    made = MadeUp("Borduria keeps Bordurian troops in Arcadia.",
                  "The rebels asked Arcadia to end the presence of foreign troops.")  # fmt: skip
    made.party("Arcadia")
    made.party("Borduria")
    made.party("Bordurian troops", "armed_force", part_of="Borduria")
    rebels = made.party("rebels", "group", sector="REB")
    made.event("REQUEST", "asked Arcadia to end the presence", rebels, "Arcadia")
    assert owned(conflict_of(draft(made.evidence()))) == {
        ("Arcadia", "End the presence of foreign troops"),
        ("Borduria", "Withdraw foreign troops"),
    }


def test_c9_a_noted_silence_about_an_act_is_an_option_and_about_words_is_none() -> None:
    made = MadeUp("Arcadia has not published a timetable for the elections.",
                  "Arcadia made no comment on the matter.")  # fmt: skip
    state = made.party("Arcadia")
    made.absence("has not published a timetable for the elections", "has not published", state)
    made.absence("made no comment", "made no comment", state)
    made_up = draft(made.evidence())
    conflict = conflict_of(made_up)
    assert now(conflict) == {"Set a schedule for the elections": "N"}
    assert any("about words" in one.why for one in made_up.left_out)


# -- G: which claims are one option


@pytest.mark.parametrize(
    "phrase",
    ["the withdrawal of foreign troops", "every soldier must leave", "troop withdrawal",
     "end the presence of all foreign troops", "pull out its forces"],
)  # fmt: skip
def test_g1_different_words_for_the_same_act_share_a_key(phrase: str) -> None:
    act = read_act(phrase)
    assert act is not None
    assert act.key == ("withdraw", "force")
    assert act.positive


@pytest.mark.parametrize(
    ("one", "other"),
    [("withdrawal of troops", "a schedule for the withdrawal of troops"),
     ("close the border", "close the embassy"),
     ("release the prisoners", "release the water"),
     ("a strike by dockers", "talks")],
)  # fmt: skip
def test_g1_acts_that_look_alike_stay_apart(one: str, other: str) -> None:
    first, second = read_act(one), read_act(other)
    assert first is not None
    assert second is not None
    assert first.key != second.key


@pytest.mark.parametrize(
    ("phrase", "positive"),
    [("attack the convoy", True), ("stop the attacks", False), ("lift the blockade", False),
     ("reopen the border", False), ("reject the talks", False), ("resume the talks", True),
     ("refrain from attacks", False), ("do not attack", False)],
)  # fmt: skip
def test_g3_direction_is_read_off(phrase: str, positive: bool) -> None:
    act = read_act(phrase)
    assert act is not None
    assert act.positive is positive


def test_g4_who_is_asked_to_stop_others_has_an_option_of_its_own() -> None:
    made = MadeUp(
        "The rebels threatened new attacks.", "Borduria asked Arcadia to stop the attacks."
    )
    rebels = made.party("rebels", "group", sector="REB")
    made.party("Arcadia")
    made.party("Borduria")
    made.event("THREATEN", "threatened new attacks", rebels, "Borduria")
    made.event("REQUEST", "asked Arcadia to stop the attacks", "Borduria", "Arcadia")
    conflict = conflict_of(draft(made.evidence()))
    assert owned(conflict) == {("rebels", "Carry out attacks"), ("Arcadia", "Stop attacks")}


# -- S: the status quo


def test_s1_a_standing_act_in_force_is_done_and_an_ended_one_is_not() -> None:
    made = MadeUp("Arcadia imposed a levy on milk.", "Arcadia scrapped the levy on milk.")
    made.party("Arcadia")
    made.party("Borduria")
    made.event("SANCTION", "imposed a levy on milk", "Arcadia", "Borduria", day=date(2024, 1, 1))
    assert set(now(conflict_of(draft(made.evidence()))).values()) == {"Y"}
    made.event("RETREAT", "scrapped the levy on milk", "Arcadia", "Borduria", day=date(2024, 2, 1))
    assert set(now(conflict_of(draft(made.evidence()))).values()) == {"N"}


def test_s3_what_is_threatened_is_not_yet_done() -> None:
    made = strike()
    made.event("THREATEN", "threatened to strike", "union", "operator")
    assert now(conflict_of(draft(made.evidence())))["Strike"] == "N"


def test_s4_what_is_to_be_ended_is_going_on() -> None:
    made = MadeUp("Borduria demanded that Arcadia lift the blockade.")
    made.party("Arcadia")
    made.party("Borduria")
    made.event("REQUEST", "demanded that Arcadia lift the blockade", "Borduria", "Arcadia")
    assert set(now(conflict_of(draft(made.evidence()))).values()) == {"Y"}


# -- F: what cannot go together


def test_f_only_if_between_options_is_a_rule_with_its_sentence() -> None:
    made = MadeUp("Arcadia demanded a ceasefire. Arcadia offered to release the prisoners.",
                  "There will be no ceasefire without the release of the prisoners.")  # fmt: skip
    made.party("Arcadia")
    made.party("Borduria")
    made.event("REQUEST", "demanded a ceasefire", "Arcadia", "Borduria")
    made.event("CONCEDE", "offered to release the prisoners", "Arcadia", "Borduria", "offered")
    conflict = conflict_of(draft(made.evidence()))
    assert [to_text(rule.allowed) for rule in conflict.rules] == ["release IF ceasefire"]
    assert conflict.rules[0].grounds[0].text.startswith("There will be no ceasefire")


def test_f_alternatives_of_different_parties_are_noted_not_modelled() -> None:
    made = MadeUp("Arcadia held peace talks with Borduria.", "The rebels threatened new attacks.",
                  "Arcadia has two conflicting options (talks or attacks).")  # fmt: skip
    made.party("Arcadia")
    made.party("Borduria")
    made.party("rebels", "group", sector="REB")
    made.event("CONSULT", "held peace talks", "Arcadia|Borduria")
    made.event("THREATEN", "threatened new attacks", "rebels")
    made_up = draft(made.evidence())
    assert not conflict_of(made_up).rules
    assert any("belong to different parties" in note for note in made_up.notes)


# -- P: what each prefers


def test_p1_own_demands_come_before_positions_and_recent_before_old() -> None:
    made = MadeUp(
        "Borduria demanded that Arcadia release the prisoners.",
        "Borduria demanded that Arcadia close the border.",
        "Borduria opposes the talks with Arcadia held in May, the peace talks.",
    )
    made.party("Arcadia")
    made.party("Borduria")
    made.event("REQUEST", "demanded that Arcadia release the prisoners", "Borduria", "Arcadia",
               day=date(2024, 1, 1))  # fmt: skip
    made.event("REQUEST", "demanded that Arcadia close the border", "Borduria", "Arcadia",
               day=date(2024, 3, 1))  # fmt: skip
    made.event("CONSULT", "the talks with Arcadia held", "Arcadia|Borduria")
    made.position("Borduria", "peace talks", "against", "opposes the talks")
    conflict = conflict_of(draft(made.evidence()))
    told = wants(conflict, "Borduria")
    assert told[:2] == ["close", "release"]
    assert all(one.startswith("NOT talks") for one in told[2:])


def test_p3_a_threat_in_one_breath_with_a_demand_is_conditional() -> None:
    made = MadeUp("The rebels demanded the release of the prisoners, threatening new attacks.")
    rebels = made.party("rebels", "group", sector="REB")
    made.party("Arcadia")
    made.event("REQUEST", "demanded the release of the prisoners", rebels, "Arcadia")
    made.event("THREATEN", "threatening new attacks", rebels)
    assert "attack IF NOT release" in wants(conflict_of(draft(made.evidence())), "rebels")


def test_p4_a_contradiction_is_set_aside_and_noted() -> None:
    made = MadeUp("Borduria demanded that Arcadia close the border.",
                  "Borduria demanded that Arcadia reopen the border.",
                  "Borduria threatened new attacks.")  # fmt: skip
    made.party("Arcadia")
    made.party("Borduria")
    made.event("REQUEST", "demanded that Arcadia close the border", "Borduria", "Arcadia",
               day=date(2024, 1, 1))  # fmt: skip
    made.event("REQUEST", "demanded that Arcadia reopen the border", "Borduria", "Arcadia",
               day=date(2024, 3, 1))  # fmt: skip
    made.event("THREATEN", "threatened new attacks", "Borduria")
    made_up = draft(made.evidence())
    assert wants(conflict_of(made_up), "Borduria")[:2] == ["NOT close", "attack"]
    assert any("set aside" in note for note in made_up.notes)


def test_p5_who_is_threatened_is_taken_to_prefer_that_it_is_not_done() -> None:
    made = MadeUp("Arcadia threatened to close the border.", "Borduria demanded a ceasefire.")
    made.party("Arcadia")
    made.party("Borduria")
    made.event("THREATEN", "threatened to close the border", "Arcadia", "Borduria")
    made.event("REQUEST", "demanded a ceasefire", "Arcadia", "Borduria")
    conflict = conflict_of(draft(made.evidence()))
    assert "NOT close" in wants(conflict, "Borduria")


def test_p7_silence_is_unknown_neither_for_nor_against() -> None:
    made = MadeUp("Borduria demanded that Arcadia release the prisoners.")
    made.party("Arcadia")
    made.party("Borduria")
    made.event("REQUEST", "demanded that Arcadia release the prisoners", "Borduria", "Arcadia")
    made_up = draft(made.evidence())
    conflict = conflict_of(made_up)
    assert wants(conflict, "Arcadia") == []
    assert wants(conflict, "Arcadia", Certainty.UNKNOWN) == ["release"]
    assert [s.option for s in made_up.silences] == ["release"]


# -- L: what is left out


def test_l2_what_is_over_and_done_with_is_history() -> None:
    made = MadeUp("Arcadia released the prisoners.")
    made.party("Arcadia")
    made.event("RETREAT", "released the prisoners", "Arcadia")
    made_up = draft(made.evidence())
    assert made_up.conflict is None
    assert any(one.why.startswith("done") for one in made_up.left_out)


def test_nothing_to_draft_says_why() -> None:
    made = MadeUp("It rained in Arcadia.")
    made.party("Arcadia")
    made_up = draft(made.evidence())
    assert made_up.conflict is None
    assert "no party" in made_up.why_none


def test_p3_who_threatens_on_a_condition_is_not_taken_to_want_the_act_anyway() -> None:
    made = MadeUp(
        "The rebels demanded of Arcadia the release of the prisoners, threatening new attacks."
    )
    arcadia = made.party("Arcadia")
    rebels = made.party("rebels", "group")
    made.event("REQUEST", "demanded of Arcadia the release of the prisoners", rebels, arcadia)
    made.event("THREATEN", "threatening new attacks", rebels)
    made.position(rebels, "new attacks", "for", "new attacks", doers=rebels)
    evidence = made.evidence()
    implied = replace(evidence.positions[0], explicit=False)
    conflict = conflict_of(draft(replace(evidence, positions=(implied,))))
    order = conflict.decision_maker(conflict.option("attack").owner).preference.order
    assert isinstance(order, Statements)
    about = {item.text: item.certainty for item in order.items if "attack" in item.text}
    assert about["attack"] is Certainty.UNKNOWN
    assert any("attack IF" in text for text in about)


@pytest.mark.parametrize(
    ("phrase", "read"),
    [
        ("withdraw the levy within sixty days", ("levy", False)),
        ("withdraw its troops", ("withdraw", True)),
        ("put the dismissals on ice", ("dismiss", False)),
        ("meet the president face to face", ("meet", True)),
        ("let the crew go", ("release", True)),
    ],
)
def test_g3_verbs_that_undo_depend_on_their_object(phrase: str, read: tuple[str, bool]) -> None:
    act = read_act(phrase, "REQUEST")
    assert act is not None
    assert (act.act_class, act.positive) == read
    assert "face" not in act.name


def test_let_is_no_release_of_whoever_may_do_something() -> None:
    act = read_act("let Marovian experts visit the station", "AGREE")
    assert act is not None
    assert (act.act_class, act.name) == ("access", "Admit Marovian experts")


@pytest.mark.parametrize(
    ("phrase", "name", "positive"),
    [
        ("would charge 30 per cent from March 1", "Keep the levy", True),
        ("to appoint an arbitrator without a party card", "Appoint an arbitrator", True),
        ("to pull its ships out of the bay", "Withdraw its ships", True),
        ("the crew would be tried as pirates", "Have the crew tried as pirates", True),
        ("that the payment for the current be held back", "Pay", False),
        ("no Marovian lorry would pass the crossing", "Admit Marovian lorry", False),
        ("to hand the trawler over", "Hand the trawler over", True),
        ("must first lay down our weapons", "Lay down our weapons", True),
        ("to call off the strike", "Strike", False),
        ("would leave the cabinet", "Leave the cabinet", True),
        ("fired tear gas", "Carry out attacks", True),
        ("to take the trams back into public hands", "Take the trams back", True),
        ("to halt the dig “this minute”", "Halt the dig", True),
        ("a fund of US$18 million", "Give the fund of US$18 million", True),
    ],
)
def test_an_act_is_named_after_its_own_verb(phrase: str, name: str, positive: bool) -> None:
    act = read_act(phrase, "THREATEN")
    assert act is not None
    assert act.name.startswith(name)
    assert act.positive == positive


@pytest.mark.parametrize(
    "phrase",
    [
        "set the province a date",
        "by the treaty of 1973",
        "an ambassador for consultations",
        "Vientiane as a meeting place",
        "from March 1",
        "by 131 votes to 129",
    ],
)
def test_words_that_only_look_like_an_act_are_none(phrase: str) -> None:
    assert read_act(phrase, "AGREE") is None


def _told(made: MadeUp, act: str, condition: str = "") -> Evidence:
    """The evidence with the act of its last event told apart, as the reader does it."""
    evidence = made.evidence()
    last = evidence.events[-1]
    telling = last.tellings[0]
    text = telling.citation.source.text

    def cite(words: str) -> Citation | None:
        at = text.index(words) if words else -1
        return telling.citation.source.cite(at, at + len(words)) if words else None

    told = replace(telling, act=cite(act), condition=cite(condition))
    return replace(evidence, events=(*evidence.events[:-1], replace(last, tellings=(told,))))


def test_c2_a_condition_before_its_threat_counts() -> None:
    made = MadeUp("If Arcadia does not release the prisoners, the rebels will attack the port.")
    arcadia = made.party("Arcadia")
    rebels = made.party("rebels", "group")
    made.event("THREATEN", "will attack the port", rebels, arcadia)
    evidence = _told(made, "will attack the port", "If Arcadia does not release the prisoners")
    conflict = conflict_of(draft(evidence))
    assert "attack IF NOT release" in said(conflict, "Attack the port")


@pytest.mark.parametrize("verb", ["argued", "alleged", "notified all"])
def test_c6_a_deed_is_read_by_its_verb_whatever_letters_it_begins_with(verb: str) -> None:
    made = MadeUp(f"Arcadia {verb} that the levy of Boria is unlawful.")
    made.event("SANCTION", f"{verb} that the levy of Boria is unlawful", made.party("Arcadia"))
    found = draft(_told(made, f"{verb} that the levy of Boria is unlawful"))
    assert found.conflict is None, "the levy is not Arcadia's"


def test_c2_do_this_or_else_is_a_demand_and_a_threat() -> None:
    made = MadeUp("The rebels told Arcadia to release the prisoners or face new attacks.")
    rebels = made.party("rebels", "group")
    arcadia = made.party("Arcadia")
    made.event("THREATEN", "told Arcadia to release the prisoners or", rebels, arcadia)
    conflict = conflict_of(draft(_told(made, "face new attacks", "to release the prisoners")))
    assert {o.title for o in conflict.options} >= {"Release the prisoners"}
    assert "release" in said(conflict, "Carry out attacks")
    assert "attack IF NOT release" in said(conflict, "Carry out attacks")


def test_p3_a_condition_that_cannot_be_read_leaves_the_wish_unknown() -> None:
    made = MadeUp("Arcadia will close the port if nothing else helps. It closed the port before.")
    arcadia = made.party("Arcadia")
    made.event("THREATEN", "will close the port", arcadia)
    evidence = _told(made, "will close the port", "if nothing else helps")
    assert said(conflict_of(draft(evidence)), "Close the port") == []


def test_l4_what_happened_years_ago_is_history() -> None:
    made = MadeUp("In 2019 Arcadia closed the port. Now it demands talks.")
    arcadia = made.party("Arcadia")
    made.event("COERCE", "closed the port", arcadia)
    evidence = made.evidence()
    old = replace(evidence.events[0], when=When(date(2019, 1, 1), date(2019, 12, 31)))
    told = replace(evidence.reports[0], reported_on=date(2024, 5, 1))
    found = draft(replace(evidence, events=(old,), reports=(told,)))
    assert found.conflict is None
    assert any("two years" in one.why for one in found.left_out)


def said(conflict: Conflict, option: str) -> list[str]:
    """What the owner of an option is known to want."""
    owner = next(o.owner for o in conflict.options if o.title == option)
    order = conflict.decision_maker(owner).preference.order
    assert isinstance(order, Statements)
    return [item.text for item in order.items if item.certainty is Certainty.KNOWN]
