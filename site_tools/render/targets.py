"""Targets in words: what is to be reached, and how far the latest figure is from it. No verdict."""

from __future__ import annotations

from dataclasses import dataclass
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
    """A target as a page shows it. ``words`` is the target, ``when`` its year; ``distance`` is empty where it cannot be told."""

    target: Target
    words: str
    when: str
    distance: str


def target_view(target: Target, unit: str) -> TargetView:
    """A target that stands on its own, such as on a goal."""
    return TargetView(target, text.capital(text.target(target, unit)), _when(target), "")


def indicator_target(target: Target, indicator: Indicator, facts: IndicatorFacts) -> TargetView:
    """A target of an indicator, with the distance from the latest figures."""
    distance = ""
    if target.unit in (None, indicator.unit):
        if target.sort is TargetKind.GAP_AT_MOST:
            distance = _gap(target, indicator, facts)
        elif group := _group(target, facts):
            distance = _distance(target, indicator, group)
    return TargetView(target, text.capital(text.target(target, indicator.unit)), _when(target), distance)


def _when(target: Target) -> str:
    if target.year is None:
        return ""
    if target.year.kind is PeriodKind.SPAN:
        return _("varje år %(years)s") % {"years": target.year.text}
    return text.period(target.year)


def _group(target: Target, facts: IndicatorFacts) -> GroupFacts | None:
    if target.group is None:
        return facts.lead
    return next((group for group in facts.groups if group.group == target.group), None)


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
    row = group.latest
    low, high = _limits(target)
    if low is None or high is None or row.value is None or not _measured(row):
        return ""
    who = "" if group.group == TOTAL else f", {group.group}"
    start = _("Det senaste värdet (%(period)s%(group)s) är ") % {"period": text.period(row.period), "group": who}
    if low <= row.value <= high:
        return start + (_("lika med målvärdet.") if low == high else _("inom målvärdets gränser."))
    away = row.value - high if row.value > high else low - row.value
    words = _("%(amount)s högre än målvärdet.") if row.value > high else _("%(amount)s lägre än målvärdet.")
    return start + words % {"amount": text.difference(away, indicator.unit, indicator.decimals)}


def _gap(target: Target, indicator: Indicator, facts: IndicatorFacts) -> str:
    rows = [group.latest for name in target.between for group in facts.groups if group.group == name]
    if len(rows) != 2 or rows[0].period != rows[1].period or not all(map(_measured, rows)):
        return ""
    first, second = (row.value or Decimal(0) for row in rows)
    return _("Den senaste skillnaden (%(period)s) är %(amount)s.") % {
        "period": text.period(rows[0].period),
        "amount": text.difference(first - second, indicator.unit, indicator.decimals),
    }
