"""Where the time of a build goes: seconds and processor seconds for each of its steps."""

from __future__ import annotations

import resource
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

T = TypeVar("T")


class Spent(NamedTuple):
    """Seconds on the clock, and seconds of processor time of this process and of those that it has waited for."""

    wall: float
    cpu: float


class Stopwatch:
    """Runs from its making and charges all time to the innermost step that is open, so that the steps add up to the whole.

    A step may be opened many times. Reading the clocks takes about 2 µs, so it is done whether anyone asks or not.
    """

    def __init__(self, first: str) -> None:
        self.steps: dict[str, Spent] = {}
        self._others = _others()
        self._step, self._since = first, _now(self._others)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """What is done within belongs to ``name``."""
        outer = self._turn(name)
        try:
            yield
        finally:
            self._turn(outer)

    def each(self, name: str, items: Iterable[T]) -> Iterator[T]:
        """``items``; the making of each belongs to ``name``, and what is done between them does not."""
        iterator = iter(items)
        while True:
            outer, over = self._turn(name, once=False), True
            try:
                item = next(iterator)
                over = False
            except StopIteration:
                return
            finally:
                self._turn(outer, once=over)
            yield item

    def stop(self) -> dict[str, Spent]:
        """What each step has taken so far, in the order that they were first left."""
        self._turn(self._step)
        return dict(self.steps)

    def _turn(self, step: str, *, once: bool = True) -> str:
        """Charge what has passed to the open step, open another and return the former. What other processes have taken is asked for
        ``once`` in a step, not at each of thousands of turns."""
        if once:
            self._others = _others()
        now, former = _now(self._others), self._step
        wall, cpu = self.steps.get(former, Spent(0.0, 0.0))
        self.steps[former] = Spent(wall + now.wall - self._since.wall, cpu + now.cpu - self._since.cpu)
        self._step, self._since = step, now
        return former


def _now(others: float) -> Spent:
    """The clocks; ``others`` are the processor seconds of other processes."""
    return Spent(time.perf_counter(), time.process_time() + others)


def _others() -> float:
    """Processor seconds of the processes that this one has waited for."""
    waited = resource.getrusage(resource.RUSAGE_CHILDREN)
    return waited.ru_utime + waited.ru_stime
