"""Where a period lies on a time axis, what it is called there, and which figures may be joined by a line."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from site_tools.model.values import PeriodKind, Precision

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from site_tools.model.records import Rhythm
    from site_tools.model.values import Observation, Period

_MONTHS = ("jan", "feb", "mars", "april", "maj", "juni", "juli", "aug", "sep", "okt", "nov", "dec")
_TERTIALS = {"1": "jan–april", "2": "jan–aug", "3": "jan–dec"}
_RHYTHM_YEARS = {"vartannat år": 2.0, "vart fjärde år": 4.0}
_YEARS = (PeriodKind.YEAR, PeriodKind.SCHOOL_YEAR, PeriodKind.TERTIAL)
_SMALL = 0.02
"""Years; months are not equally long."""
_STEP_MAX = 5.0
"""Years; figures further apart than this are never taken for a rhythm."""


def _fraction(day: date) -> float:
    start = day.replace(month=1, day=1)
    return day.year + (day.toordinal() - start.toordinal()) / (start.replace(year=day.year + 1).toordinal() - start.toordinal())


def begins(period: Period) -> float | None:
    """The first day as a position: half a year before the middle of a calendar year. None when undated."""
    return None if period.first is None else round(_fraction(period.first) - 0.5, 3)


def position(period: Period) -> float | None:
    """The middle of a period in years, so that the year 2019 lies at 2019.0 and the school year 2019/2020 at 2019.5. None when undated."""
    if period.first is None or period.last is None:
        return None
    if period.kind is PeriodKind.SCHOOL_YEAR:
        return period.first.year + 0.5
    if period.kind is PeriodKind.YEAR or period.text.endswith("-T3"):
        return float(period.first.year)
    end = period.last.fromordinal(period.last.toordinal() + 1)
    return round((_fraction(period.first) + _fraction(end)) / 2 - 0.5, 3)


def when(period: Period) -> str:
    """A period in as few words as an axis or a label has room for: ``2019``, ``jan–april 2024``, ``2019/20``, ``27 sep 2024``."""
    if period.first is None:
        return "odaterat"
    match period.kind:
        case PeriodKind.TERTIAL:
            return f"{_TERTIALS[period.text[-1]]} {period.first.year}"
        case PeriodKind.SCHOOL_YEAR:
            return f"{period.text[:4]}/{period.text[-2:]}"
        case PeriodKind.HALF:
            return f"{'våren' if period.text.endswith('VT') else 'hösten'} {period.first.year}"
        case PeriodKind.MONTH:
            return f"{_MONTHS[period.first.month - 1]} {period.first.year}"
        case PeriodKind.DATE:
            return f"{period.first.day} {_MONTHS[period.first.month - 1]} {period.first.year}"
        case _:
            return period.text


def runs(
    rows: Sequence[Observation], missing: Iterable[Observation], breaks: Sequence[float], rhythm: Rhythm | None
) -> tuple[tuple[Observation, ...], ...]:
    """``rows`` of one group and place, parted into the stretches that a line may join, in order of time.

    A line joins only figures of the same kind, period type and edition, at the distance in time that the series keeps, with neither a row
    that says it is missing nor a break between them. Tertials count from New Year, so a T1 is joined with another T1 only.
    """
    buckets: dict[tuple[object, ...], list[Observation]] = {}
    for row in sorted(rows, key=lambda row: row.period.sort_key):
        buckets.setdefault(_bucket(row), []).append(row)
    holes = [(_bucket(row), x) for row in missing if (x := position(row.period)) is not None]
    found: list[tuple[Observation, ...]] = []
    for bucket, members in buckets.items():
        stops = [*breaks, *(x for other, x in holes if other == bucket)]
        found += _split(members, stops, rhythm)
    return tuple(sorted(found, key=lambda run: run[0].period.sort_key))


def _bucket(row: Observation) -> tuple[object, ...]:
    period = row.period
    alone = period.kind in (PeriodKind.SPAN, PeriodKind.UNDATED) or row.precision is Precision.INTERVAL
    part = period.text[-2:] if period.kind is PeriodKind.TERTIAL else ""
    return (row.kind, row.edition, period.kind, part, period.text if alone else "")


def _split(rows: Sequence[Observation], stops: Sequence[float], rhythm: Rhythm | None) -> list[tuple[Observation, ...]]:
    """Parts ``rows`` of one bucket where a line would pass over a stop or a time without figures."""
    places = [position(row.period) for row in rows]
    gaps = [b - a if a is not None and b is not None else 0.0 for a, b in pairwise(places)]
    done = [[rows[0]]]
    for n, row in enumerate(rows[1:]):
        a, b = places[n], places[n + 1]
        stopped = a is None or b is None or any(a < stop < b for stop in stops)
        if stopped or gaps[n] > _longest(rows[0].period.kind, rhythm, gaps, n) + _SMALL:
            done.append([row])
        else:
            done[-1].append(row)
    return [tuple(run) for run in done]


def _longest(kind: PeriodKind, rhythm: Rhythm | None, gaps: Sequence[float], n: int) -> float:
    """The longest time, in years, that the n-th of ``gaps`` may be without anything missing in it.

    The authored rhythm decides for whole years. Without one, a distance that comes twice in a row is a rhythm: elections every fourth year.
    """
    if rhythm and kind in _YEARS:
        return _RHYTHM_YEARS.get(rhythm, 1.0)
    least = 1.0 if kind in (*_YEARS, PeriodKind.DATE) else 0.5 if kind is PeriodKind.HALF else 0.09
    beside = [gaps[m] for m in (n - 1, n + 1) if 0 <= m < len(gaps)]
    regular = gaps[n] <= _STEP_MAX and any(abs(gaps[n] - gap) <= 2 * _SMALL for gap in beside)
    return max(least, gaps[n] if regular else 0.0)
