"""What an editor fills in for a kind of thing, read from the model: its keys in order, what each wants, and what must be there."""

from __future__ import annotations

import types
from datetime import date
from decimal import Decimal
from enum import Enum, StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Union, get_args, get_origin

from annotated_types import Ge

from site_tools.model.fields import Marked, Prose
from site_tools.model.parts import Kind, To
from site_tools.model.records import FROM_FILE
from site_tools.model.shape import fields_of
from site_tools.model.values import Period

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pydantic import BaseModel
    from pydantic.fields import FieldInfo


class Wants(StrEnum):
    """What a key takes."""

    TEXT = "text"
    LINE = "rad"
    NUMBER = "tal"
    PERIOD = "period"
    DAY = "datum"
    YES_NO = "ja eller nej"
    CHOICE = "val"
    ID = "id"
    GROUP = "grupp av nycklar"


class Entry(NamedTuple):
    """A key of the form. ``choices`` are the words that it takes; ``to`` the kind that it names; ``lowest`` the smallest number."""

    key: str
    description: str
    wants: Wants
    many: bool
    required: bool
    choices: tuple[str, ...] = ()
    to: Kind | None = None
    model: type[BaseModel] | None = None
    lowest: int = 0

    @property
    def told(self) -> str:
        """The description, with the choices where it does not name them itself."""
        missing = [choice for choice in self.choices if choice not in self.description]
        return f"{self.description}: {either(self.choices)}" if missing else self.description


@cache
def form(model: type[BaseModel]) -> tuple[Entry, ...]:
    """The keys that an editor may write, in the model's order."""
    found = []
    for shape in fields_of(model):
        info = model.model_fields[shape.name]
        if not shape.key.startswith(FROM_FILE):
            found.append(_entry(shape.key, info, shape.mark, shape.model))
    return tuple(found)


def _entry(key: str, info: FieldInfo, mark: To | Prose | Marked | None, model: type[BaseModel] | None) -> Entry:
    inner = _bare(info.annotation)
    many = get_origin(inner) is tuple
    inner = _bare(get_args(inner)[0]) if many else inner
    choices = tuple(map(str, get_args(inner))) if get_origin(inner) is Literal else ()
    if isinstance(inner, type) and issubclass(inner, Enum):
        choices = tuple(str(word.value) for word in inner)
    lowest = next((int(str(one.ge)) for one in info.metadata if isinstance(one, Ge)), 0)
    to = mark.kind if isinstance(mark, To) else None
    wants = Wants.GROUP if model else Wants.CHOICE if choices else Wants.ID if to else _scalar(inner, mark)
    return Entry(key, info.description or "", wants, many, info.is_required(), choices, to, model, lowest)


def _bare(annotation: Any) -> Any:
    """An annotation without None and without marks: ``Annotated[X, …] | None`` is X."""
    while True:
        if hasattr(annotation, "__metadata__"):
            annotation = get_args(annotation)[0]
        elif get_origin(annotation) in (Union, types.UnionType):
            annotation = next(part for part in get_args(annotation) if part is not type(None))
        else:
            return annotation


def _scalar(inner: Any, mark: To | Prose | Marked | None) -> Wants:
    if inner is bool:
        return Wants.YES_NO
    if inner in (int, Decimal):
        return Wants.NUMBER
    if inner is Period:
        return Wants.PERIOD
    if inner is date:
        return Wants.DAY
    return Wants.TEXT if isinstance(mark, Prose) else Wants.LINE


def either(words: Sequence[str]) -> str:
    """``minst, högst eller noll``."""
    return f"{', '.join(words[:-1])} eller {words[-1]}" if len(words) > 1 else words[0]
