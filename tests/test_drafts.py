"""What is not to be published yet: nothing of it, and nothing that leads to it, is in the public site; a preview shows and marks it."""

from __future__ import annotations

import gzip
import re
from datetime import date
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner

from site_tools.cli import main
from site_tools.config import Config, kind_of
from site_tools.derive import derive
from site_tools.export import export
from site_tools.model.kinds import RECORDS
from site_tools.model.parts import Kind
from site_tools.model.portal import Ref
from site_tools.model.public import public
from site_tools.pipeline import check
from site_tools.render import render
from tests.writing import GOOD, write_content

if TYPE_CHECKING:
    from pathlib import Path

HIDDEN = "zq-hemlig"
"""The id of every thing that waits; its name is Zqhemlig."""
TODAY = date(2026, 11, 21)


def _later(path: str, name: str, *lines: str, wait: str = "WAIT") -> tuple[str, str]:
    """A file of something to be published later: WAIT is what says so."""
    text = "\n".join((f"namn: Zqhemlig {name}", *lines, wait)) + "\n"
    return path, f"---\n{text}---\n" if path.endswith(".md") else text


PLAN = "källa: {dokument: plan}"
LATER = dict(
    (
        _later(f"mal/{HIDDEN}.md", "mål", "typ: klimatmål", PLAN, "tidigare_adresser: [/mal/zq-hemlig-forr/]"),
        _later(f"program/{HIDDEN}/index.md", "program", f"mål: [klimatneutral, {HIDDEN}]", PLAN),
        # It waits with its program, without saying so itself.
        _later(f"program/{HIDDEN}/zq-hemlig-del.md", "del", PLAN, wait=""),
        _later(f"program/klimat/{HIDDEN}.md", "område", f"källa: {{dokument: {HIDDEN}}}"),
        _later(f"indikatorer/{HIDDEN}.yaml", "indikator", "enhet: procent", "önskad_riktning: upp", "mål: [klimatneutral]", PLAN),
        (f"indikatorer/{HIDDEN}.csv", "period,värde,kommentar\n2024,12.345,Zqhemlig\n"),
        _later(f"aktorer/{HIDDEN}.yaml", "nämnd", "typ: nämnd", "överordnad: fullmaktige"),
        _later(f"dokument/{HIDDEN}.yaml", "plan", "typ: plan", "beslutad_av: fullmaktige"),
        _later(f"sidor/{HIDDEN}.md", "sida"),
        _later(f"uppdrag/{HIDDEN}.md", "uppgift", "typ: uppdrag", "mål: [klimatneutral]", PLAN),
        _later(f"uppfoljningar/{HIDDEN}.md", "uppföljning", "period: 2025", "ansvarig: fullmaktige", PLAN),
        _later(f"finansiering/{HIDDEN}.yaml", "budget", "typ: anslag", "enhet: tkr", "program: [klimat]", PLAN),
        _later(
            f"risker/{HIDDEN}.yaml",
            "kontroll",
            "år: 2026",
            "aktör: fullmaktige",
            PLAN,
            "risker:",
            "  - {id: R1, risk: Fel, område: IT, sannolikhet: 1, konsekvens: 2, hantering: minimera, kontroll: Ja, ansvarig_roll: chef}",
        ),
        _later(f"handelser/{HIDDEN}.yaml", "händelse", "datum: 2026-01-02", "typ: beslut", "mål: [klimatneutral]", PLAN),
        _later(f"ordlista/{HIDDEN}.yaml", "vokabel", "betyder: Ett ord."),
    )
)
"""One thing of each kind, to be published later. Published things refer to them, and they to each other."""
REFERRING = {
    "mal/klimatneutral.md": f"""\
        ---
        namn: Exempelby ska vara klimatneutralt 2040
        typ: inriktningsmål
        beslutad_av: {HIDDEN}
        program: [klimat, {HIDDEN}]
        källa: {{dokument: {HIDDEN}, namn: En annan källa}}
        motsägelser:
          - gäller: Ett tal
            uppgifter: [{{uppgift: Ett, källa: {{dokument: plan}}}}, {{uppgift: Två, källa: {{dokument: {HIDDEN}}}}}]
        se_även: [{HIDDEN}]
        ---
        Läs om [målet](../mal/{HIDDEN}.md), [ordet](../ordlista/{HIDDEN}.yaml),
        [budgeten](/finansiering/{HIDDEN}/) och [alla ord](/ordlista/).
        """,
    "indikatorer/utslapp.yaml": GOOD["indikatorer/utslapp.yaml"].replace(
        "[klimatneutral]", f"[klimatneutral, {HIDDEN}]\n        fokusområden: [resor, {HIDDEN}]\n        ansvarig: {HIDDEN}"
    ),
    "program/klimat/index.md": GOOD["program/klimat/index.md"].replace(
        "källa:", f"betydelse: [{{text: Så är det., källa: {{dokument: {HIDDEN}}}}}]\n        källa:"
    ),
    "uppfoljningar/2025.md": f"""\
        ---
        namn: Uppföljning 2025
        period: 2025
        ansvarig: fullmaktige
        källa: {{dokument: plan}}
        bedömningar:
          - {{mål: {HIDDEN}, bedömning: god måluppfyllelse, motivering: Det går bra.}}
          - {{mål: klimatneutral, bedömning: god måluppfyllelse, motivering: Det går bra.}}
        ---
        """,
}


