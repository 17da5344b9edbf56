"""Figures over time, laid out: lines and dots, targets in their years, words where there is room for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from site_tools.charts.axis import FEW, moments, write_moments
from site_tools.charts.frame import draw_foot, draw_head, head_height
from site_tools.charts.marks import (
    UNDATED,
    around,
    draw_aim,
    draw_breaks,
    draw_path,
    draw_track,
    label_aim,
    label_path,
    last_point,
    place_of,
)
from site_tools.charts.scale import spread, text_width, tick_decimals, wrap
from site_tools.charts.shape import Form, Role
from site_tools.model.values import ValueKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from site_tools.charts.canvas import Canvas
    from site_tools.charts.shape import ChartData, Point, Track

_PAD = 9
"""Px between the outermost points and the edges of the plot."""
_COLUMN = 30
"""Tracks that end at most so many px apart share a column of labels."""


@dataclass(frozen=True)
class _End:
    """The label of a track: where its last point lies (in values), and its lines of words."""

    track: str
    x: float
    y: float
    lines: tuple[str, ...]
    hue: str
    bold: bool


def lay_time(chart: ChartData, canvas: Canvas) -> tuple[float, ...]:
    """Fills ``canvas`` and returns where the time axis has its ticks."""
    ends = _ends(chart, canvas)
    _set_frame(chart, canvas, ends)
    ticks, below = _time_labels(chart, canvas)
    draw_head(chart, canvas)
    draw_breaks(canvas, chart.breaks)
    if canvas.ys[0] < 0 < canvas.ys[1]:
        canvas.rule((canvas.xs[0], 0), (canvas.xs[1], 0), "quiet")
    for path in chart.paths:
        draw_path(canvas, path)
    for track in chart.tracks:
        canvas.owner = track.name
        draw_track(canvas, track)
    canvas.owner = ""
    for aim in chart.aims:
        draw_aim(canvas, aim)
    _draw_ends(canvas, ends)
    for aim in chart.aims:
        label_aim(canvas, aim)
    for path in chart.paths:
        label_path(canvas, path)
    _label_points(chart, canvas)
    canvas.bottom = draw_foot(chart, canvas, canvas.height + below) - canvas.height + 4
    return ticks


def positions(chart: ChartData) -> list[float]:
    """Every place that the time axis must reach, from the first to the last."""
    points = [point for track in chart.tracks for point in track.points]
    found = [x for p in points for x in (p.x, p.first, p.last) if x is not None]
    found += [x for aim in chart.aims for x in (aim.first, aim.last) if x is not None]
    return sorted(found + [x for path in chart.paths for x, _ in path.steps])


def _set_frame(chart: ChartData, canvas: Canvas, ends: Sequence[_End]) -> None:
    """Margins and domains, so that the labels of the tracks fit to the right of their last points."""
    decimals = tick_decimals(chart.ticks)
    widest = max(text_width(f"{float(tick):,.{decimals}f}", canvas.font) for tick in chart.ticks)
    canvas.left, canvas.right = widest + 10, 12
    canvas.top = head_height(chart, canvas) + (canvas.line_height if chart.breaks else 0)
    found = positions(chart)
    first, last = (found[0], found[-1]) if found[0] < found[-1] else (found[0] - 1, found[0] + 1)
    column = max((end.x for end in ends), default=first)
    needed = max((text_width(line, canvas.font, bold=end.bold) for end in ends for line in end.lines), default=0) + 24
    share = (column - first) / (last - first)
    room = canvas.variant.width - canvas.left
    if share > 0:
        canvas.right = max(12.0, room - (room - needed - _PAD) / share)
    lead_in = _PAD + (UNDATED if any(p.x is None for t in chart.tracks for p in t.points) else 0)
    scale = (last - first) / (canvas.width - lead_in - _PAD)
    canvas.xs = (first - lead_in * scale, last + _PAD * scale)
    canvas.ys = (float(chart.ticks[0]), float(chart.ticks[-1]))
    canvas.height = max(canvas.variant.height, 6 + sum(len(end.lines) for end in ends) * canvas.line_height)


def _time_labels(chart: ChartData, canvas: Canvas) -> tuple[tuple[float, ...], float]:
    """The time axis and the column of figures without a year. Returns where its ticks are, and px down to the last word."""
    points = [p for t in chart.tracks if t.role is not Role.PLACE for p in t.points if p.x is not None and p.first is None]
    names = moments(canvas, {p.x: p.when for p in points if p.x is not None}, positions(chart))
    below = write_moments(canvas, names)
    if any(p.x is None for track in chart.tracks for p in track.points):
        canvas.text((UNDATED / 2, canvas.height + 10 + canvas.line_height / 2), "odaterat", align="center", hue="quiet")
        edge = canvas.x_at(UNDATED)
        canvas.rule((edge, canvas.ys[0]), (edge, canvas.ys[1]), "hairline")
    return tuple(sorted(names)), below


def _ends(chart: ChartData, canvas: Canvas) -> list[_End]:
    """The labels at the ends of the tracks: the name, and for an own group its last figure. A single track needs no name."""
    found = []
    alone = len(chart.tracks) == 1
    few = chart.form is Form.DOT and alone and len(chart.tracks[0].points) <= FEW
    for track in chart.tracks:
        last = last_point(track)
        if last is None or last.x is None or few:
            continue
        quiet = track.role in (Role.PLACE, Role.OLD)
        kind = "" if last.kind is ValueKind.OUTCOME else f"{last.kind.value} "
        words = track.name if quiet else f"{'' if alone else f'{track.name} '}{kind}{last.figure}"
        lines = wrap(words, canvas.variant.labels, canvas.font, bold=track.role is Role.LEAD)
        found.append(_End(track.name, last.x, float(last.value), lines, "quiet" if quiet else track.hue, track.role is Role.LEAD))
    return found


def _draw_ends(canvas: Canvas, ends: Sequence[_End]) -> None:
    """The labels of the tracks beside their last points: in one column those that end together, moved apart where they would meet."""
    column = max((canvas.px(end.x) for end in ends), default=0.0)
    late = [end for end in ends if column - canvas.px(end.x) < _COLUMN]
    heights = [canvas.line_height * len(end.lines) for end in late]
    centres = spread([canvas.py(end.y) for end in late], heights, -6, canvas.height + 6)
    moved = any(abs(centre - canvas.py(end.y)) > canvas.line_height / 2 for end, centre in zip(late, centres, strict=True))
    for end, centre in zip(late, centres, strict=True):
        canvas.owner = end.track
        if moved:
            start, stop = (canvas.x_at(canvas.px(end.x) + 6), end.y), (canvas.x_at(column + 17), canvas.y_at(centre))
            canvas.rule(start, stop, "plats", width=0.75)
        canvas.block((column + (20 if moved else 9), centre), end.lines, hue=end.hue, bold=end.bold)
    for end in ends:
        if end not in late:
            canvas.owner = end.track
            canvas.place(around(canvas, end.x, end.y), " ".join(end.lines), hue=end.hue, bold=end.bold, width=canvas.variant.labels)
    canvas.owner = ""


def _label_points(chart: ChartData, canvas: Canvas) -> None:
    """Figures beside single dots while these are few, beside the last of each other kind, and at the start of a lone line."""
    own = [track for track in chart.tracks if track.role in (Role.LEAD, Role.GROUP)]
    few = chart.form is Form.DOT and len(own) == 1 and len(own[0].points) <= FEW
    for track in own:
        end = None if few and len(chart.tracks) == 1 else last_point(track)
        first = track.runs[0][0] if chart.form is Form.LINE and len(chart.tracks) == 1 else None
        ends = {run[-1].kind: run[-1] for run in track.runs} if len(own) == 1 else {}
        for run in track.runs:
            for point in run:
                special = point is ends.get(point.kind) or point.x is None or point.first is not None or point.value_to is not None
                if point is not end and (few or special or point is first):
                    _label_point(canvas, track, point, named=len(own) > 1)


def _label_point(canvas: Canvas, track: Track, point: Point, *, named: bool) -> None:
    kind = "" if point.kind is ValueKind.OUTCOME else point.kind.value
    when = "" if point.first is None else f"({point.when})"
    words = " ".join(part for part in (track.name if named else "", kind, point.figure, when) if part)
    x, y = canvas.x_at(place_of(canvas, point)), float(point.value if point.value_to is None else point.value_to)
    canvas.owner = track.name
    canvas.place(around(canvas, x, y), words, hue=track.hue, bold=track.role is Role.LEAD, width=canvas.variant.labels)
    canvas.owner = ""
