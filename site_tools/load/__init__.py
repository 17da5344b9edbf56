"""Stage 1, load: the only reader of content. Files become sources with the place of every key; faults become problems."""

from __future__ import annotations

import os
import posixpath
import re
import stat
import time
import unicodedata
from functools import partial
from io import FileIO
from itertools import islice
from operator import attrgetter
from types import MappingProxyType
from typing import TYPE_CHECKING

from site_tools import release
from site_tools.beside import FETCHED, RECORD
from site_tools.config import FOLDERS, SITE_FILE, meant_as_settings
from site_tools.disk import reason
from site_tools.load.table import read_csv
from site_tools.memory import each, remembered
from site_tools.messages import fetching, files, published, syntax
from site_tools.messages.hidden import hidden_characters, plainly_visible
from site_tools.model.dialect import DIALECTS, EXCEL, STANDARD, Dialect
from site_tools.model.portal import Source
from site_tools.model.released import Released, Was
from site_tools.problems import FAULTS_MAX, Problem
from site_tools.snapshots import SnapshotError, path_of, read_snapshot
from site_tools.strict_yaml import Tree, YamlError, read_yaml
from site_tools.strict_yaml.plain import read_plain

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping
    from pathlib import Path

    from site_tools.model.fetch import Snapshot
    from site_tools.model.portal import Marks
    from site_tools.model.released import Figure, RowKey

FILE_BYTES_MAX = 1_048_576
MARKS_MAX = 30
"""Marks on one letter. Source: the stream-safe format of Unicode's annex 15; to put more in order takes the square of their number."""
_SUFFIXES = (".md", ".yaml", ".csv")


def load(content: Path, instead: Mapping[str, bytes] = MappingProxyType({})) -> tuple[list[Source], list[Problem]]:
    """Every file below ``content`` in path order, and what could not be read.

    A file whose text could not be taken in yields no source. Hidden files (a leading dot) are left alone. ``instead`` holds, by path, what
    files that are about to be written will say.
    """
    sources: list[Source] = []
    if not content.is_dir():
        return [], [files.NO_FOLDER(folder=content).at(".")]
    found, problems = _walk(content)
    dialects: dict[str, Dialect] = {}
    # An indicator comes before its series, because it says how the series is written.
    every: dict[str, os.DirEntry[str] | bytes] = {**found, **{path: data for path, data in instead.items() if not path.startswith("../")}}
    series = sorted(path for path in every if path.endswith(".csv"))
    for paths in (sorted(every.keys() - set(series)), series):
        for path, (source, faults, told) in zip(paths, _all(paths, every, dialects), strict=True):
            if told:
                dialects[path.rsplit(".", 1)[0]] = told
            if source:
                sources.append(source)
            problems += faults
    return sorted(sources, key=attrgetter("path")), sorted(problems)


def _all(paths: list[str], every: Mapping[str, os.DirEntry[str] | bytes], dialects: Mapping[str, Dialect]) -> Iterator[_Told]:
    """The files at some paths, each with what is wrong with it; a series in the dialect that its indicator has told."""
    found, known_by = [every[path] for path in paths], partial(_identity, time.time_ns())
    if dialects:
        forms = [dialects.get(path.rsplit(".", 1)[0], STANDARD) for path in paths]
        answers = each(_read, paths, found, forms, known_by=known_by)
    else:
        forms = [STANDARD] * len(paths)
        answers = each(_read, paths, found, given=(STANDARD,), known_by=known_by)
    for path, file, form, told in zip(paths, found, forms, answers, strict=True):
        # What could not be read may be readable the next time.
        again = _read(path, file, form) if isinstance(told, OSError) else told
        yield (None, [files.UNREADABLE_FILE(reason=reason(again)).at(path)], None) if isinstance(again, OSError) else again


