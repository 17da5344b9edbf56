"""Programs and their fokusområden."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from site_tools import urls
from site_tools.making import page
from site_tools.model.parts import Kind
from site_tools.render import facts as aside
from site_tools.render.chain import chain
from site_tools.render.figures import hue
from site_tools.render.holdings import gather
from site_tools.render.links import (
    ASSIGNMENTS,
    DOCUMENTS,
    EVENTS,
    FOCUS_AREAS,
    FOLLOW_UPS,
    GOALS,
    INDICATORS,
    MONEY,
    PROGRAMS,
    RESPONSIBLE,
    SOURCES,
)
from site_tools.render.multiples import multiples
from site_tools.render.printouts import printout
from site_tools.render.sheets import list_sheet, record_sheet
from site_tools.render.sources import by_source
from site_tools.render.verdicts import Tally, tally
from site_tools.templates import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterator

    from site_tools.model.portal import Output
    from site_tools.model.records import FocusArea, Program
    from site_tools.render.holdings import Parts
    from site_tools.render.press import Press


class ProgramCard(NamedTuple):
    """A program in a list, with what it holds in words."""

    program: Program
    hue: str
    counts: str
    tally: Tally | None


class Entry(NamedTuple):
    """A section in a page's own contents; ``number`` is how much there is in it, told only when it is ``counted``."""

    anchor: str
    label: str
    number: int
    counted: bool = True


def program_pages(press: Press) -> Iterator[Output]:
    """The list, then each program with its fokusområden."""
    if press.shows(urls.LISTS[Kind.PROGRAM]):
        yield _list(press)
    for program in press.portal.programs:
        if press.shows(urls.address(program)):
            yield _program(press, program)
        if press.shows(urls.printout(program)):
            yield printout(press, program)
    for area in press.portal.focus_areas:
        if press.wants(urls.address(area)):
            yield _focus_area(press, area)


@page
def _list(press: Press) -> Output:
    programs = press.portal.programs
    description = _("De program som ska leda %(organisation)s till målen, med fokusområden och indikatorer.")
    sheet = list_sheet(Kind.PROGRAM, description % {"organisation": press.portal.site.organisation}, programs)
    return press.output(sheet, "programs", cards=program_cards(press))


def program_cards(press: Press) -> list[ProgramCard]:
    """Every program as lists show it."""
    cards = []
    for program in press.portal.programs:
        counted = tally(program, press.derived)
        counts = (
            ngettext("%(n)s mål", "%(n)s mål", len(press.graph.goals(program))),
            ngettext("%(n)s fokusområde", "%(n)s fokusområden", len(press.graph.focus_areas(program))),
            ngettext("%(n)s indikator", "%(n)s indikatorer", counted.total if counted else 0),
        )
        cards.append(ProgramCard(program, hue(program), " · ".join(counts), counted))
    return cards


@page
def _program(press: Press, program: Program) -> Output:
    groups = press.graph.connections(program)
    shown = (GOALS, DOCUMENTS, FOCUS_AREAS, INDICATORS, SOURCES, RESPONSIBLE, ASSIGNMENTS, MONEY, EVENTS, FOLLOW_UPS)
    goals, documents, *_shown = (groups.pop(_(name), ()) for name in shown)
    parts = gather(press, program)
    return press.output(
        record_sheet(press, program, indicators=[i for i in press.portal.indicators if urls.address(i) in parts.addresses]),
        "program",
        record=program,
        parts=parts,
        state=by_source(program.state, press.portal),
        meaning=by_source(program.meaning, press.portal),
        documents=documents,
        contents=_contents(program, parts, len(documents)),
        chain=chain(press, program),
        printout=urls.printout(program),
        aside=aside.rows(
            (_("Mål"), aside.links(goals)),
            (_("Gäller"), aside.validity(program.validity)),
            (_("Ansvarig"), aside.actor(press.portal, program.responsible, program.responsible_role)),
        ),
        groups=groups,
    )


def _contents(program: Program, parts: Parts, documents: int) -> list[Entry]:
    """The sections of the page that have something in them."""
    entries = (
        Entry("syfte", _("Syfte"), int(bool(program.purpose)), counted=False),
        Entry("mal", _("Mål"), len(parts.goals)),
        Entry("fokusomraden", _("Fokusområden"), len(parts.areas)),
        Entry("indikatorer", _("Fler indikatorer") if parts.areas else _("Indikatorer"), len(parts.cards)),
        Entry("uppdrag", _("Uppdrag"), len(parts.assignments)),
        Entry("pengar", _("Pengar"), len(parts.money)),
        Entry("nulage", _("Nuläge"), len(program.state), counted=False),
        Entry("uppfoljning", _("Uppföljning"), len(parts.judged) + len(parts.judged_below)),
        Entry("handelser", _("Händelser"), len(parts.events)),
        Entry("dokument", _("Dokument"), documents),
    )
    return [entry for entry in entries if entry.number]


@page
def _focus_area(press: Press, area: FocusArea) -> Output:
    groups = press.graph.connections(area)
    programs, goals, documents, *_shown = (groups.pop(_(name), ()) for name in (PROGRAMS, GOALS, DOCUMENTS, INDICATORS, SOURCES))
    indicators = press.graph.indicators(area)
    return press.output(
        record_sheet(press, area, indicators=indicators),
        "focus_area",
        record=area,
        chain=chain(press, area),
        measures=multiples(press, indicators),
        goals=goals,
        documents=documents,
        aside=aside.rows((_("Program"), aside.links(programs)), (_("Mål"), aside.links(goals))),
        groups=groups,
    )
