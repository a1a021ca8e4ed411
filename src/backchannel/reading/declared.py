"""Stands that somebody declares: answers, refusals in the first person, what is to stay or to go.

"Our answer is yes", "we shall do no such thing", "I do not talk through a barricade", "the order
stands", "she would rather wait than sign", "the bill went through the assembly", "he called the
paper a gift to thieves", "under a banner that reads FREE THE FIVE". Whose stand it is: the subject,
the owner of the answer, or whoever says the words (`backchannel.reading.voices.Voices`).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from backchannel.dossier.evidence import Stance
from backchannel.reading.sides import Actors, agents, objects
from backchannel.reading.tree import Tree
from backchannel.reading.voices import Leaning, Voices
from backchannel.reading.wordlists import sections

__all__ = ["declared"]

_NOT = frozenset(("not", "n't", "never"))
_FIRST = frozenset(("i", "we", "one"))
_REPLIES = frozenset("answer reply response verdict".split())
_WORDS = {"yes": True, "yea": True, "aye": True, "ja": True, "no": False, "nay": False}
_GIVING = frozenset("give send bring deliver add".split())
_DONE = frozenset("do".split())
_WILL = frozenset("will would shall 'll wo ca can do does".split())
_SHALL = frozenset("will shall wo 'll".split())
_WOULD = frozenset("would will wo".split())
_WEIGHING = frozenset(
    "study consider examine weigh review ponder mull assess evaluate reflect look think take "
    "deliberate".split()
)
_WEIGHED = frozenset(
    "offer proposal plan request demand draft deal idea suggestion invitation initiative option "
    "note notice terms condition paper text".split()
)
_PARTING = frozenset("leave quit exit abandon".split())
_JOINING = frozenset("join rejoin enter".split())
_PACTS = frozenset(
    "coalition alliance pact union bloc league treaty agreement accord deal talks negotiation "
    "commission council front cabinet".split()
)
_STANDING = frozenset("stand stay remain".split())
_STILL = frozenset("place force effect put valid".split())
_AWAY = frozenset("away out home aside apart behind closed empty idle shut".split())
_SHY = frozenset("see say be give name speak talk comment remain stay".split())
_SHOWING = frozenset("read say proclaim declare demand".split())
_BOARDS = frozenset(
    "banner placard poster sign slogan chant graffito graffiti leaflet cry shout".split()
)


@cache
def _lists() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in sections("polarity.txt").items()}


def declared(tree: Tree, actors: Actors, voices: Voices, index: int) -> Iterator[Leaning]:
    """Yield what a word declares.

    Parameters
    ----------
    tree : Tree
        The parsed text.
    actors : Actors
        Who can act in it.
    voices : Voices
        Who says what in it.
    index : int
        The word.
    """
    lower = tree.lower[index]
    if lower in _WORDS:
        yield from _reply(tree, actors, voices, index)
        return
    if tree.lemmas[index] in _BOARDS and tree.is_noun(index):
        yield from _board(tree, actors, index)
        return
    if not tree.is_verb(index):
        return
    lemma = tree.lemmas[index]
    if lemma in _DONE:
        yield from _no_such_thing(tree, actors, voices, index)
    if lemma in _STANDING:
        yield from _still(tree, actors, voices, index)
    yield from _rather(tree, actors, voices, index)
    yield from _will_not(tree, actors, voices, index)
    if lemma in _WEIGHING:
        yield from _weighs(tree, actors, voices, index)
    if lemma in _PARTING or lemma in _JOINING:
        yield from _parts(tree, actors, voices, index)
    if lemma in ("call", "describe", "brand", "label", "dub"):
        yield from _called(tree, actors, voices, index)


def _who(tree: Tree, actors: Actors, voices: Voices, heads: list[int]) -> tuple[int, ...]:
    """Actors among heads; those of the first person as whoever says the words."""
    heads = [k for k in heads if actors.is_actor(k) or tree.lower[k] in _FIRST or _ours(tree, k)]
    if heads and all(tree.lower[k] in _FIRST or _ours(tree, k) for k in heads):
        return voices.speakers(heads[0]) or voices.author(heads[0]) or tuple(heads)
    return tuple(heads)


def _ours(tree: Tree, index: int) -> bool:
    return tree.lower[index] in ("our", "my")


def _reply(tree: Tree, actors: Actors, voices: Voices, index: int) -> Iterator[Leaning]:
    """ "Our answer is no", "Norland gave the plan its yes", "said yes to the plan"."""
    stance = Stance.FOR if _WORDS[tree.lower[index]] else Stance.AGAINST
    noun = next((k for k in tree.dependents(index, "nsubj") if tree.lemmas[k] in _REPLIES), None)
    if noun is not None and tree.dependents(index, "cop"):
        owners = tree.exactly(noun, "nmod:poss") or [
            k for k in tree.dependents(noun, "nmod") if tree.case(k) in ("of", "from", "by")
        ]
        owners = owners or [k for k in tree.dependents(index, "nsubj") if _ours(tree, k)]
        if not owners and noun > 1 and tree.lower[noun - 1] in ("'s", "’s", "'", "’"):
            owners = [noun - 2]
        heads = _who(tree, actors, voices, actors.all_of(owners))
        about = [k for k in tree.dependents(noun, "nmod") if tree.case(k) in ("to", "on")]
        if heads:
            yield Leaning(heads, stance, index, next(iter(about), None), True, "answer")
        return
    verb = tree.parent(index)
    if verb is None or tree.rel(index) not in ("obj", "ccomp", "discourse"):
        return
    if not tree.is_verb(verb) or tree.lemmas[verb] not in _GIVING:
        return
    if not tree.exactly(index, "nmod:poss", "det"):
        return
    heads = _who(tree, actors, voices, agents(tree, actors, verb))
    about = [
        k
        for k in (*tree.dependents(index, "nmod"), *tree.dependents(verb, "obl", "iobj"))
        if (tree.case(k) in ("to", "") and not actors.is_actor(k) and tree.is_noun(k))
    ]
    if heads:
        yield Leaning(heads, stance, index, next(iter(about), None), True, "answer")


def _no_such_thing(tree: Tree, actors: Actors, voices: Voices, index: int) -> Iterator[Leaning]:
    """ "We shall do no such thing", "will do nothing of the kind", "will not do so"."""
    helpers = {tree.lower[k] for k in tree.dependents(index, "aux")}
    if not helpers & {"will", "shall", "would", "'ll", "wo"}:
        return
    below = tree.dependents(index, "obj", "advmod", "obl")
    negated = any(tree.lower[k] in _NOT for k in tree.kids[index])
    declines = any(
        (
            tree.lower[k] in ("thing", "favour", "favor")
            and {"no", "such"} <= {tree.lower[d] for d in tree.kids[k]}
        )
        or (
            tree.lower[k] == "nothing"
            and any(tree.lower[d] in ("kind", "sort") for d in tree.kids[k])
        )
        or (negated and tree.lower[k] in ("so", "that", "it", "this"))
        for k in below
    )
    if declines:
        heads = _who(tree, actors, voices, agents(tree, actors, index))
        if heads:
            yield Leaning(heads, Stance.AGAINST, index, None, True, "answer")


def _still(tree: Tree, actors: Actors, voices: Voices, index: int) -> Iterator[Leaning]:
    """ "The order stands", "the bill stays where it is", said by somebody: for it."""
    if tree.tokens[index].xpos not in ("VBZ", "VBP", "VB") or tree.dependents(index, "obj"):
        return
    if tree.rel(index) in ("advcl", "acl", "csubj"):
        return
    subject = next(iter(tree.dependents(index, "nsubj")), None)
    if subject is None or not tree.is_noun(subject) or actors.is_actor(subject):
        return
    for k in tree.dependents(index, "obl", "xcomp", "advmod"):
        where = tree.lower[k] in _STILL or tree.case(k) in ("until", "till", "as")
        if not where and (tree.rel(k) != "advmod" or tree.lower[k] in _AWAY):
            return
    helpers = {tree.lower[k] for k in tree.dependents(index, "aux")}
    if helpers - {"will", "shall", "must", "does", "do", "'ll", "wo"}:
        return
    heads = voices.speakers(index) or voices.author(index)
    if heads:
        negated = any(tree.lower[k] in _NOT for k in tree.kids[index])
        stance = Stance.AGAINST if negated else Stance.FOR
        yield Leaning(heads, stance, index, subject, True, "declared")


def _rather(tree: Tree, actors: Actors, voices: Voices, index: int) -> Iterator[Leaning]:
    """ "Would rather sit with a bishop than with a bailiff": for the first."""
    if not any(tree.lower[k] in ("rather", "sooner") for k in tree.dependents(index, "advmod")):
        return
    helpers = {tree.lower[k] for k in tree.dependents(index, "aux")}
    if not helpers & {"would", "'d", "will"}:
        return
    heads = _who(tree, actors, voices, agents(tree, actors, index))
    negated = any(tree.lower[k] in _NOT for k in tree.kids[index])
    if negated and tree.lemmas[index] in _SHY:
        return
    if heads:
        stance = Stance.AGAINST if negated else Stance.FOR
        yield Leaning(heads, stance, index, index, True, "declared")


def _will_not(tree: Tree, actors: Actors, voices: Voices, index: int) -> Iterator[Leaning]:
    """ "We will not load them", "the republic does not haggle with bandits", said by somebody."""
    if not any(tree.lower[k] in _NOT for k in tree.kids[index]) or tree.is_passive(index):
        return
    helpers = {tree.lower[k] for k in tree.dependents(index, "aux")}
    if not helpers & _WILL or helpers & {"did", "has", "have", "had"}:
        return
    subject = next(iter(tree.dependents(index, "nsubj")), None)
    if subject is None or tree.rel(index) in ("advcl", "acl", "csubj"):
        return
    if any(tree.lower[k] in ("a", "an", "some", "no") for k in tree.dependents(subject, "det")):
        return
    speakers = voices.speakers(index) or voices.author(index)
    if not speakers:
        return
    lemma = tree.lemmas[index]
    first = tree.lower[subject] in _FIRST
    reported = tree.lower[subject] in ("he", "she", "it", "they") and bool(helpers & _WOULD)
    if (first and helpers & _SHALL) or reported:
        meant = lemma not in _lists()["befalls"]
    else:
        named = actors.is_actor(subject) and tree.is_noun(subject)
        meant = (first or named) and lemma in _lists()["dealings"]
    if meant:
        yield Leaning(speakers, Stance.AGAINST, index, index, True, "declared")


def _weighs(tree: Tree, actors: Actors, voices: Voices, index: int) -> Iterator[Leaning]:
    """ "Would study the offer", "took note of the plan": neither yes nor no."""
    things = objects(tree, index) or [
        k for k in tree.dependents(index, "obl") if tree.case(k) in ("on", "at", "into", "over")
    ]
    topic = next((k for k in things if tree.lemmas[k] in _WEIGHED), None)
    if topic is None or tree.is_passive(index):
        return
    note = tree.lemmas[topic] in ("note", "notice")
    if (tree.lemmas[index] == "take") != note:
        return
    if any(tree.lower[k] in _NOT for k in tree.kids[index]):
        return
    if note:
        below = [*tree.dependents(topic, "nmod"), *tree.dependents(index, "obl")]
        topic = next((k for k in below if tree.case(k) == "of" and tree.is_noun(k)), topic)
    if not note and not (
        {tree.lower[k] for k in tree.dependents(index, "aux")} & {"will", "would", "is", "are",
         "was", "were", "'ll", "shall"}
    ):  # fmt: skip
        return
    subject = next(iter(tree.dependents(index, "nsubj", "expl")), None)
    reported = subject is not None and tree.tokens[subject].upos == "PRON"
    heads = voices.speakers(index) if reported else ()
    heads = heads or _who(tree, actors, voices, agents(tree, actors, index))
    if heads:
        yield Leaning(heads, Stance.UNCLEAR, index, topic, True, "declared")


def _parts(tree: Tree, actors: Actors, voices: Voices, index: int) -> Iterator[Leaning]:
    """ "My union has left that agreement", "the party rejoined the talks"."""
    topic = next((k for k in objects(tree, index) if tree.lemmas[k] in _PACTS), None)
    if topic is None or tree.is_passive(index) or tree.tokens[index].xpos == "VBG":
        return
    helpers = {tree.lower[k] for k in tree.dependents(index, "aux")}
    if helpers & {"would", "may", "might", "could", "can", "should"}:
        return
    if tree.rel(index) in ("advcl", "acl", "csubj") or any(
        tree.lower[k] in _NOT for k in tree.kids[index]
    ):
        return
    subject = next(iter(tree.dependents(index, "nsubj")), None)
    own = subject is not None and any(
        tree.lower[k] in ("my", "our") for k in tree.dependents(subject, "nmod")
    )
    heads = (voices.speakers(index) if own else ()) or _who(
        tree, actors, voices, agents(tree, actors, index)
    )
    if heads:
        stance = Stance.AGAINST if tree.lemmas[index] in _PARTING else Stance.FOR
        yield Leaning(heads, stance, index, topic, False, "act")


def _called(tree: Tree, actors: Actors, voices: Voices, index: int) -> Iterator[Leaning]:
    """ "Called the paper a gift to thieves": what the words of the complement think of it."""
    if tree.is_passive(index):
        return
    topic = next((k for k in objects(tree, index) if not actors.is_actor(k)), None)
    over = tree.parent(index)
    if topic is not None and tree.lower[topic] in ("which", "that") and over is not None:
        if tree.rel(index) == "acl" and not actors.is_actor(over):
            topic = over  # "the strike, which she described as blackmail"
    if topic is None or not tree.is_noun(topic):
        return
    lists = _lists()
    place = max(topic, index)
    below = [k for k in tree.dependents(index, "xcomp", "obl", "advcl", "ccomp") if k > place]
    words = {w for k in below for m in tree.subtree(k) for w in (tree.lower[m], tree.lemmas[m])}
    heads = _who(tree, actors, voices, agents(tree, actors, index))
    if heads and words & (lists["bad"] | lists["scorn"]):
        yield Leaning(heads, Stance.AGAINST, index, topic, True, "declared")
    elif heads and words & lists["good"]:
        yield Leaning(heads, Stance.FOR, index, topic, True, "declared")


def _board(tree: Tree, actors: Actors, index: int) -> Iterator[Leaning]:
    """ "Marched under a banner that reads FREE THE FIVE": what its first words want."""
    sentence = tree.parse.sentences[tree.tokens[index].sentence]
    reads = next(
        (k for k in range(index + 1, min(index + 4, sentence.last))
         if tree.lemmas[k] in _SHOWING or tree.lower[k] in ("reading", "saying", "demanding", ":")),
        None,
    )  # fmt: skip
    if reads is None:
        return
    words = [k for k in range(reads + 1, sentence.last) if tree.lower[k][:1].isalpha()]
    topic = next((k for k in words[1:7] if tree.tokens[k].upos in ("NOUN", "PROPN", "NUM")), None)
    if not words or topic is None or tree.lower[words[0]] in ("the", "a", "that"):
        return
    heads: list[int] = []
    for up in tree.ancestors(index):
        if tree.is_verb(up):
            heads = [k for k in agents(tree, actors, up) if actors.is_actor(k)]
            if heads:
                break
    if not heads:
        return
    first = tree.lower[words[0]]
    opposed = first in ("no", "down", "hands", "out", "never", "not", "enough", "against")
    opposed = (
        opposed or first in _lists()["against"] or tree.lemmas[words[0]] in _lists()["against"]
    )
    yield Leaning(
        tuple(heads), Stance.AGAINST if opposed else Stance.FOR, index, topic, True, "declared"
    )
