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

from collections.abc import Iterable, Sequence
from functools import lru_cache

from backchannel.dossier.at_hand import once_a_record
from backchannel.dossier.clusters import Cluster, has_name, name_aliases, phrases_of
from backchannel.dossier.evidence import MentionKind, Party, PartyKind
from backchannel.dossier.head_nouns import head_noun, narrowing, plain_words, several
from backchannel.dossier.names import (
    acronym_of,
    name_core,
    name_parts,
    rebel_army,
    same_person,
    shortened,
    word_stems,
)
from backchannel.dossier.party_marks import (
    COMPANY_WORDS,
    RELATIVES,
    MarkedClusters,
    asked_of,
    marks_of,
)
from backchannel.dossier.short_forms import ShortForms
from backchannel.dossier.spelling import bare, name_key, same_spelling
from backchannel.dossier.unnamed_groups import how_many

__all__ = ["Cluster", "cluster_parties", "head_noun", "same_party"]


@once_a_record
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
    table = _Table()
    for number, parties in enumerate(readings):
        for party in parties:
            if has_name(party):
                table.place(number, party)
    for number, parties in enumerate(readings):
        for party in parties:
            if not has_name(party):
                table.place(number, party)
    clusters = ShortForms(table.clusters, table.of, table.marked).take_up()
    order = {
        (number, party.id): (number, at)
        for number, parties in enumerate(readings)
        for at, party in enumerate(parties)
    }
    return sorted(clusters, key=lambda c: min(order[(n, p.id)] for n, p in c.members))


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
    """Parties as they are placed, each in the cluster that was there before it or in a new one.

    Who may be the same is looked up by marks; of several that are, the first counts, in the order
    of `_rank`.
    """

    def __init__(self) -> None:
        self.clusters: list[Cluster] = []
        self.states: dict[str, Cluster] = {}
        self.known_states: dict[Cluster, str] = {}
        self.nameless_states: list[Cluster] = []
        self.marked = MarkedClusters()
        self.bodies = _NamedByKind()
        self.of: dict[tuple[int, str], Cluster] = {}
        self.placed: dict[tuple[int, str], int] = {}

    def place(self, number: int, party: Party) -> None:
        cluster = self._find(number, party)
        key = _state_key(party)
        if cluster is None:
            cluster = Cluster()
            self.clusters.append(cluster)
            if party.kind is PartyKind.STATE and not key:
                self.nameless_states.append(cluster)
        cluster.add(number, party)
        self.of[(number, party.id)] = cluster
        self.placed[(number, party.id)] = len(self.placed)
        if key:
            self.states.setdefault(key, cluster)
            self.known_states.setdefault(cluster, key)
        self.marked.file(cluster, marks_of(party))
        self.bodies.file(cluster, number, party.kind)

    def _rank(self, cluster: Cluster, words: Sequence[str]) -> tuple[int, int] | None:
        """Which of `words`, in order, a cluster has first and since when; None if it has none.

        The better a word it shares, and the longer it has it, the sooner a cluster is chosen.
        """
        members = [(self.placed[(n, p.id)], _words(p)) for n, p in cluster.members]
        for at, word in enumerate(words):
            since = min((when for when, theirs in members if word in theirs), default=None)
            if since is not None:
                return at, since
        return None

    def _ranked(self, fits: Iterable[Cluster], words: Iterable[str]) -> list[Cluster]:
        ordered = sorted(words)
        ranks = [(rank, c) for c in fits if (rank := self._rank(c, ordered)) is not None]
        return [c for _, c in sorted(ranks, key=lambda one: one[0])]

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
        if len(self.known_states) == 1:
            state, key = next(iter(self.known_states.items()))
            if key.startswith("="):
                return state
        return next((c for c in self.nameless_states if number not in c.readings), None)

    # -- named ---------------------------------------------------------------------------------

    def _find_named(self, number: int, party: Party) -> Cluster | None:
        words = _words_of_names(party)
        mine = [party.name, *name_aliases(party)]
        like = self.marked.under(*asked_of(mine))
        fits = self._ranked(
            (c for c in like if number not in c.readings and self._same_named(c, party, mine)),
            words,
        )
        if len(fits) > 1 and party.kind in (PartyKind.PERSON, PartyKind.UNKNOWN):
            exact = [c for c in fits if bare(party.name) in {bare(n) for n in c.names}]
            fits = exact if len(exact) == 1 else []
        return fits[0] if fits else None

    def _same_named(self, cluster: Cluster, party: Party, mine: Sequence[str]) -> bool:
        kinds = cluster.kinds
        if PartyKind.STATE in kinds:
            return False
        theirs = list(cluster.names)
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
        self, cluster: Cluster, party: Party, mine: Sequence[str], theirs: Sequence[str]
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
        return not any(c is not cluster for c in self.marked.under("own word " + word))

    @staticmethod
    def _surname_in_capitals(mine: Sequence[str], theirs: Sequence[str], a_person: bool) -> bool:
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
        words = {"#" + noun, "@" + party.kind.value}
        if noun in RELATIVES:
            words.add("@" + PartyKind.ORGANISATION.value)
        fits = self._ranked(
            (
                cluster
                for cluster in self._like_unnamed(number, party, noun)
                if (
                    number not in cluster.readings
                    or self._only_said_barely(cluster, number, party, noun)
                )
                and self._same_unnamed(cluster, number, party, noun)
            ),
            words,
        )
        if noun == "ministry" and not narrowing(party.name):
            if len(fits) > 1:
                return None  # of which of them it is, no report tells
        unnamed = [c for c in fits if not c.named]
        if unnamed and party.kind is not PartyKind.PERSON:
            return unnamed[0]
        if len(fits) > 1 and party.kind is not PartyKind.PERSON:
            fits = _best_called(fits, number, noun)
        return fits[0] if len(fits) == 1 else None

    def _of_another_minister(self, fields: set[str]) -> bool:
        """Whether the ministers of the dossier have other fields than a ministry."""
        told = {
            word
            for cluster in self.marked.under("in office minister")
            for _, p in cluster.members
            for word in (p.role or "").split()[:-1]
            if word not in _NO_FIELD
        }
        return bool(told) and not told & fields

    def _like_unnamed(self, number: int, party: Party, noun: str) -> Iterable[Cluster]:
        """Those who may be one with a party without a name: `_same_unnamed` fits no others."""
        if party.kind is PartyKind.PERSON:
            return self.marked.under(*("role " + w for w in (party.role or "").split()[-1:]))
        nouns = dict.fromkeys(map(head_noun, phrases_of(party)))
        marks = ["own word " + noun, *("noun " + n for n in nouns)]
        if noun in RELATIVES:
            marks.append("of relatives")
        like = dict.fromkeys(self.marked.under(*marks))
        if party.kind in (PartyKind.COMPANY, PartyKind.GROUP) and not narrowing(party.name):
            like.update(dict.fromkeys(self.bodies.only(party.kind, number)))
        return like

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
            return narrow <= named and bool(nouns & (named | cluster.nouns))
        if party.kind in cluster.kinds and self._only_of_kind(cluster, number, party):
            return True
        return noun in cluster.nouns

    def _same_unnamed(self, cluster: Cluster, number: int, party: Party, noun: str) -> bool:
        if PartyKind.STATE in cluster.kinds:
            return False
        if not self._kin_fits(cluster, number, party):
            return False
        if party.kind is PartyKind.PERSON:
            return self._same_office(cluster, party)
        if cluster.kinds == {PartyKind.PERSON} and not cluster.named:
            return False
        nouns = cluster.nouns
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
            said = {w for n in (*cluster.names, *cluster.phrases()) for w in bare(n).split()}
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
        phrases = cluster.phrases()
        if party.kind is PartyKind.PERSONS and noun not in _COLLECTIVE:
            if not any(several(n) for n in phrases) and several(party.name):
                return False
            if not several(party.name) and all(several(n) for n in phrases):
                return False
            if noun in _CAPTIVES and self._other_number(phrases, (party.name, *party.aliases)):
                return False
        owners = [self._owner(n, p) for n, p in (*cluster.members, (number, party))]
        place = [w for o in owners if o is not None for w in bare(next(iter(o.names), "")).split()]
        mine = [w for w in (_unplaced(n, place) for n in (party.name, *party.aliases)) if w]
        theirs = [w for w in (_unplaced(n, place) for n in phrases) if w]
        owner = self._owner(number, party)
        ours = owner is not None and any(self._owner(n, p) is owner for n, p in cluster.members)
        if noun in _ANYBODY and not ours and not any(m == t for m in mine for t in theirs):
            return self._same_number(phrases, (party.name, *party.aliases))
        if not mine or not theirs:
            if noun != "ministry" or not (mine or theirs):
                return True
            return not self._of_another_minister({w for one in (*mine, *theirs) for w in one})
        return any(one <= other or other <= one for one in mine for other in theirs)

    @staticmethod
    def _same_number(phrases: Sequence[str], others: Sequence[str]) -> bool:
        """Whether two phrases for anybody say the same number: "seven people", "the seven men"."""
        return bool({how_many(n) for n in phrases} & {how_many(n) for n in others} - {None})

    @staticmethod
    def _other_number(phrases: Sequence[str], others: Sequence[str]) -> bool:
        """Whether two phrases say different numbers: "the sixty prisoners", "twelve prisoners"."""
        mine = {how_many(n) for n in phrases} - {None}
        theirs = {how_many(n) for n in others} - {None}
        return bool(mine and theirs and not mine & theirs)

    def _their_committee(self, cluster: Cluster) -> bool:
        """Whether it is the one body of the dossier that is called after relatives."""
        bodies = [c for c in self.marked.under("of relatives") if PartyKind.PERSON not in c.kinds]
        return bodies == [cluster]

    def _only_of_kind(self, cluster: Cluster, number: int, party: Party) -> bool:
        """Whether no other body of its kind has a name, in the dossier or in this report."""
        return cluster in self.bodies.only(party.kind, number)

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
            and not ("general" in mine and (mine ^ set(other.role.split())) & _OFFICES_GENERAL)
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


