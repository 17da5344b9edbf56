"""Links to other sites: found where they stand, asked with care, and told with what to do."""

from __future__ import annotations

import threading
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner

from site_tools.cli import main
from site_tools.outside import Answer, Asker, is_public, links, remember, remembered, told
from site_tools.problems import UserError
from tests.writing import write_content

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TODAY = date(2026, 11, 21)


class _Server(BaseHTTPRequestHandler):
    """Answers as the path says: ``/404`` with 404, ``/301`` leading to ``/200``, ``/no-head`` to GET only."""

    asked: list[str]

    def do_HEAD(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        self._answer()

    def _answer(self) -> None:
        self.asked.append(f"{self.command} {self.path}")
        word = self.path.strip("/")
        if word == "no-head":
            word = "405" if self.command == "HEAD" else "200"
        leads = {
            "round": (302, "/round"),
            "out": (301, "http://10.0.0.1/"),
            "file": (301, "file:///etc/passwd"),
            "301": (301, "/200"),
            "302": (302, "/200"),
        }
        status, onward = leads[word] if word in leads else (int(word), "")
        self.send_response(status)
        if onward:
            self.send_header("Location", onward)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class's name
        pass


@pytest.fixture
def server() -> Iterator[tuple[str, list[str]]]:
    """A site's address, and what it is asked."""
    asked: list[str] = []
    running = ThreadingHTTPServer(("127.0.0.1", 0), type("Server", (_Server,), {"asked": asked}))
    threading.Thread(target=running.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{running.server_address[1]}", asked
    running.shutdown()
    running.server_close()


def test_links_are_found_with_their_places(tmp_path: Path) -> None:
    """In keys that hold an address, and in running text; a link within the site is not one."""
    text = "---\nnamn: Om\n---\nFörst [scb](https://www.scb.se/a) och\n\n[hem](/) och <https://www.scb.se/b>.\n"
    document = "namn: Plan\ntyp: plan\nlänk: https://www.scb.se/a\n"
    content = write_content(tmp_path, {"sidor/om.md": text, "dokument/plan.yaml": document})
    found = links(content)
    assert found["https://exempelby.example/"] == ["webbplats.yaml:4:9"]
    assert {url: places for url, places in found.items() if "scb" in url} == {
        "https://www.scb.se/a": ["dokument/plan.yaml:3:7", "sidor/om.md:4:1"],
        "https://www.scb.se/b": ["sidor/om.md:6:1"],
    }


@pytest.mark.parametrize(
    ("path", "what", "why"),
    [
        ("/200", "good", ""),
        ("/404", "gone", "finns inte längre (404)"),
        ("/410", "gone", "finns inte längre (410)"),
        ("/301", "moved", "har flyttat"),
        ("/302", "good", ""),
        ("/403", "unsure", "svarar 403"),
        ("/429", "unsure", "svarar 429"),
        ("/500", "unsure", "svarar 500"),
        ("/no-head", "good", ""),
        ("/round", "unsure", "leder runt utan att komma fram"),
        ("/file", "unsure", "leder till något som inte är en webbadress"),
    ],
)
def test_an_answer_is_judged(server: tuple[str, list[str]], path: str, what: str, why: str) -> None:
    """Only what is surely gone is called so; what a host keeps from programs is for a person to open."""
    answer = Asker("test", may=lambda _: True, pause=0).ask(server[0] + path)
    assert (answer.what, answer.why) == (what, why)
    assert answer.to == (f"{server[0]}/200" if what == "moved" else "")


def test_nobody_is_led_inside(server: tuple[str, list[str]]) -> None:
    """Neither by an address in the content nor by a server that leads on to one."""
    assert not is_public("127.0.0.1")
    assert not is_public("169.254.169.254")
    assert Asker("test").ask(server[0] + "/200").what == "gone"
    assert server[1] == []
    led = Asker("test", may=lambda host: host == "127.0.0.1").ask(server[0] + "/out")
    assert (led.what, led.why) == ("gone", "leder till en adress som inte finns på det öppna nätet")


def test_a_host_is_asked_one_question_at_a_time(server: tuple[str, list[str]]) -> None:
    """In order, and by HEAD, which costs it least; the answers come in the order of the links."""
    urls = [f"{server[0]}/{status}" for status in (200, 410, 302)]
    answers = Asker("test", may=lambda _: True, pause=0).ask_all(urls)
    assert list(answers) == urls
    assert server[1] == ["HEAD /200", "HEAD /410", "HEAD /302", "HEAD /200"]


def test_a_machine_without_a_network_accuses_nobody() -> None:
    """When no host at all is known, the fault is here."""
    with pytest.raises(UserError, match="kontrollera att datorn har nät"):
        Asker("test", may=lambda _: True, pause=0).ask_all(["https://a.invalid/", "https://b.invalid/"])


def test_what_answered_is_left_alone_for_some_days(tmp_path: Path) -> None:
    """And then asked again; a damaged cache costs questions only."""
    cache = tmp_path / "cache" / "lankar.json"
    remember(cache, set(), {"https://a.se/": Answer("good"), "https://b.se/": Answer("gone", "x")}, TODAY)
    assert remembered(cache, TODAY + timedelta(days=6)) == {"https://a.se/"}
    remember(cache, {"https://a.se/"}, {}, TODAY + timedelta(days=6))
    assert remembered(cache, TODAY + timedelta(days=7)) == set()
    for damaged in ("", "[1]", '{"https://a.se/": 1}'):
        cache.write_text(damaged)
        assert remembered(cache, TODAY) == set()


def test_what_a_stranger_s_server_says_is_no_markup_in_an_issue(tmp_path: Path) -> None:
    """Addresses and answers stand as code, on one line."""
    answers = {"https://a.se/`@alla`": Answer("moved", "har flyttat", "https://b.se/`\n# @alla")}
    line = told(answers, {"https://a.se/`@alla`": ["mal/x.md:1:1"]}, tmp_path, marks=True).splitlines()[2]
    assert line == f"- `https://a.se/%60@alla%60` `har flyttat: https://b.se/' # @alla` – `{tmp_path.as_posix()}/mal/x.md:1:1`"


def test_the_command_tells_what_is_gone(tmp_path: Path, server: tuple[str, list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    """With place and advice, and exit status 2; a host can be left out, and one inside is never asked."""
    monkeypatch.setattr("site_tools.config.ROOT", tmp_path)
    content = write_content(tmp_path / "content", {"dokument/plan.yaml": f"namn: Plan\ntyp: plan\nlänk: {server[0]}/200\n"})
    run = CliRunner().invoke(main, ["länkar", "--content", str(content), "--bara", "127.0.0.1"])
    assert run.exit_code == 2
    assert f"dokument/plan.yaml:3:7: {server[0]}/200 – leder till en adress som inte finns på det öppna nätet" in run.stdout
    hosts = sorted({urlsplit(url).hostname or "" for url in links(content)})
    left = CliRunner().invoke(main, ["länkar", "--content", str(content), *(word for host in hosts for word in ("--inte", host))])
    assert (left.exit_code, left.stdout, server[1]) == (0, "", [])
