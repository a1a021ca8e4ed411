"""People without a name ("the farmers"), and "both sides", "the two countries"."""

from __future__ import annotations

from backchannel.dossier.spelling import bare
from backchannel.reading.bodies import (
    LOOSE,
    NUMBERS,
    SAME_AS_BODY,
    Bodies,
    noun_family,
    words_after_of,
)
from backchannel.reading.identities import Identity
from backchannel.reading.phrase import Found
from backchannel.reading.titles import party_nouns

__all__ = ["Peoples"]


_GENERIC_PEOPLE = frozenset(
    "people man woman member resident citizen civilian child father "
    "side party ally delegation supporter group force villager observer expert analyst official "
    "leader national".split()
)


_WHOLE = frozenset("country nation republic kingdom emirate sultanate principality".split())


_PROTESTS = tuple(
    "protest march block strik struck walk demonstrat rall gather picket barricad down occup "
    "besieg throng shut".split()
)
_CAPTURES = tuple(
    "seiz captur kidnap abduct detain arrest held hold took taken releas freed imprison "
    "jail".split()
)
#: What people are called for what they do or suffer for a time, and the verbs that tell of it.
_PARTS = {
    "protester": ("did", _PROTESTS),
    "protestor": ("did", _PROTESTS),
    "demonstrator": ("did", _PROTESTS),
    "marcher": ("did", _PROTESTS),
    "striker": ("did", _PROTESTS),
    "picket": ("did", _PROTESTS),
    "captive": ("suffered", _CAPTURES),
    "hostage": ("suffered", _CAPTURES),
    "prisoner": ("suffered", _CAPTURES),
    "detainee": ("suffered", _CAPTURES),
}
_TAKE = (
    *("arrest", "detain", "jail", "imprison", "held", "hold", "captur", "seiz", "kidnap", "abduct"),
    *("kill", "wound", "injur", "shot", "charg", "sentenc", "convict", "fined", "fining", "expel"),
    *("deport", "dismiss", "sack", "suspend", "freed", "freeing", "releas", "took", "taken"),
)
_STAFF = frozenset(
    "doctor nurse medic staff monitor observer inspector delegate expert worker official engineer "
    "team representative mediator".split()
)
_SCARE = frozenset("bandit terrorist criminal mercenary traitor".split())
_REBELS = frozenset(
    "rebel insurgent guerrilla guerilla separatist secessionist militant fighter jihadist islamist "
    "extremist terrorist mutineer gang".split()
)


#: Words that take up people told of before, and what is said of them there.
_THE_MEN: dict[str, frozenset[str]] = {
    "man": frozenset(),
    "woman": frozenset("wife mother widow nun nurse midwife sister daughter girl".split()),
}
#: Words as wide, which take up people told of before where the number is the same.
_ANY_PEOPLE = frozenset("civilian foreigner hostage captive victim detainee prisoner".split())


#: What those are called who make up a body, and numbers too large for a few of them.
_MEMBERS = frozenset("people man woman comrade volunteer follower adherent faithful".split())
_MASSES = frozenset("hundred thousand hundreds thousands scores dozens".split())


_COLLECTIVE = frozenset("crew staff crowd mob people family picket".split())


