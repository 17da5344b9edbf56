"""Builds of one content folder by a copy of the generator: what is changed before each, and what each took."""

from __future__ import annotations

import re
import shutil
import statistics
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bench.measure import Run, run

if TYPE_CHECKING:
    from collections.abc import Callable

PROJECT = Path(__file__).resolve().parent.parent
DAY = "2026-03-01"
"""The day that all builds are made for: another day is another site."""
_MADE = re.compile(r"(\d+) sidor, (\d+) diagram")
_STEP = re.compile(r"^(\w[\w ]*?) +([\d]+,\d+) +([\d]+,\d+)$", re.MULTILINE)


@dataclass(frozen=True)
class Measured:
    """The median run of one kind of build. ``steps`` has seconds and processor seconds by step."""

    kind: str
    run: Run
    pages: int
    charts: int
    files: int
    size: int
    steps: dict[str, tuple[float, float]]

    @property
    def drawn(self) -> float:
        """Seconds that the charts took."""
        return self.steps["rita"][0]


class Bench:
    """A folder with a copy of the generator (``kod``), the content (``innehåll``) and the site (``ut``).

    The copy lets a template be changed without touching the project, and keeps its cache of drawings apart.
    """

    def __init__(self, folder: Path, jobs: int) -> None:
        self.code, self.content, self.out = folder / "kod", folder / "innehåll", folder / "ut"
        self.folder, self._jobs = folder, jobs
        shutil.rmtree(folder, ignore_errors=True)
        ignored = shutil.ignore_patterns("__pycache__")
        for name in ("site_tools", "templates"):
            shutil.copytree(PROJECT / name, self.code / name, ignore=ignored)
        shutil.copy2(PROJECT / "build.py", self.code)

    def build(self, *more: str) -> Run:
        """Build the site once, with ``more`` options."""
        options = ["--content", str(self.content), "--out", str(self.out), "--jobs", str(self._jobs), "--today", DAY, "--timings"]
        return self.command("build", *options, *more)

    def command(self, *arguments: str) -> Run:
        """Any other command of the door."""
        return run([sys.executable, "build.py", *arguments], self.code)

    def forget(self) -> None:
        """Take away the site and all that is kept from one build to the next."""
        shutil.rmtree(self.out, ignore_errors=True)
        shutil.rmtree(self.code / ".cache", ignore_errors=True)

    def measure(self, kind: str, prepare: Callable[[int], None], runs: int, *more: str) -> Measured:
        """The median of ``runs`` builds by processor time, which others on the machine disturb least. ``prepare`` is not timed; ``more``
        are options of the build."""
        found: list[Run] = []
        for number in range(runs):
            prepare(number)
            found.append(self.build(*more))
        median = statistics.median_low([one.cpu for one in found])
        chosen = next(one for one in found if one.cpu == median)
        made = _MADE.search(chosen.output)
        assert made, chosen.output
        files = [file for file in self.out.rglob("*") if file.is_file()]
        steps = {name: (_number(wall), _number(cpu)) for name, wall, cpu in _STEP.findall(chosen.output)}
        return Measured(kind, chosen, int(made[1]), int(made[2]), len(files), sum(file.stat().st_size for file in files), steps)


def _number(text: str) -> float:
    return float(text.replace(",", "."))


def in_place(file: Path, old: str, new: str) -> None:
    """Change the first ``old`` in a text file. Raises AssertionError when there is none: then nothing would be measured."""
    text = file.read_text("utf-8")
    assert old in text, f"{file} has no {old!r}"
    file.write_text(text.replace(old, new, 1), "utf-8")
