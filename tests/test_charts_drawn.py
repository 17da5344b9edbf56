"""The drawings that are published: Swedish, alone in their names, right in the dark, and the same however they came about."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from dataclasses import replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing import active_children
from threading import Thread
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

import pytest

from site_tools.charts import ChartError, Drawing, draw
from site_tools.charts.hands import result
from site_tools.charts.store import load, save
from site_tools.charts.svg import finish
from site_tools.charts.theme import DARK, LIGHT
from site_tools.charts.workers import Crew
from site_tools.config import ROOT
from tests.charting import chart, row, target, years

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from playwright.sync_api import Browser

    from site_tools.charts.shape import ChartData

NASTY = '<script>alert(1)</script> & "Kvinnor" ]]>'
CHARTS: dict[str, ChartData] = {
    "linje": chart(
        [*years(2018, "1000.5 1200 - 1315.7"), *years(2018, "900 950 980 1000", place="Riket")],
        enhet="kronor",
        målvärden=[target("minst", "1500", år="2030"), target("högst", "1400")],
    ),
    "punkt": chart([row("2019", "593")], målvärden=[target("högst", "90", år="2040")]),
    "staplar": chart([row("2024", str(n * 1000 - 2000), f"grupp {n}") for n in range(8)]),
    "elakt": chart([*years(2020, "5 6", NASTY), *years(2020, "7 8", "män")], enhet=NASTY),
    "ett tal": chart([row("odaterat", "30", precision="cirka")]),
}
CSP = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache that the first test fills and the others use."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def drawings(cache: Path) -> Mapping[str, Drawing]:
    return draw(CHARTS, 2, cache)


def _svgs(drawings: Mapping[str, Drawing]) -> dict[str, str]:
    return {f"{name} {width}": svg for name, one in drawings.items() for width, svg in (("wide", one.svg), ("narrow", one.svg_narrow))}


def _words(svg: str) -> list[str]:
    return [" ".join("".join(part.itertext()) for part in text.iter() if not len(part)) for text in _root(svg).iter(f"{SVG}text")]


SVG = "{http://www.w3.org/2000/svg}"


def _root(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)  # noqa: S314 - our own drawing


def test_numbers_are_swedish(drawings: Mapping[str, Drawing]) -> None:
    """1 315,7 with a narrow no-break space and a comma on labels, 1 500 on axes, and a real minus: no English number anywhere."""
    said = _words(drawings["linje"].svg)
    assert "Exempelby 1\u202f315,7" in said
    assert "1\u202f500" in said
    assert {"\u22122\u202f000", "4\u202f000"} <= set(_words(drawings["staplar"].svg))
    for svg in _svgs(drawings).values():
        assert not [words for words in _words(svg) if re.search(r"\d[.,]\d{3}(?!\d)|\d\.\d|-\d", words)]


def test_words_that_may_lie_on_marks_have_a_halo(drawings: Mapping[str, Drawing]) -> None:
    """They are readable on a line; the others lie beside all marks, and a halo takes as long to paint as they do."""
    groups = [group for group in _root(drawings["linje"].svg).iter(f"{SVG}g") if group.get("class") == "mark-text"]
    words = {group.get("paint-order", ""): ["".join(text.itertext()) for text in group] for group in groups}
    assert list(words) == ["", "stroke"], "halos lie over all words without one"
    assert {"1\u202f500", "2020"} <= set(words[""])
    assert "Exempelby 1\u202f315,7" in words["stroke"]


def test_nothing_in_a_drawing_acts_or_fetches(drawings: Mapping[str, Drawing]) -> None:
    """No script, no handler, no address, no picture, no style on an element; nothing that is read aloud in English."""
    for svg in _svgs(drawings).values():
        for node in _root(svg).iter():
            assert node.tag.removeprefix(SVG) in {"svg", "style", "g", "path", "line", "rect", "text", "tspan"}
            names = {name.rpartition("}")[2] for name in node.attrib}
            assert not {name for name in names if name.startswith("on")} | (names & {"href", "style", "role", "aria-label"})
        assert 'aria-hidden="true"' in svg
        assert "aria-roledescription" not in svg
        assert "url(" not in svg


def test_markup_in_names_is_shown_as_typed(drawings: Mapping[str, Drawing]) -> None:
    """An editor's angle bracket is a character."""
    for svg in (drawings["elakt"].svg, drawings["elakt"].svg_narrow):
        assert "<script" not in svg
        assert NASTY in _words(svg)


