"""What a comparison is made of: two editions of the content, and one line for each change that a reader would notice."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date

    from site_tools.model.portal import Derived, Portal


@dataclass(frozen=True)
class Edition:
    """The content as it stood at one time, and what is computed from it on ``day``."""

    portal: Portal
    derived: Derived
    day: date


class Sort(StrEnum):
    """What sort of change it is, in the order of telling."""

    VERDICT = "bedömning"
    REVISED = "ändrat värde"
    REMOVED = "borttaget värde"
    ADDED = "nytt värde"
    TARGET = "målvärde"
    NEW = "ny"
    GONE = "borttagen"
    REPLACED = "ersatt"
    ENDED = "upphörd"
    RENAMED = "nytt namn"
    MOVED = "ny adress"
    FACT = "uppgift"
    TEXT = "text"
    COUNT = "antal"
    LATE = "försenad"
    ARRIVED = "inte längre försenad"


class Thing(NamedTuple):
    """What a change is about: its kind in Swedish (``indikator``), id, name, and address on the site, empty when it has none any more."""

    kind: str
    id: str
    name: str
    address: str


class Change(NamedTuple):
    """One change: ``about`` says of what in the thing (a group and period, a key), ``note`` why. Empty where there is nothing to say."""

    sort: Sort
    thing: Thing
    about: str = ""
    before: str = ""
    after: str = ""
    note: str = ""
    unexplained: bool = False
    """A published figure that was changed or taken away without a revision that says why."""


@dataclass(frozen=True)
class Changes:
    """Everything that differs between two editions, in the order of telling, and what is late although nothing has changed."""

    day_before: date
    day_after: date
    method_before: int
    method_after: int
    changes: tuple[Change, ...]
    still_late: tuple[Change, ...] = ()

    def of(self, *sorts: Sort) -> tuple[Change, ...]:
        """The changes of some sorts, in their order."""
        return tuple(change for change in self.changes if change.sort in sorts)
