"""People and organs through whom a body acts: its leader's men, its secretariat, its strikers.

The last rules of the joining (after `backchannel.dossier.one_of_a_kind`). A report says who acted
by naming the people or the organ: "his men" beside the commander of a brigade, "the Secretariat" of
the one community that has one, "the pickets" in a strike of one trade. Where two bodies may be
meant, or a report says in words that they belong to others, they stay apart.
"""

from __future__ import annotations

from collections.abc import Iterable

from backchannel.dossier.clusters import Cluster
from backchannel.dossier.evidence import MentionKind, PartyKind
from backchannel.dossier.head_nouns import narrowing
from backchannel.dossier.names import word_stems
from backchannel.dossier.spelling import bare
from backchannel.dossier.unnamed_groups import Joins, Placed, Rule, how_many

__all__ = ["own_people"]


def own_people() -> tuple[Rule, ...]:
    """The rules, in the order in which they are tried."""
    return (
        _men_of_leader,
        _said_as_named,
        _closing_word,
        _organ_by_kind,
        _secretariat,
        _on_strike,
        _in_the_street,
    )


_GROUPS = frozenset({PartyKind.PERSONS, PartyKind.ARMED_FORCE, PartyKind.GROUP})
_NO_BODY = frozenset(
    {PartyKind.STATE, PartyKind.PERSON, PartyKind.PERSONS, PartyKind.IGO, PartyKind.COMPANY}
)
_MEN = frozenset(
    "man people force troop soldier fighter officer constable policeman gunman follower supporter "
    "comrade militiaman".split()
)


def _only(fits: Iterable[Cluster]) -> Cluster | None:
    found = list(fits)
    return found[0] if len(found) == 1 else None


def _led_by(cluster: Cluster, placed: Placed) -> Cluster | None:
    """The one body of the one person whom a report says a cluster belongs to."""
    persons = [c for c in placed.owners(cluster) if c.kinds == {PartyKind.PERSON}]
    if len(persons) != 1:
        return None
    return _only(c for c in placed.owners(persons[0]) if not c.kinds & _NO_BODY)


def _men_of_leader(placed: Placed) -> Joins:
    """The force or union that a person is of, for "his men", or "his nurses" of a nurses' union."""
    for cluster in placed.under("kind", *sorted(str(kind) for kind in _GROUPS)):
        if cluster.named or not cluster.kinds <= _GROUPS:
            continue
        if any(how_many(phrase) is not None for phrase in cluster.phrases()):
            continue
        body = _led_by(cluster, placed)
        if body is not None and body is not cluster and _are_its_people(cluster, body):
            yield cluster, body


def _are_its_people(cluster: Cluster, body: Cluster) -> bool:
    if cluster.nouns <= _MEN:
        return True
    stems = {stem for name in body.phrases() for stem in word_stems(name)}
    return all(stems & set(word_stems(noun)) for noun in cluster.nouns)


def _closing_word(placed: Placed) -> Joins:
    """The one body whose name ends so, for a name of one word with an article: "the Sangha"."""
    for cluster in placed.under("kind", "organisation", "group", "unknown"):
        if len(cluster.names) != 1 or cluster.kinds & _NO_BODY:
            continue
        name = next(iter(cluster.names))
        plain = bare(name)
        if " " in plain or len(plain) < _LONG or not _with_article(cluster, name):
            continue
        bodies = [
            c
            for c in placed.under("word", plain)
            if c is not cluster and PartyKind.STATE not in c.kinds
        ]
        body = _only(bodies)
        if body is not None and PartyKind.PERSON not in body.kinds and not body.kinds & _NO_BODY:
            if any(bare(n).endswith(" " + plain) for n in body.names):
                if not placed.apart(cluster, body):
                    yield cluster, body


_LONG = 5


def _with_article(cluster: Cluster, name: str) -> bool:
    """Whether all mentions by name have an article before them: no person is told of so."""
    spots = [
        m.citation
        for _, party in cluster.members
        for m in party.mentions
        if m.kind is MentionKind.NAME
    ]
    return bool(spots) and all(
        spot.quote[:4].lower() == "the "
        or spot.source.text[max(0, spot.start - 4) : spot.start].lower().strip() == "the"
        for spot in spots
        if name in spot.quote
    )


