"""``build --snabbt``: a site to look at, with each chart drawn once and no pictures, that nobody takes for the one to publish."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bs4 import BeautifulSoup

from site_tools.config import Config
from site_tools.derive import derive
from site_tools.making import helped_by
from site_tools.making.sent import Sent
from site_tools.pipeline import build, check
from site_tools.render import render
from tests.pages import TODAY
from tests.sites import run
from tests.test_executors import OTHERS
from tests.writing import write_content

if TYPE_CHECKING:
    from pathlib import Path


def _built(content: Path, out: Path, cache: Path, *, quick: bool) -> dict[str, bytes]:
    build(Config(content, out, TODAY, cache=cache, quick=quick))
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}


def test_it_is_the_same_whatever_was_drawn_before(tmp_path: Path) -> None:
    """Nothing, all of it, or only what a quick build needs; and what a quick build leaves behind changes no other. Each is verified, so
    every link and file that a page names is there."""
    content = write_content(tmp_path / "content")
    quick = _built(content, tmp_path / "1", tmp_path / "cache-1", quick=True)
    whole = _built(content, tmp_path / "2", tmp_path / "cache-2", quick=False)
    assert _built(content, tmp_path / "3", tmp_path / "cache-2", quick=True) == quick
    assert _built(content, tmp_path / "4", tmp_path / "cache-1", quick=False) == whole
    left_out = {path for path in whole if path.endswith((".png", "-smal.svg", "-utforska.json")) or path.startswith("assets/vega.")}
    assert {path.partition("-")[2] for path in left_out} >= {"smal.svg", "utforska.json", "delning.png"}
    assert {path for path in whole.keys() - quick.keys() if "pagefind/" not in path} == left_out
    assert all(quick[path] == whole[path] for path in quick if path.endswith((".svg", ".csv", ".json")))


def test_others_make_the_same_pages(tmp_path: Path) -> None:
    """Who makes a page elsewhere gets its drawing, and no picture that nobody has painted."""
    config = Config(content := write_content(tmp_path / "content"), tmp_path, TODAY, cache=tmp_path / "cache", quick=True)
    portal = check(content).portal
    assert portal
    derived = derive(portal, TODAY)
    alone = list(render(portal, derived, config))
    with OTHERS[1]() as inner, helped_by(Sent(inner)):
        assert list(render(portal, derived, config)) == alone


def test_nobody_takes_it_for_the_one_to_publish(tmp_path: Path) -> None:
    """Every page says what it is, to readers and to search engines; so does the command. A build of all that follows makes it whole."""
    content, out = write_content(tmp_path / "content"), tmp_path / "ut"
    options = ["build", "--content", str(content), "--out", str(out), "--today", TODAY.isoformat()]
    assert "Bygg utan --snabbt för att publicera" in run(tmp_path, *options, "--snabbt").output
    pages = [BeautifulSoup(path.read_text("utf-8"), "html.parser") for path in out.rglob("*.html")]
    assert len(pages) > 10
    for page in pages:
        assert page.select('meta[name="robots"][content="noindex"]'), page.title
        assert not page.select('meta[property="og:image"]')
        assert not page.find("main", id="innehall") or "inte publiceras" in page.select("main .unpublished")[0].get_text()
    assert "Disallow: /\n" in (out / "robots.txt").read_text("utf-8")
    assert "--snabbt" in run(tmp_path, *options, "--snabbt").output, "also where nothing has changed"
    said = run(tmp_path, *options).output
    assert "Byggt" in said
    assert "--snabbt" not in said
    assert "Disallow" not in (out / "robots.txt").read_text("utf-8")
    assert list(out.rglob("*-delning.png"))
