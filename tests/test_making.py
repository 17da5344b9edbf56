"""However many processes make the pages, they are the same bytes in the same order; and none of them outlives the build."""

from __future__ import annotations

import multiprocessing
import os
import random
import shutil
import signal
import threading
import time
import weakref
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Any

import pytest

from site_tools import keep, urls
from site_tools.charts.data import chart_data
from site_tools.charts.workers import Crew
from site_tools.config import Config
from site_tools.derive import derive
from site_tools.export import export
from site_tools.making import Walk, forked, helped_by, page, pages, together
from site_tools.making.forked import Forked
from site_tools.making.sent import NotMadeError, Sent
from site_tools.model.portal import Output
from site_tools.model.public import public
from site_tools.pipeline import build, check
from site_tools.render import charted, render
from tests import sites
from tests.test_executors import OTHERS
from tests.test_renew import TODAY, Builds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from multiprocessing.connection import Connection
    from pathlib import Path

    from site_tools.charts import ChartData

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
        return list(together(Walk(Press(trouble).walk))), _left()


def _stopped(trouble: str) -> tuple[list[str], str, tuple[int, int]]:
    """What was made before it stopped, why, and who is left. Somebody still holds what was being walked through, as a traceback does."""
    found: list[str] = []
    try:
        with Forked(3) as helpers, helped_by(helpers):
            walk = together(Walk(Press(trouble).walk))
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


def _killed(told: Connection) -> None:
    """Ends at once, while others are at work who would go on for a minute. All of them hold an end of the pipe."""
    with Forked(3) as helpers, helped_by(helpers):
        for number, _ in enumerate(together(Walk(Press("hanging").walk))):
            if number == FATAL:
                told.send(len(multiprocessing.active_children()))
                os.kill(os.getpid(), signal.SIGKILL)


def test_nobody_outlives_a_build_that_is_killed() -> None:
    """They would hold its lock on the published folder."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_killed, args=(theirs,))
    process.start()
    theirs.close()
    assert ours.recv() == 2, "others are at work"
    assert ours.poll(20), "everyone has let go of the pipe"
    with pytest.raises(EOFError):
        ours.recv()
    process.join()


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


@pytest.fixture(scope="module")
def site(alone: Executor, tmp_path_factory: pytest.TempPathFactory) -> tuple[Config, dict[str, bytes]]:
    """A small portal whose drawings and index are kept, and its files as one process makes them."""
    folder = tmp_path_factory.mktemp("portal")
    config = Config(sites.lay_out(folder), folder / "ut", TODAY, cache=folder / "cache")
    files, forks = alone.submit(_built, config).result(120)
    assert forks == 0, "there was only one process to make pages"
    return config, files


@pytest.mark.parametrize("jobs", [2, 3])
def test_a_site_is_the_same_bytes_whoever_makes_it(alone: Executor, site: tuple[Config, dict[str, bytes]], jobs: int) -> None:
    """In a new folder, and in one that has been built into before."""
    config, files = site
    elsewhere = replace(config, out=config.out.with_name(f"ut{jobs}"), jobs=jobs)
    for _ in range(2):
        assert alone.submit(_built, elsewhere).result(120) == (files, 2 * (jobs - 1)), "pages, and data files"


def test_drawing_goes_on_when_nobody_has_watched_for_a_while() -> None:
    """No thread is there meanwhile, and every job is done in the end."""
    before = threading.active_count()
    with Crew(1) as crew:
        with crew.still() as left:
            assert left == 0
        futures = [crew.submit(abs, -number) for number in range(9)]
        with crew.still() as left:
            assert threading.active_count() == before
            assert 0 < left <= len(futures)
        assert [future.result(60) for future in futures] == list(range(9))


def test_pages_are_shared_out_while_a_little_is_drawn(alone: Executor, site: tuple[Config, dict[str, bytes]]) -> None:
    """Where the cache lacks a few drawings, as when a value has changed, and one is damaged; who watches over them is away for the fork."""
    config, files = site
    cache = config.out.with_name("mindre")
    shutil.copytree(config.cache, cache)
    drawings = [file for file in sorted(cache.rglob("*")) if file.is_file() and b'"svg_narrow"' in file.read_bytes()]
    for file in drawings[::5]:
        file.unlink()
    drawings[1].write_bytes(drawings[1].read_bytes()[:-9])
    elsewhere = replace(config, out=config.out.with_name("ut-mindre"), cache=cache, jobs=2)
    assert alone.submit(_built, elsewhere).result(120) == (files, 2), "pages, and data files"
    assert all(file.is_file() for file in drawings), "they are drawn"


class Watched(Executor):
    """Another executor, and what it was asked to do."""

    def __init__(self, inner: Executor) -> None:
        self._inner = inner
        self._asked: list[Future[Any]] = []

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Have the other do it."""
        self._asked.append(self._inner.submit(fn, *args, **kwargs))
        return self._asked[-1]

    def made(self) -> set[str]:
        """The paths of what was made elsewhere."""
        return {one.path for future in self._asked for made in future.result() or () if made for one in made.outputs}


