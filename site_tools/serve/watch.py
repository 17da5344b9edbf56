"""What goes on beside the answers: looking for what is saved, and making the search index when nothing is."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING

from site_tools.beside import sources_of
from site_tools.config import ROOT, TEMPLATES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from site_tools.config import Config
    from site_tools.pipeline import Live
    from site_tools.serve.desk import Desk

POLL_SECONDS = 0.06
"""How often the content folder is looked at; a look at a thousand files takes some thousandths of a second."""
SETTLE_SECONDS = 0.015
"""How long a save may take between two writes of the same file without being read in between."""
QUIET_SECONDS = 3.0
"""How long the content must have been left alone before the search index is made anew."""


class Watch(threading.Thread):
    """Looks at the content folder, has it read when something in it has changed, and the search index made when it has been quiet."""

    def __init__(self, desk: Desk, live: Live, search: Search, say: Callable[[str], None]) -> None:
        super().__init__(daemon=True)
        self._desk, self._live, self._search, self._say = desk, live, search, say
        self._stop_asked = threading.Event()
        self._seen = self._look()
        self._templates = stamps(TEMPLATES)

    def end(self) -> None:
        """Stop looking."""
        self._stop_asked.set()
        self.join()

    def run(self) -> None:
        self._live.warm_up()
        since, indexed = time.monotonic(), -1
        while not self._stop_asked.wait(POLL_SECONDS):
            now, templates = self._look(), stamps(TEMPLATES)
            if now != self._seen or templates != self._templates:
                if templates != self._templates:
                    self._templates = templates
                    self._live.forget()
                self._seen = self._settled(now)
                # An index of what has changed since is of no use, and making it would hold up the page.
                indexed = -1 if self._search.close() else indexed
                self._read()
                # The browsers hear of it first; then their page is made while they come for it.
                self._stop_asked.wait(SETTLE_SECONDS)
                self._desk.ahead()
                since = time.monotonic()
                continue
            self._desk.tidy()
            if self._live.version > indexed and not self._desk.faults and time.monotonic() - since > QUIET_SECONDS:
                version = self._live.version
                if self._search.start():
                    if indexed < 0:
                        self._say("Ritar diagram och gör sökregistret i bakgrunden.")
                    indexed = version

    def _look(self) -> dict[str, tuple[int, int, int]]:
        """The content, and what lies beside it, which it is held against."""
        content = self._live.config.content
        found = [stamps(folder) for folder in sources_of(content)]
        return {path: stamp for one in found for path, stamp in one.items()}

    def _settled(self, now: dict[str, tuple[int, int, int]]) -> dict[str, tuple[int, int, int]]:
        """The folder when nothing in it has changed for a moment: many programs empty a file before they write it."""
        while True:
            self._stop_asked.wait(SETTLE_SECONDS)
            before, now = now, self._look()
            if now == before:
                return now

    def _read(self) -> None:
        start, had = time.perf_counter(), self._desk.faults
        self._desk.read()
        took = f"{time.perf_counter() - start:.2f}".replace(".", ",")
        self._say(self._desk.faults or f"{'Felen är rättade' if had else 'Ändringen är läst'} ({took} s).")


def stamps(content: Path) -> dict[str, tuple[int, int, int]]:
    """Path -> what tells one state of a file from another, for every file below the content folder."""
    found: dict[str, tuple[int, int, int]] = {}
    pending = [str(content)]
    while pending:
        try:
            with os.scandir(pending.pop()) as entries:
                for entry in entries:
                    if entry.name.startswith("."):
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        pending.append(entry.path)
                    else:
                        status = entry.stat(follow_symlinks=False)
                        found[entry.path] = (status.st_mtime_ns, status.st_size, status.st_ino)
        except OSError:
            continue  # a file or folder that went away under the look: the next one sees it gone
    return found


class Search:
    """The search index beside the server: made by a build in a process of its own, which disturbs nobody who reads or writes.
    Nothing of that site but the index is shown, so it needs no pictures."""

    def __init__(self, config: Config) -> None:
        self.folder = config.cache / "serve" / "site"
        words = ["build", "--utkast", "--snabbt", "--content", str(config.content), "--out", str(self.folder), "--jobs", "1"]
        self._command = [sys.executable, str(ROOT / "build.py"), *words, "--today", config.today.isoformat()]
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> bool:
        """Begin to make it anew; False while the last one is still being made."""
        if self._process and self._process.poll() is None:
            return False
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        self._process = subprocess.Popen(self._command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        if hasattr(os, "setpriority"):  # it can wait: the editor's own page goes first
            os.setpriority(os.PRIO_PROCESS, self._process.pid, 15)
        return True

    def close(self) -> bool:
        """End a build that is under way; False when there was none."""
        if self._process is None or self._process.poll() is not None:
            return False
        self._process.terminate()
        self._process.wait()
        return True
