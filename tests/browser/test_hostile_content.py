"""Whatever an editor writes is shown as typed or refused: on pages, in the search, in explored charts, in feeds and in drawings."""

from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree

import pytest
from playwright.sync_api import expect

from site_tools.config import Config
from site_tools.pipeline import build, check
from tests.browser.conftest import serving, watched
from tests.conftest import BASE_PATH
from tests.hostile import ENTITIES, PAYLOAD, WHOLE, WORD, Attack

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

    from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

UNSHOWN = {"Record.search_words", "Site.fetch_hosts"}
"""Texts that only the search knows of, or the command that fetches."""
INVADERS = "[onerror], [onload], img[src=x], script:not([src]), style"
"""What a page would hold if a payload had become markup: no page of ours holds any of it."""


class Attacked(NamedTuple):
    """The site built of hostile content: its folder, its address, and what was written."""

    folder: Path
    address: str
    attack: Attack


@pytest.fixture(scope="session")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Attacked]:
    """The content passes the check: text is text, and no reason to refuse it."""
    base = tmp_path_factory.mktemp("hostile")
    attack = Attack(f"{PAYLOAD} {ENTITIES}", PAYLOAD + ENTITIES)
    content = attack.write(base / "content")
    attack.answer(content)
    # That a reader will see a tag as typed is a warning, and the one thing that there is to say of it.
    assert {problem.code for problem in check(content).problems} == {"html-i-text"}
    build(Config(content, base / "public", date(2026, 11, 21), site_url=f"https://hotad.example{BASE_PATH}/"))
    with serving(base / "public") as address:
        yield Attacked(base / "public", address, attack)


class Held(NamedTuple):
    """A visit, and what has run on its pages that should not."""

    visit: Visit
    run: list[object]


@pytest.fixture(params=[False, True], ids=["policy", "no policy"])
def held(request: pytest.FixtureRequest, browser: Browser, attacked: Attacked) -> Iterator[Held]:
    """With the content security policy, which must have nothing to stop, and without it: it is the second lock and not the first."""
    context = browser.new_context(locale="sv-SE", bypass_csp=request.param)
    run: list[object] = []
    context.expose_binding("hit", lambda _, number: run.append(number))
    visit = watched(context, attacked.address)
    visit.page.on("dialog", lambda dialog: run.append(dialog.message))
    yield Held(visit, run)
    context.close()


def _pages(attacked: Attacked, leading_on: bool) -> list[str]:
    """The addresses of the pages that only lead on to another, or of all others."""
    files = [file for file in attacked.folder.rglob("*.html") if (b'http-equiv="refresh"' in file.read_bytes()) == leading_on]
    return ["/" + file.relative_to(attacked.folder).as_posix().removesuffix("index.html") for file in files]


def _plain(text: str) -> str:
    """Text without what typography changes: quotes are turned, spaces hold words together."""
    return re.sub(r"\s+", "", re.sub("[”“’‘']", '"', text)).replace("\u2060", "")


TYPED = _plain(PAYLOAD)


def _cut(text: str) -> list[str]:
    """Every place in a text where a payload begins and does not go on as typed."""
    begun = re.split(rf"(?<={WORD})(?={re.escape(TYPED[:4])})", _plain(text))
    return [part[:200] for part in begun[1:] if not part.startswith(TYPED)]


def test_nothing_runs_on_any_page(held: Held, attacked: Attacked) -> None:
    """Every page: no script, no element out of a text, nothing for the policy to stop, and the text reads as typed."""
    shown = ""
    for path in _pages(attacked, leading_on=False):
        page = held.visit.go(path)
        page.wait_for_load_state("load")
        assert page.locator(INVADERS).count() == 0, path
        text = f"{page.title()}\n{page.evaluate('document.body.textContent')}"
        assert _cut(text) == [], path
        shown += text
    assert held.run == []
    held.visit.assert_clean()
    written = {*attacked.attack.texts, *attacked.attack.lines}
    assert {where for where in written if f"{where} {WORD}" not in shown} == UNSHOWN


def test_nothing_runs_on_the_way_to_a_page_that_moved(held: Held, attacked: Attacked) -> None:
    """The page that leads on names the other one, and is left at once."""
    paths = _pages(attacked, leading_on=True)
    assert paths
    for path in paths:
        body = held.visit.page.request.get(held.visit.address + path).text()
        assert _cut(_Text.of(body)) == []
        held.visit.go(path)
        held.visit.page.wait_for_url(lambda url: "/gammal/" not in url)
    assert held.run == []
    assert held.visit.violations == []


