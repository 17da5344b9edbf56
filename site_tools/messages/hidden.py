"""Characters that hide what a text really says, and their names in Swedish."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from site_tools.messages.files import HIDDEN, LOOKALIKE, LOST_LETTER, TWICE_ENCODED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from site_tools.problems import Said

# Characters that cannot be seen, that turn the reading order round, or that are no characters.
_SIGNS = (
    "\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f"
    "\u2028-\u202e\u2060-\u206f\u2800\u3164\ue000-\uf8ff\ufdd0-\ufdef\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e0fff"
    "\U000f0000-\U0010ffff"
)
# The last belong in emoji, and join or part letters of scripts that are written together. In words of ours they only hide.
_HIDDEN = re.compile(
    f"[{_SIGNS}]|(?<![\u0600-\u0dff\u2190-\u2bff\ufe0f\U0001f000-\U0001faff])[\u200c\u200d]|(?<=[A-Za-z\u00c0-\u024f])[\ufe00-\ufe0f]"
)
_LOST = "\ufffd"
"""What a program writes for a letter that it could not read."""
_LATIN = "[A-Za-z\u00c0-\u024f]"
_LIKE = "[\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u03bf\u0400-\u0481\u048a-\u052f]"
"""Letters of Cyrillic, and those of Greek that look like Latin ones: within one word with Latin letters they are taken for them."""
_LOOKALIKE = re.compile(f"(?<={_LATIN}){_LIKE}|{_LIKE}(?={_LATIN})")
_TWICE = re.compile(
    "[\u00c2\u00c3][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013\u2014\u2018-\u201e\u2020-\u2022\u2026"
    "\u2030\u2039\u203a\u20ac\u2122]|\u00e2\u20ac[\u0080-\u00bf\u0153\u02dc\u201c\u201d\u2122]"
)
"""Letters beyond ASCII whose bytes of UTF-8 have been read as Windows' or Latin-1 letters: Ã¤ for ä."""
_SUSPECT = re.compile(f"[{_SIGNS}\u200c\u200d\ufe00-\ufe0f\u00c2\u00c3\u00e2{_LOST}{_LIKE[1:-1]}]")
"""A sign that may be one of them. Nearly no file has any, and to look for one of a set is quick."""
_WRONG = re.compile(f"(?P<twice>{_TWICE.pattern})|(?P<like>{_LOOKALIKE.pattern})|(?P<lost>{_LOST})|{_HIDDEN.pattern}")
_UNSEEN = re.compile(f"{_LOST}|{_HIDDEN.pattern}")
_NAMES = {
    "\u200c": "delning utan bredd",
    "\u200d": "hopfogning utan bredd",
    _LOST: "tecken som har gått förlorat",
    "\u00ad": "mjukt bindestreck",
    "\u200b": "mellanslag utan bredd",
    "\u2028": "radskiljare",
    "\u2029": "styckeskiljare",
    "\u2060": "ordfogare",
    "\ufeff": "byteordningsmärke, BOM",
}
_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_PLAIN_BYTES = bytes([0x09, 0x0A, 0x0D, *range(0x20, 0x7F)])
_PLAIN_LETTERS = frozenset("åäöÅÄÖéÉèàüÜæøšß–—−’‘”“»«…•·°²³µ½¼§×±€\u00a0")
"""Letters and signs that are seen, stand for themselves and are whole: no other way to write them is meant to be the same."""


def plainly_visible(data: bytes) -> bool:
    """Whether UTF-8 has only ASCII and the commonest other letters and signs: then there is nothing hidden in it, and nothing to compose.

    It is far faster than looking for what is hidden. Of bytes that are no UTF-8 it says nothing.
    """
    others = data.translate(None, _PLAIN_BYTES)
    return not others or _PLAIN_LETTERS.issuperset(others.decode("utf-8", "replace"))


def hidden_characters(text: str) -> Iterator[tuple[int, Said]]:
    """(position, what to say) of every character in ``text`` that a reader would not see, or that stands for a lost one."""
    if not _SUSPECT.search(text):
        return
    twice = False
    for match in _WRONG.finditer(text):
        match match.lastgroup:
            case "lost":
                yield match.start(), LOST_LETTER()
            case "like":
                script = unicodedata.name(match[0]).partition(" ")[0]
                yield match.start(), LOOKALIKE(letter=match[0], code=f"U+{ord(match[0]):04X}", script=_SCRIPTS[script])
            case "twice" if (meant := _read_again(match[0])) and not twice:
                # The whole file has been saved so: that is one fault.
                twice = True
                yield match.start(), TWICE_ENCODED(written=match[0], meant=meant)
            case None:
                yield match.start(), HIDDEN(name=_named(match[0]))


_SCRIPTS = {"CYRILLIC": "kyrillisk", "GREEK": "grekisk"}


def _read_again(text: str) -> str:
    """The letter that was meant, empty when there is none. Windows' letters have holes, which Latin-1 fills."""
    try:
        data = b"".join(char.encode("cp1252") if char > "\u00ff" else char.encode("latin-1") for char in text)
        return data.decode("utf-8").replace("\u00a0", " ")
    except UnicodeError:
        return ""


def named_hidden(text: str) -> Iterator[tuple[int, str]]:
    """(position, name) of every character in ``text`` that a reader would not see, or not as it was: ``U+200B (mellanslag utan bredd)``."""
    for match in _UNSEEN.finditer(text) if _SUSPECT.search(text) else ():
        yield match.start(), _named(match[0])


def _named(char: str) -> str:
    own = unicodedata.category(char) == "Co"
    kind = "tecken som vänder läsriktningen" if char in _TURNING else "tecken ur ett typsnitt" if own else _NAMES.get(char, "styrtecken")
    return f"U+{ord(char):04X} ({kind})"
