"""The same Markdown pages built by this generator, by the floor of its stack, and by the other generators that are on PATH.

Run it with: python -m bench.neighbours --help
"""

from __future__ import annotations

import os
import shutil
import statistics
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bench import generators
from bench.builds import Bench, in_place
from bench.generators import Generator
from bench.pages import EDITED, name, ours
from bench.portal import write_files

if TYPE_CHECKING:
    from bench.measure import Run

KINDS = ("cold", "nothing changed", "one page changed")
KEPT = ("diagram", "sok", "sokfiler")
"""What the cache has of what the others do not make: drawings and the search index."""


@click.command(help=__doc__.splitlines()[0] if __doc__ else "")
@click.option("--pages", default=1000, show_default=True, type=click.IntRange(10))
@click.option("--runs", default=3, show_default=True, type=click.IntRange(1), help="Runs of each; the median of each figure is told.")
@click.option("--jobs", default=os.cpu_count() or 1, show_default="cores", type=click.IntRange(1))
@click.option("--work", type=click.Path(path_type=Path), help="Folder to work in, best on a RAM disk (else a temporary one).")
@click.option("--only-ours", is_flag=True, help="This generator alone.")
def main(pages: int, runs: int, jobs: int, work: Path | None, *, only_ours: bool) -> None:
    """A row for each generator and kind of build."""
    click.echo(f"{pages:,} Markdown pages, {os.cpu_count()} cores\n")
    click.echo("| generator | build | s | CPU s | s without search | peak MiB |\n|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory(dir=work) as place:
        folder = Path(place)
        whole, alone = _ours(folder, pages, jobs)
        _rows(whole, KINDS, pages, runs)
        _rows(alone, KINDS[:1], pages, runs)
        if not only_ours:
            for one in (*(generators.floor(folder, pages, n) for n in (2, 1)), *generators.found(folder, pages)):
                _rows(one, KINDS, pages, runs)


def _rows(one: Generator, kinds: tuple[str, ...], pages: int, runs: int) -> None:
    for kind in kinds:
        click.echo(_row(one, kind, pages, runs))


def _row(one: Generator, kind: str, pages: int, runs: int) -> str:
    taken: list[Run] = []
    for number in range(runs):
        if kind == KINDS[0]:
            one.forget()
        changes = kind == KINDS[2]
        if changes:
            in_place(one.edited, "## Nästa steg\n", f"## Nästa steg\n\nÄndring nummer {number + 1}.\n")
        taken.append((one.again or one.build)() if changes else one.build())
    made = [path.read_text("utf-8") for path in one.out.rglob(f"{name(EDITED)}/index.html")]
    assert len(made) == 1
    assert "<table" in made[0]
    assert "Huvudmeny" in made[0]
    assert kind != KINDS[2] or f"Ändring nummer {runs}" in made[0]
    assert sum(1 for _ in one.out.rglob("*.html")) >= pages
    wall, cpu, pure, tree = (
        statistics.median(figure) for figure in zip(*((r.wall, r.cpu, r.wall - _searching(r), r.tree) for r in taken), strict=True)
    )
    return f"| {one.name} | {kind} | {wall:.2f} | {cpu:.2f} | {pure:.2f} | {tree:.0f} |"


def _searching(run: Run) -> float:
    """Seconds that our build waited for its search index, which the others do not make."""
    lines = [line.split() for line in run.output.splitlines()]
    return sum(float(words[1].replace(",", ".")) for words in lines if len(words) == 3 and words[0] == "söka")


def _ours(folder: Path, pages: int, jobs: int) -> tuple[Generator, Generator]:
    """This generator twice: with nothing kept, and with what the others do not make kept."""
    bench = Bench(folder / "programportalen", jobs)
    write_files(bench.content, ours(10))
    bench.build()  # compiles the modules
    shutil.rmtree(bench.content)
    write_files(bench.content, ours(pages))
    edited = bench.content / f"sidor/{name(EDITED)}.md"
    whole = Generator("Programportalen", bench.build, bench.forget, edited, bench.out)
    return whole, whole._replace(name="the same, drawings and index kept", forget=partial(_forget_but_drawings, bench))


def _forget_but_drawings(bench: Bench) -> None:
    cache = bench.code / ".cache"
    generators.forget(bench.out, *(one for one in cache.iterdir() if one.name not in KEPT))


if __name__ == "__main__":
    main()