def _best_called(fits: list[Cluster], number: int, noun: str) -> list[Cluster]:
    """Of bodies that a bare "the company" may mean, the one it does, or all of them.

    The only one of them that the report names; else the only one that reports call just so, where
    the others are "the new company" or "a mining company".
    """
    here = [c for c in fits if number in c.readings]
    if len(here) == 1:
        return here
    so = [c for c in fits if any(plain_words(n) == (noun,) for n in c.phrases())]
    return so if len(so) == 1 else fits


class _NamedByKind:
    """Clusters that bear a name, by kind, and by kind and reading."""

    def __init__(self) -> None:
        self._of: dict[tuple[PartyKind, int | None], dict[Cluster, None]] = {}
        self._filed: set[Cluster] = set()

    def file(self, cluster: Cluster, number: int, kind: PartyKind) -> None:
        """Take note of a cluster that a party of this kind has just joined."""
        if not cluster.named:
            return
        pairs: list[tuple[PartyKind, int | None]] = [(k, number) for k in cluster.kinds]
        if cluster not in self._filed:  # what joined before its name was known
            self._filed.add(cluster)
            pairs = [(k, n) for k in cluster.kinds for n in (None, *cluster.readings)]
        elif cluster not in self._of.get((kind, None), ()):
            pairs += [(kind, n) for n in (None, *cluster.readings)]
        for pair in pairs:
            self._of.setdefault(pair, {})[cluster] = None

    def only(self, kind: PartyKind, number: int) -> list[Cluster]:
        """Return the one of its kind among all, and the one in a reading, where there is one."""
        every, here = self._of.get((kind, None), {}), self._of.get((kind, number), {})
        return [*(every if len(every) == 1 else ()), *(here if len(here) == 1 else ())]


