"""The same Markdown pages built by this generator, by the floor of its stack, and by Hugo where it is installed.

Run it with: python -m bench.neighbours --help
"""

from __future__ import annotations

import os
import shutil
import statistics
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from bench.builds import PROJECT, Bench, in_place
from bench.floor import PAGE
from bench.measure import Run, run
from bench.pages import EDITED, SECTIONS, name, others, ours, section
from bench.portal import write_files

if TYPE_CHECKING:
    from collections.abc import Callable

KINDS = ("cold", "nothing changed", "one page changed")


class Neighbour(NamedTuple):
    """A generator: how it builds, what it forgets before a cold build, the page that is changed, and the folder with its pages."""

    name: str
    build: Callable[[], Run]
    forget: Callable[[], None]
    edited: Path
    out: Path


@click.command(help=__doc__.splitlines()[0] if __doc__ else "")
@click.option("--pages", default=1000, show_default=True, type=click.IntRange(10))
@click.option("--runs", default=3, show_default=True, type=click.IntRange(1), help="Runs of each; the median of each figure is told.")
@click.option("--jobs", default=os.cpu_count() or 1, show_default="cores", type=click.IntRange(1))
@click.option("--work", type=click.Path(path_type=Path), help="Folder to work in, best on a RAM disk (else a temporary one).")
def main(pages: int, runs: int, jobs: int, work: Path | None) -> None:
    """A row for each generator and kind of build."""
    click.echo(f"{pages:,} Markdown pages, {os.cpu_count()} cores\n")
    click.echo("| generator | build | s | CPU s | s without charts and search | peak MiB |\n|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory(dir=work) as folder:
        found = [_ours(Path(folder), pages, jobs), _floor(Path(folder), pages, 1), _floor(Path(folder), pages, 2)]
        if hugo := shutil.which("hugo"):
            found.append(_hugo(Path(folder), pages, hugo))
        for one in found:
            for kind in KINDS:
                click.echo(_row(one, kind, pages, runs))


def _row(one: Neighbour, kind: str, pages: int, runs: int) -> str:
    taken: list[Run] = []
    for number in range(runs):
        if kind == KINDS[0]:
            one.forget()
        if kind == KINDS[2]:
            in_place(one.edited, "## Nästa steg\n", f"## Nästa steg\n\nÄndring nummer {number + 1}.\n")
        taken.append(one.build())
    made = [path.read_text("utf-8") for path in one.out.rglob(f"{name(EDITED)}/index.html")]
    assert len(made) == 1
    assert "<table" in made[0]
    assert "Huvudmeny" in made[0]
    assert kind != KINDS[2] or f"Ändring nummer {runs}" in made[0]
    assert sum(1 for _ in one.out.rglob("*.html")) >= pages
    wall, cpu, pure, tree = (
        statistics.median(figure) for figure in zip(*((r.wall, r.cpu, r.wall - _drawing(r), r.tree) for r in taken), strict=True)
    )
    return f"| {one.name} | {kind} | {wall:.2f} | {cpu:.2f} | {pure:.2f} | {tree:.0f} |"


def _drawing(run: Run) -> float:
    """Seconds that our build spent on what the others do not do: charts and their library, and the search index."""
    lines = [line.split() for line in run.output.splitlines()]
    return sum(float(words[1].replace(",", ".")) for words in lines if len(words) == 3 and words[0] in ("rita", "söka"))


def _ours(folder: Path, pages: int, jobs: int) -> Neighbour:
    bench = Bench(folder / "programportalen", jobs)
    write_files(bench.content, ours(10))
    bench.build()  # compiles the modules
    shutil.rmtree(bench.content)
    write_files(bench.content, ours(pages))
    return Neighbour("Programportalen", bench.build, bench.forget, bench.content / f"sidor/{name(EDITED)}.md", bench.out)


def _floor(folder: Path, pages: int, processes: int) -> Neighbour:
    place = folder / f"golv{processes}"
    write_files(place / "content", others(pages))
    command = [sys.executable, "-m", "bench.floor", str(place / "content"), str(place / "ut"), str(processes)]
    return Neighbour(
        f"the floor, {processes} process{'es' * (processes > 1)}",
        lambda: run(command, PROJECT),
        lambda: _forget(place / "ut"),
        place / f"content/{section(EDITED)}/{name(EDITED)}.md",
        place / "ut",
    )


def _forget(*folders: Path) -> None:
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)


def _hugo(folder: Path, pages: int, program: str) -> Neighbour:
    place = folder / "hugo"
    links = "".join(f'<li><a href="/{one}/">{one.capitalize()}</a></li>' for one in SECTIONS)
    layout = (
        PAGE.replace('{% for one in sections %}<li><a href="/{{ one }}/">{{ one|capitalize }}</a></li>{% endfor %}', links)
        .replace("{{ content }}", "{{ .Content }}")
        .replace("{{ page.date }}", '{{ .Date.Format "2006-01-02" }}')
    )
    for key in ("title", "description"):
        layout = layout.replace(f"{{{{ page.{key} }}}}", f"{{{{ .{key.capitalize()} }}}}")
    for key in ("area", "owner"):
        layout = layout.replace(f"{{{{ page.{key} }}}}", f"{{{{ .Params.{key} }}}}")
    settings = 'baseURL = "https://exempelby.example/"\ntitle = "Exempelby"\ndisableKinds = ["taxonomy", "term", "RSS", "sitemap", "404"]\n'
    layouts = (f"layouts/_default/{kind}.html" for kind in ("single", "list"))
    write_files(place, iter([("hugo.toml", settings), *((path, layout) for path in layouts)]))
    write_files(place / "content", others(pages, "_index.md"))
    return Neighbour(
        "Hugo",
        lambda: run([program, "--quiet"], place),
        lambda: _forget(place / "public", place / "resources"),
        place / f"content/{section(EDITED)}/{name(EDITED)}.md",
        place / "public",
    )


if __name__ == "__main__":
    main()
