"""The rows of a series, made when somebody asks for them: a portal has far more figures than any one page shows."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from threading import Lock
from typing import TYPE_CHECKING, overload

from site_tools.model.values import Observation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Rows = tuple[Observation, ...]

HELD_MAX = 25_000
"""Rows that all series together keep made, of some 270 bytes each: a usual portal keeps all of its own, a huge one those that it is at."""


class RowsAsAsked(Sequence[Observation]):
    """The ``count`` rows that ``make``, a pure function, gives each time it is asked; ``rows`` where it has just given them."""

    __slots__ = ("_count", "_make", "_rows")

    def __init__(self, make: Callable[[], Rows], count: int, rows: Rows | None = None) -> None:
        self._make, self._count = make, count
        self._rows: Rows | None = None
        if rows is not None:
            _HELD.hold(self, rows)

    @property
    def rows(self) -> Rows:
        """All of them at once."""
        rows = self._rows
        if rows is None:
            _HELD.hold(self, rows := self._make())
        return rows

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Observation]:
        return iter(self.rows)

    @overload
    def __getitem__(self, index: int) -> Observation: ...
    @overload
    def __getitem__(self, index: slice) -> Rows: ...
    def __getitem__(self, index: int | slice) -> Observation | Rows:
        return self.rows[index]

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Sequence) and self.rows == tuple(other))

    __hash__ = None  # type: ignore[assignment]  # as nobody looks a series up by its rows

    def __reduce__(self) -> tuple[object, ...]:
        """Written down by what the rows are made of, which is shorter than they are."""
        return type(self), (self._make, self._count)


class _Held:
    """The series whose rows are made, the oldest first."""

    def __init__(self) -> None:
        self._series: deque[RowsAsAsked] = deque()
        self._count = 0
        self._lock = Lock()

    def hold(self, series: RowsAsAsked, rows: Rows) -> None:
        """Let ``series`` keep its rows, and others let go of theirs."""
        with self._lock:
            if series._rows is None:
                series._rows = rows
                self._series.append(series)
                self._count += len(rows)
            while self._count > HELD_MAX and len(self._series) > 1:
                oldest = self._series.popleft()
                self._count -= len(oldest)
                oldest._rows = None


_HELD = _Held()
