"""The command line: options in, messages and exit status out. 0 good, 2 what the user can mend, 1 our own fault."""

from __future__ import annotations

import os
import re
import sys
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from site_tools.clickwords import Group, speak_swedish

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from site_tools.pipeline import Built, Checked
    from site_tools.unchanged import Former

speak_swedish()

CONTENT = click.option(
    "--content", type=click.Path(path_type=Path), default=Path("content"), show_default=True, help="Mappen med innehåll."
)
OUT = click.option(
    "--out", type=click.Path(path_type=Path), default=Path("public"), show_default=True, help="Mappen som webbplatsen skrivs till."
)


class _Day(click.ParamType[Any]):
    name = "datum"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        from datetime import date  # noqa: PLC0415 - --help must answer at once

        try:
            if len(value) != len("2026-03-31"):
                raise ValueError
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f'"{value}" är inte ett datum; skriv år-månad-dag, till exempel 2026-03-31', param, ctx)


class _Group(Group):
    """Commands have Swedish names; a keyboard without å, ä and ö, or a system that takes them apart, finds them too."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        return super().get_command(ctx, next((name for name in self.commands if _bare(name) == _bare(cmd_name)), cmd_name))


def _bare(name: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFD", name) if not unicodedata.combining(char))


@click.group(
    cls=_Group, help="Bygger en webbplats av program, mål och indikatorer.", context_settings={"help_option_names": ["-h", "--help"]}
)
def main() -> None:
    """The group; each command imports what it needs."""


@main.command(help="Kontrollera innehållet och bygg webbplatsen.")
@CONTENT
@OUT
@click.option("--site-url", help="Webbplatsens fulla adress; går före adress i webbplats.yaml.")
@click.option("--strict", is_flag=True, help="Låt varningar stoppa bygget.")
@click.option(
    "--jobs", type=click.IntRange(1, 64), default=os.cpu_count() or 1, show_default="antal kärnor", help="Processer som ritar diagram."
)
@click.option("--today", type=_Day(), help="Bygg som om det vore den här dagen (annars SOURCE_DATE_EPOCH, annars dagens datum i Sverige).")
@click.option("--utkast", "drafts", is_flag=True, help="Visa också utkast och det som ska publiceras senare, för en förhandsvisning.")
@click.option("--timings", is_flag=True, help="Berätta också hur lång tid varje steg tog.")
def build(content: Path, out: Path, site_url: str | None, strict: bool, jobs: int, today: date | None, drafts: bool, timings: bool) -> None:
    """Build the site, or see that it is what a build would make; on faults in the content print them and leave the published site alone."""
    from site_tools.timing import Stopwatch  # noqa: PLC0415

    watch, day = Stopwatch("jämföra"), today or _today()
    former = _former(content, out, day)
    said = former.recall()
    if said:
        _say(said["warnings"])
        click.echo(f"Inget har ändrats: {said['made']}. Webbplatsen finns i {out.resolve()}")
        steps = watch.stop()
    else:
        checked, built = _built(content, out, day, site_url, strict, jobs, drafts)
        _say(_problems(checked, content))
        click.echo(f"Byggt: {_made(checked, built)}, {f'{built.seconds:.1f}'.replace('.', ',')} s. Webbplatsen finns i {out.resolve()}")
        former.remember({"warnings": _problems(checked, content, plain=True), "made": _made(checked, built)})
        steps = built.steps
    if timings:
        from site_tools.report import step_lines  # noqa: PLC0415

        click.echo(step_lines(steps), nl=False)


def _former(content: Path, out: Path, day: date) -> Former:
    """What was published before. Every option counts, so that a new one cannot be forgotten, but for those that change no byte."""
    from site_tools.unchanged import Former  # noqa: PLC0415

    idle = ("content", "out", "jobs", "timings", "today")
    options = {name: value for name, value in click.get_current_context().params.items() if name not in idle}
    return Former(content, out, [day.isoformat(), *(f"{name}={value}" for name, value in sorted(options.items()))])


def _built(content: Path, out: Path, day: date, site_url: str | None, strict: bool, jobs: int, drafts: bool) -> tuple[Checked, Built]:
    from site_tools.config import Config  # noqa: PLC0415
    from site_tools.pipeline import ContentError  # noqa: PLC0415
    from site_tools.pipeline import build as run  # noqa: PLC0415
    from site_tools.problems import UserError  # noqa: PLC0415
    from site_tools.report import summary  # noqa: PLC0415

    try:
        return run(Config(content, out, day, _checked_url(site_url), strict, jobs, drafts=drafts), _progress)
    except ContentError as error:
        _say(_problems(error.checked, content), summary(error.checked), "Webbplatsen är oförändrad.")
        sys.exit(2)
    except UserError as error:
        _say(f"fel: {error}")
        sys.exit(2)


def _problems(checked: Checked, content: Path, plain: bool = False) -> str:
    from site_tools.report import problem_lines  # noqa: PLC0415

    return problem_lines(checked, content, not plain and _coloured(sys.stderr))


@main.command(help="Kontrollera innehållet utan att bygga.")
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
@click.option("--today", type=_Day(), help="Dagen som kontrollen och rapporten gäller.")
def check(content: Path, form: str, strict: bool, wanted: bool, today: date | None) -> None:
    """Print every problem of the content, and on demand what it lacks; exit 2 when there is an error."""
    from site_tools.pipeline import check as run  # noqa: PLC0415
    from site_tools.pipeline import report  # noqa: PLC0415
    from site_tools.report import gap_lines, github_lines, json_lines, problem_lines, summary, summary_markdown  # noqa: PLC0415

    day = today or _today()
    checked = run(content, day)
    match form:
        case "github":
            click.echo(github_lines(checked, content), nl=False)
            _write_summary(summary_markdown(checked, content))
        case "json":
            click.echo(json_lines(checked, content), nl=False)
        case _:
            click.echo(problem_lines(checked, content, _coloured(sys.stdout)), nl=False)
    if wanted and checked.portal and not checked.errors:
        click.echo(gap_lines(report(checked.portal, day), content), nl=False)
    if form != "json":
        _say(summary(checked))
    sys.exit(2 if checked.errors or (strict and checked.warnings) else 0)


@main.command(help="Visa webbplatsen på den egna datorn medan du skriver. Utkast visas också.")
@CONTENT
@OUT
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="Port att lyssna på; 0 tar en ledig.")
@click.option("--build/--no-build", "live", default=True, help="Visa innehållet som det sparas, eller det som redan är byggt i --out.")
@click.option("--today", type=_Day(), help="Visa som om det vore den här dagen.")
def serve(content: Path, out: Path, port: int, live: bool, today: date | None) -> None:
    """Answer on the loopback address until interrupted: for the content as it is saved, or for a built folder."""
    from site_tools.problems import UserError  # noqa: PLC0415

    try:
        _edit(content, port, today or _today()) if live else _show(out, port)
    except UserError as error:
        _say(f"fel: {error}")
        sys.exit(2)


@main.command("ändringar", help="Berätta vad som har ändrats för läsarna sedan en äldre version av innehållet.")
@CONTENT
@click.option(
    "--sedan",
    "since",
    help="Det äldre: en tagg eller annan version i git, ett datum, en mapp, publicerat eller en fil från --bedömningar."
    "  [annars: publicerat, bedömningarna i det senaste släppet]",
)
@click.option("--today", type=_Day(), help="Dagen som innehållet bedöms på (annars som för build).")
@click.option("--då", "then", type=_Day(), help="Dagen som det äldre bedöms på (annars --today; med ett datum i --sedan det datumet).")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "json"]),
    default="text",
    show_default=True,
    help="markdown är en kommentar till en ändring.",
)
@click.option("--site-url", help="Adress till en förhandsvisning som kommentaren länkar till.")
@click.option("--diagram", "pictures", type=click.Path(path_type=Path), help="Mapp att skriva de ändrade diagrammen i, före och efter.")
@click.option("--diagram-adress", "pictures_url", help="Webbadress som mappen med diagram får, för kommentaren.")
@click.option(
    "--bedömningar", "record", type=click.Path(path_type=Path), help="Fil att skriva dagens bedömningar i, för senare jämförelser."
)
def changes(**options: Any) -> None:
    """Print what differs for readers; exit 2 when one of the versions cannot be read."""
    from site_tools.beside import record_of  # noqa: PLC0415
    from site_tools.compare import Asked, compare  # noqa: PLC0415
    from site_tools.pipeline import ContentError  # noqa: PLC0415
    from site_tools.problems import UserError  # noqa: PLC0415
    from site_tools.report import problem_lines, summary  # noqa: PLC0415

    if not (options["since"] or options["record"] or record_of(options["content"]).is_dir()):
        raise click.UsageError("skriv vad innehållet ska jämföras med, till exempel --sedan 2026-03-31")
    if options["pictures_url"] and not options["pictures"]:
        raise click.UsageError("--diagram-adress hör ihop med --diagram")
    today = options.pop("today") or _today()
    options["site_url"], options["pictures_url"] = _checked_url(options["site_url"]), _checked_url(options["pictures_url"])
    try:
        click.echo(compare(Asked(today=today, **options)), nl=False)
    except ContentError as error:
        _say(problem_lines(error.checked, options["content"], _coloured(sys.stderr)), summary(error.checked))
        sys.exit(2)
    except UserError as error:
        _say(f"fel: {error}")
        sys.exit(2)


@main.command(help="Skriv en serie som en fil för Excel: att fylla på, eller en tom mall för en ny indikator.")
@click.argument("indikator")
@CONTENT
@click.option("--csv", "form", type=click.Choice(["excel", "standard"]), default="excel", show_default=True, help="Hur filen skrivs.")
@click.option("--ut", "out", type=click.Path(path_type=Path), help="Filen att skriva.  [annars: <indikator>.csv här]")
def serie(indikator: str, content: Path, form: str, out: Path | None) -> None:
    """Write the series of an indicator in a dialect to a new file; the content stays as it is."""
    from site_tools.disk import reason  # noqa: PLC0415
    from site_tools.model.dialect import DIALECTS  # noqa: PLC0415
    from site_tools.model.parts import Kind  # noqa: PLC0415
    from site_tools.model.portal import Ref  # noqa: PLC0415
    from site_tools.model.records import Indicator  # noqa: PLC0415
    from site_tools.pipeline import check as run  # noqa: PLC0415
    from site_tools.problems import did_you_mean  # noqa: PLC0415
    from site_tools.report import problem_lines, summary  # noqa: PLC0415
    from site_tools.seriesfile import series_file  # noqa: PLC0415

    checked, out = run(content, _today()), out or Path(f"{indikator}.csv")
    if checked.portal is None or checked.errors:
        _say(problem_lines(checked, content, _coloured(sys.stderr)), summary(checked), "Rätta felen först; ingen fil är skriven.")
        sys.exit(2)
    record = checked.portal.records.get(Ref(Kind.INDICATOR, indikator))
    if not isinstance(record, Indicator):
        known = did_you_mean(indikator, [one.id for one in checked.portal.indicators])
        raise click.UsageError(f'Indikatorn "{indikator}" finns inte. {known.capitalize()}'.rstrip())
    rows = checked.portal.series.get(indikator, ())
    written = series_file(rows, DIALECTS[form], checked.portal.site.place, ["grupp"] if record.groups else [])
    try:
        with out.open("xb") as file:
            file.write(written)
    except OSError as error:
        why = "den finns redan" if isinstance(error, FileExistsError) else reason(error)
        raise click.UsageError(f"Filen {out} går inte att skriva: {why}. Välj en annan med --ut.") from None
    said = f"csv: {form}" if form != "standard" else "ingen rad som börjar med csv:"
    click.echo(
        f"Skrev {out} ({len(rows)} rader). Lägg den som {content}/indikatorer/{indikator}.csv, och ha {said} i {content}/{record.path}."
    )


def _show(out: Path, port: int) -> None:
    from site_tools.serve import show  # noqa: PLC0415

    if not (out / "index.html").is_file():
        _say(f"fel: det finns ingen byggd webbplats i {out} – bygg den först")
        sys.exit(2)
    show(out, port, _say)


def _edit(content: Path, port: int, today: date) -> None:
    from site_tools.config import ROOT, Config  # noqa: PLC0415
    from site_tools.pipeline import Live  # noqa: PLC0415
    from site_tools.report import problem_lines, summary  # noqa: PLC0415
    from site_tools.serve import edit  # noqa: PLC0415

    if not content.is_dir():
        _say(f"fel: mappen {content} finns inte – ange rätt mapp med --content")
        sys.exit(2)
    config = Config(content, ROOT / ".cache" / "serve", today, jobs=os.cpu_count() or 1, drafts=True)
    edit(Live(config), port, _say, lambda checked: problem_lines(checked, content) + summary(checked))


_PASSED_ON = {"ignore_unknown_options": True, "help_option_names": []}
"""For a command whose options are the model's: they are read when the command runs, so that --help need not load the model."""


