"""The commands that write content: their options are the keys of the model. 0 good, 2 what the user can mend."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from site_tools.clickwords import Command, Group
from site_tools.config import FILES
from site_tools.editing.form import Wants, either, form
from site_tools.editing.new import MODELS, Desk, id_of
from site_tools.editing.scaffold import scalar
from site_tools.editing.values import Entry as Value
from site_tools.editing.values import enter
from site_tools.memory import Memory
from site_tools.model.fields import check_id, slug
from site_tools.model.parts import Kind
from site_tools.model.values import Precision, ValueKind, ValueState
from site_tools.pipeline import ContentError
from site_tools.problems import TextError, UserError, did_you_mean
from site_tools.report import problem_lines

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from site_tools.editing.form import Entry
    from site_tools.editing.scaffold import Given

CONTENT = click.option(
    "--content", type=click.Path(path_type=Path), default=Path("content"), show_default=True, help="Mappen med innehåll."
)


class _Kinds(Group):
    """One command for each kind, made when it is asked for; its options are the kind's keys."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return [kind.value for kind in MODELS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        kind = next((kind for kind in MODELS if cmd_name.lower() in (kind.value, slug(kind.value))), None)
        if kind is None:
            hint = _part_of_a_kind(cmd_name) or did_you_mean(cmd_name, [kind.value for kind in MODELS])
            hint = hint or f"skriv {', '.join(kind.value for kind in MODELS)}"
            ctx.fail(f'sorten "{cmd_name}" finns inte – {hint}')
        return _command(kind)


def _part_of_a_kind(word: str) -> str:
    """What to write for something that is a sort of a kind (åtagande) or stands in one (risk); empty when it is neither."""
    parts: dict[str, list[str]] = {}
    for kind, model in MODELS.items():
        for entry in form(model):
            if entry.key == "typ" and word in entry.choices:
                return f"{word} är en sorts {kind.value}: skriv build.py ny {kind.value} --typ {scalar(word)}"
            if entry.model is not None and entry.many and slug(entry.key).startswith(slug(word)):
                parts.setdefault(entry.key, []).append(kind.value)
    return next((f"{key} skriver du i en fil av sorten {either(kinds)}" for key, kinds in parts.items() if len(kinds) < len(MODELS)), "")


ny = _Kinds(
    name="ny",
    help="Gör en ny fil i innehållet, med sina nycklar på plats. Den är ett utkast tills du tar bort raden utkast: ja.",
    context_settings={"help_option_names": ["-h", "--help"]},
    subcommand_metavar="SORT [ID] [VAL]…",
)


