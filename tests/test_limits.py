"""The heaviest files of 1 MB: each is checked to its end, or refused by a limit that is named. ``python -m tests.limits`` measures them."""

from __future__ import annotations

import re
import signal
from typing import TYPE_CHECKING

import pytest

from site_tools.load import FILE_BYTES_MAX
from site_tools.model.rows import ROWS_MAX
from site_tools.pipeline import PER_FILE_MAX, check
from site_tools.problems import FAULTS_MAX
from tests.faults import TODAY
from tests.limits import INPUTS, Input
from tests.writing import write_content

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SECONDS = 60
"""Before the limits some of these took minutes; a machine that is busy may take its time."""


LIMITS = {
    "yaml: unknown keys": "filen har fler än 50000 värden",
    "yaml: groups of an indicator": "listan har fler än 3000 rader",
    "yaml: lists in lists": "värdena är inneslutna i varandra i fler än 32 nivåer",
    "yaml: marks in the wrong order": "här står fler än 30 accenter på samma bokstav",
    "md: 1 MB of words": "texten är för lång",
    "md: sixteen long texts": "texterna i filen är tillsammans",
    "csv: rows": "serien har fler än 20000 rader",
    "csv: columns": "raden har fler än 100 celler",
    "csv: a header of 1 MB": "texten är för lång",
}


@pytest.fixture
def _in_time() -> Iterator[None]:
    """A test that hangs fails, and does not stop all others."""

    def late(*_: object) -> None:
        raise TimeoutError(f"more than {SECONDS} seconds")

    former = signal.signal(signal.SIGALRM, late)
    signal.alarm(SECONDS)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, former)


def _less(name: str, given: Input) -> bytes:
    """So much of a file that the rest would go the same ways: the whole table is measured by ``python -m tests.limits``."""
    if name.startswith("md:") and len(given.data) < 100_000:  # a text of the greatest length takes a second to parse
        return given.data[:4_096]
    if name.startswith("csv:"):  # of the rows of a series so many are enough that the rest is no longer looked at
        return b"\n".join(given.data.split(b"\n")[: 2 * FAULTS_MAX])
    if given.path.endswith(".yaml") and given.data.count(b"\n") > 4 * FAULTS_MAX:
        return b"\n".join(given.data.split(b"\n")[: 4 * FAULTS_MAX]) + b"\n"
    return given.data


@pytest.mark.usefixtures("_in_time")
@pytest.mark.parametrize("name", [name for name in INPUTS if "as many as" not in name and name not in LIMITS])
def test_a_hostile_file_is_checked_to_its_end(tmp_path: Path, name: str) -> None:
    """Whatever it holds: a portal, or messages that can be read, each with its place and what to do; never more than a screen or two."""
    given = INPUTS[name]()
    assert len(given.data) <= FILE_BYTES_MAX
    data = _less(name, given)
    content = write_content(tmp_path, {given.path: data})
    checked = check(content, TODAY)
    assert checked.portal is not None
    # A file that is refused leaves those that need it without what they refer to, and nothing else.
    assert {problem.path for problem in checked.problems} <= {given.path, given.path.replace(".yaml", ".csv")}
    assert len(checked.problems) <= 2 * (PER_FILE_MAX + 1)
    lines = data.count(b"\n") + data.count(b"\r") + 1
    for problem in checked.problems:
        assert 1 <= problem.line <= lines
        assert problem.column >= 1
        assert problem.hint
        assert len(str(problem)) < 1000


@pytest.mark.usefixtures("_in_time")
@pytest.mark.parametrize("name", LIMITS)
def test_a_limit_is_one_message_that_names_it(tmp_path: Path, name: str) -> None:
    """Who meets a limit is told which it is, and nothing else about the file."""
    given = INPUTS[name]()
    assert len(given.data) <= FILE_BYTES_MAX
    told = [str(problem) for problem in check(write_content(tmp_path, {given.path: given.data}), TODAY).problems]
    assert len(told) == 1
    assert LIMITS[name] in told[0]
    assert re.search(r"\d", told[0].partition(" – ")[2]) or re.search(r"fler än \d+", told[0])


def test_what_is_within_a_limit_passes(tmp_path: Path) -> None:
    """The longest series is read whole, to its last row."""
    given = INPUTS["csv: rows, as many as a series may have"]()
    checked = check(write_content(tmp_path, {given.path: given.data}), TODAY)
    assert checked.problems == ()
    assert checked.portal
    assert len(checked.portal.series["utslapp"]) == ROWS_MAX
