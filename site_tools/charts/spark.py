"""A sparkline: an indicator's chart as a picture of a few hundred bytes, drawn inline beside its figures. Pure.

It shows what the chart shows (see ``data``), on the same scale: the own line or columns, the way to the target, and the target. It has no
words: name, figure and verdict stand beside it.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from site_tools.charts.shape import Form, Role
from site_tools.memory import remembered
from site_tools.model.values import ValueKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from site_tools.charts.shape import ChartData, Point, Track

WIDTH, HEIGHT = 200, 60
"""Of the drawing, in its own units."""
GROUPS_MAX = 3
"""More lines than this cannot be told apart so small."""
_EDGE = 8


class Stroke(NamedTuple):
    """A line: what it is (``line``, ``forecast``, ``bars`` or ``path``), its number among the groups from 1, and its SVG path."""

    sort: str
    group: int
    d: str


class Dot(NamedTuple):
    """A mark: what it is (``dot``, ``hollow`` or ``target``), its number among the groups from 1 (0 for a target), and its centre."""

    sort: str
    group: int
    x: int
    y: int


class Spark(NamedTuple):
    """A sparkline in a box of WIDTH × HEIGHT. ``groups`` are the names of its lines, in the order of their numbers."""

    strokes: tuple[Stroke, ...]
    dots: tuple[Dot, ...]
    groups: tuple[str, ...]


class Miniature(NamedTuple):
    """All that a page shows of a chart that it has no room for: its sparkline, None where there is nothing to see over time; the labels
    of its targets; and of a stack what its parts make in the latest period."""

    spark: Spark | None
    aims: tuple[str, ...]
    whole: str


class _Scale(NamedTuple):
    first: float
    last: float
    low: float
    high: float

    def at(self, x: float, y: float) -> tuple[int, int]:
        across = (x - self.first) / (self.last - self.first) if self.last > self.first else 0.5
        up = (y - self.low) / (self.high - self.low)
        return round(_EDGE + across * (WIDTH - 2 * _EDGE)), round(HEIGHT - _EDGE - up * (HEIGHT - 2 * _EDGE))


@remembered
def miniature(chart: ChartData) -> Miniature:
    """A chart as small multiples show it."""
    whole = chart.columns[-1].figure if chart.form is Form.STACKS else ""
    return Miniature(spark(chart), tuple(aim.label for aim in chart.aims), whole)


def spark(chart: ChartData) -> Spark | None:
    """The sparkline of a chart over time; None for one without time, or with more groups than can be told apart."""
    # Where there is a total it speaks for its groups, as it does in the figures beside.
    tracks = [t for t in chart.tracks if t.role is Role.LEAD] or [t for t in chart.tracks if t.role is Role.GROUP]
    if chart.form not in (Form.LINE, Form.DOT, Form.STACKS) or len(tracks) > GROUPS_MAX:
        return None
    xs = [*(p.x for t in tracks for p in t.points if p.x is not None), *(column.x for column in chart.columns)]
    xs += [x for aim in chart.aims for x in (aim.first, aim.last) if x is not None] + [x for way in chart.paths for x, _ in way.steps]
    if not xs:
        return None
    scale = _Scale(min(xs), max(xs), float(chart.ticks[0]), float(chart.ticks[-1]))
    strokes, dots = _bars(chart, scale), []
    for way in chart.paths:
        strokes.append(Stroke("path", 0, _d(scale.at(x, float(y)) for x, y in way.steps)))
    for aim in chart.aims:
        if aim.first is None or aim.last is None:
            strokes.append(Stroke("path", 0, _d(scale.at(x, float(aim.value)) for x in (scale.first, scale.last))))
        else:
            dots.append(Dot("target", 0, *scale.at(aim.last, float(aim.value))))
    for number, track in enumerate(tracks, 1):
        strokes += [Stroke(_sort(run), number, _d(_places(run, scale))) for run in track.runs if len(_places(run, scale)) > 1]
        dots += _dots(track, number, scale)
    if not any(stroke.sort != "path" for stroke in strokes) and not any(dot.sort != "target" for dot in dots):
        return None
    return Spark(tuple(strokes), tuple(dots), tuple(track.name for track in tracks))


def _sort(run: Sequence[Point]) -> str:
    return "forecast" if run[0].kind is ValueKind.FORECAST else "line"


def _places(run: Sequence[Point], scale: _Scale) -> list[tuple[int, int]]:
    return [scale.at(point.x, float(point.value)) for point in run if point.x is not None]


def _dots(track: Track, number: int, scale: _Scale) -> list[Dot]:
    """The single figures, and the last one of each line."""
    found = []
    for run in track.runs:
        for point in run if len(run) == 1 else run[-1:]:
            if point.x is not None:
                hollow = point.hollow or point.kind is not ValueKind.OUTCOME
                found.append(Dot("hollow" if hollow else "dot", number, *scale.at(point.x, float(point.value))))
    return found


def _bars(chart: ChartData, scale: _Scale) -> list[Stroke]:
    """What each column makes as a bar from zero, as one path; nothing where somebody has left a whole unsaid."""
    if not chart.columns or any(column.total is None for column in chart.columns):
        return []
    ends = [(scale.at(column.x, 0.0), scale.at(column.x, float(column.total or 0))) for column in chart.columns]
    return [Stroke("bars", 1, "".join(f"M{x},{zero}V{y}" for (x, zero), (_, y) in ends))]


def _d(places: Iterable[tuple[int, int]]) -> str:
    """A path through ``places`` in steps from one to the next, which is the shortest way to write it."""
    found = list(places)
    # Commas: a page takes "7 131" for a number typed with a plain space, and would keep it together with another kind of space.
    steps = ",".join(f"{bx - ax},{by - ay}" for (ax, ay), (bx, by) in pairwise(found))
    return f"M{found[0][0]},{found[0][1]}l{steps}"
