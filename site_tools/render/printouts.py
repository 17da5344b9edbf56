"""A whole program on paper: short enough to take to a meeting, with every figure's year and the address where the rest is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from site_tools import text, urls
from site_tools.making import page
from site_tools.model.parts import Kind
from site_tools.model.portal import Ref
from site_tools.render.holdings import gather
from site_tools.render.press import Crumb, Dates, Press, Sheet
from site_tools.render.sheets import record_sheet
from site_tools.render.targets import target_view
from site_tools.templates import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from site_tools.model.portal import Output
    from site_tools.model.records import FocusArea, Indicator, Program
    from site_tools.render.figures import Card
    from site_tools.render.holdings import Parts


ROWS_MIN = 5
"""Indicators of a fokusområde that are on paper even without a target."""


class Row(NamedTuple):
    """An indicator on paper: the latest figures with their year, the targets and the verdict."""

    card: Card
    latest: tuple[str, ...]
    targets: tuple[str, ...]


class Block(NamedTuple):
    """A fokusområde (None for what lies outside them) with its indicators; ``others`` counts those left out, in words."""

    area: FocusArea | None
    rows: tuple[Row, ...]
    others: str


@page
def printout(press: Press, program: Program) -> Output:
    """``/program/<id>/utskrift/``: the program on paper. It repeats the program's page, so that no search finds it."""
    sheet = record_sheet(press, program)
    parts = gather(press, program)
    address = urls.printout(program)
    return press.output(
        Sheet(
            address=address,
            label=_("Utskrift"),
            title=program.name,
            description=_("%(name)s på papper.") % {"name": program.name},
            dates=Dates(sheet.dates.reviewed, sheet.dates.fetched, has_data=False),
            crumbs=(*sheet.crumbs, Crumb(_("Utskrift"), address)),
            tally=sheet.tally,
            hue=sheet.hue,
            scripts=("print.js",),
            notices=sheet.notices,
            unlisted=True,
        ),
        "printout",
        record=program,
        parts=parts,
        now=[line for line in parts.assignments if not line.over],
        blocks=_blocks(press, parts),
        documents=[press.portal.records[Ref(Kind.DOCUMENT, name)] for name in program.documents],
        online=urls.absolute(urls.address(program), press.site_url),
        made=press.config.today,
    )


def _blocks(press: Press, parts: Parts) -> list[Block]:
    areas: Iterable[tuple[FocusArea | None, tuple[Card, ...]]] = [(area.area, area.cards) for area in parts.areas]
    indicators = {urls.address(indicator): indicator for indicator in press.portal.indicators}
    return [_block(indicators, area, cards) for area, cards in (*areas, (None, parts.cards)) if area or cards]


def _block(indicators: Mapping[str, Indicator], area: FocusArea | None, cards: tuple[Card, ...]) -> Block:
    """Every indicator that has a target, and of the others as many as make ROWS_MIN."""
    rows = tuple(_row(indicators, one) for at, one in enumerate(cards) if one.has_target or at < ROWS_MIN)
    rest = len(cards) - len(rows)
    others = ngettext("%(n)s indikator till utan målvärde", "%(n)s indikatorer till utan målvärde", rest) if rest else ""
    return Block(area, rows, others)


def _row(indicators: Mapping[str, Indicator], one: Card) -> Row:
    indicator = indicators[one.address]
    figures = (one.figure, *one.others) if one.figure else ()
    latest = []
    for figure in figures:
        group = f"{text.capital(figure.group)}: " if figure.group else ""
        when = ", ".join(filter(None, (figure.period, figure.remark)))
        latest.append(f"{group}{text.unit_phrase(figure.text, figure.unit)} ({when})")
    views = [target_view(target, indicator.unit) for target in indicator.targets]
    return Row(one, tuple(latest), tuple(f"{view.words} {view.when}".rstrip() for view in views))
