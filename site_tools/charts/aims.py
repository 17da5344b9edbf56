"""Targets as a chart shows them: points and steps in their years, rules that always hold, and the straight way there."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from site_tools import text
from site_tools.charts.periods import position, when
from site_tools.charts.shape import Aim, Path
from site_tools.model.parts import TargetKind
from site_tools.model.values import PeriodKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from site_tools.model.parts import Target
    from site_tools.model.records import Indicator

_NUMERIC = (TargetKind.AT_LEAST, TargetKind.AT_MOST, TargetKind.WITHIN, TargetKind.EXACTLY, TargetKind.ZERO)


def numeric(indicator: Indicator) -> tuple[Target, ...]:
    """The targets that are a level in the indicator's own unit. A gap, a direction, yes or words have no place on its scale."""
    return tuple(t for t in indicator.targets if t.sort in _NUMERIC and t.unit in (None, indicator.unit))


def aims(indicator: Indicator, hues: Mapping[str, str]) -> tuple[Aim, ...]:
    """Each numeric target with its label; ``hues`` are the colours of the groups drawn."""
    return tuple(_aim(target, hues.get(target.group or "", "ink")) for target in numeric(indicator))


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


def paths(indicator: Indicator) -> tuple[Path, ...]:
    """The straight way from the authored start value through the dated targets, for each group and side that has some.

    Without an authored start value the way begins at the first target: nobody has promised one from anywhere else.
    """
    found: dict[tuple[str | None, bool], list[Target]] = {}
    for target in numeric(indicator):
        if _stretch(target)[0] is not None and target.sort is not TargetKind.WITHIN:
            found.setdefault((target.group, target.sort is TargetKind.AT_LEAST), []).append(target)
    drawn = (_path(indicator, targets, group) for (group, _), targets in found.items())
    return tuple(path for path in drawn if path is not None)


def _path(indicator: Indicator, targets: Sequence[Target], group: str | None) -> Path | None:
    steps = sorted((x, _level(target)) for target in targets for x in dict.fromkeys(_stretch(target)) if x is not None)
    if len({x for x, _ in steps}) < len(steps):
        return None  # two targets for one time: there is no single way
    start = indicator.start_value
    if start and start.value is not None and start.group == group:
        x = position(start.period)
        if x is not None and x < steps[0][0]:
            steps.insert(0, (x, start.value))
    return Path(tuple(steps)) if len(steps) > 1 else None
