"""What a line is like beside the other lines of its page: the second half of `line_features`.

Shapes of lines and runs of one shape, wording that stands elsewhere on the page, how a line
compares with the largest stretch of prose, and what wording of sites stands right beside it. As in
`backchannel.reading.line_features` nothing here knows a site. Time is in proportion to the text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from backchannel.reading.chrome import ChromeRule
from backchannel.reading.lines import Line, words_of

__all__ = ["CONTEXT", "line_context", "line_shapes", "same_runs"]

Floats = npt.NDArray[np.float32]

_ASKING = re.compile(
    r"\b(?:click (?:here|to|on|the)|subscrib\w+|sign(?:ing)? up|sign in|log in|"
    r"follow (?:us|him|her|me|@|the \w+ on)|join (?:us|our|the conversation)|"
    r"support (?:us|our|it|the site)|donat\w+|"
    r"check (?:out|it out)|find out more|read (?:more|also|our|the full|next)|see (?:also|more)|"
    r"(?:your|our|my) (?:inbox|e-?mail|newsletters?|podcast|app|channel|page)|newsletter|e-?mail "
    r"(?:us|him|her|me)|contact (?:us|him|her|me)|let us know|get in touch|"
    r"stay (?:tuned|up to date)|"
    r"get (?:the latest|our|more|your)|don['’]t miss|also on|more (?:on|from|in):?|hit the link|"
    r"commission|affiliate)\b",
    re.IGNORECASE,
)
_THIS_PICTURE = re.compile(
    r"\b(?:in )?(?:this|these|an?|the) (?:\w+ ){0,3}?(?:photos?|images?|pictures?|illustrations?|"
    r"graphics?|maps?|charts?|diagrams?|screen ?(?:grab|shot)s?|rendering|still|micrograph|"
    r"painting|handout|concept)\b|\bartist['’]s\b|"
    r"\((?:left|right|cent(?:er|re)|above|below|top|bottom|[lrc])\)|"
    r"\b(?:left|right|top|bottom|pictured|seen here|shown here)[,:)]|\bfile (?:photo|pic)",
    re.IGNORECASE,
)
_CREDITED = re.compile(
    r"(?:©|\((?:c|C)\)|\b(?:via|courtesy(?: of)?|credit|photo by|image by|source)\b:?)\s*\S|"
    r"[A-Z][\w.'’-]+ ?/ ?[A-Z][\w.'’ -]+$|\b(?:Photo|Image|Images|Pictures|Press|Photos)\)?$"
)
_ANAPHORA = frozenset(
    "he she it they his her their its him them this that these those who which".split()
)
_OPENERS = frozenset(
    "but and the in he she it they this that however while when after at as for on if a an there "
    "we i some many also although despite still yet".split()
)
_MARKED = re.compile(r"(?:[-–—•·*▪►>✓]|\(?\d{1,2}[.)]|\(?[a-z]\)|[A-Z]:|#\d)\s*\S")
_LABEL = re.compile(r"[^.!?:]{2,40}: \S")
_MONEY = re.compile(r"[$€£¥₩₹%]")
_INNER_QUOTE = re.compile(r"\S+ ['‘][^'’‘]{3,60}['’]")
_STRONG = re.compile(r"[.!?…][\"'”’»)\]]*$")
_FOLD = re.compile(r"\W+")
_BESIDE = (
    ("see_also", "related_posts"),
    ("caption", "player"),
    ("advertisement",),
    ("share_bar",),
    ("newsletter", "subscribe"),
)
_TOLD = ("names_only", "credited", "this_picture", "asking", "headline", "opener")

_LINE = (
    "asking this_picture credited names_only headline title_case ed_share ing_share anaphora "
    "opener marked label money quoted_inside sentence name_start".split()
)
_PAGE = (
    "same_start same_end trigrams_repeated trigrams_outside told_by_stretch told_by_neighbours "
    "length_beside_stretch length_rank gap_unlike gap_after_unlike shape_run shape_place "
    "shape_share hole hole_place hole_words since_colon above_terminal hole_asking".split()
)
CONTEXT: tuple[str, ...] = (
    *_LINE,
    *_PAGE,
    *(f"{group[0]}{offset:+d}" for offset in (-2, -1, 1) for group in _BESIDE),
    *(f"{name}{offset:+d}" for offset in (-1, 1) for name in _TOLD),
)
"""Names of the columns of `line_context`, in order."""


def _alone(text: str, words: list[str]) -> list[float]:
    count = len(words) or 1
    lowered = [word.lower() for word in words]
    long = [word for word in words[1:] if len(word) > 3]
    closed = _STRONG.search(text) is not None
    upper = sum(word[0].isupper() for word in words)
    lower = sum(word[0].islower() for word in words)
    names_only = bool(words) and upper == len(words) <= 6 and not closed
    headline = (
        4 <= len(words) <= 22
        and not closed
        and text[0] in "\"'“‘" + text[0] * text[0].isupper()
        and lower > 0
    )
    return [
        float(len(_ASKING.findall(text[:2000]))),
        float(len(_THIS_PICTURE.findall(text[:2000]))),
        float(_CREDITED.search(text[:2000]) is not None),
        float(names_only),
        float(headline),
        sum(word[0].isupper() for word in long) / len(long) if long else 0.0,
        sum(word.endswith("ed") for word in lowered) / count,
        sum(word.endswith("ing") for word in lowered) / count,
        sum(word in _ANAPHORA for word in lowered) / count,
        float(bool(lowered) and lowered[0] in _OPENERS),
        float(_MARKED.match(text) is not None),
        float(_LABEL.match(text) is not None),
        float(_MONEY.search(text) is not None),
        float(_INNER_QUOTE.search(text[:400]) is not None and not closed),
        float(closed and len(words) >= 3 and lower * 3 >= len(words)),
        float(len(words) > 1 and words[0][0].isupper() and words[1][0].isupper()),
    ]


def line_shapes(lines: Sequence[Line]) -> list[str]:
    """Return a rough shape of each line; lines of one list tend to have the same.

    The shape tells how many words there are (none, few, some, many), what the line begins with and
    whether it closes like a sentence.

    Examples
    --------
    >>> from backchannel.reading.lines import lines_of
    >>> line_shapes(lines_of("Two cups of flour\\nThe ministers met on Monday."))
    ['1A-', '2A.']
    """
    shapes = []
    for line in lines:
        count = len(words_of(line.text))
        size = "0" if count == 0 else "1" if count <= 4 else "2" if count <= 14 else "3"
        first = line.text[0]
        begins = (
            "9" if first.isdigit() else "A" if first.isupper() else "a" if first.islower() else "*"
        )
        if line.text.isupper():
            begins = "X"
        shapes.append(size + begins + ("." if _STRONG.search(line.text) else "-"))
    return shapes


def same_runs(values: Sequence[str]) -> tuple[Floats, Floats]:
    """Return for each value the length of the run of equal values it is in, and its place there.

    Examples
    --------
    >>> [column.tolist() for column in same_runs("aab")]
    [[2.0, 2.0, 1.0], [0.0, 1.0, 0.0]]
    """
    n = len(values)
    length, place = np.zeros(n, dtype=np.float32), np.zeros(n, dtype=np.float32)
    start = 0
    for i in range(1, n + 1):
        if i == n or values[i] != values[start]:
            length[start:i] = i - start
            place[start:i] = np.arange(i - start)
            start = i
    return length, place


def line_context(
    lines: Sequence[Line],
    rules: Sequence[ChromeRule | None],
    is_prose: npt.NDArray[np.bool_],
    stretch: tuple[int, int],
) -> Floats:
    """Return how each line stands among the others, (n_lines, n_columns) float32.

    Parameters
    ----------
    lines : sequence of Line
        The lines of a page.
    rules : sequence of ChromeRule or None
        The rule that matches each line.
    is_prose : (n_lines,) bool
        Which lines read as prose and match no rule.
    stretch : tuple of int
        The largest stretch of prose, half-open.

    Returns
    -------
    (n_lines, n_columns) float32
        Columns as in `CONTEXT`.
    """
    n = len(lines)
    if not n:
        return np.zeros((0, len(CONTEXT)), dtype=np.float32)
    words = [words_of(line.text) for line in lines]
    alone = np.array(
        [_alone(line.text, own) for line, own in zip(lines, words, strict=True)], dtype=np.float32
    ).reshape(n, len(_LINE))
    page = _page(lines, words, is_prose, stretch, alone[:, _LINE.index("asking")])
    beside = np.zeros((n, len(_BESIDE)), dtype=np.float32)
    for i, rule in enumerate(rules):
        if rule is not None:
            for k, group in enumerate(_BESIDE):
                beside[i, k] = rule.kind in group
    told = alone[:, [_LINE.index(name) for name in _TOLD]]
    return np.hstack(
        [
            alone,
            page,
            *(_shifted(beside, offset) for offset in (-2, -1, 1)),
            *(_shifted(told, offset) for offset in (-1, 1)),
        ]
    ).astype(np.float32)


def _shifted(values: Floats, offset: int) -> Floats:
    """Row i holds row i + offset; -1 beyond the ends."""
    out = np.full_like(values, -1.0)
    n = len(values)
    if offset > 0:
        out[: max(0, n - offset)] = values[offset:]
    else:
        out[-offset:] = values[: max(0, n + offset)]
    return out


def _page(
    lines: Sequence[Line],
    words: list[list[str]],
    is_prose: npt.NDArray[np.bool_],
    stretch: tuple[int, int],
    asking: Floats,
) -> Floats:
    n = len(lines)
    start, end = stretch
    low = [[word.lower() for word in own] for own in words]
    starts = Counter(tuple(own[:3]) for own in low if len(own) >= 3)
    ends = Counter(tuple(own[-2:]) for own in low if len(own) >= 3)
    same_start = np.array([starts[tuple(own[:3])] - 1 if len(own) >= 3 else -1 for own in low])
    same_end = np.array([ends[tuple(own[-2:])] - 1 if len(own) >= 3 else -1 for own in low])
    inside = np.zeros(n, dtype=bool)
    inside[start:end] = True

    counts = np.array([len(own) for own in words], dtype=np.float32)
    prose_counts = counts[start:end][is_prose[start:end]]
    usual = float(np.median(prose_counts)) if len(prose_counts) else 1.0
    rank = np.searchsorted(np.sort(prose_counts), counts) / max(1, len(prose_counts))
    gap = np.array([min(line.gap, 3) for line in lines], dtype=np.float32)
    gap_after = np.append(gap[1:], 1.0).astype(np.float32)
    prose_gaps = gap[start:end][is_prose[start:end]]
    usual_gap = float(np.median(prose_gaps)) if len(prose_gaps) else 0.0

    shapes = line_shapes(lines)
    run, place = same_runs(shapes)
    common = Counter(shapes[start:end])
    shape_share = np.array([common[shape] for shape in shapes]) / max(1, end - start)
    columns = [
        np.minimum(same_start, 20),
        np.minimum(same_end, 20),
        *_trigrams(low, inside),
        *_told(low, is_prose, inside),
        np.log1p(counts) - np.log1p(usual),
        rank,
        gap - usual_gap,
        gap_after - usual_gap,
        np.minimum(run, 30),
        np.minimum(place, 30),
        shape_share,
        *_holes(lines, is_prose, counts, asking),
    ]
    return np.stack([np.asarray(column, dtype=np.float32) for column in columns], axis=1)


def _trigrams(low: list[list[str]], inside: npt.NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """Share of a line's word triples that other lines have, and lines out of the stretch have."""
    triples = [set(zip(own, own[1:], own[2:], strict=False)) for own in low]
    everywhere: Counter[tuple[str, str, str]] = Counter()
    outside: Counter[tuple[str, str, str]] = Counter()
    for found, within in zip(triples, inside, strict=True):
        everywhere.update(found)
        if not within:
            outside.update(found)
    n = len(low)
    repeated, apart = np.full(n, -1.0, dtype=np.float32), np.full(n, -1.0, dtype=np.float32)
    for i, found in enumerate(triples):
        if found:
            own = 0 if inside[i] else 1
            repeated[i] = sum(everywhere[t] > 1 for t in found) / len(found)
            apart[i] = sum(outside[t] > own for t in found) / len(found)
    return repeated, apart


