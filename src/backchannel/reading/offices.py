"""Holders of offices: "the minister", "Iran's president", "a spokesman for the union"."""

from __future__ import annotations

from backchannel.dossier.spelling import bare
from backchannel.reading.bodies import LOOSE
from backchannel.reading.identities import Identity
from backchannel.reading.peoples import Peoples
from backchannel.reading.phrase import Found
from backchannel.reading.titles import roles, title_role

__all__ = ["Offices"]


_FEMALE = frozenset(
    "she her spokeswoman chairwoman congresswoman queen princess policewoman".split()
)


_MALE = frozenset("he him his spokesman chairman congressman king prince emir policeman".split())


_ABROAD = frozenset(("ambassador", "consul", "diplomat", "affaires"))
_STATE_OFFICES = frozenset(("gov", "leg", "mil", "cop", "jud"))


_VOICES = frozenset("spokesman spokeswoman spokesperson".split())
_SPEAKERS = _VOICES | {"official", "representative"}


#: Offices whose holders together stand for their body.
_OF_A_BODY = frozenset(
    "officer activist delegate negotiator lawyer official leader representative commander "
    "director".split()
)


#: Those of a state's, where nothing else is told of them: "representatives of Aru".
_OF_A_STATE = frozenset("representative delegate negotiator".split())


_SAME_OFFICE = frozenset("envoy representative".split())
#: Offices whose holder a wider word takes up: "the diplomat" after an ambassador.
_TAKEN_UP = {
    "diplomat": frozenset("ambassador envoy consul attaché attache nuncio".split()),
    "cleric": frozenset("bishop archbishop imam sheikh mufti priest".split()),
}


_GENERAL_OF = frozenset(
    "secretary attorney prosecutor procurator director solicitor governor inspector consul "
    "auditor".split()
)
_HEADS_OF_STATE = frozenset("president king queen emir sultan monarch".split())


class Offices(Peoples):
    """Holders of offices, with and without a name."""

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
        if one.determiner == "no" or role.name in ("colleague", "counterpart"):
            return ()
        if one.determiner == "" and not role.plural and self._said_of(one):
            holder = self._subject_before(one)
            if holder is not None:
                self._note_phrase(holder, phrase)
                return (holder.number,)
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
                if one.key != "judge" or not self._rules(one):
                    return ()
        who = self.table.new("person", phrases=[phrase])
        self._office(who, role.name, one.modifiers, one, owner or self._speaks_for(one, role.name))
        return (who.number,)

    def settle_spokesmen(self) -> None:
        """Take a spokesman without a name for the body he speaks for: its words are what counts."""
        for who in self.table.alive():
            if who.sort != "person" or who.named or who.part_of is None or not who.roles:
                continue
            if not all(role.split()[-1] in _VOICES for role in who.roles):
                continue
            body = self.table.real(self.table.all[who.part_of])
            if body.sort in ("person", "persons", "unknown"):
                continue
            who.phrases.clear()
            who.roles.clear()
            self._merge(who, body)

    def _rules(self, one: Found) -> bool:
        """Whether a judge does something, and is not only what somebody is or becomes."""
        word = self.table.words[one.name_first]
        verb = self.table.words[word.head] if word.head >= 0 else word
        return word.relation == "nsubj" and verb.tag == "VERB"

    def _said_of(self, one: Found) -> bool:
        """Whether an office is only what somebody does something as: "as minister of defence"."""
        return one.first > 0 and self.table.words[one.first - 1].text.lower() == "as"

    def _subject_before(self, one: Found) -> Identity | None:
        """The person named last before a phrase in its own sentence."""
        sentence = self.table.words[one.first].sentence
        near = [f for f in self.found if f.last <= one.first and f.sort in ("person", "name")]
        for other in reversed(near):
            if self.table.words[other.first].sentence != sentence:
                return None
            for number in self.whom.get(id(other), ()):
                who = self.table.real(self.table.all[number])
                if who.sort == "person":
                    return who
        return None

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
                    if nxt.sort == "organisation":
                        owners += whom.get(id(nxt), ())
                    else:
                        owners.append(self.table.state(nxt.key).number)
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

    def _calls_own(self, one: Found, owner: Identity) -> bool:
        """ "our monitors" in a body's own paper."""
        ours = self.table.words[one.first].text.lower() == "our"
        return ours and owner in [self.table.real(self.table.all[n]) for n in self.table.issuer]

    def _role_plural(
        self, one: Found, role: str, owner: Identity | None, phrase: str
    ) -> tuple[int, ...]:
        if owner is not None and owner.sort not in ("state", "person", "persons"):
            own = role == "monitor" and self._calls_own(one, owner)
            if role in _OF_A_BODY or own:
                self._note_phrase(owner, phrase)
                return (owner.number,)
        if owner is not None and owner.sort == "state" and role in _OF_A_STATE:
            self._note_phrase(owner, phrase)
            return (owner.number,)
        if (
            role == "official"
            and one.determiner in ("", "the", "possessive")
            and not (set(one.modifiers) - LOOSE)
        ):
            # officials speak for their government
            state = owner if owner is not None else self._home_at(one)
            if state is not None and state.sort == "state":
                self._note_phrase(state, phrase)
                return (state.number,)
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
        if role == "officer" and one.determiner == "the" and owner is None and not one.modifiers:
            force = next(
                (
                    who
                    for who in self.table.recent()
                    if who.sector in ("COP", "MIL")
                    and who.sort in ("armed_force", "organisation")
                    and 0 <= one.first - who.last < 60
                ),
                None,
            )
            if force is not None:
                self._note_phrase(force, phrase)
                return (force.number,)
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
        abroad = role == "secretary of state" or role.split()[-1] in _ABROAD
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
        if owner is None and role == "secretary of state" and who.part_of is None and not modifiers:
            owner = self._only_one_with_such_a_secretary()
        if owner is not None:
            self._belongs(who, owner, one)
        if listed.sector and (owner is None or owner.sort == "state"):
            who.sector = who.sector or listed.sector
        elif owner is not None:
            who.sector = who.sector or owner.sector

    def _only_one_with_such_a_secretary(self) -> Identity | None:
        """The United States, where the text names them and no other whose minister is called so."""
        if "USA" not in self.table.states or {"GBR", "VAT", "FRA", "PRT"} & set(self.table.states):
            return None
        return self.table.state("USA")

    def _unnamed(
        self, role: str, modifiers: tuple[str, ...], owner: Identity | None
    ) -> Identity | None:
        for who in self.table.recent():
            if who.sort == "person" and not who.named and self._role_fits(who, role, modifiers):
                if owner is None or who.part_of in (None, owner.number):
                    return who
        return None

    def _role_fits(self, who: Identity, role: str, modifiers: tuple[str, ...]) -> bool:
        said = set(modifiers) - LOOSE
        if not said and role in map(title_role, who.titles):
            return True
        for held in who.roles:
            words = held.split()
            if {words[-1], role} & _HEADS_OF_STATE and "head of state" in (held, role):
                return True
            if role == "general" and len(words) > 1 and words[-2] in _GENERAL_OF:
                continue  # a prosecutor general is no general
            if words[-1] != role.split()[-1] and not (
                {words[-1], role.split()[-1]} <= _SAME_OFFICE
                or words[-1] in _TAKEN_UP.get(role, ())
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
