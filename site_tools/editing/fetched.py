"""Fetched figures put into a series: new ones at their place, changed ones told of, and everything else as it stands in the file."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from site_tools.editing.revision import Change
from site_tools.editing.values import defaults, differ, place_for, row_key, seen_number
from site_tools.model.portal import UNFINISHED
from site_tools.model.released import Figure, is_held
from site_tools.model.values import Precision, ValueState

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from site_tools.editing.table import Table
    from site_tools.model.fetch import Point, Snapshot
    from site_tools.model.records import Indicator
    from site_tools.model.released import Released

WHY = f"{UNFINISHED}: varför källan har ändrat talet"


@dataclass
class Merged:
    """What came of it: sentences for the editor, and the changes that readers are to be told of."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)


@dataclass(frozen=True)
class Merging:
    """A series under change. ``seen`` says whether readers see the indicator, ``record`` what they saw of it at the last release."""

    table: Table
    indicator: Indicator
    home: str
    record: Released | None
    seen: bool
    today: date
    reason: str

    def merge(self, points: Mapping[tuple[str, str, str], Point]) -> Merged:
        """Put every figure into the series."""
        rows = self.table.rows()
        keys, said = [row_key(row, self.home) for row in rows], Merged()
        usual = self._usual(rows, keys)
        new: list[tuple[tuple[str, ...], Point]] = []
        for point in sorted(points.values()):
            key = row_key({"period": point.period, "grupp": point.group, "plats": point.place}, self.home)
            if key in keys:
                self._change(keys.index(key), rows[keys.index(key)], key, point, said)
            elif not self._corrected(key, point, None):
                new.append((key, point))
        for key, point in new:
            index = place_for(keys, key, self.indicator.groups)
            keys.insert(index, key)
            words = dict(zip(defaults(self.home), key[1:], strict=True))
            cells = {column: usual[column] if word == defaults(self.home)[column] else word for column, word in words.items()}
            self.table.insert(index, {"period": point.period, **cells, "värde": point.value, "läge": point.state})
            said.added.append(f"{_which(key, self.home)}: {point.value or point.state}")
        return said

    def _usual(self, rows: list[dict[str, str]], keys: list[tuple[str, ...]]) -> dict[str, str]:
        """How the file writes what goes without saying: ``totalt``, or nothing."""
        found = {}
        for position, (column, default) in enumerate(defaults(self.home).items(), 1):
            alike = [row.get(column, "") for row, key in zip(rows, keys, strict=True) if key[position] == default]
            found[column] = max(set(alike), key=lambda word: (alike.count(word), word), default="")
        return found

    def _change(self, index: int, row: Mapping[str, str], key: tuple[str, ...], point: Point, said: Merged) -> None:
        old, which = row.get("värde", ""), _which(key, self.home)
        state = row.get("läge", "")
        exact = row.get("precision", "") in ("", Precision.EXACT)
        if row.get("källa"):
            said.kept.append(f"{which} står med en annan källa i serien och lämnas")
            return
        if old == point.value and exact and state in (point.state, *([ValueState.REVISED] * (not point.state))):
            return
        if exact and old and self._corrected(key, point, Decimal(old)):
            said.kept.append(f"{which} är rättat för hand ({old}, källan säger {point.value}) och lämnas")
            return
        self.table.change(index, {"värde": point.value, "värde_till": "", "precision": "", "läge": point.state})
        before = self._told_before(key, row)
        if old != point.value or state != point.state:
            said.changed.append(
                f"{which}: {old or state} blir {point.value or point.state}" + (f" ({point.state})" if point.value and point.state else "")
            )
        if before and differ(before, point.value):
            group, place = "" if key[1] == "totalt" else key[1], "" if key[2] == self.home else key[2]
            said.changes.append(Change(key[0], group, place, before, point.value, self.today, self.reason or WHY))

    def _told_before(self, key: tuple[str, ...], row: Mapping[str, str]) -> str:
        """The number that readers have seen, else the final one that stood in the series; empty when a change needs no telling."""
        if not self.seen:
            return ""
        figure = Figure(row.get("läge", ""), row.get("precision", ""), row.get("värde", ""))
        standing = figure.value if is_held((key[0], key[1], key[2], key[3], key[4]), figure) else ""
        return seen_number(self.indicator, key, row, self.record, self.home) or standing

    def _corrected(self, key: tuple[str, ...], point: Point, now: Decimal | None) -> bool:
        """Whether a revision says that the source's number is wrong, and what is right."""
        return bool(point.value) and any(
            (one.period.text, one.group or "totalt", one.place or self.home) == key[:3]
            and one.before == Decimal(point.value)
            and one.after == now
            for one in self.indicator.revisions
        )


def gone(before: Snapshot | None, points: Mapping[tuple[str, str, str], Point]) -> list[str]:
    """The figures that the source had the last time, and has no longer."""
    lost = [key for key in (before.points if before else ()) if key not in points]
    return [f"{', '.join(filter(None, key))} finns inte längre hos källan; raden står kvar" for key in sorted(lost)]


def _which(key: tuple[str, ...], home: str) -> str:
    return ", ".join((key[0], *([key[1]] if key[1] != "totalt" else []), *([key[2]] if key[2] != home else [])))
