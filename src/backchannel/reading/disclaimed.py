"""Acts that a report names without saying that they happened: denied, doubted, feared, ascribed to
a plan, to nature, to a proverb.

What a predicate's own auxiliaries say is `backchannel.reading.modality`; this module asks what
stands over it. The words are in ``lexicon/disclaimers.txt``. Classes after R. Sauri and J.
Pustejovsky, "FactBank: a corpus annotated with event factuality" (2009), section 3: source
introducing predicates that give their complement a negative or an uncertain value.
"""

from __future__ import annotations

import re

from backchannel.reading.inflection import verb_lemma
from backchannel.reading.tree import Tree
from backchannel.reading.wordlists import sections

__all__ = ["DENYING", "RUMOURS", "by_nature", "is_disclaimed", "is_lore"]

_WORDS = {name: frozenset(entries) for name, entries in sections("disclaimers.txt").items()}
DENYING = _WORDS["deny"]
"""Verbs that say of something that it is not so."""
_NOT = frozenset({"not", "n't", "never", "no", "nothing", "neither", "hardly"})
_INSIDE = (
    "ccomp",
    "xcomp",
    "csubj",
    "acl",
    "advcl",
    "conj",
    "obj",
    "nsubj",
    "obl",
    "nmod",
    "appos",
)
_LORE = re.compile(
    r"\b(?:proverbs?|adage|fable|parable|fairy tale|legend has it|once upon a time"
    r"|as the (?:old )?(?:saying|song|joke) (?:goes|has it|says|runs)"
    r"|(?:museum|exhibition|film|movie|novel|play|opera|song|painting|poem|thriller|comedy|musical"
    r"|cartoon|video game) (?:that |which )?(?:tells|shows|ends|begins|opens|depicts|describes"
    r"|imagines|follows|recounts)"
    r"|an earlier version|(?:first|last|final|opening|\d+(?:st|nd|rd|th)) (?:minute|half|innings)"
    r"|kick-off|final whistle|half-time|touchline)\b|^(?:Correction|Clarification|Erratum)\b",
    re.IGNORECASE,
)


def is_lore(sentence: str) -> bool:
    """Return whether a sentence tells a proverb, a fable or what happens in a work of fiction.

    Examples
    --------
    >>> is_lore("An old proverb says that he who burns the house warms himself once.")
    True
    """
    return bool(_LORE.search(sentence))


def is_disclaimed(tree: Tree, index: int) -> bool:
    """Return whether what stands over a word says that its act did not happen, or may not have.

    Parameters
    ----------
    tree : Tree
        The parsed text.
    index : int
        The predicate or noun that names the act.

    Examples of what is found: "denied shelling", "rumours that X had fled", "it is not true that
    X attacked", "it was not the army that ...", "feared that X would ...", "reports of an attack
    were false", "refrained from expelling".
    """
    if _is_prevented(tree, index):
        return True
    if _almost(tree, index) or _yet_to(tree, index) or _is_habit(tree, index):
        return True
    if _waves_talk_away(tree, index) or _talk_of_the_town(tree, index):
        return True
    node, passed = index, 0
    for up in tree.ancestors(index):
        relation = tree.rel(node)
        if relation not in _INSIDE or passed > 5:
            return False
        if relation == "conj":
            if tree.dependents(node, "nsubj") and tree.is_verb(node):
                return False  # a clause of its own beside another
        elif _disclaims(tree, up, node, relation) or _hearsay(tree, up, node, relation):
            return True
        elif relation in ("advcl", "obl") and not _governs(tree, node):
            return False
        node, passed = up, passed + 1
    return False


def _governs(tree: Tree, node: int) -> bool:
    """Whether a clause or phrase is asked for by the word above it, not merely added to it."""
    marks = {tree.lower[k] for k in tree.dependents(node, "mark", "case")}
    return bool(marks & {"of", "from", "about", "that", "in", "to"})


