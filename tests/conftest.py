"""What several tests share: the real site, built once for all workers, and the rule that CI skips no browser test."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, Playwright, sync_playwright

from tests.browser import chromium

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

# A deadline would make a test of what is right depend on how busy the machine is.
settings.register_profile("portal", deadline=None)
settings.load_profile("portal")

ROOT = Path(__file__).parent.parent
CONTENT = ROOT / "content"
TODAY = "2026-11-21"
BASE_PATH = "/portal"
"""The site is built for, and shown below, a path: page-relative links must work under any."""


ARGUMENTS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-sync",
    "--no-first-run",
    "--no-sandbox",
]
"""A test browser visits only pages of ours on this machine: it needs no sandbox, which containers seldom allow, and calls nobody."""


@dataclass(frozen=True)
class Site:
    """A built site: the folder, and what the command said."""

    folder: Path
    said: str


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Site:
    """The real content, built strictly: a warning fails it. The first worker builds, the others wait and share."""
    base = tmp_path_factory.getbasetemp()
    shared = (base if worker_id == "master" else base.parent) / "site"
    shared.mkdir(exist_ok=True)
    log = shared / "log.txt"
    with (shared / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not log.exists():
            command = [
                sys.executable,
                str(ROOT / "build.py"),
                "build",
                "--strict",
                "--content",
                str(CONTENT),
                "--out",
                str(shared / "public"),
            ]
            options = ["--today", TODAY, "--site-url", f"https://portalen.example{BASE_PATH}/"]
            run = subprocess.run([*command, *options], cwd=ROOT, capture_output=True, text=True, check=False)
            log.write_text(f"{run.returncode}\n{run.stdout}{run.stderr}", "utf-8")
    status, _, said = log.read_text("utf-8").partition("\n")
    assert status == "0", said
    return Site(shared / "public", said)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium. Without one the tests are skipped, and in CI they fail."""
    path = chromium.find()
    if path is None:
        pytest.skip(f"no browser was found: {chromium.ADVICE}")
    playwright: Playwright
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield running
        running.close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """In CI a browser test that is skipped has failed: nobody would see that it never ran."""
    report = yield
    if os.environ.get("CI") and report.skipped and item.get_closest_marker("browser"):
        report.outcome = "failed"
        report.longrepr = f"A browser test did not run: {report.longrepr}"
    return report
