"""What a reader can take along from an indicator or a table of money: its chart as a picture, its figures as data, a frame for other
sites, a citation."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from site_tools import text, urls
from site_tools.charts.draw import Heading
from site_tools.memory import each
from site_tools.model.portal import Output
from site_tools.model.records import Indicator
from site_tools.model.steering import Finance
from site_tools.render.sheets import record_sheet
from site_tools.render.sources import cite
from site_tools.templates import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from site_tools.charts import Drawing
    from site_tools.making import Unit
    from site_tools.model.parts import Source
    from site_tools.model.portal import Portal
    from site_tools.render.press import Press

WIDE, NARROW, PNG, EXPLORED = ".svg", "-smal.svg", ".png", "-utforska.json"
"""Endings of the files of a chart: the drawing for a page and for a phone, the picture to take along, what the browser draws it from."""
_FRAME_WORDS = 260
"""Px of height that a frame needs beside its chart: name, sentence and source."""


Charted = Indicator | Finance
"""What has a chart of its own."""


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


def drawing_name(one: Charted) -> str:
    """The name of the drawing of a record's chart: the address that it is published at."""
    return urls.beside(one, WIDE)


def drawing_of(press: Press, one: Charted) -> Drawing | None:
    """The drawing of a record's chart; None when it has none."""
    return press.drawings.get(drawing_name(one))


def lends(press: Press, unit: Unit) -> dict[str, object]:
    """The drawing that the page of a record has, and its picture where there is one, for who makes it elsewhere."""
    found: dict[str, object] = {}
    for one in unit.args:
        if isinstance(one, Indicator | Finance) and (drawing := drawing_of(press, one)):
            found[drawing_name(one)] = drawing
            if (picture := urls.beside(one, PNG)) in press.pictures:
                found[picture] = press.pictures[picture]
    return found


def downloads(press: Press, one: Charted) -> tuple[Download, ...]:
    """The chart's pictures where there is one, and the figures where there are any."""
    found = []
    if drawing := drawing_of(press, one):
        if not press.config.quick:
            # How many bytes the picture has is known when it has been painted, which no page is to wait for.
            said = _("diagrammet med rubrik och källa, för presentationer")
            found.append(Download("PNG", urls.beside(one, PNG), "image/png", _across(press, one), said))
        said = _("diagrammet i alla storlekar, för tryck")
        found.append(Download("SVG", urls.beside(one, WIDE), "image/svg+xml", _size(drawing.svg.encode()), said))
    if rows := _rows(press, one):
        said = ngettext("%(n)s rad", "%(n)s rader", rows)
        whole = _("alla tal med definition, målvärden och källa, för program")
        found += [
            Download("Excel", urls.beside(one, urls.EXCEL_FILE), "text/csv", said, _("alla tal, att öppna i Excel på svenska")),
            Download("CSV", urls.beside(one, ".csv"), "text/csv", said, _("alla tal, för andra kalkylprogram")),
            Download(
                "JSON",
                urls.beside(one, ".json"),
                "application/json",
                said,
                whole if isinstance(one, Indicator) else _("alla tal med länkar och källa, för program"),
            ),
        ]
    if isinstance(one, Finance) and one.rows and one.applications:
        said = ngettext("%(n)s ansökan", "%(n)s ansökningar", len(one.applications))
        for name, ending in (("Excel", urls.EXCEL_FILE), ("CSV", ".csv")):
            found.append(Download(name, urls.beside(one, urls.APPLICATIONS_FILE + ending), "text/csv", said, _("ansökningarna")))
    return tuple(found)


def _rows(press: Press, one: Charted) -> int:
    """How many rows the data files have."""
    return len(press.portal.series.get(one.id, ())) if isinstance(one, Indicator) else len(one.rows or one.applications)


def _across(press: Press, one: Charted) -> str:
    """How broad the picture of a chart is: ``1 152 px``."""
    picture = _heading(press.portal, press.site_url, one).around(press.drawings[drawing_name(one)])
    (width,) = re.findall(r'^<svg [^>]*?width="(\d+)"', picture.svg)
    return f"{text.whole(round(int(width) * picture.scale))}\u00a0px"


