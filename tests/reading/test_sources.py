from __future__ import annotations

import io
import json
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backchannel.errors import InputError
from backchannel.reading.decoding import decode
from backchannel.reading.duplicates import near_duplicates
from backchannel.reading.report import read_report
from backchannel.reading.sources import Limits, Opened, open_sources
from backchannel.text import Source

STORY = (
    "The envoys of both governments met in the capital on Tuesday for the first time in a year.\n\n"
    "The foreign minister said that the talks had been useful, and that they would be resumed "
    "before the end of the month.\n"
)


def texts(opened: list[Opened]) -> list[str]:
    return [item.page.source.text for item in opened if item.page is not None]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "b.txt").write_text("B. " + STORY)
    (tmp_path / "a.txt").write_text("A. " + STORY)
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "c.html").write_text(f"<html><body><p>C. {STORY}</p></body></html>")
    (tmp_path / ".hidden.txt").write_text("hidden")
    (tmp_path / "photo.png").write_bytes(b"\x89PNG")
    (tmp_path / "README.md").write_text("About this folder.")
    return tmp_path


def test_a_folder_is_read_in_the_order_of_names_and_says_what_it_passes_over(folder: Path) -> None:
    opened = list(open_sources([str(folder)]))
    assert [text[0] for text in texts(opened)] == ["A", "B", "C"]
    assert {Path(item.origin).name for item in opened if item.skipped} == {"photo.png", "README.md"}


def test_a_bad_one_among_good_ones_spoils_only_itself(folder: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    arguments = [
        str(folder / name) for name in ("a.txt", "empty.txt", "binary.txt", "bb.txt", "b.txt")
    ]
    opened = list(open_sources(arguments))
    assert [text[0] for text in texts(opened)] == ["A", "B"]
    errors = [str(item.error) for item in opened if item.error]
    assert "empty" in errors[0]
    assert "binary" in errors[1]
    assert "Did you mean 'b.txt'?" in errors[2]


def test_patterns_lists_and_standard_input(folder: Path) -> None:
    listing = folder / "list.txt"
    listing.write_text(f"# two\n{folder}/a.txt\n\n{folder}/b.txt\n")
    opened = list(
        open_sources(
            [f"{folder}/**/*.html", "-", f"{folder}/a.txt", f"{folder}/nothing*.txt"],
            lists=[str(listing)],
            stdin=io.BytesIO(b"From standard input."),
        )
    )
    assert [text[0] for text in texts(opened)] == ["A", "B", "C", "F"]
    assert [item.skipped for item in opened if item.skipped] == ["named before"]
    assert "no file matches" in str(opened[-1].error)


def test_a_very_long_text_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    with path.open("wb") as stream:
        stream.truncate(50_000_000)
    (opened,) = open_sources([str(path)])
    assert "50 MB" in str(opened.error)
    assert "--max-size" in str(opened.error)
    (short,) = open_sources(["-"], limits=Limits(size=10), stdin=io.BytesIO(b"a" * 11))
    assert "10 bytes" in str(short.error)


def test_damaged_utf8_is_read_and_noted(tmp_path: Path) -> None:
    path = tmp_path / "damaged.txt"
    path.write_bytes("The “envoys” met – at last.".encode() + b" \xff\xfe And left.")
    (opened,) = open_sources([str(path)])
    assert opened.page is not None
    assert opened.page.notes == (
        "2 places are not valid UTF-8 (the first at byte 34); marked with U+FFFD",
    )


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [("utf-8-sig", ""), ("utf-16", ""), ("utf-16-le", ""), ("utf-16-be", ""), ("utf-32", "")],
)
def test_marked_and_wide_encodings(encoding: str, mark: str) -> None:
    assert decode((mark + STORY).encode(encoding)).text == STORY


def test_a_saved_message_is_read_with_its_facts(tmp_path: Path) -> None:
    message = EmailMessage()
    message["From"] = "The Courier <desk@example.org>"
    message["Subject"] = "Talks resume"
    message["Date"] = "Tue, 12 Mar 2024 09:00:00 +0000"
    message.set_content(STORY)
    message.add_alternative(f"<p>{STORY}</p>", subtype="html")
    message.add_attachment(b"x", maintype="application", subtype="pdf", filename="a.pdf")
    path = tmp_path / "mail.eml"
    path.write_bytes(bytes(message))
    (opened,) = open_sources([str(path)])
    assert opened.page is not None
    assert opened.page.notes == ("attachments left unread: 1",)
    report = read_report(opened.page)
    assert report.title == "Talks resume"
    assert report.publisher == "The Courier"
    assert str(report.published.day) == "2024-03-12"


FEED = f"""<?xml version="1.0"?><rss version="2.0"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>The Courier</title>
<item><title>Talks resume</title><link>https://example.org/1</link>
<pubDate>Tue, 12 Mar 2024 09:00:00 GMT</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>{STORY}</p><script>no()</script>]]></content:encoded></item>
<item><title>Second</title><link>https://example.org/2</link>
<description>Only this much...</description></item></channel></rss>"""


