"""The files beside the pages: data with every digit, the map for search engines, and pages that lead on."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any

from tests.pages import SITE_URL, addresses, built, page


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


def test_former_addresses_lead_on() -> None:
    """By themselves and by a link, and search engines are told which address counts."""
    old = page("/mal/trygghet/")
    refresh = str(old.select("meta[http-equiv=refresh]")[0]["content"])
    assert refresh == "0; url=../trygga-vagar/"
    assert old.select("a")[0]["href"] == "../trygga-vagar/"
    assert old.select("link[rel=canonical]")[0]["href"] == f"{SITE_URL}/mal/trygga-vagar/"


def test_the_map_names_every_page_once() -> None:
    """All addresses with their host, and none that leads on, is missing or asks not to be found."""
    files = built()[2]
    found = re.findall(r"<loc>(.*?)</loc>", files["sitemap.xml"].decode())
    assert sorted(found) == sorted(
        SITE_URL + address for address in addresses() if not page(address).select("meta[name=robots][content=noindex]")
    )
    assert f"Sitemap: {SITE_URL}/sitemap.xml" in files["robots.txt"].decode()
