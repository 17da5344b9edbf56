"""Data files: each series and each table of money as CSV for a spreadsheet and as JSON with all that is known of it. The digits are the
content's."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import partial
from json.encoder import encode_basestring
from typing import TYPE_CHECKING, NamedTuple

from site_tools import urls
from site_tools.datasets import cells, datasets
from site_tools.export.catalogue import catalogue
from site_tools.making import Walk, page, pages, together
from site_tools.markdown import to_line, unmarked
from site_tools.model.dialect import COLUMNS, EXCEL, STANDARD
from site_tools.model.fields import Marked
from site_tools.model.portal import Output
from site_tools.model.shape import fields_of
from site_tools.model.steering import Finance
from site_tools.model.values import Period
from site_tools.renew import in_use

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pydantic import BaseModel

    from site_tools.datasets import Dataset, Value
    from site_tools.model.dialect import Dialect
    from site_tools.model.portal import Derived, Portal
    from site_tools.model.records import Indicator, Record
    from site_tools.model.shape import FieldShape

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def data_files(portal: Portal, derived: Derived, site_url: str) -> Iterator[Output]:
    """The data files of each indicator and of each table of money, beside its page, and the tables of the whole portal."""
    yield Output(urls.output_path(urls.CATALOGUE), (_json(catalogue(portal, derived, site_url)) + "\n").encode())
    if renewal := in_use():
        portal, derived = renewal.reader.shown(portal, derived)
    desk = _Desk(portal, site_url, {table.name: table for table in datasets(portal, derived, site_url)})
    yield from together(Walk(partial(_of_all, desk)))


def _of_all(desk: _Desk) -> Iterator[Output]:
    for indicator in desk.portal.indicators:
        yield from _of_indicator(desk, indicator)
    for money in desk.portal.every(Finance):
        yield from _of_money(desk, money)
    for name in desk.tables:
        yield _table(desk, name)


class _Desk(NamedTuple):
    """What data files are made of: each of them again when what it reads has changed."""

    portal: Portal
    site_url: str
    tables: dict[str, Dataset]


@pages
def _of_indicator(desk: _Desk, indicator: Indicator) -> Iterator[Output]:
    rows = [cells(row) for row in desk.portal.series.get(indicator.id, ())]
    yield from _both(indicator, COLUMNS, [row.values() for row in rows])
    found = {"serie": [{name: value for name, value in row.items() if value is not None} for row in rows]}
    yield _file(indicator, ".json", _json(_described(indicator, desk.site_url) | _fetched(desk.portal, indicator) | found) + "\n")


@pages
def _of_money(desk: _Desk, money: Finance) -> Iterator[Output]:
    if money.rows:
        columns, rows = _amounts(money)
        yield from _both(money, columns, list(rows))
    if money.applications:
        yield from _both(money, _APPLICATION, list(_applications(money)), urls.APPLICATIONS_FILE if money.rows else "")
    yield _file(money, ".json", _json(_described(money, desk.site_url)) + "\n")


@page
def _table(desk: _Desk, name: str) -> Output:
    table = desk.tables[name]
    return Output(urls.output_path(urls.dataset(name)), _csv(table.columns, table.rows()).encode())


def _both(record: Record, columns: Iterable[str], rows: Sequence[Iterable[Value]], name: str = "") -> Iterator[Output]:
    """A table as others read it, and as Excel opens it on a Swedish computer."""
    yield _file(record, f"{name}.csv", _csv(columns, rows))
    yield _file(record, f"{name}{urls.EXCEL_FILE}", _csv(columns, rows, EXCEL))


def _file(record: Record, rest: str, said: str) -> Output:
    return Output(urls.output_path(urls.beside(record, rest)), said.encode())


def _amounts(money: Finance) -> tuple[list[str], Iterator[list[Value]]]:
    """The table as it stands on its page: a row for each post, a column for each of the source's, in words where the source is."""
    named = [column.name for column in money.columns]
    columns = [column.name if named.count(column.name) == 1 else f"{column.name} ({column.id})" for column in money.columns]

    def rows() -> Iterator[list[Value]]:
        for row in money.rows:
            amounts = {amount.column: amount.words or amount.value for amount in row.amounts}
            said = [amounts.get(column.id) for column in money.columns]
            yield [row.post, row.part_of, "ja" if row.total else None, *said, money.unit, row.note and to_line(row.note)]

    return ["post", "varav_till", "summa", *columns, "enhet", "anmärkning"], rows()


