"""A web server for the editor's own machine. It listens on the loopback address only.

``show`` answers for a folder as it is. ``edit`` answers for the content as it is: it reads again what is saved, makes pages when they are
asked for, tells the browser to load them anew, and shows what is wrong over the last good page.
"""

from __future__ import annotations

from functools import partial
from http.server import ThreadingHTTPServer
from typing import TYPE_CHECKING

from site_tools.disk import reason
from site_tools.problems import UserError
from site_tools.serve.answers import Folder, Page, with_script
from site_tools.serve.desk import Desk
from site_tools.serve.watch import Search, Watch, stamps

if TYPE_CHECKING:
    from collections.abc import Callable
    from http.server import BaseHTTPRequestHandler
    from pathlib import Path

    from site_tools.pipeline import Checked, Live

__all__ = ["Desk", "edit", "show", "stamps", "with_script"]


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


def show(folder: Path, port: int, say: Callable[[str], None]) -> None:
    """Answer for ``folder`` until interrupted. Raises UserError when the port is taken."""
    _answer(_listen(partial(Folder, directory=str(folder)), port), say)


def edit(live: Live, port: int, say: Callable[[str], None], told: Callable[[Checked], str]) -> None:
    """Answer for the content of ``live`` as it is saved, until interrupted; ``told`` turns a check into messages.

    Raises UserError when the port is taken.
    """
    desk = Desk(live, told)
    search = Search(live.config)
    server = _listen(partial(Page, desk, search.folder), port)
    server.daemon_threads = True
    # What is saved from here on is seen by the first look.
    watch = Watch(desk, live, search, say)
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
