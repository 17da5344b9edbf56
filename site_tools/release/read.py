"""The files of a release read again. Pure; whatever :mod:`site_tools.release.written` did not write is refused with its line."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from site_tools import urls
from site_tools.model.parts import Kind
from site_tools.model.released import Figure, Listed, RowKey, Was
from site_tools.model.values import Precision
from site_tools.release.written import ADDRESS_COLUMNS, FIGURE_COLUMNS, FORMAT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?|", re.ASCII)
_INDICATOR = re.compile(f"{urls.LISTS[Kind.INDICATOR]}([^/]+)/")
_WORDS = Precision.WORDS.value
_CONFLICT = re.compile(r"^(?:<<<<<<<|=======|>>>>>>>|\|\|\|\|\|\|\|)", re.MULTILINE)


class RecordError(Exception):
    """A file of a record that cannot be read: the line, and why (Swedish; empty where git left its marks of a conflict)."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line, self.reason = line, reason


def refuse_conflict(text: str) -> None:
    """Raises RecordError, without a reason, for a text that git has left two versions in."""
    if found := _CONFLICT.search(text):
        raise RecordError(text.count("\n", 0, found.start()) + 1, "")


def refuse_broken_json(text: str) -> None:
    """Raises RecordError for a text that is no JSON; what it says is asked by those who compare verdicts."""
    refuse_conflict(text)
    try:
        json.loads(text)
    except ValueError as error:
        raise RecordError(getattr(error, "lineno", 1), "den är inte hel") from None


def indicators(addresses: Iterable[str]) -> list[str]:
    """The ids of the indicators that have a page among the addresses: each has a file of figures."""
    return [found[1] for found in map(_INDICATOR.fullmatch, addresses) if found]


class Heading(NamedTuple):
    """What a record says of itself: its day, the portal's own place, and its checksum; none in the first version."""

    day: date
    place: str
    seal: str


def read_edition(text: str) -> Heading:
    """The first of the files. Raises RecordError."""
    refuse_conflict(text)
    try:
        said = dict(re.findall(r"^(\w+): (.+)$", text, re.MULTILINE))
        if int(said["publicerat"]) > FORMAT:
            raise RecordError(1, "den är skriven av en nyare version av programmet")
        place = str(json.loads(said["plats"]))
        return Heading(date.fromisoformat(said["dag"]), place, said["summa"] if int(said["publicerat"]) > 1 else "")
    except (KeyError, ValueError):
        raise RecordError(1, "dag, plats, summa eller version saknas eller är felskriven") from None


def read_addresses(text: str) -> dict[str, Listed]:
    """Every published address. Raises RecordError."""
    found: dict[str, Listed] = {}
    for line, (address, what, to) in _rows(text, ADDRESS_COLUMNS):
        if address in found or what not in set(Was) or not address.startswith("/"):
            raise RecordError(line, "raden är ingen adress, eller står två gånger")
        found[address] = Listed(Was(what), to)
    return found


def read_figures(text: str) -> dict[RowKey, Figure]:
    """Every published row of an indicator. Raises RecordError."""
    found: dict[RowKey, Figure] = {}
    for line, (period, group, place, kind, edition, state, precision, value, value_to) in _rows(text, FIGURE_COLUMNS):
        key = (period, group, place, kind, edition)
        if key in found or not _NUMBER.fullmatch(value_to) or not (precision == _WORDS or _NUMBER.fullmatch(value)):
            raise RecordError(line, "raden är inget tal, eller står två gånger")
        found[key] = Figure(state, precision, value, value_to)
    return found


def _rows(text: str, columns: tuple[str, ...]) -> Iterator[tuple[int, list[str]]]:
    """(line, cells) of every row below the header, each as wide as the header."""
    refuse_conflict(text)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        if tuple(next(reader, ())) != columns or not text.endswith("\n"):
            raise RecordError(1, "filen är avkortad, eller har andra kolumner")
        for cells in reader:
            if len(cells) != len(columns):
                raise RecordError(reader.line_num, f"raden har {len(cells)} celler av {len(columns)}")
            yield reader.line_num, cells
    except csv.Error:
        raise RecordError(reader.line_num, "ett citattecken saknar sitt par") from None
