"""A real browser on the real site, served below a path as it may be in public. Everything that the browser asks for is watched."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from tests.browser import chromium
from tests.conftest import ARGUMENTS, BASE_PATH

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Route

    from tests.conftest import Site


class _Handler(SimpleHTTPRequestHandler):
    """The site below BASE_PATH; its own 404 page everywhere else."""

    def translate_path(self, path: str) -> str:
        inside = urlsplit(path).path
        return super().translate_path(inside.removeprefix(BASE_PATH) if inside.startswith(BASE_PATH + "/") else "/nothing-here")

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  # the base class's name
        pass

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        del message, explain
        body = (self.site / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def __init__(self, *args: Any, site: Path, **kwargs: Any) -> None:
        self.site = site
        super().__init__(*args, directory=str(site), **kwargs)


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """A site's folder on this machine: its address, without a closing slash."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, site=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}{BASE_PATH}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def address(site: Site) -> Iterator[str]:
    """Where the site answers, without a closing slash: ``http://127.0.0.1:4711/portal``."""
    with serving(site.folder) as found:
        yield found


@dataclass
class Visit:
    """A page, and what went wrong while it was open."""

    page: Page
    address: str
    fetched: list[str] = field(default_factory=list)
    """Paths below the site's address that the page asked for, in order."""
    strangers: list[str] = field(default_factory=list)
    """Addresses on other hosts that the page asked for."""
    violations: list[str] = field(default_factory=list)
    """What the content security policy stopped."""
    errors: list[str] = field(default_factory=list)
    """Uncaught exceptions, console errors, and files that were not there."""

    def go(self, path: str) -> Page:
        """Open a page of the site and wait until its scripts have run and its pictures have come."""
        self.page.goto(self.address + path)
        return self.page

    def assert_clean(self) -> None:
        """No request to another host, nothing stopped by the policy, nothing failed."""
        assert (self.strangers, self.violations, self.errors) == ([], [], [])


def watched(context: BrowserContext, address: str) -> Visit:
    """A fresh page of the site at ``address``, with an eye on all that it asks for and all that goes wrong."""
    visit = Visit(context.new_page(), address)
    host = urlsplit(address).netloc

    def route(request: Route) -> None:
        if urlsplit(request.request.url).netloc == host or request.request.url.startswith(("data:", "blob:")):
            visit.fetched.append(urlsplit(request.request.url).path.removeprefix(f"{BASE_PATH}/"))
            request.continue_()
        else:
            visit.strangers.append(request.request.url)
            request.abort()

    def console(message: ConsoleMessage) -> None:
        if message.type == "error":
            visit.errors.append(message.text)

    def failed(request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # the reader moved on before it came
            visit.errors.append(f"{request.url}: {request.failure}")

    context.route("**/*", route)
    context.expose_binding("tellViolation", lambda _, said: visit.violations.append(said))
    context.add_init_script(
        "document.addEventListener('securitypolicyviolation', e => tellViolation(`${e.violatedDirective} ${e.blockedURI} ${e.sample}`))"
    )
    visit.page.on("console", console)
    visit.page.on("pageerror", lambda error: visit.errors.append(str(error)))
    visit.page.on("requestfailed", failed)
    return visit


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    """A fresh page in a window of a laptop's size."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="sv-SE")
    yield watched(context, address)
    context.close()


@pytest.fixture(scope="session")
def large_text_browser(browser: Browser) -> Iterator[Browser]:
    """A Chromium whose reader has set the size of text to 200 % in its settings: 32 px instead of 16."""
    running = browser.browser_type.launch(executable_path=chromium.find(), args=[*ARGUMENTS, "--blink-settings=defaultFontSize=32"])
    yield running
    running.close()


@pytest.fixture
def large_text_visit(large_text_browser: Browser, address: str) -> Iterator[Visit]:
    """A fresh page in that browser."""
    context = large_text_browser.new_context(viewport={"width": 1280, "height": 800}, locale="sv-SE")
    yield watched(context, address)
    context.close()


@pytest.fixture
def plain_visit(browser: Browser, address: str) -> Iterator[Visit]:
    """A fresh page in a browser without JavaScript."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="sv-SE", java_script_enabled=False)
    opened = Visit(context.new_page(), address)
    yield opened
    context.close()
