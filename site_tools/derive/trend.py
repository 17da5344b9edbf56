"""Where the last outcomes are heading, by a line that one odd year cannot turn."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from statistics import median
from typing import TYPE_CHECKING

from site_tools.model.verdict import Trend, TrendFacts

if TYPE_CHECKING:
    from site_tools.model.records import Indicator
    from site_tools.model.verdict import Point

WINDOW, FEWEST = 5, 3
TOLERANCE = Fraction(1, 100)


def trend(indicator: Indicator, points: list[Point], gap: bool = False) -> TrendFacts | None:
    """The Theil–Sen slope (the median of the slopes between all pairs) of the last five outcomes; None with fewer than three.

    The trend is unchanged when the fitted change over the window is under 1 % (or the indicator's own ``tolerans``) of the window's
    mean absolute value. A gap between groups is better when it shrinks. Source: Sen (1968), J. Am. Stat. Assoc. 63:1379–1389.
    """
    last_break = max((b.period.year for b in indicator.breaks), default=0)
    window = tuple([p for p in points if p.time >= last_break][-WINDOW:])
    if len(window) < FEWEST:
        return None
    slope = Fraction(median((b.value - a.value) / (b.time - a.time) for a, b in combinations(window, 2) if b.time != a.time))
    change = slope * (window[-1].time - window[0].time)
    limit = share_that_counts(indicator) * sum((abs(p.value) for p in window), Fraction(0)) / len(window)
    return TrendFacts(_word("ned" if gap else indicator.direction, change, limit), window, slope, change, limit)


def share_that_counts(indicator: Indicator) -> Fraction:
    """The smallest change that counts as one, as a share of the window's mean absolute value."""
    return TOLERANCE if indicator.tolerance is None else Fraction(indicator.tolerance) / 100


def _word(direction: str, change: Fraction, limit: Fraction) -> Trend:
    if change == 0 or abs(change) < limit:
        return Trend.UNCHANGED
    if direction == "ingen":
        return Trend.RISING if change > 0 else Trend.FALLING
    return Trend.BETTER if (change > 0) == (direction == "upp") else Trend.WORSE
