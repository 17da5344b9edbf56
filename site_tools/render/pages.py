"""The pages of the portal's own: start, search, free pages and the page for an address that does not exist."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from site_tools import text, urls
from site_tools.model.parts import Kind
from site_tools.model.verdict import Label
from site_tools.render.figures import card
from site_tools.render.gathering import gathering_page
from site_tools.render.goals import goal_line
from site_tools.render.judgements import by_period
from site_tools.render.press import LIST_NAMES, Crumb, Dates, Press, Sheet, plain
from site_tools.render.programs import program_cards
from site_tools.render.sheets import ONE, gathered, home, record_sheet
from site_tools.render.states import is_over
from site_tools.templates import N_, _

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
        if page.actor:
            yield gathering_page(press, page)
            continue
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
        overview=_overview(press),
        newest=_newest(press),
    )


class Room(NamedTuple):
    """A list with how much there is in it, or what is newest in it."""

    label: str
    address: str
    counts: str


def _overview(press: Press) -> list[Room]:
    """The lists of the way from goal to result, as far as the portal has them."""
    today = press.config.today
    rooms = []
    for kind, words in (
        (Kind.ASSIGNMENT, N_("%(n)s uppdrag och åtaganden, %(now)s av dem gäller")),
        (Kind.FOLLOW_UP, N_("Senast: %(newest)s")),
        (Kind.FINANCE, N_("%(n)s tabeller, anslag och bidrag")),
        (Kind.CONTROL, N_("Risker som följs under ett år")),
        (Kind.EVENT, N_("%(n)s beslut, avtal och andra händelser")),
        (Kind.TERM, N_("%(n)s ord förklarade")),
    ):
        if found := press.portal.of_kind(kind):
            newest = by_period(press)[0].label if kind is Kind.FOLLOW_UP else ""
            told = {"n": len(found), "now": sum(not is_over(one, press.portal, today) for one in found), "newest": newest}
            rooms.append(Room(_(LIST_NAMES[kind]), urls.LISTS[kind], _(words) % told))
    return rooms


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
        description=_("Sök bland mål, program, indikatorer, uppdrag, uppföljningar, pengar, aktörer och dokument."),
        dates=Dates(gathered=True),
        crumbs=(home(), Crumb(_("Sök"), urls.SEARCH)),
        scripts=("search.js",),
    )
    kinds = [(kind.value, _(ONE[kind])) for kind in Kind if press.portal.of_kind(kind)]
    statuses = [(label.value, text.capital(label)) for label in Label]
    return press.output(sheet, "search", kinds=kinds, statuses=statuses, programs=press.portal.programs, goals=press.portal.goals)


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
