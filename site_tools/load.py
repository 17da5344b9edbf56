"""Stage 1, load: the only reader of content. Files become sources with the place of every key; faults become problems."""

from __future__ import annotations

import csv
import os
import re
import stat
import unicodedata
from typing import TYPE_CHECKING

from site_tools.config import FOLDERS, SITE_FILE
from site_tools.disk import reason
from site_tools.model.portal import Cell, Source
from site_tools.problems import Problem, hidden_characters
from site_tools.strict_yaml import Tree, YamlError, read_yaml

if TYPE_CHECKING:
    from pathlib import Path

FILE_BYTES_MAX = 1_048_576
_SUFFIXES = (".md", ".yaml", ".csv")


def load(content: Path) -> tuple[list[Source], list[Problem]]:
    """Every file below ``content`` in path order, and what could not be read.

    A file whose text could not be taken in yields no source. Hidden files (a leading dot) are left alone.
    """
    sources: list[Source] = []
    if not content.is_dir():
        return [], [Problem(".", 1, 1, f"mappen {content} finns inte", "ange rätt mapp med --content")]
    found, problems = _walk(content)
    for path, entry in sorted(found):
        refused = _refusal(path, entry)
        source, faults = (None, refused) if refused else _read(path, entry)
        if source:
            sources.append(source)
        problems += faults
    return sources, problems


FOLDERS_DEEP_MAX = 8


def _walk(content: Path) -> tuple[list[tuple[str, Path]], list[Problem]]:
    """(path below the content folder, file) of every file, and the folders that could not be looked into."""
    files: list[tuple[str, Path]] = []
    problems: list[Problem] = []
    pending = [("", content)]
    while pending:
        prefix, folder = pending.pop()
        if prefix.count("/") > FOLDERS_DEEP_MAX:
            problems.append(Problem(prefix, 1, 1, "mapparna ligger för djupt i varandra", "se hur andra filer ligger"))
            continue
        try:
            entries = [entry for entry in os.scandir(folder) if not entry.name.startswith((".", "~$"))]
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    pending.append((f"{prefix}{entry.name}/", folder / entry.name))
                else:
                    entry.stat(follow_symlinks=False)
                    files.append((f"{prefix}{entry.name}", folder / entry.name))
        except OSError as error:
            problems.append(Problem(prefix or ".", 1, 1, f"mappen går inte att läsa: {reason(error)}", "kontrollera mappens rättigheter"))
    return files, problems


def _refusal(path: str, file: Path) -> list[Problem] | None:
    """Why a file is not read at all, from its name and kind alone."""
    status = file.lstat()
    if stat.S_ISLNK(status.st_mode):
        return [Problem(path, 1, 1, "filen är en länk till en annan fil", "lägg själva filen här i stället")]
    if not stat.S_ISREG(status.st_mode):
        return [Problem(path, 1, 1, "det här är inte en vanlig fil", "ta bort den")]
    if status.st_size > FILE_BYTES_MAX:
        return [Problem(path, 1, 1, f"filen är för stor ({status.st_size} byte)", f"högst {FILE_BYTES_MAX} byte; dela upp den")]
    folder = path.split("/", 1)[0] if "/" in path else ""
    if path != SITE_FILE and folder not in FOLDERS:
        known = ", ".join(f"{name}/" for name in FOLDERS)
        return [
            Problem(
                path,
                1,
                1,
                "filen ligger på ett ställe som portalen inte läser",
                f"lägg den i någon av mapparna {known}",
            )
        ]
    if file.suffix not in _SUFFIXES or (file.suffix == ".csv" and folder != "indikatorer"):
        hint = "spara som .md eller .yaml" + (", eller .csv för en serie" if folder == "indikatorer" else "")
        return [Problem(path, 1, 1, f'filer som slutar på "{file.suffix}" läses inte här', hint)]
    return None


_Read = tuple[Source | None, list[Problem]]


