"""Which parties of several readings are one: structural rules, each with what it asks for.

=====================  ==========================================================================
rule                   asks for
=====================  ==========================================================================
state                  the same country code; a state is never joined by its name's letters
organisation           the same distinguishing words, an acronym of the name, or its opening words
person                 `same_person`, and no other person in the dossier whom the name fits
unnamed body           the only named party of its sort in the other report, and the same state
people                 the same noun, no narrowing words against it, and the same owner
holder of an office    the same office of the same state or organisation
short form             last, when all are placed: a single word that one party's long name alone
                       ends in ("the Movement", a surname), or an office that one named person
                       alone holds
=====================  ==========================================================================

But for short forms, two parties that one report tells apart are not joined by way of a third.
"""

from __future__ import annotations

from collections.abc import Sequence

from backchannel.dossier.clusters import Cluster, has_name, name_aliases
from backchannel.dossier.evidence import MentionKind, Party, PartyKind
from backchannel.dossier.head_nouns import head_noun, narrowing, plain_words
from backchannel.dossier.names import (
    acronym_of,
    name_core,
    name_parts,
    rebel_army,
    same_person,
    shortened,
)
from backchannel.dossier.short_forms import ShortForms
from backchannel.dossier.spelling import bare, name_key, same_spelling
from backchannel.dossier.unnamed_groups import how_many

__all__ = ["Cluster", "cluster_parties", "head_noun", "same_party"]


def _state_key(party: Party) -> str:
    """The code of a state, its name where no list holds it, "" if it has neither."""
    if party.kind is not PartyKind.STATE:
        return ""
    if party.country:
        return party.country
    spoken = {head_noun(m.citation.quote) for m in party.mentions if m.kind is MentionKind.NOMINAL}
    own = has_name(party) or (party.name[:1].isupper() and head_noun(party.name) not in spoken)
    return "=" + bare(party.name) if own else ""


def cluster_parties(readings: Sequence[Sequence[Party]]) -> list[Cluster]:
    """Put the parties of several readings into clusters, one cluster a party.

    Parameters
    ----------
    readings : sequence of sequence of Party
        The parties of each reading, in order.

    Returns
    -------
    list of Cluster
        In order of first appearance.
    """
    table = _Table(readings)
    for number, parties in enumerate(readings):
        for party in parties:
            if has_name(party):
                table.place(number, party)
    for number, parties in enumerate(readings):
        for party in parties:
            if not has_name(party):
                table.place(number, party)
    table.clusters = ShortForms(table.clusters, table.of).take_up()
    order = {
        (number, party.id): (number, at)
        for number, parties in enumerate(readings)
        for at, party in enumerate(parties)
    }
    return sorted(table.clusters, key=lambda c: min(order[(n, p.id)] for n, p in c.members))


def same_party(a: Party, b: Party) -> str | None:
    """Return why two parties of two reports are one, in words, or None if nothing says so.

    Examples
    --------
    >>> same_party(Party("a", "Esmail Qaani", PartyKind.PERSON),
    ...            Party("b", "Ismail Ghaani", PartyKind.PERSON))
    'the same name, spelt in another way'
    """
    clusters = cluster_parties([[a], [b]])
    if len(clusters) != 1:
        return None
    if PartyKind.STATE in clusters[0].kinds:
        return "the same state"
    if not (has_name(a) and has_name(b)):
        return "the same office" if a.kind is PartyKind.PERSON else "the same noun, nothing against"
    ours, theirs = [a.name, *name_aliases(a)], [b.name, *name_aliases(b)]
    if {bare(n) for n in ours} & {bare(n) for n in theirs}:
        return "the same name"
    if any(acronym_of(x, [y]) for x in ours for y in theirs):
        return "an acronym of the name"
    if any(len(name_core(x)) != len(name_core(y)) for x in ours for y in theirs):
        return "a part of the name that only one party bears"
    return "the same name, spelt in another way"


