"""Honest status: a verdict that a reader can check by hand. Pure, exact arithmetic (docs/status.md)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from site_tools.derive import pace
from site_tools.derive.fresh import expected_by
from site_tools.derive.trend import trend
from site_tools.model.parts import TargetKind
from site_tools.model.values import Observation, PeriodKind, ValueState
from site_tools.model.verdict import Freshness, Label, Level, Point, Reason, Status, Verdict

if TYPE_CHECKING:
    from datetime import date

    from site_tools.model.parts import Target
    from site_tools.model.records import Indicator
    from site_tools.model.values import Series


@dataclass(frozen=True)
class _Line:
    """One line of points (a group's, or a gap's) with what it is judged by. ``rows`` are all rows of the group or groups."""

    indicator: Indicator
    points: list[Point]
    targets: list[Target]
    rows: list[Observation]
    fresh: Freshness
    gap: bool = False

    @property
    def better(self) -> str:
        """Which way is better: a gap should shrink, whatever the indicator itself should do."""
        return "ned" if self.gap else self.indicator.direction


def status(indicator: Indicator, series: Series, home: str, today: date) -> Status:
    """The verdicts of an indicator at the place ``home``, for every group with outcomes and for every gap that has a target."""
    own = [row for row in series if row.place == home]
    outcomes = [row for row in own if row.counts]
    order = list(dict.fromkeys([*indicator.groups, *(row.group for row in outcomes)]))
    newest = max((row.period.last for row in outcomes if row.period.last), default=None)
    expected = expected_by(indicator, newest)
    fresh = Freshness.UNKNOWN if expected is None else Freshness.LATE if today > expected else Freshness.CURRENT
    verdicts = [_group(indicator, group, own, fresh) for group in order if any(row.group == group for row in outcomes)]
    verdicts += [_gap(indicator, target, own, fresh) for target in indicator.targets if target.sort is TargetKind.GAP_AT_MOST]
    if not verdicts:
        verdicts = [_judge(_Line(indicator, [], list(indicator.targets), own, fresh), Verdict("totalt", Label.UNKNOWN))]
    shown, worse = _shown(verdicts)
    return Status(shown.label, shown.reason, tuple(verdicts), worse, fresh, expected)


def _shown(verdicts: list[Verdict]) -> tuple[Verdict, Verdict | None]:
    """What a list shows: the gap where a target belongs to it, else the total, else the worst; and a judged group that is worse."""
    rank = list(Label).index
    judged = sorted((v for v in verdicts if v.label is not Label.UNKNOWN), key=lambda v: rank(v.label))
    gaps = [v for v in verdicts if v.between]
    total = next((v for v in verdicts if v.group == "totalt" and not v.between), None)
    if gaps and (total is None or total.reason is Reason.NO_TARGET):
        shown = min(gaps, key=lambda v: rank(v.label))
    else:
        shown = total or (judged[0] if judged else verdicts[0])
    worse = judged[0] if judged and shown.label is not Label.UNKNOWN and rank(judged[0].label) < rank(shown.label) else None
    return shown, worse


def _group(indicator: Indicator, group: str, own: list[Observation], fresh: Freshness) -> Verdict:
    rows = [row for row in own if row.group == group]
    targets = [t for t in indicator.targets if t.sort is not TargetKind.GAP_AT_MOST and (t.group is None or t.group == group)]
    chosen = comparable([row for row in rows if row.counts])
    base = Verdict(group, Label.UNKNOWN, latest=chosen[-1] if chosen else None)
    return _judge(_Line(indicator, _points(chosen), targets, rows, fresh), base)


def _gap(indicator: Indicator, target: Target, own: list[Observation], fresh: Freshness) -> Verdict:
    """The verdict on the distance between two groups, period by period where both have an outcome."""
    one, other = target.between[0], target.between[1]
    first, second = (comparable([row for row in own if row.group == group and row.counts]) for group in (one, other))
    values = {row.period: row.value for row in second}
    both = [row for row in first if values.get(row.period) is not None]
    points = [replace(p, value=abs(p.value - Fraction(values[p.period] or 0))) for p in _points(both)]
    base = Verdict(f"skillnaden mellan {one} och {other}", Label.UNKNOWN, between=(one, other), latest=both[-1] if both else None)
    return _judge(_Line(indicator, points, [target], [row for row in own if row.group in (one, other)], fresh, gap=True), base)


def comparable(outcomes: list[Observation]) -> list[Observation]:
    """The outcomes that one verdict may rest on, in order of time.

    One release, and one sort of period: full years before school years before the same tertial of each year, so that a tertial is
    never held against a year.
    """
    if not outcomes:
        return []
    edition = max(outcomes, key=lambda row: (row.period.sort_key, row.edition)).edition
    released = sorted((row for row in outcomes if row.edition == edition), key=lambda row: row.period.sort_key)
    for kind in (PeriodKind.YEAR, PeriodKind.SCHOOL_YEAR):
        if found := [row for row in released if row.period.kind is kind]:
            return found
    ending = released[-1].period.text[-2:]
    return [row for row in released if row.period.text.endswith(ending)]


def _points(rows: list[Observation]) -> list[Point]:
    return [Point(pace.time_of(row.period), Fraction(row.value), row.period) for row in rows if row.value is not None]


def _judge(line: _Line, base: Verdict) -> Verdict:
    """Nivå, takt and label of one line."""
    verdict = replace(base, trend=trend(line.indicator, line.points, gap=line.gap))
    if line.better == "ingen":
        return replace(verdict, reason=Reason.NO_DIRECTION)
    if not line.targets:
        return replace(verdict, reason=Reason.NO_TARGET)
    numeric = [t for t in line.targets if t.sort is not TargetKind.WORDS and not _in_part_of_a_year(t)]
    if not numeric:
        return replace(verdict, reason=Reason.WORDS)
    last = pace.last_target(numeric)
    verdict = replace(verdict, last_target=last)
    if not line.points:
        return replace(verdict, reason=Reason.NO_OUTCOME)
    latest = line.points[-1]
    target = pace.target_at(numeric, latest.time)
    way = pace.way(line.indicator, line.points, numeric, verdict.group)
    verdict = replace(verdict, value=latest.value, target=target, level=pace.level(target, line.points, line.better), way=way)
    verdict = pace.with_distance(verdict, target, line.better)
    due = pace.due_time(last)
    measured = due is not None and latest.time >= due
    # Stale data never stays green, nor red: only the last target's own period, once measured, is settled for good.
    stale = replace(verdict, reason=Reason.TOO_OLD) if line.fresh is Freshness.LATE and not measured else None
    if pace.level(last, line.points, line.better) is Level.MET and pace.in_force(last, latest.time):
        return stale or replace(verdict, label=Label.REACHED)
    if verdict.level is Level.NOT_MET and (due is None or measured):
        return stale or replace(verdict, label=Label.MISSED)
    return _paced(line, verdict, numeric)


def _paced(line: _Line, verdict: Verdict, numeric: list[Target]) -> Verdict:
    """The label when the target's year has not come: the pace, or why there is none."""
    latest = line.points[-1]
    start = pace.start_point(line.indicator, line.points, verdict.group)
    if start is None:
        return replace(verdict, reason=Reason.NO_START)
    verdict = replace(verdict, start=start)
    paced = pace.with_pace(verdict, pace.path(start, numeric), latest, line.better)
    later = [row for row in line.rows if row.period.sort_key > latest.period.sort_key]
    for reason, applies in (
        (Reason.ONE_VALUE, start.period == latest.period and len(line.points) == 1),
        (Reason.BREAK, any(start.time < pace.time_of(b.period) <= latest.time for b in line.indicator.breaks)),
        (Reason.TOO_OLD, line.fresh is Freshness.LATE),
        (Reason.SUPPRESSED, any(row.state is ValueState.SUPPRESSED for row in later)),
        (Reason.START_IS_END, start.time == pace.due_time(pace.last_target(numeric))),
        (Reason.NOT_YET, paced.pace is None),
    ):
        if applies:
            # A path that cannot be judged by is not shown as if it could.
            return replace(verdict, reason=reason)
    return replace(paced, label=paced.pace or Label.UNKNOWN)


def _in_part_of_a_year(target: Target) -> bool:
    """Whether a target is dated in a part of a year: it cannot be held against outcomes of full years."""
    return target.year is not None and target.year.kind in (PeriodKind.HALF, PeriodKind.TERTIAL, PeriodKind.MONTH)
