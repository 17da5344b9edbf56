"""Units made by any ``concurrent.futures`` executor, such as a Dask cluster's: what they are made of is sent to it."""

from __future__ import annotations

import hashlib
import os
import pickle
import threading
import uuid
import zlib
from collections import deque
from concurrent.futures import CancelledError
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple, Self, TypeAlias

from site_tools import keep
from site_tools.making import Made, lending, units_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from concurrent.futures import Executor, Future

    from site_tools.making import Lends, Task, Unit

BATCH = 16
"""Units that are sent together."""
_AHEAD = 32
"""Batches that are sent before anyone asks for them."""
PATIENCE = 600.0
"""Seconds to wait for one batch."""
_PROCESS = uuid.uuid4().hex
Answer: TypeAlias = "list[Made | None] | None"
"""What has become of the units of an errand, see :func:`make`."""


class NotMadeError(Exception):
    """Pages that an executor did not make: our own fault or its, whatever the content."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"sidorna kunde inte göras av --executor: {reason}")


class _Errand(NamedTuple):
    """Units to be made, by their numbers, each with what is lent for it. ``whole`` is what all of them are made of, pickled and packed;
    empty where whoever makes them is thought to have it, under the name ``key``."""

    asker: tuple[str, int]
    generator: str
    key: str
    numbers: tuple[int, ...]
    lent: tuple[Mapping[str, object], ...]
    whole: bytes = b""


class Sent:
    """The units of a build made by ``executor``. One that it cannot make is made here, which so finds any fault itself. That is all of them
    where what they read is to be noted, and where the executor's threads are of this process, which would be no faster."""

    def __init__(self, executor: Executor) -> None:
        self._executor = executor

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """The executor is its owner's to send home."""

    @contextmanager
    def at(self, task: Task) -> Iterator[Callable[[Unit], Made]]:
        """Have a task done for the block. Raises NotMadeError when the executor fails."""
        lends = task.walk.lends
        if task.noted or lends is None or not task.units:
            yield task.work
            return
        sent = _Sending(self._executor, task, lends)
        try:
            yield lambda unit: sent.take(unit) or task.work(unit)
        finally:
            sent.forget()


class _Sending:
    """Batches of units that are under way, by the number of their first."""

    def __init__(self, executor: Executor, task: Task, lends: Lends) -> None:
        self._executor, self._lends, self._units = executor, lends, task.units
        self._whole = zlib.compress(pickle.dumps(task.walk.outputs), 1)
        self._generator = keep.generator()
        self._key = hashlib.blake2b(self._whole + self._generator.encode(), digest_size=20).hexdigest()
        self._numbers = {unit.name: number for number, unit in enumerate(self._units)}
        self._left = deque(range(0, len(self._units), BATCH))
        self._under_way: dict[int, tuple[_Errand, Future[Answer]]] = {}
        self._found: dict[int, Made | None] = {}

    def take(self, unit: Unit) -> Made | None:
        """What has been made of a unit; None when it has not been."""
        number = self._numbers.get(unit.name)
        if number is None:
            return None
        if number not in self._found:
            while self._left and len(self._under_way) < _AHEAD:
                self._send(self._errand(self._left.popleft()))
            self._found.update(self._come(number - number % BATCH))
        return self._found.pop(number)

    def _come(self, first: int) -> dict[int, Made | None]:
        """What has become of a batch, waited for."""
        made = _result(self._under_way[first][1])
        if made is None:  # they met somebody who had not been sent what they are made of; so may others have
            for errand, future in list(self._under_way.values()):
                if future.done() and _result(future) is None:
                    self._send(errand._replace(whole=self._whole))
            return self._come(first)
        return dict(zip(self._under_way.pop(first)[0].numbers, made, strict=True))

    def _errand(self, first: int) -> _Errand:
        numbers = tuple(range(first, min(first + BATCH, len(self._units))))
        lent = tuple(self._lends(self._units[number]) for number in numbers)
        return _Errand((_PROCESS, os.getpid()), self._generator, self._key, numbers, lent)

    def _send(self, errand: _Errand) -> None:
        try:
            self._under_way[errand.numbers[0]] = errand, self._executor.submit(make, errand)
        except RuntimeError as error:  # it has gone home
            raise NotMadeError(str(error)) from error

    def forget(self) -> None:
        """Nobody asks for the rest."""
        for _, future in self._under_way.values():
            future.cancel()


def _result(future: Future[Answer]) -> Answer:
    try:
        return future.result(PATIENCE)
    except TimeoutError:
        raise NotMadeError(f"det tog mer än {PATIENCE:.0f} sekunder") from None
    except (Exception, CancelledError) as error:
        raise NotMadeError(f"{type(error).__name__}: {error}") from error


_TURN = threading.Lock()
_HELD: dict[str, list[Unit]] = {}
"""The units of the last build that this process has helped, by its key."""


def make(errand: _Errand) -> Answer:
    """What becomes of units, wherever this is called; None for one that cannot be made there. None in all when what they are made of is not
    there. Raises RuntimeError when another version of the generator is."""
    if errand.asker == (_PROCESS, os.getpid()):
        return [None] * len(errand.numbers)
    with _TURN:  # a worker may have several threads, and templates and Markdown know of one
        if errand.key not in _HELD:
            if not errand.whole:
                return None
            if keep.generator() != errand.generator:
                raise RuntimeError("arbetaren har en annan version av programmet eller av dess bibliotek")
            _HELD.clear()
            _HELD[errand.key] = units_of(pickle.loads(zlib.decompress(errand.whole)))  # noqa: S301 - from the build that hired this worker
        units = _HELD[errand.key]
        return [_made(units[number], lent) for number, lent in zip(errand.numbers, errand.lent, strict=True)]


def _made(unit: Unit, lent: Mapping[str, Any]) -> Made | None:
    try:
        with lending(lent):
            return unit.make()
    except Exception:  # whatever it is, whoever asked meets it again
        return None
