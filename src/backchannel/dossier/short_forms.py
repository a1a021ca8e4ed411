"""Short forms, told when all parties of a dossier are placed: "the Movement", "the premier".

Each rule joins a party that only takes up a longer name, an office or a standing to the one party
that fits, and does nothing where two fit or where reports say whose it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from itertools import islice

from backchannel.dossier.clusters import Cluster
from backchannel.dossier.evidence import Party, PartyKind
from backchannel.dossier.head_nouns import NUMBERS, head_noun, narrowing, plain_words
from backchannel.dossier.names import (
    acronym_letters,
    first_word_alone,
    inner_words_left_out,
    name_core,
)
from backchannel.dossier.one_of_a_kind import one_of_a_kind
from backchannel.dossier.own_people import own_people
from backchannel.dossier.party_marks import MarkedClusters, marks_of, office_of
from backchannel.dossier.spelling import bare
from backchannel.dossier.unnamed_groups import Placed, unnamed_groups

__all__ = ["ShortForms"]

Owners = dict[tuple[int, str], Cluster]


class ShortForms:
    """The last pass over the clusters of a dossier.

    Parameters
    ----------
    clusters : list of Cluster
        All of them, in the order in which they were placed.
    of : dict of (int, str) to Cluster
        The cluster of each party, by number of the reading and id; kept true as clusters join.
    marked : MarkedClusters
        The clusters by the marks of their members (`marks_of`); kept true as well.
    """

    def __init__(self, clusters: list[Cluster], of: Owners, marked: MarkedClusters) -> None:
        self.place = {cluster: at for at, cluster in enumerate(clusters)}
        self.of, self.marked = of, marked

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
            for cluster in list(self.place):
                other = find(cluster)
                if other is not None:
                    self._join(cluster, other)
        placed = Placed(self.place, self.marked, self._told_owners)
        for rule in (*unnamed_groups(), *one_of_a_kind(), *own_people()):
            for cluster, other in list(rule(placed)):
                if cluster is not other and cluster in self.place and other in self.place:
                    self._join(cluster, other)
        return list(self.place)

    def _told_owners(self, cluster: Cluster) -> set[Cluster]:
        """The clusters that a report says in words one belongs to."""
        return {
            owner
            for number, party in cluster.members
            if party.part_of_grounds and (owner := self._owner(number, party)) is not None
        }

    def _join(self, cluster: Cluster, other: Cluster) -> None:
        other.absorb(cluster)
        for number, party in cluster.members:
            self.of[(number, party.id)] = other
            marks = marks_of(party)
            self.marked.take_out(cluster, marks)
            self.marked.file(other, marks)
        del self.place[cluster]

    def _name_of_letters(self, cluster: Cluster) -> Cluster | None:
        """The one body that another report names in full beside the letters this one is called by.

        A report that says "Aruline" and "AL" by turns may leave to others that they are one.
        """
        rows = {acronym_letters(name) for name in cluster.names}
        letters = next(iter(rows), "")
        if len(rows) != 1 or not letters or cluster.kinds & _NO_BODIES:
            return None
        met = _only(
            c
            for c in self.marked.under("letters " + letters)
            if c is not cluster and any(not acronym_letters(name) for name in c.names)
        )
        return self._unless_apart(cluster, None if met and met.kinds & _NO_BODIES else met)

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
        met = _only(
            other
            for other in self.marked.under("word " + word)
            if other is not cluster
            and PartyKind.STATE not in other.kinds
            and any(word in bare(n).split()[1:] for n in other.names)
        )
        if met is None or not any(
            plain_words(n)[-1:] == (word,) for n in met.names if word in bare(n).split()[1:]
        ):
            return None
        person = met.kinds <= {PartyKind.PERSON, PartyKind.UNKNOWN}
        mine = _plain_surname(cluster.members) or cluster.kinds & {
            PartyKind.PERSON,
            PartyKind.PERSONS,
            PartyKind.UNKNOWN,
        }
        if person:
            return met if mine and not self._apart(cluster, met) else None
        return met if word in _BODIES and PartyKind.PERSON not in cluster.kinds else None

    def _full_name_of(self, cluster: Cluster) -> Cluster | None:
        """The one person whose names all begin with the single word that this one is called by."""
        if not cluster.named or not cluster.kinds <= {PartyKind.PERSON, PartyKind.UNKNOWN}:
            return None
        words = {bare(name) for name in cluster.names}
        word = next(iter(words))
        sure = PartyKind.PERSON in cluster.kinds
        if len(words) != 1 or " " in word or len(word) < (2 if sure else 4):
            return None
        if any(not name[:1].isupper() or name.isupper() for name in cluster.names):
            return None
        met = _only(c for c in self.marked.under("word " + word) if c is not cluster)
        if met is None or met.kinds != {PartyKind.PERSON} or not first_word_alone(met.names, word):
            return None
        # a water office's man is his state's too
        states = [
            {PartyKind.STATE in owner.kinds for owner in self._told_owners(c)}
            for c in (cluster, met)
        ]
        if {True} in states and {False} in states:
            return met
        return self._unless_apart(cluster, met)

    def _fuller_name_of(self, cluster: Cluster) -> Cluster | None:
        """The one body of whose name this one's leaves out words from the middle."""
        if not cluster.named or cluster.kinds & _NEVER_CUT:
            return None
        cores = [core for name in cluster.names if len(core := name_core(name)) > 1]
        if not cores:
            return None
        met = _only(
            c
            for c in self.marked.under(*(f"round {core[0]} {core[-1]}" for core in cores))
            if c is not cluster
            and not c.kinds & _NEVER_CUT
            and any(inner_words_left_out(a, b) for a in cluster.names for b in c.names)
        )
        return self._unless_apart(cluster, met)

    def _front_of(self, cluster: Cluster) -> Cluster | None:
        """The one body whose name begins with the word of which this one is the plural.

        "The Lanterns" for the Lantern Front: those who belong to it.
        """
        names = {name for _, p in cluster.members for name in (p.name, *p.aliases)}
        if len(names) != 1 or not cluster.named or any(p.role for _, p in cluster.members):
            return None
        name = next(iter(names))
        word = bare(name).removesuffix("s")
        if " " in word or len(word) < 5 or not bare(name).endswith("s") or name.isupper():
            return None
        if cluster.kinds & {PartyKind.STATE, PartyKind.IGO, PartyKind.COMPANY}:
            return None
        if any(c is not cluster for c in self.marked.under("own word " + bare(name))):
            return None
        met = _only(c for c in self.marked.under("own word " + word) if c is not cluster)
        if met is None or not met.kinds <= {PartyKind.GROUP, PartyKind.ORGANISATION}:
            return None
        first = any(len(core := name_core(n)) > 1 and core[0] == word for n in met.names)
        return self._unless_apart(cluster, met if first else None)

    def _office_of_its_agents(self, cluster: Cluster) -> Cluster | None:
        """The one body whose name says what these do: "the auditors" of the Aru Audit Office."""
        if cluster.named or cluster.kinds != {PartyKind.PERSONS} or len(cluster.nouns) != 1:
            return None
        noun = next(iter(cluster.nouns))
        if noun not in _AGENTS or any(narrowing(n) for n in cluster.phrases()):
            return None
        stem = _AGENTS[noun]
        fits = (
            c
            for c in self.marked.under("kind organisation")
            if c.named and any(w.startswith(stem) for n in c.names for w in bare(n).split())
        )
        return self._unless_apart(cluster, _only(fits))

    def _spelt_in_part(self, cluster: Cluster) -> Cluster | None:
        """The one body whose initials these letters are but for one or two at their end.

        The last letters are the place's, which the name leaves out: "UNVMA", "United Nations
        Verification Mission".
        """
        letters = {acronym_letters(party.name) for _, party in cluster.members}
        row = next(iter(letters))
        if len(letters) != 1 or len(row) < 4 or len(cluster.names) != 1:
            return None
        if cluster.kinds & {PartyKind.STATE, PartyKind.PERSON, PartyKind.PERSONS}:
            return None
        rows = [row[:size] for size in (len(row) - 1, len(row) - 2) if size >= 3]
        met = _only(
            c
            for c in self.marked.under(*("initials " + one for one in rows))
            if c is not cluster and not c.kinds & {PartyKind.STATE, PartyKind.PERSON}
        )
        if met is None or any(acronym_letters(name) for name in met.names):
            return None
        return self._unless_apart(cluster, met)

    def _holder_of(self, cluster: Cluster) -> Cluster | None:
        """The one named person who holds the office that this one is only called by."""
        if cluster.named or cluster.kinds != {PartyKind.PERSON}:
            return None
        offices = {office_of(p.role) for _, p in cluster.members if p.role}
        if len(offices) != 1 or not (office := next(iter(offices))):
            return None
        holder = _only(
            other
            for other in self.marked.under("office " + office)
            if other is not cluster and other.named and PartyKind.PERSON in other.kinds
        )
        if holder is None or any(
            other.named and other is not holder
            for other in self.marked.under("in office " + office)
        ):
            return None  # "the minister" among ministers
        return None if self._apart(cluster, holder) else holder

    def _only_minister_of(self, cluster: Cluster) -> Cluster | None:
        """The one named minister of the dossier, for whom reports that say "the minister" mean.

        A prime minister or a deputy minister is another office.
        """
        if cluster.named or cluster.kinds != {PartyKind.PERSON}:
            return None
        offices = {p.role for _, p in cluster.members}
        if len(offices) != 1 or (office := next(iter(offices))) not in _BARE_OFFICES:
            return None
        if any(narrowing(name) for name in cluster.phrases() if head_noun(name) == office):
            return None
        met = _only(
            c
            for c in self.marked.under("in office " + office)
            if c is not cluster and any(_same_rank(p.role, office) for _, p in c.members)
        )
        if met is None or not met.named or met.kinds != {PartyKind.PERSON}:
            return None
        return self._unless_apart(cluster, met)

    def _twin_of(self, cluster: Cluster) -> Cluster | None:
        """A party without a name that is called by just the same words, and belongs elsewhere to
        nobody's knowledge."""
        if cluster.named or PartyKind.STATE in cluster.kinds:
            return None
        first = cluster.members[0][1]
        if first.kind is PartyKind.PERSONS or NUMBERS & set(bare(first.name).split()):
            return None
        return _only(
            other
            for other in self.marked.under("said " + bare(first.name))
            if other is not cluster
            and not other.named
            and first.kind in other.kinds
            and not self._apart(cluster, other)
        )

    def _guards_of(self, cluster: Cluster) -> Cluster | None:
        """The one force of border guards, called so in other words by one report."""
        if not self._are_border_guards(cluster):
            return None
        return self._unless_apart(
            cluster,
            _only(
                c
                for c in self.marked.under("noun guard")
                if c is not cluster and self._are_border_guards(c)
            ),
        )

    @staticmethod
    def _are_border_guards(cluster: Cluster) -> bool:
        return (
            not cluster.named
            and cluster.nouns == {"guard"}
            and not cluster.kinds - {PartyKind.ARMED_FORCE, PartyKind.ORGANISATION}
            and any(not _BORDER.isdisjoint(bare(n).split()) for n in cluster.phrases())
        )

    def _police_of(self, cluster: Cluster) -> Cluster | None:
        """The one police of the dossier, for "riot police", "officers" and their like."""
        if cluster.named or not self._are_police(cluster):
            return None
        return self._unless_apart(
            cluster,
            _only_best(
                other
                for other in self.marked.under("sector COP")
                if other is not cluster and self._are_police(other)
            ),
        )

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

        def bodies(mark: str) -> Iterable[Cluster]:
            return (c for c in self.marked.under(mark) if c is not cluster and self._is_body(c))

        if noun in _LEADERSHIPS and all(len(row) == 1 for row in words):
            whose = {head_noun(row[0]) for row in words}
            body = _only(
                c
                for c in bodies("called " + min(whose))
                if whose <= self._called(c)
                and not any(NUMBERS & set(bare(p.name).split()) for _, p in c.members)
            )
        elif noun in _MEETINGS and all(len(row) == 1 and row[0].endswith("s") for row in words):
            told = {row[0] for row in words}
            unions = bodies("union of " + min(told)) if len(told) == 1 else ()
            body = min(unions, key=self.place.__getitem__, default=None)
        elif any(words) and all(row and set(row) <= _STANDING for row in words):
            body = _only_best(
                c
                for c in bodies("called " + noun)
                if c.named
                or all(
                    head_noun(p.name) == noun and set(plain_words(p.name)[:-1]) <= _STANDING
                    for _, p in c.members
                )
            )
        elif noun == "company" and not any(words) and any(_says_where(n) for n in phrases):
            body = _only(c for c in bodies("kind company") if c.named)
        else:
            return None
        return self._unless_apart(cluster, body)

    def _foreign_company_of(self, cluster: Cluster) -> Cluster | None:
        """The one company with a name that a report first calls only "a Canadian company"."""
        if cluster.named or cluster.kinds != {PartyKind.COMPANY}:
            return None
        said = [party for _, party in cluster.members if len(plain_words(party.name)) > 1]
        if not said or not all(map(_only_foreign, said)):
            return None
        met = _only(c for c in self.marked.under("kind company") if c.named)
        if met is None or not {n for n, p in cluster.members if p in said} <= met.readings:
            return None
        others = (c for c in self.marked.under("kind company") if c is not met and c is not cluster)
        if any(_only_foreign(party) for c in others for _, party in c.members):
            return None
        codes = {p.country for _, p in cluster.members} | {p.country for _, p in met.members}
        return met if len(codes - {None}) < 2 else None

    @staticmethod
    def _is_body(cluster: Cluster) -> bool:
        """Whether a report knows it for a body; another may have taken its name for a person's."""
        mistaken = {PartyKind.PERSON, PartyKind.PERSONS, PartyKind.UNKNOWN}
        return bool(cluster.kinds - mistaken) and not cluster.kinds & {
            PartyKind.STATE,
            PartyKind.IGO,
        }

    @staticmethod
    def _called(cluster: Cluster) -> AbstractSet[str]:
        """Nouns that a body is called by, the words of its names among them."""
        return cluster.nouns | {w for n in cluster.names for w in plain_words(n)[-1:]}

    def _legislature_of(self, cluster: Cluster) -> Cluster | None:
        """The one legislature that reports call parliament, assembly and House in turn."""
        if cluster.kinds & _NO_BODIES or not self._is_legislature(cluster):
            return None
        known = list(islice(filter(self._is_legislature, self.marked.under(*_CHAMBERS)), 4))
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
        if not cluster.nouns <= _LEGISLATURES or cluster.kinds & _NO_BODIES:
            return False
        rows = map(plain_words, cluster.phrases())
        # "Government House" is a seat
        return not any(len(row) > 1 and row[-1] == "house" for row in rows)

    def _border_service_of(self, cluster: Cluster) -> Cluster | None:
        """The border service of a state that reports call its guards or its border guards."""
        if cluster.named or cluster.kinds - {PartyKind.ARMED_FORCE, PartyKind.ORGANISATION}:
            return None
        if cluster.nouns != {"guard"} or any("coast" in bare(n).split() for n in cluster.phrases()):
            return None
        owners = self._owners(cluster)
        service = _only(
            c
            for c in self.marked.under("word border", "word frontier")
            if c is not cluster
            and not c.kinds & _NO_BODIES
            and any(_BORDER_BODIES & set(bare(n).split()) for n in c.names)
        )
        if service is None:
            return None
        return service if owners and owners == self._owners(service) else None

    def _owners(self, cluster: Cluster) -> set[int]:
        return {id(o) for n, p in cluster.members if (o := self._owner(n, p)) is not None}

    def _one_judge_of(self, cluster: Cluster) -> Cluster | None:
        """The one judge or mediator of the dossier whom one report calls only so."""
        if cluster.named or cluster.kinds != {PartyKind.PERSON}:
            return None
        offices = {p.role for _, p in cluster.members}
        if len(offices) != 1 or (office := next(iter(offices))) not in _ONE_OF:
            return None
        return self._unless_apart(
            cluster,
            _only(
                c
                for c in self.marked.under(f"role {office}")
                if c is not cluster and PartyKind.PERSON in c.kinds
            ),
        )

    def _ship_of(self, cluster: Cluster) -> Cluster | None:
        """The crew of the ship that this name is, where it stands alone like a person's."""
        if not cluster.kinds <= {PartyKind.PERSON, PartyKind.UNKNOWN, PartyKind.ORGANISATION}:
            return None
        if not cluster.named or any(p.role for _, p in cluster.members):
            return None
        names = {bare(p.name) for _, p in cluster.members}
        return _only(
            c
            for c in self.marked.under(*("crew of " + n for n in sorted(names)))
            if c is not cluster and c.kinds == {PartyKind.PERSONS}
        )

    def _unless_apart(self, cluster: Cluster, other: Cluster | None) -> Cluster | None:
        return None if other is None or self._apart(cluster, other) else other

    def _apart(self, cluster: Cluster, other: Cluster) -> bool:
        """Whether reports say in words that they belong to different parties."""
        mine, theirs = self._told_owners(cluster), self._told_owners(other)
        return bool(mine and theirs and not mine & theirs)

    def _owner(self, number: int, party: Party) -> Cluster | None:
        return None if party.part_of is None else self.of.get((number, party.part_of))


