"""The shape of the models, read from their types: which fields refer to something, which hold prose, which hold other models."""

from __future__ import annotations

import types
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel

from site_tools.model.fields import Marked, Prose
from site_tools.model.parts import To

if TYPE_CHECKING:
    from collections.abc import Iterator


class FieldShape(NamedTuple):
    """A field: its Python name, its Swedish key, the mark of its texts, and the model of its groups of keys."""

    name: str
    key: str
    mark: To | Prose | Marked | None
    model: type[BaseModel] | None


@cache
def fields_of(model: type[BaseModel]) -> tuple[FieldShape, ...]:
    """The fields of a model in its order."""
    return tuple(
        FieldShape(name, info.alias or name, _mark([*info.metadata, *_metadata(info.annotation)]), model_in(info.annotation))
        for name, info in model.model_fields.items()
    )


def model_in(annotation: Any) -> type[BaseModel] | None:
    """The model within an annotation such as ``tuple[Target, ...]`` or ``Source | None``."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) in (Union, types.UnionType, tuple, list) or hasattr(annotation, "__metadata__"):
        for part in get_args(annotation):
            if found := model_in(part):
                return found
    return None


def _metadata(annotation: Any) -> Iterator[object]:
    """Every mark within an annotation: ``tuple[Annotated[str, To(...)], ...] | None``."""
    yield from getattr(annotation, "__metadata__", ())
    for inner in get_args(annotation):
        if not isinstance(inner, str):
            yield from _metadata(inner)


def _mark(metadata: list[object]) -> To | Prose | Marked | None:
    return next((mark for mark in metadata if isinstance(mark, To | Prose | Marked)), None)
