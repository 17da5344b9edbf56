"""What gathers many things on one page: counts of status, the start page, a program with all that belongs to it, on screen and paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from site_tools import urls
from site_tools.derive.counts import indicators_of
from site_tools.model.portal import ref_of
from site_tools.model.verdict import Label
from site_tools.pipeline import check
from tests.pages import HOST, Site, built, said, small_site
from tests.test_steering_pages import STEERING
from tests.writing import write_content

if TYPE_CHECKING:
    from pathlib import Path

    from bs4 import BeautifulSoup, Tag

MEASURES = 12


def _measure(n: int, target: str) -> dict[str, str | bytes | None]:
    return {
        f"indikatorer/matt-{n:02}.yaml": f"""\
            namn: Mått {n}
            enhet: procent
            önskad_riktning: upp
            mål: [klimatneutral]
            fokusområden: [resor]
            källa: {{namn: Mätningen}}
            {target}
            """,
        f"indikatorer/matt-{n:02}.csv": "period,värde\n2020,10\n2024,50\n",
    }


CONTENT: dict[str, str | bytes | None] = {
    **STEERING,
    # Two are on their way, one has a target in words, and the others have none.
    **{name: text for n in range(MEASURES) for name, text in _measure(n, "").items()},
    **{name: text for n in (3, 4) for name, text in _measure(n, "målvärden: [{sort: minst, värde: 90, år: 2028}]").items()},
    **_measure(5, "målvärden: [{sort: ord, text: Det ska bli bättre.}]"),
    "mal/fjarde.md": """\
        ---
        namn: Exempelby ska vara rent
        typ: inriktningsmål
        nummer: "4"
        källa: {dokument: plan}
        ---
        """,
    "mal/globalt.md": """\
        ---
        namn: Rent vatten för alla
        typ: globalt mål
        nummer: "4"
        källa: {dokument: plan}
        ---
        """,
    "handelser/2025-start.yaml": "namn: Arbetet börjar\ndatum: 2025-02-03\ntyp: start\nkälla: {dokument: plan}\n",
    "handelser/2024-planerat.yaml": "namn: Det som var planerat\ndatum: 2024-02-03\ntyp: planerat\nkälla: {dokument: plan}\n",
}
PROGRAM = "/program/klimat/"
PAPER = "/program/klimat/utskrift/"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return small_site(write_content(tmp_path_factory.mktemp("overviews"), CONTENT))


def _below(page: BeautifulSoup, anchor: str) -> Tag:
    """The section that an anchor of the page leads to."""
    found = page.find(id=anchor)
    assert found is not None, anchor
    section = found.find_parent("section")
    assert section is not None
    return section


def test_every_indicator_is_counted_once_with_its_label_or_its_reason() -> None:
    """The labels of a goal, program, fokusområde or body add up to its indicators, and the reasons to those that cannot be judged."""
    portal, derived, _ = built()
    records = [*portal.goals, *portal.programs, *portal.focus_areas, *portal.actors]
    counted = [(record, derived.counts[ref_of(record)]) for record in records if ref_of(record) in derived.counts]
    assert len(counted) > 3
    for record, count in counted:
        assert sum(count.labels.values()) == len(indicators_of(portal, record))
    assert sum(derived.total.labels.values()) == len(portal.indicators)
    for count in (derived.total, *(count for _record, count in counted)):
        assert sum(count.reasons.values()) == count.labels.get(Label.UNKNOWN, 0)
        assert list(count.reasons.values()) == sorted(count.reasons.values(), reverse=True)


def test_a_count_says_how_many_of_how_many_and_why_the_others_cannot_be_judged(site: Site) -> None:
    """In words, with a shape; the thing's own page has every reason, lists the commonest."""
    told = said(site.page(PROGRAM).select(".record__head .tally")[0])
    assert told == "2 av 13 på väg 1 av 13 behöver öka takten 10 kan inte bedömas: 9 saknar mål, 1 har mål i ord"
    for tag in site.page(PROGRAM).select(".tally .status, .tally .tally__unknown"):
        assert tag.select("svg.status__shape")
    for address in ("/", "/program/", "/mal/"):
        counts = [said(tag) for tag in site.page(address).select("main .program-card .tally, main .goal-list .tally")]
        assert "2 av 13 på väg 1 av 13 behöver öka takten 10 kan inte bedömas: de flesta saknar mål" in counts, address


