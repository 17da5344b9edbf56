"""``python -m tests.crash.build [POINTS]``: whole builds of the minimal site, each stopped at another system call of the kernel by strace.

Prints a table of how they ended and exits with 1 when a published site was neither wholly the former nor wholly the new, or when a
refusal came as a traceback. Needs strace (Debian: ``apt-get install strace``); ``make crash`` runs it.
"""

from __future__ import annotations

import hashlib
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[2]
CONTENT = ROOT / "tests" / "sites" / "minimal" / "content"
CALLS = ("openat", "write", "mkdir", "rename", "renameat2", "unlinkat", "chmod", "syncfs")
HOWS = ("signal=KILL", "error=ENOSPC", "error=EIO")
DOUBLE_STARTS = 50
SECONDS = 120


def main() -> None:
    """Stop builds at points drawn with a fixed seed, then start builds in pairs."""
    points = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    if not shutil.which("strace"):
        sys.exit("strace is needed; on Debian: apt-get install strace")
    with tempfile.TemporaryDirectory(prefix="crash-") as name:
        folder = Path(name)
        out = folder / "public"
        former, new = _variant(folder, "2026-01-01"), _variant(folder, "2026-06-01")
        expected = {former: _build(folder, out, former), new: _build(folder, out, new)}
        totals = _count(folder, out, new)
        draw = random.Random(7)
        ends: Counter[str] = Counter()
        for point in range(points):
            call = draw.choice([call for call in CALLS if totals[call]])
            how = HOWS[point % len(HOWS)]
            nth = draw.randint(1, totals[call])
            _build(folder, out, former)
            done = _run(folder, out, new, ("-e", f"trace={call}", "-e", f"inject={call}:{how}:when={nth}"))
            ends[_verdict(done, _digest(out), expected[former], expected[new], how)] += 1
            if _build(folder, out, new) != expected[new]:
                ends["BROKEN: the next build gave another site"] += 1
        for _ in range(DOUBLE_STARTS):
            pair = [subprocess.Popen(_command(out, today), cwd=folder, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL) for today in (former, new)]
            codes = sorted(process.wait(SECONDS) for process in pair)
            whole = _digest(out) in expected.values()
            ends[f"two at once: {codes}" if whole and codes in ([0, 2], [0, 0]) else f"BROKEN: two at once, {codes}"] += 1
    for end, times in sorted(ends.items()):
        sys.stdout.write(f"{times:5}  {end}\n")
    sys.exit(any(end.startswith("BROKEN") for end in ends))