@main.command(help="Gör en ny fil i innehållet: indikator, mål, program, uppdrag …", context_settings=_PASSED_ON, add_help_option=False)
@click.argument("rest", nargs=-1, type=click.UNPROCESSED, metavar="SORT [ID] [VAL]…")
def ny(rest: tuple[str, ...]) -> None:
    """Make a new content file."""
    from site_tools import commands  # noqa: PLC0415

    commands.ny.main(list(rest), prog_name="build.py ny", obj=_today())


@main.command("värde", help="Skriv in eller ändra ett värde i en indikators serie.", context_settings=_PASSED_ON, add_help_option=False)
@click.argument("rest", nargs=-1, type=click.UNPROCESSED, metavar="INDIKATOR PERIOD [VÄRDE] [VAL]…")
def value(rest: tuple[str, ...]) -> None:
    """Add a value to a series, or revise one."""
    from site_tools import commands  # noqa: PLC0415

    # A negative number is no option: it travels with a real minus sign.
    words = [f"\u2212{word[1:]}" if word[:1] == "-" and word[1:2].isdigit() else word for word in rest]
    commands.value.main(words, prog_name="build.py värde", obj=_today())


@main.command("släpp", help="Skriv upp det som läsarna ser i mappen publicerat, så att ingen siffra och ingen adress ändras i tysthet.")
@CONTENT
@click.option("--today", type=_Day(), help="Dagen som släppet gäller (annars som för build).")
def release(content: Path, today: date | None) -> None:
    """Write the record of the release; exit 2 when the content has faults."""
    from site_tools.editing.release import release as run  # noqa: PLC0415

    _written(content, lambda: click.echo(run(content, today or _today())))


