"""Pictures that go out on their own: a chart with its name and source, and the card that stands for a page where it is shared.

They are SVG, written from typed fields; every text is escaped, and nothing in them refers to anything outside.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from site_tools.charts.scale import drawable, text_width, wrap
from site_tools.charts.shape import Form, Role
from site_tools.charts.theme import FONT, LIGHT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from site_tools.charts.shape import ChartData, Point

CARD = (1200, 630)
"""Px of a card: the size that those who show links ask for."""
_PAPER = "#fbfaf7"
_EDGE, _BAND = 72, 20
"""Px of a card's margin, and of the band in the program's colour at its left edge."""
_SIDE = 24


_CURVE = (640, 460)
"""Px to the left end of a card's curve, and px from there to its right end."""


@dataclass(frozen=True)
class Card:
    """What a page is known by where it is shared: the portal's name, what kind of page it is, its name and its colour; of an indicator
    also its newest figure, what is said of it (unit and period), and its chart."""

    site: str
    label: str
    name: str
    hue: str
    figure: str = ""
    said: str = ""
    chart: ChartData | None = None


def sheet(svg: str, size: tuple[int, int], name: str, source: str) -> str:
    """A finished drawing of ``size`` px with its name above and its source below, on white ground."""
    width, height = size
    head, foot = wrap(name, width, 19, bold=True), wrap(source, width, 12)
    top = _SIDE + 25 * len(head) + 8
    bottom = top + height + 12 + 16 * len(foot)
    parts = [
        *_lines(head, (_SIDE, _SIDE + 17), 19, 25, bold=True),
        svg.replace("<svg ", f'<svg x="{_SIDE}" y="{top}" ', 1),
        *_lines(foot, (_SIDE, top + height + 22), 12, 16, hue="quiet"),
    ]
    return _svg(width + 2 * _SIDE, bottom + _SIDE, LIGHT["paper"], parts)


def card(page: Card) -> str:
    """The card of a page: names and words at the left, of an indicator with its figure below them and its curve beside that."""
    width, height = CARD
    room, most = width - 2 * _EDGE, 2 if page.figure else 4
    size = next((s for s in (64, 54, 46) if len(wrap(page.name, room, s, bold=True)) <= most), 40)
    head = _cut(wrap(page.name, room, size, bold=True), most + 1)
    top = 118 + size
    parts = [
        f'<rect width="{_BAND}" height="{height}" fill="{LIGHT[page.hue]}"/>',
        *_lines((page.label,), (_EDGE, 92), 28, 34, hue=page.hue, bold=True),
        *_lines(head, (_EDGE, top), size, size * 1.15, bold=True),
        *_lines(_cut(wrap(page.site, room, 26), 1), (_EDGE, height - 44), 26, 32, hue="quiet"),
        *(_newest(page, top + size * 1.15 * (len(head) - 1) + 60) if page.figure else ()),
    ]
    return _svg(width, height, _PAPER, parts)


def _newest(page: Card, top: float) -> Iterator[str]:
    """The newest figure as large as there is room for, what is said of it, and the curve from ``top`` px down."""
    curve = list(_curve(page, top))
    room = 500 if curve else CARD[0] - 2 * _EDGE
    size = next((s for s in (132, 104, 84, 64) if text_width(page.figure, s, bold=True) <= room), 48)
    below = _cut(wrap(page.said, room, 32), 2)
    base = CARD[1] - 116 - 40 * len(below)
    yield from _lines((page.figure,), (_EDGE - 4, base), size, size, hue=page.hue, bold=True)
    yield from _lines(below, (_EDGE, base + 50), 32, 40)
    yield from curve


def _curve(page: Card, top: float) -> Iterator[str]:
    """The own tracks of the chart over time, without axes and words: how it has gone, at a glance."""
    chart = page.chart
    tracks = [track for track in chart.tracks if track.role in (Role.LEAD, Role.GROUP) and len(_dated(track.points)) > 1] if chart else []
    if not chart or chart.form is not Form.LINE or not tracks:
        return
    moments = [point.x for track in tracks for point in _dated(track.points) if point.x is not None]
    left, wide = min(moments), (max(moments) - min(moments)) or 1
    # The scale of the page's chart, so that a small change does not look like a landslide.
    high, tall = float(chart.ticks[-1]), float(chart.ticks[-1] - chart.ticks[0])
    bottom = CARD[1] - 130
    yield f'<path d="M{_CURVE[0]},{bottom + 12}h{_CURVE[1]}" stroke="{LIGHT["hairline"]}" stroke-width="3"/>'
    for track in tracks:
        colour = LIGHT[page.hue if track.role is Role.LEAD else track.hue]
        thick = 9 if track.role is Role.LEAD or len(tracks) == 1 else 5
        last = _dated(track.points)[-1]
        for run in map(_dated, track.runs):
            at = [
                (_CURVE[0] + ((p.x or 0) - left) / wide * _CURVE[1], top + (high - float(p.value)) / tall * (CARD[1] - 130 - top))
                for p in run
            ]
            way = " ".join(f"{x:.1f},{y:.1f}" for x, y in at)
            if len(at) > 1:
                yield f'<polyline points="{way}" fill="none" stroke="{colour}" stroke-width="{thick}" {_ROUND}/>'
            if last in run:
                yield f'<circle cx="{at[-1][0]:.1f}" cy="{at[-1][1]:.1f}" r="{thick * 1.6:.1f}" fill="{colour}"/>'


_ROUND = 'stroke-linecap="round" stroke-linejoin="round"'


def _dated(points: Sequence[Point]) -> list[Point]:
    return [point for point in points if point.x is not None]


def _cut(lines: Sequence[str], most: int) -> tuple[str, ...]:
    """At most so many lines; what is left out is marked."""
    return tuple(lines) if len(lines) <= most else (*lines[: most - 1], lines[most - 1] + " …")


def _lines(  # noqa: PLR0913 - words, a place and a style
    words: Sequence[str], at: tuple[float, float], size: float, step: float, *, hue: str = "ink", bold: bool = False
) -> Iterator[str]:
    """Lines of text; ``at`` is where the base line of the first begins."""
    style = f'font-size="{size}" font-weight="{600 if bold else 400}" fill="{LIGHT[hue]}"'
    for n, line in enumerate(words):
        yield f'<text x="{at[0]:.1f}" y="{at[1] + n * step:.1f}" {style}>{escape(drawable(line), quote=False)}</text>'


def _svg(width: float, height: float, ground: str, parts: Sequence[str]) -> str:
    size = f'width="{width:.0f}" height="{height:.0f}" viewBox="0 0 {width:.0f} {height:.0f}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="{FONT}">'
    return f'{head}<rect width="100%" height="100%" fill="{ground}"/>{"".join(parts)}</svg>'
