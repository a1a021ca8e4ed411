"""Pages from web addresses, fetched with suspicion.

Only http and https; the host is resolved once, every address of it must be public (unless private
ones are allowed), and the connection goes to that very address, so that a name cannot be re-bound
between the check and the call. Redirects are followed by hand and checked the same way. Size and
time are limited over the whole call, after decompression too.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
import time
import zlib
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from backchannel import __version__
from backchannel.errors import InputError

__all__ = ["Fetched", "Limits", "fetch", "is_address"]

_REDIRECTS = {301, 302, 303, 307, 308}
_CHUNK = 65_536
_SAFE = "/%:=&?~+!$,;'@()*[]#"
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class Limits:
    """How much may be taken in.

    Parameters
    ----------
    size : int
        Bytes of one report or page, after decompression.
    seconds : float
        For one web address, redirects included.
    redirects : int
        Hops of one web address.
    allow_private : bool
        Whether private, loopback and link-local addresses may be called.
    reports : int
        Reports out of one container (feed, archive, article list).
    """

    size: int = 20_000_000
    seconds: float = 30.0
    redirects: int = 5
    allow_private: bool = False
    reports: int = 100_000

    def __post_init__(self) -> None:
        if self.size < 1 or self.seconds <= 0 or self.redirects < 0 or self.reports < 1:
            raise ValueError(f"limits must be positive, got {self}")

    @property
    def size_in_words(self) -> str:
        """The size limit for a message."""
        if self.size >= 1_000_000:
            return f"{self.size / 1_000_000:g} MB"
        return f"{self.size:,} bytes"


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address answered: final address, bytes, media type and declared encoding."""

    address: str
    data: bytes
    media_type: str
    charset: str | None


def is_address(argument: str) -> bool:
    """Return whether an argument is meant as a web address (any scheme with ``://``)."""
    scheme, separator, rest = argument.partition("://")
    return bool(separator and rest and scheme.isascii() and scheme.replace("+", "").isalnum())


def fetch(address: str, limits: Limits | None = None) -> Fetched:
    """Fetch one address.

    Parameters
    ----------
    address : str
        http or https.
    limits : Limits or None
        None stands for the default ones.

    Raises
    ------
    InputError
        If the address is not allowed, does not answer in time, answers with an error, is too
        long, or is damaged.
    """
    limits = limits or Limits()
    deadline = time.monotonic() + limits.seconds
    here = address
    for _ in range(limits.redirects + 1):
        status, headers, data = _get(here, address, limits, deadline)
        if status in _REDIRECTS and headers.get("location"):
            here = urljoin(here, headers["location"].strip())
            continue
        if status != 200:
            reason = http.client.responses.get(status, "unknown status")
            raise InputError(f"the server answered {status} ({reason})", address)
        media_type, charset = _media_type(headers.get("content-type", ""))
        return Fetched(here, data, media_type, charset)
    raise InputError(f"more than {limits.redirects} redirects; gave up at {here}", address)


def _media_type(header: str) -> tuple[str, str | None]:
    media_type, *parameters = header.split(";")
    charset = None
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            charset = value.strip().strip("\"'") or None
    return media_type.strip().lower(), charset


def _get(
    here: str, asked: str, limits: Limits, deadline: float
) -> tuple[int, dict[str, str], bytes]:
    try:
        parts = urlsplit(here)
        port = parts.port or (443 if parts.scheme.lower() == "https" else 80)
        host = (parts.hostname or "").encode("idna").decode("ascii")
    except (ValueError, UnicodeError) as error:
        raise InputError(f"{here!r} is not a web address ({error})", asked) from error
    if parts.scheme.lower() not in ("http", "https"):
        raise InputError(
            f"only http and https addresses are read, met {parts.scheme!r} at {here}", asked
        )
    if not host:
        raise InputError(f"{here!r} names no host", asked)
    if parts.username or parts.password:
        raise InputError("an address with a user name or password in it is not read", asked)
    ip = _resolve(host, port, asked, limits, deadline)
    connection = _Pinned(host, port, ip, parts.scheme.lower() == "https", _left(deadline, asked))
    watch = threading.Timer(max(0.01, deadline - time.monotonic()), connection.cut)
    watch.daemon = True
    watch.start()
    try:
        target = quote(urlunsplit(("", "", parts.path or "/", parts.query, "")), safe=_SAFE)
        connection.request(
            "GET",
            target,
            headers={
                "User-Agent": f"backchannel/{__version__}",
                "Accept": "text/html, application/xhtml+xml, application/xml, text/plain, */*;q=.5",
                "Accept-Encoding": "gzip, identity",
                "Connection": "close",
            },
        )
        answer = connection.getresponse()
        headers = {name.lower(): value for name, value in answer.getheaders()}
        if answer.status in _REDIRECTS or answer.status != 200:
            return answer.status, headers, b""
        data = _body(answer, headers, asked, limits, deadline)
        if connection.was_cut:
            raise TimeoutError
        return answer.status, headers, data
    except InputError:
        raise
    except (OSError, http.client.HTTPException, ValueError) as error:
        if connection.was_cut or isinstance(error, TimeoutError):
            raise InputError(f"no full answer within {limits.seconds:g} seconds", asked) from error
        what = str(error) or type(error).__name__
        raise InputError(f"could not be fetched: {what}", asked) from error
    finally:
        watch.cancel()
        connection.close()


