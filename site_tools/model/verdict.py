"""The answers that a verdict consists of. See docs/status.md for the method, whose version is METHOD_VERSION."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date
    from fractions import Fraction

    from site_tools.model.parts import Target
    from site_tools.model.values import Observation, Period

METHOD_VERSION = 2


class Level(StrEnum):
    """nivå: is the target met at the latest outcome?"""

    MET = "nått"
    NOT_MET = "inte nått"


class Trend(StrEnum):
    """trend: where the last outcomes are heading. The last three are for an indicator without a desired direction."""

    BETTER = "förbättras"
    UNCHANGED = "oförändrat"
    WORSE = "försämras"
    RISING = "ökar"
    FALLING = "minskar"


class Freshness(StrEnum):
    """färskhet: have the news come that were expected?"""

    CURRENT = "aktuell"
    LATE = "försenad"
    UNKNOWN = "okänd"


class Label(StrEnum):
    """The one word that a list shows. The order of the members is from worst to best; the last is no verdict."""

    WRONG_WAY = "fel riktning"
    MISSED = "inte uppnått"
    TOO_SLOW = "behöver öka takten"
    ON_TRACK = "på väg"
    REACHED = "uppnått"
    UNKNOWN = "kan inte bedömas"


class Reason(StrEnum):
    """Why an indicator cannot be judged: the first that applies, in this order."""

    NO_DIRECTION = "saknar önskad riktning"
    NO_TARGET = "saknar mål"
    WORDS = "mål i ord"
    NO_OUTCOME = "saknar utfall"
    NO_START = "saknar startvärde"
    ONE_VALUE = "ett enda mätvärde"
    BREAK = "brott i serien"
    TOO_OLD = "för gammalt"
    SUPPRESSED = "sekretess"
    START_IS_END = "startåret är målåret"
    NOT_YET = "målåret har inte kommit"


@dataclass(frozen=True)
class Point:
    """A value at a place in time: ``time`` is the year that the period ends in, counted in years."""

    time: Fraction
    value: Fraction
    period: Period


@dataclass(frozen=True)
class Way:
    """The path that outcomes are held against: straight through ``corners``, (time, value) in order of time; ``start`` is the first.

    ``authored`` tells a start value that an editor has written from one that is the group's first outcome.
    """

    start: Point
    corners: tuple[tuple[Fraction, Fraction], ...]
    authored: bool


@dataclass(frozen=True)
class TrendFacts:
    """A Theil–Sen line: ``change`` is the fitted change over the window, ``limit`` the largest change that counts as none."""

    word: Trend
    window: tuple[Point, ...]
    slope: Fraction
    change: Fraction
    limit: Fraction


@dataclass(frozen=True)
class Verdict:
    """What is judged for one group, or for the gap between two (``between``), with everything that the judgement rests on.

    ``required`` is the value on the path at the latest outcome's period, ``share`` = (latest − start) / (required − start) where that way
    improves, and ``gap`` how
    far the latest outcome is on the wrong side of ``required`` (of the target's value where there is no path), never negative; ``ahead``
    is how far it is on the right side. All are exact, in the indicator's unit. ``way`` is the path to show: also where the target is met or
    its year measured, so that it no longer decides the label.
    """

    group: str
    label: Label
    reason: Reason | None = None
    between: tuple[str, str] | None = None
    latest: Observation | None = None
    value: Fraction | None = None
    start: Point | None = None
    way: Way | None = None
    target: Target | None = None
    last_target: Target | None = None
    level: Level | None = None
    pace: Label | None = None
    required: Fraction | None = None
    share: Fraction | None = None
    gap: Fraction | None = None
    ahead: Fraction | None = None
    trend: TrendFacts | None = None


@dataclass(frozen=True)
class Status:
    """The verdicts of an indicator. ``label`` and ``reason`` are what a list shows; ``worse`` is a group that stands worse than that."""

    label: Label
    reason: Reason | None
    verdicts: tuple[Verdict, ...]
    worse: Verdict | None
    freshness: Freshness
    expected: date | None
    """The day by which newer figures should have come."""
