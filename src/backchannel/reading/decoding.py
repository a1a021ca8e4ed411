"""From bytes to text: byte-order marks, declared encodings, UTF-8, and what to do when it is not.

What an analyst wants is the text, with every loss named: a text that is damaged in places is read
with U+FFFD there and a note; a text in an old single-byte encoding is read as Windows-1252 with a
note; what is no text at all is refused with the name of what it is.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from backchannel.errors import InputError

__all__ = ["Decoded", "declared_charset", "decode"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"%PDF-", "a PDF file; save its text and hand that over"),
    (b"PK\x03\x04", "a ZIP or office file; save the document as plain text or HTML"),
    (b"\xd0\xcf\x11\xe0", "an old office file; save the document as plain text or HTML"),
    (b"{\\rtf", "an RTF file; save the document as plain text or HTML"),
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"RIFF", "sound, film or a picture (RIFF)"),
    (b"ID3", "sound (MP3)"),
    (b"OggS", "sound or film (Ogg)"),
    (b"\x1f\x8b", "compressed (gzip); unpack it first"),
    (b"BZh", "compressed (bzip2); unpack it first"),
    (b"\xfd7zXZ", "compressed (xz); unpack it first"),
    (b"7z\xbc\xaf", "compressed (7-Zip); unpack it first"),
    (b"SQLite format 3\x00", "a database; a dossier is opened with 'backchannel dossier'"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
)
_META = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_XML = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})["']""")
_MOST_DAMAGE = 0.1


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding it was read as, and what was lost or assumed on the way."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def declared_charset(data: bytes) -> str | None:
    """Return the encoding that a page or XML file declares in its first 4,096 bytes, or None.

    Examples
    --------
    >>> declared_charset(b'<html><head><meta charset="windows-1256">')
    'windows-1256'
    """
    head = data[:4096]
    match = _XML.search(head) or _META.search(head)
    return match[1].decode("ascii", "ignore") if match else None


def decode(data: bytes, *, charset: str | None = None, origin: str = "") -> Decoded:
    """Decode a file, page or message.

    A byte-order mark decides; else UTF-8 if the bytes are valid UTF-8; else the encoding that was
    declared; else UTF-8 with the damaged places marked, or Windows-1252.

    Parameters
    ----------
    data : bytes
        As they were handed over.
    charset : str or None
        Encoding declared outside (an HTTP header, a message part).
    origin : str
        For the error message.

    Raises
    ------
    InputError
        If it is not text.

    Examples
    --------
    >>> decode("Both sides met – at last".encode("cp1252")).notes
    ('not valid UTF-8 (byte 15); read as Windows-1252',)
    >>> decode(b"caf\\xc3\\xa9 \\xff caf\\xc3\\xa9").text
    'café \ufffd café'
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _with(data[len(mark) :], encoding, origin)
    _refuse_binary(data, origin)
    wide = _wide(data)
    if wide:
        return _with(data, wide, origin, f"no byte-order mark; read as {wide.upper()}")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        place = error.start
    else:
        if not _is_stateful(charset):
            return Decoded(_checked(text, origin), "utf-8")
        place = 0
    declared = charset or declared_charset(data)
    if declared and (known := _known(declared)) and known != "utf-8":
        return _with(data, known, origin)
    assumed = "" if not declared else f"declared as {declared!r} but "
    damaged = data.decode("utf-8", "replace")
    losses = damaged.count("\ufffd")
    multi = sum(ord(char) > 127 for char in damaged) - losses
    if multi > losses:
        note = f"{assumed}{losses} places are not valid UTF-8 (the first at byte {place})"
        return Decoded(_checked(damaged, origin), "utf-8", (f"{note}; marked with U+FFFD",))
    text = data.decode("cp1252", "replace")
    note = f"{assumed}not valid UTF-8 (byte {place}); read as Windows-1252"
    return Decoded(_checked(text, origin), "cp1252", (note,))


def _with(data: bytes, encoding: str, origin: str, *notes: str) -> Decoded:
    text = data.decode(encoding, "replace")
    losses = text.count("\ufffd")
    if losses:
        notes = (*notes, f"{losses} places are not valid {encoding.upper()}; marked with U+FFFD")
    return Decoded(_checked(text, origin), encoding, notes)


def _known(charset: str) -> str | None:
    """The codec of a declared name; browsers read ISO-8859-1 as Windows-1252, and so do we."""
    try:
        name = codecs.lookup(charset.strip().lower()).name
        b"".decode(name)
    except (LookupError, ValueError, TypeError):
        return None
    return "cp1252" if name in ("iso8859-1", "ascii") else name


def _is_stateful(charset: str | None) -> bool:
    """Whether a declared encoding writes other letters with ASCII bytes only (ISO-2022, UTF-7)."""
    return bool(charset) and (_known(charset or "") or "").startswith(("iso2022", "hz"))


def _refuse_binary(data: bytes, origin: str) -> None:
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise InputError(f"expected text or a page, met {what}", origin)


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: every other byte is NUL in its first kilobyte, nearly."""
    head = data[:1024]
    if len(head) < 8 or b"\x00" not in head:
        return None
    odd, even = head[1::2].count(0), head[0::2].count(0)
    half = len(head) // 2
    if odd > 0.7 * half and even < 0.1 * half:
        return "utf-16-le"
    if even > 0.7 * half and odd < 0.1 * half:
        return "utf-16-be"
    return None


def _checked(text: str, origin: str) -> str:
    """Refuse what decodes but is no text: control characters, or damage all over."""
    sample = text[:200_000]
    if not sample:
        return text
    controls = sum(char < " " and char not in "\t\n\r\f\v\x1b" for char in sample)
    if "\x00" in sample[:4096] and controls > 0.01 * len(sample):
        raise InputError("expected text or a page, met binary data", origin)
    if (controls + sample.count("\ufffd")) > _MOST_DAMAGE * len(sample):
        raise InputError("expected text or a page, met binary or badly damaged data", origin)
    return text
