"""A text parsed once, for all who ask of it: the check for what is to be judged, pages for its HTML, the search for its words.

Parsing is most of what a page of text costs. What differs from page to page (where a link leads from there, the level of the headings, the
prefix of their ids) stays open in the HTML as a part of its own.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from site_tools.markdown.findings import findings
from site_tools.markdown.links import SCHEMES, in_html, scheme_of
from site_tools.markdown.plain import seen_at_once
from site_tools.model.fields import slug
from site_tools.text import unbroken

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

    from site_tools.markdown.finding import Finding


class Opening(NamedTuple):
    """The beginning of a link within the site: its target as written, and its other attributes as HTML."""

    href: str
    more: str


class Heading(NamedTuple):
    """The digit of a heading's element: how many levels it is below the highest heading of its text."""

    below: int


class Anchor(NamedTuple):
    """The id of a heading, but for the prefix."""

    suffix: str


CLOSE: Final = ("</a>",)
"""The end of a link within the site."""
Part = str | Opening | Heading | Anchor | tuple[str]


class Once(NamedTuple):
    """What a text says: its HTML in parts, some of them open; its plain words on one line; what in it there is to judge."""

    parts: tuple[Part, ...]
    line: str
    findings: tuple[Finding, ...] = ()


_PLAIN = re.compile(r"[^\W\d_](?:[^\W_]|[ ,.;:()%/?=+§–—-])*")
"""A line of words that no rule of Markdown makes anything of: most summaries and notes are one."""


# What asks for a text comes soon after one another: the check, and the page with its description and its place in the search index.
@lru_cache(maxsize=1 << 13)
def read_once(text: str) -> Once:
    """Parse a text, the first time that it is asked for."""
    if _PLAIN.fullmatch(text):
        line = text.rstrip(" ")
        return Once((f"<p>{in_html(unbroken(line))}</p>\n",), re.sub(" +", " ", line))
    return parsed(text)


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
    parser.core.ruler.at("inline", _inline)
    parser.add_render_rule("open", lambda _, tokens, index, *__: str(tokens[index].content))
    parser.add_render_rule("td_open", _cell_begin)
    parser.add_render_rule("td_close", lambda *_: "</td>\n")
    parser.add_render_rule("th_open", _cell_begin)
    parser.add_render_rule("th_close", lambda *_: "</th>\n")
    return parser


def _cell_begin(_: object, tokens: Sequence[Token], index: int, *__: object) -> str:
    """The parser aligns a column with an inline style, which the pages' content security policy forbids, and heads it without saying so."""
    tag, style = tokens[index].tag, tokens[index].attrs.get("style")
    aligned = f' class="align-{str(style).removeprefix("text-align:")}"' if style else ""
    return f'<{tag}{aligned} scope="col">' if tag == "th" else f"<{tag}{aligned}>"


_MARKED = re.compile(r"[][\\`*_~<&{}\n]")
"""Without one of these, words within a block are only words: nothing else begins one of the parser's rules."""


def _inline(state: StateCore) -> None:
    """The parser's rule of that name, but quick with the cells, headings and items that hold only words."""
    from markdown_it.token import Token  # noqa: PLC0415 - see _parser

    for token in state.tokens:
        if token.type == "inline":
            token.children = token.children or []
            if _MARKED.search(token.content):
                state.md.inline.parse(token.content, state.md, state.env, token.children)
            elif token.content:
                token.children.append(Token("text", "", 0, content=token.content))


def parsed(text: str) -> Once:
    """The same, by the parser."""
    env: dict[str, Any] = {}
    tokens = _parser().parse(text, env)
    found = () if seen_at_once(text) is not None else tuple(findings(text, tokens, env))
    line = _line(token for token in tokens if token.type == "inline")
    return Once(tuple(_Html(tokens).parts()), line, found)  # which changes the tokens


def _line(blocks: Iterator[Token] | Sequence[Token]) -> str:
    """The plain words of some blocks."""
    told = ("".join(child.content or " " * child.type.endswith("break") for child in block.children or []) for block in blocks)
    return " ".join(" ".join(told).split())


class _Html:
    """The HTML of a text, with a mark where a part stays open. The parser lets no NUL through, so nobody can write a mark."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._open: list[Part] = []

    def parts(self) -> Iterator[Part]:
        """The parts in order, none of them empty."""
        self._settle_headings()
        boxed = list(_boxed(self._tokens))
        for token in boxed:
            if token.type == "inline":
                token.children = list(self._safe(token.children or []))
        html = str(_parser().renderer.render(boxed, _parser().options, {}))
        for index, piece in enumerate(re.split("\0([0-9]+)\0", html)):
            if index % 2:
                yield self._open[int(piece)]
            elif piece:
                yield piece

    def _marked(self, part: Part) -> str:
        self._open.append(part)
        return f"\0{len(self._open) - 1}\0"

    def _settle_headings(self) -> None:
        highest = min((int(token.tag[1]) for token in self._tokens if token.type == "heading_open"), default=1)
        used: dict[str, int] = {}
        for opening, inline in pairwise(self._tokens):
            if opening.type == "heading_open":
                base = f"-{slug(inline.content)}".rstrip("-")
                used[base] = used.get(base, 0) + 1
                opening.attrSet("id", self._marked(Anchor(base if used[base] == 1 else f"{base}-{used[base]}")))
        for token in self._tokens:
            if token.type in ("heading_open", "heading_close"):
                token.tag = f"h{self._marked(Heading(int(token.tag[1]) - highest))}"

    def _safe(self, tokens: list[Token]) -> Iterator[Token]:
        """The same tokens without dangerous links and images, the others' beginnings left open."""
        inside = dropped = False
        for token in tokens:
            if token.type == "link_open":
                scheme = scheme_of(href := str(token.attrs.get("href", "")))
                inside, dropped = not scheme, bool(scheme) and scheme not in SCHEMES
                if inside:
                    more = "".join(f' {name}="{in_html(str(value))}"' for name, value in token.attrs.items() if name != "href")
                    yield self._open_token(Opening(href, more))
                elif not dropped:
                    yield token
            elif token.type == "link_close":
                if inside:
                    yield self._open_token(CLOSE)
                elif not dropped:
                    yield token
            elif token.type != "image":
                if token.type == "text":
                    token.content = unbroken(token.content)
                yield token

    def _open_token(self, part: Part) -> Token:
        from markdown_it.token import Token  # noqa: PLC0415 - see _parser

        return Token("open", "", 0, content=self._marked(part))


def _boxed(tokens: list[Token]) -> Iterator[Token]:
    """Each table in a box that scrolls sideways on a phone, with a keyboard too, and is called after the table's columns."""
    from markdown_it.token import Token  # noqa: PLC0415 - see _parser

    for index, token in enumerate(tokens):
        if token.type == "table_open":
            end = next(n for n in range(index, len(tokens)) if tokens[n].type == "thead_close")
            heads = ", ".join(_line([one]) for one in tokens[index:end] if one.type == "inline" and one.content)
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
