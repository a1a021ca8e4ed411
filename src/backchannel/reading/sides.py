"""Who did it to whom: the sides of an event, found on the tree.

A side is a head word; `Tree.phrase` gives its noun phrase. What can act (a person, a group, an
organisation, a place that stands for its government) is told from what cannot (a plan, a bomb) by
the reader's entity types where they are there, by names, and by a list of nouns.
"""

from __future__ import annotations

from functools import cache

from backchannel.reading.patterns import VerbPattern
from backchannel.reading.tree import Tree
from backchannel.reading.wordlists import lines, sections

__all__ = [
    "VEHICLES",
    "Actors",
    "agents",
    "by_phrase",
    "heads_within",
    "inside",
    "objects",
    "patients",
    "state_words",
    "subjects",
]

_THEY = frozenset(sections("grammar_words.txt")["pronoun"])
_WHO = frozenset({"who", "which", "that", "whom"})
VEHICLES = frozenset(
    "helicopter aircraft jet tank plane drone bulldozer warship gunboat fleet convoy busload "
    "truckload lorryload planeload boatload".split()
)
_SAYING_NOUNS = frozenset(sections("saying.txt")["noun"])
_QUANTITIES = frozenset(sections("grammar_words.txt")["quantity"])
_AGENT_SUFFIXES = sections("grammar_words.txt")["agent suffix"]


@cache
def _nouns() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    found = sections("actors.txt")
    place, thing = frozenset(found["place"]), frozenset(found["thing"])
    return frozenset(found["actor"]) | (_party_nouns() - place - thing), place, thing


@cache
def _party_nouns() -> frozenset[str]:
    """Single nouns that the parties know as somebody: "the presidency", "the growers"."""
    rows = [line.split("\t") for line in lines("party_nouns.tsv")]
    return frozenset(
        row[0] for row in rows if " " not in row[0] and row[4] in ("state", "org", "people", "all")
    ) - {"capital"}


@cache
def state_words() -> frozenset[str]:
    """Return the last words of states' names ("Sudan" of "South Sudan")."""
    from backchannel.reading.gazetteer import states

    return frozenset(name.split()[-1] for place in states().values() for name in place.names)


class Actors:
    """Tells words that mean somebody from words that mean something.

    Parameters
    ----------
    tree : Tree
        The parsed text.
    """

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.kinds: dict[int, str] = {}
        for mention in tree.parse.mentions:
            self.kinds.setdefault(mention.head, mention.kind)
        self.named: dict[int, str] = {}
        for name in tree.parse.names:
            for k in range(name.first, name.last):
                self.named[k] = name.kind

    def is_actor(self, index: int) -> bool:
        """Return whether the word can mean somebody who acts."""
        tree = self.tree
        lower = tree.lower[index]
        lemma = tree.lemmas[index]
        actor, _, thing = _nouns()
        if lower in _THEY or tree.tokens[index].upos == "PRON":
            if lower == "it":
                return tree.rel(index) == "nsubj"
            return lower not in (
                "it",
                "this",
                "that",
                "there",
                "what",
                "which",
                "something",
                "nothing",
                "these",
                "those",
            ) or lower in ("it", "which")
        if lower in thing or lemma in thing:
            return False
        if lemma in VEHICLES and tree.rel(index) not in ("nsubj", "conj", "obl"):
            return False
        if lower == "state" and any(
            tree.lower[k] in ("emergency", "siege", "war", "affairs", "alert", "mind")
            for k in tree.kids[index]
        ):
            return False
        if lower in actor or lemma in actor:
            return True
        if tree.tokens[index].upos == "PROPN":
            if self.named.get(index) == "MISC":
                return False
            return lemma not in _TIMES
        if tree.tokens[index].upos in ("NUM", "DET"):
            if tree.tokens[index].upos != "NUM":
                return False
            alone = tree.rel(index) in ("nsubj", "obj") and not tree.dependents(index, "nmod")
            return self.kinds.get(index) == "person" or (alone and lower.isalpha())
        kind = self.kinds.get(index)
        if kind in ("person", "organization"):
            return True
        if tree.tokens[index].upos == "ADJ":
            return lower in actor
        return lower.endswith(_AGENT_SUFFIXES) and lemma not in thing

    def is_place(self, index: int) -> bool:
        """Return whether the word is a place or a thing that can be hit."""
        _, place, _ = _nouns()
        return (
            self.tree.lemmas[index] in place
            or self.kinds.get(index) == "place"
            or self.named.get(index) == "LOC"
        )

    def all_of(self, heads: list[int]) -> list[int]:
        """Return heads with their conjuncts, without repetition."""
        out: list[int] = []
        for head in heads:
            for k in self.tree.conjuncts(head):
                if k not in out:
                    out.append(k)
        return out


