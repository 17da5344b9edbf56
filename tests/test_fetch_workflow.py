"""The weekly fetch, run here with a stand-in for the host: what changed is passed on whole, and nothing else is."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

_WORKFLOW = Path(__file__).parent.parent / ".github" / "workflows" / "fetch.yml"
_GH = """\
#!/bin/sh
echo "$@" >> gh.txt
case "$1 $2" in
  "pr list") cat waiting.txt ;;
  "run download") test -d packed ;;
  "api repos/kommunen/portalen/git/ref/heads/hamtade-tal") exit 1 ;;
  "api graphql") echo '{"data": {}}' ;;
esac
"""
pytestmark = pytest.mark.skipif(not shutil.which("jq"), reason="the steps are written with jq, which every runner has")


def _step(job: str, name: str) -> dict[str, Any]:
    workflow: dict[str, Any] = yaml.safe_load(_WORKFLOW.read_text("utf-8"))
    found: dict[str, Any] = next(step for step in workflow["jobs"][job]["steps"] if step.get("name", "").startswith(name))
    return found


def _run(folder: Path, step: dict[str, Any]) -> int:
    words = {name: value for name, value in step.get("env", {}).items() if "${{" not in value}
    host = {"GH_REPO": "kommunen/portalen", "GITHUB_SHA": "a" * 40, "GITHUB_RUN_ID": "1", "GITHUB_REF_NAME": "main"}
    told = {"GITHUB_STEP_SUMMARY": "summary.md", "GITHUB_OUTPUT": "output.txt", "PATH": f"{folder}:{os.environ['PATH']}"}
    return subprocess.run(
        ["bash", "-e", "-c", step["run"]], cwd=folder, env=words | host | told, check=False, capture_output=True
    ).returncode


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    figures = tmp_path / "content" / "indikatorer"
    figures.mkdir(parents=True)
    (figures / "a.csv").write_text("period,värde\n2023,1\n", "utf-8")
    (tmp_path / "gh").write_text(_GH)
    (tmp_path / "gh").chmod(0o755)
    (tmp_path / "waiting.txt").touch()
    identity = ["-c", "user.name=x", "-c", "user.email=x@example.org"]
    for command in (["init", "-q"], ["add", "content"], [*identity, "commit", "-qm", "x"]):
        subprocess.run(["git", *command], cwd=tmp_path, check=True)
    (tmp_path / "told.txt").write_text("a: skrev a.csv\n", "utf-8")
    return tmp_path


def test_what_was_fetched_becomes_a_proposal(repository: Path) -> None:
    """The changed series and the new snapshot, byte for byte, in one commit on a branch of its own."""
    series = "period,värde\n2023,1\n2024,2.50\n"
    (repository / "content" / "indikatorer" / "a.csv").write_text(series, "utf-8")
    (repository / "hamtat").mkdir()
    (repository / "hamtat" / "a.json").write_text("{}\n", "utf-8")
    (repository / "content" / "annat.md").write_text("x", "utf-8")
    assert _run(repository, _step("fetch", "Pack")) == 0
    assert (repository / "output.txt").read_text("utf-8") == "changed=2\n"
    assert _run(repository, _step("propose", "Open")) == 0
    commit = json.loads((repository / "commit.json").read_text("utf-8"))["variables"]["input"]
    files = {one["path"]: base64.b64decode(one["contents"]).decode() for one in commit["fileChanges"]["additions"]}
    assert files == {"content/indikatorer/a.csv": series, "hamtat/a.json": "{}\n"}
    assert (commit["branch"]["branchName"], commit["expectedHeadOid"]) == ("hamtade-tal", "a" * 40)
    assert "pr create --base main --head hamtade-tal" in (repository / "gh.txt").read_text("utf-8")
    assert "a: skrev a.csv" in (repository / "packed" / "told.md").read_text("utf-8")


def test_a_proposal_that_waits_is_left_alone(repository: Path) -> None:
    """Somebody may be writing reasons in it."""
    assert _run(repository, _step("fetch", "Pack")) == 0
    (repository / "waiting.txt").write_text("https://github.com/kommunen/portalen/pull/1\n")
    assert _run(repository, _step("propose", "Open")) == 0
    assert (repository / "gh.txt").read_text("utf-8").count("\n") == 1


def test_nothing_but_figures_is_passed_on(repository: Path) -> None:
    """Whatever the first job was made to pack."""
    for path in (".github/workflows/x.yml", "content/webbplats.yaml", "hamtat/../build.py", "content/indikatorer/a.yaml\nbuild.py"):
        (repository / "packed").mkdir(exist_ok=True)
        (repository / "packed" / "additions.json").write_text(json.dumps([{"path": path, "contents": ""}]), "utf-8")
        assert _run(repository, _step("propose", "Open")) != 0
    assert "create" not in (repository / "gh.txt").read_text("utf-8")
