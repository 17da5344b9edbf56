"""No digit is lost or added between a file and whoever reads it: 10,000 figures in one built site, read back from all that it publishes."""

from __future__ import annotations

import csv
import gzip
import html
import io
import json
import random
import re
from typing import TYPE_CHECKING

import pytest

from site_tools.config import Config
from site_tools.pipeline import build
from tests.faults import TODAY
from tests.writing import GOOD, write_content

if TYPE_CHECKING:
    from pathlib import Path

YEARS, GROUPS = range(1901, 2101), [f"grupp {number:02}" for number in range(25)]
NAMES = ("punkt", "komma")
"""One series as its standard has it, and one as Excel saves it on a Swedish computer: 5,000 figures each."""


def _written(draw: random.Random) -> str:
    """A figure as an editor may type it: up to fifteen digits before the sign and twelve after it, zeros at either end of them."""
    whole = str(draw.randrange(10 ** draw.randint(1, 15)))
    decimals = "".join(draw.choice("0123456789") for _ in range(draw.choice([0, 0, 1, 1, 2, 3, 12])))
    decimals += "0" * draw.choice([0, 0, 0, 1, 2]) if 0 < len(decimals) < 10 else ""
    return draw.choice(["", "", "-"]) + whole + (f".{decimals}" if decimals else "")


Figures = dict[tuple[str, str], str]
"""What is written for a (year, group), with a decimal point."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Figures]]:
    """The published folder, and the figures of each series."""
    folder = tmp_path_factory.mktemp("siffror")
    draw = random.Random(10)  # noqa: S311 - the same figures each time, no secret
    series = {name: {(str(year), group): _written(draw) for group in GROUPS for year in YEARS} for name in NAMES}
    indicator = (
        GOOD["indikatorer/utslapp.yaml"].partition("        målvärden")[0] + "        gränser: {lägst: -999999999999999.999999999999}\n"
    )
    rows = {name: [("period", "grupp", "värde"), *((*key, text) for key, text in found.items())] for name, found in series.items()}
    content = write_content(
        folder / "content",
        {
            "indikatorer/punkt.yaml": indicator,
            "indikatorer/komma.yaml": f"{indicator}        csv: excel\n",
            "indikatorer/punkt.csv": "".join(",".join(row) + "\n" for row in rows["punkt"]).encode(),
            "indikatorer/komma.csv": "".join(";".join(row).replace(".", ",") + "\r\n" for row in rows["komma"]).encode("utf-8-sig"),
        },
    )
    build(Config(content, folder / "public", TODAY, jobs=1))
    return folder / "public", series


def _digits(shown: str) -> str:
    """A Swedish figure (``−1 315,70``) with the digits as they are shown, its thousands put together and its signs as in a file."""
    assert re.fullmatch(r"−?\d{1,3}(\u202f\d{3})*(,\d+)?", shown), shown
    return shown.replace("\u202f", "").replace(",", ".").replace("−", "-")


def _shown(written: str) -> str:
    """A minus before zero is not shown; all else is."""
    return written.removeprefix("-") if re.fullmatch(r"-0(\.0+)?", written) else written


def _swedish(written: str) -> str:
    """A figure in Swedish form with plain spaces, made from its letters alone: no number is computed."""
    sign, whole, decimals = re.fullmatch(r"(-?)(\d+)(?:\.(\d+))?", _shown(written)).groups()  # type: ignore[union-attr]  # by _written
    return sign.replace("-", "−") + re.sub(r"(?<=\d)(?=(\d{3})+$)", " ", whole) + (f",{decimals}" if decimals else "")


def _cells(row: str) -> list[str]:
    """What is read in the cells of a row. Parsing the whole page takes as long as building it."""
    return [html.unescape(re.sub(r"<[^>]*>", "", cell)).strip() for cell in re.findall(r"<t[hd]\b[^>]*>(.*?)</t[hd]>", row, re.DOTALL)]


@pytest.mark.parametrize("name", NAMES)
def test_the_table_has_the_digits_of_the_file(site: tuple[Path, dict[str, Figures]], name: str) -> None:
    """In Swedish form, every one of them, also the zeros at the end."""
    public, series = site
    page = (public / "indikatorer" / name / "index.html").read_text("utf-8")
    found: Figures = {}
    for table in re.findall(r"<table\b[^>]*\bseries-table\b.*?</table>", page, re.DOTALL):
        head, *lines = [_cells(row) for row in re.findall(r"<tr\b.*?</tr>", table, re.DOTALL)]
        for first, *figures in lines:
            for heading, figure in zip(head[1:], figures, strict=True):
                year, group = (first, heading) if first.isdigit() else (heading, first)
                found[year, group.lower()] = _digits(figure)
    assert found == {key: _shown(text) for key, text in series[name].items()}


@pytest.mark.parametrize("name", NAMES)
def test_downloads_have_the_digits_of_the_file(site: tuple[Path, dict[str, Figures]], name: str) -> None:
    """CSV and JSON, whatever sign the file itself has for decimals."""
    public, series = site
    folder = public / "indikatorer" / name
    rows = csv.DictReader(io.StringIO((folder / f"{name}.csv").read_text("utf-8")))
    told = json.loads((folder / f"{name}.json").read_bytes(), parse_float=str, parse_int=str)["serie"]
    assert {(row["period"], row["grupp"]): row["värde"] for row in rows} == series[name]
    assert {(row["period"], row["grupp"]): row["värde"] for row in told} == series[name]


@pytest.mark.parametrize("name", NAMES)
def test_the_search_text_has_the_digits_of_the_file(site: tuple[Path, dict[str, Figures]], name: str) -> None:
    """What the search shows of a page is read from its index, where the figures stand as in the table, line by line."""
    public, series = site
    figures = series[name]
    for file in (public / "pagefind" / "fragment").iterdir():
        fragment = json.loads(gzip.decompress(file.read_bytes()).removeprefix(b"pagefind_dcd"))
        if fragment["url"].strip("/").endswith(f"indikatorer/{name}"):
            text = re.sub(r"\s", " ", fragment["content"])
            lost = [year for year in YEARS if f" {year} {'. '.join(_swedish(figures[str(year), group]) for group in GROUPS)}. " not in text]
            assert lost == []
            return
    pytest.fail("the page is not in the search index")
