"""A web server for the editor's own machine. It listens on the loopback address only.

``show`` answers for a folder as it is. ``edit`` answers for the content as it is: it reads again what is saved, makes pages when they are
asked for, tells the browser to load them anew, and shows what is wrong over the last good page.
"""

from __future__ import annotations

import json
import mimetypes
import os
import posixpath
import subprocess
import sys
import threading
import time
from functools import partial
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from site_tools.beside import record_of
from site_tools.config import ROOT, TEMPLATES
from site_tools.disk import reason
from site_tools.policy import headers_of
from site_tools.problems import UserError

if TYPE_CHECKING:
    from collections.abc import Callable

    from site_tools.config import Config
    from site_tools.pipeline import Checked, Live

POLL_SECONDS = 0.06
"""How often the content folder is looked at; a look at a thousand files takes some thousandths of a second."""
SETTLE_SECONDS = 0.015
"""How long a save may take between two writes of the same file without being read in between."""
QUIET_SECONDS = 3.0
"""How long the content must have been left alone before the search index is made anew."""
OWN = "/.serve/"
"""Where the server's own files are; a dot begins no address of the site."""
_BEHIND = b"<!doctype html><html lang=sv><meta charset=utf-8><title>Portalen</title><body></body></html>"
"""The page behind the messages when the content has never been good."""


def _listen(handler: Callable[..., BaseHTTPRequestHandler], port: int) -> ThreadingHTTPServer:
    try:
        return ThreadingHTTPServer(("127.0.0.1", port), handler)
    except OSError as error:
        raise UserError(f"port {port} går inte att använda: {reason(error)} – välj en annan med --port") from error


def _answer(server: ThreadingHTTPServer, say: Callable[[str], None]) -> None:
    say(f"Webbplatsen visas på http://127.0.0.1:{server.server_address[1]}/ – avsluta med Ctrl+C")
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        say("Avslutat.")
    finally:
        server.server_close()


class _Folder(SimpleHTTPRequestHandler):
    """Quiet, with the site's own 404 page, and nothing cached between two builds."""

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class's name
        del format, args

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        if code != 404:
            super().send_error(code, message, explain)
            return
        body = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


def show(folder: Path, port: int, say: Callable[[str], None]) -> None:
    """Answer for ``folder`` until interrupted. Raises UserError when the port is taken."""
    _answer(_listen(partial(_Folder, directory=str(folder)), port), say)


class Desk:
    """The site in memory and what the editor is to be told of it; safe to ask from several threads."""

    def __init__(self, live: Live, told: Callable[[Checked], str]) -> None:
        self._live, self._told = live, told
        self._turn = threading.Condition()
        self._news = 0
        self._looked_at = ""
        self.faults = ""

    def read(self) -> Checked:
        """Read what has changed, and let every page that waits know."""
        with self._turn:
            checked = self._live.refresh()
            self.faults = self._told(checked) if checked.errors or checked.portal is None else ""
            self._news += 1
            self._turn.notify_all()
        return checked

    def tidy(self) -> None:
        """Do what can wait, while nobody does."""
        with self._turn:
            self._live.tidy()

    def output(self, path: str) -> tuple[bytes | None, int]:
        """The bytes of a file of the site, and which version of the content they are of."""
        with self._turn:
            data = self._live.output(path)
            if data is not None and path.endswith(".html"):
                self._looked_at = path
            return data, self._live.version

    def ahead(self) -> None:
        """Make the page that was shown last, while its browser is on the way to ask for it."""
        if self._looked_at:
            self.output(self._looked_at)

    def news(self, since: int, seconds: float) -> tuple[int, dict[str, object]]:
        """What there is to tell after ``since`` readings, waiting at most so long for it."""
        with self._turn:
            self._turn.wait_for(lambda: self._news > since, seconds)
            return self._news, {"version": self._live.version, "faults": self.faults}


class _Page(BaseHTTPRequestHandler):
    """Answers from memory: the site's files with a line added to each page, the search index from its folder, and the server's own."""

    def __init__(self, desk: Desk, search: Path, *args: Any) -> None:
        self.desk, self.search = desk, search
        super().__init__(*args)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class's name
        del format, args

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        target = unquote(urlsplit(self.path).path)
        try:
            if target == f"{OWN}news":
                self._news()
            elif target.startswith(OWN):
                name = posixpath.basename(target)
                file = TEMPLATES / "serve" / name
                self._send(200 if file.is_file() else 404, name, file.read_bytes() if file.is_file() else b"")
            elif target.startswith("/pagefind/"):
                file = self.search / posixpath.normpath(target).lstrip("/")
                self._send(200 if file.is_file() else 404, target, file.read_bytes() if file.is_file() else b"")
            else:
                self._site(target)
        except (BrokenPipeError, ConnectionResetError):
            pass  # the browser has gone on to another page

    def _site(self, target: str) -> None:
        path = target.lstrip("/") + ("index.html" if target.endswith("/") else "")
        data, version = self.desk.output(path)
        if data is None and not target.endswith("/") and self.desk.output(f"{path}/index.html")[0] is not None:
            self.send_response(301)
            self.send_header("Location", f"{target}/")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        status = 200 if data is not None or not version else 404
        if data is None:
            path = "404.html"
            data = self.desk.output(path)[0] or _BEHIND
        if path.endswith(".html"):
            data = with_script(data, version)
        # Files whose names change with what they hold are fetched once; all else is asked for anew.
        named = headers_of(path)["Cache-Control"] if path.startswith("assets/") and status == 200 else ""
        self._send(status, path, data, named)

    def _send(self, status: int, name: str, data: bytes, cache: str = "") -> None:
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", cache or "no-store")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def _news(self) -> None:
        """Server-sent events: the version of the content and its faults, at once and whenever they change."""
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        seen = -1
        while True:
            number, news = self.desk.news(seen, 15)
            # A comment keeps the line open, and shows when nobody is at its other end.
            self.wfile.write(f"data: {json.dumps(news)}\n\n".encode() if number > seen else b": -\n\n")
            self.wfile.flush()
            seen = number


