"""The file of a snapshot: canonical JSON with the source's answers as they came, what was made of them, and a checksum over it all."""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING, Any

from site_tools import exact
from site_tools.beside import FETCHED
from site_tools.memory import remembered
from site_tools.model.fetch import Point, Snapshot
from site_tools.model.fields import is_web_address

if TYPE_CHECKING:
    from collections.abc import Iterable

FORMAT = "1"
_KEYS = frozenset({"adress", "format", "hämtad", "licens", "sha256", "svar", "tabell", "tal", "titel", "tjänst"})
_TEXTS = ("tjänst", "tabell", "titel", "adress", "hämtad", "licens", "sha256")
_POINT = ("grupp", "läge", "period", "plats", "värde")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d", re.ASCII)
_DIGEST = re.compile(r'^ "sha256": "([0-9a-f]{64})",\n', re.MULTILINE)
_DIGITS = re.compile(r"-?\d+(?:\.\d+)?|", re.ASCII)


class SnapshotError(Exception):
    """A snapshot that cannot be read, or is not what was written: why (Swedish)."""


def path_of(indicator: str) -> str:
    """The path of an indicator's snapshot, from the content folder."""
    return f"../{FETCHED}/{indicator}.json"


def written(said: Snapshot, answers: Iterable[tuple[str, Any]]) -> str:
    """The file of what was fetched; the digest of ``said`` is not asked for but computed. ``answers`` are (address, tree) pairs.

    The same answers, figures and time give the same bytes. Raises ValueError for a tree that cannot be written down.
    """
    tree = {
        "adress": said.address,
        "format": FORMAT,
        "hämtad": said.at,
        "licens": said.licence,
        "svar": [{"adress": address, "svar": answer} for address, answer in answers],
        "tabell": said.table,
        "tal": [dict(zip(_POINT, _cells(said.points[key]), strict=True)) for key in sorted(said.points)],
        "titel": said.title,
        "tjänst": said.service,
    }
    text = exact.dump(tree | {"sha256": "0" * 64}) + "\n"
    return _DIGEST.sub(f' "sha256": "{_digest(text)}",\n', text, count=1)


def _cells(point: Point) -> tuple[str, ...]:
    return (point.group, point.state, point.period, point.place, point.value)


def _digest(text: str) -> str:
    """The SHA-256 of all lines of the file but that which says it."""
    return hashlib.sha256(_DIGEST.sub("", text, count=1).encode()).hexdigest()


@remembered
def read_snapshot(text: str) -> Snapshot:
    """What a file says. Raises SnapshotError unless its checksum is right for every sign of it."""
    try:
        tree = exact.parse(text)
        if not isinstance(tree, dict) or tree.keys() != _KEYS:
            raise SnapshotError("filen har inte de delar som den ska ha")
        if tree["format"] != FORMAT:
            raise SnapshotError("den är skriven av en annan version av programmet")
        if not (line := _DIGEST.search(text)) or line[1] != tree["sha256"] or line[1] != _digest(text):
            raise SnapshotError("kontrollsumman stämmer inte, något i filen har ändrats")
        return _snapshot(tree)
    except json.JSONDecodeError:
        raise SnapshotError("den är inte hel") from None
    except (ValueError, TypeError, KeyError):
        raise SnapshotError("filen har inte de delar som den ska ha") from None


def _snapshot(tree: dict[str, Any]) -> Snapshot:
    points: dict[tuple[str, str, str], Point] = {}
    for row in tree["tal"]:
        group, state, period, place, value = (row[name] for name in _POINT)
        point = Point(period, group, place, value, state)
        if (
            len(row) != len(_POINT)
            or not all(isinstance(cell, str) for cell in point)
            or not _DIGITS.fullmatch(value)
            or point.key in points
        ):
            raise ValueError(row)
        points[point.key] = point
    service, table, title, address, at, licence, digest = texts = [tree[name] for name in _TEXTS]
    if not all(isinstance(text, str) for text in texts) or not _TIME.fullmatch(at) or not is_web_address(address):
        raise ValueError(texts)
    return Snapshot(service, table, title, address, at, licence, digest, points)