def _only_foreign(party: Party) -> bool:
    """Whether a phrase says no more of a company than where it is from: "Canadian company"."""
    words = plain_words(party.name)
    if len(words) != 2 or words[1] not in _FIRMS or bare(party.name) != " ".join(words):
        return False
    return words[0] == "foreign" or (party.name[:1].isupper() and party.country is not None)


def _plain_surname(members: Iterable[tuple[int, Party]]) -> bool:
    """Whether what was taken for a body is known by a single word and nothing else at all."""
    return all(
        party.kind is PartyKind.ORGANISATION
        and party.sector is None
        and party.part_of is None
        and not party.aliases
        and bare(party.name) not in _BODIES
        for _, party in members
    )


def _same_rank(role: str | None, office: str) -> bool:
    """Whether a role is this office with a field at most: "health minister" is a minister."""
    words = (role or "").split()
    return words[-1:] == [office] and _OTHER_RANKS.isdisjoint(words)


def _says_where(phrase: str) -> bool:
    """Whether a phrase only says where a body sits: "the company in Dock Street"."""
    words = bare(phrase).split()
    return any(a in ("in", "at", "on", "from") for a in words[1:])


def _only(fits: Iterable[Cluster]) -> Cluster | None:
    """The one that fits, None if none does or two do."""
    first = None
    for other in fits:
        if first is not None:
            return None
        first = other
    return first


