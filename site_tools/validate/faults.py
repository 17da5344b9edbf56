"""From a fault of the model to a message that an editor can act on."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from site_tools.config import kind_of
from site_tools.messages import files, syntax
from site_tools.messages import keys as say
from site_tools.messages import values as say_value
from site_tools.model.fields import check_id, slug
from site_tools.model.records import FROM_FILE
from site_tools.model.shape import model_in
from site_tools.problems import TextError, did_you_mean, nearest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from pydantic import BaseModel, ValidationError
    from pydantic_core import ErrorDetails

    from site_tools.model.portal import KeyPath, Source
    from site_tools.problems import Problem, Said


def path_faults(path: str) -> list[Problem]:
    """What is wrong with where a file lies, or with its name as an id, if anything."""
    kind, name, program = kind_of(path)
    if kind is None:
        return [files.WRONG_LEVEL().at(path)]
    try:
        for word in filter(None, (name, program)):
            check_id(word)
    except TextError as error:
        return [files.FILE_NAME(fault=error.said.text, advice=error.said.hint).at(path)]
    return []


def empty_values(source: Source, model: type[BaseModel]) -> list[Problem]:
    """A problem for every key that has no value; one that the model does not know has another fault, unless a comma has made it."""
    if not _has_empty(source.tree):
        return []
    found: list[Problem] = []
    pending: list[tuple[KeyPath, object]] = [((), source.tree)]
    while pending:
        path, value = pending.pop()
        if value is None:
            place = source.key_place_of(path)
            if said := _empty(path[-1], keys=_keys(_owner(model, path)), apart=_after_comma(source, place)):
                found.append(said.at(source.path, place, _dotted(path)))
        elif isinstance(value, dict):
            pending += [((*path, key), inner) for key, inner in value.items()]
        elif isinstance(value, list):
            pending += [((*path, index), inner) for index, inner in enumerate(value)]
    return found


def _has_empty(value: object) -> bool:
    """Whether there is an empty value within: nearly no file has one. The reading has limited how deep it goes."""
    if isinstance(value, dict):
        return any(map(_has_empty, value.values()))
    return value is None or (isinstance(value, list) and any(map(_has_empty, value)))


def _after_comma(source: Source, place: tuple[int, int]) -> bool:
    """Whether a key stands right after a comma: within { }."""
    line = source.lines[place[0] - 1] if place[0] <= len(source.lines) else ""
    return line[: place[1] - 1].rstrip()[-1:] == ","


def _empty(name: str | int, *, keys: Collection[str], apart: bool) -> Said | None:
    """What to say of a key without a value; some slips within { } make one that the editor never meant."""
    if isinstance(name, int):
        return syntax.EMPTY_ITEM()
    if re.fullmatch(r"[\d.]+%?", name):
        return syntax.COMMA_IN_NUMBER(name=name)
    if ":" in name:
        return syntax.NO_SPACE_AFTER_COLON(name=name, better=name.replace(":", ": ", 1))
    known = name in keys
    if not known and _first_word(name) in keys:
        return syntax.NO_COLON()
    if not known:
        return syntax.COMMA_IN_TEXT(name=name) if apart else None
    return syntax.EMPTY_KEY(name=name)


SLIPS_MAX = 50
"""Unknown keys that are held against the missing ones: a file with more has other troubles."""


def problems_of(error: ValidationError, model: type[BaseModel], source: Source, known: set[str]) -> list[Problem]:
    """One problem for each error of pydantic's, except at the dotted keys ``known``, which have theirs already.

    A mistyped required key is one fault, not two: the unknown key is told with "menade du …?", the missing one is not.
    """
    errors = error.errors()
    unknown = islice((detail["loc"] for detail in errors if detail["type"] == "extra_forbidden"), SLIPS_MAX)
    # "sort:minst" and "sort minst" are a key and its value that lack what parts them.
    meant = {(*path[:-1], nearest(_first_word(path[-1]), _keys(_owner(model, path)))) for path in unknown}
    places = [*(detail["loc"] for detail in errors if detail["type"] != "too_short"), *(tuple(key.split(".")) for key in known)]
    return [
        _problem(detail, model, source)
        for detail in errors
        if not _told(detail, known)
        and not (detail["type"] == "missing" and detail["loc"] in meant)
        and not (detail["type"] == "too_short" and _below(detail["loc"], places))
    ]


def _first_word(key: str | int) -> str:
    return re.split("[: ]", str(key))[0]


def _below(path: KeyPath, places: Iterable[KeyPath]) -> bool:
    """Whether something in a list has a fault of its own: then it is not short, but for what could not be read."""
    here = [str(part) for part in path]
    return any([str(part) for part in place[: len(here)]] == here and len(place) > len(here) for place in places)


def _told(detail: ErrorDetails, known: set[str]) -> bool:
    """Whether a key has its fault already, or one within a group whose rules cannot be judged before that is mended."""
    here = _dotted(detail["loc"])
    return here in known or (detail["type"] == "content" and any(key.startswith(f"{here}." if here else "") for key in known))


def _problem(detail: ErrorDetails, model: type[BaseModel], source: Source) -> Problem:
    path = detail["loc"]
    if detail["type"] == "missing":
        place = source.key_place_of(path[:-1]) if len(path) > 1 else (1, 1)
    else:
        place = source.key_place_of(path) if detail["type"] == "extra_forbidden" else source.place_of(path)
    return _said(detail, model, path).at(source.path, place, _dotted(path))


def _said(detail: ErrorDetails, model: type[BaseModel], path: KeyPath) -> Said:
    """What to say of one of pydantic's errors. Raises LookupError for one that no field of the model can give: a fault of our own."""
    context: dict[str, Any] = detail.get("ctx") or {}
    name, owner = str(path[-1]) if path else "", _owner(model, path)
    match detail["type"]:
        case "content":
            said: Said = context["said"]
            return said
        case "missing":
            message = say.MISSING_KEY if len(path) > 1 else say.MISSING_KEY_IN_FILE
            return message(name=name, description=_description(owner, name))
        case "extra_forbidden":
            if name in ("id", "url", "path"):
                return say.FIXED_KEY(name=name)
            return say.UNKNOWN_KEY(name=name, keys=", ".join(_keys(owner))).near(name, _keys(owner))
        case "literal_error" | "enum":
            choices = _choices(str(context["expected"]))
            if not isinstance(detail["input"], str):
                return say.WORD_EXPECTED(choices=_either(choices))
            return _unknown_word(detail["input"], choices)
        case "too_short":
            return say.SHORT_LIST(least=context["min_length"])
        case "greater_than_equal":
            return say_value.TOO_LOW(limit=context["ge"])
        case "less_than_equal":
            return say_value.TOO_HIGH(limit=context["le"])
        case "model_type" | "model_attributes_type" | "dict_type":
            keys = _keys(_model_at(model, path))
            return say.GROUP_EXPECTED(keys=", ".join(keys)).advise(_as_group(detail["input"], keys))
        case "tuple_type" | "list_type":
            return say.LIST_EXPECTED()
    raise LookupError(f"no message for {detail['type']} at {_dotted(path)}")


