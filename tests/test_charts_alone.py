"""Whatever a drawing were made of, it reaches nothing outside itself; and a process that has failed draws no more."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from functools import partial
from multiprocessing import active_children
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest
import vl_convert

from site_tools.charts import ChartError, compiled
from site_tools.charts.alone import OutsideError, refuse_outside
from site_tools.charts.data import DEFAULT_HUE
from site_tools.charts.draw import Heading, render
from site_tools.charts.hands import result
from site_tools.charts.png import Picture, paint
from site_tools.charts.poster import Card, card
from site_tools.charts.spec import spec
from site_tools.charts.svg import finish
from site_tools.charts.workers import Crew
from tests.charting import chart, years
from tests.pages import built

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def asked(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """The address of a server on this machine, and the file in which it writes what it is asked for.

    In a process of its own: the drawing library holds this one while it waits for an answer.
    """
    (tmp_path / "data.csv").write_text("a\n1\n")
    command = [sys.executable, "-u", "-m", "http.server", "0", "--bind", "127.0.0.1", "--directory", str(tmp_path)]
    with (tmp_path / "log").open("w") as log, subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True) as server:
        assert server.stdout
        port = re.search(r"port (\d+)", server.stdout.readline())
        assert port
        yield f"http://127.0.0.1:{port[1]}", tmp_path / "log"
        server.kill()


def _drawn(url: str) -> list[str]:
    """What both ways to draw make of a spec that wants its data from ``url``, or the faults that they end in: no content can make one."""
    lite = {"data": {"url": url}, "mark": "text", "encoding": {"text": {"field": "a"}}}
    marks = [{"type": "text", "from": {"data": "a"}, "encode": {"enter": {"text": {"field": "a"}}}}]
    vega = {"width": 9, "height": 9, "data": [{"name": "a", "url": url, "format": {"type": "csv"}}], "marks": marks}
    found = []
    for draw in (partial(compiled.svg_of_whole, lite), partial(vl_convert.vega_to_svg, vega, **compiled.DRAWING)):
        try:
            found.append(draw())
        except Exception as error:  # whatever the library makes of it
            found.append(repr(error))
    return found


def test_a_drawing_asks_no_server(asked: tuple[str, Path]) -> None:
    """Neither one elsewhere nor one on the machine that builds."""
    address, log = asked
    assert all("not allowed" in told for told in _drawn(f"{address}/data.csv"))
    assert log.read_text() == ""


def test_a_drawing_reads_no_file(tmp_path: Path) -> None:
    """A secret of the machine that builds cannot become a label of a chart."""
    (tmp_path / "hemlig.csv").write_text("a\nHEMLIGT\n")
    for url in (f"file://{tmp_path}/hemlig.csv", f"{tmp_path}/hemlig.csv"):
        assert not any("HEMLIGT" in told for told in _drawn(url))


def test_what_xml_cannot_hold_is_left_out() -> None:
    """The drawing library ends its whole process over such a character. Content with one is refused; a drawing would do without it."""
    nasty = "".join(map(chr, (0, 1, 8, 11, 12, 14, 31, 0xFFFE, 0xFFFF)))
    found = chart([*years(2020, "5 6", f"kvin{nasty}nor"), *years(2020, "7 8", "män")], enhet=f"{nasty}procent")
    layer = spec(found, "wide")["datasets"]
    assert "Kvinnor" in {row["text"].split()[0] for rows in layer.values() for row in rows if "text" in row}
    drawing = render(found, "0123456789")
    for svg in (drawing.svg, drawing.svg_narrow, card(Card("Portalen", "Indikator", nasty, DEFAULT_HUE, nasty, nasty, found))):
        ElementTree.fromstring(svg)  # noqa: S314 - our own drawing
    assert paint(Heading(nasty, nasty).around(drawing)).startswith(b"\x89PNG")


def test_a_process_that_has_failed_is_ended() -> None:
    """After a failure the next chart is drawn by a new process, which knows nothing of it; what the other was to go on with is not lost."""
    with Crew(1) as crew:
        assert result("ett", crew.submit(int, "1")) == 1
        [before] = active_children()
        failing, next_to_it = crew.submit(int, "två"), crew.submit(int, "2")
        with pytest.raises(ChartError, match=r'"två" kunde'):
            result("två", failing)
        assert result("ännu ett", next_to_it) == 2
        assert not before.is_alive()
        assert [process.pid for process in active_children()] != [before.pid]
    assert active_children() == []


def test_few_drawings_load_the_libraries_once() -> None:
    """A second process is started when there is so much to draw that it is worth its start."""
    with Crew(3) as crew:
        assert len({job.result(60) for job in [crew.submit(os.getpid) for _ in range(20)]}) == 1
        for _ in range(400):
            crew.submit(time.sleep, 600)
        until = time.monotonic() + 60
        while len(active_children()) < 3:
            assert time.monotonic() < until
            time.sleep(0.02)


def test_who_leaves_waits_for_nothing() -> None:
    """A build that stops ends its drawing processes; whoever waits for a chart is told."""
    with Crew(1) as crew:
        hanging = [crew.submit(time.sleep, 600) for _ in range(4)]
    for future in hanging:
        with pytest.raises(ChartError, match="segt"):
            result("segt", future)
    assert active_children() == []


REFERENCES = [
    '<image width="9" height="9" href="{}"/>',
    '<image width="9" height="9" xlink:href="{}"/>',
    '<filter id="f"><feImage href="{}"/></filter><rect width="9" height="9" filter="url(#f)"/>',
    '<use href="{}#a"/>',
    '<rect width="9" height="9" fill="url( \'{}#a\')"/>',
    '<rect width="9" height="9" style="fill:url({}#a)"/>',
    "<style>rect{{fill:url({}#a)}}</style>",
    '<style>@import "{}";</style>',
    '<a href="{}"><rect width="9" height="9"/></a>',
    '<script href="{}"/>',
    '<rect width="9" height="9" onload="fetch(\'{}\')"/>',
    "<foreignObject>{}</foreignObject>",
]


@pytest.mark.parametrize("written", REFERENCES)
def test_what_names_something_outside_is_neither_painted_nor_published(tmp_path: Path, written: str) -> None:
    """A painter would read the file, a browser would ask the server."""
    opened = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9">'
    for outside in ("https://annan.example/x.png", "//annan.example/x", f"{tmp_path}/x.png", "x.png", "data:image/png;base64,eA=="):
        drawn = f"{opened}{written.format(outside)}</svg>"
        with pytest.raises(OutsideError):
            paint(Picture(drawn))
        with pytest.raises(OutsideError):
            finish(drawn, "a")
    alone = f'{opened}<rect id="a" width="9" height="9" fill="url(#a)"/><text>&lt;image href="/etc/x"/&gt; url(http://x)</text></svg>'
    assert paint(Picture(alone)).startswith(b"\x89PNG")
    assert "etc/x" in finish(alone, "a")[0]


@pytest.mark.parametrize("before", ['<!DOCTYPE svg [<!ENTITY x SYSTEM "/etc/hostname">]>', '<?xml-stylesheet href="http://x/"?>'])
def test_a_drawing_declares_nothing(before: str) -> None:
    """Neither entities, which may be files, nor style sheets."""
    with pytest.raises(OutsideError):
        paint(Picture(f'{before}<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'))


def test_every_published_drawing_stands_alone() -> None:
    """Those of a whole site, the icon too."""
    drawings = {path: data for path, data in built()[2].items() if path.endswith(".svg")}
    assert len(drawings) > 10
    for data in drawings.values():
        refuse_outside(data.decode())
