"""Targets in words: what is to be reached, and how far the latest figure is from it. No verdict."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from site_tools import text
from site_tools.model.parts import TargetKind
from site_tools.model.values import PeriodKind, Precision, ValueKind
from site_tools.render.figures import TOTAL
from site_tools.templates import _

if TYPE_CHECKING:
    from site_tools.model.parts import Target
    from site_tools.model.portal import GroupFacts, IndicatorFacts
    from site_tools.model.records import Indicator
    from site_tools.model.values import Observation


@dataclass(frozen=True)
class TargetView:
    """A target as a page shows it. ``words`` is the target, ``when`` its year; ``distance`` is empty where it cannot be told.

    Where one target is for several groups ``groups`` tells of each how far it is, and ``distance`` is empty.
    """

    target: Target
    words: str
    when: str
    distance: str = ""
    groups: tuple[str, ...] = ()


def target_view(target: Target, unit: str) -> TargetView:
    """A target that stands on its own, such as on a goal."""
    return TargetView(target, text.capital(text.target(target, unit)), _when(target))


def indicator_target(target: Target, indicator: Indicator, facts: IndicatorFacts) -> TargetView:
    """A target of an indicator, with the distance from the latest figures."""
    said = TargetView(target, text.capital(text.target(target, indicator.unit)), _when(target))
    if target.unit not in (None, indicator.unit):
        return said
    if target.sort is TargetKind.GAP_AT_MOST:
        return replace(said, distance=_gap(target, indicator, facts))
    found = _groups(target, indicator, facts)
    if len(found) > 1:
        return replace(said, groups=_each(target, indicator, found))
    return replace(said, distance=_distance(target, indicator, found[0])) if found else said


def _when(target: Target) -> str:
    if target.year is None:
        return ""
    if target.year.kind is PeriodKind.SPAN:
        return _("varje år %(years)s") % {"years": target.year.text}
    return text.period(target.year)


def _groups(target: Target, indicator: Indicator, facts: IndicatorFacts) -> tuple[GroupFacts, ...]:
    """The groups that a target is for, the total first: its own, else all that the verdicts hold against it. Parts make a whole, and the
    whole is what has a target."""
    if target.group is not None:
        return tuple(group for group in facts.groups if group.group == target.group)
    if indicator.parts:
        return (facts.lead,) if facts.lead else ()
    return tuple(sorted(facts.groups, key=lambda group: group.group != TOTAL))


def _measured(row: Observation) -> bool:
    """Whether a row can be held against a target: an exact outcome, perhaps preliminary, of a whole year and not a part of it."""
    whole = row.period.kind in (PeriodKind.YEAR, PeriodKind.SCHOOL_YEAR) or row.period.text.endswith("T3")
    return row.kind is ValueKind.OUTCOME and row.precision is Precision.EXACT and row.value is not None and whole


def _limits(target: Target) -> tuple[Decimal | None, Decimal | None]:
    """(lowest, highest) value that meets the target; both None when it is not a number."""
    match target.sort:
        case TargetKind.ZERO:
            return Decimal(0), Decimal(0)
        case TargetKind.AT_LEAST | TargetKind.AT_MOST | TargetKind.EXACTLY:
            return target.value, target.value
        case TargetKind.WITHIN:
            return target.value, target.value_to
    return None, None


def _distance(target: Target, indicator: Indicator, group: GroupFacts) -> str:
    away = _away(target, indicator, group.latest)
    who = "" if group.group == TOTAL else f", {group.group}"
    start = _("Det senaste värdet (%(period)s%(group)s) är ") % {"period": text.period(group.latest.period), "group": who}
    return away and f"{start}{away}."


def _each(target: Target, indicator: Indicator, groups: tuple[GroupFacts, ...]) -> tuple[str, ...]:
    """A line for each group; none when none of them can be held against the target."""
    away = [_away(target, indicator, group.latest) for group in groups]
    return tuple(
        f"{text.capital(group.group)} ({text.period(group.latest.period)}): {words or _('går inte att jämföra')}"
        for group, words in zip(groups, away, strict=True)
        if any(away)
    )


def _away(target: Target, indicator: Indicator, row: Observation) -> str:
    """How far a figure is from a target, in words that follow ``är``; empty where it cannot be told."""
    low, high = _limits(target)
    if low is None or high is None or row.value is None or not _measured(row):
        return ""
    if low <= row.value <= high:
        return _("lika med målvärdet") if low == high else _("inom målvärdets gränser")
    far = row.value - high if row.value > high else low - row.value
    words = _("%(amount)s högre än målvärdet") if row.value > high else _("%(amount)s lägre än målvärdet")
    return words % {"amount": text.difference(far, indicator.unit, indicator.decimals)}


def _gap(target: Target, indicator: Indicator, facts: IndicatorFacts) -> str:
    rows = [group.latest for name in target.between for group in facts.groups if group.group == name]
    if len(rows) != 2 or rows[0].period != rows[1].period or not all(map(_measured, rows)):
        return ""
    first, second = (row.value or Decimal(0) for row in rows)
    return _("Den senaste skillnaden (%(period)s) är %(amount)s.") % {
        "period": text.period(rows[0].period),
        "amount": text.difference(first - second, indicator.unit, indicator.decimals),
    }
