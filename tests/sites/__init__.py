"""Golden sites: a folder per case, with ``content/`` and what it is expected to give.

``minimal/`` is a whole portal of an invented municipality: every kind, and the shapes that a naive model gets wrong. ``expected/``
holds its pages as built. ``broken/<case>/`` lies on top of a copy of it, and ``expected.txt`` holds every message that an editor
then meets.
``make bless`` accepts the present output as the expected one.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from click.testing import CliRunner

from site_tools.beside import FETCHED
from site_tools.cli import main

if TYPE_CHECKING:
    from click.testing import Result

HERE = Path(__file__).parent
MINIMAL = HERE / "minimal"
BROKEN = sorted(folder.name for folder in (HERE / "broken").iterdir())
TODAY = "2026-11-21"
TEXTS = frozenset({".html", ".xml", ".txt", ".csv", ".json", ""})
"""What is compared letter by letter. Drawings and the portal's own assets change with their tools; of them the names are compared."""
DRAWN = "-utforska.json"
"""What a chart is drawn from again in the browser: a drawing too."""


def run(folder: Path, *args: str) -> Result:
    """The command line within ``folder``, as an editor runs it."""
    with contextlib.chdir(folder):
        return CliRunner().invoke(main, list(args))


def build(folder: Path, public: Path) -> Result:
    """Build ``folder/content`` into ``public``."""
    return run(folder, "build", "--out", str(public), "--today", TODAY, "--jobs", "1")


def lay_out(folder: Path, case: str | None = None) -> Path:
    """A copy of the minimal content in ``folder``, with what was fetched for it or the files of a broken case on top. Links stay links."""
    content, fetched = folder / "content", folder / FETCHED
    for old in (content, fetched):
        if old.exists():
            shutil.rmtree(old)
    shutil.copytree(MINIMAL / "content", content)
    if case is None:
        shutil.copytree(MINIMAL / FETCHED, fetched)
    else:
        shutil.copytree(HERE / "broken" / case / "content", content, symlinks=True, dirs_exist_ok=True)
    return content


def messages(folder: Path, public: Path, case: str) -> str:
    """What the editor of a broken case meets when it is to be published in ``public``, and the exit status."""
    lay_out(folder, case)
    result = build(folder, public)
    return f"{result.stdout}{result.stderr}exit {result.exit_code}\n"


def texts(public: Path) -> dict[str, str]:
    """Path -> content of every compared file, and ``filer.txt`` with the paths of all files."""
    files = sorted(path for path in public.rglob("*") if path.is_file())
    found = {_relative(path, public): _without_hashes(path.read_text("utf-8")) for path in files if _compared(path, public)}
    names = {_without_hashes(_relative(path, public)) for path in files if path.relative_to(public).parts[0] != "pagefind"}
    return found | {"filer.txt": "".join(f"{name}\n" for name in sorted(names))}


def _without_hashes(text: str) -> str:
    """An asset's name carries a hash of it, which would make every page differ whenever a style is touched; so does a drawing's size."""
    text = re.sub(r"\d+(?=\u00a0kB)", "N", text)
    return re.sub(r"(?<=\.)[0-9a-f]{8,}(?=\.(?:css|js|png|svg|woff2)\b)", "HASH", text)


def _relative(path: Path, public: Path) -> str:
    return path.relative_to(public).as_posix()


def _compared(path: Path, public: Path) -> bool:
    return path.suffix in TEXTS and not path.name.endswith(DRAWN) and path.relative_to(public).parts[0] not in ("assets", "pagefind")


def fingerprint(public: Path) -> dict[str, str]:
    """Path -> hash of every file of a published site: not one byte may change when a build fails."""
    return {_relative(p, public): hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(public.rglob("*")) if p.is_file()}
