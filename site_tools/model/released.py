"""What the last release published, as its record tells: every figure and every address that readers have seen."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from site_tools.model.values import Precision, ValueKind, ValueState

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

RowKey = tuple[str, str, str, str, str]
"""Period, group, place, kind and edition of a row, as :attr:`Observation.key` has them."""


class Figure(NamedTuple):
    """A published row: its state and precision (words of the model), and its value with the digits that were written, or words."""

    state: str
    precision: str
    value: str
    value_to: str = ""

    @property
    def is_number(self) -> bool:
        return bool(self.value) and self.precision != Precision.WORDS


class Was(StrEnum):
    """What a published address was."""

    PAGE = "sida"
    PART = "del"
    MOVED = "flyttad"
    WITHDRAWN = "indragen"


class Listed(NamedTuple):
    """A published address in the record: what it was, and where it led when it had moved."""

    what: Was
    to: str


@dataclass(frozen=True)
class Released:
    """The record of a release. ``place`` is the portal's own place on that ``day``, and ``figures`` are by indicator and row."""

    day: date
    place: str
    figures: Mapping[str, Mapping[RowKey, Figure]]
    addresses: Mapping[str, Listed]


def is_held(key: RowKey, figure: Figure) -> bool:
    """Whether a change of a published row must be told to readers: an outcome that is a final number.

    A preliminary figure has itself said that it will change, and so has a forecast; words and the upper end of an interval have no record
    of their changes in the model (``Revision``).
    """
    return figure.is_number and figure.state != ValueState.PRELIMINARY and key[3] == ValueKind.OUTCOME
