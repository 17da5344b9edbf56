"""A reader explores a chart: only when asked, with pointer or keys, whatever the names hold; on any fault the picture stays."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from site_tools.charts.explore import explore
from tests.charting import chart, years

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Visit
    from tests.conftest import Site

pytestmark = pytest.mark.browser

HOSTILE = '<img src=x onerror="document.title=1">'
FAILED = re.compile("Det går inte att utforska diagrammet just nu")
MARKS = ".explore__plot .mark-line path, .explore__plot .mark-symbol path"


@pytest.fixture
def several(site: Site) -> str:
    """The address of the page whose chart has the most tracks."""
    found = {path: json.loads(path.read_text("utf-8")) for path in site.folder.glob("indikatorer/*/*-utforska.json")}
    most = max(sorted(found), key=lambda path: len(found[path]["tracks"]))
    return f"/indikatorer/{most.parent.name}/"


def _open(page: Page) -> None:
    page.get_by_role("button", name="Utforska diagrammet").click()
    expect(page.locator(".explore__plot svg")).to_be_visible(timeout=30_000)


def _asked(page: Page) -> list[str]:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path.rpartition("/")[2]))
    return asked


def test_nothing_is_fetched_before_it_is_asked_for(several: str, visit: Visit) -> None:
    """Then the library and the chart's data once each, and nothing at all the second time."""
    asked = _asked(visit.page)
    page = visit.go(several)
    page.wait_for_load_state("networkidle")
    assert not [name for name in asked if "vega" in name or "utforska" in name]
    for _ in range(2):
        _open(page)
        page.get_by_role("button", name="Visa bilden igen").click()
        expect(page.locator(".explore img")).to_be_visible()
    assert [sum("vega" in name for name in asked), sum(name.endswith("-utforska.json") for name in asked)] == [1, 2]
    assert page.evaluate("['vega', 'vegaLite', 'vegaEmbed', 'VEGA_DEBUG', 'view'].filter(name => name in window)") == []
    visit.assert_clean()


def test_the_explored_chart_has_the_colours_of_the_picture(several: str, visit: Visit) -> None:
    """In the light scheme and in the dark, and it follows when the scheme changes."""
    page = visit.go(several)
    _open(page)
    data = json.loads(
        page.request.get(page.locator(".explore").evaluate("box => new URL(box.dataset.chart, document.baseURI).href")).text()
    )
    light = {track["colour"] for track in data["tracks"]}
    strokes = "nodes => [...new Set(nodes.map(node => node.getAttribute('stroke')))]"
    lines = page.locator(".explore__plot .mark-line path")
    assert set(lines.evaluate_all(strokes)) <= light
    page.emulate_media(color_scheme="dark")
    expect(lines.first).to_have_attribute("stroke", re.compile("|".join(data["dark"][colour] for colour in light)))
    assert set(lines.evaluate_all(strokes)) <= {data["dark"][colour] for colour in light}
    visit.assert_clean()


def test_figures_are_read_with_the_keyboard(several: str, visit: Visit) -> None:
    """Arrow keys go from figure to figure; each is said with its line, its period, its value and its unit."""
    page = visit.go(several)
    page.get_by_role("button", name="Utforska diagrammet").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("application")).to_be_focused(timeout=30_000)
    live, tip = page.locator("[data-live]"), page.locator(".explore__tip")
    said = []
    for key in ("ArrowRight", "ArrowLeft", "ArrowUp", "Home"):
        page.keyboard.press(key)
        said.append(live.inner_text())
        expect(tip).to_be_visible()
    assert len(set(said)) >= 3
    cells = [cell.strip() for cell in page.locator(".series-table td").all_text_contents()]
    for words in said:
        match = re.fullmatch(r"(.+?), (.+): ([^\xa0]+)\xa0(.+)", words)
        assert match, words
        assert match[3] in cells, words
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()


def test_a_pointer_reads_the_nearest_figure(several: str, visit: Visit) -> None:
    """Beside a dot is near enough; far away nothing is said."""
    page = visit.go(several)
    _open(page)
    plot = page.locator(".explore__plot")
    plot.scroll_into_view_if_needed()
    dot = page.locator(".explore__plot .mark-symbol path").first.bounding_box()
    assert dot is not None
    page.mouse.move(dot["x"] + 6, dot["y"] + 6)
    expect(page.locator(".explore__tip")).to_be_visible()
    expect(page.locator(".explore__tip [data-value]")).to_have_text(re.compile(r"\d"))
    page.mouse.move(2, 2)
    expect(page.locator(".explore__tip")).to_be_hidden()


def test_a_line_is_hidden_with_the_keyboard(several: str, visit: Visit) -> None:
    """With the space bar on its box, its label too; and it comes back."""
    page = visit.go(several)
    _open(page)
    choice = page.locator(".explore__tracks input").nth(1)
    name = page.locator(".explore__tracks label").nth(1).inner_text()
    label = page.locator(".explore__plot .mark-text text", has_text=name)
    marks = page.locator(MARKS)
    whole = marks.count()
    expect(label.first).to_be_visible()
    choice.focus()
    page.keyboard.press("Space")
    expect(label).to_have_count(0)
    assert marks.count() < whole
    page.keyboard.press("Space")
    expect(marks).to_have_count(whole)
    visit.assert_clean()