@main.command(help="Säg varför publicerade tal i en indikator har ändrats, alla med samma orsak.")
@click.argument("indikator")
@CONTENT
@click.option("--orsak", "reason", required=True, help="Varför talen har ändrats; den visas för läsaren.")
def revidera(indikator: str, content: Path, reason: str) -> None:
    """Write the revisions that are missing; exit 2 when there are none, or the content would get a fault."""
    from site_tools.editing.revise import revise  # noqa: PLC0415

    _written(content, lambda: click.echo(revise(content, indikator, reason, _today())))


@main.command(help="Lyft innehållet till den modell som programmet har. Kommentarer och radbrytningar står kvar.")
@CONTENT
def migrera(content: Path) -> None:
    """Lift the content to the program's model; exit 2 when it cannot be."""
    from site_tools.editing.migrate import migrate  # noqa: PLC0415

    _written(content, lambda: click.echo(migrate(content)))


def _written(content: Path, work: Callable[[], None]) -> None:
    """Run what writes; what the user can mend is told, and the exit status says so."""
    from site_tools.pipeline import ContentError  # noqa: PLC0415
    from site_tools.problems import UserError  # noqa: PLC0415
    from site_tools.report import summary  # noqa: PLC0415

    try:
        work()
    except ContentError as error:
        _say(_problems(error.checked, content), summary(error.checked), "Ingenting är skrivet.")
        sys.exit(2)
    except UserError as error:
        _say(f"fel: {error}")
        sys.exit(2)


