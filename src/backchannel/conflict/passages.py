"""The sentence around a citation: what a reader needs to see to judge it."""

from __future__ import annotations

import re
from bisect import bisect_right

from backchannel.dossier.evidence import Evidence, Report
from backchannel.text import Citation, Source, Span

__all__ = ["Passages"]

_END = re.compile(r"[.!?…]+[”’\"')\]»]*(?=\s)")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Sgt|Capt|Prof|Sen|Rep|Gov|St|No|Jan|Feb|Mar|Apr|Jun|Jul|"
    r"Aug|Sept|Sep|Oct|Nov|Dec|vs|etc|U\.S|U\.N|a\.m|p\.m|i\.e|e\.g)|\b[A-Z])\.$"
)
_LONGEST = 900


class Passages:
    """Looks up the sentence and the report of a citation.

    Parameters
    ----------
    evidence : Evidence
        Whose reports are meant.
    """

    def __init__(self, evidence: Evidence) -> None:
        self._reports = {(r.source.sha256, r.source.origin): r for r in evidence.reports}
        self._order = {key: number for number, key in enumerate(self._reports)}
        self._starts: dict[tuple[str, str], list[int]] = {}
        self._known: dict[tuple[str, str, int, int], Citation] = {}

    def report(self, source: Source) -> Report | None:
        """Return the report with this source, if it is among the evidence."""
        return self._reports.get((source.sha256, source.origin))

    def place(self, citation: Citation) -> tuple[int, int]:
        """Return (number of the report from 0, start): the order in which passages are told."""
        key = (citation.source.sha256, citation.source.origin)
        return (self._order.get(key, len(self._order)), citation.start)

    def sentence(self, citation: Citation) -> Citation:
        """Return the sentence(s) that hold a citation, at most a paragraph."""
        key = (citation.source.sha256, citation.source.origin, citation.start, citation.end)
        if key not in self._known:
            self._known[key] = self._find(citation)
        return self._known[key]

    def _find(self, citation: Citation) -> Citation:
        text = citation.source.text
        around = self._paragraph(citation)
        start, end = around.start, around.end
        for found in _END.finditer(text, around.start, around.end):
            if _ABBREVIATION.search(text, max(around.start, found.start() - 6), found.start() + 1):
                continue
            if _mid_sentence(text, found.end()):
                continue
            if found.end() <= citation.start:
                start = found.end()
            elif found.end() >= citation.end:
                end = found.end()
                break
        while start < citation.start and text[start].isspace():
            start += 1
        while end > citation.end and text[end - 1].isspace():
            end -= 1
        if end - start > max(_LONGEST, citation.end - citation.start):
            return citation
        return Citation(citation.source, start, end)

    def _paragraph(self, citation: Citation) -> Span:
        report = self.report(citation.source)
        if report is not None:
            key = (citation.source.sha256, citation.source.origin)
            if key not in self._starts:
                self._starts[key] = [span.start for span in report.body]
            at = bisect_right(self._starts[key], citation.start) - 1
            if at >= 0 and citation.end <= report.body[at].end:
                return report.body[at]
        text = citation.source.text
        start = text.rfind("\n", 0, citation.start) + 1
        end = text.find("\n", citation.end)
        return Span(start, end if end >= 0 else len(text))


def _mid_sentence(text: str, end: int) -> bool:
    """Whether what follows goes on in lower case: a stop inside a sentence."""
    following = text[end : end + 3].lstrip()
    return bool(following) and following[0].islower()
