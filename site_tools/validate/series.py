"""A CSV file as typed rows, and what can be wrong with a series."""

from __future__ import annotations

import re
from bisect import bisect_left
from enum import StrEnum
from itertools import islice
from operator import attrgetter
from typing import TYPE_CHECKING, TypeVar

from site_tools.config import SITE_FILE
from site_tools.messages import series as say
from site_tools.model.dialect import CELL_MAX
from site_tools.model.rows import PlainRows
from site_tools.model.values import (
    WITHOUT_VALUE,
    Observation,
    Period,
    Precision,
    Series,
    ValueKind,
    ValueState,
    folded,
    parse_number,
    parse_period,
)
from site_tools.problems import FAULTS_MAX, TextError
from site_tools.validate.bounds import bounds_of
from site_tools.validate.headings import header_problems
from site_tools.validate.plain import plain_series

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
    from datetime import date
    from decimal import Decimal

    from site_tools.model.portal import Source
    from site_tools.model.records import Indicator, Site
    from site_tools.model.rows import Cell
    from site_tools.problems import Message, Problem, Said

_Word = TypeVar("_Word", bound=StrEnum)


def typed_rows(source: Source, home: str) -> tuple[Series, list[Problem]]:
    """The rows of a series, in the file's order; ``home`` is the place of a row that names none."""
    if not source.rows:
        return (), [say.EMPTY_SERIES().at(source.path)]
    problems = header_problems(source)
    if problems:
        return (), problems
    if isinstance(source.rows, PlainRows) and (series := plain_series(source.rows, source.dialect.decimal, home)) is not None:
        return series, []
    return each_row(source, home)


def each_row(source: Source, home: str) -> tuple[Series, list[Problem]]:
    """The rows of a series with a good header, which may hold anything."""
    problems: list[Problem] = []
    header = [cell.text for cell in source.rows[0]]
    rows: list[Observation] = []
    quoted = any('"' in line for line in source.lines)  # else no cell can go on in the next line
    for cells in source.rows[1:]:
        if len(problems) > FAULTS_MAX:
            break
        if [cell.text for cell in cells] == header:
            problems.append(say.HEADINGS_AGAIN().at(source.path, (cells[0].line, 1), end=len(source.lines[cells[0].line - 1]) + 1))
            continue
        if split := _split_number(source, header, cells):
            problems.append(split)
            continue
        if len(cells) != len(header):
            found = f"{len(cells)} {'cell' if len(cells) == 1 else 'celler'}"
            said = say.CELL_COUNT(found=found, wanted=len(header), separator=source.dialect.separators, decimal=source.dialect.decimals)
            problems.append(said.at(source.path, (cells[0].line, 1), end=len(source.lines[cells[0].line - 1]) + 1))
            continue
        row = _Row(source, header, cells, problems, quoted=quoted)
        if observation := row.observation(home):
            rows.append(observation)
    return tuple(rows), [*problems, *islice(_duplicates(source, rows), FAULTS_MAX)]


_NEVER_DIGITS = frozenset({"slag", "läge", "precision", "kommentar"})
"""Columns where digits alone say nothing. One of them beside the value has caught a decimal."""


def _split_number(source: Source, header: Sequence[str], cells: Sequence[Cell]) -> Problem | None:
    """The fault of a row whose value was typed with a decimal comma where commas part the cells."""
    at = header.index("värde")
    if source.dialect.separator != "," or len(cells) < at + 2:
        return None
    value, rest = cells[at], cells[at + 1]
    beside = len(cells) <= len(header) and header[at + 1] in _NEVER_DIGITS
    caught = beside or len(cells) == len(header) + 1
    if not caught or not re.fullmatch(r"[-\u2212]?[0-9]+", value.text) or not re.fullmatch("[0-9]+", rest.text):
        return None
    said = say.DECIMAL_COMMA(value=value.text, rest=rest.text)
    return said.at(source.path, (value.line, value.column), "värde", end=rest.column + len(rest.text))


