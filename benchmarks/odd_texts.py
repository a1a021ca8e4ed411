"""Random and mutated inputs for the fuzz run: each is given by a seed and a number alone.

Seven kinds: reports of the project with characters, words and lines changed; mixtures of odd lines;
salads of the words that the rules look for; random code points; broken markup; broken bytes; and
residue with nothing else. Most are short, so that very many can be read.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

__all__ = ["KINDS", "OddInput", "odd_input", "paragraphs"]

KINDS = ("mutated", "lines", "salad", "characters", "markup", "bytes", "residue")
"""What an input is made of; mutated reports come three times as often as each of the others."""

_SHARES = (3, 1, 1, 1, 1, 1, 1)

RESIDUE = (
    "Home » World » Talks",
    "Share this article",
    "Leave a Comment",
    "© 2024 The Daily Example. All rights reserved.",
    "See also",
    "By",
    "(Translation by )",
    "Subscribe to our newsletter",
    "| | | | |",
    "Tags: talks, border, union",
    "Read more: The strait is open again",
    "Advertisement",
    "Print  E-mail  Facebook  Twitter",
    "Published: April 31, 2024 25:61 GMT",
    "12 comments",
)
LINES = (
    "The envoys of both governments met in the capital on Tuesday.",
    "“Unbalanced, she said",
    "\" ' ” « „",
    "\u202eright to left\u202c \u200f\u200e said nothing",
    "zero\u200bwidth\u2060joined\ufeff rejected the offer",
    "\ud800 lone surrogate \udfff",
    "a\u0300\u0301\u0302\u0303" * 20,
    "\x00\x01\x02 control \x1b[31m",
    "مفاوضات في العاصمة",
    "Переговоры возобновились в столице во вторник.",
    "两国政府星期二在首都恢复会谈",
    "Die Gesandten trafen sich am Dienstag und wollen sich noch einmal treffen.",
    "Los enviados de los dos gobiernos se reunieron el martes en la capital.",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "....",
    "BAGHDAD, April 8 (X) -",
    "😀👨‍👩‍👧🇮🇶" * 5,
    "\u2028\u2029\x85\r\r\n",
    "a: b: c: d:" * 10,
    "- " * 60,
    "On 31 February 2024, 99/99/2099 and the 32nd of May, 2 days after 10000 weeks ago,",
    "U.S.A.F. v. Messrs. J. R. R. O'Brien-al-Sadr's Inc.'s",
    "HOST: What? GUEST: No. HOST:",
    "if unless would have had to be going to not neither nor",
    "1,000,000.00 3rd-4th 5:6:7 8.9.10.11 -12 −13 ½ ² ①",
)
SALAD = (
    "Norland Sudland Iran Baghdad UN union army rebels minister spokesman Prime Minister Ada Holm "
    "rejected demanded threatened accused agreed withdrew said told according to declined comment "
    "killed arrested imposed sanctions talks offer the a that which who it they he not no never "
    "will would must if unless until from of with against and but or , . ; : ? ! ( ) “ ” \" ' ’ « "
    "» - – — 's n't on Monday 3 March 2024 yesterday last week two days after without mention of "
    "stopped short yet to silent on neither nor because has been were is being to"
).split()
_RANGES = (
    (0x20, 0x7E, 8),
    (0x00, 0x1F, 1),
    (0xA0, 0x24F, 2),
    (0x300, 0x36F, 1),
    (0x590, 0x6FF, 1),
    (0x2000, 0x206F, 2),
    (0x3040, 0x9FFF, 1),
    (0xD800, 0xDFFF, 1),
    (0xFE00, 0xFFFF, 1),
    (0x1F300, 0x1FAFF, 1),
    (0xE0000, 0x10FFFF, 1),
)
_TAGS = "p div span b a table tr td ul li h1 br script style title head body meta article".split()


@dataclass(frozen=True, slots=True)
class OddInput:
    """One input.

    Parameters
    ----------
    kind : str
        One of `KINDS`.
    text : str
        The text; with lone surrogates and controls, as it comes.
    page : bool
        To be read as a web page, not as a text.
    data : bytes or None
        What the text must first be decoded from, for the kind ``bytes`` (`text` is then empty).
    """

    kind: str
    text: str
    page: bool = False
    data: bytes | None = None


def paragraphs(folders: Sequence[Path]) -> tuple[str, ...]:
    """Return the paragraphs of all reports (``report*``) under some folders, in order."""
    found: list[str] = []
    for folder in folders:
        for path in sorted(folder.rglob("report*.txt")):
            text = path.read_text(encoding="utf-8")
            found += [part for part in text.split("\n\n") if part.strip()]
    return tuple(found)


def odd_input(seed: int, number: int, stock: Sequence[str]) -> OddInput:
    """Return input `number` of a seed.

    Parameters
    ----------
    seed, number : int
        The same two always give the same input, on the same stock.
    stock : sequence of str
        Paragraphs to mutate (`paragraphs`); at least one.
    """
    rng = random.Random(f"{seed}-{number}")
    kind = rng.choices(KINDS, _SHARES)[0]
    if kind == "mutated":
        return OddInput(kind, _mutated(rng, stock))
    if kind == "lines":
        lines = [rng.choice((*LINES, *RESIDUE)) for _ in range(rng.randrange(1, 7))]
        if rng.random() < 0.02:
            lines.insert(rng.randrange(len(lines) + 1), _long_word(rng))
        return OddInput(kind, rng.choice(("\n", "\n\n", " ", "\r\n")).join(lines))
    if kind == "salad":
        joint = rng.choice((" ", " ", " ", "", "\n", "  "))
        words = rng.choices((*SALAD, *rng.choices(LINES, k=2)), k=rng.randrange(1, 70))
        return OddInput(kind, joint.join(words))
    if kind == "characters":
        return OddInput(kind, "".join(_character(rng) for _ in range(rng.randrange(1, 160))))
    if kind == "markup":
        return OddInput(kind, _markup(rng, stock), page=True)
    if kind == "bytes":
        return OddInput(kind, "", data=_bytes(rng, stock))
    return OddInput(kind, "\n".join(rng.choices(RESIDUE, k=rng.randrange(1, 9))))


def _character(rng: random.Random) -> str:
    low, high, _ = rng.choices(_RANGES, [share for *_, share in _RANGES])[0]
    return chr(rng.randint(low, high))


def _long_word(rng: random.Random) -> str:
    return rng.choice(("w", "é", "字", "-", "'", "(", "Ab1", "a.")) * 10_000


def _excerpt(rng: random.Random, stock: Sequence[str]) -> str:
    text = rng.choice(stock)
    if len(text) > 200 and rng.random() < 0.8:
        start = rng.randrange(len(text) - 150)
        text = text[start : start + rng.randrange(60, 350)]
    return text


def _mutated(rng: random.Random, stock: Sequence[str]) -> str:
    parts = [_excerpt(rng, stock) for _ in range(rng.choice((1, 1, 1, 2, 3)))]
    text = rng.choice(("\n\n", "\n", " ")).join(parts)
    for _ in range(rng.choice((0, 1, 2, 4, 8, 16))):
        text = _one_change(rng, text) or "x"
    return text


def _one_change(rng: random.Random, text: str) -> str:
    at = rng.randrange(len(text))
    end = min(len(text), at + rng.randrange(1, 12))
    how = rng.randrange(10)
    if how == 0:  # something taken out
        return text[:at] + text[end:]
    if how == 1:  # something said twice
        return text[:end] + text[at:]
    if how == 2:  # an odd character
        return text[:at] + _character(rng) + text[at:]
    if how == 3:  # marks that turn or join
        mark = rng.choice("\u200b\u200c\u200d\u200e\u200f\u202a\u202e\u2066\u2069\ufeff\u00ad")
        return text[:at] + mark + text[at:]
    if how == 4:  # a quotation mark, unbalanced
        return text[:at] + rng.choice("\"“”„«»'’‘") + text[at:]
    if how == 5:  # two words in each other's place
        words = text.split(" ")
        i, j = rng.randrange(len(words)), rng.randrange(len(words))
        words[i], words[j] = words[j], words[i]
        return " ".join(words)
    if how == 6:  # cut off
        return text[:end] if rng.random() < 0.3 else text[at:]
    if how == 7:  # in capitals, or without
        piece = text[at : at + 80]
        return (
            text[:at] + (piece.upper() if rng.random() < 0.5 else piece.lower()) + text[at + 80 :]
        )
    if how == 8:  # lines joined or broken
        old, new = rng.choice((("\n", " "), (". ", ".\n"), (" ", "\n"), (" ", "\u00a0")))
        return text.replace(old, new, rng.randrange(1, 4))
    return text[:at] + rng.choice((*LINES, *SALAD)) + text[at:]


def _markup(rng: random.Random, stock: Sequence[str]) -> str:
    out = [rng.choice(("<html><body>", "<!doctype html>", "", "<html><head><title>Talks", "<<"))]
    for _ in range(rng.randrange(1, 8)):
        tag = rng.choice(_TAGS)
        attribute = rng.choice(
            ("", " class=x", " href='", ' id="', " style=display:none", " =", "/")
        )
        close = rng.choice((f"</{tag}>", "", "</", "&", "&#x110000;", "&amp", f"<{tag}"))
        inner = rng.choice((_mutated(rng, stock), rng.choice(LINES), rng.choice(RESIDUE)))
        out.append(f"<{tag}{attribute}>{inner}{close}")
    text = "".join(out)
    return _one_change(rng, text) if rng.random() < 0.5 else text


def _bytes(rng: random.Random, stock: Sequence[str]) -> bytes:
    encoding = rng.choice(("utf-8", "utf-8", "utf-16", "cp1252", "latin-1", "utf-16-le", "cp1256"))
    data = bytearray(_mutated(rng, stock).encode(encoding, "replace"))
    for _ in range(rng.choice((0, 1, 3, 20))):
        if data:
            data[rng.randrange(len(data))] = rng.randrange(256)
    return bytes(data[: rng.randrange(1, len(data) + 1)] if rng.random() < 0.3 else data)
