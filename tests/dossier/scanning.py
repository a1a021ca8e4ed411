"""Which parties of several readings are one, written down slowly: every rule looks at everybody.

This is the definition that `backchannel.dossier.same_party` and `backchannel.dossier.short_forms`
are held against, which look up whom to compare. What the rules ask for is said there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from backchannel.dossier.clusters import has_name, name_aliases
from backchannel.dossier.evidence import Party, PartyKind
from backchannel.dossier.head_nouns import NUMBERS, head_noun, narrowing, plain_words, several
from backchannel.dossier.names import (
    acronym_letters,
    acronym_of,
    first_word_alone,
    initials,
    inner_words_left_out,
    name_core,
    name_parts,
    rebel_army,
    same_person,
    shortened,
    word_stems,
)
from backchannel.dossier.party_marks import COMPANY_WORDS, RELATIVES, office_of
from backchannel.dossier.same_party import (
    _ANOTHER_RANK,
    _ANYBODY,
    _COLLECTIVE,
    _COMMON_FIRST,
    _OF_THE_STATE,
    _UNIDENTIFIED,
    _state_key,
    _unplaced,
)
from backchannel.dossier.short_forms import (
    _AGENTS,
    _BARE_OFFICES,
    _BODIES,
    _BORDER,
    _BORDER_BODIES,
    _LEADERSHIPS,
    _LEGISLATURES,
    _MEETINGS,
    _NEVER_CUT,
    _NO_BODIES,
    _ONE_OF,
    _OTHER_RANKS,
    _STANDING,
    _only_foreign,
    _plain_surname,
    _says_where,
)
from backchannel.dossier.spelling import bare, name_key, same_spelling
from backchannel.dossier.unnamed_groups import how_many
from tests.dossier import scanning_groups, scanning_kinds, scanning_own_people

__all__ = ["Cluster", "cluster_parties"]


@dataclass(slots=True, eq=False)
class Cluster:
    """Parties of several readings that are one; equal only to itself.

    Parameters
    ----------
    members : list of (int, Party)
        Number of the reading, and the party in it.
    """

    members: list[tuple[int, Party]] = field(default_factory=list)
    _told: tuple[int, bool] = field(default=(0, False), init=False, repr=False)

    @property
    def names(self) -> list[str]:
        """Proper names of all members, best first."""
        named = [p for _, p in self.members if has_name(p)]
        out: list[str] = []
        for party in named:
            out += [n for n in (party.name, *name_aliases(party)) if n not in out]
        return out

    @property
    def named(self) -> bool:
        """Whether any member has a proper name."""
        if self._told[0] != len(self.members):  # looked up anew whenever a member has joined
            self._told = (len(self.members), any(has_name(p) for _, p in self.members))
        return self._told[1]

    @property
    def kinds(self) -> set[PartyKind]:
        """Kinds of the members."""
        return {p.kind for _, p in self.members}

    @property
    def nouns(self) -> set[str]:
        """Head nouns of all that its members are called."""
        return {head_noun(n) for n in self.phrases()}

    def phrases(self) -> list[str]:
        """All that its members are called, by name or otherwise."""
        return [n for _, p in self.members for n in (p.name, *p.aliases)]

    def readings(self) -> set[int]:
        """Numbers of the readings that mention it."""
        return {number for number, _ in self.members}


def cluster_parties(readings: Sequence[Sequence[Party]]) -> list[Cluster]:
    """Put the parties of several readings into clusters, in order of first appearance."""
    table = _Table(readings)
    for number, parties in enumerate(readings):
        for party in parties:
            if has_name(party):
                table.place(number, party)
    for number, parties in enumerate(readings):
        for party in parties:
            if not has_name(party):
                table.place(number, party)
    table.clusters = _ShortForms(table.clusters, table.of).take_up()
    order = {
        (number, party.id): (number, at)
        for number, parties in enumerate(readings)
        for at, party in enumerate(parties)
    }
    return sorted(table.clusters, key=lambda c: min(order[(n, p.id)] for n, p in c.members))


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
            if any(same_person(a, b) for a in mine for b in theirs):
                return True
            # a body's first word taken for a person's name, where one report left its kind open
            known = bool(kinds - {PartyKind.PERSON, PartyKind.UNKNOWN})
            return known and not persons and self._name_of_body(cluster, party, mine, theirs)
        for a in mine:
            core = name_core(a)
            for b in theirs:
                if sorted(core) == sorted(name_core(b)) or acronym_of(a, [b]) or bare(a) == bare(b):
                    return True
                if shortened(a, b) or shortened(b, a):
                    return True
                if len(core) > 1 and word_stems(a) == word_stems(b):
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
        if long[0] != short[0] and [w for w in long if w not in COMPANY_WORDS] != list(short):
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
            label.isupper() and len(label) >= 5 and [bare(label)] == bare(name).split()[-1:]
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
        if noun in RELATIVES:
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
        if len(fits) > 1:
            here = [c for c in fits if number in c.readings()]
            so = [c for c in fits if any(plain_words(n) == (noun,) for n in c.phrases())]
            fits = here if len(here) == 1 else so if len(so) == 1 else fits
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
        if cluster.named and party.kind is PartyKind.PERSONS and noun in RELATIVES:
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
            if not any(several(n) for n in phrases) and several(party.name):
                return False
            if not several(party.name) and all(several(n) for n in phrases):
                return False
        owners = [self._owner(n, p) for n, p in (*cluster.members, (number, party))]
        place = [w for o in owners if o is not None for w in bare(" ".join(o.names[:1])).split()]
        mine = [w for w in (_unplaced(n, place) for n in (party.name, *party.aliases)) if w]
        theirs = [w for w in (_unplaced(n, place) for n in phrases) if w]
        owner = self._owner(number, party)
        ours = owner is not None and any(self._owner(n, p) is owner for n, p in cluster.members)
        if noun in _ANYBODY and not ours and not any(m == t for m in mine for t in theirs):
            numbers = {how_many(n) for n in (party.name, *party.aliases)} - {None}
            return bool(numbers & {how_many(n) for n in phrases})
        if not mine or not theirs:
            return True
        return any(one <= other or other <= one for one in mine for other in theirs)

    def _their_committee(self, cluster: Cluster) -> bool:
        """Whether it is the one body of the dossier that is called after relatives."""
        bodies = [
            c
            for c in self.clusters
            if c.named
            and PartyKind.PERSON not in c.kinds
            and any(head_noun(w) in RELATIVES for n in c.names for w in name_core(n))
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
        held = [set(p.role.split()) for _, p in cluster.members if p.role]
        held = [theirs for theirs in held if party.role.split()[-1] in theirs]
        if not all(mine <= theirs or theirs <= mine for theirs in held):
            return False  # the foreign minister, whom another report only calls "the minister"
        return any(
            party.role.split()[-1] == other.role.split()[-1]
            and not (mine ^ set(other.role.split())) & _ANOTHER_RANK
            and (mine <= set(other.role.split()) or set(other.role.split()) <= mine)
            for _, other in cluster.members
            if other.role
        )

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


Owners = dict[tuple[int, str], Cluster]


class _ShortForms:
    """The last pass over the clusters."""

    def __init__(self, clusters: list[Cluster], of: Owners) -> None:
        self.clusters, self.of = clusters, of

    def take_up(self) -> list[Cluster]:
        """Join what only takes up a longer name or an office, each where one party alone fits.

        A report that says "the Movement" after "Aru People's Movement", "Tarin" after "Lena Tarin",
        or "the premier" beside a prime minister it names, tells no two parties apart by that.
        """
        for find in (
            self._name_of_letters,
            self._long_name_of,
            self._full_name_of,
            self._fuller_name_of,
            self._front_of,
            self._office_of_its_agents,
            self._spelt_in_part,
            self._holder_of,
            self._only_minister_of,
            self._twin_of,
            self._guards_of,
            self._police_of,
            self._described_body_of,
            self._foreign_company_of,
            self._legislature_of,
            self._border_service_of,
            self._one_judge_of,
            self._ship_of,
        ):
            for cluster in list(self.clusters):
                other = find(cluster)
                if other is not None:
                    self._join(cluster, other)
        for rule in (
            *scanning_groups.RULES,
            *scanning_kinds.RULES,
            *scanning_own_people.RULES,
        ):
            for cluster, other in list(rule(self.clusters, self._told_owners)):
                if cluster is not other and cluster in self.clusters and other in self.clusters:
                    self._join(cluster, other)
        return self.clusters

    def _told_owners(self, cluster: Cluster) -> set[int]:
        """Ids of the clusters that a report says in words one belongs to."""
        return {
            id(owner)
            for number, party in cluster.members
            if party.part_of_grounds and (owner := self._owner(number, party)) is not None
        }

    def _join(self, cluster: Cluster, other: Cluster) -> None:
        other.members += cluster.members
        for number, party in cluster.members:
            self.of[(number, party.id)] = other
        self.clusters = [c for c in self.clusters if c is not cluster]

    def _name_of_letters(self, cluster: Cluster) -> Cluster | None:
        """The one body that a report names in full beside the letters this one is called by."""
        rows = {acronym_letters(name) for name in cluster.names}
        if len(rows) != 1 or "" in rows or cluster.kinds & _NO_BODIES:
            return None
        fits = [
            c
            for c in self.clusters
            if c is not cluster
            and rows & {acronym_letters(name) for name in c.names}
            and any(not acronym_letters(name) for name in c.names)
        ]
        if len(fits) != 1 or fits[0].kinds & _NO_BODIES or self._apart(cluster, fits[0]):
            return None
        return fits[0]

    def _office_of_its_agents(self, cluster: Cluster) -> Cluster | None:
        """The one body whose name says what these do."""
        if cluster.named or cluster.kinds != {PartyKind.PERSONS} or len(cluster.nouns) != 1:
            return None
        noun = min(cluster.nouns)
        if noun not in _AGENTS or any(narrowing(phrase) for phrase in cluster.phrases()):
            return None
        fits = [
            c
            for c in self.clusters
            if PartyKind.ORGANISATION in c.kinds
            and c.named
            and any(word.startswith(_AGENTS[noun]) for n in c.names for word in bare(n).split())
        ]
        return fits[0] if len(fits) == 1 and not self._apart(cluster, fits[0]) else None

    def _long_name_of(self, cluster: Cluster) -> Cluster | None:
        """The one party whose long name ends in the single word that this one is called by."""
        if PartyKind.STATE in cluster.kinds or PartyKind.IGO in cluster.kinds:
            return None
        words = {bare(party.name) for _, party in cluster.members}
        word = next(iter(words))
        if len(words) != 1 or " " in word or len(word) < 4:
            return None
        if any(
            not party.name[:1].isupper() or party.name.isupper() for _, party in cluster.members
        ):
            return None
        if any(
            " " in bare(a) and word not in (head_noun(a), bare(a).split()[0].removesuffix("s"))
            for _, p in cluster.members
            for a in p.aliases
        ):
            return None
        fits, met = [], 0
        for other in self.clusters:
            if other is cluster or PartyKind.STATE in other.kinds:
                continue
            longer = [n for n in other.names if word in bare(n).split()[1:]]
            met += bool(longer)
            if any(plain_words(n)[-1:] == (word,) for n in longer):
                fits.append(other)
        if len(fits) != 1 or met != 1:
            return None
        person = fits[0].kinds <= {PartyKind.PERSON, PartyKind.UNKNOWN}
        mine = _plain_surname(cluster.members) or cluster.kinds & {
            PartyKind.PERSON,
            PartyKind.PERSONS,
            PartyKind.UNKNOWN,
        }
        if person:
            return fits[0] if mine and not self._apart(cluster, fits[0]) else None
        return fits[0] if word in _BODIES and PartyKind.PERSON not in cluster.kinds else None

    def _full_name_of(self, cluster: Cluster) -> Cluster | None:
        """The one person whose names all begin with the single word that this one is called by."""
        if not cluster.named or not cluster.kinds <= {PartyKind.PERSON, PartyKind.UNKNOWN}:
            return None
        words = {bare(name) for name in cluster.names}
        word = min(words)
        sure = PartyKind.PERSON in cluster.kinds
        if len(words) != 1 or " " in word or len(word) < (2 if sure else 4):
            return None
        if any(not name[:1].isupper() or name.isupper() for name in cluster.names):
            return None
        met = [
            c
            for c in self.clusters
            if c is not cluster and any(word in bare(n).split() for n in c.names)
        ]
        if len(met) != 1 or met[0].kinds != {PartyKind.PERSON}:
            return None
        if not first_word_alone(met[0].names, word):
            return None
        states = [
            {
                PartyKind.STATE in o.kinds
                for n, p in c.members
                if p.part_of_grounds and (o := self._owner(n, p)) is not None
            }
            for c in (cluster, met[0])
        ]
        if {True} in states and {False} in states:
            return met[0]
        return met[0] if not self._apart(cluster, met[0]) else None

    def _fuller_name_of(self, cluster: Cluster) -> Cluster | None:
        """The one body of whose name this one's leaves out words from the middle."""
        if not cluster.named or cluster.kinds & _NEVER_CUT:
            return None
        fits = [
            c
            for c in self.clusters
            if c is not cluster
            and not c.kinds & _NEVER_CUT
            and any(inner_words_left_out(a, b) for a in cluster.names for b in c.names)
        ]
        return fits[0] if len(fits) == 1 and not self._apart(cluster, fits[0]) else None

    def _front_of(self, cluster: Cluster) -> Cluster | None:
        """The one body whose name begins with the word of which this one is the plural."""
        names = {name for _, p in cluster.members for name in (p.name, *p.aliases)}
        if len(names) != 1 or not cluster.named or any(p.role for _, p in cluster.members):
            return None
        name = min(names)
        word = bare(name).removesuffix("s")
        if " " in word or len(word) < 5 or not bare(name).endswith("s") or name.isupper():
            return None
        if cluster.kinds & {PartyKind.STATE, PartyKind.IGO, PartyKind.COMPANY}:
            return None
        cores = [(c, name_core(n)) for c in self.clusters if c is not cluster for n in c.names]
        if any(bare(name) in core for _, core in cores):
            return None
        met = {id(c): c for c, core in cores if word in core}
        if len(met) != 1:
            return None
        front = next(iter(met.values()))
        if not front.kinds <= {PartyKind.GROUP, PartyKind.ORGANISATION}:
            return None
        if not any(len(core) > 1 and core[0] == word for c, core in cores if c is front):
            return None
        return front if not self._apart(cluster, front) else None

    def _spelt_in_part(self, cluster: Cluster) -> Cluster | None:
        """The one body whose initials these letters are but for one or two at their end."""
        letters = {acronym_letters(party.name) for _, party in cluster.members}
        row = min(letters)
        if len(letters) != 1 or len(row) < 4 or len(cluster.names) != 1:
            return None
        if cluster.kinds & {PartyKind.STATE, PartyKind.PERSON, PartyKind.PERSONS}:
            return None
        fits = [
            c
            for c in self.clusters
            if c is not cluster
            and not c.kinds & {PartyKind.STATE, PartyKind.PERSON}
            and any(
                len(first) >= 3 and row.startswith(first) and 1 <= len(row) - len(first) <= 2
                for n in c.names
                for first in initials(n)
            )
        ]
        if len(fits) != 1 or any(acronym_letters(name) for name in fits[0].names):
            return None
        return fits[0] if not self._apart(cluster, fits[0]) else None

    def _holder_of(self, cluster: Cluster) -> Cluster | None:
        """The one named person who holds the office that this one is only called by."""
        if cluster.named or cluster.kinds != {PartyKind.PERSON}:
            return None
        offices = {office_of(p.role) for _, p in cluster.members if p.role}
        if len(offices) != 1 or not (office := next(iter(offices))):
            return None
        fits = [
            other
            for other in self.clusters
            if other is not cluster
            and other.named
            and PartyKind.PERSON in other.kinds
            and any(office_of(p.role) == office for _, p in other.members if p.role)
        ]
        narrower = [
            other
            for other in self.clusters
            if other.named
            and other not in fits
            and any(office in office_of(p.role).split() for _, p in other.members)
        ]
        if len(fits) != 1 or narrower:  # "the minister" among ministers
            return None
        return None if self._apart(cluster, fits[0]) else fits[0]

    def _only_minister_of(self, cluster: Cluster) -> Cluster | None:
        """The one named minister of the dossier, for whom reports that say "the minister" mean."""
        if cluster.named or cluster.kinds != {PartyKind.PERSON}:
            return None
        offices = {p.role for _, p in cluster.members}
        if len(offices) != 1 or (office := next(iter(offices))) not in _BARE_OFFICES:
            return None
        phrases = [n for _, p in cluster.members for n in (p.name, *p.aliases)]
        if any(narrowing(name) for name in phrases if head_noun(name) == office):
            return None
        fits = [
            c
            for c in self.clusters
            if c is not cluster
            and any(
                row[-1:] == [office] and not _OTHER_RANKS & set(row)
                for _, p in c.members
                for row in [(p.role or "").split()]
            )
        ]
        if len(fits) != 1 or not fits[0].named or fits[0].kinds != {PartyKind.PERSON}:
            return None
        return fits[0] if not self._apart(cluster, fits[0]) else None

    def _foreign_company_of(self, cluster: Cluster) -> Cluster | None:
        """The one company with a name that a report first calls only "a Canadian company"."""
        if cluster.named or cluster.kinds != {PartyKind.COMPANY}:
            return None
        said = [party for _, party in cluster.members if len(plain_words(party.name)) > 1]
        if not said or not all(map(_only_foreign, said)):
            return None
        companies = [c for c in self.clusters if PartyKind.COMPANY in c.kinds]
        named = [c for c in companies if c.named]
        if len(named) != 1:
            return None
        if not {n for n, p in cluster.members if p in said} <= named[0].readings():
            return None
        others = [c for c in companies if c is not named[0] and c is not cluster]
        if any(_only_foreign(party) for c in others for _, party in c.members):
            return None
        codes = {p.country for c in (cluster, named[0]) for _, p in c.members} - {None}
        return named[0] if len(codes) < 2 else None

    def _twin_of(self, cluster: Cluster) -> Cluster | None:
        """A party without a name that is called by just the same words, and belongs elsewhere to
        nobody's knowledge."""
        if cluster.named or PartyKind.STATE in cluster.kinds:
            return None
        first = cluster.members[0][1]
        if first.kind is PartyKind.PERSONS or NUMBERS & set(bare(first.name).split()):
            return None
        fits = [
            other
            for other in self.clusters
            if other is not cluster
            and not other.named
            and any(bare(p.name) == bare(first.name) for _, p in other.members)
            and first.kind in other.kinds
            and not self._apart(cluster, other)
        ]
        return fits[0] if len(fits) == 1 else None

    def _guards_of(self, cluster: Cluster) -> Cluster | None:
        """The one force of border guards, called so in other words by one report."""
        if not self._are_border_guards(cluster):
            return None
        fits = [c for c in self.clusters if c is not cluster and self._are_border_guards(c)]
        return fits[0] if len(fits) == 1 and not self._apart(cluster, fits[0]) else None

    @staticmethod
    def _are_border_guards(cluster: Cluster) -> bool:
        phrases = [n for _, p in cluster.members for n in (p.name, *p.aliases)]
        said = {w for n in phrases for w in bare(n).split()}
        return (
            not cluster.named
            and not cluster.kinds - {PartyKind.ARMED_FORCE, PartyKind.ORGANISATION}
            and bool({"border", "frontier"} & said)
            and all(head_noun(n) == "guard" for n in phrases)
        )

    def _police_of(self, cluster: Cluster) -> Cluster | None:
        """The one police of the dossier, for "riot police", "officers" and their like."""
        if cluster.named or not self._are_police(cluster):
            return None
        forces = [
            other
            for other in self.clusters
            if other is not cluster
            and self._are_police(other)
            and any(p.sector == "COP" for _, p in other.members)
        ]
        named = [other for other in forces if other.named]
        fits = named or forces
        return fits[0] if len(fits) == 1 and not self._apart(cluster, fits[0]) else None

    @staticmethod
    def _are_police(cluster: Cluster) -> bool:
        return not cluster.kinds & {PartyKind.PERSON, PartyKind.PERSONS} and all(
            (p.sector == "COP" or head_noun(p.name) == "police")
            and _BORDER.isdisjoint(bare(p.name).split())
            for _, p in cluster.members
        )

    def _described_body_of(self, cluster: Cluster) -> Cluster | None:
        """The one body that a phrase says the size, the seat or the leadership of.

        "The majority union" for the one named union, "the company in Dock Street" for the one
        named company, "the hospital management" for the one hospital, "the weavers' assembly" for
        the weavers' union.
        """
        if cluster.named or cluster.kinds & _NO_BODIES:
            return None
        phrases = [p.name for _, p in cluster.members]
        nouns = {head_noun(n) for n in phrases}
        if len(nouns) != 1:
            return None
        noun = next(iter(nouns))
        words = [[w for w in plain_words(n)[:-1] if w not in NUMBERS] for n in phrases]
        bodies = [c for c in self.clusters if c is not cluster and self._is_body(c)]
        if noun in _LEADERSHIPS and all(len(row) == 1 for row in words):
            whose = {head_noun(row[0]) for row in words}
            fits = [
                c
                for c in bodies
                if whose <= self._called(c)
                and not any(NUMBERS & set(bare(p.name).split()) for _, p in c.members)
            ]
        elif noun in _MEETINGS and all(len(row) == 1 and row[0].endswith("s") for row in words):
            told = {row[0] for row in words}
            fits = [
                c
                for c in bodies
                for _, p in c.members
                for n in (p.name, *p.aliases)
                if len(told) == 1 and head_noun(n) == "union" and told == set(plain_words(n)[:-1])
            ][:1]
        elif any(words) and all(row and set(row) <= _STANDING for row in words):
            named = [c for c in bodies if c.named and noun in self._called(c)]
            like = [
                c
                for c in bodies
                if not c.named
                and all(
                    head_noun(p.name) == noun and set(plain_words(p.name)[:-1]) <= _STANDING
                    for _, p in c.members
                )
            ]
            fits = named or like
        elif noun == "company" and not any(words) and any(_says_where(n) for n in phrases):
            fits = [c for c in bodies if c.named and PartyKind.COMPANY in c.kinds]
        else:
            return None
        return fits[0] if len(fits) == 1 and not self._apart(cluster, fits[0]) else None

    @staticmethod
    def _is_body(cluster: Cluster) -> bool:
        """Whether a report knows it for a body; another may have taken its name for a person's."""
        mistaken = {PartyKind.PERSON, PartyKind.PERSONS, PartyKind.UNKNOWN}
        return bool(cluster.kinds - mistaken) and not cluster.kinds & {
            PartyKind.STATE,
            PartyKind.IGO,
        }

    @staticmethod
    def _called(cluster: Cluster) -> set[str]:
        """Nouns that a body is called by, the words of its names among them."""
        phrases = [n for _, p in cluster.members for n in (p.name, *p.aliases)]
        last = {head_noun(n) for n in phrases}
        return last | {w for n in cluster.names for w in plain_words(n)[-1:]}

    def _legislature_of(self, cluster: Cluster) -> Cluster | None:
        """The one legislature that reports call parliament, assembly and House in turn."""
        if cluster.kinds & _NO_BODIES or not self._is_legislature(cluster):
            return None
        known = [c for c in self.clusters if self._is_legislature(c)]
        if len(known) > 3:
            return None
        if not any(p.sector == "LEG" or p.name[:1].isupper() for _, p in cluster.members):
            return None  # "its assembly": of a union
        names = [c for c in known if any(len(name_core(n)) > 1 for n in c.names)]
        if len(names) != 1 or names[0] is cluster or self._apart(cluster, names[0]):
            return None
        said = {w for n in names[0].names for w in bare(n).split()}
        narrow = {w for _, p in cluster.members for n in (p.name, *p.aliases) for w in narrowing(n)}
        return names[0] if narrow <= said else None

    @staticmethod
    def _is_legislature(cluster: Cluster) -> bool:
        phrases = [n for _, p in cluster.members for n in (p.name, *p.aliases)]
        if not phrases or cluster.kinds & _NO_BODIES:
            return False
        if any(len(row) > 1 and row[-1] == "house" for row in map(plain_words, phrases)):
            return False  # "Government House" is a seat
        heads = [head_noun(n) for n in phrases]
        return all(h in _LEGISLATURES for h in heads)

    def _border_service_of(self, cluster: Cluster) -> Cluster | None:
        """The border service of a state that reports call its guards or its border guards."""
        if cluster.named or cluster.kinds - {PartyKind.ARMED_FORCE, PartyKind.ORGANISATION}:
            return None
        if any(
            head_noun(n) != "guard" or "coast" in bare(n).split()
            for _, p in cluster.members
            for n in (p.name, *p.aliases)
        ):
            return None
        owners = self._owners(cluster)
        fits = [
            c
            for c in self.clusters
            if c is not cluster
            and c.named
            and not c.kinds & _NO_BODIES
            and any({"border", "frontier"} & set(bare(n).split()) for n in c.names)
            and any(_BORDER_BODIES & set(bare(n).split()) for n in c.names)
        ]
        if len(fits) != 1:
            return None
        theirs = self._owners(fits[0])
        return fits[0] if owners and owners == theirs else None

    def _owners(self, cluster: Cluster) -> set[int]:
        return {id(o) for n, p in cluster.members if (o := self._owner(n, p)) is not None}

    def _one_judge_of(self, cluster: Cluster) -> Cluster | None:
        """The one judge or mediator of the dossier whom one report calls only so."""
        if cluster.named or cluster.kinds != {PartyKind.PERSON}:
            return None
        offices = {p.role for _, p in cluster.members}
        if len(offices) != 1 or (office := next(iter(offices))) not in _ONE_OF:
            return None
        fits = [
            c
            for c in self.clusters
            if c is not cluster
            and PartyKind.PERSON in c.kinds
            and any((p.role or "").split()[-1:] == [office] for _, p in c.members)
        ]
        return fits[0] if len(fits) == 1 and not self._apart(cluster, fits[0]) else None

    def _ship_of(self, cluster: Cluster) -> Cluster | None:
        """The crew of the ship that this name is, where it stands alone like a person's."""
        if not cluster.kinds <= {PartyKind.PERSON, PartyKind.UNKNOWN, PartyKind.ORGANISATION}:
            return None
        if not cluster.named or any(p.role for _, p in cluster.members):
            return None
        names = {bare(p.name) for _, p in cluster.members}
        fits = [
            c
            for c in self.clusters
            if c is not cluster
            and c.kinds == {PartyKind.PERSONS}
            and any(
                words[:1] == ["crew"] and words[1:2] == ["of"] and " ".join(words[2:]).endswith(n)
                for _, p in c.members
                for words in [bare(p.name).split()]
                for n in names
            )
        ]
        return fits[0] if len(fits) == 1 else None

    def _apart(self, cluster: Cluster, other: Cluster) -> bool:
        """Whether reports say in words that they belong to different parties."""
        owners = [
            {id(o) for n, p in c.members if p.part_of_grounds and (o := self._owner(n, p))}
            for c in (cluster, other)
        ]
        return bool(owners[0] and owners[1] and not owners[0] & owners[1])

    def _owner(self, number: int, party: Party) -> Cluster | None:
        return None if party.part_of is None else self.of.get((number, party.part_of))
