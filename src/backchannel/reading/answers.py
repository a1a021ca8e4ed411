"""Acts told by an answer: "our answer is no", "would not hear of it", "we shall do no such thing".

No word of these names the act; only yes or no, or what is refused in a set phrase, does.
"""

from __future__ import annotations

from backchannel.dossier.evidence import EventType
from backchannel.reading.modality import View
from backchannel.reading.patterns import noun_class
from backchannel.reading.sides import objects
from backchannel.reading.tree import Tree

__all__ = ["answered", "apologises", "is_refusal", "warned_off", "would_be_welcome"]

_ANSWERS = frozenset("answer reply response verdict word reaction decision message".split())
_BUSINESS = frozenset("business concern affair".split())
_MATTERS = frozenset("matter affair business concern".split())
_COMING = frozenset("come attend appear turn show go send".split())
_MISDEEDS = frozenset(
    "delay mistake error raid attack killing shooting death deaths harm damage pain suffering hurt "
    "injustice wrong conduct behaviour behavior word words remark failure part role deed".split()
)
_YES = frozenset("yes aye".split())
_NO = frozenset("no nay never".split())


def answered(tree: Tree, index: int) -> tuple[EventType, tuple[int, ...]] | None:
    """Return what a predicate "yes" or "no" tells, and whose answer it is; None for other words.

    Parameters
    ----------
    tree : Tree
        The parsed text.
    index : int
        A word ("no" in "their answer was no").
    """
    word = tree.lower[index]
    if (word not in _YES and word not in _NO) or not tree.dependents(index, "cop"):
        return None
    for noun in tree.dependents(index, "nsubj"):
        if tree.lemmas[noun] in _ANSWERS:
            owners = [
                k
                for k in tree.kids[noun]
                if tree.tokens[k].deprel == "nmod:poss"
                or (tree.rel(k) == "nmod" and tree.case(k) in ("of", "from"))
            ]
            return (EventType.AGREE if word in _YES else EventType.REJECT), tuple(owners)
    return None


def warned_off(tree: Tree, index: int) -> bool:
    """Return whether a word says that it is no business of others ("none of their business").

    Parameters
    ----------
    tree : Tree
        The parsed text.
    index : int
        A word ("none", or "matter" in "an internal matter").
    """
    if not tree.dependents(index, "cop"):
        return False
    if tree.lower[index] == "none":
        below = tree.dependents(index, "nmod")
        return any(tree.lemmas[k] in _BUSINESS and tree.case(k) == "of" for k in below)
    return tree.lemmas[index] in _MATTERS and any(
        tree.lower[k] in ("internal", "domestic") for k in tree.dependents(index, "amod")
    )


def would_be_welcome(tree: Tree, index: int) -> bool:
    """Return whether a word says that somebody may come ("an envoy would be welcome")."""
    return (
        tree.lower[index] == "welcome"
        and bool(tree.dependents(index, "cop"))
        and any(tree.lower[k] in ("would", "will") for k in tree.dependents(index, "aux"))
        and not any(tree.lower[k] in ("not", "n't", "never") for k in tree.kids[index])
    )


def is_refusal(tree: Tree, index: int, seen: View) -> bool:
    """Return whether a verb refuses in a set phrase: it tells nothing unless it is negated.

    Parameters
    ----------
    tree : Tree
        The parsed text.
    index : int
        A verb.
    seen : View
        How it is presented.
    """
    lemma = tree.lemmas[index]
    to_come = seen.future or seen.would or seen.maybe
    if lemma in _COMING and not to_come and (seen.negated or _by_nobody(tree, index)):
        # "did not come to the talks", "nobody from the ministry came to the hearing"
        places = [
            k
            for k in tree.dependents(index, "obl")
            if tree.case(k) in ("to", "for", "at", "before")
        ]
        places += objects(tree, index) if lemma == "attend" else []
        return any(tree.lemmas[k] in noun_class("talks") for k in places)
    if lemma == "hear":
        return seen.negated and to_come and any(tree.lower[k] == "of" for k in _near(tree, index))
    if lemma in ("budge", "relent"):
        return seen.negated
    if lemma == "take" and seen.negated:
        return any(tree.lower[k] == "orders" for k in objects(tree, index))
    if lemma in ("leave", "move", "go", "stay") and tree.tokens[index].xpos == "VBG":
        # "we are not leaving", "we are staying": said to who wants them gone
        own = [tree.lower[k] for k in tree.dependents(index, "nsubj")]
        alone = not tree.dependents(index, "obj", "obl", "advcl", "xcomp")
        return bool(own) and own[0] in ("we", "i") and alone and seen.negated is (lemma != "stay")
    if lemma in ("vote", "say", "give", "answer", "reply"):
        # "voted no", "gave a firm no"
        return not to_come and any(
            tree.lower[k] == "no"
            and k > index
            and tree.rel(k) in ("obj", "discourse", "advmod", "xcomp", "ccomp", "obl")
            for k in tree.kids[index]
        )
    if lemma in ("do", "have"):
        for thing in objects(tree, index):
            words = {tree.lower[k] for k in tree.subtree(thing)}
            if to_come and lemma == "do" and ({"no", "such", "thing"} <= words):
                return True
            if to_come and lemma == "do" and "nothing" in words and words & {"kind", "sort"}:
                return True
            if lemma == "have" and {"none", "of"} <= words and words & {"it", "this", "that"}:
                return True
    return False


def _by_nobody(tree: Tree, index: int) -> bool:
    return any(
        tree.lower[k] in ("nobody", "none", "neither") for k in tree.dependents(index, "nsubj")
    )


def _near(tree: Tree, index: int) -> range:
    return range(index + 1, min(index + 3, len(tree.tokens)))


def apologises(tree: Tree, index: int) -> bool:
    """Return whether an adjective says that somebody is sorry for what they did.

    Parameters
    ----------
    tree : Tree
        The parsed text.
    index : int
        A word ("sorry" in "I am sorry that we fired").
    """
    if tree.lower[index] != "sorry" or not tree.dependents(index, "cop"):
        return False
    if any(tree.lower[k] in ("not", "n't", "never") for k in tree.kids[index]):
        return False
    own = [tree.lower[k] for k in tree.dependents(index, "nsubj")]
    for clause in tree.dependents(index, "ccomp"):
        doers = [tree.lower[k] for k in tree.dependents(clause, "nsubj")]
        if doers and own and (doers[0] in ("we", "i") or doers[0] == own[0]):
            return True
    if not tree.dependents(index, "obl", "xcomp", "ccomp", "advcl") and own:
        return own[0] in ("we", "i", "he", "she", "they")  # "the premier said he was sorry"
    return any(
        tree.case(k) == "for" and tree.tokens[k].upos == "NOUN" and tree.lemmas[k] in _MISDEEDS
        for k in tree.dependents(index, "obl")
    )