def _organ_by_kind(placed: Placed) -> Joins:
    """A state's one organ with a name whose words a noun phrase says: "its security service"."""
    for cluster in placed.under("kind", "organisation", "armed_force"):
        if cluster.named or not cluster.kinds <= _ORGANS:
            continue
        owners = {c for c in placed.owners(cluster) if PartyKind.STATE in c.kinds}
        kinds = [_own_words(phrase) for phrase in cluster.phrases()]
        if not owners or any(len(words) < 2 for words in kinds):
            continue
        head = next(iter(cluster.nouns)) if len(cluster.nouns) == 1 else ""
        organ = _only(
            c
            for c in (placed.under("word", head) if head else ())
            if c is not cluster
            and c.named
            and c.kinds <= _ORGANS
            and placed.owners(c) & owners
            and any(all(words <= set(bare(n).split()) for words in kinds) for n in c.names)
        )
        if organ is not None:
            yield cluster, organ


_ORGANS = frozenset({PartyKind.ORGANISATION, PartyKind.ARMED_FORCE})


def _own_words(phrase: str) -> set[str]:
    """The words of a phrase that stand without a capital: what it says besides whose it is."""
    return {bare(w) for w in phrase.split() if w[:1].islower() and w not in ("of", "the", "in")}


def _secretariat(placed: Placed) -> Joins:
    """The one body between states, or the one that has a secretariat, for "the Secretariat"."""
    for cluster in placed.under("bare", "secretariat") + placed.under("said", "secretariat"):
        if {bare(phrase) for phrase in cluster.phrases()} != {"secretariat"}:
            continue
        bodies = [
            c
            for c in placed.under("kind", "igo", "organisation")
            if c is not cluster and any(_has_secretariat(phrase) for phrase in c.phrases())
        ]
        body = _only(bodies or [c for c in placed.under("kind", "igo") if c is not cluster])
        if body is not None and not placed.apart(cluster, body):
            yield cluster, body


def _has_secretariat(phrase: str) -> bool:
    return bare(phrase).startswith("secretariat of")


def _said_as_named(placed: Placed) -> Joins:
    """The body whose name a noun phrase says word for word: "the Aru dockers' union"."""
    for cluster in placed.under("kind", "organisation", "group", "company"):
        if cluster.named:
            continue
        said = {plain for p in cluster.phrases() if " " in (plain := bare(p))}
        body = _only(
            c
            for c in (placed.under("bare", *sorted(said)) if said else ())
            if not c.kinds & {PartyKind.STATE, PartyKind.PERSON, PartyKind.PERSONS}
        )
        if body is not None and not placed.apart(cluster, body):
            yield cluster, body


_IN_THE_STREET = frozenset("protester protestor demonstrator marcher crowd throng".split())


def _in_the_street(placed: Placed) -> Joins:
    """Those who are told of as demonstrators, protesters and the crowd by turns."""
    street = [
        c
        for c in placed.under("noun", *_IN_THE_STREET)
        if not c.named
        and c.kinds == {PartyKind.PERSONS}
        and c.nouns <= _IN_THE_STREET
        and not any(narrowing(n) or how_many(n) is not None for n in c.phrases())
    ]
    for cluster in street[1:]:
        if not placed.apart(cluster, street[0]):
            yield cluster, street[0]


_ON_STRIKE = frozenset("striker picket".split())
_TRADES = frozenset(("LAB", "MED", "EDU"))


def _on_strike(placed: Placed) -> Joins:
    """The people of the one trade that a dossier tells of, for "the strikers" and "the pickets"."""
    striking = [
        c
        for c in placed.under("noun", *_ON_STRIKE)
        if not c.named and c.kinds == {PartyKind.PERSONS} and c.nouns <= _ON_STRIKE
    ]
    if not striking:
        return
    trade = _only(
        c
        for c in placed.under("sector", *sorted(_TRADES))
        if not c.named
        and c.kinds == {PartyKind.PERSONS}
        and not c.nouns & _ON_STRIKE
        and any(not narrowing(phrase) for phrase in c.phrases())
    )
    whom = trade or striking[0]
    for cluster in striking:
        if cluster is not whom and not placed.apart(cluster, whom):
            yield cluster, whom
