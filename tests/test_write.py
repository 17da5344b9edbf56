"""The published folder is wholly the old site or wholly the new one."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from site_tools import write as stage
from site_tools.model.portal import Output
from site_tools.problems import UserError
from site_tools.write import staging, write
from tests.crash import publish as crash
from tests.pages import index

ROOT = Path(__file__).parent.parent


def _publish(out: Path, *outputs: Output) -> None:
    with staging(out) as folder:
        write(outputs, folder)


def _files(out: Path) -> dict[str, bytes]:
    return {str(p.relative_to(out)): p.read_bytes() for p in out.rglob("*") if p.is_file() and not p.name.startswith(".")}


def _beside(out: Path) -> list[str]:
    """What lies in the folder that the site is in; the lock is left by purpose, since taking it away would let two builds in."""
    return sorted(p.name for p in out.parent.iterdir() if p.name != f".{out.name}.lock")


def test_a_build_replaces_the_whole_site(tmp_path: Path) -> None:
    """Pages that are no longer written do not linger."""
    out = tmp_path / "public"
    _publish(out, Output("a/index.html", b"1"), Output("b.txt", b"2"))
    _publish(out, Output("a/index.html", b"3"))
    assert _files(out) == {"a/index.html": b"3"}
    assert _beside(out) == ["public"]


def test_a_failing_build_leaves_the_published_site_alone(tmp_path: Path) -> None:
    """Whatever happens while the new site is made, not a byte of the old one changes and nothing is left lying."""
    out = tmp_path / "public"
    _publish(out, Output("index.html", b"old"))
    with pytest.raises(ValueError, match="two outputs"):
        _publish(out, Output("index.html", b"new"), Output("index.html", b"newer"))
    assert _files(out) == {"index.html": b"old"}
    assert _beside(out) == ["public"]


def test_a_file_that_is_the_same_is_not_written_again(tmp_path: Path) -> None:
    """It keeps its time, so that what copies or caches the site knows it again. Other bytes, other rights and links are written anew."""
    out, aside = tmp_path / "public", tmp_path / "a.txt"
    names = ("same.txt", "other.txt", "shorter.txt", "closed.txt", "linked.txt")
    _publish(out, *(Output(name, b"hej") for name in names))
    (out / "closed.txt").chmod(0o600)
    aside.write_bytes(b"hej")
    (out / "linked.txt").unlink()
    (out / "linked.txt").symlink_to(aside)
    before = {name: (out / name).lstat().st_ino for name in names}
    new = {name: {"other.txt": b"nej", "shorter.txt": b"he"}.get(name, b"hej") for name in names}
    with staging(out) as folder:
        write([Output(name, data) for name, data in new.items()], folder, out)
        assert _files(out) == dict.fromkeys(names, b"hej")
    assert _files(out) == new
    assert [name for name in names if (out / name).lstat().st_ino == before[name]] == ["same.txt"]


def test_an_exchange_that_was_cut_off_is_mended_by_the_next_build(tmp_path: Path) -> None:
    """If the machine stopped between the two renames, the former site comes back."""
    out = tmp_path / "public"
    _publish(out, Output("index.html", b"old"))
    out.rename(tmp_path / ".public.forra")
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


@pytest.mark.skipif(sys.platform == "win32", reason="the program divides itself")
@pytest.mark.parametrize("how", ["kill", "ENOSPC", "EIO"])
def test_a_stop_at_any_step_leaves_a_whole_site(tmp_path: Path, how: str) -> None:
    """Killed, or refused by the disk, at each step: the site is wholly the former or wholly the new, and the next build succeeds."""
    out = tmp_path / "public"
    command = [sys.executable, "-m", "tests.crash.publish", str(out), how]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    stops = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(stops) > 15, "the steps were not met"
    for stop in stops:
        assert set(stop["pages"]) == {f"{number}/index.html" for number in range(3)}, stop
        assert len(set(stop["pages"].values())) == 1, stop
        assert stop["status"] in ({crash.NO_MORE, -signal.SIGKILL} if how == "kill" else {crash.NO_MORE, crash.REFUSED, crash.SURVIVED}), (
            stop
        )
        if stop["status"] == crash.REFUSED:
            assert set(stop["pages"].values()) == {"old"}, "refused, and yet another site"
    assert {"old", "new"} == {text for stop in stops for text in stop["pages"].values()}
    _publish(out, Output("index.html", b"next"))
    assert _files(out) == {"index.html": b"next"}
    assert _beside(out) == ["public"]


def test_two_builds_at_once_do_not_mix(tmp_path: Path) -> None:
    """The second is refused with a word, and the first is not disturbed."""
    out = tmp_path / "public"
    with staging(out) as folder:
        write([Output("index.html", b"first")], folder)
        with pytest.raises(UserError, match="ett annat bygge skriver just nu"):
            _publish(out, Output("index.html", b"second"))
    assert _files(out) == {"index.html": b"first"}


def test_a_disk_that_cannot_exchange_folders_still_publishes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system has no such step, the former site is set aside and taken away afterwards."""
    monkeypatch.setattr(stage, "exchange", lambda *_: False)
    out = tmp_path / "public"
    _publish(out, Output("index.html", b"old"))
    _publish(out, Output("index.html", b"new"))
    assert _files(out) == {"index.html": b"new"}
    assert _beside(out) == ["public"]


def test_the_same_pages_give_the_same_search_index(tmp_path: Path) -> None:
    """The indexer's own order of filters and their values is another each time; what we publish is not."""
    filters = "".join(f'<span data-pagefind-filter="{name}:{{{place}}}"></span>' for place, name in enumerate(("sort", "status", "ort")))
    page = f'<html lang="sv"><body data-pagefind-body>{filters}<h1>Sida {{0}}</h1>Ord.</body></html>'
    found = []
    for name in ("a", "b", "c"):
        folder = tmp_path / name
        folder.mkdir()
        for number in range(8):
            (folder / f"{number}.html").write_text(page.format(number, number % 3, number % 5), "utf-8")
        assert index(folder) == 8
        found.append(_files(folder))
    assert found[0] == found[1] == found[2]
    assert sum(path.endswith(".pf_filter") for path in found[0]) == 3
