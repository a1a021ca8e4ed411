"""What the trained judge of lines looks at: a line, its neighbours, its place in the page.

Nothing here knows a site: lengths, punctuation, function words, capitals, repeated lines, wordings
of `backchannel.reading.chrome`, and where the largest stretch of prose lies.
"""

from __future__ import annotations

import functools
import math
import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from backchannel.reading.chrome import ChromeRule, match_rule
from backchannel.reading.datelines import find_dateline, find_dates, is_date_line
from backchannel.reading.language import function_words
from backchannel.reading.line_context import CONTEXT, line_context
from backchannel.reading.lines import Line, is_sentence_like, words_of

__all__ = ["NAMES", "line_features", "main_stretch"]

Floats = npt.NDArray[np.float32]

_KIND_GROUPS = (
    ("breadcrumb",),
    ("byline",),
    ("see_also", "related_posts"),
    ("comment_form", "spam_notice"),
    ("cookie_notice", "copyright", "notice"),
    ("share_bar",),
    ("newsletter", "subscribe"),
    ("advertisement",),
    ("caption", "player"),
    ("tags", "navigation"),
    ("contact", "widget"),
)
_SAYING = frozenset(
    "said says told added stated noted explained announced according reported wrote asked".split()
)
_FIRST = frozenset("i we my our us me".split())
_SECOND = frozenset("you your yours".split())
_CALLING = frozenset(
    "read click subscribe sign follow share get join watch view see download learn register log "
    "check discover explore browse submit enter buy shop save try find listen continue".split()
)
_SITE = frozenset(
    "newsletter subscribe subscription inbox email e-mail cookies privacy terms comment comments "
    "twitter facebook instagram whatsapp advertisement sponsored photo image getty credit video "
    "gallery related popular trending recommended account login password copyright rights "
    "reserved contributor reporter editor author writer journalist correspondent".split()
)
_PICTURE = frozenset(
    "photo image courtesy pictured shown seen shows via file handout afp reuters ap epa getty "
    "illustration poses speaks arrives attends walks looks left right above below photographed "
    "screenshot graphic chart map".split()
)
_ABOUT_AUTHOR = re.compile(
    r"(?:[A-Z][\w.'’-]+ ){2,4}(?:is an? |is the |was an? |covers |writes |reports |can be |has )"
)
_URL = re.compile(r"https?://|www\.|\w+\.(?:com|org|net|co\.uk|gov)\b|@\w|#\w")
_TIME = re.compile(
    r"\b\d{1,2}[:.]\d{2}\b|\b\d+ (?:hours?|minutes?|mins?|days?) ago\b|\b\d{1,2} ?[ap]\.?m\b"
)
_TERMINAL = re.compile(r"[.!?…][\"'”’»)\]]*$")
_INNER_STOP = re.compile(r"[.!?][\"'”’)]* +[\"'“‘(]?[A-Z]")
_QUOTE = re.compile(r"[\"“”«»„]")
_SEPARATOR = re.compile(r" [|•·/»›>–—-] ")
_FOLD = re.compile(r"\W+")

_OWN = (
    "chars words stops stop_share lower_share capital_share digit_share punct_share terminal colon "
    "comma_per_word inner_stops question starts_upper starts_lower starts_digit starts_quote "
    "quotes separators url time date date_line dateline all_caps saying first second calling "
    "site prose long_prose mean_word parenthesised ends_open repeated words_repeated edge_rule "
    "any_rule picture about_author".split()
)
_PLACE = (
    "place place_chars lines_log gap gap_after before_prose after_prose since_prose until_prose "
    "in_stretch from_stretch_start to_stretch_end stretch_words stretch_share prose_3 prose_8 "
    "rules_3 rules_8 short_3 short_8 same_length_2 prose_above prose_below rule_above_near "
    "heading_like gapped_share told_elsewhere named_elsewhere".split()
)
_NEAR = ("words", "stop_share", "terminal", "any_rule", "prose", "capital_share", "gap")
_OFFSETS = (-3, -2, -1, 1, 2, 3)

NAMES: tuple[str, ...] = (
    *_OWN,
    *(f"rule_{group[0]}" for group in _KIND_GROUPS),
    *_PLACE,
    *(f"{name}@{offset:+d}" for offset in _OFFSETS for name in _NEAR),
    *CONTEXT,
)
"""Names of the columns of `line_features`, in order."""


@functools.cache
def _stops() -> frozenset[str]:
    return frozenset().union(
        *(function_words(code) for code in ("en", "de", "fr", "es", "it", "pt"))
    )


