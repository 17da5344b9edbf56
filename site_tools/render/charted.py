"""What the charts of a portal show, from its records and their figures. All of it at once is more than all else that a build holds."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from site_tools.charts.data import chart_data
from site_tools.charts.shape import ChartData
from site_tools.memory import each, same
from site_tools.model.portal import ref_of
from site_tools.render.links import graph_of
from site_tools.render.method import example_charts
from site_tools.render.money import money_charts
from site_tools.render.take_away import drawing_name

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from site_tools.model.portal import Derived, IndicatorFacts, Portal, Ref
    from site_tools.model.records import Indicator, Site
    from site_tools.model.values import Series
    from site_tools.render.links import Ties

    Make = Callable[[], ChartData | None]


class Charts(Mapping[str, ChartData]):
    """Charts by the names of their drawings, each made when it is asked for. Only the last one is held: what is made of a chart is best
    made in one go. ``names`` are also those of whom nobody knows yet whether they have anything to show."""

    def __init__(self, makers: Mapping[str, Make]) -> None:
        self._makers = makers
        self._last: tuple[str, ChartData | None] = ("", None)

    @property
    def names(self) -> Collection[str]:
        return self._makers.keys()

    def __getitem__(self, name: str) -> ChartData:
        found = self._made(name)
        if found is None:
            raise KeyError(name)
        return found

    def __iter__(self) -> Iterator[str]:
        return (name for name in self._makers if self._made(name) is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def let_go(self) -> None:
        """Hold none."""
        self._last = ("", None)

    def _made(self, name: str) -> ChartData | None:
        if self._last[0] != name:
            self._last = (name, self._makers[name]())
        return self._last[1]


def charts_of(portal: Portal, derived: Derived) -> Charts:
    """What the chart of each indicator shows, in the colour of its first program; an indicator without a number has none. Then the
    examples, and the tables of money."""
    rows = zip(*_columns(portal, derived), strict=True)
    names = each(drawing_name, portal.indicators)
    makers: dict[str, Make] = {name: partial(_chart, *row, portal.site) for name, row in zip(names, rows, strict=True)}
    return Charts(makers | _others(portal, derived))


def charts_held(portal: Portal, derived: Derived) -> dict[str, ChartData]:
    """The same, all of them made; again only those that have changed, where a memory is in use."""
    shown = each(_chart, *_columns(portal, derived), given=(portal.site,))
    found = dict(zip(each(drawing_name, portal.indicators), shown, strict=True))
    found |= {name: make() for name, make in _others(portal, derived).items()}
    return {name: data for name, data in found.items() if data is not None}


def _columns(portal: Portal, derived: Derived) -> tuple[Collection[Indicator], list[Series], list[IndicatorFacts], list[str]]:
    """The indicators, and of each its figures, what is computed from them, and its colour."""
    indicators = portal.indicators
    colours = same("colours", tuple((ref_of(program), program.colour or "") for program in portal.programs))
    return (
        indicators,
        [portal.series.get(indicator.id, ()) for indicator in indicators],
        [derived.indicators[indicator.id] for indicator in indicators],
        each(_hue, indicators, given=(graph_of(portal).ties, colours)),
    )


def _hue(indicator: Indicator, ties: Ties, colours: tuple[tuple[Ref, str], ...]) -> str:
    """The colour of the first program of an indicator."""
    programs = ties.programs(ref_of(indicator))
    return next((colour for program, colour in colours if program in programs), "")


def _chart(indicator: Indicator, series: Series, facts: IndicatorFacts, hue: str, site: Site) -> ChartData | None:
    return chart_data(indicator, series, site, facts, hue)


def _others(portal: Portal, derived: Derived) -> dict[str, Make]:
    return dict(example_charts(derived, portal.site)) | dict(money_charts(portal, graph_of(portal)))
