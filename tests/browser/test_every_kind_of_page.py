"""Every kind of page, in a real browser: as it comes, as a reader has set the browser, on paper, and without JavaScript.

One page of each kind is opened, the largest, and asked several things at a time: opening is what costs.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from tests import budget
from tests.browser import probes
from tests.browser.kinds import KINDS, largest, pages, templates

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.browser.conftest import Visit
    from tests.conftest import Site

pytestmark = pytest.mark.browser

SCREENS: dict[int, Literal["light", "dark"]] = {320: "light", 768: "dark", 1280: "light"}
"""Width in px -> colour scheme. A laptop's screen zoomed to 400 % has 320."""
PAPER = 718
"""Px across a page of A4 within Chromium's margins."""


@pytest.fixture(params=KINDS)
def path(request: pytest.FixtureRequest, site: Site) -> str:
    """The largest page of its kind: what can go wrong goes wrong there first."""
    return "/" + largest(site.folder, request.param).relative_to(site.folder).as_posix().removesuffix("index.html")


class Faults(dict[str, list[str]]):
    """What the probes found on a page, by what was looked at; empty when all is well."""

    def ask(self, page: Page, *questions: Callable[[Page], list[str]], where: object = "") -> None:
        """Put the questions to the page as it now is."""
        for probe in questions:
            self.add(f"{where} {probe.__name__}".strip(), probe(page))

    def add(self, name: str, found: list[str]) -> None:
        """Keep what was found, if anything was."""
        if found:
            self[name] = found


def test_no_kind_of_page_is_left_out(site: Site) -> None:
    """A page that fits no kind, a kind without a page or a template that nobody looks at: add it to kinds.py."""
    found = pages(site.folder)
    assert found.pop("") == []
    assert [name for name, files in found.items() if not files] == []
    assert {kind.template for kind in KINDS.values()} == templates()


def test_as_it_comes(path: str, site: Site, visit: Visit) -> None:
    """From the narrowest phone to a laptop, in the light scheme and the dark: axe finds nothing and is in no doubt, nothing sticks out,
    every target is large enough, focus is always seen, every picture comes, and nothing is fetched from elsewhere, stopped or missing.
    What a phone fetches before it is touched is within the budget."""
    page, faults = visit.page, Faults()
    for width, scheme in SCREENS.items():
        page.set_viewport_size({"width": width, "height": 800})
        # A colour that is still fading from one scheme to the other has no contrast to speak of.
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        if width == min(SCREENS):
            visit.go(path).wait_for_load_state("networkidle")
            first_view = {site.folder / name / ("" if Path(name).suffix else "index.html") for name in visit.fetched}
            faults.add("first view", budget.over(first_view))
            page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        asked = [probes.sideways, probes.small_controls, probes.axe, probes.unloaded_pictures]
        asked += [probes.unseen_focus] if width != 768 else [probes.doubled_ids]
        faults.ask(page, *asked, where=width)
    assert faults == {}
    visit.assert_clean()


def test_as_the_reader_has_set_it(path: str, visit: Visit) -> None:
    """With the system's own few colours focus is still seen; nothing moves when nothing is to move; paper has all and no more."""
    page, faults = visit.go(path), Faults()
    page.emulate_media(forced_colors="active", reduced_motion="reduce")
    faults.ask(page, probes.unseen_focus, probes.moving)
    page.emulate_media(forced_colors="none", reduced_motion="no-preference", media="print", color_scheme="light")
    page.set_viewport_size({"width": PAPER, "height": 1000})
    assert page.locator("h1").is_visible()
    faults.ask(page, probes.lost_on_paper)
    assert faults == {}


def test_with_text_of_twice_the_size(path: str, large_text_visit: Visit) -> None:
    """Whoever has set the text to 200 % scrolls in one direction only, on a laptop and on half of its screen, and loses no word."""
    page, faults = large_text_visit.go(path), Faults()
    assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") >= 32
    for width in (640, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        faults.ask(page, probes.sideways, probes.cut_words, where=width)
    assert faults == {}


def test_it_is_whole_without_javascript(path: str, visit: Visit, plain_visit: Visit) -> None:
    """Every word that a script leaves on the page is there without it, and no control that does nothing is shown."""
    scripted, page = visit.go(path), plain_visit.go(path)
    assert page.locator("h1").is_visible()
    assert page.locator("main form:visible:not([action])").count() == 0
    said = probes.words(page)
    assert [words for words in probes.words(scripted) if words not in said] == []
    assert len(" ".join(said)) > 100 or page.locator("main noscript").count()
