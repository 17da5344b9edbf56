"""What is wrong with the content, said to an editor in Swedish, with the place to mend it."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

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
        return f"{self.path}:{self.line}:{self.column}: {word}{self.message}{hint}"


class UserError(Exception):
    """Something outside the content that the user can mend: an option, a folder, a full disk. Exit status 2."""


def nearest(word: str, candidates: Iterable[str]) -> str:
    """The candidate that ``word`` is probably a slip for, or an empty string when none is near."""
    near = difflib.get_close_matches(word, list(candidates), n=1, cutoff=0.6)
    return near[0] if near else ""


def did_you_mean(word: str, candidates: Iterable[str]) -> str:
    """``menade du "mål"?`` for the nearest candidate, or an empty string when none is near."""
    near = nearest(word, candidates)
    return f'menade du "{near}"?' if near else ""
