"""Pictures as PNG, drawn from SVG with the portal's own font, whatever fonts the machine has."""

from __future__ import annotations

import re
from functools import cache as once
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from site_tools.charts.store import key_of, load_bytes, save_bytes
from site_tools.charts.workers import workers
from site_tools.memory import remembered

if TYPE_CHECKING:
    from collections.abc import Mapping

    from resvg import usvg

FONTS = Path(__file__).parent / "fonts"
SECONDS = 60.0
"""How long one picture may take, with the start of its process. A usual one takes 0.1 s."""
_ROOT = re.compile(r'<svg( [^>]*?|) width="([\d.]+)" height="([\d.]+)"')


class Picture(NamedTuple):
    """An SVG without links to anything outside it, and the px that each of its units becomes."""

    svg: str
    scale: float = 1.0


def pictures(wanted: Mapping[str, Picture], jobs: int, cache: Path) -> dict[str, bytes]:
    """The PNG of each picture, in the order of ``wanted``: the same bytes whatever ``jobs`` and whatever lies in the folder ``cache``.

    Raises ChartError, naming the picture, when one cannot be drawn.
    """
    keys = {name: key_of("png", picture.svg, str(picture.scale)) for name, picture in wanted.items()}
    found = {name: data for name, key in keys.items() if (data := _cached(cache, key))}
    missing = [(name, picture) for name, picture in wanted.items() if name not in found]
    if missing:
        with workers(paint, min(jobs, len(missing)), SECONDS) as painters:
            for name, data in painters.run(missing):
                found[name] = data
                save_bytes(cache, keys[name], data)
    return {name: found[name] for name in wanted}


def _cached(cache: Path, key: str) -> bytes | None:
    try:
        return _saved(cache, key)
    except LookupError:
        return None


@remembered
def _saved(cache: Path, key: str) -> bytes:
    """The picture under a key, which tells all that it depends on. Raises LookupError, which is not remembered, when there is none."""
    if data := load_bytes(cache, key):
        return data
    raise LookupError(key)


def paint(picture: Picture) -> bytes:
    """Paints one picture. Runs in a drawing process: only there is resvg imported."""
    from resvg import render, usvg  # noqa: PLC0415

    tree = usvg.Tree.from_str(_ROOT.sub(lambda size: _scaled(size, picture.scale), picture.svg, count=1), _options())
    return bytes(render(tree, (1, 0, 0, 0, 1, 0)))


def _scaled(size: re.Match[str], scale: float) -> str:
    return f'<svg{size[1]} width="{float(size[2]) * scale:g}" height="{float(size[3]) * scale:g}"'


@once
def _options() -> usvg.Options:
    """Fonts that are held in memory: read from their files, they would be opened anew for every letter."""
    from resvg import usvg  # noqa: PLC0415

    options = usvg.Options.default()
    for font in sorted(FONTS.glob("*.ttf")):
        options.load_font_data(font.read_bytes())
    options.load_system_fonts()  # for a letter that ours lacks
    return options
