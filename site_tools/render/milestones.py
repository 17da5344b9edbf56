"""What a goal has before it and behind it: dated targets, its own and its indicators', with the decisions and other events, in time."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from site_tools import text, urls
from site_tools.charts.periods import position
from site_tools.charts.scale import year_ticks
from site_tools.model.parts import Kind
from site_tools.model.steering import Event
from site_tools.render.targets import target_view
from site_tools.templates import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from site_tools.model.parts import Target
    from site_tools.model.records import Goal
    from site_tools.model.values import Period
    from site_tools.render.press import Press

WIDTH, EDGE = 200, 18
"""Of the strip that a milestone is marked on, and how far from its ends the outermost ones lie."""
STONES_MIN = 2
TICKS_MAX = 5


class Stone(NamedTuple):
    """One milestone. ``about`` names what a target is of, with its ``address`` (empty for the goal's own); ``x`` and ``start`` are where
    it lies on the strip and where a target for several years begins."""

    period: Period
    is_target: bool
    words: str
    about: str
    address: str
    x: int = 0
    start: int = 0


class Milestones(NamedTuple):
    """The milestones in order of time, and the years named above their strips: (place, year)."""

    stones: tuple[Stone, ...]
    ticks: tuple[tuple[int, str], ...]


def milestones(press: Press, goal: Goal) -> Milestones | None:
    """None for a goal without a dated target, or with nothing to hold it against."""
    found = sorted((*_targets(press, goal), *_events(press, goal)), key=lambda stone: (stone.period.sort_key, stone.words))
    dated = [(stone, x) for stone in found if (x := position(stone.period)) is not None]
    if len(dated) < STONES_MIN or not any(stone.is_target for stone, _x in dated):
        return None
    starts = [float(stone.period.first.year) for stone, _x in dated if stone.period.first]
    ends = [float(stone.period.year) for stone, _x in dated]
    low, high = min(starts), max(ends)

    def place(x: float) -> int:
        return round(EDGE + (x - low) / (high - low or 1) * (WIDTH - 2 * EDGE))

    years = year_ticks([float(year) for year in range(int(low), int(high) + 1)], TICKS_MAX)
    stones = tuple(_placed(stone, place(max(x, low)), place) for stone, x in dated)
    return Milestones(stones, tuple((place(year), f"{year:.0f}") for year in years))


def _placed(stone: Stone, x: int, place: Callable[[float], int]) -> Stone:
    """A target for several years ends in the last of them."""
    if not stone.is_target or stone.period.first is None or stone.period.first.year == stone.period.year:
        return stone._replace(x=x, start=x)
    return stone._replace(x=place(float(stone.period.year)), start=place(float(stone.period.first.year)))


def _targets(press: Press, goal: Goal) -> Iterator[Stone]:
    for target in goal.targets:
        if target.year is not None:
            yield _stone(target, target.year, "", "", "")
    for indicator in press.graph.indicators(goal):
        for target in indicator.targets:
            if target.year is not None and target.goal in (None, goal.id):
                yield _stone(target, target.year, indicator.unit, indicator.label, urls.address(indicator))


def _stone(target: Target, year: Period, unit: str, about: str, address: str) -> Stone:
    words = target_view(target, unit).words
    named = " – ".join(part for part in (about or target.measure or "", target.group or "") if part)
    return Stone(year, True, words, text.capital(named), address)


def _events(press: Press, goal: Goal) -> Iterator[Stone]:
    events = [record for record in press.portal.incoming(goal, Kind.EVENT, "mål") if isinstance(record, Event)]
    for event in events:
        yield Stone(event.when, False, event.label, text.capital(event.sort), urls.address(event))
    if goal.decided and not any(event.sort == "beslut" and event.when == goal.decided for event in events):
        yield Stone(goal.decided, False, _("Målet beslutades"), _("Beslut"), "")