def with_script(page: bytes, version: int) -> bytes:
    """A page with the line that lets it be loaded anew; all its other bytes are those of the built site."""
    line = f'<script src="{OWN}reload.js" data-version="{version}"></script>\n'.encode()
    head, end, rest = page.rpartition(b"</body>")
    return head + line + end + rest if end else page + line


def edit(live: Live, port: int, say: Callable[[str], None], told: Callable[[Checked], str]) -> None:
    """Answer for the content of ``live`` as it is saved, until interrupted; ``told`` turns a check into messages.

    Raises UserError when the port is taken.
    """
    desk = Desk(live, told)
    search = Search(live.config)
    server = _listen(partial(_Page, desk, search.folder), port)
    server.daemon_threads = True
    # What is saved from here on is seen by the first look.
    watch = _Watch(desk, live, search, say)
    desk.read()
    if desk.faults:
        say(desk.faults)
    watch.start()
    try:
        _answer(server, say)
    finally:
        watch.end()
        search.close()
        live.close()


class _Watch(threading.Thread):
    """Looks at the content folder, has it read when something in it has changed, and the search index made when it has been quiet."""

    def __init__(self, desk: Desk, live: Live, search: Search, say: Callable[[str], None]) -> None:
        super().__init__(daemon=True)
        self._desk, self._live, self._search, self._say = desk, live, search, say
        self._stop_asked = threading.Event()
        self._seen = self._look()
        self._templates = stamps(TEMPLATES)

    def end(self) -> None:
        """Stop looking."""
        self._stop_asked.set()
        self.join()

    def run(self) -> None:
        self._live.warm_up()
        since, indexed = time.monotonic(), -1
        while not self._stop_asked.wait(POLL_SECONDS):
            now, templates = self._look(), stamps(TEMPLATES)
            if now != self._seen or templates != self._templates:
                if templates != self._templates:
                    self._templates = templates
                    self._live.forget()
                self._seen = self._settled(now)
                # An index of what has changed since is of no use, and making it would hold up the page.
                indexed = -1 if self._search.close() else indexed
                self._read()
                # The browsers hear of it first; then their page is made while they come for it.
                self._stop_asked.wait(SETTLE_SECONDS)
                self._desk.ahead()
                since = time.monotonic()
                continue
            self._desk.tidy()
            if self._live.version > indexed and not self._desk.faults and time.monotonic() - since > QUIET_SECONDS:
                version = self._live.version
                if self._search.start():
                    if indexed < 0:
                        self._say("Ritar diagram och gör sökregistret i bakgrunden.")
                    indexed = version

    def _look(self) -> dict[str, tuple[int, int, int]]:
        """The content, and the record of the last release, which it is held against."""
        content = self._live.config.content
        return stamps(content) | stamps(record_of(content))

    def _settled(self, now: dict[str, tuple[int, int, int]]) -> dict[str, tuple[int, int, int]]:
        """The folder when nothing in it has changed for a moment: many programs empty a file before they write it."""
        while True:
            self._stop_asked.wait(SETTLE_SECONDS)
            before, now = now, self._look()
            if now == before:
                return now

    def _read(self) -> None:
        start, had = time.perf_counter(), self._desk.faults
        self._desk.read()
        took = f"{time.perf_counter() - start:.2f}".replace(".", ",")
        self._say(self._desk.faults or f"{'Felen är rättade' if had else 'Ändringen är läst'} ({took} s).")


def stamps(content: Path) -> dict[str, tuple[int, int, int]]:
    """Path -> what tells one state of a file from another, for every file below the content folder."""
    found: dict[str, tuple[int, int, int]] = {}
    pending = [str(content)]
    while pending:
        try:
            with os.scandir(pending.pop()) as entries:
                for entry in entries:
                    if entry.name.startswith("."):
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        pending.append(entry.path)
                    else:
                        status = entry.stat(follow_symlinks=False)
                        found[entry.path] = (status.st_mtime_ns, status.st_size, status.st_ino)
        except OSError:
            continue  # a file or folder that went away under the look: the next one sees it gone
    return found


class Search:
    """The search index beside the server: made by a build in a process of its own, which disturbs nobody who reads or writes."""

    def __init__(self, config: Config) -> None:
        self.folder = config.cache / "serve" / "site"
        words = ["build", "--utkast", "--content", str(config.content), "--out", str(self.folder), "--jobs", "1"]
        self._command = [sys.executable, str(ROOT / "build.py"), *words, "--today", config.today.isoformat()]
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> bool:
        """Begin to make it anew; False while the last one is still being made."""
        if self._process and self._process.poll() is None:
            return False
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        self._process = subprocess.Popen(self._command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        if hasattr(os, "setpriority"):  # it can wait: the editor's own page goes first
            os.setpriority(os.PRIO_PROCESS, self._process.pid, 15)
        return True

    def close(self) -> bool:
        """End a build that is under way; False when there was none."""
        if self._process is None or self._process.poll() is not None:
            return False
        self._process.terminate()
        self._process.wait()
        return True
