"""Markdown as safe HTML. No HTML of the editor's, no images, only links of known schemes; headings take their place on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from site_tools.markdown.languages import Words, in_languages, language_findings, unmarked
from site_tools.markdown.links import SCHEMES, in_html, scheme_of
from site_tools.markdown.once import CLOSE, Anchor, Heading, Opening, read_once
from site_tools.markdown.plain import seen_at_once

if TYPE_CHECKING:
    from collections.abc import Callable

    from site_tools.markdown.finding import Finding

__all__ = [
    "SCHEMES",
    "Words",
    "findings",
    "heading_ids",
    "in_languages",
    "language_findings",
    "scheme_of",
    "to_html",
    "to_line",
    "unmarked",
]


def findings(text: str) -> tuple[Finding, ...]:
    """The links, images, footnotes, vague link texts, marks of language and skipped heading levels of a text."""
    found = seen_at_once(text)
    return read_once(text).findings if found is None else found


def heading_ids(text: str, prefix: str = "avsnitt") -> list[str]:
    """The ids that :func:`to_html` gives the headings of ``text``, in order: stable, different, never a bare word of the page."""
    return [prefix + part.suffix for part in read_once(text).parts if isinstance(part, Anchor)]


def to_html(text: str, resolve: Callable[[str], str | None], heading_level: int = 2, prefix: str = "avsnitt") -> str:
    """``text`` as HTML. ``resolve`` turns a link within the site, as written, into the href for this page; None leaves the words alone.

    The highest heading of the text becomes ``heading_level``. The text has passed the gate; a link that would not have is left as text.
    """
    made: list[str] = []
    linked = False
    for part in read_once(text).parts:
        match part:
            case str():
                made.append(part)
            case Opening(href, more):
                target = resolve(href)
                linked = target is not None
                if target is not None:
                    made.append(f'<a href="{in_html(target)}"{more}>')
            case Heading(below):
                made.append(str(min(6, heading_level + below)))
            case Anchor(suffix):
                made.append(prefix + suffix)
            case _ if part is CLOSE and linked:
                made.append("</a>")
    return "".join(made)


def to_line(text: str) -> str:
    """``text`` without its Markdown marks, for descriptions and search: one line of plain words."""
    return read_once(text).line
