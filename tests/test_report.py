"""What an editor is shown: the line with its fault underlined, and what GitHub is told within its limits."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from site_tools.cli import main
from site_tools.pipeline import Checked, check
from site_tools.problems import Problem
from site_tools.report import PER_KIND, WIDTH, github_lines, problem_lines, summary_markdown
from tests.writing import write_content

if TYPE_CHECKING:
    from hypothesis.strategies import DataObject

from hypothesis import given
from hypothesis import strategies as st

CONTENT = Path("content")


def _problem(excerpt: str, column: int, end: int, **more: object) -> Problem:
    return Problem("mal/x.md", 7, column, "fel", code="okant-ord", excerpt=excerpt, end=end, **more)  # type: ignore[arg-type]


def _marked(excerpt: str, column: int, end: int) -> tuple[str, str]:
    """The line as shown, and what stands above the marks."""
    _, line, marks = problem_lines(Checked(None, (_problem(excerpt, column, end),)), CONTENT).splitlines()
    under = marks.partition("  docs/")[0]
    return line, "".join(sign for sign, mark in zip(line, under.ljust(len(line)), strict=False) if mark == "^")


def test_the_fault_is_underlined() -> None:
    """The marks stand under what is wrong, and nothing else."""
    assert _marked("typ: visioner # ny", 6, 14) == ("    7 | typ: visioner # ny", "visioner")


def test_tabs_and_hidden_characters_do_not_move_the_marks() -> None:
    """A tab is as wide as it is shown, and what cannot be seen is written out."""
    assert _marked("\tnamn: O\u200bm fel", 12, 15) == ("    7 |   namn: O\\x200bm fel", "fel")


def test_wide_characters_take_two_columns() -> None:
    """The marks are as wide as what they mark in a terminal."""
    told = problem_lines(Checked(None, (_problem("namn: 漢字 x", 7, 9),)), CONTENT)
    assert told.splitlines()[2] == f"      | {' ' * 6}^^^^  docs/fel.md#okant-ord"


@given(st.data())
def test_a_long_line_is_shown_around_its_fault(data: DataObject) -> None:
    """Wherever in a long line the fault begins, its beginning is shown and marked."""
    line = "".join(chr(0x21 + number % 90) for number in range(data.draw(st.integers(1, 2000))))
    column = data.draw(st.integers(1, len(line)))
    end = data.draw(st.integers(column + 1, len(line) + 1))
    shown, marked = _marked(line, column, end)
    assert marked
    assert line[column - 1 : end - 1].startswith(marked)
    assert len(shown) <= WIDTH + len("    7 | …  …") + 1


def test_colours_are_for_a_terminal(tmp_path: Path) -> None:
    """A log or another program gets plain text; with colours the same words are said."""
    content = write_content(tmp_path, {"sidor/om.md": "---\nnamm: Om\n---\n"})
    checked = check(content)
    plain, coloured = problem_lines(checked, content), problem_lines(checked, content, colour=True)
    assert "\x1b" not in plain
    assert re.sub(r"\x1b\[\d+m", "", coloured) == plain != coloured
    assert "\x1b" not in CliRunner().invoke(main, ["check", "--content", str(content)]).stdout


def _many(errors: int, warnings: int) -> Checked:
    problems = [Problem("a.md", n, 1, f"varning {n}", severity="varning") for n in range(1, warnings + 1)]
    problems += [Problem("b.md", n, 1, f"fel {n}") for n in range(1, errors + 1)]
    return Checked(None, tuple(problems))


@pytest.mark.parametrize(("errors", "told"), [(10, 10), (11, 10), (500, 10)])
def test_annotations_keep_within_what_github_shows(errors: int, told: int) -> None:
    """Ten of a kind at most, errors first; the last says how many it leaves out, so that none is dropped without a word."""
    lines = github_lines(_many(errors, 3), CONTENT).splitlines()
    assert [line.split()[0] for line in lines] == ["::error"] * told + ["::warning"] * 3
    left = [line for line in lines if " till: hela listan" in line]
    assert left == ([] if errors <= PER_KIND else [line for line in lines if f"och {errors - 9} till:" in line])
    assert len(left) == (errors > PER_KIND)


def test_the_job_summary_has_every_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On GitHub the whole list stands in the job's summary, errors first, with links to the catalogue of the same version."""
    file = tmp_path / "summary.md"
    for name, value in (("STEP_SUMMARY", str(file)), ("SERVER_URL", "https://git.example"), ("REPOSITORY", "by/portal"), ("SHA", "abc")):
        monkeypatch.setenv(f"GITHUB_{name}", value)
    page = "---\nnamn: Om\n" + "".join(f"fel{n}: <b>x</b>\n" for n in range(20)) + "---\n"
    content = write_content(tmp_path / "content", {"sidor/om.md": page})
    said = CliRunner().invoke(main, ["check", "--content", str(content), "--format", "github"])
    written = file.read_text("utf-8")
    assert said.exit_code == 2
    assert said.stdout.count("::error") == PER_KIND
    assert len([line for line in written.splitlines() if line.startswith("| ")]) == 21
    assert "(https://git.example/by/portal/blob/abc/docs/fel.md#okand-nyckel)" in written
    CliRunner().invoke(main, ["check", "--content", str(content), "--format", "text"])
    assert file.read_text("utf-8") == written


def test_the_job_summary_shows_content_as_text() -> None:
    """What an editor has typed cannot become a link, a picture or a new row."""
    typed = "![x](https://spy.example/) | <img src=x>\n@alla"
    row = summary_markdown(Checked(None, (Problem("a.md", 1, 1, typed),)), CONTENT).splitlines()[-1]
    assert row.count("|") - row.count("\\|") == 4
    assert "<img" not in row.replace("\\<", "")
    assert "](https://spy" not in row


def test_the_job_summary_says_when_all_is_well() -> None:
    """A good check has its line too."""
    assert "Inga fel." in summary_markdown(Checked(None, ()), CONTENT)
