"""Links to other sites: which the content holds, and whether they still answer. Asked once in a while, never when the site is built."""

from __future__ import annotations

import json
import socket
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta
from http.client import HTTPException
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from site_tools import markdown
from site_tools import sources as guarded
from site_tools.model.fields import is_web_address
from site_tools.pipeline import sources
from site_tools.problems import UserError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping
    from pathlib import Path

    from site_tools.model.portal import Source

AGENT = "Mozilla/5.0 (compatible; programportalen; letar efter brutna länkar)"
"""Who asks. Some servers answer only what calls itself a browser."""
HOSTS_AT_ONCE = 8
SECONDS_MAX = 20
PAUSE = 1.0
"""Seconds between two questions to one host."""
KEPT_DAYS = 6
"""A link that answered is not asked about again for so many days."""
_NO_HEAD = frozenset({400, 403, 404, 405, 501})
"""What some servers answer when they are asked for a page without its text; then the page itself is asked for."""
_GONE = frozenset({404, 410})
_MOVED = frozenset({301, 308})
_LEADS_ON = frozenset({301, 302, 303, 307, 308})
HOPS_MAX = 6
"""Questions to get to where an address leads; then it goes round in circles."""


NO_HOST, NO_NAMES = "värden finns inte", "värdens namn går inte att slå upp just nu"


class Answer(NamedTuple):
    """How a link answered. ``what`` is good, gone, moved (for good, to ``to``) or unsure; ``why`` says it in Swedish."""

    what: str
    why: str = ""
    to: str = ""


def links(content: Path) -> dict[str, list[str]]:
    """Every address on another site, in reading order, with the places (``mal/x.md:3:5``) that it stands at."""
    found: dict[str, list[str]] = {}
    for source in sources(content):
        for url, line, column in _in_source(source):
            found.setdefault(url, []).append(f"{source.path}:{line}:{column}")
    return found


def _in_source(source: Source) -> Iterator[tuple[str, int, int]]:
    for path, (line, column) in source.marks.places.items():
        value: Any = source.tree
        for step in path:
            value = value[step]
        if isinstance(value, str):
            yield from ((url, line + more, column) for url, more in _in_text(value.strip()))
    yield from ((url, source.body_line + more, 1) for url, more in _in_text(source.body))


def _in_text(text: str) -> Iterator[tuple[str, int]]:
    if is_web_address(text):
        yield text, 0
    elif "://" in text:
        found = (one for one in markdown.findings(text) if one.what == "link")
        yield from ((one.value, one.line) for one in found if is_web_address(one.value))


def is_public(host: str) -> bool:
    """Whether a host is one of the open internet: what stands in the content must not make us knock on doors inside."""
    try:
        found = {str(info[4][0]) for info in socket.getaddrinfo(host, None)}
    except (OSError, UnicodeError):
        return True  # that it does not exist is told by asking
    return all(map(guarded.is_public, found))


class _Stay(urllib.request.HTTPRedirectHandler):
    """Follows nothing by itself: each step is looked at before it is taken."""

    def redirect_request(self, *_args: Any, **_more: Any) -> None:
        """No new request, so that the answer itself is seen."""


@dataclass(frozen=True)
class Asker:
    """Asks hosts, each one question at a time. ``agent`` says who asks; ``may`` whether a host may be asked at all."""

    agent: str
    may: Callable[[str], bool] = is_public
    pause: float = PAUSE

    def ask_all(self, urls: Collection[str]) -> dict[str, Answer]:
        """The answer of every address, in the order given. Raises UserError when it looks as if nobody can be asked from here."""
        hosts: dict[str, list[str]] = {}
        for url in urls:
            hosts.setdefault(urlsplit(url).hostname or "", []).append(url)
        with ThreadPoolExecutor(HOSTS_AT_ONCE) as at_once:
            found = dict(pair for pairs in at_once.map(self._ask_host, hosts.values()) for pair in pairs)
        if len(hosts) > 1 and all(answer.why in (NO_HOST, NO_NAMES) for answer in found.values()):
            raise UserError("ingen av webbplatserna går att nå – kontrollera att datorn har nät")
        return {url: found[url] for url in urls}

    def _ask_host(self, urls: list[str]) -> list[tuple[str, Answer]]:
        found = []
        for number, url in enumerate(urls):
            time.sleep(self.pause if number else 0)
            found.append((url, self.ask(url)))
        return found

    def ask(self, url: str) -> Answer:
        """How one address answers, led on by its host at most a few times."""
        here, for_good = url, True
        for _ in range(HOPS_MAX):
            if not self.may(urlsplit(here).hostname or ""):
                return Answer("gone", "leder till en adress som inte finns på det öppna nätet")
            try:
                status, onward = self._status(here)
            except urllib.error.URLError as error:
                if not isinstance(error.reason, socket.gaierror):
                    return Answer("unsure", f"svarar inte: {error.reason}")
                return Answer("gone", NO_HOST) if error.reason.errno == socket.EAI_NONAME else Answer("unsure", NO_NAMES)
            except (OSError, ValueError, HTTPException) as error:
                return Answer("unsure", f"svarar inte: {error}")
            if status not in _LEADS_ON or not onward:
                return _judged(status, here if for_good and here != url else "")
            for_good = for_good and status in _MOVED
            here = urljoin(here, onward)
            if not is_web_address(here):
                return Answer("unsure", "leder till något som inte är en webbadress")
        return Answer("unsure", "leder runt utan att komma fram")

    def _status(self, url: str) -> tuple[int, str]:
        """The status of an address, and where it leads on to. Raises OSError (URLError among them), ValueError or HTTPException."""
        opener = urllib.request.build_opener(_Stay)
        status, onward = 0, ""
        for method in ("HEAD", "GET"):
            request = urllib.request.Request(_ascii(url), method=method, headers={"User-Agent": self.agent, "Accept": "*/*"})  # noqa: S310 - http only
            try:
                with opener.open(request, timeout=SECONDS_MAX) as response:
                    return response.status, ""
            except urllib.error.HTTPError as error:
                status, onward = error.code, error.headers.get("Location", "")
                error.close()
            if status not in _NO_HEAD:
                break
        return status, onward


