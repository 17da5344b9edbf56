"""The real content: it builds without a warning, every figure is on its page, every link is seen from both ends and leads somewhere."""

from __future__ import annotations

import csv
import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup

from site_tools import text, urls
from site_tools.model.values import parse_number, parse_period
from site_tools.pipeline import check
from tests.conftest import BASE_PATH, CONTENT, ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from bs4 import Tag

    from site_tools.model.portal import Portal
    from tests.conftest import Site

SERIES = sorted(path.stem for path in (CONTENT / "indikatorer").glob("*.csv"))
HOST = "https://portalen.example"


@cache
def _portal() -> Portal:
    checked = check(CONTENT)
    assert checked.problems == ()
    assert checked.portal is not None
    return checked.portal


@cache
def _page(site: Site, address: str) -> BeautifulSoup:
    return BeautifulSoup((site.folder / urls.output_path(address)).read_text("utf-8"), "html.parser")


@cache
def _linked(site: Site, address: str) -> frozenset[str]:
    """The addresses on the site that a page links to from its own text, the menus left out: with their anchor and without."""
    found = set()
    for link in _page(site, address).select("main a[href]"):
        parts = urlsplit(urljoin(HOST + BASE_PATH + address, str(link["href"])))
        if parts.hostname == urlsplit(HOST).hostname:
            path = parts.path.removeprefix(BASE_PATH)
            found |= {path, f"{path}#{unquote(parts.fragment)}"}
    return frozenset(found)


def test_it_builds_without_a_warning(site: Site) -> None:
    """Strictly built, and the summary line says how much."""
    assert re.search(r"Byggt: \d+ sidor, \d+ diagram, 0 varningar, \d+,\d s", site.said)


def test_nothing_is_missing() -> None:
    """The portal holds what it was decided to hold at the least."""
    portal = _portal()
    assert [len(portal.programs), len(portal.focus_areas)] == [4, 16]
    assert len(portal.goals) >= 21
    assert len(portal.indicators) >= 71 + 50
    assert set(SERIES) <= {indicator.id for indicator in portal.indicators}


@pytest.mark.parametrize("name", SERIES)
def test_every_figure_is_on_its_page(name: str, site: Site) -> None:
    """Each row of the CSV file is a cell of a table: its figure with the digits of the file, under its period, group and place."""
    home = _portal().site.place
    cells = [cell for table in _page(site, f"/indikatorer/{name}/").select("main table") for cell in _cells(table)]
    lost = []
    for row in csv.DictReader((CONTENT / "indikatorer" / f"{name}.csv").read_text("utf-8-sig").splitlines()):
        place = row.get("plats") or home
        wanted = [
            _plain(part) for part in (text.period(parse_period(row["period"])), row.get("grupp") or "", place if place != home else "")
        ]
        figures = [_plain(_as_shown(row, key)) for key in ("värde", "värde_till") if row.get(key)]
        if not any(_holds(shown, figures) and _holds(headings, wanted) for headings, shown in cells):
            lost.append((*wanted, *figures))
    assert not lost


def _cells(table: Tag) -> list[tuple[str, str]]:
    """(headings, text) of every cell, both plain: the table's caption, the row's heading and the column's are its headings."""
    caption = table.caption.get_text(" ") if table.caption else ""
    columns = [heading.get_text(" ") for heading in table.select("thead th")[1:]]
    found = []
    for row in table.select("tbody tr"):
        heading = row.select("th")[0].get_text(" ")
        shown = [_plain(cell.get_text(" ")) for cell in row.select("td")]
        found += [(_plain(f"{caption} | {heading} | {column}"), cell) for column, cell in zip(columns, shown, strict=True)]
    return found


def _as_shown(row: dict[str, str], key: str) -> str:
    return row[key] if row.get("precision") == "ord" else text.number(parse_number(row[key].strip()))


def _holds(line: str, parts: list[str]) -> bool:
    """Whether each part stands in ``line`` by itself, and not as a part of a longer word or number."""
    # The plain search first: it is most often the answer, and a hundred times as fast.
    return all(part in line and re.search(rf"(?<![\w,−]){re.escape(part)}(?!\w|,\d)", line) for part in parts if part)


def _plain(said: str) -> str:
    """Spaces of any kind as one, and no capitals."""
    return re.sub(r"\s+", " ", said).strip().lower()


def test_every_link_is_seen_from_both_ends(site: Site) -> None:
    """What one page names, it links to, and the other page links back."""
    portal = _portal()
    one_sided = []
    for edge in portal.edges:
        ends = [urls.address(portal.records[ref]) for ref in (edge.source, edge.target)]
        for here, there in (ends, ends[::-1]):
            if here != there and there not in _linked(site, here):
                one_sided.append(f"{here} does not link to {there} ({edge.relation} of {edge.source.id})")
    assert not one_sided, f"{len(one_sided)} of {2 * len(portal.edges)}:\n" + "\n".join(one_sided[:40])


