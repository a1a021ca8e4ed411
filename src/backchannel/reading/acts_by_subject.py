"""What an act is, or that it is none, by who does or suffers it.

The lexicon gives a verb's type whatever its subject; courts that stay a thing, envoys who are sent
away, those who owe rent, single persons who walk and ministers who inspect are told by whom.
"""

from __future__ import annotations

from backchannel.dossier.evidence import EventType, Modality
from backchannel.reading.named_acts import WORDS, Meaning, NamedActs
from backchannel.reading.sides import agents, objects
from backchannel.reading.triggers import VerbMatch

__all__ = ["CHARGES", "ActsBySubject"]

_T = EventType
_INSPECTING = frozenset(
    "inspector inspectorate agency observer monitor verifier commission authority regulator "
    "auditor office IAEA".split()
)
_ENVOYS = frozenset(
    "ambassador envoy consul consul-general chargé diplomat attaché attache mission embassy "
    "correspondent observer peacekeeper agency charity".split()
)
CHARGES = frozenset("charge accusation allegation insinuation".split())
_STICKS = frozenset("truncheon baton teargas nightstick".split())
_SPRAYS = frozenset(
    {("water", "cannon"), ("tear", "gas"), ("rubber", "bullet"), ("pepper", "spray")}
)
_LONG_LIST = 40
_JUDGES = frozenset(
    "court judge tribunal panel arbiter arbitrator jury justice bench commission body "
    "magistrate".split()
)
_DUES = frozenset("rent toll fee tax levy due dues instalment".split())


class ActsBySubject(NamedActs):
    """Acts that depend on their sides, in one parsed text."""

    def _of_no_weight(
        self, index: int, match: VerbMatch, source: list[int], heads: list[int]
    ) -> bool:
        """Whether a verb tells no act because of who is its subject, or that nobody is."""
        tree, kind, base = self.tree, match.pattern.type, match.pattern.base
        nobody = tree.is_passive(index) and not source
        if kind is _T.THREATEN and base == "give" and nobody:
            return True  # "the judge has been given fifty days"
        if kind is _T.ACCUSE and base == "suspect" and nobody:
            return True
        if kind is _T.REJECT and any(tree.lemmas[k] in CHARGES for k in heads):
            return True  # who denies a charge does nothing
        if kind is _T.PROTEST and base == "walk" and source:
            return not tree.is_passive(index) and all(self._is_one_person(k) for k in source)
        if kind is _T.ACCUSE and base == "inspect":
            told = {tree.lemmas[k] for h in source for k in tree.subtree(h)}
            return not told & _INSPECTING and not self._judges(source)
        if kind is _T.CONCEDE and base == "dismiss" and not self._judges(source):
            return not any(tree.lemmas[k] == "prosecutor" for k in source)
        if kind is _T.SUPPORT and base == "stand":
            beside = any(tree.case(k) == "by" for k in tree.dependents(index, "obl"))
            return not heads and not beside and "by" in tree.lower[index + 1 : index + 2]
        if kind is _T.CONCEDE and base == "bend":
            return any(tree.case(k) == "over" for k in tree.dependents(index, "obl"))
        if kind is _T.CONSULT and base == "meet" and tree.tokens[index].xpos == "VBG":
            alone = len(source) < 2 and not heads and not self._partners(index)
            return (
                alone and tree.rel(index) in ("acl", "advcl") and not tree.dependents(index, "aux")
            )
        return False

    def _of_nobody(self, clause: int) -> bool:
        """ "that no worker would be dismissed", "that nobody would be moved"."""
        tree = self.tree
        return tree.is_passive(clause) and any(
            tree.lower[k] in ("nobody", "none")
            or (self.actors.is_actor(k) and "no" in [tree.lower[d] for d in tree.kids[k]])
            for k in objects(tree, clause)
        )

    def _unwelcome(self, index: int) -> Meaning | None:
        """ "declared the consul, and two of her staff, persona non grata"."""
        tree = self.tree
        if tree.lemmas[index] != "declare":
            return None
        sentence = tree.tokens[index].sentence
        end = next(
            (
                k
                for k in range(index + 1, min(index + _LONG_LIST, len(tree.tokens) - 1))
                if tree.lower[k] == "non" and tree.lower[k + 1].startswith("grata")
            ),
            0,
        )
        if not end or tree.tokens[end].sentence != sentence:
            return None
        out = self.actors.all_of(objects(tree, index))
        targets = [k for k in out if self.actors.is_actor(k) or self._is_envoy(k)] or out[:1]
        return Meaning(
            _T.SANCTION,
            "expel",
            Modality.HAPPENED,
            (index, *range(end - 1, end + 2)),
            tuple(agents(tree, self.actors, index)),
            tuple(targets),
            5,
            tuple(range(index + 1, end + 2)),
        )

    def _withheld(self, index: int, clause: int | None) -> Meaning | None:
        """ "The tenants have stopped paying their rent": a strike of those who owe something."""
        tree = self.tree
        if clause is None or tree.lemmas[index] not in ("stop", "cease", "refuse"):
            return None
        if tree.lemmas[clause] != "pay" or not any(
            tree.lemmas[k] in _DUES for k in objects(tree, clause)
        ):
            return None
        source = tuple(agents(tree, self.actors, index))
        if not source or any(self.actors.kinds.get(k) == "state" for k in source):
            return None
        return Meaning(_T.PROTEST, "strike", Modality.HAPPENED, (index, clause), source, (), 4)

    def _is_one_person(self, index: int) -> bool:
        """Whether a word means one person by name or office, and no crowd."""
        tree = self.tree
        return (
            tree.tokens[index].xpos in ("NN", "NNP")
            and self.actors.kinds.get(index) == "person"
            and tree.lemmas[index] not in WORDS["quantity"]
            and not tree.dependents(index, "conj")
        )

    def _with_gas(self, index: int) -> bool:
        tree = self.tree
        return any(
            tree.case(k) == "with"
            and (tree.lemmas[k] in _STICKS or (tree.lower[k - 1], tree.lemmas[k]) in _SPRAYS)
            for k in tree.dependents(index, "obl", "obj")
        )

    def _is_envoy(self, index: int) -> bool:
        return self.tree.lemmas[index].lower() in _ENVOYS

    def _judges(self, heads: list[int]) -> bool:
        return any(
            self.tree.lemmas[k].lower() in _JUDGES for h in heads for k in self.tree.subtree(h)
        )
