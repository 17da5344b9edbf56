"""Figures that readers have seen, held against what a series says now."""

from __future__ import annotations

from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING

from site_tools import urls
from site_tools.model.parts import Kind
from site_tools.model.released import is_held

if TYPE_CHECKING:
    from collections.abc import Mapping

    from site_tools.model.parts import Revision
    from site_tools.model.records import Indicator
    from site_tools.model.released import Figure, Released, RowKey
    from site_tools.model.values import Observation, Series

Untold = tuple["RowKey", "Figure", "Observation | None"]
"""A published row, and the row of the series that says something else in its place."""


def figures_of(indicator: Indicator, released: Released | None) -> Mapping[RowKey, Figure]:
    """What the last release had of an indicator, also under the id that it had then."""
    if released is None:
        return _NONE
    for name in (indicator.id, *(old.split("/")[-2] for old in indicator.old_addresses if old.startswith(urls.LISTS[Kind.INDICATOR]))):
        if name in released.figures:
            return released.figures[name]
    return _NONE


_NONE: Mapping[RowKey, Figure] = MappingProxyType({})


def untold_changes(indicator: Indicator, series: Series, figures: Mapping[RowKey, Figure], then: str, home: str) -> list[Untold]:
    """The published numbers that have become others, or gone, without a revision that begins from them.

    ``then`` and ``home`` are the names of the portal's own place in the record and now.
    """
    rows = {row.key: row for row in series}
    found: list[Untold] = []
    for was, figure in figures.items():
        if is_held(was, figure):
            key = (was[0], was[1], home if was[2] == then else was[2], was[3], was[4])
            if not _says(rows.get(key), figure) and not _told(indicator.revisions, key, Decimal(figure.value), home):
                found.append((key, figure, rows.get(key)))
    return found


def _says(row: Observation | None, figure: Figure) -> bool:
    """Whether a row has the number. Zeros that say nothing are a way of writing: 1.0 is 1.00."""
    return row is not None and row.value is not None and (format(row.value, "f") == figure.value or row.value == Decimal(figure.value))


def _told(revisions: tuple[Revision, ...], key: RowKey, value: Decimal, home: str) -> bool:
    """Whether a revision leads on from the published number: one that begins from it, after the last that ended on it."""
    chain = sorted(
        (one for one in revisions if (one.period.text, one.group or "totalt", one.place or home) == key[:3]),
        key=lambda one: one.day,
    )
    ended = max((number for number, one in enumerate(chain) if one.after == value), default=-1)
    return any(one.before == value for one in chain[ended + 1 :])