_TIMES = frozenset(sections("grammar_words.txt")["time"])


def _resolved(tree: Tree, index: int) -> int:
    """A relative pronoun as the noun it stands for."""
    if tree.lower[index] in _WHO and tree.tokens[index].upos in ("PRON", "SCONJ", "DET"):
        for up in tree.ancestors(index):
            if tree.rel(up) == "acl":
                head = tree.parent(up)
                if head is not None:
                    return head
            if tree.rel(up) not in ("conj", "xcomp", "ccomp", "advcl"):
                break
    return index


def subjects(tree: Tree, index: int, depth: int = 0) -> list[int]:
    """Return the heads of the logical subject of a predicate (of any voice), conjuncts apart.

    A predicate without a subject of its own takes that of the verb it is coordinated with, or that
    controls it; a participle takes the noun it modifies.
    """
    if depth > 6:
        return []
    own = tree.dependents(index, "nsubj", "csubj")
    own = [k for k in own if tree.tokens[k].deprel != "nsubj:outer"] or own
    if own:
        label = len(own) > 1 and tree.lower[own[0] + 1] == ":"
        return [_resolved(tree, own[1 if label else 0])]
    head = tree.parent(index)
    if head is None:
        return []
    relation = tree.tokens[index].deprel
    base = relation.partition(":")[0]
    if base == "conj":
        return subjects(tree, head, depth + 1)
    if base in ("xcomp", "ccomp"):
        if tree.is_nominal(head) and not tree.is_verb(head):
            return _noun_agents(tree, head)
        objects = tree.dependents(head, "obj", "iobj")
        if objects and tree.lemmas[head] not in ("promise", "threaten", "vow") and base == "xcomp":
            return objects[:1]
        return subjects(tree, head, depth + 1)
    if base == "advcl" or base == "parataxis":
        return subjects(tree, head, depth + 1)
    if base == "acl" and tree.tokens[index].xpos == "VBG" and tree.lemmas[head] in _SAYING_NOUNS:
        owners = _noun_agents(tree, head)
        up = next((a for a in tree.ancestors(head) if tree.is_verb(a)), None)
        if owners or up is not None:
            return owners or subjects(tree, up if up is not None else index, depth + 1)
    if base == "acl" and not relation.endswith("relcl"):
        if tree.tokens[index].xpos in ("VB",) or any(
            tree.lower[k] == "to" for k in tree.dependents(index, "mark")
        ):
            found = _noun_agents(tree, head)
            if found:
                return found
            up = tree.parent(head)
            if up is not None and tree.is_verb(up) and tree.rel(head) == "obj":
                return subjects(tree, up, depth + 1)
            return []
        return [head]
    if base in ("obl", "nmod", "obj"):
        up = next((a for a in tree.ancestors(index) if tree.is_verb(a)), None)
        return subjects(tree, up, depth + 1) if up is not None else []
    return []


def _noun_agents(tree: Tree, index: int) -> list[int]:
    return [k for k in tree.kids[index] if tree.tokens[k].deprel == "nmod:poss"][:1]


def by_phrase(tree: Tree, index: int) -> list[int]:
    """Return the agent of a passive ("by ...")."""
    found = tree.exactly(index, "obl:agent")
    if not found:
        found = [k for k in tree.dependents(index, "obl") if tree.case(k) == "by" and k > index]
    if not found:
        for other in tree.dependents(index, "obj", "nsubj"):
            found += [
                k for k in tree.dependents(other, "nmod") if tree.case(k) == "by" and k > index
            ]
    return found[:1]


