"""Every kind of page, in a real browser: nothing is stopped or missing, nothing sticks out, and axe finds nothing serious."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.conftest import Visit
    from tests.conftest import Site

pytestmark = pytest.mark.browser

KINDS = {
    "start": "index.html",
    "program list": "program/index.html",
    "program": "program/*/index.html",
    "fokusområde": "program/*/*/index.html",
    "mål list": "mal/index.html",
    "mål": "mal/*/index.html",
    "indikator list": "indikatorer/index.html",
    "indikator": "indikatorer/*/index.html",
    "aktör list": "aktorer/index.html",
    "aktör": "aktorer/*/index.html",
    "dokument list": "dokument/index.html",
    "dokument": "dokument/*/index.html",
    "uppdrag list": "uppdrag/index.html",
    "uppdrag": "uppdrag/*/index.html",
    "uppföljning list": "uppfoljning/index.html",
    "uppföljning": "uppfoljning/*/index.html",
    "finansiering list": "finansiering/index.html",
    "finansiering": "finansiering/*/index.html",
    "internkontroll list": "internkontroll/index.html",
    "internkontroll": "internkontroll/*/index.html",
    "händelser": "handelser/index.html",
    "ordlista": "ordlista/index.html",
    "avtal list": "avtal/index.html",
    "avtal": "avtal/*/index.html",
    "gathering page": "umearegionen/index.html",
    "search": "sok/index.html",
    "page": "om/index.html",
    "method": "om/status/index.html",
    "not found": "404.html",
}
WIDTHS = (320, 360, 768, 1280)


@pytest.fixture(params=KINDS)
def path(request: pytest.FixtureRequest, site: Site) -> str:
    """The largest page of its kind: what can go wrong goes wrong there first."""
    largest: Path = max(site.folder.glob(KINDS[request.param]), key=lambda file: file.stat().st_size)
    return "/" + largest.relative_to(site.folder).as_posix().removesuffix("index.html")


def test_it_loads_only_what_is_its_own(path: str, visit: Visit) -> None:
    """No request to another host, nothing that the content security policy has to stop, no error, no missing file."""
    page = visit.go(path)
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    page.wait_for_load_state("networkidle")
    visit.assert_clean()


def test_axe_finds_nothing(path: str, visit: Visit) -> None:
    """Neither in the light scheme nor in the dark."""
    for scheme in ("light", "dark"):
        visit.page.emulate_media(color_scheme=scheme)
        visit.go(path)
        found = Axe().run(visit.page, options={"resultTypes": ["violations"]}).response["violations"]
        told = [f"{one['id']} ({one['impact']}): {[node['html'][:200] for node in one['nodes'][:3]]}" for one in found]
        assert not told, scheme


def test_nothing_sticks_out_sideways(path: str, visit: Visit) -> None:
    """From the narrowest phone to a laptop the page scrolls in one direction only."""
    visit.go(path)
    wide = {}
    for width in WIDTHS:
        visit.page.set_viewport_size({"width": width, "height": 800})
        content = visit.page.evaluate("document.documentElement.scrollWidth")
        if content > width:
            wide[width] = content
    assert not wide


def test_every_picture_is_drawn(path: str, visit: Visit) -> None:
    """In both widths: a chart that failed to load would be an empty frame."""
    visit.go(path)
    for width in (360, 1280):
        visit.page.set_viewport_size({"width": width, "height": 800})
        for picture in visit.page.locator("main img").all():
            picture.scroll_into_view_if_needed()
            picture.evaluate("image => image.decode()")
            assert picture.evaluate("image => image.naturalWidth") > 100
            assert (picture.get_attribute("alt") or "").strip()


def test_it_reads_without_javascript(path: str, plain_visit: Visit) -> None:
    """The heading and the text are there, and no control that does nothing is shown."""
    page = plain_visit.go(path)
    assert page.locator("h1").is_visible()
    assert len(page.locator("main").inner_text()) > 100
    assert page.locator("main form:visible:not([action])").count() == 0
