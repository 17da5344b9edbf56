"""Folders of the content, and the settings of one run."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from site_tools.model.parts import Kind

if TYPE_CHECKING:
    from datetime import date

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = ROOT / "templates"
SITE_FILE = "webbplats.yaml"
FOLDERS: dict[str, Kind] = {
    "program": Kind.PROGRAM,
    "mal": Kind.GOAL,
    "indikatorer": Kind.INDICATOR,
    "aktorer": Kind.ACTOR,
    "dokument": Kind.DOCUMENT,
    "sidor": Kind.PAGE,
    "uppdrag": Kind.ASSIGNMENT,
    "uppfoljningar": Kind.FOLLOW_UP,
    "finansiering": Kind.FINANCE,
    "risker": Kind.CONTROL,
    "handelser": Kind.EVENT,
    "ordlista": Kind.TERM,
}
"""Folder below the content folder -> kind of the files in it. A fokusområde lies in its program's folder."""
FILES: dict[Kind, str] = {
    Kind.PROGRAM: "program/<id>/index.md",
    Kind.FOCUS_AREA: "program/<program>/<id>.md",
    Kind.GOAL: "mal/<id>.md",
    Kind.INDICATOR: "indikatorer/<id>.yaml",
    Kind.ACTOR: "aktorer/<id>.yaml",
    Kind.DOCUMENT: "dokument/<id>.yaml",
    Kind.PAGE: "sidor/<id>.md",
    Kind.ASSIGNMENT: "uppdrag/<id>.md",
    Kind.FOLLOW_UP: "uppfoljningar/<id>.md",
    Kind.FINANCE: "finansiering/<id>.yaml",
    Kind.CONTROL: "risker/<år>.yaml",
    Kind.EVENT: "handelser/<id>.yaml",
    Kind.TERM: "ordlista/<id>.yaml",
}
"""Kind -> where a file of it lies, as an editor is told."""


@dataclass(frozen=True)
class Config:
    """One run. ``site_url`` wins over the content's ``adress``; ``jobs`` is the number of processes that draw, or make pages."""

    content: Path
    out: Path
    today: date
    site_url: str | None = None
    strict: bool = False
    jobs: int = 1
    cache: Path = ROOT / ".cache"
    executor: str = ""
    """The address of a cluster that draws and makes pages in place of processes of our own."""
    drafts: bool = False
    """Whether what may not be published yet is shown, each thing marked as such: for the editor's own machine and for previews."""
    quick: bool = False
    """Whether each chart is drawn once and no picture is painted: for a look, each page marked as such."""

    @property
    def preview(self) -> bool:
        """Whether the site is only to be looked at, and search engines are to stay away."""
        return self.drafts or self.quick


def meant_as_settings(path: str) -> bool:
    """Whether a file is webbplats.yaml but for how its name is written."""
    return path != SITE_FILE and path.casefold() in (SITE_FILE, "webbplats.yml")


def kind_of(path: str) -> tuple[Kind | None, str, str]:
    """(kind, id, program folder) of a content file; the kind is None when the file lies at the wrong depth.

    >>> kind_of("program/tillvaxt/boende.md")
    (<Kind.FOCUS_AREA: 'fokusområde'>, 'boende', 'tillvaxt')
    """
    parts = path.rsplit(".", 1)[0].split("/")
    kind = FOLDERS.get(parts[0])
    if kind is Kind.PROGRAM:
        if len(parts) != 3:
            return None, parts[-1], ""
        return (kind, parts[1], "") if parts[2] == "index" else (Kind.FOCUS_AREA, parts[2], parts[1])
    return (kind if len(parts) == 2 else None), parts[-1], ""
