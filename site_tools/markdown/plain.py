"""Texts of which it can be seen at once what links they have, and that they have nothing else to judge.

Most texts are paragraphs, headings and lists of plain words with a link here and there. To parse one takes ten times as long as this.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from site_tools.messages.hidden import plainly_visible

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


class Link(NamedTuple):
    """A link: the line that it stands on, from 0, its words, its address, and where in the text the address begins."""

    line: int
    words: str
    href: str
    position: int


def plain_links(text: str) -> list[Link] | None:
    """The links of a text, in order; None where there may be something to judge, or more to a link than can be seen."""
    links: list[Link] = []

    def taken(found: re.Match[str]) -> str:
        links.append(Link(text.count("\n", 0, found.start()), found[1], found[2], found.start(2)))
        return "x"

    bare = f"\n{_LINK.sub(taken, text)}\n"
    if "    " in bare or _ODD.search(bare) or _BEGIN.search(bare) or _END.search(bare):
        return None
    if not plainly_visible(text.encode("utf-8", "surrogatepass")):
        return None
    levels = [len(marks) for marks in _HEADING.findall(bare)]
    if sum(levels) != bare.count("#") or any(below > above + 1 for above, below in pairwise(levels)):
        return None
    return links
