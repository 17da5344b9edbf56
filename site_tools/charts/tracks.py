"""Figures over time: one track for each own group, and quiet ones for the places it is compared with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from site_tools import text
from site_tools.charts.periods import begins, runs
from site_tools.charts.shape import Role, Track
from site_tools.charts.view import comparisons

if TYPE_CHECKING:
    from collections.abc import Sequence

    from site_tools.charts.shape import Point
    from site_tools.charts.view import View
    from site_tools.model.values import Observation

PLACES_ALONE, PLACES_BESIDE = 5, 2
"""How many places are drawn behind one own group, and behind several."""


def own_tracks(view: View) -> tuple[Track, ...]:
    """A track for each group, the lead last so that it lies on top; for a single group also its superseded editions."""
    tracks = [track for group in view.groups for track in _group_tracks(view, group)]
    return tuple(sorted(tracks, key=lambda track: (track.role is Role.LEAD, track.role is not Role.OLD)))


def _group_tracks(view: View, group: str) -> list[Track]:
    rows = [row for row in view.own if row.group == group]
    holes = [row for row in view.holes if row.group == group]
    old = superseded(rows)
    current = [row for row in rows if row.edition not in old]
    tracks = [Track(_name(view, group), Role.LEAD if group == view.lead else Role.GROUP, view.hues[group], _runs(view, current, holes))]
    if len(view.groups) == 1:
        for edition in old:
            stretch = _runs(view, [row for row in rows if row.edition == edition], holes)
            tracks.append(Track(f"äldre utgåva {edition}".strip(), Role.OLD, "plats", stretch))
    return tracks


def superseded(rows: Sequence[Observation]) -> tuple[str, ...]:
    """The editions that a later one has figures for the same periods as. Editions that merely follow each other all stand."""
    editions = sorted({row.edition for row in rows})
    covered = {edition: {(row.period, row.kind) for row in rows if row.edition == edition} for edition in editions}
    return tuple(e for i, e in enumerate(editions) if any(covered[e] & covered[later] for later in editions[i + 1 :]))


def _name(view: View, group: str) -> str:
    if len(view.groups) > 1:
        return text.capital(group)
    return view.home


def place_tracks(view: View) -> tuple[Track, ...]:
    """The comparison places, in the order that they are named."""
    most = PLACES_ALONE if len(view.groups) == 1 else PLACES_BESIDE
    return tuple(Track(name, Role.PLACE, "plats", _runs(view, rows, ())) for name, rows in comparisons(view, most))


def _runs(view: View, rows: Sequence[Observation], holes: Sequence[Observation]) -> tuple[tuple[Point, ...], ...]:
    breaks = [b for item in view.indicator.breaks if (b := begins(item.period)) is not None]
    found = runs(rows, holes, breaks, view.indicator.rhythm)
    return tuple(tuple(view.point(row) for row in run) for run in found)
