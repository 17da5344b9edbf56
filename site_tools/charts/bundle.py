"""The drawing library for the browser: one module of Vega, Vega-Lite, Vega-Embed and the interpreter that needs no ``unsafe-eval``."""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from site_tools.charts.hands import hands, result
from site_tools.charts.store import key_of, load_bytes, save_bytes

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Executor, Future
    from pathlib import Path

_EXPORT = "export { vegaEmbed };"
"""All that the module gives: nothing becomes a global of the page."""


def bundle(cache: Path) -> bytes:
    """The module's JavaScript, about 900 KB; from the folder ``cache`` when the same was made before. Raises ChartError on failure."""
    with hands(1) as executor:
        return begin(executor, cache)()


def begin(executor: Executor, cache: Path) -> Callable[[], bytes]:
    """The same, asked for now and there when it is called: it takes about 3 s to put together."""
    key = key_of("bundle", _EXPORT)
    found = load_bytes(cache, key)
    if found is not None:
        return lambda: found
    future = _BEGUN.get(executor) or executor.submit(make, _EXPORT)
    _BEGUN[executor] = future

    def made() -> bytes:
        data = result("utforska", future)
        save_bytes(cache, key, data)
        return data

    return made


_BEGUN: WeakKeyDictionary[Executor, Future[bytes]] = WeakKeyDictionary()
"""It is the same whoever asks, so it is made once."""


def make(snippet: str) -> bytes:
    """Puts the libraries and ``snippet`` together. Runs in a process of its own: vl-convert does not let go of the interpreter."""
    import vl_convert  # noqa: PLC0415

    return vl_convert.javascript_bundle(snippet).encode()
