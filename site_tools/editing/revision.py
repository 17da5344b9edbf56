"""The record of a changed figure, put into an indicator's file without touching the rest of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import yaml

from site_tools.editing.layout import index_of
from site_tools.editing.scaffold import scalar

if TYPE_CHECKING:
    from datetime import date

KEY = "revideringar"


class Change(NamedTuple):
    """A figure that is changed, or taken away (``after`` is empty). The group is empty for the total, the place for the portal's own."""

    period: str
    group: str
    place: str
    before: str
    after: str
    day: date
    reason: str


def recorded(text: str, change: Change) -> str:
    """The YAML ``text`` of an indicator with the change under ``revideringar``; every other line is as it was.

    A figure that is changed again on the same day has one record, from what it was in the morning to what it is now.
    """
    newline = "\r\n" if "\r\n" in text else "\n"
    root = yaml.compose(text, Loader=yaml.CSafeLoader)
    listed = _child(root, KEY)
    if isinstance(listed, yaml.SequenceNode):
        for item in listed.value:
            if _says(item, change):
                return _again(text, item, change)
    keys = _keys(change)
    if isinstance(listed, yaml.SequenceNode) and listed.flow_style:
        flow = "{" + ", ".join(f"{key}: {scalar(value, flow=True)}" for key, value in keys.items()) + "}"
        at = index_of(text, listed.value[-1].end_mark) if listed.value else index_of(text, listed.end_mark) - 1
        return text[:at] + (", " if listed.value else "") + flow + text[at:]
    dash = "  "
    at = len(text)
    if isinstance(listed, yaml.SequenceNode):
        dash = " " * listed.start_mark.column
        # A block ends where the next key begins; blank lines and comments before that belong to what follows.
        at = index_of(text, listed.value[-1].end_mark)
        at = len(text[:at].rstrip())
    lines = [f"{dash}{'- ' if number == 0 else '  '}{key}: {scalar(value)}" for number, (key, value) in enumerate(keys.items())]
    if isinstance(listed, yaml.SequenceNode):
        return text[:at] + newline + newline.join(lines) + text[at:]
    return text.rstrip() + newline + newline.join((f"{KEY}:", *lines)) + newline


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


def _says(item: yaml.Node, change: Change) -> bool:
    """Whether a record is of the same figure on the same day."""
    said = {key: getattr(_child(item, key), "value", "") for key in ("period", "grupp", "plats", "datum")}
    about = (said["period"], said["grupp"] or "totalt", said["plats"], said["datum"])
    return about == (change.period, change.group or "totalt", change.place, change.day.isoformat())


def _again(text: str, item: yaml.Node, change: Change) -> str:
    """The record with a new end and a new reason."""
    new = {key: value for key, value in (("till", change.after), ("orsak", change.reason)) if value}
    spans = [(index_of(text, node.start_mark), index_of(text, node.end_mark), new[key]) for key in new if (node := _child(item, key))]
    for start, end, value in sorted(spans, reverse=True):
        text = text[:start] + scalar(value, flow=True) + text[end:]
    return text


def _child(node: yaml.Node | None, key: str) -> yaml.Node | None:
    if not isinstance(node, yaml.MappingNode):
        return None
    return next((value for name, value in node.value if name.value == key), None)
