"""The cards that stand for pages where these are shared: one for each indicator, program and kind, and one for the whole portal."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from site_tools import text, urls
from site_tools.charts.data import DEFAULT_HUE
from site_tools.charts.png import Picture
from site_tools.charts.poster import Card, card
from site_tools.model.parts import Kind
from site_tools.render.assets import hashed
from site_tools.render.figures import figure
from site_tools.render.press import LIST_NAMES
from site_tools.render.sheets import ONE
from site_tools.render.take_away import drawing_name
from site_tools.templates import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from site_tools.charts import ChartData
    from site_tools.model.portal import Derived, Portal
    from site_tools.model.records import Indicator
    from site_tools.render.links import Graph

CARD_ENDING = "-delning.png"


class Shared(NamedTuple):
    """The card that a page is shared with: the page's address, its own, and what makes it; ``drawing`` is the name of the chart on it."""

    page: str
    address: str
    picture: Callable[[], Picture]
    drawing: str = ""


def cards(portal: Portal, derived: Derived, charts: Mapping[str, ChartData], graph: Graph) -> Iterator[Shared]:
    """The cards of all pages that have one. A page without is shared with that of the nearest page above it that has one.

    A chart is asked for when its card is made.
    """
    site = portal.site.name
    yield _shared(urls.HOME, Card(site, portal.site.organisation, site, DEFAULT_HUE), "portalen")
    for kind, name in LIST_NAMES.items():
        if kind in urls.ALWAYS or portal.of_kind(kind):
            yield _shared(urls.LISTS[kind], Card(site, portal.site.organisation, _(name), DEFAULT_HUE), urls.LISTS[kind].strip("/"))
    for program in portal.programs:
        yield _shared(urls.address(program), Card(site, _(ONE[Kind.PROGRAM]), program.name, program.colour or DEFAULT_HUE), program.id)
    for indicator in portal.indicators:
        picture = partial(_of_indicator, site, indicator, derived, graph, charts)
        yield Shared(urls.address(indicator), urls.beside(indicator, CARD_ENDING), picture, drawing_name(indicator))


def _shared(page: str, known: Card, name: str) -> Shared:
    """A card of several pages lies among the static files, under a name that changes with it."""
    svg = card(known)
    return Shared(page, f"/assets/{hashed(f'delning-{name}.png', svg.encode())}", partial(Picture, svg))


def _of_indicator(site: str, indicator: Indicator, derived: Derived, graph: Graph, charts: Mapping[str, ChartData]) -> Picture:
    hue = next((program.colour for program in graph.programs(indicator) if program.colour), DEFAULT_HUE)
    facts = derived.indicators[indicator.id]
    label = _(ONE[Kind.INDICATOR])
    if facts.lead is None:
        return Picture(card(Card(site, label, indicator.name, hue)))
    newest = figure(indicator, facts.lead)
    said = text.capital(", ".join(filter(None, (newest.unit, newest.group, newest.period, newest.remark))))
    return Picture(card(Card(site, label, indicator.name, hue, newest.text, said, charts.get(drawing_name(indicator)))))
