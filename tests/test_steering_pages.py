"""The pages of the steering chain on a small portal: exact amounts, honest gaps, both ends of every link, ended things said first."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from site_tools import urls
from tests.pages import HOST, Site, said, small_site
from tests.writing import GOOD, write_content

if TYPE_CHECKING:
    from pathlib import Path

    from bs4 import BeautifulSoup, Tag


STEERING: dict[str, str | bytes | None] = {
    "program/klimat/resor.md": """\
        ---
        namn: Resor
        källa: {dokument: plan}
        indikatorer: [utslapp]
        dokument: [plan]
        ---
        """,
    "mal/klimatneutral.md": """\
        ---
        namn: Exempelby ska vara klimatneutralt 2040
        typ: inriktningsmål
        beslutad_av: fullmaktige
        vision: vision
        källa: {dokument: plan, plats: sida 4}
        ---
        """,
    "mal/vision.md": """\
        ---
        namn: Exempelby i framkant
        typ: vision
        beslutad_av: fullmaktige
        källa: {dokument: plan}
        ---
        """,
    "mal/ensamt.md": """\
        ---
        namn: Ett mål som ingen har kopplat
        typ: syfte
        källa: {dokument: plan}
        ---
        """,
    "aktorer/styrelsen.yaml": """\
        namn: Kommunstyrelsen
        typ: styrelse
        överordnad: fullmaktige
        antal_anställda: 1200
        """,
    "aktorer/gruppen.yaml": """\
        namn: Gamla gruppen
        typ: arbetsgrupp
        överordnad: styrelsen
        giltighet: {från: 2015, till: 2020}
        """,
    "aktorer/granby.yaml": """\
        namn: Granby kommun
        typ: kommun
        """,
    "dokument/kontrakt.yaml": """\
        namn: Klimatkontraktet
        typ: avtal
        datum: 2020-12-11
        diarienummer: KS-2020/7
        parter: [styrelsen, granby]
        versioner:
          - {datum: 2020, text: Första versionen.}
          - {datum: 2021, namn: Version 2, källa: {dokument: plan}}
        ersätter: [gammalt]
        """,
    "dokument/gammalt.yaml": """\
        namn: Det gamla avtalet
        typ: avtal
        datum: 2015
        """,
    "uppdrag/lov-10.md": """\
        ---
        namn: Räkna utsläppen varje år
        typ: åtagande
        beteckning: "4.10"
        till: [styrelsen]
        källa: {dokument: kontrakt, plats: avsnitt 4.10}
        ---
        """,
    "uppdrag/lov-9.md": """\
        ---
        namn: Lagstifta
        typ: åtagande
        beteckning: "4.9"
        till: [granby, styrelsen]
        källa: {dokument: kontrakt, plats: avsnitt 4.9}
        ---
        """,
    "uppdrag/nytt.md": """\
        ---
        namn: Byt ut <b>bilarna</b>
        typ: tilläggsuppdrag
        beteckning: "2023:1"
        från: fullmaktige
        till: [styrelsen]
        medverkande: [granby]
        ansvarig_roll: Trafikchef
        beslutsdatum: 2023-05-16
        uppföljning: [2025-T2]
        planering: [{period: 2025, text: Tio bilar byts.}]
        delar: [räkna bilarna]
        status: [{läge: pågår, period: 2024, text: Fem bilar är bytta., källa: {dokument: plan, plats: s. 9}}]
        svar: {text: Vi håller med.}
        mål: [klimatneutral]
        program: [klimat]
        fokusområden: [resor]
        indikatorer: [utslapp]
        dokument: [plan]
        ersätter: [gammalt-uppdrag]
        beror_på: [lov-10]
        motsägelser:
          - gäller: antalet bilar
            uppgifter:
              - {uppgift: Det är tio bilar., källa: {dokument: plan, plats: s. 1}}
              - {uppgift: Det är elva bilar., källa: {dokument: kontrakt, plats: s. 2}}
        fotnoter: [{markör: "*", text: Cyklar räknas inte.}]
        källa: {dokument: plan, plats: s. 9}
        ---
        """,
    "uppdrag/gammalt-uppdrag.md": """\
        ---
        namn: Tvätta bilarna
        typ: uppdrag
        till: [styrelsen]
        giltighet: {från: 2019, till: 2022}
        källa: {dokument: plan}
        ---
        """,
    "uppfoljningar/2019.md": """\
        ---
        namn: Uppföljning 2019
        period: 2019
        ansvarig: styrelsen
        bedömningar:
          - {mål: klimatneutral, bedömning: svag måluppfyllelse, motivering: Utsläppen ökade.}
          - {program: klimat, bedömning: pågår enligt plan, motivering: Allt går som det ska.}
        källa: {dokument: plan}
        ---
        """,
    "uppfoljningar/2020.md": """\
        ---
        namn: Uppföljning 2020
        period: 2020
        ansvarig: styrelsen
        dokument: [plan]
        bedömningar:
          - {mål: klimatneutral, bedömning: delvis måluppfyllelse, motivering: Utsläppen minskade., källa: {dokument: plan, plats: s. 5}}
          - {program: klimat, bedömning: pågår enligt plan, motivering: Allt går som det ska.}
          - {indikator: utslapp, bedömning: ingen bedömning}
          - {uppdrag: nytt, bedömning: avviker från plan, motivering: Bilarna är sena.}
        källa: {dokument: plan}
        ---
        """,
    "finansiering/budget.yaml": """\
        namn: Driftbudget
        typ: driftbudget
        enhet: tkr
        teckenkonvention: Minus är en kostnad.
        aktör: styrelsen
        år: 2025
        kolumner: [{id: a, namn: Ram 2024, period: 2024}, {id: b, namn: Ram 2025, period: 2025}]
        rader:
          - {post: Trafik, belopp: [{kolumn: a, värde: -1035593.50}, {kolumn: b, värde: -3.0}], uppdrag: [nytt], program: [klimat]}
          - {post: Bussar, varav_till: Trafik, belopp: [{kolumn: a, värde: -20}], anmärkning: Bara nattbussar.}
          - {post: Kraft, belopp: [{kolumn: a, värde: 0}, {kolumn: b, i_ord: ingår i Trafik}], aktör: granby}
          - {post: Summa, summa: ja, belopp: [{kolumn: a, värde: -1035593.50}, {kolumn: b, värde: -3.0}]}
        mål: [klimatneutral]
        dokument: [plan]
        källa: {dokument: plan}
        """,
    "finansiering/bidrag.yaml": """\
        namn: Cykelbidraget
        typ: bidrag
        enhet: kr
        ansökningar:
          - sökande: Föreningen Ratt
            projekt: Cykelpump
            sökt: 20024
            beviljat: 15024
            beslut: beviljas delvis
            motivering: Pengarna räckte inte.
          - sökande: Granby
            aktör: granby
            projekt: Dörr
            diarienummer: "0114"
            sökt: 3000
            beslut: avslås
            motivering: Dörrar får inget stöd.
          - {sökande: Klubben, projekt: Boll, beslut: föreslås beviljas}
          - {sökande: Laget, projekt: Nät, beslut: beviljas}
        källa: {dokument: plan}
        """,
    "risker/2024.yaml": """\
        namn: Internkontroll 2024
        år: 2024
        aktör: styrelsen
        risker:
          - id: R1
            risk: Bilarna tar slut
            område: Trafik
            sannolikhet: 3
            konsekvens: 4
            riskvärde_i_källan: 11
            hantering: minimera
            kontroll: Räkna dem.
            ansvarig_roll: Trafikchef
            frekvens: [T1, T2]
            kommentarer: [{period: 2024-T1, text: Inga har tagit slut.}]
          - id: R2
            risk: Regn
            område: Väder
            sannolikhet: 1
            konsekvens: 1
            hantering: acceptera
            kontroll: Titta ut.
            ansvarig_roll: Vaktmästare
        dokument: [plan]
        källa: {dokument: plan}
        """,
    "handelser/2020-kontrakt.yaml": """\
        namn: Kontraktet skrivs under
        datum: 2020-12-11
        typ: avtal
        aktörer: [styrelsen]
        dokument: [kontrakt]
        mål: [klimatneutral]
        program: [klimat]
        uppdrag: [nytt]
        diarienummer: KS-1
        källa: {dokument: plan}
        """,
    "handelser/2040-mal.yaml": """\
        namn: Klimatneutralt
        datum: 2040
        typ: planerat
        källa: {dokument: plan}
        """,
    "ordlista/anslag.yaml": "namn: Anslag\nbetyder: Pengar till något.\näven: [budgetanslag]\n",
    "ordlista/arende.yaml": "namn: Ärende\nbetyder: Något som ska avgöras.\n",
    "sidor/allt.md": """\
        ---
        namn: Allt om styrelsen
        aktör: styrelsen
        ---
        Så här hänger det ihop.
        """,
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return small_site(write_content(tmp_path_factory.mktemp("steering"), STEERING))


def _section(page: BeautifulSoup, heading: str) -> Tag:
    """The section below a heading."""
    found = next(tag for tag in page.select("main h2, main h3") if said(tag).startswith(heading))
    assert found.parent is not None
    return found.parent


def test_every_edge_is_a_link_on_both_pages(site: Site) -> None:
    """Also to an event and from it: it has a place of its own on the timeline."""
    one_sided = []
    for edge in site.portal.edges:
        ends = [urls.address(site.portal.records[ref]) for ref in (edge.source, edge.target)]
        one_sided += [(here, there, edge.relation) for here, there in (ends, ends[::-1]) if here != there and there not in site.links(here)]
    assert len(site.portal.edges) > 60
    assert not one_sided


def test_everything_is_in_the_map_for_search_engines_and_nothing_leads_nowhere(site: Site) -> None:
    """Every page of the map exists, and every link and anchor on every page."""
    for address in re.findall(rf"<loc>{HOST}([^<]*)</loc>", site.files["sitemap.xml"].decode()):
        assert urls.output_path(address) in site.files, address
        assert "#" not in address
    assert "/avtal/kontrakt/" in site.files["sitemap.xml"].decode()
    for path in [path for path in site.files if path.endswith(".html") and path != "404.html"]:
        address = "/" + path.removesuffix("index.html")
        for link in site.links(address, "body"):
            target, _, anchor = link.partition("#")
            assert urls.output_path(target) in site.files, (address, link)
            assert not anchor or site.page(target).find(id=anchor), (address, link)
        ids = [str(tag["id"]) for tag in site.page(address).find_all(id=True)]
        assert len(ids) == len(set(ids)), address
        assert not site.page(address).find_all(style=True), address


def test_an_uppdrag_tells_its_whole_story(site: Site) -> None:
    """Who gives what to whom, when, how it goes with its source, what is planned, the answer, and what it replaces."""
    told = site.main("/uppdrag/nytt/")
    for part in (
        "Uppdrag · tilläggsuppdrag 2023:1", "Byt ut <b>bilarna</b>", "Trafikchef", "16 maj 2023", "Januari–augusti 2025", "Pågår , 2024",
        "Fem bilar är bytta.", "s. 9", "Tio bilar byts.", "Räkna bilarna", "Vi håller med.", "Avviker från plan", "Cyklar räknas inte.",
    ):  # fmt: skip
        assert part in told.replace("Pågår, 2024", "Pågår , 2024"), part
    assert {"/uppdrag/gammalt-uppdrag/", "/uppdrag/lov-10/", "/finansiering/budget/", "/handelser/#2020-kontrakt"} <= site.links(
        "/uppdrag/nytt/"
    )
    both = said(site.page("/uppdrag/nytt/").select(".contradiction")[0])
    assert "tio bilar" in both
    assert "elva bilar" in both
    assert "Källorna säger inte hur långt" in site.main("/uppdrag/lov-10/")


def test_what_has_ended_says_so_before_all_else(site: Site) -> None:
    """Replaced by what, valid until when; what still holds has no such notice."""
    for address, words in (
        ("/uppdrag/gammalt-uppdrag/", ("Ersatt av Byt ut <b>bilarna</b>", "Gällde till 2022")),
        ("/dokument/gammalt/", ("Ersatt av Klimatkontraktet",)),
        ("/aktorer/gruppen/", ("Fanns till 2020",)),
    ):
        notices = said(site.page(address).select(".record__head .notices")[0])
        assert all(part in notices for part in words), notices
    assert not site.page("/uppdrag/nytt/").select(".notices")


def test_the_list_of_uppdrag_is_whole_and_shows_the_current_by_default(site: Site) -> None:
    """Without its script all are there, the ended ones last and marked; the script starts with those that hold."""
    page = site.page("/uppdrag/")
    items = page.select("#lista > li")
    assert len(items) == 4
    assert page.select("form[data-filter]")[0].has_attr("hidden")
    assert page.select("select[name=visa] option")[0]["value"] == "gallande"
    assert "Ersatt av" in said(items[-1])
    assert str(items[-1]["data-visa"]).split() == ["alla", "over"]
    order = [said(item.select("a")[0]) for item in items]
    assert order.index("Lagstifta") < order.index("Räkna utsläppen varje år"), "4.9 comes before 4.10"
    newest = next(item for item in items if "2023:1" in said(item))
    assert {key: newest[f"data-{key}"] for key in ("typ", "program", "mal", "lage", "ansvarig")} == {
        "typ": "tillaggsuppdrag", "program": "klimat", "mal": "klimatneutral", "lage": "pagar", "ansvarig": "styrelsen granby",
    }  # fmt: skip
    assert "2025" in str(newest["data-period"]).split()
    for choice in page.select("select"):
        values = {str(option["value"]) for option in choice.select("option")}
        used = {word for item in items for word in str(item.get(f"data-{choice['name']}", "")).split()}
        assert used - values <= {"alla"} or choice["name"] == "ordning", choice["name"]


def test_the_chain_shows_every_step_and_what_is_missing(site: Site) -> None:
    """From vision to follow-up on every kind of page in it; a step without anything says so in words."""
    for address, here in (
        ("/mal/klimatneutral/", "Mål"), ("/program/klimat/", "Program"), ("/program/klimat/resor/", "Fokusområde"),
        ("/uppdrag/nytt/", "Uppdrag"), ("/indikatorer/utslapp/", "Indikatorer"),
    ):  # fmt: skip
        steps = site.page(address).select(".chain > ol > li")
        names = [said(step.select(".chain__step")[0]) for step in steps]
        assert names == ["Vision", "Mål", "Program", "Fokusområde", "Uppdrag", "Beslut", "Pengar", "Indikatorer", "Uppföljning"]
        assert [name for name, step in zip(names, steps, strict=True) if step.select("[aria-current=page]")] == [here]
    chain = ".chain"
    expected = {"/mal/vision/", "/program/klimat/", "/program/klimat/resor/", "/uppdrag/nytt/", "/handelser/#2020-kontrakt"}
    assert expected | {"/finansiering/budget/", "/indikatorer/utslapp/", "/uppfoljning/2020/"} <= site.links("/mal/klimatneutral/", chain)
    alone = said(site.page("/mal/ensamt/").select(chain)[0])
    for words in ("Inget uppdrag är kopplat", "Inga pengar är kopplade", "Ingen indikator är kopplad", "Ingen uppföljning är kopplad"):
        assert words in alone


def test_the_chain_goes_through_the_goal_where_the_thing_itself_names_nothing(tmp_path: Path) -> None:
    """An indicator of a goal is on the line of the goal's program and decisions, and the page says by which way."""
    content = write_content(tmp_path)
    (content / "program/klimat/resor.md").unlink()
    site = small_site(content)
    steps = {said(step.select(".chain__step")[0]): said(step) for step in site.page("/indikatorer/utslapp/").select(".chain > ol > li")}
    assert steps["Program"] == "Program Program för klimat genom målet"
    assert "Kommunfullmäktige" in steps["Beslut"]
    assert steps["Beslut"].endswith("genom målet")
    assert steps["Fokusområde"] == "Fokusområde Inget fokusområde är kopplat"


