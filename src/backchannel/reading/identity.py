"""Who is who inside one report: phrases become parties.

Rules, in the order of the text: listed names by their list; names by their words; roles and nouns
by what they narrow ("Iran's president", "the union", "the two countries"); pronouns by the nearest
party that fits. Nothing is joined by the likeness of two strings alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from backchannel.dossier.evidence import MentionKind
from backchannel.dossier.names import acronym_of, name_core, same_person
from backchannel.dossier.spelling import bare
from backchannel.reading.gazetteer import organisations, state, states
from backchannel.reading.mentions import Found, organisation_word
from backchannel.reading.quotations import quotations
from backchannel.reading.tagged import Word
from backchannel.reading.titles import party_nouns, roles

__all__ = ["Identity", "Place", "identify"]


@dataclass(slots=True)
class Place:
    """A resolved phrase: words of the phrase and of its head, and whom it means."""

    first: int
    last: int
    head_first: int
    head_last: int
    kind: MentionKind
    who: tuple[int, ...]


@dataclass(slots=True)
class Identity:
    """A party in the making.

    Parameters
    ----------
    number : int
        Index in the list of identities.
    sort : str
        state, person, organisation, group, armed_force, company, igo, persons, unknown.
    names : list of str
        Names met, in order, without titles.
    phrases : list of str
        Noun phrases met.
    """

    number: int
    sort: str
    names: list[str] = field(default_factory=list)
    phrases: list[str] = field(default_factory=list)
    nouns: set[str] = field(default_factory=set)
    modifiers: set[str] = field(default_factory=set)
    roles: list[str] = field(default_factory=list)
    code: str | None = None
    sector: str | None = None
    part_of: int | None = None
    grounds: tuple[int, int] | None = None
    basis: str = ""
    listed: str = ""
    plural: bool = False
    gender: str = ""
    last: int = -1
    weight: float = 0.0
    named: bool = False
    merged: int | None = None
    organ: tuple[str, str] | None = None
    titles: set[str] = field(default_factory=set)
    free: bool = False
    spots: list[int] = field(default_factory=list)
    subject_of: int = -1


_FAMILIES = (
    frozenset(("army", "military", "armed forces", "general staff", "high command")),
    frozenset(("police", "policeman", "constable", "policewoman")),
    frozenset(("troop", "soldier", "force")),
    frozenset(("union", "trade union", "labour union", "labor union", "syndicate", "federation")),
    frozenset(
        (
            "company firm operator employer concessionaire contractor management consortium "
            "airline carmaker manufacturer"
        ).split()
    ),
    frozenset(("rebel", "insurgent", "guerrilla", "guerilla", "separatist", "secessionist")),
    frozenset(("hostage", "captive")),
    frozenset(("prisoner", "detainee", "inmate")),
    frozenset(("farmer", "grower", "producer", "peasant")),
    frozenset(("docker", "stevedore", "longshoreman")),
    frozenset(("protester", "protestor", "demonstrator", "marcher")),
    frozenset(("court", "tribunal")),
    frozenset(("parliament", "national assembly", "legislature")),
    frozenset(("border guard", "guard")),
)
_NAME_NOUN = {
    "union": "union",
    "sindicato": "union",
    "syndicat": "union",
    "sindikat": "union",
    "federation": "union",
    "court": "court",
    "tribunal": "court",
    "panel": "panel",
    "committee": "committee",
    "council": "council",
    "commission": "commission",
    "association": "association",
    "company": "company",
    "corporation": "company",
    "corp": "company",
    "ltd": "company",
    "inc": "company",
    "group": "group",
    "terminal": "company",
    "airlines": "airline",
    "bank": "bank",
    "front": "front",
    "movement": "movement",
    "militia": "militia",
    "party": "party",
    "coalition": "coalition",
    "alliance": "alliance",
    "authority": "authority",
    "agency": "agency",
    "ministry": "ministry",
    "mission": "mission",
    "assembly": "assembly",
    "chamber": "chamber",
    "university": "university",
    "cooperative": "cooperative",
    "cartel": "cartel",
    "dairy": "dairy",
    "mines": "company",
    "minerals": "company",
    "mining": "company",
}
_SAME_AS_BODY = frozenset(
    "fighter member militant gunman force troop officer men man militiaman unit activist "
    "supporter delegation side rebel insurgent separatist leadership police guard administration "
    "government regime authorities group movement faction militia union company firm party court "
    "panel tribunal ruler delegate".split()
)
_GENERIC_PEOPLE = frozenset(
    "people man woman member resident citizen civilian child father "
    "side party ally delegation supporter group force villager observer expert analyst official "
    "leader national".split()
)
_FEMALE = frozenset(
    "she her spokeswoman chairwoman congresswoman queen princess policewoman".split()
)
_MALE = frozenset("he him his spokesman chairman congressman king prince emir policeman".split())
_MALE_TITLES = frozenset(
    "Mr Mr. Sir Lord King Prince Father M. Monsieur Herr Don Dom Señor".split()
)
_FEMALE_TITLES = frozenset(
    "Mrs Mrs. Ms Ms. Miss Mme Mme. Mlle Madame Frau Dona Señora Senhora Dame Lady Queen Princess "
    "Sister".split()
)


class _Table:
    def __init__(self, words: Sequence[Word], home: list[str]) -> None:
        self.words = words
        self.home = home
        self.all: list[Identity] = []
        self.states: dict[str, Identity] = {}
        self.listed: dict[str, Identity] = {}
        self.short: dict[str, Identity] = {}
        self.organs: dict[tuple[str, str], Identity] = {}
        self.issuer: tuple[int, ...] = ()

    def new(self, sort: str, **more: object) -> Identity:
        one = Identity(len(self.all), sort)
        for name, value in more.items():
            setattr(one, name, value)
        self.all.append(one)
        return one

    def real(self, one: Identity) -> Identity:
        while one.merged is not None:
            one = self.all[one.merged]
        return one

    def alive(self) -> list[Identity]:
        return [one for one in self.all if one.merged is None]

    def recent(self) -> list[Identity]:
        return sorted(self.alive(), key=lambda one: -one.last)

    def state(self, code: str) -> Identity:
        if code not in self.states:
            self.states[code] = self.new(
                "state", names=[state(code).name], code=code, sector="GOV", named=True
            )
        return self.states[code]

    def organisation(self, key: str) -> Identity:
        if key not in self.listed:
            known = organisations()[key]
            one = self.new(
                known.kind, names=[known.name], code=known.code, sector=known.sector, named=True
            )
            one.listed = key
            self.listed[key] = one
            if known.part_of:
                if known.part_of in states():
                    one.part_of = self.state(known.part_of).number
                elif known.part_of in organisations():
                    one.part_of = self.organisation(known.part_of).number
                one.basis = "general knowledge"
            if key == "Brussels":
                return self.organisation("European Union")
        return self.real(self.listed[key])


def identify(
    words: Sequence[Word], found: Sequence[Found], text: str, hints: Sequence[str] = ()
) -> tuple[list[Identity], list[Place]]:
    """Settle who each phrase means.

    Parameters
    ----------
    words : sequence of Word
        Words of the report.
    found : sequence of Found
        From `backchannel.reading.mentions.find_mentions`.
    text : str
        Levelled text.
    hints : sequence of str
        Codes of states the report is likely about: where it was sent from, the section it stood
        in, what the other reports of the dossier are about.

    Returns
    -------
    (list of Identity, list of Place)
        Identities that were joined to another have `merged` set.
    """
    table = _Table(words, _home(found, hints))
    names = _Names(table, text, ordered := sorted(found, key=lambda f: (f.name_first, f.first)))
    places: list[Place] = []
    whom = names.whom
    issuer = next((f for f in ordered if _own_voice(words, f)), None)
    later = []
    for one in ordered:
        if one.sort == "pronoun" and one.key in ("we", "us", "our"):
            later.append(one)
            continue
        if id(one) in whom or one.sort == "pronoun":
            if one.sort == "pronoun":
                who = names.pronoun(one)
                if who:
                    places.append(
                        Place(one.first, one.last, one.first, one.last, MentionKind.PRONOUN, who)
                    )
            continue
        names.settle(one, whom, places)
    if issuer is not None:
        table.issuer = whom.get(id(issuer), ())
        for one in later:
            who = names.pronoun(one)
            if who:
                places.append(
                    Place(one.first, one.last, one.first, one.last, MentionKind.PRONOUN, who)
                )
    for place in places:
        place.who = tuple(dict.fromkeys(table.real(table.all[i]).number for i in place.who))
    return table.all, places


def _own_voice(words: Sequence[Word], one: Found) -> bool:
    """Whether a phrase is how a document names the body that issues it: "this Union"."""
    return (
        one.sort == "noun"
        and not one.plural
        and words[one.first].text.lower() == "this"
        and party_nouns()[one.key].meaning == "org"
        and one.key not in ("newspaper", "group", "front", "panel", "court")
    )


def _home(found: Sequence[Found], hints: Sequence[str]) -> list[str]:
    """Codes of states by how much the report takes place there, most first."""
    score: Counter[str] = Counter()
    order: dict[str, int] = {}
    spoken: Counter[str] = Counter()
    for one in found:
        if one.sort in ("state", "seat", "city", "people"):
            order.setdefault(one.key, one.first)
            score[one.key] += 3 if one.place else (2 if one.sort == "people" else 1)
            spoken[one.key] += not one.place
    for code in hints:
        score[code] += 6
        order.setdefault(code, -1)
    return sorted(score, key=lambda code: (-score[code], order[code]))


def _pairs(words: Sequence[Word], found: Sequence[Found]) -> list[tuple[int, Found, Found]]:
    """Who stands between whom: "talks between A and B", in order."""
    names = {
        f.first: f
        for f in sorted(found, key=lambda f: f.last)
        if f.sort in ("state", "seat", "organisation", "noun", "name") and not f.place
    }
    pairs = []
    for i, word in enumerate(words):
        if word.text.lower() not in ("between", "both"):
            continue
        near: list[Found] = []
        for j in range(i + 1, min(i + 24, len(words))):
            if words[j].sentence != word.sentence:
                break
            one = names.get(j)
            if one is not None and (not near or j >= near[-1].last):
                near.append(one)
        if len(near) >= 2 and any(
            words[k].text.lower() == "and" for k in range(near[0].last, near[1].first)
        ):
            pairs.append((i, near[0], near[1]))
    return pairs


class _Names:
    def __init__(self, table: _Table, text: str, found: Sequence[Found]) -> None:
        self.table = table
        self.text = text
        self.found = found
        self.pairs = _pairs(table.words, found)
        self.whom: dict[int, tuple[int, ...]] = {}
        self.quoted = quotations(text)

    # -- one phrase ----------------------------------------------------------------------------

    def settle(
        self,
        one: Found,
        whom: dict[int, tuple[int, ...]],
        places: list[Place],
        bound: bool = False,
    ) -> tuple[int, ...]:
        """Settle a phrase after the phrases in it; `bound` if it only narrows another's noun."""
        if id(one) in whom:
            return whom[id(one)]
        whom[id(one)] = ()
        for owner in one.belongs:
            self.settle(owner, whom, places, owner.first < one.name_first)
        for same in one.same:
            self.settle(same, whom, places)
        who = self._who(one, whom)
        whom[id(one)] = who
        if not who:
            return who
        kind = {
            "noun": MentionKind.NOMINAL,
            "role": MentionKind.NOMINAL,
            "people": MentionKind.NOMINAL,
        }.get(one.sort, MentionKind.NAME)
        if one.place and one.sort in ("state", "seat", "city"):
            kind = MentionKind.PLACE
        if one.sort == "people" and not self._people_alone(one):
            kind = MentionKind.PLACE
        for number in who:
            identity = self.table.real(self.table.all[number])
            if kind is not MentionKind.PLACE:
                identity.last = one.name_first
                identity.spots.append(one.name_first)
                if any(
                    w.relation.startswith("nsubj")
                    for w in self.table.words[one.first : max(one.last, one.name_last)]
                ):
                    identity.subject_of = self.table.words[one.name_first].sentence
                identity.weight += 1.0
                identity.free = identity.free or not bound
        if not (one.sort == "people" and kind is MentionKind.PLACE):
            places.append(Place(one.first, one.last, one.name_first, one.name_last, kind, who))
        return who

    def _people_alone(self, one: Found) -> bool:
        """Whether a nationality stands for its state or people ("the Tanzanians")."""
        words = self.table.words
        before = words[one.first - 1].text.lower() if one.first else ""
        after = words[one.last] if one.last < len(words) else None
        noun_follows = after is not None and after.tag in ("NOUN", "PROPN", "ADJ", "NUM")
        return not noun_follows and (before in ("the", "a", "an", "two", "three") or one.key == "")

    def _who(self, one: Found, whom: dict[int, tuple[int, ...]]) -> tuple[int, ...]:
        if one.sort in ("state", "seat"):
            who = self.table.state(one.key)
            if not one.place:
                self._note_name(who, one)
            return (who.number,)
        if one.sort == "city":
            return ()
        if one.sort == "people":
            return self._nationality(one)
        if one.sort == "place":
            return ()
        if one.sort == "organisation" and one.key in organisations():
            listed = self.table.organisation(one.key)
            self._note_name(listed, one)
            return (listed.number,)
        if one.sort in ("organisation", "name", "person"):
            return self._named(one, whom)
        if one.sort == "role":
            return self._role(one, whom)
        return self._noun(one, whom)

    def _nationality(self, one: Found) -> tuple[int, ...]:
        if not self._people_alone(one):
            return (self.table.state(one.key).number,)
        form = self._form(one.name_first, one.name_last)
        if form.endswith("s") or form in ("Chinese", "Japanese", "French", "British", "Dutch"):
            before = self.table.words[one.first - 1].text.lower() if one.first else ""
            if before == "the":
                return (self.table.state(one.key).number,)
            return ()
        person = self.table.new("person", phrases=[self._form(one.first, one.last)], code=one.key)
        person.nouns.add(bare(form))
        return (person.number,)

    def _form(self, first: int, last: int) -> str:
        words = self.table.words
        return " ".join(self.text[words[first].start : words[last - 1].end].split())

    def _note_name(self, who: Identity, one: Found) -> None:
        form = self._form(one.name_first, one.name_last)
        if form not in who.names:
            who.names.append(form)
        self._aliases(who, one)

    def _aliases(self, who: Identity, one: Found) -> None:
        for form, first, last in one.aliases:
            del first, last
            self.table.short[bare(form)] = who
            stripped = form[4:] if form.lower().startswith("the ") else form
            if stripped != form:
                self.table.short[bare(stripped)] = who
            if form not in who.names:
                who.names.append(form)

    # -- names ---------------------------------------------------------------------------------

    def _named(self, one: Found, whom: dict[int, tuple[int, ...]]) -> tuple[int, ...]:
        name = self._form(one.name_first, one.name_last)
        who = self._known_name(name, one)
        if who is None:
            sort = {"person": "person", "organisation": "organisation"}.get(one.sort, "unknown")
            who = self.table.new(sort, named=True)
        if one.sort == "person" and who.sort == "unknown":
            who.sort = "person"
        if one.sort == "organisation" and who.sort == "unknown":
            who.sort = "organisation"
        who.named = True
        if name not in who.names:
            who.names.append(name)
        self._aliases(who, one)
        if one.title:
            who.titles.add(one.title)
            if set(one.title.split()) & _FEMALE_TITLES:
                who.gender = "f"
            elif set(one.title.split()) & _MALE_TITLES:
                who.gender = "m"
            if one.title_sector and who.sector is None:
                who.sector = one.title_sector
        if one.role:
            above = self._owner(one, whom) if one.belongs else None
            self._office(who, one.role, (), one, above)
        if one.sort == "organisation":
            for owner in one.belongs:
                for number in whom.get(id(owner), ()):
                    self._belongs(who, self.table.all[number], one)
            self._describe_name(who, name)
            if who.part_of is None and "ministry" in who.nouns and self.table.home:
                home = self.table.state(self.table.home[0])
                who.part_of, who.code, who.sector = home.number, home.code, "GOV"
                who.basis = "an organ of the state the report is about"
        return (who.number,)

    def _describe_name(self, who: Identity, name: str) -> None:
        parts = bare(name).split()
        if set(parts) & _NOT_LABOUR and "union" in parts:
            parts = [part for part in parts if part != "union"]
            who.nouns.add("union")
        owner = self.table.real(self.table.all[who.part_of]) if who.part_of is not None else None
        if set(parts) & _ARMED and owner is not None and owner.sort == "state":
            if who.sort == "organisation" and not set(parts) & {"resistance", "liberation"}:
                who.sort, who.sector = "armed_force", who.sector or "MIL"
        for word in parts:
            if word in _NAME_NOUN:
                who.nouns.add(_NAME_NOUN[word])
                noun = party_nouns().get(_NAME_NOUN[word])
                if noun is not None:
                    if who.sort == "organisation" and noun.kind in (
                        "group",
                        "company",
                        "armed_force",
                    ):
                        who.sort = noun.kind
                    who.sector = who.sector or noun.sector

    def _known_name(self, name: str, one: Found) -> Identity | None:
        plain = bare(name)
        if plain in self.table.short:
            return self.table.real(self.table.short[plain])
        core = name_core(name)
        people = one.sort in ("person", "name")
        for who in self.table.recent():
            if not who.named or who.sort == "state" or who.listed:
                continue
            if any(bare(known) == plain for known in who.names):
                return who
            if who.sort not in ("person", "unknown") and one.sort != "person":
                if any(name_core(known) == core for known in who.names):
                    return who
                if acronym_of(name, who.names):
                    return who
        if people:
            fitting = [
                who
                for who in self.table.recent()
                if who.named
                and who.sort in ("person", "unknown")
                and not who.listed
                and any(same_person(name, known) for known in who.names)
                and self._gender_fits(who, one)
            ]
            if fitting:
                return fitting[0]
        # the first word(s) of a longer organisation's name, or its last
        if one.sort != "person" and len(core) >= 1:
            for who in self.table.recent():
                if (
                    who.named
                    and who.sort not in ("person", "state")
                    and not who.listed
                    and any(_shortened(core, name_core(known)) for known in who.names)
                ):
                    return who
        return None

    def _gender_fits(self, who: Identity, one: Found) -> bool:
        words = set(one.title.split())
        if words & _FEMALE_TITLES and who.gender == "m":
            return False
        return not (words & _MALE_TITLES and who.gender == "f")

    # -- roles ---------------------------------------------------------------------------------

    def _owner(self, one: Found, whom: dict[int, tuple[int, ...]]) -> Identity | None:
        """Whom a phrase says it belongs to: possessor, "of ...", nationality; else None."""
        table = self.table
        after = [o for o in one.belongs if o.first >= one.name_last and not _just_place(o, one)]
        before = [o for o in one.belongs if o.first < one.name_first]
        for owner in (*after, *reversed(before)):
            for number in whom.get(id(owner), ()):
                who = table.real(table.all[number])
                if who.sort != "person" or owner in before:
                    return who
        for owner in one.belongs:
            if owner.sort in ("seat", "state") and not _just_place(owner, one):
                return table.state(owner.key)
        if one.owner_pronoun >= 0:
            pronoun = Found(
                one.owner_pronoun,
                one.owner_pronoun + 1,
                one.owner_pronoun,
                one.owner_pronoun + 1,
                "pronoun",
                table.words[one.owner_pronoun].text.lower(),
            )
            for number in self.pronoun(pronoun):
                return table.real(table.all[number])
        inner = self._noun_owner(one)
        if inner is not None:
            return inner
        return None

    def _noun_owner(self, one: Found) -> Identity | None:
        """The body named by a common noun inside a role's phrase: "union president"."""
        for modifier in one.modifiers:
            noun = party_nouns().get(modifier)
            if noun is not None and noun.meaning in ("org", "stateorgan", "state"):
                hit = self._recent_body(noun.name)
                if hit is not None:
                    return hit
                if noun.meaning == "org":
                    continue
                if self.table.home:
                    return self.table.state(self.table.home[0])
        return None

    def _role(self, one: Found, whom: dict[int, tuple[int, ...]]) -> tuple[int, ...]:
        role = roles()[one.key]
        phrase = self._phrase(one)
        owner = self._owner(one, whom)
        named = [n for same in one.same for n in whom.get(id(same), ())]
        if len(named) > 1 and role.plural:
            for number in named:
                self._office(self.table.real(self.table.all[number]), role.name, (), one)
            return tuple(named)
        if named:
            who = self.table.real(self.table.all[named[0]])
            if who.sort == "unknown":
                who.sort = "person"
            if who.sort == "person":
                waiting = self._unnamed(role.name, one.modifiers, owner)
                if waiting is not None and waiting is not who:
                    self._merge(waiting, who)
                self._office(who, role.name, one.modifiers, one, owner)
                if phrase not in who.phrases:
                    who.phrases.append(phrase)
                return (who.number,)
        if one.determiner == "no":
            return ()
        if role.plural:
            sides = self._sides_of(one, whom)
            if len(sides) > 1:
                return sides
            return self._role_plural(one, role.name, owner, phrase)
        if one.determiner != "a":
            short = self.table.short.get(bare(one.key))
            if short is not None:
                return (self.table.real(short).number,)
            holder = self._holder(role.name, one.modifiers, owner)
            if holder is not None:
                if phrase not in holder.phrases:
                    holder.phrases.append(phrase)
                return (holder.number,)
        if one.determiner in ("", "number", "some") and owner is None and not one.modifiers:
            return ()
        if one.key in ("chair", "head", "speaker", "general", "major", "judge", "guard"):
            if one.determiner == "a" and owner is None and not one.modifiers:
                return ()
        who = self.table.new("person", phrases=[phrase])
        self._office(who, role.name, one.modifiers, one, owner or self._speaks_for(one, role.name))
        return (who.number,)

    def _sides_of(self, one: Found, whom: dict[int, tuple[int, ...]]) -> tuple[int, ...]:
        """The states of "the water commissioners of Aru and Bel": they meet for their states."""
        words = self.table.words
        owners: list[int] = []
        for owner in one.belongs:
            if owner.first < one.name_last or owner.sort not in ("state", "seat", "organisation"):
                continue
            after = owner.last
            owners += whom.get(id(owner), ())
            if after + 1 < len(words) and words[after].text.lower() == "and":
                nxt = next((f for f in self.found if f.first == after + 1), None)
                if nxt is not None and nxt.sort == owner.sort and not nxt.place:
                    owners += self._who(nxt, whom)
        return tuple(dict.fromkeys(owners)) if len(set(owners)) > 1 else ()

    def _speaks_for(self, one: Found, role: str) -> Identity | None:
        """The body that a bare "a spokeswoman" most likely speaks for: the nearest before it."""
        if role.split()[-1] not in _SPEAKERS and role not in _SPEAKERS:
            return None
        return next(
            (
                who
                for who in self.table.recent()
                if who.sort not in ("person", "persons", "unknown")
                and one.name_first - who.last < 60
                and who.last >= 0
            ),
            None,
        )

    def _role_plural(
        self, one: Found, role: str, owner: Identity | None, phrase: str
    ) -> tuple[int, ...]:
        if owner is not None and owner.sort not in ("state", "person", "persons"):
            if role in ("officer", "activist", "delegate", "negotiator", "lawyer", "official"):
                self._note_phrase(owner, phrase)
                return (owner.number,)
        two = "two" in one.modifiers or one.determiner in ("both", "the")
        if two:
            holders = [
                who
                for who in self.table.recent()
                if who.sort == "person" and role.split()[-1] in {r.split()[-1] for r in who.roles}
            ]
            if ("two" in one.modifiers or one.determiner == "both") and len(holders) >= 2:
                return tuple(who.number for who in holders[:2])
        for who in self.table.alive():
            if (
                who.plural
                and role in who.nouns
                and (owner is None or who.part_of in (None, owner.number))
            ):
                if one.determiner in ("the", "possessive", "") or phrase in who.phrases:
                    if phrase not in who.phrases:
                        who.phrases.append(phrase)
                    return (who.number,)
        who = self.table.new("persons", phrases=[phrase], plural=True)
        who.nouns.add(role)
        who.modifiers |= set(one.modifiers)
        listed = roles()[role]
        who.sector = listed.sector
        if owner is not None:
            self._belongs(who, owner, one)
        return (who.number,)

    def _office(
        self,
        who: Identity,
        role: str,
        modifiers: tuple[str, ...],
        one: Found,
        owner: Identity | None = None,
    ) -> None:
        full = " ".join((*(m for m in modifiers if m.isalpha() or "-" in m), role))
        if full not in who.roles:
            who.roles.append(full)
        listed = roles().get(role)
        if role.split()[-1] in _FEMALE:
            who.gender = "f"
        elif role.split()[-1] in _MALE:
            who.gender = "m"
        if listed is None:
            return
        head = one.sort == "person" and role in ("president", "vice president", "chancellor")
        abroad = role.split()[-1] in ("ambassador", "consul", "diplomat", "affaires")
        if (
            owner is None
            and who.part_of is None
            and not abroad
            and (head or listed.whom in _STATE_OFFICES)
        ):
            if not (one.sort == "person" and listed.whom in ("mil", "cop", "jud")):
                owner = self._home_at(one)
                if owner is not None and who.part_of is None:
                    who.part_of = owner.number
                    who.basis = f"the office ({full}) and the state the report is about"
                    who.code = owner.code
                who.sector = who.sector or listed.sector
                return
        if owner is not None:
            self._belongs(who, owner, one)
        if listed.sector and (owner is None or owner.sort == "state"):
            who.sector = who.sector or listed.sector
        elif owner is not None:
            who.sector = who.sector or owner.sector

    def _home_at(self, one: Found) -> Identity | None:
        del one
        return self.table.state(self.table.home[0]) if self.table.home else None

    def _unnamed(
        self, role: str, modifiers: tuple[str, ...], owner: Identity | None
    ) -> Identity | None:
        for who in self.table.recent():
            if who.sort == "person" and not who.named and self._role_fits(who, role, modifiers):
                if owner is None or who.part_of in (None, owner.number):
                    return who
        return None

    def _role_fits(self, who: Identity, role: str, modifiers: tuple[str, ...]) -> bool:
        said = set(modifiers) - _LOOSE
        for held in who.roles:
            words = held.split()
            if words[-1] != role.split()[-1] and not (
                {words[-1], role.split()[-1]} <= _SAME_OFFICE
            ):
                continue
            if said | set(role.split()[:-1]) <= set(words) or (not said and len(role.split()) == 1):
                if role.split()[0] in ("deputy", "vice") and words[0] != role.split()[0]:
                    continue
                return True
        return False

    def _holder(
        self, role: str, modifiers: tuple[str, ...], owner: Identity | None
    ) -> Identity | None:
        for who in self.table.recent():
            if who.sort != "person" or not self._role_fits(who, role, modifiers):
                continue
            if owner is not None and who.part_of is not None and not self._kin(who, owner):
                continue
            return who
        return None

    def _kin(self, who: Identity, owner: Identity) -> bool:
        seen = set()
        part: int | None = who.number
        while part is not None and part not in seen:
            seen.add(part)
            if part == owner.number:
                return True
            part = self.table.real(self.table.all[part]).part_of
        return owner.part_of in seen and owner.part_of is not None

    # -- nouns ---------------------------------------------------------------------------------

    def _noun(self, one: Found, whom: dict[int, tuple[int, ...]]) -> tuple[int, ...]:
        noun = party_nouns()[one.key]
        phrase = self._phrase(one)
        owner = self._owner(one, whom)
        named = [n for same in one.same for n in whom.get(id(same), ())]
        if named:
            who = self.table.real(self.table.all[named[0]])
            who.nouns.add(noun.name)
            if who.sort == "person" and noun.kind not in ("persons", "unknown", "state"):
                who.sort = noun.kind
            self._shape(who, noun.kind, noun.sector)
            self._aliases(who, one)
            if phrase not in who.phrases:
                who.phrases.append(phrase)
            if owner is not None and owner is not who:
                self._belongs(who, owner, one)
            waiting = self._recent_body(noun.name, named=False)
            if (
                waiting is not None
                and waiting is not who
                and one.determiner == "the"
                and waiting.plural is one.plural
            ):
                self._merge(waiting, who)
            return (who.number,)
        if one.determiner == "no":
            return ()
        if noun.name == "mission" and not any(b.first < one.name_first for b in one.belongs):
            hit = self._recent_body("mission") if one.determiner == "the" else None
            return (hit.number,) if hit is not None and hit.named else ()
        if one.key in self.table.short:
            return (self.table.real(self.table.short[one.key]).number,)
        if noun.meaning == "all":
            return self._everybody(one, owner, phrase)
        if noun.meaning == "state":
            return self._government(one, noun.name, owner, phrase)
        if noun.meaning == "stateorgan":
            return self._organ(one, noun.name, noun.kind, noun.sector, owner, phrase)
        if noun.meaning == "org":
            return self._body(one, noun.name, noun.kind, noun.sector, owner, phrase)
        return self._people(one, noun.name, noun.kind, noun.sector, owner, phrase)

    def _shape(self, who: Identity, kind: str, sector: str | None) -> None:
        if who.sort in ("unknown", "organisation") and kind not in ("unknown", "persons", "state"):
            who.sort = kind
        elif who.sort == "unknown" and kind != "unknown":
            who.sort = "organisation" if kind == "state" else kind
        who.sector = who.sector or sector

    def _everybody(self, one: Found, owner: Identity | None, phrase: str) -> tuple[int, ...]:
        if one.key in ("party", "parties") and (owner is not None or one.modifiers):
            return self._body(one, "party", "organisation", "PTY", owner, phrase)
        if one.key in ("member", "members"):
            if owner is not None and owner.sort not in ("state", "person"):
                if one.determiner in ("number", "some"):
                    return self._people(one, "member", "persons", owner.sector, owner, phrase)
                return (owner.number,)
            return ()
        if owner is not None and one.key in ("delegation", "side"):
            return (owner.number,)
        if one.key in ("capital", "neighbour", "neighbor", "rival") and not one.plural:
            return ()
        if not one.plural or (one.determiner not in ("the", "both") and "two" not in one.modifiers):
            if not (one.key in ("neighbours", "neighbors") and one.determiner == "possessive"):
                return ()
        told = self._told_pair(one)
        if told and one.key in ("parties", "sides", "delegations", "actors", "rivals"):
            return told
        pair = self._pair(states_only=one.key in ("neighbours", "neighbors", "capitals"), one=one)
        return tuple(who.number for who in pair)

    def _told_pair(self, one: Found) -> tuple[int, ...]:
        """The two of the last "between A and B" before a phrase."""
        before = [pair for pair in self.pairs if pair[0] < one.first]
        for _, a, b in reversed(before):
            who = (*self.whom.get(id(a), ()), *self.whom.get(id(b), ()))
            who = tuple(dict.fromkeys(self.table.real(self.table.all[n]).number for n in who))
            if len(who) == 2:
                return who
        return ()

    def _pair(self, states_only: bool = False, one: Found | None = None) -> list[Identity]:
        """The two parties that face each other: the two most spoken of so far.

        Not one of them: the subject of the phrase's own sentence, who speaks of them.
        """
        fit = [
            who
            for who in self.table.alive()
            if who.sort not in ("person", "persons", "unknown", "igo")
            and (who.sort == "state" or not states_only)
            and who.weight > 0
        ]
        here = one.first if one is not None else len(self.table.words)

        def near(who: Identity) -> float:
            return sum(here - spot < 120 for spot in who.spots) + 0.2 * who.weight

        whole: dict[int, float] = {who.number: near(who) for who in fit}
        for who in self.table.alive():
            if who.part_of is not None:
                top = self.table.real(self.table.all[who.part_of])
                if top.number in whole:
                    whole[top.number] += 0.5 * near(who)
        fit = [who for who in fit if who.part_of is None or who.part_of not in whole]
        fit.sort(key=lambda who: (-whole[who.number], -who.last))
        if one is not None and len(fit) > 2:
            words = self.table.words
            speakers: set[int] = set()
            for person in self.table.alive():
                if person.last < one.first and person.subject_of == words[one.first].sentence:
                    above = self._top(person)
                    if above is not None:
                        speakers |= {person.number, above.number}
            fit = [who for who in fit if who.number not in speakers] or fit
        return fit[:2] if len(fit) >= 2 else []

    def _government(
        self, one: Found, noun: str, owner: Identity | None, phrase: str
    ) -> tuple[int, ...]:
        if one.plural and noun in ("country", "state", "nation", "government"):
            if one.determiner in ("the", "both") or "two" in one.modifiers:
                return tuple(who.number for who in self._pair(states_only=True))
            return ()
        if (
            noun in ("country", "state", "nation", "kingdom", "republic", "emirate")
            and one.determiner == "a"
        ):
            return ()
        if noun == "state" and owner is None:
            return ()
        if owner is not None:
            top = self._top(owner)
            if owner.sort in ("state", "igo") or (
                owner.sector == "GOV" and owner.sort in ("group", "organisation")
            ):
                self._note_phrase(owner, phrase)
                return (owner.number,)
            if top is not None and top.sort == "state":
                return (top.number,)
            return (owner.number,) if owner.sort not in ("person", "unknown") else ()
        narrowed = [m for m in one.modifiers if m not in _LOOSE and not m.endswith("-")]
        if narrowed and noun in (
            "government",
            "administration",
            "presidency",
            "regime",
            "authorities",
        ):
            if narrowed[0] in (
                "local",
                "provincial",
                "regional",
                "municipal",
                "port",
                "city",
                "state",
            ):
                return self._body(one, noun, "organisation", "GOV", owner, phrase)
        if one.determiner in ("a", "some", "number"):
            return ()
        if noun in ("country", "nation") and one.determiner != "possessive":
            return (
                (self.table.state(self.table.home[0]).number,)
                if self.table.home and one.determiner == "the" and not narrowed
                else ()
            )
        if not self.table.home:
            return self._body(one, noun, "state", "GOV", owner, phrase)
        home = self.table.state(self.table.home[0])
        self._note_phrase(home, phrase)
        return (home.number,)

    def _note_phrase(self, who: Identity, phrase: str) -> None:
        if phrase not in who.phrases:
            who.phrases.append(phrase)

    def _top(self, who: Identity) -> Identity | None:
        seen: set[int] = set()
        while who.part_of is not None and who.number not in seen:
            seen.add(who.number)
            who = self.table.real(self.table.all[who.part_of])
        return who

    def _organ(
        self,
        one: Found,
        noun: str,
        kind: str,
        sector: str | None,
        owner: Identity | None,
        phrase: str,
    ) -> tuple[int, ...]:
        if owner is not None and owner.sort == "person":
            owner = self._top(owner)
            if owner is not None and owner.sort == "person":
                owner = None
        if owner is not None and owner.sort not in ("state", "person") and owner.sector != "GOV":
            self._note_phrase(owner, phrase)
            return (owner.number,)
        if one.determiner in ("a", "some") or (
            one.plural
            and noun not in ("police", "security forces", "armed forces", "riot police", "customs")
        ):
            if owner is None:
                return ()
        narrow = [m for m in one.modifiers if m not in _LOOSE and m not in _NUMBERS]
        ministry = noun in ("ministry", "department", "agency", "authority", "commission")
        of_tail = _of_tail(phrase)
        family = _family(noun)
        if of_tail and ministry:
            narrow = [*narrow, *of_tail]
        host = owner
        if host is None and self.table.home:
            host = self.table.state(self.table.home[0])
        key = (
            str(host.number if host else ""),
            " ".join((*sorted(narrow), family)) if ministry or narrow else family,
        )
        if ministry and not narrow:
            last = next(
                (
                    who
                    for who in self.table.recent()
                    if (who.organ is not None or (who.named and who.sort != "state"))
                    and noun in who.nouns
                    and (owner is None or who.part_of == owner.number)
                ),
                None,
            )
            if last is not None:
                self._note_phrase(last, phrase)
                return (last.number,)
            if host is not None and noun == "ministry":
                self._note_phrase(host, phrase)
                return (host.number,)
            return ()
        if key in self.table.organs:
            who = self.table.real(self.table.organs[key])
        else:
            if owner is None:
                bare_key = [
                    who
                    for who in self.table.recent()
                    if who.organ is not None and who.organ[1] == key[1]
                ]
                if bare_key:
                    self._note_phrase(bare_key[0], phrase)
                    return (bare_key[0].number,)
            who = self.table.new(kind, sector=sector)
            who.organ = key
            self.table.organs[key] = who
            if host is not None:
                if owner is not None:
                    self._belongs(who, host, one)
                else:
                    who.part_of = host.number
                    who.basis = "an organ of the state the report is about"
                    who.code = host.code
        who.nouns.add(noun)
        who.plural = one.plural
        self._note_phrase(who, phrase)
        return (who.number,)

    def _body(
        self,
        one: Found,
        noun: str,
        kind: str,
        sector: str | None,
        owner: Identity | None,
        phrase: str,
    ) -> tuple[int, ...]:
        narrow = {m.rstrip("-") for m in one.modifiers if not m[0].isdigit()} - _LOOSE - _NUMBERS
        if owner is not None and owner.sort not in ("state", "person") and noun in _SAME_AS_BODY:
            if not (
                one.belongs and one.belongs[-1].first >= one.name_last and one.determiner == "a"
            ):
                owner.nouns.add(noun)
                self._shape(owner, "organisation" if noun == "group" else kind, sector)
                self._note_phrase(owner, phrase)
                return (owner.number,)
        if one.determiner in ("the", "possessive", "", "both") and not (
            one.determiner == "" and not one.plural
        ):
            hit = self._recent_body(noun, narrow=narrow, owner=owner, plural=one.plural)
            if hit is not None:
                if one.determiner == "the" or hit.plural == one.plural:
                    self._note_phrase(hit, phrase)
                    return (hit.number,)
        if one.determiner in ("no", "some") and not narrow and owner is None:
            return ()
        if (
            not narrow
            and owner is None
            and one.determiner in ("a", "", "number")
            and _of_tail(phrase) == []
        ):
            return ()
        who = self.table.new(kind, sector=sector, phrases=[phrase], plural=one.plural)
        who.nouns.add(noun)
        who.modifiers |= narrow
        if owner is not None:
            self._belongs(who, owner, one)
        return (who.number,)

    def _recent_body(
        self,
        noun: str,
        named: bool | None = None,
        narrow: set[str] | None = None,
        owner: Identity | None = None,
        plural: bool | None = None,
    ) -> Identity | None:
        family = _family(noun)
        for who in self.table.recent():
            if who.sort in ("person", "state") or (named is not None and who.named is not named):
                continue
            if who.last < 0:
                continue
            if family not in {_family(n) for n in who.nouns}:
                continue
            if narrow and not (
                narrow <= who.modifiers | set(bare(" ".join((*who.names, *who.phrases))).split())
            ):
                continue
            if owner is not None and not self._kin(who, owner) and who.part_of is not None:
                continue
            if plural and not who.plural and not who.named:
                continue
            return who
        return None

    def _people(
        self,
        one: Found,
        noun: str,
        kind: str,
        sector: str | None,
        owner: Identity | None,
        phrase: str,
    ) -> tuple[int, ...]:
        narrow = {m.rstrip("-") for m in one.modifiers if not m[0].isdigit()} - _LOOSE - _NUMBERS
        if owner is not None and owner.sort not in ("state", "person", "igo", "company"):
            if noun in ("fighter", "rebel", "militant", "insurgent", "gunman", "militiaman"):
                if owner.sort in ("organisation", "unknown"):
                    owner.sort, owner.sector = "group", owner.sector or "REB"
            if noun in _SAME_AS_BODY and one.determiner not in ("number", "some", "a"):
                self._note_phrase(owner, phrase)
                return (owner.number,)
            if noun in ("fighter", "officer", "gunman", "militant", "force"):
                self._note_phrase(owner, phrase)
                return (owner.number,)
        family = _family(noun)
        generic = noun in _GENERIC_PEOPLE
        tail = set(_of_tail(phrase))
        for who in self.table.recent():
            if who.sort in ("state", "person") or who.last < 0:
                continue
            if family not in {_family(n) for n in who.nouns}:
                continue
            if (
                who.sort not in ("persons", "armed_force", "group", "company", "unknown")
                and not generic
            ):
                if one.determiner != "the":
                    continue
            if generic and one.determiner not in ("the", "both", "possessive"):
                continue
            if one.determiner in ("a",):
                continue
            if owner is not None and (who.part_of is None or not self._kin(who, owner)):
                continue
            known = who.modifiers | set(bare(" ".join((*who.names, *who.phrases))).split())
            if narrow and who.modifiers and not (narrow <= known or who.modifiers <= narrow):
                continue
            if narrow and not who.modifiers and not narrow <= known:
                if one.determiner != "the" or who.part_of is not None:
                    continue
            if tail and not (tail & known) and who.modifiers:
                continue
            if not one.plural and who.plural and one.determiner != "the":
                continue
            self._note_phrase(who, phrase)
            who.modifiers |= narrow
            if owner is not None and who.part_of is None:
                self._belongs(who, owner, one)
            return (who.number,)
        if not one.plural and one.determiner not in ("a", "the", "possessive", "number"):
            return ()
        if generic and one.determiner in ("the", "") and not narrow and not tail and owner is None:
            if noun not in ("civilian", "resident"):
                return ()
        who = self.table.new(kind, sector=sector, phrases=[phrase], plural=one.plural)
        who.nouns.add(noun)
        who.modifiers |= narrow
        if owner is not None and owner.number != who.number:
            self._belongs(who, owner, one)
        return (who.number,)

    # -- pronouns ------------------------------------------------------------------------------

    def pronoun(self, one: Found) -> tuple[int, ...]:
        form = one.key
        near = [
            who for who in self.table.recent() if who.last >= 0 and 0 < one.first - who.last < 70
        ]
        if form in ("him", "them", "it", "her") and self._is_object(one):
            subject = self.table.words[one.first].sentence
            near = [
                who
                for who in near
                if not (
                    self.table.words[who.last].sentence == subject
                    and self.table.words[who.last].relation.startswith("nsubj")
                )
            ]
        if form in ("we", "us", "our"):
            return self._we(one)
        if form in ("he", "him", "his", "she", "her"):
            want = "f" if form in ("she", "her") else "m"
            for who in near:
                if who.sort == "person" and who.gender in ("", want):
                    return (who.number,)
            return ()
        if form in ("it", "its"):
            for who in self._before(one, near):
                if who.sort not in ("person", "persons", "unknown") and not (
                    who.plural and not who.named
                ):
                    return (who.number,)
            return ()
        if form in ("they", "them", "their"):
            words = self.table.words
            for who in near:
                if words[one.first].sentence - words[who.last].sentence > 1:
                    continue
                between = self.text[words[who.last].end : words[one.first].start]
                if "\n" in between and not who.plural:
                    continue
                if who.plural or who.sort in ("group", "persons", "organisation", "armed_force"):
                    return (who.number,)
            return ()
        return ()

    def _is_object(self, one: Found) -> bool:
        return self.table.words[one.first].relation.split(":")[0] in ("obj", "obl", "iobj")

    def _we(self, one: Found) -> tuple[int, ...]:
        """The body in whose own voice a document speaks: the one it calls "this union"."""
        start = self.table.words[one.first].start
        if any(lo <= start < hi for lo, hi in self.quoted):
            return ()
        return self.table.issuer

    def _before(self, one: Found, near: list[Identity]) -> list[Identity]:
        """Nearest first, but the subject of the sentence before wins over what stands nearer."""
        words = self.table.words
        sentence = words[one.first].sentence
        same = [who for who in near if words[who.last].sentence == sentence]
        earlier = [who for who in near if words[who.last].sentence != sentence]
        subjects = [who for who in earlier if words[who.last].relation.startswith("nsubj")]
        same_subjects = [who for who in same if words[who.last].relation.startswith("nsubj")]
        return [*same_subjects, *same, *subjects, *earlier]

    # -- ties ----------------------------------------------------------------------------------

    def _belongs(self, who: Identity, owner: Identity, one: Found) -> None:
        owner = self.table.real(owner)
        who = self.table.real(who)
        if owner is who or self._kin(owner, who):
            return
        if who.part_of is not None and who.basis != "general knowledge" and who.grounds is not None:
            return
        if who.listed and who.part_of is not None:
            return
        who.part_of = owner.number
        who.grounds = (one.first, max(one.last, one.name_last))
        who.basis = "the words of the report"
        if who.code is None and owner.sort in ("state", "armed_force", "group", "organisation"):
            who.code = owner.code

    def _merge(self, gone: Identity, kept: Identity) -> None:
        if gone is kept or gone.merged is not None:
            return
        gone.merged = kept.number
        kept.phrases.extend(p for p in gone.phrases if p not in kept.phrases)
        kept.roles.extend(r for r in gone.roles if r not in kept.roles)
        kept.nouns |= gone.nouns
        kept.modifiers |= gone.modifiers
        kept.sector = kept.sector or gone.sector
        kept.weight += gone.weight
        kept.last = max(kept.last, gone.last)
        if kept.part_of is None and gone.part_of != kept.number:
            kept.part_of, kept.grounds, kept.basis = gone.part_of, gone.grounds, gone.basis
            kept.code = kept.code or gone.code

    def _phrase(self, one: Found) -> str:
        first = one.first
        last = one.last
        for same in one.same:
            if same.first >= one.name_last:
                last = min(last, same.first)
        last = max(last, one.name_last)
        phrase = self._form(first, last).rstrip(" ,(—–-")
        if phrase.endswith((", the", " called the", " called", " named", " known as the")):
            phrase = phrase.rsplit(",", 1)[0] if phrase.endswith(", the") else phrase
            for end in (" called the", " called", " named", " known as the"):
                phrase = phrase.removesuffix(end)
        for start in ("the ", "The ", "a ", "A ", "an ", "An ", "its ", "Its ", "their ", "Their "):
            if phrase.startswith(start):
                return phrase[len(start) :]
        return phrase


