"""What can be wrong with the first row of a series."""

from __future__ import annotations

from typing import TYPE_CHECKING

from site_tools.messages import series as say
from site_tools.model.dialect import COLUMNS
from site_tools.model.values import parse_period
from site_tools.problems import TextError, nearest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from site_tools.model.portal import Source
    from site_tools.problems import Problem, Said


def header_problems(source: Source) -> list[Problem]:
    """What is wrong with the names of the columns, each slip once."""
    names = {cell.text for cell in source.rows[0]}
    if len(names) == len(source.rows[0]) and {"period", "värde"} <= names <= _KNOWN:
        return []
    problems: list[Problem] = []
    seen: set[str] = set()
    meant = {cell.text: _meant(cell.text) for cell in source.rows[0]}
    if said := _other_table(source, meant):
        line = source.rows[0][0].line
        return [said.at(source.path, (line, 1), end=len(source.lines[line - 1]) + 1)]
    for cell in source.rows[0]:
        if not cell.text:
            # Empty columns at the end of a sheet are one slip.
            if cell.text not in seen:
                problems.append(say.EMPTY_HEADING().at(source.path, (cell.line, cell.column)))
        elif cell.text not in COLUMNS:
            said = say.UNKNOWN_COLUMN(name=cell.text, columns=", ".join(COLUMNS))
            said = said.advise(f'menade du "{meant[cell.text]}"?' if meant[cell.text] else "")
            problems.append(said.at(source.path, (cell.line, cell.column)))
        elif cell.text in seen:
            problems.append(say.DUPLICATE_COLUMN(name=cell.text).at(source.path, (cell.line, cell.column)))
        seen.add(cell.text)
    for name in ("period", "värde"):
        if name not in meant.values():
            line = source.rows[0][0].line
            problems.append(say.MISSING_COLUMN(name=name).at(source.path, (line, 1), end=len(source.lines[line - 1]) + 1))
    return problems


_KNOWN = frozenset(COLUMNS)
_SEPARATORS = {"|": "lodstreck", ":": "kolon", "/": "snedstreck", " ": "mellanslag"}


def _other_table(source: Source, meant: Mapping[str, str]) -> Said | None:
    """What to say of a first row that has other things than the columns: one slip, however many headings it spoils."""
    only = next(iter(meant))
    for sign, what in _SEPARATORS.items():
        if len(meant) == 1 and {"period", "värde"} <= {_meant(word.strip()) for word in only.split(sign)}:
            return say.TABS(what=what, separator=source.dialect.separators)
    if "värde" not in meant and sum(map(_is_period, meant)) > 1:
        return say.PERIODS_AS_COLUMNS(separator=source.dialect.separator)
    return None if {"period", "värde"} & {*meant.values()} else say.NO_HEADINGS(separator=source.dialect.separator)


def _is_period(text: str) -> bool:
    try:
        parse_period(text)
    except TextError:
        return False
    return True


_ALSO = {
    "år": "period",
    "datum": "period",
    "anm": "kommentar",
    "anmärkning": "kommentar",
    "kön": "grupp",
    "kommun": "plats",
    "tal": "värde",
}
"""What others call the columns."""


def _meant(name: str) -> str:
    """The column that a heading is, or is probably meant to be; empty when nobody can tell."""
    word = name.casefold()
    return name if name in COLUMNS else _ALSO.get(word) or nearest(word, COLUMNS)
