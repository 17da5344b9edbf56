"""Markdown as safe HTML. No HTML of the editor's, no images, only links of known schemes; headings take their place on the page."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from site_tools.messages.hidden import named_hidden
from site_tools.model.fields import slug
from site_tools.text import unbroken

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

SCHEMES = frozenset({"http", "https", "mailto", "tel"})
LANGUAGE = re.compile(r"[a-z]{2,3}")
"""The code of a language (BCP 47) as it is written in a text: ``[words]{lang=en}``."""
_FOOTNOTE = re.compile(r"\[\^[^\]\n]{1,80}\]")
_VAGUE = frozenset({"här", "läs mer", "läs mer här", "klicka här", "länk", "mer"})


@dataclass(frozen=True)
class Finding:
    """A place in a text to judge: ``line`` counts from 0 within the text; ``what`` is link, image, footnote, hidden, vague, heading or
    language.

    ``written`` is what stands there, as far as it can be found in the text again, and ``position`` where; -1 when it cannot.
    """

    what: str
    line: int
    value: str
    written: str = ""
    position: int = -1


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415 - half of check's start-up time, and not every run needs it
    from mdit_py_plugins.attrs import attrs_plugin  # noqa: PLC0415

    parser = MarkdownIt("commonmark", {"html": False, "typographer": True, "quotes": "””’’"}).enable(
        ["table", "strikethrough", "smartquotes"]
    )
    # Only [words]{lang=en}: an attribute of anything else is words in braces.
    attrs_plugin(parser, after=(), spans=True, allowed=("lang",))
    # The library silently drops links that it holds to be dangerous; here they are found and named to the editor instead.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005
    return parser


def findings(text: str) -> Iterator[Finding]:
    """The links, images, vague link texts and skipped heading levels of a Markdown text."""
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    for match in _FOOTNOTE.finditer(text):
        yield Finding("footnote", bisect_right(starts, match.start()) - 1, match[0], match[0], match.start())
    # Where the last find of a piece ended: the same link twice on a line is found twice.
    reached: dict[str, int] = {}
    for found in _judged(text):
        position = -1
        for written in _ways_to_write(found):
            position = text.find(written, max(starts[min(found.line, len(starts) - 1)], reached.get(written, 0)))
            if position >= 0:
                reached[written] = position + len(written)
                found = replace(found, written=written, position=position)  # noqa: PLW2901 - the same finding, at its place
                break
        yield found


def _ways_to_write(found: Finding) -> tuple[str, ...]:
    """What an editor may have written for a finding, the likeliest first: the parser escapes addresses and decodes entities."""
    match found.what:
        case "link":
            return tuple(dict.fromkeys((found.value, unquote(found.value)))) if found.value else ("]()",)
        case "vague":
            return (f"[{found.value}]",)
        case "image":
            return ("![",)
        case "heading":
            return ("#" * int(found.value[1]),)
        case "language":
            return ("]{",)
    return ()


def _judged(text: str) -> Iterator[Finding]:
    level = 0
    for token in _parser().parse(text):
        line = token.map[0] if token.map else 0
        if token.type == "heading_open":
            here = int(token.tag[1])
            if level and here > level + 1:
                yield Finding("heading", line, token.tag)
            level = here
        if token.type == "inline":
            yield from _inline(token.children or [], line)


def _inline(tokens: Sequence[Token], line: int) -> Iterator[Finding]:
    words, href = "", ""
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            line += 1
        elif token.type == "image":
            yield Finding("image", line, str(token.attrs.get("src", "")))
        elif token.type == "link_open":
            words, href = "", str(token.attrs.get("href", ""))
            yield Finding("link", line, href)
        elif token.type == "link_close":
            if words.strip().casefold() in _VAGUE:
                yield Finding("vague", line, words.strip())
        elif token.type == "span_open":
            if _language(token) is None or token.meta.get("insecure_attrs"):
                yield Finding("language", line, "")
        else:
            words += token.content
            for _, name in named_hidden(token.content):
                yield Finding("hidden", line, name)


def _language(token: Token) -> str | None:
    """The language that a span is marked with; None when it has no such mark."""
    found = str(token.attrs.get("lang", ""))
    return found if LANGUAGE.fullmatch(found) else None


def scheme_of(href: str) -> str:
    """The scheme of a link, ``//`` for one that borrows the page's, empty for a link within the site."""
    bare = re.sub(r"[\x00-\x20]", "", href)
    if bare.startswith("//") or "\\" in bare:
        return "//"
    try:
        return urlsplit(bare).scheme.lower()
    except ValueError:
        return "//"


