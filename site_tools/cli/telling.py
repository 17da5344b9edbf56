"""The commands that tell of the content and leave it as it is."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import click

from site_tools.cli.common import CONTENT, Day, checked_url, day_now, good, mendable, progress, say
from site_tools.clickwords import Command


@click.command("ändringar", cls=Command, help="Berätta vad som har ändrats för läsarna sedan en äldre version av innehållet.")
@CONTENT
@click.option(
    "--sedan",
    "since",
    help="Det äldre: en tagg eller annan version i git, ett datum, en mapp, publicerat eller en fil från --bedömningar."
    "  [annars: publicerat, bedömningarna i det senaste släppet]",
)
@click.option("--today", type=Day(), help="Dagen som innehållet bedöms på (annars som för build).")
@click.option("--då", "then", type=Day(), help="Dagen som det äldre bedöms på (annars --today; med ett datum i --sedan det datumet).")
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

    if not (options["since"] or options["record"] or record_of(options["content"]).is_dir()):
        raise click.UsageError("skriv vad innehållet ska jämföras med, till exempel --sedan 2026-03-31")
    if options["pictures_url"] and not options["pictures"]:
        raise click.UsageError("--diagram-adress hör ihop med --diagram")
    today = options.pop("today") or day_now()
    options["site_url"], options["pictures_url"] = checked_url(options["site_url"]), checked_url(options["pictures_url"])
    with mendable(options["content"]):
        click.echo(compare(Asked(today=today, **options)), nl=False)


@click.command(cls=Command, help="Skriv en serie som en fil för Excel: att fylla på, eller en tom mall för en ny indikator.")
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
    from site_tools.seriesfile import series_file  # noqa: PLC0415

    out = out or Path(f"{indikator}.csv")
    with mendable(content, "Rätta felen först; ingen fil är skriven."):
        portal = good(run(content, day_now()))
    record = portal.records.get(Ref(Kind.INDICATOR, indikator))
    if not isinstance(record, Indicator):
        known = did_you_mean(indikator, [one.id for one in portal.indicators])
        raise click.UsageError(f'Indikatorn "{indikator}" finns inte. {known.capitalize()}'.rstrip())
    rows = portal.series.get(indikator, ())
    written = series_file(rows, DIALECTS[form], portal.site.place, ["grupp"] if record.groups else [])
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


@click.command(
    cls=Command, help="Skriv ut en webbservers inställningar för webbplatsen: svarshuvuden, filtyper, och sidor som har flyttat."
)
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
    from site_tools.release import gone, gone_frames, moved  # noqa: PLC0415

    with mendable(content):
        portal = good(run(content))
    if not re.fullmatch(r"/[\w./-]*", str(folder)):
        raise click.BadParameter("skriv hela sökvägen, utan blanksteg: /srv/portalen", param_hint="--mapp")
    led, withdrawn = moved(portal), gone(portal) | gone_frames(portal)
    place = Place(checked_url(site_url) or portal.site.address, folder, tuple(led.items()), tuple(withdrawn))
    click.echo(SERVERS[server](place), nl=False)


@click.command("länkar", cls=Command, help="Fråga de webbplatser som innehållet länkar till om sidorna finns kvar.")
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

    today, cache = day_now(), ROOT / ".cache" / "lankar.json"
    places = {u: p for u, p in links(content).items() if (h := urlsplit(u).hostname) not in never and (not only or h in only)}
    known = set() if anew else remembered(cache, today)
    asked = [url for url in places if url not in known]
    progress(f"frågar om {len(asked)} länkar")
    with mendable(content):
        answers = Asker(AGENT).ask_all(asked)
    remember(cache, known, answers, today)
    click.echo(told(answers, places, content, form == "markdown"), nl=False)
    gone = sum(answer.what == "gone" for answer in answers.values())
    say(f"{len(places)} länkar till andra webbplatser, {len(asked)} tillfrågade, {gone} borta.")
    sys.exit(2 if gone else 0)
