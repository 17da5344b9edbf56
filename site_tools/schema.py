"""JSON Schemas of the content, for editors' programs: keys are completed, explained and checked while they are typed.

A schema says less than ``check`` does: it knows keys, words and the shape of values, not whether a reference leads anywhere.
"""

from __future__ import annotations

import json
import re
import types
from enum import Enum
from typing import TYPE_CHECKING, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, BeforeValidator

from site_tools.model import fields
from site_tools.model.fields import SLUG_MAX, slug
from site_tools.model.kinds import RECORDS
from site_tools.model.records import FROM_FILE, Site

if TYPE_CHECKING:
    from collections.abc import Iterable

_NUMBER = r"^-?(0|[1-9]\d*)(\.\d+)?$"
_YEAR = r"\d{4}"
_PERIOD = rf"^({_YEAR}(-T[123]|/{_YEAR}|-(VT|HT)|-\d\d(-\d\d)?|–{_YEAR})?|odaterat)$"
# YAML makes a number of 2023 and of 1.10; the portal reads both as the text that they are.
_ANY_TEXT = ["string", "number", "boolean"]
_FORMS: tuple[tuple[Any, dict[str, Any]], ...] = (
    (fields.Text, {"type": _ANY_TEXT, "pattern": r"\S", "maxLength": fields.TEXT_MAX}),
    (fields.Line, {"type": _ANY_TEXT, "pattern": r"^\s*\S[^\n]*\s*$", "maxLength": fields.LINE_MAX}),
    (
        fields.Id,
        {"type": ["string", "integer"], "pattern": r"^[a-z0-9]+(-[a-z0-9]+)*$", "maxLength": SLUG_MAX, "examples": ["hallbart-resande"]},
    ),
    (fields.Number, {"type": ["number", "string"], "pattern": _NUMBER, "examples": [1315.7]}),
    (fields.Whole, {"type": ["integer", "string"], "pattern": r"^-?(0|[1-9]\d*)$", "examples": [2]}),
    (fields.Day, {"type": "string", "pattern": rf"^{_YEAR}-\d\d-\d\d$", "examples": ["2026-03-31"]}),
    (
        fields.PeriodField,
        {"type": ["string", "integer"], "pattern": _PERIOD, "examples": [2019, "2024-T1", "2019/2020", "2024-05-16", "2001–2020"]},
    ),
    (fields.YesNo, {"enum": ["ja", "nej"]}),
    (fields.Url, {"type": "string", "pattern": r"^https?://\S+$", "examples": ["https://www.kommunen.se/sida"]}),
    (fields.SiteUrl, {"type": "string", "pattern": r"^https?://[^\s?#]+$", "examples": ["https://mal.kommunen.se/"]}),
    (fields.Email, {"type": "string", "pattern": r"^[^@\s]+@[^@\s]+$", "examples": ["kontakt@kommunen.se"]}),
    (fields.Address, {"type": "string", "pattern": r"^/([a-z0-9-]+/)*$", "examples": ["/mal/gammalt-namn/"]}),
)
_DRAFT = "http://json-schema.org/draft-07/schema#"
"""The version that the YAML language server knows best."""


def schemas(glossary: str) -> dict[str, str]:
    """File name -> JSON Schema of every kind of content file. ``glossary`` is docs/ordlista.md, which says in Swedish what a group is."""
    words = _Glossary(glossary)
    models: dict[str, type[BaseModel]] = {slug(model.kind): model for model in RECORDS} | {"webbplats": Site}
    return {f"{name}.schema.json": json.dumps(_schema(model, words), ensure_ascii=False, indent=1) + "\n" for name, model in models.items()}


class _Glossary:
    """What the glossary says of the models and of the words to choose between."""

    def __init__(self, text: str) -> None:
        self.models = {name: (title, said) for name, title, said in re.findall(r"^### `(\w+)`: (.+)\n\n(.+(?:\n.+)*)", text, re.MULTILINE)}
        rows = [[cell.strip() for cell in line.split("|")] for line in text.splitlines() if line.startswith("|")]
        self.words = {code: row[3] for row in rows if len(row) > 4 for code in re.findall(r"`([A-Za-z]+\.[A-Z_]+)`", row[4])}

    def about(self, model: type[BaseModel]) -> dict[str, str]:
        title, said = self.models[model.__name__]
        return {"title": title, "description": " ".join(said.split())}


def _schema(model: type[BaseModel], words: _Glossary) -> dict[str, Any]:
    parts: dict[str, type[BaseModel]] = {}
    top = _group(model, words, parts)
    definitions: dict[str, Any] = {}
    while waiting := [name for name in parts if name not in definitions]:
        for name in waiting:
            definitions[name] = _group(parts[name], words, parts)
    return {"$schema": _DRAFT, **top} | ({"definitions": definitions} if definitions else {})


def _group(model: type[BaseModel], words: _Glossary, parts: dict[str, type[BaseModel]]) -> dict[str, Any]:
    """A model as an object; the models within it are added to ``parts``."""
    infos = {info.alias: info for info in model.model_fields.values() if info.alias and not info.alias.startswith(FROM_FILE)}
    properties: dict[str, Any] = {}
    for key, info in infos.items():
        form = _form(info.annotation, info.metadata, words, parts)
        for rule in info.metadata:
            for name, keyword in (("ge", "minimum"), ("le", "maximum"), ("min_length", "minItems")):
                if (limit := getattr(rule, name, None)) is not None:
                    form[keyword] = limit
        # A reference may have no neighbours in this version of the language.
        properties[key] = {"description": info.description, **({"allOf": [form]} if "$ref" in form else form)}
    return {
        **words.about(model),
        "type": "object",
        "additionalProperties": False,
        "required": [key for key, info in infos.items() if info.is_required()],
        "properties": properties,
    }


def _form(annotation: Any, metadata: Iterable[object], words: _Glossary, parts: dict[str, type[BaseModel]]) -> dict[str, Any]:
    """The schema of a value, from its type and the marks on it."""
    marks = [*metadata, *getattr(annotation, "__metadata__", ())]
    for mark in marks:
        if isinstance(mark, BeforeValidator) and mark.func in _BY_VALIDATOR:
            return dict(_BY_VALIDATOR[mark.func])
    if hasattr(annotation, "__metadata__"):
        return _form(annotation.__origin__, (), words, parts)
    origin, inner = get_origin(annotation), [part for part in get_args(annotation) if part not in (type(None), Ellipsis)]
    if origin is tuple:
        return {"type": "array", "items": _form(inner[0], (), words, parts)}
    if origin in (Union, types.UnionType):
        return _form(inner[0], (), words, parts)
    if origin is Literal:
        return {"enum": inner}
    if issubclass(annotation, Enum):
        said = [words.words[f"{annotation.__name__}.{choice.name}"] for choice in annotation]
        return {"enum": [choice.value for choice in annotation], "markdownEnumDescriptions": said}
    name = slug(words.about(annotation)["title"])
    parts[name] = annotation
    return {"$ref": f"#/definitions/{name}"}


_BY_VALIDATOR = {mark.func: form for annotated, form in _FORMS for mark in annotated.__metadata__ if isinstance(mark, BeforeValidator)}
