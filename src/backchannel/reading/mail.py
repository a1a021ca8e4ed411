"""Reports that came as e-mail: saved messages (.eml)."""

from __future__ import annotations

import re
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr

from backchannel.errors import InputError
from backchannel.reading.decoding import decode
from backchannel.reading.html import Fact, Page, read_page
from backchannel.text import Source

__all__ = ["is_mail", "page_of_mail"]

_HEADER = re.compile(rb"[A-Za-z][A-Za-z0-9-]{1,40}:[ \t]?[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n")
_TELLING = (b"from:", b"date:", b"subject:", b"received:", b"return-path:", b"mime-version:")
_FEW_WORDS = 50


def is_mail(data: bytes) -> bool:
    """Return whether bytes begin with the headers of a message.

    Examples
    --------
    >>> is_mail(b"From: desk@example.org\\r\\nSubject: Talks\\r\\nDate: today\\r\\n\\r\\nText")
    True
    >>> is_mail(b"Subject: a report that begins with this line\\n\\nText")
    False
    """
    seen: set[bytes] = set()
    at = 0
    while match := _HEADER.match(data, at):
        line = match[0].lower()
        seen.update(name for name in _TELLING if line.startswith(name))
        at = match.end()
        if at > 65_536:
            break
    return len(seen) >= 3 and data[at : at + 2].startswith((b"\n", b"\r\n"))


def page_of_mail(data: bytes, origin: str = "") -> Page:
    """Return the text of a message: its plain part, or its HTML part if that says more.

    Raises
    ------
    InputError
        If it holds neither.
    """
    try:
        message = BytesParser(policy=policy.default).parsebytes(data)
        plain, html = _part(message, "plain"), _part(message, "html")
    except (LookupError, ValueError, AttributeError, TypeError, RecursionError) as error:
        raise InputError(f"the message cannot be read ({error})", origin) from error
    notes: list[str] = []
    if html is not None and (plain is None or len(plain.split()) < _FEW_WORDS):
        page = read_page(html, origin)
    elif plain is not None:
        page = Page(Source(plain, origin))
    else:
        raise InputError("the message holds no text (neither plain nor HTML)", origin)
    attached = sum(
        part.get_content_disposition() == "attachment"
        for part in message.walk()
        if not part.is_multipart()
    )
    if attached:
        notes.append(f"attachments left unread: {attached}")
    return Page(
        page.source,
        page.blocks,
        page.body,
        (*_facts(message), *page.facts),
        (*page.notes, *notes),
    )


def _part(message: EmailMessage, kind: str) -> str | None:
    part = message.get_body(preferencelist=(kind,))
    if part is None:
        return None
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return None
    return decode(payload, charset=part.get_content_charset()).text


def _facts(message: EmailMessage) -> list[Fact]:
    facts = []
    for header, name in (("subject", "title"), ("date", "published")):
        try:
            value = str(message.get(header) or "")
        except (ValueError, TypeError, AttributeError, IndexError):
            continue
        if value.strip():
            facts.append(Fact(name, " ".join(value.split()), f"the message's {header.title()}"))
    try:
        name, _ = parseaddr(str(message.get("from") or ""))
    except (ValueError, TypeError, AttributeError, IndexError):
        name = ""
    if name:
        facts.append(Fact("publisher", name, "the message's From"))
    return facts
