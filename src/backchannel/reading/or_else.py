"""What is said to follow if something is done or left undone: threats in words of their own.

"If the gates are not open by Monday, no lorry leaves the yard": no verb threatens, the condition
does. It names what is to be done ("unless", "if ... not", "if they fail") or what is not to be done
once more ("if another village is bombed", "if they go ahead"), and the rest is the threat.
"""

from __future__ import annotations

from itertools import pairwise

from backchannel.dossier.evidence import EventType, Modality
from backchannel.reading.found import Found
from backchannel.reading.named_acts import WORDS, words_below
from backchannel.reading.presented_acts import PresentedActs
from backchannel.reading.sides import agents, subjects

__all__ = ["OrElse"]

_T = EventType
_OR_ELSE = frozenset("see bear risk lose suffer pay expect watch answer".split())
_SUFFERING = frozenset("be have do lose run starve suffer die need collapse fall freeze".split())
_WHOEVER = frozenset("whoever anyone anybody everyone".split())
_UNDONE = frozenset("fail refuse persist ignore continue".split())
_ON = frozenset("go press push proceed".split())
_NOT = frozenset("not n't no".split())
_ONCE_MORE = frozenset("another single further more".split())
_BEARING = frozenset("lose face pay regret answer forfeit bear".split())


class OrElse(PresentedActs):
    """Conditions and what is said to follow from them, in one parsed text."""

    consumed: set[int]

    def _or_else(self, index: int) -> bool:
        sentence = self.tree.parse.sentences[self.tree.tokens[index].sentence]
        words = self.tree.lower[sentence.first : sentence.last]
        return "or" in words and ("face" in words or "else" in words)

    def _or_bear(self, index: int) -> bool:
        """ "to pull out by Sunday or see the cranes stop"."""
        sentence = self.tree.parse.sentences[self.tree.tokens[index].sentence]
        words = self.tree.lower[sentence.first : sentence.last]
        return any(
            word == "or" and after in _OR_ELSE and self.tree.is_verb(sentence.first + k + 1)
            for k, (word, after) in enumerate(pairwise(words))
        )

    def _speaker(self, index: int, sources: tuple[int, ...]) -> tuple[tuple[int, ...], int | None]:
        """A pronoun that means the speaker becomes the speaker."""
        tree = self.tree
        governor = self._saying_over(index)
        if governor is None:
            return sources, None
        speakers = agents(tree, self.actors, governor) or self.actors.all_of(
            subjects(tree, governor)
        )
        if (
            sources
            and all(tree.lower[k] in ("it", "he", "she", "they", "we", "i") for k in sources)
            and speakers
        ):
            return tuple(speakers), None
        first = speakers[0] if speakers else None
        return sources, first if first not in sources else None

    def _is_or_else(self, condition: int) -> bool:
        """Whether a condition names what is to be done, or what is not to be done once more.

        "unless", "if ... not", "if no answer comes", "if they fail"; "if they go ahead with it",
        "if another village is bombed", "should one single man be fined".
        """
        tree = self.tree
        word = tree.lower[condition]
        if word == "unless":
            return True
        if word not in ("if", "should"):
            return False
        clause = tree.tokens[condition].head
        lemma = tree.lemmas[clause]
        after = set(tree.lower[clause + 1 : clause + 3])
        if (word == "if" and lemma in _UNDONE) or (lemma in _ON and after & {"ahead", "through"}):
            return True
        sides = (*subjects(tree, clause), *tree.dependents(clause, "obj"))
        said = {tree.lower[d] for k in sides for d in tree.kids[k]}
        if word == "if" and not _NOT.isdisjoint(
            {*said, *(tree.lower[k] for k in tree.kids[clause])}
        ):
            return True
        return not _ONCE_MORE.isdisjoint(said)

    def _if_harmed(self, kind: EventType, condition: int) -> bool:
        """ "Should the licence be revoked, the firm will seek damages": an answer to harm."""
        if kind in (_T.AGREE, _T.CONCEDE) or self.tree.lower[condition] not in ("if", "should"):
            return False
        inner = self.meaning(self.tree.tokens[condition].head)
        return inner is not None and inner.type in (
            _T.SANCTION,
            _T.COERCE,
            _T.ASSAULT,
            _T.MOBILIZE,
        )

    def _by_a_day(self, index: int) -> bool:
        """ "If our boys are not home by Friday, no car rolls onto the ferry"."""
        tree = self.tree
        condition = self._condition(index)
        return condition is not None and any(
            tree.lower[k] in WORDS["calendar"] for k in tree.subtree(tree.tokens[condition].head)
        )

    def _is_said_now(self, index: int) -> bool:
        """ "If one man is fined, we stay at home": what follows is said in the present."""
        tree = self.tree
        if tree.tokens[index].xpos not in ("VBP", "VBZ") or tree.rel(index) in ("acl", "advcl"):
            return False
        own, condition = subjects(tree, index), self._condition(index)
        if condition is None or not own:
            return False
        if tree.lower[own[0]] == "we":
            return True
        whose = subjects(tree, tree.tokens[condition].head)
        if any(tree.lower[k] == "we" for k in whose):
            return True  # "If we are not paid by Sunday, the trees go back on the roads"
        return index in self.quoted and self._by_a_day(index)

    def _would_if(self, index: int) -> Found | None:
        """ "said it would move the plant if ...": a threat in its own words."""
        tree = self.tree
        governor = self._saying_over(index)
        condition = self._condition(index)
        if governor is None or condition is None or tree.lower[condition] == "until":
            return None
        own = subjects(tree, index)
        speakers = agents(tree, self.actors, governor)
        first_person = own and tree.lower[own[0]] in ("it", "they", "he", "she", "we", "i")
        if not speakers or not first_person or tree.lemmas[index] in _SUFFERING:
            return None
        negated = any(tree.lower[k] in ("not", "n't", "never") for k in tree.kids[index])
        if negated:
            return None
        members = words_below(tree, index)
        harsh = tree.lower[condition] == "unless" or bool(members & WORDS["harsh"])
        return Found(
            _T.THREATEN if harsh else _T.AGREE,
            None,
            Modality.THREATENED if harsh else Modality.OFFERED,
            index,
            (index,),
            tuple(speakers),
            (),
            0,
            0.58,
            None,
            index,
            None,
            None,
            condition,
            index in self.quoted,
        )

    def _whoever_will(self, index: int) -> Found | None:
        """ "Whoever is not back by Monday will lose his post, the minister said"."""
        tree = self.tree
        if tree.lemmas[index] not in _BEARING:
            return None
        own = [
            k for k in tree.kids[index] if tree.rel(k) in ("nsubj", "csubj", "advcl", "dislocated")
        ]
        below = [tree.subtree(k) for k in own if k < index]
        if not any(_WHOEVER & {tree.lower[w] for w in (min(b), *b)} for b in below if b):
            return None
        governor = self._saying_over(index)
        speakers = tuple(agents(tree, self.actors, governor)) if governor is not None else ()
        if not speakers and index not in self.quoted:
            return None
        self.consumed.update(k for k in tree.subtree(index) if k != index)
        return Found(
            _T.THREATEN,
            "relations",
            Modality.THREATENED,
            index,
            (index,),
            speakers,
            (),
            0,
            0.64,
            None,
            index,
            quoted=index in self.quoted,
        )

    def _or_we_will(self, index: int) -> Found | None:
        """ "If the gates are not open by Monday, we shall ...": said by those who will do it."""
        tree = self.tree
        condition = self._condition(index)
        if condition is None or not self._is_or_else(condition) or tree.rel(index) == "acl":
            return None
        own = subjects(tree, index)
        if not own or tree.lemmas[index] in ("be", "have", "lose", "suffer", "die"):
            return None
        whose = subjects(tree, tree.tokens[condition].head)
        spoken = index in self.quoted or self._saying_over(index) is not None
        spoken = spoken or any(tree.lower[k] == "we" for k in whose)
        if tree.lower[own[0]] not in ("we", "i") and not spoken:
            return None
        doers = self.actors.all_of(own)
        if tree.lower[own[0]] not in ("we", "i") and not any(self.actors.is_actor(k) for k in own):
            doers = []  # "the night shifts will stop, she said"
        if any(tree.lower[d] in ("no", "every", "all") for k in own for d in tree.kids[k]):
            doers = []  # "no lorry leaves the yard, the union said"
        if not doers and self._saying_over(index) is None:
            doers = [k for k in whose if tree.lower[k] == "we"]
        sources, attributed = self._speaker(index, tuple(doers))
        if not sources and attributed is not None:
            sources, attributed = (attributed,), None
        self.consumed.update(k for k in tree.subtree(index) if k != index)
        clause = tree.tokens[condition].head
        targets = tuple(
            k
            for k in ([] if tree.is_passive(clause) else subjects(tree, clause))
            if self.actors.is_actor(k) and tree.tokens[k].upos != "PRON" and k not in sources
            if not any(tree.lower[d] in ("our", "my") for d in tree.kids[k])
        )
        return Found(
            _T.THREATEN,
            None,
            Modality.THREATENED,
            index,
            (index,),
            sources,
            targets,
            0,
            0.66,
            attributed,
            index,
            None,
            None,
            condition,
            index in self.quoted,
        )
