"""``python -m tests.crash.build [POINTS]``: whole builds of the minimal site, each stopped at another system call of the kernel by strace.

Then DOUBLE_STARTS pairs of builds at once. Prints a table of how they ended, and exits with 1 when a published site was neither wholly
the former nor wholly the new, or when a refusal came as a traceback. Needs strace (Debian: ``apt-get install strace``); ``make crash``.
"""

from __future__ import annotations

import hashlib
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[2]
CONTENT = ROOT / "tests" / "sites" / "minimal" / "content"
CALLS = ("write", "linkat", "mkdir", "rename", "renameat2", "unlinkat", "chmod", "syncfs")
HOWS = ("signal=KILL", "error=ENOSPC", "error=EIO")
FORMER, NEW = "https://former.example/", "https://new.example/"
"""The two sites differ in the address that every page names."""
DOUBLE_STARTS = 50
MANY = 300
"""Calls that a whole build makes at least; of fewer there would be nothing to stop."""
SECONDS = 120


def main() -> None:
    """Stop builds at points drawn with a fixed seed, then start builds in pairs."""
    points = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    if not shutil.which("strace"):
        sys.exit("strace is needed; on Debian: apt-get install strace")
    with tempfile.TemporaryDirectory(prefix="crash-") as name:
        out = Path(name) / "public"
        ends = _stopped(out, points) + _doubled(out)
    for end, times in sorted(ends.items()):
        sys.stdout.write(f"{times:5}  {end}\n")
    sys.exit(any("BROKEN" in end for end in ends))


def _stopped(out: Path, points: int) -> Counter[str]:
    former, new = _built(out, FORMER), _built(out, NEW)
    totals = _calls(out)
    if sum(totals.values()) < MANY:
        sys.exit(f"no whole build was seen: {dict(totals)}")
    draw = random.Random(7)  # noqa: S311 - the same points each time, no secret
    ends: Counter[str] = Counter()
    for point in range(points):
        call, how = draw.choice([call for call in CALLS if totals[call]]), HOWS[point % len(HOWS)]
        if _built(out, FORMER) != former:
            ends["BROKEN: the next build gave another site"] += 1
        inject = f"inject={call}:{how}:when={draw.randint(1, totals[call])}"
        done = _run(out, NEW, "strace", "-qq", "-o", "/dev/null", "-e", f"trace={call}", "-e", inject)
        ends[f"{how:13} {_end(done, _digest(out), former, new)}"] += 1
    return ends


def _end(done: subprocess.CompletedProcess[str], found: str, former: str, new: str) -> str:
    site = {former: "former", new: "new"}.get(found)
    if site is None:
        return "BROKEN: neither site is whole"
    if "Traceback" in done.stderr:
        return f"BROKEN: a traceback, {done.stderr.strip().splitlines()[-1]}"
    if done.returncode == 0 and site == "former":
        return "BROKEN: said to be built, but is not"
    return f"exit {done.returncode}, the {site} site"


def _doubled(out: Path) -> Counter[str]:
    whole = {_built(out, FORMER), _built(out, NEW)}
    ends: Counter[str] = Counter()
    for _ in range(DOUBLE_STARTS):
        pair = [
            subprocess.Popen(_command(out, url), cwd=out.parent, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            for url in (FORMER, NEW)
        ]
        codes = sorted(process.wait(SECONDS) for process in pair)
        good = _digest(out) in whole and codes in ([0, 2], [0, 0])
        ends[f"{'' if good else 'BROKEN: '}two at once, exits {codes}"] += 1
    return ends


def _command(out: Path, url: str) -> list[str]:
    options = ["--content", str(CONTENT), "--out", str(out), "--site-url", url, "--today", "2026-11-21", "--jobs", "1"]
    return [sys.executable, str(ROOT / "build.py"), "build", *options]


def _run(out: Path, url: str, *before: str) -> subprocess.CompletedProcess[str]:
    # The cache of charts lies in the working folder.
    return subprocess.run([*before, *_command(out, url)], cwd=out.parent, capture_output=True, text=True, timeout=SECONDS, check=False)


def _built(out: Path, url: str) -> str:
    done = _run(out, url)
    if done.returncode:
        sys.exit(f"a build that nothing was done to failed:\n{done.stderr}")
    return _digest(out)


def _digest(out: Path) -> str:
    """What the whole site holds, as one checksum."""
    digest = hashlib.blake2b()
    for path in sorted(path for path in out.rglob("*") if path.is_file()):
        digest.update(path.relative_to(out).as_posix().encode() + b"\0" + hashlib.blake2b(path.read_bytes()).digest())
    return digest.hexdigest()


def _calls(out: Path) -> Counter[str]:
    """How many times a whole build makes each call."""
    _built(out, FORMER)  # a build of what is published already would be left out, and make next to none
    log = out.parent / "calls"
    _run(out, NEW, "strace", "-qq", "-o", str(log), "-e", f"trace={','.join(CALLS)}")
    return Counter(line.partition("(")[0] for line in log.read_text("utf-8", "replace").splitlines())


if __name__ == "__main__":
    main()