class _Table:
    def __init__(self, readings: Sequence[Sequence[Party]]) -> None:
        self.by_id = [{p.id: p for p in parties} for parties in readings]
        self.clusters: list[Cluster] = []
        self.states: dict[str, Cluster] = {}
        self.by_word: dict[str, list[Cluster]] = {}
        self.of: dict[tuple[int, str], Cluster] = {}

    def place(self, number: int, party: Party) -> None:
        cluster = self._find(number, party)
        if cluster is None:
            cluster = Cluster()
            self.clusters.append(cluster)
        cluster.members.append((number, party))
        self.of[(number, party.id)] = cluster
        key = _state_key(party)
        if key:
            self.states.setdefault(key, cluster)
        for word in self._words(party):
            known = self.by_word.setdefault(word, [])
            if cluster not in known:
                known.append(cluster)

    def _words(self, party: Party) -> set[str]:
        words: set[str] = set()
        for name in (party.name, *party.aliases):
            parts = name_core(name)
            words.update(w[:3] for w in parts)
            words.update("~" + name_key(w)[:3] for w in parts)
            words.update(w[:1] for w in name_parts(name)[:1])
            if len(parts) >= 2:
                words.add("=" + "".join(w[0] for w in parts))
            if name.isupper() and 2 <= len(name) <= 7:
                words.add("=" + name.lower())
        if not has_name(party):
            words.add("#" + head_noun(party.name))
        words.add("@" + party.kind.value)
        return words

    def _candidates(self, words: set[str]) -> list[Cluster]:
        seen: list[Cluster] = []
        ids: set[int] = set()
        for word in sorted(words):
            for cluster in self.by_word.get(word, ()):
                if id(cluster) not in ids:
                    ids.add(id(cluster))
                    seen.append(cluster)
        return seen

    def _find(self, number: int, party: Party) -> Cluster | None:
        if party.kind is PartyKind.STATE:
            key = _state_key(party)
            return self.states.get(key) if key else self._nameless_state(number)
        if has_name(party):
            return self._find_named(number, party)
        return self._find_unnamed(number, party)

    def _nameless_state(self, number: int) -> Cluster | None:
        """The state that a report means which only speaks of "the government".

        The only one without a list's code that the dossier names, else that of another such report.
        """
        named = {id(c): c for key, c in self.states.items() if key.startswith("=")}
        if len(named) == 1 and len({id(c) for c in self.states.values()}) == 1:
            return next(iter(named.values()))
        return next(
            (
                c
                for c in self.clusters
                if c.kinds == {PartyKind.STATE}
                and all(not _state_key(p) for _, p in c.members)
                and number not in c.readings()
            ),
            None,
        )

    # -- named ---------------------------------------------------------------------------------

    def _find_named(self, number: int, party: Party) -> Cluster | None:
        words = {w for w in self._words(party) if not w.startswith(("@", "#"))}
        fits = [
            c
            for c in self._candidates(words)
            if number not in c.readings() and c.named and self._same_named(c, number, party)
        ]
        if len(fits) > 1 and party.kind in (PartyKind.PERSON, PartyKind.UNKNOWN):
            exact = [c for c in fits if bare(party.name) in {bare(n) for n in c.names}]
            fits = exact if len(exact) == 1 else []
        return fits[0] if fits else None

    def _same_named(self, cluster: Cluster, number: int, party: Party) -> bool:
        kinds = cluster.kinds
        if PartyKind.STATE in kinds:
            return False
        mine = [party.name, *name_aliases(party)]
        theirs = cluster.names
        a_person = party.kind is PartyKind.PERSON
        persons = kinds == {PartyKind.PERSON}
        if a_person != persons and PartyKind.UNKNOWN not in (*kinds, party.kind):
            # the reader may take a name of a body for a person's, or a surname set in capitals
            # for a body's; a full name is the same whatever it was taken for
            if self._surname_in_capitals(mine, theirs, a_person):
                return True
            if not any(bare(a) == bare(b) for a in mine for b in theirs):
                return self._name_of_body(cluster, party, mine, theirs)
            if any(bare(a) == bare(b) and " " in bare(a) for a in mine for b in theirs):
                return True
            return all(" " not in n for n in (mine if a_person else theirs))
        if not self._same_country(cluster, party):
            return False
        if a_person or persons:
            return any(same_person(a, b) for a in mine for b in theirs)
        for a in mine:
            core = name_core(a)
            for b in theirs:
                if sorted(core) == sorted(name_core(b)) or acronym_of(a, [b]) or bare(a) == bare(b):
                    return True
                if shortened(a, b) or shortened(b, a):
                    return True
                other = name_core(b)
                if (
                    len(core) == len(other) >= 2
                    and set(core) & set(other)
                    and all(same_spelling(x, y) for x, y in zip(core, other, strict=True))
                ):
                    return True
        return any(self._first_word_of(a, b, cluster) for a in mine for b in theirs)

    def _name_of_body(
        self, cluster: Cluster, party: Party, mine: list[str], theirs: list[str]
    ) -> bool:
        """Whether what was taken for a person's name is how a body's name begins."""
        if any(p.role or p.part_of for p in (party, *(q for _, q in cluster.members))):
            return False
        return any(shortened(a, b) or shortened(b, a) for a in mine for b in theirs) or any(
            self._first_word_of(a, b, cluster) for a in mine for b in theirs
        )

    def _first_word_of(self, a: str, b: str, cluster: Cluster) -> bool:
        """Whether one is the first word of the other's name, and of no other's: "Aru", "Aru Mines".

        A first word that many bodies bear ("Union", "National") tells nothing.
        """
        short, long = sorted((name_core(a), name_core(b)), key=len)
        if len(short) != 1 or len(long) < 2:
            return False
        if long[0] != short[0] and [w for w in long if w not in _COMPANY_WORDS] != list(short):
            return False
        word = short[0]
        if len(word) < 5 or word in _COMMON_FIRST or not a[:1].isupper() or not b[:1].isupper():
            return False
        return not any(
            c is not cluster and any(word in name_core(n) for n in c.names)
            for c in self.clusters
            if c.named
        )

    @staticmethod
    def _surname_in_capitals(mine: list[str], theirs: list[str], a_person: bool) -> bool:
        """Whether one is a label such as BREZHNEV and the other a person of that surname."""
        persons, labels = (mine, theirs) if a_person else (theirs, mine)
        return len(labels) == 1 and any(
            label.isupper() and len(label) >= 5 and bare(label) == bare(name).split()[-1:][0]
            for label in labels
            for name in persons
            if " " in name
        )

    def _same_country(self, cluster: Cluster, party: Party) -> bool:
        if party.country is None:
            return True
        codes = {p.country for _, p in cluster.members if p.country}
        return not codes or party.country in codes or not self._sure_of_country(cluster, party)

    def _sure_of_country(self, cluster: Cluster, party: Party) -> bool:
        """Whether both countries rest on words of a report, not on what it is about."""
        mine = bool(party.part_of_grounds)
        return mine and any(p.part_of_grounds for _, p in cluster.members)

    # -- unnamed -------------------------------------------------------------------------------

    def _find_unnamed(self, number: int, party: Party) -> Cluster | None:
        noun = head_noun(party.name)
        fits = []
        keys = {"#" + noun, "@" + party.kind.value}
        if noun in _RELATIVES:
            keys.add("@" + PartyKind.ORGANISATION.value)
        for cluster in self._candidates(keys):
            if number in cluster.readings() and not self._only_said_barely(
                cluster, number, party, noun
            ):
                continue
            if self._same_unnamed(cluster, number, party, noun):
                fits.append(cluster)
        if not fits:
            return None
        unnamed = [c for c in fits if not c.named]
        if party.kind is PartyKind.PERSON:
            return fits[0] if len(fits) == 1 else None
        if unnamed:
            return unnamed[0]
        return fits[0] if len(fits) == 1 else None

    def _only_said_barely(self, cluster: Cluster, number: int, party: Party, noun: str) -> bool:
        """Whether a report's bare "the union" may be a body the same report also names.

        So if another report calls that body a union, or it is the only one of its kind.
        """
        if not cluster.named or party.kind is PartyKind.PERSONS or noun in _UNIDENTIFIED:
            return False
        if party.kind is PartyKind.PERSON:
            # "the minister" beside a name without an office, whose office another report gives
            return party.role is not None and all(
                p.role is None for n, p in cluster.members if n == number
            )
        narrow = {w for n in (party.name, *party.aliases) for w in narrowing(n)}
        if narrow:
            named = {w for n in cluster.names for w in bare(n).split()}
            nouns = {noun, *(head_noun(a) for a in party.aliases)}
            called = {head_noun(a) for _, p in cluster.members for a in (p.name, *p.aliases)}
            return narrow <= named and bool(nouns & (named | called))
        if party.kind in cluster.kinds and self._only_of_kind(cluster, number, party):
            return True
        called = {head_noun(a) for _, p in cluster.members for a in (p.name, *p.aliases)}
        return noun in called

    def _same_unnamed(self, cluster: Cluster, number: int, party: Party, noun: str) -> bool:
        if PartyKind.STATE in cluster.kinds:
            return False
        if not self._kin_fits(cluster, number, party):
            return False
        if party.kind is PartyKind.PERSON:
            return self._same_office(cluster, party)
        if cluster.kinds == {PartyKind.PERSON} and not cluster.named:
            return False
        phrases = [n for _, p in cluster.members for n in (p.name, *p.aliases)]
        nouns = {head_noun(n) for n in phrases}
        if cluster.named and party.kind is PartyKind.PERSONS and noun in _RELATIVES:
            return self._their_committee(cluster)
        if cluster.named:
            if party.kind in (PartyKind.PERSONS, PartyKind.UNKNOWN) or noun in _UNIDENTIFIED:
                return False
            if noun in _OF_THE_STATE and any(rebel_army(n) for n in cluster.names):
                return False
            if party.kind not in cluster.kinds and not (
                cluster.kinds <= {PartyKind.ORGANISATION, PartyKind.COMPANY, PartyKind.GROUP}
                and noun in nouns
            ):
                return False
            sectors = {p.sector for _, p in cluster.members if p.sector}
            if party.sector and sectors and party.sector not in sectors:
                return False
            said = {w for n in (*cluster.names, *phrases) for w in bare(n).split()}
            if not set(narrowing(party.name)) <= said:
                return False
            if {head_noun(a) for a in party.aliases} & nouns:
                return True
            if noun in nouns or noun in {w for n in cluster.names for w in name_core(n)}:
                return True
            return bool(
                party.kind in (PartyKind.COMPANY, PartyKind.GROUP)
                and not narrowing(party.name)
                and self._only_of_kind(cluster, number, party)
            )
        if noun not in nouns:
            return False
        if party.kind is PartyKind.PERSONS and noun not in _COLLECTIVE:
            if not any(_several(n) for n in phrases) and _several(party.name):
                return False
            if not _several(party.name) and all(_several(n) for n in phrases):
                return False
        owners = [self._owner(n, p) for n, p in (*cluster.members, (number, party))]
        place = [w for o in owners if o is not None for w in bare(" ".join(o.names[:1])).split()]
        mine = [w for w in (_unplaced(n, place) for n in (party.name, *party.aliases)) if w]
        theirs = [w for w in (_unplaced(n, place) for n in phrases) if w]
        owner = self._owner(number, party)
        ours = owner is not None and any(self._owner(n, p) is owner for n, p in cluster.members)
        if noun in _ANYBODY and not ours and not any(m == t for m in mine for t in theirs):
            return self._same_number(phrases, (party.name, *party.aliases))
        if not mine or not theirs:
            return True
        return any(one <= other or other <= one for one in mine for other in theirs)

    @staticmethod
    def _same_number(phrases: Sequence[str], others: Sequence[str]) -> bool:
        """Whether two phrases for anybody say the same number: "seven people", "the seven men"."""
        return bool({how_many(n) for n in phrases} & {how_many(n) for n in others} - {None})

    def _their_committee(self, cluster: Cluster) -> bool:
        """Whether it is the one body of the dossier that is called after relatives."""
        bodies = [
            c
            for c in self.clusters
            if c.named
            and PartyKind.PERSON not in c.kinds
            and any(head_noun(w) in _RELATIVES for n in c.names for w in name_core(n))
        ]
        return bodies == [cluster]

    def _only_of_kind(self, cluster: Cluster, number: int, party: Party) -> bool:
        """Whether no other body of its kind has a name, in the dossier or in this report."""
        same = [c for c in self.clusters if c.named and party.kind in c.kinds]
        return same == [cluster] or [c for c in same if number in c.readings()] == [cluster]

    def _same_office(self, cluster: Cluster, party: Party) -> bool:
        if party.role is None or PartyKind.PERSON not in cluster.kinds:
            return False
        mine = set(party.role.split())
        for _, other in cluster.members:
            if other.role is None:
                continue
            theirs = set(other.role.split())
            if party.role.split()[-1] == other.role.split()[-1] and (
                mine <= theirs or theirs <= mine
            ):
                return True
        return False

    def _kin_fits(self, cluster: Cluster, number: int, party: Party) -> bool:
        """Whether both belong to the same party, as far as either says."""
        mine = self._owner(number, party)
        if mine is None or (not party.part_of_grounds and party.kind is not PartyKind.PERSON):
            return True  # unknown, or only supposed from what the report is about
        owners = [o for n, p in cluster.members if (o := self._owner(n, p)) is not None]
        if not owners:
            return party.kind is not PartyKind.PERSON or cluster.named
        return any(o is mine or self._above(o) is mine or self._above(mine) is o for o in owners)

    def _owner(self, number: int, party: Party) -> Cluster | None:
        if party.part_of is None:
            return None
        return self.of.get((number, party.part_of))

    def _above(self, cluster: Cluster) -> Cluster | None:
        for number, party in cluster.members:
            owner = self._owner(number, party)
            if owner is not None:
                return owner
        return None


