"""What can be wrong with the record of changed figures: each must lead to what the series says now."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from site_tools.messages import indicators as say

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from datetime import date
    from decimal import Decimal

    from site_tools.model.parts import Revision
    from site_tools.model.portal import Source
    from site_tools.model.records import Indicator, Record
    from site_tools.model.values import Series
    from site_tools.problems import Problem, Said

_Numbered = tuple[int, "Revision"]


def revision_problems(
    indicator: Indicator, series: Series, source: Source, home: str, told: Collection[tuple[str, str, str]] = ()
) -> Iterator[Problem]:
    """The revisions of one figure follow on each other, and the last gives the figure of the series.

    ``told`` are the periods, groups and places whose figure is told of already, as another than the published one.
    """
    chains: dict[tuple[str, str, str], list[_Numbered]] = {}
    for numbered in enumerate(indicator.revisions):
        one = numbered[1]
        chains.setdefault((one.period.text, one.group or "totalt", one.place or home), []).append(numbered)
    standing: dict[tuple[str, str, str], list[Decimal]] = {}
    for row in series if chains else ():
        if row.value is not None:
            standing.setdefault((row.period.text, row.group, row.place), []).append(row.value)
    for (period, group, place), chain in chains.items():
        chain.sort(key=lambda numbered: numbered[1].day)
        yield from _broken_links(chain, source)
        index, last = chain[-1]
        figures = standing.get((period, group, place), [])
        which = ", ".join((period, group) if place == home else (period, group, place))
        if (period, group, place) in told:
            continue
        if last.after is None and figures:
            yield _problem(source, index, "period", say.REVISION_OF_WHAT_STAYS(which=which, figure=figures[-1]))
        elif last.after is not None and last.after not in figures:
            if figures:
                said = say.REVISION_ENDS_ELSEWHERE(which=which, after=last.after, figure=figures[-1])
            else:
                said = say.REVISION_OF_NO_FIGURE(which=which, after=last.after)
            yield _problem(source, index, "till", said)


def _broken_links(chain: list[_Numbered], source: Source) -> Iterator[Problem]:
    for (_earlier, before), (index, after) in pairwise(chain):
        if before.day == after.day:
            yield _problem(source, index, "datum", say.REVISIONS_SAME_DAY(day=after.day.isoformat()))
        elif before.after != after.before:
            ended = "att talet togs bort" if before.after is None else f"{before.after}"
            yield _problem(source, index, "från", say.REVISIONS_DO_NOT_MEET(before=after.before, ended=ended))


def dated_ahead(records: Iterable[Record], sources: Mapping[str, Source], today: date) -> Iterator[Problem]:
    """Revisions that have not been made yet: what has not happened cannot be told of."""
    for record in records:
        for index, revision in enumerate(getattr(record, "revisions", ())):
            if revision.day > today:
                said = say.REVISION_AHEAD(day=revision.day.isoformat(), today=today.isoformat())
                yield _problem(sources[record.path], index, "datum", said)


def _problem(source: Source, index: int, key: str, said: Said) -> Problem:
    return said.at(source.path, source.place_of(("revideringar", index, key)), f"revideringar.{index}.{key}")
