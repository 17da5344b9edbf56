"""Figures that readers have seen: one that is another now, or gone, has its reason among the revisions of its indicator."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING

from site_tools.messages import published as say
from site_tools.model.values import Precision
from site_tools.validate.series import cell_place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from site_tools.model.portal import Source
    from site_tools.model.records import Indicator
    from site_tools.model.released import Figure, RowKey
    from site_tools.model.values import Observation
    from site_tools.problems import Problem
    from site_tools.release import Untold


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
