"""Goals: the list by sort, and a page for each with its wording, targets, indicators and programs."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from site_tools import text, urls
from site_tools.making import page
from site_tools.model.parts import Kind
from site_tools.render import facts as aside
from site_tools.render.chain import chain
from site_tools.render.judgements import judgements
from site_tools.render.links import DECIDED_BY, FOCUS_AREAS, MEASURED_BY, PROGRAMS, RESPONSIBLE, SAME, SOURCES
from site_tools.render.milestones import milestones
from site_tools.render.multiples import multiples
from site_tools.render.sheets import list_sheet, record_sheet
from site_tools.render.targets import target_view
from site_tools.render.verdicts import tally
from site_tools.templates import _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TypedDict

    from site_tools.model.portal import Output
    from site_tools.model.records import Goal
    from site_tools.render.press import Press
    from site_tools.render.verdicts import Tally

    class GoalLine(TypedDict):
        """A goal in a list, with the programs that lead to it and the verdicts of what measures it."""

        goal: Goal
        programs: str
        tally: Tally | None


def goal_pages(press: Press) -> Iterator[Output]:
    """The list, then each goal."""
    if press.shows(urls.LISTS[Kind.GOAL]):
        yield _list(press)
    for goal in press.portal.goals:
        if press.wants(urls.address(goal)):
            yield _one(press, goal)


@page
def _list(press: Press) -> Output:
    goals = press.portal.goals
    description = _("Alla mål som portalen följer, ordagrant som de är beslutade.")
    by_sort = [(text.capital(sort), [goal_line(press, g) for g in found]) for sort, found in groupby(goals, key=lambda g: g.sort)]
    return press.output(list_sheet(Kind.GOAL, description, goals), "goals", sorts=by_sort)


def goal_line(press: Press, goal: Goal) -> GoalLine:
    """A goal as lists show it."""
    names = text.join([program.label for program in press.graph.programs(goal)])
    return {"goal": goal, "programs": names, "tally": tally(goal, press.derived)}


@page
def _one(press: Press, goal: Goal) -> Output:
    groups = press.graph.connections(goal)
    programs, areas, same, *_shown = (
        groups.pop(_(name), ()) for name in (PROGRAMS, FOCUS_AREAS, SAME, MEASURED_BY, SOURCES, DECIDED_BY, RESPONSIBLE)
    )
    indicators = press.graph.indicators(goal)
    return press.output(
        record_sheet(press, goal, indicators=indicators),
        "goal",
        record=goal,
        chain=chain(press, goal),
        judged=judgements(press, goal),
        targets=[target_view(target, "") for target in goal.targets],
        milestones=milestones(press, goal),
        measures=multiples(press, indicators),
        programs=programs,
        areas=areas,
        same=same,
        aside=aside.rows(
            (_("Typ"), aside.words(text.capital(goal.sort))),
            (_("Nummer"), aside.words(goal.number)),
            (_("Beslutat av"), aside.actor(press.portal, goal.decided_by)),
            (_("Beslutat"), aside.period(goal.decided)),
            (_("Gäller"), aside.validity(goal.validity)),
            (_("Ansvarig"), aside.actor(press.portal, goal.responsible, goal.responsible_role)),
            (_("Program"), aside.links(programs)),
        ),
        groups=groups,
    )