@pytest.fixture(scope="module")
def portal(site: tuple[Config, dict[str, bytes]]) -> tuple[Callable[[], list[Output]], list[Output]]:
    """What makes the pages and data of the small portal, and what one process makes."""
    config, _ = site
    found = check(config.content, config.today).portal
    assert found
    shown = public(found, config.today)
    derived = derive(shown, config.today)

    def outputs() -> list[Output]:
        return [*render(shown, derived, config), *export(shown, derived, config)]

    return outputs, outputs()


@pytest.mark.parametrize("other", OTHERS, ids=["threads", "processes"])
def test_any_executor_makes_the_same_pages(other: Callable[[], Executor], portal: tuple[Callable[[], list[Output]], list[Output]]) -> None:
    """Processes make those with drawings too; threads of this one would be no faster."""
    outputs, expected = portal
    with other() as inner, helped_by(Sent(watched := Watched(inner))):
        assert outputs() == expected
    drawn = {f"{one.path.rpartition('/')[0]}/index.html" for one in expected if one.path.endswith("-smal.svg")}
    method = {urls.output_path(urls.METHOD)}
    assert watched.made() >= drawn - method if isinstance(inner, ProcessPoolExecutor) else not watched.made()


def test_pages_of_another_version_are_refused(
    portal: tuple[Callable[[], list[Output]], list[Output]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """They would stand beside those of this one; and an executor that has gone home makes none."""
    outputs, _ = portal
    monkeypatch.setattr(keep, "generator", lambda: "en annan")
    with OTHERS[1]() as inner, helped_by(Sent(inner)), pytest.raises(NotMadeError, match="annan version"):
        outputs()
    with helped_by(Sent(inner)), pytest.raises(NotMadeError, match="shutdown"):
        outputs()


def test_a_cluster_makes_the_same_site(site: tuple[Config, dict[str, bytes]]) -> None:
    """Only where Dask is installed: it is an extra."""
    distributed = pytest.importorskip("distributed", reason="Dask is an extra, which the locks leave out")
    config, files = site
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as started:
        elsewhere = replace(config, out=config.out.with_name("kluster"), executor=started.scheduler_address.replace("tcp://", "dask://"))
        assert _built(elsewhere) == (files, 0)


def _edited(folder: Path, seed: int) -> tuple[bool, int]:
    """Whether each of some builds, one upon the other, is what one with nothing kept gives; and how many forks there were."""
    builds, chance = Builds(folder), random.Random(seed)  # noqa: S311 - edits, not secrets
    same = []
    with _counted() as forks:
        for _ in range(4):
            builds.edit(chance)
            cold = builds.cold()
            with Forked(3) as helpers, helped_by(helpers):
                same.append(builds.again() == cold)
    return all(same), len(forks)


def test_pages_are_made_again_by_several_processes(alone: Executor, tmp_path: Path) -> None:
    """After any edits of texts, values, names, links, drafts and files, as ``test_renew`` has it for one process."""
    same, forks = alone.submit(_edited, tmp_path, 3).result(120)
    assert same
    assert forks


def test_what_charts_show_is_made_once_and_let_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It would be more than all else that a build holds. None of it is left when the first page is made, and nothing is made twice."""
    made: list[weakref.ref[ChartData]] = []

    def noted(*args: Any) -> ChartData | None:
        found = chart_data(*args)
        made.extend([weakref.ref(found)] if found else [])
        return found

    monkeypatch.setattr(charted, "chart_data", noted)
    builds = Builds(tmp_path)
    shown = builds.good()
    assert shown
    left, drawn = 0, 0
    for one in render(*shown, builds.config):
        left += sum(chart() is not None for chart in made)
        drawn += one.path.startswith("indikatorer/") and one.path.endswith(".svg") and not one.path.endswith("-smal.svg")
    assert (left, len(made)) == (0, drawn)
    assert drawn