def _own(line: Line, rule: ChromeRule | None, repeats: int, known: frozenset[str]) -> list[float]:
    text = line.text
    words = words_of(text)
    count = len(words) or 1
    lowered = [word.lower() for word in words]
    stops = sum(word in known for word in lowered)
    letters = sum(char.isalpha() for char in text) or 1
    unique = set(lowered)
    first = text[0]
    prose = is_sentence_like(text)
    return [
        math.log1p(len(text)),
        math.log1p(len(words)),
        float(stops),
        stops / count,
        sum(word[0].islower() for word in words) / count,
        sum(word[0].isupper() for word in words) / count,
        sum(char.isdigit() for char in text) / len(text),
        sum(not char.isalnum() and not char.isspace() for char in text) / len(text),
        float(_TERMINAL.search(text) is not None),
        float(text.endswith(":")),
        text.count(",") / count,
        float(len(_INNER_STOP.findall(text))),
        float("?" in text),
        float(first.isupper()),
        float(first.islower()),
        float(first.isdigit()),
        float(first in "\"“‘«„'"),
        float(len(_QUOTE.findall(text))),
        float(len(_SEPARATOR.findall(text))),
        float(_URL.search(text) is not None),
        float(_TIME.search(text) is not None),
        float(bool(find_dates(text)) if len(text) < 400 else 0),
        float(is_date_line(text)),
        float(find_dateline(text) is not None),
        float(sum(char.isupper() for char in text) / letters > 0.7),
        float(len(unique & _SAYING)),
        float(sum(word in _FIRST for word in lowered)) / count,
        float(sum(word in _SECOND for word in lowered)) / count,
        float(bool(lowered) and lowered[0] in _CALLING),
        float(len(unique & _SITE)),
        float(prose),
        float(prose and len(words) >= 20),
        sum(map(len, words)) / count,
        float(first in "([" and text[-1] in ")]"),
        float(text.endswith(("...", "…", "»", ">", "›", "→", "|"))),
        math.log1p(repeats - 1),
        math.log1p((repeats - 1) * len(words)),
        float(rule is not None and rule.where != "any"),
        float(rule is not None and rule.where == "any"),
        float(len(unique & _PICTURE)),
        float(_ABOUT_AUTHOR.match(text) is not None),
    ]


def main_stretch(scores: Sequence[float]) -> tuple[int, int]:
    """Return the run of lines with the largest sum of scores, half-open (Kadane 1984).

    Examples
    --------
    >>> main_stretch([-1, 3, -1, 4, -9, 2])
    (1, 4)
    """
    best, best_sum = (0, 0), 0.0
    start, total = 0, 0.0
    for i, score in enumerate(scores):
        if total <= 0:
            start, total = i, 0.0
        total += score
        if total > best_sum:
            best_sum, best = total, (start, i + 1)
    return best


def line_features(
    lines: Sequence[Line], rules: Sequence[ChromeRule | None] | None = None
) -> Floats:
    """Return what is looked at, (n_lines, n_features) float32; columns as in `NAMES`."""
    n = len(lines)
    if rules is None:
        rules = [match_rule(line.text) for line in lines]
    folded = [_FOLD.sub(" ", line.text).strip().lower() for line in lines]
    repeats = Counter(folded)
    known = _stops()
    own = np.array(
        [
            _own(line, rule, repeats[fold], known)
            for line, rule, fold in zip(lines, rules, folded, strict=True)
        ],
        dtype=np.float32,
    ).reshape(n, len(_OWN))
    kinds = np.zeros((n, len(_KIND_GROUPS)), dtype=np.float32)
    for i, rule in enumerate(rules):
        if rule is not None:
            for k, group in enumerate(_KIND_GROUPS):
                kinds[i, k] = rule.kind in group
    place = _place(lines, own)
    near = _near(own, np.array([line.gap for line in lines], dtype=np.float32))
    is_prose = (_column(own, "prose") > 0) & (
        (_column(own, "any_rule") + _column(own, "edge_rule")) == 0
    )
    context = line_context(lines, rules, is_prose, _main(own))
    return np.hstack([own, kinds, place, near, context]).astype(np.float32)


def _main(own: Floats) -> tuple[int, int]:
    """The largest stretch of prose, by wording alone."""
    words = np.expm1(_column(own, "words"))
    ruled = _column(own, "any_rule") + _column(own, "edge_rule")
    prose = (_column(own, "prose") > 0) & (ruled == 0)
    return main_stretch(np.where(prose, np.minimum(words, 60.0), -6.0 - 4.0 * ruled).tolist())


def _column(own: Floats, name: str) -> Floats:
    return own[:, _OWN.index(name)]


def _around(values: Floats, reach: int) -> Floats:
    """Sum over the lines within `reach`, the line itself left out."""
    total = np.concatenate([[0.0], np.cumsum(values, dtype=np.float64)])
    n = len(values)
    index = np.arange(n)
    upper = np.minimum(index + reach + 1, n)
    lower = np.maximum(index - reach, 0)
    inside: Floats = (total[upper] - total[lower] - values).astype(np.float32)
    return inside


