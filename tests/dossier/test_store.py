from __future__ import annotations

import gc
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from backchannel.dossier import rows, schema, store
from backchannel.dossier.evidence import Evidence
from backchannel.dossier.records_json import evidence_to_plain
from backchannel.dossier.store import Dossier
from backchannel.errors import DossierError

from .made import join, reading


@pytest.fixture
def dossier(tmp_path: Path) -> Iterator[Dossier]:
    with Dossier.create(tmp_path / "strike.dossier", "Dock strike") as opened:
        yield opened


def add(dossier: Dossier, text: str, origin: str = "a.txt", reader: str = "1") -> str:
    return dossier.add(reading(text, origin), reader, join).report


def test_a_report_is_found_again_with_every_quote_at_its_place(dossier: Dossier) -> None:
    add(dossier, "The dockers rejected the offer. The port said talks go on.")
    evidence = dossier.evidence()
    assert [p.name for p in evidence.parties] == ["The dockers", "The port"]
    for citation in evidence.citations():
        assert citation.source.text[citation.start : citation.end] == citation.quote
    assert dossier.title == "Dock strike"


def test_the_same_event_told_twice_is_one_with_two_tellings(dossier: Dossier) -> None:
    add(dossier, "The dockers rejected the offer.")
    result = dossier.add(reading("On Friday. The dockers rejected the offer.", "b"), "1", join)
    assert (result.outcome, result.new) == ("added", 0)
    (event,) = dossier.evidence().events
    assert [t.citation.source.origin for t in event.tellings] == ["a.txt", "b"]


def test_the_same_text_is_not_added_twice(dossier: Dossier) -> None:
    add(dossier, "The dockers rejected the offer.")
    before = evidence_to_plain(dossier.evidence())
    assert dossier.add(reading("The dockers rejected the offer."), "1", join).outcome == (
        "already there"
    )
    assert evidence_to_plain(dossier.evidence()) == before
    assert len(dossier.steps()) == 1


def test_a_wire_story_with_small_edits_is_recognised(dossier: Dossier) -> None:
    body = " ".join(f"Word{i} and so on it went" for i in range(60))
    first = add(dossier, body + " The dockers rejected the offer.", "wire")
    again = dossier.add(reading(body + " The dockers rejected a new offer.", "paper"), "1", join)
    other = dossier.add(reading("The port rejected the plan.", "else"), "1", join)
    assert again.same_as == first
    assert other.same_as is None


def test_accepted_records_are_not_changed_by_a_new_reading(dossier: Dossier) -> None:
    text = "The dockers rejected the offer."
    add(dossier, text)
    party = dossier.evidence().parties[0].id
    dossier.rename(party, "Dockers' union")
    assert dossier.add(reading(text), "2", join).outcome == "read again"
    (kept,) = dossier.evidence().parties
    assert (kept.id, kept.name, kept.aliases) == (party, "Dockers' union", ("The dockers",))
    assert dossier.status(party) == "accepted"


def test_what_was_rejected_does_not_come_back(dossier: Dossier) -> None:
    add(dossier, "The dockers rejected the offer.")
    event = dossier.evidence().events[0].id
    dossier.reject([event])
    add(dossier, "Again. The dockers rejected the offer.", "b")
    add(dossier, "The dockers rejected the offer.", "a.txt", reader="2")
    assert dossier.evidence().events == ()
    assert dossier.status(event) == "rejected"


def test_what_is_attributed_to_a_merged_party_goes_with_it(dossier: Dossier) -> None:
    told = reading("The dockers rejected the offer. The pilots said talks go on. Pilots said no.")
    *_, same = (party.id for party in told.parties)
    (event,) = told.events
    tellings = tuple(replace(t, attributed_to=(same,)) for t in event.tellings)
    event = replace(event, tellings=tellings)
    dossier.add(replace(told, events=(event,)), "1", join)
    ids = {party.name: party.id for party in dossier.evidence().parties}
    dossier.merge(ids["The pilots"], [ids["Pilots"]])
    (kept,) = dossier.evidence().events
    assert kept.tellings[0].attributed_to == (ids["The pilots"],)
    add(dossier, "Later the port spoke. The dockers rejected the offer.", "b")
    (kept,) = dossier.evidence().events
    assert [len(t.attributed_to) for t in kept.tellings] == [1, 0]


