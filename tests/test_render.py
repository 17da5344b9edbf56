"""The pages of a small portal: linked from both ends, exact to the digit, safe, and at home below any path."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, unquote, urljoin, urlsplit

from site_tools import text, urls
from tests.pages import ROOT, SITE_URL, addresses, built, links, page, said


def test_every_edge_is_a_link_from_both_ends() -> None:
    """Whatever one record says of another is seen on both pages."""
    portal, _, _ = built()
    assert len(portal.edges) > 40
    for edge in portal.edges:
        here, there = (urls.address(portal.records[ref]) for ref in (edge.source, edge.target))
        assert there in links(here), edge
        assert here in links(there), edge


def test_what_leads_to_a_page_is_named() -> None:
    """The links on the page referred to stand under words that say what they are."""
    document = {said(heading) for heading in page("/dokument/budget-2025/").select("main h2")}
    assert {"Hör till program", "Källa för mål", "Källa för fokusområden", "Källa för indikatorer"} <= {
        re.sub(r" \(\d+\)$", "", heading) for heading in document
    }
    goal = page("/mal/trygga-vagar/")
    assert "Indikatorer som mäter målet" in {said(heading) for heading in goal.select("h2")}
    assert "/indikatorer/belysta-skolvagar/" in links("/mal/trygga-vagar/")


def test_every_figure_is_in_a_table_as_written() -> None:
    """With all its digits, its state and its precision in words, in the row of its period, once for each row of the series."""
    portal, _, _ = built()
    rows_seen = 0
    for name, series in portal.series.items():
        tables = page(f"/indikatorer/{name}/").select("table.series-table")
        cells = [said(cell).split(" preliminärt")[0].split(" reviderat")[0] for table in tables for cell in table.select("td")]
        for row in series:
            told = text.figure(row).replace("\u00a0", " ").replace(text.THIN, " ")
            assert any(re.fullmatch(rf"{re.escape(told)}(?: [a-z]+)?", cell) for cell in cells), (name, row)
            assert any(text.period(row.period) in said(heading) for table in tables for heading in table.select("th")), (name, row)
            rows_seen += 1
        assert sum(len(cell) > 0 for cell in cells) == len(series), name
    assert rows_seen > 30


def test_comparisons_stand_apart() -> None:
    """Other places are never in the table of the portal's own, and they are folded away."""
    found = page("/indikatorer/belysta-skolvagar/")
    own, compared = found.select("table.series-table")
    assert compared.find_parent("details") is not None
    assert own.find_parent("details") is None
    assert "Granby" not in said(own)
    assert "40" in said(compared)
    assert [said(heading) for heading in compared.select("thead th")] == ["Period", "Granby", "Riket"]


def test_notes_and_sources_of_single_figures() -> None:
    """A comment or a source of its own is marked at the figure and told below the table."""
    found = page("/indikatorer/belysta-skolvagar/")
    cell = next(cell for cell in found.select("td") if said(cell).startswith("68,4"))
    mark = cell.select_one("sup a")
    assert mark is not None
    note = found.select_one(str(mark["href"]))
    assert note is not None
    assert "Egen mätning" in said(note)


def test_an_indicator_says_what_it_is_and_where_it_comes_from() -> None:
    """Value with unit and year, sentence, targets with their distance, definition, method, break, source, dates and downloads."""
    _, derived, files = built()
    found = page("/indikatorer/belysta-skolvagar/")
    told = said(found.select("main")[0])
    assert derived.indicators["belysta-skolvagar"].sentence.replace("\u00a0", " ") in told
    for part in (
        "Minst 80 procent 2025", "lägre än målvärdet", "89 % över 2018", "Startvärde (2018): 50,50 procent",
        "Vägar inom två kilometer", "Räknas på plats varje höst", "Från 2021: Även privata vägar räknas", "Räknas för hand",
        "Hämtad 1 oktober 2026", "Villkor CC0", "Sommarvägar räknas inte", "preliminärt",
    ):  # fmt: skip
        assert part in told, part
    dates = said(found.select(".page-dates")[0])
    assert "Granskad 5 oktober 2026" in dates
    assert "Data hämtade 1 oktober 2026" in dates
    for link in found.select("a[download]"):
        target = urljoin(SITE_URL + "/indikatorer/belysta-skolvagar/", str(link["href"])).removeprefix(SITE_URL + "/")
        assert target in files
    assert found.select("nav.pager a[rel=prev], nav.pager a[rel=next]")


