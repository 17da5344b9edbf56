"""What is found in a Markdown text, and where it is written there."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


@dataclass(frozen=True)
class Finding:
    """A place in a text to judge: ``line`` counts from 0 within the text; ``what`` is the word for it in
    ``link/prose.py``.

    ``written`` is what stands there, as far as it can be found in the text again, and ``position`` where; -1 when it cannot.
    """

    what: str
    line: int
    value: str
    written: str = ""
    position: int = -1


HERE, NEAR = (1, 0), (4,)
"""How many lines a finding is looked for in, from its own; 0 is for addresses that stand apart from the text."""


class Where:
    """Where findings are written in a text. They come in its order, so the same piece twice on a line is found twice."""

    def __init__(self, text: str) -> None:
        self._text = f"{text}\n"
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self._reached: dict[str, int] = {}
        self._taken: set[int] = set()
        self._apart: dict[tuple[str, str, int], Finding] = {}
        """What stands apart from the text: a thousand links of a line by one name are looked for once."""

    def placed(self, found: Finding, ways: Sequence[int]) -> Finding:
        """The finding with its piece of the text, if that can be found."""
        if (known := self._apart.get((found.what, found.value, found.line))) is not None:
            return known
        for lines in ways:
            for around, written in _ways_to_write(found, lines):
                if (position := self._find(around, found.line, lines)) >= 0:
                    position += around.index(written)
                    self._taken.add(position)
                    here = replace(found, written=written, position=position)
                    if not lines:
                        self._apart[found.what, found.value, found.line] = here
                    return here
        return found

    def _find(self, around: str, line: int, lines: int) -> int:
        if not lines:
            return self._text.find(around)
        last = self._start(line + lines)
        position = self._text.find(around, max(self._start(line), self._reached.get(around, 0)), last)
        while position in self._taken:
            position = self._text.find(around, position + len(around), last)
        if position >= 0:
            self._reached[around] = position + len(around)
        return position

    def _start(self, line: int) -> int:
        return self._starts[line] if line < len(self._starts) else len(self._text)


def _ways_to_write(found: Finding, lines: int) -> Iterator[tuple[str, str]]:
    """(what to look for, the piece of it to show) for a finding, the likeliest first: the parser escapes addresses and decodes entities.

    ``lines`` is how far away it may stand, see HERE.
    """
    match found.what:
        case "link" if found.value:
            for href in dict.fromkeys((found.value, unquote(found.value))):
                if lines == 0:
                    yield from ((f"]:{before}{href}{after}", href) for before in (" ", "", " <") for after in ("\n", " ", ">"))
                else:
                    yield from ((f"{before}{href}{after}", href) for before, after in _AROUND)
                if lines > 1:
                    yield href, href
        case "language" | "no table" | "unlinked" | "tag" | "unspaced" | "fence" if lines:
            yield found.value, found.value
            if found.what == "language":
                yield "]{", "]{"
        case "link" | "wordless" | "vague" | "image" | "heading" | "footnote" if lines:
            piece = {
                "link": "]()",
                "wordless": "[](",
                "vague": f"[{found.value}]",
                "image": "![",
                "footnote": found.value,
            }
            written = piece.get(found.what) or "#" * int(found.value[1])
            yield written, written
            if found.what == "wordless":
                yield "[ ](", "[ ]("


_AROUND = (("](", ")"), ("](", " "), ("](<", ">"), ("](", "\n"), ("](", '"'), ("<", ">"))
"""What stands before and after the address of a link."""
