"""What many records have alike, held once."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from site_tools.model.shape import fields_of

if TYPE_CHECKING:
    from pydantic import BaseModel

_GIVEN: dict[frozenset[str], set[str]] = {}


def share_names(part: BaseModel) -> None:
    """Let ``part``, and all in it, have the set of the fields that it was given in common with every other that was given the same: the
    sets of a portal, each of its own, take as much room as its texts."""
    given = part.__pydantic_fields_set__
    object.__setattr__(part, "__pydantic_fields_set__", _GIVEN.setdefault(frozenset(given), given))
    fields = vars(part)
    for name in _with_parts(type(part)):
        found = fields[name]
        if found:
            for inner in found if type(found) is tuple else (found,):
                share_names(inner)


@cache
def _with_parts(model: type[BaseModel]) -> tuple[str, ...]:
    return tuple(field.name for field in fields_of(model) if field.model)
