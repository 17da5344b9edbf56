"""However many processes make the pages, they are the same bytes in the same order; and none of them outlives the build."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import threading
import time
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

import pytest

from site_tools.config import Config
from site_tools.making import forked, helped_by, page, pages, together
from site_tools.making.forked import Forked
from site_tools.model.portal import Output
from site_tools.pipeline import build
from tests import sites
from tests.test_renew import TODAY, Builds
from tests.writing import edits

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

UNITS = 300
FAULTY, FATAL, SLOW = 217, 118, 53


@pytest.fixture(scope="module")
def alone() -> Iterator[Executor]:
    """A process without threads, as that of a build is, and as that of these tests need not be."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as executor:
        yield executor


class Press:
    """What the units below are made of, and in which process they are asked for."""

    def __init__(self, trouble: str = "") -> None:
        self.trouble, self.home = trouble, os.getpid()

    def walk(self) -> Iterator[Output]:
        """Units of both sorts."""
        for number in range(UNITS):
            yield _one(self, str(number))
            if number % 7 == 0:
                yield from _several(self, str(number))


@page
def _one(press: Press, name: str) -> Output:
    number, away = int(name), os.getpid() != press.home
    match press.trouble:
        case "a fault" | "a fault of another" if number == FAULTY and (away or press.trouble == "a fault"):
            raise LookupError(name)
        case "death" if away and number >= FATAL:
            os.kill(os.getpid(), signal.SIGKILL)
        case "hanging" if away and number >= FATAL:
            time.sleep(60)
        case "uneven" if number == SLOW:
            time.sleep(0.1)
        case "who":
            time.sleep(0.001)
            return Output(name, str(os.getpid()).encode())
    return Output(f"{name}.html", name.encode() * 5000)


@pages
def _several(press: Press, name: str) -> Iterator[Output]:
    for ending in ("a", "b"):
        yield Output(f"{name}.{ending}", _one(press, name).data)


def _left() -> tuple[int, int]:
    """Threads and processes that are there beside this process and its own thread."""
    return threading.active_count() - 1, len(multiprocessing.active_children())


def _made(jobs: int, trouble: str = "") -> tuple[list[Output], tuple[int, int]]:
    """All outputs, and who is left when they are there."""
    forked.SECONDS = 0.5 if trouble == "hanging" else 60.0
    with Forked(jobs) as helpers, helped_by(helpers):
        return list(together(Press(trouble).walk)), _left()


def _stopped(trouble: str) -> tuple[list[str], str, tuple[int, int]]:
    """What was made before it stopped, why, and who is left. Somebody still holds what was being walked through, as a traceback does."""
    found: list[str] = []
    try:
        with Forked(3) as helpers, helped_by(helpers):
            walk = together(Press(trouble).walk)
            found.extend(one.path for one in (islice(walk, 9) if trouble == "a Ctrl-C" else walk))
            raise KeyboardInterrupt
    except (KeyboardInterrupt, LookupError) as error:
        return found, repr(error), _left()


EXPECTED = list(Press().walk())
NOBODY = (0, 0)


def test_several_processes_make_what_there_is_to_make(alone: Executor) -> None:
    """Each has its share, this one too."""
    found, _ = alone.submit(_made, 3, "who").result()
    assert len({one.data for one in found}) == 3


@pytest.mark.parametrize("trouble", ["", "uneven", "a fault of another", "death", "hanging"])
@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_all_is_made_in_its_order(alone: Executor, jobs: int, trouble: str) -> None:
    """Whoever makes it, and whatever becomes of them."""
    assert alone.submit(_made, jobs, trouble).result(30) == (EXPECTED, NOBODY)


def test_a_fault_is_told_in_its_turn(alone: Executor) -> None:
    """As one process would tell it: after all that comes before it."""
    before = [one.path for one in EXPECTED]
    assert alone.submit(_stopped, "a fault").result(30) == (
        before[: before.index(f"{FAULTY}.html")],
        repr(LookupError(str(FAULTY))),
        NOBODY,
    )


def test_nobody_goes_on_when_a_build_is_stopped(alone: Executor) -> None:
    """By a Ctrl-C, or by a disk that refuses."""
    assert alone.submit(_stopped, "a Ctrl-C").result(30) == ([one.path for one in EXPECTED[:9]], "KeyboardInterrupt()", NOBODY)


def test_no_fork_beside_a_thread() -> None:
    """The lock that it holds would never be opened in the fork."""
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        assert {one.data for one in _made(3, "who")[0]} == {str(os.getpid()).encode()}
    finally:
        done.set()
        thread.join()


@contextmanager
def _counted() -> Iterator[list[object]]:
    """Counts the forks of this process, which come of few units too."""
    forks: list[object] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(forked, "FEW", 1)
        patch.setattr(os, "fork", lambda fork=os.fork: forks.append(None) or fork())  # type: ignore[func-returns-value]  # so fork is asked
        yield forks


def _built(config: Config) -> tuple[dict[str, bytes], int]:
    """A site of its own, and how many processes there were beside this one."""
    with _counted() as forks:
        build(config)
    files = {file.relative_to(config.out).as_posix(): file.read_bytes() for file in config.out.rglob("*") if file.is_file()}
    return files, len(forks)


def test_a_site_is_the_same_bytes_whoever_makes_it(alone: Executor, tmp_path: Path) -> None:
    """With drawings that are kept, in a new folder and in one that has been built into before."""
    config = Config(sites.lay_out(tmp_path), tmp_path / "ut", TODAY, cache=tmp_path / "cache")
    first, forks = alone.submit(_built, config).result(120)
    assert forks == 0, "there was only one process to make pages"
    for jobs in (2, 3):
        elsewhere = replace(config, out=tmp_path / f"ut{jobs}", jobs=jobs)
        for _ in range(2):
            assert alone.submit(_built, elsewhere).result(120) == (first, 2 * (jobs - 1)), "pages, and data files"


def _edited(folder: Path, seed: int) -> tuple[bool, int]:
    """Whether each of some builds, one upon the other, is what one with nothing kept gives; and how many forks there were."""
    builds, chance = Builds(folder), random.Random(seed)  # noqa: S311 - edits, not secrets
    same = []
    with _counted() as forks:
        for _ in range(4):
            before = {path: path.read_bytes() for path in builds.content.rglob("*") if path.is_file()}
            edits(builds.content, chance)
            if builds.good() is None:
                for path, data in before.items():
                    path.write_bytes(data)
            cold = builds.cold()
            with Forked(3) as helpers, helped_by(helpers):
                same.append(builds.again() == cold)
    return all(same), len(forks)


def test_pages_are_made_again_by_several_processes(alone: Executor, tmp_path: Path) -> None:
    """After any edits of texts, values, names, links, drafts and files, as ``test_renew`` has it for one process."""
    same, forks = alone.submit(_edited, tmp_path, 3).result(120)
    assert same
    assert forks
