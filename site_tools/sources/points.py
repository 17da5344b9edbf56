"""What the services have in common: a source's codes become our words, its marks our states, and its digits stay."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, NamedTuple

from site_tools.exact import Digits
from site_tools.messages import fetching as say
from site_tools.model.fetch import Point
from site_tools.model.fields import LINE_MAX
from site_tools.model.values import WITHOUT_VALUE, ValueState, parse_number, parse_period
from site_tools.problems import TextError
from site_tools.sources.guard import FetchError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from site_tools.model.fetch import Fetch

_ZEROS_MAX = 30
"""The largest exponent of a number that is written out."""


class Cell(NamedTuple):
    """One figure as a source has it: its code for each variable, the number as written (None for none), and the mark on it."""

    codes: dict[str, str]
    value: Any
    mark: str = ""


class Read(NamedTuple):
    """What was made of a source's answers: its name for the figures, the figures, and how many of its cells are empty, by mark."""

    title: str
    points: dict[tuple[str, str, str], Point]
    empty: dict[str, int]


MARKS: dict[str, ValueState] = {".": ValueState.NOT_APPLICABLE, "..": ValueState.MISSING}
"""What marks mean unless ``lägen`` says otherwise. Source: SCB's tables, "." cannot exist, ".." not available or too uncertain."""


def points_of(spec: Fetch, title: str, cells: Iterable[Cell]) -> Read:
    """The cells whose codes are asked for. Raises FetchError for one that cannot be read, and when there is none."""
    marks = MARKS | {one.code: ValueState(one.becomes or "") for one in spec.marks}
    words = {one.name: {code.code: code.becomes or "" for code in one.codes} for one in spec.variables if one.becomes != "period"}
    group, place, period = (one.name if (one := spec.role(role)) else None for role in ("grupp", "plats", "period"))
    found: dict[tuple[str, str, str], Point] = {}
    empty: dict[str, int] = {}
    for cell in cells:
        if any(cell.codes[name] not in known for name, known in words.items()):
            continue
        when = our_period(cell.codes[period or "period"])
        if spec.first and parse_period(when).sort_key < spec.first.sort_key:
            continue
        key = (when, words[group][cell.codes[group]] if group else "totalt", words[place][cell.codes[place]] if place else "")
        value, state = _said(cell, marks, ", ".join(filter(None, key)))
        if value is None and state not in WITHOUT_VALUE:
            empty[cell.mark] = empty.get(cell.mark, 0) + 1
            continue
        if key in found:
            raise FetchError(say.FETCH_SHAPE(what=f"det finns två tal för {', '.join(filter(None, key))}"))
        found[key] = Point(*key, "" if state in WITHOUT_VALUE else value or "", state.value)
    if not found:
        raise FetchError(say.FETCH_NOTHING())
    if not title.strip():
        raise FetchError(say.FETCH_SHAPE(what="talen har inget namn"))
    return Read(" ".join(title.split())[:LINE_MAX], found, empty)


def _said(cell: Cell, marks: dict[str, ValueState], which: str) -> tuple[str | None, ValueState]:
    """The digits of a cell, None for none, and its state. Raises FetchError for a number whose mark nobody has explained."""
    state = marks.get(cell.mark, ValueState.FINAL)
    if cell.value is None:
        return None, state
    if cell.mark and cell.mark not in marks:
        raise FetchError(say.FETCH_UNKNOWN_STATE(which=which, mark=cell.mark[:20]))
    return digits(cell.value), state


def digits(value: Any) -> str:
    """A number of JSON, or a text that is one, in the digits of a series: ``1.50`` stays so. Raises FetchError for anything else."""
    try:
        if not isinstance(value, str):
            raise ValueError
        written = str(value)
        if "e" in written.lower() and isinstance(value, Digits):
            number = Decimal(written)
            if abs(number.adjusted()) > _ZEROS_MAX:
                raise ValueError
            written = format(number, "f")
        parse_number(written)
    except (ValueError, InvalidOperation) as error:
        why = f": {error.said.text}" if isinstance(error, TextError) else ""
        raise FetchError(say.FETCH_SHAPE(what=f"{str(value)[:40]} är inget tal som går att skriva i en serie{why}")) from None
    return written


_PERIODS = (
    (re.compile(r"(\d{4})"), r"\1"),
    (re.compile(r"(\d{4})M(\d\d)"), r"\1-\2"),
    (re.compile(r"(\d{4})[-–](\d{4})"), r"\1–\2"),
    (re.compile(r"(\d{4})/(\d{4})"), r"\1/\2"),
    (re.compile(r"(\d\d)(\d\d)/(\d\d)"), r"\1\2/\1\3"),
    (re.compile(r"(\d{4}-\d\d-\d\d)"), r"\1"),
)
"""How sources write periods, and how a series does: 2023M05 is 2023-05, 2019-2023 the span 2019–2023."""


def our_period(code: str) -> str:
    """A source's period as a series writes it. Raises FetchError for one that the model lacks, such as a quarter."""
    try:
        return next(parse_period(pattern.sub(ours, code)).text for pattern, ours in _PERIODS if pattern.fullmatch(code))
    except (StopIteration, TextError):
        raise FetchError(say.FETCH_SHAPE(what=f"perioden {code[:20]} går inte att skriva i en serie")) from None


def child(tree: Any, name: str, kind: type) -> Any:
    """``tree[name]``, which is of a kind. Raises FetchError where it is not."""
    found = tree.get(name) if isinstance(tree, dict) else None
    if not isinstance(found, kind) or (kind is str and isinstance(found, Digits)):
        raise FetchError(say.FETCH_SHAPE(what=f"delen {name} saknas eller är något annat"))
    return found