def test_amounts_stand_as_in_the_source(site: Site) -> None:
    """Every digit and sign; zero is zero, an empty cell is a dash with words, words stay words; a part is said not to be added."""
    page = site.page("/finansiering/budget/")
    rows = {said(row.select("th")[0]): [said(cell).replace("\u202f", " ") for cell in row.select("td")] for row in page.select("tbody tr")}
    posts = ("Bussar", "Trafik", "Kraft", "Summa")
    by_post = {next(post for post in posts if post in name): cells for name, cells in rows.items()}
    assert by_post["Trafik"] == ["−1 035 593,50", "−3,0"]
    assert by_post["Bussar"] == ["−20", "– inget belopp i källan"]
    assert by_post["Kraft"] == ["0", "ingår i Trafik"]
    assert "varav Bussar 1" in rows
    assert page.select("tr.money-table__total th")[0].get_text().strip().startswith("Summa")
    told = site.main("/finansiering/budget/")
    assert "Minus är en kostnad." in told
    assert "Den ska inte läggas till en gång till" in told
    assert "Bara nattbussar." in told
    assert "Tusen kronor (tkr)" in told
    assert "Ram 2025: −3,0 tkr" in site.main("/finansiering/")


def test_applications_are_told_with_their_reasons(site: Site) -> None:
    """Granted in part and refused, asked and granted, and that the source gives no amount for what was refused."""
    page = site.page("/finansiering/bidrag/")
    shown = [said(one).replace("\u202f", " ") for one in page.select(".applications > li")]
    assert len(shown) == 4, "every application, whatever was decided"
    assert {said(heading) for heading in page.select("h3")} == {
        "Beviljas (1)",
        "Beviljas delvis (1)",
        "Avslås (1)",
        "Föreslås beviljas (1)",
    }
    partly, refused = (next(one for one in shown if word in one) for word in ("Cykelpump", "Dörr"))
    for part in ("Cykelpump", "Föreningen Ratt", "20 024 kr", "15 024 kr", "Pengarna räckte inte."):
        assert part in partly
    for part in ("0114", "3 000 kr", "Beviljat inget belopp i källan", "Dörrar får inget stöd."):
        assert part in refused


