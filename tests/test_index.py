"""The search index: the same pages give the same bytes, built or kept, and what is kept is used only while it is right."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest

import site_tools.index as stage
from site_tools.index import Indexing
from site_tools.index.pagefind import Service
from site_tools.model.portal import Output
from site_tools.problems import UserError
from tests.pages import index

if TYPE_CHECKING:
    from collections.abc import Callable

PAGE = (
    '<!doctype html>\n<html lang="sv"><head><title>{0}</title></head><body><header>Meny</header>'
    '<main id="innehall"><article data-pagefind-body><h1>Sida {0}</h1><p>Ordet {0}.</p></article></main><footer>Fot</footer></body></html>'
)


def _site(folder: Path, change: Callable[[str], str] = str, pages: tuple[int, ...] = (1,)) -> Path:
    """Three pages marked for the index, some of them changed, and one that is not marked."""
    for number in range(3):
        page = PAGE.format(number)
        (folder / str(number)).mkdir(parents=True)
        (folder / str(number) / "index.html").write_text(change(page) if number in pages else page, "utf-8")
    (folder / "404.html").write_text('<html lang="sv"><body><main><h1>Borta</h1></main></body></html>', "utf-8")
    return folder


def _index(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in (folder / "pagefind").rglob("*") if path.is_file()}


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The folders that an index was built for; an index that was kept leaves no trace here."""
    found: list[Path] = []

    def begun(folder: Path) -> Service:
        found.append(folder)
        return Service(folder)

    monkeypatch.setattr(stage, "Service", begun)
    return found


@pytest.mark.parametrize(
    ("old", "new", "again"),
    [
        ("Meny", "Annan meny", False),
        ("Fot", "Annan fot", False),
        ("<title>1", "<title>Annat", False),
        ("Ordet", "Vattnet", True),
        ("<h1>Sida", "<h1>Blad", True),
        ("<h1>Sida 1</h1>", "", True),
        ("Meny", "<h1>Före</h1>", True),
        ("Fot", '<img src="x.png" alt="">', True),
        ("Meny", '<i data-pagefind-filter="sort:x"></i>', True),
        (" data-pagefind-body", "", True),
    ],
)
def test_an_index_is_kept_only_while_all_that_it_is_made_of_is_the_same(
    tmp_path: Path, built: list[Path], old: str, new: str, again: bool
) -> None:
    """Whatever changes on a page, the index with a cache is the index without one, byte for byte."""
    cache = tmp_path / "cache"
    assert index(_site(tmp_path / "före"), cache) == 3
    after = _site(tmp_path / "efter", lambda page: page.replace(old, new))
    count = index(after, cache)
    assert (after in built) == again
    fresh = _site(tmp_path / "ny", lambda page: page.replace(old, new))
    assert count == index(fresh)
    assert _index(after) == _index(fresh)


def test_words_are_cut_by_the_rules_of_the_pages_language(tmp_path: Path, built: list[Path]) -> None:
    """The language stands outside the part that is searched."""
    index(_site(tmp_path / "före"), tmp_path / "cache")
    english = _site(tmp_path / "efter", lambda page: page.replace('lang="sv"', 'lang="en"'), (0, 1, 2))
    index(english, tmp_path / "cache")
    assert built[-1] == english


def test_a_page_that_moves_is_found_where_it_is(tmp_path: Path, built: list[Path]) -> None:
    """The addresses of the pages are a part of the index."""
    index(_site(tmp_path / "före"), tmp_path / "cache")
    moved = _site(tmp_path / "efter")
    (moved / "1").rename(moved / "flyttad")
    index(moved, tmp_path / "cache")
    assert built[-1] == moved


@pytest.mark.parametrize("harmed", ["sok", "sokfiler"])
@pytest.mark.parametrize("harm", [lambda data: data[:-1], lambda data: data[:60] + b"x" + data[61:], lambda _: b""])
def test_a_damaged_cache_costs_only_time(tmp_path: Path, built: list[Path], harm: Callable[[bytes], bytes], harmed: str) -> None:
    """What is not whole is built anew."""
    cache = tmp_path / "cache"
    first = _site(tmp_path / "a")
    index(first, cache)
    for file in (cache / harmed).iterdir():
        file.write_bytes(harm(file.read_bytes()))
    second = _site(tmp_path / "b")
    index(second, cache)
    assert built == [first, second]
    assert _index(first) == _index(second)


