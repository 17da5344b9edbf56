"""The rows of a plain series as typed values, a column at a time. Where anything is wrong with one of them, each is looked at by itself."""

from __future__ import annotations

from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from site_tools.model.series import RowsAsAsked
from site_tools.model.values import (
    WITHOUT_VALUE,
    Observation,
    Precision,
    ValueKind,
    ValueState,
    parse_numbers,
    parse_period,
)
from site_tools.problems import TextError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from decimal import Decimal

    from site_tools.model.rows import PlainRows
    from site_tools.model.values import Period, Series

_Word = TypeVar("_Word", bound=StrEnum)


def plain_series(rows: PlainRows, sign: str, home: str) -> Series | None:
    """The rows below a good header, whose numbers have the decimal ``sign``; None where a row has a fault, or may have one."""
    texts = _texts(rows)
    try:
        columns = _columns(texts, len(rows) - 1, sign, home)
    except (TextError, ValueError):
        return None
    judged = texts.keys() & {"läge", "precision", "värde_till"}
    agreed = map(_agree, columns.state, columns.precision, columns.value, columns.value_to)
    if not all(agreed) if judged else None in columns.value:
        return None
    keys = {"period": texts["period"], "grupp": columns.group, "plats": columns.place, "slag": columns.kind, "utgåva": columns.edition}
    # Two rows may say the same, and a comment of digits alone may be the decimals of the value before it.
    count = len({*zip(*(keys[name] for name in keys if name in texts), strict=True)})
    if count < len(rows) - 1 or any(map(str.isdigit, set(columns.comment))):
        return None
    return RowsAsAsked(partial(_rows, rows, sign, home), len(rows) - 1, _across(columns))


def _rows(rows: PlainRows, sign: str, home: str) -> tuple[Observation, ...]:
    """The same rows again, once they are known to be good."""
    return _across(_columns(_texts(rows), len(rows) - 1, sign, home))


def _texts(rows: PlainRows) -> dict[str, list[str]]:
    return {column[0]: column[1:] for column in rows.columns()}


class _Columns(NamedTuple):
    """The columns of a series as typed values, in the order of the fields of an observation."""

    period: Sequence[Period]
    group: Sequence[str]
    place: Sequence[str]
    kind: Sequence[ValueKind]
    state: Sequence[ValueState]
    precision: Sequence[Precision]
    value: Sequence[Decimal | None]
    value_to: Sequence[Decimal | None]
    words: Sequence[str]
    source: Sequence[str]
    edition: Sequence[str]
    comment: Sequence[str]
    line: Sequence[int]


def _columns(texts: Mapping[str, Sequence[str]], count: int, sign: str, home: str) -> _Columns:
    """Raises TextError or ValueError for a cell that is none of what its column holds."""
    values = parse_numbers(texts["värde"], sign)
    values_to = parse_numbers(texts["värde_till"], sign) if "värde_till" in texts else [None] * count
    if values is None or values_to is None:
        raise ValueError("no number")
    return _Columns(
        list(map(parse_period, texts["period"])),
        _instead(texts.get("grupp"), "totalt", count),
        _instead(texts.get("plats"), home, count),
        _words(texts.get("slag"), ValueKind, ValueKind.OUTCOME, count),
        _words(texts.get("läge"), ValueState, ValueState.FINAL, count),
        _words(texts.get("precision"), Precision, Precision.EXACT, count),
        values,
        values_to,
        [""] * count,
        _instead(texts.get("källa"), "", count),
        _instead(texts.get("utgåva"), "", count),
        _instead(texts.get("kommentar"), "", count),
        range(2, count + 2),
    )


def _across(columns: _Columns) -> tuple[Observation, ...]:
    return tuple(map(_observation, zip(*columns, strict=True)))


_observation: Callable[[tuple[object, ...]], Observation] = partial(tuple.__new__, Observation)
"""What ``Observation._make`` does, in half the time."""


def _words(texts: Sequence[str] | None, words: type[_Word], default: _Word, count: int) -> list[_Word]:
    """What each text says; ``default`` ``count`` times where there is no such column. Raises ValueError for a text that is none of them."""
    if texts is None:
        return [default] * count
    known = {text: words(text) if text else default for text in set(texts)}
    return list(map(known.__getitem__, texts))


def _instead(texts: Sequence[str] | None, default: str, count: int) -> list[str]:
    """The texts with ``default`` for an empty one; equal ones are one text."""
    if texts is None:
        return [default] * count
    known = {text: text or default for text in set(texts)}
    return list(map(known.__getitem__, texts))


def _agree(state: ValueState, precision: Precision, value: Decimal | None, value_to: Decimal | None) -> bool:
    """Whether the cells of a row go together, and none is written in words."""
    if value_to is None and precision is not Precision.INTERVAL:
        return (value is None) == (state in WITHOUT_VALUE) and precision is not Precision.WORDS
    if value is None or value_to is None or state in WITHOUT_VALUE:
        return False
    return precision is Precision.INTERVAL and value_to >= value
