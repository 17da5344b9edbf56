"""What belongs to a program: its goals, indicators, uppdrag, money, events and judgements, its own and those of its fokusområden."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from site_tools.model.parts import Kind
from site_tools.model.portal import Ref, ref_of
from site_tools.model.steering import Assignment, Event, Finance
from site_tools.render.anchored import by_date
from site_tools.render.assignments import lines
from site_tools.render.figures import Card, card
from site_tools.render.goals import goal_line
from site_tools.render.judgements import Judgement, about, by_period, judgements
from site_tools.render.money import Overview, overview
from site_tools.render.verdicts import Tally, tally

if TYPE_CHECKING:
    from collections.abc import Iterable

    from site_tools.model.portal import R
    from site_tools.model.records import FocusArea, Indicator, Program, Record
    from site_tools.render.assignments import Line
    from site_tools.render.goals import GoalLine
    from site_tools.render.press import Press


class Area(NamedTuple):
    """A fokusområde on its program's page, with its indicators: those that can be held against a target first."""

    area: FocusArea
    cards: tuple[Card, ...]
    tally: Tally | None


class Below(NamedTuple):
    """A judgement of one of the program's goals or uppdrag."""

    record: Record
    judgement: Judgement


class Parts(NamedTuple):
    """Everything that belongs to a program. ``cards`` are the indicators outside its fokusområden."""

    goals: list[GoalLine]
    areas: list[Area]
    cards: tuple[Card, ...]
    assignments: list[Line]
    money: list[Overview]
    events: list[Event]
    judged: list[Judgement]
    judged_below: list[Below]

    @property
    def addresses(self) -> frozenset[str]:
        """Where the indicators shown have their pages."""
        return frozenset(one.address for cards in (self.cards, *(area.cards for area in self.areas)) for one in cards)


def gather(press: Press, program: Program) -> Parts:
    """The parts of a program, each in the order of its list."""
    areas = [_area(press, area) for area in press.graph.focus_areas(program)]
    within = {one.address for area in areas for one in area.cards}
    about_it = (program, *press.graph.focus_areas(program))
    assignments = _naming(press, about_it, Assignment)
    goals = press.graph.goals(program)
    return Parts(
        goals=[goal_line(press, goal) for goal in goals],
        areas=areas,
        cards=tuple(one for one in _cards(press, press.graph.indicators(program)) if one.address not in within),
        assignments=lines(press, assignments),
        money=[overview(press, one) for one in _naming(press, about_it, Finance)],
        events=by_date(_naming(press, about_it, Event)),
        judged=judgements(press, program),
        judged_below=_judged(press, (*goals, *assignments)),
    )


def _area(press: Press, area: FocusArea) -> Area:
    return Area(area, _cards(press, press.graph.indicators(area)), tally(area, press.derived))


def _cards(press: Press, indicators: Iterable[Indicator]) -> tuple[Card, ...]:
    found = [card(indicator, press.derived, press.graph) for indicator in indicators]
    return tuple(sorted(found, key=lambda one: not one.has_target))


def _naming(press: Press, records: Iterable[Record], model: type[R]) -> list[R]:
    """The records of a model that name any of ``records``, each once."""
    found = {ref_of(r): r for one in records for r in press.portal.incoming(one, model.kind)}
    return [record for ref in press.graph.in_order(found) if isinstance(record := found[ref], model)]


def _judged(press: Press, records: Iterable[Record]) -> list[Below]:
    """What follow-ups say of the records, the newest period first."""
    wanted: dict[Ref, Record] = {ref_of(record): record for record in records if record.kind in (Kind.GOAL, Kind.ASSIGNMENT)}
    said = (Judgement(one, said) for one in by_period(press.portal) for said in one.judged)
    return [Below(wanted[subject], one) for one in said if (subject := about(one.said)) in wanted]