def test_the_cache_holds_a_few_indexes(tmp_path: Path) -> None:
    """A cache that grew for ever would fill the disk of whoever edits every day."""
    for number in range(stage.KEPT_MAX + 2):
        folder = _site(tmp_path / "sida", lambda page, number=number: page.replace("Ordet", f"Ord{number}"))  # type: ignore[misc]
        index(folder, tmp_path / "cache")
        shutil.rmtree(folder)
    for kept in ("sok", "sokfiler"):
        assert len(list((tmp_path / "cache" / kept).iterdir())) == stage.KEPT_MAX


MEMORY = Path("/dev/shm")  # noqa: S108


@pytest.mark.skipif(not MEMORY.is_dir(), reason="only a disk in memory lists its files in the order that they were made")
def test_pages_in_another_order_on_another_disk_give_the_same_index(tmp_path: Path) -> None:
    """A build upon the last one writes them in another order than the first did, and every disk lists them in its own."""
    found = []
    for disk, order in ((MEMORY, (0, 1, 2)), (MEMORY, (2, 0, 1)), (tmp_path, (0, 1, 2))):
        with TemporaryDirectory(dir=disk) as name:
            folder = Path(name) / "sida"
            for number in order:
                (folder / str(number)).mkdir(parents=True)
                (folder / str(number) / "index.html").write_text(PAGE.format(number), "utf-8")
            index(folder)
            found.append(_index(folder))
    assert found[0] == found[1] == found[2]


def test_an_indexer_that_gives_up_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for it, and what it said before it ended is shown."""
    broken = tmp_path / "pagefind"
    broken.write_text("#!/bin/sh\necho minnet är slut >&2\nexit 1\n", "utf-8")
    broken.chmod(0o755)
    monkeypatch.setattr("pagefind_bin.get_executable", lambda: broken)
    with pytest.raises(UserError, match="minnet är slut"):
        index(_site(tmp_path / "sida"))


def test_what_is_none_of_ours_is_left_in_the_cache(tmp_path: Path) -> None:
    """A folder among the former indexes, however old, stops no build."""
    odd = tmp_path / "cache" / "sok" / "mapp"
    odd.mkdir(parents=True)
    os.utime(odd, (0, 0))
    for number in range(stage.KEPT_MAX + 1):
        (odd.parent / str(number)).write_bytes(b"")
    index(_site(tmp_path / "a"), tmp_path / "cache")
    assert odd.is_dir()
    assert len([file for file in odd.parent.iterdir() if file.is_file()]) == stage.KEPT_MAX


@pytest.mark.parametrize("changed", [(), (0,), (2,), (0, 1, 2)])
def test_an_index_made_while_pages_are_written_is_the_one_made_after(tmp_path: Path, built: list[Path], changed: tuple[int, ...]) -> None:
    """It is begun at the first page that differs from what is kept, and has the pages before it too."""
    cache, site = tmp_path / "cache", tmp_path / "sida"
    index(_site(tmp_path / "före"), cache)
    pages = {
        path.relative_to(tmp_path / "ny"): path
        for path in _site(tmp_path / "ny", lambda page: page.replace("Ordet", "Vattnet"), changed).rglob("*.html")
    }
    with Indexing(site, cache) as found:
        for output in found.watched(Output(name.as_posix(), path.read_bytes()) for name, path in sorted(pages.items())):
            (site / output.path).parent.mkdir(parents=True, exist_ok=True)
            (site / output.path).write_bytes(output.data)
        assert found.write() == 3
    assert (site in built) == bool(changed)
    index(tmp_path / "ny")
    assert _index(site) == _index(tmp_path / "ny")


def test_the_part_of_a_page_that_is_told_makes_the_index_of_the_whole_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Head, menu and foot are left out to save time, not words: filters, sorting, excerpts and the places on a page are the same."""
    site = Path(__file__).parent / "sites" / "minimal" / "expected"
    pages = {file.relative_to(site): file.read_bytes() for file in site.rglob("*.html")}
    assert any(b"data-pagefind-filter" in page for page in pages.values())
    for name in ("del", "hel"):
        for path, page in pages.items():
            (tmp_path / name / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name / path).write_bytes(page)
        assert index(tmp_path / name) > 5
        monkeypatch.setattr("site_tools.index.pagefind.read_by_indexer", lambda page: (page,))
    assert _index(tmp_path / "del") == _index(tmp_path / "hel")
