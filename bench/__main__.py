"""Measure builds of invented portals: python -m bench --help."""

from __future__ import annotations

import itertools
import math
import os
import platform
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bench.builds import Bench, Measured, in_place
from bench.portal import YEARS, write_portal

if TYPE_CHECKING:
    from collections.abc import Callable

SIZES = (200, 1000, 5000, 20000)
KINDS = ("cold", "same", "text", "value", "template", "quick")
WORDS = {
    "cold": "cold: nothing kept",
    "same": "nothing changed",
    "text": "a text changed",
    "value": "a value changed",
    "template": "a template changed, outside what is searched",
    "quick": "cold, to look at (`--snabbt`)",
}


def _list(_context: click.Context, _option: click.Parameter, text: str) -> list[str]:
    return [part.strip() for part in text.split(",")]


@click.command(help="Build invented portals cold, unchanged and after small changes, and print tables of what it took.")
@click.option("--sizes", default="200,1000", show_default=True, callback=_list, help=f"Indicators; the whole series is {SIZES}.")
@click.option("--kinds", default=",".join(KINDS), show_default=True, callback=_list, help="Builds to measure; cold is always made first.")
@click.option("--runs", default=3, show_default=True, type=click.IntRange(1), help="Runs of each; the median by processor time is told.")
@click.option("--jobs", default=os.cpu_count() or 1, show_default="cores", type=click.IntRange(1), help="Processes to draw and make pages.")
@click.option("--seed", default=1, show_default=True, help="Another seed makes another portal.")
@click.option("--series", type=click.IntRange(1), help="Only so many indicators have figures and a chart (else all): for pages alone.")
@click.option("--work", type=click.Path(path_type=Path), help="Folder to work in, best on a RAM disk (else a temporary one).")
@click.option("--only-write", type=click.Path(path_type=Path), help="Only write the content of the first size to this folder.")
def main(
    sizes: list[str], kinds: list[str], runs: int, jobs: int, seed: int, series: int | None, work: Path | None, only_write: Path | None
) -> None:
    """Every size in turn; each table is printed as soon as it is whole."""
    if only_write:
        write_portal(only_write, int(sizes[0]), seed, series)
        return
    click.echo(f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, {os.cpu_count()} cores, --jobs {jobs}\n")
    cold: dict[int, Measured] = {}
    with tempfile.TemporaryDirectory(dir=work) as folder:
        for size in map(int, sizes):
            bench = Bench(Path(folder) / str(size), jobs)
            measured = _measure(bench, size, (seed, series), kinds, runs)
            cold[size] = measured[0]
            click.echo(_table(size, measured))
            click.echo(_small(bench))
            click.echo(_steps(measured))
    for (small, before), (large, after) in itertools.pairwise(cold.items()):
        exponent = math.log(after.run.cpu / before.run.cpu) / math.log(large / small)
        click.echo(f"From {small:,} to {large:,} indicators a cold build's processor time grows with the power {exponent:.2f}.")


def _measure(bench: Bench, size: int, made: tuple[int, int | None], kinds: list[str], runs: int) -> list[Measured]:
    # A first small build compiles the modules, which is the installer's work and not the build's.
    write_portal(bench.content, 10, *made)
    bench.build()
    shutil.rmtree(bench.content)
    portal = write_portal(bench.content, size, *made)
    name = portal.indicators[min(size, portal.series) // 2]
    text, values = bench.content / f"indikatorer/{name}.yaml", bench.content / f"indikatorer/{name}.csv"
    changes: dict[str, Callable[[int], None]] = {
        "cold": lambda _: bench.forget(),
        "same": lambda _: None,
        "text": lambda number: in_place(text, "\nmetod: ", f"\nmetod: Ändring nummer {number + 1}. "),
        "value": lambda number: in_place(values, f"{YEARS[-1]},,,", f"{YEARS[-1]},,,{number + 1}"),
        "quick": lambda _: bench.forget(),
        "template": lambda number: in_place(bench.code / "templates/base.html", "</body>", f"<p>Ändring {number + 1}.</p></body>"),
    }
    options = {"quick": ["--snabbt"]}
    return [bench.measure(kind, changes[kind], runs, *options.get(kind, [])) for kind in KINDS if kind in kinds or kind == "cold"]


def _table(size: int, measured: list[Measured]) -> str:
    first = measured[0]
    lines = [
        f"## {size:,} indicators: {first.pages:,} pages, {first.charts:,} charts in two widths, {first.files:,} files, "
        f"{first.size / 1e6:.1f} MB\n",
        "| build | s | CPU s | pages/s | charts/s | peak MiB, all processes | main | largest other |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for one in measured:
        # Cached charts are read, not drawn.
        charts = f"{one.charts / one.drawn:,.0f}" if one.kind in ("cold", "quick") else "–"
        lines.append(
            f"| {WORDS[one.kind]} | {one.run.wall:.2f} | {one.run.cpu:.2f} | {one.pages / one.run.wall:,.0f} | {charts} "
            f"| {one.run.tree:.0f} | {one.run.main:.0f} | {one.run.worker:.0f} |"
        )
    return "\n".join(lines)


def _small(bench: Bench) -> str:
    check, help_text = bench.command("check", "--content", str(bench.content)), bench.command("--help")
    return f"\n`check`: {check.wall:.2f} s, {check.cpu:.2f} s CPU, {check.main:.0f} MiB. `--help`: {help_text.cpu:.2f} s CPU.\n"


def _steps(measured: list[Measured]) -> str:
    names = list(dict.fromkeys(name for one in measured for name in one.steps))
    lines = ["| step, CPU s | " + " | ".join(WORDS[one.kind] for one in measured) + " |", "|---" * (len(measured) + 1) + "|"]
    lines += [f"| {name} | " + " | ".join(f"{one.steps.get(name, (0, 0))[1]:.2f}" for one in measured) + " |" for name in names]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
