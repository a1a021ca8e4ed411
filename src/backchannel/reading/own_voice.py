"""Whose voice a document speaks in: the body that a communique calls "we".

A document speaks for a body if it says "we" or "our" outside quotations and either calls itself so
("this union", "we, the members of ..."), or its head names the body beside a word for such papers
("Statement of ...", "Press release") or as its masthead. Newspapers say "we" too; a head that names
no body of the text, and a transcript with labelled speakers, speak for nobody.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from backchannel.dossier.evidence import Report
from backchannel.reading.gazetteer import level
from backchannel.reading.name_words import legal_form
from backchannel.reading.phrase import Found
from backchannel.reading.quotations import quotations
from backchannel.reading.tagged import Word
from backchannel.reading.titles import party_nouns

__all__ = ["Voice", "own_voice", "publishes_itself"]


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks: a phrase of the text, or a name that only the head of the page gives.

    Parameters
    ----------
    phrase : Found or None
        The phrase that means the body.
    name : str
        Its name in the head, if no phrase of the text names it, or its letters there.
    place : tuple of (int, int)
        Where the head names it, half-open code points.
    """

    phrase: Found | None
    name: str = ""
    place: tuple[int, int] = (0, 0)


_PAPERS = re.compile(
    r"\b(?:statement|communiqu[eé]|communication|(?:press|news|media) (?:release|note|service)|memo"
    r"|memorandum|declaration|open letter|circular|bulletin|notice|situation report|appeal"
    r"|resolution|proclamation|spokes(?:man|woman|person))\b",
    re.IGNORECASE,
)
_OUTLET = re.compile(
    r"\b(?:times|post|news|herald|radio|fm|tv|agency|daily|gazette|tribune|mirror|blog|live|press"
    r"|newsletter|magazine|review|courier|chronicle|observer|journal|letter)\b",
    re.IGNORECASE,
)
_LABEL = re.compile(r"^[A-Z][A-Z .'-]{2,30}(?: \([^)]{2,30}\))?:", re.MULTILINE)
_ACRONYM = re.compile(r"\b[A-Z]{3,7}\b")


def own_voice(
    report: Report, words: Sequence[Word], found: Sequence[Found], itself: Found | None
) -> Voice | None:
    """Return who speaks in a document of its own voice, or None for everything else.

    Parameters
    ----------
    report : Report
        Whose head is looked at.
    words : sequence of Word
        Words of title and body.
    found : sequence of Found
        Phrases of the text, in order.
    itself : Found or None
        The phrase by which the document calls itself, "this union", if it does.
    """
    text = level(report.source.text)
    quoted = quotations(text)
    if itself is not None:
        start = words[itself.first].start
        if not any(lo <= start < hi for lo, hi in quoted):
            return _with_letters(text[: report.body[0].start] if report.body else "", itself)
    ours = [
        i
        for i, word in enumerate(words)
        if word.text.lower() in ("we", "our", "us")
        and not any(lo <= word.start < hi for lo, hi in quoted)
    ]
    if len(ours) < 2 or len(_LABEL.findall(text)) >= 3:
        return None
    for i in ours:
        if i + 2 < len(words) and words[i].text.lower() == "we" and words[i + 1].text == ",":
            named = next((f for f in found if f.first in (i + 2, i + 3) and _body(f)), None)
            if named is not None:
                return Voice(named)
    head = text[: report.body[0].start] if report.body else ""
    paper = _PAPERS.search(head) is not None
    spots: list[tuple[int, int, Found]] = []
    for one in found:
        mistaken = one.sort == "person" and not one.title and not one.role
        if not (_body(one) or (mistaken and paper)) or one.sort == "noun":
            continue
        form = text[words[one.name_first].start : words[one.name_last - 1].end]
        if _PAPERS.match(form):
            continue  # "Communiqué No. 4" is no body
        at = _spot(form, head, paper)
        if at is not None:
            spots.append((at, -len(form), one))
        for short, _, _ in one.aliases:
            at = _spot(short, head, paper)
            if at is not None:
                spots.append((at, -len(short), one))
    if spots:
        phrase = min(spots, key=lambda s: (s[0], s[1], s[2].first))[2]
        form = text[words[phrase.name_first].start : words[phrase.name_last - 1].end]
        whole = _masthead(head) if _ORGANS & set(form.lower().split()) else None
        if whole is not None:
            return whole
        if phrase.sort == "person":
            phrase.sort = "organisation"
        return Voice(phrase)
    if not paper:
        return None
    if (signed := _signed(text, head)) is not None:
        return signed
    for line in re.finditer(r"[^\n]+", head):
        segment = re.split(r"\s[|>–—-]\s", line.group())[0]
        short_form = _ACRONYM.fullmatch(segment.strip())
        if short_form is not None and not _PAPERS.search(segment):
            start = line.start() + line.group().index(short_form.group())
            return Voice(None, short_form.group(), (start, start + len(short_form.group())))
    named_there = _named_in_head(head)
    if named_there is not None:
        return named_there
    first = next((f for f in found if _body(f) and f.sort != "noun" and _opens(words, f)), None)
    return Voice(first) if first is not None else None