@main.command(help="Skriv ut en webbservers inställningar för webbplatsen: svarshuvuden, filtyper, och sidor som har flyttat.")
@click.argument("server", type=click.Choice(["nginx", "apache", "cloudfront"]))
@CONTENT
@click.option("--site-url", help="Webbplatsens fulla adress; går före adress i webbplats.yaml.")
@click.option(
    "--mapp", "folder", type=click.Path(path_type=Path), default=Path("/srv/portalen"), show_default=True,
    help="Mappen på servern som webbplatsen ligger i (för nginx).",
)  # fmt: skip
def webbserver(server: str, content: Path, site_url: str | None, folder: Path) -> None:
    """Print the configuration; exit 2 when the content cannot be read."""
    from site_tools.hosting import SERVERS, Place  # noqa: PLC0415
    from site_tools.pipeline import check as run  # noqa: PLC0415
    from site_tools.release import gone, moved  # noqa: PLC0415
    from site_tools.report import problem_lines, summary  # noqa: PLC0415

    checked = run(content)
    if checked.portal is None or checked.errors:
        _say(problem_lines(checked, content, _coloured(sys.stderr)), summary(checked))
        sys.exit(2)
    if not re.fullmatch(r"/[\w./-]*", str(folder)):
        raise click.BadParameter("skriv hela sökvägen, utan blanksteg: /srv/portalen", param_hint="--mapp")
    led, withdrawn = moved(checked.portal), gone(checked.portal)
    place = Place(_checked_url(site_url) or checked.portal.site.address, folder, tuple(led.items()), tuple(withdrawn))
    click.echo(SERVERS[server](place), nl=False)


