"""Older content out of git: by tag, commit and day, without touching the working copy, and with a clear word when it is not there."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from site_tools.cli import main
from site_tools.history import older_content
from site_tools.problems import UserError
from tests.writing import GOOD, write_content

if TYPE_CHECKING:
    from pathlib import Path

FIRST, SECOND = "2026-03-01T12:00:00+01:00", "2026-05-01T00:30:00+02:00"


def _git(folder: Path, *arguments: str, at: str = FIRST) -> str:
    identity = dict.fromkeys(("GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"), "Redaktionen")
    identity |= dict.fromkeys(("GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"), "redaktion@exempelby.example")
    own = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "GIT_AUTHOR_DATE": at, "GIT_COMMITTER_DATE": at}
    command = ["git", "-C", str(folder), *arguments]
    return subprocess.run(command, env=os.environ | identity | own, capture_output=True, text=True, check=True).stdout.strip()


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A repository with the content in a folder of it: 593 in the first commit (tagged v1), 600 in the second, 610 not committed."""
    folder = write_content(tmp_path / "arkiv" / "innehåll")
    _git(tmp_path / "arkiv", "init", "--quiet", "--initial-branch=main")
    for value, at in (("593", FIRST), ("600", SECOND)):
        (folder / "indikatorer/utslapp.csv").write_text(f"period,värde\n2019,{value}\n2020,571.50\n")
        _git(tmp_path / "arkiv", "add", "-A")
        _git(tmp_path / "arkiv", "commit", "--quiet", "-m", value, at=at)
        if value == "593":
            _git(tmp_path / "arkiv", "tag", "v1")
    (folder / "indikatorer/utslapp.csv").write_text("period,värde\n2019,610\n2020,571.50\n")
    return folder


def _value(since: str, content: Path) -> str:
    with older_content(since, content) as older:
        return (older.folder / "indikatorer/utslapp.csv").read_text().split("2019,")[1].split("\n")[0]


@pytest.mark.parametrize(
    ("since", "value"),
    [
        ("v1", "593"),
        ("HEAD", "600"),
        ("HEAD~1", "593"),
        ("main", "600"),
        ("2026-03-02", "593"),
        ("2026-05-01", "593"),
        ("2026-05-02", "600"),
    ],
)
def test_content_of_a_tag_a_commit_and_a_day(content: Path, since: str, value: str) -> None:
    """A day means the content as it stood in Sweden when the day began; what is not committed is never seen."""
    assert _value(since, content) == value


def test_the_working_copy_is_left_alone(content: Path) -> None:
    """Neither the files nor git's own state change, and the folder read out is gone afterwards; a hook's environment misleads nobody."""
    before = _git(content, "status", "--porcelain")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GIT_DIR", "/nowhere")
        patch.setenv("GIT_INDEX_FILE", "/nowhere/index")
        with older_content("v1", content) as older:
            folder = older.folder
            assert (older.folder / "webbplats.yaml").is_file()
    assert (folder.exists(), _git(content, "status", "--porcelain")) == (False, before)


@pytest.mark.parametrize(
    ("since", "told"),
    [
        ("v2", 'det finns ingen mapp, tagg eller version som heter "v2" – se namnen med: git tag'),
        ("2026-03-01", "det finns inget innehåll från före 2026-03-01 – välj en senare dag"),
        ("2026-02-30", '"2026-02-30" finns inte i kalendern'),
        ("--output=/tmp/x", "är varken en mapp, ett datum eller en tagg"),
        ("v1:innehåll", "är varken en mapp, ett datum eller en tagg"),
        ("v1; rm -rf /", "är varken en mapp, ett datum eller en tagg"),
    ],
)
def test_what_is_not_there_is_told(content: Path, since: str, told: str) -> None:
    """One Swedish message, exit 2, no traceback."""
    result = CliRunner().invoke(main, ["ändringar", "--content", str(content), f"--sedan={since}"])
    assert (result.exit_code, result.stdout) == (2, "")
    assert told in result.stderr


def test_without_git_a_folder_is_asked_for(content: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No git on the machine, and content that lies in no repository."""
    outside = write_content(tmp_path / "utanför")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    with pytest.raises(UserError, match="ligger inte i ett git-arkiv – ange en mapp med --sedan"), older_content("v1", outside):
        pass
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UserError, match="programmet git finns inte på datorn"), older_content("v1", content):
        pass


def test_a_folder_needs_no_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy of older content is enough."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with older_content(str(write_content(tmp_path / "förra")), tmp_path) as older:
        assert (older.folder, older.day) == (tmp_path / "förra", None)


def test_history_that_was_not_fetched_is_told(content: Path, tmp_path: Path) -> None:
    """A shallow copy, as a workflow gets it, says how to fetch the rest."""
    _git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{content.parent}", str(tmp_path / "grunt"))
    with pytest.raises(UserError, match="git fetch --unshallow --tags"), older_content("v1", tmp_path / "grunt" / "innehåll"):
        pass


@pytest.mark.parametrize(
    ("path", "written", "told"),
    [
        (
            "webbplats.yaml",
            GOOD["webbplats.yaml"].replace("modell: 1", "modell: 0"),
            "innehållet säger modell 0, men programmet har modell",
        ),
        ("mal/x.md", "---\nnamm: x\n---\n", "som inte klarar dagens kontroll: 3 fel, det första är mal/x.md:"),
    ],
)
def test_older_content_that_cannot_be_read_is_told(content: Path, tmp_path: Path, path: str, written: str, told: str) -> None:
    """Content of another model, and content that today's checks refuse: what it is, and what to do instead."""
    older = write_content(tmp_path / "förra", {path: written})
    result = CliRunner().invoke(main, ["ändringar", "--content", str(content), "--sedan", str(older)])
    assert (result.exit_code, told in result.stderr) == (2, True)


def test_a_day_judges_the_older_content_as_it_was_judged_then(content: Path) -> None:
    """With a day, what has become late since then is told; the option says another day."""
    indicator = content / "indikatorer/utslapp.yaml"
    indicator.write_text(indicator.read_text() + "nästa_publicering: 2026-05-31\n")
    _git(content, "commit", "--quiet", "-a", "-m", "x", at=SECOND)
    command = ["ändringar", "--content", str(content), "--today", "2026-11-21", "--sedan"]
    said = [CliRunner().invoke(main, [*command, *more]).stdout for more in (["2026-05-02"], ["HEAD"], ["HEAD", "--då", "2026-05-02"])]
    late = "Har blivit försenade (1)\n  Utsläpp av växthusgaser – väntades 31 maj 2026"
    assert [late in one for one in said] == [True, False, True]
    assert "Bedömningarna gäller 2 maj 2026 och 21 november 2026." in said[0]
