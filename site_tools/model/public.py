"""What may be published on a day: the portal without drafts and without what is to wait, as if they had never been written.

A record opens on a day: at once, on its ``publiceras_tidigast``, or never while it is a draft. What refers to a record that has not
opened lacks that reference, and nothing else of it is left. A record that could not stand without the reference would have to go too;
the link stage makes that a fault of the content, so that a published page never vanishes because of a draft.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel

from site_tools.model.parts import Kind, Part, To
from site_tools.model.portal import Portal, Ref
from site_tools.model.records import FocusArea
from site_tools.model.shape import fields_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Set

    from site_tools.model.records import Record

P = TypeVar("P", bound=Part)
NEVER = date.max
"""The day on which a draft opens."""


def opens(record: Record, records: Mapping[Ref, Record]) -> date:
    """The day from which a record is public: ``date.min`` for what always is, ``NEVER`` for a draft. A fokusområde follows its program."""
    day = NEVER if record.draft else record.publish_from or date.min
    program = records.get(Ref(Kind.PROGRAM, record.program)) if isinstance(record, FocusArea) else None
    return max(day, opens(program, records)) if program else day


def waiting(portal: Portal, today: date) -> frozenset[Ref]:
    """The records that may not be seen yet."""
    return frozenset(ref for ref, record in portal.records.items() if opens(record, portal.records) > today)


def public(portal: Portal, today: date) -> Portal:
    """The portal as the public may see it on a day. The same portal when nothing waits."""
    hidden = waiting(portal, today)
    if not hidden:
        return portal
    kept = {ref: without(record, hidden) for ref, record in portal.records.items() if ref not in hidden}
    return Portal(
        portal.site,
        {ref: record for ref, record in kept.items() if record is not None},
        {name: series for name, series in portal.series.items() if Ref(Kind.INDICATOR, name) not in hidden},
        tuple(edge for edge in portal.edges if edge.source not in hidden and edge.target not in hidden),
        {name: snapshot for name, snapshot in portal.fetched.items() if Ref(Kind.INDICATOR, name) not in hidden},
    )


def without(part: P, hidden: Set[Ref]) -> P | None:
    """``part`` without its references to ``hidden``, and without the parts in it that cannot stand so; None when it cannot itself."""
    changes: dict[str, object] = {}
    for shape in fields_of(type(part)):
        value = getattr(part, shape.name)
        if value is None or not (shape.model or isinstance(shape.mark, To)):
            continue
        kept = _kept(value, shape.mark, hidden)
        if kept is value:
            continue
        if (kept is None or kept == ()) and type(part).model_fields[shape.name].is_required():
            return None
        changes[shape.name] = kept
    if not changes:
        return part
    found = part.model_copy(update=changes)
    return found if found.stands else None


def _kept(value: object, mark: object, hidden: Set[Ref]) -> object:
    """``value`` itself when nothing in it is hidden, else what is left of it."""
    if isinstance(value, tuple):
        kept = tuple(item for item in (_kept(item, mark, hidden) for item in value) if item is not None)
        return value if len(kept) == len(value) and all(a is b for a, b in zip(kept, value, strict=True)) else kept
    if isinstance(value, BaseModel):
        return without(value, hidden) if isinstance(value, Part) else value
    return None if isinstance(mark, To) and Ref(mark.kind, str(value)) in hidden else value
