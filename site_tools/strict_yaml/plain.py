"""YAML in which nothing can be wrong, read for its values alone. What may hold a fault, or is odd, is left to the careful reading.

Nearly every file is plain, and most of the time of a careful reading goes to places that nobody asks for.
"""

from __future__ import annotations

import re
from sys import intern
from typing import TYPE_CHECKING, Any

import yaml

from site_tools.messages.hidden import plainly_visible
from site_tools.strict_yaml import DEPTH_MAX, LIST_MAX, NODES_MAX

if TYPE_CHECKING:
    from collections.abc import Callable

# The sign for a key, and comments that stand too near or may be a number. Each pattern begins with its sign, which is found fast.
_KEY_SIGN = re.compile(r"\?(?<![^\s\[\]{}\"',:-]\?)")
_COMMENT = re.compile(r"#(?:[^\s#]|(?<=[\]}\"'|>0-9+-]#))")
_HARD = "\u00a0"
"""A blank that YAML takes for a letter."""
_SHORT = 40
"""Letters of a text that many files are likely to share: keys, ids, choices, units."""
_NOTHING = frozenset({"", "~", "null"})
_ENDS = frozenset({yaml.MappingEndEvent, yaml.SequenceEndEvent})
_OUTSIDE = frozenset({yaml.StreamStartEvent, yaml.DocumentStartEvent, yaml.DocumentEndEvent, yaml.StreamEndEvent})


class _OddError(Exception):
    """Something that must be looked at with care."""


def read_plain(text: str, visible: bool = False) -> dict[str, object] | None:
    """The keys that :func:`site_tools.strict_yaml.read_yaml` reads without a fault; None where only it can tell. ``visible`` tells that
    nothing is hidden in the text, where that is known."""
    if (
        "\r" in text
        or _HARD in text
        or _KEY_SIGN.search(text)
        or _COMMENT.search(text)
        or not (visible or plainly_visible(text.encode("utf-8", "surrogatepass")))
    ):
        return None
    try:
        return _document(yaml.CSafeLoader(text).get_event)
    except (_OddError, yaml.YAMLError):
        return None


def _document(next_event: Callable[[], Any]) -> dict[str, object]:  # noqa: PLR0912 - a call for each event would take as long again
    """The one document of the events. Raises _OddError for whatever may not be as it seems."""
    document: list[Any] = []
    here: Any = document
    key: str | None = None
    around: list[Any] = []
    brackets: list[int] = []
    for number, event in enumerate(iter(next_event, None)):
        kind = type(event)
        if kind in _ENDS:
            if (brackets and brackets.pop() != event.end_mark.line) or len(here) > LIST_MAX:
                raise _OddError  # lines within brackets have rules for how they are indented
            here = around.pop()
            continue
        if kind in _OUTSIDE:
            if document and kind is yaml.DocumentStartEvent:
                raise _OddError
            continue
        if kind is yaml.AliasEvent or event.anchor or event.tag or number > NODES_MAX:
            raise _OddError
        is_key = key is None and type(here) is dict
        if kind is yaml.ScalarEvent:
            value: Any = _text(event) if event.style else event.value
            if len(value) <= _SHORT:
                value = intern(value)
            if is_key:
                if value in here or value == "<<":
                    raise _OddError
                key = value
                continue
            if value in _NOTHING and not event.style:
                value = None
        else:
            value = _group(event, is_key, len(around), brackets)
        if key is not None:
            here[key], key = value, None
        else:
            here.append(value)
        if kind is not yaml.ScalarEvent:
            around.append(here)
            here = value
    if len(document) != 1 or type(document[0]) is not dict:
        raise _OddError
    found: dict[str, object] = document[0]
    return found


def _text(event: Any) -> str:
    """A text within quotes on one line, or a block without blank lines at its top."""
    text = str(event.value)
    if event.style in "|>":
        if text[:1].isspace() or not text:
            raise _OddError
    elif event.start_mark.line != event.end_mark.line or (
        event.style == '"' and not plainly_visible(text.encode("utf-8", "surrogatepass"))
    ):
        raise _OddError
    return text


def _group(event: Any, is_key: bool, depth: int, brackets: list[int]) -> dict[str, object] | list[object]:
    """A new list or group of keys; one in brackets begins on a line that is noted."""
    if is_key or depth >= DEPTH_MAX:
        raise _OddError
    if event.flow_style:
        brackets.append(event.start_mark.line)
    return {} if type(event) is yaml.MappingStartEvent else []
