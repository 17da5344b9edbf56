"""What stays in memory: answers of pure functions between two readings of nearly the same content, and what is never garbage."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import wraps
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator

P = ParamSpec("P")
R = TypeVar("R")
_BY_VALUE = (str, bytes, int, float, date, type(None))


class Memory:
    """Keeps the answers of functions marked ``remembered`` while it is in use.

    A question is known again by what it holds: texts, numbers and days by their value, all else by being the very same object. An answer
    that was not asked for between two calls of :meth:`tidy` is forgotten.
    """

    def __init__(self) -> None:
        self._answers: dict[Hashable, tuple[object, Any]] = {}
        self._used: set[Hashable] = set()

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """What is marked ``remembered`` asks this memory, in this thread, until the end of the block."""
        token = _IN_USE.set(self)
        try:
            yield
        finally:
            _IN_USE.reset(token)

    def ask(self, work: Callable[..., R], args: tuple[Any, ...], more: dict[str, Any]) -> R:
        """``work(*args, **more)``, computed now or before."""
        key: Hashable = (work, *[arg if isinstance(arg, _BY_VALUE) else id(arg) for arg in args])
        if more:
            key = (key, *((name, arg if isinstance(arg, _BY_VALUE) else id(arg)) for name, arg in more.items()))
        self._used.add(key)
        kept = self._answers.get(key)
        if kept is None:
            # The arguments are kept with the answer: an object that lives cannot lend its id to another.
            kept = self._answers[key] = ((args, more), work(*args, **more))
        found: R = kept[1]
        return found

    def tidy(self) -> None:
        """Forget what was not asked for since the last call."""
        self._answers = {key: kept for key, kept in self._answers.items() if key in self._used}
        self._used.clear()


_IN_USE: ContextVar[Memory | None] = ContextVar("memory", default=None)


def remembered(work: Callable[P, R]) -> Callable[P, R]:
    """Marks a pure function of things that never change: where a memory is in use, what it has answered is not computed again.

    Nobody may change an answer in place: the next to ask gets the same object.
    """

    @wraps(work)
    def asked(*args: P.args, **more: P.kwargs) -> R:
        memory = _IN_USE.get()
        return work(*args, **more) if memory is None else memory.ask(work, args, more)

    return asked


@contextmanager
def staying() -> Iterator[None]:
    """What is made within the block stays to the end: looking through it for garbage, within the block or later, only takes time."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
