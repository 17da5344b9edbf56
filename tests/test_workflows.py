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


def test_what_may_write_runs_no_code_of_the_repository() -> None:
    """A job that may change something on the host checks nothing out: it only passes on what a job without rights has made."""
    jobs = {f"{path.stem}/{name}": job for path in WORKFLOWS for name, job in _read(path)["jobs"].items()}
    writing = {name: job for name, job in jobs.items() if "write" in job["permissions"].values()}
    assert set(writing) == {"publish/attest", "publish/deploy", "pull-request/comment", "weekly/issue", "fetch/propose"}
    assert not [name for name, job in writing.items() if any("checkout" in step.get("uses", "") for step in job["steps"])]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_step_s_commands_can_be_read_by_the_shell(path: Path) -> None:
    """A quote too few would be seen only on the host."""
    for job in _read(path)["jobs"].values():
        for step in job["steps"]:
            if "run" in step:
                run = subprocess.run(["bash", "-n"], input=step["run"], capture_output=True, text=True, check=False)
                assert (run.returncode, run.stderr) == (0, ""), step


def test_the_hidden_files_of_the_site_are_published() -> None:
    """``.well-known/security.txt`` lies in a hidden folder, which the upload leaves out unless told."""
    uploads = [
        step
        for path in WORKFLOWS
        for job in _read(path)["jobs"].values()
        for step in job["steps"]
        if step.get("with", {}).get("path") in ("public", "preview")
    ]
    assert len(uploads) == 2
    assert all(step["with"]["include-hidden-files"] is True for step in uploads)


def test_a_pull_request_shows_drafts_and_passes_without_them() -> None:
    """What may be published is built as strictly as it will be; what is looked at has what is not yet to be."""
    steps = _read(ROOT / ".github" / "workflows" / "pull-request.yml")["jobs"]["content"]["steps"]
    builds = [step["run"].partition("build.py ")[2] for step in steps if "build.py build" in step.get("run", "")]
    assert builds == ["build --strict", "build --utkast --out preview"]


def test_the_owners_are_those_of_the_content() -> None:
    """Every program has its group, every path is there, and every group is the portal's, a program's or a body's."""
    rows = [line.split() for line in (ROOT / ".github" / "CODEOWNERS").read_text("utf-8").splitlines() if line and not line.startswith("#")]
    content = ROOT / "content"
    programs = {path.name for path in (content / "program").iterdir()}
    assert {row[0] for row in rows} >= {f"/content/program/{name}/" for name in programs}
    assert [row[0] for row in rows if row[0] != "*" and not list(ROOT.glob(row[0].strip("/")))] == []
    bodies = {path.stem for path in (content / "aktorer").iterdir()}
    groups = {owner for row in rows for owner in row[1:]}
    known = {"portalens-redaktion", "portalens-utvecklare", *bodies, *(f"program-{name}" for name in programs)}
    assert groups <= {f"@kommunen/{name}" for name in known}


def test_hooks_before_a_commit_fetch_nothing() -> None:
    """They are commands of this repository, and the commands are there."""
    config = _read(ROOT / ".pre-commit-config.yaml")
    assert [repo["repo"] for repo in config["repos"]] == ["local"]
    hooks = config["repos"][0]["hooks"]
    assert {hook["language"] for hook in hooks} == {"system"}
    assert all((ROOT / word).exists() for hook in hooks for word in hook["entry"].split() if "/" in word or word.endswith(".py"))


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


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_no_workflow_writes_the_record(path: Path) -> None:
    """People release; a workflow only holds the content against what they have released."""
    steps = [step.get("run", "") for job in _read(path)["jobs"].values() for step in job["steps"]]
    assert not any(word in run for run in steps for word in ("släpp", "slapp", "migrera", "bless"))
