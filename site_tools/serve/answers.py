"""What the server answers: the files of a folder, or the site as it is in memory."""

from __future__ import annotations

import json
import mimetypes
import posixpath
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from site_tools.config import TEMPLATES
from site_tools.policy import headers_of

if TYPE_CHECKING:
    from site_tools.serve.desk import Desk

OWN = "/.serve/"
"""Where the server's own files are; a dot begins no address of the site."""
_BEHIND = b"<!doctype html><html lang=sv><meta charset=utf-8><title>Portalen</title><body></body></html>"
"""The page behind the messages when the content has never been good."""


class Folder(SimpleHTTPRequestHandler):
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


def _own_name(host: str) -> bool:
    """Whether a browser has asked for this machine by its own name. Another site, whose name leads here, is not to read drafts."""
    try:
        return urlsplit(f"//{host}").hostname in ("127.0.0.1", "localhost", "::1")
    except ValueError:
        return False


class Page(BaseHTTPRequestHandler):
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
            if not _own_name(self.headers.get("Host", "")):
                self._send(403, "nej.txt", "Den här adressen är inte datorns egen – öppna den som build.py serve skrev.\n".encode())
            elif target == f"{OWN}news":
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
        data, version, beside = self.desk.output(path)
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
            data = with_script(data, version, beside)
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


def with_script(page: bytes, version: int, beside: str = "") -> bytes:
    """A page with the line that lets it be renewed; all its other bytes are those of the built site. ``beside`` tells its drawings from
    others under the same names."""
    line = f'<script src="{OWN}reload.js" data-version="{version}" data-beside="{beside}"></script>\n'.encode()
    head, end, rest = page.rpartition(b"</body>")
    return head + line + end + rest if end else page + line
