"""``build.py serve``: what the editor sees is what a build would give, after every save, and faults are told over the last good page."""

from __future__ import annotations

import json
import random
import shutil
import threading
import time
import urllib.error
import urllib.request
from functools import partial
from typing import TYPE_CHECKING, Any, cast
from unittest.mock import Mock

import pytest
import watchfiles

from site_tools import config, templates
from site_tools.charts.hands import in_use
from site_tools.charts.workers import Crew
from site_tools.config import Config
from site_tools.memory import Memory, each, remembered, same
from site_tools.pipeline import Live
from site_tools.serve import Desk, stamps, watch, with_script
from tests import sites
from tests.serving import TODAY, serving
from tests.writing import edits, write_content

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from pathlib import Path


def _live(content: Path) -> Live:
    return Live(Config(content, content.parent / "ut", TODAY, jobs=1, drafts=True))


def _built(content: Path) -> dict[str, bytes]:
    """Every file of a fresh build, without the search index."""
    from site_tools.derive import derive  # noqa: PLC0415
    from site_tools.export import export, with_former  # noqa: PLC0415
    from site_tools.pipeline import check  # noqa: PLC0415
    from site_tools.render import render  # noqa: PLC0415

    checked = check(content)
    assert checked.portal is not None
    assert not checked.errors
    config = Config(content, content.parent / "ut", TODAY, jobs=1, drafts=True)
    derived = derive(checked.portal, TODAY)
    outputs = (*render(checked.portal, derived, config), *export(checked.portal, derived, config))
    return {one.path: one.data for one in with_former(outputs, checked.portal, config)}


def _files(content: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in content.rglob("*") if path.is_file()}


@pytest.mark.parametrize("seed", range(4))
def test_what_is_shown_is_what_a_build_gives(tmp_path: Path, seed: int) -> None:
    """After any edits, good and bad, and whatever was asked for before: every file, byte for byte, of the last good content."""
    content, chance = sites.lay_out(tmp_path), random.Random(seed)  # noqa: S311 - edits, not secrets
    live = _live(content)
    try:
        assert not live.refresh().errors
        good, files = _built(content), _files(content)
        for _ in range(6):
            edits(content, chance)
            if not live.refresh().errors:
                good, files = _built(content), _files(content)
            asked = chance.sample(sorted(good), 12)
            assert {path: live.output(path) for path in asked} == {path: good[path] for path in asked}
            if chance.random() < 0.7:  # take back what is not good
                for path, data in files.items():
                    path.write_bytes(data)
                assert not live.refresh().errors
        assert {path: live.output(path) for path in good} == good
        assert live.output("finns/inte/index.html") is None
    finally:
        live.close()


def test_a_change_that_keeps_size_and_time_is_seen(tmp_path: Path) -> None:
    """Two saves within one tick of the disk's clock are two versions: a fresh file is always read."""
    content = write_content(tmp_path / "content")
    live = _live(content)
    try:
        for name in ("Aaa", "Bbb", "Ccc"):
            (content / "aktorer/fullmaktige.yaml").write_text(f"namn: {name}\ntyp: fullmäktige\n", "utf-8")
            live.refresh()
            assert f'<h1 data-pagefind-weight="3">{name}' in (live.output("aktorer/fullmaktige/index.html") or b"").decode()
    finally:
        live.close()


def test_the_memory_knows_a_question_by_what_it_holds() -> None:
    """Equal texts are one question; equal objects that are not the same are two; nothing is kept outside its use or after two tidyings."""
    asked = []

    @remembered
    def work(text: str, thing: object) -> int:
        asked.append((text, thing))
        return len(asked)

    first, second = [1], [1]
    memory = Memory()
    with memory.in_use():
        assert [work("a" * 3, first), work("aaa", first), work("aaa", second), work("b", first)] == [1, 1, 2, 3]
        memory.tidy()
        work("aaa", first)
        memory.tidy()
        assert [work("aaa", first), work("b", first)] == [1, 4]
    assert work("aaa", first) == 5
    assert work("aaa", first) == 6


def test_a_list_is_asked_again_only_for_what_is_new_in_it() -> None:
    """Rows are known by the objects that they hold, wherever they stand, or by what is said to know them by; answers keep their order."""
    asked = []

    def work(thing: list[int], other: list[int], more: str) -> str:
        asked.append(thing)
        return f"{thing}{other}{more}"

    a, b, c = [1], [1], [3]
    memory = Memory()
    with memory.in_use():
        assert each(work, [a, b], [c, c], given=("x",)) == ["[1][3]x", "[1][3]x"]
        assert each(work, [b, a, [4]], [c, c, c], given=("x",)) == ["[1][3]x", "[1][3]x", "[4][3]x"]
        assert each(work, [a], [b], given=("x",)) == ["[1][1]x"]
        assert each(work, [a], [b], given=("y",)) == ["[1][1]y"]
        assert asked == [[1], [1], [4], [1], [1]]
        for things in ([[1], [2]], [[2], [1]]):
            each(work, things, things, given=("z",), known_by=lambda thing, _other: (thing[0],))
        assert len(asked) == 7
        first = same("a", ("x", 1))
        assert same("a", ("x", 1)) is first
        assert same("a", ("x", 2)) == ("x", 2)
        memory.tidy()
        memory.tidy()
        each(work, [a], [b], given=("y",))
    assert len(asked) == 8
    assert each(work, [a], [b], given=("y",)) == ["[1][1]y"]
    assert len(asked) == 9


