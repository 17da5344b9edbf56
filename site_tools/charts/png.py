"""Pictures as PNG, drawn from SVG with the portal's own fonts alone: the same on every machine, whatever fonts it has.

A letter that Public Sans lacks is taken from the signs beside it (``fonts/signs.txt``); one that neither has is an empty box.
"""

from __future__ import annotations

import re
import threading
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from site_tools.charts.alone import refuse_outside
from site_tools.charts.hands import hands, result
from site_tools.charts.store import key_of, load_bytes, save_bytes
from site_tools.memory import remembered

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from concurrent.futures import Executor

    from resvg import usvg

FONTS = Path(__file__).parent / "fonts"
_ROOT = re.compile(r'<svg( [^>]*?|) width="([\d.]+)" height="([\d.]+)"')


class Picture(NamedTuple):
    """An SVG without links to anything outside it, and the px that each of its units becomes."""

    svg: str
    scale: float = 1.0


def pictures(wanted: Mapping[str, Picture], jobs: int, cache: Path) -> dict[str, bytes]:
    """The PNG of each picture, in the order of ``wanted``: the same bytes whatever ``jobs`` and whatever lies in the folder ``cache``.

    Raises ChartError, naming the picture, when one cannot be drawn.
    """
    with hands(jobs) as executor:
        return {name: painted() for name, painted in begin(wanted, executor, cache).items()}


def begin(wanted: Mapping[str, Picture], executor: Executor, cache: Path) -> dict[str, Callable[[], bytes]]:
    """Have every picture painted that is not in the cache. Each can be asked for as soon as somebody needs it: the call waits until it is
    there, and raises ChartError when it cannot be painted."""
    return {name: _begun(name, picture, executor, cache) for name, picture in wanted.items()}


def _begun(name: str, picture: Picture, executor: Executor, cache: Path) -> Callable[[], bytes]:
    known_by = key(picture)
    found = _cached(cache, known_by)
    if found is not None:
        return lambda: found
    future = executor.submit(paint, picture)

    def painted() -> bytes:
        data = result(name, future)
        save_bytes(cache, known_by, data)
        return data

    return painted


def key(picture: Picture) -> str:
    """What the cache knows a picture by."""
    return key_of("png", picture.svg, str(picture.scale))


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
    """Paints one picture. Runs in a drawing process: only there is resvg imported. Raises OutsideError before anything outside is read."""
    from resvg import render, usvg  # noqa: PLC0415

    refuse_outside(picture.svg)
    tree = usvg.Tree.from_str(_ROOT.sub(lambda size: _scaled(size, picture.scale), picture.svg, count=1), _options())
    return bytes(render(tree, (1, 0, 0, 0, 1, 0)))


def _scaled(size: re.Match[str], scale: float) -> str:
    return f'<svg{size[1]} width="{float(size[2]) * scale:g}" height="{float(size[3]) * scale:g}"'


_HELD = threading.local()
"""resvg's options may not go from one thread to another."""


def _options() -> usvg.Options:
    """Fonts that are held in memory: read from their files, they would be opened anew for every letter. Of two that have a sign the first
    gives it."""
    from resvg import usvg  # noqa: PLC0415

    options: usvg.Options | None = getattr(_HELD, "options", None)
    if options is not None:
        return options
    options = _HELD.options = usvg.Options.default()
    for font in sorted(FONTS.glob("*.ttf")):
        options.load_font_data(font.read_bytes())
    return options
