"""What in a Markdown text there is to judge: links, images, footnotes, headings, marks of language; and where each of them is written."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from site_tools.messages.hidden import named_hidden

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from markdown_it.token import Token

LANGUAGE = re.compile(r"[a-z]{2,3}")
"""The code of a language (BCP 47) as it is written in a text: ``[words]{lang=en}``."""
_FOOTNOTE = re.compile(r"\[\^[^\]\n]{1,80}\]")
UNMARKED = re.compile(r"\{ *lang\b[^}]{0,40}\}?|\] ?\{[a-z]{2,3}\}", re.IGNORECASE)
"""What was meant to mark a language but is words in braces: ``[words] {lang=en}``, ``[words]{en}``."""
_NOTE = re.compile(r"^ {0,3}(\[\^[^\]\n]{1,80}\]):", re.MULTILINE)
_VAGUE = frozenset({"här", "läs mer", "läs mer här", "klicka här", "länk", "mer"})


@dataclass(frozen=True)
class Finding:
    """A place in a text to judge: ``line`` counts from 0 within the text; ``what`` is link, image, footnote, hidden, vague, wordless,
    heading or language.

    ``written`` is what stands there, as far as it can be found in the text again, and ``position`` where; -1 when it cannot.
    """

    what: str
    line: int
    value: str
    written: str = ""
    position: int = -1


def findings(text: str, tokens: Sequence[Token], env: Mapping[str, Any]) -> Iterator[Finding]:
    """The links, images, footnotes, vague link texts and skipped heading levels of a text that was parsed into ``tokens`` and ``env``."""
    # The names under which addresses stand apart from the text; a footnote is one to the parser.
    names = {name.lower() for name in env.get("references", ())}
    where = _Where(text)
    # What stands where it is looked for is not taken for another that does not.
    sure = [where.placed(found, _HERE) for found in _judged(tokens, names)]
    yield from (found if found.position >= 0 else where.placed(found, _NEAR) for found in sure)
    marks = {found.value.lower() for found in sure if found.what == "footnote"}
    for match in _NOTE.finditer(text):
        mark = match[1].lower()
        if mark not in marks and mark[1:-1] in names:
            yield Finding("footnote", text.count("\n", 0, match.start(1)), match[1], match[1], match.start(1))


_HERE, _NEAR = (1, 0), (4,)
"""How many lines a finding is looked for in, from its own; 0 is for addresses that stand apart from the text."""


class _Where:
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

    ``lines`` is how far away it may stand, see _HERE.
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
        case "link" | "wordless" | "vague" | "image" | "heading" | "footnote" | "language" if lines:
            piece = {
                "link": "]()",
                "wordless": "[](",
                "vague": f"[{found.value}]",
                "image": "![",
                "footnote": found.value,
                "language": "]{",
            }
            if found.what == "language":
                yield found.value, found.value
            written = piece.get(found.what) or "#" * int(found.value[1])
            yield written, written
            if found.what == "wordless":
                yield "[ ](", "[ ]("


_AROUND = (("](", ")"), ("](", " "), ("](<", ">"), ("](", "\n"), ("](", '"'), ("<", ">"))
"""What stands before and after the address of a link."""


def _judged(tokens: Sequence[Token], names: Collection[str]) -> Iterator[Finding]:
    level = 0
    for token in tokens:
        line = token.map[0] if token.map else 0
        if token.type == "heading_open":
            here = int(token.tag[1])
            if level and here > level + 1:
                yield Finding("heading", line, token.tag)
            level = here
        if token.type == "inline":
            yield from _inline(token.children or [], line, names)


def _inline(tokens: Sequence[Token], line: int, names: Collection[str]) -> Iterator[Finding]:
    words, href, begun = "", "", 0
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            line += 1
            words += " "
        elif token.type == "image":
            words += "!"
            yield Finding("image", line, str(token.attrs.get("src", "")))
        elif token.type == "link_open":
            words, href, begun = "", str(token.attrs.get("href", "")), line
        elif token.type == "span_open":
            if language(token) is None or token.meta.get("insecure_attrs"):
                yield Finding("language", line, f"]{{lang={token.attrs.get('lang', '')}}}")
        elif token.type == "link_close":
            yield from _link(words, href, begun, names)
        else:
            words += token.content
            if token.type == "text":
                if "[^" in token.content:
                    yield from (Finding("footnote", line, match[0]) for match in _FOOTNOTE.finditer(token.content))
                if "{" in token.content:
                    yield from (Finding("language", line, match[0]) for match in UNMARKED.finditer(token.content))
            for _, name in named_hidden(token.content):
                yield Finding("hidden", line, name)


def _link(words: str, href: str, line: int, names: Collection[str]) -> Iterator[Finding]:
    if words.startswith("^") and words.lower() in names:
        yield Finding("footnote", line, f"[{words}]")
        return
    yield Finding("link", line, href)
    if words.strip().casefold() in _VAGUE:
        yield Finding("vague", line, words.strip())
    elif not words.strip():
        yield Finding("wordless", line, "")


def language(token: Token) -> str | None:
    """The language that a span is marked with; None when it has no such mark."""
    found = str(token.attrs.get("lang", ""))
    return found if LANGUAGE.fullmatch(found) else None