_FEW = 8
"""As many words can be listed beside a guess, so that nobody takes a wrong guess for want of the right word."""


_QUOTED_MAX = 120


def _unknown_word(word: str, choices: list[str]) -> Said:
    said, guess = say.UNKNOWN_WORD(word=word, choices=_either(choices)), did_you_mean(word, choices)
    return said.advise(f"{guess} Här går {_either(choices)}" if guess and len(choices) <= _FEW else guess)


def _as_group(typed: object, keys: list[str]) -> str:
    """A source is most often typed as its name alone, or its id: the advice is then the line as it should be."""
    if not isinstance(typed, str) or not {"namn", "dokument"} <= set(keys) or len(typed) > _QUOTED_MAX:
        return ""
    if slug(typed) == typed:
        return f"skriv {{dokument: {typed}}}, eller {{namn: …}} om källan inte är ett dokument på portalen"
    name = f'"{typed}"' if set(typed) & set(",:#[]{}&*!|>%@`'") else typed
    return f"skriv {{namn: {name}}}, eller {{dokument: …}} med id för ett dokument på portalen"


def _either(words: list[str]) -> str:
    return f"{', '.join(words[:-1])} eller {words[-1]}" if len(words) > 1 else words[0]


def _choices(expected: str) -> list[str]:
    """pydantic says ``'a', 'b' or 'c'``."""
    return [word.strip("' ") for word in expected.replace("' or '", "', '").split("', '")]


def _dotted(path: KeyPath) -> str:
    return ".".join(str(part) for part in path)


@cache
def _aliases(model: type[BaseModel]) -> dict[str, str]:
    """Swedish key -> field name."""
    return {field.alias or name: name for name, field in model.model_fields.items()}


def _description(model: type[BaseModel], name: str) -> str:
    return model.model_fields[_aliases(model)[name]].description or ""


def _model_at(model: type[BaseModel], path: KeyPath) -> type[BaseModel]:
    for part in path:
        if isinstance(part, str) and part in _aliases(model):
            inner = model_in(model.model_fields[_aliases(model)[part]].annotation)
            if inner is None:
                return model
            model = inner
    return model


def _owner(model: type[BaseModel], path: KeyPath) -> type[BaseModel]:
    """The model that the last key of ``path`` belongs to."""
    return _model_at(model, path[:-1])


def _keys(model: type[BaseModel]) -> list[str]:
    """The keys that an editor may write."""
    return [key for key in _aliases(model) if not key.startswith(FROM_FILE)]
