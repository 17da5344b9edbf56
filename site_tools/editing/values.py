"""A value into a series: a new row at its place, or a row revised, with the reason kept where the old figure was public."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from site_tools.editing.files import change_files
from site_tools.editing.revision import KEY, Change, recorded
from site_tools.editing.table import Table
from site_tools.messages.published import FIGURE_CHANGED, FIGURE_GONE
from site_tools.model.dialect import DIALECTS
from site_tools.model.parts import Kind
from site_tools.model.portal import UNFINISHED, Ref
from site_tools.model.public import opens
from site_tools.model.records import Indicator
from site_tools.model.released import Figure, is_held
from site_tools.model.values import WITHOUT_VALUE, Period, Precision, ValueKind, parse_number, parse_period
from site_tools.pipeline import Checked, ContentError, at_most, check_all, released
from site_tools.problems import UserError, did_you_mean
from site_tools.release import figures_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from site_tools.model.dialect import Dialect
    from site_tools.model.released import Released, RowKey
    from site_tools.problems import Message


_FINAL = "slutlig"
"""What an editor writes for the state that a series leaves empty."""


@dataclass(frozen=True)
class Entry:
    """What an editor enters: the indicator's id, the period, the row's other cells by column (None where nothing was said) and a reason."""

    indicator: str
    period: str
    cells: Mapping[str, str | None] = field(default_factory=dict)
    reason: str = ""


class Done(NamedTuple):
    """What came of it: sentences for the editor."""

    said: tuple[str, ...]


def enter(content: Path, entry: Entry, today: date) -> Done:
    """Write a value into the series of an indicator.

    Raises UserError for what cannot be understood or needs a reason, ContentError when the content would get a new fault; the files are
    then as they were.
    """
    before = check_all(content, today=today)
    indicator = indicator_of(content, before, entry.indicator)
    assert before.portal is not None  # noqa: S101 - indicator_of found one in it
    home = before.portal.site.place
    period, cells, notes = _understood(entry)
    if not cells.get("grupp") and indicator.groups and "totalt" not in indicator.groups:
        raise UserError(f"säg vilken grupp talet gäller: {' eller '.join(f'--grupp {_quoted(group)}' for group in indicator.groups)}")
    file = content / series_path(indicator)
    refuse_broken(before, series_path(indicator))
    table = table_of(file, DIALECTS[indicator.series_format])
    keys = [row_key(row, home) for row in table.rows()]
    key = row_key({"period": period.text, **{column: text or "" for column, text in cells.items()}}, home)
    old = table.rows()[keys.index(key)] if key in keys else {}
    seen = ""
    if opens(indicator, before.portal.records) <= today:
        seen = seen_number(indicator, key, old, released(content), home)
    if key in keys:
        said = _revise(table, keys.index(key), cells, entry, seen)
    else:
        said = _add(table, home, {"period": period.text, **cells}, indicator.groups)
    new = next(row for row in table.rows() if row_key(row, home) == key)
    now = "" if new.get("precision") == Precision.WORDS else new["värde"]
    files: dict[str, str] = {}
    if seen and differ(seen, now):
        if not entry.reason:
            raise UserError(f'{entry.period} har redan ett publicerat värde, {seen}; säg varför det ändras med --orsak "…"')
        place = "" if key[2] == home else key[2]
        change = Change(period.text, "" if key[1] == "totalt" else key[1], place, seen, now, today, entry.reason)
        files[indicator.path] = recorded(text_of(content / indicator.path), [change])
        notes.append(f"{content / indicator.path}: skrev ändringen under {KEY}")
    files[series_path(indicator)] = table.text()
    change_files(content, files, before, today=today)
    return Done((f"{file}:{said}", *notes))


def seen_number(indicator: Indicator, key: tuple[str, ...], old: Mapping[str, str], record: Released | None, home: str) -> str:
    """The number that readers have seen of a row, or were last told that it became; empty when its change needs no telling.

    The record of the last release knows; without one, whatever stands in the series is taken for published.
    """
    row: RowKey = (key[0], key[1], key[2], key[3], key[4])
    if record:
        then = record.place if key[2] == home else key[2]
        figure = figures_of(indicator, record).get((key[0], key[1], then, key[3], key[4]))
    else:
        figure = Figure(old.get("läge", ""), old.get("precision", ""), old.get("värde", ""))
    if figure is None or not is_held(row, figure):
        return ""
    told = sorted(
        (one for one in indicator.revisions if (one.period.text, one.group or "totalt", one.place or home) == row[:3]),
        key=lambda one: one.day,
    )
    led_on = any(one.before == Decimal(figure.value) for one in told)
    return format(told[-1].after, "f") if led_on and told[-1].after is not None else figure.value


def differ(before: str, after: str) -> bool:
    """Whether a number is another than before, or gone; 1.0 and 1.00 are the same."""
    return not after or Decimal(before) != Decimal(after)


def _quoted(word: str) -> str:
    return f'"{word}"' if " " in word else word


def text_of(file: Path) -> str:
    # newline="" keeps the file's own line ends.
    with file.open(encoding="utf-8", newline="") as lines:
        return lines.read()


def series_path(indicator: Indicator) -> str:
    return indicator.path.rsplit(".", 1)[0] + ".csv"


def indicator_of(content: Path, before: Checked, name: str) -> Indicator:
    found = before.portal.records.get(Ref(Kind.INDICATOR, name)) if before.portal else None
    if isinstance(found, Indicator):
        return found
    broken = tuple(p for p in before.problems if before.portal is None or p.path == f"indikatorer/{name}.yaml")
    if broken:
        raise ContentError(Checked(None, tuple(at_most(broken))))
    ids = [record.id for record in before.portal.indicators] if before.portal else []
    hint = did_you_mean(name, ids) or f"se filerna i {content / 'indikatorer'}"
    raise UserError(f'indikatorn "{name}" finns inte – {hint}')


def refuse_broken(before: Checked, path: str, *mended: Message) -> None:
    """Raises ContentError for a series with faults, but for what has changed in silence: that is what a command may be here to tell.

    ``mended`` are other faults that the command is here to mend.
    """
    told_here = {FIGURE_CHANGED.code, FIGURE_GONE.code, *(message.code for message in mended)}
    if broken := tuple(p for p in before.problems if p.path == path and p.severity == "fel" and p.code not in told_here):
        raise ContentError(Checked(None, tuple(at_most(broken))))


def table_of(file: Path, dialect: Dialect) -> Table:
    """A series as it stands, or one without rows."""
    return Table(text_of(file), dialect) if file.exists() else Table.empty(dialect)


def _understood(entry: Entry) -> tuple[Period, dict[str, str | None], list[str]]:
    """The period and the cells as a series writes them, and what was read in another way than it was typed."""
    cells, notes = dict(entry.cells), []
    try:
        period = parse_period(entry.period.strip())
        for column in ("värde", "värde_till"):
            said = cells.get(column)
            if said and not (column == "värde" and cells.get("precision") == Precision.WORDS):
                cells[column] = number = _number(said)
                notes += [f'"{said}" läses som {number}.'] if number != said.replace("\u2212", "-") else []
    except ValueError as error:
        raise UserError(str(error)) from None
    if cells.get("läge") == _FINAL:
        cells["läge"] = ""
    return period, cells, notes


def _number(said: str) -> str:
    """A number as Swedes type it, in the digits and with the decimal point of a series: ``−1 234,50`` is ``-1234.50``."""
    bare = re.sub(r"[\s\u00a0\u202f\u2009]", "", said).replace("\u2212", "-").replace(",", ".")
    try:
        parse_number(bare)
    except ValueError:
        parse_number(said)  # its advice quotes what was typed
    return bare


def defaults(home: str) -> dict[str, str]:
    """What a cell that says nothing means."""
    return {"grupp": "totalt", "plats": home, "slag": ValueKind.OUTCOME.value, "utgåva": ""}


def row_key(row: Mapping[str, str], home: str) -> tuple[str, ...]:
    return (row.get("period", ""), *(row.get(column) or default for column, default in defaults(home).items()))


def _revise(table: Table, index: int, cells: Mapping[str, str | None], entry: Entry, seen: str) -> str:
    """Change a row. What was not said stays as it was, but for what the new value contradicts."""
    row = table.rows()[index]
    changes = {column: text for column, text in cells.items() if text is not None and column not in defaults("")}
    missing = changes.get("läge") in set(WITHOUT_VALUE)
    if missing:
        changes |= {"värde": "", "värde_till": ""}
    elif "värde" in changes and "läge" not in changes and row.get("läge") in set(WITHOUT_VALUE):
        changes["läge"] = ""
    if "värde" in changes and "kommentar" not in changes and UNFINISHED in row.get("kommentar", ""):
        changes["kommentar"] = ""
    changes = {column: text for column, text in changes.items() if row.get(column, "") != text}
    if not changes and not (entry.reason and seen and row.get("värde") != seen):
        raise UserError(f"raden säger redan det ({entry.period})")
    old, new = row.get("värde", ""), changes.get("värde", row.get("värde", ""))
    table.change(index, changes)
    what = (
        f"ändrade {entry.period} från {old} till {new or changes.get('läge')}" if old and old != new else f"ändrade {entry.period}: {new}"
    )
    return f"{table.line(index)}: {what}"


def _add(table: Table, home: str, cells: Mapping[str, str | None], groups: Sequence[str]) -> str:
    """A new row. A cell that says what goes without saying is written as the file's other rows write it."""
    if not cells.get("värde") and cells.get("läge") not in set(WITHOUT_VALUE):
        raise UserError(f"ange ett värde, eller --läge {', '.join(sorted(WITHOUT_VALUE))}")
    new = {column: text for column, text in cells.items() if text}
    keys, key = [row_key(row, home) for row in table.rows()], row_key(new, home)
    for position, (column, default) in enumerate(defaults(home).items(), 1):
        alike = [row.get(column, "") for row, other in zip(table.rows(), keys, strict=True) if other[position] == default]
        if key[position] == default:
            new[column] = max(alike, key=alike.count, default="")
    index = place_for(keys, key, groups)
    table.insert(index, new)
    return f"{table.line(index)}: lade till {key[0]}: {new.get('värde') or new['läge']}"


