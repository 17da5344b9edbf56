"""Programs and their fokusområden."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from site_tools.model.records import FocusArea, Kind, Program
from site_tools.render import facts as aside
from site_tools.render.figures import Card, card, hue
from site_tools.render.links import DOCUMENTS, FOCUS_AREAS, GOALS, INDICATORS, PROGRAMS, RESPONSIBLE, SOURCES
from site_tools.render.sheets import list_sheet, record_sheet
from site_tools.templates import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterator

    from site_tools.model.portal import Output
    from site_tools.render.press import Press


class ProgramCard(NamedTuple):
    """A program in a list, with what it holds in words."""

    program: Program
    hue: str
    counts: str


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
        cards.append(ProgramCard(program, hue(program), " · ".join(counts)))
    return cards
