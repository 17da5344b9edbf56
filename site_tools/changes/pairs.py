"""Which record of the older edition is which of the newer: by kind and id, by the former address that it leads on from, or by name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from site_tools import urls
from site_tools.changes.shape import Thing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from site_tools.model.portal import Portal, Ref
    from site_tools.model.records import Record


@dataclass(frozen=True)
class Pairs:
    """The two portals and what belongs together in them: ``moved`` leads from an old ref to its new one where they differ."""

    before: Portal
    after: Portal
    both: tuple[tuple[Record, Record], ...]
    new: tuple[Record, ...]
    gone: tuple[Record, ...]
    moved: Mapping[Ref, Ref]


def pair(before: Portal, after: Portal) -> Pairs:
    """Every record of both portals is in one pair, or new, or gone."""
    left = {ref: record for ref, record in before.records.items() if ref not in after.records}
    came = {ref: record for ref, record in after.records.items() if ref not in before.records}
    moved: dict[Ref, Ref] = {}
    by_address = {urls.address(record): ref for ref, record in left.items()}
    for ref, record in came.items():
        old = next((by_address[a] for a in record.old_addresses if a in by_address and by_address[a].kind is ref.kind), None)
        if old and old not in moved:
            moved[old] = ref
    for old, record in left.items():
        same = [r for r, other in came.items() if r.kind is old.kind and squeezed(other.name) == squeezed(record.name)]
        if old not in moved and len(same) == 1 and same[0] not in moved.values():
            moved[old] = same[0]
    taken = set(moved.values())
    both = [(record, after.records[moved.get(ref, ref)]) for ref, record in before.records.items() if ref not in left or ref in moved]
    return Pairs(
        before,
        after,
        tuple(both),
        tuple(record for ref, record in came.items() if ref not in taken),
        tuple(record for ref, record in left.items() if ref not in moved),
        moved,
    )


def thing_of(record: Record, *, gone: bool = False) -> Thing:
    """A record as changes name it."""
    return Thing(record.kind.value, record.id, record.name, "" if gone else urls.address(record))


def squeezed(words: str) -> str:
    """A text without the line breaks and spaces that a reader never sees; a space that holds words together is seen."""
    return re.sub(r"[ \t\r\n]+", " ", words).strip()