def _disclaims(tree: Tree, up: int, node: int, relation: str) -> bool:
    token = tree.tokens[up]
    lemma = verb_lemma(tree.lower[up]) if token.xpos.startswith("V") else tree.lemmas[up]
    verbal = token.xpos.startswith("V") or tree.is_verb(up)
    negated = any(tree.lower[k] in _NOT for k in tree.kids[up])
    if verbal and relation in ("ccomp", "xcomp", "advcl", "obl", "obj", "csubj"):
        below = verb_lemma(tree.lower[node]) if tree.tokens[node].xpos.startswith("V") else ""
        if lemma in _WORDS["deny"] and not negated and (below or relation != "obl"):
            return True
        if lemma in _AVERT and relation == "obj" and tree.is_noun(node) and not negated:
            return True  # "to prevent the eviction of the village"
        if lemma in _WORDS["feign"] and relation in ("obj", "xcomp") and not negated:
            return True
        if lemma in _WORDS["refrain"] and tree.tokens[node].xpos == "VBG":
            return True
        if lemma in _WORDS["doubt"] and relation in ("ccomp", "csubj"):
            return True
        if lemma in _WORDS["foresee"] and relation == "ccomp" and _not_done(tree, node):
            return True
        if relation in ("xcomp", "ccomp") and lemma == "say" and tree.is_passive(up):
            return _not_done(tree, node)
        if relation in ("ccomp", "xcomp") and _is_text(tree, up):
            return True
        if relation == "ccomp" and lemma in ("suggest", "indicate", "show", "prove"):
            if any(tree.lower[a] in ("nothing", "little") for a in tree.ancestors(up)):
                return True
    if relation in ("ccomp", "csubj", "acl", "nmod"):
        # "no evidence was found that ...", "no sign of an attack"
        for noun in (up, *tree.dependents(up, "nsubj")):
            if tree.lemmas[noun] in _WORDS["evidence"] and any(
                tree.lower[k] in ("no", "little", "any", "without") for k in tree.kids[noun]
            ):
                return True
    if relation in ("csubj", "nsubj") and lemma == "correspond" and _none(tree, up):
        return True  # "That truncheons were used does not correspond to the truth"
    if relation in ("ccomp", "csubj", "advcl", "acl"):
        # "it is not true that ...", "it was not the army that ..."
        if tree.lower[up] in _WORDS["true"] and negated:
            return True
        if tree.lower[up] in _WORDS["false"]:
            return True
        if relation == "acl" and negated and _is_cleft(tree, up):
            return True
    if relation in ("acl", "nmod", "ccomp", "advcl") and tree.is_noun(up):
        clause = relation != "nmod" or tree.case(node) in ("of", "about", "on", "that")
        if clause and tree.lemmas[up] in _WORDS["rumour"]:
            return not tree.tokens[node].deprel.endswith("relcl") or _is_content(tree, node)
        if clause and tree.lemmas[up] in _WORDS["report"]:
            return _is_refuted(tree, up)
    return False


_AVERT = frozenset(("prevent", "avert", "forestall", "foil", "thwart"))
RUMOURS = frozenset("rumour rumor gossip hearsay".split())
_TALK = frozenset("report rumour rumor speculation talk suggestion gossip story".split())


def _waves_talk_away(tree: Tree, index: int) -> bool:
    """ "rejected reports that X had fired", "dismisses talk of a truce": a denial, and no act."""
    token = tree.tokens[index]
    lemma = verb_lemma(tree.lower[index]) if token.xpos.startswith("V") else ""
    if lemma not in _WORDS["refute"] or lemma in DENYING:
        return False
    return any(
        tree.lemmas[k] in _TALK
        and any(
            tree.rel(d) in ("acl", "ccomp") or (tree.rel(d) == "nmod" and tree.case(d) == "of")
            for d in tree.kids[k]
        )
        for k in tree.dependents(index, "obj")
    )


_OF_THE_TOWN = re.compile(
    r"\b(?:it (?:is|was|has been) all over (?:the )?\w+"
    r"|word (?:goes|went|has gone|is going|was going) (?:round|around)|rumou?r has it"
    r"|(?:the )?(?:talk|whisper|story|gossip) (?:in \w+ (?:\w+ )?)?(?:is|was|goes|went)"
    r"|(?:people|they) whisper)\b[^.;]{0,40}\bthat\b"
)


def _talk_of_the_town(tree: Tree, index: int) -> bool:
    """ "It was all over town that the minister had left": what nobody in particular tells."""
    sentence = tree.parse.sentences[tree.tokens[index].sentence]
    before = " ".join(tree.lower[sentence.first : index])
    return _OF_THE_TOWN.search(before) is not None


