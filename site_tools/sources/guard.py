"""The one way out to the network: https to hosts that are known, at addresses of the open internet, with a limit to bytes and time.

Each step of a way is looked at before it is taken. The address that was looked at is the one that is connected to: whoever changes what a
name means between the two gains nothing. Plain ``http.client`` is used because it does nothing by itself: it follows no redirect,
knows no proxy, no cookie and no packing of the text.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urljoin, urlsplit

from site_tools import exact
from site_tools.messages import fetching as say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from site_tools.problems import Said

AGENT = "programportalen/0.1 (open data import)"
HOPS_MAX = 4
TRIES = 4
WAIT_MAX = 30.0
"""Seconds that a host may ask us to wait before the next try."""
_LEADS_ON = frozenset({301, 302, 303, 307, 308})
_BUSY = frozenset({429, 503})
_CHUNK = 65_536
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")


class FetchError(Exception):
    """A fetch that came to nothing: what to say about it."""

    def __init__(self, said: Said) -> None:
        super().__init__(said.text)
        self.said = said


class Answer(NamedTuple):
    """What a host said: the address that answered, and the tree of its JSON, numbers as their digits."""

    url: str
    tree: Any


class Limits(NamedTuple):
    """How much is read and how long is waited: bytes of all answers of an errand together, and seconds for the whole of it."""

    bytes: int = 8_000_000
    seconds: float = 120.0


LIMITS = Limits()


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open internet, and not one that stands for another."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped:
            return is_public(str(ip.ipv4_mapped))
        # Addresses that carry one of IPv4 within them: where they lead is for a gateway to say.
        if ip.sixtofour or ip.teredo or ip in _TRANSLATED:
            return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_loopback or ip.is_link_local or ip.is_unspecified)


def resolve(host: str) -> list[str]:
    """Every IP address of a host. Raises OSError or UnicodeError when it has none."""
    return list(dict.fromkeys(str(info[4][0]) for info in socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM)))


class Pinned(HTTPSConnection):
    """A connection to one IP address, whose certificate must be that of the host."""

    def __init__(self, host: str, address: str, timeout: float, context: ssl.SSLContext | None = None, port: int = 443) -> None:
        self._tls = context or ssl.create_default_context()
        super().__init__(host, port, timeout=timeout, context=self._tls)
        self._address = address

    def connect(self) -> None:
        """Connect to the address. The socket is known at once, so that who keeps the time can cut it off, also while keys are agreed on."""
        plain = socket.create_connection((self._address, self.port), self.timeout)
        self.sock = self._tls.wrap_socket(plain, server_hostname=self.host, do_handshake_on_connect=False)
        self.sock.do_handshake()


@dataclass(frozen=True)
class Fetcher:
    """Which ``hosts`` may be asked, and how. The rest is for tests, which ask a server of their own: nothing else gives it."""

    hosts: frozenset[str]
    limits: Limits = LIMITS
    may: Callable[[str], bool] = is_public
    resolve: Callable[[str], list[str]] = resolve
    dial: Callable[[str, str, float], HTTPConnection] = Pinned
    sleep: Callable[[float], None] = time.sleep

    def errand(self) -> Errand:
        """Begin to ask; the time counts from now."""
        return Errand(self, time.monotonic() + self.limits.seconds, self.limits.bytes)


@dataclass
class Errand:
    """The questions of one fetch, which share its time and its bytes."""

    fetcher: Fetcher
    ends: float
    bytes_left: int
    asked: list[Answer] = field(default_factory=list)

    def get(self, url: str, body: bytes | None = None, *, same_host: str = "") -> Any:
        """The tree of what an address answers, with ``body`` (JSON) as the question of a POST.

        ``same_host`` is the address of an earlier page, when this one is where it says that the next is. Raises FetchError.
        """
        if same_host and urlsplit(same_host).netloc != urlsplit(url).netloc:
            raise FetchError(say.FETCH_REFUSED(address=_short(url), why="nästa sida ligger hos en annan värd"))
        here = url
        for _ in range(HOPS_MAX + 1):
            status, onward, data = self._asked(here, body)
            if status not in _LEADS_ON:
                tree = _tree(self._host(here), data)
                self.asked.append(Answer(url, tree))
                return tree
            if body is not None or not onward:
                raise FetchError(say.FETCH_NO_ANSWER(host=self._host(here), why=f"den svarar {status}"))
            here = urljoin(here, onward)
        raise FetchError(say.FETCH_NO_ANSWER(host=self._host(here), why="den leder runt utan att komma fram"))

    def _host(self, url: str) -> str:
        """The host of an address that may be asked. Raises FetchError for any other."""
        try:
            parts = urlsplit(url)
            host, port = parts.hostname or "", parts.port
        except ValueError:
            raise FetchError(say.FETCH_REFUSED(address=_short(url), why="den går inte att läsa")) from None
        why = ""
        if parts.scheme != "https":
            why = "den börjar inte med https://"
        elif host not in self.fetcher.hosts:
            why = f"värden {host} är inte bland de kända"
        elif "@" in parts.netloc or port not in (None, 443) or not url.isascii() or any(sign <= " " for sign in url):
            why = "den har tecken eller en port som inte hör hemma i den"
        if why:
            raise FetchError(say.FETCH_REFUSED(address=_short(url), why=why))
        return host

    def _addresses(self, host: str) -> list[str]:
        try:
            found = self.fetcher.resolve(host)
        except (OSError, UnicodeError):
            raise FetchError(say.FETCH_NO_ANSWER(host=host, why="värdens namn går inte att slå upp")) from None
        if not found or not all(map(self.fetcher.may, found)):
            raise FetchError(say.FETCH_REFUSED(address=host, why="den leder inte till det öppna nätet"))
        return found

    def _asked(self, url: str, body: bytes | None) -> tuple[int, str, bytes]:
        """(status, where it leads on, what it says), after some more tries where the host is busy."""
        host = self._host(url)
        for number in range(TRIES):
            status, headers, data = self._once(host, url, body)
            if status not in _BUSY:
                return status, headers.get("location", ""), data
            asked = headers.get("retry-after", "")
            wait = min(float(asked) if asked.isascii() and asked.isdigit() else 2.0**number, WAIT_MAX)
            if number + 1 == TRIES or wait >= self._left(host):
                break
            self.fetcher.sleep(wait)
        raise FetchError(say.FETCH_BUSY(host=host, status=status))

    def _left(self, host: str) -> float:
        left = self.ends - time.monotonic()
        if left <= 0:
            raise self._too_slow(host)
        return left

    def _too_slow(self, host: str) -> FetchError:
        return FetchError(say.FETCH_TOO_SLOW(host=host, seconds=f"{self.fetcher.limits.seconds:g}".replace(".", ",")))

    def _once(self, host: str, url: str, body: bytes | None) -> tuple[int, dict[str, str], bytes]:
        """One question to the first of the host's addresses that takes it."""
        addresses = self._addresses(host)
        for number, address in enumerate(addresses):
            connection = self.fetcher.dial(host, address, self._left(host))
            with self._watched(connection, host) as watch:
                try:
                    connection.connect()
                except ssl.SSLError as error:
                    raise FetchError(say.FETCH_NO_ANSWER(host=host, why=f"säker anslutning går inte ({error.reason})")) from None
                except OSError as error:
                    if watch.cut or number + 1 == len(addresses):
                        raise self._failed(host, error) from None
                    continue
                watch.sock = connection.sock
                try:
                    return self._exchanged(connection, host, url, body)
                except (OSError, HTTPException, ValueError) as error:
                    raise self._failed(host, error) from None
        raise AssertionError("a host without addresses is refused before")

    def _failed(self, host: str, error: Exception) -> FetchError:
        if isinstance(error, TimeoutError) or self.ends <= time.monotonic():
            return self._too_slow(host)
        return FetchError(say.FETCH_NO_ANSWER(host=host, why="anslutningen bröts eller gick inte att få"))

    @contextmanager
    def _watched(self, connection: HTTPConnection, host: str) -> Iterator[_Watch]:
        """Cut the connection off when the time is up: a host that sends a byte now and then would keep a time limit for each byte."""
        watch = _Watch(connection)
        timer = threading.Timer(self._left(host), watch.off)
        timer.daemon = True
        timer.start()
        try:
            yield watch
        finally:
            timer.cancel()
            connection.close()

    def _exchanged(self, connection: HTTPConnection, host: str, url: str, body: bytes | None) -> tuple[int, dict[str, str], bytes]:
        parts = urlsplit(url)
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        headers = {"Accept": "application/json", "Accept-Encoding": "identity", "User-Agent": AGENT, "Connection": "close"}
        if body is not None:
            headers["Content-Type"] = "application/json"
        connection.request("GET" if body is None else "POST", target, body, headers)
        with connection.getresponse() as response:
            return self._answered(response, host)

    def _answered(self, response: HTTPResponse, host: str) -> tuple[int, dict[str, str], bytes]:
        found = {name.lower(): value for name, value in response.getheaders()}
        if response.status in _LEADS_ON | _BUSY:
            return response.status, found, b""
        if response.status != 200:
            raise FetchError(say.FETCH_NO_ANSWER(host=host, why=f"den svarar {response.status}"))
        kind = found.get("content-type", "").partition(";")[0].strip().lower()
        if kind not in ("application/json", "text/json") and not kind.endswith("+json"):
            raise FetchError(say.FETCH_NO_JSON(host=host, why=f"det är av typen {kind or 'okänd'}"[:80]))
        if found.get("content-encoding", "identity").lower() != "identity":
            raise FetchError(say.FETCH_NO_JSON(host=host, why="det är packat"))
        return response.status, found, self._read(response, host)

    def _read(self, response: HTTPResponse, host: str) -> bytes:
        wanted = response.length
        data = bytearray()
        while chunk := response.read1(min(_CHUNK, self.bytes_left + 1)):
            data += chunk
            self.bytes_left -= len(chunk)
            if self.bytes_left < 0 or (wanted or 0) > len(data) + self.bytes_left:
                raise FetchError(say.FETCH_TOO_LARGE(host=host, limit=f"{self.fetcher.limits.bytes // 1000} kB"))
            self._left(host)
        self._left(host)
        if wanted is not None and len(data) != wanted:
            raise FetchError(say.FETCH_NO_JSON(host=host, why="det är avbrutet"))
        return bytes(data)


@dataclass
class _Watch:
    """Over one connection. The library forgets the socket while the last answer is still being read from it: ``sock`` does not."""

    connection: HTTPConnection
    sock: socket.socket | None = None
    cut: bool = False

    def off(self) -> None:
        """Cut the connection."""
        self.cut = True
        if sock := self.sock or self.connection.sock:
            try:
                sock.shutdown(socket.SHUT_RDWR)
            except OSError:
                return  # it is closed already


def _tree(host: str, data: bytes) -> Any:
    try:
        return exact.parse(data.decode("utf-8-sig"))
    except ValueError:
        raise FetchError(say.FETCH_NO_JSON(host=host, why="det går inte att läsa som JSON")) from None


def _short(url: str) -> str:
    return url if len(url) <= 120 else f"{url[:120]} …"
