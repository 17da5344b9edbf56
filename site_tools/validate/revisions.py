"""What can be wrong with the record of changed figures: each must lead to what the series says now."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from site_tools.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from site_tools.model.parts import Revision
    from site_tools.model.portal import Source
    from site_tools.model.records import Indicator, Record
    from site_tools.model.values import Series

_Numbered = tuple[int, "Revision"]


def revision_problems(indicator: Indicator, series: Series, sources: Mapping[str, Source], home: str) -> Iterator[Problem]:
    """The revisions of one figure follow on each other, and the last gives the figure of the series."""
    source = sources[indicator.path]
    chains: dict[tuple[str, str], list[_Numbered]] = {}
    for numbered in enumerate(indicator.revisions):
        chains.setdefault((numbered[1].period.text, numbered[1].group or "totalt"), []).append(numbered)
    for (period, group), chain in chains.items():
        chain.sort(key=lambda numbered: numbered[1].day)
        yield from _broken_links(chain, source)
        rows = [row for row in series if row.place == home and row.period.text == period and row.group == group]
        index, last = chain[-1]
        figures = [row.value for row in rows if row.value is not None]
        which = f"{period}, {group}"
        if last.after is None and figures:
            message = f"revideringen säger att talet för {which} har tagits bort, men serien har {figures[-1]}"
            yield _problem(source, index, "period", message, f"skriv till: {figures[-1]}, eller ta bort talet ur serien")
        elif last.after is not None and last.after not in figures:
            says = f"men serien har {figures[-1]}" if figures else "men serien har inget tal för den"
            message = f"revideringen av {which} slutar på {last.after}, {says}"
            hint = (
                f"skriv till: {figures[-1]}, eller rätta serien"
                if figures
                else "rätta period: eller grupp:, eller lägg till raden i serien"
            )
            yield _problem(source, index, "till", message, hint)


def _broken_links(chain: list[_Numbered], source: Source) -> Iterator[Problem]:
    for (_earlier, before), (index, after) in pairwise(chain):
        if before.day == after.day:
            message = f"två revideringar av samma tal har samma datum, {after.day.isoformat()}"
            yield _problem(source, index, "datum", message, "skriv dem som en, eller rätta det ena datumet")
        elif before.after != after.before:
            ended = "att talet togs bort" if before.after is None else f"{before.after}"
            message = f"revideringen börjar från {after.before}, men den förra slutade med {ended}"
            yield _problem(source, index, "från", message, "rätta från: så att revideringarna följer på varandra")


def dated_ahead(records: Iterable[Record], sources: Mapping[str, Source], today: date) -> Iterator[Problem]:
    """Revisions that have not been made yet: what has not happened cannot be told of."""
    for record in records:
        for index, revision in enumerate(getattr(record, "revisions", ())):
            if revision.day > today:
                message = f"revideringens datum {revision.day.isoformat()} har inte varit än (i dag är det {today.isoformat()})"
                yield _problem(sources[record.path], index, "datum", message, "skriv dagen då talet ändrades")


def _problem(source: Source, index: int, key: str, message: str, hint: str) -> Problem:
    line, column = source.place_of(("revideringar", index, key))
    return Problem(source.path, line, column, message, hint, f"revideringar.{index}.{key}")
