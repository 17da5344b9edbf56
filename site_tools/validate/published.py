"""Figures that readers have seen: one that is another now, or gone, has its reason among the revisions of its indicator."""

from __future__ import annotations

import re
import shlex
from decimal import Decimal
from typing import TYPE_CHECKING

from site_tools.memory import remembered
from site_tools.messages import published as say
from site_tools.model.released import is_held
from site_tools.model.values import Precision
from site_tools.validate.series import cell_place

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from site_tools.model.parts import Revision
    from site_tools.model.portal import Source
    from site_tools.model.records import Indicator
    from site_tools.model.released import Figure, RowKey
    from site_tools.model.values import Observation, Series
    from site_tools.problems import Problem

Untold = tuple["RowKey", "Figure", "Observation | None"]
"""A published row, and the row of the series that says something else in its place."""


@remembered
def untold_changes(indicator: Indicator, series: Series, figures: Mapping[RowKey, Figure], then: str, home: str) -> list[Untold]:
    """The published numbers that have become others, or gone, without a revision that begins from them.

    ``then`` and ``home`` are the names of the portal's own place in the record and now.
    """
    rows = {row.key: row for row in series}
    found: list[Untold] = []
    for was, figure in figures.items():
        if is_held(was, figure):
            key = (was[0], was[1], home if was[2] == then else was[2], was[3], was[4])
            if not _says(rows.get(key), figure) and not _told(indicator.revisions, key, Decimal(figure.value), home):
                found.append((key, figure, rows.get(key)))
    return found


def _says(row: Observation | None, figure: Figure) -> bool:
    """Whether a row has the number. Zeros that say nothing are a way of writing: 1.0 is 1.00."""
    return row is not None and row.value is not None and (format(row.value, "f") == figure.value or row.value == Decimal(figure.value))


def _told(revisions: tuple[Revision, ...], key: RowKey, value: Decimal, home: str) -> bool:
    """Whether a revision leads on from the published number: one that begins from it, after the last that ended on it."""
    chain = sorted(
        (one for one in revisions if (one.period.text, one.group or "totalt", one.place or home) == key[:3]),
        key=lambda one: one.day,
    )
    ended = max((number for number, one in enumerate(chain) if one.after == value), default=-1)
    return any(one.before == value for one in chain[ended + 1 :])


def published_problems(untold: list[Untold], indicator: Indicator, source: Source | None, home: str) -> Iterator[Problem]:
    """What to say of them, at the row, or at the series (at the indicator where there is none) for a row that is gone."""
    for key, figure, row in untold:
        which = ", ".join(part for part in (key[0], key[1], _place(key, home), key[4]) if part)
        words = {
            "which": which,
            "before": figure.value,
            "entry": _entry(key, figure, row, home),
            "indicator": indicator.path,
            "command": " ".join(_quoted(word) for word in (indicator.id, key[0], *_command(key, row, home))),
        }
        if row is None or source is None:
            said = say.FIGURE_GONE(**words)
            yield said.at(source.path if source else indicator.path)
        else:
            now = row.words or row.state if row.value is None else format(row.value, "f")
            said = say.FIGURE_CHANGED(after=now, **words)
            column = "läge" if row.value is None and not row.words else "värde"
            yield said.at(source.path, cell_place(source, row, column), column)


def _place(key: RowKey, home: str) -> str:
    """The place of a row, where it is not the portal's own."""
    return "" if key[2] == home else key[2]


def _entry(key: RowKey, figure: Figure, row: Observation | None, home: str) -> str:
    """The revision that is missing, but for its day and its reason."""
    group = f", grupp: {key[1]}" if key[1] != "totalt" else ""
    group += f", plats: {_place(key, home)}" if _place(key, home) else ""
    after = f", till: {format(row.value, 'f')}" if row is not None and row.value is not None else ""
    return f"{{period: {key[0]}{group}, från: {figure.value}{after}, datum: …, orsak: …}}"


def _quoted(word: str) -> str:
    return word if re.fullmatch(r"[\w./:,%+–-]+", word) else shlex.quote(word)


def _command(key: RowKey, row: Observation | None, home: str) -> Iterator[str]:
    """The words of ``build.py värde`` that say what the row says now."""
    if row is None:
        yield from ("--läge", "saknas")
    elif row.value is not None:
        yield format(row.value, "f")
    else:
        yield from (row.words, "--precision", Precision.WORDS.value) if row.words else ("--läge", row.state.value)
    yield from ("--grupp", key[1]) if key[1] != "totalt" else ()
    yield from ("--plats", key[2]) if _place(key, home) else ()
    yield from ("--utgåva", key[4]) if key[4] else ()
