"""The rows of a plain series as typed values, a column at a time. Where anything is wrong with one of them, each is looked at by itself."""

from __future__ import annotations

from enum import StrEnum
from functools import partial
from itertools import repeat
from typing import TYPE_CHECKING, TypeVar

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
    from collections.abc import Callable, Iterable, Sequence
    from decimal import Decimal

    from site_tools.model.rows import PlainRows
    from site_tools.model.values import Series

_Word = TypeVar("_Word", bound=StrEnum)


def plain_series(rows: PlainRows, sign: str, home: str) -> Series | None:
    """The rows below a good header, whose numbers have the decimal ``sign``; None where a row has a fault, or may have one."""
    texts = {column[0]: column[1:] for column in rows.columns()}
    count = len(rows) - 1
    try:
        periods = list(map(parse_period, texts["period"]))
        kinds = _words(texts.get("slag"), ValueKind, ValueKind.OUTCOME, count)
        states = _words(texts.get("läge"), ValueState, ValueState.FINAL, count)
        precisions = _words(texts.get("precision"), Precision, Precision.EXACT, count)
    except (TextError, ValueError):
        return None
    values = parse_numbers(texts["värde"], sign)
    values_to = parse_numbers(texts["värde_till"], sign) if "värde_till" in texts else [None] * count
    if values is None or values_to is None:
        return None
    judged = texts.keys() & {"läge", "precision", "värde_till"}
    if not all(map(_agree, states, precisions, values, values_to)) if judged else None in values:
        return None
    groups, places = _instead(texts.get("grupp"), "totalt", count), _instead(texts.get("plats"), home, count)
    sources, editions, comments = (_instead(texts.get(name), "", count) for name in ("källa", "utgåva", "kommentar"))
    keys = {"period": texts["period"], "grupp": groups, "plats": places, "slag": kinds, "utgåva": editions}
    # Two rows may say the same, and a comment of digits alone may be the decimals of the value before it.
    if len({*zip(*(keys[name] for name in keys if name in texts), strict=True)}) < count or any(map(str.isdigit, set(comments))):
        return None
    columns: tuple[Iterable[object], ...] = (
        *(periods, groups, places, kinds, states, precisions, values, values_to, repeat("", count), sources, editions, comments),
        range(2, count + 2),
    )
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
