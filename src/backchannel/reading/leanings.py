"""What shows where somebody stands, besides demands, refusals and threats told as events.

Verbs of wanting and opposing ("wants the navy at sea"), acts that only a party to the dispute does
("set aside the licence", "signed the memorandum"), conditions ("unless X takes back the
dismissals"), nouns that hold a stand ("the operator's petition against the strike"), denials of
what will be ("there would be no talks"), and answers whose object stands in a sentence before
("Norland refused"). The words are in ``lexicon/polarity.txt``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from backchannel.dossier.evidence import Stance
from backchannel.reading.declared import declared
from backchannel.reading.sides import Actors, agents, objects
from backchannel.reading.tree import Tree
from backchannel.reading.voices import Leaning, Voices
from backchannel.reading.wordlists import sections

__all__ = [
    "COMING",
    "Leaning",
    "Voices",
    "find_leanings",
    "is_inverted",
    "is_measure",
    "is_supposed",
    "particle_verb",
]

_NOT = frozenset(("not", "n't", "never"))
_OPEN = frozenset("may might could can should must".split())
_SUPPOSED = frozenset("if whether unless until as though in case lest".split())
COMING = frozenset("come attend go".split())
"""Verbs that answer an invitation."""
_OTHERS = frozenset("have like".split()) | COMING
_POLITE = frozenset("know thank say think see add point remind stress note hear ask".split())
_SELF = frozenset("he she it they i we".split())
_INVERTED = frozenset(("had", "were", "should"))
_WILL = frozenset("will would shall 'll wo".split())
_GOES_ON = frozenset("stay remain continue hold strike keep wait go_on stand".split())
_NAMED = frozenset(("it",))
_OFFERED = frozenset("offer proposal invitation call suggestion idea challenge office".split())
_BEFALLS = frozenset("be have lose suffer die face fail".split())
_WORDS = frozenset("comment statement word detail announcement".split())
_CONDITIONS = frozenset("unless until if while long".split())
_PURPOSES = frozenset("demand oppose support defend denounce condemn".split())
_FIRST = frozenset(("i", "we"))
_ITEMS = 9
"""So many sentences before may say that a list of demands follows."""
_ASKING = frozenset("ask demand want request require call seek claim insist".split())
_FACTUAL = frozenset("insist maintain deplore decry".split())
_DUE = frozenset("must should shall will would 'll wo need".split())
_PRIVATE = frozenset("read visit watch listen sing dance eat drink travel study marry".split())
_PASSING = frozenset("go sail come get pass clear".split())
_ACTIVE = frozenset(("VBD", "VBZ", "VBP", "VBN", "VB", "VBG"))
_FINITE = frozenset(("VBD", "VBZ", "VBP"))
_TIME = frozenset(sections("grammar_words.txt")["time"])


@cache
def _lists() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in sections("polarity.txt").items()}


def particle_verb(tree: Tree, index: int) -> str:
    """Return the lemma of a verb with its particle ("take_back"), or the lemma alone."""
    for k in tree.kids[index]:
        if tree.tokens[k].deprel == "compound:prt":
            return f"{tree.lemmas[index]}_{tree.lower[k]}"
    sentence = tree.parse.sentences[tree.tokens[index].sentence]
    for k in range(index + 1, min(index + 3, sentence.last)):
        if tree.tokens[k].upos in ("ADV", "ADP", "PART"):
            joined = f"{tree.lemmas[index]}_{tree.lower[k]}"
            if joined in _particles():
                return joined
    for k in tree.dependents(index, "obj"):
        # "pulled its ship out of the zone": after the object
        after = tree.phrase(k)[1] if k > index else sentence.last
        if after < sentence.last and tree.tokens[after].upos in ("ADV", "ADP", "PART"):
            joined = f"{tree.lemmas[index]}_{tree.lower[after]}"
            if joined in _particles():
                return joined
    return tree.lemmas[index]


@cache
def _particles() -> frozenset[str]:
    return frozenset(w for words in _lists().values() for w in words if "_" in w)


def find_leanings(tree: Tree, actors: Actors, voices: Voices) -> Iterator[Leaning]:
    """Yield leanings in text order; several may rest on one word.

    Parameters
    ----------
    tree : Tree
        The parsed text.
    actors : Actors
        Who can act in it.
    voices : Voices
        Who says what in it.
    """
    lists = _lists()
    known = _PURPOSES.union(
        *(
            lists[name]
            for name in (
                "wants",
                "opposes",
                "accepts",
                "declines",
                "does",
                "undoes",
                "shows",
                "resolves",
            )
        )
    )
    for index, token in enumerate(tree.tokens):
        yield from declared(tree, actors, voices, index)
        if token.upos == "VERB":
            yield from _listed(tree, actors, voices, index)
            name = particle_verb(tree, index)
            if name in known or tree.lemmas[index] in known or tree.lemmas[index] in _OTHERS:
                yield from _verb(tree, actors, voices, index, name)
            elif tree.lemmas[index] == "be":
                yield from _denial(tree, actors, voices, index)
            elif tree.lemmas[index] in lists["helps"] or tree.lemmas[index] in lists["harms"]:
                yield from _effect(tree, actors, voices, index)
            if tree.lemmas[index] in _PASSING and tree.dependents(index, "obl", "obj"):
                yield from _passed(tree, actors, index)
            if token.xpos in _ACTIVE and name not in lists["shows"]:
                yield from _against(tree, actors, voices, index)
        elif token.upos == "NOUN" and tree.lemmas[index] in lists["nouns_for"]:
            yield from _noun(tree, actors, index, Stance.FOR)
        elif token.upos == "NOUN" and tree.lemmas[index] in lists["nouns_against"]:
            yield from _noun(tree, actors, index, Stance.AGAINST)
        elif tree.lower[index] in _CONDITIONS and tree.rel(index) in ("mark", "advmod", "case"):
            yield from _condition(tree, actors, voices, index)
        if token.upos in ("ADJ", "NOUN", "ADV") or token.deprel == "root":
            yield from _predicate(tree, actors, voices, index)


def _whose(tree: Tree, actors: Actors, voices: Voices, verb: int) -> tuple[int, ...]:
    """Who does it: its subject, or the speaker where that is "I" or "we"."""
    found = [k for k in agents(tree, actors, verb) if actors.is_actor(k)]
    if found and all(tree.lower[k] in _FIRST for k in found):
        return voices.speakers(found[0]) or tuple(found)
    return tuple(found)


def _verb(tree: Tree, actors: Actors, voices: Voices, index: int, name: str) -> Iterator[Leaning]:
    lists = _lists()
    helpers = tree.auxiliaries(index)
    lemma = tree.lemmas[index]
    if lemma == "have":
        yield from _has_done(tree, actors, voices, index)
        return
    if lemma == "like":
        yield from _would_like(tree, actors, voices, index)
        return
    if lemma in COMING:
        yield from _will_come(tree, actors, voices, index)
        return
    if lemma in _PURPOSES and _is_purpose(tree, index):
        topic = _topic(tree, actors, index, loose=True)
        heads = _whose(tree, actors, voices, index)
        if heads and topic is not None and tree.tokens[topic].upos != "PRON":
            stance = Stance.AGAINST if lemma in lists["opposes"] else Stance.FOR
            yield Leaning(heads, stance, index, topic, True, "verb")
        return
    negated = any(tree.lower[k] in _NOT for k in tree.kids[index])
    if tree.tokens[index].xpos not in _FINITE and not helpers:
        return
    if _OPEN & set(helpers) or is_supposed(tree, index):
        return
    if negated and (name in lists["opposes"] or name in lists["declines"]):
        return

    def has(section: str) -> bool:
        return name in lists[section] or (name == lemma and lemma in lists[section])

    heads = _whose(tree, actors, voices, index)
    if not heads:
        return
    if has("resolves"):
        resolved = _resolved(tree, index)
        if resolved is not None and not negated:
            turned = any(tree.lower[k] in _NOT for k in tree.kids[resolved])
            stance = Stance.AGAINST if turned else Stance.FOR
            yield Leaning(heads, stance, index, resolved, True, "verb")
            return
    if has("shows"):
        yield from _shown(tree, index, heads)
        return
    if has("resolves"):
        return
    act = has("does") or has("undoes")
    if act and "would" in helpers and not negated:
        return
    good = has("wants") or has("accepts") or has("does")
    stance = Stance.FOR if good != negated else Stance.AGAINST
    topic = _topic(tree, actors, index, loose=not act)
    if topic is not None and (
        _is_fact(tree, index, topic) or (has("wants") and _is_own_wish(tree, index, topic))
    ):
        return
    if name == "take_up" and any(tree.lower[k] == "again" for k in tree.kids[index]):
        return
    if name == "take_up" and topic is not None:
        if tree.tokens[topic].upos != "PRON" and tree.lemmas[topic] not in _OFFERED:
            return
    if act and (topic is None or not is_measure(tree, topic) or _in_a_year(tree, index)):
        return
    if topic is None or tree.tokens[topic].upos == "PRON":
        if (has("accepts") or has("declines")) and not helpers_of_doubt(helpers):
            yield Leaning(heads, stance, index, topic, True, "answer")
        return
    yield Leaning(heads, stance, index, topic, not act, "act" if act else "verb")


def _is_fact(tree: Tree, index: int, topic: int) -> bool:
    """ "Insists that no shot was fired": what is so; but "insists that he go", "must go"."""
    if tree.rel(topic) != "ccomp" or tree.lemmas[index] not in _FACTUAL:
        return False
    helpers = [k for k in tree.kids[topic] if tree.rel(k) in ("aux", "cop")]
    if {tree.lower[k] for k in helpers} & _DUE:
        return False
    return tree.tokens[min(helpers, default=topic)].xpos in _FINITE


def _is_own_wish(tree: Tree, index: int, topic: int) -> bool:
    """ "Wants to be home by Christmas": about oneself; but "wants to talk", "to end the strike"."""
    if tree.rel(topic) != "xcomp" or topic < index or tree.dependents(index, "obj"):
        return False
    if not tree.is_verb(topic) and not tree.dependents(topic, "cop"):
        return False
    if tree.is_passive(topic) or tree.dependents(topic, "cop"):
        return True
    return tree.lemmas[topic] in _lists()["befalls"] | _PRIVATE


@cache
def _measures() -> frozenset[str]:
    classes = sections("classes.txt")
    names = (
        "restriction", "agreement", "aid", "relations", "talks", "legal_measure", "rights",
        "strike_action",
    )  # fmt: skip
    return _lists()["measures"].union(*(classes[name] for name in names))


def is_measure(tree: Tree, topic: int) -> bool:
    """Return whether what is passed, signed, stopped or lifted is a thing that is disputed."""
    words = [topic, *tree.dependents(topic, "compound")]
    return any(tree.lemmas[k] in _measures() for k in words) or any(
        tree.lower[k] == "-" for k in range(max(0, topic - 1), topic)
    )


def _in_a_year(tree: Tree, index: int) -> bool:
    """ "Signed a treaty in January 2000": told with its year, it is background."""
    return any(
        len(tree.lower[k]) == 4 and tree.lower[k].isdigit() and tree.lower[k][:2] in ("19", "20")
        for k in tree.subtree(index, ("conj", "parataxis", "advcl", "acl"))
    )


def _is_purpose(tree: Tree, index: int) -> bool:
    """ "Walked to the palace to demand talks": an infinitive that says what for."""
    return tree.rel(index) == "advcl" and any(
        tree.lower[k] == "to" for k in tree.dependents(index, "mark")
    )


def _has_done(tree: Tree, actors: Actors, voices: Voices, index: int) -> Iterator[Leaning]:
    """ "Went to court to have the strike forbidden": the participle, for a purpose."""
    if not _is_purpose(tree, index):
        return
    below = [
        *tree.dependents(index, "xcomp", "ccomp", "acl"),
        *(k for thing in tree.dependents(index, "obj") for k in tree.dependents(thing, "acl")),
    ]
    done = next((k for k in below if tree.tokens[k].xpos == "VBN"), None)
    heads = _whose(tree, actors, voices, index)
    if done is not None and heads:
        yield Leaning(heads, Stance.FOR, index, index, True, "purpose")


def _would_like(tree: Tree, actors: Actors, voices: Voices, index: int) -> Iterator[Leaning]:
    """ "Would still like to read the contract": a wish, unless it is a figure of speech."""
    if not {"would", "should", "'d"} & {tree.lower[k] for k in tree.dependents(index, "aux")}:
        return
    wish = next((k for k in tree.dependents(index, "xcomp") if k > index), None)
    if wish is None or tree.lemmas[wish] in _POLITE or is_supposed(tree, index):
        return
    heads = _whose(tree, actors, voices, index)
    if heads:
        negated = any(tree.lower[k] in _NOT for k in tree.kids[index])
        yield Leaning(heads, Stance.AGAINST if negated else Stance.FOR, index, wish, True, "verb")


def _will_come(tree: Tree, actors: Actors, voices: Voices, index: int) -> Iterator[Leaning]:
    """ "She has said she will come", said of oneself: an answer to whoever invites."""
    helpers = {tree.lower[k] for k in tree.dependents(index, "aux")}
    subject = next(iter(tree.dependents(index, "nsubj")), None)
    if not helpers & _WILL or subject is None or is_supposed(tree, index):
        return
    if tree.dependents(index, "obj") or tree.lower[subject] not in _SELF:
        return
    if any(tree.rel(k) == "obl" and tree.lemmas[k] not in _TIME for k in tree.kids[index]):
        return
    over = tree.parent(index)
    if over is None or tree.rel(index) != "ccomp" or tree.lemmas[over] not in _said():
        return
    heads = voices.speakers(index)
    if heads:
        negated = any(tree.lower[k] in _NOT for k in tree.kids[index])
        stance = Stance.AGAINST if negated else Stance.FOR
        yield Leaning(heads, stance, index, None, True, "answer")


def _resolved(tree: Tree, index: int) -> int | None:
    """ "Voted to reject the deal", "resolved not to join": the infinitive."""
    for k in tree.dependents(index, "xcomp", "advcl", "ccomp"):
        if k > index and any(tree.lower[m] == "to" for m in tree.dependents(k, "mark")):
            return k
    return None


def _shown(tree: Tree, index: int, heads: tuple[int, ...]) -> Iterator[Leaning]:
    """ "Marched for the mine", "sang against it": the preposition says where they stand."""
    for k in tree.dependents(index, "obl", "advcl"):
        preposition = tree.case(k)
        if preposition not in ("for", "against") or tree.lemmas[k] in _TIME:
            continue
        if tree.tokens[k].upos == "NUM" or tree.dependents(k, "nummod"):
            continue
        stance = Stance.FOR if preposition == "for" else Stance.AGAINST
        yield Leaning(heads, stance, index, k, True, "shown")
        return


def _against(tree: Tree, actors: Actors, voices: Voices, index: int) -> Iterator[Leaning]:
    """ "Called its people out against the amnesty": whatever is done against a measure."""
    topic = next(
        (
            k
            for k in tree.dependents(index, "obl")
            if tree.case(k) == "against" and is_measure(tree, k) and not actors.is_actor(k)
        ),
        None,
    )
    if topic is None or is_supposed(tree, index) or tree.is_passive(index):
        return
    if any(tree.lower[k] in _NOT for k in tree.kids[index]):
        return
    heads = _whose(tree, actors, voices, index)
    if heads:
        yield Leaning(heads, Stance.AGAINST, index, topic, True, "shown")


def _passed(tree: Tree, actors: Actors, index: int) -> Iterator[Leaning]:
    """ "The law went through the Assembly by 41 votes": the Assembly is for it."""
    law = next(iter(tree.dependents(index, "nsubj")), None)
    if law is None or not is_measure(tree, law) or actors.is_actor(law):
        return
    if tree.tokens[index].xpos not in _FINITE and not tree.dependents(index, "aux"):
        return
    if {"not", "n't", "would", "could", "might", "may", "if"} & {
        tree.lower[k] for k in tree.kids[index]
    } or is_supposed(tree, index):
        return
    if tree.lemmas[index] in ("go", "sail", "come", "get"):
        houses = [k for k in tree.dependents(index, "obl") if tree.case(k) == "through"]
    else:
        houses = tree.dependents(index, "obj")
    heads = tuple(k for k in houses if actors.is_actor(k) and tree.is_noun(k))
    if heads:
        yield Leaning(heads, Stance.FOR, index, law, False, "act")


def helpers_of_doubt(helpers: Sequence[str]) -> bool:
    """Return whether auxiliaries leave open that it was done ("would accept")."""
    return "would" in helpers or "shall" in helpers


def is_supposed(tree: Tree, index: int) -> bool:
    """Return whether a verb stands under "if" or the like, in its clause or one above.

    "Had they wanted money" and "should they want it" suppose as well: the helper goes first.
    """
    for node in (index, *tree.ancestors(index)):
        if any(tree.lower[k] in _SUPPOSED for k in tree.dependents(node, "mark")):
            return True
        if is_inverted(tree, node):
            return True
        if tree.rel(node) in ("root", "ccomp", "parataxis"):
            return False
    return False


def is_inverted(tree: Tree, index: int) -> bool:
    """Return whether a helper that supposes stands before the subject, and no question mark."""
    helpers = [k for k in tree.kids[index] if tree.lower[k] in _INVERTED and k < index]
    subject = next(iter(tree.dependents(index, "nsubj")), None)
    if not helpers or subject is None or not helpers[0] < min(tree.subtree(subject)):
        return False
    sentence = tree.parse.sentences[tree.tokens[index].sentence]
    return tree.lower[sentence.last - 1] != "?"


def _topic(tree: Tree, actors: Actors, index: int, *, loose: bool) -> int | None:
    below = objects(tree, index)
    for k in below:
        if not actors.is_actor(k) or (loose and tree.lemmas[index] in ("want", "need")):
            return k
        if tree.lower[k] == "it":
            return k
    for k in tree.dependents(index, "xcomp", "ccomp"):
        return k
    if not loose:
        return None
    for k in tree.dependents(index, "obl"):
        if tree.case(k) in ("to", "for", "on", "against", "by", "with", "over"):
            if not actors.is_actor(k) and tree.lemmas[k] not in _TIME:
                if tree.lemmas[k] not in ("thanks", "thank", "pleasure", "regret"):
                    return k
    return None


def _denial(tree: Tree, actors: Actors, voices: Voices, index: int) -> Iterator[Leaning]:
    """ "There will be no talks", said by somebody: against talks."""
    helpers = [tree.lower[k] for k in tree.dependents(index, "aux")]
    if not {"will", "would", "can", "shall"} & set(helpers) or is_supposed(tree, index):
        return
    if not tree.dependents(index, "expl"):
        return
    for k in tree.dependents(index, "nsubj"):
        denied = any(tree.lower[d] == "no" for d in tree.dependents(k, "det"))
        heads = voices.speakers(index)
        if denied and heads and not actors.is_actor(k):
            yield Leaning(heads, Stance.AGAINST, index, k, True, "denial")


def _effect(tree: Tree, actors: Actors, voices: Voices, index: int) -> Iterator[Leaning]:
    """ "The mine would bring jobs", said by somebody: for what helps, against what harms."""
    heads = voices.speakers(index)
    if not heads or tree.is_passive(index) or is_supposed(tree, index):
        return
    subject = next(iter(tree.dependents(index, "nsubj")), None)
    if subject is None or not tree.is_noun(subject) or actors.is_actor(subject):
        return
    if not tree.dependents(index, "obj"):
        return
    good = tree.lemmas[index] in _lists()["helps"]
    negated = any(tree.lower[k] in _NOT for k in tree.kids[index])
    yield Leaning(
        heads, Stance.FOR if good != negated else Stance.AGAINST, index, subject, True, "effect"
    )


def _noun(tree: Tree, actors: Actors, index: int, stance: Stance) -> Iterator[Leaning]:
    """ "The operator's petition against the strike", "its refusal to sign"."""
    owners = tree.exactly(index, "nmod:poss") or [
        k for k in tree.dependents(index, "nmod") if tree.case(k) in ("of", "by", "from")
    ]
    heads = tuple(k for k in actors.all_of(owners) if actors.is_actor(k))
    if not heads:
        return
    for k in tree.dependents(index, "nmod", "acl"):
        if k <= index or k in heads:
            continue
        if tree.rel(k) == "acl":
            if any(tree.lower[m] == "to" for m in tree.dependents(k, "mark")) or is_wished(tree, k):
                yield Leaning(heads, stance, index, k, True, "noun")
                return
            continue
        preposition = tree.case(k)
        if preposition in ("for", "to", "on") and not actors.is_actor(k):
            yield Leaning(heads, stance, index, k, True, "noun")
            return
        if preposition in ("against", "over") and not actors.is_actor(k):
            yield Leaning(heads, Stance.AGAINST, index, k, True, "noun")
            return


def _condition(tree: Tree, actors: Actors, voices: Voices, index: int) -> Iterator[Leaning]:
    """ "... unless X takes it back": whoever says so, or would do the rest, is for it.

    "Until" and "if ... not" ask for it only where the rest is a refusal or a threat; "while" and
    "as long as" under a refusal are against what goes on.
    """
    clause = tree.parent(index)
    main = tree.parent(clause) if clause is not None else None
    if clause is None or main is None or tree.rel(clause) not in ("advcl", "acl", "ccomp", "dep"):
        return
    if not (tree.is_verb(clause) or tree.dependents(clause, "cop")):
        return
    own = [k for k in agents(tree, actors, main) if actors.is_actor(k)]
    told = voices.speakers(index) or _sayer(tree, actors, main) or voices.author(index)
    stance = _asked_by(tree, tree.lower[index], clause, main, bool(own or told))
    if stance is None:
        return
    loose = not own or any(
        tree.tokens[k].upos == "PRON" or tree.exactly(k, "nmod:poss") for k in own
    )
    heads = (told if loose else ()) or tuple(own)
    if heads:
        yield Leaning(heads, stance, index, clause, True, "condition")


def is_wished(tree: Tree, index: int) -> bool:
    """Return whether a clause with "that" is one of wishing: "that the tax be dropped"."""
    if not any(tree.lower[m] == "that" for m in tree.dependents(index, "mark")):
        return False
    helpers = [k for k in tree.kids[index] if tree.rel(k) in ("aux", "cop")]
    if helpers:
        first = min(helpers)
        return tree.lower[first] == "be" and tree.tokens[first].xpos == "VB"
    own = next(iter(tree.dependents(index, "nsubj")), None)
    plain = tree.tokens[index].xpos == "VB"
    return own is not None and (
        plain or (tree.lower[index] == tree.lemmas[index] and (tree.tokens[index].xpos == "VBP"))
    )


def _listed(tree: Tree, actors: Actors, voices: Voices, index: int) -> Iterator[Leaning]:
    """ "What do we ask? That the decree be withdrawn. That ...": each of what is asked for."""
    number = tree.tokens[index].sentence
    sentence = tree.parse.sentences[number]
    opening = {tree.lower[k] for k in range(sentence.first, min(sentence.first + 3, sentence.last))}
    if "that" not in opening or tree.rel(index) != "root" or not is_wished(tree, index):
        return
    for earlier in range(number - 1, max(-1, number - _ITEMS), -1):
        before = tree.parse.sentences[earlier]
        for k in range(before.first, before.last):
            if tree.is_verb(k) and tree.lemmas[k] in _ASKING:
                own = [x for x in agents(tree, actors, k) if actors.is_actor(x)]
                if own and all(tree.lower[x] in _FIRST for x in own):
                    own = list(voices.speakers(own[0]) or voices.author(own[0]) or own)
                if own:
                    yield Leaning(tuple(own), Stance.FOR, index, index, True, "verb")
                    return


def _sayer(tree: Tree, actors: Actors, main: int) -> tuple[int, ...]:
    """ "Unless the gates open, he told us, no lorry will pass": whoever says the whole."""
    over = tree.parent(main)
    if over is None or tree.rel(main) not in ("ccomp", "parataxis") or not tree.is_verb(over):
        over = next(iter(tree.dependents(main, "parataxis")), None)
    if over is None or not tree.is_verb(over) or tree.lemmas[over] not in _said():
        return ()
    return tuple(k for k in agents(tree, actors, over) if actors.is_actor(k))


@cache
def _said() -> frozenset[str]:
    return frozenset(sections("saying.txt")["say"])


def _asked_by(tree: Tree, mark: str, clause: int, main: int, told: bool) -> Stance | None:
    helpers = {tree.lower[k] for k in tree.dependents(main, "aux")}
    refused = any(tree.lower[k] in _NOT for k in tree.kids[main]) or any(
        tree.lower[d] == "no"
        for k in tree.dependents(main, "nsubj", "obj")
        for d in tree.dependents(k, "det")
    )
    if mark == "unless":
        return Stance.FOR
    if helpers & _OPEN or tree.lemmas[main] in _BEFALLS:
        return None
    if {"had", "would", "were"} & {tree.lower[k] for k in tree.dependents(clause, "aux")}:
        return None
    if any(tree.lemmas[k] in _WORDS for k in tree.dependents(main, "nsubj", "obj")):
        return None
    present = tree.tokens[main].xpos in ("VBZ", "VBP") or not tree.is_verb(main)
    goes_on = tree.lemmas[main] in _GOES_ON
    if not helpers & _WILL and not (told and (refused or (present and goes_on))):
        return None
    if mark == "until" and (refused or goes_on):
        return Stance.FOR
    if mark in ("while", "long") and refused:
        return Stance.AGAINST
    if mark == "if" and any(tree.lower[k] in _NOT for k in tree.kids[clause]):
        own = tree.dependents(clause, "nsubj")
        return (
            None
            if any(tree.lower[k] not in _NAMED and tree.tokens[k].upos == "PRON" for k in own)
            else Stance.FOR
        )
    if mark == "if" and told and _once_more(tree, clause):
        return Stance.AGAINST
    return None


def _once_more(tree: Tree, clause: int) -> bool:
    """ "If one more bomb falls", "if he fires again"."""
    if any(
        tree.lower[k] in ("again", "further", "ever") for k in tree.dependents(clause, "advmod")
    ):
        return True
    return any(
        tree.lower[d] in ("another", "more", "single", "further")
        for k in tree.dependents(clause, "nsubj", "obj")
        for d in tree.dependents(k, "amod", "det")
    )


def _predicate(tree: Tree, actors: Actors, voices: Voices, index: int) -> Iterator[Leaning]:
    """ "The bishops are opposed to the mine", "the port is in favour of it", "against it"."""
    lemma = tree.lower[index]
    stance, topic = Stance.AGAINST, None
    if lemma == "opposed":
        topic = next((k for k in tree.dependents(index, "obl") if tree.case(k) == "to"), None)
    elif lemma in ("favour", "favor", "support") and tree.case(index) == "in":
        stance = Stance.FOR
        topic = next((k for k in tree.dependents(index, "nmod") if tree.case(k) == "of"), None)
    elif tree.case(index) == "against" and tree.dependents(index, "cop"):
        topic = index
    if topic is None or not (lemma == "opposed" or tree.dependents(index, "cop")):
        return
    if any(tree.lower[k] in _NOT for k in tree.kids[index]):
        return
    heads = tuple(k for k in agents(tree, actors, index) if actors.is_actor(k))
    if heads and all(tree.lower[k] in _FIRST for k in heads):
        heads = voices.speakers(index) or heads
    if not heads:
        return
    if tree.tokens[topic].upos == "PRON":
        yield Leaning(heads, stance, index, None, True, "answer")
    else:
        yield Leaning(heads, stance, index, topic, True, "verb")