def test_markup_in_names_is_shown_as_typed(several: str, visit: Visit) -> None:
    """In the list of lines, in the chart, and in what is said of a figure."""
    hostile = explore(chart([*years(2020, "5 6 7", HOSTILE), *years(2020, "7 8 9", "män")], enhet=HOSTILE))
    visit.page.route("**/*-utforska.json", lambda route: route.fulfill(body=hostile, content_type="application/json"))
    page = visit.go(several)
    title = page.title()
    _open(page)
    expect(page.locator(".explore__tracks")).to_contain_text(HOSTILE)
    expect(page.locator(".explore__plot svg")).to_contain_text(HOSTILE)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowUp")
    expect(page.locator(".explore__tip")).to_contain_text(HOSTILE)
    expect(page.locator("[data-live]")).to_contain_text(HOSTILE)
    assert page.locator(".explore__chart img").count() == 0
    assert page.title() == title
    visit.assert_clean()


@pytest.mark.parametrize(
    ("pattern", "body"),
    [
        ("**/vega.*.js", None),
        ("**/vega.*.js", "export const other = 1;"),
        ("**/*-utforska.json", None),
        ("**/*-utforska.json", '{"wide": {'),
    ],
)
def test_on_any_fault_the_picture_stays(pattern: str, body: str | None, several: str, visit: Visit) -> None:
    """A library or data that are blocked or broken: a short line says so, and the next try may succeed."""
    kind = "text/javascript" if pattern.endswith(".js") else "application/json"
    visit.page.route(pattern, lambda route: route.abort() if body is None else route.fulfill(body=body, content_type=kind))
    page = visit.go(several)
    page.get_by_role("button", name="Utforska diagrammet").click()
    expect(page.locator(".explore [role=status]")).to_have_text(FAILED)
    expect(page.locator(".explore img")).to_be_visible()
    assert page.locator(".explore__plot").count() == 0
    assert visit.violations == []


def test_axe_finds_nothing_in_an_explored_chart(several: str, visit: Visit) -> None:
    """In both schemes, with a figure pointed at, on a phone and on a laptop; and nothing sticks out."""
    for width, scheme in ((320, "dark"), (1280, "light")):
        visit.page.set_viewport_size({"width": width, "height": 900})
        visit.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of Playwright's words
        page = visit.go(several)
        _open(page)
        page.keyboard.press("ArrowRight")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        for details in page.locator(".take-away details").all():
            details.evaluate("element => { element.open = true; }")
        found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
        assert [(one["id"], [node["html"][:160] for node in one["nodes"]]) for one in found] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_without_javascript_no_button_does_nothing(several: str, plain_visit: Visit) -> None:
    """The picture, the downloads and the texts to copy are there."""
    page = plain_visit.go(several)
    expect(page.locator(".explore img")).to_be_visible()
    assert page.locator("main button:visible").count() == 0
    assert page.locator(".downloads a").count() == 5


def test_a_text_is_copied_with_its_button(several: str, visit: Visit) -> None:
    """The code for a frame lands on the clipboard whole."""
    page = visit.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit.go(several)
    page.get_by_text("Visa diagrammet på en annan webbplats").click()
    page.get_by_role("button", name="Kopiera").first.click()
    expect(page.get_by_text("Kopierat")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator("#badda-in").input_value()
    assert copied.startswith("<iframe ")


def test_a_frame_on_a_narrow_page(several: str, site: Site, visit: Visit) -> None:
    """At 300 px nothing sticks out, axe finds nothing, and it asks for its style and its picture alone."""
    page = visit.page
    page.set_viewport_size({"width": 300, "height": 700})
    asked = _asked(page)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        visit.go(f"{several}inbaddning/")
        assert page.evaluate("document.documentElement.scrollWidth") <= 300
        assert page.locator("img").evaluate("image => image.decode().then(() => image.naturalWidth)") > 100
        found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
        assert [(one["id"], [node["html"][:160] for node in one["nodes"]]) for one in found] == []
    assert {name.rpartition(".")[2] for name in asked} <= {"", "css", "svg"}
    for path in sorted(site.folder.glob("indikatorer/*/inbaddning/index.html"))[::12]:
        visit.go("/" + path.relative_to(site.folder).as_posix().removesuffix("index.html"))
        assert page.evaluate("document.documentElement.scrollWidth") <= 300, path
    visit.assert_clean()


def test_another_site_may_show_the_frame(several: str, visit: Visit, address: str) -> None:
    """The copied code, put on a page elsewhere, shows the chart; its links lead out of the frame."""
    page = visit.go(several)
    code = page.locator("#badda-in").input_value().replace("https://portalen.example/portal", address)
    page.route("**/annan-sida", lambda route: route.fulfill(body=f"<!doctype html><title>Annan</title>{code}", content_type="text/html"))
    page.goto(f"{address}/annan-sida")
    inside = page.frame_locator("iframe")
    expect(inside.locator("img")).to_be_visible()
    inside.get_by_role("link", name="Alla tal och mer om dem").click()
    expect(page).to_have_url(address + several)
