"""Charts drawn by way of Vega that is compiled once: the very drawing that the whole spec gives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_tools.charts import compiled
from site_tools.charts.compiled import lifted, svg_of, svg_of_whole
from site_tools.charts.data import chart_data
from site_tools.charts.spec import spec
from tests.charting import chart, chart_or_none, row, target, years
from tests.pages import built
from tests.test_charts_drawn import CHARTS

if TYPE_CHECKING:
    from site_tools.charts.canvas import Width

WIDTHS: tuple[Width, ...] = ("wide", "narrow")
WORDS = st.text(st.characters(exclude_categories=["C"]), min_size=1, max_size=12) | st.sampled_from(
    ["<b>&amp;\"'", "770000001", ">7</text>", "0", "a  b ", "\u202f", "Å\u0301"]
)
FIGURES = st.decimals(-(10**9), 10**9, places=2) | st.integers(0, 100)


@pytest.mark.parametrize("width", WIDTHS)
def test_every_chart_of_the_small_portal_is_drawn_as_if_alone(width: Width) -> None:
    """Byte for byte, with the compiled structures of the others at hand."""
    portal, derived, _ = built()
    own = [chart_data(one, portal.series.get(one.id, ()), portal.site, derived.indicators[one.id]) for one in portal.indicators]
    for found in (*filter(None, own), *CHARTS.values()):
        made = spec(found, width)
        assert svg_of(made) == svg_of_whole(made)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(1990, 2040), FIGURES, st.sampled_from(["kvinnor", "män", "totalt"])), min_size=1, max_size=8),
    st.tuples(WORDS, WORDS, WORDS),
    st.none() | FIGURES,
    st.sampled_from(WIDTHS),
)
def test_whatever_the_words_and_the_figures_are(rows: list[Any], words: tuple[str, str, str], aim: Any, width: Width) -> None:
    """Markup, digits that look like ours, spaces, figures without number: none is lost, moved or taken for another."""
    unit, group, place = (word.strip() or "-" for word in words)
    figures = {(year, name): value for year, value, name in rows}
    series = [row(str(year), str(value), group if name == "totalt" else name) for (year, name), value in figures.items()]
    series += years(2020, "5 6 7", place=place)
    found = chart_or_none(series, enhet=unit, målvärden=[] if aim is None else [target("minst", str(aim), år="2035")])
    if found is not None:
        made = spec(found, width)
        assert svg_of(made) == svg_of_whole(made)


def test_charts_that_differ_in_data_alone_have_one_structure() -> None:
    """Else nothing is gained: words, figures, scales and sizes are lifted out, whatever they are."""
    one, two = (chart(years(first, "5 6 7"), enhet=unit) for first, unit in ((2018, "procent"), (1998, "kronor")))
    assert spec(one, "wide") != spec(two, "wide")
    assert lifted(spec(one, "wide"))[0] == lifted(spec(two, "wide"))[0]


def test_what_cannot_be_lifted_is_drawn_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where Vega-Lite drops or works on a number that stands in for something, nothing is put in its place."""
    made = spec(chart(years(2018, "5 6 7")), "wide")
    monkeypatch.setattr(compiled, "svg_of_whole", lambda _: "drawn whole")
    assert svg_of(made) != "drawn whole"
    made["layer"][-1]["encoding"]["x"] = {"value": 5, "scale": {"domain": [0, 77]}}
    assert svg_of(made) == "drawn whole"