def _told(
    low: list[list[str]], is_prose: npt.NDArray[np.bool_], inside: npt.NDArray[np.bool_]
) -> tuple[Floats, Floats]:
    """Share of a line's longer words that the stretch's prose has, and prose right beside it."""
    n = len(low)
    longer = [{word for word in own if len(word) > 4} for own in low]
    counts: Counter[str] = Counter()
    for i in range(n):
        if is_prose[i] and inside[i]:
            counts.update(longer[i])
    prose = np.flatnonzero(is_prose)
    stretch, beside = np.full(n, -1.0, dtype=np.float32), np.full(n, -1.0, dtype=np.float32)
    at = np.searchsorted(prose, np.arange(n))
    for i, found in enumerate(longer):
        if not found:
            continue
        own = int(is_prose[i] and inside[i])
        stretch[i] = sum(counts[word] > own for word in found) / len(found)
        k = int(at[i])
        after = k + 1 if is_prose[i] else k
        near = [longer[j] for j in (*prose[max(0, k - 2) : k], *prose[after : after + 2])]
        beside[i] = sum(any(word in other for other in near) for word in found) / len(found)
    return stretch, beside


def _holes(
    lines: Sequence[Line], is_prose: npt.NDArray[np.bool_], counts: Floats, asking: Floats
) -> tuple[Floats, Floats, Floats, Floats, Floats, Floats]:
    """Lines between two lines of prose: how many, which of them, their words, what stands above."""
    n = len(lines)
    length, place = np.zeros(n, dtype=np.float32), np.zeros(n, dtype=np.float32)
    held, asked = np.zeros(n, dtype=np.float32), np.zeros(n, dtype=np.float32)
    colon, closed = np.full(n, 30.0, dtype=np.float32), np.full(n, -1.0, dtype=np.float32)
    begin, since = 0, 30
    above = -1.0
    for i in range(n + 1):
        if i == n or is_prose[i]:
            length[begin:i] = min(i - begin, 50)
            place[begin:i] = np.minimum(np.arange(i - begin), 50)
            held[begin:i] = counts[begin:i].mean() if i > begin else 0.0
            asked[begin:i] = asking[begin:i].sum()
            begin = i + 1
        if i < n:
            colon[i], closed[i] = since, above
            text = lines[i].text
            since = 0 if text.endswith(":") and counts[i] >= 3 else min(since + 1, 30)
            if is_prose[i]:
                above = float(_STRONG.search(text) is not None)
                if not text.endswith(":"):
                    since = 30
    return length, place, held, colon, closed, asked
