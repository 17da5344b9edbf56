"""What a reader can take along from an indicator: its chart as a picture, its figures as data, a frame for other sites, a citation."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from site_tools import urls
from site_tools.charts.png import Picture
from site_tools.charts.poster import sheet as poster
from site_tools.model.portal import Output
from site_tools.render.sheets import record_sheet
from site_tools.render.sources import cite
from site_tools.templates import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from site_tools.charts import Drawing
    from site_tools.model.parts import Source
    from site_tools.model.portal import Portal
    from site_tools.model.records import Indicator
    from site_tools.render.press import Press

WIDE, NARROW, PNG, EXPLORED = ".svg", "-smal.svg", ".png", "-utforska.json"
"""Endings of the files of a chart: the drawing for a page and for a phone, the picture to take along, what the browser draws it from."""
PNG_SCALE = 1.5
_FRAME_WORDS = 260
"""Px of height that a frame needs beside its chart: name, sentence and source."""


class Download(NamedTuple):
    """A file to download: ``name`` of its format, address, media type, how much it is, and what it holds."""

    name: str
    address: str
    media: str
    size: str
    holds: str


class Frame(NamedTuple):
    """The page for a frame: its address on the site, and the HTML that shows it on another site."""

    address: str
    code: str


def downloads(press: Press, indicator: Indicator) -> tuple[Download, ...]:
    """The chart's pictures where there is one, and the figures where there are any."""
    found = []
    if drawing := press.drawings.get(indicator.id):
        png = press.pictures[urls.beside(indicator, PNG)]
        found += [
            Download("PNG", urls.beside(indicator, PNG), "image/png", _size(png), _("diagrammet med rubrik och källa, för presentationer")),
            Download(
                "SVG",
                urls.beside(indicator, WIDE),
                "image/svg+xml",
                _size(drawing.svg.encode()),
                _("diagrammet i alla storlekar, för tryck"),
            ),
        ]
    if rows := len(press.portal.series.get(indicator.id, ())):
        said = ngettext("%(n)s rad", "%(n)s rader", rows)
        found += [
            Download("CSV", urls.beside(indicator, ".csv"), "text/csv", said, _("alla tal, för kalkylprogram")),
            Download(
                "JSON",
                urls.beside(indicator, ".json"),
                "application/json",
                said,
                _("alla tal med definition, målvärden och källa, för program"),
            ),
        ]
    return tuple(found)


def _size(data: bytes) -> str:
    return f"{max(1, round(len(data) / 1000))}\u00a0kB"


def explorable(press: Press, indicator: Indicator) -> bool:
    """Whether the page's chart has figures that can be pointed at."""
    drawing = press.drawings.get(indicator.id)
    return bool(drawing and drawing.explored)


def frame(press: Press, indicator: Indicator) -> Frame | None:
    """How to show the chart on another site; None when there is none."""
    drawing = press.drawings.get(indicator.id)
    if drawing is None:
        return None
    address = urls.embedded(indicator)
    source = _attribute(urls.absolute(address, press.site_url))
    height = max(drawing.height, drawing.height_narrow) + _FRAME_WORDS
    code = f'<iframe src="{source}" title="{_attribute(indicator.name)}" width="100%" height="{height}" loading="lazy"></iframe>'
    return Frame(address, code)


def _attribute(words: str) -> str:
    """Words for a quoted attribute of the HTML that others copy: first made safe there, and by the template once more on our page."""
    return words.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;").replace(">", "&gt;")


def quoted(press: Press, indicator: Indicator) -> str:
    """How to cite the page: who publishes it, what it is called, where the figures come from, its address."""
    site = press.portal.site
    found = [f"{site.organisation}: {indicator.name}", f"{_('Källa')}: {_source(indicator.source, press.portal)}"]
    return f"{'. '.join(found)}. {site.name}, {urls.absolute(urls.address(indicator), press.site_url)}"


def _source(source: Source, portal: Portal) -> str:
    """``Kolada (RKA), N15436, 2020``."""
    found = cite(source, portal)
    publisher = found.publisher_name if found.publisher_name and found.publisher_name not in found.name else ""
    name = f"{found.name} ({publisher})" if publisher else found.name
    return ", ".join(filter(None, (name, found.table, found.year)))


def sheets(portal: Portal, drawings: Mapping[str, Drawing], site_url: str) -> Iterator[tuple[str, Picture]]:
    """(address, picture) of each chart with its name and its source, to be kept or shown elsewhere."""
    for indicator in portal.indicators:
        if drawing := drawings.get(indicator.id):
            source = f"{_('Källa')}: {_source(indicator.source, portal)}. {urls.absolute(urls.address(indicator), site_url)}"
            svg = poster(drawing.svg, (drawing.width, drawing.height), indicator.name, source)
            yield urls.beside(indicator, PNG), Picture(svg, PNG_SCALE)


def files(press: Press, indicator: Indicator) -> Iterator[Output]:
    """The files of a chart, and its page for a frame."""
    drawing = press.drawings.get(indicator.id)
    if drawing is None:
        return
    yield Output(urls.output_path(urls.beside(indicator, WIDE)), drawing.svg.encode())
    yield Output(urls.output_path(urls.beside(indicator, NARROW)), drawing.svg_narrow.encode())
    yield Output(urls.output_path(urls.beside(indicator, PNG)), press.pictures[urls.beside(indicator, PNG)])
    if drawing.explored:
        yield Output(urls.output_path(urls.beside(indicator, EXPLORED)), drawing.explored.encode())
    yield _embedded(press, indicator, drawing)


def _embedded(press: Press, indicator: Indicator, drawing: Drawing) -> Output:
    derived = press.derived.indicators[indicator.id]
    page = record_sheet(press, indicator, derived.sentence, [indicator])
    return press.output(
        replace(page, address=urls.embedded(indicator)),
        "embed",
        sentence=derived.sentence,
        drawing=drawing,
        drawing_address=urls.beside(indicator, WIDE),
        narrow_address=urls.beside(indicator, NARROW),
        source=_source(indicator.source, press.portal),
        own_address=urls.address(indicator),
        own_canonical=urls.absolute(urls.address(indicator), press.site_url),
    )
