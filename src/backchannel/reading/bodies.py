"""Governments, organs of states and bodies that a noun phrase means ("the union")."""

from __future__ import annotations

import re

from backchannel.dossier.names import rebel_army
from backchannel.dossier.spelling import bare
from backchannel.reading.identities import Identity, names_itself
from backchannel.reading.phrase import Found
from backchannel.reading.pronouns import Pronouns
from backchannel.reading.titles import party_nouns, roles

__all__ = ["LOOSE", "NUMBERS", "SAME_AS_BODY", "Bodies", "noun_family", "words_after_of"]


_FAMILIES = (
    frozenset(("army", "military", "armed forces", "general staff", "high command")),
    frozenset(("police", "policeman", "constable", "policewoman", "riot police")),
    frozenset(("troop", "soldier", "force", "garrison")),
    frozenset(
        ("union", "trade union", "labour union", "labor union", "syndicate", "federation", "guild")
    ),
    frozenset(
        (
            "company firm operator employer concessionaire contractor management consortium "
            "airline carmaker manufacturer developer corporation"
        ).split()
    ),
    frozenset(("rebel", "insurgent", "guerrilla", "guerilla", "separatist", "secessionist")),
    frozenset(("hostage", "captive")),
    frozenset(("prisoner", "detainee", "inmate")),
    frozenset(("farmer", "grower", "producer", "peasant")),
    frozenset(("docker", "stevedore", "longshoreman", "dockworker")),
    frozenset(("protester", "protestor", "demonstrator", "marcher")),
    frozenset(("court", "tribunal")),
    frozenset(("parliament", "national assembly", "legislature")),
    frozenset(("border guard", "guard", "border force", "border troop", "border police")),
    frozenset(("villager", "resident", "inhabitant", "islander")),
    frozenset(("gendarme", "gendarmerie")),
    frozenset(("driver", "trucker", "haulier", "lorry driver", "truck driver")),
    frozenset(("fisherman", "fisher", "trawlerman")),
    frozenset(("sailor", "seaman")),
    frozenset(("gunman", "attacker", "assailant")),
    frozenset(("kidnapper", "abductor", "captor")),
    frozenset(("charity", "ngo", "aid group", "aid agency")),
    frozenset(("cooperative", "co-op")),
    frozenset(("regulator", "inspectorate", "watchdog", "police watchdog", "directorate")),
)


SAME_AS_BODY = frozenset(
    "fighter member militant gunman force troop soldier officer men man militiaman unit activist "
    "supporter delegation side rebel insurgent separatist leadership police guard administration "
    "government regime authorities group movement faction militia union company firm party court "
    "panel tribunal ruler delegate secretariat".split()
)


#: What a wider noun may take up: "the regulator" for an agency met just before.
_WIDER = {
    "regulator": frozenset("agency authority commission inspectorate directorate".split()),
    "watchdog": frozenset("agency authority commission inspectorate directorate".split()),
    "organisation": frozenset("association federation council committee society club".split()),
    "organization": frozenset("association federation council committee society club".split()),
    "group": frozenset("association movement committee front coalition club network".split()),
    "agency": frozenset("authority inspectorate directorate".split()),
    "association": frozenset(("federation", "society", "cooperative")),
}


LOOSE = frozenset(
    "former new acting own same other own said latter late veteran many more most several few all "
    "two three four senior top so-called entire whole big main local first second last some "
    "striking local national federal single".split()
)


NUMBERS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety "
    "hundred thousand dozen dozens hundreds thousands scores".split()
)


_EMPTY = frozenset("the of for and de da do dos das del della la le el al y e s a in".split())


_FOREMOST = re.compile(r"\b(?:main|largest|biggest|only|leading|principal|strongest)\b")