def heading_ids(text: str, prefix: str = "avsnitt") -> list[str]:
    """The ids that :func:`to_html` gives the headings of ``text``, in order: stable, different, never a bare word of the page."""
    return [str(token.attrs["id"]) for token in _with_ids(_parser().parse(text), prefix) if token.type == "heading_open"]


def _with_ids(tokens: list[Token], prefix: str) -> list[Token]:
    used: dict[str, int] = {}
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open":
            base = f"{prefix}-{slug(inline.content)}".rstrip("-")
            used[base] = used.get(base, 0) + 1
            opening.attrSet("id", base if used[base] == 1 else f"{base}-{used[base]}")
    return tokens


def to_html(text: str, resolve: Callable[[str], str | None], heading_level: int = 2, prefix: str = "avsnitt") -> str:
    """``text`` as HTML. ``resolve`` turns a link within the site, as written, into the href for this page; None leaves the words alone.

    The highest heading of the text becomes ``heading_level``. The text has passed the gate; a link that would not have is left as text.
    """
    parser = _parser()
    tokens = _with_ids(parser.parse(text), prefix)
    levels = [int(token.tag[1]) for token in tokens if token.type == "heading_open"]
    shift = heading_level - min(levels) if levels else 0
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, int(token.tag[1]) + shift)}"
        elif token.type in ("th_open", "td_open"):
            _tidy_cell(token)
        elif token.type == "inline":
            token.children = _safe(token.children or [], resolve)
    return str(parser.renderer.render(list(_boxed(tokens)), parser.options, {}))


def _tidy_cell(token: Token) -> None:
    """The parser aligns a column with an inline style, which the pages' content security policy forbids, and heads it without saying so."""
    if style := token.attrs.pop("style", None):
        token.attrSet("class", f"align-{str(style).removeprefix('text-align:')}")
    if token.type == "th_open":
        token.attrSet("scope", "col")


def _boxed(tokens: list[Token]) -> Iterator[Token]:
    """Each table in a box that scrolls sideways on a phone, with a keyboard too, and is called after the table's columns."""
    from markdown_it.token import Token  # noqa: PLC0415 - see _parser

    for index, token in enumerate(tokens):
        if token.type == "table_open":
            end = next(n for n in range(index, len(tokens)) if tokens[n].type == "thead_close")
            heads = ", ".join(to_line(one.content) for one in tokens[index:end] if one.type == "inline" and one.content)
            attrs: dict[str, str | int | float] = {
                "class": "prose-table",
                "tabindex": "0",
                "role": "group",
                "aria-label": f"Tabell: {heads}",
            }
            yield Token("box_open", "div", 1, attrs=attrs, block=True)
        yield token
        if token.type == "table_close":
            yield Token("box_close", "div", -1, block=True)


def _safe(tokens: list[Token], resolve: Callable[[str], str | None]) -> list[Token]:
    kept: list[Any] = []
    dropped = False
    for token in tokens:
        if token.type == "link_open":
            href = str(token.attrs.get("href", ""))
            scheme = scheme_of(href)
            target = (href if scheme in SCHEMES else None) if scheme else resolve(href)
            dropped = target is None
            if target is None:
                continue
            token.attrSet("href", target)
        elif token.type == "text":
            token.content = unbroken(token.content)
        elif token.type == "image" or (token.type == "link_close" and dropped):
            continue
        kept.append(token)
    return kept


def to_line(text: str) -> str:
    """``text`` without its Markdown marks, for descriptions and search: one line of plain words."""
    blocks = (token.children or [] for token in _parser().parse(text) if token.type == "inline")
    told = ("".join(child.content or " " * child.type.endswith("break") for child in block) for block in blocks)
    return re.sub(r"\s+", " ", " ".join(told)).strip()