_FIRST_LETTERS = re.compile(r"\s*([A-Z]{3,5})(?= [A-Z]| ?[|>–—-]|[ \t]*$)", re.MULTILINE)
_NO_LETTERS = frozenset("THE NEW OUR OLD FOR ALL AND LIVE POST TIMES DAILY NEWS PRESS STOP".split())


def _with_letters(head: str, itself: Found) -> Voice:
    """The body that calls itself "this union", with the letters that its page begins with."""
    letters = _FIRST_LETTERS.match(head)
    line = head.lstrip().split("\n", 1)[0]
    line = re.split(r"\s+[>»›]\s+", line)[0]  # "SEN > Press > Communiqués" is a way, no outlet
    if letters is None or letters.group(1) in _NO_LETTERS or _OUTLET.search(line):
        return Voice(itself)
    return Voice(itself, letters.group(1), letters.span(1))


_RELEASE = re.compile(
    r"\b(?:(?:press|news|media) (?:release|statement|notice)"
    r"|(?:press|information) (?:service|office)|communiqu[eé])\b",
    re.IGNORECASE,
)


def publishes_itself(report: Report) -> bool:
    """Whether the publisher is a body that tells of itself in a release, not a paper or station."""
    if not report.publisher or not report.body or _OUTLET.search(report.publisher):
        return False
    return _RELEASE.search(level(report.source.text)[: report.body[0].start]) is not None


_WORD = r"(?:[A-Z][\w’'-]*)"
_SMALL = frozenset("of and for the in on de la del des du &".split())
_NAME = rf"{_WORD}(?: (?:(?:of|and|for|the|of the|OF|AND|FOR|THE|OF THE|&) )?{_WORD}){{1,7}}"
_NUMBERED = re.compile(
    r"^\W*(?:(?i:statement|communiqu[eé]|(?:press|media) (?:release|statement)|declaration|circular"
    r"|bulletin|resolution|proclamation)\b.{0,12}\d|(?:STATEMENT|COMMUNIQU[EÉ]|DECLARATION"
    r"|(?:PRESS|MEDIA) (?:RELEASE|STATEMENT)|OPEN LETTER|PROCLAMATION|RESOLUTION)\b)"
)
_NAVIGATION = re.compile(r"(?:home|skip|view|menu|search|log|sign|back|latest)\b", re.IGNORECASE)
_SENT_BY = re.compile(rf"\b(?:of|by|from|OF|BY|FROM) (?:the |THE )?({_NAME})[.,]?[ \t]*$")
_MASTHEAD = re.compile(rf"(?:The )?({_NAME})(?=\s+[|>»–—-]\s|[ \t]*$)")
_BODIES = frozenset(
    "alliance union front movement council party federation committee association ministry company "
    "congress league coalition corporation cooperative co-op syndicate guild chamber commission "
    "authority agency organisation organization society assembly forum mission office "
    "confederation army brigade brigades resistance militia network relief conference synod "
    "diocese archdiocese chapter congregation caucus college institute".split()
)
#: Organs that speak for the body whose page it is.
_ORGANS = frozenset("committee council board secretariat bureau executive presidium".split())


def _named_in_head(head: str) -> Voice | None:
    """The body that only the head names: "Statement of the ...", or a masthead of its own."""
    lines = list(re.finditer(r"[^\n]+", head))
    for line in lines:
        sent = _SENT_BY.search(line.group()) if _PAPERS.search(line.group()) else None
        if sent is not None and _is_body(sent.group(1)):
            start = line.start() + sent.start(1)
            named = Voice(None, _from_capitals(sent.group(1)), (start, start + len(sent.group(1))))
            organ = bool(_ORGANS & set(named.name.lower().split()))
            return (_masthead(head) or named) if organ else named
    return _masthead(head)


_FOR = re.compile(
    r"^(?:For|On behalf of)(?: and on behalf of)? (?:the )?([A-Z][^\n,:;]{1,60}?)"
    r"(?:[,:.]?[ \t]*|: [^\n]{3,80})$",
    re.MULTILINE,
)
_LINE_PART = re.compile(r"\s+[|>»›–—]\s+|\n")


