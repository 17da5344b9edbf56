"""The layers that every chart is made of, built with Altair, which takes a second to load: this is loaded when nothing is kept of them."""

from __future__ import annotations

from typing import Any

import altair as alt

from site_tools.charts import theme


def template(font: int) -> dict[str, Any]:
    """The layers from back to front, without data, for a text size: checked against Vega-Lite's schema."""
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
        _words(),
    ]
    return alt.layer(*layers).properties(autosize={"type": "none"}, config=theme.config(font)).to_dict()


def _rows(name: str) -> alt.Chart:
    return alt.Chart(alt.NamedData(name=name))


def _words() -> alt.Chart:
    """Words at places in px; their sizes and colours are the theme's, and the words are data, never a part of the spec. One layer of all,
    since each takes as long as a hundred marks."""
    chart: alt.Chart = _rows("texts").mark_text(align=alt.ExprRef("datum.align"), fontWeight=alt.ExprRef("datum.weight"))
    return chart.encode(**_in_px(), text=alt.Text("text:N"), color=_raw(alt.Color, "colour"), size=_raw(alt.Size, "size"))


def _scaled(channel: str) -> Any:
    """A position in values. Each chart has its own domain; its axes are drawn among its marks, in a fourth of the time of Vega's."""
    kind = alt.X if channel == "x" else alt.Y
    return kind(f"{channel}:Q", scale=alt.Scale(nice=False, zero=False), axis=None)


def _in_px() -> dict[str, Any]:
    return {"x": alt.X("px:Q", scale=None, axis=None), "y": alt.Y("py:Q", scale=None, axis=None)}


def _raw(channel: Any, field: str) -> Any:
    """A channel whose values are drawn as they are, without a scale or a legend."""
    return channel(f"{field}:N", scale=None)