def agents(tree: Tree, actors: Actors, index: int) -> list[int]:
    """Return who does what the verb says, in either voice."""
    if tree.is_passive(index):
        found = by_phrase(tree, index)
        doers = [
            k for k in actors.all_of(found) if actors.is_actor(k) or tree.tokens[k].upos == "PROPN"
        ]
        if not doers and tree.is_caused(index):
            return actors.all_of(subjects(tree, tree.tokens[index].head))
        return doers or _by_paper(tree, actors, index)
    return actors.all_of(subjects(tree, index))


_PAPERS = frozenset(
    "decree order ruling judgment law act ordinance edict directive circular warrant resolution "
    "proclamation regulation instruction statute bylaw vote decision injunction verdict".split()
)


def _by_paper(tree: Tree, actors: Actors, index: int) -> list[int]:
    """ "By a decree which the regent signed, crowds are banned": who made the paper does it."""
    for k in tree.dependents(index, "obl"):
        if tree.lemmas[k] not in _PAPERS or tree.case(k) not in ("by", "under", "in", "through"):
            continue
        owners = inside(tree, actors, k)
        for clause in tree.dependents(k, "acl") if not owners else ():
            own = by_phrase(tree, clause) if tree.is_passive(clause) else subjects(tree, clause)
            owners = [c for c in actors.all_of(own) if c != k and actors.is_actor(c)]
        if owners:
            return owners
    return []


def objects(tree: Tree, index: int) -> list[int]:
    """Return the heads of the object, or of the subject of a passive."""
    if tree.is_passive(index):
        found = tree.exactly(index, "nsubj:pass") or tree.dependents(index, "nsubj")
        if found:
            return [_resolved(tree, k) for k in found]
        if tree.rel(index) == "acl":
            head = tree.parent(index)
            return [head] if head is not None else []
        if tree.is_caused(index):
            return tree.had(tree.tokens[index].head)
        if tree.rel(index) in ("conj", "xcomp", "advcl"):
            return subjects(tree, index)
        return []
    found = [k for k in tree.dependents(index, "obj") if tree.case(k) not in _NO_OBJECT]
    if not found and any(tree.case(k) == "to" for k in tree.dependents(index, "obl")):
        # "gave the pilots to the bishop": some trees take whom for to whom
        found = tree.dependents(index, "iobj")
    if not found:
        # "charged and jailed the editor": one object for both
        for k in tree.dependents(index, "conj"):
            if tree.is_verb(k) and k - index <= 3 and not tree.dependents(k, "nsubj"):
                found = tree.dependents(k, "obj")
                break
    if not found and any(tree.tokens[k].deprel == "compound:prt" for k in tree.kids[index]):
        # "called in the envoy": some trees take the object for a phrase of time or place
        found = [
            k
            for k in tree.kids[index]
            if k > index
            and tree.tokens[k].deprel == "obl"
            and not tree.case(k)
            and tree.lemmas[k] not in _TIMES
        ][:1]
    if (
        not found
        and tree.lemmas[index] in ("send", "call", "order")
        and tree.lower[index + 1 : index + 2] == ("in",)
    ):
        # "threatened to send in the Ninth Brigade": no place
        found = [
            k
            for k in tree.dependents(index, "obl")
            if tree.case(k) == "in" and tree.lemmas[k] in _FORCES
        ]
    if not found and tree.rel(index) == "acl" and tree.tokens[index].deprel.endswith("relcl"):
        # "the offer which they rejected"
        own = tree.dependents(index, "nsubj")
        head = tree.parent(index)
        if own and head is not None and tree.lower[own[0]] not in _WHO:
            return [head]
    return [_resolved(tree, k) for k in found]


_FORCES = frozenset(
    "army police troop troops force brigade battalion regiment division soldier tank gendarme "
    "gendarmerie guard navy marine squad unit".split()
)
_NO_OBJECT = ("on", "upon", "at", "against")
_DEFAULT_PREPOSITIONS = (
    "against",
    "with",
    "to",
    "on",
    "at",
    "from",
    "of",
    "for",
    "between",
    "into",
    "toward",
    "towards",
    "over",
    "upon",
)


