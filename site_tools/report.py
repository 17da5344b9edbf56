"""The problems of a check as text for a person, annotations and a summary for GitHub, or JSON for tools."""

from __future__ import annotations

import json
import os
import posixpath
import unicodedata
from typing import TYPE_CHECKING

from site_tools.beside import RECORD
from site_tools.config import SITE_FILE
from site_tools.problems import visible
from site_tools.text import count, day

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from site_tools.model.portal import Gap
    from site_tools.pipeline import Checked
    from site_tools.problems import Problem
    from site_tools.release import News
    from site_tools.timing import Spent

CATALOGUE = "docs/fel.md"
"""Every message explained, with an example; a problem's code is its anchor there."""
WIDTH = 100
"""Columns of a shown line; of a longer one the part around the fault is shown."""


def problem_lines(checked: Checked, content: Path, colour: bool = False) -> str:
    """A person's view of every problem, in the order of files and lines::

    content/mal/x.md:3:6: "visioner" går inte här – menade du "vision"?
      3 | typ: visioner
        |      ^^^^^^^^  docs/fel.md#okant-ord
    """
    return "".join(_told(problem, content, _COLOURS if colour else _PLAIN) for problem in checked.problems)


_PLAIN = {"fel": "", "varning": "", "quiet": "", "end": ""}
_COLOURS = {"fel": "\x1b[31m", "varning": "\x1b[33m", "quiet": "\x1b[2m", "end": "\x1b[0m"}


def _told(problem: Problem, content: Path, colours: dict[str, str]) -> str:
    strong, quiet, end = colours[problem.severity], colours["quiet"], colours["end"]
    place, _, said = str(problem).removeprefix(visible(problem.path)).partition(": ")
    first = f"{_file(problem, content)}{place}: {strong}{said}{end}\n"
    more = f"{CATALOGUE}#{problem.code}"
    if not problem.excerpt:
        return f"{first}    {quiet}{more}{end}\n"
    line, before, marks = _shown(problem.excerpt, problem.column, problem.end)
    number = f"{problem.line:>5}"
    under = f"{' ' * before}{strong}{'^' * marks}{end}"
    return f"{first}{quiet}{number} |{end} {line}\n{quiet}{' ' * len(number)} |{end} {under}  {quiet}{more}{end}\n"


def _file(problem: Problem, content: Path) -> str:
    """The file as seen from where the command runs; the record of the last release lies beside the content."""
    path = visible((content / problem.path).as_posix())
    return posixpath.normpath(path) if problem.path.startswith("../") else path


