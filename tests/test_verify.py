"""What names something that is not there is not published."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

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
