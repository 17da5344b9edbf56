"""The commands that make, check and show the site."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from site_tools.cli.common import CONTENT, OUT, Day, checked_url, coloured, day_now, mendable, problems, progress, say
from site_tools.clickwords import Command

if TYPE_CHECKING:
    from datetime import date

    from site_tools.config import Config
    from site_tools.pipeline import Built, Checked
    from site_tools.unchanged import Former


@click.command(cls=Command, help="Kontrollera innehållet och bygg webbplatsen.")
@CONTENT
@OUT
@click.option("--site-url", help="Webbplatsens fulla adress; går före adress i webbplats.yaml.")
@click.option("--strict", is_flag=True, help="Låt varningar stoppa bygget.")
@click.option(
    "--jobs",
    type=click.IntRange(1, 64),
    default=os.cpu_count() or 1,
    show_default="antal kärnor",
    help="Processer som ritar och gör sidor.",
)
@click.option("--today", type=Day(), help="Bygg som om det vore den här dagen (annars SOURCE_DATE_EPOCH, annars dagens datum i Sverige).")
@click.option("--utkast", "drafts", is_flag=True, help="Visa också utkast och det som ska publiceras senare, för en förhandsvisning.")
@click.option(
    "--snabbt",
    "quick",
    is_flag=True,
    help="Bygg för att titta: varje diagram ritas en gång, utan bilder att ta med eller dela. Inte att publicera.",
)
@click.option("--executor", default="", metavar="ADRESS", help="Rita och gör sidor med ett Dask-kluster, dask://värd:port.")
@click.option("--timings", is_flag=True, help="Berätta också hur lång tid varje steg tog.")
def build(
    content: Path,
    out: Path,
    site_url: str | None,
    strict: bool,
    jobs: int,
    today: date | None,
    drafts: bool,
    quick: bool,
    executor: str,
    timings: bool,
) -> None:
    """Build the site, or see that it is what a build would make; on faults in the content print them and leave the published site alone."""
    from site_tools.timing import Stopwatch  # noqa: PLC0415

    watch, day = Stopwatch("jämföra"), today or day_now()
    former = _former(content, out, day)
    said = former.recall()
    if said:
        say(said["warnings"])
        click.echo(f"Inget har ändrats: {said['made']}. Webbplatsen finns i {out.resolve()}")
        say(said.get("unrecorded", ""))
        steps = watch.stop()
    else:
        from site_tools.config import Config  # noqa: PLC0415 - it brings the model, which takes longer than to see that nothing has changed

        url = checked_url(site_url)
        checked, built = _built(Config(content, out, day, url, strict, jobs, executor=executor, drafts=drafts, quick=quick))
        say(problems(checked, content))
        click.echo(f"Byggt: {_made(checked, built)}, {f'{built.seconds:.1f}'.replace('.', ',')} s. Webbplatsen finns i {out.resolve()}")
        unrecorded = _QUICK if quick else "" if drafts else _unrecorded(checked, day)
        say(unrecorded)
        former.remember({"warnings": problems(checked, content, plain=True), "made": _made(checked, built), "unrecorded": unrecorded})
        steps = built.steps
    if timings:
        from site_tools.report import step_lines  # noqa: PLC0415

        click.echo(step_lines(steps), nl=False)


_QUICK = "Snabbt bygge att titta på: bilder saknas, och varje sida säger det. Bygg utan --snabbt för att publicera."


def _former(content: Path, out: Path, day: date) -> Former:
    """What was published before. Every option counts, so that a new one cannot be forgotten, but for those that change no byte."""
    from site_tools.unchanged import Former  # noqa: PLC0415

    idle = ("content", "out", "jobs", "executor", "timings", "today")
    options = {name: value for name, value in click.get_current_context().params.items() if name not in idle}
    return Former(content, out, [day.isoformat(), *(f"{name}={value}" for name, value in sorted(options.items()))])


def _built(config: Config) -> tuple[Checked, Built]:
    from site_tools.pipeline import build as run  # noqa: PLC0415

    with mendable(config.content, "Webbplatsen är oförändrad."):
        return run(config, progress)


def _unrecorded(checked: Checked, day: date) -> str:
    """A line for who publishes and has not released, or nothing."""
    from site_tools.pipeline import unrecorded  # noqa: PLC0415
    from site_tools.report import unrecorded_line  # noqa: PLC0415

    return unrecorded_line(unrecorded(checked, day))


def _made(checked: Checked, built: Built) -> str:
    warnings = len(checked.warnings)
    return f"{built.pages} sidor, {built.charts} diagram, {warnings} {'varning' if warnings == 1 else 'varningar'}"


@click.command(cls=Command, help="Kontrollera innehållet utan att bygga.")
@CONTENT
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "github", "json"]),
    default="text",
    show_default=True,
    help="Hur felen skrivs: för en människa, för GitHub eller för andra program.",
)
@click.option("--strict", is_flag=True, help="Räkna varningar som fel.")
@click.option("--rapport", "wanted", is_flag=True, help="Berätta också vad som saknas i innehållet.")
@click.option("--today", type=Day(), help="Dagen som kontrollen och rapporten gäller.")
def check(content: Path, form: str, strict: bool, wanted: bool, today: date | None) -> None:
    """Print every problem of the content, and on demand what it lacks; exit 2 when there is an error."""
    from site_tools.memory import staying  # noqa: PLC0415
    from site_tools.pipeline import check as run  # noqa: PLC0415
    from site_tools.pipeline import report, unrecorded  # noqa: PLC0415
    from site_tools.report import gap_lines, github_lines, json_lines, problem_lines, summary, summary_markdown  # noqa: PLC0415

    day = today or day_now()
    with staying():
        checked = run(content, day)
    match form:
        case "github":
            click.echo(github_lines(checked, content), nl=False)
            _write_summary(summary_markdown(checked, content, unrecorded(checked, day)))
        case "json":
            click.echo(json_lines(checked, content), nl=False)
        case _:
            click.echo(problem_lines(checked, content, coloured(sys.stdout)), nl=False)
    if wanted and checked.portal and not checked.errors:
        click.echo(gap_lines(report(checked.portal, day), content), nl=False)
    if form != "json":
        say(summary(checked))
    sys.exit(2 if checked.errors or (strict and checked.warnings) else 0)


@click.command(cls=Command, help="Visa webbplatsen på den egna datorn medan du skriver. Utkast visas också.")
@CONTENT
@OUT
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="Port att lyssna på; 0 tar en ledig.")
@click.option("--build/--no-build", "live", default=True, help="Visa innehållet som det sparas, eller det som redan är byggt i --out.")
@click.option("--today", type=Day(), help="Visa som om det vore den här dagen.")
def serve(content: Path, out: Path, port: int, live: bool, today: date | None) -> None:
    """Answer on the loopback address until interrupted: for the content as it is saved, or for a built folder."""
    with mendable(content):
        _edit(content, port, today or day_now()) if live else _show(out, port)


def _write_summary(markdown: str) -> None:
    """GitHub shows what a step has written in the file that this variable names."""
    if path := os.environ.get("GITHUB_STEP_SUMMARY"):
        with Path(path).open("a", encoding="utf-8") as file:
            file.write(markdown)


def _show(out: Path, port: int) -> None:
    from site_tools.serve import show  # noqa: PLC0415

    if not (out / "index.html").is_file():
        say(f"fel: det finns ingen byggd webbplats i {out} – bygg den först")
        sys.exit(2)
    show(out, port, say)


def _edit(content: Path, port: int, today: date) -> None:
    from site_tools.config import ROOT, Config  # noqa: PLC0415
    from site_tools.pipeline import Live  # noqa: PLC0415
    from site_tools.report import problem_lines, summary  # noqa: PLC0415
    from site_tools.serve import edit  # noqa: PLC0415

    if not content.is_dir():
        say(f"fel: mappen {content} finns inte – ange rätt mapp med --content")
        sys.exit(2)
    config = Config(content, ROOT / ".cache" / "serve", today, jobs=os.cpu_count() or 1, drafts=True)
    edit(Live(config), port, say, lambda checked: problem_lines(checked, content) + summary(checked))