class _Pinned(http.client.HTTPConnection):
    """A connection to an address that was checked, whatever the host's name says by now."""

    def __init__(self, host: str, port: int, ip: str, secure: bool, timeout: float) -> None:
        super().__init__(host, port, timeout=timeout)
        self._ip = ip
        self._secure = secure
        self.was_cut = False
        if secure:
            self.default_port = 443

    def connect(self) -> None:
        """Connect to the checked address; the certificate is checked against the name."""
        self.sock = socket.create_connection((self._ip, self.port), self.timeout)
        if self._secure:
            context = ssl.create_default_context()
            self.sock = context.wrap_socket(self.sock, server_hostname=self.host)

    def cut(self) -> None:
        """End the connection from another thread: a server may drip bytes for ever."""
        self.was_cut = True
        sock = self.sock
        if sock is not None:
            try:
                sock.shutdown(socket.SHUT_RDWR)
            except OSError:
                return


def _left(deadline: float, asked: str) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise InputError("no full answer within the time limit", asked)
    return left


def _resolve(host: str, port: int, asked: str, limits: Limits, deadline: float) -> str:
    found: list[str] = []
    trouble: list[OSError] = []

    def ask() -> None:
        try:
            for answer in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
                found.append(str(answer[4][0]))
        except OSError as error:
            trouble.append(error)

    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    thread.join(_left(deadline, asked))
    if trouble:
        raise InputError(f"the host {host!r} cannot be found ({trouble[0]})", asked)
    if not found:
        raise InputError(f"the host {host!r} was not found within the time limit", asked)
    if not limits.allow_private:
        for ip in found:
            if not _is_public(ip):
                raise InputError(
                    f"{host!r} is a private or local address ({ip}); such are read only with "
                    "--allow-private",
                    asked,
                )
    return found[0]


def _is_public(text: str) -> bool:
    ip = ipaddress.ip_address(text.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour
        if inner is None and ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return _is_public(str(inner))
        if ip.is_site_local:
            return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def _body(
    answer: http.client.HTTPResponse,
    headers: dict[str, str],
    asked: str,
    limits: Limits,
    deadline: float,
) -> bytes:
    coding = headers.get("content-encoding", "identity").strip().lower()
    if coding in ("gzip", "x-gzip"):
        unpack = zlib.decompressobj(31)
    elif coding == "deflate":
        unpack = zlib.decompressobj(15)
    elif coding in ("", "identity"):
        unpack = None
        declared = headers.get("content-length", "")
        if declared.isdigit() and int(declared) > limits.size:
            raise _too_long(limits, asked)
    else:
        raise InputError(f"the answer is packed as {coding!r}, which cannot be read", asked)
    pieces: list[bytes] = []
    size = taken = 0
    while True:
        _left(deadline, asked)
        chunk = answer.read1(_CHUNK)
        if not chunk:
            break
        taken += len(chunk)
        if taken > limits.size:
            raise _too_long(limits, asked)
        if unpack is not None:
            try:
                chunk = unpack.decompress(chunk, limits.size + 1 - size)
            except zlib.error as error:
                raise InputError(f"the packed answer is damaged ({error})", asked) from error
        size += len(chunk)
        if size > limits.size or (unpack is not None and unpack.unconsumed_tail):
            raise _too_long(limits, asked)
        pieces.append(chunk)
    return b"".join(pieces)


def _too_long(limits: Limits, asked: str) -> InputError:
    return InputError(
        f"the answer is longer than {limits.size_in_words}; raise --max-size if it is a report",
        asked,
    )
