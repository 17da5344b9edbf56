"""A server on this machine that stands for a service of open data, and answers in the shapes of theirs."""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote

from site_tools.sources.guard import LIMITS, Fetcher

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from site_tools.sources.guard import Limits

JSON = {"Content-Type": "application/json; charset=utf-8"}


class Said(NamedTuple):
    """One answer: its text or bytes, its status and its headers. ``slowly`` writes it a byte at a time until told to stop."""

    body: str | bytes = ""
    status: int = 200
    headers: dict[str, str] = JSON
    slowly: bool = False


class Service:
    """Answers by path, with its question; a list is answered from its beginning, and its last again and again."""

    def __init__(self) -> None:
        self.answers: dict[str, list[Said]] = {}
        self.asked: list[tuple[str, str, bytes]] = []
        """Method, path and body of every question."""
        self.stopped = threading.Event()
        self.port = 0

    def say(self, path: str, *said: Said | object) -> None:
        """What to answer at a path: texts of JSON, trees, or whole answers."""
        self.answers[path] = [one if isinstance(one, Said) else Said(one if isinstance(one, str) else json.dumps(one)) for one in said]

    def answer(self, path: str) -> Said:
        """The next answer at a path."""
        known = self.answers.get(path) or [Said("{}", 404)]
        return known.pop(0) if len(known) > 1 else known[0]

    def fetcher(self, *hosts: str, limits: Limits = LIMITS, **more: Any) -> Fetcher:
        """A fetcher whose ``hosts`` all lead here, over plain HTTP; what it is told besides is as it is in earnest."""
        given: dict[str, Any] = {
            "may": lambda address: address == "127.0.0.1",
            "resolve": lambda _host: ["127.0.0.1"],
            "dial": lambda _host, address, timeout: HTTPConnection(address, self.port, timeout=timeout),
            "sleep": lambda _seconds: None,
        }
        return Fetcher(frozenset(hosts), limits, **(given | more))


@contextmanager
def serving(wrap: Callable[[ThreadingHTTPServer], None] = lambda _: None) -> Iterator[Service]:
    """A service that answers until the end of the block."""
    service = Service()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            path = unquote(self.path)
            service.asked.append((self.command, path, body))
            said = service.answer(path)
            data = said.body if isinstance(said.body, bytes) else said.body.encode()
            self.send_response(said.status)
            for name, value in ({"Content-Length": str(len(data))} | said.headers).items():
                if value:
                    self.send_header(name, value)
            self.end_headers()
            try:
                if said.slowly:
                    while not service.stopped.wait(0.02):
                        self.wfile.write(b" ")
                else:
                    self.wfile.write(data)
            except OSError:
                return

        do_POST = do_GET  # noqa: N815 - the name that the library looks for

        def log_message(self, *_args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    wrap(server)
    service.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield service
    finally:
        service.stopped.set()
        server.shutdown()
        server.server_close()
        thread.join()


KOLADA = "https://api.kolada.se/v3"
MEASURE = "/v3/kpi/N15505"
VALUES = "/v3/data/kpi/N15505/municipality/2480,0000?per_page=5000"


def measure(title: str = "Meritvärde i åk 9") -> dict[str, object]:
    """What Kolada says of a measure."""
    return {"values": [{"id": "N15505", "title": title, "is_divided_by_gender": 1}], "count": 1}


def page(*rows: str, onward: str | None = None) -> str:
    """A page of Kolada's values, as text: the digits are to be those that are written here."""
    return f'{{"values": [{", ".join(rows)}], "count": {len(rows)}, "next_url": {json.dumps(onward)}, "previous_url": null}}'


def row(period: int, place: str, **genders: str) -> str:
    """A row of Kolada's: ``T="235.10"`` is the value of a gender, ``T="null"`` none."""
    values = ", ".join(
        f'{{"gender": "{gender}", "count": 1, "status": "", "value": {value}, "isdeleted": false}}' for gender, value in genders.items()
    )
    return f'{{"kpi": "N15505", "period": {period}, "municipality": "{place}", "values": [{values}]}}'


def table(codes: dict[str, list[str]], values: object, **more: object) -> dict[str, object]:
    """A table in JSON-stat 2."""
    return {
        "version": "2.0",
        "class": "dataset",
        "label": "Folkmängd efter region, kön och år 2019-2023",
        "id": list(codes),
        "size": [len(some) for some in codes.values()],
        "dimension": {
            name: {"label": name, "category": {"index": {code: at for at, code in enumerate(some)}}} for name, some in codes.items()
        },
        "value": values,
        **more,
    }