def place_for(keys: Sequence[tuple[str, ...]], key: tuple[str, ...], groups: Sequence[str]) -> int:
    """Before which row a new one goes: by time in the file's own direction, within a time as other times have it."""
    order = list(dict.fromkeys([*(k[1:] for k in keys), key[1:]]))
    if key[1:] not in {k[1:] for k in keys}:
        # A new group takes the place that the indicator gives it.
        order.sort(key=lambda one: groups.index(one[0]) if one[0] in groups else len(groups))
    times = [parse_period(k[0]).sort_key if k[0] else None for k in keys]
    known = [time for time in times if time is not None]
    here = parse_period(key[0]).sort_key
    if known == sorted(known):
        after = [
            time is not None and (time, order.index(k[1:])) > (here, order.index(key[1:])) for time, k in zip(times, keys, strict=True)
        ]
    elif known == sorted(known, reverse=True):
        after = [time is not None and (time < here or (time == here and order.index(k[1:]) > order.index(key[1:])))
                 for time, k in zip(times, keys, strict=True)]  # fmt: skip
    else:
        own = [number for number, k in enumerate(keys) if k[1:] == key[1:]]
        later = [number for number in own if (time := times[number]) is not None and time > here]
        return later[0] if later else own[-1] + 1 if own else len(keys)
    return after.index(True) if True in after else len(keys)
