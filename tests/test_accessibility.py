"""The accessibility statement: all that the law wants said, on a page that every page leads to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from site_tools import urls
from site_tools.pipeline import check
from tests.pages import SITE_URL, addresses, links, page, said
from tests.writing import write_content

if TYPE_CHECKING:
    from pathlib import Path

ADDRESS = f"/{urls.ACCESSIBILITY}/"


def test_every_page_leads_there() -> None:
    """From the footer, wherever the reader is."""
    assert [address for address in addresses() if ADDRESS not in links(address, "footer") and address != urls.NOT_FOUND] == []
    assert page(urls.NOT_FOUND).select_one(f"footer a[href$='{ADDRESS}']")


def test_it_says_what_the_law_wants() -> None:
    """Who answers for which site, how far it meets the law, when that was found out and how, whom to tell, and where to complain."""
    found, text = page(ADDRESS), said(page(ADDRESS).select("main")[0])
    assert f"Exempelby kommun står bakom webbplatsen Exempelby i siffror ( {SITE_URL}/ )" in text
    assert "delvis förenlig med lagen om tillgänglighet till digital offentlig service (2018:1937)" in text
    assert "prövat webbplatsen själv, med tangentbord" in text
    assert [time["datetime"] for time in found.select("main time")] == ["2026-10-01", "2026-11-02"]
    assert len(found.select("main a[href^='mailto:kansli@exempelby.example']")) >= 2
    assert "Du får svar inom tre arbetsdagar" in text
    complaint = found.select_one("main a[href='https://tillsyn.example/anmal']")
    assert complaint is not None
    assert "Myndigheten för tillsyn har ansvar för tillsynen" in text


def test_each_flaw_has_its_reason() -> None:
    """Under the heading of the paragraph that it is told by, with what to do instead."""
    sections = {said(section.select("h3")[0]): section for section in page(ADDRESS).select("main section section")}
    assert list(sections) == ["Innehåll som inte är tillgängligt", "Oskäligt betungande anpassning", "Innehåll som inte omfattas av lagen"]
    assert "Skäl Rättas under 2027." in said(sections["Innehåll som inte är tillgängligt"])
    burden = sections["Oskäligt betungande anpassning"]
    assert "12 §" in said(burden)
    assert burden.select_one("dd a[href='../om/']")
    assert "9 §" in said(sections["Innehåll som inte omfattas av lagen"])


def test_a_portal_without_one_is_told(tmp_path: Path) -> None:
    """A warning: a new portal can be seen before it has one, and a strict build refuses to publish it."""
    (problem,) = check(write_content(tmp_path, {"sidor/tillganglighet.md": None})).problems
    assert problem.severity == "varning"
    assert (problem.path, problem.hint) == ("webbplats.yaml", "skriv en i sidor/tillganglighet.md")


def test_one_that_cannot_be_read_is_not_missing(tmp_path: Path) -> None:
    """One fault is told once."""
    problems = check(write_content(tmp_path, {"sidor/tillganglighet.md": "---\nnamn: Tillgänglighet\ntillganglighet: ja\n---\n"})).problems
    assert [problem.path for problem in problems] == ["sidor/tillganglighet.md"]