def _content(folder: Path, wait: str) -> Path:
    later = {path: text.replace("WAIT", wait) for path, text in LATER.items()}
    return write_content(folder, {**later, **REFERRING})


def _outputs(content: Path, today: date, drafts: bool = False) -> dict[str, bytes]:
    checked = check(content)
    assert checked.portal is not None
    assert not checked.problems
    portal = checked.portal if drafts else public(checked.portal, today)
    derived, config = derive(portal, today), Config(content, content, today, drafts=drafts)
    return {output.path: output.data for output in (*render(portal, derived, config), *export(portal, derived, config))}


def test_every_kind_is_tried() -> None:
    """The test content has one waiting thing of every kind that editors write."""
    assert {kind_of(path)[0] for path in LATER} == {model.kind for model in RECORDS}


@pytest.mark.parametrize("wait", ["utkast: ja", "publiceras_tidigast: '2026-11-22'"])
def test_the_public_site_holds_nothing_of_what_waits(tmp_path: Path, wait: str) -> None:
    """Not its name, not its id, in no byte of any file: pages, lists, data, sitemap, redirects and the search index."""
    content, out = _content(tmp_path / "content", wait), tmp_path / "public"
    done = CliRunner().invoke(main, ["build", "--content", str(content), "--out", str(out), "--today", TODAY.isoformat(), "--jobs", "1"])
    assert done.exit_code == 0, done.output
    files = [path for path in out.rglob("*") if path.is_file()]
    assert len(files) > 40
    for path in files:
        data = path.read_bytes()
        told = gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data
        assert not re.search(rb"zq-?hemlig", told + str(path.relative_to(out)).encode(), re.IGNORECASE), path


def test_no_link_is_dead_when_its_target_waits(tmp_path: Path) -> None:
    """A page that refers to what waits lacks the reference; the words of a link in its text stay."""
    outputs = _outputs(_content(tmp_path, "utkast: ja"), TODAY)
    page = BeautifulSoup(outputs["mal/klimatneutral/index.html"], "html.parser")
    assert "Läs om målet, ordet,\nbudgeten och alla ord." in page.get_text()
    assert not page.find("a", string=re.compile("^(målet|ordet|budgeten|alla ord)$"))
    assert "Ett tal" not in page.get_text(), "a contradiction needs two sources"
    assert "Det går bra." in outputs["uppfoljning/2025/index.html"].decode()


def test_the_day_comes(tmp_path: Path) -> None:
    """What waits for a day is public from that day, with every link to it, and without a word of having waited."""
    outputs = _outputs(_content(tmp_path, "publiceras_tidigast: '2026-11-22'"), date(2026, 11, 22))
    page = outputs["mal/klimatneutral/index.html"].decode()
    assert f'href="../{HIDDEN}/">målet</a>' in page
    assert f"mal/{HIDDEN}/index.html" in outputs
    assert f"mal/{HIDDEN}/" in outputs["sitemap.xml"].decode()
    assert not any(re.search(rb"publiceras.tidigast", data, re.IGNORECASE) for data in outputs.values())


