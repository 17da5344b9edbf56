"""The published drawings of the real content, mark by mark: a chart draws every figure that it means to draw, on a page and on a phone."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest

from site_tools.charts.data import chart_data
from site_tools.charts.shape import ChartData, Form
from site_tools.derive import derive
from site_tools.model.values import WITHOUT_VALUE
from site_tools.render.links import Graph
from site_tools.render.sharing import cards
from site_tools.render.take_away import drawing_name, sheets
from tests.fonts import painted
from tests.pages import TODAY
from tests.test_content import _portal

if TYPE_CHECKING:
    from pathlib import Path

    from site_tools.charts.shape import Point
    from site_tools.model.values import Observation
    from tests.conftest import Site

SVG = "{http://www.w3.org/2000/svg}"


@cache
def _charts() -> dict[str, ChartData]:
    """What the chart of each indicator means to show."""
    portal, charts = _portal(), {}
    facts = derive(portal, TODAY).indicators
    for one in portal.indicators:
        if (chart := chart_data(one, portal.series.get(one.id, ()), portal.site, facts[one.id])) is not None:
            charts[one.id] = chart
    return charts


def _drawn(file: Path) -> dict[str, list[ElementTree.Element]]:
    """The elements of a drawing by the kind of mark: line, symbol, rect, rule."""
    found: dict[str, list[ElementTree.Element]] = {}
    for group in ElementTree.parse(file).iter(f"{SVG}g"):  # noqa: S314  # our own drawing
        found.setdefault(group.get("class", "").removeprefix("mark-"), []).extend(group)
    return found


def _corners(line: ElementTree.Element) -> int:
    path = line.get("d", "")
    return path.count("M") + path.count("L")


def _is_dot(point: Point) -> bool:
    """A range is a bar between its ends, a span a line along its years; all else that stands alone is a dot."""
    return point.value_to is None and point.first is None


def _parts(chart: ChartData) -> list[Point]:
    """The parts of all columns of a stack."""
    return [point for layer in chart.layers for point in layer.points if point is not None]


def _faults(chart: ChartData, drawn: dict[str, list[ElementTree.Element]]) -> list[str]:
    runs = [run for track in chart.tracks for run in track.runs]
    lines = sorted(len(run) for run in runs if len(run) > 1)
    alone = [run[0] for run in runs if len(run) == 1] + [row.point for row in chart.rows if chart.form is Form.STRIP]
    dots = sum(map(_is_dot, alone))
    # A part of nothing has no height; the table says that it is 0.
    bars = sum(point.value != 0 for point in _parts(chart)) + (len(chart.rows) if chart.form is Form.BARS else 0)
    faults = []
    if (corners := sorted(_corners(line) for line in drawn.get("line", []))) != lines:
        faults.append(f"lines of {corners} points instead of {lines}")
    if (symbols := len(drawn.get("symbol", []))) < dots:
        faults.append(f"{symbols} dots instead of {dots}")
    if (rects := len(drawn.get("rect", []))) < bars:
        faults.append(f"{rects} bars instead of {bars}")
    if (rules := len(drawn.get("rule", []))) < len(alone) - dots:
        faults.append(f"{rules} stretches instead of {len(alone) - dots}")
    return faults


@pytest.mark.parametrize("width", ["", "-smal"])
def test_every_point_is_a_mark(width: str, site: Site) -> None:
    """Each line has a corner for each of its points, each point that stands alone its dot, each row and each part of a column its bar."""
    assert len(_charts()) > 200
    faults = {}
    for name, chart in _charts().items():
        if found := _faults(chart, _drawn(site.folder / "indikatorer" / name / f"{name}{width}.svg")):
            faults[name] = found
    assert faults == {}


def test_a_chart_shows_every_figure_of_its_table() -> None:
    """As many points as the own place has figures in the series. Bars and columns tell their total in words, and a chart that leaves
    something else out says so below."""
    portal, lost = _portal(), {}
    for name, chart in _charts().items():
        told = chart.form is Form.BARS and "totalt" in chart.sub.lower()
        totals = sum(bool(column.figure) for column in chart.columns)
        points = sum(len(track.points) for track in chart.tracks) + len(chart.rows) + len(_parts(chart)) + totals + told
        figures = [row for row in portal.series[name] if row.place == portal.site.place and _drawable(row)]
        if points < len(figures) and not chart.notes:
            lost[name] = (points, len(figures))
    assert lost == {}


def _drawable(row: Observation) -> bool:
    return row.value is not None and row.state not in WITHOUT_VALUE


def test_every_sign_of_a_picture_is_in_its_fonts(site: Site) -> None:
    """In the drawings, in the names and sources around them, and on the cards that are shared: nothing is an empty box."""
    portal = _portal()
    derived = derive(portal, TODAY)
    names = {drawing_name(one): one for one in portal.indicators}
    shared = cards(portal, derived, {name: _charts()[one.id] for name, one in names.items() if one.id in _charts()}, Graph(portal))
    drawn = [ElementTree.parse(file) for file in site.folder.glob("*/*/*.svg")]  # noqa: S314  # our own drawings
    words = ["".join(one.itertext()) for drawing in drawn for one in drawing.iter(f"{SVG}text")]
    words += ["".join(ElementTree.fromstring(make().svg).itertext()) for make in (one.picture for one in shared)]  # noqa: S314
    published = {f"/{file.relative_to(site.folder)}" for file in site.folder.glob("*/*/*.svg")}
    words += [
        part for _name, _address, heading in sheets(portal, published, "https://x.example") for part in (heading().name, heading().source)
    ]
    assert len(words) > 5000
    assert {sign for sign in "".join(words) if not sign.isspace() or sign == "\u202f"} <= painted()