def _only_best(fits: Iterable[Cluster]) -> Cluster | None:
    """The one that fits and bears a name; where none bears one, the only one that fits."""
    found = list(fits)
    return _only([c for c in found if c.named] or found)


#: Words that a report says alone, with a capital, for a body whose long name ends in them.
_BODIES = frozenset(
    "movement front union community council mission alliance coalition league authority commission "
    "committee court tribunal panel assembly forum congress federation confederation association "
    "party cooperative agency ministry company guild brigade army guard chamber conference "
    "constabulary service bureau board department directorate corporation institute secretariat "
    "trust navy gendarmerie inspectorate syndicate society foundation".split()
)
_FIRMS = frozenset("company firm corporation multinational conglomerate".split())
#: Offices that reports say without their field: "the minister" for the minister of health.
_BARE_OFFICES = frozenset("minister governor commissioner ombudsman prosecutor mayor".split())
_OTHER_RANKS = frozenset("prime deputy vice former first assistant ex-".split())
_NO_BODIES = frozenset({PartyKind.STATE, PartyKind.PERSON, PartyKind.PERSONS, PartyKind.IGO})
#: What is never called by its name without words from the middle.
_NEVER_CUT = frozenset(
    {PartyKind.STATE, PartyKind.PERSON, PartyKind.PERSONS, PartyKind.GROUP, PartyKind.ARMED_FORCE}
)
#: Those who are called by what an office does, and how the word for it begins.
_AGENTS = {
    "auditor": "audit",
    "inspector": "inspect",
    "investigator": "investigat",
    "prosecutor": "prosecut",
    "regulator": "regulat",
    "arbitrator": "arbitrat",
    "arbiter": "arbitr",
    "examiner": "examin",
    "surveyor": "survey",
    "verifier": "verif",
}
_LEADERSHIPS = frozenset("management directorate administration directors board".split())
_MEETINGS = frozenset("assembly meeting delegation committee leadership".split())
#: Words for the size or standing of a body, which tell of which of two it is but never name it.
_STANDING = frozenset(
    "majority big bigger biggest large larger largest main strong stronger strongest powerful "
    "influential leading".split()
)
_LEGISLATURES = frozenset("assembly parliament legislature house chamber".split())
_CHAMBERS = tuple("noun " + noun for noun in sorted(_LEGISLATURES))
_BORDER_BODIES = frozenset("service guard guards agency force troops police".split())
_ONE_OF = frozenset("judge magistrate mediator arbitrator arbiter conciliator facilitator".split())
_BORDER = frozenset({"border", "frontier"})