def test_no_figure_is_said_in_words() -> None:
    """An indicator without a number has no chart, no table and no download, but says so."""
    found = page("/indikatorer/utan-tal/")
    assert "ingen siffra" in said(found.select("main")[0])
    assert not found.select("main table, main img, a[download]")


def test_sources_that_disagree_are_both_shown() -> None:
    """Each claim with its source, and the comment."""
    block = said(page("/mal/trygga-vagar/").select(".contradiction")[0])
    for part in ("9,1 av 10", "s. 4", "8,9 av 10", "tabell 2", "Tabellen är nyare än texten."):
        assert part in block


def test_what_editors_type_is_shown_as_typed() -> None:
    """Markup in a name, a unit, a group and a source is text on the page, in its title and in the search index."""
    name = 'Andel <b>"sopor"</b> & {{ skräp }}'
    found = page("/indikatorer/2023-1/")
    assert found.select("h1")[0].get_text() == name
    assert found.select("h1 b, main script, main i") == []
    assert found.title is not None
    assert found.title.get_text().startswith(name)
    assert '<i>kg</i> & "mer"' in said(found.select(".headline")[0])
    words = found.select("[data-pagefind-index-attrs]")[0]
    assert words["data-words"] == "<u>avfall</u>"


def test_every_page_has_its_frame() -> None:
    """Language, title, description, one heading, landmarks, what kind of page it is, dates, and whom to tell of a fault."""
    for address in addresses():
        found = page(address)
        assert found.html is not None
        assert found.html["lang"] == "sv"
        assert len(found.select("h1")) == 1
        assert found.select("main .page-head__label")[0].get_text().strip()
        for landmark in ("header.site-header", "nav[aria-label]", "main#innehall", "footer.site-footer", "a.skip-link[href='#innehall']"):
            assert found.select(landmark), landmark
        assert str(found.select("meta[name=description]")[0]["content"]).strip()
        assert len(found.select("link[rel=icon]")) == 1
        assert found.select(".page-dates li")
        report = urlsplit(str(found.select(".page-dates a[href^='mailto:']")[0]["href"]))
        assert report.path == "kansli@exempelby.example"
        assert SITE_URL + address in parse_qs(report.query)["body"][0]
        ids = [str(tag["id"]) for tag in found.find_all(id=True)]
        assert len(ids) == len(set(ids))
        for labelled in found.select("[aria-labelledby]"):
            assert str(labelled["aria-labelledby"]) in ids


def test_no_page_needs_more_than_its_own_files() -> None:
    """The content security policy is there, and nothing inline would break it; scripts, styles and pictures are the site's own."""
    for address in addresses():
        found = page(address)
        policy = str(found.select("meta[http-equiv=Content-Security-Policy]")[0]["content"])
        assert "default-src 'none'" in policy
        assert "unsafe-inline" not in policy
        assert found.find_all(style=True) == found.find_all("style") == []
        assert all(script.get("src") and not script.get_text().strip() for script in found.find_all("script"))
        assert not [name for tag in found.find_all(True) for name in tag.attrs if name.startswith("on")]
        for tag in found.select("[src], [srcset], link[rel=stylesheet], link[rel=icon], link[rel=preload]"):
            reference = str(tag.get("src") or tag.get("srcset") or tag.get("href"))
            assert urljoin(SITE_URL + address, reference).removeprefix(SITE_URL + "/") in built()[2], reference


