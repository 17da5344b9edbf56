"""Things that take long to make, such as drawings: each made when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Generic, TypeVar

from site_tools.making import lent

V = TypeVar("V")
HELD = 8


class AsAsked(Mapping[str, V], Generic[V]):
    """``make(name)`` for every one of ``names``, not before somebody wants it. The last few are held: what shows a chart comes together.

    ``known`` has, where there is one, a name for what each holds, so that nobody need make it to see whether it is what it was.
    """

    def __init__(self, names: Collection[str], make: Callable[[str], V], known: Mapping[str, str] | None = None) -> None:
        self._names, self._make, self.known = names, make, known or {}
        self._made: dict[str, V] = {}

    def __getitem__(self, name: str) -> V:
        if name not in self._names:
            raise KeyError(name)
        if name not in self._made:
            self._made[name] = self._make(name)
            if len(self._made) > HELD:
                del self._made[next(iter(self._made))]
        return self._made[name]

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __reduce__(self) -> tuple[object, ...]:
        """Elsewhere there is what has come along for one page."""
        return (AsAsked, (dict.fromkeys(self._names), lent))
