"""Sparklines: the chart's own line, way and target as a picture of a few hundred bytes."""

from __future__ import annotations

import re
from typing import Any

import pytest

from site_tools.charts.spark import HEIGHT, WIDTH, Spark, spark
from tests.charting import chart, row, target, years


def _spark(series: list[Any], **keys: Any) -> Spark:
    found = spark(chart(series, **keys))
    assert found is not None
    return found


def _places(d: str) -> list[tuple[int, int]]:
    """The points of a path that goes to one and from there in steps."""
    numbers = [int(number) for number in re.findall(r"-?\d+", d)]
    x, y, found = 0, 0, []
    for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
        x, y = x + dx, y + dy
        found.append((x, y))
    return found


def test_the_line_the_way_and_the_target_are_there() -> None:
    """As many points as figures; the dashed way ends in the target's mark; all within the box."""
    found = _spark(years(2019, "593 571 560"), målvärden=[target("högst", "300", år="2025"), target("högst", "90", år="2040")])
    sorts = {stroke.sort: _places(stroke.d) for stroke in found.strokes}
    assert (len(sorts["line"]), len(sorts["path"])) == (3, 3)
    assert sorts["path"][0] == sorts["line"][0]
    assert [(dot.x, dot.y) for dot in found.dots if dot.sort == "target"] == sorts["path"][1:]
    assert [(dot.x, dot.y) for dot in found.dots if dot.sort == "dot"] == sorts["line"][-1:]
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for places in sorts.values() for x, y in places)


def test_a_gap_and_a_forecast_are_seen() -> None:
    """Nothing joins over a missing year, a forecast is a line of its own, and what is less than certain is hollow."""
    found = _spark([*years(2015, "4 5 - 6 7"), *years(2020, "8 9", kind="prognos")])
    assert [stroke.sort for stroke in found.strokes] == ["line", "line", "forecast"]
    assert [dot.sort for dot in found.dots] == ["dot", "dot", "hollow"]


def test_groups_are_numbered_unless_a_total_leads() -> None:
    """Women and men are two lines, each named; a total speaks for both; four groups cannot be told apart so small."""
    both = [*years(2020, "5 6", "kvinnor"), *years(2020, "4 5", "män")]
    assert [(stroke.group, _spark(both).groups[stroke.group - 1]) for stroke in _spark(both).strokes] == [(1, "Kvinnor"), (2, "Män")]
    assert _spark([*both, *years(2020, "4 5")]).groups == ("Totalt",)
    assert spark(chart([one for name in "abcd" for one in years(2020, "5 6", name)])) is None


def test_parts_are_bars_of_their_whole() -> None:
    """A bar for each period, as high as the parts make; none where a part is missing, since nobody knows the whole."""
    parts: dict[str, Any] = {"grupper": ["a", "b"], "delar": ["a", "b"], "enhet": "ton"}
    found = _spark([*years(2020, "5 10", "a"), *years(2020, "5 10", "b")], **parts)
    assert [stroke.sort for stroke in found.strokes] == ["bars"]
    heights = [int(zero) - int(top) for zero, top in re.findall(r",(\d+)V(\d+)", found.strokes[0].d)]
    assert heights[1] == pytest.approx(2 * heights[0], abs=1)
    assert spark(chart([*years(2020, "5 10 5", "a"), *years(2020, "5 10", "b")], **parts)) is None


def test_nothing_over_time_is_no_sparkline() -> None:
    """One figure without a year, or bars of one period."""
    assert spark(chart([row("odaterat", "30")])) is None
    assert spark(chart([row("2024", str(n), f"grupp {n}") for n in range(1, 9)])) is None


def test_a_long_series_is_a_few_hundred_bytes() -> None:
    """75 years of figures: the page carries it in less than a kilobyte."""
    found = _spark(years(1950, " ".join(str(46000 + n * n * 15) for n in range(75))))
    assert sum(len(stroke.d) for stroke in found.strokes) < 600