def _shown(written: str, column: int, end: int) -> tuple[str, int, int]:
    """The line as shown, the width of what comes before the fault, and the width of the fault.

    A tab is two spaces, what cannot be seen is written out, and a wide character (of Chinese, or an emoji) takes two columns.
    """
    signs = ["  " if char == "\t" else visible(char) for char in written]
    widths = [_width(sign) for sign in signs]
    start = min(column - 1, len(signs))
    stop = min(max(end - 1, start), len(signs))
    first, last = start, start
    # The fault from its start, then as much before it and after it as there is room for.
    while sum(widths[first:last]) < WIDTH and (first > 0 or last < len(signs)):
        last += last < len(signs)
        first -= first > 0 and (last >= min(stop + WIDTH // 4, len(signs)) or sum(widths[first:start]) < WIDTH // 3)
    cut_before, cut_after = "… " * (first > 0), " …" * (last < len(signs))
    marks = max(sum(widths[start : min(stop, last)]), 1)
    return f"{cut_before}{''.join(signs[first:last])}{cut_after}", len(cut_before) + sum(widths[first:start]), marks


def _width(text: str) -> int:
    return sum(0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


PER_KIND, PER_JOB = 10, 50
"""GitHub shows at most ten annotations of a kind for a step and fifty for a job, and drops the rest without a word."""


def github_lines(checked: Checked, content: Path) -> str:
    """Workflow commands that GitHub shows beside the line in a pull request: errors first, and the last says how many more there are."""
    return "".join(_annotations(checked.errors, content, "error") + _annotations(checked.warnings, content, "warning"))


def _annotations(problems: Sequence[Problem], content: Path, level: str) -> list[str]:
    shown = problems if len(problems) <= PER_KIND else problems[: PER_KIND - 1]
    lines = []
    for problem in shown:
        place = f"file={_property(_file(problem, content))},line={problem.line},col={problem.column}"
        place += f",endColumn={problem.end - 1}" if problem.end > problem.column else ""
        advice = f"{problem.message}{' – ' * bool(problem.hint)}{problem.hint}\n{_address(problem)}"
        lines.append(f"::{level} {place},title={_property(_TITLES[level])}::{_data(advice)}\n")
    if left := len(problems) - len(shown):
        lines.append(
            f"::{level} title={_property(_TITLES[level])}::{_data(f'och {left} till: hela listan står i körningens sammanfattning')}\n"
        )
    return lines


_TITLES = {"error": "Fel i innehållet", "warning": "Varning om innehållet"}


def _address(problem: Problem) -> str:
    """Where the catalogue explains the message: on the web when the check runs on GitHub, else in the project's folder."""
    anchor = f"{CATALOGUE}#{problem.code}"
    server, repository, commit = (os.environ.get(f"GITHUB_{name}", "") for name in ("SERVER_URL", "REPOSITORY", "SHA"))
    return f"{server}/{repository}/blob/{commit}/{anchor}" if server and repository and commit else anchor


SUMMARY_ROWS = 1000
"""Rows of a job summary; GitHub refuses one above 1 MiB."""


def summary_markdown(checked: Checked, content: Path, news: News | None = None) -> str:
    """All problems as a table for the summary of a job on GitHub, and what no release has yet."""
    lines = ["## Kontroll av innehållet", "", summary(checked), ""]
    if news:
        lines += [_cell(unrecorded_line(news)), ""]
    ordered = [*checked.errors, *checked.warnings]
    if ordered:
        lines += ["| Var | Vad | Gör så |", "|---|---|---|"]
    for problem in ordered[:SUMMARY_ROWS]:
        where = f"{_file(problem, content)}:{problem.line}:{problem.column}"
        what = ("varning: " if problem.severity == "varning" else "") + problem.message
        lines.append(f"| {_cell(where)} | [{_cell(what)}]({_address(problem)}) | {_cell(problem.hint)} |")
    if len(ordered) > SUMMARY_ROWS:
        lines += ["", f"och {len(ordered) - SUMMARY_ROWS} till."]
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    """Text within a Markdown table: what editors have written stays text."""
    return "".join(f"\\{char}" if char in "\\`*_{}[]()<>#+!|~&$@" else char for char in visible(text))


def json_lines(checked: Checked, content: Path) -> str:
    """An array of objects; columns count from 1, and ``slutkolumn`` is the one after the fault (0 for a fault of the whole file)."""
    rows = [
        {
            "fil": _file(p, content),
            "rad": p.line,
            "kolumn": p.column,
            "slutkolumn": p.end,
            "kod": p.code,
            "nyckel": p.key,
            "grad": p.severity,
            "fel": p.message,
            "råd": p.hint,
            "radtext": p.excerpt,
            "läs_mer": _address(p),
        }
        for p in checked.problems
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


def summary(checked: Checked) -> str:
    """``3 fel, 1 varning.`` or ``Inga fel.``"""
    errors, warnings = len(checked.errors), len(checked.warnings)
    said = [f"{errors} fel"] if errors else []
    if warnings:
        said.append(f"{warnings} {'varning' if warnings == 1 else 'varningar'}")
    return ", ".join(said) + "." if said else "Inga fel."


def unrecorded_line(news: News | None) -> str:
    """What is published that no release has yet, and what to do; empty when there is nothing."""
    if not news:
        return ""
    found = [
        count(news.figures, "tal är nytt eller ändrat", "tal är nya eller ändrade") if news.figures else "",
        count(news.addresses, "adress är ny eller ändrad", "adresser är nya eller ändrade") if news.addresses else "",
    ]
    what = " och ".join(filter(None, found))
    return f"Sedan släppet den {day(news.day)}: {what}. Kör build.py släpp och lägg in {RECORD}/ när det är publicerat."


def older_fault(checked: Checked, label: str) -> str:
    """Why older content cannot be compared with: written for another model, or not good by the checks of this version."""
    if version := next((p for p in checked.errors if p.path == SITE_FILE and p.key == "modell"), None):
        advice = "jämför med en senare version, eller med en fil som den tidens program skrev med --bedömningar"
        return f"det går inte att jämföra med {label}: {version.message} – {advice}"
    first = next(iter(checked.errors), None)
    told = f"{len(checked.errors)} fel, det första är {first}" if first else "det är inget helt innehåll"
    return f"det går inte att jämföra med {label}, som inte klarar dagens kontroll: {told}"


def gap_lines(gaps: dict[str, list[Gap]], content: Path) -> str:
    """What the content lacks: a heading with its number, then a line for each thing."""
    parts = []
    for heading, found in gaps.items():
        parts.append(f"\n{heading}: {len(found) or 'inget'}\n")
        parts += [f"  {content.as_posix()}/{gap.path}: {gap.name}{f' ({gap.note})' if gap.note else ''}\n" for gap in found]
    return "".join(parts)


def _data(text: str) -> str:
    """Escaping of a workflow command's message, as GitHub's toolkit does it."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def step_lines(steps: Mapping[str, Spent]) -> str:
    """A table of what each step of a build took, and of the whole.

    Processor time counts the drawing processes and the indexer too, so it may be more than the time on the clock.
    """
    width = max(len("Steg"), len("tillsammans"), *map(len, steps))
    rows = [*steps.items(), ("tillsammans", tuple(map(sum, zip(*steps.values(), strict=True))))]
    lines = [f"{'Steg':<{width}}  {'sekunder':>10}  {'processortid':>12}\n"]
    lines += [f"{name:<{width}}  {_decimal(wall):>10}  {_decimal(cpu):>12}\n" for name, (wall, cpu) in rows]
    return "".join(lines)


def _decimal(seconds: float) -> str:
    return f"{seconds:.3f}".replace(".", ",")
