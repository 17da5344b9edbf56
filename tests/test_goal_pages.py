"""A goal's page: its indicators as small multiples, and its targets and decisions in time."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from bs4 import BeautifulSoup

from site_tools.config import Config
from site_tools.derive import derive
from site_tools.pipeline import check
from site_tools.render.milestones import Milestones, milestones
from site_tools.render.press import Press
from tests.writing import GOOD, write_content

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Site

GOAL, INDICATOR, EVENT = "mal/klimatneutral.md", "indikatorer/utslapp.yaml", "handelser/antas.yaml"
DECIDED = "namn: Fullmäktige antar planen\ndatum: 2020-02-24\ntyp: beslut\nmål: [klimatneutral]\nkälla: {dokument: plan}\n"


def _found(folder: Path, changes: dict[str, Any]) -> Milestones | None:
    checked = check(write_content(folder, changes))
    assert checked.problems == ()
    assert checked.portal is not None
    today = date(2026, 11, 21)
    press = Press(checked.portal, derive(checked.portal, today), Config(folder, folder, today), {})
    return milestones(press, checked.portal.goals[0])


def test_targets_and_decisions_stand_in_order_of_time(tmp_path: Path) -> None:
    """The goal's own targets, its indicators' with their names, and what was decided: later is further to the right."""
    steps = GOOD[INDICATOR].replace("målvärden:", "målvärden:\n          - {sort: högst, värde: 300, år: 2025–2028}")
    own = GOOD[GOAL].replace("källa: {dok", "målvärden: [{sort: ja, mått: klimatneutralt, år: 2045}]\n        källa: {dok")
    found = _found(tmp_path, {INDICATOR: steps, GOAL: own, EVENT: DECIDED})
    assert found is not None
    assert [(s.period.text, s.is_target, s.about, s.words) for s in found.stones] == [
        ("2020-02-24", False, "Beslut", "Fullmäktige antar planen"),
        ("2025–2028", True, "Utsläpp av växthusgaser", "Högst 300\u00a0kton CO2e"),
        ("2040", True, "Utsläpp av växthusgaser", "Högst 90\u00a0kton CO2e"),
        ("2045", True, "Klimatneutralt", "Ja"),
    ]
    places = [stone.x for stone in found.stones]
    assert places == sorted(set(places))
    assert [stone.x - stone.start > 0 for stone in found.stones] == [False, True, False, False], "a target for years has its length"
    (first, x0), *_, (last, x1) = [(stone.period.year, stone.x) for stone in found.stones]
    scale = (x1 - x0) / (last - first)
    assert all(abs(x0 + (int(year) - first) * scale - x) <= 2 for x, year in found.ticks), "the years above are to the same scale"


def test_a_decision_is_not_told_twice(tmp_path: Path) -> None:
    """The goal's own date is a milestone unless an event says the same."""
    decided = {GOAL: GOOD[GOAL].replace("typ:", "beslutsdatum: 2020-02-24\n        typ:")}
    alone = _found(tmp_path / "a", decided)
    assert alone is not None
    assert [stone.words for stone in alone.stones] == ["Målet beslutades", "Högst 90\u00a0kton CO2e"]
    both = _found(tmp_path / "b", {**decided, EVENT: DECIDED})
    assert both is not None
    assert [stone.words for stone in both.stones] == ["Fullmäktige antar planen", "Högst 90\u00a0kton CO2e"]


def test_nothing_to_hold_a_date_against_is_no_timeline(tmp_path: Path) -> None:
    """One dated target stands in words already; decisions without a target are a list."""
    assert _found(tmp_path / "a", {}) is None
    undated = {
        INDICATOR: GOOD[INDICATOR].replace(", år: 2040", ""),
        EVENT: DECIDED,
        "handelser/start.yaml": DECIDED.replace("2020", "2021"),
    }
    assert _found(tmp_path / "b", undated) is None


def test_a_goal_shows_its_targets_in_time(site: Site) -> None:
    """As a list that reads by itself, with links; the strips are silent."""
    page = BeautifulSoup((site.folder / "mal/klimat-konsumtion/index.html").read_text("utf-8"), "html.parser")
    items = page.select(".milestones li")
    assert len(items) == 6
    assert "2040 Konsumtionsutsläpp : Högst 2" in " ".join(" ".join(item.get_text(" ").split()) for item in items).replace("\u00a0", " ")
    assert all(svg["aria-hidden"] == "true" for svg in page.select(".milestones svg"))
    assert len(page.select(".milestones__target")) == 4


def test_a_goal_shows_its_indicators_small(site: Site) -> None:
    """Each with its link, figure and verdict; the picture is silent, and its paths are whole."""
    page = BeautifulSoup((site.folder / "mal/klimat-umea-2040/index.html").read_text("utf-8"), "html.parser")
    items = page.select(".multiples > li")
    first = items[0]
    assert first.select_one("a[href$='/indikatorer/utslapp-geografiskt/']")
    assert "593 kton CO2e" in " ".join(first.get_text(" ").split())
    assert first.select_one(".status__word")
    drawing = first.select_one("svg.spark")
    assert drawing
    assert drawing["aria-hidden"] == "true"
    paths = [str(path["d"]) for item in items for path in item.select("svg.spark path")]
    assert paths
    assert all(re.fullmatch(r"[MlVz0-9,. -]+", d) for d in paths)
    assert not page.select("[style]")