def test_the_risk_matrix_is_a_table_whose_cells_lead_to_the_risks(site: Site) -> None:
    """4 × 4 with headings; the value is computed, and a source that says otherwise is shown beside it."""
    page = site.page("/internkontroll/2024/")
    rows = page.select(".risk-matrix tbody tr")
    assert [len(row.select("td")) for row in rows] == [4, 4, 4, 4]
    assert [said(row.select("th[scope=row]")[0]) for row in rows] == ["4 sannolik", "3 möjlig", "2 mindre sannolik", "1 osannolik"]
    cell = rows[1].select("td")[3]
    assert said(cell) == "riskvärde 12 R1"
    assert cell.select("a")[0]["href"] == "#risk-r1"
    risk = said(page.select("#risk-r1")[0])
    for part in (
        "12 = sannolikhet 3 (möjlig) × konsekvens 4 (allvarlig)",
        "Källan anger riskvärdet 11",
        "T1 och T2",
        "Inga har tagit slut.",
    ):
        assert part in risk
    assert "säger inget om risken" in said(page.select("#risk-r2")[0])
    assert "/internkontroll/2024/#risk-r1" in site.links("/aktorer/styrelsen/")


def test_a_follow_up_says_what_changed_and_shows_the_period_s_figures(site: Site) -> None:
    """The judgement is the body's own; the year before stands beside; the first follow-up says that it is the first."""
    changed = said(_section(site.page("/uppfoljning/2020/"), "Ändrat sedan"))
    assert "från svag måluppfyllelse till delvis måluppfyllelse" in changed
    assert "Program för klimat" not in changed
    assert "ny bedömning" in changed
    assert "den första uppföljningen" in site.main("/uppfoljning/2019/")
    told = site.main("/uppfoljning/2020/")
    assert "Utsläppen minskade." in told
    assert "inte portalens" in told
    table = _section(site.page("/uppfoljning/2020/"), "Alla tal")
    cells = [said(cell) for cell in table.select("tbody tr")[0].select("td")]
    assert cells == ["571,50 kton CO2e", "593 kton CO2e"]
    assert "Delvis måluppfyllelse" in said(_section(site.page("/mal/klimatneutral/"), "Bedömningar i uppföljningarna"))


