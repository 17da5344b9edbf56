"""The published folder is wholly the old site or wholly the new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from site_tools.model.portal import Output
from site_tools.problems import UserError
from site_tools.write import staging, write

if TYPE_CHECKING:
    from pathlib import Path


def _publish(out: Path, *outputs: Output) -> None:
    with staging(out) as folder:
        write(outputs, folder)


def _files(out: Path) -> dict[str, bytes]:
    return {str(p.relative_to(out)): p.read_bytes() for p in out.rglob("*") if p.is_file() and not p.name.startswith(".")}


def test_a_build_replaces_the_whole_site(tmp_path: Path) -> None:
    """Pages that are no longer written do not linger."""
    out = tmp_path / "public"
    _publish(out, Output("a/index.html", b"1"), Output("b.txt", b"2"))
    _publish(out, Output("a/index.html", b"3"))
    assert _files(out) == {"a/index.html": b"3"}
    assert [p.name for p in tmp_path.iterdir()] == ["public"]


def test_a_failing_build_leaves_the_published_site_alone(tmp_path: Path) -> None:
    """Whatever happens while the new site is made, not a byte of the old one changes and nothing is left lying."""
    out = tmp_path / "public"
    _publish(out, Output("index.html", b"old"))
    with pytest.raises(ValueError, match="two outputs"):
        _publish(out, Output("index.html", b"new"), Output("index.html", b"newer"))
    assert _files(out) == {"index.html": b"old"}
    assert [p.name for p in tmp_path.iterdir()] == ["public"]


def test_an_exchange_that_was_cut_off_is_mended_by_the_next_build(tmp_path: Path) -> None:
    """If the machine stopped between the two renames, the former site comes back."""
    out = tmp_path / "public"
    _publish(out, Output("index.html", b"old"))
    out.rename(tmp_path / ".public.förra")
    with pytest.raises(ValueError, match="leads out"):
        _publish(out, Output("../x", b""))
    assert _files(out) == {"index.html": b"old"}


def test_a_folder_with_something_else_in_it_is_never_replaced(tmp_path: Path) -> None:
    """A slip in --out cannot delete somebody's files."""
    out = tmp_path / "dokument"
    out.mkdir()
    (out / "viktigt.txt").write_text("x")
    with pytest.raises(UserError, match="innehåller annat"):
        _publish(out, Output("index.html", b"new"))
    assert (out / "viktigt.txt").read_text() == "x"


@pytest.mark.parametrize("path", ["../evil.html", "/etc/x", "a/../../x", ""])
def test_no_output_leads_out_of_the_site(tmp_path: Path, path: str) -> None:
    """An output path that climbs is refused."""
    with pytest.raises(ValueError, match="leads out"):
        write([Output(path, b"")], tmp_path)


@pytest.mark.parametrize("second", ["a/index.html", "A/index.html"])
def test_two_outputs_at_one_path_are_refused(tmp_path: Path, second: str) -> None:
    """No page is lost without a word, not even on a disk that is blind to case."""
    with pytest.raises(ValueError, match="two outputs"):
        write([Output("a/index.html", b""), Output(second, b"")], tmp_path)
