"""The one look of all charts: paper, ink and a colour for each role, in a light and a dark scheme."""

from __future__ import annotations

from typing import Any

SWEDISH = {"decimal": ",", "thousands": "\u202f", "grouping": [3], "currency": ["", "\u00a0kr"], "minus": "\u2212", "percent": "\u00a0%"}
"""Numbers as the pages write them (``site_tools.text``): narrow no-break space, decimal comma, real minus."""
FONT = "'Public Sans',system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif"

LIGHT: dict[str, str] = {
    "paper": "#ffffff",
    "ink": "#1c2024",
    "quiet": "#545b62",
    "hairline": "#dcd8cf",
    "plats": "#84898e",
    "sjö": "#0b5570",
    "ockra": "#8a5a00",
    "plommon": "#7d2f63",
    "gran": "#1d6044",
    "indigo": "#41469b",
    "kvinnor": "#43237a",
    "män": "#a05f00",
    "serie-1": "#0e7490",
    "serie-2": "#a8451f",
    "serie-3": "#5d6b12",
    "serie-4": "#86377a",
    "serie-5": "#2f4fa8",
    "serie-6": "#6b4a2b",
}
"""Colour name -> colour on the light ground of a page's chart; the names of programs are those that editors write.

Each is readable as text on the ground, but for the hairline and the line of a place."""

DARK: dict[str, str] = {
    "paper": "#1a1f23",
    "ink": "#eceae5",
    "quiet": "#aab2b8",
    "hairline": "#3a424a",
    "plats": "#7d868d",
    "sjö": "#7cc4de",
    "ockra": "#e3b356",
    "plommon": "#dc9cc5",
    "gran": "#83cba8",
    "indigo": "#b1b6f5",
    "kvinnor": "#dccbff",
    "män": "#d08a2e",
    "serie-1": "#56c2db",
    "serie-2": "#f0997a",
    "serie-3": "#bccb5c",
    "serie-4": "#dd9dd2",
    "serie-5": "#8fa6ff",
    "serie-6": "#cfab87",
}
"""The same names on the dark ground. The values of LIGHT are all different, so that a drawing can be turned dark by its colours alone."""


_PALE = 0.35
"""How much of a colour is left in its pale twin."""


def _mixed(colour: str, ground: str) -> str:
    pairs = [(int(colour[n : n + 2], 16), int(ground[n : n + 2], 16)) for n in (1, 3, 5)]
    return "#" + "".join(f"{round(a * _PALE + b * (1 - _PALE)):02x}" for a, b in pairs)


for _scheme in (LIGHT, DARK):
    _scheme |= {f"{name}-blek": _mixed(colour, _scheme["paper"]) for name, colour in _scheme.items() if name.startswith("serie-")}


def config(font_size: int) -> dict[str, Any]:
    """The Vega-Lite config of a chart whose text is ``font_size`` px: no frame, nothing for a screen reader inside."""
    return {
        "aria": False,  # the text alternative stands on the page, in Swedish; these would be English
        "background": "transparent",
        "mark": {"invalid": "show"},  # every place is a number; to look for others takes a fifth of the time
        "font": "sans-serif",
        "line": {"strokeCap": "round", "strokeJoin": "round", "interpolate": "linear"},
        "point": {"opacity": 1, "strokeWidth": 2},
        "rule": {"strokeCap": "butt"},
        "bar": {"opacity": 1},
        "text": {"fontSize": font_size, "baseline": "middle", "lineBreak": "\n", "lineHeight": round(font_size * 1.25)},
        "view": {"stroke": None},
    }
