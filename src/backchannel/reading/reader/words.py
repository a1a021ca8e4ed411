"""Words: a text as word tokens at exact places, after the habits of Universal Dependencies.

Contractions are split ("do" + "n't", "Iran" + "'s"), hyphens between words are tokens of
their own ("cease - fire") unless the first part is a prefix ("anti-government"), closed
abbreviations keep their full stop ("U.S.", "Mr."), numbers keep their separators, addresses
stay whole. Every token is a stretch of the text: `text[start:end]` is the word.

References
----------
Silveira et al., "A Gold Standard Dependency Corpus for English", LREC 2014 (the habits).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["MAX_WORD", "SHAPES", "shape", "word_spans"]

#: Longest token in characters; a longer run of letters is cut, so no token is unbounded.
MAX_WORD = 1000

_PREFIXES = (
    "anti|bi|co|counter|cyber|de|e|ex|extra|inter|intra|macro|mega|meta|micro|mid|mini|multi|neo"
    "|non|over|pan|post|pre|pro|pseudo|quasi|re|semi|socio|sub|super|trans|tri|ultra|un|uni|vice"
)
_ABBREVIATIONS = (
    r"Mr|Mrs|Ms|Messrs|Dr|Prof|Rev|Hon|Gen|Col|Lt|Maj|Capt|Sgt|Cmdr|Adm|Sen|Rep|Gov|Pres|St|Mt|Ft"
    r"|Jr|Sr|Inc|Ltd|Corp|Co|Bros|vs|etc|al|No|Nos|Art|Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct|Nov|Dec"
    r"|Mon|Tue|Tues|Wed|Thu|Thur|Thurs|Fri|Ave|Blvd|Calif|Conn|Fla|Mass|Mich|Minn|Okla|Penn|Tenn"
    r"|Tex|Va|Wash|Wis|Ariz|Ala|Ark|Colo|Ga|Ill|Ind|Kan|Ky|La|Md|Miss|Mo|Mont|Neb|Nev|Ore|Pa|Vt"
    r"|Wyo|Del|approx|dept|est|fig|vol|pp|ed|eds|Bi|Bw|Sr|Sra|Srta|Dra|Lic|Ing|Dott|Smt|Mgr|Msgr|Amb"
)
_TOKEN = re.compile(
    r"""
      (?:https?://|www\.)[^\s<>"“”()\[\]]{1,900}[^\s<>"“”()\[\].,;:!?'’]   # a web address
    | [\w.+-]{1,100}@[\w-]{1,100}(?:\.[\w-]{1,60}){1,6}                   # a mail address
    | (?<!\w)[A-Za-z](?:\.[A-Za-z]){1,8}\.?(?!\w)                         # U.S., a.m., e.g.
    | (?<!\w)(?:"""
    + _ABBREVIATIONS
    + r""")\.(?=\s|,|$)                                                   # Mr.
    | (?<!\w)[A-Z]\.(?=\s+[A-Z]|[A-Z])                                    # J. Smith
    | [@\#]\w{1,100}                                                      # handles, tags
    | (?<![\w])(?:"""
    + _PREFIXES
    + r""")[-‐‑][^\W\d_]{1,100}(?:['’](?=[sS]\b))?                        # anti-government
    | [A-Z][^\W\d_]{0,30}['’](?!(?:s|re|ve|ll|d|m|t|em)\b)[^\W\d_]{2,30}  # O'Brien, Asa'ib
    | [^\W\d_]{1,8}[-‐‑]\d+[A-Za-z]?(?!\w)                                # F-16, COVID-19
    | \d+(?:[.,:/]\d+)*(?:st|nd|rd|th|s|k|m|bn)?(?![^\W_])                # 1,200.50, 3rd, 1990s
    | \w{1,1000}                                                          # a word, a number
    | \.{2,60} | -{2,60} | ([=*_~\#+!?-])\1{1,60}                         # runs of one mark
    | ['’](?:s|S|re|RE|ve|VE|ll|LL|d|D|m|M|em)(?!\w)                      # clitics
    | [:;]-?[)(DP](?!\w)                                                  # faces
    | &(?:amp|lt|gt|quot);                                                # left-over entities
    | \S
    """,
    re.VERBOSE,
)
_NEGATED = re.compile(
    r"(?i)(?:is|are|was|were|do|does|did|has|have|had|ca|could|wo|would|should|must|need|might|ai)n$"
)
_CANNOT = {"cannot": 3, "gonna": 3, "wanna": 3, "gotta": 3}
_JOIN = "'’"

#: How a word is written: the casing that a lower-cased word-piece table loses.
SHAPES = (
    "none",
    "lower",
    "title",
    "upper",
    "capital",
    "mixed",
    "digits",
    "number",
    "punctuation",
    "quote",
    "stop",
    "other",
)
_INDEX = {name: i for i, name in enumerate(SHAPES)}
_NUMBER = re.compile(r"\d+(?:[.,:/]\d+)*$")


def word_spans(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """The words of a text, in order, as half-open code-point spans.

    Parameters
    ----------
    text : str
        Any text; it need not be well formed.
    start, end : int, optional
        The stretch to cut; default the whole text.

    Yields
    ------
    (int, int)
        Start and end of one word, never empty, never overlapping, without white space.
    """
    stop = len(text) if end is None else end
    position = start
    while position < stop:
        match = _TOKEN.search(text, position, stop)
        if match is None:
            return
        a, b = match.span()
        position = b
        word = match.group()
        # "don't": the pattern met "don"; the clitic "n't" takes the n back.
        if (
            b + 1 < stop
            and text[b] in _JOIN
            and text[b + 1] in "tT"
            and (b + 2 >= len(text) or not text[b + 2].isalnum())
            and _NEGATED.search(word)
        ):
            if b - 1 > a:
                yield a, b - 1
            yield b - 1, b + 2
            position = b + 2
            continue
        cut = _CANNOT.get(word.lower()) if b - a < 8 else None
        if cut:
            yield a, a + cut
            yield a + cut, b
            continue
        yield a, b


def shape(word: str) -> int:
    """The index in `SHAPES` of how a word is written."""
    if word.islower() and word.isalpha():
        return _INDEX["lower"]
    first = word[:1]
    if first.isalpha():
        if len(word) == 1 or (len(word) == 2 and word[1] == "."):
            return _INDEX["capital"] if first.isupper() else _INDEX["lower"]
        if any(c.isdigit() for c in word):
            return _INDEX["digits"]
        if word.isupper():
            return _INDEX["upper"]
        if first.isupper() and word[1:].islower():
            return _INDEX["title"]
        if word.islower():
            return _INDEX["lower"]
        return _INDEX["mixed"]
    if first.isdigit():
        return _INDEX["number"] if _NUMBER.match(word) else _INDEX["digits"]
    if first in "\"'“”‘’«»„‟`":
        return _INDEX["quote"] if len(word) == 1 else _INDEX["lower"]
    if first in ".!?…":
        return _INDEX["stop"]
    if not first.isalnum():
        return _INDEX["punctuation"]
    return _INDEX["other"]
