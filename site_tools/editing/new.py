"""A new record: its id, its file or files, and what is to be filled in."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from site_tools.config import FILES
from site_tools.editing.files import add_files
from site_tools.editing.form import Wants, form
from site_tools.editing.scaffold import new_file
from site_tools.model.fields import SLUG_MAX, check_id, slug
from site_tools.model.kinds import RECORDS
from site_tools.model.parts import Kind
from site_tools.model.portal import UNFINISHED
from site_tools.model.values import ValueState
from site_tools.pipeline import check_all
from site_tools.problems import TextError, UserError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date
    from pathlib import Path

    from site_tools.editing.form import Entry
    from site_tools.editing.scaffold import Given
    from site_tools.model.records import Record
    from site_tools.pipeline import Checked

MODELS: dict[Kind, type[Record]] = {model.kind: model for model in RECORDS}
ID_WORDS_MAX = 50
"""Characters of an id made from a name: long enough to be understood, short enough for an address."""
ALIKE = 0.85
"""How like two names must be, from 0 to 1, before the editor is asked whether they are one thing."""


@dataclass(frozen=True)
class Made:
    """What was written: the files with their paths below the content folder, the places to fill in (path, line, what), and advice."""

    files: tuple[str, ...]
    places: tuple[tuple[str, int, str], ...]
    advice: tuple[str, ...]


class Desk:
    """The content folder as it is, for one new record after another question."""

    def __init__(self, content: Path, today: date) -> None:
        self.content, self.today = content, today
        self.checked: Checked = check_all(content, today=today)
        if not content.is_dir():
            raise UserError(f"mappen {content} finns inte – ange rätt mapp med --content")

    def ids(self, kind: Kind) -> tuple[str, ...]:
        """The ids that are taken, in the order of lists."""
        return tuple(record.id for record in self.checked.portal.of_kind(kind)) if self.checked.portal else ()

    def make(self, kind: Kind, name: str, program: str, given: Mapping[str, Given]) -> Made:
        """Write the file of a new record (for an indicator its series too).

        Raises UserError for an id that cannot be, is taken, or is missing where it must be given, and ContentError when the check would
        find fault with what was given; nothing is written then.
        """
        name = name or id_of(str(given.get("namn", "")))
        self._good_id(kind, name)
        if kind is Kind.FOCUS_AREA and program not in (programs := self.ids(Kind.PROGRAM)):
            hint = did_you_mean(program, programs) or f"programmen är {', '.join(programs)}"
            raise UserError(f'ange programmet med --program; "{program}" finns inte – {hint}' if program else f"ange --program; {hint}")
        missing = [entry for entry in form(MODELS[kind]) if entry.required and entry.wants is Wants.ID and not given.get(entry.key)]
        if missing:
            raise UserError("; ".join(f"ange --{entry.key} ({entry.told}){self._some_ids(entry)}" for entry in missing))
        path = FILES[kind].replace("<program>", program).replace("<id>", name).replace("<år>", name)
        files = {path: new_file(MODELS[kind], name, self._resolved(kind, given), self.today, path.endswith(".md"))}
        if kind is Kind.INDICATOR:
            files[path.replace(".yaml", ".csv")] = self._series(given.get("grupper", ()))
        add_files(self.content, files, self.checked, self.today)
        places = tuple((path, number, what) for path, text in files.items() for number, what in _places(text))
        return Made(tuple(files), places, tuple(self._advice(kind, given)))

    def _good_id(self, kind: Kind, name: str) -> None:
        if not name:
            raise UserError("ange ett id, eller ett namn att göra det av med --namn")
        try:
            check_id(name)
        except TextError as error:
            raise UserError(f"{error.said.text} – {error.said.hint}") from None
        if name in self.ids(kind):
            raise UserError(f'id "{name}" används redan bland {kind.value}; välj ett annat, eller ändra den fil som finns')

    def _some_ids(self, entry: Entry) -> str:
        ids = self.ids(entry.to) if entry.to else ()
        return f" – till exempel {', '.join(ids[:5])}" if ids else f" – lägg först till {entry.to} med build.py ny {entry.to}"

    def _resolved(self, kind: Kind, given: Mapping[str, Given]) -> dict[str, Given]:
        """A source given in a word is a document of the portal where there is one with that id, else a name."""
        found = dict(given)
        for entry in form(MODELS[kind]):
            said = found.get(entry.key)
            if entry.wants is Wants.GROUP and isinstance(said, str):
                found[entry.key] = {"dokument" if said in self.ids(Kind.DOCUMENT) else "namn": said}
        return found

    def _series(self, groups: Given) -> str:
        """A series with one row for each group, for the last whole year: its value is missing until somebody writes it."""
        year, said = self.today.year - 1, f"{UNFINISHED}: talet, med build.py värde eller här"
        if isinstance(groups, tuple) and groups:
            rows = [f'{year},{group},,{ValueState.MISSING},"{said}"' for group in groups]
            return "\n".join(("period,grupp,värde,läge,kommentar", *rows, ""))
        return f'period,värde,läge,kommentar\n{year},,{ValueState.MISSING},"{said}"\n'

    def _advice(self, kind: Kind, given: Mapping[str, Given]) -> list[str]:
        """A name that is nearly another's is often the same thing twice."""
        names = {record.name: record.path for record in self.checked.portal.of_kind(kind)} if self.checked.portal else {}
        near = difflib.get_close_matches(str(given.get("namn", "")), names, n=1, cutoff=ALIKE)
        return [f'Det finns redan "{name}" ({self.content / names[name]}). Är det samma sak?' for name in near]


def id_of(name: str) -> str:
    """An id for a name, cut at a whole word."""
    found = slug(name)
    if len(found) <= ID_WORDS_MAX:
        return found
    return found[: ID_WORDS_MAX + 1].rsplit("-", 1)[0][:SLUG_MAX]


def _places(text: str) -> Iterator[tuple[int, str]]:
    """The line of each place to fill in, and what it is about, with the group that it stands in: ``källa: namn``."""
    group = ""
    for number, line in enumerate(text.split("\n"), 1):
        if re.fullmatch(r"\w+:", line):
            group = f"{line} "
        elif not line.startswith(" "):
            group = ""
        if UNFINISHED in line:
            yield number, group * line.startswith(" ") + _what(line)


def _what(line: str) -> str:
    """What a place to fill in is about: its key, or the words after the mark."""
    key = line.partition(":")[0].strip(" -#")
    return key if key and UNFINISHED not in key and "," not in key else line.partition(UNFINISHED)[2].strip(': "')