_ARMED = frozenset(
    "forces force army navy corps guard guards battalion regiment brigade brigades".split()
)
_WIDER = {
    "group": ("group",),
    "movement": ("group",),
    "company": ("company",),
    "firm": ("company",),
    "bloc": ("igo",),
}
_STATE_OFFICES = frozenset(("gov", "leg", "mil", "cop", "jud"))
_NOT_LABOUR = frozenset(
    "forces front republic republics states european african liberation resistance democratic "
    "national patriotic students farmers customs".split()
)
_SPEAKERS = frozenset("spokesman spokeswoman spokesperson official representative".split())
_SAME_OFFICE = frozenset("envoy representative".split())
_LOOSE = frozenset(
    "former new acting own same other own said latter late veteran many more most several few all "
    "two three four senior top so-called entire whole big main local first second last some "
    "striking".split()
)
_NUMBERS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety "
    "hundred thousand dozen dozens hundreds thousands scores".split()
)


def _family(noun: str) -> str:
    for family in _FAMILIES:
        if noun in family:
            return min(family)
    return noun


_EMPTY = frozenset("the of for and de da do dos das del della la le el al y e s a in".split())


def _shortened(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether `short` is the beginning of `long`, or its ending with a word of organisation."""
    if not short or len(short) >= len(long):
        return False
    if len(short) >= 2 and long[: len(short)] == short:
        return True
    if len(short) >= 2 and long[-len(short) :] == short and organisation_word(short[-1]):
        return True
    return (
        len(short) == 1
        and len(short[0]) > 4
        and long[0] == short[0]
        and not organisation_word(short[0])
    )


def _just_place(owner: Found, one: Found) -> bool:
    """Whether the owner is only where something is ("drivers in Malaba")."""
    return owner.sort in ("city", "place") or (
        owner.place and one.sort == "noun" and owner.sort == "seat"
    )


def _of_tail(phrase: str) -> list[str]:
    parts = phrase.split(" of ", 1)
    if len(parts) < 2:
        parts = phrase.split(" for ", 1)
    if len(parts) < 2:
        return []
    return [w for w in bare(parts[1]).split() if w not in _EMPTY]
