"""Changes of content files: checked as they would be, and only then written, each file whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from site_tools.beside import file_at
from site_tools.disk import reason
from site_tools.pipeline import Checked, ContentError, at_most, check_all
from site_tools.problems import UserError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from site_tools.problems import Message, Problem


def add_files(content: Path, files: Mapping[str, str], before: Checked, today: date | None = None) -> None:
    """Write new files below ``content``. Raises UserError when one is there already, ContentError when the check finds fault with them."""
    for path in files:
        if (content / path).exists():
            raise UserError(f"filen {content / path} finns redan; den skrivs inte över")
    _passes(content, files, before, today=today)
    for path, text in files.items():
        file = content / path
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            # x: a file that somebody made since the look above is left alone.
            with file.open("x", encoding="utf-8", newline="") as out:
                out.write(text)
        except OSError as error:
            raise UserError(f"filen {file} går inte att skriva: {reason(error)}") from error


def change_files(
    content: Path, files: Mapping[str, str], before: Checked, *left: Message, dry: bool = False, today: date | None = None
) -> None:
    """Write files anew; ``before`` has every problem of the content as it is, by the checks of the same day. A path may lead to what lies
    beside the content.

    Raises ContentError, with nothing written, when the change would bring a new fault into the content, but for those that are ``left``
    to a person. A ``dry`` run checks, and writes nothing.
    """
    _passes(content, files, before, *left, today=today)
    for path, text in {} if dry else files.items():
        file = file_at(content, path)
        try:
            file.parent.mkdir(exist_ok=True)
            put(file, text.encode())
        except OSError as error:
            raise UserError(f"filen {file} går inte att skriva: {reason(error)}") from error


def _passes(content: Path, files: Mapping[str, str], before: Checked, *left: Message, today: date | None = None) -> None:
    after = check_all(content, instead={path: text.encode() for path, text in files.items()}, today=today)
    known = Counter(map(_same, before.problems))
    new = []
    for problem in after.problems:
        if known[_same(problem)]:
            known[_same(problem)] -= 1
        else:
            new.append(problem)
    codes = {message.code for message in left}
    if any(problem.severity == "fel" and problem.code not in codes for problem in new):
        raise ContentError(Checked(None, tuple(at_most(new))))


def _same(problem: Problem) -> tuple[str, str, str]:
    """What a fault is known by when lines have moved."""
    return problem.path, problem.message, problem.hint


def put(file: Path, data: bytes) -> None:
    """Exchange a file in one step, with the rights that it has: a reader sees the old text or the new one."""
    handle, temporary = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
        Path(temporary).chmod(file.stat().st_mode & 0o777 if file.exists() else 0o644)
        Path(temporary).replace(file)
    except OSError:
        Path(temporary).unlink(missing_ok=True)
        raise
