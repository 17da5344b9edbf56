"""The same content gives the same site, byte for byte, whoever builds it, where, when and how often."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from site_tools import keep
from tests import sites

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_BUILD = """
import os, sys
from datetime import date
from pathlib import Path
from site_tools.config import Config
from site_tools.pipeline import build
content, out, cache, jobs, umask = sys.argv[1:]
os.umask(int(umask, 8))
build(Config(Path(content), Path(out), date(2026, 11, 21), cache=Path(cache), jobs=int(jobs)))
"""


@dataclass(frozen=True)
class Builder:
    """One who builds: the environment, the folder, the rights of new files, the drawing processes, and in what order files were made."""

    folder: str
    umask: str
    jobs: int
    backwards: bool
    environment: dict[str, str] = field(default_factory=dict)

    def build(self, place: Path, cache: Path) -> dict[str, bytes]:
        """Every file of the site by its path, built from a copy of the minimal content."""
        content, out = place / self.folder / "content", place / self.folder / "public"
        files = sorted((path for path in (sites.MINIMAL / "content").rglob("*") if path.is_file()), reverse=self.backwards)
        for number, path in enumerate(files):
            copy = content / path.relative_to(sites.MINIMAL / "content")
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copy)
            os.utime(copy, (number * 1e6, number * 1e6))
        command = [sys.executable, "-c", _BUILD, str(content), str(out), str(cache), str(self.jobs), self.umask]
        environment = {**os.environ, **self.environment, "PYTHONPATH": str(sites.HERE.parent.parent)}
        done = subprocess.run(command, env=environment, cwd=place / self.folder, capture_output=True, text=True, check=False, timeout=300)
        assert done.returncode == 0, done.stderr
        assert {(path.is_dir(), stat.S_IMODE(path.stat().st_mode)) for path in (out, *out.rglob("*"))} == {(True, 0o755), (False, 0o644)}
        return {path.relative_to(out).as_posix(): path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}


NARROW = {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
"""With the locale C: a terminal and file names of ASCII."""
BUILDERS = (
    Builder("a", "022", 3, False, {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C.UTF-8", "LANGUAGE": "tr"}),
    Builder("en mapp med å", "077", 1, True, {"PYTHONHASHSEED": "4242", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", **NARROW}),
    Builder("c/d/e", "002", 2, True, {"PYTHONHASHSEED": "random", "TZ": "America/Adak", "LC_ALL": "POSIX", "SOURCE_DATE_EPOCH": "1"}),
)


def _cut(file: Path, _other: bytes) -> None:
    file.write_bytes(file.read_bytes()[:-1])


def _flip(file: Path, _other: bytes) -> None:
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)


def _exchange(file: Path, other: bytes) -> None:
    file.write_bytes(other)


def _empty(file: Path, _other: bytes) -> None:
    file.write_bytes(b"")


def _folder(file: Path, _other: bytes) -> None:
    file.unlink()
    file.mkdir()


def _closed(file: Path, _other: bytes) -> None:
    file.chmod(0)


HARMS: tuple[Callable[[Path, bytes], None], ...] = (_cut, _flip, _exchange, _empty, _folder, _closed)


def test_every_builder_gives_the_same_bytes(tmp_path: Path) -> None:
    """Whatever the hash seed, time zone, locale, rights, folder, order and age of files, number of processes: pages, charts, search.
    Whatever the umask, a web server of somebody else may read them all.

    And whether things are taken from the cache that every build here has used, drawn anew, or found in a cache of which a part is damaged.
    """
    first, second, third = BUILDERS
    expected = first.build(tmp_path, keep.CACHE)
    assert {"index.html", "pagefind/pagefind-entry.json"} <= set(expected)
    assert _different(second.build(tmp_path, tmp_path / "cache"), expected) == []
    _damage(tmp_path / "cache")
    assert _different(third.build(tmp_path, tmp_path / "cache"), expected) == []


def _damage(cache: Path) -> None:
    """Every third drawing or picture, and all else, each in another way."""
    kept = sorted(path for path in cache.rglob("*") if path.is_file())
    chosen = [*(path for path in kept if "diagram" in path.parts)][::3] + [path for path in kept if "diagram" not in path.parts]
    assert len(chosen) > len(HARMS)
    data = [path.read_bytes() for path in chosen]
    for number, path in enumerate(chosen):
        HARMS[number % len(HARMS)](path, data[number - 1])


def _different(found: dict[str, bytes], expected: dict[str, bytes]) -> list[str]:
    return sorted(path for path in found.keys() | expected.keys() if found.get(path) != expected.get(path))


@pytest.mark.parametrize("harm", HARMS, ids=lambda harm: harm.__name__.strip("_"))
def test_what_is_kept_is_whole_or_not_there(tmp_path: Path, harm: Callable[[Path, bytes], None]) -> None:
    """Every damage to a file of the cache is noticed, and the next run can keep its own there, unless the disk refuses."""
    file, other = tmp_path / "slag" / "ett", tmp_path / "slag" / "två"
    keep.save(file, b"ett")
    keep.save(other, b"annat")
    assert keep.load(file) == b"ett"
    harm(file, other.read_bytes())
    if harm is not _closed or os.geteuid():  # nothing is closed to root
        assert keep.load(file) is None
    keep.save(file, b"nytt")
    assert keep.load(file) == (None if file.is_dir() else b"nytt")
