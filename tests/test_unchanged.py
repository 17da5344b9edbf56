"""A build that would make what is already published is left out; whatever may change a byte of the site is noticed."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from site_tools import keep
from site_tools.cli import main
from site_tools.unchanged import Former
from tests.writing import write_content

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SAID = {"warnings": "", "made": "3 sidor"}
AN_HOUR = 3600
"""Seconds that the files are made older than they are: a file that has just been written is looked at more closely."""


class Place:
    """A content folder, a generator of its own and a published site, noted as built."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.content, self.out, self.cache = folder / "innehåll", folder / "ut", folder / "cache"
        self.code = folder / "kod"
        for file in (self.content / "mal/klimat.md", self.content / "webbplats.yaml", self.code / "a.py", self.out / "sok/index.html"):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(b"som det var")
            self.age(file)
        monkeypatch.setattr(keep, "GENERATOR", (self.code,))
        self.former().remember(SAID)

    def age(self, file: Path) -> None:
        then = file.stat().st_mtime - AN_HOUR
        os.utime(file, (then, then))

    def former(self, *options: str) -> Former:
        return Former(self.content, self.out, ["2026-01-01", *options], self.cache)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    return Place(tmp_path, monkeypatch)


def test_what_is_the_same_is_recalled(place: Place) -> None:
    """With what there was to say of it; also when files have got a new time but not a new byte, as from a version control system."""
    assert place.former().recall() == SAID
    (place.content / "mal/klimat.md").touch()
    assert place.former().recall() == SAID


def _rewrite(file: Path) -> None:
    """Other bytes of the same length under the same time."""
    status = file.stat()
    file.write_bytes(b"som det VAR")
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))


CHANGES: dict[str, Callable[[Place], object]] = {
    "a text": lambda place: (place.content / "mal/klimat.md").write_bytes(b"annat"),
    "a text, its time kept": lambda place: _rewrite(place.content / "mal/klimat.md"),
    "a new file": lambda place: (place.content / "mal/ny.md").write_bytes(b""),
    "a file gone": lambda place: (place.content / "mal/klimat.md").unlink(),
    "a file moved": lambda place: (place.content / "mal/klimat.md").rename(place.content / "mal/annat.md"),
    "the content gone": lambda place: shutil.rmtree(place.content),
    "the generator": lambda place: (place.code / "a.py").write_bytes(b"annat"),
    "a page, by hand": lambda place: (place.out / "sok/index.html").write_bytes(b"annat"),
    "a page, its time kept": lambda place: _rewrite(place.out / "sok/index.html"),
    "a page gone": lambda place: (place.out / "sok/index.html").unlink(),
    "a page too many": lambda place: (place.out / "sok/ny.html").write_bytes(b""),
    "the site gone": lambda place: shutil.rmtree(place.out),
    "the note gone": lambda place: shutil.rmtree(place.cache),
    "the note damaged": lambda place: [file.write_bytes(file.read_bytes()[:-2]) for file in (place.cache / "byggt").iterdir()],
    "the note another's": lambda place: keep.save(next((place.cache / "byggt").iterdir()), b"[1]"),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_change_is_noticed(place: Place, what: str) -> None:
    """Anything else than the same sources and the same site is built."""
    CHANGES[what](place)
    assert place.former().recall() is None


def test_another_option_is_another_site(place: Place) -> None:
    """So is another place to publish, and another day."""
    assert place.former("strict=True").recall() is None
    assert Former(place.content, place.content.parent / "annan", ["2026-01-01"], place.cache).recall() is None
    assert Former(place.content, place.out, ["2026-01-02"], place.cache).recall() is None


def test_a_file_that_was_just_written_is_read(place: Place) -> None:
    """Two changes within one tick of the disk's clock bear the same time: then times prove nothing."""
    file = place.content / "mal/klimat.md"
    file.write_bytes(b"nyss sparad")
    place.former().remember(SAID)
    status = file.stat()
    file.write_bytes(b"strax efter")
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert place.former().recall() is None


def test_what_was_changed_while_the_build_ran_is_not_noted(place: Place) -> None:
    """The site may hold the former text or the new one; nobody knows."""
    former = place.former()
    (place.content / "mal/klimat.md").write_bytes(b"sparad under bygget")
    former.remember(SAID)
    assert place.former().recall() is None


def test_a_second_build_writes_nothing_and_says_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The warnings are told again; a change of the content is built, and a fault is told."""
    monkeypatch.setattr(keep, "CACHE", tmp_path / "cache")
    content = write_content(tmp_path / "innehåll", {"indikatorer/utslapp.csv": None, "sidor/om.md": "---\nnamn: Om\n---\n[här](/sok/)\n"})
    command = ["build", "--content", str(content), "--out", str(tmp_path / "ut"), "--jobs", "1", "--today", "2026-01-01"]
    first = CliRunner().invoke(main, command)
    page = tmp_path / "ut/om/index.html"
    written = page.stat().st_ino
    second = CliRunner().invoke(main, command)
    assert first.output.startswith(second.output.partition("Inget har ändrats")[0])
    assert "Inget har ändrats" in second.output
    assert "1 varning" in second.output
    assert page.stat().st_ino == written
    assert CliRunner().invoke(main, [*command, "--strict"]).exit_code == 2
    (content / "sidor/om.md").write_text("---\nnamn: Om oss\n---\nText.\n", "utf-8")
    assert "Byggt" in CliRunner().invoke(main, command).output
    assert "Om oss" in page.read_text("utf-8")