def test_links_are_relative_and_lead_somewhere() -> None:
    """Only 404 is rooted, at the path of the site; every other page works below any path."""
    for address in addresses():
        found = page(address)
        for tag in found.select("[href], [src], [action]"):
            reference = str(tag.get("href") or tag.get("src") or tag.get("action"))
            parts = urlsplit(reference)
            if parts.scheme:
                assert parts.scheme in ("https", "mailto"), (address, reference)
                continue
            if address == urls.NOT_FOUND:
                assert reference.startswith((f"{ROOT}/", "#")), reference
            else:
                assert not reference.startswith("/"), (address, reference)
            path = unquote(urlsplit(urljoin(SITE_URL + address, reference)).path).removeprefix(ROOT)
            assert urls.output_path(path) in built()[2], (address, reference)
            if parts.fragment:
                assert page(path).find(id=unquote(parts.fragment)) is not None, (address, reference)


def test_the_way_here_and_the_address_that_counts() -> None:
    """Breadcrumbs from the start to the page itself, and a canonical address; the page for missing pages has neither."""
    for address in addresses():
        found = page(address)
        crumbs = found.select("nav.breadcrumbs li")
        canonical = [str(link["href"]) for link in found.select("link[rel=canonical]")]
        if address in (urls.HOME, urls.NOT_FOUND):
            assert crumbs == []
        else:
            assert said(crumbs[0]) == "Start"
            assert crumbs[-1].select("[aria-current=page]")
            assert "/" in links(address, "nav.breadcrumbs")
        assert canonical == ([] if address == urls.NOT_FOUND else [SITE_URL + address])


def test_the_search_is_told_what_a_page_is() -> None:
    """Only the text of records is indexed, with kind, program and goal to filter by."""
    for address in ("/", "/sok/", "/404.html", "/mal/", "/indikatorer/", "/dokument/"):
        assert not page(address).select("[data-pagefind-body]"), address
    body = page("/indikatorer/belysta-skolvagar/").select("main [data-pagefind-body]")[0]
    marks = body.select("[data-pagefind-filter]")
    filters = {(str(tag["data-pagefind-filter"]).partition("[")[0], str(tag["data-value"])) for tag in marks}
    assert filters == {
        ("sort", "indikator"), ("program", "ljusa-byn"), ("mal", "trygga-vagar"), ("mal", "0114"), ("status", "kan inte bedömas")
    }  # fmt: skip
    options = {str(option["value"]) for option in page("/sok/").select("select option")}
    assert {value for _, value in filters} <= options


def test_the_list_is_whole_without_its_filter() -> None:
    """Every indicator stands in the list as HTML, and the form is hidden until its script has run."""
    portal, _, _ = built()
    found = page("/indikatorer/")
    assert {urls.address(indicator) for indicator in portal.indicators} <= links("/indikatorer/")
    assert found.select("form[data-filter]")[0].has_attr("hidden")


def test_a_page_in_another_language_is_told_apart_and_leads_to_its_original() -> None:
    """Its words carry their language, search engines learn that the two belong together, and each links to the other."""
    translated, original = page("/en/about/"), page("/om/")
    for one in (translated, original):
        versions = {str(link["hreflang"]): str(link["href"]) for link in one.select("link[rel=alternate][hreflang]")}
        assert versions == {"sv": f"{SITE_URL}/om/", "en": f"{SITE_URL}/en/about/"}
    assert {str(tag["lang"]) for tag in (translated.select("h1")[0], translated.select(".prose")[0])} == {"en"}
    assert not original.select("main [lang]:not(a)")
    assert "/om/" in links("/en/about/", ".link-groups")
    assert "/en/about/" in links("/om/", ".link-groups")
    assert [str(link["lang"]) for link in original.select("footer a[href$='en/about/']")] == ["en"]
