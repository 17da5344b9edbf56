"""A CSV file as typed rows, and what can be wrong with a series."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from site_tools.config import SITE_FILE
from site_tools.model.values import (
    WITHOUT_VALUE,
    Observation,
    Period,
    Precision,
    Series,
    ValueKind,
    ValueState,
    parse_number,
    parse_period,
)
from site_tools.problems import Problem, did_you_mean, nearest

if TYPE_CHECKING:
    from site_tools.model.portal import Cell, Source
    from site_tools.model.records import Indicator, Site

COLUMNS = (
    "period",
    "grupp",
    "plats",
    "slag",
    "läge",
    "precision",
    "värde",
    "värde_till",
    "källa",
    "utgåva",
    "kommentar",
)
CELL_MAX = 1000
_MONEY = ("kr", "tkr", "mnkr", "kronor", "euro", "eur")
_Word = TypeVar("_Word", bound=StrEnum)


def typed_rows(source: Source, home: str) -> tuple[Series, list[Problem]]:
    """The rows of a series, in the file's order; ``home`` is the place of a row that names none."""
    if not source.rows:
        return (), [Problem(source.path, 1, 1, "filen är tom", "skriv kolumnernas namn på första raden, till exempel period,värde")]
    problems = _header_problems(source)
    if problems:
        return (), problems
    header = [cell.text for cell in source.rows[0]]
    rows: list[Observation] = []
    for cells in source.rows[1:]:
        if len(cells) != len(header):
            message = f"raden har {len(cells)} celler, men rubrikraden har {len(header)}"
            problems.append(
                Problem(
                    source.path,
                    cells[0].line,
                    1,
                    message,
                    "kontrollera kommatecknen; en text med komma behöver citattecken",
                )
            )
            continue
        row = _Row(source.path, dict(zip(header, cells, strict=True)), problems)
        if observation := row.observation(home):
            rows.append(observation)
    return tuple(rows), problems + _duplicates(source, rows)


def _header_problems(source: Source) -> list[Problem]:
    problems: list[Problem] = []
    seen: set[str] = set()
    for cell in source.rows[0]:
        if cell.text not in COLUMNS:
            hint = did_you_mean(cell.text, COLUMNS) or f"kolumnerna är {', '.join(COLUMNS)}"
            problems.append(Problem(source.path, cell.line, cell.column, f'kolumnen "{cell.text}" finns inte', hint))
        elif cell.text in seen:
            problems.append(Problem(source.path, cell.line, cell.column, f'kolumnen "{cell.text}" står två gånger', "ta bort den ena"))
        seen.add(cell.text)
    meant = {nearest(name, COLUMNS) for name in seen if name not in COLUMNS}
    for name in ("period", "värde"):
        if name not in seen | meant:
            problems.append(Problem(source.path, source.rows[0][0].line, 1, f'kolumnen "{name}" saknas', "lägg till den i rubrikraden"))
    return problems


class _Row:
    """One row under reading: each cell that cannot be read adds a problem."""

    def __init__(self, path: str, cells: dict[str, Cell], problems: list[Problem]) -> None:
        self.path, self.cells, self.problems = path, cells, problems
        self.good = True

    def text(self, name: str) -> str:
        cell = self.cells.get(name)
        if cell and len(cell.text) > CELL_MAX:
            self._fault(
                name, f"texten är för lång ({len(cell.text)} tecken)", f"högst {CELL_MAX} tecken; skriv längre förklaringar i YAML-filen"
            )
            return ""
        return cell.text if cell else ""

    def _fault(self, name: str, message: str, hint: str) -> None:
        cell = self.cells.get(name) or next(iter(self.cells.values()))
        self.problems.append(Problem(self.path, cell.line, cell.column, message, hint, name))
        self.good = False

    def _word(self, name: str, words: type[_Word], default: _Word) -> _Word:
        text = self.text(name)
        if not text:
            return default
        try:
            return words(text)
        except ValueError:
            choices = [word.value for word in words if word.value]
            self._fault(
                name,
                f'"{text}" går inte i kolumnen {name}',
                did_you_mean(text, choices) or f"skriv {', '.join(choices)} eller ingenting",
            )
            return default

    def _number(self, name: str) -> Decimal | None:
        text = self.text(name)
        if not text:
            return None
        try:
            return parse_number(text)
        except ValueError as error:
            message, _, hint = str(error).partition("; ")
            if not any(char.isdigit() for char in text):
                hint = "lämna cellen tom och skriv saknas, sekretess eller ej tillämpligt i kolumnen läge"
            self._fault(name, message, hint)
            return None

    def _period(self) -> Period | None:
        try:
            return parse_period(self.text("period"))
        except ValueError as error:
            message, _, hint = str(error).partition("; ")
            self._fault("period", message, hint)
            return None

    def observation(self, home: str) -> Observation | None:
        """The row as typed values, or None when something in it is wrong."""
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
        return Observation(
            period, self.text("grupp") or "totalt", self.text("plats") or home, kind, state, precision, value, value_to,
            words=self.text("värde") if in_words else "", source=self.text("källa"), edition=self.text("utgåva"),
            comment=self.text("kommentar"), line=next(iter(self.cells.values())).line,
        )  # fmt: skip

    def _agree(self, state: ValueState, precision: Precision, value: Decimal | None, value_to: Decimal | None) -> None:
        """The faults of cells that do not go together."""
        empty = not self.text("värde")
        if state in WITHOUT_VALUE and not empty:
            self._fault("värde", f"läget är {state} men cellen värde är inte tom", "ta bort värdet eller läget")
        elif state not in WITHOUT_VALUE and empty:
            self._fault("värde", "värdet saknas", "skriv ett tal, eller saknas, sekretess eller ej tillämpligt i kolumnen läge")
        elif (precision is Precision.INTERVAL) != (value_to is not None):
            self._fault("värde_till", "precision intervall och värde_till hör ihop", "skriv båda eller ingen av dem")
        elif value is not None and value_to is not None and value_to < value:
            self._fault("värde_till", "värde_till är lägre än värde", "skriv det lägsta talet i värde")


