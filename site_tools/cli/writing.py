"""The commands that write content."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from site_tools.cli.common import CONTENT, Day, day_now, mendable, time_now
from site_tools.clickwords import Command

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

_NOTHING = "Ingenting är skrivet."
_PASSED_ON = {"ignore_unknown_options": True, "help_option_names": []}
"""For a command whose options are the model's: they are read when the command runs, so that --help need not load the model."""


@click.command(
    cls=Command, help="Gör en ny fil i innehållet: indikator, mål, program, uppdrag …", context_settings=_PASSED_ON, add_help_option=False
)
@click.argument("rest", nargs=-1, type=click.UNPROCESSED, metavar="SORT [ID] [VAL]…")
def ny(rest: tuple[str, ...]) -> None:
    """Make a new content file."""
    from site_tools import commands  # noqa: PLC0415

    commands.ny.main(list(rest), prog_name="build.py ny", obj=day_now())


@click.command(
    "värde", cls=Command, help="Skriv in eller ändra ett värde i en indikators serie.", context_settings=_PASSED_ON, add_help_option=False
)
@click.argument("rest", nargs=-1, type=click.UNPROCESSED, metavar="INDIKATOR PERIOD [VÄRDE] [VAL]…")
def value(rest: tuple[str, ...]) -> None:
    """Add a value to a series, or revise one."""
    from site_tools import commands  # noqa: PLC0415

    # A negative number is no option: it travels with a real minus sign.
    words = [f"\u2212{word[1:]}" if word[:1] == "-" and word[1:2].isdigit() else word for word in rest]
    commands.value.main(words, prog_name="build.py värde", obj=day_now())


@click.command(
    "släpp", cls=Command, help="Skriv upp det som läsarna ser i mappen publicerat, så att ingen siffra och ingen adress ändras i tysthet."
)
@CONTENT
@click.option("--today", type=Day(), help="Dagen som släppet gäller (annars som för build).")
def release(content: Path, today: date | None) -> None:
    """Write the record of the release; exit 2 when the content has faults."""
    from site_tools.editing.release import release as run  # noqa: PLC0415

    with mendable(content, _NOTHING):
        click.echo(run(content, today or day_now()))


@click.command(cls=Command, help="Säg varför publicerade tal i en indikator har ändrats, alla med samma orsak.")
@click.argument("indikator")
@CONTENT
@click.option("--orsak", "reason", required=True, help="Varför talen har ändrats; den visas för läsaren.")
def revidera(indikator: str, content: Path, reason: str) -> None:
    """Write the revisions that are missing; exit 2 when there are none, or the content would get a fault."""
    from site_tools.editing.revise import revise  # noqa: PLC0415

    with mendable(content, _NOTHING):
        click.echo(revise(content, indikator, reason, day_now()))


@click.command("hämta", cls=Command, help="Hämta tal ur öppna data (Kolada, SCB …) till de indikatorer som har hämtas:.")
@click.argument("indikator", nargs=-1)
@CONTENT
@click.option("--alla", "every", is_flag=True, help="Hämta till alla indikatorer som har hämtas:.")
@click.option("--torrt", "dry", is_flag=True, help="Hämta och berätta, men skriv ingenting.")
@click.option("--orsak", "reason", default="", help="Varför tal som redan är publicerade har ändrats hos källan; den visas för läsaren.")
def fetch(indikator: tuple[str, ...], content: Path, every: bool, dry: bool, reason: str) -> None:
    """Fetch figures; exit 2 when one of the indicators could not be fetched. The others are written all the same."""
    from site_tools.editing.fetch import Desk, Order  # noqa: PLC0415
    from site_tools.memory import Memory  # noqa: PLC0415

    if bool(indikator) == every:
        raise click.UsageError("Skriv vilken indikator som ska hämtas, eller --alla.")
    desk, failed = Desk(content, Order(time_now(), reason, dry)), 0
    # The content is checked as it is and as it would be: all that is alike is read once.
    with Memory().in_use():
        with mendable(content, _NOTHING):
            names = desk.fetched() if every else list(indikator)
        for name in names:
            try:
                with mendable(content, f"{name}: ingenting är skrivet."):
                    for line in desk.fetch(name):
                        click.echo(line)
            except SystemExit:
                failed += 1
    if not names:
        click.echo("Ingen indikator har hämtas: än.")
    sys.exit(2 if failed else 0)


@click.command(cls=Command, help="Lyft innehållet till den modell som programmet har. Kommentarer och radbrytningar står kvar.")
@CONTENT
def migrera(content: Path) -> None:
    """Lift the content to the program's model; exit 2 when it cannot be."""
    from site_tools.editing.migrate import migrate  # noqa: PLC0415

    with mendable(content, _NOTHING):
        click.echo(migrate(content))
