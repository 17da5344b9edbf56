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
from site_tools.charts.draw import begin
from site_tools.charts.hands import hands
from site_tools.charts.png import begin as begin_pictures
from site_tools.charts.png import pictures
from site_tools.charts.spark import miniature
from site_tools.making import Walk, page, together
from site_tools.memory import remembered
from site_tools.model.portal import Output
from site_tools.reads import settle
from site_tools.render.agreements import agreement_pages
from site_tools.render.anchored import event_pages, term_pages
from site_tools.render.as_asked import AsAsked
from site_tools.render.assets import BUNDLE, named, static_files
from site_tools.render.assignments import assignment_pages
from site_tools.render.changes import changes_page
from site_tools.render.charted import charts_held, charts_of
from site_tools.render.controls import control_pages
from site_tools.render.data import data_page
from site_tools.render.followups import followup_pages
from site_tools.render.goals import goal_pages
from site_tools.render.indicators import indicator_pages
from site_tools.render.links import graph_of
from site_tools.render.method import method_page
from site_tools.render.money import money_pages
from site_tools.render.pages import own_pages
from site_tools.render.press import Press, site_url
from site_tools.render.programs import program_pages
from site_tools.render.registers import actor_pages, document_pages
from site_tools.render.sharing import cards
from site_tools.render.take_away import lends, sheets
from site_tools.timing import Stopwatch

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
    from concurrent.futures import Executor

    from site_tools.charts import ChartData, Drawing
    from site_tools.charts.draw import Drawn, Heading
    from site_tools.charts.png import Painted, Picture
    from site_tools.charts.spark import Miniature
    from site_tools.config import Config
    from site_tools.model.portal import Derived, Portal
    from site_tools.reads import Reader
    from site_tools.render.charted import Charts
    from site_tools.render.sharing import Shared


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
        miniatures=reader.shelf("diagramdata", press.miniatures, drawn),  # a drawing is known by what it shows
    )


def _begun(portal: Portal, derived: Derived, config: Config, executor: Executor, watch: Stopwatch) -> tuple[Press, tuple[Output, ...]]:
    """The press, and the static files. Everything is being drawn, and waited for when a page needs it."""
    charts, cache = charts_of(portal, derived), config.cache
    headings, shared = _to_paint(portal, derived, config, charts, charts.names)
    library = begin_bundle(executor, cache) if any(name in charts for name, _, _ in headings) else None
    made, miniatures, posters = _one_by_one(charts, headings, shared, executor, config)
    headings = [one for one in headings if one[0] in made]
    painted: dict[str, Callable[[], bytes | None]] = {**posters, **{address: made[name].picture for name, address, _ in headings}}
    keys = {address: one.key for address, one in posters.items()} | {address: made[name].picture_key for name, address, _ in headings}

    def drawing(name: str) -> Drawing:
        with watch.step("rita"):
            return made[name].drawing()

    def picture(address: str) -> bytes:
        with watch.step("rita"):
            return painted[address]() or b""

    names, files = _named_files(library() if library else b"")
    in_use = {one.page: one.address for one in shared}
    drawn = AsAsked(made, drawing, {name: one.key for name, one in made.items()})
    return Press(portal, derived, config, names, drawn, AsAsked(painted, picture, keys), in_use, miniatures), files


def _one_by_one(
    charts: Charts, headings: _Headings, shared: list[Shared], executor: Executor, config: Config
) -> tuple[dict[str, Drawn], dict[str, Miniature], dict[str, Painted]]:
    """Every chart made, all taken from it that a build needs, and let go: the drawings, what pages show at a glance, and the cards. The
    cards are painted last, for no page waits for them."""
    made: dict[str, Drawn] = {}
    miniatures: dict[str, Miniature] = {}
    cards = {one.address: one.picture for one in shared}
    known = {one.drawing: one.address for one in shared}
    svgs: dict[str, Picture] = {}
    for name, drawn in begin(charts, executor, config.cache, {name: heading() for name, _, heading in headings}, config.quick):
        made[name], miniatures[name] = drawn, miniature(charts[name])
        if name in known:
            svgs[known[name]] = cards[known[name]]()
    svgs |= {address: picture() for address, picture in cards.items() if address not in svgs}
    charts.let_go()
    return made, miniatures, begin_pictures(svgs, executor, config.cache, lambda address: cards[address]())


@remembered
def _as_asked(portal: Portal, derived: Derived, config: Config) -> tuple[Press, tuple[Output, ...]]:
    """The same, where nothing is drawn before it is asked for."""
    charts, cache = charts_held(portal, derived), config.cache
    miniatures = AsAsked(charts, lambda name: miniature(charts[name]))
    drawings = AsAsked(charts, lambda name: draw({name: charts[name]}, 1, cache)[name])
    headings, shared = _to_paint(portal, derived, config, charts, charts)
    wanted = {address: partial(_around, heading, drawings, name) for name, address, heading in headings} | {
        one.address: one.picture for one in shared
    }
    painted = AsAsked(wanted, lambda address: pictures({address: wanted[address]()}, 1, cache)[address])
    names, files = _named_files(bundle(cache) if headings else b"")
    return Press(portal, derived, config, names, drawings, painted, {one.page: one.address for one in shared}, miniatures), files


_Headings = list[tuple[str, str, "Callable[[], Heading]"]]


def _to_paint(
    portal: Portal, derived: Derived, config: Config, charts: Mapping[str, ChartData], names: Collection[str]
) -> tuple[_Headings, list[Shared]]:
    """What ``sheets``, of the charts with these ``names``, and ``cards`` give; nothing in a quick build."""
    if config.quick:
        return [], []
    return list(sheets(portal, names, site_url(portal, config))), list(cards(portal, derived, charts, graph_of(portal)))


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
        draw(dict(islice(charts_of(portal, derived).items(), 1)), 1, Path(nowhere))