def _duplicates(source: Source, rows: list[Observation]) -> list[Problem]:
    problems: list[Problem] = []
    first: dict[tuple[str, ...], int] = {}
    for row in rows:
        if (line := first.setdefault(row.key, row.line)) != row.line:
            said = ", ".join(part for part in row.key if part)
            message = f"samma punkt ({said}) står också på rad {line}"
            problems.append(Problem(source.path, row.line, 1, message, "behåll en av raderna; visa skilda källor med motsägelser"))
    return problems


def series_problems(indicator: Indicator, rows: Series, source: Source, site: Site | None) -> list[Problem]:
    """What is wrong between a series and its indicator: groups, places, sources and impossible values."""
    problems: list[Problem] = []
    sources = {extra.id for extra in indicator.more_sources}
    places = (site.place, *site.comparisons) if site else ()
    low, high = _bounds(indicator)
    for row in rows:
        for column, name, known, whose, mend in (
            ("grupp", row.group, indicator.groups, "indikatorns grupper", f"lägg till den under grupper: i {indicator.path}"),
            ("plats", row.place, places, "portalens platser", f"lägg till den under jämförelser: i {SITE_FILE}"),
            ("källa", row.source, sources, "indikatorns fler_källor", f"lägg till den under fler_källor: i {indicator.path}"),
        ):
            # No groups of its own means that any will do; a row without a source has the indicator's.
            if name and name not in known and (known or column == "källa"):
                hint = did_you_mean(name, known) or mend
                place = _cell(source, row, column)
                problems.append(Problem(source.path, *place, f'"{name}" finns inte bland {whose}', hint, column))
        for column, value in (("värde", row.value), ("värde_till", row.value_to)):
            if value is not None and ((low is not None and value < low) or (high is not None and value > high)):
                message = f"värdet {value} är orimligt för enheten {indicator.unit}"
                hint = f"rätta talet, eller skriv gränser: med lägst: eller högst: i {indicator.path}"
                problems.append(Problem(source.path, *_cell(source, row, column), message, hint, column))
    return problems


def _cell(source: Source, row: Observation, column: str) -> tuple[int, int]:
    """Line and column of a row's cell; the row's start when the file has no such column."""
    header = [cell.text for cell in source.rows[0]]
    cells = next((cells for cells in source.rows if cells[0].line == row.line), ())
    index = header.index(column) if column in header else len(cells)
    return (row.line, cells[index].column) if index < len(cells) else (row.line, 1)


def _bounds(indicator: Indicator) -> tuple[Decimal | None, Decimal | None]:
    """Lowest and highest possible value: a share lies in 0–100, nothing but money is negative, unless the indicator says so."""
    if indicator.bounds:
        return indicator.bounds.low, indicator.bounds.high
    if any(word in _MONEY for word in indicator.unit.lower().split()):
        return None, None
    # "procent av …" and "procent" are shares; "procentenheter" are differences and may be negative.
    first = indicator.unit.lower().split()[0]
    if first == "procentenheter":
        return None, None
    return Decimal(0), (Decimal(100) if first in ("procent", "%") else None)
