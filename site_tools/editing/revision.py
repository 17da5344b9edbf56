"""The record of a changed figure, put into an indicator's file without touching the rest of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import yaml

from site_tools.editing.layout import index_of
from site_tools.editing.scaffold import scalar

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

KEY = "revideringar"


_About = tuple[str, str, str, str]
"""Period, group, place and day: what a record is known by."""


class Change(NamedTuple):
    """A figure that is changed, or taken away (``after`` is empty). The group is empty for the total, the place for the portal's own."""

    period: str
    group: str
    place: str
    before: str
    after: str
    day: date
    reason: str


def recorded(text: str, changes: Iterable[Change]) -> str:
    """The YAML ``text`` of an indicator with the changes under ``revideringar``; every other line is as it was.

    A figure that is changed again on the same day has one record, from what it was in the morning to what it is now.
    """
    root = yaml.compose(text, Loader=yaml.CSafeLoader)
    listed = _child(root, KEY)
    there = {_said(item): item for item in listed.value} if isinstance(listed, yaml.SequenceNode) else {}
    added: dict[_About, Change] = {}
    edits: list[tuple[int, int, str]] = []
    for change in changes:
        about = _about(change)
        if about in there:
            edits += _again(text, there[about], change)
        else:
            added[about] = _joined(added[about], change) if about in added else change
    if added:
        edits.append(_added(text, listed, [_keys(change) for change in added.values()]))
    for start, end, written in sorted(edits, reverse=True):
        text = text[:start] + written + text[end:]
    return text


def _added(text: str, listed: yaml.Node | None, records: Sequence[dict[str, str]]) -> tuple[int, int, str]:
    """Where new records go, to where, and what is written there."""
    newline = "\r\n" if "\r\n" in text else "\n"
    if isinstance(listed, yaml.SequenceNode) and listed.flow_style:
        flow = ["{" + ", ".join(f"{key}: {scalar(value, flow=True)}" for key, value in keys.items()) + "}" for keys in records]
        at = index_of(text, listed.value[-1].end_mark) if listed.value else index_of(text, listed.end_mark) - 1
        return at, at, (", " if listed.value else "") + ", ".join(flow)
    dash = " " * listed.start_mark.column if isinstance(listed, yaml.SequenceNode) else "  "
    lines = [
        f"{dash}{'- ' if number == 0 else '  '}{key}: {scalar(value)}"
        for keys in records
        for number, (key, value) in enumerate(keys.items())
    ]
    if isinstance(listed, yaml.SequenceNode):
        # A block ends where the next key begins; blank lines and comments before that belong to what follows.
        at = len(text[: index_of(text, listed.value[-1].end_mark)].rstrip())
        return at, at, newline + newline.join(lines)
    return len(text.rstrip()), len(text), newline + newline.join((f"{KEY}:", *lines)) + newline


def _keys(change: Change) -> dict[str, str]:
    keys = {
        "period": change.period,
        "grupp": change.group,
        "plats": change.place,
        "från": change.before,
        "till": change.after,
        "datum": change.day.isoformat(),
        "orsak": change.reason,
    }
    return {key: value for key, value in keys.items() if value}


def _about(change: Change) -> _About:
    return change.period, change.group or "totalt", change.place, change.day.isoformat()


def _said(item: yaml.Node) -> _About:
    """Which figure a record is of, and on which day."""
    period, group, place, day = (str(getattr(_child(item, key), "value", "")) for key in ("period", "grupp", "plats", "datum"))
    return period, group or "totalt", place, day


def _joined(first: Change, again: Change) -> Change:
    """Two changes of one figure on the same day."""
    return again._replace(before=first.before, after=again.after or first.after)


def _again(text: str, item: yaml.Node, change: Change) -> list[tuple[int, int, str]]:
    """What is written where for a record to have a new end and a new reason."""
    new = {key: value for key, value in (("till", change.after), ("orsak", change.reason)) if value}
    spans = [(node, new[key]) for key in new if (node := _child(item, key))]
    return [(index_of(text, node.start_mark), index_of(text, node.end_mark), scalar(value, flow=True)) for node, value in spans]


def _child(node: yaml.Node | None, key: str) -> yaml.Node | None:
    if not isinstance(node, yaml.MappingNode):
        return None
    return next((value for name, value in node.value if name.value == key), None)