def _judged(status: int, moved_to: str) -> Answer:
    if status in _GONE:
        return Answer("gone", f"finns inte längre ({status})")
    if status >= 300:
        return Answer("unsure", f"svarar {status}")
    return Answer("moved", "har flyttat", moved_to) if moved_to else Answer("good")


def _ascii(url: str) -> str:
    """An address as it is sent: å, ä and ö in the host's name and in the path have a form of their own there."""
    parts = urlsplit(url)
    host = (parts.hostname or "").encode("idna").decode() + (f":{parts.port}" if parts.port else "")
    return urlunsplit((parts.scheme, host, *(quote(part, safe="/%:=&?~+!$,;'@()*[]") for part in parts[2:4]), ""))


def remembered(cache: Path, today: date) -> set[str]:
    """The addresses that answered a short while ago; a lost or damaged cache knows none."""
    try:
        told = json.loads(cache.read_text("utf-8"))
        return {url for url, day in told.items() if timedelta(0) <= today - date.fromisoformat(day) <= timedelta(KEPT_DAYS)}
    except (OSError, ValueError, AttributeError, TypeError):
        return set()


def remember(cache: Path, known: set[str], answers: Mapping[str, Answer], today: date) -> None:
    """Keep what answered well; what was known before keeps no new day. Raises OSError."""
    try:
        told = {url: day for url, day in json.loads(cache.read_text("utf-8")).items() if url in known}
    except (OSError, ValueError, AttributeError):
        told = {}
    told |= {url: today.isoformat() for url, answer in answers.items() if answer.what == "good"}
    cache.parent.mkdir(parents=True, exist_ok=True)
    cache.write_text(json.dumps(told, indent=1, sort_keys=True) + "\n", "utf-8")


_HEADINGS = {
    "gone": "Borta – länka till en annan sida eller ta bort länken",
    "moved": "Flyttade – byt till den nya adressen",
    "unsure": "Osäkra – öppna dem i en webbläsare",
}


def told(answers: Mapping[str, Answer], places: Mapping[str, list[str]], content: Path, marks: bool) -> str:
    """The links that need a look, under a heading for each sort; with ``marks`` as Markdown for an issue."""
    parts = []
    for what, heading in _HEADINGS.items():
        found = {url: answer for url, answer in answers.items() if answer.what == what}
        if found:
            parts.append(f"### {heading}\n\n" if marks else f"{heading}: {len(found)}\n")
            parts += [
                _line(url, answer, [f"{content.as_posix()}/{place}" for place in places[url]], marks) for url, answer in found.items()
            ]
            parts.append("\n")
    return "".join(parts)


def _line(url: str, answer: Answer, where: list[str], marks: bool) -> str:
    why = f"{answer.why}: {answer.to}" if answer.to else answer.why
    if marks:
        # An address or an answer from elsewhere is code in the issue: it can neither address anyone nor draw anything.
        return f"- `{url.replace('`', '%60')}` {_code(why)} – {', '.join(f'`{place}`' for place in where)}\n"
    return "".join(f"  {place}: {url} – {why}\n" for place in where)


def _code(text: str) -> str:
    return f"`{' '.join(text.split()).replace('`', chr(39))[:300]}`"