@pytest.mark.parametrize("shared", [Memory().in_use, partial(in_use, Crew(1))])
def test_several_threads_use_one_memory_and_the_same_processes(shared: Callable[[], AbstractContextManager[None]]) -> None:
    """Blocks that overlap in time, as a page asked for while the drawing process warms up, do not disturb each other."""
    inside, leave, left = threading.Barrier(2), threading.Event(), threading.Event()

    def first() -> None:
        with shared():
            inside.wait(60)
            leave.wait(60)
        left.set()

    other = threading.Thread(target=first)
    other.start()
    inside.wait(60)
    with shared():
        leave.set()
        other.join()
    assert left.is_set()


def test_only_a_line_is_added_to_a_page() -> None:
    """Before the end of the body, and at the end of a page without one."""
    assert with_script(b"<p>x</p>\n</body>\n</html>", 3).count(b'data-version="3"') == 1
    assert with_script(b"<p>x</p>\n</body>\n</html>", 3).endswith(b"</script>\n</body>\n</html>")
    assert with_script(b"x", 1).startswith(b"x<script src=")


def test_every_change_of_the_folder_is_seen(tmp_path: Path) -> None:
    """A file that is written, moved, made or taken away; not the hidden ones that editors' programs leave behind."""
    content = write_content(tmp_path)
    seen = [stamps(content)]
    for change in (
        lambda: (content / "mal/ny.md").write_text("x"),
        lambda: (content / "mal/ny.md").rename(content / "mal/annan.md"),
        (content / "mal/annan.md").unlink,
    ):
        change()
        assert stamps(content) != seen[-1]
        seen.append(stamps(content))
    (content / "mal/.ny.md.swp").write_text("x")
    assert stamps(content) == seen[-1]


def _get(address: str) -> str:
    with urllib.request.urlopen(address, timeout=60) as answer:
        found: bytes = answer.read()
    return found.decode()


def test_the_browser_is_told_of_changes_and_faults(tmp_path: Path) -> None:
    """A save is news with a new version; a fault is news with the terminal's message while the page stays; mended, it is gone. A site whose
    name leads to this machine reads nothing."""
    content = write_content(tmp_path / "content")
    actor = content / "aktorer/fullmaktige.yaml"
    with serving(content) as address, urllib.request.urlopen(f"{address}.serve/news", timeout=60) as news:

        def told(words: str, present: bool = True) -> dict[str, object]:
            """The next news whose faults say, or do not say, some words. A file read half written is told first."""
            while True:
                line = news.readline()
                if line.startswith(b"data: ") and (words in (found := json.loads(line.removeprefix(b"data: ")))["faults"]) == present:
                    return dict(found)

        page = f"{address}aktorer/fullmaktige/"
        assert told("", present=True) == {"version": 1, "faults": ""}
        assert 'data-version="1"' in _get(page)
        actor.write_text("namn: Nya fullmäktige\ntyp: fullmäktige\n", "utf-8")
        new = told("fel", present=False)
        assert "Nya fullmäktige" in _get(page)
        actor.write_text("namm: Nya fullmäktige\ntyp: fullmäktige\n", "utf-8")
        fault = told("namm")
        assert fault["version"] == new["version"]
        assert f'{actor}:1:1: nyckeln "namm" finns inte här – menade du "namn"?' in str(fault["faults"])
        assert "Nya fullmäktige" in _get(page)
        actor.write_text("namn: Rättade fullmäktige\ntyp: fullmäktige\n", "utf-8")
        assert told("fel", present=False)["version"] != new["version"]
        assert "Rättade fullmäktige" in _get(page)
        assert "EventSource" in _get(f"{address}.serve/reload.js")
        with pytest.raises(urllib.error.HTTPError) as missing:
            urllib.request.urlopen(f"{address}nej/", timeout=60)
        assert (missing.value.code, "Sidan finns inte" in missing.value.read().decode()) == (404, True)
        missing.value.close()
        with urllib.request.urlopen(f"{address}aktorer/fullmaktige", timeout=60) as led_on:
            assert led_on.url == page
        elsewhere = urllib.request.Request(page, headers={"Host": "annan.example"})
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(elsewhere, timeout=60)
        assert (refused.value.code, "Rättade" in refused.value.read().decode()) == (403, False)
        refused.value.close()