def test_a_file_that_refers_to_a_party_that_is_gone_can_be_added_to(dossier: Dossier) -> None:
    add(dossier, "The dockers rejected the offer.")
    db = sqlite3.connect(dossier.path)
    told = "json_set(detail, '$.attributed_to', json_array('P99'))"
    db.execute(f"UPDATE cites SET detail = {told} WHERE kind = 'event'")
    db.commit()
    db.close()
    add(dossier, "Later the port spoke. The dockers rejected the offer.", "b")
    (event,) = dossier.evidence().events
    assert [t.attributed_to for t in event.tellings] == [(), ()]


def test_merged_parties_stay_one_when_the_next_report_comes(dossier: Dossier) -> None:
    add(dossier, "The dockers rejected the offer. Stevedores rejected the offer.")
    first, second = (p.id for p in dossier.evidence().parties)
    dossier.merge(first, [second])
    add(dossier, "Stevedores rejected the plan.", "b")
    (party,) = dossier.evidence().parties
    assert party.id == first
    assert "Stevedores" in party.aliases
    assert {e.sources for e in dossier.evidence().events} == {(first,)}


def test_a_split_party_stays_two_and_takes_its_events_along(dossier: Dossier) -> None:
    add(dossier, "The dockers rejected the offer. Stevedores rejected the plan.")
    first, second = (p.id for p in dossier.evidence().parties)
    dossier.merge(first, [second])
    fresh = dossier.split(first, ["Stevedores"])
    events = {e.label: e.sources for e in dossier.evidence().events}
    assert events == {"the offer": (first,), "the plan": (fresh,)}
    add(dossier, "Stevedores rejected the truce.", "b")
    assert {e.label: e.sources for e in dossier.evidence().events}["the truce"] == (fresh,)


def test_every_step_can_be_undone_to_the_very_same_evidence(dossier: Dossier) -> None:
    add(dossier, "The dockers rejected the offer. Stevedores rejected the plan.")
    first, second = (p.id for p in dossier.evidence().parties)
    states = []
    for step in (
        lambda: dossier.rename(first, "Union"),
        lambda: dossier.merge(first, [second]),
        lambda: dossier.split(first, ["Stevedores"]),
        lambda: dossier.accept(["E1"]),
        lambda: dossier.reject(["E2"]),
        lambda: add(dossier, "The port rejected the offer.", "b"),
    ):
        states.append((evidence_to_plain(dossier.evidence()), dossier.statuses()))
        step()
    while states:
        dossier.undo()
        assert (evidence_to_plain(dossier.evidence()), dossier.statuses()) == states.pop()
    dossier.undo()
    assert dossier.counts()["report"] == 0
    assert dossier.search("dockers") == []
    with pytest.raises(DossierError, match="nothing to undo"):
        dossier.undo()


def test_search_finds_passages_and_survives_operators(dossier: Dossier) -> None:
    add(dossier, "The dockers rejected the offer. The port said talks go on.")
    assert {f.kind for f in dossier.search("dock*")} >= {"report", "party"}
    assert dossier.search('"talks go on"')[0].text.count("[") >= 1
    assert dossier.search("nothing-like NEAR( this") == []
    with pytest.raises(DossierError, match="give a word"):
        dossier.search(' "" * ')
    dossier.undo()
    assert dossier.search("dockers") == []


def hits(dossier: Dossier, words: str) -> list[tuple[str, str, str]]:
    return [(hit.kind, hit.ref, hit.text) for hit in dossier.search(words, 100)]


