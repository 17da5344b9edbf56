"""The table of what a build's steps took: every moment is charged to one step, the innermost that is open."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from site_tools import timing
from site_tools.cli import main
from site_tools.timing import Spent, Stopwatch
from tests.writing import write_content

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Clock:
    """Time that passes when a test says so; half of it is work of the processor."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self, others: float) -> Spent:
        assert others >= 0
        return Spent(self.now, self.now / 2)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    found = Clock()
    monkeypatch.setattr(timing, "_now", found)
    return found


def test_a_moment_belongs_to_the_innermost_step(clock: Clock) -> None:
    """What is done within a step within a step is not counted twice, also when it fails."""
    watch = Stopwatch("starta")
    clock.now = 1
    with suppress(KeyError), watch.step("skriva"):
        clock.now = 3
        with watch.step("rita"):
            clock.now = 7
            raise KeyError
    clock.now = 15
    assert watch.stop() == {"starta": Spent(9, 4.5), "skriva": Spent(2, 1), "rita": Spent(4, 2)}


def test_making_the_items_is_charged_apart_from_what_is_done_with_them(clock: Clock) -> None:
    """Pages are made one by one while they are written; the two are told apart."""

    def pages() -> Iterator[int]:
        for seconds in (1, 2):
            clock.now += seconds
            yield seconds

    watch = Stopwatch("skriva")
    for _ in watch.each("göra sidor", pages()):
        clock.now += 10
    assert watch.stop() == {"skriva": Spent(20, 10), "göra sidor": Spent(3, 1.5)}


def test_the_table_is_printed_when_asked_for(tmp_path: Path) -> None:
    """Each step of the line has its row, and the last row is their sum."""
    content = write_content(tmp_path / "innehåll", {"indikatorer/utslapp.csv": None})
    options = ["build", "--content", str(content), "--out", str(tmp_path / "ut"), "--jobs", "1"]
    table = CliRunner().invoke(main, [*options, "--timings"]).output.partition("Steg")[2].splitlines()[1:]
    steps = {line[:14].strip(): float(line.split()[-2].replace(",", ".")) for line in table}
    assert {"läsa", "granska", "länka", "härleda", "rita", "göra sidor", "göra data", "skriva", "söka", "kontrollera"} <= set(steps)
    total = steps.pop("tillsammans")
    assert total == pytest.approx(sum(steps.values()), abs=0.001 * len(steps))
    assert "processortid" not in CliRunner().invoke(main, options).output
