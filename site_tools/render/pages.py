"""The pages of the portal's own: start, search, free pages and the page for an address that does not exist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from site_tools import urls
from site_tools.model.records import Kind
from site_tools.render.figures import card
from site_tools.render.goals import goal_line
from site_tools.render.press import Crumb, Dates, Press, Sheet, plain
from site_tools.render.programs import program_cards
from site_tools.render.sheets import ONE, gathered, home, record_sheet
from site_tools.templates import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from site_tools.model.portal import Output
    from site_tools.render.figures import Card

NEWEST_MAX = 6
"""Indicators with new figures on the start page."""


def own_pages(press: Press) -> Iterator[Output]:
    """Start, search, the free pages and 404."""
    yield _start(press)
    yield _search(press)
    for page in press.portal.pages:
        yield press.output(record_sheet(press, page), "page", record=page, groups=press.graph.connections(page), aside=())
    yield _not_found(press)


def _start(press: Press) -> Output:
    portal = press.portal
    sheet = Sheet(
        address=urls.HOME,
        label=portal.site.organisation,
        title=portal.site.name,
        description=plain(portal.site.description),
        dates=gathered(tuple(portal.records.values()), portal.indicators),
    )
    return press.output(
        sheet,
        "start",
        programs=program_cards(press),
        goals=[goal_line(press, goal) for goal in portal.goals if goal.number],
        other_goals=sum(1 for goal in portal.goals if not goal.number),
        newest=_newest(press),
    )


def _newest(press: Press) -> list[Card]:
    """The indicators whose latest figure is the most recent; none that lies ahead."""
    dated = []
    for indicator in press.portal.indicators:
        lead = press.derived.indicators[indicator.id].lead
        if lead and lead.latest.period.last and lead.latest.period.last <= press.config.today:
            dated.append((lead.latest.period.last, indicator))
    dated.sort(key=lambda pair: pair[0], reverse=True)
    return [card(indicator, press.derived, press.graph) for _last, indicator in dated[:NEWEST_MAX]]


def _search(press: Press) -> Output:
    sheet = Sheet(
        address=urls.SEARCH,
        label=_("Sök"),
        title=_("Sök på portalen"),
        description=_("Sök bland mål, program, fokusområden, indikatorer, aktörer och dokument."),
        dates=Dates(gathered=True),
        crumbs=(home(), Crumb(_("Sök"), urls.SEARCH)),
        scripts=("search.js",),
    )
    kinds = [(kind.value, _(ONE[kind])) for kind in Kind if press.portal.of_kind(kind)]
    return press.output(sheet, "search", kinds=kinds, programs=press.portal.programs, goals=press.portal.goals)


def _not_found(press: Press) -> Output:
    sheet = Sheet(
        address=urls.NOT_FOUND,
        label=_("Fel 404"),
        title=_("Sidan finns inte"),
        description=_("Adressen leder inte till någon sida på portalen."),
        dates=Dates(gathered=True),
        root=press.root,
    )
    return press.output(sheet, "not_found")