def _read(path: str, file: Path) -> _Read:
    try:
        data = file.read_bytes()
    except OSError as error:
        return None, [Problem(path, 1, 1, f"filen går inte att läsa: {reason(error)}", "kontrollera filens rättigheter")]
    text = _decode(path, data)
    if isinstance(text, list):
        return None, text
    if hidden := _hidden(path, text):
        return None, hidden
    if path.endswith(".csv"):
        return _read_csv(path, text)
    return _read_keys(path, text)


def _decode(path: str, data: bytes) -> str | list[Problem]:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return [Problem(path, 1, 1, "filen är sparad som UTF-16", "spara den som UTF-8")]
    if b"\0" in data[:4]:
        return [Problem(path, 1, 1, "filen är sparad som UTF-16 eller är ingen textfil", "spara den som UTF-8")]
    try:
        text = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line, column = before.count(b"\n") + 1, error.start - (before.rfind(b"\n") + 1) + 1
        message = f"filen är inte sparad som UTF-8 (byte 0x{data[error.start]:02x})"
        return [Problem(path, line, column, message, "spara om filen med teckenkodningen UTF-8")]
    # Composed form (NFC): å typed as a + ring is the same letter, the same address and the same search word.
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def _hidden(path: str, text: str) -> list[Problem]:
    problems = []
    line, start, scanned = 1, 0, 0
    for position, what in hidden_characters(text):
        line += text.count("\n", scanned, position)
        start = text.rfind("\n", 0, position) + 1
        scanned = position
        problems.append(Problem(path, line, position - start + 1, what, "ta bort det"))
    return problems


_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)


def _read_keys(path: str, text: str) -> _Read:
    """A YAML file, or a Markdown file whose keys stand between two lines of ``---``."""
    head, first_line, body, body_line = text, 1, "", 1
    if path.endswith(".md"):
        opening = _FENCE.match(text)
        closing = _FENCE.search(text, opening.end()) if opening else None
        if not opening or not closing:
            message = "filen ska börja med nycklar mellan två rader med ---" if not opening else "den andra raden med --- saknas"
            return None, [Problem(path, 1, 1, message, "skriv --- på en egen rad före och efter nycklarna")]
        head, first_line = text[opening.end() : closing.start()], 1
        body, body_line = text[closing.end() :], text.count("\n", 0, closing.end()) + 1
    problems: list[Problem] = []
    try:
        tree: Tree | None = read_yaml(head, first_line)
    except YamlError as fault:
        tree = fault.tree
        problems = [Problem(path, place[0], place[1], message, hint) for place, message, hint in fault.found]
    return (Source(path, tree.value, tree.places, tree.key_places, body, body_line) if tree else None), problems


def _read_csv(path: str, text: str) -> _Read:
    lines = text.split("\n")
    if ";" in lines[0] and "," not in lines[0]:
        return None, [
            Problem(
                path,
                1,
                lines[0].index(";") + 1,
                "kolumnerna skiljs åt med semikolon",
                "spara med komma mellan kolumnerna och punkt i talen",
            )
        ]
    rows: list[tuple[Cell, ...]] = []
    reader = csv.reader(lines, strict=True)
    try:
        before = 0
        for row in reader:
            starts = _cell_starts(lines[before])
            line, before = before + 1, reader.line_num
            if row:
                rows.append(tuple(Cell(text.strip(), line, starts[i] if i < len(starts) else 1) for i, text in enumerate(row)))
    except csv.Error:
        return None, [Problem(path, reader.line_num, 1, "raden går inte att läsa", "kontrollera att varje citattecken har sitt par")]
    return Source(path, rows=tuple(rows)), []


def _cell_starts(line: str) -> list[int]:
    """The column, from 1, where each cell of a CSV line starts; a comma within quotes starts none."""
    starts, quoted = [1], False
    for column, char in enumerate(line, 1):
        if char == '"':
            quoted = not quoted
        elif char == "," and not quoted:
            starts.append(column + 1)
    return starts
