"""What sites put round a report, by wording: the hand-written rules of residue.

The rules are data (``lexicon/residue.tsv``): a kind, where it may stand, a pattern for a whole
line, and the reason that the reader of a brief is shown.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from importlib import resources

__all__ = ["ChromeRule", "chrome_rules", "match_rule"]

PLACES = ("any", "before", "after", "edge")
_LONGEST = 420
_SPACE = re.compile(r"\s+")
_FRAME = re.compile(r"^[•·▪■◆►▶➤→>»*_=~+|–—-]+ ?|\s*[<«*_=~|◄←]+$")
"""Marks that sites put before and after a line: bullets, arrows, stars."""
_FRAMED = frozenset(
    "see_also related_posts newsletter subscribe advertisement player notice".split()
)


@dataclass(frozen=True, slots=True)
class ChromeRule:
    """One wording of residue.

    Parameters
    ----------
    kind : str
        Kind of residue, for example ``see_also``.
    where : str
        ``any``; ``before`` or ``after`` the report; ``edge`` for both, never in its middle.
    pattern : re.Pattern
        Matches a whole line, white space folded, case ignored.
    reason : str
        For the reader of the brief.
    """

    kind: str
    where: str
    pattern: re.Pattern[str]
    reason: str

    def __post_init__(self) -> None:
        if self.where not in PLACES:
            raise ValueError(f"rule of {self.kind}: where must be one of {PLACES}: {self.where!r}")


@functools.cache
def chrome_rules() -> tuple[ChromeRule, ...]:
    """Return the rules, in the order of the file: the first that matches decides."""
    text = resources.files("backchannel.reading").joinpath("lexicon/residue.tsv").read_text("utf-8")
    rules = []
    for line in text.splitlines():
        if line and not line.startswith("#"):
            kind, where, pattern, reason = line.split("\t")
            rules.append(ChromeRule(kind, where, re.compile(pattern, re.IGNORECASE), reason))
    return tuple(rules)


def match_rule(text: str) -> ChromeRule | None:
    """Return the first rule whose pattern is the whole line, or None.

    A line between bullets, arrows or stars (">> Related: ... <<") is matched without them too.

    Examples
    --------
    >>> match_rule("Leave a comment (27)").kind
    'comment_form'
    >>> match_rule("The minister left a comment on the talks.") is None
    True
    """
    if len(text) > _LONGEST:
        return None
    folded = _SPACE.sub(" ", text).strip()
    for rule in chrome_rules():
        if rule.pattern.fullmatch(folded) or (
            "  " in text and rule.kind == "navigation" and rule.pattern.fullmatch(text)
        ):
            return rule
    bare = _FRAME.sub("", folded)
    if bare != folded and len(bare) > 3:
        for rule in chrome_rules():
            if rule.kind in _FRAMED and rule.where == "any" and rule.pattern.fullmatch(bare):
                return rule
    return None
