"""Golden sites: a whole small portal gives the pages that it gave, and every fault its message, its line and an untouched site."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

import pytest

from tests import sites

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result


@pytest.fixture(scope="session")
def minimal(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result]:
    """The minimal site, built once in each worker."""
    folder = tmp_path_factory.mktemp("minimal")
    sites.lay_out(folder)
    return folder / "public", sites.build(folder, folder / "public")


def test_minimal_builds_without_a_warning(minimal: tuple[Path, Result]) -> None:
    """A portal of another municipality builds from its own content alone."""
    _, result = minimal
    assert result.exit_code == 0, result.output
    assert "0 varningar" in result.stdout


def test_minimal_gives_what_it_gave(minimal: tuple[Path, Result]) -> None:
    """Every page is letter for letter the expected one; `make bless` accepts a change that was meant."""
    found = sites.texts(minimal[0])
    root = sites.MINIMAL / "expected"
    expected = {path.relative_to(root).as_posix(): path.read_text("utf-8") for path in root.rglob("*") if path.is_file()}
    assert sorted(found) == sorted(expected)
    changed = [
        "\n".join(difflib.unified_diff(expected[path].splitlines(), text.splitlines(), path, path, lineterm="", n=1))
        for path, text in found.items()
        if text != expected[path]
    ]
    assert not changed, f"{len(changed)} files differ; the first:\n{changed[0][:4000]}"


def test_minimal_knows_of_no_other_municipality(minimal: tuple[Path, Result]) -> None:
    """Nothing of the municipality that the portal was first made for is built into the code."""
    public = minimal[0]
    named = [path for path, text in sites.texts(public).items() if "umeå" in text.lower() or "umea" in text.lower()]
    assert not named


def test_the_code_knows_of_no_municipality() -> None:
    """The generator and its templates name none: all that is local comes from the content."""
    root = sites.HERE.parent.parent
    files = [*(root / "site_tools").rglob("*.py"), *(p for p in (root / "templates").rglob("*") if p.suffix in {".html", ".css", ".js"})]
    assert [str(path.relative_to(root)) for path in files if {"umeå", "umea"} & set(_words(path))] == []


def _words(path: Path) -> list[str]:
    text = path.read_text("utf-8").lower()
    return "".join(char if char.isalpha() else " " for char in text).split()


@pytest.mark.parametrize("case", sites.BROKEN)
def test_broken_content_is_told_and_changes_nothing(case: str, minimal: tuple[Path, Result], tmp_path: Path) -> None:
    """One message a fault with file, line, column and advice, sorted, exit status 2, and not one byte of the published site changed."""
    public, result = minimal
    assert result.exit_code == 0
    before = sites.fingerprint(public)
    said = sites.messages(tmp_path, public, case)
    assert said == (sites.HERE / "broken" / case / "expected.txt").read_text("utf-8")
    assert said.endswith("exit 2\n")
    assert "Traceback" not in said
    assert sites.fingerprint(public) == before
    assert sorted(path.name for path in public.parent.iterdir()) == [".public.lock", "content", "hamtat", "public"]


@pytest.mark.parametrize("case", sites.BROKEN)
def test_check_says_the_same_as_build(case: str, tmp_path: Path) -> None:
    """`check` finds what would stop a build, in the same words and the same order."""
    sites.lay_out(tmp_path, case)
    result = sites.run(tmp_path, "check")
    built = (sites.HERE / "broken" / case / "expected.txt").read_text("utf-8")
    assert result.exit_code == 2
    assert built.startswith(result.stdout)
    assert len(result.stdout.splitlines()) > 1


@pytest.mark.parametrize("case", sites.BROKEN)
def test_messages_have_a_place_and_are_sorted(case: str) -> None:
    """An editor goes from the top of one file to its end, then to the next."""
    text = (sites.HERE / "broken" / case / "expected.txt").read_text("utf-8")
    places = []
    for line in text.splitlines():
        if line.startswith("content/"):
            path, row, column, _ = line.split(":", 3)
            places.append((path, int(row), int(column)))
    assert places
    assert places == sorted(places)
