"""Who is who inside one report: phrases become parties.

Rules, in the order of the text: listed names by their list; names by their words; roles and nouns
by what they narrow ("Iran's president", "the union", "the two countries"); pronouns by the nearest
party that fits. Nothing is joined by the likeness of two strings alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from backchannel.dossier.evidence import MentionKind
from backchannel.dossier.head_nouns import plain_words
from backchannel.dossier.names import (
    GIVEN_TITLES,
    acronym_of,
    first_word_alone,
    name_core,
    same_person,
)
from backchannel.dossier.spelling import bare
from backchannel.reading.gazetteer import organisations, scan
from backchannel.reading.home import home_states
from backchannel.reading.identities import Identity, Place, Table
from backchannel.reading.name_words import legal_form, organisation_word
from backchannel.reading.offices import Offices
from backchannel.reading.own_voice import Voice
from backchannel.reading.phrase import Found
from backchannel.reading.portfolios import without_portfolios
from backchannel.reading.tagged import Word
from backchannel.reading.titles import honorific, party_nouns

__all__ = ["Identity", "Place", "identify"]


def identify(
    words: Sequence[Word],
    found: Sequence[Found],
    text: str,
    hints: Sequence[str] = (),
    about: Sequence[str] = (),
    voice: Voice | None = None,
    elsewhere: bool = False,
    spelt: Mapping[str, str] | None = None,
    case: Mapping[str, tuple[str, str]] | None = None,
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
        in.
    about : sequence of str
        Codes of states that the other reports of the dossier are about; a weaker hint.
    voice : Voice or None
        In whose voice the document speaks, from `backchannel.reading.own_voice.own_voice`.
    elsewhere : bool
        Whether it was sent from a town that no list holds.
    spelt : mapping of str to str, optional
        What letters stand for by the head of the page: "Aru Relief Network (ARN)".
    case : mapping of str to (str, str), optional
        Who the parts of a case are ("applicant"), by name, and the state's key if it is one.

    Returns
    -------
    (list of Identity, list of Place)
        Identities that were joined to another have `merged` set.
    """
    found = without_portfolios(words, found)
    table = Table(words, home_states(found, hints, about, words, elsewhere))
    table.spelt = dict(spelt or {})
    table.case = dict(case or {})
    names = _Names(table, text, ordered := sorted(found, key=lambda f: (f.name_first, f.first)))
    places: list[Place] = []
    whom = names.whom
    bound = _narrowing(words, ordered)
    if voice is not None and voice.phrase is not None:
        table.issuer = names.settle(voice.phrase, whom, places, id(voice.phrase) in bound)
        if table.issuer:
            issuer = table.real(table.all[table.issuer[0]])
            issuer.speaks = True
            if issuer.sort == "unknown":
                issuer.sort = "organisation"
            if voice.name and not issuer.named:
                issuer.names.append(voice.name)
                issuer.named, issuer.head = True, voice.place
    elif voice is not None:
        table.issuer = (table.new("organisation", names=[voice.name], named=True).number,)
        issuer = table.all[table.issuer[0]]
        issuer.head = voice.place
        names.describe_name(issuer, voice.name)
    for one in ordered:
        if id(one) in whom or one.sort == "pronoun":
            if one.sort == "pronoun":
                who = names.pronoun(one)
                if who:
                    places.append(
                        Place(one.first, one.last, one.first, one.last, MentionKind.PRONOUN, who)
                    )
            continue
        names.settle(one, whom, places, id(one) in bound)
    names.settle_organs()
    names.settle_judges()
    names.settle_described()
    names.settle_spokesmen()
    for place in places:
        place.who = tuple(dict.fromkeys(table.real(table.all[i]).number for i in place.who))
    return table.all, places


