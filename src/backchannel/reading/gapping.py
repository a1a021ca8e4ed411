"""Acts whose verb is left out: "the rebels freed five sailors and the council eleven guards".

The parser hangs such a second clause on the object of the first as if it were one more thing. It is
told by a noun that stands right before a number where one noun phrase would hold none ("the council
eleven guards"), or by a name before a bare number ("Norland five, and Sudland three"). After
Huddleston and Pullum, *The Cambridge Grammar of the English Language* (2002), chapter 15, 4.2.
"""

from __future__ import annotations

from backchannel.reading.sides import Actors
from backchannel.reading.tree import Tree
from backchannel.reading.wordlists import sections

__all__ = ["gapped"]

_TIMES = frozenset(sections("grammar_words.txt")["time"])


def gapped(tree: Tree, actors: Actors, index: int) -> tuple[int, int] | None:
    """Return who acts in a clause without a verb, and what is acted upon; or None.

    Parameters
    ----------
    tree : Tree
        The parsed text.
    actors : Actors
        Who acts in it.
    index : int
        The verb of the clause before.
    """
    sentence = tree.parse.sentences[tree.tokens[index].sentence]
    own = tree.dependents(index, "nsubj")
    if not own or tree.is_passive(index):
        return None
    counted = any(
        tree.tokens[k].upos == "NUM"
        for thing in tree.dependents(index, "obj")
        for k in (thing, *tree.kids[thing])
    )
    if not counted:
        return None
    for k in range(index + 2, sentence.last - 2):
        if tree.lower[k] != "and":
            continue
        doer = k + 1
        while doer < sentence.last and (
            tree.rel(doer) in ("det", "amod") or tree.tokens[doer].upos in ("DET", "ADJ")
        ):
            doer += 1
        number = doer + 1
        if number >= sentence.last or tree.tokens[number].upos != "NUM":
            continue
        if tree.tokens[doer].upos not in ("NOUN", "PROPN") or not actors.is_actor(doer):
            continue
        if any(tree.is_verb(w) for w in range(k + 1, number + 1)):
            continue
        after = number + 1
        while after < sentence.last and tree.tokens[after].upos == "ADJ":
            after += 1
        if after < sentence.last and tree.lemmas[after] in _TIMES:
            continue  # "freed the crew, and the captain two days later"
        if after < sentence.last and tree.tokens[after].upos in ("NOUN", "PROPN"):
            return doer, after
        if after >= sentence.last or tree.tokens[after].upos == "PUNCT":
            return doer, number
    return None
