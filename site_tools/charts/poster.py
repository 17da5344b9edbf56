"""Pictures that go out on their own: a chart with its name and source, and the card that stands for a page where it is shared.

They are SVG, written from typed fields; every text is escaped, and nothing in them refers to anything outside.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from site_tools.charts.scale import text_width, wrap
from site_tools.charts.shape import Form, Role
from site_tools.charts.theme import FONT, LIGHT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from site_tools.charts.shape import ChartData, Point, Track

CARD = (1200, 630)
"""Px of a card: the size that those who show links ask for."""
_PAPER = "#fbfaf7"
_EDGE, _BAND = 72, 20
"""Px of a card's margin, and of the band in the program's colour at its left edge."""
_SIDE = 24
_UNSAFE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


@dataclass(frozen=True)
class Box:
    """A place on a picture: px from its upper left corner."""

    left: float
    top: float
    width: float
    height: float


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


def card(  # noqa: PLR0913 - what a page is known by
    site: str, label: str, name: str, hue: str, figure: str = "", said: str = "", chart: ChartData | None = None
) -> str:
    """The card of a page: the portal's name, what kind of page it is, its name; of an indicator also its newest figure, what is said of
    it (unit and period), and its way there as a plain curve."""
    width, height = CARD
    size = next((s for s in (64, 54, 46) if len(wrap(name, width - 2 * _EDGE, s, bold=True)) <= (2 if figure else 4)), 40)
    head = _cut(wrap(name, width - 2 * _EDGE, size, bold=True), 3 if figure else 5)
    top = 118 + size
    parts = [
        f'<rect width="{_BAND}" height="{height}" fill="{LIGHT[hue]}"/>',
        *_lines((label,), (_EDGE, 92), 28, 34, hue=hue, bold=True),
        *_lines(head, (_EDGE, top), size, size * 1.15, bold=True),
        *_lines(wrap(site, width - 2 * _EDGE, 26), (_EDGE, height - 44), 26, 32, hue="quiet"),
    ]
    if figure:
        curve = list(_curve(chart, Box(640, top + size * 1.15 * (len(head) - 1) + 60, 460, 0), hue)) if chart else []
        room = 500 if curve else width - 2 * _EDGE
        large = next((s for s in (132, 104, 84, 64) if text_width(figure, s, bold=True) <= room), 48)
        below = _cut(wrap(said, room, 32), 2)
        base = height - 116 - 40 * len(below)
        parts += [*_lines((figure,), (_EDGE - 4, base), large, large, hue=hue, bold=True), *_lines(below, (_EDGE, base + 50), 32, 40)]
        parts += curve
    return _svg(width, height, _PAPER, parts)


def _curve(chart: ChartData, box: Box, hue: str) -> Iterator[str]:
    """The own tracks of a chart over time, without axes and words: how it has gone, at a glance."""
    tracks = [track for track in chart.tracks if track.role in (Role.LEAD, Role.GROUP) and len(_dated(track)) > 1]
    if chart.form is not Form.LINE or not tracks:
        return
    height = CARD[1] - 130 - box.top
    every = [point for track in tracks for point in _dated(track)]
    left, right = min(p.x or 0 for p in every), max(p.x or 0 for p in every)
    # The scale of the page's chart, so that a small change does not look like a landslide.
    low, high = float(chart.ticks[0]), float(chart.ticks[-1])
    wide, tall = (right - left) or 1, (high - low) or 1
    for track in tracks:
        colour = LIGHT[hue if track.role is Role.LEAD else track.hue]
        thick = 9 if track.role is Role.LEAD or len(tracks) == 1 else 5
        for run in track.runs:
            at = [
                (box.left + ((p.x or 0) - left) / wide * box.width, box.top + (high - float(p.value)) / tall * height)
                for p in run
                if p.x is not None
            ]
            if not at:
                continue
            way = " ".join(f"{x:.1f},{y:.1f}" for x, y in at)
            yield f'<polyline points="{way}" fill="none" stroke="{colour}" stroke-width="{thick}" {_ROUND}/>'
            if any(p is _dated(track)[-1] for p in run):
                yield f'<circle cx="{at[-1][0]:.1f}" cy="{at[-1][1]:.1f}" r="{thick * 1.6:.1f}" fill="{colour}"/>'


_ROUND = 'stroke-linecap="round" stroke-linejoin="round"'


def _dated(track: Track) -> list[Point]:
    return [point for point in track.points if point.x is not None]


def _cut(lines: Sequence[str], most: int) -> tuple[str, ...]:
    """At most so many lines; what is left out is marked."""
    return tuple(lines) if len(lines) <= most else (*lines[: most - 1], lines[most - 1] + " …")


def _lines(  # noqa: PLR0913 - words, a place and a style
    words: Sequence[str], at: tuple[float, float], size: float, step: float, *, hue: str = "ink", bold: bool = False
) -> Iterator[str]:
    """Lines of text; ``at`` is where the base line of the first begins."""
    style = f'font-size="{size}" font-weight="{600 if bold else 400}" fill="{LIGHT[hue]}"'
    for n, line in enumerate(words):
        yield f'<text x="{at[0]:.1f}" y="{at[1] + n * step:.1f}" {style}>{escape(_UNSAFE.sub("", line))}</text>'


def _svg(width: float, height: float, ground: str, parts: Sequence[str]) -> str:
    size = f'width="{width:.0f}" height="{height:.0f}" viewBox="0 0 {width:.0f} {height:.0f}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="{FONT}">'
    return f'{head}<rect width="100%" height="100%" fill="{ground}"/>{"".join(parts)}</svg>'
