"""The drawing library for the browser: one module of Vega, Vega-Lite, Vega-Embed and the interpreter that needs no ``unsafe-eval``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from site_tools.charts.store import key_of, load_bytes, save_bytes
from site_tools.charts.workers import Workers

if TYPE_CHECKING:
    from pathlib import Path

SECONDS = 120.0
"""How long it may take to put together; about 3 s is usual."""
_EXPORT = "export { vegaEmbed };"
"""All that the module gives: nothing becomes a global of the page."""


def bundle(cache: Path) -> bytes:
    """The module's JavaScript, about 900 KB; from the folder ``cache`` when the same was made before. Raises ChartError on failure."""
    key = key_of("bundle", _EXPORT)
    found = load_bytes(cache, key)
    if found is None:
        with Workers(make, 1, SECONDS) as workers:
            found = next(made for _, made in workers.run([("utforska", _EXPORT)]))
        save_bytes(cache, key, found)
    return found


def make(snippet: str) -> bytes:
    """Puts the libraries and ``snippet`` together. Runs in a process of its own: vl-convert does not let go of the interpreter."""
    import vl_convert  # noqa: PLC0415

    return vl_convert.javascript_bundle(snippet).encode()
