"""A drawing surface in px: where values fall, where words fit, and the rows of data that the marks are made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from site_tools.charts.scale import drawable, text_width, wrap
from site_tools.charts.theme import LIGHT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from site_tools.charts.shape import Point

Width = Literal["wide", "narrow"]
Align = Literal["left", "center", "right"]
Datum = dict[str, Any]
_ALIGNS: tuple[Align, ...] = ("left", "center", "right")
TEXTS = tuple((on_marks, align, bold) for on_marks in (False, True) for align in _ALIGNS for bold in (False, True))
"""How words are set, from back to front: whether they may lie on marks, their side, and whether they are bold."""


class Variant(NamedTuple):
    """A width of its own, not a scaling: px of the whole, of the plot's height, of the text, and of the labels beside the plot."""

    width: int
    height: int
    font: int
    labels: int


VARIANTS: dict[Width, Variant] = {"wide": Variant(720, 300, 14, 170), "narrow": Variant(320, 240, 13, 96)}


class Spot(NamedTuple):
    """A place for words: px, how they are set about it, and whether they hang below it (1), stand on it (-1) or are centred (0)."""

    x: float
    y: float
    align: Align
    side: int = 0


class Box(NamedTuple):
    """A rectangle in px from the plot's upper left corner."""

    left: float
    top: float
    right: float
    bottom: float

    def overlap(self, other: Box) -> float:
        """The area shared with ``other``."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.bottom, other.bottom) - max(self.top, other.top)
        return wide * high if wide > 0 and high > 0 else 0.0


@dataclass
class Canvas:
    """The plot and what is on it. Margins are px around the plot; ``xs`` and ``ys`` are the values at its left and right, bottom and top.

    The lists are the data of the layers, one dict for each mark; ``taken`` and ``ink`` are the boxes and points that words keep off.
    ``owner`` is the track that is being drawn: its marks carry the name, so that a reader can hide them together. ``figures`` are the
    places of the figures that a reader can point at.
    """

    variant: Variant
    left: float = 0
    right: float = 0
    top: float = 0
    bottom: float = 0
    height: float = 0
    xs: tuple[float, float] = (0, 1)
    ys: tuple[float, float] = (0, 1)
    axes: list[Datum] = field(default_factory=list)
    bars: list[Datum] = field(default_factory=list)
    rules: list[Datum] = field(default_factory=list)
    lines: list[Datum] = field(default_factory=list)
    points: list[Datum] = field(default_factory=list)
    symbols: list[Datum] = field(default_factory=list)
    texts: dict[tuple[bool, Align, bool], list[Datum]] = field(default_factory=dict)
    taken: list[Box] = field(default_factory=list)
    ink: list[tuple[float, float]] = field(default_factory=list)
    owner: str = ""
    figures: list[Datum] = field(default_factory=list)

    @property
    def width(self) -> float:
        """Px of the plot."""
        return self.variant.width - self.left - self.right

    @property
    def font(self) -> int:
        return self.variant.font

    @property
    def line_height(self) -> float:
        return round(self.font * 1.25)

    def px(self, x: float) -> float:
        return (x - self.xs[0]) / (self.xs[1] - self.xs[0]) * self.width

    def py(self, y: float) -> float:
        return (1 - (y - self.ys[0]) / (self.ys[1] - self.ys[0])) * self.height

    def x_at(self, px: float) -> float:
        """The value at ``px``: the inverse of :meth:`px`."""
        return self.xs[0] + px / self.width * (self.xs[1] - self.xs[0])

    def y_at(self, py: float) -> float:
        return self.ys[0] + (1 - py / self.height) * (self.ys[1] - self.ys[0])

    def axis(self, a: tuple[float, float], b: tuple[float, float], hue: str) -> None:
        """A thin line between two (x, y) in px, behind all else."""
        self.axes.append({"px": a[0], "py": a[1], "px2": b[0], "py2": b[1], "colour": LIGHT[hue]})

    def rule(  # noqa: PLR0913 - two ends and a style
        self, a: tuple[float, float], b: tuple[float, float], hue: str, *, width: float = 1, dash: Sequence[float] = (), opacity: float = 1
    ) -> None:
        """A straight line between two (x, y) in values."""
        self.rules.append(
            {
                "x": a[0],
                "y": a[1],
                "x2": b[0],
                "y2": b[1],
                "colour": LIGHT[hue],
                "width": width,
                "dash": list(dash) or [1, 0],
                "opacity": opacity,
                **self._owned(),
            }
        )

    def point(self, at: tuple[float, float], hue: str, shape: str = "circle", *, hollow: bool = False, size: float = 50) -> None:
        """A mark at (x, y) in values; ``size`` is its area in px²."""
        fill = LIGHT["paper"] if hollow else LIGHT[hue]
        self.points.append({"x": at[0], "y": at[1], "shape": shape, "fill": fill, "stroke": LIGHT[hue], "size": size, **self._owned()})

    def line(self, run: str, at: Sequence[tuple[float, float]], hue: str, *, width: float, dash: Sequence[float] = ()) -> None:
        """A line through (x, y) in values; ``run`` keeps it apart from the other lines."""
        style = {"run": run, "colour": LIGHT[hue], "width": width, "dash": list(dash) or [1, 0], **self._owned()}
        self.lines += [{"x": x, "y": y, **style} for x, y in at]

    def _owned(self) -> Datum:
        return {"of": self.owner} if self.owner else {}

    def figure(self, at: tuple[float, float], name: str, point: Point) -> None:
        """Remembers that ``point`` of the track or row ``name`` is drawn at (x, y) in values; a point without words has nothing to tell."""
        if point.said:
            place = {"px": round(self.px(at[0]), 1), "py": round(self.py(at[1]), 1)}
            self.figures.append({**place, "of": name, "said": point.said})

    def bar(  # noqa: PLR0913 - two corners and a style
        self, a: tuple[float, float], b: tuple[float, float], hue: str, *, hollow: bool = False, opacity: float = 1, edge: str = ""
    ) -> None:
        """A filled box between two corners (x, y) in values; ``edge`` is the colour name of its outline."""
        fill = LIGHT["paper"] if hollow else LIGHT[hue]
        corners = {"x": a[0], "y": a[1], "x2": b[0], "y2": b[1]}
        stroke = LIGHT[edge] if edge else LIGHT[hue] if hollow else None
        self.bars.append({**corners, "fill": fill, "stroke": stroke, "opacity": opacity})

    def symbol(self, at: tuple[float, float], shape: str, *, size: float, fill: str, stroke: str) -> None:
        """A mark of the key at (x, y) in px: it explains the others and is no figure. ``fill`` and ``stroke`` are colour names."""
        self.symbols.append({"px": at[0], "py": at[1], "shape": shape, "fill": LIGHT[fill], "stroke": LIGHT[stroke], "size": size})

    @property
    def beside(self) -> int:
        """How many of the words lie beside the marks; these come first."""
        return sum(len(rows) for (on_marks, _, _), rows in self.texts.items() if not on_marks)

    def text(  # noqa: PLR0913 - a place, words and a style
        self,
        at: tuple[float, float],
        words: str,
        *,
        align: Align = "left",
        hue: str = "ink",
        bold: bool = False,
        size: float = 0,
        on_marks: bool = False,
    ) -> None:
        """Words with the middle of their first line at (x, y) in px from the plot's upper left corner; ``\\n`` parts their lines.

        Those that may lie ``on_marks`` are kept readable there.
        """
        row = {"px": round(at[0], 2), "py": round(at[1], 2), "text": drawable(words), "colour": LIGHT[hue], "size": size or self.font}
        row |= {"align": align, "weight": 600 if bold else 400, **self._owned()}
        self.texts.setdefault((on_marks, align, bold), []).append(row)

    def block(self, at: tuple[float, float], lines: Sequence[str], *, align: Align = "left", hue: str = "ink", bold: bool = False) -> Box:
        """Lines of words centred on the height ``at[1]``; the room is taken. The box that they fill is returned."""
        high, wide = self.line_height * len(lines), max(text_width(line, self.font, bold=bold) for line in lines)
        left = at[0] - {"left": 0.0, "center": wide / 2, "right": wide}[align]
        box = Box(left, at[1] - high / 2, left + wide, at[1] + high / 2)
        self.taken.append(box)
        self.text((at[0], box.top + self.line_height / 2), "\n".join(lines), align=align, hue=hue, bold=bold, on_marks=True)
        return box

    def place(self, at: Iterable[Spot], words: str, *, hue: str = "ink", bold: bool = False, width: float = 0) -> Box:
        """Words at the first of the places offered that hides least: other words worst, then marks, then the edge of the drawing."""
        lines = wrap(words, width, self.font, bold=bold) if width else (words,)
        high, wide = self.line_height * len(lines), max(text_width(line, self.font, bold=bold) for line in lines)

        def cost(spot: Spot) -> float:
            left = spot.x - {"left": 0.0, "center": wide / 2, "right": wide}[spot.align]
            middle = spot.y + spot.side * high / 2
            box = Box(left - 3, middle - high / 2 - 1, left + wide + 3, middle + high / 2 + 1)
            outside = max(0.0, -box.left) + max(0.0, box.right - self.width - self.right)
            outside += max(0.0, -26 - box.top) + max(0.0, box.bottom - self.height)
            hidden = sum(1 for x, y in self.ink if box.left <= x <= box.right and box.top <= y <= box.bottom)
            return sum(box.overlap(b) for b in self.taken) + 12 * hidden + 400 * outside

        best = min(at, key=cost)
        return self.block((best.x, best.y + best.side * high / 2), lines, align=best.align, hue=hue, bold=bold)

    def trace(self, points: Sequence[tuple[float, float]]) -> None:
        """Remembers the way through ``points`` (in values), so that words keep off it."""
        at = [(self.px(x), self.py(y)) for x, y in points]
        self.ink += at
        for (ax, ay), (bx, by) in pairwise(at):
            steps = int(max(abs(bx - ax), abs(by - ay)) // 6)
            self.ink += [(ax + (bx - ax) * n / (steps + 1), ay + (by - ay) * n / (steps + 1)) for n in range(1, steps + 1)]