def test_nothing_runs_among_the_hits_of_a_search(held: Held) -> None:
    """Titles, sentences and excerpts are text; so are the choices to filter by and the parts of a page."""
    page = held.visit.go(f"/sok/?q={WORD}")
    hits = page.locator("#soktraffar > li")
    expect(hits.nth(10)).to_be_visible(timeout=30_000)
    assert page.locator("#soktraffar").locator(INVADERS).count() == 0
    assert TYPED in _plain(hits.first.text_content() or "")
    assert any("mark" in hit.inner_html() for hit in hits.all())
    assert held.run == []
    held.visit.assert_clean()


def test_nothing_runs_in_an_explored_chart(held: Held) -> None:
    """Names of groups and units in the drawing, in what is said of a figure, and beside the boxes."""
    page = held.visit.go(f"/indikatorer/{WHOLE}/")
    page.get_by_role("button", name="Utforska diagrammet").click()
    expect(page.locator(".explore__plot svg")).to_be_visible(timeout=30_000)
    for key in ("ArrowRight", "ArrowUp", "ArrowRight"):
        page.keyboard.press(key)
    assert page.locator("[onerror], [onload], img[src=x], script:not([src])").count() == 0
    assert TYPED in _plain(page.locator(".explore__tracks").text_content() or "")
    assert WORD in (page.locator("[data-live]").text_content() or "")
    assert held.run == []
    held.visit.assert_clean()


def test_nothing_runs_in_a_drawing_that_is_opened_alone(held: Held, attacked: Attacked) -> None:
    """A drawing is a document too; even where no header forbids it anything, it holds no script."""
    drawings = sorted(attacked.folder.glob("indikatorer/*/*.svg"))
    assert drawings
    for file in drawings:
        page = held.visit.go("/" + file.relative_to(attacked.folder).as_posix())
        assert (
            page.evaluate("[...document.querySelectorAll('*')].filter(e => ['script', 'foreignObject', 'a'].includes(e.localName)).length")
            == 0
        )
        assert WORD in page.evaluate("document.documentElement.textContent")
    assert held.run == []


def test_feeds_are_whole_and_hold_text(attacked: Attacked) -> None:
    """Every feed and map is well-formed, and what a reader's program takes for HTML is text in it as well."""
    found = sorted(attacked.folder.rglob("*.xml"))
    said = ""
    for file in found:
        for element in ElementTree.fromstring(file.read_bytes()).iter():  # noqa: S314  # our own file
            text = element.text or ""
            if element.get("type") in ("html", "xhtml"):
                text = _Text.of(text)
            assert _cut(text) == [], file
            said += text
    assert TYPED in _plain(said)


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.said = ""

    def handle_data(self, data: str) -> None:
        self.said += data

    @classmethod
    def of(cls, html: str) -> str:
        """The text of a piece of HTML."""
        parser = cls()
        parser.feed(html)
        return parser.said


@pytest.mark.parametrize(
    "link", ["[x](javascript:hit(1))", "<javascript:hit(1)>", "[x][y]\n\n[y]: data:text/html,x", "[x](//ond.example/)", "![x](x.png)"]
)
def test_a_link_that_runs_is_refused_in_every_text(link: str, tmp_path: Path) -> None:
    """One message for each place where it stands, in whatever way it is written."""
    attack = Attack(link, "x")
    problems = check(attack.write(tmp_path)).problems
    assert len([p for p in problems if p.severity == "fel"]) == sum(attack.texts.values()) - attack.texts["Site.description"]
    assert all(problem.hint for problem in problems)


@pytest.mark.parametrize(
    "url", ["javascript:hit(1)", "data:text/html,<script>hit(1)</script>", "//ond.example/", 'https://x.example/"onclick=hit(1)']
)
def test_an_address_that_runs_is_refused_in_every_field(url: str, tmp_path: Path) -> None:
    """One message for each place where it stands."""
    attack = Attack("x", "x", url)
    problems = check(attack.write(tmp_path)).problems
    found = [problem for problem in problems if "är inte en webbadress" in problem.message]
    assert len(found) == sum(attack.urls.values())
