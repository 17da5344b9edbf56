"""Targets as a chart shows them: points and steps in their years, rules that always hold, and the straight way that a verdict follows."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from site_tools import text
from site_tools.charts.periods import position, when
from site_tools.charts.shape import Aim, Mark, Path
from site_tools.model.parts import TargetKind
from site_tools.model.values import PeriodKind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from site_tools.charts.view import View
    from site_tools.model.parts import Target
    from site_tools.model.records import Indicator
    from site_tools.model.verdict import Status, Way

_NUMERIC = (TargetKind.AT_LEAST, TargetKind.AT_MOST, TargetKind.WITHIN, TargetKind.EXACTLY, TargetKind.ZERO)


def numeric(indicator: Indicator) -> tuple[Target, ...]:
    """The targets that are a level in the indicator's own unit. A gap, a direction, yes or words have no place on its scale."""
    return tuple(t for t in indicator.targets if t.sort in _NUMERIC and t.unit in (None, indicator.unit))


def aims(indicator: Indicator, hues: Mapping[str, str], groups: Collection[str | None] | None = None) -> tuple[Aim, ...]:
    """Each numeric target with its label, of all groups or of ``groups``; ``hues`` are the colours of the groups drawn."""
    found = [target for target in numeric(indicator) if groups is None or target.group in groups]
    return tuple(_aim(target, hues.get(target.group or "", "ink")) for target in found)


def _aim(target: Target, hue: str) -> Aim:
    value = _level(target)
    amount = text.number(value)
    if target.sort is TargetKind.WITHIN and target.value_to is not None:
        amount = f"{amount}–{text.number(target.value_to)}"
    elif target.sort in (TargetKind.AT_LEAST, TargetKind.AT_MOST):
        amount = f"{target.sort.value} {amount}"
    year = target.year
    words = [when(year)] if year else []
    head = ", ".join([f"Mål {words[0]}" if words else "Mål", *([target.group] if target.group else [])])
    first, last = _stretch(target)
    return Aim(f"{head}: {amount}", value, hue, target.value_to, first, last)


def _level(target: Target) -> Decimal:
    return Decimal(0) if target.sort is TargetKind.ZERO or target.value is None else target.value


def _stretch(target: Target) -> tuple[float | None, float | None]:
    """From where to where a target holds: a year is a point, a span of years a step."""
    year = target.year
    if year is None or year.first is None or year.last is None:
        return None, None
    if year.kind is PeriodKind.SPAN:
        return float(year.first.year), float(year.last.year)
    x = position(year)
    return x, x


class _Drawn(NamedTuple):
    """The part of a group's way that asks for improvement: its corners, (time of the method, value). ``whole`` when it is all of it."""

    group: str
    way: Way
    corners: tuple[tuple[Fraction, Fraction], ...]

    @property
    def whole(self) -> bool:
        return len(self.corners) == len(self.way.corners)


def paths(view: View, status: Status) -> tuple[Path, ...]:
    """The way that the verdict holds outcomes against: the lead group's, else that of each group, in its colour."""
    return tuple(_path(view, one, "quiet" if one.group == view.lead else view.hues[one.group]) for one in _led(view, status))


def path_key(view: View, status: Status) -> tuple[Mark, ...]:
    """What the dashed way is, and where it starts: from the value that is written, or else from the first outcome."""
    starts = {_start(one) for one in _led(view, status)}
    if not starts:
        return ()
    named = text.join(sorted(f"{name} {period}" for name, period in starts))
    return (Mark("path", f"rak väg till målet från {named}"),)


def _start(one: _Drawn) -> tuple[str, str]:
    if not one.whole:
        return "målvärdet", str(int(one.corners[0][0]))
    return "startvärdet" if one.way.authored else "första utfallet", when(one.way.start.period)


def _led(view: View, status: Status) -> list[_Drawn]:
    judged = [verdict for verdict in status.verdicts if verdict.between is None and verdict.way and verdict.group in view.hues]
    led = [verdict for verdict in judged if verdict.group == view.lead] or judged
    found = [_Drawn(v.group, v.way, _asking(v.way, view.indicator.direction)) for v in led if v.way]
    return [one for one in found if one.corners]


def _asking(way: Way, better: str) -> tuple[tuple[Fraction, Fraction], ...]:
    """The corners from where the way asks for improvement; none where it never does.

    A group that began past its first target is on its way as long as it is on the right side: a line down to that target would say that it
    should get worse.
    """

    def gains(one: tuple[Fraction, Fraction], other: tuple[Fraction, Fraction]) -> Fraction:
        return one[1] - other[1] if better == "ned" else other[1] - one[1]

    first, last = 0, len(way.corners) - 1
    while first < last and gains(way.corners[first], way.corners[first + 1]) < 0:
        first += 1
    asks = not first or any(gains(way.corners[0], corner) > 0 for corner in way.corners)
    return way.corners[first:] if asks else ()


def _path(view: View, one: _Drawn, hue: str) -> Path:
    places = {time: x for target in numeric(view.indicator) for time, x in _places(target)}
    steps = tuple((places.get(time, float(time)), _decimal(value)) for time, value in one.corners)
    if not one.whole:
        return Path(steps, hue, "")
    way = one.way
    first = position(way.start.period)
    start = (float(way.start.time) if first is None else first, _decimal(way.start.value))
    there = any(row.group == one.group and (position(row.period), row.value) == start for row in view.own)
    return Path((start, *steps[1:]), hue, "" if there else f"Start {when(way.start.period)}: {text.number(start[1])}")


def _places(target: Target) -> Iterator[tuple[Fraction, float]]:
    """(time of the method, place on the axis) of a target's first and last period: the school year 2029/2030 lies half a year earlier."""
    first, last = _stretch(target)
    if target.year is not None and first is not None and last is not None:
        yield Fraction(target.year.year), last
        if first < last and target.year.first is not None:
            yield Fraction(target.year.first.year), first


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)
