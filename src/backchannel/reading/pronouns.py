"""Whom a pronoun means: the nearest party that fits, the body in whose voice a text speaks."""

from __future__ import annotations

from backchannel.reading.identities import Identity
from backchannel.reading.phrase import Found
from backchannel.reading.ties import Ties

__all__ = ["Pronouns"]


class Pronouns(Ties):
    """Whom a pronoun means."""

    def pronoun(self, one: Found) -> tuple[int, ...]:
        """Return the numbers of the parties a pronoun means, empty if none fits."""
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
            fit = [w for w in near if w.sort == "person" and w.gender in ("", want)]
            if not fit:
                return ()
            return (min(enumerate(fit), key=lambda f: self._far(one, f[1], f[0]))[1].number,)
        if form in ("it", "its"):
            for who in self._before(one, near):
                if who.sort not in ("person", "persons", "unknown") and not (
                    who.plural and not who.named
                ):
                    return (who.number,)
            return ()
        if form in ("they", "them", "their"):
            words = self.table.words
            here = words[one.first].sentence
            near = [w for _, w in sorted(enumerate(near), key=lambda f: self._far(one, f[1], f[0]))]
            for who in near:
                many = who.plural or who.sort in ("group", "persons", "armed_force")
                if many and here - words[who.last].sentence <= 2:
                    return (who.number,)
            for who in near:
                if here - words[who.last].sentence > 1:
                    continue
                if "\n" in self.text[words[who.last].end : words[one.first].start]:
                    continue
                if who.sort in ("group", "persons", "organisation", "armed_force"):
                    return (who.number,)
        return ()

    def _far(self, one: Found, who: Identity, place: int) -> tuple[float, int]:
        """How far a person is from a pronoun: by sentences, subjects and names nearer than others.

        After the order of centers in B. Grosz, A. Joshi and S. Weinstein, "Centering", 1995: the
        subject of the sentence before is spoken of on before whoever else it names.
        """
        words = self.table.words
        gap = words[one.first].sentence - words[who.last].sentence
        cost = 1.2 * min(gap, 4)
        cost -= 1.0 if who.subject_of == words[who.last].sentence else 0.0
        cost -= 1.0 if who.named else 0.0
        cost -= 0.6 if who.gender else 0.0
        return cost, place

    def _is_object(self, one: Found) -> bool:
        return self.table.words[one.first].relation.split(":")[0] in ("obj", "obl", "iobj")

    def _we(self, one: Found) -> tuple[int, ...]:
        """The body in whose own voice a document speaks: the one it calls "this union"."""
        return () if self._quoted_at(one) else self.table.issuer

    def _quoted_at(self, one: Found) -> bool:
        """Whether a phrase stands inside a quotation."""
        start = self.table.words[one.first].start
        return any(lo <= start < hi for lo, hi in self.quoted)

    def _before(self, one: Found, near: list[Identity]) -> list[Identity]:
        """Nearest first, but the subject of the sentence before wins over what stands nearer."""
        words = self.table.words
        sentence = words[one.first].sentence
        same = [who for who in near if words[who.last].sentence == sentence]
        earlier = [who for who in near if words[who.last].sentence != sentence]
        subjects = [who for who in earlier if who.subject_of == words[who.last].sentence]
        same_subjects = [who for who in same if who.subject_of == sentence]
        return [*same_subjects, *same, *subjects, *earlier]