def test_a_count_in_which_nothing_is_judged_says_so_once(tmp_path: Path) -> None:
    """One reason for all is told without a number, and a lone indicator is not "none of 1"."""
    unit = "namn: Utsläpp\nenhet: kton\nönskad_riktning: ned\nmål: [klimatneutral]\nkälla: {namn: Databasen}\n"
    lone = small_site(write_content(tmp_path / "one", {"indikatorer/utslapp.yaml": unit}))
    two = small_site(write_content(tmp_path / "two", {"indikatorer/utslapp.yaml": unit, **_measure(1, "")}))
    for site, words in (
        (lone, "Den enda indikatorn kan inte bedömas: saknar mål"),
        (two, "Ingen av 2 indikatorer kan bedömas: saknar mål"),
    ):
        assert said(site.page(PROGRAM).select(".record__head .tally")[0]) == words
        assert said(site.page("/").select(".program-card .tally")[0]) == words


def test_the_start_page_answers_the_four_questions(site: Site) -> None:
    """What is promised, how it goes, who answers and where the numbers come from: each a heading that the first screen leads to."""
    page = site.page("/")
    questions = [(said(link), str(link["href"]).lstrip("#")) for link in page.select("nav.questions a")]
    assert [words for words, _anchor in questions] == ["Vad är lovat?", "Hur går det?", "Vem svarar?", "Varifrån kommer talen?"]
    for words, anchor in questions:
        assert said(page.select(f"h2#{anchor}")[0]) == words
    assert "Portalen följer 13 indikatorer. 3 av dem kan bedömas mot ett mål." in said(_below(page, "lage"))
    assert "Kommunstyrelsen 3 gällande uppdrag" in said(_below(page, "svarar"))


def test_numbers_of_others_are_not_among_the_goals_own(site: Site) -> None:
    """A global goal 4 is not a second goal 4 of the municipality's."""
    page = site.page("/")
    listed = [said(tag) for tag in page.select(".goal-list a")]
    assert "Exempelby ska vara rent" in listed
    assert "Rent vatten för alla" not in listed
    assert "De globala målen har FN:s nummer: 4 Rent vatten för alla" in said(_below(page, "lovat"))


def test_what_has_happened_is_apart_from_what_is_to_come(site: Site) -> None:
    """A plan whose day has passed is in neither list: nobody has said that it came true."""
    told = said(_below(site.page("/"), "hant"))
    happened, _, ahead = told.partition("Det här väntar")
    assert happened.index("Arbetet börjar") < happened.index("Kontraktet skrivs under")
    assert "Klimatneutralt" in ahead
    assert "Det som var planerat" not in told


def test_a_program_has_all_that_belongs_to_it_in_sections(site: Site) -> None:
    """Uppdrag, money, events, follow-ups and documents stand under headings of their own, those of its fokusområden with them."""
    page = site.page(PROGRAM)
    for anchor, words in (
        ("mal", "Exempelby ska vara klimatneutralt 2040"),
        ("uppdrag", "Byt ut <b>bilarna</b> Tilläggsuppdrag 2023:1, från Kommunfullmäktige, till Kommunstyrelsen · Pågår"),
        ("pengar", "Driftbudget"),
        ("handelser", "11 december 2020: Kontraktet skrivs under"),
        ("uppfoljning", "Pågår enligt plan"),
        ("uppfoljning", "Byt ut <b>bilarna</b> Avviker från plan"),
    ):
        assert words in said(_below(page, anchor)), anchor
    assert not {"Uppdrag", "Pengar", "Händelser", "Uppföljningar"} & {said(tag) for tag in page.select(".link-group h2")}


def test_the_contents_of_a_program_lead_to_sections_with_that_much_in_them(site: Site) -> None:
    """A number beside a name is the number of things in the section."""
    page = site.page(PROGRAM)
    entries = page.select("nav.contents li")
    assert len(entries) >= 6
    items = {
        "mal": ".goal-list > li",
        "fokusomraden": ".area",
        "uppdrag": ".assignments > li",
        "pengar": ".assignments > li",
        "uppfoljning": ".judged > li, .assignments > li",
        "handelser": ".link-list li",
    }
    for entry in entries:
        anchor = str(entry.select("a")[0]["href"]).lstrip("#")
        section = _below(page, anchor)
        if entry.select(".count"):
            assert said(entry.select(".count")[0]) == str(len(section.select(items[anchor]))), anchor


