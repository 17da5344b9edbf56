"""Finds a Chromium for the browser tests. ``python -m tests.browser.chromium`` installs one where it can and tells what it found."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge")
MAC = (
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
)
ADVICE = "install Chromium or Google Chrome, or say where it is: CHROMIUM=/path/to/chromium"
REQUIRED = bool(os.environ.get("CI"))
"""In continuous integration a browser test that does not run is a failure."""


def find() -> str | None:
    """The path of a browser that answers, or None: $CHROMIUM, then PATH, then Playwright's own."""
    return next((path for path in _candidates() if path and _answers(path)), None)


def _candidates() -> Iterator[str | None]:
    yield os.environ.get("CHROMIUM")
    yield from map(shutil.which, NAMES)
    yield from map(str, MAC)
    with sync_playwright() as playwright:
        yield playwright.chromium.executable_path


def _answers(path: str) -> bool:
    # A name alone proves nothing: on Ubuntu "chromium-browser" may be a note that sends the reader to another package manager.
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=30, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def install() -> None:
    """Try the ways that this machine offers; :func:`find` tells whether one of them worked."""
    if shutil.which("apt-get") and os.geteuid() == 0:
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], env=quiet, check=False)
        subprocess.run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"], env=quiet, check=False)
        if find():
            return
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)


def main() -> int:
    """0 when there is a browser, or when none is needed because nobody demands it."""
    path = find()
    if not path:
        sys.stderr.write("No browser was found; trying to install one.\n")
        install()
        path = find()
    if path:
        sys.stdout.write(f"Browser tests use {path}\n")
        return 0
    rule = "#" * 78
    sys.stderr.write(f"{rule}\nNO BROWSER: the browser tests cannot run. To run them, {ADVICE}\n{rule}\n")
    return 1 if REQUIRED else 0


if __name__ == "__main__":
    sys.exit(main())
