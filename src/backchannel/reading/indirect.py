"""Indirect questions: "asked how many had paid", "has not said who fired", "did not explain when".

What stands in one is not told: who asks, or is silent, leaves it open. Verbs of asking and of
knowing that take such clauses: Huddleston and Pullum, "The Cambridge Grammar of the English
Language" (2002), chapter 11, section 5.
"""

from __future__ import annotations

from backchannel.reading.tree import Tree
from backchannel.reading.wordlists import sections

__all__ = ["is_left_open", "is_question"]

_WORDS = {name: frozenset(entries) for name, entries in sections("disclaimers.txt").items()}
_OPENING = frozenset("who whom whose what which when where why how whether if".split())
_NOT = frozenset("not n't never no nobody nothing neither none without".split())


def is_question(tree: Tree, clause: int) -> bool:
    """Return whether a clause begins with a question word that belongs to it."""
    first = min(
        (k for k in tree.subtree(clause, ("conj", "parataxis")) if tree.tokens[k].upos != "PUNCT"),
        default=clause,
    )
    if tree.lower[first] in ("of", "on", "about", "to", "over", "as", "by", "from"):
        first += 1
    return first <= clause and tree.lower[first] in _OPENING


def is_left_open(tree: Tree, index: int) -> bool:
    """Return whether a predicate stands in a question that is asked or not answered.

    Parameters
    ----------
    tree : Tree
        The parsed text.
    index : int
        The predicate.
    """
    node = index
    for up in list(tree.ancestors(index))[:4]:
        relation = tree.rel(node)
        if relation in ("ccomp", "advcl", "acl", "obj", "obl", "csubj") and is_question(tree, node):
            return _opens(tree, up, node, relation)
        if relation not in ("conj", "xcomp"):
            return False
        node = up
    return False


def _opens(tree: Tree, up: int, clause: int, relation: str) -> bool:
    lemma = tree.lemmas[up]
    first = tree.lower[min(tree.subtree(clause, ("conj", "parataxis")))]
    if relation == "advcl" and (
        first not in ("when", "where", "how") or not _to_come(tree, clause)
    ):
        return False  # "said so when the police arrested him"
    if lemma in _WORDS["asking"]:
        return True
    if lemma not in _WORDS["answering"]:
        return False
    negated = any(tree.lower[k] in _NOT for k in tree.kids[up]) or any(
        tree.lower[k] in _NOT for k in tree.dependents(up, "nsubj", "obj")
    )
    # "did not explain why they were arrested" tells the arrest, "when they will be" does not
    return negated and (first not in ("why", "how") or _to_come(tree, clause))


def _to_come(tree: Tree, clause: int) -> bool:
    helpers = {tree.lower[k] for k in tree.dependents(clause, "aux", "cop")}
    return bool(helpers & {"will", "would", "shall", "'ll", "may", "might", "could", "can"})
