"""Texts of which it can be seen at once what links they have, and that they have nothing else to judge.

Most texts are paragraphs, headings and lists of plain words with a link here and there. To parse one takes ten times as long as this.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from site_tools.markdown.finding import Finding
from site_tools.markdown.slips import is_vague
from site_tools.messages.hidden import plainly_visible

_JUDGED = re.compile(r"[\[\]{<#!&|`~>]|^ {12}|^ *[=-]+$", re.MULTILINE)
"""No link, image, mark of language, heading, table, code or deep nesting can be written without one of these."""
_LINK = re.compile(
    r"""\[ (?<!!\[) ([^][`*_<>!\\&^{}~|\n"']+) \]
    \( ( (?: https://[a-z][a-z.]*/ | /(?!/) | \.\.?/ | [#] | (?=[A-Za-z0-9]) ) [A-Za-z0-9/._#-]* ) \)""",
    re.VERBOSE,
)
_ODD = re.compile(r"[][<>\\`{}~|\t]|&(?!\s)")
"""What may begin something else than words, or end it."""
# These are searched in the text between two line breaks: what begins with one is found fast.
_BEGIN = re.compile(r"\n\x20*(?:[-+*]|\d+[.)])\x20+(?:[-+*]|\d+[.)])\x20")
"""Lists within others."""
_END = re.compile(r"[-=]\x20*\n")
"""Lines that may make the one above a heading."""
_HEADING = re.compile(r"\n(#{1,6})\x20+(?!\n|\x20)")
_TABLE = re.compile(r"(?<=\n)(?:\n\|[^\n]*\|){2,}(?=\n\n)")
_RULE = re.compile(r"\|(?:\x20*:?-+:?\x20*\|)+")
"""The line below the headings of a table."""


class Link(NamedTuple):
    """A link: the line that it stands on, from 0, its words, its address, and where in the text the address begins."""

    line: int
    words: str
    href: str
    position: int


def seen_at_once(text: str) -> tuple[Finding, ...] | None:
    """What there is to judge in a text: nothing, or links, of which all is plain; None where the parser has to tell."""
    if not _JUDGED.search(text):
        return ()
    links = plain_links(text)
    if links is None or any(is_vague(link.words) for link in links):
        return None
    return tuple(Finding("link", link.line, link.href, link.href, link.position) for link in links)


def plain_links(text: str) -> list[Link] | None:
    """The links of a text, in order; None where there may be something to judge, or more to a link than can be seen."""
    links: list[Link] = []

    def taken(found: re.Match[str]) -> str:
        links.append(Link(text.count("\n", 0, found.start()), found[1], found[2], found.start(2)))
        return "x"

    bare = f"\n\n{_LINK.sub(taken, text)}\n\n"
    if "|" in bare:
        bare = _TABLE.sub(_settled, bare)
    if "    " in bare or _ODD.search(bare) or _BEGIN.search(bare) or _END.search(bare):
        return None
    if not plainly_visible(text.encode("utf-8", "surrogatepass")):
        return None
    levels = [len(marks) for marks in _HEADING.findall(bare)]
    if sum(levels) != bare.count("#") or any(below > above + 1 for above, below in pairwise(levels)):
        return None
    return links


def _settled(found: re.Match[str]) -> str:
    """A word for a table of which nothing is to be told: every line has its cells between bars, as many as the others, with words in
    them. Any other table as it is, with its bars, which are odd."""
    _, heads, rule, *rows = found[0].split("\n")
    bars = heads.count("|")
    plain = rule.count("|") == bars and _RULE.fullmatch(rule) and all(row.count("|") == bars for row in rows)
    return "\nx" if plain and not _ODD.search(found[0].replace("|", "")) and "#" not in found[0] else found[0]
