"""One event where several words of a sentence tell the same."""

from __future__ import annotations

from dataclasses import replace

from backchannel.dossier.evidence import EventType, Modality
from backchannel.reading.found import Found
from backchannel.reading.named_acts import WORDS
from backchannel.reading.tree import Tree

__all__ = ["harm_of", "merged"]

_VERBAL = (EventType.THREATEN, EventType.REQUEST, EventType.AGREE, EventType.ACCUSE)


def merged(tree: Tree, found: list[Found]) -> list[Found]:
    """One event where two triggers of a sentence tell the same."""
    out: list[Found] = []
    for one in _with_an_or_else(tree, found):
        for position, other in enumerate(out):
            if one.type is not other.type or (
                one.modality is Modality.PAST and other.modality is not Modality.PAST
            ):
                continue
            related = (
                one.token in tree.subtree(other.token)
                or other.token in tree.subtree(one.token)
                or tree.tokens[one.token].head == tree.tokens[other.token].head
            )
            same_source = one.sources == other.sources or not one.sources or not other.sources
            same_target = (
                one.targets == other.targets
                or _only_pronouns(tree, one.targets)
                or _only_pronouns(tree, other.targets)
            )
            coordinated = other.token in tree.conjuncts(one.token) or one.token in tree.conjuncts(
                other.token
            )
            joined = _is_part_of(tree, one.token, other.token) or (
                one.type in _VERBAL and _is_above(tree, one.token, other.token)
            )
            if one.type is EventType.CONSULT and _same_visit(tree, one, other):
                out[position] = _one_visit(tree, one, other)
                break
            if one.type is EventType.CONSULT and _same_talks(tree, one, other):
                out[position] = _mediated(one, other)
                break
            if (
                related
                and (joined or same_source)
                and (same_target or joined or (coordinated and one.type is EventType.ASSAULT))
            ):
                best, rest = (other, one) if other.confidence >= one.confidence else (one, other)
                if joined and _is_verb(tree, rest) and not _is_verb(tree, best):
                    best, rest = replace(rest, confidence=best.confidence), best
                out[position] = replace(
                    best,
                    sources=best.sources or rest.sources,
                    targets=tuple(
                        dict.fromkeys(
                            (
                                *best.targets,
                                *(rest.targets if coordinated or not best.targets else ()),
                            )
                        )
                    ),
                    words=tuple(sorted({*best.words, *rest.words})),
                )
                break
        else:
            out.append(one)
    return out


def harm_of(tree: Tree, one: Found, before: Found) -> bool:
    """Return whether a passive tells only whom the attack told just before hurt.

    Parameters
    ----------
    tree : Tree
        The parsed text.
    one : Found
        An event ("three guards were killed").
    before : Found
        The event told before it ("gunmen attacked the post").
    """
    if one.type is not EventType.ASSAULT or before.type is not EventType.ASSAULT:
        return False
    if one.sources or one.sentence - before.sentence not in (0, 1) or one.quoted != before.quoted:
        return False
    if tree.lemmas[one.token] not in _HURTING or not tree.is_passive(one.token):
        return False
    if before.modality is not one.modality or tree.lemmas[before.token] in _HURTING:
        return False
    below = tree.subtree(one.token)
    elsewhere = any(
        tree.case(k) in ("in", "at", "near", "outside", "on")
        for k in tree.dependents(one.token, "obl")
    )
    return not elsewhere and not any(tree.lower[k] in WORDS["calendar"] for k in below)


_HURTING = frozenset("kill injure wound hurt burn maim".split())


def _only_pronouns(tree: Tree, heads: tuple[int, ...]) -> bool:
    """Whether a side is nobody or only a pronoun ("called him in and handed him a note")."""
    return all(tree.tokens[k].upos == "PRON" for k in heads)