def test_every_record_has_its_page(site: Site) -> None:
    """And every former address leads to it."""
    for record in _portal().records.values():
        assert (site.folder / urls.output_path(urls.address(record))).is_file()
        for old in record.old_addresses:
            moved = _page(site, old)
            assert urljoin(old, str(moved.select("main a[href], body a[href]")[0]["href"])) == urls.address(record)


def _pages(site: Site) -> list[Path]:
    return sorted(path for path in site.folder.rglob("*.html") if "pagefind" not in path.parts)


def _address(site: Site, page: Path) -> str:
    address = "/" + page.relative_to(site.folder).as_posix()
    return address.removesuffix("index.html")


def test_nothing_leads_nowhere(site: Site) -> None:
    """Every link, anchor, picture, style and script within the site is there."""
    broken = []
    for page in _pages(site):
        address = _address(site, page)
        for reference in _references(_page(site, address)):
            parts = urlsplit(urljoin(HOST + BASE_PATH + address, reference))
            if parts.hostname != urlsplit(HOST).hostname:
                continue
            if not parts.path.startswith(BASE_PATH + "/") or not _answers(
                site, unquote(parts.path).removeprefix(BASE_PATH), parts.fragment
            ):
                broken.append(f"{address} -> {reference}")
    assert not broken, f"{len(broken)}:\n" + "\n".join(broken[:40])


def _references(page: BeautifulSoup) -> list[str]:
    found = [str(tag[name]) for name in ("href", "src", "action") for tag in page.select(f"[{name}]")]
    for tag in page.select("[srcset]"):
        found += [part.split()[0] for part in str(tag["srcset"]).split(",")]
    return [reference for reference in found if not reference.startswith(("mailto:", "tel:", "data:"))]


def _answers(site: Site, path: str, anchor: str) -> bool:
    file = site.folder / urls.output_path(path)
    if not file.is_file():
        return False
    return not anchor or file.suffix != ".html" or bool(_page(site, path).find(id=unquote(anchor)))


def test_every_page_is_whole(site: Site) -> None:
    """One language, one title of its own, one heading, no id twice, a canonical address, and nothing inline that the policy forbids."""
    titles: Counter[str] = Counter()
    for path in _pages(site):
        address = _address(site, path)
        page = _page(site, address)
        assert page.html is not None
        assert page.html["lang"] == "sv", address
        if page.find("meta", attrs={"http-equiv": "refresh"}):
            continue
        assert page.title is not None
        titles[page.title.get_text()] += 1
        assert len(page.find_all("h1")) == 1, address
        ids = Counter(str(tag["id"]) for tag in page.find_all(id=True))
        assert [name for name, times in ids.items() if times > 1] == [], address
        assert not page.find_all(style=True), address
        assert not page.find_all("style"), address
        assert all(tag.get("src") or tag.get("type") == "application/json" for tag in page.find_all("script")), address
        if address != urls.NOT_FOUND:
            canonical = page.select("link[rel=canonical]")
            # A page for frames is a part of the page it is taken from.
            assert [link["href"] for link in canonical] == [HOST + BASE_PATH + address.removesuffix("inbaddning/")]
    assert [title for title, times in titles.items() if times > 1] == []


def test_no_other_host_is_asked(site: Site) -> None:
    """A page loads its own files only; links out are links, never pictures, styles, scripts or frames."""
    for path in _pages(site):
        page = _page(site, _address(site, path))
        loaded = page.select(
            "img[src], script[src], iframe[src], source[srcset], link[rel~=stylesheet], link[rel~=icon], link[rel~=preload]"
        )
        for tag in loaded:
            reference = str(tag.get("src") or tag.get("srcset") or tag.get("href"))
            assert not urlsplit(reference).netloc, (path, reference)


def test_every_address_in_the_table_of_coverage_answers(site: Site) -> None:
    """Who looks up a section of a source document in docs/tackning.md finds the page that it names."""
    told = (ROOT / "docs" / "tackning.md").read_text("utf-8")
    addresses = {match.partition("#")[0] for match in re.findall(r"(?<![\w.])/[a-z0-9/-]+/(?:#[a-z0-9-]+)?(?=[\s,)|;.]|$)", told)}
    assert len(addresses) > 400
    assert {address for address in addresses if not (site.folder / address.lstrip("/") / "index.html").is_file()} == set()
