"""What in a Markdown text there is to judge: links, images, footnotes, headings, marks of language; and where each of them is written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from site_tools.markdown.finding import HERE, NEAR, Finding, Where
from site_tools.markdown.slips import judged

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from markdown_it.token import Token

_NOTE = re.compile(r"^ {0,3}(\[\^[^\]\n]{1,80}\]):", re.MULTILINE)
_AS_WRITTEN = frozenset({"tag", "unlinked"})


def findings(text: str, tokens: Sequence[Token], env: Mapping[str, Any]) -> Iterator[Finding]:
    """The links, images, footnotes, vague link texts and skipped heading levels of a text that was parsed into ``tokens`` and ``env``."""
    # The names under which addresses stand apart from the text; a footnote is one to the parser.
    names = {name.lower() for name in env.get("references", ())}
    where = Where(text)
    # What stands where it is looked for is not taken for another that does not.
    sure = [where.placed(found, HERE) for found in judged(tokens, names, text.split("\n"))]
    for found in sure:
        here = found if found.position >= 0 else where.placed(found, NEAR)
        # Signs that are written as \[ or &lt; are meant to be seen.
        meant = here.what in _AS_WRITTEN and (here.position < 0 or text[max(here.position - 1, 0)] == "\\")
        if not meant:
            yield here
    marks = {found.value.lower() for found in sure if found.what == "footnote"}
    for match in _NOTE.finditer(text):
        mark = match[1].lower()
        if mark not in marks and mark[1:-1] in names:
            yield Finding("footnote", text.count("\n", 0, match.start(1)), match[1], match[1], match.start(1))