def _with_an_or_else(tree: Tree, found: list[Found]) -> list[Found]:
    """A demand and the threat that goes with it are one threat.

    "called on X to leave, warning that it would otherwise strike", "told X to leave or bear the
    consequences": the same party, the threat below the demand or beside it.
    """
    out = list(found)
    for threat in found:
        if threat.type is not EventType.THREATEN:
            continue
        for demand in found:
            if demand.type is not EventType.REQUEST or demand not in out:
                continue
            same = not threat.sources or not demand.sources or threat.sources == demand.sources
            below = threat.token in tree.subtree(demand.token) and (
                tree.rel(threat.token) == "advcl"
                or tree.tokens[threat.token].xpos == "VBG"
                or _is_above(tree, threat.token, demand.token)
            )
            beside = (
                tree.rel(threat.token) == "conj"
                and tree.tokens[threat.token].head == demand.token
                and bool(_OR_ELSE & {tree.lower[k] for k in tree.subtree(threat.token)})
            )
            if same and (below or beside) and threat in out:
                whole = replace(
                    threat,
                    sources=threat.sources or demand.sources,
                    targets=demand.targets or threat.targets,
                    words=tuple(sorted({*threat.words, *demand.words})),
                    confidence=max(threat.confidence, demand.confidence),
                )
                out[out.index(threat)] = whole
                out.remove(demand)
                break
    return out


_OR_ELSE = frozenset("otherwise unless else if or".split())


def _is_part_of(tree: Tree, one: int, other: int) -> bool:
    """Whether one trigger is the subject, instrument or accompanying participle of the other."""
    for part, whole in ((one, other), (other, one)):
        if tree.tokens[part].head != whole:
            continue
        relation = tree.rel(part)
        if relation in ("nsubj", "obj", "obl") and tree.is_noun(part):
            return not _at_another_time(tree, part)
        if relation == "advcl" and tree.tokens[part].xpos == "VBG":
            return not any(tree.rel(k) == "nsubj" for k in tree.kids[part])
    return False


def _at_another_time(tree: Tree, part: int) -> bool:
    """ "cut the line after the air raid": two acts, whatever their type."""
    return tree.case(part).split()[:1] in (["after"], ["before"], ["since"], ["following"])


def _is_verb(tree: Tree, found: Found) -> bool:
    return tree.tokens[found.token].upos == "VERB"


def _is_above(tree: Tree, one: int, other: int) -> bool:
    """Whether one trigger stands over the other, not beside it."""
    for low, high in ((one, other), (other, one)):
        node = low
        for up in tree.ancestors(low):
            if tree.rel(node) in ("conj", "parataxis", "advcl"):
                break
            if up == high:
                return True
            node = up
    return False


def _same_visit(tree: Tree, one: Found, other: Found) -> bool:
    """ "flew to X and met Y": a visit and what it was for."""
    modes = {one.mode, other.mode}
    if modes != {"visit", None}:
        return False
    beside = one.token in tree.conjuncts(other.token) or other.token in tree.conjuncts(one.token)
    visit, meeting = (one, other) if one.mode == "visit" else (other, one)
    return beside and bool(set(visit.sources) & set(meeting.sources) or not meeting.sources)


def _same_talks(tree: Tree, one: Found, other: Found) -> bool:
    """ "spent a day at the ministry, where the envoy carried papers between the rooms"."""
    if (one.mode == "third-party") is (other.mode == "third-party"):
        return False
    for low, high in ((one.token, other.token), (other.token, one.token)):
        below: int | None = low
        while below is not None and tree.rel(below) not in ("acl", "advcl"):
            below = tree.parent(below)
        if below is None or high not in tree.ancestors(below):
            continue
        opening = {tree.lower[k] for k in tree.subtree(below) if k < below}
        if below == low and tree.tokens[low].xpos == "VBN":
            return True  # "spent a day at a session chaired by the envoy"
        return bool(opening & {"where", "while", "as"})
    return False


def _mediated(one: Found, other: Found) -> Found:
    talks, mediator = (one, other) if other.mode == "third-party" else (other, one)
    sides = tuple(k for k in talks.sources if k not in mediator.sources)
    return replace(
        mediator,
        targets=sides or mediator.targets,
        words=tuple(sorted({*talks.words, *mediator.words})),
        confidence=max(one.confidence, other.confidence),
    )


def _one_visit(tree: Tree, one: Found, other: Found) -> Found:
    visit, meeting = (one, other) if one.mode == "visit" else (other, one)
    met = tuple(k for k in meeting.sources if k not in visit.sources) or meeting.targets
    return replace(
        visit,
        targets=met or visit.targets,
        words=tuple(sorted({*visit.words, *meeting.words})),
        confidence=max(one.confidence, other.confidence),
    )