class Peoples(Bodies):
    """People without a name, and "both sides"."""

    def _says_this(self, one: Found) -> bool:
        return any(
            self.table.words[k].text.lower() in ("this", "our")
            for k in (one.first - 1, one.first)
            if k >= 0
        )

    def _noun(self, one: Found, whom: dict[int, tuple[int, ...]]) -> tuple[int, ...]:
        noun = party_nouns()[one.key]
        if one.role == "count":
            return self._counted(one)
        phrase = self._phrase(one)
        owner = self._owner(one, whom)
        named = [n for same in one.same for n in whom.get(id(same), ())]
        members = self._named_for_members(one) if not named and owner is None else None
        if members is not None:
            return (members.number,)
        if named:
            who = self.table.real(self.table.all[named[0]])
            who.nouns.add(noun.name)
            if who.sort == "person" and noun.kind not in ("persons", "unknown", "state"):
                who.sort = noun.kind
            one_person = noun.kind == "persons" and not one.plural and noun.name not in _COLLECTIVE
            self._shape(who, "person" if one_person else noun.kind, noun.sector)
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
        if one.determiner == "no" or (noun.sector == "JRN" and self._says_this(one)):
            return ()  # "he told this newspaper": whose page it is
        if noun.name == "mission" and not any(b.first < one.name_first for b in one.belongs):
            hit = self._recent_body("mission") if one.determiner == "the" else None
            return (hit.number,) if hit is not None and hit.named else ()
        if one.key in self.table.short:
            return (self.table.real(self.table.short[one.key]).number,)
        if noun.meaning == "asset":
            return (owner.number,) if owner is not None and owner.sort != "person" else ()
        if noun.meaning == "all":
            return self._everybody(one, owner, phrase)
        if noun.meaning == "state":
            return self._government(one, noun.name, owner, phrase)
        if noun.meaning == "stateorgan":
            return self._organ(one, noun.name, noun.kind, noun.sector, owner, phrase)
        if noun.meaning == "org":
            return self._body(one, noun.name, noun.kind, noun.sector, owner, phrase)
        return self._people(one, noun.name, noun.kind, noun.sector, owner, phrase)

    def _named_for_members(self, one: Found) -> Identity | None:
        """The body whose name begins with a plural in capitals: "the Mothers" of the Square."""
        word = self.table.words[one.name_first].text
        if not one.plural or not word[0].isupper() or one.name_last - one.name_first > 1:
            return None
        fits = [
            who
            for who in self.table.alive()
            if who.named and any(name.startswith(word + " of ") for name in who.names)
        ]
        if len(fits) != 1:
            return None
        if word not in fits[0].names:
            fits[0].names.append(word)
        return fits[0]

    def _everybody(self, one: Found, owner: Identity | None, phrase: str) -> tuple[int, ...]:
        if one.key in ("neighbours", "neighbors") and (
            one.determiner == "number"
            or (not self.table.states and owner is None)
            or (owner is not None and owner.sort == "person")
        ):
            return self._people(one, "neighbour", "persons", "CVL", owner, phrase)
        if one.key in ("party", "parties") and (owner is not None or one.modifiers):
            return self._body(one, "party", "organisation", "PTY", owner, phrase)
        if one.key == "party" and one.determiner == "the":
            hit = self._recent_body("party")
            return (hit.number,) if hit is not None else ()
        if one.key in ("member", "members"):
            if owner is not None and owner.sort not in ("state", "person"):
                if one.determiner in ("number", "some"):
                    return self._people(one, "member", "persons", owner.sector, owner, phrase)
                return (owner.number,)
            return ()
        if owner is not None and one.key in (
            "delegation",
            "side",
            "team",
            "negotiating team",
            "leadership",
        ):
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
            spots = who.spots
            if who.sort == "state":  # "Aru's signallers" says only where they are
                spots = [spot for spot in spots if not self._owns(spot)]
            if not spots:
                return 0.0
            return sum(here - spot < 120 for spot in spots) + 0.2 * who.weight

        whole: dict[int, float] = {who.number: near(who) for who in fit}
        for who in self.table.alive():
            if who.part_of is not None:
                top = self.table.real(self.table.all[who.part_of])
                if top.number in whole:
                    whole[top.number] += 0.5 * near(who)
        fit = [who for who in fit if who.part_of is None or who.part_of not in whole]
        fit = [who for who in fit if whole[who.number] > 0.0]
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

    def _owns(self, spot: int) -> bool:
        """Whether a name is only said for whose something is: "Aru's signallers"."""
        return any(
            self.table.words[k].text == "'s"
            for k in range(spot + 1, min(spot + 3, len(self.table.words)))
        )

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
            if top is not None and top is not owner and top.sort == "state" and owner.organ is None:
                if noun in _WHOLE or "ministry" in owner.nouns:
                    self._note_phrase(top, phrase)
                    return (top.number,)
            if owner.sort in ("state", "igo") or (
                owner.sector == "GOV" and owner.sort in ("group", "organisation")
            ):
                self._note_phrase(owner, phrase)
                return (owner.number,)
            if top is not None and top.sort == "state":
                return (top.number,)
            return (owner.number,) if owner.sort not in ("person", "unknown") else ()
        narrowed = [m for m in one.modifiers if m not in LOOSE and not m.endswith("-")]
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
                "district",
                "county",
                "cantonal",
                "communal",
                "borough",
                "island",
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
            nameless = self.table.nameless()
            self._note_phrase(nameless, phrase)
            return (nameless.number,)
        home = self.table.state(self.table.home[0])
        self._note_phrase(home, phrase)
        return (home.number,)

    def _people(
        self,
        one: Found,
        noun: str,
        kind: str,
        sector: str | None,
        owner: Identity | None,
        phrase: str,
    ) -> tuple[int, ...]:
        narrow = {m.rstrip("-") for m in one.modifiers if not m[0].isdigit()} - LOOSE - NUMBERS
        if owner is not None and owner.sort not in ("state", "person", "igo", "company"):
            if noun in ("fighter", "rebel", "militant", "insurgent", "gunman", "militiaman"):
                if owner.sort in ("organisation", "unknown"):
                    owner.sort, owner.sector = "group", owner.sector or "REB"
            if noun in SAME_AS_BODY and one.determiner not in ("number", "some", "a"):
                self._note_phrase(owner, phrase)
                return (owner.number,)
            if owner.sort == "armed_force" and not owner.named and noun in ("man", "soldier"):
                self._note_phrase(owner, phrase)
                return (owner.number,)
            if owner.named and owner.sort in ("organisation", "group") and self._all_of(one, noun):
                self._note_phrase(owner, phrase)
                return (owner.number,)
            if noun in ("fighter", "officer", "gunman", "militant", "force"):
                self._note_phrase(owner, phrase)
                return (owner.number,)
        wide = owner is not None and (owner.sort == "igo" or bool(owner.listed))
        if wide and owner is not None and noun in _STAFF and one.plural:
            if not self._suffers(one):
                self._note_phrase(owner, phrase)
                return (owner.number,)  # "two doctors from the Red Cross got through"
        if owner is not None and owner.sort == "state" and noun in ("man", "people"):
            if one.plural and self._governments(one):
                return (owner.number,)
        scare = noun in _SCARE and self.table.words[one.first - 1].text in "\"“'‘«"
        if owner is None and (noun in _REBELS or scare):
            group = self._only_group(one, scare)
            if group is not None:
                self._note_phrase(group, phrase)
                return (group.number,)
        family = noun_family(noun)
        generic = noun in _GENERIC_PEOPLE
        some = self._taken_of_them(one)
        tail = set(words_after_of(phrase))
        for who in self.table.recent():
            if who.sort in ("state", "person") or who.last < 0:
                continue
            if family not in {noun_family(n) for n in who.nouns}:
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
            if some and not some & {w for p in who.phrases for w in p.lower().split()}:
                continue  # "arrested nine drivers": not all who blocked the road
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
            if one.plural and who.sort == "persons" and not who.plural and noun not in _COLLECTIVE:
                continue  # "the truckers" after "a trucker"
            self._note_phrase(who, phrase)
            who.modifiers |= narrow
            if owner is not None and who.part_of is None:
                self._belongs(who, owner, one)
            return (who.number,)
        if noun in _PARTS and one.determiner == "the" and one.plural and not narrow and not tail:
            played = self._played(one, *_PARTS[noun])
            if played is not None:
                played.nouns.add(noun)
                self._note_phrase(played, phrase)
                return (played.number,)
        if not one.plural and one.determiner not in ("a", "the", "possessive", "number"):
            return ()
        counted = noun in _ANY_PEOPLE and bool(set(one.modifiers) & NUMBERS)
        if (noun in _THE_MEN or counted) and (
            one.determiner == "the" and one.plural and owner is None
        ):
            if not narrow and not tail:
                before = self._those_people(one, noun)
                if before is not None:
                    self._note_phrase(before, phrase)
                    return (before.number,)
        if generic and one.determiner in ("the", "") and not narrow and not tail and owner is None:
            if noun not in ("civilian", "resident") and not (noun == "villager" and one.plural):
                return ()
        who = self.table.new(kind, sector=sector, phrases=[phrase], plural=one.plural)
        who.nouns.add(noun)
        if "garrison" in tail:
            who.nouns |= {"garrison", "soldier"}
            who.sort, who.sector = "armed_force", "MIL"
        who.modifiers |= narrow
        if owner is not None and owner.number != who.number:
            self._belongs(who, owner, one)
        return (who.number,)

    def _suffers(self, one: Found) -> bool:
        """Whether something is done to people: then it matters which of a body they are."""
        word = self.table.words[one.name_last - 1]
        return word.relation in ("obj", "nsubj:pass", "iobj")

    def _taken_of_them(self, one: Found) -> set[str]:
        """The number of those that are arrested, killed or freed, who thus are told apart."""
        numbers = {m for m in one.modifiers if m in NUMBERS or m.isdigit()}
        word = self.table.words[one.name_last - 1]
        if one.determiner != "number" or not numbers or word.head < 0:
            return set()
        if word.relation not in ("obj", "nsubj:pass"):
            return set()
        verb = self.table.words[word.head].text.lower()
        return numbers if verb.startswith(_TAKE) else set()

    def _governments(self, one: Found) -> bool:
        """Whether people are said to be a government's: "the government's men"."""
        return any(
            owner.sort == "noun"
            and owner.first < one.name_first
            and party_nouns()[owner.key].meaning == "state"
            and owner.key not in _WHOLE
            for owner in one.belongs
        )

    def _all_of(self, one: Found, noun: str) -> bool:
        """Whether people of a body are the body: "its people", "the women of the Widows' League".

        So are "three hundred women of the League", but not "three women of the League".
        """
        if noun not in _MEMBERS:
            return False
        behind = self.table.words[one.name_last : one.name_last + 2]
        if len(behind) > 1 and behind[0].text.lower() == "in" and behind[1].text[0].isupper():
            return False  # "our comrades in Orr" are those of another place
        few = {m for m in one.modifiers if m in NUMBERS or m.isdigit()} - _MASSES
        many = bool(set(one.modifiers) & _MASSES)
        return (one.plural and (many or not few)) or noun == "people"

    def _played(self, one: Found, part: str, verbs: tuple[str, ...]) -> Identity | None:
        """The only people near by who did or suffered it: farmers who march are "the marchers"."""
        fits = [
            who
            for who in self.table.recent()
            if who.plural
            and not who.named
            and who.sort in ("persons", "armed_force")
            and 0 <= one.first - who.last < 150
            and any(verb.startswith(verbs) for verb in getattr(who, part))
        ]
        return fits[0] if len(fits) == 1 else None

    def _those_people(self, one: Found, noun: str) -> Identity | None:
        """The people told of last that "the men", "the women" or "the two civilians" take up."""
        called = _THE_MEN.get(noun, frozenset())
        numbers = [m for m in one.modifiers if m in NUMBERS or m.isdigit()]
        for who in self.table.recent():
            if numbers and not any(numbers[0] in p.lower().split() for p in who.phrases):
                continue
            if not who.plural or who.named or not 0 <= one.first - who.last < 90:
                continue
            if who.sort in ("persons", "armed_force") and (
                who.nouns & called if called else not who.nouns & _THE_MEN["woman"]
            ):
                return who
        return None

    def _counted(self, one: Found) -> tuple[int, ...]:
        """The people that a number alone means: those told of with this number, or new ones."""
        number = one.modifiers[0]
        phrase = self._form(one.first, one.last)
        if one.determiner == "the":
            for who in self.table.recent():
                if who.sort in ("persons", "armed_force", "group") and who.last >= 0:
                    if any(number in p.lower().split() for p in who.phrases):
                        self._note_phrase(who, phrase)
                        return (who.number,)
            return ()
        who = self.table.new("persons", sector="CVL", phrases=[phrase], plural=True)
        who.nouns.add("people")
        return (who.number,)
