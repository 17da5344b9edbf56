"""Content that attacks: a record of every kind with markup in every text that the model lets an editor write.

The fields are read from the model, so that a new one is attacked too. What follows from several fields together (a target's group is one of
the indicator's) is said in ``_TOGETHER``.
"""

from __future__ import annotations

import types
from collections import Counter
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Literal, Union, get_args, get_origin

import yaml
from annotated_types import Ge, MinLen
from pydantic import BaseModel, BeforeValidator

from site_tools import config
from site_tools.beside import file_at
from site_tools.model.fetch import Snapshot
from site_tools.model.kinds import RECORDS
from site_tools.model.parts import Kind, To
from site_tools.model.records import FROM_FILE, MODEL_VERSION, FocusArea, Indicator, Page, Program, Site
from site_tools.snapshots import path_of, written

if TYPE_CHECKING:
    from pathlib import Path

    from site_tools.model.records import Record

PAYLOAD = """<img src=x onerror=hit(1)>"><script>hit(2)</script>'<svg/onload=hit(3)>{{7*7}}{%raw%}${7+7}</title></textarea>--></style>]]>"""
"""One line that would run in a tag, an attribute, a title, a comment, CDATA or a template, were it not taken as text."""
ENTITIES = "&lt;img src=x onerror=hit(4)&gt;"
"""In a line it is text as typed; in Markdown it is another way to write the signs."""
WORD = "skadlig"
"""A word in every payload, to search for."""
SIMPLE, WHOLE = "enkel", "hel"
"""The ids of the two records of each kind: with its required keys only, and with all."""
GROUP = f"grupp {WORD} {PAYLOAD}"

# A Python name of a field -> what is written there. None leaves the key out.
_TOGETHER: dict[tuple[str, str], Any] = {
    ("Site", "model_version"): str(MODEL_VERSION),
    ("Site", "address"): "https://hotad.example/",
    ("Indicator", "groups"): [GROUP, "totalt"],
    ("Indicator", "parts"): None,
    ("Record", "draft"): "nej",
    ("Record", "publish_from"): None,
    ("Statement", "conformance"): "delvis",
    ("Indicator", "decimals"): "0",
    ("Target", "sort"): "minst",
    ("Target", "value_to"): None,
    ("Target", "between"): None,
    ("Target", "start"): None,
    ("Target", "group"): GROUP,
    ("StartValue", "group"): GROUP,
    ("Revision", "group"): GROUP,
    ("Revision", "before"): "4",
    ("Revision", "place"): None,
    ("ExtraSource", "id"): "annan-kalla",
    ("Column", "id"): "kolumn",
    ("Amount", "column"): "kolumn",
    ("Amount", "value"): None,
    ("MoneyRow", "part_of"): None,
    ("Bounds", "high"): "100",
    ("Judged", "program"): None,
    ("Judged", "indicator"): None,
    ("Judged", "assignment"): None,
    ("Bounds", "low"): "0",
    ("Fetch", "variables"): [{"variabel": "municipality", "blir": "plats", "koder": [{"kod": "1", "blir": "Riket"}]}],
    ("Fetch", "field"): None,
    ("Fetch", "marks"): None,
}
_PLAIN = {
    "_number": "5",
    "_whole": "1",
    "_date": "2025-03-31",
    "_period": "2024",
    "_yes": "ja",
    "_url": "https://hotad.example/{{7*7}}?a=1&lt;b",
    "_email": "hotad@hotad.example",
}


_NEEDED = {("Source", "name")}
"""Fields that only together with others may be left out."""


