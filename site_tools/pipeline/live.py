"""The line kept in memory, for who writes: ``build.py serve``."""

from __future__ import annotations

import gc
import hashlib
import posixpath
from contextlib import suppress
from itertools import chain
from typing import TYPE_CHECKING

from site_tools.memory import Memory
from site_tools.pipeline.checking import check

if TYPE_CHECKING:
    from collections.abc import Iterator

    from site_tools.config import Config
    from site_tools.model.portal import Derived, Output, Portal
    from site_tools.pipeline.checking import Checked


class Live:
    """The site as it is now, held in memory: read again in a moment when a file has changed, and each page made when it is asked for.

    Every file has the bytes that a build of the same content would give it. One thread at a time may ask.
    """

    def __init__(self, config: Config) -> None:
        from site_tools.charts.workers import Crew  # noqa: PLC0415

        self.config = config
        self.version = 0
        """Counts the good versions of the content; 0 before the first."""
        self._memory, self._crew = Memory(), Crew(1)
        self._shown: tuple[Portal, Derived] | None = None
        self._made: dict[str, bytes | None] = {}
        self._untidy = self._asked_all = False

    def refresh(self) -> Checked:
        """Read what has changed. With errors in the content the last good version stays."""
        from site_tools.derive import derive  # noqa: PLC0415
        from site_tools.model.public import public  # noqa: PLC0415

        self.tidy()
        self._untidy = True
        with self._memory.in_use():
            checked = check(self.config.content, self.config.today)
            if checked.portal is not None and not checked.errors:
                portal = checked.portal if self.config.drafts else public(checked.portal, self.config.today)
                self._shown = (portal, derive(portal, self.config.today))
                self._made.clear()
                self.version += 1
        return checked

    def tidy(self) -> None:
        """Forget what is of older versions, once a page of this one has been made. It takes a while: best done when nobody waits."""
        if self._untidy and self._asked_all:
            # Reading, computing and rendering have each asked for what they need of this version.
            self._memory.tidy()
            self._untidy = self._asked_all = False

    def output(self, path: str) -> bytes | None:
        """The bytes of the site's file at a path; None when there is no such file, or nothing to show yet."""
        from site_tools.charts.hands import in_use  # noqa: PLC0415
        from site_tools.export import present, with_former  # noqa: PLC0415
        from site_tools.render import render  # noqa: PLC0415

        if self._shown and path not in self._made:
            with self._memory.in_use(), in_use(self._crew):
                now = present(path, self._shown[0])
                outputs: Iterator[Output] = chain(render(*self._shown, self.config, now), self._exported(path))
                if now != path:
                    outputs = with_former(outputs, self._shown[0], self.config)
                self._made[path] = None
                for output in outputs:
                    # A page's drawings come right after it, and are asked for right after it.
                    if self._made[path] is not None and posixpath.dirname(output.path) != posixpath.dirname(path):
                        break
                    if output.data:
                        self._made[output.path] = output.data
            self._asked_all |= path.endswith(".html")
        return self._made.get(path)

    def beside(self, path: str) -> str:
        """What the drawings that were made with a page are known by: its own words may stand while they change."""
        folder = posixpath.dirname(path)
        drawings = sorted(
            (name, data) for name, data in self._made.items() if data and name.endswith(".svg") and posixpath.dirname(name) == folder
        )
        return hashlib.blake2b(b"".join(data for _, data in drawings), digest_size=8).hexdigest() if drawings else ""

    def _exported(self, path: str) -> Iterator[Output]:
        """The data files, unless a page at the path has been made meanwhile: nothing of a page is among them."""
        from site_tools.export import export  # noqa: PLC0415

        if self._shown and self._made[path] is None:
            yield from export(*self._shown, self.config)

    def warm_up(self) -> None:
        """Let the drawing process load what it draws with, so that the first chart that changes does not wait for that."""
        from site_tools.charts.hands import ChartError, in_use  # noqa: PLC0415
        from site_tools.render import draw_one  # noqa: PLC0415

        # What has been read stays; looking through all of it for garbage costs some hundredths of a second at each save.
        gc.collect()
        gc.freeze()
        if self._shown:
            # Where nothing can be drawn, the page that shows a chart says so.
            with in_use(self._crew), suppress(ChartError):
                draw_one(*self._shown)

    def forget(self) -> None:
        """Know nothing of what was read, so that also changed templates and styles are read again."""
        from site_tools.templates import environment  # noqa: PLC0415

        self._memory = Memory()
        environment.cache_clear()

    def close(self) -> None:
        """End the drawing processes."""
        self._crew.shutdown()
