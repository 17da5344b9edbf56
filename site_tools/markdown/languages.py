"""Words of other languages in a line of plain text: the one mark of Markdown that it may hold, ``[words]{lang=en}``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from site_tools.markdown.finding import Finding
from site_tools.markdown.slips import LANGUAGE, UNMARKED

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARKED = re.compile(rf"\[([^\[\]]+)\]\{{lang=({LANGUAGE.pattern})\}}")


class Words(NamedTuple):
    """A piece of a line, and the code of its language; empty for the line's own."""

    text: str
    language: str = ""


def in_languages(line: str) -> tuple[Words, ...]:
    """The line in its pieces, in order.

    >>> in_languages("kapitel 2, [Targets]{lang=en}")
    (Words(text='kapitel 2, ', language=''), Words(text='Targets', language='en'))
    """
    return tuple(_pieces(line))


def _pieces(line: str) -> Iterator[Words]:
    reached = 0
    for found in _MARKED.finditer(line):
        if line[reached : found.start()]:
            yield Words(line[reached : found.start()])
        yield Words(found[1], found[2])
        reached = found.end()
    if line[reached:]:
        yield Words(line[reached:])


def unmarked(line: str) -> str:
    """The words alone."""
    return "".join(piece.text for piece in _pieces(line))


def language_findings(line: str) -> tuple[Finding, ...]:
    """What was meant to mark a language and does not."""
    good = _MARKED.sub(lambda found: " " * len(found[0]), line)
    return tuple(Finding("language", 0, found[0], found[0], found.start()) for found in UNMARKED.finditer(good))
