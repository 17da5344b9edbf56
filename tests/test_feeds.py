"""The page of what has happened and its feeds: valid Atom, absolute addresses that answer, nothing ahead of its day."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urljoin
from xml.etree import ElementTree

import pytest

from site_tools import urls
from site_tools.changes.dated import answering, entries
from site_tools.changes.feeds import ENTRIES_MAX, feeds
from site_tools.derive import derive
from site_tools.model.parts import Kind
from site_tools.model.portal import Ref
from site_tools.pipeline import check
from tests.pages import SITE_URL, TODAY, built, links, page, said
from tests.writing import GOOD, write_content

if TYPE_CHECKING:
    from pathlib import Path

ATOM = "{http://www.w3.org/2005/Atom}"
FEEDS = sorted(path for path in built()[2] if path.endswith(".xml") and path != "sitemap.xml")


def _feed(path: str) -> ElementTree.Element:
    return ElementTree.fromstring(built()[2][path])  # noqa: S314  # our own output


def _text(element: ElementTree.Element, name: str) -> str:
    (found,) = element.findall(ATOM + name)
    return found.text or ""


def test_there_is_a_feed_for_all_each_program_and_each_body_that_answers() -> None:
    """An actor that answers for nothing has none."""
    portal = built()[0]
    expected = {"andringar/atom.xml"}
    expected |= {f"program/{program.id}/atom.xml" for program in portal.programs}
    expected |= {f"aktorer/{actor.id}/atom.xml" for actor in answering(portal)}
    assert set(FEEDS) == expected
    assert "aktorer/no/atom.xml" in FEEDS
    assert "aktorer/exempelby/atom.xml" not in FEEDS


@pytest.mark.parametrize("path", FEEDS)
def test_a_feed_is_what_the_standard_asks_for(path: str) -> None:
    """RFC 4287: one id, title, updated and author, a link to itself and its page; entries with theirs, the newest first, no id twice."""
    feed = _feed(path)
    assert feed.tag == f"{ATOM}feed"
    own = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert _text(feed, "id") == own["self"] == f"{SITE_URL}/{path}"
    assert feed.findall(f"{ATOM}author/{ATOM}name")[0].text == "Exempelby kommun"
    found = feed.findall(f"{ATOM}entry")
    days = [_text(entry, "updated") for entry in found]
    assert days == sorted(days, reverse=True)
    assert not days or _text(feed, "updated") == days[0]
    assert all(datetime.fromisoformat(day).date() <= TODAY for day in [_text(feed, "updated"), *days])
    assert len({_text(entry, "id") for entry in found}) == len(found)
    for entry in [feed, *found]:
        (alternate,) = [link.get("href") or "" for link in entry.findall(f"{ATOM}link") if link.get("rel") == "alternate"]
        address, anchor = urldefrag(alternate.removeprefix(SITE_URL))
        assert alternate.startswith(SITE_URL)
        assert not anchor or page(address).find(id=anchor), alternate
        assert urls.output_path(address) in built()[2]
        assert _text(entry, "title")


def test_pages_name_their_feed() -> None:
    """In the head for readers' programs, and as a link that a person sees; the page of changes is in every footer."""
    for address, feed in (
        ("/", "/andringar/atom.xml"),
        ("/andringar/", "/andringar/atom.xml"),
        ("/program/ljusa-byn/", "/program/ljusa-byn/atom.xml"),
        ("/aktorer/no/", "/aktorer/no/atom.xml"),
    ):
        (link,) = page(address).select('head link[rel=alternate][type="application/atom+xml"]')
        assert urljoin(SITE_URL + address, str(link["href"])) == SITE_URL + feed
        assert feed in links(address, ".page")
    assert "/andringar/" in links("/indikatorer/", "footer.site-footer")
    assert not page("/indikatorer/").select("head link[rel=alternate]")


def test_the_page_tells_what_the_feed_tells() -> None:
    """Revised and fetched figures, what is late and what was reviewed, each with its day and its page."""
    portal, derived, _ = built()
    found = entries(portal, derived, TODAY)
    shown = page("/andringar/").select(".timeline > li")
    assert [str(item["id"]) for item in shown] == [entry.key for entry in found]
    assert {entry.sort for entry in found} >= {"ändrat tal", "hämtade tal", "granskning", "försening"}
    revised = next(entry for entry in found if entry.sort == "ändrat tal")
    assert (revised.day, revised.title) == (date(2026, 10, 1), "Sjukdagar per anställd: ett tal har ändrats")
    assert revised.text == "Januari–augusti 2023: från 9,1 till 9,9 (dagar). En arbetsplats saknades i underlaget."
    assert "Hämtade tal Belysta skolvägar: tal hämtade från källan" in said(page("/andringar/"))


def test_what_concerns_a_program_or_a_body_is_in_its_feed() -> None:
    """An indicator's news reach the program above it and the body that answers for it, and no others."""
    own = {path: {_text(e, "id").rpartition("#")[2] for e in _feed(path).findall(f"{ATOM}entry")} for path in FEEDS}
    fetched = "belysta-skolvagar-hamtad-2026-10-01"
    assert fetched in own["program/ljusa-byn/atom.xml"] & own["aktorer/no/atom.xml"] & own["andringar/atom.xml"]
    assert fetched not in own["program/klimat/atom.xml"]


def test_nothing_ahead_of_its_day_and_nothing_that_is_not_dated(tmp_path: Path) -> None:
    """A planned event waits for its day; markup in names is text; no more than a feed should hold."""
    events = {
        f"handelser/h{n}.yaml": f"namn: Möte {n}\ndatum: 2020-01-{n % 28 + 1:02}\ntyp: möte\nkälla: {{namn: K}}\n" for n in range(110)
    }
    ahead = "namn: 'A & <b>B</b>'\ndatum: 2026-05-01\ntyp: planerat\nprogram: [klimat]\nkälla: {namn: K}\n"
    portal = check(write_content(tmp_path, {**events, "handelser/x.yaml": ahead})).portal
    assert portal is not None
    for day, titles in ((date(2026, 4, 30), []), (date(2026, 5, 1), ["A & <b>B</b>"])):
        files = {out.path: ElementTree.fromstring(out.data) for out in feeds(portal, derive(portal, day), "https://x.example", day)}  # noqa: S314
        assert [_text(entry, "title") for entry in files["program/klimat/atom.xml"].findall(f"{ATOM}entry")] == titles
        assert len(files["andringar/atom.xml"].findall(f"{ATOM}entry")) == ENTRIES_MAX


def test_an_empty_feed_is_a_feed(tmp_path: Path) -> None:
    """A program where nothing is dated yet can be followed; its feed says a day all the same, and the page that there is nothing."""
    portal = check(write_content(tmp_path, GOOD)).portal  # type: ignore[arg-type]  # texts are texts
    assert portal is not None
    assert Ref(Kind.PROGRAM, "klimat") in portal.records
    files = {out.path: out.data.decode() for out in feeds(portal, derive(portal, TODAY), "https://x.example", TODAY)}
    assert "<updated>2026-11-21T00:00:00Z</updated>" in files["program/klimat/atom.xml"]
    assert not re.search("<entry>", files["program/klimat/atom.xml"])
