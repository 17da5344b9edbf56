"""Walking a record by the shape of its model: which texts are references, and which are prose."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from pydantic import BaseModel

from site_tools.memory import remembered
from site_tools.model.fields import Marked, Prose
from site_tools.model.parts import To
from site_tools.model.shape import fields_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from site_tools.model.parts import Kind
    from site_tools.model.portal import KeyPath
    from site_tools.model.records import Record
    from site_tools.model.shape import FieldShape


@remembered
def references(record: Record) -> tuple[tuple[KeyPath, Kind, str], ...]:
    """(key path, kind referred to, id) of every reference in a record, nested ones too."""
    return tuple((path, mark.kind, value) for path, mark, value in _marked(record, ()) if isinstance(mark, To))


@remembered
def prose(record: Record) -> tuple[tuple[KeyPath, str], ...]:
    """(key path, Markdown text) of every text in a record that may hold Markdown."""
    return tuple((path, value) for path, mark, value in _marked(record, ()) if isinstance(mark, Prose))


@remembered
def marked(record: Record) -> tuple[tuple[KeyPath, str], ...]:
    """(key path, text) of every line in a record in which words of other languages may be marked."""
    return tuple((path, value) for path, mark, value in _marked(record, ()) if isinstance(mark, Marked))


def written_references(model: type[BaseModel], tree: Mapping[str, object], path: KeyPath = ()) -> Iterator[tuple[KeyPath, Kind, str]]:
    """The references of a file that did not become a record, as far as they can be read from what the editor wrote."""
    for field in fields_of(model):
        for here, item in _items((*path, field.key), tree.get(field.key)):
            if isinstance(item, dict) and field.model:
                yield from written_references(field.model, item, here)
            elif isinstance(item, str) and isinstance(field.mark, To):
                yield here, field.mark.kind, item.strip()


def _marked(part: BaseModel, path: KeyPath) -> Iterator[tuple[KeyPath, To | Prose | Marked, str]]:
    for field in _fields_with_marks(type(part)):
        value = getattr(part, field.name)
        if value is None:
            continue
        for here, item in _items((*path, field.key), value):
            if isinstance(item, str):
                if field.mark is not None:
                    yield here, field.mark, item
            elif isinstance(item, BaseModel):
                yield from _marked(item, here)


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
