"""Against a stub server on loopback that misbehaves in every way it can, bounded in time."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from backchannel.errors import InputError
from backchannel.reading import web
from backchannel.reading.report import read_report
from backchannel.reading.sources import Limits, open_sources

STORY = "<html><head><title>Talks</title></head><body><article>" + "".join(
    f"<p>The envoys of both governments met for the {n} time this year, and the minister said that "
    "they would speak again before the end of the month – perhaps sooner.</p>"
    for n in ("first", "second", "third")
)


class Stub(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        route = getattr(self, "route_" + self.path.strip("/").split("/")[0].split("?")[0], None)
        try:
            if route is None:
                self.answer(404, b"not here")
            else:
                route()
        except (BrokenPipeError, ConnectionResetError):
            pass

    def answer(self, status: int, data: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(data)

    def route_story(self) -> None:
        self.answer(200, STORY.encode(), Content_Type="text/html; charset=utf-8")

    def route_arabic(self) -> None:
        data = "<meta charset=windows-1256><p>Envoys met in the capital: سلام</p>"
        self.answer(200, data.encode("cp1256"), Content_Type="text/html")

    def route_lies(self) -> None:
        self.answer(200, STORY.encode("cp1252"), Content_Type="text/html; charset=utf-8")

    def route_unknown(self) -> None:
        self.answer(200, STORY.encode(), Content_Type="text/html; charset=x-no-such-thing")

    def route_around(self) -> None:
        self.answer(302, Location="/around")

    def route_once(self) -> None:
        self.answer(301, Location="/story")

    def route_inward(self) -> None:
        self.answer(302, Location="http://169.254.169.254/latest/meta-data/")

    def route_beside(self) -> None:
        self.answer(302, Location="http://127.0.0.2:80/")

    def route_file(self) -> None:
        self.answer(302, Location="file:///etc/hostname")

    def route_endless(self) -> None:
        self.send_response(200)
        self.end_headers()
        for _ in range(200):
            self.wfile.write(b"a word and another " * 1000)

    def route_drip(self) -> None:
        self.send_response(200)
        self.end_headers()
        for _ in range(40):
            self.wfile.write(b"a")
            self.wfile.flush()
            time.sleep(0.05)

    def route_headers(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        for n in range(40):
            self.wfile.write(b"X-%d: y\r\n" % n)
            self.wfile.flush()
            time.sleep(0.05)

    def route_silent(self) -> None:
        time.sleep(1.0)

    def route_bomb(self) -> None:
        self.answer(
            200, gzip.compress(b"a" * 30_000_000), Content_Type="text/html", Content_Encoding="gzip"
        )

    def route_packed(self) -> None:
        self.answer(
            200, gzip.compress(STORY.encode()), Content_Type="text/html", Content_Encoding="gzip"
        )

    def route_broken(self) -> None:
        self.answer(200, b"\x1f\x8bno", Content_Type="text/html", Content_Encoding="gzip")

    def route_large(self) -> None:
        self.answer(200, b"x", Content_Length="99999999999")

    def route_picture(self) -> None:
        self.answer(200, b"\x89PNG\r\n\x1a\n" + bytes(100), Content_Type="text/html")

    def route_nothing(self) -> None:
        self.answer(200)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    stub = ThreadingHTTPServer(("127.0.0.1", 0), Stub)
    stub.daemon_threads = True
    thread = threading.Thread(target=stub.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield f"http://127.0.0.1:{stub.server_address[1]}"
    stub.shutdown()
    thread.join()
    stub.socket.close()


LOCAL = Limits(size=1_000_000, seconds=5, allow_private=True)


def one_error(address: str, limits: Limits = LOCAL) -> str:
    started = time.monotonic()
    (opened,) = open_sources([address], limits=limits)
    assert opened.error is not None
    assert time.monotonic() - started < limits.seconds + 2
    return str(opened.error)


def test_a_page_is_read_and_knows_its_address(server: str) -> None:
    (opened,) = open_sources([f"{server}/story"], limits=LOCAL)
    assert opened.page is not None
    url = opened.page.fact("url")
    assert url is not None
    assert url.value == f"{server}/story"
    report = read_report(opened.page)
    assert (len(report.body), report.title) == (3, "Talks")


@pytest.mark.parametrize("route", ["packed", "once", "lies", "unknown"])
def test_odd_but_honest_answers_are_read(server: str, route: str) -> None:
    (opened,) = open_sources([f"{server}/{route}"], limits=LOCAL)
    assert opened.page is not None
    assert "before the end of the month – perhaps sooner." in opened.page.source.text


def test_a_wrongly_declared_encoding_is_noted(server: str) -> None:
    (opened,) = open_sources([f"{server}/lies"], limits=LOCAL)
    assert opened.page is not None
    assert "not valid UTF-8" in opened.page.notes[0]
    (arabic,) = open_sources([f"{server}/arabic"], limits=LOCAL)
    assert arabic.page is not None
    assert "سلام" in arabic.page.source.text


def test_loopback_is_refused_without_the_flag(server: str) -> None:
    assert "--allow-private" in one_error(f"{server}/story", Limits(seconds=5))


@pytest.mark.parametrize("route", ["inward", "beside"])
def test_a_redirect_to_a_private_address_is_refused(
    server: str, route: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = web._is_public
    monkeypatch.setattr(web, "_is_public", lambda ip: ip == "127.0.0.1" or real(ip))
    assert "private or local address" in one_error(f"{server}/{route}", Limits(seconds=5))


def test_a_redirect_to_another_scheme_is_refused(server: str) -> None:
    assert "only http and https" in one_error(f"{server}/file")


def test_going_round_in_circles_ends(server: str) -> None:
    assert "more than 5 redirects" in one_error(f"{server}/around")


@pytest.mark.parametrize("route", ["endless", "bomb", "large"])
def test_too_much_is_refused(server: str, route: str) -> None:
    assert "longer than 1 MB" in one_error(f"{server}/{route}")


@pytest.mark.parametrize("route", ["drip", "headers", "silent"])
def test_nothing_hangs_past_its_limit(server: str, route: str) -> None:
    limits = Limits(seconds=0.4, allow_private=True)
    assert "no full answer within" in one_error(f"{server}/{route}", limits)


@pytest.mark.parametrize(
    ("route", "message"),
    [
        ("missing", "404"),
        ("broken", "damaged"),
        ("picture", "a picture"),
        ("nothing", "empty"),
    ],
)
def test_each_refusal_says_why(server: str, route: str, message: str) -> None:
    assert message in one_error(f"{server}/{route}")


@pytest.mark.parametrize(
    "ip",
    "127.0.0.1 10.1.2.3 192.168.0.1 172.16.0.1 169.254.169.254 0.0.0.0 100.64.0.1 224.0.0.1 ::1 "
    "fe80::1%eth0 fc00::1 ::ffff:127.0.0.1 64:ff9b::7f00:1 2002:7f00:1:: fec0::1 ::".split(),
)
def test_no_private_address_passes_for_public(ip: str) -> None:
    assert not web._is_public(ip)


def test_a_public_address_is_public() -> None:
    assert web._is_public("93.184.216.34")
    assert web._is_public("2606:2800:220:1:248:1893:25c8:1946")


@pytest.mark.parametrize(
    "address",
    ["ftp://host/file", "http://user:secret@host/", "http:///path", "http://[::1", "gopher://x/"],
)
def test_odd_addresses_are_refused_before_any_call(address: str) -> None:
    with pytest.raises(InputError):
        web.fetch(address)