def load_record(folder: Path) -> tuple[Released | None, list[Problem]]:
    """What the last release published; nothing where there is no record, and one problem where it cannot be read.

    The paths of problems lead from the content folder, beside which the record lies.
    """
    if not folder.is_dir():
        lost = [published.DAMAGED(reason="det är ingen mapp", folder=RECORD).at(f"../{RECORD}")] if os.path.lexists(folder) else []
        return None, lost
    path = release.EDITION
    try:
        texts = {path: _record_text(folder, path)}
        heading = release.read_edition(texts[path])
        path = release.VERDICTS
        release.refuse_broken_json(texts.setdefault(path, _record_text(folder, path)))
        path = release.ADDRESSES
        addresses = _released_addresses(texts.setdefault(path, _record_text(folder, path)))
        figures: dict[str, Mapping[RowKey, Figure]] = {}
        for name in release.indicators(at for at, one in addresses.items() if one.what is Was.PAGE):
            path = f"{release.FIGURES}{name}.csv"
            figures[name] = _released_figures(texts.setdefault(path, _record_text(folder, path)))
    except release.RecordError as error:
        said = published.DAMAGED(reason=error.reason, folder=RECORD) if error.reason else published.CONFLICT(folder=RECORD)
        return None, [said.at(f"../{RECORD}/{path}", (error.line, 1))]
    if heading.seal and heading.seal != release.seal(texts):
        return None, [published.EDITED(folder=RECORD).at(f"../{RECORD}/{release.EDITION}")]
    return Released(heading.day, heading.place, figures, addresses), []


def _record_text(folder: Path, path: str) -> str:
    try:
        file = folder / path
        status = file.lstat()
        if not stat.S_ISREG(status.st_mode):
            raise release.RecordError(1, "den är inte en vanlig fil")
        return _bytes(str(file), status).decode("utf-8").replace("\r\n", "\n")
    except OSError as error:
        raise release.RecordError(1, reason(error)) from None
    except UnicodeDecodeError:
        raise release.RecordError(1, "den är inte sparad som UTF-8") from None


def load_fetched(folder: Path, instead: Mapping[str, bytes] = MappingProxyType({})) -> tuple[dict[str, Snapshot | None], list[Problem]]:
    """What was fetched for each indicator, None for a file that cannot be trusted, and why it cannot."""
    found: dict[str, Snapshot | None] = {}
    problems: list[Problem] = []
    # A file that does not end on .json is nobody's: an editor's own note, or what an interrupted exchange has left.
    names = {file.stem for file in (folder.glob("*.json") if folder.is_dir() else ()) if not file.name.startswith(".")}
    names |= {posixpath.basename(path).removesuffix(".json") for path in instead if path.startswith(f"../{FETCHED}/")}
    for name in sorted(names):
        path = path_of(name)
        try:
            data = instead.get(path)
            if data is None and (folder / f"{name}.json").stat().st_size > FILE_BYTES_MAX:
                raise SnapshotError("den är för stor")
            found[name] = read_snapshot(data.decode("utf-8") if data is not None else _record_text(folder, f"{name}.json"))
        except (SnapshotError, release.RecordError, OSError) as error:
            found[name] = None
            why = error.reason if isinstance(error, release.RecordError) else reason(error) if isinstance(error, OSError) else str(error)
            said = fetching.SNAPSHOT_DAMAGED(reason=why, file=f"{FETCHED}/{name}.json", indicator=name)
            problems.append(said.at(path))
    return found, problems


_released_addresses = remembered(release.read_addresses)
_released_figures = remembered(release.read_figures)

FOLDERS_DEEP_MAX = 8
_OF_WINDOWS = frozenset({"Thumbs.db", "desktop.ini"})
"""What Windows puts in a folder that somebody has looked at, and hides."""


def _walk(content: Path) -> tuple[dict[str, os.DirEntry[str]], list[Problem]]:
    """Path below the content folder -> file, with what its folder says of it; and the folders that could not be looked into."""
    found: dict[str, os.DirEntry[str]] = {}
    problems: list[Problem] = []
    pending = [("", content)]
    while pending:
        prefix, folder = pending.pop()
        if prefix.count("/") > FOLDERS_DEEP_MAX:
            problems.append(files.FOLDERS_TOO_DEEP().at(prefix))
            continue
        try:
            entries = [entry for entry in os.scandir(folder) if not entry.name.startswith((".", "~$")) and entry.name not in _OF_WINDOWS]
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    pending.append((f"{prefix}{entry.name}/", folder / entry.name))
                else:
                    entry.stat(follow_symlinks=False)  # kept: a file is looked at once
                    found[f"{prefix}{entry.name}"] = entry
        except OSError as error:
            problems.append(files.UNREADABLE_FOLDER(reason=reason(error)).at(prefix or "."))
    return found, problems