def test_a_feed_gives_full_texts_and_marks_summaries(tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_text(FEED)
    (tmp_path / "feeds.opml").write_text(
        '<opml version="2.0"><body><outline text="x"><outline type="rss" xmlUrl="feed.xml"/>'
        "</outline></body></opml>"
    )
    for keywords in (
        {"feeds": [str(tmp_path / "feed.xml")]},
        {"opml": [str(tmp_path / "feeds.opml")]},
    ):
        first, second = (item.page for item in open_sources([], **keywords))
        assert first is not None
        assert second is not None
        assert not first.summary
        assert "no()" not in first.source.text
        assert second.summary
        assert first.source.origin == "https://example.org/1"
        report = read_report(first)
        assert (report.title, report.publisher) == ("Talks resume", "The Courier")
        assert str(report.published.day) == "2024-03-12"


def test_article_lists_map_the_usual_fields_and_report_bad_lines(tmp_path: Path) -> None:
    path = tmp_path / "articles.jsonl"
    lines = [
        {
            "title": "One",
            "body": STORY,
            "dateTime": "2024-03-12T09:00:00Z",
            "source": {"title": "C"},
        },
        {"headline": "Two", "story_text": STORY, "publish_date": "2024-03-13", "media_name": "D"},
        {"title": "Three", "content": "Cut here… [+812 chars]", "publishedAt": "2024-03-14"},
        {"title": "Four"},
    ]
    path.write_text("\n".join(json.dumps(line) for line in lines) + '\n{"title": \n[1]\n')
    opened = list(open_sources([str(path)]))
    pages = [item.page for item in opened if item.page is not None]
    reports = [read_report(page) for page in pages[:2]]
    assert [r.title for r in reports] == ["One", "Two"]
    assert [r.publisher for r in reports] == ["C", "D"]
    assert [str(r.published.day) for r in reports] == ["2024-03-12", "2024-03-13"]
    assert pages[2].summary
    errors = [str(item.error) for item in opened if item.error]
    assert "(line 4): no text" in errors[0]
    assert "(line 5): not JSON" in errors[1]
    assert "column" in errors[1]
    assert "(line 6): expected an object" in errors[2]


def test_a_web_archive_gives_its_pages(tmp_path: Path) -> None:
    pytest.importorskip("warcio", reason="needs the extra 'warc'")
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    path = tmp_path / "pages.warc.gz"
    with path.open("wb") as stream:
        writer = WARCWriter(stream, gzip=True)
        for number, (kind, status, data) in enumerate(
            [
                ("text/html; charset=cp1252", "200 OK", f"<p>{STORY} – yes</p>".encode("cp1252")),
                ("image/png", "200 OK", b"\x89PNG"),
                ("text/html", "404 Not Found", b"gone"),
                ("text/html", "200 OK", b"a" * 2000),
            ]
        ):
            headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
            writer.write_record(
                writer.create_warc_record(
                    f"https://example.org/{number}",
                    "response",
                    payload=io.BytesIO(data),
                    http_headers=headers,
                )
            )
    opened = list(open_sources([str(path)], limits=Limits(size=1000)))
    assert texts(opened)[0].endswith("– yes")
    assert opened[0].origin == "https://example.org/0"
    assert "longer than 1,000 bytes" in str(opened[1].error)
    assert len(opened) == 2
    path.write_bytes(path.read_bytes()[:200])
    assert all(item.error for item in open_sources([str(path)]))


def test_what_is_no_report_is_refused_by_what_it_is(tmp_path: Path) -> None:
    for name, data, what in [
        ("a.txt", b"%PDF-1.7 ...", "PDF"),
        ("b.txt", b"PK\x03\x04....", "ZIP"),
        ("c.html", b"<html><body><script>1</script></body></html>", "no text"),
        ("d.txt", b"<opml><body/></opml>", "--opml"),
    ]:
        (tmp_path / name).write_bytes(data)
        (opened,) = open_sources([str(tmp_path / name)])
        assert what in str(opened.error)


def test_the_same_wire_story_with_small_edits_is_recognised() -> None:
    words = (STORY * 3).split()
    for number in range(0, len(words), 7):
        words[number] = f"{words[number]}{number}"
    base = " ".join(f"{word}{number % 9}" for number, word in enumerate(words))
    edited = base.replace(words[10] + "1", "changed", 1) + " More will follow."
    other = " ".join(f"{word}{number % 7}" for number, word in enumerate(words))
    reports = [read_report(Source(text)) for text in (base, other, edited, base)]
    assert [(d.index, d.first) for d in near_duplicates(reports)] == [(2, 0), (3, 0)]


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    (*opened,) = open_sources(["-"], stdin=io.BytesIO(data))
    assert all(item.page or item.error or item.skipped for item in opened)


@given(st.text(max_size=300))
def test_utf8_comes_through_unchanged(text: str) -> None:
    try:
        decoded = decode(text.encode("utf-8"))
    except InputError:
        return
    if decoded.encoding == "utf-8":
        assert decoded.text == text.removeprefix("\ufeff")