@main.command("länkar", help="Fråga de webbplatser som innehållet länkar till om sidorna finns kvar.")
@CONTENT
@click.option(
    "--bara", "only", multiple=True, metavar="VÄRD", help="Fråga bara den här värden, till exempel www.scb.se; kan skrivas flera gånger."
)
@click.option("--inte", "never", multiple=True, metavar="VÄRD", help="Fråga inte den här värden; kan skrivas flera gånger.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown"]),
    default="text",
    show_default=True,
    help="markdown är texten till ett ärende.",
)
@click.option("--alla", "anew", is_flag=True, help="Fråga också om länkar som svarade för några dagar sedan.")
def outside_links(content: Path, only: tuple[str, ...], never: tuple[str, ...], form: str, anew: bool) -> None:
    """Ask politely, print what needs a look; exit 2 when a link is gone."""
    from urllib.parse import urlsplit  # noqa: PLC0415

    from site_tools.config import ROOT  # noqa: PLC0415
    from site_tools.outside import AGENT, Asker, links, remember, remembered, told  # noqa: PLC0415
    from site_tools.problems import UserError  # noqa: PLC0415

    today, cache = _today(), ROOT / ".cache" / "lankar.json"
    places = {u: p for u, p in links(content).items() if (h := urlsplit(u).hostname) not in never and (not only or h in only)}
    known = set() if anew else remembered(cache, today)
    asked = [url for url in places if url not in known]
    _progress(f"frågar om {len(asked)} länkar")
    try:
        answers = Asker(AGENT).ask_all(asked)
    except UserError as error:
        _say(f"fel: {error}")
        sys.exit(2)
    remember(cache, known, answers, today)
    click.echo(told(answers, places, content, form == "markdown"), nl=False)
    gone = sum(answer.what == "gone" for answer in answers.values())
    _say(f"{len(places)} länkar till andra webbplatser, {len(asked)} tillfrågade, {gone} borta.")
    sys.exit(2 if gone else 0)


def _today() -> date:
    from datetime import UTC, datetime  # noqa: PLC0415
    from zoneinfo import ZoneInfo  # noqa: PLC0415

    if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
        if not epoch.isascii() or not epoch.isdigit():
            raise click.UsageError(f'SOURCE_DATE_EPOCH är "{epoch}"; det ska vara sekunder sedan 1970')
        try:
            return datetime.fromtimestamp(int(epoch), UTC).date()
        except (OverflowError, ValueError, OSError):
            raise click.UsageError(f"SOURCE_DATE_EPOCH är {epoch[:40]}; det ligger utanför kalendern") from None
    return datetime.now(ZoneInfo("Europe/Stockholm")).date()


def _checked_url(url: str | None) -> str | None:
    from site_tools.model.fields import is_web_address  # noqa: PLC0415

    if url is not None and not (is_web_address(url) and not set(url) & set("?#")):
        raise click.BadParameter(f'"{url}" är inte en webbadress; skriv till exempel https://mal.kommunen.se/', param_hint="--site-url")
    return url


def _coloured(stream: TextIO) -> bool:
    """Colours are for a terminal, and for a person who has not asked to be spared them."""
    return stream.isatty() and "NO_COLOR" not in os.environ


def _write_summary(markdown: str) -> None:
    """GitHub shows what a step has written in the file that this variable names."""
    if path := os.environ.get("GITHUB_STEP_SUMMARY"):
        with Path(path).open("a", encoding="utf-8") as file:
            file.write(markdown)


def _progress(step: str) -> None:
    """Progress is for a person at a terminal; a log stays quiet."""
    if sys.stderr.isatty():
        click.echo(f"… {step}", err=True)


def _say(*texts: str) -> None:
    for text in texts:
        if text:
            click.echo(text.rstrip("\n"), err=True)


def _made(checked: Checked, built: Built) -> str:
    warnings = len(checked.warnings)
    return f"{built.pages} sidor, {built.charts} diagram, {warnings} {'varning' if warnings == 1 else 'varningar'}"