_NAME_NOUN = {
    "union": "union",
    "sindicato": "union",
    "syndicat": "union",
    "sindikat": "union",
    "federation": "union",
    "confederacao": "confederation",
    "confederacion": "confederation",
    "confederacija": "confederation",
    "federacao": "federation",
    "federacion": "federation",
    "federazione": "federation",
    "confederazione": "confederation",
    "associacao": "association",
    "asociacion": "association",
    "associazione": "association",
    "frente": "front",
    "partido": "party",
    "parti": "party",
    "partito": "party",
    "movimento": "movement",
    "movimiento": "movement",
    "mouvement": "movement",
    "conselho": "council",
    "consejo": "council",
    "conseil": "council",
    "consiglio": "council",
    "comite": "committee",
    "comitato": "committee",
    "consorzio": "consortium",
    "consorcio": "consortium",
    "cooperativa": "cooperative",
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
    "guild": "guild",
    "executive": "executive",
    "league": "league",
    "police": "police",
    "army": "army",
    "navy": "navy",
    "gendarmerie": "gendarmerie",
    "inspectorate": "inspectorate",
    "directorate": "directorate",
    "foundation": "foundation",
    "club": "club",
    "society": "society",
    "plc": "company",
    "gmbh": "company",
    "llc": "company",
    "limited": "company",
    "minerals": "company",
    "mining": "company",
    "network": "network",
    "institute": "institute",
    "centre": "centre",
    "center": "centre",
    "office": "office",
    "bureau": "office",
    "service": "service",
    "secretariat": "secretariat",
    "fund": "fund",
    "trust": "trust",
    "board": "board",
    "department": "department",
    "initiative": "initiative",
    "campaign": "campaign",
    "collective": "collective",
    "confederation": "federation",
    "church": "church",
    "congress": "congress",
    "forum": "forum",
}


_MALE_TITLES = frozenset(
    "Mr Mr. Sir Lord King Prince Father Brother Frère M. Monsieur Herr Don Dom Señor Sr. Bw. Bwana "
    "Mzee Alhaji Ato Encik Bapak Shri Uncle Grandfather Papa Tonton Tío Tio Abuelo Hermano Padre "
    "Fray Sayyid Signor Dottor Dottore Meneer Mijnheer Doutor Profesor "
    "Ingeniero Licenciado Compañero Gospodin".split()
)


_FEMALE_TITLES = frozenset(
    "Mrs Mrs. Ms Ms. Miss Madam Mme Mme. Mlle Madame Frau Dona Doña Señora Sra Sra. Srta. "
    "Senhora Dame Lady Queen Princess Sister Mother Sœur Bi. Mama Alhaja Hajiya Weizero Daw Puan "
    "Ibu Smt Smt. Begum Aunt Auntie Aunty Grandmother Granny Maman Tía Abuela Hermana "
    "Hajja Hajah Sayyida Doctora Doutora Dottoressa Dra Dra. Profesora Ingeniera "
    "Signora Signorina Suor Mevrouw Rouva Licenciada Compañera Gospođa "
    "Mademoiselle Fräulein".split()
)


_ARMED = frozenset(
    "forces force army navy corps guard guards battalion regiment brigade brigades".split()
)


_NOT_LABOUR = frozenset(
    "forces front republic republics states european african liberation resistance democratic "
    "national patriotic students farmers customs".split()
)


def _narrowing(words: Sequence[Word], found: Sequence[Found]) -> set[int]:
    """Ids of phrases that only narrow another: "UN" in "the UN mission", members of a coalition."""
    bound: set[int] = set()
    for one in found:
        for owner in one.belongs:
            owned = owner.last < len(words) and words[owner.last].text in ("'s", "'")
            if owner.first < one.name_first and not owned:
                bound.add(id(owner))
        for same in one.same:
            bound |= {
                id(other)
                for other in found
                if other.sort == "noun" and one.name_last <= other.first < other.last <= same.first
            }
    return bound


