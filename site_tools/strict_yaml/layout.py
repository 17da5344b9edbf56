"""What libyaml lets through though YAML forbids it, told from where the parts of a document stand. Source: the YAML 1.2.2 specification."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml

from site_tools.messages import syntax as say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from site_tools.problems import Said

_HEADER = re.compile(r"[|>][-+0-9]*")


class Layout:
    """Follows the events of one document. Lines and columns are counted from 0, as libyaml does."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self.plain = not any("?" in line for line in lines)
        """Nothing can be wrong with a text without quotation marks: only the sign for a key can, before it."""
        # The column of each block around, and None for a list or group in brackets with the line that it began on.
        self._blocks: list[int] = [-1]
        self._brackets: list[int] = []

    def faults(self, event: Any) -> Iterator[tuple[tuple[int, int], Said]]:
        """What is wrong with where the event stands: ((line, column), what to say)."""
        start, end = event.start_mark, event.end_mark
        if isinstance(event, yaml.CollectionStartEvent):
            if event.flow_style:
                self._brackets.append(start.line)
            elif not self._brackets:
                self._blocks.append(start.column)
        elif isinstance(event, yaml.CollectionEndEvent):
            if self._brackets:
                first = self._brackets.pop()
                if not self._brackets:
                    yield from self._indented(first, end.line)
                yield from self._comment(end)
            else:
                self._blocks.pop()
        elif isinstance(event, yaml.ScalarEvent):
            yield from self._scalar(event)

    def _scalar(self, event: Any) -> Iterator[tuple[tuple[int, int], Said]]:
        start, end = event.start_mark, event.end_mark
        if self._before(start.line, start.column) == "?":
            yield (start.line, start.column), say.EXPLICIT_KEY()
        if event.style in ("'", '"'):
            if not self._brackets:
                yield from self._indented(start.line, end.line)
            yield from self._comment(end)
        elif event.style in ("|", ">"):
            header = _HEADER.match(self._line(start.line), start.column)
            if header and self._line(start.line).startswith("#", header.end()):
                yield (start.line, header.end()), say.COMMENT_TOO_NEAR()
            yield from self._blank_lines(start.line + 1)

    def _line(self, number: int) -> str:
        return self._lines[number] if number < len(self._lines) else ""

    def _before(self, number: int, column: int) -> str:
        """The last character before a place of a line that is no space; a line may be as long as the file, so it is not copied."""
        line = self._line(number)
        while column > 0 and line[column - 1 : column].isspace():
            column -= 1
        return line[column - 1] if 0 < column <= len(line) else ""

    def _indented(self, first: int, last: int) -> Iterator[tuple[tuple[int, int], Said]]:
        """A quotation or a list in brackets goes on in lines that are indented more than what they belong to."""
        for number in range(first + 1, last + 1):
            line = self._line(number)
            indent = len(line) - len(line.lstrip(" "))
            if line.strip() and indent <= self._blocks[-1]:
                yield (number, indent), say.NOT_INDENTED(line=first + 1)
                return

    def _comment(self, end: Any) -> Iterator[tuple[tuple[int, int], Said]]:
        if self._line(end.line).startswith("#", end.column):
            yield (end.line, end.column), say.COMMENT_TOO_NEAR()

    def _blank_lines(self, first: int) -> Iterator[tuple[tuple[int, int], Said]]:
        """Blank lines at the top of a text may not be deeper than the text, whose first line says how deep it is."""
        deepest = (first, 0)
        for number in range(first, len(self._lines)):
            line = self._line(number)
            indent = len(line) - len(line.lstrip(" "))
            if line.strip():
                if self._blocks[-1] < indent < deepest[1]:
                    yield (deepest[0], indent), say.BLANK_TOO_DEEP()
                return
            deepest = max(deepest, (number, indent), key=lambda found: found[1])
