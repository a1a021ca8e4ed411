"""Where in a sentence the act itself is told: what is demanded, threatened, offered or done.

"The panel directs the respondent to withdraw the levy within sixty days" asks for "to withdraw the
levy within sixty days"; "unless the gates are opened, no lorry will pass" threatens "will pass" on
a condition. The words are found in the tree (Universal Dependencies) and cited as they stand, so
that a draft of the conflict need not guess them from what else the sentence says.
"""

from __future__ import annotations

from collections.abc import Sequence

from backchannel.dossier.evidence import EventType
from backchannel.reading.found import Found
from backchannel.reading.tree import Tree

__all__ = ["act_told", "condition_told"]

_SPOKEN = frozenset(
    {
        EventType.REQUEST,
        EventType.THREATEN,
        EventType.AGREE,
        EventType.CONCEDE,
        EventType.SUPPORT,
        EventType.REJECT,
    }
)
"""Types that are often told by a word about words, with the act as its complement."""
_CLAUSES = ("xcomp", "ccomp", "acl", "advcl")
_WORD_FOR_WORDS = frozenset(
    "notice word warning assurance promise threat ultimatum undertaking pledge order vow guarantee "
    "signal instruction".split()
)
_LEFT = ("aux", "mark", "cop", "advmod")
_RIGHT = ("obj", "iobj", "obl", "xcomp", "ccomp", "advmod", "compound", "nmod", "fixed", "advcl")
_OF_A_NOUN = ("amod", "compound", "nummod", "nmod", "flat", "fixed", "det", "acl", "goeswith")
_MODALS = frozenset("will would shall should must 'll 'd".split())
_NOT_PART = frozenset("if unless until once though although while because as when after".split())
_LONGEST = 240


def act_told(tree: Tree, one: Found) -> tuple[int, int] | None:
    """Return the characters that tell what the act is, without its subject and its conditions.

    Parameters
    ----------
    tree : Tree
        Of the report.
    one : Found
        An event in terms of words.

    Returns
    -------
    tuple of (int, int) or None
        Half-open offsets; None where the sentence does not say (only "they refused").
    """
    head = _head(tree, one)
    other = _or_else(tree, head) if one.type is EventType.THREATEN else None
    if other is not None:
        head = other  # "to leave or face a blockade": the blockade is what is threatened
    if tree.lemmas[head] == "be" or tree.dependents(head, "cop"):
        # "admits that there are no minutes": a state, not an act; so much is said
        return tree.tokens[head].start, tree.tokens[head].end
    words = _of_verb(tree, head, one) if tree.is_verb(head) else _of_noun(tree, head)
    if not words:
        return None
    start, end = tree.tokens[min(words)].start, tree.tokens[max(words)].end
    return (start, end) if end - start <= _LONGEST else None


def condition_told(tree: Tree, one: Found) -> tuple[int, int] | None:
    """Return the characters of the clause on which the act depends ("unless ...", "if ...").

    It may stand before the act or after it; of a demand with an or-else ("leave or face a
    blockade") it is the demand. None where there is none.
    """
    marks = [one.condition] if one.condition is not None else []
    head = _head(tree, one)
    if one.type is EventType.THREATEN and _or_else(tree, head) is not None:
        return _characters(tree, _of_verb(tree, head, one))
    beside = [
        o for v in (head, one.token) if tree.rel(v) == "conj" and (o := tree.parent(v)) is not None
    ]
    for verb in dict.fromkeys((head, one.token, *beside)):
        for clause in tree.dependents(verb, "advcl"):
            if verb in beside and clause > verb:
                continue  # "if they stay, we shall close the port and ...": it holds for both
            marks += [k for k in tree.dependents(clause, "mark") if tree.lower[k] in _CONDITIONS]
            if _turned_round(tree, clause):
                return _characters(tree, tree.subtree(clause))
    for mark in marks:
        over = tree.parent(mark)
        if over is not None and head not in (below := tree.subtree(over)):
            return _characters(tree, below)
    return None


_MOVING = frozenset("leave go withdraw depart return stay remain".split())
_CONDITIONS = frozenset({"if", "unless", "until", "provided", "once"})
_TURNED = frozenset({"should", "were", "had"})


def _turned_round(tree: Tree, clause: int) -> bool:
    """ "Should that happen, ...", "Had the talks failed, ...": a condition without a mark."""
    own = tree.subtree(clause)
    first = next((k for k in own if tree.tokens[k].upos != "PUNCT"), clause)
    return (
        tree.lower[first] in _TURNED
        and first < clause
        and tree.rel(first) in ("aux", "cop")
        and any(first < k for k in tree.dependents(clause, "nsubj"))
    )


