"""Which lines of a whole page are kept, by the judge's chances.

Losing a line of the report costs more than keeping one of its site. Amid the report a sentence is
therefore kept on little evidence, a line that is no sentence on more; the lines of a list are
judged by the list as well; and marks without a word ("___", "* * *") amid it, or right below a line
that stays, always stay. The thresholds were chosen on cross-validated pages
(``docs/explanation/how-residue-is-found.md``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from backchannel.reading.chrome import ChromeRule
from backchannel.reading.lines import Line, words_of

__all__ = ["STAMP", "choose_lines", "with_lists"]

STAMP = re.compile(r"[(\[]?\d{1,2}[:.h]\d{2}\b.{0,40}")
"""A time by itself, as before an entry of a live blog."""
_STOPS = tuple(".!?…。！？؟۔।")
_SURE = 0.9
"""Chance from which a line counts as surely the report's; the first and last bound its reach."""
_SENTENCE, _NO_SENTENCE, _OUTSIDE, _AGAINST_RULE = 0.3, 0.45, 0.3, 0.6
"""Chance of body from which a line is kept."""
_FEWEST_IN_LIST = 4


def choose_lines(
    lines: Sequence[Line], rules: Sequence[ChromeRule | None], chances: Sequence[float]
) -> list[bool]:
    """Return which lines of a page are kept as the report's.

    Parameters
    ----------
    lines : sequence of Line
        The lines of a page.
    rules : sequence of ChromeRule or None
        The rule that matches each line.
    chances : sequence of float
        Each line's probability to be the report's, between 0 and 1.

    Returns
    -------
    list of bool
        One for each line.

    Examples
    --------
    >>> from backchannel.reading.lines import lines_of
    >>> lines = lines_of("It was agreed.\\n___\\nBuy now\\nThey meet again.\\nAbout us")
    >>> choose_lines(lines, [None] * 5, [0.9, 0.1, 0.2, 0.95, 0.1])
    [True, True, False, True, False]
    """
    sure = [i for i, chance in enumerate(chances) if chance >= _SURE]
    low, high = (sure[0], sure[-1]) if sure else (0, -1)
    kept: list[bool] = []
    for i, (line, chance) in enumerate(zip(lines, with_lists(lines, rules, chances), strict=True)):
        rule = rules[i]
        sentence = _is_sentence(line.text)
        amid = low <= i <= high
        marks = _is_marks(line.text) and (amid or kept[-1:] == [True])
        if marks or (amid and STAMP.fullmatch(line.text)):
            needed = 0.0
        elif rule is not None and rule.where == "any":
            needed = _AGAINST_RULE
        elif amid:
            needed = _SENTENCE if sentence else _NO_SENTENCE
        elif sentence and (low - 2 <= i < low or high < i <= high + 2):
            needed = _SENTENCE
        else:
            needed = _OUTSIDE
        kept.append(chance >= needed)
    return kept


def with_lists(
    lines: Sequence[Line], rules: Sequence[ChromeRule | None], chances: Sequence[float]
) -> list[float]:
    """Return the chances, those of a list's lines raised half way to the list's mean.

    A list is four or more lines one after the other, none a sentence or wording of a site, that
    begin alike (letter, capital, digit or mark). A line whose chance is above the mean keeps it.

    Examples
    --------
    >>> from backchannel.reading.lines import lines_of
    >>> lines = lines_of("Two eggs\\nOne lemon\\nSome salt\\nCold milk")
    >>> [round(chance, 2) for chance in with_lists(lines, [None] * 4, [0.9, 0.2, 0.9, 0.8])]
    [0.9, 0.45, 0.9, 0.8]
    """
    raised = list(chances)
    begin = 0
    kinds = [
        _beginning(line.text) if rule is None or rule.where != "any" else ""
        for line, rule in zip(lines, rules, strict=True)
    ]
    for i in range(1, len(lines) + 1):
        if i < len(lines) and kinds[i] and kinds[i] == kinds[begin]:
            continue
        if kinds[begin] and i - begin >= _FEWEST_IN_LIST:
            mean = sum(chances[begin:i]) / (i - begin)
            for k in range(begin, i):
                raised[k] = max(chances[k], (chances[k] + mean) / 2)
        begin = i
    return raised


def _beginning(text: str) -> str:
    """What a line of a list begins with; empty for a sentence."""
    if _is_sentence(text):
        return ""
    if text.isupper():
        return "X"
    first = text[0]
    return "9" if first.isdigit() else "A" if first.isupper() else "a" if first.islower() else "*"


def _is_marks(text: str) -> bool:
    return not any(char.isalnum() for char in text)


def _is_sentence(text: str) -> bool:
    """Whether a line ends as a sentence does and has the words of one, three at least."""
    words = words_of(text)
    return (
        len(words) >= 3
        and text.rstrip("\"'”’»)]")[-1:] in _STOPS
        and sum(not word[0].isupper() and not word[0].isdigit() for word in words) * 3 >= len(words)
    )
