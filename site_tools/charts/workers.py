"""An executor of processes that are watched: each job has a time limit, and a process that has failed is ended.

``concurrent.futures`` cannot kill a process that hangs in a library, and a drawing process is not to be trusted after a failure (its
next good chart fails too); so each process is started, watched and ended here.
"""

from __future__ import annotations

import os
import pickle
import queue
import signal
import threading
import time
import traceback
import zlib
from collections import deque
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Any, NamedTuple, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

P = ParamSpec("P")
T = TypeVar("T")
SECONDS = 60.0
"""How long one job may take, with the start of its process. A usual one takes 0.05 s; the drawing library for the browser 3 s."""
_AHEAD = 2
"""Jobs that a process holds: one to work at and one to go on with, while this process has other things to do."""
_WORTH = 40
"""Jobs that wait for each process when one more is worth its start, which takes the processor time of some thirty drawings."""

_STOPPED = "arbetet har avbrutits"


class Failed(Exception):  # noqa: N818 - it is what became of a job
    """A job that gave nothing; the reason in words."""


class _Job(NamedTuple):
    """``written`` is what is to be called, pickled and packed: thousands may wait, of a fourth of the size in a tenth of a millisecond."""

    future: Future[Any]
    written: bytes


@dataclass
class _Process:
    process: SpawnProcess
    pipe: Connection
    given: deque[_Job] = field(default_factory=deque)
    deadline: float = 0.0


