"""Stage 8, index: the search index, built by Pagefind over the finished pages."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

SECONDS_MAX = 600


def index(folder: Path) -> int:
    """Build the search index of the site in ``folder`` into ``folder/pagefind``; return the number of pages indexed.

    Raises RuntimeError when the indexer fails.
    """
    from pagefind_bin import get_executable  # noqa: PLC0415 - only a build needs it

    command = [str(get_executable()), "--site", str(folder), "--output-path", str(folder / "pagefind"), "--verbose"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS_MAX, check=False)
    if done.returncode:
        raise RuntimeError(f"the search indexer failed:\n{done.stdout}{done.stderr}")
    # Its own interface is never used (our results page is /sok/); without it the folder holds only what the page loads.
    for unused in (folder / "pagefind").glob("pagefind-*"):
        if unused.suffix in (".js", ".css") and "worker" not in unused.name:
            unused.unlink()
    words = done.stdout.split()
    return int(words[words.index("Indexed") + 1]) if "Indexed" in words else 0
