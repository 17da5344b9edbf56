"""A comparison as text for a person, as a comment for a pull request, and as JSON for tools."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from site_tools.changes.shape import Change, Changes, Sort
from site_tools.changes.words import HEADINGS, STILL_LATE, name, since, step, summary, warnings, why

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

COMMENT_MAX = 60_000
"""Characters of a comment; GitHub refuses more than 65,536."""
ROWS_MAX = 40
"""Rows of one table in a comment; the text and the JSON have all."""
_CELL_MAX = 600
"""Characters of a cell: a sentence about an indicator ends with its verdict, which is what the reader of the comment looks for."""


def as_text(found: Changes, label: str) -> str:
    """The whole comparison for a person at a terminal."""
    lines = [since(found, label), summary(found), *(f"Obs! {warning}" for warning in warnings(found))]
    for heading, changes in _sections(found):
        lines += ["", f"{heading} ({len(changes)})"]
        lines += [f"  {line}" for line in _lines(changes)]
    return "\n".join(lines) + "\n"


def _sections(found: Changes) -> Iterator[tuple[str, tuple[Change, ...]]]:
    yield from ((heading, changes) for sort, heading in HEADINGS.items() if (changes := found.of(sort)))
    if found.still_late:
        yield STILL_LATE, found.still_late


def _lines(changes: Sequence[Change]) -> Iterator[str]:
    """A line for each change; several of one thing stand under its name, said once."""
    last = None
    for change in changes:
        rest = f"{': ' if step(change) else ''}{step(change)}{' – ' if why(change) else ''}{why(change)}"
        if sum(other.thing == change.thing for other in changes) == 1:
            yield ", ".join(filter(None, (name(change), change.about))) + rest
            continue
        if change.thing != last:
            yield name(change)
        yield f"  {change.about or 'totalt'}{rest}"
        last = change.thing


def as_json(found: Changes, label: str) -> str:
    """Everything, with Swedish keys; what a change has nothing to say of is left out."""
    tree = {
        "sedan": label,
        "dag_då": found.day_before.isoformat(),
        "dag_nu": found.day_after.isoformat(),
        "metod_då": found.method_before,
        "metod_nu": found.method_after,
        "sammanfattning": summary(found),
        "ändringar": [_object(change) for change in found.changes],
        "fortfarande_försenade": [_object(change) for change in found.still_late],
    }
    return json.dumps(tree, ensure_ascii=False, indent=1) + "\n"


def _object(change: Change) -> dict[str, object]:
    told = {
        "slag": change.sort.value,
        "sort": change.thing.kind,
        "id": change.thing.id,
        "namn": change.thing.name,
        "adress": change.thing.address,
        "vad": change.about,
        "förut": change.before,
        "nu": change.after,
        "varför": change.note,
        "orsak_saknas": change.unexplained,
    }
    return {key: value for key, value in told.items() if value}


_OPEN = frozenset({Sort.VERDICT, Sort.REVISED, Sort.REMOVED, Sort.GONE})
"""What a reviewer must see without unfolding anything."""


def as_markdown(found: Changes, label: str, site_url: str = "", charts: Mapping[str, tuple[str, str]] | None = None) -> str:
    """A comment for a pull request: the summary first, then tables, the long ones folded.

    ``site_url`` makes names links to the pages of a preview; ``charts`` leads from an indicator's id to the addresses of its drawing
    before and after, either of them empty where there is none.
    """
    parts = ["### Vad läsarna märker\n", f"{_plain(summary(found))}\n", f"{_plain(since(found, label))}\n"]
    if told := list(warnings(found)):
        parts.append("> [!WARNING]\n" + "".join(f"> - {_plain(one)}\n" for one in told))
    sections = [_section(heading, changes, site_url) for heading, changes in _sections(found)]
    if charts:
        names = {change.thing.id: change.thing.name for change in found.changes if change.thing.kind == "indikator"}
        sections.insert(1, _pictures(charts, names))
    rest = "Resten får inte plats här; hela listan ger `build.py ändringar`.\n"
    for section in sections:
        if sum(map(len, parts)) + len(section) + len(rest) > COMMENT_MAX:
            parts.append(rest)
            break
        parts.append(section)
    return "\n".join(parts)


def _section(heading: str, changes: Sequence[Change], site_url: str) -> str:
    title = f"{heading} ({len(changes)})"
    rows = [_row(change, site_url) for change in changes[:ROWS_MAX]]
    stepped = any(row[2] for row in rows)
    headings = ("Sida", "Vad", "Förut → nu", "Varför" if stepped else "Mer")
    # A column that says nothing of any of them is left out: a comment is read on a phone too.
    told = [n for n, _heading in enumerate(headings) if n == 0 or any(row[n] for row in rows)]
    lines = [tuple(headings[n] for n in told), tuple("---" for _ in told), *(tuple(row[n] for n in told) for row in rows)]
    more = f"\nOch {len(changes) - ROWS_MAX} till.\n" if len(changes) > ROWS_MAX else ""
    table = "".join(f"| {' | '.join(cells)} |\n" for cells in lines) + more
    if changes[0].sort in _OPEN:
        return f"#### {title}\n\n{table}"
    return f"<details><summary>{title}</summary>\n\n{table}\n</details>\n"


def _row(change: Change, site_url: str) -> tuple[str, str, str, str]:
    """The page, what of it, from what to what, and why, as Markdown; empty where there is nothing to say."""
    shown = _plain(name(change))
    if site_url and change.thing.address:
        shown = f"[{shown}]({site_url.rstrip('/')}{change.thing.address})"
    return shown, _plain(change.about), _plain(step(change)), _plain(why(change))


def _pictures(charts: Mapping[str, tuple[str, str]], names: Mapping[str, str]) -> str:
    shown = []
    for indicator, (before, after) in charts.items():
        title = _plain(names[indicator])
        cells = [f"![{title}, {when}]({address})" if address else "–" for when, address in (("före", before), ("efter", after))]
        shown.append(f"**{title}**\n\n| Före | Efter |\n|---|---|\n| {cells[0]} | {cells[1]} |\n")
    return f"<details><summary>Diagram före och efter ({len(charts)})</summary>\n\n" + "\n".join(shown) + "\n</details>\n"


_MARKUP = re.compile(r"[&<>\\`*_\[\]|~!$]")
_LINKED = re.compile(r"(?<=[@#])|(?<=:)(?=//)|(?<=www)(?=\.)", re.IGNORECASE)
"""Where GitHub would begin a mention of a person, of a thread or of a site, even behind an escape; a comment within takes it apart."""


def _plain(told: str) -> str:
    """A text that a comment shows as it is: no sign of it is markup, a mention of a person or a link to another thread."""
    cut = told if len(told) <= _CELL_MAX else told[:_CELL_MAX].rsplit(" ", 1)[0] + " …"
    escaped = _MARKUP.sub(lambda sign: "\0" + str(ord(sign[0])) + ";", re.sub(r"[\r\n]+", " ", cut))
    return _LINKED.sub("<!-- -->", escaped).replace("\0", "&#")
