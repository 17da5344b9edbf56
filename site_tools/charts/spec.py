"""The Vega-Lite spec of a chart, built with Altair: one template of typed layers, filled with the rows that a layout gives."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import altair as alt

from site_tools.charts import theme
from site_tools.charts.axis import draw_heights, draw_lengths, draw_moments
from site_tools.charts.canvas import VARIANTS, Align, Canvas, Width
from site_tools.charts.shape import Form
from site_tools.charts.stacks import lay_stacks
from site_tools.charts.strip import lay_rows
from site_tools.charts.timeline import lay_time

if TYPE_CHECKING:
    from site_tools.charts.shape import ChartData

_ALIGNS: tuple[Align, ...] = ("left", "center", "right")
_TEXTS = tuple((align, bold) for align in _ALIGNS for bold in (False, True))


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
    texts = {_name(align, bold=bold): canvas.texts.get((align, bold), []) for align, bold in _TEXTS}
    data = {
        "axes": canvas.axes,
        "bars": canvas.bars,
        "rules": canvas.rules,
        "lines": canvas.lines,
        "points": canvas.points,
        "key": canvas.symbols,
        **texts,
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


@cache
def _template(font: int) -> dict[str, Any]:
    """The layers from back to front, without data. Built, and checked against Vega-Lite's schema, once for each text size."""
    place = {"x": _scaled("x"), "y": _scaled("y")}
    stretch = {**place, "x2": alt.X2("x2:Q"), "y2": alt.Y2("y2:Q")}
    stroke = {"color": _raw(alt.Color, "colour"), "strokeWidth": _raw(alt.StrokeWidth, "width"), "strokeDash": _raw(alt.StrokeDash, "dash")}
    area = {"fill": _raw(alt.Fill, "fill"), "stroke": _raw(alt.Stroke, "stroke")}
    layers = [
        _rows("axes").mark_rule().encode(**_in_px(), x2=alt.X2("px2:Q"), y2=alt.Y2("py2:Q"), color=_raw(alt.Color, "colour")),
        _rows("bars").mark_bar().encode(**stretch, **area, opacity=_raw(alt.Opacity, "opacity")),
        _rows("rules").mark_rule().encode(**stretch, **stroke, opacity=_raw(alt.Opacity, "opacity")),
        _rows("lines").mark_line().encode(**place, **stroke, detail=alt.Detail("run:N")),
        _rows("points").mark_point().encode(**place, **area, shape=_raw(alt.Shape, "shape"), size=_raw(alt.Size, "size")),
        _rows("key").mark_point(strokeWidth=1.5).encode(**_in_px(), **area, shape=_raw(alt.Shape, "shape"), size=_raw(alt.Size, "size")),
        *(_words(align, bold=bold) for align, bold in _TEXTS),
    ]
    return alt.layer(*layers).properties(autosize={"type": "none"}, config=theme.config(font)).to_dict()


def _rows(name: str) -> alt.Chart:
    return alt.Chart(alt.NamedData(name=name))


def _words(align: Align, *, bold: bool) -> alt.Chart:
    """Words at places in px; their sizes and colours are the theme's, and the words are data, never a part of the spec."""
    chart: alt.Chart = _rows(_name(align, bold=bold)).mark_text(align=align, fontWeight=600 if bold else 400)
    return chart.encode(**_in_px(), text=alt.Text("text:N"), color=_raw(alt.Color, "colour"), size=_raw(alt.Size, "size"))


def _name(align: Align, *, bold: bool) -> str:
    return f"text-{align}-{'bold' if bold else 'plain'}"


def _scaled(channel: str) -> Any:
    """A position in values. Each chart has its own domain; its axes are drawn among its marks, in a fourth of the time of Vega's."""
    kind = alt.X if channel == "x" else alt.Y
    return kind(f"{channel}:Q", scale=alt.Scale(nice=False, zero=False), axis=None)


def _in_px() -> dict[str, Any]:
    return {"x": alt.X("px:Q", scale=None, axis=None), "y": alt.Y("py:Q", scale=None, axis=None)}


def _raw(channel: Any, field: str) -> Any:
    """A channel whose values are drawn as they are, without a scale or a legend."""
    return channel(f"{field}:N", scale=None)