class Bodies(Pronouns):
    """Governments, organs of states, and bodies without a name."""

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
            if pronoun.key == "our" and self._national(one) and not self._quoted_at(one):
                return self._home_at(one)
        inner = self._noun_owner(one)
        if inner is not None:
            return inner
        return None

    def _national(self, one: Found) -> bool:
        """Whether "our" before a noun can be a country's: "our border guards", "our side"."""
        if self.table.issuer:
            return False
        if one.sort == "role":
            return roles()[one.key].whom in ("gov", "mil", "cop", "jud", "leg")
        noun = party_nouns()[one.key]
        return (
            noun.meaning in ("state", "stateorgan")
            or noun.kind == "armed_force"
            or noun.name in ("side", "delegation", "fisherman", "citizen", "national", "people")
        )

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

    def _shape(self, who: Identity, kind: str, sector: str | None) -> None:
        if who.sort in ("unknown", "organisation") and kind not in ("unknown", "persons", "state"):
            who.sort = kind
        elif who.sort == "unknown" and kind != "unknown":
            who.sort = "organisation" if kind == "state" else kind
        who.sector = who.sector or sector

    def _organ(
        self,
        one: Found,
        noun: str,
        kind: str,
        sector: str | None,
        owner: Identity | None,
        phrase: str,
    ) -> tuple[int, ...]:
        minister = owner if owner is not None and owner.sort == "person" else None
        if minister is not None:
            owner = self._top(minister)
            if owner is not None and owner.sort == "person":
                owner = None
        if owner is not None and owner.sort == "unknown" and kind == "armed_force":
            owner = None  # "the army of Aru": whoever that is, he is no army
        if owner is not None and owner.sort not in ("state", "person") and owner.sector != "GOV":
            self._note_phrase(owner, phrase)
            return (owner.number,)
        if one.determiner in ("a", "some") or (
            one.plural
            and noun not in ("police", "security forces", "armed forces", "riot police", "customs")
        ):
            if owner is None:
                return ()
        narrow = [m for m in one.modifiers if m not in LOOSE and m not in NUMBERS]
        if noun == "police":
            narrow = [m for m in narrow if m.rstrip("-") not in _ANY_POLICE]
        ministry = noun in ("ministry", "department", "agency", "authority", "commission")
        if noun == "ministry" and narrow == ["foreign"] and one.owner_pronoun >= 0:
            if owner is not None and owner.sort == "state":
                return (owner.number,)  # "its foreign ministry": a state's voice to others
        of_tail = words_after_of(phrase)
        family = noun_family(noun)
        if of_tail and ministry:
            narrow = [*narrow, *of_tail]
        host = owner
        if host is None and self.table.home:
            host = self.table.state(self.table.home[0])
        key = (
            str(host.number if host else ""),
            " ".join((*sorted(narrow), family)) if ministry or narrow else family,
        )
        field = self._field(minister, host) if noun == "ministry" and not narrow else ()
        if minister is not None and field:
            narrow = list(field)
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
            if noun != "ministry":
                return ()
            if host is None or (one.determiner == "possessive" and not field):
                host = host or self.table.nameless()
                self._note_phrase(host, phrase)
                return (host.number,)
            narrow = list(field)
        if field:
            key = (key[0], " ".join((*sorted(narrow), family)))
        bearer = self._named_organ(noun, owner) if not narrow else None
        if bearer is None and (owner is None or owner.sort == "state"):
            bearer = self._by_wider(one, noun)
        if bearer is not None:
            self._note_phrase(bearer, phrase)
            return (bearer.number,)
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
            if noun == "gendarmerie":
                force = self._recent_body(noun, named=False, owner=owner)
                if force is not None and force.sort == "armed_force":
                    self._note_phrase(force, phrase)
                    return (force.number,)
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
        if noun.split()[-1] in ("court", "assembly", "bank", "police"):
            who.nouns.add(noun.split()[-1])
        who.plural = one.plural
        if field and not who.named:
            self._note_phrase(who, " ".join((*field, noun)))
        self._note_phrase(who, phrase)
        return (who.number,)

    def _field(self, minister: Identity | None, host: Identity | None) -> tuple[str, ...]:
        """Of what "her ministry" or "the ministry" is: the field of its minister, met before."""
        ministers = self.table.recent() if minister is None else (minister,)
        for who in ministers:
            if who.sort != "person" or (host is not None and self._top(who) not in (who, host)):
                continue
            for role in who.roles:
                told = role.split()
                if len(told) > 1 and told[-1] == "minister" and not set(told) & _NO_FIELD:
                    return tuple(told[:-1])
        return ()

    def _named_organ(self, noun: str, owner: Identity | None) -> Identity | None:
        """The one body with a name that is of this sort: "the police" for "Aru Police Service"."""
        family = noun_family(noun)
        fits = [
            who
            for who in self.table.alive()
            if who.named
            and who.sort in ("organisation", "armed_force")
            and family in {noun_family(n) for n in who.nouns}
            and (owner is None or who.part_of in (None, owner.number))
            and not any(rebel_army(name) for name in who.names)
        ]
        return fits[0] if len(fits) == 1 else None

    def _only_group(self, one: Found, scare: bool = False) -> Identity | None:
        """The one armed group with a name: "the rebels" of a report on the Aru Front.

        In scare quotes ("bandits") they need no article.
        """
        if one.determiner != "the" and not scare:
            return None
        fits = [
            who
            for who in self.table.alive()
            if who.named
            and who.last >= 0
            and who.sort == "group"
            and who.sector not in ("PTY", "OPP", "LAB", "CVL")
        ]
        return fits[0] if len(fits) == 1 else None

    def settle_judges(self) -> None:
        """Take "the judges" for the one court or panel that the report speaks of."""
        courts = [
            who
            for who in self.table.alive()
            if who.sort in ("organisation", "igo") and who.nouns & _BENCHES and not who.plural
        ]
        named = [who for who in courts if who.named]
        if len(courts) != 1 and len(named) != 1:
            return
        court = courts[0] if len(courts) == 1 else named[0]
        for who in self.table.alive():
            if who.part_of is not None and who.part_of not in (court.number, court.part_of):
                continue
            if who.sort == "persons" and who.nouns & _JUDGES and who.last >= 0 and not who.named:
                court.phrases += [p for p in who.phrases if p not in court.phrases]
                self._merge(who, court)

    def settle_described(self) -> None:
        """Take "Aru's main teachers' union" for the one body of its kind that is named after it."""
        for who in self.table.alive():
            if who.named or who.sort in ("person", "persons", "state", "unknown") or who.plural:
                continue
            if not any(_FOREMOST.search(phrase) for phrase in who.phrases):
                continue
            fits = [
                other
                for other in self.table.alive()
                if other is not who
                and other.nouns & who.nouns
                and other.sort not in ("person", "persons", "state", "igo")
            ]
            if len(fits) == 1 and fits[0].named and not fits[0].listed:
                self._merge(who, fits[0])

    def settle_organs(self) -> None:
        """Join "the police" of the first lines to the only police that later lines name."""
        for who in self.table.alive():
            if who.organ is None or who.named or " " in who.organ[1]:
                continue
            if any(m not in LOOSE for m in who.modifiers):
                continue
            bearer = self._named_organ(who.organ[1], None)
            if bearer is not None and (
                bearer.part_of in (None, who.part_of) or who.grounds is None
            ):
                self._merge(who, bearer)

    def _body(
        self,
        one: Found,
        noun: str,
        kind: str,
        sector: str | None,
        owner: Identity | None,
        phrase: str,
    ) -> tuple[int, ...]:
        narrow = {m.rstrip("-") for m in one.modifiers if not m[0].isdigit()} - LOOSE - NUMBERS
        if one.plural and owner is None and not narrow:
            if one.determiner == "both" or (one.determiner == "the" and "two" in one.modifiers):
                return self._both_bodies(noun, phrase)
        of_igo = owner is not None and owner.sort == "igo" and noun == "commission"
        if (
            owner is not None
            and owner.sort not in ("state", "person")
            and (noun in SAME_AS_BODY or of_igo)
        ):
            if not (
                one.belongs and one.belongs[-1].first >= one.name_last and one.determiner == "a"
            ):
                owner.nouns.add(noun)
                self._shape(owner, "organisation" if noun == "group" else kind, sector)
                self._note_phrase(owner, phrase)
                return (owner.number,)
        if owner is None and noun in _GROUPS and (one.plural or noun == "gang"):
            group = self._only_group(one)
            if group is not None:
                self._note_phrase(group, phrase)
                return (group.number,)
        if self.table.issuer and names_itself(self.table.words, one):
            issuer = self.table.real(self.table.all[self.table.issuer[0]])
            if noun_family(noun) in {noun_family(n) for n in issuer.nouns}:
                self._note_phrase(issuer, phrase)
                return (issuer.number,)
        bare_noun = one.determiner == "" and not one.plural
        if one.determiner in ("the", "possessive", "", "both") and (
            not bare_noun or noun in _WITHOUT_ARTICLE
        ):
            hit = self._recent_body(noun, narrow=narrow, owner=owner, plural=one.plural)
            if hit is not None:
                if one.determiner == "the" or hit.plural == one.plural:
                    self._note_phrase(hit, phrase)
                    return (hit.number,)
            wider = self._by_wider(one, noun)
            if wider is not None:
                wider.nouns.add(noun)
                self._note_phrase(wider, phrase)
                return (wider.number,)
            if one.determiner == "the" and not narrow and owner is None and noun in _UNTOLD:
                only = self._only_untold(one)
                if only is not None and not one.plural:
                    only.nouns.add(noun)
                    self._shape(only, kind, sector)
                    self._note_phrase(only, phrase)
                    return (only.number,)
        if one.determiner in ("no", "some") and not narrow and owner is None:
            return ()
        if (
            not narrow
            and owner is None
            and one.determiner in ("a", "", "number")
            and words_after_of(phrase) == []
            and not (one.determiner == "" and noun in _WITHOUT_ARTICLE)
        ):
            return ()
        who = self.table.new(kind, sector=sector, phrases=[phrase], plural=one.plural)
        who.nouns.add(noun)
        who.modifiers |= narrow
        if owner is not None and owner.sort == "persons" and owner.nouns & RELATIVES:
            # "a committee of miners' wives" is the wives
            self._merge(owner, who)
        elif owner is not None:
            self._belongs(who, owner, one)
        return (who.number,)

    def _both_bodies(self, noun: str, phrase: str) -> tuple[int, ...]:
        """The two that "both unions" means, where the report speaks of just two; else nobody."""
        family = noun_family(noun)
        fits = [
            who
            for who in self.table.alive()
            if who.last >= 0
            and not who.plural
            and who.sort not in ("person", "persons", "state")
            and family in {noun_family(n) for n in who.nouns}
        ]
        if len(fits) != 2:
            return ()
        for who in fits:
            self._note_phrase(who, phrase)
        return tuple(who.number for who in fits)

    def _recent_body(
        self,
        noun: str,
        named: bool | None = None,
        narrow: set[str] | None = None,
        owner: Identity | None = None,
        plural: bool | None = None,
    ) -> Identity | None:
        family = noun_family(noun)
        for who in self.table.recent():
            if who.sort in ("person", "state") or (named is not None and who.named is not named):
                continue
            if who.last < 0:
                continue
            if family not in {noun_family(n) for n in who.nouns}:
                continue
            if narrow and not (
                narrow <= who.modifiers | set(bare(" ".join((*who.names, *who.phrases))).split())
            ):
                continue
            if owner is not None and not self._kin(who, owner) and who.part_of is not None:
                continue
            if plural and not who.plural and not who.named:
                continue
            if plural is False and who.plural and not who.named:
                continue
            return who
        return None

    def _by_wider(self, one: Found, noun: str) -> Identity | None:
        """The body met just before that a wider noun takes up: "the regulator" for an agency."""
        wider = _WIDER.get(noun)
        if wider is None or one.determiner != "the" or one.plural or one.belongs:
            return None
        if set(one.modifiers) - LOOSE:
            return None
        near = [
            who
            for who in self.table.recent()
            if who.named
            and who.nouns & wider
            and not any(noun_family(n) == noun_family(noun) for n in who.nouns)
            and 0 <= one.first - who.last < 80
        ]
        return near[0] if len(near) == 1 else None

    def _only_untold(self, one: Found) -> Identity | None:
        """The one named body near by of which the text has not said what it is: "the company"."""
        near = [
            who
            for who in self.table.recent()
            if who.named
            and who.sort in ("organisation", "company")
            and not who.nouns
            and not who.listed
            and not all(n.isupper() and len(n) < 8 for n in who.names)
            and one.first - who.last >= 0
        ]
        close = [who for who in near if one.first - who.last < 80]
        return close[0] if len(close) == 1 and len(near) <= 2 else None


