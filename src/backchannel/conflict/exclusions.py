"""Which combinations of options the reports themselves exclude (rules F1 to F3).

Only plain words count: "no ceasefire without a release", "talks only if the blockade ends", "either
... or". Alternatives that belong to different parties are noted, not modelled: nobody chooses
between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from backchannel.conflict.act_reading import read_act
from backchannel.conflict.acts import Act
from backchannel.conflict.elements import (
    Expression,
    FeasibilityRule,
    If,
    Not,
    RuleKind,
    Taken,
    to_text,
)
from backchannel.conflict.grouping import Candidate
from backchannel.conflict.passages import Passages
from backchannel.dossier.evidence import Evidence
from backchannel.text import Citation, Quote

__all__ = ["exclusions_of"]

_NO_WITHOUT = re.compile(
    r"\b(?:no|not|never|cannot|nor)\b(?P<a>[^.;]{3,90}?)\b(?:without|before)\b(?P<b>[^.;]{3,90})",
    re.I,
)
_ONLY_IF = re.compile(
    r"(?P<a>[^.;,]{3,90}?)\bonly (?:if|after|once|when)\b(?P<b>[^.;]{3,90})", re.I
)
_EITHER = re.compile(r"\beither\b(?P<a>[^.;]{3,80}?)\bor\b(?P<b>[^.;]{3,80})", re.I)
_OPTIONS = re.compile(
    r"\b(?:conflicting|alternative|incompatible|exclusive|two)\s+(?:options|alternatives|choices|"
    r"paths|courses)\b[^.;(:]{0,20}[(:]\s*(?P<a>[^.;()]{3,60}?)\bor\b(?P<b>[^.;()]{3,60})",
    re.I,
)


def exclusions_of(
    evidence: Evidence,
    chosen: Sequence[Candidate],
    option_ids: Mapping[int, str],
    passages: Passages,
) -> tuple[list[FeasibilityRule], list[str]]:
    """Read exclusions and dependences between the chosen options from the reports' own words.

    Returns
    -------
    rules : list of FeasibilityRule
        Each with its sentence.
    notes : list of str
        Alternatives that were noted but not modelled.
    """
    rules: dict[Expression, FeasibilityRule] = {}
    notes: list[str] = []
    for report in evidence.reports:
        for span in report.body:
            text = report.source.text[span.start : span.end]
            for pattern, exclusive in (
                (_NO_WITHOUT, False),
                (_ONLY_IF, False),
                (_EITHER, True),
                (_OPTIONS, True),
            ):
                for found in pattern.finditer(text):
                    place = Citation(
                        report.source, span.start + found.start(), span.start + found.end()
                    )
                    sentence = passages.sentence(place)
                    for one, other in _pairs(found, chosen):
                        _add(one, other, exclusive, sentence, option_ids, rules, notes)
    return list(rules.values()), notes


def _pairs(
    found: re.Match[str], chosen: Sequence[Candidate]
) -> Iterator[tuple[tuple[Candidate, bool], tuple[Candidate, bool]]]:
    first, second = read_act(found["a"].strip(), absent=True), read_act(found["b"].strip())
    if first is None or second is None:
        return
    for one in _fitting(first, chosen):
        for other in _fitting(second, chosen):
            if one is not other:
                yield (one, first.positive), (other, second.positive)


def _fitting(act: Act, chosen: Sequence[Candidate]) -> list[Candidate]:
    exact = [c for c in chosen if c.key == act.key]
    if exact or act.act_class.startswith("do:"):
        return exact
    loose = [c for c in chosen if c.key[0] == act.act_class]
    return loose if len({c.key for c in loose}) == 1 else []


def _add(
    one: tuple[Candidate, bool],
    other: tuple[Candidate, bool],
    exclusive: bool,
    sentence: Citation,
    option_ids: Mapping[int, str],
    rules: dict[Expression, FeasibilityRule],
    notes: list[str],
) -> None:
    first = _taken(option_ids[id(one[0])], one[1])
    second = _taken(option_ids[id(other[0])], other[1])
    quotes = (Quote.of(sentence),)
    if exclusive and one[0].owner != other[0].owner:
        words = (
            f"a report sets '{to_text(first)}' against '{to_text(second)}'; they belong to "
            "different parties, so no combination is excluded"
        )
        if words not in notes:
            notes.append(words)
        return
    if exclusive and isinstance(first, Taken) and isinstance(second, Taken):
        rule = FeasibilityRule(
            RuleKind.MUTUALLY_EXCLUSIVE, (first.option, second.option), grounds=quotes
        )
    else:
        rule = FeasibilityRule.requires(If(second, first), grounds=quotes)
    rules.setdefault(rule.allowed, rule)


def _taken(option: str, positive: bool) -> Expression:
    return Taken(option) if positive else Not(Taken(option))