def _refusal(path: str, status: os.stat_result) -> list[Problem] | None:
    """Why a file is not read at all, whatever it says."""
    if stat.S_ISLNK(status.st_mode):
        return [files.SYMLINK().at(path)]
    if not stat.S_ISREG(status.st_mode):
        return [files.NO_REGULAR_FILE().at(path)]
    if status.st_size > FILE_BYTES_MAX:
        return [files.TOO_LARGE(size=status.st_size, limit=FILE_BYTES_MAX).at(path)]
    return _misplaced(path)


def _misplaced(path: str) -> list[Problem] | None:
    """Why no file is read where this one lies, or with such an ending."""
    if meant_as_settings(path):
        return [files.SETTINGS_NAME().at(path)]
    folder = path.split("/", 1)[0] if "/" in path else ""
    if path != SITE_FILE and folder not in FOLDERS:
        return [files.WRONG_FOLDER(folders=", ".join(f"{name}/" for name in FOLDERS)).at(path)]
    suffix = posixpath.splitext(path)[1]
    if suffix not in _SUFFIXES or (suffix == ".csv" and folder != "indikatorer"):
        suffixes = ".md eller .yaml" + (", eller .csv för en serie" if folder == "indikatorer" else "")
        return [files.WRONG_SUFFIX(ending=f'som slutar på "{suffix}"' if suffix else "utan ändelse", suffixes=suffixes).at(path)]
    return None


_Read = tuple[Source | None, list[Problem]]
_Told = tuple[Source | None, list[Problem], Dialect | None]
"""With how the file says that its series is written; None for a file that says nothing of it."""


def _identity(now: int, path: str, file: os.DirEntry[str] | bytes, dialect: Dialect = STANDARD) -> tuple[Hashable, ...]:
    """What tells a file from what it may become. One that was changed a moment ago is always read: ``now`` comes but once.
    The dialects are constants."""
    if isinstance(file, bytes):
        return path, file, id(dialect)
    status = file.stat(follow_symlinks=False)  # taken before it is read, so that what is changed meanwhile is read again the next time
    changed = max(status.st_mtime_ns, status.st_ctime_ns)
    return path, id(dialect), status.st_mode, status.st_size, status.st_ino, changed, now if now - changed < SETTLED_NS else 0


def _read(path: str, file: os.DirEntry[str] | bytes, dialect: Dialect) -> _Told | OSError:
    """A file, or what one will say, as a source; the error where it cannot be read."""
    if refused := _misplaced(path) if isinstance(file, bytes) else _refusal(path, file.stat(follow_symlinks=False)):
        return None, refused, None
    try:
        return _taken_in(path, file if isinstance(file, bytes) else _read_whole(file.path), dialect)
    except OSError as error:
        return error


SETTLED_NS = 2_000_000_000
"""How old a change must be before the file's times tell it from the next: some disks keep no finer time than this."""


def _bytes(file: str, status: os.stat_result) -> bytes:
    """The bytes of a file; ``status`` was taken before they are read, so that what is changed meanwhile is read again the next time."""
    changed = max(status.st_mtime_ns, status.st_ctime_ns)
    if time.time_ns() - changed < SETTLED_NS:
        return _read_whole(file)
    return _settled(file, status.st_ino, status.st_size, changed)


@remembered
def _settled(file: str, *_identity: int) -> bytes:
    return _read_whole(file)


def _read_whole(file: str) -> bytes:
    with FileIO(file) as opened:  # a path object for each of many thousand files takes longer than to read them
        return opened.readall()