def _signed(text: str, head: str) -> Voice | None:
    """The body that a paper is signed for: "For the Front," in a line of its own near its end.

    Where the signature is short, the head's own line tells the full name: "Aru Liberation Front".
    """
    half = len(text) // 2
    for sign in _FOR.finditer(text, half):
        short = sign.group(1).lower().split()
        if _ORGANS & set(short):
            continue
        full = 0
        for part in _LINE_PART.split(head):
            at = head.index(part, full) if part else 0
            full = at
            name = part.strip()
            words = name.lower().split()
            if len(words) > len(short) and len(words) <= 7 and name[:1].isupper():
                if f" {' '.join(short)} " in f" {' '.join(words)} ":
                    start = at + part.index(name)
                    return Voice(None, _from_capitals(name), (start, start + len(name)))
        if _is_body(sign.group(1)):
            return Voice(None, sign.group(1), sign.span(1))
    by_whom = _SIGNATURE.search(text, half)
    if by_whom is not None and (by_whom.group(1).isupper() or _is_body(by_whom.group(1))):
        return Voice(None, by_whom.group(1), by_whom.span(1))
    return None


_SIGNATURE = re.compile(
    r"^[A-Z][^\n,:;]{3,40}, (?:[\w-]+ )?(?:chair(?:man|woman|person)?|president|secretary|leader"
    r"|spokes(?:man|woman|person)|convenor|coordinator|director|head|treasurer)"
    r"(?: of (?:the )?| for (?:the )?|, (?:the )?)([A-Z][\w’' -]{1,60}?)\.?[ \t]*$",
    re.MULTILINE,
)


def _masthead(head: str) -> Voice | None:
    """The body whose page it is, by one of the first three lines.

    The first line of a numbered paper ("COMMUNIQUÉ No. 14") is taken at its word whatever noun
    ends the name, the others only where a noun for bodies stands in them.
    """
    numbered = any(_NUMBERED.search(line) for line in head.splitlines())
    if numbered and (short := _short_masthead(head)) is not None:
        return short
    lines = [m for m in re.finditer(r"[^\n]+", head) if not _ADDRESS.match(m.group())]
    for number, line in enumerate(lines[:3]):
        own = _MASTHEAD.match(line.group())
        if own is None or _PAPERS.search(own.group(1)) or _OUTLET.search(own.group(1)):
            continue
        trusted = numbered and number == 0 and not _NAVIGATION.match(own.group(1))
        if trusted or _is_body(own.group(1)):
            start = line.start() + own.start(1)
            end = start + len(own.group(1))
            return Voice(None, _from_capitals(own.group(1)), (start, end))
    return None


#: The address of a page, or the way to it: "aru.example / documents".
_ADDRESS = re.compile(r"\s*(?:https?://|www\.|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}\b)")
_SHORT = re.compile(rf"({_WORD})\s+[|>»–—-]\s+({_NAME})\s*$")


def _short_masthead(head: str) -> Voice | None:
    """The single word before what the body is: "ARU-VEL – MOVEMENT OF THE FREE VALLEYS"."""
    line = next(re.finditer(r"[^\n]+", head), None)
    own = _SHORT.match(line.group()) if line is not None else None
    if line is None or own is None or not _is_body(own.group(2)) or _OUTLET.search(own.group(1)):
        return None
    name = own.group(1)
    if "-" in name and name.isupper():
        name = "-".join(part.capitalize() for part in name.split("-"))
    return Voice(None, name, (line.start(), line.start() + own.end(1)))


def _from_capitals(name: str) -> str:
    """A name set in capitals as it is written in a text: "HARBOUR PILOTS OF VORA".

    Examples
    --------
    >>> _from_capitals("HARBOUR PILOTS OF VORA")
    'Harbour Pilots of Vora'
    """
    if not name.isupper() or " " not in name:
        return name
    return " ".join(w.lower() if w.lower() in _SMALL else w.capitalize() for w in name.split())


def _is_body(name: str) -> bool:
    return any(word.lower() in _BODIES for word in re.findall(r"[\w-]+", name))


def _body(one: Found) -> bool:
    """Whether a phrase names a body that can speak in a paper of its own."""
    if one.sort == "noun":
        noun = party_nouns()[one.key]
        return noun.meaning in ("org", "stateorgan") or (
            noun.name == "member" and bool(one.belongs)
        )
    return one.sort == "organisation" or (one.sort == "name" and not one.place)


def _spot(form: str, head: str, paper: bool) -> int | None:
    """Where the head names the body as its own: in a line of its own, or of a paper's title."""
    match = re.search(rf"(?<!\w){re.escape(form)}(?!\w)", head, re.IGNORECASE)
    if match is None:
        return None
    low = head.rfind("\n", 0, match.start()) + 1
    high = head.find("\n", match.end())
    line = head[low : high if high >= 0 else len(head)]
    alone = not line[: match.start() - low].strip() and not _OUTLET.search(line)
    rest = line[match.end() - low :].strip()
    if alone and (not rest or rest[0] in "|>–—-:(," or legal_form(rest)):
        return match.start()
    if paper and _PAPERS.search(line):
        return match.start()
    return None


def _opens(words: Sequence[Word], one: Found) -> bool:
    """Whether a name is the subject of the first sentence of the body."""
    first = next((w.sentence for w in words if w.relation == "nsubj"), None)
    return words[one.name_first].sentence == first and any(
        w.relation == "nsubj" for w in words[one.name_first : one.name_last]
    )
