"""A citizen finds what was promised and how it is going: by searching, by filtering a list, with a keyboard alone, without JavaScript."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

    from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

STATUS, RESULTS = "#sokstatus", "#soktraffar > li"


def _search(visit: Visit, words: str, choices: str = "") -> list[str]:
    """Search from the search page; the texts of the results."""
    page = visit.go(f"/sok/?q={words}{choices}")
    status, results = page.locator(STATUS), page.locator(RESULTS)
    expect(status).to_have_text(re.compile("träff"))
    if not status.inner_text().startswith("Inga"):
        expect(results.first).to_be_visible()
    return results.all_inner_texts()


def test_from_a_word_to_its_figures(visit: Visit) -> None:
    """The word "bostadsbyggande", typed on the start page, leads to an indicator with number, chart, table, target and source."""
    page = visit.go("/")
    page.get_by_role("searchbox").first.fill("bostadsbyggande")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/sok/\?q=bostadsbyggande"))
    page.locator("#sok-sort").select_option("indikator")
    expect(page.locator(RESULTS).first).to_be_visible()
    page.locator(RESULTS).get_by_role("link", name=re.compile("bostäder", re.IGNORECASE)).first.click()
    expect(page).to_have_url(re.compile(r"/indikatorer/[a-z0-9-]+/$"))
    expect(page.locator(".headline__value")).to_have_text(re.compile(r"\d"))
    expect(page.locator("figure.chart img")).to_be_visible()
    expect(page.locator("table caption").first).to_be_visible()
    expect(page.get_by_role("heading", name="Mål att nå")).to_be_visible()
    expect(page.get_by_role("heading", name="Källa", exact=True)).to_be_visible()
    visit.assert_clean()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("utslappen", "utsläpp"),
        ("utsläppens", "utsläpp"),
        ("BOSTÄDERNA", "bostäder"),
        ("skolornas", "skol"),
        ("sjukfranvaron", "sjukfrånvaro"),
    ],
)
def test_swedish_words_are_found_in_any_form(typed: str, meant: str, visit: Visit) -> None:
    """Endings, capitals and missing dots do not matter."""
    results = _search(visit, typed)
    assert results
    assert any(meant in result.lower() for result in results[:5])


@pytest.mark.parametrize("typed", ["våld", "gäng", "öppna data"])
def test_a_letter_with_dots_is_a_letter_of_its_own(typed: str, visit: Visit) -> None:
    """Whoever types å, ä or ö is not sent to another word that only looks like it without them: not from våld to valdeltagande."""
    results = _search(visit, typed)
    assert typed in results[0].lower()
    assert not any("valdeltagande" in result.lower() or "gånger" in result.lower() for result in results)


def test_a_word_that_is_nowhere_is_answered(visit: Visit) -> None:
    """No result is said in words, not left as an empty page."""
    assert _search(visit, "xyzzyqwv") == []
    expect(visit.page.locator(STATUS)).to_have_text(re.compile("Inga träffar"))


def test_markup_in_a_query_is_shown_as_typed(visit: Visit) -> None:
    """What somebody puts in a link to the search page is never run."""
    page = visit.go("/sok/?q=%3Cimg%20src=x%20onerror=alert(1)%3E")
    expect(page.locator("#sok")).to_have_value("<img src=x onerror=alert(1)>")
    expect(page.locator(STATUS)).to_have_text(re.compile("träff"))
    assert page.locator("main img").count() == 0
    visit.assert_clean()


def test_filters_narrow_a_search_and_stay_in_the_address(visit: Visit) -> None:
    """By kind, program and goal; the address can be sent to somebody who then sees the same."""
    _search(visit, "klimat")
    page, status, results = visit.page, visit.page.locator(STATUS), visit.page.locator(RESULTS)
    everything = status.inner_text()
    page.locator("#sok-sort").select_option("mål")
    expect(status).not_to_have_text(everything)
    expect(results.first).to_contain_text("Mål")
    goals = status.inner_text()
    page.locator("#sok-program").select_option(index=1)
    expect(status).not_to_have_text(goals)
    expect(page).to_have_url(re.compile(r"q=klimat&sort=m.*&program="))
    said, count, first = status.inner_text(), results.count(), results.first.inner_text()
    page.reload()
    expect(page.locator("#sok-sort")).to_have_value("mål")
    expect(status).to_have_text(said)
    expect(results).to_have_count(count)
    assert results.first.inner_text() == first


def _shown(page: Page) -> int:
    return page.locator("#lista > li:visible").count()


def test_the_list_of_indicators_filters(visit: Visit) -> None:
    """By word and by choice, with the count said, kept in the address and undone by one button."""
    page = visit.go("/indikatorer/")
    page.get_by_role("button", name="Visa alla").click()
    everything = _shown(page)
    assert everything > 100
    page.get_by_label("Ord i listan").fill("bostäder")
    expect(page.locator(".filter-form__count")).to_have_text(re.compile(rf"Visar \d+ av {everything}"))
    some = _shown(page)
    assert 0 < some < everything
    expect(page).to_have_url(re.compile(r"q=bost"))
    page.reload()
    assert _shown(page) == some
    page.get_by_label("Ord i listan").fill("")
    page.get_by_label("Program", exact=True).select_option(index=1)
    expect(page).to_have_url(re.compile(r"program="))
    assert 0 < _shown(page) < everything
    page.get_by_role("button", name="Rensa").click()
    expect(page.locator(".filter-form__count")).to_have_text(re.compile("Visar alla"))
    assert _shown(page) == everything
    visit.assert_clean()


def test_a_long_list_begins_with_its_first(visit: Visit) -> None:
    """And says how many there are; the rest comes on a press, at the place where it was cut, and is there when the reader returns."""
    page = visit.go("/indikatorer/")
    count = page.locator(".filter-form__count")
    said = re.fullmatch(r"Visar de första (\d+) av (\d+)", count.inner_text())
    assert said
    first, everything = map(int, said.groups())
    assert _shown(page) == first < everything
    cut = page.locator("#lista > li").nth(first).locator("a").first.inner_text()
    page.get_by_role("button", name=f"Visa alla {everything}").click()
    assert page.evaluate("document.activeElement.innerText") == cut
    assert _shown(page) == everything
    page.goto(page.url + "../mal/")
    page.go_back()
    expect(count).to_have_text(f"Visar alla {everything}")
    visit.assert_clean()


def test_choices_are_folded_on_a_phone_until_asked_for(visit: Visit) -> None:
    """A shared address with a choice in it opens them, so that what is left out is seen."""
    visit.page.set_viewport_size({"width": 360, "height": 740})
    page = visit.go("/indikatorer/")
    program, fold = page.get_by_label("Program", exact=True), page.get_by_role("button", name="Fler val")
    expect(program).to_be_hidden()
    expect(fold).to_have_attribute("aria-expanded", "false")
    fold.click()
    expect(program).to_be_visible()
    program.select_option(index=1)
    page.reload()
    expect(program).to_be_visible()
    visit.assert_clean()


def _focused(page: Page) -> str:
    text: str = page.evaluate("document.activeElement.matches(':focus-visible') ? document.activeElement.textContent.trim() : ''")
    return text


def _tab_to(page: Page, name: str, at_most: int = 40) -> None:
    """Press Tab until what has focus says ``name``."""
    for _ in range(at_most):
        page.keyboard.press("Tab")
        if name in _focused(page):
            return
    raise AssertionError(f"{at_most} presses of Tab do not lead to {name}")


def test_with_a_keyboard_alone(visit: Visit) -> None:
    """From the start page by searching to a number: the skip link comes first, focus is always seen, and nothing needs a mouse."""
    page = visit.go("/")
    page.keyboard.press("Tab")
    assert _focused(page) == "Hoppa till innehållet"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "innehall"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.type") == "search"
    page.keyboard.type("koldioxid")
    page.keyboard.press("Enter")
    expect(page.locator(RESULTS).first).to_be_visible()
    wanted = page.locator(RESULTS).first.get_by_role("link").inner_text()
    page.evaluate("document.querySelector('#sok').focus()")
    _tab_to(page, wanted)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text(wanted[:20])


def test_by_links_and_a_keyboard_alone(visit: Visit) -> None:
    """From the start page by program and fokusområde to an indicator, its number, how it was judged and its table: no search, no mouse."""
    page = visit.go("/")
    program = page.locator("main a[href^='program/']").first.inner_text()
    _tab_to(page, program)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(program)
    area = page.locator("main a[href$='/']:not([href*='..'], [href^='utskrift'])").first.inner_text()
    _tab_to(page, area)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(area)
    indicator = page.locator("main li:has([class$='__value']) a[href*='/indikatorer/']").first.inner_text()
    _tab_to(page, indicator, 80)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/indikatorer/[a-z0-9-]+/$"))
    expect(page.locator(".headline__value")).to_have_text(re.compile(r"\d"))
    _tab_to(page, "Så räknas det")
    page.keyboard.press("Enter")
    expect(page.locator(".verdict__how dl").first).to_be_visible()
    page.evaluate("document.activeElement.scrollIntoView()")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.table-box:has(caption)')"):
            break
    assert page.evaluate("document.activeElement.querySelectorAll('td').length") > 0


@pytest.mark.parametrize("path", ["/sok/", "/indikatorer/", "/uppdrag/", "/handelser/"])
def test_nothing_jumps_when_a_script_comes_late(path: str, visit: Visit) -> None:
    """A form that is shown once its script has come has had its place from the start; what is being read stays where it is."""
    page = visit.page
    waiting: list[Route] = []

    def keep(route: Route) -> None:
        waiting.append(route)

    page.route("**/assets/*.js", keep)
    page.goto(visit.address + path, wait_until="commit")
    expect(page.locator("footer").last).to_be_attached()
    page.evaluate("new Promise(done => new PerformanceObserver(() => done()).observe({type: 'paint', buffered: true}))")
    assert waiting
    for route in waiting:
        route.continue_()
    expect(page.locator("main form:not([hidden])").first).to_be_attached()
    page.wait_for_load_state("networkidle")
    jumped = page.evaluate(
        """() => new Promise(done => new PerformanceObserver(list => done(list.getEntries().reduce((sum, one) => sum + one.value, 0)))
          .observe({type: "layout-shift", buffered: true}) ?? setTimeout(() => done(0), 300))"""
    )
    assert jumped < 0.02


def test_the_search_page_says_what_to_do_without_javascript(plain_visit: Visit) -> None:
    """It names the lists, where everything can be reached, and shows no field that does nothing."""
    page = plain_visit.go("/sok/")
    told = page.locator("main noscript")  # Playwright takes no text from here itself
    assert "JavaScript" in told.evaluate("element => element.innerText")
    for name in ("program", "mal", "indikatorer", "aktorer", "dokument"):
        expect(told.locator(f"a[href='../{name}/']")).to_be_visible()
    expect(page.locator("#sok")).to_be_hidden()


def test_lists_are_whole_without_javascript(plain_visit: Visit) -> None:
    """Every indicator is in the list, and no filter that does nothing is shown."""
    page = plain_visit.go("/indikatorer/")
    assert _shown(page) > 100
    expect(page.locator(".filter-form")).to_be_hidden()


def test_a_missing_page_leads_on(visit: Visit) -> None:
    """An address that is not there, however deep, gets the portal's own page with its style and its links."""
    page = visit.page
    answer = page.goto(f"{visit.address}/mal/finns/inte/")
    assert answer is not None
    assert answer.status == 404
    expect(page.locator("h1")).to_be_visible()
    page.get_by_role("main").get_by_role("link", name="Startsidan").click()
    expect(page).to_have_url(f"{visit.address}/")