_APPLICATION = ("sökande", "projekt", "diarienummer", "sökt", "beviljat", "enhet", "beslut", "motivering", "anmärkning")


def _applications(money: Finance) -> Iterator[list[Value]]:
    for one in money.applications:
        yield [
            one.applicant,
            one.project,
            one.register_number,
            one.asked,
            one.granted,
            money.unit,
            one.decision,
            one.reason and to_line(one.reason),
            one.note and to_line(one.note),
        ]


def _csv(columns: Iterable[str], rows: Iterable[Iterable[Value]], dialect: Dialect = STANDARD) -> str:
    buffer = io.StringIO()
    buffer.write("\ufeff" * dialect.bom)
    writer = csv.writer(buffer, delimiter=dialect.separator, lineterminator="\r\n" if dialect.bom else "\n")
    writer.writerow([_cell(name, dialect) for name in columns])
    writer.writerows([_cell(value, dialect) for value in row] for row in rows)
    return buffer.getvalue()


def _cell(value: Value, dialect: Dialect) -> str:
    """Digits as in the content; a text that a spreadsheet would take for a formula gets a leading apostrophe."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        said = format(value, "f")
        return said if dialect.decimal == "." else said.replace(".", dialect.decimal)
    return f"'{value}" if value.startswith(_FORMULA) else value


def _described(record: Indicator | Finance, site_url: str) -> dict[str, object]:
    """A record under the keys that editors use."""
    return {"id": record.id, "sida": urls.absolute(urls.address(record), site_url), **_keys(record)}


def _fetched(portal: Portal, indicator: Indicator) -> dict[str, object]:
    """What the source answered, for figures that were fetched."""
    if (one := portal.fetched.get(indicator.id)) is None:
        return {}
    said = {"tjänst": one.service, "tabell": one.table, "titel": one.title, "adress": one.address}
    return {"hämtat": {**said, "hämtad": one.at, "licens": one.licence, "sha256": one.digest}}


def _keys(part: BaseModel) -> dict[str, object]:
    """A group of keys as the content writes it, without those that are empty and those of its own files and pages."""
    own = {"id", "path", "search_words", "old_addresses", "series_format", "draft", "publish_from"}
    found = {one.key: _words(getattr(part, one.name), one) for one in fields_of(type(part)) if one.name not in own}
    return {key: value for key, value in found.items() if value not in (None, ())}


def _words(value: object, field: FieldShape) -> object:
    """A line without marks of language, which belong to pages; anything else as it is."""
    return unmarked(value) if isinstance(value, str) and isinstance(field.mark, Marked) else value


def _json(value: object, indent: str = "") -> str:
    """JSON that keeps the digits of decimals: ``12.50`` stays ``12.50``."""
    if isinstance(value, str):
        return encode_basestring(value)
    inner = indent + "  "
    if isinstance(value, dict):
        lines = [f"{inner}{encode_basestring(key)}: {_json(item, inner)}" for key, item in value.items()]
        return "{\n" + ",\n".join(lines) + f"\n{indent}}}" if lines else "{}"
    if isinstance(value, list | tuple):
        lines = [inner + _json(item, inner) for item in value]
        return "[\n" + ",\n".join(lines) + f"\n{indent}]" if lines else "[]"
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, Period):
        value = value.text
    elif isinstance(value, date):
        value = value.isoformat()
    elif isinstance(value, Enum):
        value = value.value
    elif value is not None and not isinstance(value, str | bool | int):
        return _json(_keys(value), indent)  # type: ignore[arg-type]  # what is left in a record is a group of keys
    return json.dumps(value, ensure_ascii=False)
