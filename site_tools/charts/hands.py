"""Who draws: any ``concurrent.futures.Executor``. Processes of our own that are watched, unless the build names others (``cluster``)."""

from __future__ import annotations

from concurrent.futures import CancelledError
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, TypeVar

from site_tools.charts.workers import Crew, Failed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Executor, Future

T = TypeVar("T")
PATIENCE = 600.0
"""Seconds to wait for one result, whoever makes it: others than ours have no time limit of their own."""


class ChartError(Exception):
    """A chart that could not be drawn: our own fault, whatever the content. ``chart`` is its name."""

    def __init__(self, chart: str, reason: str) -> None:
        super().__init__(f'diagrammet "{chart}" kunde inte ritas: {reason}')
        self.chart = chart


@contextmanager
def in_use(executor: Executor) -> Iterator[None]:
    """What asks for :func:`hands` gets these, in this thread, until the end of the block."""
    token = _IN_USE.set(executor)
    try:
        yield
    finally:
        _IN_USE.reset(token)


_IN_USE: ContextVar[Executor | None] = ContextVar("hands", default=None)


@contextmanager
def hands(jobs: int) -> Iterator[Executor]:
    """Those in use already; else ``jobs`` processes of our own, for this block."""
    executor = _IN_USE.get()
    if executor is not None:
        yield executor
        return
    with Crew(jobs) as crew:
        yield crew


def result(name: str, future: Future[T]) -> T:
    """What a future gives. Raises ChartError, with the name of what was to be drawn, when it gives nothing."""
    try:
        return future.result(PATIENCE)
    except Failed as failed:
        raise ChartError(name, str(failed)) from None
    except TimeoutError:
        raise ChartError(name, f"det tog mer än {PATIENCE:.0f} sekunder") from None
    except (Exception, CancelledError) as error:
        raise ChartError(name, f"{type(error).__name__}: {error}") from error
