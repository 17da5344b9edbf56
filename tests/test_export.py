"""The files beside the pages: data with every digit, the map for search engines, and pages that lead on."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING, Any

from site_tools.config import Config
from site_tools.export import present, with_former
from site_tools.model.dialect import COLUMNS
from site_tools.model.portal import Output
from site_tools.model.verdict import Label
from site_tools.pipeline import check
from tests.pages import SITE_URL, TODAY, addresses, built, page, said
from tests.writing import GOOD, write_content

if TYPE_CHECKING:
    from pathlib import Path


def test_files_of_data_keep_the_digits() -> None:
    """The CSV and the JSON of a series say what the content says; a text that a spreadsheet would run is defused."""
    portal, _, files = built()
    for name, series in portal.series.items():
        if name not in {indicator.id for indicator in portal.indicators}:
            continue
        rows = list(csv.DictReader(io.StringIO(files[f"indikatorer/{name}/{name}.csv"].decode())))
        described: dict[str, Any] = json.loads(files[f"indikatorer/{name}/{name}.json"], parse_float=str, parse_int=str)
        assert len(rows) == len(described["serie"]) == len(series)
        for row, told, observation in zip(rows, described["serie"], series, strict=True):
            written = format(observation.value, "f") if observation.value is not None else observation.words
            assert row["värde"] == told.get("värde", "") == written
            assert row["period"] == told["period"] == observation.period.text
    assert "'=1+1" in files["indikatorer/2023-1/2023-1.csv"].decode()


def test_what_excel_opens_has_the_same_digits() -> None:
    """Semicolons, decimal commas and a mark of byte order, as Excel reads them on a Swedish computer; nothing else differs."""
    _, _, files = built()
    pairs = [(path, path.replace("-excel.csv", ".csv")) for path in files if path.endswith("-excel.csv")]
    assert len(pairs) == sum(1 + len(one.old_addresses) for one in built()[0].indicators)
    figures = 0
    for excel, plain in pairs:
        assert files[excel].startswith(b"\xef\xbb\xbf")
        ours = list(csv.DictReader(io.StringIO(files[excel].decode("utf-8-sig"), newline=""), delimiter=";"))
        theirs = list(csv.DictReader(io.StringIO(files[plain].decode(), newline="")))
        for row, other in zip(ours, theirs, strict=True):
            numbers = {key: row.pop(key) for key in ("värde", "värde_till")}
            figures += "," in numbers["värde"]
            assert {key: number.replace(",", ".") for key, number in numbers.items()} == {key: other.pop(key) for key in numbers}
            assert row == other
    assert figures


def test_former_addresses_lead_on() -> None:
    """By themselves and by a link, and search engines are told which address counts."""
    old = page("/mal/trygghet/")
    refresh = str(old.select("meta[http-equiv=refresh]")[0]["content"])
    assert refresh == "0; url=../trygga-vagar/"
    assert old.select("a")[0]["href"] == "../trygga-vagar/"
    assert old.select("link[rel=canonical]")[0]["href"] == f"{SITE_URL}/mal/trygga-vagar/"


def test_what_lies_beside_a_page_that_moved_answers_under_both_names() -> None:
    """Data, pictures and feeds are fetched by programs, which follow no page; a frame on another site is led on."""
    files = built()[2]
    new, old = "indikatorer/belysta-skolvagar/", "indikatorer/skolljus/"
    beside = {path.removeprefix(f"{new}belysta-skolvagar") for path in files if path.startswith(f"{new}belysta-skolvagar")}
    assert beside == {".csv", "-excel.csv", ".json", ".png", ".svg", "-smal.svg", "-utforska.json", "-delning.png"}
    for rest in beside:
        assert files[f"{old}skolljus{rest}"] == files[f"{new}belysta-skolvagar{rest}"]
    framed = page("/indikatorer/skolljus/inbaddning/")
    assert framed.select("meta[http-equiv=refresh]")[0]["content"] == "0; url=../../belysta-skolvagar/inbaddning/"


def test_every_former_address_keeps_its_files(tmp_path: Path) -> None:
    """Of a program that moved twice the feed too; nothing of a page below it, nor of a page whose name begins alike."""
    program = GOOD["program/klimat/index.md"].replace("        ", "")
    moved = program.replace("mål:", "tidigare_adresser: [/program/luft/, /gammalt/]\nmål:")
    content = write_content(tmp_path / "content", {"program/klimat/index.md": moved.encode()})
    portal = check(content).portal
    assert portal
    paths = ["program/klimat/atom.xml", "program/klimat/klimat-delning.png", "program/klimat/index.html", "program/klimat/resor/x.png"]
    found = [one.path for one in with_former([Output(path, b"") for path in paths], portal, Config(content, tmp_path, TODAY))]
    assert found == [
        paths[0],
        "program/luft/atom.xml",
        "gammalt/atom.xml",
        paths[1],
        "program/luft/luft-delning.png",
        "gammalt/gammalt-delning.png",
        *paths[2:],
    ]
    assert [present(path, portal) for path in found] == [paths[0]] * 3 + [paths[1]] * 3 + paths[2:]


def test_the_map_names_every_page_once() -> None:
    """All addresses with their host, and none that leads on, is missing or asks not to be found."""
    files = built()[2]
    found = re.findall(r"<loc>(.*?)</loc>", files["sitemap.xml"].decode())
    assert sorted(found) == sorted(
        SITE_URL + address for address in addresses() if not page(address).select("meta[name=robots][content=noindex]")
    )
    assert f"Sitemap: {SITE_URL}/sitemap.xml" in files["robots.txt"].decode()


def _table(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(built()[2][f"oppna-data/{name}.csv"].decode())))


def test_the_whole_portal_is_data() -> None:
    """Every row of every series, every indicator with its verdict, every goal with its counts: the same as on the pages."""
    portal, derived, files = built()
    own = [f"indikatorer/{one.id}/{one.id}.csv" for one in portal.indicators]
    apart = [row for path in own for row in csv.DictReader(io.StringIO(files[path].decode()))]
    together = _table("varden")
    assert [{key: row[key] for key in apart[0]} for row in together] == apart
    assert [(row["id"], row["status"]) for row in _table("indikatorer")] == [
        (one.id, derived.indicators[one.id].status.label) for one in portal.indicators
    ]
    for row in _table("mal"):
        assert int(row["indikatorer"]) == sum(int(row[label.value.replace(" ", "_")]) for label in Label)
    assert any(row["indikatorer"] != "0" for row in _table("mal"))


def test_the_page_of_open_data_leads_to_every_table_and_says_how_long_it_is() -> None:
    """And explains every column of a series."""
    found = page("/oppna-data/")
    for item in found.select(".downloads li"):
        assert item.a is not None
        name = str(item.a["href"]).removesuffix(".csv")
        assert said(item.select(".downloads__size")[0]).split()[0] == str(len(_table(name)))
    assert [said(term) for term in found.select(".columns dt")] == list(COLUMNS)
    tables = {path for path in built()[2] if path.startswith("oppna-data/") and path.endswith(".csv")}
    assert {f"oppna-data/{link['href']}" for link in found.select(".downloads a")} == tables


def test_the_catalogue_names_files_that_answer() -> None:
    """Each with its form and its type; and every file of figures is in it."""
    _, _, files = built()
    catalogue = json.loads(files["oppna-data/katalog.jsonld"])
    assert catalogue["@type"] == "dcat:Catalog"
    found = {one["@id"].removeprefix(f"{SITE_URL}/"): one for data in catalogue["dcat:dataset"] for one in data["dcat:distribution"]}
    assert found.keys() <= files.keys()
    named = {path for path in files if path.endswith(".csv") and "-excel" not in path and present(path, built()[0]) == path}
    measured = {path for path in named if len(files[path].splitlines()) > 1}
    assert measured <= found.keys()
    assert {one["dcat:mediaType"] for path, one in found.items() if path.endswith(".json")} == {"application/json"}
    pages = {data["dcat:landingPage"]["@id"] for data in catalogue["dcat:dataset"] if "dcat:landingPage" in data}
    assert pages <= {f"{SITE_URL}{address}" for address in addresses()}
