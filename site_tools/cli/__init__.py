"""The command line: options in, messages and exit status out. 0 good, 2 what the user can mend, 1 our own fault."""

from __future__ import annotations

import gc
import os
import unicodedata

import click

from site_tools.cli import building, telling, writing
from site_tools.clickwords import Group, speak_swedish

speak_swedish()


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
    # What is read stays until the end: looking through all of it for garbage, again and again, takes a tenth of the time. What is young is
    # looked through sooner: pages that have been made wait for it with their drawings, and a hundred thousand objects are 300 of them.
    gc.set_threshold(20_000, 250, 10)
    # A plugin for pydantic that lies among the libraries would change what is good content, and takes time to look for.
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"


for _command in (
    *(building.build, building.check, building.serve),
    *(telling.changes, telling.serie),
    *(writing.ny, writing.value, writing.fetch, writing.release, writing.revidera, writing.migrera),
    *(telling.webbserver, telling.outside_links),
):
    main.add_command(_command)
