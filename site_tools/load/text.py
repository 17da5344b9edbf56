"""The bytes of a file as a text: what is none, and what is hidden in one."""

from __future__ import annotations

import re
import unicodedata
from itertools import islice

from site_tools.messages import files
from site_tools.messages.hidden import hidden_characters, plainly_visible
from site_tools.problems import FAULTS_MAX, Problem

MARKS_MAX = 30
"""Marks on one letter. Source: the stream-safe format of Unicode's annex 15; to put more in order takes the square of their number."""
BOM = b"\xef\xbb\xbf"
_NO_TEXT = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"%PDF-")
"""How documents and sheets of an office program, pictures and PDF files begin."""


def decoded(path: str, data: bytes, visible: bool = False) -> str | Problem:
    """The text in composed form (NFC): å typed as a + ring is the same letter, the same address and the same search word. Of what is known
    to be plainly ``visible`` nothing is composed."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return files.UTF_16().at(path)
    if b"\0" in data[:4] or data.startswith(_NO_TEXT):
        return files.NO_TEXT_FILE().at(path)
    data = data.removeprefix(BOM)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        line = before.count("\n") + 1
        written = data.split(b"\n")[line - 1].decode("utf-8", "replace").rstrip("\r")
        place = (line, len(before) - (before.rfind("\n") + 1) + 1)
        # A line that cannot be read is shown with a sign for each byte that is none.
        return files.NOT_UTF_8(byte=data[error.start]).at(path, place).on([*[""] * (line - 1), written], {})
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if visible or plainly_visible(data):
        return text
    if (piled := _piled_marks(text)) >= 0:
        return files.MANY_MARKS(limit=MARKS_MAX).at(path, (text.count("\n", 0, piled) + 1, piled - text.rfind("\n", 0, piled)))
    return unicodedata.normalize("NFC", text)


_NO_LETTERS = re.compile(rf"[^\w\s\x00-\x7f]{{{MARKS_MAX + 1},}}")


def _piled_marks(text: str) -> int:
    """Where the first pile of more than MARKS_MAX marks on one letter begins; -1 when there is none."""
    for run in _NO_LETTERS.finditer(text):
        marks = 0
        for position in range(*run.span()):
            marks = marks + 1 if unicodedata.combining(text[position]) else 0
            if marks > MARKS_MAX:
                return position - MARKS_MAX
    return -1


def hidden(path: str, text: str) -> list[Problem]:
    """A problem for each sign of a text that nobody sees."""
    problems = []
    line, start, scanned = 1, 0, 0
    for position, said in islice(hidden_characters(text), FAULTS_MAX):
        line += text.count("\n", scanned, position)
        start = text.rfind("\n", 0, position) + 1
        scanned = position
        problems.append(said.at(path, (line, position - start + 1)))
    return problems
