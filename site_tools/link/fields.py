"""Walking a record by the shape of its model: which texts are references, and which are prose."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from pydantic import BaseModel

from site_tools.model.fields import Prose
from site_tools.model.parts import To
from site_tools.model.shape import fields_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from site_tools.model.parts import Kind
    from site_tools.model.portal import KeyPath
    from site_tools.model.records import Record
    from site_tools.model.shape import FieldShape


class Marks(NamedTuple):
    """The texts of a record that mean something to this stage, nested ones too, each with the path of its key."""

    references: list[tuple[KeyPath, Kind, str]]
    """The kind and the id of what is referred to."""
    prose: list[tuple[KeyPath, str]]
    """Texts that may hold Markdown."""
    lines: list[tuple[KeyPath, str]]
    """Lines in which words of other languages may be marked."""


def marks_of(record: Record) -> Marks:
    """All of them, in the order of the model."""
    found = Marks([], [], [])
    _mark(record, (), found)
    return found


def written_references(model: type[BaseModel], tree: Mapping[str, object], path: KeyPath = ()) -> Iterator[tuple[KeyPath, Kind, str]]:
    """The references of a file that did not become a record, as far as they can be read from what the editor wrote."""
    for field in fields_of(model):
        for here, item in _items((*path, field.key), tree.get(field.key)):
            if isinstance(item, dict) and field.model:
                yield from written_references(field.model, item, here)
            elif isinstance(item, str) and isinstance(field.mark, To):
                yield here, field.mark.kind, item.strip()


def _mark(part: BaseModel, path: KeyPath, found: Marks) -> None:
    """Add what a record, or a group of its keys, has to what was found."""
    values = vars(part)
    for field in _fields_with_marks(type(part)):
        value = values[field.name]
        if value is None:
            continue
        here = (*path, field.key)
        if isinstance(value, tuple):
            for index, item in enumerate(value):
                _mark_one(item, (*here, index), field, found)
        else:
            _mark_one(value, here, field, found)


def _mark_one(value: object, path: KeyPath, field: FieldShape, found: Marks) -> None:
    if isinstance(value, BaseModel):
        _mark(value, path, found)
    elif isinstance(value, str):
        if isinstance(field.mark, To):
            found.references.append((path, field.mark.kind, value))
        elif isinstance(field.mark, Prose):
            found.prose.append((path, value))
        elif field.mark is not None:
            found.lines.append((path, value))


@cache
def _fields_with_marks(model: type[BaseModel], *around: type[BaseModel]) -> tuple[FieldShape, ...]:
    """The fields of a model that are marked, or hold a model with such fields; ``around`` are the models that it was found in."""
    return tuple(
        field
        for field in fields_of(model)
        if field.mark is not None or (field.model and (field.model in (model, *around) or _fields_with_marks(field.model, model, *around)))
    )


def _items(path: KeyPath, value: object) -> Iterable[tuple[KeyPath, object]]:
    if isinstance(value, tuple | list):
        return [((*path, index), item) for index, item in enumerate(value)]
    return ((path, value),)
