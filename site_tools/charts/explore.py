"""The chart that a reader can explore: the specs of the still drawing, with a way to hide a track and to mark a figure."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from site_tools.charts.canvas import VARIANTS
from site_tools.charts.shape import Role
from site_tools.charts.spec import filled, lay
from site_tools.charts.theme import DARK, FONT, LIGHT, SWEDISH

if TYPE_CHECKING:
    from collections.abc import Mapping

    from site_tools.charts.canvas import Canvas, Width
    from site_tools.charts.shape import ChartData

_SHOWN = {"filter": "indexof(hidden, datum.of) < 0"}
_MARKED = {"filter": "datum.nr == marked"}
_RANKS = (Role.LEAD, Role.GROUP, Role.OLD, Role.PLACE)


def explore(chart: ChartData, laid: Mapping[Width, Canvas] | None = None) -> str:
    """What the browser needs to draw the chart again, as JSON; empty when no figure of it can be pointed at.

    ``dark`` gives each colour its dark one, ``tracks`` are (name, colour) of what can be hidden, and for each width there is a spec and the
    ``figures`` in it: px from the plot's upper left corner, whose they are (``of``) and what is said of them. Names and words are data:
    no expression and no markup is made of them. ``laid`` is the chart as it has been laid out already.
    """
    widths: dict[str, Any] = {width: _laid(laid[width] if laid else lay(chart, width)) for width in VARIANTS}
    if not widths["wide"]["figures"]:
        return ""
    dark = {colour: DARK[hue] for hue, colour in LIGHT.items()}
    found: dict[str, Any] = {"locale": SWEDISH, "dark": dark, "tracks": _tracks(chart), **widths}
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"))


def _tracks(chart: ChartData) -> list[dict[str, str]]:
    """What can be hidden, the most important first. A track that is alone cannot."""
    ranked = sorted(chart.tracks, key=lambda track: _RANKS.index(track.role))
    found = [{"name": track.name, "colour": LIGHT[track.hue]} for track in ranked]
    return found if len(found) > 1 else []


def _laid(canvas: Canvas) -> dict[str, Any]:
    found = filled(canvas)
    figures = [{"nr": nr, **figure} for nr, figure in enumerate(canvas.figures)]
    found["datasets"]["figures"] = [{"nr": one["nr"], "px": one["px"], "py": one["py"]} for one in figures]
    found["layer"] = [*({**layer, "transform": [_SHOWN]} for layer in found["layer"]), _ring()]
    # Names of signals: a list of tracks, and the number of a figure.
    found["params"] = [{"name": "hidden", "value": []}, {"name": "marked", "value": -1}]
    found["config"] = {**found["config"], "font": FONT}
    return {"spec": found, "figures": figures}


def _ring() -> dict[str, Any]:
    """A ring around the figure that the reader points at."""
    place = {axis: {"field": f"p{axis}", "type": "quantitative", "scale": None} for axis in ("x", "y")}
    ring = {"type": "point", "shape": "circle", "size": 180, "filled": False, "strokeWidth": 2.5, "stroke": LIGHT["ink"]}
    return {"data": {"name": "figures"}, "transform": [_MARKED], "mark": ring, "encoding": place}