def test_of_a_word_that_is_everywhere_the_newest_passages_are_ranked(
    dossier: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(12):
        met = "They met. " * (number % 5)
        add(dossier, f"The dockers rejected the offer {'x' * number}. {met}", f"{number}")
    whole, rare = hits(dossier, "dockers"), hits(dossier, '"They met"')
    query = "SELECT p.kind, p.ref FROM search s JOIN passage p ON p.rowid = s.rowid "
    query += "WHERE search MATCH 'dockers' ORDER BY p.rowid DESC LIMIT 5"
    newest = set(dossier._db.execute(query).fetchall())
    assert len(whole) > 10 >= len(rare) > 5
    monkeypatch.setattr(store, "RANKED", 5)
    assert hits(dossier, "dockers") == [hit for hit in whole if hit[:2] in newest]
    monkeypatch.setattr(store, "RANKED", len(rare))
    assert hits(dossier, '"They met"') == rare


@pytest.mark.parametrize("few", [0, 10_000])
def test_the_latest_events_of_parties_are_the_same_either_way(
    dossier: Dossier, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    for number, who in enumerate(("dockers", "port", "union", "dockers", "port")):
        add(dossier, f"The {who} rejected the plan {'x' * number}.", f"{number}")
    monkeypatch.setattr(store, "FEW_EVENTS", few)
    slowly = [
        event.id
        for event in reversed(dossier.evidence().events)
        if {"P1", "P2"} & {*event.sources, *event.targets}
    ]
    assert [ref for ref, _ in dossier._latest_events(["P1", "P2"], 50)] == slowly
    assert [ref for ref, _ in dossier._latest_events(["P1", "P2"], 2)] == slowly[:2]
    assert dossier._latest_events([], 50) == []


@pytest.mark.parametrize("at_hand", [1, 2, 60])
def test_recent_records_are_the_last_linked_after_every_step(
    dossier: Dossier, monkeypatch: pytest.MonkeyPatch, at_hand: int
) -> None:
    for module in (rows, store):
        monkeypatch.setattr(module, "LINKS_AT_HAND", at_hand)
    monkeypatch.setattr(rows, "PARTIES_AT_HAND", 2)

    def hold_against_all_links() -> None:
        for parties in ((), ("P1",), ("P2", "P3"), ("P1", "P2", "P3")):
            marks = ", ".join("?" for _ in parties)
            links = dossier._db.execute(
                f"SELECT ref FROM involves WHERE kind = 'statement' AND party IN ({marks}) "
                "ORDER BY rowid DESC",
                parties,
            ).fetchall()
            slowly = list(dict.fromkeys(ref for (ref,) in links))
            assert dossier._recent("statement", set(parties)) == set(slowly[:at_hand])

    for number, who in enumerate(("dockers", "port", "dockers", "union", "port")):
        add(dossier, f"The {who} said talk {'x' * number} goes on.", f"{number}")
        hold_against_all_links()
    dossier.merge("P1", ["P2"])
    hold_against_all_links()
    dossier.merge("S1", ["S2"])
    hold_against_all_links()
    dossier.undo()
    hold_against_all_links()
    dossier.split("P1", ["The port"])
    hold_against_all_links()

    def cut_off() -> None:
        with dossier._step("merge", "cut off"):
            dossier._pour("party", "P3", "P1")
            hold_against_all_links()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        cut_off()
    hold_against_all_links()
    with Dossier.open(dossier.path) as second:
        add(second, "The union said talk is over.", "else")
    dossier._fresh()
    hold_against_all_links()


def test_little_kept_in_memory_gives_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = [
        f"The {who} rejected offer {number % 4}. The {who} said talk {number} goes on."
        for number, who in enumerate(("dockers", "port", "union", "port", "dockers") * 3)
    ]
    found = []
    for few in (False, True):
        if few:
            monkeypatch.setattr(rows, "RECORDS_AT_HAND", 1)
            monkeypatch.setattr(rows, "PARTIES_AT_HAND", 1)
            monkeypatch.setattr(store, "RUNS_AT_HAND", 1)
        with Dossier.create(tmp_path / f"{few}.dossier") as made:
            for number, text in enumerate(texts):
                add(made, text, str(number))
                assert not few or len(made._loaded) + len(made._loaded_before) < 60
            found.append((evidence_to_plain(made.evidence()), made.reports()))
    assert [plain for plain, _ in found[:1]] == [plain for plain, _ in found[1:]]
    assert [r["same_as"] for r in found[0][1]] == [r["same_as"] for r in found[1][1]]


@pytest.mark.parametrize("enabled", [True, False])
def test_the_collector_is_left_as_it_was(dossier: Dossier, enabled: bool) -> None:
    before = gc.isenabled()
    during = []

    def watching(parts: Sequence[Evidence], settled: int) -> Evidence:
        during.append(gc.isenabled())
        return join(parts, settled)

    def broken(parts: Sequence[Evidence], settled: int) -> Evidence:
        raise RuntimeError("power cut")

    try:
        (gc.enable if enabled else gc.disable)()
        dossier.add(reading("The dockers rejected the offer."), "1", watching)
        assert (during, gc.isenabled()) == ([False], enabled)
        with pytest.raises(RuntimeError):
            dossier.add(reading("The port rejected the plan.", "b"), "1", broken)
        assert gc.isenabled() is enabled
    finally:
        (gc.enable if before else gc.disable)()


@pytest.mark.parametrize("codes", [(0xD844, 0xDC00), (0xDC00, 0xD844), (0xD844,), (0x1B, 0x1B)])
def test_halves_of_characters_come_back_as_they_were(
    dossier: Dossier, codes: tuple[int, ...]
) -> None:
    odd = "".join(map(chr, codes))
    text = f"The dockers {odd}rejected the {odd} offer. The {odd}port said {odd}{odd} goes on."
    add(dossier, text)
    with Dossier.open(dossier.path) as again:
        evidence = again.evidence()
    assert evidence.reports[0].source.text == text
    assert all(text[c.start : c.end] == c.quote for c in evidence.citations())
    assert rows.restored(rows.storable(text)) == text


def test_few_texts_are_kept_in_memory(dossier: Dossier, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "SOURCES_AT_HAND", 2)
    for number in range(5):
        add(dossier, f"The dockers rejected the offer {'x' * number}.", f"{number}")
    assert len(dossier._sources) <= 2
    assert len(dossier.evidence().reports) == 5
    for citation in dossier.evidence().citations():
        assert citation.source.text[citation.start : citation.end] == citation.quote


@pytest.mark.parametrize(
    ("ref", "message"),
    [("X9", "is not an id"), ("P99", "there is no party P99"), ("", "not an id")],
)
def test_an_unknown_id_is_named(dossier: Dossier, ref: str, message: str) -> None:
    with pytest.raises(DossierError, match=message):
        dossier.accept([ref])


def test_a_split_names_what_is_there(dossier: Dossier) -> None:
    add(dossier, "The dockers rejected the offer.")
    with pytest.raises(DossierError, match="Did you mean 'The dockers'"):
        dossier.split("P1", ["The docker"])


def test_only_accepted_records_can_be_asked_for(dossier: Dossier) -> None:
    add(dossier, "The dockers rejected the offer. The port rejected the plan.")
    dossier.accept(["E2"])
    evidence = dossier.evidence(accepted_only=True)
    assert [e.label for e in evidence.events] == ["the plan"]
    assert [p.name for p in evidence.parties] == ["The port"]


def test_an_interrupted_add_leaves_the_dossier_as_it_was(dossier: Dossier) -> None:
    add(dossier, "The dockers rejected the offer.")
    before = dossier.path.read_bytes()

    def broken(parts: object, settled: int) -> object:
        raise RuntimeError("power cut")

    with pytest.raises(RuntimeError):
        dossier.add(reading("The dockers rejected the plan.", "b"), "1", broken)  # type: ignore[arg-type]
    assert dossier.counts()["report"] == 1
    assert dossier.path.read_bytes() == before


def test_odd_characters_come_back_as_they_were(dossier: Dossier) -> None:
    text = "The d\ud800ckers rejected the \x00 \u202eoffer\u200b."
    add(dossier, text)
    (report,) = dossier.evidence().reports
    assert report.source.text == text


def test_an_older_form_is_migrated_after_a_backup(tmp_path: Path) -> None:
    path = tmp_path / "old.dossier"
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("BEGIN")
    schema.create_schema(connection, version=1)
    connection.execute("COMMIT")
    connection.close()
    old = path.read_bytes()
    with Dossier.open(path) as dossier:
        assert dossier.backup is not None
        add(dossier, "The dockers rejected the offer.")
        assert dossier.counts()["event"] == 1
    backup = sqlite3.connect(dossier.backup)
    assert backup.execute("PRAGMA user_version").fetchone()[0] == 1
    assert len(old) > 0
    with Dossier.open(path) as again:
        assert again.backup is None


def test_a_newer_form_and_other_files_are_refused(tmp_path: Path, dossier: Dossier) -> None:
    dossier.close()
    connection = sqlite3.connect(dossier.path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = dossier.path.read_bytes()
    with pytest.raises(DossierError, match=r"newer Backchannel.*form 99"):
        Dossier.open(dossier.path)
    assert dossier.path.read_bytes() == before
    other = tmp_path / "notes.txt"
    other.write_text("not a database at all, just words " * 50)
    with pytest.raises(DossierError, match="not a dossier"):
        Dossier.open(other)
    foreign = tmp_path / "foreign.sqlite"
    sqlite3.connect(foreign).execute("CREATE TABLE t (x)").connection.close()
    with pytest.raises(DossierError, match="but not a dossier"):
        Dossier.open(foreign)
    with pytest.raises(DossierError, match=r"no such dossier.*Did you mean 'notes.txt'"):
        Dossier.open(tmp_path / "note.txt")
    with pytest.raises(DossierError, match="there is a file of that name"):
        Dossier.create(other)


def test_two_open_dossiers_lose_nothing(dossier: Dossier) -> None:
    with Dossier.open(dossier.path) as second:
        for i in range(6):
            one = dossier if i % 2 else second
            add(one, f"The dockers rejected offer {i}.", f"{i}.txt")
        assert dossier.counts() == second.counts()
        assert second.counts()["event"] == 6
        assert second.counts()["party"] == 1


def test_a_file_with_a_foreign_trigger_is_refused(dossier: Dossier) -> None:
    dossier.close()
    connection = sqlite3.connect(dossier.path)
    connection.execute("CREATE TRIGGER x AFTER INSERT ON report BEGIN DELETE FROM party; END")
    connection.commit()
    connection.close()
    with pytest.raises(DossierError, match="holds 'x'"):
        Dossier.open(dossier.path)


def test_a_party_is_found_by_a_name_that_it_alone_bears(dossier: Dossier) -> None:
    add(dossier, "The dockers rejected the offer. The port said talks go on.")
    dockers = next(p.id for p in dossier.evidence().parties if "dockers" in p.name)
    assert dossier.id_of("the DOCKERS") == dockers
    assert dossier.id_of(dockers) == dockers
    assert dossier.id_of("nobody") == "nobody"
    port = next(p.id for p in dossier.evidence().parties if p.id != dockers)
    dossier.rename(port, "The dockers")
    with pytest.raises(DossierError, match=rf"several parties \({dockers}, {port}\)"):
        dossier.id_of("The dockers")
    dossier.reject([port])
    assert dossier.id_of("The dockers") == dockers
    (event,) = dossier.evidence().events
    dossier.rename(dockers, event.id)
    assert dossier.id_of(event.id) == event.id, "an id is never taken for a name"
