"""The page in a real browser: it opens, asks for nothing, prints, and fits a narrow screen."""

from __future__ import annotations

import shutil
import struct
import subprocess
import zlib
from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from backchannel.brief.html import brief_html
from backchannel.brief.outline import outline
from tests.brief.test_html import EXAMPLE
from tests.conflict.gold_evidence import evidence_from_gold
from tests.conflict.made_up import MadeUp

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(BROWSER is None, reason="there is no Chromium here"),
]
QUIET = (
    "--headless --no-sandbox --disable-gpu --no-first-run --hide-scrollbars "
    "--disable-background-networking --disable-component-update --disable-sync"
).split()
LIGHT, DARK = (0xFD, 0xFC, 0xF9), (0x16, 0x19, 0x1D)


@cache
def example() -> str:
    return brief_html(outline(evidence_from_gold(EXAMPLE)))


def opened(page: str, folder: Path, *more: str) -> None:
    """Open a page in the browser, with nothing of its own and no host that it could reach."""
    assert BROWSER is not None
    (folder / "brief.html").write_text(page, "utf-8")
    subprocess.run(
        [BROWSER, *QUIET, "--host-resolver-rules=MAP * ~NOTFOUND",
         f"--user-data-dir={folder / 'profile'}", *more, (folder / "brief.html").as_uri()],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip


def picture(page: str, folder: Path, width: int, height: int, *more: str) -> np.ndarray:
    """Return the pixels of a page, height by width by 3 (red, green, blue)."""
    png = folder / "page.png"
    opened(page, folder, f"--screenshot={png}", f"--window-size={width},{height}", *more)
    return pixels(png.read_bytes())


def pixels(png: bytes) -> np.ndarray:
    """Decode a PNG of 8 bits a channel without interlacing (RFC 2083, section 6)."""
    at, data, width, height, channels = 8, b"", 0, 0, 3
    while at < len(png):
        length, kind = struct.unpack(">I4s", png[at : at + 8])
        body = png[at + 8 : at + 8 + length]
        if kind == b"IHDR":
            width, height, depth, colour = struct.unpack(">IIBB", body[:10])
            assert depth == 8
            channels = {2: 3, 6: 4}[colour]
        elif kind == b"IDAT":
            data += body
        at += length + 12
    raw = zlib.decompress(data)
    step = width * channels
    rows, before = [], np.zeros(step, dtype=np.uint8)
    for k in range(height):
        kind, line = raw[k * (step + 1)], raw[k * (step + 1) + 1 : (k + 1) * (step + 1)]
        before = _unfiltered(kind, np.frombuffer(line, dtype=np.uint8), before, channels)
        rows.append(before)
    return np.stack(rows).reshape(height, width, channels)[:, :, :3]


def _unfiltered(kind: int, line: np.ndarray, above: np.ndarray, channels: int) -> np.ndarray:
    if kind == 0:
        return line
    if kind == 2:
        return line + above
    out = [0] * len(line)
    for i, value in enumerate(line.tolist()):
        left = out[i - channels] if i >= channels else 0
        up = int(above[i])
        if kind == 1:
            guess = left
        elif kind == 3:
            guess = (left + up) // 2
        else:
            corner = int(above[i - channels]) if i >= channels else 0
            guess = min((abs(up - corner), 0, left), (abs(left - corner), 1, up),
                        (abs(left + up - 2 * corner), 2, corner))[2]  # fmt: skip
        out[i] = (value + guess) & 255
    return np.array(out, dtype=np.uint8)


def test_what_a_report_brings_along_is_never_asked_for(tmp_path: Path) -> None:
    made = MadeUp(
        '<img src="http://evil.example/a.png"><link rel=stylesheet href=//evil.example/b.css>'
        "<style>@import 'http://evil.example/c.css'</style> The rebels threatened new attacks."
    )
    rebels = made.party("rebels", "group")
    made.event("THREATEN", "threatened new attacks", rebels)
    page = brief_html(outline(made.evidence()))
    assert "evil.example" in page
    log = tmp_path / "net.json"
    opened(page, tmp_path, f"--log-net-log={log}", f"--print-to-pdf={tmp_path / 'x.pdf'}")
    text = log.read_text("utf-8", "replace")
    assert '"events"' in text
    assert "evil.example" not in text


def test_it_prints(tmp_path: Path) -> None:
    pdf = tmp_path / "brief.pdf"
    opened(example(), tmp_path, f"--print-to-pdf={pdf}")
    content = pdf.read_bytes()
    assert content.startswith(b"%PDF")
    assert content.count(b"/Type /Page\n") + content.count(b"/Type /Page ") >= 2


@pytest.mark.parametrize(
    ("more", "paper"), [((), LIGHT), (("--blink-settings=preferredColorScheme=0",), DARK)]
)
def test_it_follows_the_readers_choice_of_light_and_dark(
    more: tuple[str, ...], paper: tuple[int, int, int], tmp_path: Path
) -> None:
    found = picture(example(), tmp_path, 800, 300, *more)
    assert tuple(found[2, 2]) == paper


def unbroken() -> str:
    """A page whose title, parties and quotes are words longer than the screen is wide."""
    name, act = "Union" + "of" * 80, "threatened" + "x" * 200
    made = MadeUp(f"{name} {act} new attacks.")
    party = made.party(name, "organisation")
    made.event("THREATEN", f"{act} new attacks", party)
    return brief_html(outline(made.evidence(), title="T" * 200))


@pytest.mark.parametrize("page", [example, unbroken])
def test_nothing_runs_over_the_edge_of_a_narrow_screen(
    page: Callable[[], str], tmp_path: Path
) -> None:
    found = picture(page(), tmp_path, 390, 9000)
    edge = found[:, -6:].reshape(-1, 3)
    assert (edge == np.array(LIGHT, dtype=np.uint8)).all()
    assert (found != np.array(LIGHT, dtype=np.uint8)).any()


def test_the_decoder_of_pictures_reads_every_filter() -> None:
    width, height = 5, 5
    wanted = np.random.default_rng(1).integers(0, 256, (height, width, 3), dtype=np.uint8)
    raw, before = b"", np.zeros(width * 3, dtype=np.int64)
    for kind, row in enumerate(wanted.reshape(height, -1).astype(np.int64)):
        left = np.concatenate([np.zeros(3, dtype=np.int64), row[:-3]])
        corner = np.concatenate([np.zeros(3, dtype=np.int64), before[:-3]])
        paeth = []
        for a, b, c in zip(left, before, corner, strict=True):
            p = a + b - c
            paeth.append(min((abs(p - a), 0, a), (abs(p - b), 1, b), (abs(p - c), 2, c))[2])
        guess = [0 * row, left, before, (left + before) // 2, np.array(paeth)][kind]
        raw += bytes([kind]) + ((row - guess) & 255).astype(np.uint8).tobytes()
        before = row
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(body))

    png = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(raw))
    assert (pixels(png) == wanted).all()