def test_every_figure_is_drawn(drawings: Mapping[str, Drawing]) -> None:
    """The joined points on a line, the single ones and the target as marks: the gap is not bridged."""
    svg = _root(drawings["linje"].svg)
    lines = [path.get("d", "") for group in svg.iter(f"{SVG}g") if group.get("class") == "mark-line" for path in group]
    assert sorted(line.count("L") for line in lines) == [1, 3]
    assert sum(path.get("fill") == LIGHT["ink"] for path in svg.iter(f"{SVG}path")) == 1


def test_ids_are_never_shared() -> None:
    """Two drawings on one page do not take each other's clip paths."""
    head = '<svg class="marks" width="10" height="20" viewBox="0 0 10 20">'
    raw = head + '<clipPath id="clip1"/><g clip-path="url(#clip1)"><path d="M0,0"/></g></svg>'
    one, two = finish(raw, "a")[0], finish(raw, "b")[0]
    assert 'id="a-clip1"' in one
    assert "url(#a-clip1)" in one
    assert not set(re.findall(r'id="([^"]+)"', one)) & set(re.findall(r'id="([^"]+)"', two))


def test_size_is_the_drawings_own(drawings: Mapping[str, Drawing]) -> None:
    """The page keeps room for it before it has come; the narrow one is for a phone."""
    for one in drawings.values():
        assert (one.width, one.width_narrow) == (720, 320)
        assert f'width="{one.width}" height="{one.height}" viewBox="0 0 {one.width} {one.height}"' in one.svg
        assert f'viewBox="0 0 {one.width_narrow} {one.height_narrow}"' in one.svg_narrow


def test_it_is_small(drawings: Mapping[str, Drawing]) -> None:
    """A phone on a bus gets a chart in a few kilobytes."""
    assert max(len(svg.encode()) for svg in _svgs(drawings).values()) < 16_000


def test_any_number_of_jobs_and_any_cache_give_the_same_bytes(drawings: Mapping[str, Drawing], cache: Path, tmp_path: Path) -> None:
    """One process or two, drawn now or before, in whatever order."""
    assert draw(CHARTS, 1, tmp_path) == drawings
    assert draw(dict(reversed(CHARTS.items())), 2, cache) == drawings
    assert list(draw(CHARTS, 2, cache)) == list(CHARTS)


def test_damaged_entries_are_drawn_again(drawings: Mapping[str, Drawing], cache: Path) -> None:
    """Cut short, changed in one place, exchanged or not even a file: never published. What they are made by is lost with them."""
    whole = {path: path.read_bytes() for path in sorted((cache / "diagram").rglob("*")) if path.is_file()}
    files = [file for file, data in whole.items() if b'"svg"' in data]
    assert len(files) == len(CHARTS)
    for file in whole.keys() - files:
        file.write_bytes(whole[file][:-20])
    files[0].write_bytes(whole[files[0]][:200])
    files[1].write_bytes(whole[files[1]].replace(b"<g", b"<h", 1))
    files[2].write_bytes(whole[files[3]])
    files[4].unlink()
    files[4].mkdir()
    assert draw(CHARTS, 2, cache) == drawings
    assert [file.read_bytes() for file in files[:4]] == [whole[file] for file in files[:4]]
    files[4].rmdir()


def test_the_cache_keeps_what_it_was_given(tmp_path: Path) -> None:
    """And no other key's."""
    save(tmp_path, "ab1", {"a": "å"})
    assert load(tmp_path, "ab1") == {"a": "å"}
    assert load(tmp_path, "ab2") is None


