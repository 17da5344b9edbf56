"""Characters that hide what a text really says, and their names in Swedish."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from site_tools.messages.files import HIDDEN, LOST_LETTER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from site_tools.problems import Said

# Characters that cannot be seen, that turn the reading order round, or that are no characters.
_HIDDEN = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufdd0-\ufdef"
    "\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
_LOST = "\ufffd"
"""What a program writes for a letter that it could not read."""
_WRONG = re.compile(f"{_HIDDEN.pattern}|{_LOST}")
_NAMES = {
    "\u00ad": "mjukt bindestreck",
    "\u200b": "mellanslag utan bredd",
    "\u2028": "radskiljare",
    "\u2029": "styckeskiljare",
    "\u2060": "ordfogare",
    "\ufeff": "byteordningsmärke, BOM",
}
_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def hidden_characters(text: str) -> Iterator[tuple[int, Said]]:
    """(position, what to say) of every character in ``text`` that a reader would not see, or that stands for a lost one."""
    for match in _WRONG.finditer(text):
        yield match.start(), LOST_LETTER() if match[0] == _LOST else HIDDEN(name=_named(match[0]))


def named_hidden(text: str) -> Iterator[tuple[int, str]]:
    """(position, name) of every character in ``text`` that a reader would not see: ``U+200B (mellanslag utan bredd)``."""
    for match in _HIDDEN.finditer(text):
        yield match.start(), _named(match[0])


def _named(char: str) -> str:
    kind = "tecken som vänder läsriktningen" if char in _TURNING else _NAMES.get(char, "styrtecken")
    return f"U+{ord(char):04X} ({kind})"
