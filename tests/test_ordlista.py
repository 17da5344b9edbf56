"""The glossary is complete: every word of the content model stands in docs/ordlista.md with its key and its place in the code."""

from __future__ import annotations

import inspect
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from site_tools import config, urls
from site_tools.model import accessibility, fetch, records, steering
from site_tools.model.dialect import SeriesFormat
from site_tools.model.fetch import Service
from site_tools.model.parts import Kind, Part, TargetKind
from site_tools.model.records import FROM_FILE
from site_tools.model.values import Observation, PeriodKind, Precision, ValueKind, ValueState

if TYPE_CHECKING:
    from enum import StrEnum

GLOSSARY = (Path(__file__).parent.parent / "docs" / "ordlista.md").read_text("utf-8")
COLUMNS = 6
MODELS = sorted(
    {
        model
        for module in (accessibility, fetch, records, steering)
        for _, model in inspect.getmembers(module, inspect.isclass)
        if issubclass(model, Part)
    }
    - {Part},
    key=lambda model: model.__name__,
)
ENUMS: list[type[StrEnum]] = [Kind, Service, TargetKind, SeriesFormat, PeriodKind, ValueKind, ValueState, Precision]


def _rows() -> list[list[str]]:
    lines = [line for line in GLOSSARY.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines]


ROWS = _rows()
BY_CODE = {code: row for row in ROWS if len(row) == COLUMNS for code in re.findall(r"`([A-Za-z_.]+)`", row[3])}


def test_every_row_is_whole() -> None:
    """Each row of the glossary has the word, its plural, meaning, code name, key and address word, none of them empty."""
    assert [row for row in ROWS if len(row) != COLUMNS or not all(row)] == []


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_field_has_its_row(model: type[Part]) -> None:
    """A field that an editor can write is found by its code name, under the key that the model reads."""
    own = [name for name in inspect.get_annotations(model) if name in model.model_fields]
    missing = [f"{model.__name__}.{name}" for name in own if f"{model.__name__}.{name}" not in BY_CODE]
    assert not missing
    for name in own:
        key = model.model_fields[name].alias or name
        if not key.startswith(FROM_FILE):
            assert BY_CODE[f"{model.__name__}.{name}"][4] == f"`{key}`"


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_the_meaning_is_the_model_s(model: type[Part]) -> None:
    """The glossary says of a key what the model's description says, so that they do not drift apart."""
    for name in inspect.get_annotations(model):
        field = model.model_fields.get(name)
        if field is not None and field.description:
            said = BY_CODE[f"{model.__name__}.{name}"][2].replace("\\|", "|")
            assert said.startswith(field.description)


@pytest.mark.parametrize("words", ENUMS, ids=lambda words: words.__name__)
def test_every_choice_has_its_row(words: type[StrEnum]) -> None:
    """Every word that an editor can choose between is explained."""
    for choice in words:
        assert choice.value in " ".join(BY_CODE[f"{words.__name__}.{choice.name}"])


def test_every_column_of_a_series_has_its_row() -> None:
    """Every part of an observation is explained."""
    for name in inspect.get_annotations(Observation):
        assert f"Observation.{name}" in BY_CODE
    assert "Series" in BY_CODE


def test_every_address_word_is_listed() -> None:
    """The words of addresses and the folders of the content are in the glossary: they are promises to readers."""
    for kind, address in urls.LISTS.items():
        assert f"`{address}`" in BY_CODE[f"Kind.{kind.name}"][5]
    for folder, kind in config.FOLDERS.items():
        assert folder in BY_CODE[f"Kind.{kind.name}"][4]
    for word in urls.RESERVED:
        assert f"`{word}`" in GLOSSARY


def test_nothing_is_listed_that_the_model_lacks() -> None:
    """A row whose code name has gone from the model is taken out of the glossary."""
    known = {f"{model.__name__}.{name}" for model in MODELS for name in model.model_fields}
    known |= {f"{words.__name__}.{choice.name}" for words in ENUMS for choice in words}
    known |= {f"Observation.{name}" for name in inspect.get_annotations(Observation)}
    assert {code for code in BY_CODE if "." in code} <= known
