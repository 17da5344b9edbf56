"""Finished drawings: from the cache where the same chart was drawn before, else by drawing processes."""

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING

from site_tools.charts.store import key_of, load, save
from site_tools.charts.workers import workers
from site_tools.memory import remembered

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from site_tools.charts.canvas import Width
    from site_tools.charts.shape import ChartData

SECONDS = 60.0
"""How long one chart may take, with the start of its process. A usual one takes 0.1 s."""


@dataclasses.dataclass(frozen=True)
class Drawing:
    """A chart as SVG text, for a page and for a phone, each with its size in px; ``explored`` is what the browser draws it from again
    (see ``explore``), empty for a chart that has nothing to explore."""

    svg: str
    width: int
    height: int
    svg_narrow: str
    width_narrow: int
    height_narrow: int
    explored: str


def draw(charts: Mapping[str, ChartData], jobs: int, cache: Path) -> Mapping[str, Drawing]:
    """A drawing of each chart, in the order of ``charts``.

    The result is the same bytes whatever ``jobs`` (the number of drawing processes) and whatever lies in the folder ``cache``, which may be
    lost or damaged at any time. Raises ChartError, naming the chart, when one cannot be drawn.
    """
    keys = {name: _key(chart) for name, chart in charts.items()}
    found = {name: drawing for name, key in keys.items() if (drawing := _cached(cache, key))}
    missing = [name for name in charts if name not in found]
    if missing:
        with workers(render, min(jobs, len(missing)), SECONDS) as drawing_processes:
            for name, drawing in drawing_processes.run([(name, (charts[name], keys[name])) for name in missing]):
                found[name] = drawing
                save(cache, keys[name], dataclasses.asdict(drawing))
    return {name: found[name] for name in charts}


def _cached(cache: Path, key: str) -> Drawing | None:
    try:
        return _saved(cache, key)
    except LookupError:
        return None


@remembered
def _saved(cache: Path, key: str) -> Drawing:
    """The drawing under a key, which tells all that it depends on. Raises LookupError, which is not remembered, when there is none."""
    fields = load(cache, key)
    try:
        return Drawing(**(fields or {}))
    except TypeError:
        raise LookupError(key) from None


def render(job: tuple[ChartData, str]) -> Drawing:
    """Draws a chart in both widths. Runs in a drawing process: only there are Altair and vl-convert imported."""
    from site_tools.charts.explore import explore  # noqa: PLC0415

    chart, key = job
    return Drawing(*still((chart, key, "wide")), *still((chart, key, "narrow")), explore(chart))


def still(job: tuple[ChartData, str, Width]) -> tuple[str, int, int]:
    """Draws a chart in one width: its SVG, and the px of its width and height."""
    from site_tools.charts.compiled import svg_of  # noqa: PLC0415
    from site_tools.charts.spec import spec  # noqa: PLC0415
    from site_tools.charts.svg import finish  # noqa: PLC0415

    chart, key, width = job
    return finish(svg_of(spec(chart, width)), f"d{key[:10]}{width[0]}")


@remembered
def _key(chart: ChartData) -> str:
    return key_of(json.dumps(chart, default=_plain, ensure_ascii=False, sort_keys=True))


def _plain(value: object) -> object:
    """What JSON has no word for: a group of fields as its fields, without copying all that is in them, and a number as it is written."""
    known = getattr(value, "__dataclass_fields__", None)
    return {name: getattr(value, name) for name in known} if known else str(value)
