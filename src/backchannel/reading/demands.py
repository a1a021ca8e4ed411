"""Demands told by a noun or by a bare clause: "the demand that the quay be vacated".

What is demanded is a clause under the noun, and who demands it stands before the noun or after
"of", "by" or "from"; the act in the clause has not been done. A sentence that is nothing but "that"
with a subjunctive ("That the ferry be restored.") is a demand of whose paper it stands in. After
Quirk et al., *A Comprehensive Grammar of the English Language* (1985), 3.59 and 14.24, on the
mandative subjunctive.
"""

from __future__ import annotations

from backchannel.reading.tree import Tree

__all__ = ["demanded_clause", "is_bare_demand"]

_DEMANDS = frozenset(
    "demand request call appeal plea insistence requirement petition entreaty stipulation "
    "recommendation".split()
)
_INDICATIVE = frozenset("will would is are was were has have had did does can could".split())


def demanded_clause(tree: Tree, index: int) -> int | None:
    """Return the verb of what a noun demands, or None.

    Parameters
    ----------
    tree : Tree
        The parsed text.
    index : int
        A noun ("demand" in "the demand that the quay be vacated", "call" in "the call for the men
        to be taken back").
    """
    if tree.lemmas[index] not in _DEMANDS:
        return None
    for clause in tree.dependents(index, "acl", "ccomp"):
        if not tree.is_verb(clause) or clause < index:
            continue
        marks = {tree.lower[k] for k in tree.dependents(clause, "mark")}
        if "that" in marks and _is_subjunctive(tree, clause):
            return clause
        if {"for", "to"} <= marks:
            return clause
    return None


def is_bare_demand(tree: Tree, index: int) -> bool:
    """Return whether a verb heads a sentence that only demands ("That the ferry be restored.").

    Parameters
    ----------
    tree : Tree
        The parsed text.
    index : int
        A verb.
    """
    if tree.rel(index) not in ("root", "parataxis"):
        return False
    first = tree.parse.sentences[tree.tokens[index].sentence].first
    return (
        tree.lower[first] == "that"
        and first < index
        and not any(_tells(tree, k) for k in (first + 1, first + 2))
        and any(first < k < index for k in tree.dependents(index, "nsubj"))
        and _is_subjunctive(tree, index)
    )


def _tells(tree: Tree, index: int) -> bool:
    """Whether a word is a verb with tense ("that is", "that ferry sank")."""
    return tree.lower[index] in _INDICATIVE or tree.tokens[index].xpos in ("VBZ", "VBD", "MD")


def _is_subjunctive(tree: Tree, clause: int) -> bool:
    """ "be vacated", "resign": a plain form where a form with tense would tell what is so."""
    helpers = {tree.lower[k] for k in tree.dependents(clause, "aux", "cop")}
    if helpers & _INDICATIVE:
        return False
    if "be" in helpers:
        return True
    return not helpers and tree.tokens[clause].xpos in ("VB", "VBP")
