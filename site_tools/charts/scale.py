"""Axes and the room that words take: round ticks, years, text widths, labels that do not overlap. Pure arithmetic."""

from __future__ import annotations

import re
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from site_tools.memory import remembered

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
_INTERVALS = 5
_LEAST_SPAN = Decimal("0.1")
_SHOW_CHANGE = Decimal("0.65")
"""Above this share of the highest value the lowest one is drawn on a truncated axis; otherwise a third of the chart would be empty."""


def value_ticks(values: Sequence[Decimal], *, from_zero: bool) -> tuple[Decimal, ...]:
    """Round ticks around ``values``, the first and the last being the ends of the axis.

    Zero is always included with ``from_zero``, and otherwise unless the values lie so close together far from it that nothing would show.
    """
    low, high = min(values), max(values)
    if from_zero or low <= 0 <= high or min(abs(low), abs(high)) < max(abs(low), abs(high)) * _SHOW_CHANGE or low == high:
        low, high = min(low, Decimal(0)), max(high, Decimal(0))
    if low == high:
        return (Decimal(0), Decimal(1))
    low, high = _not_too_close(low, high)
    step = _step((high - low) / _INTERVALS)
    if all(value == value.to_integral_value() for value in values):
        step = max(step, Decimal(1)).to_integral_value(ROUND_CEILING)
    first = (low / step).to_integral_value(ROUND_FLOOR)
    last = (high / step).to_integral_value(ROUND_CEILING)
    return tuple((first + n) * step for n in range(int(last - first) + 1))


def _not_too_close(low: Decimal, high: Decimal) -> tuple[Decimal, Decimal]:
    """A truncated axis spans at least a tenth of the level, or a change in the last decimal would look like a landslide.

    It does not pass 100 for the sake of that: most such series are shares.
    """
    level = max(abs(low), abs(high))
    missing = level * _LEAST_SPAN - (high - low)
    if low <= 0 <= high or missing <= 0:
        return low, high
    top = high + missing / 2
    if high <= 100 < top:
        return low - missing + (100 - high), Decimal(100)
    return low - missing / 2, top


def _step(wanted: Decimal) -> Decimal:
    """The nearest round step at or above ``wanted``: 1, 2 or 5 times a power of ten, or 25, 250 …"""
    power = Decimal(1).scaleb(wanted.adjusted())
    steps = (step * power for step in _STEPS)
    return next(step for step in steps if step >= wanted and (step != power * _STEPS[2] or step == step.to_integral_value()))


def tick_decimals(ticks: Sequence[Decimal]) -> int:
    """How many decimals the ticks need."""
    return max(max(0, -int(tick.normalize().as_tuple().exponent)) for tick in ticks)


def labelled(ticks: Sequence[Decimal], width: float, size: float) -> tuple[Decimal, ...]:
    """The ticks of a horizontal axis of ``width`` px whose numbers have room beside each other: every one, or every second … from zero."""
    decimals = tick_decimals(ticks)
    widest = max(text_width(f"{float(tick):,.{decimals}f}", size) for tick in ticks) + size
    step = ticks[1] - ticks[0]
    every = next(n for n in range(1, len(ticks) + 1) if n == len(ticks) or width / (len(ticks) - 1) * n >= widest)
    return tuple(tick for tick in ticks if tick / step % every == 0)


def year_ticks(positions: Iterable[float], most: int) -> tuple[float, ...]:
    """Where the time axis is labelled: each position when they are few, else round years between the first and the last.

    Positions are in years (see ``Point.x``); school years lie at halves and are labelled at halves.
    """
    found = sorted(set(positions))
    offset = 0.5 if all(x % 1 == 0.5 for x in found) else 0.0
    first, last = found[0], found[-1]
    if len(found) <= most and all(x % 1 == offset for x in found) and _apart(found, (last - first) / most):
        return tuple(found)
    step = next(step for step in (1, 2, 5, 10, 20, 25, 50, 100) if (last - first) / step <= most - 1)
    end = last // 1 + offset if step < 5 and last % 1 == offset else (last // step + 1) * step + offset
    years = [end - step * n for n in range(int((end - first) // step) + 2)]
    inside = tuple(year for year in reversed(years) if first - 0.5 <= year <= last + 0.5)
    return inside or (float(round(first)),)


def _apart(found: Sequence[float], least: float) -> bool:
    return all(b - a >= least * 0.8 for a, b in pairwise(found))


_NARROW, _SLIM, _WIDE = frozenset("ijlItf.,:;'|!()[]/ \u202f\u00a0·"), frozenset("rs-–−cJkvxyz"), frozenset("mwMWOQGCD%@—")


_UNDRAWN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def drawable(words: str) -> str:
    """``words`` without the characters that no XML can hold: vl-convert ends its whole process over one. Content with any is refused long
    before; this is for whatever comes another way."""
    return _UNDRAWN.sub("", words)


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """About how wide ``text`` is in px: on the large side, since the reader's system chooses the font."""
    return sum(map(_em, text)) * size * (1.06 if bold else 1.0)


@lru_cache(1000)
def _em(c: str) -> float:
    return 0.31 if c in _NARROW else 0.53 if c in _SLIM else 0.86 if c in _WIDE else 0.7 if c.isupper() else 0.585


@remembered
def wrap(text: str, width: float, size: float, *, bold: bool = False) -> tuple[str, ...]:
    """``text`` broken at spaces into lines of at most ``width`` px; a longer word keeps a line of its own."""
    lines: list[str] = []
    for word in text.split(" "):
        if lines and text_width(f"{lines[-1]} {word}", size, bold=bold) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return tuple(lines)


def spread(wanted: Sequence[float], heights: Sequence[float], top: float, bottom: float) -> tuple[float, ...]:
    """Centres for labels of ``heights`` as near as can be to ``wanted``, none over another, within ``top``–``bottom`` while there is room.

    Labels that would meet are gathered in a block around their mean, and blocks that meet in a larger one.
    """
    order = sorted(range(len(wanted)), key=lambda i: (wanted[i], i))
    blocks: list[tuple[float, list[int]]] = []
    for i in order:
        block = [i]
        start = _block_top(block, wanted, heights, top, bottom)
        while blocks and blocks[-1][0] + sum(heights[j] for j in blocks[-1][1]) > start:
            block = [*blocks.pop()[1], *block]
            start = _block_top(block, wanted, heights, top, bottom)
        blocks.append((start, block))
    centres = [0.0] * len(wanted)
    for start, block in blocks:
        edge = start
        for i in block:
            centres[i] = edge + heights[i] / 2
            edge += heights[i]
    return tuple(centres)


def _block_top(block: Sequence[int], wanted: Sequence[float], heights: Sequence[float], top: float, bottom: float) -> float:
    """The upper edge that puts the labels of a block, stacked, nearest to where they want to be."""
    above, starts = 0.0, []
    for i in block:
        starts.append(wanted[i] - heights[i] / 2 - above)
        above += heights[i]
    return max(top, min(bottom - above, sum(starts) / len(starts)))
