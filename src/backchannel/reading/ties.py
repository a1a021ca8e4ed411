"""What is tied to what inside one report: owners, joined identities, phrases."""

from __future__ import annotations

from collections.abc import Sequence

from backchannel.dossier.spelling import bare
from backchannel.reading.identities import Identity, Table, pairs_between
from backchannel.reading.phrase import Found
from backchannel.reading.quotations import quotations

__all__ = ["Ties"]


#: Nouns whose possessor stands beside, not above: "the firm's partner".
_BESIDE = frozenset("partner rival ally neighbour neighbor opponent critic enemy foe".split())


#: Offices that only a body has.
_OF_BODIES_ALONE = frozenset(
    "chairman chairwoman chairperson executive ceo director directors shareholder shareholders "
    "subsidiary headquarters".split()
)


class Ties:
    """What is tied to what: owners, joined identities, phrases."""

    def __init__(self, table: Table, text: str, found: Sequence[Found]) -> None:
        self.table = table
        self.text = text
        self.found = found
        self.pairs = pairs_between(table.words, found)
        self.whom: dict[int, tuple[int, ...]] = {}
        self.quoted = quotations(text)

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

    def _home_at(self, one: Found) -> Identity | None:
        del one
        return self.table.state(self.table.home[0]) if self.table.home else None

    def _kin(self, who: Identity, owner: Identity) -> bool:
        seen = set()
        part: int | None = who.number
        while part is not None and part not in seen:
            seen.add(part)
            if part == owner.number:
                return True
            part = self.table.real(self.table.all[part]).part_of
        return owner.part_of in seen and owner.part_of is not None

    def _note_phrase(self, who: Identity, phrase: str) -> None:
        if phrase not in who.phrases:
            who.phrases.append(phrase)

    def _top(self, who: Identity) -> Identity | None:
        seen: set[int] = set()
        while who.part_of is not None and who.number not in seen:
            seen.add(who.number)
            who = self.table.real(self.table.all[who.part_of])
        return who

    def _belongs(self, who: Identity, owner: Identity, one: Found) -> None:
        owner = self.table.real(owner)
        who = self.table.real(who)
        if owner is who or self._kin(owner, who) or one.key.split()[-1] in _BESIDE:
            return
        if who.part_of is not None and who.basis != "general knowledge" and who.grounds is not None:
            return
        if who.listed and who.part_of is not None:
            return
        if owner.sort == "person" and one.key.split()[-1] in _OF_BODIES_ALONE:
            if not (owner.titles or owner.roles or owner.gender) and all(
                " " not in name for name in owner.names
            ):
                owner.sort = "organisation"  # a first word taken for a person's name
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
