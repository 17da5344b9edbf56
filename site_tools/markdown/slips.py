"""What a reader would not get from a Markdown text as its editor meant it."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from site_tools.markdown.finding import Finding
from site_tools.messages.hidden import named_hidden

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from markdown_it.token import Token

LANGUAGE = re.compile(r"[a-z]{2,3}")
"""The code of a language (BCP 47) as it is written in a text: ``[words]{lang=en}``."""
_FOOTNOTE = re.compile(r"\[\^[^\]\n]{1,80}\]")
UNMARKED = re.compile(r"\{ *lang\b[^}]{0,40}\}?|\] ?\{[a-z]{2,3}\}", re.IGNORECASE)
"""What was meant to mark a language but is words in braces: ``[words] {lang=en}``, ``[words]{en}``."""
_BRACES = re.compile(rf"{UNMARKED.pattern}|\]\{{[^{{}}\n]{{0,80}}\}}|(?<!\{{)\{{[#.][a-z][\w-]{{0,80}}\}}", re.IGNORECASE)
"""The same, and other attributes that are none here: ``[words]{.class}``, ``## Heading {#id}``."""
_AFTER = re.compile(r"\{[^{}\n%]{1,80}\}")
_VAGUE = frozenset({"här", "läs mer", "läs mer här", "klicka här", "länk", "mer"})
_UNLINKED = re.compile(
    r"\]\((?!\))|\] \((?=[./#]|https?:|mailto:|tel:)|\)\[(?=[./#]|https?:)|\]\[(?=[^][\n]{1,80}\])|\[\[(?=[^][\n]{1,80}\]\])"
)
"""What is left of a link that could not be read as one: a space in its address, a mark too few, its halves in the wrong order."""
_UNSPACED = re.compile(r"#{2,6}[^#\s]")
_TAG = re.compile(r"<[a-z][a-z0-9-]*(?:\s[^<>]{0,500})?/?>|<!--", re.IGNORECASE)
_RULE = re.compile(r"^ *\|? *:?-{2,}:? *(?:\|[-:| ]*)?$", re.MULTILINE)
"""The line of dashes below the headings of a table. Where one is left in a text, its cells were not as many as the headings."""
_AROUND_FENCE = re.compile(r"[ >]*")
_FENCE_SHOWN = 10
NESTED_MAX = 18
"""Quotes and lists within each other, counted as the parser does. It leaves out what is deeper than 20."""


def judged(tokens: Sequence[Token], names: Collection[str], lines: Sequence[str]) -> Iterator[Finding]:
    """Every slip, in the order of the text. ``names`` are those under which addresses stand apart, ``lines`` the text's own."""
    level, columns, deep = 0, 0, False
    for token, after in pairwise([*tokens, None]):
        if token is None:
            break
        line = token.map[0] if token.map else 0
        match token.type:
            case "heading_open":
                here = int(token.tag[1])
                if level and here > level + 1:
                    yield Finding("heading", line, token.tag)
                elif after and not after.content:
                    yield Finding("empty heading", line, token.markup if token.markup[0] == "#" else "")
                level = here
            case "inline":
                if "|" in token.content and (rule := _RULE.search(token.content)) and "|" in rule[0]:
                    yield Finding("no table", line + token.content.count("\n", 0, rule.start()), rule[0].strip())
                yield from _inline(token.children or [], line, names)
            case "fence" if not _closed(token, lines):
                yield Finding("fence", line, token.markup[:_FENCE_SHOWN])
            case "thead_open":
                columns = 0
            case "th_open":
                columns += 1
            case "tr_open" if token.level == _ROW and (found := _cells(lines[line])) > columns > 0:
                yield Finding("cells", line, f"{found} {columns}")
            case "blockquote_open" | "list_item_open" if token.level >= NESTED_MAX and not deep:
                deep = True
                yield Finding("deep", line, "")


_ROW = 2
"""How deep a row is of a table that stands for itself; within a quote a line has other signs than the row's."""


def _cells(line: str) -> int:
    """The cells that are written on a line of a table: those that the table has no column for would not be shown."""
    from markdown_it.rules_block.table import escapedSplit  # noqa: PLC0415 - see _parser

    cells = escapedSplit(line.strip())
    return len(cells) - (not cells[0].strip()) - (len(cells) > 1 and not cells[-1].strip())


def _closed(token: Token, lines: Sequence[str]) -> bool:
    """Whether code between fences has its second fence; without it the rest of the text is code."""
    first, end = token.map or (0, 0)
    last = lines[end - 1] if first < end - 1 < len(lines) else ""
    bare = _AROUND_FENCE.sub("", last, count=1).strip()
    return bare.startswith(token.markup) and not bare.strip(token.markup[0])


def _inline(tokens: Sequence[Token], line: int, names: Collection[str]) -> Iterator[Finding]:
    words, href, begun, before = "", "", 0, ""
    for index, token in enumerate(tokens):
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
                yield from _text(token.content, line, first=not index, after=before)
            for _, name in named_hidden(token.content):
                yield Finding("hidden", line, name)
        before = token.type


def _text(content: str, line: int, *, first: bool, after: str) -> Iterator[Finding]:
    """What stands in plain words though it was meant for more. ``first`` of its paragraph, ``after`` a token of that type."""
    if "[^" in content:
        yield from (Finding("footnote", line, match[0]) for match in _FOOTNOTE.finditer(content))
    if "{" in content:
        marked = _AFTER.match(content) if after.endswith("_close") else None
        yield from (Finding("language", line, match[0]) for match in ([marked] if marked else _BRACES.finditer(content)))
    if "]" in content or ")[" in content:
        yield from (Finding("unlinked", line, match[0]) for match in _UNLINKED.finditer(content))
    if "<" in content:
        yield from (Finding("tag", line, match[0]) for match in _TAG.finditer(content))
    if first and (match := _UNSPACED.match(content)):
        yield Finding("unspaced", line, match[0])


def _link(words: str, href: str, line: int, names: Collection[str]) -> Iterator[Finding]:
    if words.startswith("^") and words.lower() in names:
        yield Finding("footnote", line, f"[{words}]")
        return
    yield Finding("link", line, href)
    if is_vague(words):
        yield Finding("vague", line, words.strip()) if words.strip() else Finding("wordless", line, "")


def is_vague(words: str) -> bool:
    """Whether the words of a link, or their lack, do not say where it leads."""
    bare = words.strip(" .…!:»>→\u00a0").casefold()
    return not bare or bare in _VAGUE


def language(token: Token) -> str | None:
    """The language that a span is marked with; None when it has no such mark."""
    found = str(token.attrs.get("lang", ""))
    return found if LANGUAGE.fullmatch(found) else None