@pytest.mark.parametrize(
    ("wait", "words"),
    [
        ("utkast: ja", "Utkast – syns inte på den publika webbplatsen"),
        ("publiceras_tidigast: '2027-03-03'", "Publiceras tidigast 3 mars 2027 – syns inte på den publika webbplatsen än"),
    ],
)
def test_a_preview_shows_and_marks_what_waits(tmp_path: Path, wait: str, words: str) -> None:
    """Every page of what waits says so; no other page does, and search engines are asked to stay away from all of them."""
    outputs = _outputs(_content(tmp_path, wait), TODAY, drafts=True)
    pages = {path: BeautifulSoup(data, "html.parser") for path, data in outputs.items() if path.endswith("index.html")}
    pages = {path: page for path, page in pages.items() if page.find("main", id="innehall")}
    marked = {path: [note.get_text() for note in page.select(".unpublished")] for path, page in pages.items()}
    shared = {"handelser/index.html", "ordlista/index.html"}
    waiting = {path for path in pages if HIDDEN in path} | shared
    assert {path for path, notes in marked.items() if notes} == waiting
    assert {note for notes in marked.values() for note in notes} == {words}
    assert all(page.find("meta", attrs={"name": "robots", "content": "noindex"}) for page in pages.values())
    assert "Disallow: /" in outputs["robots.txt"].decode()


@pytest.mark.parametrize(
    ("own", "other", "fault"),
    [
        ("", "utkast: ja", '"ny" är ett utkast, men sidan som hänvisar hit ska synas före det'),
        ("", "publiceras_tidigast: '2027-03-03'", '"ny" publiceras tidigast 3 mars 2027, men sidan'),
        ("publiceras_tidigast: '2027-03-02'", "publiceras_tidigast: '2027-03-03'", '"ny" publiceras tidigast 3 mars 2027, men sidan'),
        ("publiceras_tidigast: '2027-03-03'", "publiceras_tidigast: '2027-03-03'", ""),
        ("utkast: ja", "publiceras_tidigast: '2027-03-03'", ""),
        ("utkast: ja", "utkast: ja", ""),
    ],
)
def test_what_cannot_do_without_a_draft_is_no_page_of_its_own(tmp_path: Path, own: str, other: str, fault: str) -> None:
    """A program whose only goal is published later is a fault at that line, told before anything is published."""
    program = f"---\nnamn: Nytt program\n{own}\nmål: [ny]\nkälla: {{dokument: plan}}\n---\n"
    goal = f"---\nnamn: Nytt mål\ntyp: klimatmål\nkälla: {{dokument: plan}}\n{other}\n---\n"
    problems = check(write_content(tmp_path, {"program/nytt/index.md": program, "mal/ny.md": goal})).problems
    assert [(p.path, p.line, p.key, p.message[: len(fault)]) for p in problems] == (
        [("program/nytt/index.md", 4, "mål.0", fault)] if fault else []
    )


@pytest.mark.parametrize(
    ("wait", "lines"), [("utkast: ja", []), ("publiceras_tidigast: '2027-03-03'", [1, 2, 4]), ("utkast: nej", [1, 2, 4])]
)
def test_an_unfinished_text_is_published_by_nobody(tmp_path: Path, wait: str, lines: list[int]) -> None:
    """FYLL I in a value, a comment or a series is a fault as soon as the file is more than a draft."""
    indicator = f"namn: 'FYLL I: namnet'\n{wait}\nenhet: procent\nönskad_riktning: upp  # FYLL I: riktningen\nkälla: {{namn: Ja}}\n"
    series = "period,värde,läge,kommentar\n2024,,saknas,FYLL I\n"
    problems = check(write_content(tmp_path, {"indikatorer/ny.yaml": indicator, "indikatorer/ny.csv": series})).problems
    assert sorted(p.line for p in problems) == lines
    assert all("FYLL I" in p.message for p in problems)


def test_a_draft_has_no_holes_to_report(tmp_path: Path) -> None:
    """The list of what the content lacks leaves drafts alone."""
    new = "namn: Ny\nutkast: ja\nenhet: procent\nönskad_riktning: upp\nkälla: {namn: Ja}\n"
    content = write_content(tmp_path, {"indikatorer/ny.yaml": new})
    assert "ny.yaml" not in CliRunner().invoke(main, ["check", "--content", str(content), "--rapport"]).output


def test_the_portal_is_left_alone_when_nothing_waits(tmp_path: Path) -> None:
    """The filter copies nothing without need."""
    portal = check(write_content(tmp_path)).portal
    assert portal is not None
    assert public(portal, TODAY) is portal
    assert Ref(Kind.GOAL, "klimatneutral") in portal.records
