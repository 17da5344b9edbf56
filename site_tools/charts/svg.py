"""From vl-convert's SVG to the one that is published: smaller, in Swedish hands, right on dark paper, and alone in its names."""

from __future__ import annotations

import re

from site_tools.charts.alone import refuse_outside
from site_tools.charts.theme import DARK, FONT, LIGHT

_TAG = re.compile(r"<[^>]*>")
_BACKDROP = re.compile(r'<path class="(?:background|foreground)"[^>]*/>')
_EMPTY = re.compile(r"<g(?: [^>]*)?></g>")
_DROPPED = re.compile(r' (?:role|aria-[a-z]+|pointer-events|font-family|opacity="1"|xmlns:xlink|version)(?:="[^"]*")?(?=[ />])')
_USUAL = re.compile(r' (?:stroke-dasharray="1,0"|stroke-linecap="butt"|stroke-width="1"|text-anchor="start"|[xy]2="0")')
"""What an element is without being told; nothing around it says otherwise."""
_CLASS = re.compile(r' class="([^" ]*)[^"]*"')
_DIGITS = re.compile(r"-?\d+\.\d{3,}")
_NAMED = re.compile(r'( id="|url\(#|href="#)')
_ROOT = re.compile(r'<svg [^>]*?width="([\d.]+)" height="([\d.]+)"[^>]*>')
_WORDS = '<g class="mark-text">'
_HALO = f'<g class="mark-text" stroke="{LIGHT["paper"]}" stroke-width="3" stroke-linejoin="round" paint-order="stroke">'


def finish(raw: str, name: str) -> tuple[str, int, int]:
    """The SVG to publish with its width and height in px; ``name`` keeps its ids apart from those of other drawings on a page.

    Texts come from content and are escaped by Vega; only tags are touched here. Colours stay attributes, which need no style sheet, and
    an inner style sheet turns them on dark paper. The alternative text stands outside, so nothing in here is read aloud.
    """
    root = _ROOT.match(raw)
    if root is None:
        raise ValueError("vl-convert drew something that is no SVG")
    width, height = round(float(root[1])), round(float(root[2]))
    body = _TAG.sub(lambda tag: _tidy(tag[0], name), _BACKDROP.sub("", raw[root.end() :]))
    body = body.replace(_WORDS, _HALO)
    while (smaller := _EMPTY.sub("", body)) != body:
        body = smaller
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
    done = f'{head} aria-hidden="true" focusable="false" font-family="{FONT}">{_dark(body)}{body}\n'
    refuse_outside(done)
    return done, width, height


def _tidy(tag: str, name: str) -> str:
    tag = _CLASS.sub(r' class="\1"', _USUAL.sub("", _DROPPED.sub("", tag))).replace(' class="mark-group"', "")
    tag = _NAMED.sub(lambda found: f"{found[1]}{name}-", tag)
    return _DIGITS.sub(lambda number: f"{float(number[0]):.2f}".rstrip("0").rstrip("."), tag)


def _dark(body: str) -> str:
    rules = [
        f'[{paint}="{colour}"]{{{paint}:{DARK[hue]}}}'
        for hue, colour in LIGHT.items()
        for paint in ("fill", "stroke")
        if f'{paint}="{colour}"' in body
    ]
    # The ground is painted too: a drawing that is opened by itself lies on white in any scheme.
    return f"<style>@media (prefers-color-scheme:dark){{svg{{background:{DARK['paper']}}}{''.join(rules)}}}</style>"
