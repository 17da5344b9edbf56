"""A page comes fast over a weak connection: its first view is small, and whatever it names is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests import budget
from tests.conftest import BASE_PATH

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.conftest import Site


def test_every_page_is_within_its_budget(site: Site) -> None:
    """At most 60 kB compressed without fonts and 100 kB with, for every page of the real site.

    Counted are the page, its style sheet, scripts, icon and pictures, with both fonts whether the page has Sami letters or not. Not
    counted is what only comes when a reader acts: lazy pictures further down, the index of the search, an opened chart.
    """
    fonts = set(site.folder.glob("assets/*.woff2"))
    assert len(fonts) == 2
    pages = sorted(site.folder.rglob("*.html"))
    assert [(page, told) for page in pages for told in budget.over(budget.loaded(page, site.folder, BASE_PATH) | fonts)] == []


def test_what_a_page_loads_is_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Style, script, both widths of a picture, the icon; not what is lazy, a link to another page or a canonical address."""
    (tmp_path / "a").mkdir()
    page = tmp_path / "a" / "index.html"
    page.write_text(
        '<link rel="stylesheet" href="../s.css"><link rel="canonical" href="https://x.example/"><script src="../s.js"></script>'
        '<a href="b.html"></a><source srcset="n.svg 1x"><img src="w.svg"><img loading="lazy" src="l.svg"><link rel="icon" href="/p/i.svg">'
    )
    found = budget.loaded(page, tmp_path, "/p")
    assert {file.relative_to(tmp_path).as_posix() for file in found} == {"a/index.html", "s.css", "s.js", "a/n.svg", "a/w.svg", "i.svg"}
    for file in found:
        file.write_bytes(b"x" * 10)
    assert budget.over(found) == []
    monkeypatch.setattr(budget, "WITHOUT_FONTS", 10)
    budget.weight.cache_clear()
    assert budget.over(found)
