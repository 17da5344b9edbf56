"""Indicators: the list with its filters, and a page for each with its figures, chart, tables, targets and sources."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from site_tools import text, urls
from site_tools.making import page, pages
from site_tools.model.fields import slug
from site_tools.model.parts import Kind
from site_tools.model.verdict import Label
from site_tools.render import facts as aside
from site_tools.render.chain import chain
from site_tools.render.figures import card, figure
from site_tools.render.judgements import judgements
from site_tools.render.links import FOCUS_AREAS, MEASURED, PROGRAMS, RESPONSIBLE, SOURCES
from site_tools.render.series import series_view
from site_tools.render.sheets import list_sheet, record_sheet
from site_tools.render.take_away import EXPLORED, NARROW, WIDE, downloads, drawing_of, explorable, files, frame, quoted
from site_tools.render.targets import indicator_target
from site_tools.render.verdicts import status_view
from site_tools.templates import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from site_tools.model.portal import Output
    from site_tools.model.records import Goal, Indicator
    from site_tools.render.press import Press

GROUPS_MAX = 8
"""More groups than this are left to the table; the headline names only the first."""


class Neighbours(NamedTuple):
    """The indicators before and after this one under a goal; None at its ends."""

    goal: Goal
    before: Indicator | None
    after: Indicator | None


def indicator_pages(press: Press) -> Iterator[Output]:
    """The list, then each indicator with its drawings."""
    if press.shows(urls.LISTS[Kind.INDICATOR]):
        yield _list(press)
    for indicator in press.portal.indicators:
        if press.wants(urls.address(indicator)):
            yield from _with_files(press, indicator)


@pages
def _with_files(press: Press, indicator: Indicator) -> Iterator[Output]:
    yield _one(press, indicator)
    yield from files(press, indicator)


@page
def _list(press: Press) -> Output:
    indicators = press.portal.indicators
    cards = sorted((card(i, press.derived, press.graph) for i in indicators), key=lambda c: text.sort_key(c.name))
    description = _("Alla indikatorer som %(organisation)s följer sina mål med: senaste värde, förändring och källa.")
    sheet = list_sheet(Kind.INDICATOR, description % {"organisation": press.portal.site.organisation}, indicators, ("filter.js",))
    responsible = {one.responsible for one in cards}
    used_goals = {goal.id for one in cards for goal in one.goals}
    return press.output(
        sheet,
        "indicators",
        cards=cards,
        status_choices=[(slug(label), text.capital(label)) for label in Label],
        responsible_choices=[(a.id, a.label) for a in press.portal.actors if a.id in responsible],
        year_choices=[(year, year) for year in sorted({one.newest[:4] for one in cards if one.newest}, reverse=True)],
        program_choices=[(program.id, program.label) for program in press.portal.programs],
        goal_choices=[(goal.id, goal.label) for goal in press.portal.goals if goal.id in used_goals],
    )


def _one(press: Press, indicator: Indicator) -> Output:
    portal = press.portal
    derived = press.derived.indicators[indicator.id]
    groups = press.graph.connections(indicator)
    top = {name: groups.pop(_(name), ()) for name in (MEASURED, PROGRAMS, FOCUS_AREAS, RESPONSIBLE, SOURCES)}
    others = [g for g in derived.groups if g is not derived.lead]
    sheet = record_sheet(press, indicator, derived.sentence, [indicator])
    scripts = (*(["explore.js"] if explorable(press, indicator) else []), "copy.js")
    return press.output(
        replace(sheet, scripts=scripts),
        "indicator",
        record=indicator,
        chain=chain(press, indicator),
        judged=judgements(press, indicator),
        facts=derived,
        figure=figure(indicator, derived.lead) if derived.lead else None,
        others=[figure(indicator, group) for group in others] if len(others) <= GROUPS_MAX else [],
        targets=[indicator_target(target, indicator, derived) for target in indicator.targets],
        status=status_view(indicator, press.derived),
        drawing=drawing_of(press, indicator),
        drawing_address=urls.beside(indicator, WIDE),
        narrow_address=urls.beside(indicator, NARROW),
        explored_address=urls.beside(indicator, EXPLORED),
        series=series_view(indicator, portal.series.get(indicator.id, ()), portal.site.place, portal.site.comparisons),
        fetched=portal.fetched.get(indicator.id),
        downloads=downloads(press, indicator),
        frame=frame(press, indicator),
        quoted=quoted(press, indicator),
        goals=top[MEASURED],
        aside=_aside(press, indicator),
        neighbours=_neighbours(press, indicator),
        groups=groups,
    )


def _aside(press: Press, indicator: Indicator) -> tuple[aside.FactRow, ...]:
    wish = {"upp": _("Högre värde är bättre"), "ned": _("Lägre värde är bättre"), "ingen": _("Ingen önskad riktning")}
    return aside.rows(
        (_("Mäter mål"), aside.links(press.graph.goals(indicator))),
        (_("Program"), aside.links(press.graph.programs(indicator))),
        (_("Fokusområde"), aside.links(press.graph.focus_areas(indicator))),
        (_("Enhet"), aside.words(indicator.unit)),
        (_("Önskad riktning"), aside.words(wish[indicator.direction])),
        (_("Ansvarig"), aside.actor(press.portal, indicator.responsible)),
        (_("Uppdateras"), aside.words(text.capital(indicator.rhythm) if indicator.rhythm else None)),
        (_("Nästa publicering"), aside.words(text.day(indicator.next_release) if indicator.next_release else None)),
    )


def _neighbours(press: Press, indicator: Indicator) -> tuple[Neighbours, ...]:
    """The way on under each goal that has more than this indicator."""
    found = []
    for goal in press.graph.goals(indicator):
        family = press.graph.indicators(goal)
        at = next(position for position, one in enumerate(family) if one.id == indicator.id)
        if len(family) > 1:
            found.append(Neighbours(goal, family[at - 1] if at else None, family[at + 1] if at + 1 < len(family) else None))
    return tuple(found)