def test_an_agreement_is_read_by_party(site: Site) -> None:
    """Each party's commitments in the order of their numbers, also the shared ones, and the document's own page one step away."""
    page = site.page("/avtal/kontrakt/")
    styrelsen, granby = (_section(page, name) for name in ("Kommunstyrelsen", "Granby kommun"))
    assert [said(link) for link in styrelsen.select("li a")] == ["4.9 Lagstifta", "4.10 Räkna utsläppen varje år"]
    assert [said(link) for link in granby.select("li a")] == ["4.9 Lagstifta"]
    assert "/dokument/kontrakt/" in site.links("/avtal/kontrakt/")
    assert "/avtal/kontrakt/" in site.links("/dokument/kontrakt/") & site.links("/uppdrag/lov-9/") & site.links("/avtal/")
    told = site.main("/dokument/kontrakt/")
    for part in ("KS-2020/7", "Första versionen.", "2021 : Version 2", "11 december 2020"):
        assert part in told.replace("2021: Version 2", "2021 : Version 2"), part
    assert "avtal/gammalt/index.html" not in site.files, "an agreement without parties and commitments has its document page only"


def test_the_timeline_has_dates_in_words_and_the_words_their_anchors(site: Site) -> None:
    """The latest year first; a word under its letter, Ä after A."""
    page = site.page("/handelser/")
    assert [said(heading) for heading in page.select("main h2")] == ["2040", "2020"]
    told = said(_section(page, "Kontraktet skrivs under"))
    assert "11 december 2020" in told
    assert "KS-1" in told
    words = site.page("/ordlista/")
    assert [said(heading) for heading in words.select("main h3")] == ["Anslag", "Ärende"]
    assert words.find(id="anslag") is not None
    assert "Även: budgetanslag" in site.main("/ordlista/")