def _size(data: bytes) -> str:
    return f"{max(1, round(len(data) / 1000))}\u00a0kB"


def explorable(press: Press, one: Charted) -> bool:
    """Whether the page's chart has figures that can be pointed at."""
    drawing = drawing_of(press, one)
    return bool(drawing and drawing.explored)


def frame(press: Press, one: Charted) -> Frame | None:
    """How to show the chart on another site; None when there is none."""
    drawing = drawing_of(press, one)
    if drawing is None:
        return None
    address = urls.embedded(one)
    source = _attribute(urls.absolute(address, press.site_url))
    height = max(drawing.height, drawing.height_narrow) + _FRAME_WORDS
    code = f'<iframe src="{source}" title="{_attribute(one.name)}" width="100%" height="{height}" loading="lazy"></iframe>'
    return Frame(address, code)


def _attribute(words: str) -> str:
    """Words for a quoted attribute of the HTML that others copy: first made safe there, and by the template once more on our page."""
    return words.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;").replace(">", "&gt;")


def quoted(press: Press, one: Charted) -> str:
    """How to cite the page: who publishes it, what it is called, where the figures come from, its address."""
    site = press.portal.site
    found = [f"{site.organisation}: {one.name}", f"{_('Källa')}: {_source(one.source, press.portal)}"]
    return f"{'. '.join(found)}. {site.name}, {urls.absolute(urls.address(one), press.site_url)}"


def _source(source: Source, portal: Portal) -> str:
    """``Kolada (RKA), N15436, 2020``."""
    found = cite(source, portal)
    publisher = found.publisher_name if found.publisher_name and found.publisher_name not in found.name else ""
    name = f"{found.name} ({publisher})" if publisher else found.name
    return ", ".join(filter(None, (name, found.table, found.year)))


def sheets(portal: Portal, charts: Collection[str], site_url: str) -> Iterator[tuple[str, str, Callable[[], Heading]]]:
    """(name of the drawing, address of the picture, what makes that which stands around it) of each chart that is to be kept or shown
    elsewhere."""
    charted: tuple[Charted, ...] = (*portal.indicators, *portal.every(Finance))
    for one, name, picture in zip(charted, each(drawing_name, charted), each(_picture, charted), strict=True):
        if name in charts:
            yield name, picture, partial(_heading, portal, site_url, one)


def _picture(one: Charted) -> str:
    return urls.beside(one, PNG)


def _heading(portal: Portal, site_url: str, one: Charted) -> Heading:
    return Heading(one.name, f"{_('Källa')}: {_source(one.source, portal)}. {urls.absolute(urls.address(one), site_url)}")


def files(press: Press, one: Charted) -> Iterator[Output]:
    """The files of a chart, and its page for a frame."""
    drawing = drawing_of(press, one)
    if drawing is None:
        return
    yield Output(urls.output_path(urls.beside(one, WIDE)), drawing.svg.encode())
    if drawing.svg_narrow:
        yield Output(urls.output_path(urls.beside(one, NARROW)), drawing.svg_narrow.encode())
    # Painting takes longer than all the rest of the page.
    if not press.config.quick and press.makes(path := urls.output_path(urls.beside(one, PNG))):
        yield Output(path, press.pictures[urls.beside(one, PNG)])
    if drawing.explored:
        yield Output(urls.output_path(urls.beside(one, EXPLORED)), drawing.explored.encode())
    yield _embedded(press, one, drawing)


def _embedded(press: Press, one: Charted, drawing: Drawing) -> Output:
    measured = [one] if isinstance(one, Indicator) else []
    page = record_sheet(press, one, press.derived.indicators[one.id].sentence if measured else "", measured)
    return press.output(
        replace(page, address=urls.embedded(one)),
        "embed",
        sentence=page.description,
        drawing=drawing,
        drawing_address=urls.beside(one, WIDE),
        narrow_address=urls.beside(one, NARROW),
        source=_source(one.source, press.portal),
        own_address=urls.address(one),
        own_canonical=urls.absolute(urls.address(one), press.site_url),
    )
