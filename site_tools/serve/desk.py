"""What the editor's pages and messages come from."""

from __future__ import annotations

import threading
from contextlib import suppress
from typing import TYPE_CHECKING

from site_tools.charts.hands import ChartError

if TYPE_CHECKING:
    from collections.abc import Callable

    from site_tools.pipeline import Checked, Live


class Desk:
    """The site in memory and what the editor is to be told of it; safe to ask from several threads."""

    def __init__(self, live: Live, told: Callable[[Checked], str]) -> None:
        self._live, self._told = live, told
        self._turn = threading.Condition()
        self._news = 0
        self._looked_at = ""
        self.faults = ""

    def read(self) -> Checked:
        """Read what has changed, make the page that was shown last, and let every page that waits know."""
        with self._turn:
            checked = self._live.refresh()
            self.faults = self._told(checked) if checked.errors or checked.portal is None else ""
            if self._looked_at and not self.faults:
                with suppress(ChartError):  # told when the page is asked for
                    self._live.output(self._looked_at)
            self._news += 1
            self._turn.notify_all()
        return checked

    def tidy(self) -> None:
        """Do what can wait, while nobody does."""
        with self._turn:
            self._live.tidy()

    def output(self, path: str) -> tuple[bytes | None, int, str]:
        """The bytes of a file of the site, which version of the content they are of, and by what the drawings beside it are known."""
        with self._turn:
            data = self._live.output(path)
            if data is not None and path.endswith(".html"):
                self._looked_at = path
            return data, self._live.version, self._live.beside(path)

    def news(self, since: int, seconds: float) -> tuple[int, dict[str, object]]:
        """What there is to tell after ``since`` readings, waiting at most so long for it."""
        with self._turn:
            self._turn.wait_for(lambda: self._news > since, seconds)
            return self._news, {"version": self._live.version, "faults": self.faults}
