"""``build.py serve`` on a content folder, as an editor starts it."""

from __future__ import annotations

import subprocess
import sys
import threading
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING

from site_tools.config import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TODAY = date(2026, 11, 21)


@contextmanager
def serving(content: Path) -> Iterator[str]:
    """The address that it answers at, with a closing slash."""
    command = [sys.executable, str(ROOT / "build.py"), "serve", "--content", str(content), "--port", "0", "--today", TODAY.isoformat()]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as running:
        assert running.stderr is not None
        said = ""
        while "http://" not in said:
            said = running.stderr.readline()
        threading.Thread(target=running.stderr.read, daemon=True).start()
        try:
            yield said.split()[3]
        finally:
            running.terminate()
