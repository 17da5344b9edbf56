"""A page that is taken from the last build is the one that a build with nothing kept would make, whatever was edited."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
from dataclasses import fields, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from site_tools import keep
from site_tools.config import ROOT, Config
from site_tools.derive import derive
from site_tools.export import export
from site_tools.model.portal import Derived, Portal, Standing
from site_tools.model.public import public
from site_tools.pipeline import build, check
from site_tools.render import render
from site_tools.render.press import Press
from site_tools.renew import Renewal
from tests import sites
from tests.writing import edits, write_content

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from site_tools.model.portal import Output

TODAY = date(2026, 11, 21)


class Builds:
    """Builds of one content folder into one place, without the search index."""

    def __init__(self, folder: Path, content: Path | None = None) -> None:
        self.content, self.folder = content or sites.lay_out(folder), folder
        self.config = Config(self.content, folder / "ut", TODAY, jobs=1)
        self.made: list[str] = []
        """The pages that the last build did not take from the one before."""

    def good(self) -> tuple[Portal, Derived] | None:
        checked = check(self.content, TODAY)
        if checked.portal is None or checked.errors:
            return None
        portal = public(checked.portal, TODAY)
        return portal, derive(portal, TODAY)

    def edit(self, chance: random.Random) -> None:
        """Edit the content at random; what can no longer be published is taken back."""
        before = {path: path.read_bytes() for path in self.content.rglob("*") if path.is_file()}
        edits(self.content, chance)
        if self.good() is None:
            for path, data in before.items():
                path.write_bytes(data)

    def outputs(self, shown: tuple[Portal, Derived]) -> Iterator[Output]:
        yield from render(*shown, self.config)
        yield from export(*shown, self.config)

    def cold(self) -> dict[str, bytes]:
        """Every page with what belongs to it, with nothing kept."""
        shown = self.good()
        assert shown
        return {one.path: one.data for one in self.outputs(shown)}

    def again(self) -> dict[str, bytes]:
        """The same, by a build that knows the last one."""
        shown = self.good()
        assert shown
        renewal = Renewal(self.config.out, self.folder / "cache", shown[0].records.values())
        with renewal.in_use():
            made = {one.path: one.data for one in self.outputs(shown)}
        self.made = renewal.made
        for path, data in made.items():
            file = self.config.out / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
        renewal.save()
        return made

    @property
    def note(self) -> Path:
        return next((self.folder / "cache/sidor").iterdir())


@pytest.mark.parametrize("seed", range(2))
def test_a_build_that_knows_the_last_one_gives_the_same_bytes(tmp_path: Path, seed: int) -> None:
    """After any edits of texts, values, names, links, drafts and files, one build upon the other."""
    builds, chance = Builds(tmp_path), random.Random(seed)  # noqa: S311 - edits, not secrets
    builds.again()
    every = len(builds.made)
    spared = 0
    for _ in range(4):
        builds.edit(chance)
        assert builds.again() == builds.cold()
        spared += every - len(builds.made)
    assert spared


def test_only_what_reads_a_change_is_made_again(tmp_path: Path) -> None:
    """A text is read by the page that it stands on; a name also by those that link to it."""
    builds = Builds(tmp_path)
    builds.again()
    every = set(builds.made)
    builds.again()
    always = set(builds.made)
    assert always == {"site_tools.render.method.method_page"}, "it shows invented indicators, which nobody edits"
    goal = next(builds.content.glob("mal/*.md"))
    goal.write_text(goal.read_text("utf-8") + "\nEtt stycke till.\n", "utf-8")
    builds.again()
    assert set(builds.made) - always == {f"site_tools.render.goals._one mål/{goal.stem}"}
    goal.write_text(re.sub("^(namn: .*)$", r"\1 nu", goal.read_text("utf-8"), flags=re.MULTILINE), "utf-8")
    builds.again()
    assert always < set(builds.made) < every


def test_data_files_are_made_again_when_their_figures_change(tmp_path: Path) -> None:
    """A figure is in the files of its indicator and in the table of all figures; the files of other indicators stay."""
    builds = Builds(tmp_path)
    builds.again()
    series = next(builds.content.glob("indikatorer/*.csv"))
    rows = series.read_text("utf-8").rstrip("\n").split("\n")
    last = re.sub(r"\d(?=\D*$)", lambda digit: str((int(digit[0]) + 1) % 10), rows[-1])
    series.write_text("\n".join([*rows[:-1], last]) + "\n", "utf-8")
    assert builds.again() == builds.cold()
    data = {name.removeprefix("site_tools.export.data.") for name in builds.made if name.startswith("site_tools.export.")}
    assert (
        {f"_of_indicator indikator/{series.stem}", "_table varden"}
        <= data
        <= {
            f"_of_indicator indikator/{series.stem}",
            "_table varden",
            "_table indikatorer",
            "_table mal",
        }
    )


def test_a_first_build_notes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new folder, as in a fresh clone, is probably never built into again; the second build into one notes what pages read."""
    noted: list[bool] = []

    class Watched(Renewal):
        def save(self) -> None:
            super().save()
            noted.append(self._file.is_file())

    monkeypatch.setattr("site_tools.renew.Renewal", Watched)
    config = Config(sites.lay_out(tmp_path), tmp_path / "ut", TODAY, jobs=1)
    build(config)
    first = {file.relative_to(config.out): file.read_bytes() for file in config.out.rglob("*") if file.is_file()}
    assert noted == []
    build(config)
    assert noted == [True]
    read: list[str] = []
    unseen: property = vars(Standing)["data"]

    def seen(one: Standing) -> object:
        read.append(one.path)
        return unseen.__get__(one)

    monkeypatch.setattr(Standing, "data", property(seen))
    build(config)
    assert {file.relative_to(config.out): file.read_bytes() for file in config.out.rglob("*") if file.is_file()} == first
    assert not [path for path in read if path.endswith("index.html")], "what is as it was noted is linked, and not read"


