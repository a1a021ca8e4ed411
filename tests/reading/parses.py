"""Small parses for tests, by hand, one word a line: form, part of speech, tag, head, relation."""

from __future__ import annotations

from backchannel.reading.parse import Parse, Sentence, Token


def parse_of(rows: str) -> tuple[str, Parse]:
    """Return the text and parse of one sentence; words are joined by blanks."""
    text = ""
    tokens: list[Token] = []
    for line in rows.strip().splitlines():
        form, upos, xpos, head, relation = line.split()
        start = len(text) + (1 if text else 0)
        text += (" " if text else "") + form
        index = len(tokens)
        governor = int(head) - 1 if head != "0" else index
        tokens.append(Token(start, start + len(form), form, upos, xpos, governor, relation, 0))
    sentence = Sentence(0, len(text), 0, len(tokens), 0)
    return text, Parse(tuple(tokens), (sentence,))
