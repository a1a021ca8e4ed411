"""Who the speakers of a statement are: noun phrases, labels and pronouns as parties.

A pronoun before a verb of saying most often goes on with who was speaking just before ("The
ministry recalled ... It noted ..."), also where another party stands nearer; a label of a
transcript can be a common noun ("DRIVER") that the report uses of people elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

from backchannel.dossier.evidence import PartyKind, StatementKind
from backchannel.reading.inflection import noun_lemma
from backchannel.reading.parties import Parties
from backchannel.reading.sides import Actors
from backchannel.reading.statements import Said
from backchannel.reading.tree import Tree

__all__ = ["Speakers"]

_NEAR = 1
"""So many sentences before may hold the one who goes on speaking."""
_FAR = 3
"""And so many, where a pronoun for one person else means nobody with a name."""
_ONE = frozenset({"he", "she"})
_BODY = frozenset({"it", "they"})
_NEWSROOM = frozenset({"we", "i", "you", "one", "people", "everybody", "everyone", "it", "they"})


class Speakers:
    """Resolves the speakers of one report's statements, in text order.

    Parameters
    ----------
    text : str
        The report's text.
    tree : Tree
        The parsed report.
    parties : Parties
        Its parties.
    resolve : callable
        From head words to party ids.
    """

    def __init__(
        self,
        text: str,
        tree: Tree,
        parties: Parties,
        resolve: Callable[[Iterable[int]], tuple[str, ...]],
    ) -> None:
        self.text, self.tree, self.parties, self.resolve = text, tree, parties, resolve
        self.actors = Actors(tree)
        self._last: tuple[int, int, tuple[str, ...]] | None = None

    def of(self, one: Said) -> tuple[str, ...]:
        """Return the ids of who says it, empty if unknown; statements go in text order."""
        found = self.resolve(one.speakers)
        if not found and one.label is not None:
            found = self.parties.at(*one.label) or self._called(one)
        pronoun = self._pronoun(one.speakers)
        if pronoun is not None:
            found = self._going_on(one, pronoun, found)
        at = self._sentence(one)
        if at is not None and found:
            self._last = (*at, found)
        return found

    def nobody(self, one: Said, found: tuple[str, ...]) -> bool:
        """Whether the report's own words are given as said by nobody in particular."""
        if one.kind is StatementKind.DIRECT or one.label is not None:
            return False
        if self._is_hearsay(one):
            return True
        if found:
            return False
        return all(
            self.tree.lower[k] in _NEWSROOM
            or (self.tree.lower[k] == self.tree.tokens[k].text and not self.actors.is_actor(k))
            for k in one.speakers
        )

    def _is_hearsay(self, one: Said) -> bool:
        """ "They will tell you that ...", "he was, they say, at lunch": people in general."""
        tree = self.tree
        if one.verb is None or [tree.lower[k] for k in one.speakers] != ["they"]:
            return False
        if tree.lemmas[one.verb] == "tell":
            return any(tree.lower[k] == "you" for k in tree.dependents(one.verb, "iobj", "obj"))
        says = tree.lower[one.verb] == "say" and tree.tokens[one.verb].xpos == "VBP"
        return (
            says
            and one.verb > 1
            and tree.lower[one.verb - 2] == ","
            and one.kind is (StatementKind.INDIRECT)
        )

    def _pronoun(self, heads: Sequence[int]) -> str | None:
        if len(heads) != 1 or self.tree.tokens[heads[0]].upos != "PRON":
            return None
        lower = self.tree.lower[heads[0]]
        return lower if lower in _ONE or lower in _BODY else None

    def _sentence(self, one: Said) -> tuple[int, int] | None:
        word = one.verb if one.verb is not None else next(iter(one.speakers), None)
        if word is None:
            return None
        number = self.tree.tokens[word].sentence
        return number, self.tree.parse.sentences[number].block

    def _going_on(self, one: Said, pronoun: str, found: tuple[str, ...]) -> tuple[str, ...]:
        """The last speaker, if the pronoun can mean it and what it was taken for is less likely."""
        at = self._sentence(one)
        if at is not None:
            subject = self._same_subject(one, pronoun, at[0])
            if subject and (
                pronoun not in _ONE or (self._is_named(subject) and not self._is_named(found))
            ):
                return subject
        if self._last is None or at is None:
            return found
        number, block, speakers = self._last
        if pronoun in _ONE and block == at[1] and 0 < at[0] - number <= _FAR:
            if self._is_named(speakers) and not self._is_named(found):
                return speakers
        if block != at[1] or not 0 < at[0] - number <= _NEAR:
            return found
        kinds = {self.parties.get(id).kind for id in speakers}
        persons = kinds == {PartyKind.PERSON}
        if pronoun in _ONE:
            known = bool(found) and all(
                self.parties.get(id).kind is PartyKind.PERSON for id in found
            )
            return speakers if persons and not known else found
        if persons or (pronoun == "it" and (len(speakers) > 1 or PartyKind.PERSONS in kinds)):
            return found
        return speakers

    def _same_subject(self, one: Said, pronoun: str, number: int) -> tuple[str, ...]:
        """ "They were at the door ... No, they argue": who the subject just before is."""
        tree = self.tree
        sentences = tree.parse.sentences
        low = max(0, number - 1)
        if sentences[low].block != sentences[number].block:
            low = number
        for k in range(one.speakers[0] - 1, sentences[low].first - 1, -1):
            if tree.lower[k] == pronoun and tree.rel(k) == "nsubj":
                if not any(a <= tree.tokens[k].start < b for a, b in one.content):
                    return self.resolve((k,))
        return ()

    def _is_named(self, ids: Sequence[str]) -> bool:
        """Whether they are persons with a name."""
        parties = [self.parties.get(id) for id in ids]
        return bool(parties) and all(
            one.kind is PartyKind.PERSON and one.name[:1].isupper() for one in parties
        )

    def _called(self, one: Said) -> tuple[str, ...]:
        """The people a label's common noun is used of elsewhere in the report."""
        assert one.label is not None
        words = self.text[one.label[0] : one.label[1]].split()
        return self._nouns.get(noun_lemma(words[-1].lower()), ()) if words else ()

    @cached_property
    def _nouns(self) -> dict[str, tuple[str, ...]]:
        """The first people of each noun."""
        found: dict[str, tuple[str, ...]] = {}
        for party in self.parties.parties:
            if party.kind in (PartyKind.PERSONS, PartyKind.PERSON, PartyKind.GROUP):
                for mention in party.mentions:
                    words = mention.citation.quote.split()
                    if words:
                        found.setdefault(noun_lemma(words[-1].lower()), (party.id,))
        return found
