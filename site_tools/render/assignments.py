"""Uppdrag in the wide sense: the list with what still holds first, and a page for each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from site_tools import text, urls
from site_tools.making import page
from site_tools.model.fields import slug
from site_tools.model.parts import Kind
from site_tools.model.steering import Assignment, Event
from site_tools.render import facts as aside
from site_tools.render.anchored import by_date
from site_tools.render.chain import chain
from site_tools.render.judgements import judgements
from site_tools.render.links import (
    DEPENDS_ON,
    DOCUMENTS,
    EVENTS,
    FOCUS_AREAS,
    FOLLOW_UPS,
    GIVEN_BY,
    GIVEN_TO,
    GOALS,
    INDICATORS,
    PROGRAMS,
    REPLACED_BY,
    REPLACES,
    SOURCES,
    TAKING_PART,
)
from site_tools.render.sheets import list_sheet, record_sheet
from site_tools.render.states import is_over, notices
from site_tools.templates import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from site_tools.model.portal import Output
    from site_tools.model.records import Goal, Program, Record
    from site_tools.model.values import Period
    from site_tools.render.press import Press

YEARS_MAX = 30
"""A validity of more years than this is not spelled out for the filter."""


_ORDER = ("tilläggsuppdrag", "uppdrag", "åtagande", "åtgärd", "projekt", "fokus", "rekommendation", "grunduppdrag")
"""Sorts as lists show them: what is special before what always goes on."""


class Line(NamedTuple):
    """An uppdrag in a list. ``said`` is its sort, number and people in words; the rest is what the list is filtered by."""

    record: Assignment
    said: str
    state: str
    over: str
    programs: tuple[Program, ...]
    goals: tuple[Goal, ...]
    actors: tuple[Record, ...]
    years: tuple[str, ...]
    newest: str


def assignment_pages(press: Press) -> Iterator[Output]:
    """The list, then each uppdrag."""
    found = press.portal.every(Assignment)
    if not found:
        return
    if press.shows(urls.LISTS[Kind.ASSIGNMENT]):
        yield _list(press, found)
    for assignment in found:
        if press.wants(urls.address(assignment)):
            yield _one(press, assignment)


def lines(press: Press, found: Iterable[Assignment]) -> list[Line]:
    """Uppdrag as lists show them: those that hold first, each part by sort and number."""
    today = press.config.today
    return [_line(press, one) for one in sorted(found, key=lambda one: (is_over(one, press.portal, today), *by_number(one)))]


def by_number(assignment: Assignment) -> tuple[object, ...]:
    """Numbers count as numbers: 4.3.1 after 4.3, 2023:10 after 2023:9; what has no number comes after, by its name."""
    parts = tuple(int(part) for part in re.findall(r"\d+", assignment.designation or ""))
    return (_ORDER.index(assignment.sort) if assignment.sort in _ORDER else len(_ORDER), not parts, parts, text.sort_key(assignment.name))


def _line(press: Press, one: Assignment) -> Line:
    name = " ".join(filter(None, (text.capital(one.sort), one.designation)))
    giver = press.portal.outgoing(one, "från")
    takers = press.portal.outgoing(one, "till") or press.portal.outgoing(one, "medverkande")
    parts = [name]
    if giver:
        parts.append(_("från %(names)s") % {"names": text.join([actor.label for actor in giver])})
    if takers:
        parts.append(_("till %(names)s") % {"names": text.join([actor.label for actor in takers])})
    when = one.decided or (one.validity.first if one.validity else None)
    return Line(
        record=one,
        said=" ".join(parts[:1]) + "".join(f", {part}" for part in parts[1:]),
        state=one.latest_state,
        over="; ".join(_told(notice.words, notice.records) for notice in notices(one, press.portal, press.config.today)),
        programs=press.graph.programs(one),
        goals=press.graph.goals(one),
        actors=press.portal.outgoing(one, "till", "medverkande"),
        years=years(one),
        newest=when.last.isoformat() if when and when.last else "",
    )


def _told(words: str, records: tuple[Record, ...]) -> str:
    return f"{words} {text.join([record.label for record in records])}" if records else words


def years(one: Assignment) -> tuple[str, ...]:
    """Every year that an uppdrag says something of: its validity, its decision, its plan and its follow-ups."""
    periods: list[Period | None] = [one.decided, *(p.period for p in one.planned), *one.reports, *(s.period for s in one.states)]
    found = {year for period in periods if period and period.first for year in range(period.first.year, period.year + 1)}
    if one.validity:
        first, last = one.validity.first, one.validity.last
        ends = [p for p in (first, last) if p and p.first]
        if len(ends) == 2 and ends[1].year - ends[0].year < YEARS_MAX:
            found |= set(range(ends[0].year, ends[1].year + 1))
        else:
            found |= {p.year for p in ends}
    return tuple(str(year) for year in sorted(found))


@page
def _list(press: Press, found: tuple[Assignment, ...]) -> Output:
    shown = lines(press, found)
    description = _(
        "Uppdrag, åtaganden och rekommendationer på vägen till målen: vem som har gett dem, vem som ska göra dem och hur det går."
    )
    actors = {actor.id: actor.label for line in shown for actor in line.actors}
    sorts = sorted({one.sort for one in found}, key=text.sort_key)
    states = sorted({line.state for line in shown if line.state}, key=text.sort_key)
    used_programs = {p.id for line in shown for p in line.programs}
    used_goals = {g.id for line in shown for g in line.goals}
    return press.output(
        list_sheet(Kind.ASSIGNMENT, description, found, ("filter.js",)),
        "assignments",
        lines=shown,
        over_note=_over_note(sum(bool(line.over) for line in shown)),
        sort_choices=[(slug(sort), text.capital(sort)) for sort in sorts],
        state_choices=[(slug(state), text.capital(state)) for state in states],
        program_choices=[(p.id, p.label) for p in press.portal.programs if p.id in used_programs],
        goal_choices=[(g.id, g.label) for g in press.portal.goals if g.id in used_goals],
        actor_choices=sorted(actors.items(), key=lambda pair: text.sort_key(pair[1])),
        year_choices=[(year, year) for year in sorted({year for line in shown for year in line.years}, reverse=True)],
    )


def _over_note(n: int) -> str:
    told = "%(n)s uppdrag gäller inte längre. Det står sist i listan.", "%(n)s uppdrag gäller inte längre. De står sist i listan."
    return ngettext(*told, n) if n else ""


@page
def _one(press: Press, one: Assignment) -> Output:
    groups = press.graph.connections(one)
    top = {
        name: groups.pop(_(name), ())
        for name in (GIVEN_BY, GIVEN_TO, TAKING_PART, GOALS, PROGRAMS, FOCUS_AREAS, INDICATORS, DOCUMENTS, SOURCES)
    }
    shown = {name: groups.pop(_(name), ()) for name in (REPLACES, REPLACED_BY, DEPENDS_ON, FOLLOW_UPS, EVENTS)}
    agreement = next((d for d in press.portal.agreements if d.id == one.source.document), None)
    return press.output(
        record_sheet(press, one),
        "assignment",
        record=one,
        chain=chain(press, one),
        judged=judgements(press, one),
        agreement=agreement,
        depends_on=shown[DEPENDS_ON],
        replaces=shown[REPLACES],
        events=by_date(e for e in press.portal.incoming(one, Kind.EVENT) if isinstance(e, Event)),
        aside=aside.rows(
            (_("Typ"), aside.words(text.capital(one.sort))),
            (_("Beteckning"), aside.words(one.designation)),
            (_("Från"), aside.links(top[GIVEN_BY])),
            (_("Till"), aside.links(top[GIVEN_TO])),
            (_("Medverkar"), aside.links(top[TAKING_PART])),
            (_("Ansvarig roll"), aside.words(one.responsible_role)),
            (_("Beslutat"), aside.period(one.decided)),
            (_("Gäller"), aside.validity(one.validity)),
            (_("Följs upp"), aside.words(*(text.capital(text.period(period)) for period in one.reports))),
            (_("Mål"), aside.links(top[GOALS])),
            (_("Program"), aside.links(top[PROGRAMS])),
            (_("Fokusområde"), aside.links(top[FOCUS_AREAS])),
            (_("Indikatorer"), aside.links(top[INDICATORS])),
            (_("Dokument"), aside.links(top[DOCUMENTS])),
            (_("Ersätter"), aside.links(shown[REPLACES])),
        ),
        groups=groups,
    )
