"""A web server for the editor's own machine. It listens on the loopback address only."""

from __future__ import annotations

from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

from site_tools.disk import reason
from site_tools.problems import UserError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class _Handler(SimpleHTTPRequestHandler):
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
        from pathlib import Path  # noqa: PLC0415

        body = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


def serve(folder: Path, port: int, say: Callable[[str], None]) -> None:
    """Answer for ``folder`` until interrupted. Raises UserError when the port is taken."""
    try:
        server = ThreadingHTTPServer(("127.0.0.1", port), partial(_Handler, directory=str(folder)))
    except OSError as error:
        raise UserError(f"port {port} går inte att använda: {reason(error)} – välj en annan med --port") from error
    say(f"Webbplatsen visas på http://127.0.0.1:{server.server_address[1]}/ – avsluta med Ctrl+C")
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        say("Avslutat.")
    finally:
        server.server_close()