class Crew(Executor):
    """At most ``jobs`` processes: one when there is something to do, more when much is waiting. A job that fails or takes more than
    ``seconds`` ends its process and has :class:`Failed` as its exception; the others go on. Leaving it as a context manager ends all,
    whatever is left to do."""

    def __init__(self, jobs: int, seconds: float = SECONDS) -> None:
        self._jobs, self._seconds = max(1, jobs), seconds
        self._lock = threading.Lock()
        self._waiting: deque[_Job] = deque()
        self._processes: list[_Process] = []
        self._watcher: threading.Thread | None = None
        self._closed = self._rung = self._still = False
        self._employer = os.getpid()
        # spawn: a fork would copy threads' locks, and differs between systems.
        self._context = get_context("spawn")
        self._bell, self._button = self._context.Pipe(duplex=False)

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Have ``fn``, a function of a module, called in one of the processes."""
        if os.getpid() != self._employer:  # a fork has the pipes of these processes, but not the thread that listens
            raise RuntimeError("this crew is another process's")
        future: Future[T] = Future()
        job = _Job(future, zlib.compress(pickle.dumps((fn, args, kwargs)), 1))
        with self._lock:
            if self._closed:
                raise RuntimeError("this crew has gone home")
            self._waiting.append(job)
            if self._watcher is None:
                self._watched()
            if not self._rung:  # a full pipe would hold whoever rings
                self._rung = True
                self._button.send_bytes(b"")
        return future

    @contextmanager
    def still(self) -> Iterator[int]:
        """No thread of this crew is alive within the block, and nothing may be submitted; its processes go on with what they hold. What is
        given is the number of jobs that are left."""
        watcher = self._watcher
        if watcher is None:
            yield 0
            return
        self._still = True
        with self._lock:
            self._button.send_bytes(b"")
        watcher.join()
        try:
            yield len(self._waiting) + sum(len(one.given) for one in self._processes)
        finally:
            self._still = False
            if not self._closed:
                self._watched()

    def _watched(self) -> None:
        self._watcher = threading.Thread(target=self._watch, daemon=True)
        self._watcher.start()

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = True) -> None:  # noqa: ARG002 - always so
        """End every process, and what is left to do."""
        with self._lock:
            self._closed = True
            self._button.close()
        if self._watcher:
            self._watcher.join()
        self._bell.close()

    def _watch(self) -> None:
        """The life of the watching thread, the only one that touches the processes. Nobody is left waiting when it ends."""
        reason = _STOPPED
        try:
            while not (self._closed or self._still):
                self._hand_out()
                self._look()
            if not self._closed:
                return
        except OSError as error:  # no process can be started
            reason = f"ritprocesserna kan inte arbeta: {error}"
        for one in list(self._processes):
            self._end(one, Failed(reason))
        with self._lock:
            self._closed = True
            for job in self._waiting:
                if not job.future.cancel():
                    job.future.set_exception(Failed(reason))

    def _look(self) -> None:
        """Wait until something happens, and see what it is."""
        late = min((one.deadline for one in self._processes if one.given), default=None)
        left = None if late is None else max(0.0, late - time.monotonic())
        ready = wait([self._bell, *(one.pipe for one in self._processes)], left)
        if self._bell in ready:
            self._hear()
        for one in list(self._processes):
            if one.pipe in ready:
                self._receive(one)
            elif one.given and one.deadline <= time.monotonic():
                self._end(one, Failed(f"det tog mer än {self._seconds:.0f} sekunder"))

    def _hear(self) -> None:
        with self._lock:
            self._rung = False
            try:
                self._bell.recv_bytes()
            except EOFError:  # closed: nothing more is coming
                self._closed = True

    def _hand_out(self) -> None:
        """A job for everyone before a second for anyone."""
        for held in range(_AHEAD):
            while self._waiting and (one := self._free(held)):
                with self._lock:
                    job = self._waiting.popleft()
                if not (job.future.running() or job.future.set_running_or_notify_cancel()):
                    continue
                if not one.given:
                    one.deadline = time.monotonic() + self._seconds
                one.given.append(job)
                try:
                    one.pipe.send_bytes(job.written)
                except OSError:
                    self._end(one, Failed("ritprocessen har avslutats"))

    def _free(self, held: int) -> _Process | None:
        """A process that holds no more than ``held`` jobs; a new one where there may be more, and it is worth it."""
        found = next((one for one in self._processes if len(one.given) <= held), None)
        if found is None and len(self._processes) < self._jobs and len(self._waiting) >= _WORTH * len(self._processes):
            return self._started()
        return found

    def _started(self) -> _Process:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_serve, args=(theirs,), daemon=True)
        process.start()
        theirs.close()
        self._processes.append(_Process(process, ours))
        return self._processes[-1]

    def _receive(self, one: _Process) -> None:
        try:
            done, result = one.pipe.recv()
        except (EOFError, OSError):
            self._end(one, Failed("ritprocessen avslutades oväntat"))
            return
        if not done:
            self._end(one, Failed(result))
            return
        one.deadline = time.monotonic() + self._seconds
        one.given.popleft().future.set_result(result)

    def _end(self, one: _Process, error: Failed) -> None:
        """End a process. What it was at has failed; what it was to go on with is another's."""
        self._processes.remove(one)
        one.process.kill()
        one.process.join()
        one.pipe.close()
        if one.given:
            one.given.popleft().future.set_exception(error)
        with self._lock:
            self._waiting.extendleft(reversed(one.given))


def _serve(pipe: Connection) -> None:
    """The life of a process: job in, result out, until the pipe is closed or something fails."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a Ctrl-C is the parent's to handle; it ends this process too
    jobs: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(pipe, jobs), daemon=True).start()
    while (written := jobs.get()) is not None:
        try:
            fn, args, kwargs = pickle.loads(zlib.decompress(written))  # noqa: S301 - from the process that started this one
            answer = (True, fn(*args, **kwargs))
        except BaseException:  # vl-convert's panics are no Exceptions; the parent is told and this process ends
            pipe.send((False, traceback.format_exc()))
            return
        pipe.send(answer)


def _listen(pipe: Connection, jobs: queue.SimpleQueue[bytes | None]) -> None:
    """Take in jobs as they come, so that nobody who sends one waits for the one before it."""
    try:
        while True:
            jobs.put(pipe.recv_bytes())
    except (EOFError, OSError):
        jobs.put(None)
