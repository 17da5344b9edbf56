"""Pictures as PNG, drawn from SVG with the portal's own fonts alone: the same on every machine, whatever fonts it has.

A letter that Public Sans lacks is taken from the signs beside it (``fonts/signs.txt``); one that neither has is an empty box.
"""

from __future__ import annotations

import re
import threading
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from site_tools.charts.alone import refuse_outside
from site_tools.charts.coming import Coming
from site_tools.charts.hands import hands
from site_tools.charts.store import has, key_of, load_bytes, save_bytes
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


def begin(
    wanted: Mapping[str, Picture], executor: Executor, cache: Path, again: Callable[[str], Picture] | None = None
) -> dict[str, Painted]:
    """Have every picture painted that is not in the cache. Each can be asked for as soon as somebody needs it.

    ``again`` gives one that the cache has lost, by its name; without it all of them are held until nobody can ask.
    """
    return {name: Painted(name, picture, again or wanted.__getitem__, executor, cache) for name, picture in wanted.items()}


class Painted:
    """A picture that has been painted or is being it; ``key`` is what the cache knows it by."""

    def __init__(self, name: str, picture: Picture, again: Callable[[str], Picture], executor: Executor, cache: Path) -> None:
        self.key = key = key_of("png", picture.svg, str(picture.scale))
        self._cache = cache
        self._coming = Coming(
            name,
            lambda: has(cache, key),
            lambda: executor.submit(paint, picture),
            lambda data: save_bytes(cache, key, data),
            lambda: executor.submit(paint, again(name)),
        )

    def __call__(self) -> bytes:
        """Its bytes, waited for. Raises ChartError when it cannot be painted."""
        return self._coming.now() or cached(self._cache, self.key) or self._coming.anew()


def cached(cache: Path, key: str) -> bytes | None:
    """The picture that was kept under a key, if it is whole."""
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
