"""Short forms, told when all parties of a dossier are placed: "the Movement", "the premier".

Each rule joins a party that only takes up a longer name, an office or a standing to the one party
that fits, and does nothing where two fit or where reports say whose it is.
"""

from __future__ import annotations

from backchannel.dossier.clusters import Cluster
from backchannel.dossier.evidence import Party, PartyKind
from backchannel.dossier.head_nouns import NUMBERS, head_noun, narrowing, plain_words
from backchannel.dossier.names import name_core
from backchannel.dossier.spelling import bare
from backchannel.dossier.unnamed_groups import unnamed_groups

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
    """

    def __init__(self, clusters: list[Cluster], of: Owners) -> None:
        self.clusters, self.of = clusters, of

    def take_up(self) -> list[Cluster]:
        """Join what only takes up a longer name or an office, each where one party alone fits.

        A report that says "the Movement" after "Aru People's Movement", "Tarin" after "Lena Tarin",
        or "the premier" beside a prime minister it names, tells no two parties apart by that.
        """
        for find in (
            self._long_name_of,
            self._holder_of,
            self._twin_of,
            self._guards_of,
            self._police_of,
            self._described_body_of,
            self._legislature_of,
            self._border_service_of,
            self._one_judge_of,
            self._ship_of,
        ):
            for cluster in list(self.clusters):
                other = find(cluster)
                if other is not None:
                    self._join(cluster, other)
        for rule in unnamed_groups():
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
            if any(plain_words(n)[-1:] == [word] for n in longer):
                fits.append(other)
        if len(fits) != 1 or met != 1:
            return None
        person = fits[0].kinds <= {PartyKind.PERSON, PartyKind.UNKNOWN}
        mine = cluster.kinds & {PartyKind.PERSON, PartyKind.PERSONS, PartyKind.UNKNOWN}
        if person:
            return fits[0] if mine and not self._apart(cluster, fits[0]) else None
        return fits[0] if word in _BODIES and PartyKind.PERSON not in cluster.kinds else None

    def _holder_of(self, cluster: Cluster) -> Cluster | None:
        """The one named person who holds the office that this one is only called by."""
        if cluster.named or cluster.kinds != {PartyKind.PERSON}:
            return None
        offices = {_office(p.role) for _, p in cluster.members if p.role}
        if len(offices) != 1 or not (office := next(iter(offices))):
            return None
        fits = [
            other
            for other in self.clusters
            if other is not cluster
            and other.named
            and PartyKind.PERSON in other.kinds
            and any(_office(p.role) == office for _, p in other.members if p.role)
        ]
        narrower = [
            other
            for other in self.clusters
            if other.named
            and other not in fits
            and any(office in _office(p.role).split() for _, p in other.members)
        ]
        if len(fits) != 1 or narrower:  # "the minister" among ministers
            return None
        return None if self._apart(cluster, fits[0]) else fits[0]

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
            p.sector == "COP" or head_noun(p.name) == "police" for _, p in cluster.members
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
        words = [plain_words(n)[:-1] for n in phrases]
        words = [[w for w in row if w not in NUMBERS] for row in words]
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


def _says_where(phrase: str) -> bool:
    """Whether a phrase only says where a body sits: "the company in Dock Street"."""
    words = bare(phrase).split()
    return any(a in ("in", "at", "on", "from") for a in words[1:])


def _office(role: str | None) -> str:
    """An office in one wording: "prime minister" for "premier", "" for none."""
    words = [w for w in (role or "").split() if w not in ("acting", "former", "deputy", "vice")]
    if len(words) != len((role or "").split()):
        return role or ""
    return _SAME_OFFICE.get(" ".join(words), " ".join(words))


#: Words that a report says alone, with a capital, for a body whose long name ends in them.
_BODIES = frozenset(
    "movement front union community council mission alliance coalition league authority commission "
    "committee court tribunal panel assembly forum congress federation confederation association "
    "party cooperative agency ministry company guild brigade army guard chamber conference "
    "constabulary service bureau board department directorate corporation institute secretariat "
    "trust navy gendarmerie inspectorate syndicate society foundation".split()
)
_NO_BODIES = frozenset({PartyKind.STATE, PartyKind.PERSON, PartyKind.PERSONS, PartyKind.IGO})
_LEADERSHIPS = frozenset("management directorate administration directors board".split())
_MEETINGS = frozenset("assembly meeting delegation committee leadership".split())
#: Words for the size or standing of a body, which tell of which of two it is but never name it.
_STANDING = frozenset(
    "majority big bigger biggest large larger largest main strong stronger strongest powerful "
    "influential leading".split()
)
_LEGISLATURES = frozenset("assembly parliament legislature house chamber".split())
_BORDER_BODIES = frozenset("service guard guards agency force troops police".split())
_ONE_OF = frozenset("judge magistrate mediator arbitrator arbiter conciliator facilitator".split())
_SAME_OFFICE = {"premier": "prime minister", "head of government": "prime minister"}
