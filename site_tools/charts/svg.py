"""From vl-convert's SVG to the one that is published: smaller, in Swedish hands, right on dark paper, and alone in its names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from site_tools.charts.alone import refuse_outside
from site_tools.charts.theme import DARK, FONT, LIGHT

if TYPE_CHECKING:
    from collections.abc import Collection

_PART = re.compile(r'>[^<]+| ([\w:-]+)="([^"]*)"')
"""Words between two tags, or an attribute: what looks like one in the words is none."""
_BACKDROP = re.compile(r'<path class="(?:background|foreground)"[^>]*/>')
_EMPTY = re.compile(r"<g(?: [^>]*)?></g>")
_DROPPED = frozenset(
    {"role", "aria-hidden", "aria-roledescription", "aria-label", "pointer-events", "font-family", "xmlns:xlink", "version"}
)
_USUAL = frozenset(
    f" {said}"
    for said in (
        'opacity="1"',
        'stroke-dasharray="1,0"',
        'stroke-linecap="butt"',
        'stroke-width="1"',
        'text-anchor="start"',
        'x2="0"',
        'y2="0"',
        'class="mark-group"',
    )
)
"""What an element is without being told; nothing around it says otherwise."""
_DIGITS = re.compile(r"-?\d+\.\d{3,}")
_NAMED = re.compile(r'( id="|url\(#|href="#)')
_ROOT = re.compile(r'<svg [^>]*?width="([\d.]+)" height="([\d.]+)"[^>]*>')
_TEXT = re.compile(r"<text[ >/]")
_WORDS = '<g class="mark-text">'
_HALO = f'<g class="mark-text" stroke="{LIGHT["paper"]}" stroke-width="3" stroke-linejoin="round" paint-order="stroke">'


def finish(raw: str, name: str, beside: int = 0) -> tuple[str, int, int]:
    """The SVG to publish with its width and height in px; ``name`` keeps its ids apart from those of other drawings on a page. So many of
    its first words lie ``beside`` the marks; the others have a halo.

    Texts come from content and are escaped by Vega; only tags are touched here. Colours stay attributes, which need no style sheet, and
    an inner style sheet turns them on dark paper. The alternative text stands outside, so nothing in here is read aloud.
    """
    root = _ROOT.match(raw)
    if root is None:
        raise ValueError("vl-convert drew something that is no SVG")
    width, height = round(float(root[1])), round(float(root[2]))
    known: dict[str, str] = {}

    def tidy(part: re.Match[str]) -> str:
        if part[0] not in known:
            known[part[0]] = _tidy(part, name) if part[1] else part[0]
        return known[part[0]]

    body = _haloed(_PART.sub(tidy, _BACKDROP.sub("", raw[root.end() :])), beside)
    while (smaller := _EMPTY.sub("", body)) != body:
        body = smaller
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
    painted = {*known.values(), f' stroke="{LIGHT["paper"]}"'} if _HALO in body else {*known.values()}
    done = f'{head} aria-hidden="true" focusable="false" font-family="{FONT}">{_dark(painted)}{body}\n'
    refuse_outside(done)
    return done, width, height


def _tidy(attribute: re.Match[str], name: str) -> str:
    if attribute[1] in _DROPPED:
        return ""
    said = f' class="{attribute[2].split(" ")[0]}"' if attribute[1] == "class" else attribute[0]
    said = _NAMED.sub(lambda found: f"{found[1]}{name}-", said)
    return "" if said in _USUAL else _DIGITS.sub(lambda number: f"{float(number[0]):.2f}".rstrip("0").rstrip("."), said)


def _haloed(body: str, beside: int) -> str:
    """The words after the first ``beside`` ones in a group of their own. Halos of all take a fifth of the time of painting a picture."""
    words = [found.start() for found in _TEXT.finditer(body)]
    if beside == 0:
        return body.replace(_WORDS, _HALO)
    return body if beside >= len(words) else f"{body[: words[beside]]}</g>{_HALO}{body[words[beside] :]}"


def _dark(painted: Collection[str]) -> str:
    """The style sheet for dark paper, of a drawing that has these attributes."""
    rules = [
        f'[{paint}="{colour}"]{{{paint}:{DARK[hue]}}}'
        for hue, colour in LIGHT.items()
        for paint in ("fill", "stroke")
        if f' {paint}="{colour}"' in painted
    ]
    # The ground is painted too: a drawing that is opened by itself lies on white in any scheme.
    return f"<style>@media (prefers-color-scheme:dark){{svg{{background:{DARK['paper']}}}{''.join(rules)}}}</style>"