def _characters(tree: Tree, words: Sequence[int]) -> tuple[int, int]:
    listed = [k for k in words if tree.tokens[k].upos != "PUNCT"] or words
    return tree.tokens[min(listed)].start, tree.tokens[max(listed)].end


def _head(tree: Tree, one: Found) -> int:
    """The word that heads the act: what a demand, threat or promise is about, or the deed."""
    if one.type not in _SPOKEN:
        return one.token
    topic = one.topic
    if topic is None or (one.type is EventType.CONCEDE and tree.is_nominal(topic)):
        clause = _clause_of(tree, one.token)
        return one.token if clause is None else clause
    if tree.lemmas[topic] in _WORD_FOR_WORDS:
        for over in (topic, one.token):
            clause = _clause_of(tree, over)
            if clause is not None:
                return clause
    if topic != one.token and tree.is_nominal(topic) and _is_deed(tree, one):
        return one.token
    return topic


def _is_deed(tree: Tree, one: Found) -> bool:
    """Whether the word itself is the act and not a word about it: "will put duties on milk"."""
    return any(tree.lower[k] in _MODALS for k in tree.dependents(one.token, "aux"))


def _clause_of(tree: Tree, word: int) -> int | None:
    """The clause that says what is promised or threatened: "that ...", "to ..."."""
    for kid in tree.dependents(word, *_CLAUSES):
        marks = {tree.lower[k] for k in tree.dependents(kid, "mark")}
        if marks & _NOT_PART:
            continue
        if marks & {"to", "that"} or tree.rel(kid) in ("xcomp", "ccomp"):
            return kid
    return None


def _of_verb(tree: Tree, verb: int, one: Found) -> list[int]:
    """The verb with what stands before it of its form and what follows up to a new clause."""
    words = [verb]
    left = [k for k in tree.kids[verb] if k < verb and tree.rel(k) in _LEFT]
    subjects = [k for k in tree.kids[verb] if k < verb and tree.rel(k) in ("nsubj", "csubj")]
    after = max((max(tree.subtree(k)) for k in subjects), default=-1)
    words += [k for k in left if k > after and tree.lower[k] not in ("that", "so")]
    if tree.is_passive(verb) or _of_others(tree, verb, subjects, one):
        words += [w for k in subjects for w in tree.subtree(k, ("acl:relcl", "appos", "parataxis"))]
    for kid in tree.kids[verb]:
        if kid < verb:
            continue
        if tree.rel(kid) not in _RIGHT or not _belongs(tree, kid):
            if tree.rel(kid) == "punct" and tree.tokens[kid].text in "\"'“”‘’«»":
                continue
            break
        below = tree.subtree(kid, ("parataxis", "acl:relcl"))
        if tree.rel(kid) in ("obl", "advmod") and tree.lower[min(below) - 1] == ",":
            break  # "..., after a week of talks"
        words += below
    return words


def _or_else(tree: Tree, head: int) -> int | None:
    """What comes if the demand is not met: "to leave or bear the consequences"."""
    for kid in tree.dependents(head, "conj"):
        if kid > head and any(tree.lower[k] == "or" for k in tree.dependents(kid, "cc")):
            return kid
    return None


def _of_others(tree: Tree, verb: int, subjects: Sequence[int], one: Found) -> bool:
    """Whether the subject is what the act is about: "that attacks will resume".

    It is not where it is a side of the event, one of its own ("its members"), or a pronoun.
    """
    for subject in subjects:
        if tree.lower[subject] in ("who", "which", "that") or tree.tokens[subject].upos == "PRON":
            return False
        own = tree.exactly(subject, "nmod:poss")
        if any(tree.lower[k] in ("its", "their", "our", "his", "her", "my") for k in own):
            return False
        asked = subject in one.targets and one.type is EventType.REQUEST
        if asked and tree.lemmas[verb] in _MOVING:
            return True  # "that every foreign soldier leave": whose leaving it is
        if subject in one.sources or asked or verb == one.token:
            return tree.lower[min(tree.subtree(subject))] == "no"
    return bool(subjects)


def _belongs(tree: Tree, kid: int) -> bool:
    """Whether what follows a verb is part of the act: no condition, reason or comment."""
    if tree.rel(kid) != "advcl":
        return True
    marks = {tree.lower[k] for k in tree.dependents(kid, "mark")}
    return bool(marks) and marks <= {"to", "for", "from", "of"}


def _of_noun(tree: Tree, noun: int) -> list[int]:
    """The noun with what it is about, without relative clauses and appositions."""
    words = [noun]
    for kid in tree.kids[noun]:
        if tree.rel(kid) in _OF_A_NOUN and tree.tokens[kid].deprel != "acl:relcl":
            words += tree.subtree(kid, ("parataxis", "acl:relcl", "appos"))
    return words
