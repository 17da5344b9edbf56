"""The Vega-Lite spec of a chart: the one template of typed layers (``template``), filled with the rows that a layout gives."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from site_tools.charts.axis import draw_heights, draw_lengths, draw_moments
from site_tools.charts.canvas import TEXTS, VARIANTS, Canvas, Width
from site_tools.charts.shape import Form
from site_tools.charts.stacks import lay_stacks
from site_tools.charts.store import has, kept, key_of
from site_tools.charts.strip import lay_rows
from site_tools.charts.timeline import lay_time

if TYPE_CHECKING:
    from pathlib import Path

    from site_tools.charts.shape import ChartData


def spec(chart: ChartData, width: Width) -> dict[str, Any]:
    """A complete Vega-Lite spec with its data inside: no address, no image, and no expression made of anything in ``chart``.

    ``wide`` is laid out for a page and ``narrow`` for a phone; neither is to be scaled to the other's place.
    """
    return filled(lay(chart, width))


def lay(chart: ChartData, width: Width) -> Canvas:
    """The chart laid out for a width: the marks and the words in their places."""
    canvas = Canvas(VARIANTS[width])
    if chart.form in (Form.BARS, Form.STRIP):
        lay_rows(chart, canvas)
        draw_lengths(canvas, chart.ticks)
    else:
        moments = lay_stacks(chart, canvas) if chart.form is Form.STACKS else lay_time(chart, canvas)
        draw_heights(canvas, chart.ticks)
        draw_moments(canvas, moments)
    return canvas


def filled(canvas: Canvas) -> dict[str, Any]:
    """The template with the canvas's data, domains and margins. Layers without data are left out."""
    data = {
        "axes": canvas.axes,
        "bars": canvas.bars,
        "rules": canvas.rules,
        "lines": canvas.lines,
        "points": canvas.points,
        "key": canvas.symbols,
        "texts": [row for way in TEXTS for row in canvas.texts.get(way, ())],
    }
    margins = {"left": canvas.left, "right": canvas.right, "top": canvas.top, "bottom": canvas.bottom}
    template = _template(canvas.font)
    return {
        **template,
        "layer": [_placed(layer, canvas) for layer in template["layer"] if data[layer["data"]["name"]]],
        "datasets": {name: rows for name, rows in data.items() if rows},
        "width": round(canvas.width, 2),
        "height": round(canvas.height, 2),
        "padding": {side: round(px, 2) for side, px in margins.items()},
    }


def _placed(layer: dict[str, Any], canvas: Canvas) -> dict[str, Any]:
    """A layer of the template with the canvas's domains, where its marks are placed by values."""
    encoding = layer["encoding"]
    places = {
        channel: {**encoding[channel], "scale": {**scale, "domain": list(domain)} if (scale := encoding[channel]["scale"]) else None}
        for channel, domain in (("x", canvas.xs), ("y", canvas.ys))
    }
    return {**layer, "encoding": {**encoding, **places}}


def prepare() -> None:
    """Have the templates of all widths at hand."""
    for variant in VARIANTS.values():
        _template(variant.font)


def prepared(folder: Path) -> bool:
    """Whether the folder keeps the templates of all widths."""
    return all(has(folder, key_of(*_called(variant.font))) for variant in VARIANTS.values())


def _called(font: int) -> tuple[str, str]:
    return "template", str(font)


@cache
def _template(font: int) -> dict[str, Any]:
    """The layers from back to front, without data, for a text size. Loading what they are built with takes a second, so they are kept."""

    def build() -> dict[str, Any]:
        from site_tools.charts.template import template  # noqa: PLC0415

        return template(font)

    return kept(_called(font), build)