DAMAGES: dict[str, Callable[[Builds], object]] = {
    "the note gone": lambda builds: builds.note.unlink(),
    "the note cut short": lambda builds: builds.note.write_bytes(builds.note.read_bytes()[:-9]),
    "the note another's": lambda builds: keep.save(builds.note, b"[1]"),
    "the note emptied by somebody who can sign it": lambda builds: _rewritten(builds, of=[], names=[], held=[]),
    "a page that leads out of the site": lambda builds: _rewritten(builds, pages={"x": ["", [["../../etc/passwd", ""]]]}),
    "a page changed by hand": lambda builds: (builds.config.out / "index.html").write_bytes(b"annat"),
    "a page changed by hand, its size and time kept": lambda builds: _changed(builds.config.out / "index.html"),
    "a page gone": lambda builds: (builds.config.out / "index.html").unlink(),
    "the site gone": lambda builds: shutil.rmtree(builds.config.out),
}


def _changed(file: Path) -> None:
    status = file.stat()
    file.write_bytes(file.read_bytes().replace(b"a", b"b"))
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))


def _rewritten(builds: Builds, **changes: object) -> None:
    note = json.loads(keep.load(builds.note) or b"")
    keep.save(builds.note, json.dumps({**note, **changes}).encode())


@pytest.fixture(scope="module")
def mended(tmp_path_factory: pytest.TempPathFactory) -> Builds:
    """One place for all damages: a build after each makes it whole again."""
    folder = tmp_path_factory.mktemp("skador")
    return Builds(folder, write_content(folder / "content"))


@pytest.mark.parametrize("what", DAMAGES)
def test_what_is_kept_may_be_lost_or_damaged(mended: Builds, what: str) -> None:
    """The next build gives the same pages, and so does the one after it."""
    builds = mended
    good = builds.again()
    DAMAGES[what](builds)
    assert [builds.again(), builds.again()] == [good, good]


def test_another_day_is_another_build(tmp_path: Path) -> None:
    """What is late tomorrow is not late today: no page is taken over midnight."""
    builds = Builds(tmp_path, write_content(tmp_path / "content"))
    builds.again()
    every = len(builds.made)
    builds.config = replace(builds.config, today=TODAY + timedelta(1))
    builds.again()
    assert len(builds.made) == every


def test_nothing_is_kept_between_two_pages() -> None:
    """A value that is computed once and used by several pages would be noted for the first of them only."""
    for file in (
        *(ROOT / "site_tools/render").glob("*.py"),
        *(ROOT / "site_tools").glob("changes/*.py"),
        *(ROOT / "site_tools").glob("export/*.py"),
        *(ROOT / "site_tools").glob("data*.py"),
    ):
        found = re.findall(r"^\s*@(?:functools\.)?(?:lru_)?cache\b", file.read_text("utf-8"), re.MULTILINE)
        assert not found, f"{file.name}: mark it cached_property on the press or the graph, which are computed before the first page"


def test_all_that_a_page_is_made_of_is_seen_or_belongs_to_every_page() -> None:
    """Records are seen by their class; what else there is, is on a shelf or given to all. A new field must be one of these."""
    told = "see _given and _noted in render/__init__.py, and Reader.shown"
    assert {one.name for one in fields(Portal)} == {"records", "site", "edges"} | {"series", "fetched"}, told
    assert {one.name for one in fields(Derived)} == {"indicators", "counts", "total"} | {"examples"}, told
    assert {one.name for one in fields(Press)} == {"portal", "derived", "config", "assets", "cards", "wanted"} | {
        "drawings",
        "pictures",
        "miniatures",
    }, told
    unread = {"content", "out", "jobs", "executor", "cache", "strict"}
    assert {one.name for one in fields(Config)} == {"today", "site_url", "drafts", "quick"} | unread, told
