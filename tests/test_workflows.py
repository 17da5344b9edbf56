"""The workflows let nobody in: pinned, with the least permission, and clean under zizmor's strictest rules."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


def _read(path: Path) -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    return read


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_every_action_is_pinned(path: Path) -> None:
    """A full commit hash, with the version that it is beside it for people and for updates."""
    uses = re.findall(r"uses: *(.*)", path.read_text("utf-8"))
    assert uses
    assert [said for said in uses if not re.fullmatch(r"[\w-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", said)] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_nothing_is_permitted_that_is_not_said(path: Path) -> None:
    """No permission by default; each job names its own, and ends within its time."""
    workflow = _read(path)
    assert workflow["permissions"] == {}
    assert "concurrency" in workflow
    assert all(job["timeout-minutes"] <= 30 and job["permissions"] for job in workflow["jobs"].values())


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_no_credential_is_left_behind(path: Path) -> None:
    """Checking out leaves no token on disk for a later step to find."""
    steps = [step for job in _read(path)["jobs"].values() for step in job["steps"]]
    assert all(step["with"]["persist-credentials"] is False for step in steps if step.get("uses", "").startswith("actions/checkout@"))


def test_a_fork_gets_no_secret() -> None:
    """A pull request from outside runs without secrets, and never with the rights of the base repository."""
    text = "".join(path.read_text("utf-8") for path in WORKFLOWS)
    assert "pull_request_target" not in text
    assert "secrets." not in text


def test_zizmor_finds_nothing() -> None:
    """Static analysis, offline, at its strictest."""
    zizmor = Path(sys.executable).parent / "zizmor"
    run = subprocess.run([zizmor, "--offline", "--pedantic", "--no-progress", "."], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


def test_the_locks_name_no_index() -> None:
    """Where packages come from is the machine's setting; the locks hold versions and hashes."""
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / name).read_text("utf-8")
        assert "://" not in text
        assert "--hash=sha256:" in text
