"""The path from the start value through every dated target, and where the latest outcome stands on it."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from site_tools.model.parts import TargetKind
from site_tools.model.values import YEAR_MAX, YEAR_MIN, PeriodKind
from site_tools.model.verdict import Label, Level, Point, Verdict, Way

if TYPE_CHECKING:
    from site_tools.model.parts import Target
    from site_tools.model.records import Indicator
    from site_tools.model.values import Period

ON_TRACK = Fraction(95, 100)
"""A share of the way of at least this is on track (docs/status.md)."""
_ON_A_PATH = frozenset({TargetKind.AT_LEAST, TargetKind.AT_MOST, TargetKind.ZERO, TargetKind.GAP_AT_MOST})


def time_of(period: Period) -> Fraction:
    """The place of a period in time: the year that it ends in."""
    return _of_year(period.year)


@lru_cache(YEAR_MAX - YEAR_MIN + 2)  # every figure of every verdict has one
def _of_year(year: int) -> Fraction:
    return Fraction(year)


def value_of(target: Target) -> Fraction | None:
    """The number that is to be reached, if the target has one."""
    if target.sort is TargetKind.ZERO:
        return Fraction(0)
    return None if target.value is None else Fraction(target.value)


def due_time(target: Target) -> Fraction | None:
    """The last year of a target; None for one that always holds."""
    return None if target.year is None else time_of(target.year)


def first_time(target: Target) -> Fraction | None:
    """The first year that a target holds in: its only one, or the first of a span."""
    return (
        None
        if target.year is None or target.year.first is None
        else _of_year(target.year.first.year if target.year.kind is PeriodKind.SPAN else target.year.year)
    )


def last_target(targets: list[Target]) -> Target:
    """The target that decides in the end: the last dated one, else the last written."""
    dated = [t for t in targets if t.year is not None]
    return max(dated, key=lambda t: (due_time(t) or 0, targets.index(t))) if dated else targets[-1]


def target_at(targets: list[Target], time: Fraction) -> Target:
    """The target that an outcome at ``time`` is held against: a stepped one for its own periods, else the next at or ahead; after the
    last, the last."""
    dated = [t for t in targets if t.year is not None]
    if not dated:
        return targets[-1]
    steps = [t for t in dated if (first_time(t) or 0) <= time <= (due_time(t) or 0)]
    ahead = [t for t in dated if (due_time(t) or 0) >= time]
    if steps:
        return max(steps, key=targets.index)
    return min(ahead, key=lambda t: (due_time(t) or 0, targets.index(t))) if ahead else last_target(targets)


def in_force(target: Target, time: Fraction) -> bool:
    """Whether a target can be called reached at ``time``. One that is to be met exactly, or by a yes, is judged in its own year."""
    first = first_time(target)
    return target.sort not in (TargetKind.WITHIN, TargetKind.EXACTLY, TargetKind.YES) or first is None or time >= first


def level(target: Target, points: list[Point], better: str) -> Level | None:
    """Whether the last of ``points`` meets ``target``; None where the comparison has nothing to stand on."""
    latest = points[-1]
    value = value_of(target)
    met: bool | None = None
    match target.sort:
        case TargetKind.AT_LEAST:
            met = value is not None and latest.value >= value
        case TargetKind.AT_MOST | TargetKind.GAP_AT_MOST:
            met = value is not None and latest.value <= value
        case TargetKind.ZERO:
            met = latest.value >= 0 if better == "upp" else latest.value <= 0
        case TargetKind.EXACTLY:
            met = latest.value == value
        case TargetKind.WITHIN:
            met = value is not None and target.value_to is not None and value <= latest.value <= Fraction(target.value_to)
        case TargetKind.YES:
            # A yes is recorded as 1 and a no as 0.
            met = latest.value >= 1
        case TargetKind.DIRECTION:
            before = next((p.value for p in points if target.start and p.period.text == target.start.text), None)
            if before is not None:
                met = latest.value > before if better == "upp" else latest.value < before
    return None if met is None else (Level.MET if met else Level.NOT_MET)


def start_point(indicator: Indicator, points: list[Point], group: str) -> Point | None:
    """The authored start value where it is for this group, else the first outcome. None when the authored one has no number."""
    authored = indicator.start_value
    if authored and authored.group in (None, group):
        return None if authored.value is None else Point(time_of(authored.period), Fraction(authored.value), authored.period)
    return points[0] if points else None


def path(start: Point, targets: list[Target]) -> list[tuple[Fraction, Fraction]]:
    """(time, value) of each corner of the path from the start through every dated target after it, in order of time.

    A stepped target is a corner at its first and at its last year: it holds its value in between. Of two targets in one year the last
    written counts.
    """
    corners: dict[Fraction, Fraction] = {}
    for target in targets:
        value, first, due = value_of(target), first_time(target), due_time(target)
        if target.sort in _ON_A_PATH and value is not None and first is not None and due is not None:
            corners[first] = corners[due] = value
    return [(start.time, start.value), *sorted((time, value) for time, value in corners.items() if time > start.time)]


def way(indicator: Indicator, points: list[Point], targets: list[Target], group: str) -> Way | None:
    """The path to show for a group; None without a start or a target ahead of it.

    A first outcome is no start of a path while it is the only one, nor across a break in the series: an authored start is a promise, but
    nobody has promised anything from a figure that cannot be compared.
    """
    start = start_point(indicator, points, group)
    if start is None or not points:
        return None
    authored = indicator.start_value is not None and indicator.start_value.group in (None, group)
    corners = path(start, targets)
    broken = any(start.time < time_of(b.period) <= points[-1].time for b in indicator.breaks)
    if len(corners) < 2 or (not authored and (len(points) == 1 or broken)):
        return None
    return Way(start, tuple(corners), authored)


def required_at(corners: list[tuple[Fraction, Fraction]], time: Fraction) -> Fraction | None:
    """The value on the path at ``time``, straight between the corners; after the last one its value. None without a corner ahead."""
    if len(corners) < 2:
        return None
    if time >= corners[-1][0]:
        return corners[-1][1]
    for (t0, v0), (t1, v1) in pairwise(corners):
        if t0 <= time <= t1:
            return v0 + (v1 - v0) * (time - t0) / (t1 - t0)
    return corners[0][1]


def with_distance(verdict: Verdict, target: Target, better: str) -> Verdict:
    """The verdict with its distance to the target's own value, which is what there is to show without a path."""
    value = value_of(target)
    if value is None or verdict.value is None or target.sort not in _ON_A_PATH | {TargetKind.EXACTLY}:
        return verdict
    if target.sort is TargetKind.EXACTLY:
        return replace(verdict, gap=abs(verdict.value - value), ahead=Fraction(0))
    over = verdict.value - value
    short = -over if target.sort is TargetKind.AT_LEAST or (target.sort is TargetKind.ZERO and better == "upp") else over
    return replace(verdict, gap=max(short, Fraction(0)), ahead=max(-short, Fraction(0)))


def with_pace(verdict: Verdict, corners: list[tuple[Fraction, Fraction]], latest: Point, better: str) -> Verdict:
    """The verdict with its takt: where the outcome should be by now on the path ``corners``, and how much of the way is made.

    Where no improvement is asked for by now, as when a group was past the first target from the start, there is no way to have made a share
    of: what counts is on which side of the path the outcome lies.
    """
    required = required_at(corners, latest.time)
    if required is None:
        return verdict
    start = corners[0][1]
    made, needed = latest.value - start, required - start
    short = latest.value - required if better == "ned" else required - latest.value
    if needed >= 0 if better == "ned" else needed <= 0:
        share, pace = None, Label.WRONG_WAY if short > 0 else Label.ON_TRACK
    else:
        share = made / needed
        pace = Label.ON_TRACK if share >= ON_TRACK else Label.TOO_SLOW if share >= 0 else Label.WRONG_WAY
    return replace(verdict, required=required, share=share, pace=pace, gap=max(short, Fraction(0)), ahead=max(-short, Fraction(0)))