def _place(lines: Sequence[Line], own: Floats) -> Floats:
    n = len(lines)
    words = np.expm1(_column(own, "words"))
    prose = _column(own, "prose")
    any_rule = _column(own, "any_rule") + _column(own, "edge_rule")
    prose_words = words * prose * (any_rule == 0)
    start, end = _main(own)
    index = np.arange(n, dtype=np.float32)
    is_prose = (prose > 0) & (any_rule == 0)
    where = np.flatnonzero(is_prose)
    first = where[0] if len(where) else n
    last = where[-1] if len(where) else -1
    since = np.full(n, 50.0, dtype=np.float32)
    until = np.full(n, 50.0, dtype=np.float32)
    seen = -50
    for i in range(n):
        since[i] = min(50, i - seen)
        if is_prose[i]:
            seen = i
    seen = n + 50
    for i in reversed(range(n)):
        until[i] = min(50, seen - i)
        if is_prose[i]:
            seen = i
    gap = np.array([line.gap for line in lines], dtype=np.float32)
    gap_after = np.append(gap[1:], 1.0).astype(np.float32)
    total = float(prose_words.sum()) or 1.0
    stretch = float(prose_words[start:end].sum())
    above = np.cumsum(prose_words) - prose_words
    below = total - above - prose_words
    lengths = _column(own, "chars")
    same = np.zeros(n, dtype=np.float32)
    for offset in (-2, -1, 1, 2):
        other = np.full(n, -9.0, dtype=np.float32)
        if offset > 0:
            other[: max(0, n - offset)] = lengths[offset:]
        else:
            other[-offset:] = lengths[: max(0, n + offset)]
        same += (np.abs(other - lengths) < 0.25).astype(np.float32)
    near_rule = np.zeros(n, dtype=np.float32)
    heading_rule = any_rule * (words <= 8)
    distance = 99
    for i in range(n):
        near_rule[i] = min(distance, 20)
        distance = 0 if heading_rule[i] else distance + 1
        if is_prose[i]:
            distance = 99
    short = (words <= 6).astype(np.float32)
    heading = (
        (words >= 1)
        & (words <= 12)
        & (_column(own, "terminal") == 0)
        & (np.append(prose[1:], 0.0) > 0)
    )
    chars = np.expm1(lengths)
    columns = [
        index / max(1, n - 1),
        (np.cumsum(chars) - chars) / max(1.0, float(chars.sum())),
        np.full(n, math.log1p(n)),
        np.minimum(gap, 3),
        np.minimum(gap_after, 3),
        np.minimum(np.maximum(first - index, -1), 50),
        np.minimum(np.maximum(index - last, -1), 50),
        since,
        until,
        ((index >= start) & (index < end)).astype(np.float32),
        np.clip(index - start, -30, 30),
        np.clip(end - 1 - index, -30, 30),
        np.full(n, math.log1p(stretch)),
        np.full(n, stretch / total),
        np.log1p(_around(prose_words.astype(np.float32), 3)),
        np.log1p(_around(prose_words.astype(np.float32), 8)),
        _around(any_rule, 3),
        _around(any_rule, 8),
        _around(short, 3),
        _around(short, 8),
        same,
        np.log1p(above),
        np.log1p(np.maximum(below, 0)),
        near_rule,
        heading.astype(np.float32),
        np.full(n, float((gap[1:] > 0).mean()) if n > 1 else 1.0),
        *_elsewhere(lines, is_prose),
    ]
    return np.stack([np.asarray(column, dtype=np.float32) for column in columns], axis=1)


def _elsewhere(lines: Sequence[Line], is_prose: npt.NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """Share of a line's longer words, and of its capitalised ones, that other prose has too."""
    stops = _stops()
    mine = [
        {word for word in words_of(line.text) if len(word) > 3 and word.lower() not in stops}
        for line in lines
    ]
    counts: Counter[str] = Counter()
    for words, prose in zip(mine, is_prose, strict=True):
        if prose:
            counts.update({word.lower() for word in words})
    told = np.full(len(lines), -1.0, dtype=np.float32)
    named = np.full(len(lines), -1.0, dtype=np.float32)
    for i, words in enumerate(mine):
        own = 1 if is_prose[i] else 0
        for column, some in ((told, words), (named, {w for w in words if w[0].isupper()})):
            if some:
                column[i] = sum(counts[word.lower()] > own for word in some) / len(some)
    return told, named


def _near(own: Floats, gap: Floats) -> Floats:
    n = len(own)
    columns = []
    for offset in _OFFSETS:
        for name in _NEAR:
            values = gap if name == "gap" else _column(own, name)
            shifted = np.full(n, -1.0, dtype=np.float32)
            if offset > 0:
                shifted[: max(0, n - offset)] = values[offset:]
            else:
                shifted[-offset:] = values[: max(0, n + offset)]
            columns.append(shifted)
    return np.stack(columns, axis=1) if n else np.zeros((0, len(_OFFSETS) * len(_NEAR)), np.float32)
