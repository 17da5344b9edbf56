"""What is published before something that it cannot do without."""

from __future__ import annotations

from typing import TYPE_CHECKING

from site_tools import text
from site_tools.memory import each
from site_tools.messages import links as say
from site_tools.model.portal import Ref
from site_tools.model.public import NEVER, opens, without

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from datetime import date

    from site_tools.link.fields import Marks
    from site_tools.model.portal import Source
    from site_tools.model.records import Record
    from site_tools.problems import Problem


def waiting_problems(records: Mapping[Ref, Record], marks: Collection[Marks], sources: Mapping[str, Source]) -> Iterator[Problem]:
    """A record may refer to one that opens later, and then lacks that link until it does; but not where the link is required."""
    if not any(each(_waits, records.values())):
        return
    days = {ref: opens(record, records) for ref, record in records.items()}
    for (ref, record), own in zip(records.items(), marks, strict=True):
        named = [(path, Ref(kind, name)) for path, kind, name in own.references]
        late = [(path, other) for path, other in named if days.get(other, days[ref]) > days[ref]]
        if not late or without(record, {other for _, other in late}) is not None:
            continue
        # The one that it falls with; where several share the blame, the first.
        path, other = next(((path, other) for path, other in late if without(record, {other}) is None), late[0])
        place = sources[record.path].place_of(path)
        said = say.OPENS_LATER(id=other.id, when=_when(days[other]))
        yield said.at(record.path, place, ".".join(map(str, path)))


def _waits(record: Record) -> bool:
    return opens(record, {}) > NEVER.min


def _when(day: date) -> str:
    return "är ett utkast" if day == NEVER else f"publiceras tidigast {text.day(day)}"
