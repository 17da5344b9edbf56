"""What a build needs drawn: begun at once where the cache lacks it, laid there when it is done, and taken from there when it is asked for.

So a build holds no more pictures than it is about to write, however many there are.
"""

from __future__ import annotations

import os
from concurrent.futures import Future
from typing import TYPE_CHECKING, Generic, TypeVar

from site_tools.charts.hands import result

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


class ElsewhereError(Exception):
    """Something that is being drawn for another process."""


class Coming(Generic[T]):
    """One result of the hands that draw. ``begin`` has it made, ``keep`` lays it in the cache, ``is_kept`` tells whether it lies there.

    ``again`` is asked in place of ``begin`` when the cache has lost it: what it is made of need not be held until then.
    """

    def __init__(
        self,
        name: str,
        is_kept: Callable[[], bool],
        begin: Callable[[], Future[T]],
        keep: Callable[[T], None],
        again: Callable[[], Future[T]] | None = None,
    ) -> None:
        self._name, self._is_kept, self._again, self._keep = name, is_kept, again or begin, keep
        self._home = os.getpid()
        self._future = None if is_kept() else self._begun(begin)

    def now(self) -> T | None:
        """The result, waited for; None when the cache should have it. Raises ChartError when there is none, and ElsewhereError in a fork
        that nobody tells when it is there."""
        future = self._future
        if future is not None and os.getpid() != self._home and not future.done():
            if not self._is_kept():
                raise ElsewhereError(self._name)
            future = None
        return None if future is None else result(self._name, future)

    def anew(self) -> T:
        """The result, made again: what lay in the cache was damaged."""
        return result(self._name, self._begun(self._again))

    def _begun(self, begin: Callable[[], Future[T]]) -> Future[T]:
        """The result as a future that is done when the cache has it: whoever waits may take the cache away."""
        kept: Future[T] = Future()
        self._future = kept

        def done(made: Future[T]) -> None:
            try:
                found = made.result()
            except BaseException as error:
                kept.set_exception(error)
                return
            self._keep(found)
            if self._is_kept():  # a disk may refuse
                self._future = None
            kept.set_result(found)

        begin().add_done_callback(done)
        return kept
