"""Markdown as safe HTML. No HTML of the editor's, no images, only links of known schemes; headings take their place on the page."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from site_tools.messages.hidden import named_hidden
from site_tools.model.fields import slug
from site_tools.text import unbroken

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

SCHEMES = frozenset({"http", "https", "mailto", "tel"})
LANGUAGE = re.compile(r"[a-z]{2,3}")
"""The code of a language (BCP 47) as it is written in a text: ``[words]{lang=en}``."""
_FOOTNOTE = re.compile(r"\[\^[^\]\n]{1,80}\]")
_UNMARKED = re.compile(r"\{ *lang\b[^}]{0,40}\}?|\] ?\{[a-z]{2,3}\}", re.IGNORECASE)
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
    """The links, images, footnotes, vague link texts and skipped heading levels of a Markdown text."""
    env: dict[str, Any] = {}
    tokens = _parser().parse(text, env)
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
            if _language(token) is None or token.meta.get("insecure_attrs"):
                yield Finding("language", line, f"]{{lang={token.attrs.get('lang', '')}}}")
        elif token.type == "link_close":
            yield from _link(words, href, begun, names)
        else:
            words += token.content
            if token.type == "text":
                yield from (Finding("footnote", line, match[0]) for match in _FOOTNOTE.finditer(token.content))
                yield from (Finding("language", line, match[0]) for match in _UNMARKED.finditer(token.content))
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