class _Row:
    """One row under reading: each cell that cannot be read adds a problem."""

    def __init__(self, source: Source, header: list[str], cells: tuple[Cell, ...], problems: list[Problem], *, quoted: bool) -> None:
        self.source, self.header, self.cells, self.problems = source, header, cells, problems
        self.good = True
        self.texts = dict(zip(header, [cell.text for cell in cells], strict=True))
        self.broken = False
        if quoted and any("\n" in text for text in self.texts.values()):
            self._mend_broken_cells()
        if max(map(len, self.texts.values())) > CELL_MAX:
            self._empty_long_cells()

    def _mend_broken_cells(self) -> None:
        """A comment may be written on several lines, and is one; any other cell would run together."""
        for name, text in self.texts.items():
            if name == "kommentar":
                self.texts[name] = " ".join(text.split())
            elif "\n" in text:
                self._fault(name, say.BROKEN_CELL())
                self.broken = True

    def _empty_long_cells(self) -> None:
        for name, text in self.texts.items():
            if len(text) > CELL_MAX:
                self._fault(name, say.LONG_CELL(length=len(text), limit=CELL_MAX))
                self.texts[name] = ""

    def text(self, name: str) -> str:
        return self.texts.get(name, "")

    def _fault(self, name: str, said: Said) -> None:
        cell = self.cells[self.header.index(name) if name in self.header else 0]
        self.problems.append(said.at(self.source.path, (cell.line, cell.column), name))
        self.good = False

    def _word(self, name: str, words: type[_Word], default: _Word) -> _Word:
        text = self.texts.get(name)
        if not text:
            return default
        try:
            return words(text)
        except ValueError:
            choices = [word.value for word in words if word.value]
            self._fault(name, say.UNKNOWN_CELL_WORD(word=text, column=name, choices=", ".join(choices)).near(text, choices))
            return default

    def _number(self, name: str) -> Decimal | None:
        text = self.texts.get(name)
        if not text:
            return None
        try:
            return parse_number(text, self.source.dialect.decimal)
        except TextError as error:
            # #DIV/0! is a spreadsheet's word for no figure, and <5 a source's for one that it does not tell.
            digits = any(char.isdigit() for char in text) and text[0] not in "#<"
            self._fault(name, error.said if digits else say.WORD_FOR_NUMBER(text=text))
            return None

    def _period(self) -> Period | None:
        try:
            return parse_period(self.text("period"))
        except TextError as error:
            self._fault("period", error.said)
            return None

    def observation(self, home: str) -> Observation | None:
        """The row as typed values, or None when something in it is wrong."""
        if self.broken:
            return None
        period = self._period()
        kind = self._word("slag", ValueKind, ValueKind.OUTCOME)
        state = self._word("läge", ValueState, ValueState.FINAL)
        precision = self._word("precision", Precision, Precision.EXACT)
        in_words = precision is Precision.WORDS
        value = None if in_words else self._number("värde")
        value_to = self._number("värde_till")
        if self.good:
            self._agree(state, precision, value, value_to)
        if not self.good or period is None:
            return None
        said = self.texts.get
        return Observation(
            period, said("grupp") or "totalt", said("plats") or home, kind, state, precision, value, value_to,
            words=said("värde", "") if in_words else "", source=said("källa", ""), edition=said("utgåva", ""),
            comment=said("kommentar", ""), line=self.cells[0].line,
        )  # fmt: skip

    def _agree(self, state: ValueState, precision: Precision, value: Decimal | None, value_to: Decimal | None) -> None:
        """The faults of cells that do not go together."""
        empty = not self.text("värde")
        if state in WITHOUT_VALUE and (value_to is not None or not empty):
            column = "värde_till" if empty else "värde"
            self._fault(column, say.VALUE_DESPITE_STATE(state=state, column=column))
        elif state not in WITHOUT_VALUE and empty:
            self._fault("värde", say.NO_VALUE())
        elif (precision is Precision.INTERVAL) != (value_to is not None):
            self._fault("värde_till", say.INTERVAL())
        elif value is not None and value_to is not None and value_to < value:
            self._fault("värde_till", say.INTERVAL_BACKWARDS())


def _duplicates(source: Source, rows: list[Observation]) -> Iterator[Problem]:
    first: dict[tuple[str, ...], int] = {}
    for row in rows:
        if (line := first.setdefault(row.key, row.line)) != row.line:
            indicator = f"{source.path.removesuffix('.csv')}.yaml"
            said = say.SAME_POINT(point=", ".join(part for part in row.key if part), line=line, indicator=indicator)
            yield said.at(source.path, (row.line, 1), end=len(source.lines[row.line - 1]) + 1)


def series_problems(indicator: Indicator, rows: Series, source: Source, site: Site | None) -> list[Problem]:
    """What is wrong between a series and its indicator: groups, places, sources and impossible values."""
    return [
        *_unknown_names(indicator, rows, source, site),
        *_two_spellings(indicator, rows, source),
        *islice(_unlikely_values(indicator, rows, source), FAULTS_MAX),
    ]


