"""Money: what is where, and each table, grant and round of applications with exactly the source's figures, signs and units."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple, get_args

from site_tools import text, urls
from site_tools.charts.data import DEFAULT_HUE
from site_tools.charts.money import in_words, money_chart, sort_of
from site_tools.making import page, pages
from site_tools.model.fields import slug
from site_tools.model.parts import Kind
from site_tools.model.portal import Ref
from site_tools.model.steering import Application, Finance
from site_tools.render import facts as aside
from site_tools.render.links import ACTORS, DOCUMENTS, GOALS, PROGRAMS, SOURCES
from site_tools.render.sheets import list_sheet, record_sheet
from site_tools.render.take_away import EXPLORED, NARROW, WIDE, downloads, drawing_name, drawing_of, explorable, files, frame, quoted
from site_tools.templates import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from site_tools.charts.shape import ChartData
    from site_tools.model.portal import Output, Portal
    from site_tools.model.records import Program, Record
    from site_tools.model.steering import MoneyRow
    from site_tools.model.values import Period
    from site_tools.render.links import Graph
    from site_tools.render.press import Press

BAR_WIDTH = 100
"""Length of the longest bar, in units of its drawing."""
# The words and their order are the model's: what it learns to say is never left out of a page.
_SORTS: tuple[str, ...] = get_args(Finance.model_fields["sort"].annotation)
_DECISIONS: tuple[str, ...] = get_args(Application.model_fields["decision"].annotation)


class MoneyCell(NamedTuple):
    """One amount as text with the source's digits and sign; ``text`` is empty where the source leaves the cell empty.

    ``bar`` is its length against the largest amount of its sort in the table, ``plus`` whether it points the other way than most.
    """

    text: str
    is_number: bool
    bar: int
    against: bool


class MoneyLine(NamedTuple):
    """A row ready for its page.

    ``depth`` is how deep it is a part of others; ``within`` names the post when it does not stand above; ``mark`` leads to its note.
    ``about`` is the one that the post is named after; ``links`` are the others.
    """

    row: MoneyRow
    about: Record | None
    depth: int
    within: str
    cells: tuple[MoneyCell, ...]
    links: tuple[Record, ...]
    mark: str


class Overview(NamedTuple):
    """Money in the list, with its total where the source gives exactly one."""

    record: Finance
    said: str
    total: str
    years: tuple[str, ...]
    programs: tuple[Program, ...]


def money_pages(press: Press) -> Iterator[Output]:
    """The overview, then each table."""
    found = press.portal.every(Finance)
    if not found:
        return
    if press.shows(urls.LISTS[Kind.FINANCE]):
        yield _list(press, found)
    for one in found:
        if press.wants(urls.address(one)):
            yield from _with_files(press, one)


@pages
def _with_files(press: Press, one: Finance) -> Iterator[Output]:
    yield _one(press, one)
    yield from files(press, one)


def money_charts(portal: Portal, graph: Graph) -> Iterator[tuple[str, Callable[[], ChartData | None]]]:
    """(name of the drawing, what makes the chart) of each table, in the colour of its first program; none without posts to compare."""
    for one in portal.every(Finance):
        hue = next((program.colour or DEFAULT_HUE for program in graph.programs(one)), DEFAULT_HUE)
        yield drawing_name(one), partial(money_chart, one, hue)


def _alternative(one: Finance) -> str:
    """What the drawing shows, in words."""
    chart = money_chart(one, DEFAULT_HUE)
    return in_words(chart) if chart else ""


@page
def _list(press: Press, found: Sequence[Finance]) -> Output:
    ordered = sorted(found, key=lambda one: (_SORTS.index(one.sort), -(one.year.year if one.year else 0), text.sort_key(one.label)))
    shown = [overview(press, one) for one in ordered]
    description = _("Budgetar, anslag, bidrag och projekt: vilka pengar det gäller, vilket år och varifrån talen kommer.")
    owners = {one.owner: press.portal.records[Ref(Kind.ACTOR, one.owner)].label for one in found if one.owner}
    programs = {p.id for line in shown for p in line.programs}
    return press.output(
        list_sheet(Kind.FINANCE, description, found, ("filter.js",)),
        "finances",
        found=shown,
        sort_choices=[(slug(sort), text.capital(sort)) for sort, _found in groupby(ordered, key=lambda one: one.sort)],
        year_choices=[(year, year) for year in sorted({year for line in shown for year in line.years}, reverse=True)],
        owner_choices=sorted(owners.items(), key=lambda pair: text.sort_key(pair[1])),
        program_choices=[(p.id, p.label) for p in press.portal.programs if p.id in programs],
    )


def overview(press: Press, one: Finance) -> Overview:
    """A table as lists show it."""
    parts = [text.capital(one.sort)]
    if one.year:
        parts.append(text.period(one.year))
    if one.owner:
        parts.append(press.portal.records[Ref(Kind.ACTOR, one.owner)].label)
    if one.rows:
        parts.append(ngettext("%(n)s rad", "%(n)s rader", len(one.rows)))
    if one.applications:
        parts.append(ngettext("%(n)s ansökan", "%(n)s ansökningar", len(one.applications)))
    return Overview(one, " · ".join(parts), _total(one), _years(one), press.graph.programs(one))


def _total(one: Finance) -> str:
    """The source's own sum for the table's year; empty unless there is exactly one such amount."""
    columns = {c.id: c.name for c in one.columns if len(one.columns) == 1 or (c.period and c.period == one.year)}
    found = [
        (row.post, columns[a.column], a.value)
        for row in one.rows
        if row.total
        for a in row.amounts
        if a.column in columns and a.value is not None
    ]
    if len(found) != 1:
        return ""
    post, column, value = found[0]
    return f"{post}, {column}: {text.number(value)} {one.unit}"


def _years(one: Finance) -> tuple[str, ...]:
    periods: list[Period | None] = [one.year, *(column.period for column in one.columns)]
    return tuple(sorted({str(y) for p in periods if p and p.first for y in range(p.first.year, p.year + 1)}))


def _one(press: Press, one: Finance) -> Output:
    groups = press.graph.connections(one)
    goals, programs, documents, *_shown = (groups.pop(_(name), ()) for name in (GOALS, PROGRAMS, DOCUMENTS, SOURCES, ACTORS))
    notes = [row for row in one.rows if row.note or row.source]
    scripts = (*(["explore.js"] if explorable(press, one) else []), "copy.js")
    return press.output(
        replace(record_sheet(press, one), scripts=scripts),
        "finance",
        record=one,
        columns=one.columns,
        lines=_lines(press, one),
        notes=notes,
        drawing=drawing_of(press, one),
        drawing_address=urls.beside(one, WIDE),
        narrow_address=urls.beside(one, NARROW),
        explored_address=urls.beside(one, EXPLORED),
        alternative=_alternative(one),
        downloads=downloads(press, one),
        frame=frame(press, one),
        quoted=quoted(press, one),
        has_parts=any(row.part_of for row in one.rows),
        has_minus=any(a.value is not None and a.value < 0 for row in one.rows for a in row.amounts),
        applications=_applications(one),
        aside=aside.rows(
            (_("Typ"), aside.words(text.capital(one.sort))),
            (_("År"), aside.period(one.year)),
            (_("Enhet"), aside.words(_unit(one))),
            (_("Aktör"), aside.actor(press.portal, one.owner)),
            (_("Mål"), aside.links(goals)),
            (_("Program"), aside.links(programs)),
            (_("Dokument"), aside.links(documents)),
        ),
        groups=groups,
    )


def _unit(one: Finance) -> str:
    told = {"kr": _("kronor"), "tkr": _("tusen kronor (tkr)"), "mnkr": _("miljoner kronor (mnkr)")}
    return text.capital(told.get(one.unit, one.unit))


def _lines(press: Press, one: Finance) -> list[MoneyLine]:
    values = [a.value for row in one.rows for a in row.amounts if a.value is not None]
    largest = _largest(one)
    minus = sum(v < 0 for v in values) > len(values) / 2
    lines: list[MoneyLine] = []
    depths: dict[str, int] = {}
    above: list[str] = []
    noted = 0
    for row in one.rows:
        noted += bool(row.note or row.source)
        mark = str(noted) if row.note or row.source else ""
        depth = depths.get(row.part_of, 0) + 1 if row.part_of else 0
        depths[row.post] = depth
        above = [*above[:depth], row.post]
        directly = depth > 0 and len(above) > depth and above[depth - 1] == row.part_of
        amounts = {a.column: a for a in row.amounts}
        cells = []
        for column in one.columns:
            amount = amounts.get(column.id)
            value = amount.value if amount else None
            said = text.number(value) if value is not None else (amount.words or "" if amount else "")
            most = largest.get(sort_of(column.name))
            bar = int(abs(value) * BAR_WIDTH / most) if value is not None and most and not row.total else 0
            cells.append(MoneyCell(said, value is not None, bar, value is not None and value != 0 and (value < 0) is not minus))
        links = _links(press, row)
        about = next((record for record in links if row.post in (record.name, record.label)), None)
        within = "" if directly or not row.part_of else row.part_of
        lines.append(MoneyLine(row, about, depth, within, tuple(cells), tuple(record for record in links if record is not about), mark))
    return lines


def _largest(one: Finance) -> dict[str, Decimal]:
    """The largest amount that is no sum, by sort of money: what projects cost in all is not on one scale with a year's share of it."""
    found: dict[str, Decimal] = {}
    sorts = {column.id: sort_of(column.name) for column in one.columns}
    for row in one.rows:
        for amount in () if row.total else row.amounts:
            if amount.value is not None:
                sort = sorts[amount.column]
                found[sort] = max(found.get(sort, Decimal(0)), abs(amount.value))
    return found


def _links(press: Press, row: MoneyRow) -> tuple[Record, ...]:
    """What a row is about: its actor, programs and uppdrag."""
    refs = [Ref(Kind.ACTOR, row.actor)] if row.actor else []
    refs += [Ref(Kind.PROGRAM, name) for name in row.programs] + [Ref(Kind.ASSIGNMENT, name) for name in row.assignments]
    return tuple(press.portal.records[ref] for ref in refs)


def _applications(one: Finance) -> list[tuple[str, list[Application]]]:
    """Applications by decision, in the source's order within it."""
    return [
        (f"{text.capital(decision)} ({len(found)})", found)
        for decision in _DECISIONS
        if (found := [a for a in one.applications if a.decision == decision])
    ]
