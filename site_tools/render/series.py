"""A series as tables: every number as written, the portal's own place apart from those it is compared with."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from site_tools import text
from site_tools.model.values import ValueKind, ValueState
from site_tools.render.figures import TOTAL
from site_tools.templates import N_, _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from site_tools.model.parts import ExtraSource
    from site_tools.model.records import Indicator
    from site_tools.model.values import Observation, Series

COLUMNS_MAX = 6
"""More columns than this do not fit beside each other on a phone: the longer side becomes the rows."""

_Column = tuple[str, str, str, str]
_REMARKS = {ValueState.PRELIMINARY: N_("preliminärt"), ValueState.REVISED: N_("reviderat")}
"""(place, group, kind, edition): what tells the rows of one period apart."""


@dataclass(frozen=True)
class TableCell:
    """One figure: exact text, what to say of it, and the marks of its notes.

    ``share`` says how much of its whole it is, where it is a part of one, and ``length`` is that in percent, for a bar.
    """

    text: str
    remark: str
    notes: tuple[str, ...]
    is_number: bool
    share: str = ""
    length: int = 0


@dataclass(frozen=True)
class Table:
    """Rows of (heading, cells); a cell is None where the series has no row."""

    caption: str
    corner: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[TableCell | None, ...]], ...]

    @property
    def has_shares(self) -> bool:
        """Whether it says how much of its whole any figure is."""
        return any(cell.share for _heading, cells in self.rows for cell in cells if cell)


@dataclass(frozen=True)
class Note:
    """A comment or a source of single figures. ``mark`` is empty when it holds for every figure on the page."""

    mark: str
    text: str
    source: ExtraSource | None


@dataclass(frozen=True)
class SeriesView:
    """All tables of an indicator. ``home`` is None when its own place has no figures."""

    home: Table | None
    comparisons: tuple[Table, ...]
    places: tuple[str, ...]
    notes: tuple[Note, ...]


def series_view(indicator: Indicator, series: Series, place: str, comparisons: Sequence[str]) -> SeriesView:
    """The tables of ``series``; ``place`` is the portal's own and ``comparisons`` the order of the others."""
    notes = _Notes(indicator, series)
    own = [row for row in series if row.place == place]
    order = {name: index for index, name in enumerate(comparisons)}
    others = sorted({row.place for row in series} - {place}, key=lambda name: (order.get(name, len(order)), text.sort_key(name)))
    builder = _Builder(indicator, notes, shares(indicator, own))
    home = builder.table(own, place) if own else None
    apart = [row for row in series if row.place != place]
    simple = len({(row.group, row.kind, row.edition) for row in apart}) <= 1
    compared: list[Table] = []
    if simple and apart:
        compared = [builder.table(sorted(apart, key=lambda row: others.index(row.place)), _("Jämförelser"), by_place=True)]
    elif apart:
        compared = [builder.table([row for row in apart if row.place == name], name) for name in others]
    return SeriesView(home, tuple(compared), tuple(others), notes.all())


@dataclass
class _Notes:
    """Gives every different pair of comment and source a mark, in the order that the tables meet them."""

    indicator: Indicator
    series: Series
    _marks: dict[tuple[str, str], str] = field(default_factory=dict)

    def of(self, row: Observation) -> tuple[str, ...]:
        found = (row.comment, row.source)
        if found == ("", ""):
            return ()
        if found not in self._marks:
            everywhere = len(self.series) > 1 and all((other.comment, other.source) == found for other in self.series)
            self._marks[found] = "" if everywhere else _letters(len(self._marks))
        return (self._marks[found],) if self._marks[found] else ()

    def all(self) -> tuple[Note, ...]:
        sources = {source.id: source for source in self.indicator.more_sources}
        return tuple(Note(mark, comment, sources.get(source)) for (comment, source), mark in self._marks.items())