def test_a_disk_that_refuses_costs_only_time(tmp_path: Path) -> None:
    """A cache that cannot be written is no reason for a site not to be built."""
    (tmp_path / "file").write_text("")
    save(tmp_path / "file", "ab1", {})
    assert load(tmp_path / "file", "ab1") is None


def test_a_warm_build_loads_no_drawing_library(drawings: Mapping[str, Drawing], cache: Path) -> None:
    """Altair and vl-convert cost seconds and 150 MB: who has drawn before does not pay again."""
    code = (
        "import sys\nfrom pathlib import Path\nfrom site_tools.charts import draw\nfrom tests.charting import chart, row\n"
        f"draw({{'x': chart([row('odaterat', '30', precision='cirka')])}}, 2, Path({str(cache)!r}))\n"
        "print(sorted({'altair', 'resvg', 'vl_convert'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_a_chart_that_cannot_be_drawn_is_named(tmp_path: Path) -> None:
    """The build stops with the name of the chart, whatever else was on its way."""
    bad = replace(CHARTS["linje"], tracks=(replace(CHARTS["linje"].tracks[0], hue="ingen sådan färg"),))
    with pytest.raises(ChartError, match='"trasigt"') as caught:
        draw({"trasigt": bad, **CHARTS}, 2, tmp_path)
    assert caught.value.chart == "trasigt"


@pytest.mark.parametrize(("work", "item", "reason"), [(time.sleep, 60, "mer än"), (os._exit, 3, "oväntat")], ids=["hangs", "dies"])
def test_a_process_that_hangs_or_dies_is_not_waited_for(work: Any, item: int, reason: str) -> None:
    """The chart is named within its time limit, and no process is left behind."""
    start = time.monotonic()
    with Crew(1, 1.0) as crew, pytest.raises(ChartError, match=reason):
        result("segt", crew.submit(work, item))
    assert time.monotonic() - start < 20
    assert active_children() == []


@pytest.fixture
def page_address(drawings: Mapping[str, Drawing], tmp_path: Path) -> Any:
    """A page with a drawing as its picture, under the content security policy of every page."""

    class Handler(SimpleHTTPRequestHandler):
        def end_headers(self) -> None:
            self.send_header("Content-Security-Policy", CSP)
            super().end_headers()

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  # the base class's name
            pass

    (tmp_path / "a.svg").write_text(drawings["punkt"].svg, encoding="utf-8")
    (tmp_path / "index.html").write_text('<!doctype html><title>Diagram</title><link rel="icon" href="a.svg"><img src="a.svg" alt="">')
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(tmp_path)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.mark.browser
@pytest.mark.parametrize(("scheme", "colours"), [("light", LIGHT), ("dark", DARK)])
def test_a_drawing_follows_the_readers_scheme(browser: Browser, page_address: str, scheme: Any, colours: dict[str, str]) -> None:
    """As a picture on a page whose policy allows no inline style: light on light, light ink on dark, and nothing is stopped."""
    page = browser.new_page(color_scheme=scheme)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(page_address)
    # A picture's inside is closed to the page, so it is painted on a canvas and its pixels are looked at.
    found = page.evaluate(
        """async () => {
          const image = document.querySelector("img"); await image.decode();
          const canvas = new OffscreenCanvas(720, 400).getContext("2d"); canvas.drawImage(image, 0, 0);
          const data = canvas.getImageData(0, 0, 720, 400).data, seen = {};
          for (let i = 0; i < data.length; i += 4) if (data[i + 3] === 255) {
            const colour = "#" + [0, 1, 2].map(n => data[i + n].toString(16).padStart(2, "0")).join("");
            seen[colour] = (seen[colour] || 0) + 1; }
          return seen; }"""
    )
    page.close()
    assert said == []
    assert {colours["sjö"], colours["ink"]} <= set(found)
    assert (DARK["paper"] in found) == (scheme == "dark"), "light words need a dark ground wherever the drawing is opened"