def _hearsay(tree: Tree, up: int, node: int, relation: str) -> bool:
    """Whether it is what nobody in particular tells, or what the next sentence takes back.

    "They write on Facebook that the mayor is resigning", "We reported that guards had fired. They
    did not." What residents told a reporter ("people said soldiers had fired") is no hearsay.
    """
    if relation not in ("ccomp", "csubj") or not tree.is_verb(up):
        return False
    lemma = verb_lemma(tree.lower[up])
    if any(tree.lemmas[k].lower() in RUMOURS for k in tree.dependents(up, "nsubj")):
        return True  # "rumour had it that ..."
    if lemma in _WORDS["bandy"] and any(
        tree.lower[k] in ("about", "around", "abroad", "round") for k in range(up + 1, node)
    ):
        return True  # "they are spreading it about that ..."
    if lemma in ("say", "rumour", "rumor", "whisper", "claim", "allege") and tree.is_passive(up):
        if any(tree.lower[k] == "it" for k in tree.dependents(up, "expl", "nsubj")):
            return not tree.dependents(up, "obl:agent")  # "it has been said in town that ..."
    if lemma == "report" and tree.is_passive(up) and not tree.dependents(up, "obl:agent"):
        if any(tree.lower[k] == "it" for k in tree.dependents(up, "expl", "nsubj", "nsubj:pass")):
            return _none_of_it(tree, node) or _taken_back(tree, node)
    if relation != "ccomp" or lemma not in _WORDS["tell"]:
        return False
    own = tree.dependents(up, "nsubj")
    if any(tree.lemmas[k] in _WORDS["audience"] for k in own):
        return True  # "a listener writes that ..."
    if any(tree.lower[k] in _WORDS["anybody"] and not tree.dependents(k, "acl") for k in own):
        around = tree.dependents(up, "obl", "advmod")
        if any(tree.lower[k] in _WORDS["medium"] for k in around):
            return True
    if tree.is_passive(up) or any(tree.lower[k] in _WORDS["anybody"] for k in own):
        if _denied_after(tree, node):
            return True
    if lemma == "claim" and not any(tree.lower[k] == "we" for k in own):
        # "some claim we asked for it": said of the speaker, who does not own it
        if any(tree.lower[k] == "we" for k in tree.dependents(node, "nsubj")):
            return True
    return _taken_back(tree, node)


def _denied_after(tree: Tree, node: int) -> bool:
    """ "It is said that he offered them money; his office denied that"."""
    sentence = tree.parse.sentences[tree.tokens[node].sentence]
    return any(
        tree.tokens[k].upos == "VERB"
        and tree.lemmas[k] in DENYING
        and any(tree.lower[o] in ("that", "this", "it") for o in tree.dependents(k, "obj"))
        for k in range(node + 1, sentence.last)
    )


def _taken_back(tree: Tree, node: int) -> bool:
    """Whether a sentence of a few words follows and says that it is not so ("They did not")."""
    sentence = tree.tokens[node].sentence
    first = node
    while first < len(tree.tokens) and tree.tokens[first].sentence == sentence:
        first += 1
    if first + 1 < len(tree.tokens) and tree.lower[first + 1] == ":":
        first += 2  # "REPORTER: He is not."
    following = tree.tokens[first].sentence if first < len(tree.tokens) else -1
    last = first
    while last < len(tree.tokens) and tree.tokens[last].sentence == following:
        if tree.lower[last] in (".", ";", "!"):
            break
        last += 1
    words = [w for w in tree.lower[first:last] if w.isalpha() or w in _NOT]
    if first < last and tree.lower[first].rstrip(".!") == "no":
        # "No.", "No, she was not even there"; but "no shot was fired" goes on with a noun
        return tree.lower[first] != "no" or tree.lower[first + 1] in (",", ".", "!", ";")
    if not 2 <= len(words) <= 6 or words[0] not in _TAKES_UP:
        return False
    if words[-1] in _NOT and words[1] in _DID:
        return True
    if words[1] in _DID and words[2:] in (["not", "so"], ["n't", "so"], ["not", "the", "case"]):
        return True
    if len(words) > 2 and words[0] in ("that", "this", "it") and words[1] in ("is", "was"):
        if words[-1] in _WORDS["false"] or (words[2] in _NOT and words[-1] in _WORDS["true"]):
            return True  # "That is not correct."
    return words[0] in ("that", "this", "it") and words[-1] in _WORDS["retract"]


def _none_of_it(tree: Tree, node: int) -> bool:
    """Whether the next sentence denies it of all: "No tap has been closed"."""
    sentence = tree.tokens[node].sentence
    after = next(
        (k for k in range(node, len(tree.tokens)) if tree.tokens[k].sentence > sentence), -1
    )
    return after >= 0 and tree.lower[after] in ("no", "nobody", "none", "nothing", "neither")


_TAKES_UP = frozenset("they he she it that this we none nobody".split())
_DID = frozenset("did had was were has have is are does do".split())


def _is_text(tree: Tree, verb: int) -> bool:
    """Whether it is a law or a contract that says, allows or forbids it."""
    own = tree.dependents(verb, "nsubj")
    return any(tree.lemmas[k] in _WORDS["text"] for k in own)


def _is_content(tree: Tree, clause: int) -> bool:
    """Whether a clause on "that" is what a noun says ("reports that X had gone"), not about it."""
    that = [k for k in tree.kids[clause] if tree.lower[k] == "that" and k < clause]
    own = [k for k in tree.dependents(clause, "nsubj") if tree.lower[k] not in ("that", "which")]
    return bool(that) and bool(own)