def outcomes_ahead(rows: Iterable[Observation], source: Source, today: date) -> list[Problem]:
    """The periods that have not begun and have outcomes: what has not happened has not been measured. Each is told once."""
    found: dict[str, list[Observation]] = {}
    ahead_of_today = any(row.period.first and row.period.first > today for row in rows)
    for row in rows if ahead_of_today else ():
        if row.kind is ValueKind.OUTCOME and row.value is not None and row.period.first and row.period.first > today:
            found.setdefault(row.period.text, []).append(row)
    problems = []
    for period, ahead in found.items():
        said = say.OUTCOME_AHEAD(period=period, today=today.isoformat(), more=_more(len(ahead) - 1))
        problems.append(said.at(source.path, cell_place(source, ahead[0], "period"), "period"))
    return problems


def _two_spellings(indicator: Indicator, rows: Series, source: Source) -> Iterator[Problem]:
    """Groups that differ only in capitals or spaces are one group, and its figures would be shown as two. A list of groups settles it."""
    if indicator.groups:
        return
    first = {"totalt": "totalt"}
    standing: dict[str, list[Observation]] = {}
    groups = {"totalt", *(row.group for row in rows)}
    for row in rows if len(set(map(folded, groups))) < len(groups) else ():
        if first.setdefault(folded(row.group), row.group) != row.group:
            standing.setdefault(row.group, []).append(row)
    for name, found in islice(standing.items(), FAULTS_MAX):
        said = say.TWO_SPELLINGS(name=name, other=first[folded(name)], more=_more(len(found) - 1))
        yield said.at(source.path, cell_place(source, found[0], "grupp"), "grupp")


def _more(others: int) -> str:
    """On how many rows more."""
    return f" (och på {others} rader till)" if others > 1 else " (och på en rad till)" if others else ""


def _unlikely_values(indicator: Indicator, rows: Series, source: Source) -> Iterator[Problem]:
    low, high = bounds_of(indicator)
    figures = [value for row in rows for value in (row.value, row.value_to) if value is not None]
    if not figures or ((low is None or low <= min(figures)) and (high is None or max(figures) <= high)):
        return
    for row in rows:
        for column, value in (("värde", row.value), ("värde_till", row.value_to)):
            if value is not None and ((low is not None and value < low) or (high is not None and value > high)):
                said = say.UNLIKELY_VALUE(value=value, unit=indicator.unit, indicator=indicator.path)
                yield said.at(source.path, cell_place(source, row, column), column)


_NAME_OF: dict[str, Callable[[Observation], str]] = {
    "grupp": attrgetter("group"),
    "plats": attrgetter("place"),
    "källa": attrgetter("source"),
}


def _unknown_names(indicator: Indicator, rows: Series, source: Source, site: Site | None) -> list[Problem]:
    """The groups, places and sources of a series that are not known. Each is one slip, however many rows it stands in."""
    places = (site.place, *site.comparisons) if site else ()
    # No groups of its own means that any will do; a row without a source has the indicator's.
    columns: list[tuple[str, Collection[str], Message]] = [("källa", [extra.id for extra in indicator.more_sources], say.UNKNOWN_SOURCE)]
    columns += [("grupp", indicator.groups, say.UNKNOWN_GROUP)] if indicator.groups else []
    columns += [("plats", places, say.UNKNOWN_PLACE)] if places else []
    problems: list[Problem] = []
    for column, known, message in columns:
        standing: dict[str, list[Observation]] = {}
        name_of = _NAME_OF[column]
        unknown = {*map(name_of, rows)}.difference(known, ("",))
        for row in rows if unknown else ():
            if (name := name_of(row)) in unknown:
                standing.setdefault(name, []).append(row)
        for name, found in islice(standing.items(), FAULTS_MAX):
            more = _more(len(found) - 1)
            said = message(name=name, more=more, indicator=indicator.path, settings=SITE_FILE).near(name, known)
            if (column, name) == ("grupp", "totalt"):
                # Most often nobody means all together: the cell was left empty.
                said = say.NO_GROUP(more=more, groups=_either(indicator.groups), indicator=indicator.path)
            problems.append(said.at(source.path, cell_place(source, found[0], column), column))
    return problems


def _either(words: Sequence[str]) -> str:
    return " eller ".join([*([", ".join(words[:-1])] if words[1:] else []), words[-1]])


def cell_place(source: Source, row: Observation, column: str) -> tuple[int, int]:
    """Line and column of a row's cell; the row's start when the file has no such column."""
    header = [cell.text for cell in source.rows[0]]
    number = bisect_left(source.rows, row.line, key=lambda cells: cells[0].line)
    cells = source.rows[number] if number < len(source.rows) else ()
    index = header.index(column) if column in header else len(cells)
    return (row.line, cells[index].column) if index < len(cells) else (row.line, 1)
