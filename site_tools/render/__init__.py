"""Stage 5, render: the portal as HTML pages, drawings and static files. It writes nothing."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from site_tools import urls
from site_tools.charts import draw
from site_tools.charts.bundle import bundle
from site_tools.charts.data import chart_data
from site_tools.charts.png import pictures
from site_tools.model.portal import Output
from site_tools.render.agreements import agreement_pages
from site_tools.render.anchored import event_pages, term_pages
from site_tools.render.assets import BUNDLE, named, static_files
from site_tools.render.assignments import assignment_pages
from site_tools.render.changes import changes_page
from site_tools.render.controls import control_pages
from site_tools.render.followups import followup_pages
from site_tools.render.goals import goal_pages
from site_tools.render.indicators import indicator_pages
from site_tools.render.links import Graph
from site_tools.render.method import example_charts, method_page
from site_tools.render.money import money_charts, money_pages
from site_tools.render.pages import own_pages
from site_tools.render.press import Press, site_url
from site_tools.render.programs import program_pages
from site_tools.render.registers import actor_pages, document_pages
from site_tools.render.sharing import cards
from site_tools.render.take_away import sheets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from site_tools.charts import ChartData
    from site_tools.config import Config
    from site_tools.model.portal import Derived, Portal


def render(portal: Portal, derived: Derived, config: Config) -> Iterator[Output]:
    """Every page of the site with what it needs: a family of pages at a time, and the static files first."""
    names, files = static_files()
    yield from files
    with ThreadPoolExecutor(1) as beside:  # putting the bundle together takes seconds, in a process of its own
        made = beside.submit(bundle, config.cache)
        press = _press(portal, derived, config, names)
    library = named(BUNDLE, made.result())
    names[BUNDLE] = f"/{library.path}"
    yield library
    yield from (Output(urls.output_path(address), press.pictures[address]) for address in sorted(set(press.cards.values())))
    yield from own_pages(press)
    yield from method_page(press)
    yield changes_page(press)
    yield from goal_pages(press)
    yield from program_pages(press)
    yield from indicator_pages(press)
    yield from actor_pages(press)
    yield from document_pages(press)
    yield from assignment_pages(press)
    yield from agreement_pages(press)
    yield from followup_pages(press)
    yield from money_pages(press)
    yield from control_pages(press)
    yield from event_pages(press)
    yield from term_pages(press)


def _press(portal: Portal, derived: Derived, config: Config, names: dict[str, str]) -> Press:
    """The press with every chart drawn, as drawings and as pictures."""
    charts = _charts(portal, derived)
    drawings = draw(charts, config.jobs, config.cache)
    shared = list(cards(portal, derived, charts, Graph(portal)))
    wanted = dict(sheets(portal, drawings, site_url(portal, config))) | {address: picture for _, address, picture in shared}
    painted = pictures(wanted, config.jobs, config.cache)
    return Press(portal, derived, config, names, drawings, painted, {page: address for page, address, _ in shared}, charts)


def _charts(portal: Portal, derived: Derived) -> dict[str, ChartData]:
    """What the chart of each indicator shows, in the colour of its first program; an indicator without a number has none."""
    graph = Graph(portal)
    charts = {}
    for indicator in portal.indicators:
        hue = next((program.colour or "" for program in graph.programs(indicator)), "")
        series = portal.series.get(indicator.id, ())
        data = chart_data(indicator, series, portal.site, derived.indicators[indicator.id], hue)
        if data is not None:
            charts[indicator.id] = data
    return charts | dict(example_charts(derived, portal.site)) | dict(money_charts(portal, graph))
