"""One run of a command: its time, its processor time, and the memory of all its processes."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

INTERVAL = 0.05
"""Seconds between two looks at the memory; what lives shorter is missed."""
_PROC = Path("/proc")


@dataclass
class Run:
    """One finished run. Memory is in MiB and proportional (PSS: a page that n processes share counts 1/n for each); 0 where unknown.

    ``tree`` is the greatest sum over the command and its descendants at one moment, ``main`` the command's own peak and ``worker`` the
    greatest peak of any one of the others.
    """

    wall: float
    cpu: float
    output: str
    tree: float = 0.0
    main: float = 0.0
    worker: float = 0.0


@dataclass
class _Memory:
    root: int
    tree: int = 0
    peaks: dict[int, int] = field(default_factory=dict)

    def look(self) -> None:
        """One sample. Source: ``proc(5)``, smaps_rollup."""
        now = {pid: pss for pid in _descendants(self.root) if (pss := _pss(pid))}
        self.tree = max(self.tree, sum(now.values()))
        for pid, pss in now.items():
            self.peaks[pid] = max(self.peaks.get(pid, 0), pss)


def run(command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None) -> Run:
    """Run ``command`` in ``folder`` to its end. Raises SystemExit with its output when it fails."""
    started = time.perf_counter()
    with subprocess.Popen(
        command, cwd=folder, env={**os.environ, **(environment or {})}, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as process:
        memory, ended = _Memory(process.pid), threading.Event()
        watcher = threading.Thread(target=_watch, args=(memory, ended))
        watcher.start()
        assert process.stdout
        output = process.stdout.read()
        _pid, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        ended.set()
        watcher.join()
    if process.returncode:
        sys.exit(f"{' '.join(command)} ended with status {process.returncode}:\n{output}")
    others = [peak for pid, peak in memory.peaks.items() if pid != process.pid]
    own = memory.peaks.get(process.pid, 0)
    return Run(wall, usage.ru_utime + usage.ru_stime, output, memory.tree / 2**20, own / 2**20, max(others, default=0) / 2**20)


def _watch(memory: _Memory, ended: threading.Event) -> None:
    while (_PROC / "self/smaps_rollup").is_file() and not ended.wait(INTERVAL):
        memory.look()


def _descendants(root: int) -> list[int]:
    """``root`` and all that it has started, by the kernel's lists of children."""
    found, pending = [], [root]
    while pending:
        pid = pending.pop()
        found.append(pid)
        try:
            for task in (_PROC / str(pid) / "task").iterdir():
                pending += map(int, (task / "children").read_text().split())
        except OSError:  # it has ended meanwhile
            continue
    return found


def _pss(pid: int) -> int:
    """Bytes, 0 for a process that has ended."""
    try:
        for line in (_PROC / str(pid) / "smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    return 0
