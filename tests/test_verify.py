"""What names something that is not there is not published."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from site_tools import keep
from site_tools.verify import BrokenSiteError, verify

if TYPE_CHECKING:
    from pathlib import Path

GOOD = {
    "index.html": '<a href="mal/x/#hit">x</a><a href="mal/x/?q=1">x</a><img src="bild%20a.svg" srcset="bild%20a.svg 1x, liten.svg 2x">',
    "mal/x/index.html": '<p id="hit"><a href="../../">hem</a><a href="#hit">hit</a><a href="https://example.org/borta">ut</a>',
    "404.html": '<a href="/portal/mal/x/">x</a><p>href=&#34;borta&#34;</p>',
    "bild a.svg": "<svg/>",
    "liten.svg": "<svg/>",
}


def _site(folder: Path, changes: dict[str, str]) -> Path:
    for path, text in (GOOD | changes).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    return folder


def test_a_whole_site_passes(tmp_path: Path) -> None:
    """Links to pages, anchors, files and other hosts, from any depth and under a path of the host."""
    verify(_site(tmp_path, {}), "https://kommun.example/portal/")


@pytest.mark.parametrize(
    ("page", "text", "told"),
    [
        ("index.html", '<a href="mal/y/">y</a>', "index.html: mal/y/"),
        ("mal/x/index.html", '<a href="../../#borta">y</a>', "mal/x/index.html: ../../#borta"),
        ("mal/x/index.html", '<p id="hit"><img src="liten.svg">', "mal/x/index.html: liten.svg"),
        ("404.html", '<a href="/mal/x/">x</a>', "404.html: /mal/x/"),
        ("index.html", '<img srcset="liten.svg 1x, stor.svg 2x">', "index.html: stor.svg"),
        ("index.html", '<a href="../utanfor.html">x</a>', "index.html: ../utanfor.html"),
    ],
)
def test_what_leads_nowhere_is_named(tmp_path: Path, page: str, text: str, told: str) -> None:
    """The page and the reference are told, so that the fault can be found."""
    with pytest.raises(BrokenSiteError) as failure:
        verify(_site(tmp_path, {page: text}), "https://kommun.example/portal/")
    assert told in str(failure.value).splitlines()


@pytest.mark.parametrize("lost", ["liten.svg", "mal/x/index.html"])
def test_a_link_of_an_unchanged_page_can_die(tmp_path: Path, lost: str) -> None:
    """What is kept of a page is where it leads, never that something is there. A damaged keeping is no keeping."""
    site, cache = _site(tmp_path / "a", {}), tmp_path / "cache"
    address = "https://kommun.example/portal/"
    verify(site, address, cache)
    (site / lost).unlink()
    for _ in range(2):
        with pytest.raises(BrokenSiteError, match=lost.removesuffix("index.html")):
            verify(site, address, cache)
        (kept,) = (cache / "lankar").iterdir()
        kept.write_bytes(kept.read_bytes()[:-3])
    keep.save(kept, b'{"x": 1}')
    verify(_site(tmp_path / "b", {}), address, cache)


def test_the_same_page_at_another_place_leads_elsewhere(tmp_path: Path) -> None:
    """What is kept is known by the bytes of a page and by where it stands."""
    verify(_site(tmp_path / "a", {}), "https://kommun.example/portal/", tmp_path / "cache")
    with pytest.raises(BrokenSiteError, match=r"djup/mal/index\.html: mal/x/#hit"):
        verify(_site(tmp_path / "b", {"djup/mal/index.html": GOOD["index.html"]}), "https://kommun.example/portal/", tmp_path / "cache")
