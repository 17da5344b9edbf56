"""Programs and their fokusområden."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from site_tools.model.parts import Kind
from site_tools.render import facts as aside
from site_tools.render.chain import chain
from site_tools.render.figures import Card, card, hue
from site_tools.render.judgements import judgements
from site_tools.render.links import DOCUMENTS, FOCUS_AREAS, GOALS, INDICATORS, PROGRAMS, RESPONSIBLE, SOURCES
from site_tools.render.sheets import list_sheet, record_sheet
from site_tools.render.verdicts import Tally, tallies
from site_tools.templates import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from site_tools.model.portal import Output
    from site_tools.model.records import FocusArea, Indicator, Program
    from site_tools.render.press import Press


class ProgramCard(NamedTuple):
    """A program in a list, with what it holds in words."""

    program: Program
    hue: str
    counts: str
    tally: tuple[Tally, ...]


class Area(NamedTuple):
    """A fokusområde on its program's page, with its indicators."""

    area: FocusArea
    cards: tuple[Card, ...]


def program_pages(press: Press) -> Iterator[Output]:
    """The list, then each program with its fokusområden."""
    programs = press.portal.programs
    description = _("De program som ska leda %(organisation)s till målen, med fokusområden och indikatorer.")
    sheet = list_sheet(Kind.PROGRAM, description % {"organisation": press.portal.site.organisation}, programs)
    yield press.output(sheet, "programs", cards=program_cards(press))
    for program in programs:
        yield _program(press, program)
    for area in press.portal.focus_areas:
        yield _focus_area(press, area)


def program_cards(press: Press) -> list[ProgramCard]:
    """Every program as lists show it."""
    cards = []
    for program in press.portal.programs:
        indicators = {indicator.id for indicator in _all_indicators(press, program)}
        counts = (
            ngettext("%(n)s mål", "%(n)s mål", len(press.graph.goals(program))),
            ngettext("%(n)s fokusområde", "%(n)s fokusområden", len(press.graph.focus_areas(program))),
            ngettext("%(n)s indikator", "%(n)s indikatorer", len(indicators)),
        )
        cards.append(ProgramCard(program, hue(program), " · ".join(counts), tallies(program, press.derived)))
    return cards


def _all_indicators(press: Press, program: Program) -> list[Indicator]:
    """The indicators of a program, directly or through its fokusområden; each may come more than once."""
    areas = press.graph.focus_areas(program)
    return [*press.graph.indicators(program), *(i for area in areas for i in press.graph.indicators(area))]


def _program(press: Press, program: Program) -> Output:
    groups = press.graph.connections(program)
    goals, documents, *_shown = (groups.pop(_(name), ()) for name in (GOALS, DOCUMENTS, FOCUS_AREAS, INDICATORS, SOURCES, RESPONSIBLE))
    areas = [Area(area, _cards(press, press.graph.indicators(area))) for area in press.graph.focus_areas(program)]
    within = {one.address for area in areas for one in area.cards}
    direct = _cards(press, press.graph.indicators(program))
    return press.output(
        record_sheet(press, program, indicators=_all_indicators(press, program)),
        "program",
        record=program,
        chain=chain(press, program),
        judged=judgements(press, program),
        goals=goals,
        areas=areas,
        cards=[one for one in direct if one.address not in within],
        documents=documents,
        aside=aside.rows(
            (_("Mål"), aside.links(goals)),
            (_("Gäller"), aside.validity(program.validity)),
            (_("Ansvarig"), aside.actor(press.portal, program.responsible, program.responsible_role)),
        ),
        groups=groups,
    )


def _focus_area(press: Press, area: FocusArea) -> Output:
    groups = press.graph.connections(area)
    programs, goals, documents, *_shown = (groups.pop(_(name), ()) for name in (PROGRAMS, GOALS, DOCUMENTS, INDICATORS, SOURCES))
    indicators = press.graph.indicators(area)
    return press.output(
        record_sheet(press, area, indicators=indicators),
        "focus_area",
        record=area,
        chain=chain(press, area),
        cards=_cards(press, indicators),
        goals=goals,
        documents=documents,
        aside=aside.rows((_("Program"), aside.links(programs)), (_("Mål"), aside.links(goals))),
        groups=groups,
    )


def _cards(press: Press, indicators: Iterable[Indicator]) -> tuple[Card, ...]:
    return tuple(card(indicator, press.derived, press.graph) for indicator in indicators)
