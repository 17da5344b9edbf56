"""The text of a new content file: what is known filled in, what is required and not known marked, what is optional as comments."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from site_tools.editing.form import Wants, form
from site_tools.model.portal import UNFINISHED
from site_tools.model.values import parse_period

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from pydantic import BaseModel

    from site_tools.editing.form import Entry

Given = str | tuple[str, ...] | dict[str, str]
"""What an editor has given for a key: a text, a list, or a group of keys."""
_PLAIN = re.compile(r"[A-Za-zÅÄÖåäö0-9](?:[\w ./()%+,–§-]*[\w.)%])?")


def new_file(model: type[BaseModel], name: str, given: Mapping[str, Given], today: date, markdown: bool) -> str:
    """A file of ``model``'s kind with the id ``name``: a draft, so that nothing in it is published before somebody has finished it."""
    own = ("utkast", "text") if markdown else ("utkast",)
    keys = "".join(f"{line}\n" for line in (*_HEAD, *_keys(model, {"id": name, **given}, today, "", own)))
    if not markdown:
        return keys
    body = given.get("text") or f"{UNFINISHED}: sidans text i Markdown, eller ta bort raden om ingen behövs"
    return f"---\n{keys}---\n{body}\n"


SHOWN_MAX = 4
"""Keys of an optional group that its example shows: its first ones, and those that it must have."""
_ANY = {
    Wants.TEXT: "text",
    Wants.LINE: "rad",
    Wants.NUMBER: "",
    Wants.PERIOD: "2025",
    Wants.DAY: "2025-01-01",
    Wants.YES_NO: "ja",
    Wants.CHOICE: "",
    Wants.ID: "id",
    Wants.GROUP: "",
}
"""Something of each sort that a model takes, to try which keys go together; it is never shown."""
_HEAD = (
    "# Skriv ditt eget där det står vad som ska fyllas i. Ta bort raden utkast: ja när allt är klart;",
    "# till dess syns sidan i build.py serve men inte på den publika webbplatsen.",
    "utkast: ja",
)


def _keys(model: type[BaseModel], given: Mapping[str, Given], today: date, indent: str, own: tuple[str, ...] = ()) -> Iterator[str]:
    """The lines of a group; ``own`` are the keys that the file has another place for."""
    entries = [entry for entry in form(model) if entry.key not in own]
    written = {entry.key for entry in entries if entry.required or entry.key in given} or {_first_text(entries)}
    for entry in entries:
        if entry.key in written:
            yield from _written(entry, given, today, indent)
    if not indent:
        yield "# Det här kan också stå här. Ta bort # och skriv ditt eget; ta bort de rader som inte behövs."
    for entry in entries:
        if entry.key not in written:
            yield from (f"{indent}# {line}" for line in _offered(entry, indent))


def _offered(entry: Entry, indent: str) -> Iterator[str]:
    """An optional key, with an example of its group at the top level of the file, where there is room."""
    if entry.model is None:
        yield f"{entry.key}:{' []' * entry.many}  # {entry.told}"
        return
    keys = form(entry.model)
    shape = "en lista av grupper" if entry.many else "en grupp"
    yield f"{entry.key}:  # {entry.told}; {shape} med nycklarna {', '.join(key.key for key in keys)}"
    if not indent:
        yield f"  {'- ' * entry.many}{_example(entry.model)}"


def _example(model: type[BaseModel]) -> str:
    """A group with keys that go together: those that it must have, and as many of its first others as the model takes beside them."""
    keys = form(model)
    chosen = [key for key in keys if key.required]
    simple = [key for key in keys if key.wants is not Wants.GROUP and not key.many][:SHOWN_MAX]
    for key in simple:
        if key in chosen:
            continue
        if _goes(model, [*chosen, key]) or not _goes(model, chosen):
            chosen.append(key)
    return f"{{{', '.join(f'{key.key}: {_shown(key)}' for key in keys if key in chosen)}}}"


def _goes(model: type[BaseModel], keys: list[Entry]) -> bool:
    """Whether the model takes a group with just these keys, whatever they say."""
    try:
        model.model_validate(_any_group(keys))
    except ValueError:
        return False
    return True


def _any_group(keys: list[Entry]) -> dict[str, object]:
    found: dict[str, object] = {}
    for number, key in enumerate(keys, 1):
        # Numbers grow: of two in a group the first is most often the lower, and a change is from one to another.
        plain = str(number) if key.wants is Wants.NUMBER else _ANY[key.wants]
        value: object = plain if key.model is None else _any_group([one for one in form(key.model) if one.required])
        found[key.key] = [key.choices[0] if key.choices else value] if key.many else key.choices[0] if key.choices else value
    return found


def _shown(key: Entry) -> str:
    said = key.choices[0] if key.choices else _example(key.model) if key.model else "…"
    return f"[{said}]" if key.many else said


def _first_text(entries: list[Entry]) -> str:
    """The key to fill in of a group where no single key is required: the first of plain text."""
    return next(entry.key for entry in entries if entry.wants in (Wants.LINE, Wants.TEXT))


def _written(entry: Entry, given: Mapping[str, Given], today: date, indent: str) -> Iterator[str]:
    value = given.get(entry.key)
    if isinstance(value, tuple):
        yield f"{indent}{entry.key}: [{', '.join(scalar(one, flow=True) for one in value)}]"
    elif entry.model is not None:
        yield f"{indent}{entry.key}:"
        inner = list(_keys(entry.model, value if isinstance(value, dict) else {}, today, indent + "  " * (1 + entry.many)))
        if entry.many:
            # The first line of a list's item starts with its dash.
            inner[0] = f"{indent}  - {inner[0].lstrip()}"
        yield from inner
    elif isinstance(value, str):
        yield f"{indent}{entry.key}: {scalar(value)}"
    elif entry.wants in (Wants.TEXT, Wants.LINE):
        yield f"{indent}{entry.key}: {scalar(f'{UNFINISHED}: {entry.told}')}"
    else:
        yield f"{indent}{entry.key}: {_stand_in(entry, given, today)}  # {UNFINISHED}: {entry.told}"


def _stand_in(entry: Entry, given: Mapping[str, Given], today: date) -> str:
    """A value that the check takes until the editor has chosen; the comment after it says that it is none."""
    match entry.wants:
        case Wants.CHOICE:
            return entry.choices[0]
        case Wants.NUMBER:
            return str(entry.lowest)
        case Wants.YES_NO:
            return "nej"
        case Wants.PERIOD:
            try:  # what is followed up period by period has the period as its id: 2025-t1
                return parse_period(str(given.get("id", "")).upper()).text
            except ValueError:
                return str(today.year)
    return today.isoformat()


def scalar(text: str, flow: bool = False) -> str:
    """``text`` as YAML that reads back as the same text: plain where it can be, else within quotes."""
    safe = _PLAIN.fullmatch(text) and text.lower() not in ("null", "true", "false", "yes", "no", "on", "off", "y", "n")
    if safe and not (flow and "," in text) and not re.fullmatch(r"[\d.:-]+", text.replace(" ", "")):
        return text
    if re.fullmatch(r"-?\d+(\.\d+)?", text):
        return text
    return json.dumps(text, ensure_ascii=False)
