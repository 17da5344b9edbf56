"""Stage 5, render: the portal as HTML pages, drawings and static files. It writes nothing."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from site_tools import renew, urls
from site_tools.charts import draw
from site_tools.charts.bundle import begin as begin_bundle
from site_tools.charts.bundle import bundle
from site_tools.charts.data import chart_data
from site_tools.charts.draw import begin
from site_tools.charts.hands import hands
from site_tools.charts.png import begin as begin_pictures
from site_tools.charts.png import pictures
from site_tools.making import Walk, page, together
from site_tools.memory import each, remembered, same
from site_tools.model.portal import Output, ref_of
from site_tools.reads import settle
from site_tools.render.agreements import agreement_pages
from site_tools.render.anchored import event_pages, term_pages
from site_tools.render.as_asked import AsAsked
from site_tools.render.assets import BUNDLE, named, static_files
from site_tools.render.assignments import assignment_pages
from site_tools.render.changes import changes_page
from site_tools.render.controls import control_pages
from site_tools.render.data import data_page
from site_tools.render.followups import followup_pages
from site_tools.render.goals import goal_pages
from site_tools.render.indicators import indicator_pages
from site_tools.render.links import graph_of
from site_tools.render.method import example_charts, method_page
from site_tools.render.money import money_charts, money_pages
from site_tools.render.pages import own_pages
from site_tools.render.press import Press, site_url
from site_tools.render.programs import program_pages
from site_tools.render.registers import actor_pages, document_pages
from site_tools.render.sharing import cards
from site_tools.render.take_away import drawing_name, lends, sheets
from site_tools.timing import Stopwatch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from concurrent.futures import Executor

    from site_tools.charts import ChartData, Drawing
    from site_tools.charts.draw import Heading
    from site_tools.charts.png import Picture
    from site_tools.config import Config
    from site_tools.model.portal import Derived, IndicatorFacts, Portal, Ref
    from site_tools.model.records import Indicator, Site
    from site_tools.model.values import Series
    from site_tools.reads import Reader
    from site_tools.render.links import Ties


_FAMILIES: tuple[tuple[str, Callable[[Press], Iterable[Output]]], ...] = (
    ("", own_pages),
    ("om/", method_page),
    ("andringar/", lambda press: iter((changes_page(press),))),
    ("oppna-data/", lambda press: iter((data_page(press),))),
    ("mal/", goal_pages),
    ("program/", program_pages),
    ("aktorer/", actor_pages),
    ("dokument/", document_pages),
    ("uppdrag/", assignment_pages),
    ("avtal/", agreement_pages),
    ("uppfoljning/", followup_pages),
    ("internkontroll/", control_pages),
    ("handelser/", event_pages),
    ("ordlista/", term_pages),
    ("indikatorer/", indicator_pages),
    ("finansiering/", money_pages),
)
"""What the paths of a family of pages begin with, and what makes them; last those that wait for their drawings."""


def render(portal: Portal, derived: Derived, config: Config, wanted: str | None = None, watch: Stopwatch | None = None) -> Iterator[Output]:
    """Every page of the site with what it needs: a family of pages at a time, and the static files first.

    With ``wanted``, the path of one file, only that one need have its bytes: pages come empty, or do not come.
    """
    watch = watch or Stopwatch("rita")
    with hands(config.jobs) as executor:
        with watch.step("rita"):
            press, files = _begun(portal, derived, config, executor, watch) if wanted is None else _as_asked(portal, derived, config)
        yield from files
        press = replace(press, wanted=wanted)
        yield from _made(press)


def _made(press: Press) -> Iterator[Output]:
    """Every page that is wanted, from the last build where it is as it was."""
    renewal, given = renew.in_use(), _given(press)
    press = _noted(press, renewal.reader) if renewal else press
    with renewal.opened(given) if renewal else nullcontext():
        if press.wanted is None:
            for one in (press.portal, press, press.graph):
                settle(one)
        yield from together(Walk(partial(_pages, press), partial(lends, press)))
        yield from _cards(press)


def _cards(press: Press) -> Iterator[Output]:
    """What takes longest to be there, and what no page waits for."""
    for address in sorted(set(press.cards.values())):
        if press.makes(urls.output_path(address)):
            yield _card(press, address)


@page
def _card(press: Press, address: str) -> Output:
    return Output(urls.output_path(address), press.pictures[address])


def _pages(press: Press) -> Iterator[Output]:
    for prefix, family in _FAMILIES:
        if press.wanted is None or press.wanted.startswith(prefix):
            yield from family(press)


def _given(press: Press) -> tuple[object, ...]:
    """What every page may read without a note: the options, the settings, which records there are and how they are linked."""
    portal, config = press.portal, press.config
    return (
        config.today,
        config.site_url,
        config.drafts,
        config.quick,
        portal.site,
        list(portal.records),
        portal.edges,
        press.assets,
        press.cards,
    )


def _noted(press: Press, reader: Reader) -> Press:
    """The same press, with everything that is taken from it noted."""
    portal, derived = reader.shown(press.portal, press.derived)
    drawn, painted = (one.known if isinstance(one, AsAsked) else {} for one in (press.drawings, press.pictures))
    return replace(
        press,
        portal=portal,
        derived=derived,
        drawings=reader.shelf("diagram", press.drawings, drawn),
        pictures=reader.shelf("bilder", press.pictures, painted),
        charts=reader.shelf("diagramdata", press.charts, drawn),  # a drawing is known by what it shows
    )


def _begun(portal: Portal, derived: Derived, config: Config, executor: Executor, watch: Stopwatch) -> tuple[Press, tuple[Output, ...]]:
    """The press, and the static files. Everything is being drawn, and waited for when a page needs it."""
    charts, cache = _charts(portal, derived), config.cache
    headings, shared = _to_paint(portal, derived, config, charts)
    library = begin_bundle(executor, cache) if headings else None
    made = begin(charts, executor, cache, {name: heading() for name, _, heading in headings}, config.quick)
    posters = begin_pictures({address: picture() for _, address, picture in shared}, executor, cache)
    painted: dict[str, Callable[[], bytes | None]] = {**posters, **{address: made[name].picture for name, address, _ in headings}}
    keys = {address: one.key for address, one in posters.items()} | {address: made[name].picture_key for name, address, _ in headings}

    def drawing(name: str) -> Drawing:
        with watch.step("rita"):
            return made[name].drawing()

    def picture(address: str) -> bytes:
        with watch.step("rita"):
            return painted[address]() or b""

    names, files = _named_files(library() if library else b"")
    in_use = {page: address for page, address, _ in shared}
    drawn = AsAsked(made, drawing, {name: one.key for name, one in made.items()})
    return Press(portal, derived, config, names, drawn, AsAsked(painted, picture, keys), in_use, charts), files


@remembered
def _as_asked(portal: Portal, derived: Derived, config: Config) -> tuple[Press, tuple[Output, ...]]:
    """The same, where nothing is drawn before it is asked for."""
    charts, cache = _charts(portal, derived), config.cache
    drawings = AsAsked(charts, lambda name: draw({name: charts[name]}, 1, cache)[name])
    headings, shared = _to_paint(portal, derived, config, charts)
    wanted = {address: partial(_around, heading, drawings, name) for name, address, heading in headings} | {
        address: picture for _, address, picture in shared
    }
    painted = AsAsked(wanted, lambda address: pictures({address: wanted[address]()}, 1, cache)[address])
    names, files = _named_files(bundle(cache) if headings else b"")
    return Press(portal, derived, config, names, drawings, painted, {page: address for page, address, _ in shared}, charts), files


_Headings = list[tuple[str, str, "Callable[[], Heading]"]]
_Shared = list[tuple[str, str, "Callable[[], Picture]"]]


def _to_paint(portal: Portal, derived: Derived, config: Config, charts: Mapping[str, ChartData]) -> tuple[_Headings, _Shared]:
    """What ``sheets`` and ``cards`` give; nothing in a quick build."""
    if config.quick:
        return [], []
    return list(sheets(portal, charts, site_url(portal, config))), list(cards(portal, derived, charts, graph_of(portal)))


def _around(heading: Callable[[], Heading], drawings: Mapping[str, Drawing], name: str) -> Picture:
    return heading().around(drawings[name])


def _named_files(library: bytes) -> tuple[dict[str, str], tuple[Output, ...]]:
    """The addresses of the static files, and the files. Where no chart can be explored there is no ``library``."""
    names, files = static_files()
    if not library:
        return names, files
    last = named(BUNDLE, library)
    return {**names, BUNDLE: f"/{last.path}"}, (*files, last)


def draw_one(portal: Portal, derived: Derived) -> None:
    """Draw a chart and forget it, so that a standing drawing process has loaded what it draws with."""
    with TemporaryDirectory() as nowhere:
        draw(dict(islice(_charts(portal, derived).items(), 1)), 1, Path(nowhere))


def _hue(indicator: Indicator, ties: Ties, colours: tuple[tuple[Ref, str], ...]) -> str:
    """The colour of the first program of an indicator."""
    programs = ties.programs(ref_of(indicator))
    return next((colour for program, colour in colours if program in programs), "")


def _indicator_chart(indicator: Indicator, series: Series, facts: IndicatorFacts, hue: str, site: Site) -> ChartData | None:
    return chart_data(indicator, series, site, facts, hue)


def _charts(portal: Portal, derived: Derived) -> dict[str, ChartData]:
    """What the chart of each indicator shows, in the colour of its first program; an indicator without a number has none."""
    graph, indicators = graph_of(portal), portal.indicators
    colours = same("colours", tuple((ref_of(program), program.colour or "") for program in portal.programs))
    columns = (
        [portal.series.get(indicator.id, ()) for indicator in indicators],
        [derived.indicators[indicator.id] for indicator in indicators],
        each(_hue, indicators, given=(graph.ties, colours)),
    )
    shown = each(_indicator_chart, indicators, *columns, given=(portal.site,))
    charts = {name: data for name, data in zip(each(drawing_name, indicators), shown, strict=True) if data is not None}
    return charts | dict(example_charts(derived, portal.site)) | dict(money_charts(portal, graph))
