"""The start page: what is promised, how it goes, who answers, and where the numbers come from."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from site_tools import text, urls
from site_tools.making import page
from site_tools.model.parts import Kind
from site_tools.model.steering import Event
from site_tools.render.anchored import by_date
from site_tools.render.figures import card
from site_tools.render.goals import goal_line
from site_tools.render.judgements import by_period
from site_tools.render.press import LIST_NAMES, Sheet, plain
from site_tools.render.programs import program_cards
from site_tools.render.sheets import gathered
from site_tools.render.states import is_over
from site_tools.render.verdicts import tally_of
from site_tools.templates import N_, _, ngettext

if TYPE_CHECKING:
    from site_tools.model.portal import Output
    from site_tools.model.records import Actor
    from site_tools.render.figures import Card
    from site_tools.render.press import Press

NEWEST_MAX = 4
"""Indicators with new figures, and events, on the start page."""
AHEAD_MAX = 2
"""Events that lie ahead on the start page."""
ACTORS_MAX = 6
"""Actors on the start page: those that answer for most."""
_FOREIGN = "globalt mål"
"""Goals of this sort bear the numbers of another body, which would be taken for the portal's own."""


class Room(NamedTuple):
    """A list with how much there is in it, or what is newest in it."""

    label: str
    address: str
    counts: str


class Answering(NamedTuple):
    """An actor with what it answers for, in words."""

    actor: Actor
    said: str


@page
def start_page(press: Press) -> Output:
    """``/``."""
    portal = press.portal
    sheet = Sheet(
        address=urls.HOME,
        label=portal.site.organisation,
        title=portal.site.name,
        description=plain(portal.site.description),
        dates=gathered(tuple(portal.records.values()), portal.indicators),
    )
    numbered = [goal for goal in portal.goals if goal.number]
    happened, ahead = _events(press)
    return press.output(
        sheet,
        "start",
        programs=program_cards(press),
        goals=[goal_line(press, goal) for goal in numbered if goal.sort != _FOREIGN],
        foreign_goals=[goal for goal in numbered if goal.sort == _FOREIGN],
        other_goals=len(portal.goals) - len(numbered),
        tally=tally_of(press.derived.total) if portal.indicators else None,
        newest=_newest(press),
        happened=happened,
        ahead=ahead,
        answering=_answering(press),
        rooms=_rooms(press),
    )


def _events(press: Press) -> tuple[list[Event], list[Event]]:
    """The latest that have happened, the newest first, and the next that lie ahead, the nearest first."""
    events = [event for event in by_date(press.portal.every(Event)) if event.when.first and event.when.last]
    today = press.config.today
    happened = [event for event in events if event.sort != "planerat" and event.when.last and event.when.last <= today]
    ahead = [event for event in reversed(events) if event.when.last and event.when.last > today]
    return happened[:NEWEST_MAX], ahead[:AHEAD_MAX]


def _newest(press: Press) -> list[Card]:
    """The indicators whose latest figure is the most recent; none that lies ahead."""
    dated = []
    for indicator in press.portal.indicators:
        lead = press.derived.indicators[indicator.id].lead
        if lead and lead.latest.period.last and lead.latest.period.last <= press.config.today:
            dated.append((lead.latest.period.last, indicator))
    dated.sort(key=lambda pair: pair[0], reverse=True)
    return [card(indicator, press.derived, press.graph) for _last, indicator in dated[:NEWEST_MAX]]


def _answering(press: Press) -> list[Answering]:
    """The actors that answer for most: programs, goals, uppdrag that hold, and indicators."""
    found = [(sum(n for n, _words in counts), actor, counts) for actor in press.portal.actors if (counts := _held(press, actor))]
    found.sort(key=lambda one: -one[0])
    return [Answering(actor, text.join([words for _n, words in counts])) for _total, actor, counts in found[:ACTORS_MAX]]


def _held(press: Press, actor: Actor) -> list[tuple[int, str]]:
    """(how many, in words) of each sort of thing that an actor answers for; nothing of what there is none."""
    incoming = press.portal.incoming
    holding = [one for one in incoming(actor, Kind.ASSIGNMENT, "till") if not is_over(one, press.portal, press.config.today)]
    counts = (
        (len(incoming(actor, Kind.PROGRAM, "ansvarig")), N_("%(n)s program"), N_("%(n)s program")),
        (len(incoming(actor, Kind.GOAL, "ansvarig")), N_("%(n)s mål"), N_("%(n)s mål")),
        (len(holding), N_("%(n)s gällande uppdrag"), N_("%(n)s gällande uppdrag")),
        (len(incoming(actor, Kind.INDICATOR, "ansvarig")), N_("%(n)s indikator"), N_("%(n)s indikatorer")),
    )
    return [(n, ngettext(one, several, n)) for n, one, several in counts if n]


def _rooms(press: Press) -> list[Room]:
    """The lists of the way from goal to result, as far as the portal has them."""
    today = press.config.today
    rooms = []
    for kind, words in (
        (Kind.ASSIGNMENT, N_("%(n)s uppdrag och åtaganden, %(now)s av dem gäller")),
        (Kind.FOLLOW_UP, N_("Senast: %(newest)s")),
        (Kind.FINANCE, N_("%(n)s tabeller, anslag och bidrag")),
        (Kind.CONTROL, N_("Risker som följs under ett år")),
        (Kind.EVENT, N_("%(n)s beslut, avtal och andra händelser")),
        (Kind.DOCUMENT, N_("%(n)s dokument som uppgifterna kommer från")),
        (Kind.TERM, N_("%(n)s ord förklarade")),
    ):
        if found := press.portal.of_kind(kind):
            newest = by_period(press.portal)[0].label if kind is Kind.FOLLOW_UP else ""
            told = {"n": len(found), "now": sum(not is_over(one, press.portal, today) for one in found), "newest": newest}
            rooms.append(Room(_(LIST_NAMES[kind]), urls.LISTS[kind], _(words) % told))
    return rooms
