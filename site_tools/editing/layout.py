"""Keys of a YAML text, or of a Markdown file's front matter, given other names or places; every other sign of the text stays.

For the steps of ``build.py migrera``: each function is without effect where there is nothing to change, so that it may run twice.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

_FENCE = re.compile(r"^---[ \t]*\r?$", re.MULTILINE)
_BOM = "\ufeff"


def rename_key(text: str, path: tuple[str, ...], name: str) -> str:
    """The text with the key at ``path`` (``("målvärden", "sort")``; lists on the way are gone through) called ``name``."""
    start, head = _head(text)
    for key in sorted(_keys(_root(head), path), key=lambda key: key.start_mark.index, reverse=True):
        at, end = (index_of(head, mark) for mark in (key.start_mark, key.end_mark))
        head = head[:at] + name + head[end:]
    return _with_head(text, start, head)


def set_value(text: str, name: str, value: str) -> str:
    """The text with another plain value under a key of the top level."""
    start, head = _head(text)
    for key, node in _pairs(_root(head)):
        if _name(key) == name:
            head = head[: index_of(head, node.start_mark)] + value + head[index_of(head, node.end_mark) :]
            break
    return _with_head(text, start, head)


def set_within(text: str, group: str, name: str, value: str) -> str:
    """The text with ``value``, as YAML, under a key of a group of the top level; a key that is not there comes last in the group."""
    start, head = _head(text)
    node = next((node for key, node in _pairs(_root(head)) if _name(key) == group), None)
    pairs = _pairs(node) if node is not None else []
    if not pairs or node is None:
        return text
    there = next((old for key, old in pairs if _name(key) == name), None)
    if there is not None:
        first, last = index_of(head, there.start_mark), index_of(head, there.end_mark)
        # The span of a folded text goes on to the line below it.
        last = first + len(head[first:last].rstrip())
        head = head[:first] + value + head[last:]
    else:
        last = len(head[: index_of(head, pairs[-1][1].end_mark)].rstrip())
        if getattr(node, "flow_style", False):
            head = f"{head[:last]}, {name}: {value}{head[last:]}"
        else:
            newline = "\r\n" if "\r\n" in head else "\n"
            end = head.find(newline, last)
            end = end if end >= 0 else len(head)
            head = f"{head[:end]}{newline}{' ' * pairs[-1][0].start_mark.column}{name}: {value}{head[end:]}"
    return _with_head(text, start, head)


def move_key(text: str, name: str, group: str) -> str:
    """The text with a key of the top level, and the comment above it, moved into a group of keys; the group is made where it is missing.

    Raises ValueError where the group is written within braces, or the keys are: such a file is to be changed by hand.
    """
    start, head = _head(text)
    root = _root(head)
    pairs = _pairs(root)
    place = next((number for number, (key, _) in enumerate(pairs) if _name(key) == name), None)
    if place is None:
        return text
    into = next((node for key, node in pairs if _name(key) == group), None)
    if getattr(root, "flow_style", False) or (into is not None and (not isinstance(into, yaml.MappingNode) or into.flow_style)):
        raise ValueError(f"{group} står inom klammer")
    lines = head.splitlines(keepends=True)
    # One line end everywhere, also where the file stops without one.
    newline = "\r\n" if "\r\n" in head else "\n"
    first, last = _lines_of(lines, pairs, place)
    indent = " " * (_pairs(into)[0][0].start_mark.column if into is not None else 2)
    block = [indent + line if line.strip() else line for line in lines[first:last]]
    block[-1] = block[-1].rstrip("\r\n") + newline
    if into is None:
        lines[first:last] = [f"{group}:{newline}", *block]
        return _with_head(text, start, "".join(lines))
    number = next(number for number, (key, _) in enumerate(pairs) if _name(key) == group)
    end = _lines_of(lines, pairs, number)[1]
    lines[end - 1] = lines[end - 1].rstrip("\r\n") + newline
    lines[end:end] = block
    del lines[first + (len(block) if first >= end else 0) : last + (len(block) if first >= end else 0)]
    return _with_head(text, start, "".join(lines))


def _lines_of(lines: list[str], pairs: list[tuple[yaml.Node, yaml.Node]], number: int) -> tuple[int, int]:
    """The lines of a key of the top level: from the comment that stands right above it, to its last that is not blank or a comment."""
    first: int = pairs[number][0].start_mark.line
    last = pairs[number + 1][0].start_mark.line if number + 1 < len(pairs) else len(lines)
    while last > first + 1 and (not lines[last - 1].strip() or lines[last - 1].startswith("#")):
        last -= 1
    while first > 0 and lines[first - 1].startswith("#"):
        first -= 1
    return first, last


def _head(text: str) -> tuple[int, str]:
    """Where the keys of a file begin, and their text: the whole file, or what stands between two lines of ``---``."""
    opening = _FENCE.match(text.removeprefix(_BOM))
    if opening is None:
        return len(text) - len(text.removeprefix(_BOM)), text.removeprefix(_BOM)
    start = opening.end() + len(text) - len(text.removeprefix(_BOM))
    start = text.index("\n", start) + 1 if "\n" in text[start:] else start
    closing = _FENCE.search(text, start)
    return start, text[start : closing.start() if closing else len(text)]


def _with_head(text: str, start: int, head: str) -> str:
    return text[:start] + head + text[start + len(_head(text)[1]) :]


def _root(head: str) -> yaml.Node:
    return yaml.compose(head, Loader=yaml.CSafeLoader) or yaml.MappingNode("", [])


def _keys(node: yaml.Node, path: tuple[str, ...]) -> Iterator[yaml.Node]:
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _keys(item, path)
    for key, value in _pairs(node):
        if _name(key) == path[0]:
            if len(path) == 1:
                yield key
            else:
                yield from _keys(value, path[1:])


def _pairs(node: yaml.Node) -> list[tuple[yaml.Node, yaml.Node]]:
    return list(node.value) if isinstance(node, yaml.MappingNode) else []


def _name(key: yaml.Node) -> str:
    return unicodedata.normalize("NFC", str(key.value))


def index_of(text: str, mark: yaml.Mark) -> int:
    """The position in the text of a line and a column."""
    starts = [0, *(found.end() for found in re.finditer(r"\r\n|\r|\n", text))]
    return starts[mark.line] + mark.column if mark.line < len(starts) else len(text)
