"""What several commands share: their options, the day, and how things are said. Nothing here is slow to import."""

from __future__ import annotations

import os
import sys
import threading
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from site_tools.model.portal import Portal
    from site_tools.pipeline import Checked


class Folder(click.Path):
    """The path of a folder, which need not be there."""

    def __init__(self) -> None:
        super().__init__(path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        try:
            with suppress(FileNotFoundError, NotADirectoryError, PermissionError):
                os.stat(value)  # noqa: PTH116 - of a path that may be none
        except OSError as error:
            from site_tools.disk import reason  # noqa: PLC0415

            self.fail(f"sökvägen går inte att använda: {reason(error)}", param, ctx)
        except ValueError:
            self.fail("sökvägen går inte att använda: den har tecken som inget filnamn kan ha", param, ctx)
        return super().convert(value, param, ctx)


CONTENT = click.option("--content", type=Folder(), default=Path("content"), show_default=True, help="Mappen med innehåll.")
OUT = click.option("--out", type=Folder(), default=Path("public"), show_default=True, help="Mappen som webbplatsen skrivs till.")


YEARS = (1900, 2100)
"""The years that the model knows; a test holds them to it, since to import the model takes time."""


class Day(click.ParamType[Any]):
    """A day as it is written: 2026-03-31."""

    name = "datum"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        from datetime import date  # noqa: PLC0415 - --help must answer at once

        try:
            if len(value) != len("2026-03-31"):
                raise ValueError
            day = date.fromisoformat(value)
        except ValueError:
            self.fail(f'"{value}" är inte ett datum; skriv år-månad-dag, till exempel 2026-03-31', param, ctx)
        if not YEARS[0] <= day.year <= YEARS[1]:
            self.fail(f"året {day.year} ligger utanför {YEARS[0]}–{YEARS[1]}", param, ctx)
        return day


@contextmanager
def mendable(content: Path, *after: str) -> Iterator[None]:
    """What the user can mend is told, with the sentences ``after`` it, and the exit status says so."""
    from site_tools.pipeline import ContentError  # noqa: PLC0415
    from site_tools.problems import UserError  # noqa: PLC0415
    from site_tools.report import summary  # noqa: PLC0415

    try:
        yield
    except ContentError as error:
        say(problems(error.checked, content), summary(error.checked), *after)
        sys.exit(2)
    except UserError as error:
        say(f"fel: {error}")
        sys.exit(2)


def good(checked: Checked) -> Portal:
    """The portal of a checked content folder. Raises ContentError for its errors."""
    from site_tools.pipeline import ContentError  # noqa: PLC0415

    if checked.portal is None or checked.errors:
        raise ContentError(checked)
    return checked.portal


def problems(checked: Checked, content: Path, plain: bool = False) -> str:
    """Every problem for a person, with colours where they are shown."""
    from site_tools.report import problem_lines  # noqa: PLC0415

    return problem_lines(checked, content, not plain and coloured(sys.stderr))


def day_now() -> date:
    """The day of SOURCE_DATE_EPOCH, else today in Sweden."""
    return time_now().date()


def time_now() -> datetime:
    """The time of SOURCE_DATE_EPOCH (UTC), else now in Sweden."""
    from datetime import UTC, datetime  # noqa: PLC0415
    from zoneinfo import ZoneInfo  # noqa: PLC0415

    if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
        if not epoch.isascii() or not epoch.isdigit():
            raise click.UsageError(f'SOURCE_DATE_EPOCH är "{epoch}"; det ska vara sekunder sedan 1970')
        try:
            return datetime.fromtimestamp(int(epoch), UTC)
        except (OverflowError, ValueError, OSError):
            raise click.UsageError(f"SOURCE_DATE_EPOCH är {epoch[:40]}; det ligger utanför kalendern") from None
    return datetime.now(ZoneInfo("Europe/Stockholm"))


def checked_url(url: str | None) -> str | None:
    """The address as given. Raises BadParameter when it is none."""
    from site_tools.model.fields import is_site_address  # noqa: PLC0415

    if url is not None and not is_site_address(url):
        raise click.BadParameter(f'"{url}" är inte en webbadress; skriv till exempel https://mal.kommunen.se/', param_hint="--site-url")
    return url


def coloured(stream: TextIO) -> bool:
    """Colours are for a terminal, and for a person who has not asked to be spared them."""
    return stream.isatty() and "NO_COLOR" not in os.environ


def progress(step: str) -> None:
    """Progress is for a person at a terminal; a log stays quiet."""
    if sys.stderr.isatty():
        click.echo(f"… {step}", err=True)


def say(*texts: str) -> None:
    """Words beside what a command gives: for the reader, not for the next program."""
    for text in texts:
        if text:
            click.echo(text.rstrip("\n"), err=True)


def leave(status: object) -> None:
    """End the program now: all is written and said, and to take apart what was read takes a twentieth of the time.

    Returns where Python must end it in its own way: when a thread still works, what was said has not arrived, or the status is a text.
    """
    if threading.active_count() > 1 or not (status is None or isinstance(status, int)):
        return
    with suppress(OSError, ValueError):
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status or 0)
