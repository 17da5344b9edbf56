"""Processes that work through a list, one item at a time, each with a time limit.

``concurrent.futures`` cannot kill a process that hangs in a library, and a drawing process is not to be trusted after a failure (its
next good chart fails too); so each process is started, watched and ended here.
"""

from __future__ import annotations

import signal
import threading
import time
import traceback
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

Item = TypeVar("Item")
Result = TypeVar("Result")


class ChartError(Exception):
    """A chart that could not be drawn: our own fault, whatever the content. ``chart`` is its name."""

    def __init__(self, chart: str, reason: str) -> None:
        super().__init__(f'diagrammet "{chart}" kunde inte ritas: {reason}')
        self.chart = chart


@dataclass
class _Worker:
    process: SpawnProcess
    pipe: Connection
    name: str = ""
    deadline: float = 0.0


class Workers(Generic[Item, Result]):
    """``jobs`` processes that call ``work``, a function of a module. A context manager: they are ended on leaving it."""

    def __init__(self, work: Callable[[Item], Result], jobs: int, seconds: float) -> None:
        self._work, self._jobs, self._seconds = work, max(1, jobs), seconds
        self._workers: list[_Worker] = []

    def __enter__(self) -> Self:
        # spawn: a fork would copy threads' locks, and differs between systems.
        context = get_context("spawn")
        for _ in range(self._jobs):
            ours, theirs = context.Pipe()
            process = context.Process(target=_serve, args=(theirs, self._work), daemon=True)
            process.start()
            theirs.close()
            self._workers.append(_Worker(process, ours))
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.process.kill()
        for worker in self._workers:
            worker.process.join()
            worker.pipe.close()
        self._workers.clear()

    def run(self, items: Sequence[tuple[str, Item]]) -> Iterator[tuple[str, Result]]:
        """The result of each (name, item), in the order that they are ready. Raises ChartError for the first that fails."""
        waiting = list(reversed(items))
        for worker in self._workers:
            self._next(worker, waiting)
        while busy := [worker for worker in self._workers if worker.name]:
            left = min(worker.deadline for worker in busy) - time.monotonic()
            ready = wait([worker.pipe for worker in busy], max(0.0, left))
            if not ready:
                late = min(busy, key=lambda worker: worker.deadline)
                raise ChartError(late.name, f"det tog mer än {self._seconds:.0f} sekunder")
            for worker in busy:
                if worker.pipe in ready:
                    yield worker.name, self._received(worker)
                    self._next(worker, waiting)

    def _next(self, worker: _Worker, waiting: list[tuple[str, Item]]) -> None:
        worker.name = ""
        if waiting:
            worker.name, item = waiting.pop()
            worker.deadline = time.monotonic() + self._seconds
            try:
                worker.pipe.send(item)
            except OSError:
                raise ChartError(worker.name, "ritprocessen har avslutats") from None

    def _received(self, worker: _Worker) -> Any:
        try:
            done, result = worker.pipe.recv()
        except (EOFError, OSError):
            raise ChartError(worker.name, "ritprocessen avslutades oväntat") from None
        if not done:
            raise ChartError(worker.name, result)
        return result


class Standing:
    """Processes that stay from one list to the next while this is in use: the first item of a new process takes a
    second, since it loads what it works with; the next takes hundredths. :meth:`close` ends them."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.workers: dict[object, Workers[Any, Any]] = {}

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """What asks for processes gets these, in this thread, until the end of the block. Several threads take turns."""
        token = _STANDING.set(self)
        try:
            yield
        finally:
            _STANDING.reset(token)

    def close(self) -> None:
        """End every process."""
        with self.lock:
            for one in self.workers.values():
                one.__exit__()
            self.workers.clear()


_STANDING: ContextVar[Standing | None] = ContextVar("standing", default=None)


@contextmanager
def workers(work: Callable[[Item], Result], jobs: int, seconds: float) -> Iterator[Workers[Item, Result]]:
    """``jobs`` processes for ``work``: for this list only, or those that stand ready for it already."""
    standing = _STANDING.get()
    if standing is None:
        with Workers(work, jobs, seconds) as found:
            yield found
        return
    with standing.lock:
        found = standing.workers.get(work) or Workers(work, jobs, seconds).__enter__()
        standing.workers[work] = found
        try:
            yield found
        except BaseException:
            # After a failure, or half a list, the processes are not to be trusted.
            standing.workers.pop(work).__exit__()
            raise


def _serve(pipe: Connection, work: Callable[[Any], Any]) -> None:
    """The life of a process: item in, result out, until the pipe is closed or something fails."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a Ctrl-C is the parent's to handle; it ends this process too
    while True:
        try:
            item = pipe.recv()
        except (EOFError, OSError):
            return
        try:
            answer = (True, work(item))
        except BaseException:  # vl-convert's panics are no Exceptions; the parent is told and this process ends
            pipe.send((False, traceback.format_exc()))
            return
        pipe.send(answer)