def patients(tree: Tree, actors: Actors, index: int, pattern: VerbPattern) -> list[int]:
    """Return whom the verb's act is directed at.

    Tried in the order the pattern names: ``obj`` (and ``iobj``), then the parties inside the
    object ("rejected Iran's proposal": Iran), then prepositional phrases.
    """
    order = pattern.targets or ("obj", "obj.poss", *_DEFAULT_PREPOSITIONS)
    for place in order:
        found: list[int] = []
        if place in ("obj", "iobj"):
            found = tree.dependents(index, "iobj") if not tree.is_passive(index) else []
            found = [k for k in actors.all_of(found) if actors.is_actor(k)]
            if not found:
                found = [k for k in actors.all_of(objects(tree, index)) if actors.is_actor(k)]
            if not found and pattern.type.value in ("ASSAULT", "COERCE"):
                for head in actors.all_of(objects(tree, index)):
                    if not actors.is_actor(head):
                        found += inside(tree, actors, head)
        elif place == "subj":
            found = agents(tree, actors, index)
        elif place in ("obj.poss", "poss"):
            for head in objects(tree, index):
                found += inside(tree, actors, head)
        else:
            for k in tree.kids[index]:
                if tree.rel(k) == "obl" and _last_word(tree.case(k)) == place:
                    found += [
                        c
                        for c in actors.all_of([k])
                        if actors.is_actor(c)
                        or (place in ("on", "against", "to", "with") and actors.is_place(c))
                    ]
            if not found and place in _ABOUT:
                for k in tree.dependents(index, "obl"):
                    if _last_word(tree.case(k)) == place and tree.lemmas[k] not in _TIMES:
                        found += inside(tree, actors, k)
            if not found:
                for head in tree.dependents(index, "obj", "obl"):
                    for k in tree.dependents(head, "nmod"):
                        if _last_word(tree.case(k)) == place:
                            found += [c for c in actors.all_of([k]) if actors.is_actor(c)]
        if found:
            return list(dict.fromkeys(found))
    for head in objects(tree, index):
        found = inside(tree, actors, head)
        if found:
            return found
    return []


_ABOUT = ("against", "over", "about", "at", "of")


def heads_within(tree: Tree, actors: Actors, heads: list[int]) -> list[int]:
    """Return heads with "thousands of", "a group of" and the like gone through."""
    out: list[int] = []
    for head in heads:
        node = head
        for _ in range(3):
            if tree.lemmas[node] not in _QUANTITIES and tree.lower[node] not in _QUANTITIES:
                break
            below = [
                k
                for k in tree.dependents(node, "nmod")
                if tree.case(k) == "of" and tree.is_nominal(k)
            ]
            if not below:
                break
            node = below[0]
        out += [k for k in actors.all_of([node]) if k not in out] if node != head else [head]
    return list(dict.fromkeys(out))


def _last_word(case: str) -> str:
    return case.split()[-1] if case else ""


def inside(tree: Tree, actors: Actors, head: int, depth: int = 0) -> list[int]:
    """Return the parties named inside a noun phrase: its owner, "by" phrases, demonyms."""
    owners = [k for k in tree.kids[head] if tree.tokens[k].deprel == "nmod:poss"]
    only_of = actors.is_place(head)
    found = [
        k for k in actors.all_of(owners) if tree.tokens[k].upos != "PRON" and (actors.is_actor(k))
    ]
    if found:
        return found
    places = ("by", "from", "against", "with", "between", "of", "to", "on", "for")
    for preposition in ("of",) if only_of else places:
        for k in tree.dependents(head, "nmod"):
            if _last_word(tree.case(k)) == preposition:
                found += [c for c in actors.all_of([k]) if actors.is_actor(c)]
                if not found and depth < 1:
                    found += inside(tree, actors, k, depth + 1)
        if found:
            return found
    for k in tree.dependents(head, "amod", "compound"):
        if (
            tree.tokens[k].text[:1].isupper()
            and (tree.tokens[k].upos in ("ADJ", "PROPN"))
            and actors.named.get(k) != "MISC"
            and tree.lower[k] not in _TIMES
        ):
            found.append(k)
    return found[:1]
