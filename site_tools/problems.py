"""What is wrong with the content, said to an editor in Swedish, with the place to mend it."""

from __future__ import annotations

import difflib
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Severity = Literal["fel", "varning"]


@dataclass(frozen=True, order=True)
class Problem:
    """One fault at one place.

    ``path`` is relative to the content folder, with ``/``. ``line`` and ``column`` count from 1. ``key`` is the dotted key that
    the fault belongs to (``målvärden.0.år``), empty where there is none. ``message`` says what is wrong and ``hint`` what to
    write instead; both are Swedish, without a closing full stop.
    """

    path: str
    line: int
    column: int
    message: str
    hint: str = ""
    key: str = ""
    severity: Severity = "fel"

    def __str__(self) -> str:
        word = "varning: " if self.severity == "varning" else ""
        hint = f" – {self.hint}" if self.hint else ""
        return _one_line(f"{self.path}:{self.line}:{self.column}: {word}{self.message}{hint}")


TOLD_MAX = 600


def _one_line(told: str) -> str:
    """A message that quotes what an editor typed stays one line, of a length that can be read."""
    unseen = {char for char in told if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp")}
    told = "".join(f"\\x{ord(char):02x}" if char in unseen else char for char in told)
    return told if len(told) <= TOLD_MAX else f"{told[:TOLD_MAX]} …"


class UserError(Exception):
    """Something outside the content that the user can mend: an option, a folder, a full disk. Exit status 2."""


# Characters that cannot be seen, that turn the reading order round, or that are no characters: they hide what a text really says.
_HIDDEN = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufdd0-\ufdef"
    "\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)


def hidden_characters(text: str) -> Iterator[tuple[int, str]]:
    """(position, what to say) of every character in ``text`` that a reader would not see."""
    for match in _HIDDEN.finditer(text):
        yield match.start(), f"osynligt tecken U+{ord(match[0]):04X} ({unicodedata.name(match[0], 'styrtecken')})"


def nearest(word: str, candidates: Iterable[str]) -> str:
    """The candidate that ``word`` is probably a slip for, or an empty string when none is near."""
    near = difflib.get_close_matches(word, list(candidates), n=1, cutoff=0.6)
    return near[0] if near else ""


def did_you_mean(word: str, candidates: Iterable[str]) -> str:
    """``menade du "mål"?`` for the nearest candidate, or an empty string when none is near."""
    near = nearest(word, candidates)
    return f'menade du "{near}"?' if near else ""