def test_an_actor_s_page_has_everything_it_answers_for(site: Site) -> None:
    """Uppdrag to it, apart from those that no longer hold; goals, money, events, bodies below and staff."""
    page = site.page("/aktorer/styrelsen/")
    given = _section(page, "Uppdrag till aktören")
    folded = given.select("details")[0]
    assert "Tvätta bilarna" in said(folded)
    assert "Lagstifta" not in said(folded)
    expected = {"/finansiering/budget/", "/handelser/#2020-kontrakt", "/aktorer/gruppen/", "/uppfoljning/2020/", "/dokument/kontrakt/"}
    assert expected <= site.links("/aktorer/styrelsen/")
    assert "1\u202f200" in page.select("main")[0].get_text()


def test_a_page_gathers_an_actor(site: Site) -> None:
    """The text, and all that belongs to the actor and the bodies below it."""
    assert "Så här hänger det ihop." in site.main("/allt/")
    expected = {"/mal/klimatneutral/", "/uppdrag/nytt/", "/aktorer/gruppen/", "/dokument/kontrakt/", "/handelser/#2020-kontrakt"}
    assert expected | {"/finansiering/budget/", "/uppfoljning/2020/", "/aktorer/styrelsen/", "/aktorer/granby/"} <= site.links("/allt/")
    assert "/allt/" in site.links("/aktorer/styrelsen/")


