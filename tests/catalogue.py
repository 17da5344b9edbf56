"""docs/fel.md: every message explained, with an example of the slip and what to write instead. ``make bless`` writes it anew."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from site_tools.config import ROOT
from site_tools.messages import catalogue
from site_tools.report import CATALOGUE, problem_lines
from tests.faults import EXAMPLES
from tests.writing import GOOD

if TYPE_CHECKING:
    from tests.faults import Example

FILE = ROOT / CATALOGUE
_HEAD = """\
<!-- Skrivs av make bless: meddelandena står i site_tools/messages/ och exemplen i tests/faults.py. -->

# Vad meddelandena betyder

Det här är alla meddelanden som `make check`, bygget och `build.py hämta` kan ge om innehållet. Varje meddelande säger var felet står
(fil, rad och kolumn), vad som är fel och vad som ska stå i stället, och visar raden med felet understruket.
Sist på raden under står adressen till rätt avsnitt
här.

Ett *fel* stoppar publiceringen. En *varning* gör det bara när den som bygger har bett om det med `--strict`.
"""


def text() -> str:
    """The whole catalogue."""
    examples = {example.message.code: example for example in EXAMPLES}
    parts = [_HEAD]
    for heading, messages in catalogue().items():
        parts.append(f"\n## {heading}\n")
        for message in messages:
            word = " Det är en varning." if message.severity == "varning" else ""
            parts.append(f"\n### {message.code}\n\n{message.means}{word}\n\n{_shown(examples[message.code])}")
    return "".join(parts)


def _shown(example: Example) -> str:
    """The example: what stands in the file when the message does not show it, the message, and the mended lines."""
    with tempfile.TemporaryDirectory() as folder:
        found = example.check(Path(folder))
    problem = next(problem for problem in found.problems if problem.code == example.message.code)
    told = problem_lines(replace(found, problems=(problem,)), Path("content")).replace(f"{folder}/nej", "content")
    told = told.rpartition(CATALOGUE)[0].rstrip() + "\n"
    parts = [f"{example.story}\n\n"] if example.story else []
    if not problem.excerpt and example.wrong and not example.story:
        parts.append(f"I filen `{example.path}`:\n\n{_block(example.wrong)}\n")
    parts.append(_block(told))
    if example.right:
        parts.append(f"\nSkriv i stället:\n\n{_block(_whole_lines(example))}")
    return "".join(parts)


def _whole_lines(example: Example) -> str:
    """The lines of the mended file that the right text stands in."""
    before = str(dict(example.around).get(example.path) or GOOD.get(example.path, "").replace("        ", "") or example.right)
    start = before.rfind("\n", 0, before.index(example.right)) + 1
    end = before.find("\n", before.index(example.right) + len(example.right) - 1)
    return before[start : end if end >= 0 else len(before)]


def _block(written: str) -> str:
    """An indented block, which shows backticks and fences as they are."""
    return "".join(f"    {line}\n" if line else "\n" for line in written.rstrip("\n").split("\n"))


def write() -> None:
    """Write docs/fel.md."""
    FILE.write_text(text(), "utf-8")
