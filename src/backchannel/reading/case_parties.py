"""Who "the Applicant" and "the Respondent" are: the two sides that a case is called by.

A court's or tribunal's paper names its parties once, in the line that the case is called by ("State
of Aru v. State of Bel"), and from then on by the part that each has in the case: who brought it
stands first (*Oxford Standard for Citation of Legal Authorities*, 2.1).
"""

from __future__ import annotations

import re

__all__ = ["case_parties"]

_CALLED = re.compile(
    r"(?:^|[:.;] ?)((?:The )?[A-Z][^\n.:;()]{2,70}?) (?:v\.?|vs\.?|versus) "
    r"((?:the )?[A-Z][^\n:;(),]{2,70}?)"
    r"(?= ?[(,;\n]|\.\s|$)",
    re.MULTILINE,
)
_BROUGHT = ("applicant", "petitioner", "plaintiff", "claimant", "complainant", "appellant")
_ANSWERS = ("respondent", "defendant", "appellee")
_FORM = re.compile(r"^(?:the )?(?:State|Republic|Kingdom|Government) of (?:the )?", re.IGNORECASE)


def case_parties(text: str) -> dict[str, str]:
    """Return the names that the parts of a case stand for, by the part in small letters.

    Parameters
    ----------
    text : str
        Of the report, its head included. More than one case, or none: nothing is known.

    Returns
    -------
    dict of str to str
        Names as the line has them, without "State of".

    Examples
    --------
    >>> case_parties("No. 7: State of Aru v. State of Bel (Canal)")["respondent"]
    'Bel'
    >>> case_parties("They lost 3 v. 4.")
    {}
    """
    called = {(m.group(1).strip(), m.group(2).strip()) for m in _CALLED.finditer(text)}
    if len(called) != 1:
        return {}
    first, second = (_FORM.sub("", name) for name in called.pop())
    return dict.fromkeys(_BROUGHT, first) | dict.fromkeys(_ANSWERS, second)
