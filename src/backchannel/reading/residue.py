"""Which lines belong to the site and which to the report, with the reason for each.

A page that is pasted whole brings breadcrumbs, share bars, links in mid-body, captions, related
posts, comment forms and cookie notices with it. They are marked, never deleted: whoever reads the
brief can see what was set aside and why.

Two judges: hand-written rules on wording (`backchannel.reading.chrome`) and on place (mastheads and
titles come before the first paragraph), and a small trained one for lines that no wording gives
away. The trained one is asked only where the text looks like a page; a report that was pasted
without its page is left whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from backchannel.reading.chrome import ChromeRule, match_rule
from backchannel.reading.datelines import find_dateline, is_date_line
from backchannel.reading.line_choice import STAMP, choose_lines
from backchannel.reading.line_judge import MOST_LINES, Judge, load_judge
from backchannel.reading.lines import Line, is_sentence_like, words_of

__all__ = ["TRANSLATION", "Verdict", "judge_lines"]

TRANSLATION = re.compile(
    r"[(\[]?\s*(?:english )?(?:translat(?:ion|ed)|translator)\b.{0,60}?(?:\bby\b|:)\s*"
    r"(?P<name>[^()\[\]]{2,60}?)\s*[.)\]]*",
    re.IGNORECASE,
)
"""A translator's credit; group ``name`` is the translator."""
_ORIGIN = re.compile(
    r"[(\[]?\s*(?:translated )?from (?:the )?(?:arabic|french|german|italian|persian|farsi|russian|"
    r"spanish|turkish|hebrew|chinese|kurdish|[A-Z]\w+)(?: original)?\b.{0,80}",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"[(\[]\s*(?:(?:additional |with )?(?:reporting|writing|editing|compiled|edited|written) "
    r"(?:by|from)|with (?:additional )?(?:inputs?|agencies|reporting)|source:|agencies\b).{0,240}",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(
    r"(?:for (?:and on behalf of )?the [\w ]{2,60}, )?"
    r"(?-i:[A-ZÀ-Þ][\w'’.-]+(?: (?:al|el|de|da|van|von|bin|ibn|[A-ZÀ-Þ][\w'’.-]*)){1,4})",
    re.IGNORECASE,
)
_SALUTATION = re.compile(r"(?:to (?:the|all|our|whom|his|her) |dear ).{2,120}[^.!?]", re.IGNORECASE)
_SPEAKER = re.compile(r"(?P<label>[A-Z][A-Z0-9 .'’&/-]{1,40}|[A-Z][\w.'’ -]{1,30})\s?: \S")
_CAPTION_LIKE = re.compile(
    r"\b(photo|image|courtesy|pictured|file|getty|reuters|afp|ap|epa|handout|via|illustration)\b",
    re.IGNORECASE,
)
_STOPS = tuple(".!?…。！？؟۔।")
_FEWEST_LINES = 40
_NEAR_HEADS = 8
_MOST_CRUMBS = 20
_HEADS_OTHERS = frozenset(["related_posts", "comment_form"])
_FOLD = re.compile(r"\W+")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a line is.

    Parameters
    ----------
    line : Line
        The line.
    role : str
        ``body``; ``heading`` (part of the body); ``residue``; or a kind of metadata: ``title``,
        ``dateline``, ``date``, ``translator``, ``signature``.
    kind : str
        Kind of residue, empty for the rest.
    reason : str
        Why it was judged so.
    confidence : float
        Between 0 and 1.
    """

    line: Line
    role: str
    kind: str = ""
    reason: str = ""
    confidence: float = 1.0


def judge_lines(
    lines: Sequence[Line],
    *,
    title: str | None = None,
    extracted: Sequence[bool] | None = None,
    judge: Judge | None = None,
) -> tuple[Verdict, ...]:
    """Judge every line of a text.

    Parameters
    ----------
    lines : sequence of Line
        The lines of one report, blank ones left out.
    title : str or None
        Its title if the page's markup gives one.
    extracted : sequence of bool or None
        For a page: which lines the extractor holds to be the report.
    judge : Judge or None
        The trained judge; None stands for the one that ships. It is asked only if the text looks
        like a page.

    Returns
    -------
    tuple of Verdict
        One for each line, in order.

    Examples
    --------
    >>> from backchannel.reading.lines import lines_of
    >>> text = "Envoys meet\\nThe envoys of both sides met in the capital on Monday.\\nShare this"
    >>> [verdict.role for verdict in judge_lines(lines_of(text))]
    ['title', 'body', 'residue']
    """
    rules = [match_rule(line.text) for line in lines]
    chances: list[float] | None = None
    if _looks_like_page(lines, rules):
        chances, kept = _ask_judge(lines, rules, judge)
    else:
        kept = _prose(lines, rules)
    if extracted is not None and any(extracted):
        kept = [
            inside and (rule is None or rule.where != "any")
            for inside, rule in zip(extracted, rules, strict=True)
        ]
        _leave_out_title(kept, lines, title)
        chances = None
    first = kept.index(True) if any(kept) else len(lines)
    last = len(kept) - 1 - kept[::-1].index(True) if any(kept) else -1

    judged: list[Verdict] = []
    for i, (line, rule) in enumerate(zip(lines, rules, strict=True)):
        inside = first < i < last
        applies = rule is not None and not (
            (rule.where == "edge" and inside)
            or (rule.where == "before" and i > first)
            or (rule.where == "after" and i < last)
        )
        if chances is not None and kept[i]:
            judged.append(Verdict(line, "body", confidence=chances[i]))
        elif rule is not None and applies:
            judged.append(Verdict(line, "residue", rule.kind, rule.reason, 0.95))
        elif chances is not None and first <= i <= last:
            judged.append(_set_apart(line, chances[i]))
        else:
            judged.append(_by_place(line, i, first, last, extracted))
    if chances is None and extracted is None:
        first, last = _take_in_short_sentences(judged, first, last)
    _find_title(judged, first, title)
    _mark_lists_below(judged, last)
    _mark_headings(judged, first, last)
    return tuple(judged)


def _leave_out_title(kept: list[bool], lines: Sequence[Line], title: str | None) -> None:
    """An extractor may begin the report with its title: the lines before the first sentence."""
    told = _folded(title) if title else ""
    for i, line in enumerate(lines):
        if kept[i] and is_sentence_like(line.text):
            return
        if kept[i] and told and _folded(line.text) in told:
            kept[i] = False


def _prose(lines: Sequence[Line], rules: Sequence[ChromeRule | None]) -> list[bool]:
    """Lines that read as the report's own, by wording alone."""
    crumbs = [
        _folded(line.text)
        for line, rule in zip(lines, rules, strict=True)
        if rule is not None and rule.kind == "breadcrumb"
    ][:_MOST_CRUMBS]
    speaking = _speaker_lines(lines)
    return [
        rule is None
        and (speaks or is_sentence_like(line.text))
        and not _CREDIT.fullmatch(line.text)
        and not any(_folded(line.text) in crumb for crumb in crumbs)
        for line, rule, speaks in zip(lines, rules, speaking, strict=True)
    ]


def _looks_like_page(lines: Sequence[Line], rules: Sequence[ChromeRule | None]) -> bool:
    """Whether a text was pasted with its whole page: much wording of sites, most lines no prose.

    Where less than a quarter is prose, less wording of sites will do. The judge was fitted on such
    pages only. A report with a few lines of its site round it is told apart by wording and place,
    so that none of its paragraphs hangs on a probability.
    """
    if not _FEWEST_LINES <= len(lines) <= MOST_LINES:
        return False
    sure = sum(rule is not None and rule.where == "any" for rule in rules)
    prose = sum(is_sentence_like(line.text) for line in lines)
    return 2 * prose < len(lines) and sure >= (3 if 4 * prose < len(lines) else 5)


def _ask_judge(
    lines: Sequence[Line], rules: Sequence[ChromeRule | None], judge: Judge | None
) -> tuple[list[float], list[bool]]:
    """The trained judge's probabilities of body, and the lines that are kept."""
    chances = [
        round(float(chance), 4)
        for chance in (judge or load_judge()).body_probability(lines, rules)[0]
    ]
    return chances, choose_lines(lines, rules, chances)


def _set_apart(line: Line, chance: float) -> Verdict:
    """Amid the report, judged not to belong to it."""
    if _CAPTION_LIKE.search(line.text):
        kind, reason = "caption", "reads like the caption or credit of a picture"
    else:
        kind, reason = "inset", "does not read like the lines of the report round it"
    return Verdict(line, "residue", kind, reason, round(1 - chance, 4))


def _by_place(
    line: Line, i: int, first: int, last: int, extracted: Sequence[bool] | None
) -> Verdict:
    if TRANSLATION.fullmatch(line.text) and (i < first or i > last):
        return Verdict(line, "translator", reason="names the translator")
    if _CREDIT.fullmatch(line.text):
        return Verdict(line, "residue", "credit", "names the desk or agencies", 0.9)
    if i < first:
        if _ORIGIN.fullmatch(line.text):
            return Verdict(line, "residue", "credit", "says what it was translated from", 0.9)
        if is_date_line(line.text):
            return Verdict(line, "date", reason="a date by itself")
        if _SALUTATION.match(line.text):
            return Verdict(line, "salutation", reason="addresses the readers")
        dateline = find_dateline(line.text)
        if dateline and dateline.end >= len(line.text):
            return Verdict(line, "dateline", reason="place, date and agency")
        if STAMP.fullmatch(line.text):
            return Verdict(line, "body")
        return Verdict(line, "head")
    if i > last:
        if is_date_line(line.text):
            return Verdict(line, "date", reason="a date by itself")
        if _SIGNATURE.fullmatch(line.text) and i <= last + 2:
            return Verdict(line, "signature", reason="a name by itself after the last paragraph")
        return Verdict(line, "tail")
    if extracted is not None and not extracted[i] and not is_sentence_like(line.text):
        return Verdict(line, "residue", "inset", "the page sets it apart from the report", 0.7)
    return Verdict(line, "body")


def _speaker_lines(lines: Sequence[Line]) -> list[bool]:
    """Lines of a transcript: a label in front of two or more lines makes it a speaker's."""
    labels = [match["label"] if (match := _SPEAKER.match(line.text)) else "" for line in lines]
    said = {label for label in labels if label.isupper() and labels.count(label) >= 2}
    return [bool(label) and (label in said or (bool(said) and label.isupper())) for label in labels]


def _take_in_short_sentences(judged: list[Verdict], first: int, last: int) -> tuple[int, int]:
    """In a text without its page: short sentences right before and after the report are its own."""
    above = [i for i in range(first) if judged[i].role == "head"]
    if len(above) >= 2 and above[-1] == first - 1 and _is_short_sentence(judged[first - 1].line):
        first -= 1
        judged[first] = Verdict(judged[first].line, "body")
    while 0 <= last < len(judged) - 1:
        after = judged[last + 1]
        if after.role not in ("tail", "signature") or not _is_short_sentence(after.line):
            break
        if after.role == "signature" and len(words_of(after.line.text)) < 3:
            break
        last += 1
        judged[last] = Verdict(after.line, "body")
    return first, last


def _is_short_sentence(line: Line) -> bool:
    text = line.text
    return (
        len(words_of(text)) >= 2
        and text.rstrip("\"'”’»")[-1:] in _STOPS
        and text[0] not in "([@#"
        and re.match(r"(source|sources|online|photo|via|related)\b", text, re.IGNORECASE) is None
        and sum(word[0].isupper() for word in words_of(text)) * 2 <= len(words_of(text)) + 1
    )


def _find_title(judged: list[Verdict], first: int, title: str | None) -> None:
    """Pick the title among the lines before the first paragraph; the others are mastheads."""
    heads = [i for i, verdict in enumerate(judged[:first]) if verdict.role == "head"]
    near = set(heads[-_NEAR_HEADS:])
    chosen = None
    crumbs = [_folded(v.line.text) for v in judged[:first] if v.kind == "breadcrumb"]
    crumbs = crumbs[:_MOST_CRUMBS]
    folded_title = _folded(title) if title else ""
    best = 0.0
    for rank, i in enumerate(heads):
        text = judged[i].line.text
        folded = _folded(text)
        count = len(words_of(text))
        points = 1.0 + min(count, 9) / 3 + 0.4 * (rank - max(0, len(heads) - _NEAR_HEADS))
        if i not in near:
            points -= 6
        if count > 30:
            points -= 4
        if folded and any(folded in crumb for crumb in crumbs):
            points += 6
        if folded_title and (folded in folded_title or folded_title in folded) and count > 1:
            points += 8
        if any(word.islower() for word in words_of(text)):
            points += 1
        if " | " in text:
            points -= 1.5
        if points > best:
            best, chosen = points, i
    for i in heads:
        line = judged[i].line
        if i == chosen:
            again = any(_folded(line.text) and _folded(line.text) in crumb for crumb in crumbs)
            if again:
                judged[i] = Verdict(
                    line, "residue", "duplicate_title", "the title, said before in the breadcrumb"
                )
            else:
                judged[i] = Verdict(line, "title", reason="heads the report")
        elif chosen is not None and _folded(line.text) == _folded(judged[chosen].line.text):
            judged[i] = Verdict(line, "residue", "duplicate_title", "the title once more")
        elif i in near:
            judged[i] = Verdict(
                line, "residue", "masthead", "stands above the first paragraph, not its title", 0.7
            )
        else:
            judged[i] = Verdict(
                line, "residue", "navigation", "stands far above the report, among the links", 0.7
            )


def _mark_lists_below(judged: list[Verdict], last: int) -> None:
    """After the last paragraph: lines below a heading of other stories are such stories."""
    kind, reason = "", ""
    for i in range(last + 1, len(judged)):
        verdict = judged[i]
        if verdict.kind in _HEADS_OTHERS:
            kind, reason = verdict.kind, f"stands below {verdict.line.text[:60]!r}"
        elif verdict.role in ("tail", "date", "signature") and kind:
            judged[i] = Verdict(verdict.line, "residue", kind, reason, 0.8)
        elif verdict.role == "tail":
            judged[i] = Verdict(
                verdict.line, "residue", "after_report", "stands after the last paragraph", 0.6
            )


def _mark_headings(judged: list[Verdict], first: int, last: int) -> None:
    for i in range(first, last + 1):
        verdict = judged[i]
        if verdict.role != "body" or is_sentence_like(verdict.line.text):
            continue
        text = verdict.line.text
        follows = next((v for v in judged[i + 1 :] if v.role != "residue"), None)
        if (
            follows is not None
            and len(words_of(text)) <= 12
            and not text.endswith((".", "!", "”", '"', ","))
            and not STAMP.fullmatch(text)
        ):
            judged[i] = Verdict(verdict.line, "heading", reason="heads a section of the report")


def _folded(text: str) -> str:
    return _FOLD.sub(" ", text).strip().casefold()
