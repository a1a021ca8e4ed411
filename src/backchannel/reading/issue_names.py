"""What an issue is called: a noun phrase or an act, not a clause cut off.

"The lamps are not burning by 15 May" is called "lamps burning by 15 May", "that the ship be
withdrawn" is "ship withdrawn", "its plan to raise the fee" is "plan to raise the fee". Words that
say nothing by themselves ("do so", "their names", "it") name no issue, and a stand on them is
dropped (`backchannel.reading.positions`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from backchannel.reading.sides import Actors, objects
from backchannel.reading.tree import Tree
from backchannel.reading.wordlists import sections

__all__ = ["issue_name"]

_LONGEST = 16
"""So many words of a text an issue may be called by."""
_TIME = frozenset(sections("grammar_words.txt")["time"])
_CUT = frozenset("unless if until till when whenever because while lest although though".split())
_LOOSE = frozenset("ADP DET CCONJ SCONJ PART AUX PUNCT".split())
_TAIL = frozenset("long so than more as such not".split())
_QUESTIONS = frozenset("what which who whom whatever how why where".split())
_BARE = frozenset(
    "do happen go be have become get appear seem say add tell know see come stay make take give "
    "put let".split()
)
"""Verbs that name no act without an object or somebody who does them."""
_NAMELESS = frozenset(
    "thing something anything nothing everything what it this that they them one name signature "
    "hand side cent lot bit kind sort way sake exception vein word eye head".split()
)
"""Nouns that name no issue."""
_ASIDE = ("acl:relcl", "parataxis", "appos")
_CLAUSES = ("mark", "advcl", "parataxis", "cc", "conj", "acl:relcl", "aux", "punct", "nsubj", "cop")


def issue_name(tree: Tree, actors: Actors, topic: int) -> str:
    """Return what to call the issue that a word heads, or "" if its words name none.

    Parameters
    ----------
    tree : Tree
        The parsed text.
    actors : Actors
        Who can act in it.
    topic : int
        The head word of the issue.
    """
    topic = _set_free(tree, topic)
    if tree.is_verb(topic):
        words = _act(tree, actors, topic)
    elif tree.dependents(topic, "cop", "nsubj"):
        words = _state(tree, actors, topic)
    else:
        words = _thing(tree, actors, topic)
    plain = words[:1] == [topic] and tree.tokens[topic].xpos in ("VBD", "VBZ")
    return _joined(tree, _trimmed(tree, words), tree.lemmas[topic] if plain else "")


def _set_free(tree: Tree, topic: int) -> int:
    """ "Set free the sixty": the verb, where a tree makes the adjective its complement."""
    over = tree.parent(topic)
    if tree.tokens[topic].upos in ("ADJ", "ADP", "ADV") and tree.rel(topic) == "xcomp":
        if over == topic - 1 and tree.is_verb(over) and not tree.dependents(topic, "cop"):
            return over
    return topic


def _thing(tree: Tree, actors: Actors, topic: int) -> list[int]:
    """A noun with what narrows it: no article, owner, date or "signed by ..."."""
    token = tree.tokens[topic]
    if tree.lemmas[topic] in _NAMELESS or tree.lower[topic] in _NAMELESS:
        return []
    if token.upos in ("PRON", "DET", "ADV"):
        return []
    over = tree.parent(topic)
    if over is not None and tree.lemmas[over] == "invite" and tree.case(topic) == "to":
        if token.upos == "PROPN":
            return [k for k in (topic - 1, topic) if tree.lower[k] == "to" or k == topic]
    if token.upos == "PROPN" and (actors.is_actor(topic) or actors.is_place(topic)):
        return []
    return _noun_phrase(tree, topic)


def _noun_phrase(tree: Tree, topic: int) -> list[int]:
    left_out: set[int] = set()
    for k in tree.kids[topic]:
        relation = tree.tokens[k].deprel
        dated = k > topic and tree.lemmas[k] in _TIME and tree.case(k) != "of"
        told = k > topic and tree.rel(k) == "acl" and _is_told(tree, k)
        pronoun = relation == "nmod:poss" and tree.lower[k] in _OWNERS
        apart = tree.rel(k) in ("case", "det", "cc", "conj", "appos", "parataxis")
        if dated or told or pronoun or apart or relation == "acl:relcl":
            left_out.update(tree.subtree(k))
    inside = {
        k for k in tree.subtree(topic, _ASIDE) if k not in left_out and abs(k - topic) <= _LONGEST
    }
    first = last = topic
    while first - 1 in inside:
        first -= 1
    while last + 1 in inside:
        last += 1
    return list(range(first, last + 1))


_OWNERS = frozenset("its their his her our my your".split())


def _is_told(tree: Tree, participle: int) -> bool:
    """ "Signed on 6 April by the Front": how it came about, no part of its name."""
    if tree.tokens[participle].xpos != "VBN":
        return False
    below = tree.dependents(participle, "obl", "obl:agent", "nmod")
    return not tree.kids[participle] or any(
        tree.case(k) == "by" or tree.lemmas[k] in _TIME for k in below
    )


def _subject(tree: Tree, actors: Actors, topic: int, plain: bool = False) -> list[int]:
    """The noun phrase that does or undergoes it, if it is one; for a plain act only a thing."""
    found = tree.dependents(topic, "nsubj")
    over = tree.parent(topic)
    if not found and over is not None:
        if tree.rel(topic) in ("xcomp", "ccomp") and tree.tokens[topic].xpos in ("VBN", "JJ"):
            found = tree.dependents(over, "obj")
        elif tree.rel(topic) == "acl" and tree.tokens[topic].xpos == "VBN":
            found = [over]
    for k in found:
        if tree.tokens[k].upos in ("NOUN", "PROPN", "NUM") and k < topic:
            if plain and actors.is_actor(k):
                return []
            words = _noun_phrase(tree, k)
            return words if len(words) < 7 else [w for w in words if w <= k]
    return []


def _state(tree: Tree, actors: Actors, topic: int) -> list[int]:
    """ "The road is free by noon": "road free by noon"."""
    below = _below(tree, topic)
    words = [k for k in below if abs(k - topic) <= _LONGEST and tree.tokens[k].upos != "AUX"]
    whose = _subject(tree, actors, topic)
    if not whose and tree.lower[topic] in _NAMELESS:
        return []
    first = whose[-1] if whose else -1
    return [*whose, *(k for k in words if k > first)]


def _act(tree: Tree, actors: Actors, topic: int) -> list[int]:
    """A verb with what it is done to; with its subject where it is passive, finite or bare."""
    words = [k for k in _below(tree, topic) if topic <= k <= topic + _LONGEST]
    for k in list(words):
        if tree.lower[k] in _QUESTIONS:
            words += [m for m in tree.subtree(k) if m > k and m not in words]
    words.sort()
    things = objects(tree, topic)
    bare = len([k for k in words if tree.lower[k].isalpha()]) == 1
    xpos = tree.tokens[topic].xpos
    passive = xpos == "VBN" and (tree.is_passive(topic) or tree.rel(topic) in ("xcomp", "acl"))
    finite = xpos in ("VBD", "VBZ", "VBP") or (xpos == "VBG" and tree.rel(topic) == "advcl")
    finite = finite or (xpos == "VBG" and bool(tree.dependents(topic, "aux")))
    whose: list[int] = []
    if passive or finite or bare or (tree.lemmas[topic] in _BARE and not things):
        whose = _subject(tree, actors, topic, plain=things[-1:] > [topic] and not passive)
    if not whose and tree.lemmas[topic] in _BARE and bare:
        return []
    if not whose and passive and bare:
        return []
    if things and all(tree.lower[k] in ("it", "this", "that", "so", "them") for k in things):
        if tree.lemmas[topic] in _BARE:
            return []
    return [*whose, *words]


def _below(tree: Tree, topic: int) -> list[int]:
    """A predicate and what belongs to it: not its subject, its helpers and other clauses."""
    found = [topic]
    for k in tree.kids[topic]:
        apart = tree.rel(k) in _CLAUSES or tree.tokens[k].deprel in _CLAUSES
        if not apart and tree.lower[k] not in ("not", "n't", "never"):
            found += tree.subtree(k, ("acl:relcl", "parataxis", "advcl"))
    return sorted(found)


def _trimmed(tree: Tree, words: Iterable[int]) -> list[int]:
    """Without what a condition adds, and without what only led on to words left out."""
    kept: list[int] = []
    for k in words:
        if kept and tree.lower[k] in _CUT:
            break
        kept.append(k)
        if len(kept) == _LONGEST:
            break
    while kept and _leads_on(tree, kept[-1]):
        kept.pop()
    while kept and tree.tokens[kept[0]].upos in ("PUNCT", "DET", "CCONJ", "SCONJ"):
        kept.pop(0)
    return kept


def _leads_on(tree: Tree, index: int) -> bool:
    token = tree.tokens[index]
    particle = token.deprel == "compound:prt" or tree.rel(index) == "advmod"
    if tree.lower[index] in _TAIL or tree.lower[index] in _OWNERS:
        return True
    return token.upos in _LOOSE and not particle and token.text not in ("%", ")")


def _joined(tree: Tree, words: Sequence[int], first: str) -> str:
    """The words as they stand in the text, or with another first word.

    A space stands where some between were left out.
    """
    out = ""
    for at, k in enumerate(words):
        token = tree.tokens[k]
        if at and (k != words[at - 1] + 1 or token.start > tree.tokens[k - 1].end):
            out += " "
        opens = not at and k == tree.parse.sentences[token.sentence].first
        plain = opens and token.upos not in ("PROPN", "NUM") and token.text[1:].islower()
        out += first if first and not at else token.text.lower() if plain else token.text
    for opening, closing in ("“”", "«»"):
        if (opening in out) != (closing in out):
            out = out.replace(opening, "").replace(closing, "")
    if "(" in out and ")" not in out:
        out = out[: out.index("(")]
    if out.count('"') % 2:
        out = out.replace('"', "")
    return " ".join(out.split()).strip(' ,.;:–—-“”"«»')