def test_the_menu_stays_short_and_the_footer_has_every_list(site: Site) -> None:
    """Five lists in the menu and a way to the rest, which lies in the footer of the same page."""
    page = site.page("/mal/")
    menu = [said(link) for link in page.select(".site-header__nav a")]
    assert menu == ["Program", "Mål", "Indikatorer", "Uppdrag", "Uppföljning", "Mer …", "Sök"]
    lists = {"/uppdrag/", "/uppfoljning/", "/finansiering/", "/internkontroll/", "/handelser/", "/ordlista/", "/avtal/"}
    assert lists | {"/aktorer/", "/dokument/", "/sok/"} <= site.links("/mal/", "footer #listor")
    assert lists - {"/avtal/"} <= site.links("/")


def test_the_search_finds_the_new_kinds(site: Site) -> None:
    """Each page is in the index under its kind, and the search page lets a reader choose it."""
    options = {str(option["value"]) for option in site.page("/sok/").select("#sok-sort option")}
    for address, kind in (
        ("/uppdrag/nytt/", "uppdrag"), ("/uppfoljning/2020/", "uppföljning"), ("/finansiering/budget/", "finansiering"),
        ("/internkontroll/2024/", "internkontroll"), ("/handelser/", "händelse"), ("/ordlista/", "ord"), ("/avtal/kontrakt/", "dokument"),
    ):  # fmt: skip
        body = site.page(address).select("main [data-pagefind-body]")[0]
        assert body.select("[data-pagefind-filter^=sort]")[0]["data-value"] == kind
        assert kind in options


INDICATOR = GOOD["indikatorer/utslapp.yaml"].replace("        ", "")


@pytest.mark.parametrize(("said", "differs"), [("god måluppfyllelse", True), ("svag måluppfyllelse", False), ("ingen bedömning", False)])
def test_a_judgement_that_the_figures_do_not_bear_out_is_marked(tmp_path: Path, said: str, differs: bool) -> None:
    """The body's own words stand, and where the portal's arithmetic says otherwise both are shown."""
    follow_up = str(STEERING["uppfoljningar/2020.md"]).replace(
        "indikator: utslapp, bedömning: ingen bedömning", f"indikator: utslapp, bedömning: {said}, motivering: Därför."
    )
    series = "period,värde\n2019,593\n2020,600\n"
    made = small_site(write_content(tmp_path, {**STEERING, "uppfoljningar/2020.md": follow_up, "indikatorer/utslapp.csv": series}))
    for address in ("/indikatorer/utslapp/", "/uppfoljning/2020/"):
        assert ("Skiljer sig från vad portalen räknar ut: Fel riktning" in made.main(address)) is differs, address


def test_a_body_s_page_tells_what_is_late(tmp_path: Path) -> None:
    """Who answers for figures that should have come is told so on its own page."""
    indicator = INDICATOR + "ansvarig: styrelsen\nuppdateras: årligen\n"
    made = small_site(write_content(tmp_path, {**STEERING, "indikatorer/utslapp.yaml": indicator}))
    assert "väntades 31 december 2022" in _section(made.page("/aktorer/styrelsen/"), "Siffror som borde ha kommit").get_text()