class _Names(Offices):
    """Names, and the way through all phrases of a report."""

    _states_by_end: dict[int, Found] | None = None

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
        if one.sort == "noun" and one.aliases and len(who) == 1:
            body = self.table.real(self.table.all[who[0]])
            if body.sort not in ("state", "person", "persons"):
                self._aliases(body, one)
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
                self._note_part(identity, one)
                identity.weight += 1.0
                identity.free = identity.free or not bound
        if not (one.sort == "people" and kind is MentionKind.PLACE):
            places.append(Place(one.first, one.last, one.name_first, one.name_last, kind, who))
        return who

    def _note_part(self, who: Identity, one: Found) -> None:
        """Note what a party is the subject of, and what is done to it."""
        words = self.table.words
        for word in words[one.first : max(one.last, one.name_last)]:
            verb = words[word.head].text.lower() if word.head >= 0 else ""
            if word.relation.startswith("nsubj"):
                who.subject_of = words[one.name_first].sentence
            if word.relation in ("nsubj", "conj"):
                who.did.add(verb)
            elif word.relation in ("obj", "nsubj:pass"):
                who.suffered.add(verb)

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
        if one.sort == "organisation" and one.key in organisations() and not self._own_short(one):
            listed = self.table.organisation(one.key)
            self._note_name(listed, one)
            return (listed.number,)
        if one.sort in ("organisation", "name", "person"):
            return self._named(one, whom)
        if one.sort == "role":
            return self._role(one, whom)
        return self._noun(one, whom)

    def _own_short(self, one: Found) -> bool:
        """Whether the report itself gives this acronym to a name other than the listed one."""
        form = self._form(one.name_first, one.name_last)
        if not (form.isupper() and 2 <= len(form) <= 7):
            return False
        own = self.table.short.get(bare(form))
        if own is not None and not own.listed:
            return True
        words = self.table.words
        for i in range(2, len(words)):
            if words[i].text != form or words[i - 1].text != "(":
                continue
            first = i - 1
            while first and (
                words[first - 1].text[:1].isupper()
                or words[first - 1].text in ("of", "for", "and", "the", "-", "‐", "‑")
            ):
                first -= 1
            for start in range(first, i - 1):
                full = " ".join(w.text for w in words[start : i - 1])
                if acronym_of(form, [full]):
                    listed = organisations()[one.key]
                    return bare(full) not in {bare(n) for n in (listed.name, *listed.names)}
        return False

    def _nationality(self, one: Found) -> tuple[int, ...]:
        if not self._people_alone(one):
            return (self.table.state(one.key).number,)
        form = self._form(one.name_first, one.name_last)
        if form.endswith("s") or form in ("Chinese", "Japanese", "French", "British", "Dutch"):
            before = self.table.words[one.first - 1].text.lower() if one.first else ""
            if before == "the":
                return (self.table.state(one.key).number,)
            return ()
        known = self._compatriot(one)
        if known is not None:
            self._note_phrase(known, self._form(one.first, one.last))
            return (known.number,)
        person = self.table.new("person", phrases=[self._form(one.first, one.last)], code=one.key)
        person.nouns.add(bare(form))
        return (person.number,)

    def _compatriot(self, one: Found) -> Identity | None:
        """The person named just before "the Aruan", set beside the name or met with it before."""
        words = self.table.words
        for same in one.same:
            for number in self.whom.get(id(same), ()):
                return self.table.real(self.table.all[number])
        the = one.first - 1
        if words[the].text.lower() not in ("the", "a", "an"):
            return None
        if the > 0 and words[the - 1].text in (",", "(", "–", "—"):
            for other in self.found:
                if other.last == the - 1 and other.sort in ("person", "name"):
                    for number in self.whom.get(id(other), ()):
                        who = self.table.real(self.table.all[number])
                        if who.sort in ("person", "unknown"):
                            who.nouns.add(bare(self._form(one.name_first, one.name_last)))
                            return who
        if words[the].text.lower() != "the":
            return None
        noun = bare(self._form(one.name_first, one.name_last))
        return next(
            (
                who
                for who in self.table.recent()
                if who.sort == "person" and who.last >= 0 and noun in who.nouns
            ),
            None,
        )

    def _named(self, one: Found, whom: dict[int, tuple[int, ...]]) -> tuple[int, ...]:
        name = self._form(one.name_first, one.name_last)
        who = self._known_name(name, one)
        if who is None and (state := self._voice_of_state(one, name, whom)) is not None:
            self.table.short[bare(name)] = self.table.short["ministry"] = state
            return (state.number,)
        holder = next((n for same in one.same for n in whom.get(id(same), ())), None)
        if holder is not None and who is None:  # "our Taoiseach, Ana Bel,"
            self.table.short[bare(name)] = self.table.real(self.table.all[holder])
            self._note_phrase(self.table.short[bare(name)], self._form(one.first, one.last))
            return (holder,)
        if who is None and self._own_organ(one):
            issuer = self.table.real(self.table.all[self.table.issuer[0]])
            self.table.short[bare(name)] = issuer
            return (issuer.number,)
        if who is None:
            sort = {"person": "person", "organisation": "organisation"}.get(one.sort, "unknown")
            who = self.table.new(sort, named=True)
            if name in self.table.spelt:
                who.names.append(self.table.spelt[name])
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
            self._office(who, one.role, one.modifiers, one, above)
        elif one.sort == "person":
            above = self._owner(one, whom) if one.belongs else None
            if above is not None and above.sort != "person":
                self._belongs(who, above, one)
        if one.sort == "organisation":
            for owner in one.belongs or self._possessor(one):
                for number in whom.get(id(owner), ()):
                    self._belongs(who, self.table.all[number], one)
            self.describe_name(who, name)
            if who.part_of is None and "ministry" in who.nouns and self.table.home:
                home = self.table.state(self.table.home[0])
                who.part_of, who.code, who.sector = home.number, home.code, "GOV"
                who.basis = "an organ of the state the report is about"
        return (who.number,)

    def _voice_of_state(
        self, one: Found, name: str, whom: dict[int, tuple[int, ...]]
    ) -> Identity | None:
        """The state whose foreign ministry only announces what the state does.

        "The Ministry of Foreign Affairs informs" at the head of what an official agency sends, and
        "our Ministry of Foreign Affairs": a state's voice to others, and no party of its own.
        """
        if one.sort != "organisation" or not _FOREIGN_MINISTRY.search(name):
            return None
        words = self.table.words
        owner = next((n for o in one.belongs for n in whom.get(id(o), ())), None)
        within = scan(self.text, words[one.name_first].start, words[one.name_last - 1].end)
        told = [hit.entry.key for hit in within if hit.entry.sort == "state"]
        state = self._home_at(one)
        if owner is not None:
            state = self.table.real(self.table.all[owner])
        elif told:
            state = self.table.state(told[-1])
        if state is None or state.sort != "state":
            return None
        if one.first and words[one.first - 1].text.lower() == "our" and owner is None:
            return state
        word = next(
            (w for w in words[one.name_first : one.name_last] if w.relation == "nsubj"), None
        )
        early = len({w.sentence for w in words[: one.first]}) <= _OPENING_SENTENCES
        if word is None or word.head < 0 or not early:
            return None
        return state if words[word.head].text.lower() in _ANNOUNCING else None

    def _own_organ(self, one: Found) -> bool:
        """Whether a body that speaks in its own voice calls an organ its own: "our Council"."""
        words = self.table.words
        if not self.table.issuer or one.first == 0 or one.sort == "state":
            return False
        if words[one.name_first - 1].text.lower() != "our":
            return False
        name = [w.text.lower() for w in words[one.name_first : one.name_last]]
        return name[-1] in _OWN_ORGANS and set(name[:-1]) <= _OF_THE_WHOLE

    def describe_name(self, who: Identity, name: str) -> None:
        """Note what the words of a body's name tell of its kind."""
        parts = bare(name).split()
        if set(parts) & _NOT_LABOUR and "union" in parts:
            parts = [part for part in parts if part != "union"]
            who.nouns.add("union")
        owner = self.table.real(self.table.all[who.part_of]) if who.part_of is not None else None
        if set(parts) & _ARMED and owner is not None and owner.sort == "state":
            if who.sort == "organisation" and not set(parts) & {"resistance", "liberation"}:
                who.sort, who.sector = "armed_force", who.sector or "MIL"
        if " " in name and legal_form(name.split()[-1]):
            who.nouns.add("company")
            who.sort, who.sector = "company", who.sector or "BUS"
        head = plain_words(name)
        if len(head) < len(parts) and any(part in _NAME_NOUN for part in head):
            parts = [part for part in parts if part in head]  # a "Ministry of Mines" is no company
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
        part = self.table.case.get(plain.removesuffix(" state"))
        if part is not None:
            side = self._side_of_case(*part)
            self._note_phrase(side, name)
            return side
        core = name_core(name)
        bearer = self._bearer_of(plain) if one.sort == "organisation" else None
        if bearer is not None:
            return bearer
        people = one.sort in ("person", "name")
        for who in self.table.recent():
            if (
                who.listed
                and one.sort != "person"
                and name.isupper()
                and acronym_of(name, who.names)
            ):
                return who
            if not who.named or who.sort == "state" or who.listed:
                continue
            if any(bare(known) == plain for known in who.names):
                return who
            if who.sort not in ("person", "unknown") and one.sort != "person":
                if any(name_core(known) == core for known in who.names):
                    return who
                if acronym_of(name, who.names):
                    return who
        if people and (titled := self._by_title_alone(name)) is not None:
            return titled
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
            if (body := self._taken_for_body(plain, one)) is not None:
                body.sort = "person"
                return body
            given = self._by_given_name(name, one)
            if given is not None:
                return given
        if len(core) == 1 and " " not in plain and self._with_article(one):
            ending = [who for who in self.table.alive() if self._ends_in(who, core[0])]
            if len(ending) == 1:
                return ending[0]
        # the first word(s) of a longer organisation's name, or its last
        mistaken = one.sort == "person" and not one.title and not one.role
        if (one.sort != "person" or mistaken) and len(core) >= 1:
            for who in self.table.recent():
                if not who.named or who.sort == "state" or who.listed:
                    continue
                if who.sort == "person":
                    # a first word taken for a person's name: "Aru", then "Aru Mines"
                    untold = not (who.titles or who.roles or who.gender)
                    if untold and one.sort == "organisation" and len(core) > 1:
                        if all(_shortened(name_core(n), core) and " " not in n for n in who.names):
                            who.sort = "organisation"
                            return who
                elif any(
                    _shortened(core, name_core(n)) or _shortened(name_core(n), core)
                    for n in who.names
                ):
                    return who
        return None

    def _possessor(self, one: Found) -> list[Found]:
        """The state whose a named body is said to be: "Aru's National Security Service"."""
        owned = one.name_first - 1
        if owned < 1 or self.table.words[owned].text not in ("'s", "'"):
            return []
        if self._states_by_end is None:
            self._states_by_end = {f.last: f for f in self.found if f.sort in ("state", "seat")}
        state = self._states_by_end.get(owned)
        return [state] if state is not None else []

    def _side_of_case(self, name: str, state: str) -> Identity:
        """The party of this name that a case is called by, made if no phrase before means it."""
        if state:
            return self.table.state(state)
        for who in self.table.alive():
            if who.named and any(bare(known) == bare(name) for known in who.names):
                return who
        return self.table.new("organisation", names=[name], named=True)

    def _with_article(self, one: Found) -> bool:
        before = self.table.words[one.first - 1].text.lower() if one.first else ""
        return before in ("the", "this") or self.table.words[one.first].text == "The"

    @staticmethod
    def _ends_in(who: Identity, word: str) -> bool:
        """Whether a body's name has this head: "Office of Dams", "Dams Office"."""
        if not who.named or who.sort in ("person", "state", "persons"):
            return False
        return any(" " in n and plain_words(n)[-1:] == (word,) for n in who.names)

    def _bearer_of(self, surname: str) -> Identity | None:
        """The one person named in full before whose surname stands alone like a body's name."""
        if " " in surname or len(surname) < 4 or organisation_word(surname):
            return None
        fits: list[Identity] = []
        for who in self.table.alive():
            if not who.named:
                continue
            rows = [bare(n).split() for n in who.names]
            if who.sort not in ("person", "unknown"):
                if any(surname in row for row in rows):
                    return None
            elif any(len(row) > 1 and row[-1] == surname for row in rows):
                fits.append(who)
        known = [who for who in fits if who.sort == "person"]
        return known[0] if len(fits) == 1 and known else None

    def _taken_for_body(self, surname: str, one: Found) -> Identity | None:
        """The one name of two words, read as a body's that nothing tells of, that ends so."""
        if one.sort != "person" or " " in surname or len(surname) < 4:
            return None
        fits = [
            who
            for who in self.table.alive()
            if who.named and any(surname in bare(name).split() for name in who.names)
        ]
        if len(fits) != 1 or fits[0].sort != "organisation" or fits[0].listed or fits[0].nouns:
            return None
        told = [name for name in fits[0].names if any(organisation_word(w) for w in name.split())]
        whole = all(
            len(parts) in (2, 3) and parts[-1] == surname and name.istitle()
            for name in fits[0].names
            for parts in (bare(name).split(),)
        )
        return fits[0] if whole and not told else None

    def _by_given_name(self, name: str, one: Found) -> Identity | None:
        """The one person with a full name whose given name this is, or the other way round.

        "Dame Aru" and "Dame Aru Bel"; "Aru" alone, once the report has named Aru Bel in full; "Mr
        Aru" where Aru Bel is never called by the last word and nobody else has the first in a name.
        """
        parts = bare(name).split()
        titled = set(one.title.split()) & GIVEN_TITLES
        if one.sort != "person":
            return None
        if one.title and not titled:
            return self._by_first_word(parts[0], one) if len(parts) == 1 else None
        fits = []
        for who in self.table.alive():
            if not who.named or who.sort != "person" or who.last < 0:
                continue
            if not self._gender_fits(who, one):
                continue
            known = [bare(n).split() for n in who.names]
            if (len(parts) == 1 and any(len(k) > 1 and k[0] == parts[0] for k in known)) or (
                len(parts) > 1
                and known == [parts[:1]]
                and any(set(title.split()) & GIVEN_TITLES for title in who.titles)
            ):
                fits.append(who)
        return fits[0] if len(fits) == 1 else None

    def _by_title_alone(self, name: str) -> Identity | None:
        """The one person with this title, where it stands for the name: "We know Monsignor"."""
        if " " in name or honorific((name, "X")) is None:
            return None
        fits = [
            who
            for who in self.table.alive()
            if who.sort == "person" and any(name in title.split() for title in who.titles)
        ]
        return fits[0] if len(fits) == 1 else None

    def _by_first_word(self, word: str, one: Found) -> Identity | None:
        """The one person of whose names this word is ever the first, behind a common title."""
        bearers = [
            who
            for who in self.table.alive()
            if who.named and any(word in bare(n).split() for n in who.names)
        ]
        if len(bearers) != 1 or bearers[0].sort not in ("person", "unknown"):
            return None
        fits = first_word_alone(bearers[0].names, word) and self._gender_fits(bearers[0], one)
        return bearers[0] if fits else None

    def _gender_fits(self, who: Identity, one: Found) -> bool:
        words = set(one.title.split())
        if words & _FEMALE_TITLES and who.gender == "m":
            return False
        return not (words & _MALE_TITLES and who.gender == "f")


_FOREIGN_MINISTRY = re.compile(
    r"^(?:Foreign (?:Ministry|Office)"
    r"|Ministry (?:of|for) (?:Foreign|External) (?:Affairs|Relations))",
    re.IGNORECASE,
)
_ANNOUNCING = frozenset(
    "informs informed announces announced communicates communicated states stated declares".split()
)
_OPENING_SENTENCES = 3
#: Organs that are a body itself where it calls them "our".
_OWN_ORGANS = frozenset(
    "council committee board secretariat bureau executive presidium leadership assembly congress "
    "command".split()
)
_OF_THE_WHOLE = frozenset(
    "central national general executive supreme high political provisional steering coordinating "
    "federal military".split()
)


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
        and short[0] in (long[0], long[0] + "s")
        and not organisation_word(long[0])
    )
