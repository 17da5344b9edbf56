"""What a chart shows, as typed values: the meeting place of ``data`` (which fills it) and ``spec`` (which draws it)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

    from site_tools.model.values import ValueKind


class Form(StrEnum):
    """How a chart is drawn."""

    LINE = "line"
    """Time along the bottom, at least two points joined."""
    DOT = "dot"
    """Time along the bottom, only single points."""
    STRIP = "strip"
    """Single values on one scale from zero: nothing has changed over time yet."""
    BARS = "bars"
    """A horizontal bar for each group, in one period."""
    STACKS = "stacks"
    """Time along the bottom, a column for each period, built of its parts."""


class Role(StrEnum):
    """What a track is to the reader; decides its weight."""

    LEAD = "lead"
    GROUP = "group"
    OLD = "old"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Point:
    """One figure. ``x`` is the middle of its period in years (the year 2019 lies at 2019.0), None when undated; ``first`` and ``last``
    bound a span. ``figure`` is the value as read, ``when`` the period in few words, ``said`` the period and the value with every
    digit of the source, its unit and what sort of figure it is. Hollow: preliminary or approximate."""

    x: float | None
    value: Decimal
    kind: ValueKind
    figure: str
    when: str
    value_to: Decimal | None = None
    first: float | None = None
    last: float | None = None
    hollow: bool = False
    said: str = ""


@dataclass(frozen=True)
class Track:
    """One group at one place in one edition. Each run holds the points that may be joined by a line; a run of one is a dot."""

    name: str
    role: Role
    hue: str
    runs: tuple[tuple[Point, ...], ...]

    @property
    def points(self) -> tuple[Point, ...]:
        return tuple(point for run in self.runs for point in run)


@dataclass(frozen=True)
class Row:
    """One bar or dot of a chart without time, with its name, its figure and what else must be said about it.

    A row of ``depth`` 1 or more is a part of the nearest row above it of less depth. ``before`` is the figure of the period before.
    """

    name: str
    point: Point
    hue: str
    quiet: bool = False
    depth: int = 0
    before: Point | None = None


@dataclass(frozen=True)
class Layer:
    """One part of every column of a stack: a figure for each column, None where there is none. ``pale`` ones alternate with full ones, so
    that neighbours differ without their colours."""

    name: str
    hue: str
    pale: bool
    points: tuple[Point | None, ...]


@dataclass(frozen=True)
class Column:
    """One column of a stack: where it stands in time (see ``Point.x``), its name on the axis, and what its parts make together: as a
    number where it is to be drawn, and as read (empty when nobody can say)."""

    x: float
    when: str
    total: Decimal | None
    figure: str


@dataclass(frozen=True)
class Aim:
    """A target. Without ``first`` it always holds; with ``last`` after ``first`` it holds for each period between them."""

    label: str
    value: Decimal
    hue: str
    value_to: Decimal | None = None
    first: float | None = None
    last: float | None = None


@dataclass(frozen=True)
class Path:
    """The dashed way from a start value through dated targets: (x, value), in order of time. ``start`` labels a start value that is no
    figure of the series; it is empty where a mark of a figure stands there already."""

    steps: tuple[tuple[float, Decimal], ...]
    hue: str = "quiet"
    start: str = ""


@dataclass(frozen=True)
class Mark:
    """A line of the key: a symbol, what it means, and its colour (the quiet one when empty)."""

    symbol: str
    text: str
    hue: str = ""


@dataclass(frozen=True)
class ChartData:
    """Everything in one chart, in the order drawn. ``head`` is the unit and ``sub`` a remark below it; ``ticks`` are the value axis from
    end to end; ``layers`` stand from the bottom up; ``breaks`` are (x, word); ``notes`` say what is not drawn."""

    form: Form
    head: str
    sub: str
    ticks: tuple[Decimal, ...]
    tracks: tuple[Track, ...] = ()
    rows: tuple[Row, ...] = ()
    columns: tuple[Column, ...] = ()
    layers: tuple[Layer, ...] = ()
    aims: tuple[Aim, ...] = ()
    paths: tuple[Path, ...] = ()
    breaks: tuple[tuple[float, str], ...] = ()
    key: tuple[Mark, ...] = ()
    notes: tuple[str, ...] = ()
