"""Stage 1, load: the only reader of content. Files become sources with the place of every key; faults become problems."""

from __future__ import annotations

import os
import posixpath
import re
import stat
import time
from functools import partial
from operator import attrgetter
from types import MappingProxyType
from typing import TYPE_CHECKING

from site_tools.config import FOLDERS, SITE_FILE, meant_as_settings
from site_tools.disk import reason
from site_tools.load.beside import load_fetched, load_record
from site_tools.load.raw import FILE_BYTES_MAX, SETTLED_NS, read_whole
from site_tools.load.table import read_csv
from site_tools.load.text import BOM, decoded, hidden
from site_tools.memory import each, remembered
from site_tools.messages import files, syntax
from site_tools.messages.hidden import plainly_visible
from site_tools.model.dialect import DIALECTS, EXCEL, STANDARD, Dialect
from site_tools.model.portal import Source
from site_tools.problems import Problem
from site_tools.strict_yaml import Tree, YamlError, read_yaml
from site_tools.strict_yaml.plain import read_plain

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping
    from pathlib import Path

    from site_tools.model.portal import Marks

__all__ = ["FILE_BYTES_MAX", "load", "load_fetched", "load_record"]

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
        return _taken_in(path, file if isinstance(file, bytes) else read_whole(file.path), dialect)
    except OSError as error:
        return error


@remembered
def _taken_in(path: str, data: bytes, dialect: Dialect) -> _Told:
    """What a file says, what is wrong with it, and for an indicator how its series is written."""
    visible = plainly_visible(data)
    text = decoded(path, data, visible)
    if not isinstance(text, str):
        return None, [text], STANDARD
    if unseen := [] if visible else hidden(path, text):
        return None, [problem.on(text.split("\n"), {}) for problem in unseen], STANDARD
    if ("<<<<<<<" in text or ">>>>>>>" in text) and (marks := _GIT_MARKS.search(text)):  # the first tells of nearly all files, at once
        return None, [files.GIT_MARKS().at(path, (text.count("\n", 0, marks.start()) + 1, 1)).on(text.split("\n"), {})], STANDARD
    if path.endswith(".csv"):
        source, problems = read_csv(path, text, dialect, data.startswith(BOM))
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