def _command(kind: Kind) -> click.Command:
    entries = [entry for entry in form(MODELS[kind]) if entry.key != "utkast" and (entry.wants is not Wants.GROUP or entry.key == "källa")]
    params: list[click.Parameter] = [click.Argument(["name"], required=False, default="", metavar="[ID]")]
    taken = {_switch(entry.key) for entry in entries}
    if kind is Kind.FOCUS_AREA:
        params.append(click.Option(["--program", "program"], default="", help="Programmet som fokusområdet hör till (ett id)."))
    params += [_option(entry, taken) for entry in entries]
    command = Command(
        kind.value,
        callback=click.pass_obj(_make(kind, entries)),
        params=params,
        help=f"Gör {FILES[kind]} i innehållet. Utan id görs det av namnet. Vid en terminal frågas efter det som saknas.",
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    return CONTENT(command)


def _switch(key: str) -> str:
    return f"--{key.replace('_', '-')}"


def _option(entry: Entry, taken: set[str]) -> click.Option:
    """``--önskad-riktning``, also as the key is written and, where no other option has the name, by its last word: ``--riktning``."""
    names = [_switch(entry.key), *([f"--{entry.key}"] if "_" in entry.key else [])]
    last = f"--{entry.key.rpartition('_')[2]}"
    if last not in taken:
        taken.add(last)
        names.append(last)
    told = "id för ett dokument på portalen, eller källans namn" if entry.key == "källa" else entry.told
    return click.Option(
        [*names, f"key_{entry.key}"],
        type=click.Choice(entry.choices) if entry.choices and not entry.many else str,
        multiple=entry.many,
        show_choices=False,
        metavar=entry.wants.value.upper() if entry.wants is not Wants.GROUP else "KÄLLA",
        help=told + (" (flera skiljs med komma)" if entry.many else ""),
    )


def _make(kind: Kind, entries: list[Entry]) -> Callable[..., None]:
    def run(today: date, content: Path, name: str, program: str = "", **options: Any) -> None:
        given: dict[str, Given] = {}
        for entry in entries:
            said = options[f"key_{entry.key}"]
            if entry.many:
                said = tuple(part.strip() for one in said for part in one.split(",") if part.strip())
            if said:
                given[entry.key] = said
        folder, _, last = name.rpartition("/") if kind is Kind.FOCUS_AREA else ("", "", name)
        _told(content, lambda: _new(entries, Desk(content, today), _Order(kind, last, program or folder, given)))

    return run


class _Order(NamedTuple):
    """What is to be made: a kind, an id (empty when it is to be made of the name), the program of a fokusområde, and the keys given."""

    kind: Kind
    name: str
    program: str
    given: dict[str, Given]


def _new(entries: list[Entry], desk: Desk, order: _Order) -> None:
    name, program = order.name, order.program
    if sys.stdin.isatty():
        if order.kind is Kind.FOCUS_AREA and not program:
            program = click.prompt(f"program, ett av {', '.join(desk.ids(Kind.PROGRAM))}")
        _ask(entries, desk, order.given)
        name = name or _ask_id(id_of(str(order.given.get("namn", ""))))
    made = desk.make(order.kind, name, program, order.given)
    for path in made.files:
        click.echo(f"Skrev {desk.content / path}")
    for path, line, what in made.places:
        click.echo(f"  fyll i {desk.content / path}:{line} {what}")
    for advice in made.advice:
        click.echo(advice)
    click.echo("Det är ett utkast: det syns i build.py serve, men inte på den publika webbplatsen förrän raden utkast: ja är borta.")


def _ask_id(proposed: str) -> str:
    """An id from the terminal. One that cannot be is asked for again: the answers before it are not to be typed anew."""
    while True:
        name: str = click.prompt("id (filens namn och sidans adress)", default=proposed or None)
        try:
            return check_id(name.strip())
        except TextError as error:
            click.echo(str(error))


def _ask(entries: list[Entry], desk: Desk, given: dict[str, Given]) -> None:
    """Ask at the terminal for what is required; an empty answer leaves it to be filled in in the file, except where an id must be there."""
    for entry in entries:
        if not entry.required or entry.key in given:
            continue
        ids = desk.ids(entry.to) if entry.to else ()
        must = entry.wants is Wants.ID
        while True:
            said = click.prompt(f"{entry.key} ({entry.told})", default=None if must else "", show_default=False).strip()
            wrong = [one for one in said.split(",") if ids and one.strip() not in ids] if must else []
            if entry.choices and said and said not in entry.choices:
                click.echo(did_you_mean(said, entry.choices) or f"skriv {', '.join(entry.choices)}, eller ingenting")
            elif wrong:
                click.echo(did_you_mean(wrong[0].strip(), ids) or f"det finns {', '.join(ids)}")
            else:
                break
        if said:
            given[entry.key] = tuple(part.strip() for part in said.split(",")) if entry.many else said


_STATES = (*(state.value for state in ValueState if state.value), "slutlig")


@click.command(
    "värde",
    cls=Command,
    help="Skriv in ett värde i en indikators serie, eller ändra ett som står där.\n\n"
    "PERIOD skrivs 2025, 2025-T1, 2024/2025 eller 2025-03-31; VÄRDE med decimalkomma eller decimalpunkt.",
    context_settings={"help_option_names": ["-h", "--help"]},
)
@CONTENT
@click.argument("indikator")
@click.argument("period")
@click.argument("värde", required=False)
@click.option("--grupp", help="Gruppen som värdet gäller, till exempel kvinnor; annars totalt.")
@click.option("--plats", help="Platsen som värdet gäller; annars den egna kommunen.")
@click.option("--slag", type=click.Choice([kind.value for kind in ValueKind]), help="Vad talet är; annars utfall.")
@click.option("--läge", type=click.Choice(_STATES), help="Talets tillstånd, eller varför det saknas.")
@click.option("--precision", type=click.Choice([word.value for word in Precision]), help="Hur noga källan anger talet; annars exakt.")
@click.option("--värde-till", "värde_till", help="Det högsta talet i ett intervall.")
@click.option("--källa", help="Id för en av indikatorns fler_källor.")
@click.option("--utgåva", help="Vilken utgivning av statistiken talet kommer från.")
@click.option("--kommentar", help="Det som läsaren behöver veta om talet.")
@click.option("--orsak", default="", help="Varför ett publicerat tal ändras; den visas för läsaren.")
@click.pass_obj
def value(today: date, /, content: Path, indikator: str, period: str, orsak: str, **cells: str | None) -> None:
    """Add a value to a series, or revise one."""

    def run() -> None:
        for said in enter(content, Value(indikator, period, cells, orsak), today).said:
            click.echo(said)

    _told(content, run)


def _told(content: Path, work: Callable[[], None]) -> None:
    """Run ``work``; what the user can mend is told, and the exit status says so."""
    try:
        # The content is checked as it is and as it would be: all that is alike is read once.
        with Memory().in_use():
            work()
    except ContentError as error:
        click.echo(problem_lines(error.checked, content) + "Ingenting är skrivet.", err=True)
        sys.exit(2)
    except UserError as error:
        click.echo(f"fel: {error}", err=True)
        sys.exit(2)