@remembered
def _taken_in(path: str, data: bytes, dialect: Dialect) -> _Told:
    """What a file says, what is wrong with it, and for an indicator how its series is written."""
    visible = plainly_visible(data)
    text = decoded(path, data, visible)
    if not isinstance(text, str):
        return None, [text], STANDARD
    if hidden := [] if visible else _hidden(path, text):
        return None, [problem.on(text.split("\n"), {}) for problem in hidden], STANDARD
    if ("<<<<<<<" in text or ">>>>>>>" in text) and (marks := _GIT_MARKS.search(text)):  # the first tells of nearly all files, at once
        return None, [files.GIT_MARKS().at(path, (text.count("\n", 0, marks.start()) + 1, 1)).on(text.split("\n"), {})], STANDARD
    if path.endswith(".csv"):
        source, problems = read_csv(path, text, dialect, data.startswith(_BOM))
        told = None
    else:
        source, problems = _read_keys(path, text, visible)
        told = _dialect(source, text)
    return source, [problem if source else problem.on(text.split("\n"), {}) for problem in problems], told


_GIT_MARKS = re.compile("^(?:<{7}|>{7}) .", re.MULTILINE)


def _dialect(source: Source | None, text: str) -> Dialect:
    """How an indicator says that its series is written. One whose YAML is broken is read as far as it goes: one fault, one message."""
    if source:
        return DIALECTS.get(str(source.tree.get("csv")), STANDARD)
    return EXCEL if re.search(r"^csv: *excel\b", text, re.MULTILINE) else STANDARD


_BOM = b"\xef\xbb\xbf"
_NO_TEXT = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"%PDF-")
"""How documents and sheets of an office program, pictures and PDF files begin."""


def decoded(path: str, data: bytes, visible: bool = False) -> str | Problem:
    """The text in composed form (NFC): å typed as a + ring is the same letter, the same address and the same search word. Of what is known
    to be plainly ``visible`` nothing is composed."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return files.UTF_16().at(path)
    if b"\0" in data[:4] or data.startswith(_NO_TEXT):
        return files.NO_TEXT_FILE().at(path)
    data = data.removeprefix(_BOM)
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


def _hidden(path: str, text: str) -> list[Problem]:
    problems = []
    line, start, scanned = 1, 0, 0
    for position, said in islice(hidden_characters(text), FAULTS_MAX):
        line += text.count("\n", scanned, position)
        start = text.rfind("\n", 0, position) + 1
        scanned = position
        problems.append(said.at(path, (line, position - start + 1)))
    return problems


_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)


def _read_keys(path: str, text: str, visible: bool) -> _Read:
    """A YAML file, or a Markdown file whose keys stand between two lines of ``---``; ``visible`` where nothing is hidden in it."""
    head, body, body_line = text, "", 1
    if path.endswith(".md"):
        opening = _FENCE.match(text)
        closing = _FENCE.search(text, opening.end()) if opening else None
        if not opening or not closing:
            return None, [(syntax.NO_SECOND_FENCE() if opening else syntax.NO_FRONT_MATTER()).at(path)]
        head = text[opening.end() : closing.start()]
        if not head.strip():
            return None, [syntax.EMPTY_FRONT_MATTER().at(path, (text.count("\n", 0, closing.start()) + 1, 1))]
        body, body_line = text[closing.end() :], text.count("\n", 0, closing.end()) + 1
    if (plain := read_plain(head, visible)) is not None:
        # The places of its parts are read when a fault needs one.
        return Source(path, plain, body, body_line, written=text, find_marks=partial(_marks, head)), []
    problems: list[Problem] = []
    try:
        tree: Tree | None = read_yaml(head)
    except YamlError as fault:
        tree = fault.tree
        problems = [said.at(path, place) for place, said in fault.found]
    if tree is None:
        return None, problems
    return Source(path, tree.value, body, body_line, written=text, find_marks=partial(_known, tree.marks)), problems


def _marks(head: str) -> Marks:
    return read_yaml(head).marks


def _known(marks: Marks) -> Marks:
    return marks
