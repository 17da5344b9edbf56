"""What goes on beside the answers: seeing what is saved, and making the search index when nothing is."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

from site_tools.beside import sources_of
from site_tools.config import ROOT, TEMPLATES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from site_tools.config import Config
    from site_tools.pipeline import Live
    from site_tools.serve.desk import Desk

STEP_MS = 4
"""How often what the system has told of is asked for; a save is read when nothing more has been told for so long."""
BUSY_MS = 100
"""A save that goes on for longer is read before it has ended, and once more after."""
LOOK_MS, LOOK_SHARE = 500, 100
"""Every file is looked at at least so seldom, and so seldom that it takes no more than a hundredth of the time."""
EMPTY_SECONDS, EMPTY_TIMES = 0.015, 4
"""How long, and how many times, a file that somebody has emptied is given to be written."""
QUIET_SECONDS = 3.0
"""How long the content must have been left alone before the search index is made anew."""

Stamps = dict[str, tuple[int, int, int]]


class Watch(threading.Thread):
    """Has the content read when something in it has changed, and the search index made when it has been quiet.

    The system tells which files are saved. Some disks tell nothing (of another machine, of a container), so now and then all files are
    looked at too: what is seen there is what counts.
    """

    def __init__(self, desk: Desk, live: Live, search: Search, say: Callable[[str], None]) -> None:
        super().__init__(daemon=True)
        self._desk, self._live, self._search, self._say = desk, live, search, say
        self._stop_asked = threading.Event()
        start = time.perf_counter()
        self._seen = self._look()
        self._pause = max(LOOK_MS, round(1000 * LOOK_SHARE * (time.perf_counter() - start)))

    def end(self) -> None:
        """Stop looking."""
        self._stop_asked.set()
        self.join()

    def run(self) -> None:
        self._live.warm_up()
        since, indexed = time.monotonic(), -1
        for told in self._told():
            changed = self._noted(told) if told else self._looked()
            if changed:
                if any(path.startswith(str(TEMPLATES)) for path in changed):
                    self._live.forget()
                # An index of what has changed since is of no use, and making it would hold up the page.
                indexed = -1 if self._search.close() else indexed
                self._read()
                since = time.monotonic()
                continue
            self._desk.tidy()
            if self._live.version > indexed and not self._desk.faults and time.monotonic() - since > QUIET_SECONDS:
                version = self._live.version
                if self._search.start():
                    if indexed < 0:
                        self._say("Ritar diagram och gör sökregistret i bakgrunden.")
                    indexed = version

    def _told(self) -> Iterator[set[str]]:
        """The files that the system says have changed; none, when it is time to look at all of them."""
        from watchfiles import watch  # noqa: PLC0415 - not needed to show a site that is built

        yield set()  # what was saved before anybody listened
        try:
            for changes in watch(
                *self._folders(),
                watch_filter=None,
                step=STEP_MS,
                debounce=BUSY_MS,
                rust_timeout=self._pause,
                yield_on_timeout=True,
                stop_event=self._stop_asked,
                raise_interrupt=False,
            ):
                yield {path for _, path in changes}
        except OSError:
            self._say("Datorn säger inte till när filer ändras. Alla filer läses igenom i stället, några gånger i sekunden.")
        while not self._stop_asked.wait(self._pause / 1000):
            yield set()

    def _folders(self) -> list[Path]:
        return [Path(os.path.abspath(folder)) for folder in (*sources_of(self._live.config.content), TEMPLATES)]  # noqa: PTH100 - no link is followed

    def _look(self) -> Stamps:
        """The content, what lies beside it and is held against it, and the templates."""
        found = [stamps(folder) for folder in self._folders()]
        return {path: stamp for one in found for path, stamp in one.items()}

    def _looked(self) -> set[str]:
        """The files that are not as they were last seen, of all."""
        before, self._seen = self._seen, self._look()
        changed = {path for path, _ in before.items() ^ self._seen.items()}
        return self._settled(changed) if changed else changed

    def _noted(self, told: set[str]) -> set[str]:
        """The same, of those that the system has told of."""
        changed = set()
        for path in told:
            below = next((path.removeprefix(root) for root in map(str, self._folders()) if path.startswith(root + os.sep)), None)
            # A folder that comes or goes with all that is in it; or the system has another name for ours.
            if below is None or Path(path).is_dir() or any(seen.startswith(path + os.sep) for seen in self._seen):
                return self._looked()
            if os.sep + "." not in below and self._changed(path):
                changed.add(path)
        return self._settled(changed) if changed else changed

    def _changed(self, path: str) -> bool:
        """Whether a file is not as it was last seen; it is as it was, from then on."""
        try:
            now = _stamp(os.lstat(path))
        except OSError:
            return self._seen.pop(path, None) is not None
        before, self._seen[path] = self._seen.get(path), now
        return before != now

    def _settled(self, changed: set[str]) -> set[str]:
        """The same files, when none of them is empty any more: many programs empty a file before they write it."""
        for _ in range(EMPTY_TIMES):
            if all(self._seen.get(path, (0, 1, 0))[1] for path in changed):
                break
            self._stop_asked.wait(EMPTY_SECONDS)
            for path in changed:
                self._changed(path)
        return changed

    def _read(self) -> None:
        start, had = time.perf_counter(), self._desk.faults
        self._desk.read()
        took = round(1000 * (time.perf_counter() - start))
        self._say(self._desk.faults or f"{'Felen är rättade' if had else 'Ändringen är läst'} ({took} ms).")


def stamps(folder: Path) -> Stamps:
    """Path -> what tells one state of a file from another, for every file below a folder."""
    found: Stamps = {}
    pending = [str(folder)]
    while pending:
        try:
            with os.scandir(pending.pop()) as entries:
                for entry in entries:
                    if entry.name.startswith("."):
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        pending.append(entry.path)
                    else:
                        found[entry.path] = _stamp(entry.stat(follow_symlinks=False))
        except OSError:
            continue  # a file or folder that went away under the look: the next one sees it gone
    return found


def _stamp(status: os.stat_result) -> tuple[int, int, int]:
    return status.st_mtime_ns, status.st_size, status.st_ino


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