_NO_FIELD = frozenset("prime deputy vice former acting chief first new junior own".split())
_GROUPS = frozenset("rebel insurgent guerrilla guerilla separatist secessionist gang".split())
RELATIVES = frozenset("wife mother widow family relative parent father".split())
_WITHOUT_ARTICLE = frozenset(("city hall", "town hall", "management"))
_ANY_POLICE = frozenset("public order armed uniformed plainclothes anti riot heavily".split())
_BENCHES = frozenset("court tribunal panel jury".split())
_JUDGES = frozenset("judge arbiter arbitrator justice magistrate jurist panellist".split())
_UNTOLD = frozenset(
    "company firm operator charity ngo organisation organization agency cooperative co-op group "
    "concessionaire contractor manufacturer developer airline broadcaster newspaper".split()
)


def noun_family(noun: str) -> str:
    """Return one noun for all nouns that may mean the same party."""
    for family in _FAMILIES:
        if noun in family:
            return min(family)
    return noun


def _just_place(owner: Found, one: Found) -> bool:
    """Whether the owner is only where something is ("drivers in Malaba")."""
    return owner.sort in ("city", "place") or (
        owner.place and one.sort == "noun" and owner.sort == "seat"
    )


def words_after_of(phrase: str) -> list[str]:
    """Return the telling words after "of" or "for" in a phrase."""
    parts = phrase.split(" of ", 1)
    if len(parts) < 2:
        parts = phrase.split(" for ", 1)
    if len(parts) < 2:
        return []
    return [w for w in bare(parts[1]).split() if w not in _EMPTY]
