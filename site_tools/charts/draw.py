"""Finished drawings: from the cache where the same chart was drawn before, else made by the hands that draw."""

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING, NamedTuple

from site_tools.charts import png
from site_tools.charts.canvas import VARIANTS
from site_tools.charts.coming import Coming
from site_tools.charts.hands import hands
from site_tools.charts.poster import sheet
from site_tools.charts.store import has, keeping, key_of, load, save, save_bytes
from site_tools.charts.workers import Crew
from site_tools.memory import remembered

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from concurrent.futures import Executor, Future
    from pathlib import Path

    from site_tools.charts.canvas import Canvas, Width
    from site_tools.charts.shape import ChartData

SHEET_SCALE = 1.5


@dataclasses.dataclass(frozen=True)
class Drawing:
    """A chart as SVG text, for a page and for a phone, each with its size in px; ``explored`` is what the browser draws it from again
    (see ``explore``), empty for a chart that has nothing to explore. A quick one is only for a page."""

    svg: str
    width: int
    height: int
    svg_narrow: str = ""
    width_narrow: int = 0
    height_narrow: int = 0
    explored: str = ""

    def quick(self) -> Drawing:
        """The same drawing, for a page alone."""
        return Drawing(self.svg, self.width, self.height)


class Heading(NamedTuple):
    """What a chart is called, and where its figures come from: what stands around it where it is taken along."""

    name: str
    source: str

    def around(self, drawing: Drawing) -> png.Picture:
        """The picture to take along."""
        return png.Picture(sheet(drawing.svg, (drawing.width, drawing.height), self.name, self.source), SHEET_SCALE)


class Job(NamedTuple):
    """A chart to draw, with its key; ``heading`` when the picture to take along is to be painted too; the folder where compiled
    structures are kept, None when that is another machine's; and whether it is drawn for a page alone."""

    chart: ChartData
    key: str
    heading: Heading | None = None
    kept: Path | None = None
    quick: bool = False


class Made(NamedTuple):
    """A drawing, and its picture to take along where one was asked for."""

    drawing: Drawing
    picture: bytes | None = None


def draw(charts: Mapping[str, ChartData], jobs: int, cache: Path) -> Mapping[str, Drawing]:
    """A drawing of each chart, in the order of ``charts``.

    The result is the same bytes whatever ``jobs`` (the number of drawing processes) and whatever lies in the folder ``cache``, which may be
    lost or damaged at any time. Raises ChartError, naming the chart, when one cannot be drawn.
    """
    with hands(jobs) as executor:
        return {name: drawn.drawing() for name, drawn in dict(begin(charts, executor, cache)).items()}


def start(executor: Executor, cache: Path) -> None:
    """Where nothing has been drawn before, have that loaded which every portal needs. Nobody waits for it here."""
    from site_tools.charts.spec import prepared  # noqa: PLC0415

    folder = _folder(executor, cache)
    if folder and not prepared(folder):
        executor.submit(ready, folder)


def begin(
    charts: Mapping[str, ChartData], executor: Executor, cache: Path, headings: Mapping[str, Heading] | None = None, quick: bool = False
) -> Iterator[tuple[str, Drawn]]:
    """Have every chart drawn that is not in the cache, and its picture painted where it has a heading. Each can be asked for as soon as
    somebody needs it. ``quick`` ones are drawn for a page alone.

    ``charts`` are gone through once, and asked again for one that the cache has lost: nothing of them is held here.
    """
    for name, chart in charts.items():
        yield name, Drawn(name, Job(chart, _key(chart), (headings or {}).get(name), quick=quick), charts, executor, cache)


