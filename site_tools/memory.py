"""What stays in memory: answers of pure functions between two readings of nearly the same content, and what is never garbage."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import wraps
from typing import TYPE_CHECKING, Any, NamedTuple, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable, Iterator

P = ParamSpec("P")
R = TypeVar("R")
_BY_VALUE = (str, bytes, int, float, date, type(None))


_NEW = object()


class _Answered(NamedTuple):
    """What a list was answered with: what each row is known by, the answers, and the objects."""

    ids: list[tuple[Hashable, ...]]
    answers: list[Any]
    asked: tuple[object, ...]


class Memory:
    """Keeps the answers of functions marked ``remembered`` while it is in use.

    A question is known again by what it holds: texts, numbers and days by their value, all else by being the very same object. An answer
    that was not asked for between two calls of :meth:`tidy` is forgotten.
    """

    def __init__(self) -> None:
        self._answers: dict[Hashable, tuple[object, Any]] = {}
        self._lists: dict[Hashable, _Answered] = {}
        self._same: dict[str, Any] = {}
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

    def each(
        self,
        work: Callable[..., R],
        columns: tuple[Collection[object], ...],
        given: tuple[object, ...],
        known_by: Callable[..., tuple[Hashable, ...]] | None,
    ) -> list[R]:
        """``work(*row, *given)`` for each row of the columns, computed now or the last time."""
        key: Hashable = (work, *[arg if isinstance(arg, _BY_VALUE) else id(arg) for arg in given])
        self._used.add(key)
        ids: list[tuple[Hashable, ...]] = list(zip(*(map(id, column) for column in columns), strict=True))
        if known_by:
            ids = list(map(known_by, *columns))
        kept = self._lists.get(key)
        if kept is None or kept.ids != ids:
            known: dict[tuple[Hashable, ...], R] = {} if kept is None else dict(zip(kept.ids, kept.answers, strict=True))
            answers: list[Any] = [known.get(row, _NEW) for row in ids]
            for place, row in enumerate(zip(*columns, strict=True)):
                if answers[place] is _NEW:
                    answers[place] = work(*row, *given)
            # What was asked about is kept: an object that lives cannot lend its id to another.
            kept = self._lists[key] = _Answered(ids, answers, (given, *map(tuple, columns)))
        return kept.answers

    def same(self, name: str, value: R) -> R:
        """The value that the name had the last time, where the two are equal."""
        before = self._same.get(name)
        if before is None or before != value:
            before = self._same[name] = value
        return before

    def tidy(self) -> None:
        """Forget what was not asked for since the last call."""
        self._lists = {key: kept for key, kept in self._lists.items() if key in self._used}
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


def each(
    work: Callable[..., R],
    *columns: Collection[object],
    given: tuple[object, ...] = (),
    known_by: Callable[..., tuple[Hashable, ...]] | None = None,
) -> list[R]:
    """``[work(*row, *given) for row in zip(*columns)]`` of a pure function of things that never change.

    Where a memory is in use, only the rows are computed that hold another object than the last time, and looking at ten thousand others
    takes a few thousandths of a second. ``known_by`` gives what a row is known by, where its objects are new each time. Of one ``work``
    with the same ``given`` one list is kept. Nobody may change the list or an answer in place.
    """
    memory = _IN_USE.get()
    if memory is None:
        return [work(*row, *given) for row in zip(*columns, strict=True)]
    return memory.each(work, columns, given, known_by)


def same(name: str, value: R) -> R:
    """The value, as the same object as the last time where it says the same: what is computed from it is then known to stand.

    Only for values of which nothing is lost when an equal one takes their place: ids, addresses, texts in a tuple. An exact number is none,
    nor is a dict, which is equal to one in another order.
    """
    memory = _IN_USE.get()
    return value if memory is None else memory.same(name, value)
