"""What is wrong with the content, said to an editor in Swedish, with the place to mend it."""

from __future__ import annotations

import difflib
import unicodedata
from collections import Counter
from dataclasses import dataclass, field, replace
from functools import lru_cache
from heapq import nlargest
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

Severity = Literal["fel", "varning"]


@dataclass(frozen=True, order=True)
class Problem:
    """One fault at one place. It is made from a message of ``site_tools.messages``, whose ``code`` it carries.

    ``path`` is relative to the content folder, with ``/``. ``line`` and ``column`` count from 1. ``key`` is the dotted key that
    the fault belongs to (``målvärden.0.år``), empty where there is none. ``message`` says what is wrong and ``hint`` what to
    write instead; both are Swedish, without a closing full stop. ``excerpt`` is the line as it stands in the file, and ``end`` the
    column after what is faulty in it; empty and 0 for a fault of the file as a whole.
    """

    path: str
    line: int
    column: int
    message: str
    hint: str = ""
    key: str = ""
    severity: Severity = "fel"
    code: str = ""
    excerpt: str = ""
    end: int = 0
    whole: bool = False
    meant: tuple[str, Collection[str]] | None = field(default=None, compare=False, repr=False)
    """A word and what may be meant by it. It is looked up for the problems that are told; there can be tens of thousands more."""

    def __str__(self) -> str:
        word = "varning: " if self.severity == "varning" else ""
        hint = f" – {self.hint}" if self.hint else ""
        return shortened(visible(f"{self.path}:{self.line}:{self.column}: {word}{self.message}{hint}"))

    def on(self, lines: Sequence[str], ends: Mapping[tuple[int, int], int]) -> Problem:
        """The problem with its line from the file; ``ends`` has the end column of what begins at a (line, column)."""
        if self.whole or self.excerpt or not 0 < self.line <= len(lines):
            return self
        written = lines[self.line - 1]
        return replace(self, excerpt=written, end=self.end or ends.get((self.line, self.column), min(self.column, len(written)) + 1))

    def with_guess(self) -> Problem:
        """The problem with ``menade du …?`` as its hint, when something near is known."""
        guess = did_you_mean(*self.meant) if self.meant else ""
        return replace(self, hint=guess or self.hint, meant=None)


FAULTS_MAX = 1000
"""Faults of one kind that are looked for in one file. Who has more has made the same slip many times, and mends the cause."""

TOLD_MAX = 600


def visible(text: str) -> str:
    """``text`` with what cannot be seen written out: ``\\x200b`` for a space without width."""
    unseen = {char for char in text if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp")}
    return "".join(f"\\x{ord(char):02x}" if char in unseen else char for char in text)


def shortened(told: str) -> str:
    """A message that quotes what an editor typed stays of a length that can be read."""
    return told if len(told) <= TOLD_MAX else f"{told[:TOLD_MAX]} …"


@dataclass(frozen=True)
class Message:
    """A message that editors may meet, with its place in docs/fel.md.

    ``code`` is final once published: links lead to it. ``says`` and ``advice`` are templates;
    ``means`` explains the fault in the catalogue.
    ``whole`` marks a fault of the file, not of a line in it. Call a message with its values to get what is said.
    """

    code: str
    says: str
    advice: str
    means: str
    severity: Severity = "fel"
    whole: bool = False

    def __call__(self, **values: object) -> Said:
        """What is said about one fault. The values are what an editor typed, and never read as templates."""
        return Said(self, self.says.format(**values), self.advice.format(**values))


class Said(NamedTuple):
    """A message with its values filled in, not yet at a place."""

    message: Message
    text: str
    hint: str
    meant: tuple[str, Collection[str]] | None = None

    def advise(self, hint: str) -> Said:
        """The same with a better advice, when there is one."""
        return self._replace(hint=hint) if hint else self

    def near(self, word: str, candidates: Collection[str]) -> Said:
        """The same, to be told with ``menade du …?`` as its advice if one of the candidates is near."""
        return self._replace(meant=(word, candidates))

    def at(self, path: str, place: tuple[int, int] = (1, 1), key: str = "", end: int = 0) -> Problem:
        """The problem at a (line, column) of a file."""
        code, severity, whole = self.message.code, self.message.severity, self.message.whole
        return Problem(path, *place, self.text, self.hint, key, severity, code, end=end, whole=whole, meant=self.meant)


class TextError(ValueError):
    """A text that is not what it should be, with what to say about it."""

    def __init__(self, said: Said) -> None:
        super().__init__(f"{said.text}; {said.hint}")
        self.said = said


class UserError(Exception):
    """Something outside the content that the user can mend: an option, a folder, a full disk. Exit status 2."""


def nearest(word: str, candidates: Iterable[str]) -> str:
    """The candidate that ``word`` is probably a slip for, or an empty string when none is near."""
    if len(word) > WORD_MAX:
        return ""
    among = _likely(word, tuple(candidates))
    if same := [candidate for candidate in among if candidate.casefold() == word.casefold()]:
        return same[0]
    near = difflib.get_close_matches(word, among, n=1, cutoff=0.6)
    if near or len(word) > FOLDED_MAX:
        return near[0] if near else ""
    # A short word without its dots, or with its letters in another order, has little in common with itself: "ar" is meant to be "år".
    letters = sorted(_folded(word))
    return next((candidate for candidate in among if len(candidate) == len(word) and sorted(_folded(candidate)) == letters), "")


FOLDED_MAX = 4
WORD_MAX = 200
"""Letters of a word that is looked for; what is longer is a text, and no slip for anything."""
LIKELY_MAX = 100
"""Candidates that are compared letter by letter, which takes a tenth of a millisecond each."""


def _likely(word: str, candidates: tuple[str, ...]) -> Sequence[str]:
    """All candidates, or of many those that share most pairs of letters with the word, for their length."""
    if len(candidates) <= LIKELY_MAX:
        return candidates
    having, shared = _by_pair(candidates), Counter[int]()
    for pair in _pairs(word):
        shared.update(having.get(pair, ()))
    size = len(word)
    best = nlargest(LIKELY_MAX, shared.items(), key=lambda item: (item[1] / (size + len(candidates[item[0]])), candidates[item[0]]))
    return [candidates[number] for number, _ in best]


@lru_cache(maxsize=4)
def _by_pair(candidates: tuple[str, ...]) -> dict[str, list[int]]:
    """Two letters that follow each other -> the numbers of the candidates that have them."""
    found: dict[str, list[int]] = {}
    for number, candidate in enumerate(candidates):
        for pair in _pairs(candidate):
            found.setdefault(pair, []).append(number)
    return found


def _pairs(word: str) -> set[str]:
    marked = f" {word.casefold()} "
    return {marked[at : at + 2] for at in range(len(marked) - 1)}


def _folded(word: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFD", word.casefold()) if not unicodedata.combining(char))


def did_you_mean(word: str, candidates: Iterable[str]) -> str:
    """``menade du "mål"?`` for the nearest candidate, or an empty string when none is near."""
    near = nearest(word, candidates)
    return f'menade du "{near}"?' if near else ""
