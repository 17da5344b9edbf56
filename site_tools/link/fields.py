"""Walking a record's fields by their types: which texts are references, and which are prose."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

from pydantic import BaseModel

from site_tools.model.fields import Prose
from site_tools.model.records import To

if TYPE_CHECKING:
    from collections.abc import Iterator

    from site_tools.model.portal import KeyPath
    from site_tools.model.records import Kind, Record


class _Field(NamedTuple):
    name: str
    key: str
    mark: To | Prose | None


def references(record: Record) -> Iterator[tuple[KeyPath, Kind, str]]:
    """(key path, kind referred to, id) of every reference in a record, nested ones too."""
    for path, mark, value in _marked(record, ()):
        if isinstance(mark, To):
            yield path, mark.kind, value


def prose(record: Record) -> Iterator[tuple[KeyPath, str]]:
    """(key path, Markdown text) of every text in a record that may hold Markdown."""
    for path, mark, value in _marked(record, ()):
        if isinstance(mark, Prose):
            yield path, value


def _marked(part: BaseModel, path: KeyPath) -> Iterator[tuple[KeyPath, To | Prose, str]]:
    for field in _fields(type(part)):
        value = getattr(part, field.name)
        for here, item in _items((*path, field.key), value):
            if isinstance(item, BaseModel):
                yield from _marked(item, here)
            elif field.mark is not None and isinstance(item, str):
                yield here, field.mark, item


def _items(path: KeyPath, value: object) -> Iterator[tuple[KeyPath, object]]:
    if isinstance(value, tuple):
        yield from (((*path, index), item) for index, item in enumerate(value))
    else:
        yield path, value


@cache
def _fields(model: type[BaseModel]) -> tuple[_Field, ...]:
    return tuple(
        _Field(name, info.alias or name, _mark([*info.metadata, *_metadata(info.annotation)])) for name, info in model.model_fields.items()
    )


def _metadata(annotation: Any) -> Iterator[object]:
    """Every mark within an annotation: ``tuple[Annotated[str, To(...)], ...] | None``."""
    yield from getattr(annotation, "__metadata__", ())
    for inner in get_args(annotation):
        if not isinstance(inner, str):
            yield from _metadata(inner)


def _mark(metadata: list[object]) -> To | Prose | None:
    return next((mark for mark in metadata if isinstance(mark, To | Prose)), None)
