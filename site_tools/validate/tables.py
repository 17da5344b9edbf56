"""Checks within one record of money, of risks, of a follow-up or an event that no single field can make."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING

from site_tools.messages import keys, tables
from site_tools.model.steering import ControlPlan, Event, Finance, FollowUp

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from site_tools.model.portal import KeyPath, Source
    from site_tools.model.records import Record
    from site_tools.model.steering import Application, MoneyRow
    from site_tools.problems import Problem, Said

_Found = tuple["KeyPath", "Said"]


def table_problems(record: Record, source: Source) -> Iterator[Problem]:
    """What is wrong between the parts of a record."""
    for path, said in _found(record):
        yield said.at(source.path, source.place_of(path), ".".join(map(str, path)))


def _found(record: Record) -> Iterable[_Found]:
    match record:
        case Finance():
            return chain(_money(record), _applications(record.applications))
        case ControlPlan():
            return _twice("risker", [risk.id for risk in record.risks])
        case FollowUp():
            return _judged_twice(record)
        case Event() if record.until and record.until.last and record.when.first and record.until.last < record.when.first:
            return [(("till",), keys.EVENT_BACKWARDS())]
    return ()


def _twice(key: str, ids: Iterable[str]) -> Iterator[_Found]:
    seen: set[str] = set()
    for index, name in enumerate(ids):
        if name in seen:
            yield (key, index, "id"), keys.NAME_TWICE(name=name)
        seen.add(name)


def _money(finance: Finance) -> Iterator[_Found]:
    columns = [column.id for column in finance.columns]
    posts = Counter(row.post for row in finance.rows)
    yield from _twice("kolumner", columns)
    for number, row in enumerate(finance.rows):
        yield from _amounts(row, ("rader", number), columns)
        if row.part_of is None:
            continue
        here = ("rader", number, "varav_till")
        if row.part_of == row.post:
            yield here, tables.PART_OF_ITSELF(post=row.post)
        elif row.part_of not in posts:
            yield here, tables.NO_POST(post=row.part_of).near(row.part_of, posts)
    yield from _circles(finance)


def _amounts(row: MoneyRow, here: KeyPath, columns: list[str]) -> Iterator[_Found]:
    seen: set[str] = set()
    for index, amount in enumerate(row.amounts):
        place = (*here, "belopp", index)
        if amount.column not in columns:
            said = tables.NO_COLUMN(column=amount.column, columns=", ".join(columns) or "inga")
            yield (*place, "kolumn"), said.near(amount.column, columns)
        elif amount.column in seen:
            yield (*place, "kolumn"), tables.TWO_AMOUNTS(column=amount.column)
        seen.add(amount.column)
        if (amount.value is None) == (amount.words is None):
            yield (
                place,
                tables.ONE_AMOUNT(found="varken" if amount.value is None else "både", word="eller" if amount.value is None else "och"),
            )


def _circles(finance: Finance) -> Iterator[_Found]:
    """Each row that is, step by step, a part of itself; in one step it has been told so. A circle is told once."""
    above = {row.post: row.part_of for row in finance.rows if row.part_of and row.part_of != row.post}
    told: set[str] = set()
    for number, row in enumerate(finance.rows):
        chain_, post = [row.post], above.get(row.post)
        while post and post not in chain_:
            chain_.append(post)
            post = above.get(post)
        if post == row.post and row.post not in told:
            told |= set(chain_)
            yield ("rader", number, "varav_till"), tables.PART_OF_ITSELF(post=row.post)


def _applications(applications: Iterable[Application]) -> Iterator[_Found]:
    for index, one in enumerate(applications):
        if one.decision == "avslås" and one.granted:
            yield ("ansökningar", index, "beviljat"), tables.REFUSED_WITH_MONEY(granted=one.granted)


def _judged_twice(followup: FollowUp) -> Iterator[_Found]:
    seen: set[tuple[str, str]] = set()
    for index, one in enumerate(followup.judged):
        named = (("mål", one.goal), ("program", one.program), ("indikator", one.indicator), ("uppdrag", one.assignment))
        about = next((key, name) for key, name in named if name)
        if about in seen:
            yield ("bedömningar", index, about[0]), tables.JUDGED_TWICE(name=about[1])
        seen.add(about)
