"""The problems of a check as text for a person, annotations for GitHub, or JSON for tools."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from site_tools.config import SITE_FILE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from site_tools.model.portal import Gap
    from site_tools.pipeline import Checked


def problem_lines(checked: Checked, content: Path) -> str:
    """One line a problem: ``content/mal/x.md:3:5: vad som är fel – gör så här``."""
    return "".join(f"{content.as_posix()}/{problem}\n" for problem in checked.problems)


def github_lines(checked: Checked, content: Path) -> str:
    """Workflow commands that GitHub shows beside the line in a pull request."""
    lines = []
    for problem in checked.problems:
        level = "error" if problem.severity == "fel" else "warning"
        place = f"file={_property(f'{content.as_posix()}/{problem.path}')},line={problem.line},col={problem.column}"
        text = problem.message + (f" – {problem.hint}" if problem.hint else "")
        lines.append(f"::{level} {place},title={_property('Fel i innehållet')}::{_data(text)}\n")
    return "".join(lines)


def json_lines(checked: Checked, content: Path) -> str:
    """An array of objects with path, line, column, key, severity, message and hint."""
    rows = [
        {
            "fil": f"{content.as_posix()}/{p.path}",
            "rad": p.line,
            "kolumn": p.column,
            "nyckel": p.key,
            "grad": p.severity,
            "fel": p.message,
            "råd": p.hint,
        }
        for p in checked.problems
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


FORMATS: dict[str, Callable[[Checked, Path], str]] = {"text": problem_lines, "github": github_lines, "json": json_lines}


def summary(checked: Checked) -> str:
    """``3 fel, 1 varning.`` or ``Inga fel.``"""
    errors, warnings = len(checked.errors), len(checked.warnings)
    said = [f"{errors} fel"] if errors else []
    if warnings:
        said.append(f"{warnings} {'varning' if warnings == 1 else 'varningar'}")
    return ", ".join(said) + "." if said else "Inga fel."


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
