"""Units made by forks of this process, which have all that it has without being sent it."""

from __future__ import annotations

import gc
import os
import queue
import signal
import sys
import threading
from collections import deque
from contextlib import contextmanager, nullcontext
from multiprocessing import current_process, get_context, parent_process
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, NamedTuple, Self

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

    from site_tools.making import Made, Task, Unit

FEW = 40
"""Units that are sooner made than shared out: a fork, which loads templates of its own, costs what some twenty of them do."""
LEFT = 40
"""Drawings that may be left when pages are shared out: only this process hears of them, and makes the pages that show them."""
SECONDS = 60.0
"""How long to wait for news of any unit. One takes some milliseconds."""
_AHEAD = 200
"""Units that a process may have made before anyone asks for them."""
_SHARES = 1000
"""The most shares that the units are dealt out in: each is four bytes in a pipe, and the smallest of pipes holds 4,096."""
_NUMBER = 4


class Forked:
    """At most ``jobs`` processes, this one among them. Leaving it ends the others, whatever is left to do.

    A unit that another process cannot make, or that is lost with one, is made in this one, which so finds any fault itself. Where a fork is
    not safe all is made here: on systems whose libraries do not stand it, and beside threads. ``still`` keeps those away that watch over
    drawing, and tells how many drawings are left: when they are many, others have enough to do.
    """

    def __init__(self, jobs: int, still: Callable[[], AbstractContextManager[int]] = lambda: nullcontext(0)) -> None:
        self._jobs, self._still = jobs, still
        self._shared: _Shared | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._shared:
            self._shared.end()

    @contextmanager
    def at(self, task: Task) -> Iterator[Callable[[Unit], Made]]:
        """Have a task done for the block, by processes that are there no longer than it."""
        others = min(self._jobs - 1, len(task.units) // FEW)
        shared = None
        if others > 0:
            with self._still() as left:
                self._shared = shared = _Shared(task, others) if left <= LEFT and safe() else None
        try:
            yield shared.take if shared else task.work
        finally:
            if shared:
                shared.end()


def safe() -> bool:
    """Whether a fork of this process can do what it does: no thread of it holds a lock that nobody would open in the fork. A process that
    is somebody's daemon may have none."""
    return sys.platform == "linux" and threading.active_count() == 1 and not current_process().daemon


class _Process(NamedTuple):
    process: BaseProcess
    pipe: Connection


class _Shared:
    """Units dealt out in shares, in their order, to whoever has nothing left to do: the forks and this process alike."""

    def __init__(self, task: Task, others: int) -> None:
        self._units, self._work = task.units, task.work
        self._numbers = {unit.name: number for number, unit in enumerate(self._units)}
        self._mine: deque[int] = deque()
        self._found: dict[int, Made | None] = {}
        self._last: dict[Connection, int] = {}
        self._processes: list[_Process] = []
        self._size = size = -(-len(self._units) // _SHARES)
        dealt, deal = get_context("fork").Pipe(duplex=False)
        with deal:  # closed: whoever finds the pipe empty knows that all has been dealt out
            os.write(deal.fileno(), b"".join(start.to_bytes(_NUMBER, "big") for start in range(0, len(self._units), size)))
        self._shares = dealt
        gc.freeze()  # a collection would write to all that the processes share
        try:
            for _ in range(others):
                self._fork()
        except OSError:  # no room for more: those that there are do
            pass
        except BaseException:
            self.end()
            raise

    def _fork(self) -> None:
        context = get_context("fork")
        ours, theirs = context.Pipe(duplex=False)
        process = context.Process(target=self._help, args=(theirs,), daemon=True)
        process.start()
        theirs.close()
        self._processes.append(_Process(process, ours))
        self._last[ours] = -1

    def end(self) -> None:
        """End every process. Whoever asks for more makes it."""
        for process, pipe in self._processes:
            process.kill()
            process.join()
            pipe.close()
        self._shares.close()
        self._processes, self._last = [], {}

    def take(self, unit: Unit) -> Made:
        """What has been made of a unit; it is made now where it is nobody else's. While it is another's, the next of all are made."""
        number = self._numbers.get(unit.name)
        while number is not None and number not in self._found:
            self._hear(0.0)
            if number in self._found or self._lost(number):
                break
            if not self._mine:
                self._mine.extend(self._dealt())
            if self._mine:
                self._try(self._mine.popleft())
            elif not self._hear(SECONDS):
                self.end()
        made = None if number is None else self._found.pop(number, None)
        return made or self._work(unit)

    def _dealt(self) -> range:
        """The numbers of the next share; none when all have been dealt out."""
        start = os.read(self._shares.fileno(), _NUMBER)
        first = int.from_bytes(start, "big") if start else len(self._units)
        return range(first, min(first + self._size, len(self._units)))

    def _try(self, number: int) -> None:
        """Make a unit before its turn. A fault is told of in its turn, as if there were one process."""
        try:
            self._found[number] = self._work(self._units[number])
        except Exception:  # whatever it is, it comes again in its turn
            self._found[number] = None

    def _lost(self, number: int) -> bool:
        """Whether no process can give a unit any more: each goes through its shares in their order."""
        return number not in self._mine and all(last > number for last in self._last.values())

    def _hear(self, seconds: float) -> bool:
        """Take in what the processes have made, one unit from each; False when there is none within ``seconds``."""
        ready = wait(self._last, seconds) if self._last else []
        for pipe in [one for one in self._last if one in ready]:
            try:
                number, self._found[number] = pipe.recv()
            except (EOFError, OSError):
                del self._last[pipe]
            else:
                self._last[pipe] = number
        return bool(ready)

    def _help(self, pipe: Connection) -> None:
        """The life of a fork."""
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # a Ctrl-C is the parent's to handle; it ends this process too
        made: queue.Queue[tuple[int, Made | None] | None] = queue.Queue(_AHEAD)
        sender = threading.Thread(target=_send, args=(made, pipe), daemon=True)
        for thread in (sender, threading.Thread(target=_end_with_parent, daemon=True)):
            thread.start()
        while share := self._dealt():
            for number in share:
                self._try(number)
                made.put((number, self._found.pop(number)))
        made.put(None)
        sender.join()


def _send(made: queue.Queue[tuple[int, Made | None] | None], pipe: Connection) -> None:
    """Send what has been made, so that its maker waits for nobody."""
    while one := made.get():
        pipe.send(one)


def _end_with_parent() -> None:
    """A parent that is killed ends nobody, and its lock on the published folder lasts as long as its forks do."""
    if parent := parent_process():
        parent.join()
    os._exit(1)