def _is_refuted(tree: Tree, noun: int) -> bool:
    """Whether reports or claims are called wrong: "were false", "denied reports", "contrary to"."""
    if tree.case(noun) in ("contrary to", "despite"):
        return True
    for up in list(tree.ancestors(noun))[:2]:
        lemma = verb_lemma(tree.lower[up]) if tree.tokens[up].xpos.startswith("V") else ""
        if lemma in _WORDS["refute"] and tree.rel(noun) in ("obj", "nsubj"):
            return True
        around = {tree.lower[k] for k in tree.kids[up]} | {tree.lower[up]}
        if lemma == "correspond" and _none(tree, up):
            return True  # "do not correspond to reality"
        if around & _WORDS["false"] or (
            around & {"foundation", "basis", "truth"} and _none(tree, up)
        ):
            return True
    return False


def _none(tree: Tree, up: int) -> bool:
    below = tree.subtree(up)
    return any(tree.lower[k] in ("without", "no", "not", "any", "little") for k in below)


def _is_cleft(tree: Tree, up: int) -> bool:
    own = tree.dependents(up, "nsubj", "expl")
    return bool(tree.dependents(up, "cop")) and any(tree.lower[k] == "it" for k in own)


def _not_done(tree: Tree, node: int) -> bool:
    """Whether a clause speaks of what is to come or may be, not of what was done."""
    helpers = {tree.lower[k] for k in tree.dependents(node, "aux", "cop")}
    if helpers & {"will", "would", "may", "might", "could", "can", "should", "'ll", "shall"}:
        return True
    return tree.tokens[node].xpos in ("VB", "VBP", "VBZ") and not helpers


def _almost(tree: Tree, index: int) -> bool:
    return any(
        tree.lower[k] in _WORDS["almost"] and k < index for k in tree.dependents(index, "advmod")
    )


def _is_habit(tree: Tree, index: int) -> bool:
    """ "Every spring they block the road", "some day somebody will be shot": on no day told."""
    words = {tree.lower[k] for k in tree.subtree(index, ("acl", "acl:relcl", "advcl", "ccomp"))}
    kids = [tree.lower[k] for k in tree.dependents(index, "advmod")]
    present = tree.tokens[index].xpos in ("VBP", "VBZ")
    if present and (any(k in _WORDS["usually"] for k in kids) or _every(tree, index)):
        return True
    return bool(words & {"someday", "eventually"}) or any(
        tree.lower[k] == "day"
        and any(tree.lower[d] in ("some", "one") for d in tree.kids[k])
        and not tree.case(k)
        for k in tree.dependents(index, "obl")
    )


def _every(tree: Tree, index: int) -> bool:
    return any(
        tree.lower[d] in ("every", "each")
        for k in tree.dependents(index, "obl")
        for d in tree.dependents(k, "det")
    )


def _is_prevented(tree: Tree, index: int) -> bool:
    """ "prevented the march called by the union": part of what did not come about."""
    head = tree.parent(index)
    if tree.rel(index) != "acl" or head is None:
        return False
    if tree.rel(head) == "nsubj":
        # "the talks planned for Friday did not take place"
        over = tree.parent(head)
        return (
            over is not None
            and tree.is_verb(over)
            and tree.lemmas[over] in _WORDS["befall"]
            and any(tree.lower[k] in _NOT for k in tree.kids[over])
        )
    if tree.rel(head) != "obj":
        return False
    over = tree.parent(head)
    return over is not None and tree.is_verb(over) and tree.lemmas[over] in _WORDS["prevent"]


def _yet_to(tree: Tree, index: int) -> bool:
    """ "have yet to begin", "the sides are yet to meet", "have yet to be charged, or released"."""
    first = index
    while tree.rel(first) == "conj" and not tree.dependents(first, "nsubj", "aux", "mark"):
        first = tree.tokens[first].head
    marks = tree.dependents(first, "mark")
    to = next((k for k in marks if tree.lower[k] == "to"), None)
    return to is not None and to > 0 and tree.lower[to - 1] == "yet"


def by_nature(tree: Tree, index: int, sources: tuple[int, ...] | list[int]) -> bool:
    """Return whether it is weather, illness or an accident that kills and destroys here.

    A participle without a subject of its own takes the verb above it: "the bus crashed, killing".
    """
    if any(tree.lemmas[k] in _WORDS["nature"] for k in sources):
        return True
    node = index
    if tree.rel(node) in ("advcl", "xcomp", "conj") and not tree.dependents(node, "nsubj"):
        head = tree.parent(node)
        if head is not None and tree.is_verb(head):
            if tree.lemmas[head] in _WORDS["accident"]:
                return True
            own = tree.dependents(head, "nsubj")
            return any(tree.lemmas[k] in _WORDS["nature"] for k in own)
    if tree.is_passive(node):
        by = [k for k in tree.dependents(node, "obl") if tree.case(k) in ("by", "in")]
        return any(tree.lemmas[k] in _WORDS["nature"] for k in by)
    return False