class Drawn:
    """A chart that has been drawn or is being it, and its picture to take along where it has a heading. The cache knows them by ``key`` and
    ``picture_key``."""

    def __init__(self, name: str, job: Job, charts: Mapping[str, ChartData], executor: Executor, cache: Path) -> None:
        self.key = key_of("snabbt", job.key) if job.quick else job.key
        self.picture_key = key_of("blad", job.key, *job.heading) if job.heading else ""
        self._whole, self._cache = job.key, cache
        key, heading, quick = job.key, job.heading, job.quick

        def submitted(chart: ChartData) -> Future[Made]:
            return executor.submit(make, Job(chart, key, heading, _folder(executor, cache), quick))

        self._coming = Coming(name, self._is_kept, lambda: submitted(job.chart), self._keep, lambda: submitted(charts[name]))

    def drawing(self) -> Drawing:
        """The drawing, waited for. Raises ChartError when it cannot be drawn."""
        made = self._coming.now()
        return made.drawing if made else self._cached() or self._coming.anew().drawing

    def picture(self) -> bytes | None:
        """The picture, waited for; None for a chart without a heading. Raises ChartError when it cannot be painted."""
        made = self._coming.now()
        if made or not self.picture_key:
            return made.picture if made else None
        return png.cached(self._cache, self.picture_key) or self._coming.anew().picture

    def _is_kept(self) -> bool:
        drawn = has(self._cache, self.key) or has(self._cache, self._whole)
        return drawn and (not self.picture_key or has(self._cache, self.picture_key))

    def _cached(self) -> Drawing | None:
        """What was kept: a quick drawing is a part of the whole one, whichever of them was drawn."""
        found = _cached(self._cache, self.key)
        if found is None and self.key != self._whole and (whole := _cached(self._cache, self._whole)):
            return whole.quick()
        return found

    def _keep(self, made: Made) -> None:
        save(self._cache, self.key, dataclasses.asdict(made.drawing))
        if made.picture:
            save_bytes(self._cache, self.picture_key, made.picture)


def _folder(executor: Executor, cache: Path) -> Path | None:
    """The folder for compiled structures: other hands than ours may be on other machines."""
    return cache if isinstance(executor, Crew) else None


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


def make(job: Job) -> Made:
    """Draws a chart, and paints its picture where that is asked for. Runs in a drawing process: only there are Altair,
    vl-convert and resvg imported."""
    with keeping(job.kept):
        drawing = render(job.chart, job.key, quick=job.quick)
    return Made(drawing, png.paint(job.heading.around(drawing)) if job.heading else None)


def render(chart: ChartData, key: str, *, quick: bool = False) -> Drawing:
    """Draws a chart in both widths; a ``quick`` one for a page alone."""
    from site_tools.charts.explore import explore  # noqa: PLC0415
    from site_tools.charts.spec import lay  # noqa: PLC0415

    if quick:
        return Drawing(*still(lay(chart, "wide"), f"d{key[:10]}w"))
    laid: dict[Width, Canvas] = {width: lay(chart, width) for width in VARIANTS}
    return Drawing(*still(laid["wide"], f"d{key[:10]}w"), *still(laid["narrow"], f"d{key[:10]}n"), explore(chart, laid))


def still(canvas: Canvas, name: str) -> tuple[str, int, int]:
    """Draws what is laid out: its SVG, whose ids begin with ``name``, and the px of its width and height."""
    from site_tools.charts.compiled import svg_of  # noqa: PLC0415
    from site_tools.charts.spec import filled  # noqa: PLC0415
    from site_tools.charts.svg import finish  # noqa: PLC0415

    return finish(svg_of(filled(canvas)), name, canvas.beside)


def ready(kept: Path | None) -> None:
    """Load what drawing needs, and what is kept for all charts. Runs in a drawing process that has nothing to draw yet."""
    import vl_convert  # noqa: PLC0415

    from site_tools.charts.spec import prepare  # noqa: PLC0415

    with keeping(kept):
        prepare()
    vl_convert.vega_to_svg({"width": 1, "height": 1})


@remembered
def _key(chart: ChartData) -> str:
    return key_of(json.dumps(chart, default=_plain, ensure_ascii=False, sort_keys=True))


def _plain(value: object) -> object:
    """What JSON has no word for: a group of fields as its fields, without copying all that is in them, and a number as it is written."""
    known = getattr(value, "__dataclass_fields__", None)
    return {name: getattr(value, name) for name in known} if known else str(value)