@once_a_record
def _words(party: Party) -> frozenset[str]:
    """What clusters are chosen by where several fit: beginnings of words, a noun, the kind."""
    words = {"@" + party.kind.value}
    for name in phrases_of(party):
        words.update(_words_of(name))
    if not has_name(party):
        words.add("#" + head_noun(party.name))
    return frozenset(words)


@once_a_record
def _words_of_names(party: Party) -> frozenset[str]:
    """Those of `_words` that its names have: no noun and no kind."""
    return frozenset(w for w in _words(party) if not w.startswith(("@", "#")))


@lru_cache(maxsize=20_000)
def _words_of(name: str) -> tuple[str, ...]:
    parts = name_core(name)
    words = [w[:3] for w in parts] + ["~" + name_key(w)[:3] for w in parts]
    words += [w[:1] for w in name_parts(name)[:1]]
    if len(parts) >= 2:
        words.append("=" + "".join(w[0] for w in parts))
    if name.isupper() and 2 <= len(name) <= 7:
        words.append("=" + name.lower())
    return tuple(words)


#: Those whom a report does not identify are never a body it names elsewhere.
_UNIDENTIFIED = frozenset(
    "gunman attacker assailant kidnapper abductor captor hijacker bomber bandit pirate smuggler "
    "trafficker mercenary intruder arsonist".split()
)
#: "The army" is the state's, though rebels call theirs a People's Army.
_OF_THE_STATE = frozenset(("army", "troop", "military"))
#: Those of whom each side holds a number of its own.
_CAPTIVES = frozenset("prisoner detainee hostage captive".split())
_NO_FIELD = frozenset("prime deputy vice former acting chief first".split())
_COLLECTIVE = frozenset("crew staff crowd mob people family picket".split())
#: What makes an office another: a prime minister is not "the minister".
_ANOTHER_RANK = frozenset(("prime", "vice"))
#: Nouns for anybody, which alone tell no two groups for one.
_ANYBODY = frozenset("people man woman person child citizen".split())
#: Who is general of an office is no general of an army.
_OFFICES_GENERAL = frozenset(
    "secretary attorney prosecutor procurator director solicitor governor inspector consul auditor "
    "comptroller controller advocate surgeon registrar commissioner".split()
)
_COMMON_FIRST = frozenset(
    "union front national united international central general committee council ministry court "
    "party army forces police people workers popular democratic federal supreme regional local "
    "royal state public north south east west northern southern eastern western upper lower "
    "great african asian european american association federation board panel society".split()
)


def _unplaced(phrase: str, place: list[str]) -> set[str]:
    """Narrowing words, less those that only name the owner ("Chadian" where Chad is the owner)."""
    return {w for w in narrowing(phrase) if not any(w[:4] == p[:4] for p in place)}