class Attack:
    """Fills in the fields of the model, and remembers what it wrote where. ``text`` and ``line`` follow the name of the field."""

    def __init__(self, text: str, line: str, url: str = _PLAIN["_url"]) -> None:
        self.text, self.line, self.url = text, line, url
        self.texts: Counter[str] = Counter()
        """``Model.field`` of every Markdown text, of every line, and of every web address, and how many times it was written."""
        self.lines: Counter[str] = Counter()
        self.urls: Counter[str] = Counter()
        self._addresses = 0

    def write(self, folder: Path) -> Path:
        """The content below ``folder``: webbplats.yaml, two records of each kind, and the accessibility statement."""
        self._save(folder / config.SITE_FILE, self._part(Site, None, whole=True))
        for model in RECORDS:
            for name in (SIMPLE, WHOLE):
                written = self._part(model, model.kind, whole=name == WHOLE, without=("accessibility",))
                self._save(folder / _path(model, name), written)
        # The only page that may hold the accessibility statement; one that gathers an actor's things would not show it.
        self._save(
            folder / "sidor" / "tillganglighet.md", self._part(Page, Kind.PAGE, whole=True, without=("actor", "language", "translates"))
        )
        said = _cell(f"kommentar {WORD} {self.line}")
        elsewhere = _cell(f"Site.comparisons {WORD} {self.line}")
        rows = [f'2023,"{_cell(GROUP)}",,4,,', f'2024,"{_cell(GROUP)}",,5,annan-kalla,"{said}"', "2024,,,6,,", f'2024,,"{elsewhere}",7,,']
        csv = "\n".join(["period,grupp,plats,värde,källa,kommentar", *rows, ""])
        (folder / "indikatorer" / f"{WHOLE}.csv").write_text(csv, "utf-8")
        self._write_parts(folder)
        return folder

    def answer(self, content: Path) -> None:
        """The answer of a source, beside the content: what comes from elsewhere attacks too."""
        table, title = (f"Fetch.{name} {WORD} {self.line}" for name in ("table", "title"))
        said = Snapshot("kolada", table, title, self.url, f"{_PLAIN['_date']}T12:00:00+02:00", self.line, "", {})
        file = file_at(content, path_of(WHOLE))
        file.parent.mkdir()
        file.write_text(written(said, [(self.url, {"title": title})]), "utf-8")

    def _write_parts(self, folder: Path) -> None:
        """Groups that make a whole are drawn by code of their own: stacked, over years."""
        groups = [GROUP, f"del {GROUP}"]
        written = self._part(Indicator, Kind.INDICATOR, whole=False) | {"grupper": groups, "delar": [*groups]}
        self._save(folder / "indikatorer" / "delad.yaml", written)
        rows = [f'{year},"{_cell(group)}",{year - 2000}' for year in (2022, 2023, 2024) for group in groups]
        (folder / "indikatorer" / "delad.csv").write_text("\n".join(["period,grupp,värde", *rows, ""]), "utf-8")

    def _save(self, path: Path, tree: dict[str, Any]) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        text = yaml.safe_dump(tree, allow_unicode=True, sort_keys=False, default_style='"', width=10_000)
        path.write_text(f"---\n{text}---\n" if path.suffix == ".md" else text, "utf-8")

    def _part(self, model: type[BaseModel], kind: Kind | None, whole: bool, without: tuple[str, ...] = ()) -> dict[str, Any]:
        found = {}
        for name, info in model.model_fields.items():
            key = info.alias or name
            together = _owner(model, name), name
            if key.startswith(FROM_FILE) or (model is Page and name in without) or not (whole or info.is_required() or together in _NEEDED):
                continue
            if together in _TOGETHER:
                value = _TOGETHER[together]
                value = value if whole or not isinstance(value, list) else None
            else:
                value = self._value(info.annotation, list(info.metadata), f"{together[0]}.{name}", kind, whole)
            if value is not None:
                found[key] = value
        return found

    def _value(self, annotation: Any, marks: list[Any], where: str, kind: Kind | None, whole: bool) -> Any:
        if hasattr(annotation, "__metadata__"):
            marks = [*annotation.__metadata__, *marks]
            annotation = get_args(annotation)[0]
        if get_origin(annotation) in (Union, types.UnionType):
            inner = next(part for part in get_args(annotation) if part is not type(None))
            return self._value(inner, marks, where, kind, whole)
        if get_origin(annotation) is tuple:
            inner = get_args(annotation)[0]
            times = max([1, *(mark.min_length for mark in marks if isinstance(mark, MinLen))])
            return [self._value(inner, [], where, kind, whole) for _ in range(times)]
        if get_origin(annotation) is Literal:
            return get_args(annotation)[0]
        if isinstance(annotation, type) and issubclass(annotation, StrEnum):
            return next(iter(annotation)).value
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            return self._part(annotation, kind, whole)
        return self._scalar(marks, where, kind)

    def _scalar(self, marks: list[Any], where: str, kind: Kind | None) -> str:
        if target := next((mark.kind for mark in marks if isinstance(mark, To)), None):
            return SIMPLE if target is kind else WHOLE
        reads = next(getattr(mark.func, "__name__", "") for mark in marks if isinstance(mark, BeforeValidator))
        if reads == "_text":
            self.texts[where] += 1
            return f"{where} {WORD} {self.text}"
        if reads == "_line":
            self.lines[where] += 1
            return f"{where} {WORD} {self.line}"
        if reads == "_url":
            self.urls[where] += 1
            return self.url
        if reads == "_address":
            self._addresses += 1
            return f"/gammal/{self._addresses}/"
        least = [mark.ge for mark in marks if isinstance(mark, Ge)]
        return str(least[0]) if least and reads == "_whole" else _PLAIN[reads]


def _owner(model: type[BaseModel], name: str) -> str:
    """The model that a field was first written in."""
    return next(base.__name__ for base in reversed(model.__mro__) if name in getattr(base, "__annotations__", {}))


def _path(model: type[Record], name: str) -> str:
    if model is Program:
        return f"program/{name}/index.md"
    if model is FocusArea:
        return f"program/{WHOLE}/{name}.md"
    return f"{next(folder for folder, kind in config.FOLDERS.items() if kind is model.kind)}/{name}.yaml"


def _cell(text: str) -> str:
    return text.replace('"', '""')