#: Those whom a report does not identify are never a body it names elsewhere.
_UNIDENTIFIED = frozenset(
    "gunman attacker assailant kidnapper abductor captor hijacker bomber bandit pirate smuggler "
    "trafficker mercenary intruder arsonist".split()
)
#: "The army" is the state's, though rebels call theirs a People's Army.
_OF_THE_STATE = frozenset(("army", "troop", "military"))
_COLLECTIVE = frozenset("crew staff crowd mob people family picket".split())


def _several(phrase: str) -> bool:
    """Whether a noun phrase is for more than one: "the truckers", "fourteen men"."""
    last = (plain_words(phrase) or [""])[-1]
    return last.endswith(("s", "men", "people", "children", "folk"))


#: Nouns for anybody, which alone tell no two groups for one.
_ANYBODY = frozenset("people man woman person child citizen".split())
_COMPANY_WORDS = frozenset(
    "grupo group banco bank company compagnie companhia compania corporation holding holdings "
    "plc ltd limited inc sa ag gmbh as ab".split()
)
_RELATIVES = frozenset("wife mother widow family relative parent father".split())
_COMMON_FIRST = frozenset(
    "union front national united international central general committee council ministry court "
    "party army forces police people workers popular democratic federal supreme regional local "
    "royal state public north south east west northern southern eastern western upper lower "
    "great african asian european american association federation board panel society".split()
)


def _unplaced(phrase: str, place: list[str]) -> set[str]:
    """Narrowing words, less those that only name the owner ("Chadian" where Chad is the owner)."""
    return {w for w in narrowing(phrase) if not any(w[:4] == p[:4] for p in place)}
