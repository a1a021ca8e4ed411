"""Checks explanations against the definition, step by step."""

from __future__ import annotations

from backchannel.analysis import definition
from backchannel.analysis.definition import Concept
from backchannel.analysis.explanation import Explanation, Sanction

__all__ = ["faults"]


def faults(given: Explanation) -> list[str]:
    """Return what in an explanation is not so; empty if all of it is."""
    model, i, s, concept = given.model, given.decision_maker, given.state, given.concept
    out: list[str] = []

    def check(condition: bool, what: str) -> None:
        if not condition:
            out.append(f"{model.decision_makers[i]} {model.label(s)} {concept.name}: {what}")

    check(given.stable == definition.is_stable(model, i, s, concept), "the verdict")
    if concept.base in ("L", "nm"):
        for h, end in enumerate(given.foreseen, 1):
            check(definition.anticipated(model, h)[i][s] == end, f"what is foreseen at {h}")
        return out
    general = Concept(concept.name, concept.base, concept.extension)
    strong = Concept(concept.name, concept.base, concept.extension, "strong")
    judged = concept
    if concept.strength == "weak":
        weak_because = given.stable or not definition.is_stable(model, i, s, general)
        judged = general if weak_because else strong
    ends = [one.step.end for one in given.improvements]
    check(ends == definition.tempting(model, i, s, judged), "the improvements named")
    for one in given.improvements:
        step = one.step
        check((step.mover, step.start) == (i, s), "who improves, and from where")
        check(step.end in model.reach(i, s), "a move that does not exist")
        check((step.why == "improves") == model.better(i, step.end, s), "an improvement")
        check((step.why == "unknown") == model.unknown(i, step.end, s), "an unknown preference")
        if concept.base == "nash":
            continue
        works = definition.sanctions(model, i, s, step.end, judged)
        check((one.sanction is None) == (not works), "whether there is a sanction")
        if one.sanction is not None:
            check(one.sanction.works, "a sanction that is escaped")
            check(one.sanction.end in works, "a sanction that does not deter")
        reached = definition.answers(model, i, step.end, judged)
        check(one.answers == len(reached), "how many answers there are")
        deterring = [x for x in reached if definition.deters(model, i, s, x, judged)]
        if one.sanction is None:
            check([each.end for each in one.undone] == deterring, "the answers that are undone")
            check(not any(each.works for each in one.undone), "an answer that is not undone")
        for each in (*one.undone, *([one.sanction] if one.sanction else [])):
            _check_sanction(given, each, step.end, judged, check)
    if not given.stable and concept.strength != "weak":
        loose = concept.base == "nash" or any(one.sanction is None for one in given.improvements)
        check(loose, "an unstable state without a free improvement")
    _check_margin(given, check)
    return out


def _check_sanction(given: Explanation, one: Sanction, start: int, judged: Concept, check) -> None:
    model, i, s = given.model, given.decision_maker, given.state
    place, last = start, None
    for step in one.steps:
        check(step.start == place, "a sequence with a gap")
        check(step.mover not in (i, last), "a move by the focal decision maker, or twice in a row")
        check(step.end in model.reach(step.mover, step.start), "an answer that does not exist")
        better = model.better(step.mover, step.end, step.start)
        unknown = model.unknown(step.mover, step.end, step.start)
        if judged.base in ("seq", "sseq"):
            check(step.why == ("improves" if better else "unknown"), "why a mover would")
            check(better or (unknown and bool(judged.extension)), "a mover who would not")
        else:
            check(step.why == "can", "why a mover can")
        place, last = step.end, step.mover
    check(place == one.end, "where a sanction lands")
    check(definition.deters(model, i, s, one.end, judged), "an end that does not deter")
    relation = {
        "same": one.end == s,
        "unknown": model.unknown(i, one.end, s),
        "much worse": model.strong(i, s, one.end),
        "worse": model.better(i, s, one.end) and not model.strong(i, s, one.end),
        "equal": model.comparisons[i].not_better(one.end, s)
        and model.comparisons[i].not_better(s, one.end)
        and one.end != s,
    }[one.relation]
    check(relation, f"the relation {one.relation}")
    if judged.base in ("smr", "sseq"):
        check(
            [each.end for each in one.counters] == list(model.reach(i, one.end)),
            "the counter-moves",
        )
        for each in one.counters:
            check(
                each.escapes != definition.deters(model, i, s, each.end, judged),
                "whether a counter-move escapes",
            )


def _check_margin(given: Explanation, check) -> None:
    """Shift the state in the ranking, and judge again by the definition."""
    model, i, s, concept = given.model, given.decision_maker, given.state, given.concept
    if given.margin is None:
        return
    comparison = model.comparisons[i]
    ranks = {x: comparison.rank(x) for x in model.states()}
    here = ranks.pop(s)
    levels = sorted(set(ranks.values()))
    passed = [x for x in levels if (x <= here if given.stable else x > here)]
    if given.stable:
        passed.reverse()
    flip = None
    kept = comparison._key
    for number, level in enumerate(passed, 1):
        place = 2 * level - 1 if given.stable else 2 * level
        comparison._key = lambda x, place=place: place if x == s else 2 * ranks[x]
        if definition.is_stable(model, i, s, concept) != given.stable:
            flip = number
            break
    comparison._key = kept
    check(given.margin.levels == flip, f"the margin {given.margin.levels}, not {flip}")
    if flip is not None:
        level = passed[flip - 1]
        check(
            given.margin.past == tuple(x for x in sorted(ranks) if ranks[x] == level),
            "the states the margin passes",
        )
