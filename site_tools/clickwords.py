"""The command line's own words in Swedish: what click says of options, commands and wrong values."""

from __future__ import annotations

from typing import Any

import click
from click import core, decorators, exceptions, formatting, parser, types

WORDS = {
    "Usage:": "Så används det:",
    "Options": "Tillval",
    "Commands": "Kommandon",
    "Positional arguments": "Argument",
    "Show this message and exit.": "Visa den här hjälpen.",
    "default: {default}": "annars: {default}",
    "env var: {var}": "miljövariabel: {var}",
    "(dynamic)": "(räknas ut)",
    "required": "måste anges",
    "Missing command.": "Skriv ett kommando.",
    "Error: {message}": "Fel: {message}",
    "Try '{command} {option}' for help.": "Skriv {command} {option} för hjälp.",
    "Invalid value: {message}": "Felaktigt värde: {message}",
    "Invalid value for {param_hint}: {message}": "Felaktigt värde för {param_hint}: {message}",
    "Missing argument": "Det saknas ett argument:",
    "Missing option": "Det saknas ett tillval:",
    "Missing parameter": "Det saknas en uppgift:",
    "Missing {param_type}": "Det saknas {param_type}",
    "Missing parameter: {param_name}": "Det saknas en uppgift: {param_name}",
    "No such option {name!r}.": 'Tillvalet "{name}" finns inte.',
    "No such command {name!r}.": 'Kommandot "{name}" finns inte.',
    "Did you mean {possibility}?": "Menade du {possibility}?",
    "(Did you mean one of: {possibilities}?)": "Menade du något av {possibilities}?",
    "Got unexpected extra argument ({args})": "Det står ett ord för mycket ({args}).",
    "Got unexpected extra arguments ({args})": "Det står flera ord för mycket ({args}).",
    "Takes {nargs} values but 1 was given.": "Det ska vara {nargs} värden, men det är bara ett.",
    "Takes {nargs} values but {len} were given.": "Det ska vara {nargs} värden, men det är {len}.",
    "Argument {name!r} takes {nargs} values.": 'Argumentet "{name}" ska ha {nargs} värden.',
    "Option {name!r} does not take a value.": 'Tillvalet "{name}" har inget värde.',
    "Option {name!r} requires an argument.": 'Tillvalet "{name}" behöver ett värde.',
    "Option {name!r} requires {nargs} arguments.": 'Tillvalet "{name}" behöver {nargs} värden.',
    "Choose from:\n\t{choices}": "Välj bland:\n\t{choices}",
    "{value!r} is not {choice}.": '"{value}" går inte; skriv {choice}.',
    "{value!r} is not one of {choices}.": '"{value}" går inte; skriv något av {choices}.',
    "{value!r} is not a valid {number_type}.": '"{value}" är inget heltal.',
    "{value} is not in the range {range}.": "{value} ligger utanför det möjliga, {range}.",
    "{value!r} is not a valid boolean. Recognized values: {states}": '"{value}" är varken ja eller nej; skriv något av {states}',
    "{name} {filename!r} does not exist.": '{name} "{filename}" finns inte.',
    "{name} {filename!r} is a file.": '{name} "{filename}" är en fil.',
    "{name} {filename!r} is a directory.": '{name} "{filename}" är en mapp.',
    "{name} {filename!r} is not readable.": '{name} "{filename}" går inte att läsa.',
    "{name} {filename!r} is not writable.": '{name} "{filename}" går inte att skriva i.',
    "Could not open file {filename!r}: {message}": 'Filen "{filename}" går inte att öppna: {message}',
    "Aborted!": "Avbrutet.",
    "file": "fil",
    "directory": "mapp",
    "path": "sökväg",
}


class Command(click.Command):
    """A command whose line of use is in Swedish."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"options_metavar": "[TILLVAL]", **options})


class Group(click.Group):
    """A group of such commands."""

    command_class = Command

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"options_metavar": "[TILLVAL]", "subcommand_metavar": "KOMMANDO", **options})


def swedish(text: str) -> str:
    """One of click's texts in Swedish; one that our commands cannot give stays as it is."""
    return WORDS.get(text, text)


def speak_swedish() -> None:
    """Let click answer in Swedish. It asks gettext, by these two names in each module, and ships no translations."""
    for module in (core, decorators, exceptions, formatting, parser, types):
        for name, translate in (("_", swedish), ("ngettext", lambda one, several, count: swedish(one if count == 1 else several))):
            if hasattr(module, name):
                setattr(module, name, translate)
    click.STRING.name, click.INT.name, click.IntRange.name = "text", "heltal", "heltal"