def _letters(n: int) -> str:
    """0 -> a, 25 -> z, 26 -> aa."""
    return (_letters(n // 26 - 1) if n >= 26 else "") + chr(ord("a") + n % 26)


@dataclass(frozen=True)
class _Builder:
    indicator: Indicator
    notes: _Notes
    shares: Mapping[tuple[str, ...], Fraction]

    def table(self, rows: Sequence[Observation], caption: str, *, by_place: bool = False) -> Table:
        """``rows`` of one place (or, ``by_place``, of one group in many places) as a table, the newest period first."""
        periods = sorted({row.period for row in rows}, key=lambda period: period.sort_key, reverse=True)
        columns = self._columns(rows)
        headings = tuple(self._heading(column, columns, by_place=by_place) for column in columns)
        cells = {(row.period, _column(row)): self._cell(row) for row in _in_reading_order(rows, periods)}
        if len(columns) > COLUMNS_MAX and len(columns) > len(periods):
            lines = tuple(
                (heading, tuple(cells.get((period, column)) for period in periods))
                for column, heading in zip(columns, headings, strict=True)
            )
            return Table(caption, _("Grupp"), tuple(text.period(period) for period in periods), lines)
        lines = tuple((text.period(period), tuple(cells.get((period, column)) for column in columns)) for period in periods)
        return Table(caption, _("Period"), headings, lines)

    def _columns(self, rows: Sequence[Observation]) -> list[_Column]:
        groups = list(dict.fromkeys([*self.indicator.groups, *(row.group for row in rows)]))
        kinds, places = list(ValueKind), list(dict.fromkeys(row.place for row in rows))
        found = {_column(row) for row in rows}
        return sorted(found, key=lambda c: (places.index(c[0]), groups.index(c[1]), kinds.index(ValueKind(c[2])), c[3]))

    def _heading(self, column: _Column, columns: Sequence[_Column], *, by_place: bool) -> str:
        place, group, kind, edition = column
        parts = [place] if by_place else []
        if group != TOTAL or (len({c[1] for c in columns}) > 1):
            parts.append(group)
        if kind != ValueKind.OUTCOME.value:
            parts.append(kind)
        if edition:
            parts.append(_("utgåva %(name)s") % {"name": edition})
        elif any(c[3] for c in columns):
            parts.append(_("utan utgåva"))
        return text.capital(", ".join(parts)) or _("Värde")

    def _cell(self, row: Observation) -> TableCell:
        share = self.shares.get(row.key)
        told = "" if share is None else _percent(share)
        return TableCell(
            text.figure(row),
            _(_REMARKS[row.state]) if row.state in _REMARKS else "",
            self.notes.of(row),
            row.value is not None,
            told,
            round((share or 0) * 100),
        )


def shares(indicator: Indicator, rows: Sequence[Observation]) -> dict[tuple[str, ...], Fraction]:
    """How much of its whole each part is, by the row's key: of the total where there is one, else of what all parts make.

    Parts of a period of which some are missing or below zero have no shares, and figures in percent are shares already.
    """
    if not indicator.parts or indicator.unit.partition(" ")[0] in ("procent", "%"):
        return {}
    periods: dict[tuple[str, ...], dict[str, Observation]] = {}
    for row in rows:
        periods.setdefault((row.period.text, row.kind, row.edition), {})[row.group] = row
    found: dict[tuple[str, ...], Fraction] = {}
    for by_group in periods.values():
        parts = {part: Fraction(own.value) for part in indicator.parts if (own := by_group.get(part)) and own.value is not None}
        total = by_group.get(TOTAL)
        whole = Fraction(total.value) if total and total.value is not None else sum(parts.values(), Fraction(0))
        if len(parts) == len(indicator.parts) and min(parts.values()) >= 0 and whole > 0:
            found |= {by_group[part].key: value / whole for part, value in parts.items() if value}
    return found


def _percent(share: Fraction) -> str:
    """``34 %``: whole percent, and in words what rounds to none."""
    whole = int(share * 100 + Fraction(1, 2))
    return f"{whole}\u00a0%" if whole else _("under 1\u00a0%")


def _column(row: Observation) -> _Column:
    return (row.place, row.group, row.kind.value, row.edition)


def _in_reading_order(rows: Sequence[Observation], periods: Sequence[object]) -> list[Observation]:
    """Rows as the table is read, so that its first note is called a."""
    order = {period: number for number, period in enumerate(periods)}
    return sorted(rows, key=lambda row: order[row.period])
