"""From an indicator's typed fields to what its chart shows. Pure: nothing is drawn here, and nothing guessed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from site_tools import text
from site_tools.charts.aims import aims, path_key, paths
from site_tools.charts.periods import begins
from site_tools.charts.rows import GROUPS_MAX, row_chart
from site_tools.charts.scale import value_ticks
from site_tools.charts.shape import ChartData, Form
from site_tools.charts.tracks import own_tracks, place_tracks, superseded
from site_tools.charts.view import TOTAL, key, too_large, view_of
from site_tools.charts.whole import whole_chart
from site_tools.memory import remembered
from site_tools.model.values import PeriodKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from site_tools.charts.shape import Aim, Path, Track
    from site_tools.charts.view import View
    from site_tools.model.portal import IndicatorFacts
    from site_tools.model.records import Indicator, Site
    from site_tools.model.values import Series
    from site_tools.model.verdict import Status

DEFAULT_HUE = "sjö"


@remembered
def chart_data(indicator: Indicator, series: Series, site: Site, facts: IndicatorFacts, hue: str = "") -> ChartData | None:
    """What the chart of an indicator shows; None when its own place has no number to draw.

    ``hue`` is the colour name of the program that the indicator belongs to (``ockra``, ``gran`` …), empty for the portal's own.
    """
    if facts.lead is None:
        return None
    view = view_of(indicator, series, site, hue or DEFAULT_HUE)
    if not view.own:
        return None
    found = aims(indicator, view.hues)
    head = text.capital(indicator.unit)
    if len(view.groups) == 1 and view.groups[0] != TOTAL:
        head += f", {view.groups[0]}"
    if view.indicator.parts and (whole := whole_chart(view, head, facts.status)):
        return whole
    return _time_chart(view, head, found, facts.status) if _has_time(view, found) else row_chart(view, head, found)


def _has_time(view: View, found: Sequence[Aim]) -> bool:
    """Whether there is anything to lay out over time: several periods, or one and a target in another year."""
    if len(view.groups) > GROUPS_MAX:
        return False
    times = {row.period.text for row in view.own if row.period.kind is not PeriodKind.UNDATED}
    return len(times) > 1 or (bool(times) and any(aim.first is not None for aim in found))


def _time_chart(view: View, head: str, found: tuple[Aim, ...], status: Status) -> ChartData:
    tracks, places = own_tracks(view), place_tracks(view)
    joined = any(len(run) > 1 for track in tracks for run in track.runs)
    ways = paths(view, status)
    times = {point.x for track in tracks for point in track.points}
    values = _values((*places, *tracks), found, ways)
    ticks = value_ticks(values, from_zero=not joined and len(times) == 1)
    truncated = ticks[0] > 0 or ticks[-1] < 0
    end = ticks[0] if ticks[0] > 0 else ticks[-1]
    return ChartData(
        form=Form.LINE if joined else Form.DOT,
        head=head,
        sub=f"Obs! Skalan {'börjar' if end > 0 else 'slutar'} vid {text.number(end.normalize())}, inte vid noll." if truncated else "",
        ticks=ticks,
        tracks=(*places, *tracks),
        aims=found,
        paths=ways,
        breaks=tuple((x, "brott i serien") for item in view.indicator.breaks if (x := begins(item.period)) is not None),
        key=(*key(view.own, kinds=True), *path_key(view, status)),
        notes=_notes(view),
    )


def _values(tracks: Sequence[Track], found: Sequence[Aim], ways: Sequence[Path]) -> list[Decimal]:
    """Every number that the value axis must reach."""
    points = [point for track in tracks for point in track.points]
    values = [value for point in points for value in (point.value, point.value_to)]
    values += [value for aim in found for value in (aim.value, aim.value_to)]
    return [value for value in values if value is not None] + [value for way in ways for _, value in way.steps]


def _notes(view: View) -> tuple[str, ...]:
    """What is not drawn, and where it stands instead."""
    notes = []
    if larger := too_large(view):
        notes.append(f"{text.join(larger)} har för stora tal för samma skala och visas bara i tabellen.")
    several = len(view.groups) > 1
    if several and any(superseded([row for row in view.own if row.group == group]) for group in view.groups):
        notes.append("Äldre utgåvor av talen visas bara i tabellen.")
    if several and view.lead is None and view.others:
        notes.append("Jämförelser med andra platser finns i tabellen.")
    return tuple(notes)
