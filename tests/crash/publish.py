"""``python -m tests.crash.publish OUT HOW``: publish over a former site and meet HOW (kill, ENOSPC, EIO) at the first step on the disk,
then at the second, and so on until there are no more. Says what was found after each, as lines of JSON.

A process of its own, since it divides itself, which is safe only before there are threads.
"""

from __future__ import annotations

import errno
import json
import os
import signal
import sys
from pathlib import Path

from site_tools.model.portal import Output
from site_tools.problems import UserError
from site_tools.write import staging, write

STEPS = {"os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.chmod", "os.link", "ctypes.dlsym"}
"""Python's audit events for what changes a disk; the calls that it has no word for go through ctypes."""
NO_MORE, REFUSED, SURVIVED, BUG = 0, 2, 3, 1


def publish(out: Path, text: bytes) -> None:
    """A site of three pages that all say ``text``, and of a file that is always the same."""
    with staging(out) as folder:
        write([Output("same.txt", b"the same"), *(Output(f"{number}/index.html", text) for number in range(3))], folder, out)


def _meet(out: Path, how: str, nth: int) -> int:
    """Publish with a fault at the nth step, and how that ended."""
    met = 0

    def hook(event: str, args: tuple[object, ...]) -> None:
        nonlocal met
        flags = args[2] if event == "open" else None
        if event in STEPS or (isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR)):
            met += 1
            if met == nth:
                if how == "kill":
                    os.kill(os.getpid(), signal.SIGKILL)
                raise OSError(getattr(errno, how), "injected")

    sys.addaudithook(hook)
    try:
        publish(out, b"new")
    except UserError:
        return REFUSED
    return NO_MORE if met < nth else SURVIVED


def main() -> None:
    """Every step in turn, each in a copy of this process."""
    out, how = Path(sys.argv[1]), sys.argv[2]
    for nth in range(1, 1000):
        publish(out, b"old")
        if not (child := os.fork()):
            status = BUG
            try:
                status = _meet(out, how, nth)
            finally:
                os._exit(status)
        _, ended = os.waitpid(child, 0)
        status = os.waitstatus_to_exitcode(ended)
        pages = {path.relative_to(out).as_posix(): path.read_text() for path in sorted(out.rglob("*.html"))}
        sys.stdout.write(json.dumps({"nth": nth, "status": status, "pages": pages}) + "\n")
        if status == NO_MORE:
            return


if __name__ == "__main__":
    main()
