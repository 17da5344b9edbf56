"""Older content: a folder, or what git remembers of the content folder, read out to a folder of its own for the time of a comparison."""

from __future__ import annotations

import os
import re
import subprocess
import tarfile
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO
from zoneinfo import ZoneInfo

from site_tools.problems import UserError

if TYPE_CHECKING:
    from collections.abc import Iterator

SECONDS = 60
"""How long git may take for one answer."""
BYTES_MAX = 512 * 1_048_576
"""The largest content that is read out; a real one is a hundredth of it."""


@dataclass(frozen=True)
class Older:
    """A folder with older content, what to call it, and the day that the user named it by, if it was named by a day."""

    folder: Path
    label: str
    day: date | None = None


@contextmanager
def older_content(since: str, content: Path) -> Iterator[Older]:
    """The content as it was at ``since``: a folder with content, a day (as it stood when that day began), or a tag, branch or commit.

    The folder is gone on leaving. Raises UserError (Swedish) when there is no such content, or no git to ask.
    """
    if Path(since).is_dir():
        yield Older(Path(since), f"mappen {since}")
        return
    # A name that git would take for an option, or for one of its many other ways to say which, is none of ours.
    if since.startswith("-") or not re.fullmatch(r"[\w./^~+@-]{1,200}", since):
        raise UserError(f'"{since}" är varken en mapp, ett datum eller en tagg – skriv till exempel --sedan 2026-03-31 eller --sedan v1.2')
    day = _day(since)
    top = _git(content, "rev-parse", "--show-toplevel", failing=f"mappen {content} ligger inte i ett git-arkiv – ange en mapp med --sedan")
    prefix = _git(content, "rev-parse", "--show-prefix")
    commit = _commit_before(day, content) if day else _commit_of(since, content)
    committed = _git(content, "show", "--no-patch", "--format=%cs", commit)
    label = f"{day.isoformat()} ({commit[:10]} från {committed})" if day else f"{since} ({commit[:10]} från {committed})"
    with tempfile.TemporaryDirectory(prefix="andringar-") as name:
        _read_out(Path(top), f"{commit}:{prefix}", Path(name), since)
        yield Older(Path(name), label, day)


def _day(since: str) -> date | None:
    try:
        return date.fromisoformat(since) if re.fullmatch(r"\d{4}-\d\d-\d\d", since, re.ASCII) else None
    except ValueError:
        raise UserError(f'"{since}" finns inte i kalendern – skriv år-månad-dag, till exempel 2026-03-31') from None


def _commit_before(day: date, content: Path) -> str:
    """The last commit of this branch before a day began in Sweden."""
    begins = datetime.combine(day, time(), ZoneInfo("Europe/Stockholm")) - timedelta(seconds=1)
    found = _git(content, "rev-list", "-1", "--first-parent", f"--before={begins.isoformat()}", "HEAD")
    if not found:
        raise UserError(f"det finns inget innehåll från före {day.isoformat()}{_shallow(content)} – välj en senare dag")
    return found


def _commit_of(name: str, content: Path) -> str:
    unknown = f'det finns ingen mapp, tagg eller version som heter "{name}"{_shallow(content)} – se namnen med: git tag'
    return _git(content, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}", failing=unknown)


def _shallow(content: Path) -> str:
    shallow = _git(content, "rev-parse", "--is-shallow-repository") == "true"
    return " (arkivet är hämtat utan sin historia; hämta den med: git fetch --unshallow --tags)" if shallow else ""


def _read_out(top: Path, tree: str, folder: Path, since: str) -> None:
    """The files of a tree into a folder; nothing outside it is touched, whatever the archive says."""
    with tempfile.TemporaryFile() as packed:
        _run(top, ["archive", "--format=tar", tree], f"det finns inget innehåll i {since} på den plats där det ligger nu", packed)
        if packed.tell() > BYTES_MAX:
            raise UserError(f"innehållet i {since} är för stort ({packed.tell()} byte)")
        packed.seek(0)
        try:
            with tarfile.open(fileobj=packed) as archive:
                archive.extractall(folder, filter="data")
        except (tarfile.TarError, OSError) as error:
            raise UserError(f"innehållet i {since} går inte att läsa ut ({error})") from error


def _git(folder: Path, *arguments: str, failing: str = "git svarar inte som väntat") -> str:
    """What git says, without its last line break."""
    with tempfile.TemporaryFile() as said:
        _run(folder, list(arguments), failing, said)
        said.seek(0)
        return said.read().decode("utf-8", "replace").strip("\n")


def _run(folder: Path, arguments: list[str], failing: str, out: BinaryIO) -> None:
    """Runs git in a folder. Raises UserError with ``failing`` when it refuses."""
    # Within a hook git names its own index and folder in the environment; we ask about the folder alone.
    own = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    quiet = {"LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0"}
    try:
        done = subprocess.run(  # a fixed command; what a user typed is checked, and never seen by a shell
            ["git", "-C", str(folder.resolve()), "-c", "core.fsmonitor=false", *arguments],  # noqa: S607  # the user's own git
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.PIPE,
            env=own | quiet,
            timeout=SECONDS,
            check=False,
        )
    except FileNotFoundError:
        raise UserError("programmet git finns inte på datorn – installera det, eller ange en mapp med --sedan") from None
    except subprocess.TimeoutExpired:
        raise UserError(f"git svarade inte inom {SECONDS} sekunder – försök igen, eller ange en mapp med --sedan") from None
    except OSError as error:
        raise UserError(f"git går inte att köra ({error.strerror})") from error
    if done.returncode:
        own_words = done.stderr.decode("utf-8", "replace").strip().splitlines()
        owner = " (git litar inte på mappens ägare; se git config safe.directory)" if any("dubious" in line for line in own_words) else ""
        raise UserError(failing + owner)