def test_a_long_list_is_folded_and_nothing_of_it_is_lost(site: Site) -> None:
    """The first few are seen, those with a target first; all of them are on the page, each once."""
    area = site.page(PROGRAM).select(".area")[0]
    names = [said(tag) for tag in area.select(".card__name")]
    assert len(names) == len(set(names)) == MEASURES + 1
    folded = [said(tag) for tag in area.select("details .card__name")]
    assert said(area.select("summary")[0]) == f"Visa {len(folded)} till : Indikatorer i fokusområdet Resor"
    assert {"Mått 3", "Mått 4", "Mått 5", "Utsläpp av växthusgaser"} == set(names) - set(folded)


def test_a_program_can_be_taken_to_a_meeting(site: Site) -> None:
    """A page for paper: goals, figures with their year and target, uppdrag that hold, money, and where the rest is."""
    assert PAPER in site.links(PROGRAM)
    page = site.page(PAPER)
    rows = [said(row) for row in page.select(".paper__table tbody tr")]
    assert "Mått 3 50 procent (2024) Minst 90 procent 2028 På väg" in rows
    assert "Mått 0 50 procent (2024) inget målvärde – Kan inte bedömas" in rows
    assert "8 indikatorer till utan målvärde" in rows
    told = site.main(PAPER)
    for words in ("Exempelby ska vara klimatneutralt 2040", "Byt ut <b>bilarna</b>", "Driftbudget", HOST + PROGRAM, "21 november 2026"):
        assert words in told, words
    assert "Tvätta bilarna" not in told


def test_paper_is_found_by_nobody_and_prints_without_inline_script(site: Site) -> None:
    """It repeats the program's page: search engines and the portal's own search leave it out. Its button shows itself by script."""
    page = site.page(PAPER)
    assert page.select("meta[name=robots][content=noindex]")
    assert not page.select("[data-pagefind-body]")
    assert PAPER not in site.files["sitemap.xml"].decode()
    assert page.select("button[data-print][hidden]")
    assert any("print." in str(script["src"]) for script in page.select("head script[src]"))


def test_no_focus_area_may_take_the_address_of_the_paper(tmp_path: Path) -> None:
    """The editor is told which file to rename."""
    area = "---\nnamn: Utskrift\nkälla: {dokument: plan}\n---\n"
    problems = check(write_content(tmp_path, {"program/klimat/utskrift.md": area})).problems
    assert [(p.path, p.message) for p in problems] == [
        ("program/klimat/utskrift.md", "adressen /program/klimat/utskrift/ används av portalen själv")
    ]


def test_facts_stand_under_the_source_that_tells_of_them(tmp_path: Path) -> None:
    """Each source is a heading, with its year, over all that it tells; the place in it follows each fact."""
    program = """\
        ---
        namn: Program för klimat
        mål: [klimatneutral]
        källa: {dokument: plan}
        nuläge:
          - {text: Det går bra., källa: {dokument: plan, plats: sida 1}}
          - {text: Någon annan såg det., källa: {namn: Rapporten, år: 2024, plats: tabell 2}}
          - {text: Det går bättre., källa: {dokument: plan, plats: sida 7}}
        ---
        """
    page = small_site(write_content(tmp_path, {"program/klimat/index.md": program})).page(PROGRAM)
    found = [said(section) for section in page.select(".fact-source")]
    assert found == ["Plan för Exempelby Det går bra. sida 1 Det går bättre. sida 7", "Rapporten (2024) Någon annan såg det. tabell 2"]


def test_an_indicator_opens_with_its_value_and_its_verdict(site: Site) -> None:
    """Then the drawing, the numbers, what is to be reached, and where it comes from."""
    page = site.page("/indikatorer/matt-03/")
    head = said(page.select(".page-head")[0])
    for words in ("50 procent", "2024 · upp 40 procentenheter sedan 2020", "På väg", "Så räknas det"):
        assert words in head, words
    headings = [said(tag) for tag in page.select("main h2")]
    wanted = ["Hur går det?", "Alla tal", "Mål att nå", "Källa"]
    assert [heading for heading in headings if heading in wanted] == wanted


def test_the_address_of_the_paper_is_the_program_s_own() -> None:
    """Every program has one, below its own address."""
    portal, _, files = built()
    for program in portal.programs:
        assert urls.printout(program) == f"{urls.address(program)}utskrift/"
        assert urls.output_path(urls.printout(program)) in files
