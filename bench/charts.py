"""Measure drawing alone, chart by chart: python -m bench.charts --help."""

from __future__ import annotations

import os
import platform
import resource
import tempfile
import time
from concurrent.futures import as_completed
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bench.builds import DAY
from bench.portal import write_portal
from site_tools.charts.data import DEFAULT_HUE, chart_data
from site_tools.charts.draw import Heading, render, still
from site_tools.charts.png import Picture, paint
from site_tools.charts.poster import Card, card
from site_tools.charts.spec import lay
from site_tools.charts.workers import Crew
from site_tools.pipeline import edition

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from site_tools.charts import ChartData

SOURCE = "Källa: Påhittad statistik"


def charts_of(content: Path) -> dict[str, ChartData]:
    """The chart of each indicator of a content folder, by its name."""
    found = edition(content, date.fromisoformat(DAY))
    portal, facts = found.portal, found.derived.indicators
    charts = {one.name: chart_data(one, portal.series.get(one.id, ()), portal.site, facts[one.id]) for one in portal.indicators}
    return {name: chart for name, chart in charts.items() if chart is not None}


@click.command(
    help="Draw charts with nothing kept, and print how many a second: for a page and a phone, for a page alone, and as pictures."
)
@click.option("--charts", "size", default=500, show_default=True, type=click.IntRange(2), help="Charts to draw, of an invented portal.")
@click.option("--content", type=click.Path(path_type=Path, exists=True), help="Draw the charts of this content instead.")
def main(size: int, content: Path | None) -> None:
    """A row for each thing to draw and each number of processes."""
    with tempfile.TemporaryDirectory() as folder:
        if content is None:
            content = Path(folder) / "innehåll"
            write_portal(content, size)
        charts = charts_of(content)
    click.echo(f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores, {len(charts)} charts\n")
    click.echo("| drawn | processes | a second | s to the first | s in all | CPU ms each |\n|---|---|---|---|---|---|")
    both = _row("for a page, with phone and data", render, [(name, (chart, name)) for name, chart in charts.items()])
    _row("one SVG", partial(render, quick=True), [(name, (chart, name)) for name, chart in charts.items()])
    _row("one SVG, laid out before", still, [(name, (lay(chart, "wide"), name)) for name, chart in charts.items()])
    sheets = [(name, (Heading(name, SOURCE).around(one),)) for name, one in both.items()]
    _row("PNG to take along", paint, sheets)
    cards = [
        (name, (Picture(card(Card("Portalen", "Indikator", name, DEFAULT_HUE, "12,5", "procent", one))),)) for name, one in charts.items()
    ]
    _row("card to share", paint, cards)


def _row(words: str, work: Callable[..., Any], items: Sequence[tuple[str, tuple[Any, ...]]]) -> dict[str, Any]:
    """Print the lines of one thing to draw; what was drawn is returned."""
    found: dict[str, Any] = {}
    for processes in (1, 2):
        start, first, spent = time.perf_counter(), 0.0, _processor()
        with Crew(processes, 600.0) as crew:
            asked = {crew.submit(work, *job): name for name, job in items}
            for done in as_completed(asked):
                first = first or time.perf_counter()
                found[asked[done]] = done.result()
            end = time.perf_counter()
        rate = (len(items) - 1) / (end - first)
        each = (_processor() - spent) * 1000 / len(items)
        click.echo(f"| {words} | {processes} | {rate:,.0f} | {first - start:.2f} | {end - start:.2f} | {each:.1f} |")
    return found


def _processor() -> float:
    """Processor seconds of the processes that have ended."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


if __name__ == "__main__":
    main()