def test_the_page_that_was_shown_last_is_made_before_it_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that the editor's browser waits for its own way there alone; what lies beside the page is no page."""
    live = _live(write_content(tmp_path / "content"))
    desk, made = Desk(live, str), list[str]()
    desk.read()
    for path in ("mal/klimatneutral/index.html", "indikatorer/utslapp/utslapp.json", "nej/index.html"):
        desk.output(path)
    output = live.output

    def noted(path: str) -> bytes | None:
        made.append(path)
        return output(path)

    monkeypatch.setattr(live, "output", noted)
    desk.read()
    live.close()
    assert made == ["mal/klimatneutral/index.html"]


def test_content_that_was_never_good_shows_its_faults(tmp_path: Path) -> None:
    """The first page is empty but for the script that shows them, and comes when they are mended."""
    content = write_content(tmp_path / "content", {"aktorer/fullmaktige.yaml": "namm: x\ntyp: fullmäktige\n"})
    with serving(content) as address:
        assert "reload.js" in _get(address)
        with urllib.request.urlopen(f"{address}.serve/news", timeout=60) as news:
            assert "menade du" in json.loads(news.readline().removeprefix(b"data: "))["faults"]
            (content / "aktorer/fullmaktige.yaml").write_text("namn: X\ntyp: fullmäktige\n", "utf-8")
            while not (line := news.readline()).startswith(b"data: ") or json.loads(line.removeprefix(b"data: "))["faults"]:
                pass
        assert "Exempelbys mål" in _get(address)


def test_a_changed_template_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever changes how the portal looks sees it without starting the server again."""
    look = shutil.copytree(config.TEMPLATES, tmp_path / "templates")
    monkeypatch.setattr(templates, "TEMPLATES", look)
    live = _live(write_content(tmp_path / "content"))
    try:
        for words in ("Första", "Andra"):
            base = look / "base.html"
            base.write_text(base.read_text("utf-8").replace("</body>", f"<p>{words}</p></body>"), "utf-8")
            live.forget()
            live.refresh()
            assert f"<p>{words}</p>".encode() in (live.output("index.html") or b"")
    finally:
        live.close()
        templates.environment.cache_clear()


class _Seen:
    """A desk that only counts what is read, and what else the watch needs."""

    version, faults = 1, ""

    def __init__(self, content: Path) -> None:
        self.config = Config(content, content.parent / "ut", TODAY)
        self.reads, self.forgotten = threading.Semaphore(0), 0

    def read(self) -> None:
        self.reads.release()

    def forget(self) -> None:
        self.forgotten += 1

    def warm_up(self) -> None: ...
    def tidy(self) -> None: ...
    def start(self) -> bool:
        return True

    def close(self) -> bool:
        return False


@pytest.mark.parametrize("silent", [False, True])
def test_every_save_is_read_once_however_it_is_saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, silent: bool) -> None:
    """In place, by a file that takes another's place, moved, taken away, with its folder; also where the system tells of no change."""
    look, content = tmp_path / "templates", write_content(tmp_path / ".dold" / "content")
    shutil.copytree(config.TEMPLATES, look)
    monkeypatch.setattr(watch, "TEMPLATES", look)
    monkeypatch.setattr(watch, "LOOK_MS", 50 if silent else 60_000)
    monkeypatch.setattr(watch, "LOOK_SHARE", 1)
    if silent:
        monkeypatch.setattr(watchfiles, "watch", Mock(side_effect=OSError))
    seen = _Seen(content)
    watching = watch.Watch(cast("Any", seen), cast("Any", seen), cast("Any", seen), lambda _: None)
    watching.start()
    goal, other = content / "mal/klimatneutral.md", content / "mal/.ny"
    try:
        time.sleep(0.3)  # the system needs a moment until it tells
        for change in (
            lambda: goal.write_text("x", "utf-8"),
            lambda: (other.write_text("y", "utf-8"), other.replace(goal)),
            lambda: goal.rename(content / "mal/annat.md"),
            (content / "mal/annat.md").unlink,
            lambda: (content / "dokument").rename(tmp_path / "dokument"),
            lambda: (tmp_path / "dokument").rename(content / "dokument"),
            lambda: (look / "base.html").write_text("z", "utf-8"),
        ):
            change()
            assert seen.reads.acquire(timeout=10), change
            while seen.reads.acquire(timeout=0.15):  # a move may be told of as two changes
                pass
        assert seen.forgotten == 1
        other.write_text("y", "utf-8")  # a hidden file is nobody's
        assert not seen.reads.acquire(timeout=0.3)
    finally:
        watching.end()
