"""From a fault of the model to a message that an editor can act on."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from pydantic_core import PydanticCustomError

from site_tools.config import kind_of
from site_tools.model.fields import check_id
from site_tools.model.records import FROM_FILE
from site_tools.model.shape import model_in
from site_tools.problems import Problem, did_you_mean, nearest

if TYPE_CHECKING:
    from pydantic import BaseModel, ValidationError
    from pydantic_core import ErrorDetails

    from site_tools.model.portal import KeyPath, Source


def path_faults(path: str) -> list[Problem]:
    """What is wrong with where a file lies, or with its name as an id, if anything."""
    kind, name, program = kind_of(path)
    if kind is None:
        return [Problem(path, 1, 1, "filen ligger för djupt eller på fel nivå", "se andra filer i samma mapp")]
    try:
        for word in filter(None, (name, program)):
            check_id(word)
    except PydanticCustomError as error:
        context = error.context or {}
        return [Problem(path, 1, 1, f"filnamnet: {context['message']}", f"byt namn på filen; {context['hint']}")]
    return []


def empty_values(source: Source) -> list[Problem]:
    """A problem for every key that has no value."""
    found: list[Problem] = []
    pending: list[tuple[KeyPath, object]] = [((), source.tree)]
    while pending:
        path, value = pending.pop()
        if value is None:
            line, column = source.key_place_of(path)
            found.append(Problem(source.path, line, column, *_empty(path[-1]), _dotted(path)))
        elif isinstance(value, dict):
            pending += [((*path, key), inner) for key, inner in value.items()]
        elif isinstance(value, list):
            pending += [((*path, index), inner) for index, inner in enumerate(value)]
    return found


def _empty(name: str | int) -> tuple[str, str]:
    """Message and hint for a key without a value; two slips within { } make one that the editor never meant."""
    if isinstance(name, int):
        return "listans rad är tom", "skriv ett värde eller ta bort raden"
    if name.isdigit():
        return f'"{name}" läses som en egen nyckel', "skriv tal med decimalpunkt, till exempel 90.5"
    if ":" in name:
        return f'nyckeln "{name}" saknar mellanslag efter kolonet', f"skriv {name.replace(':', ': ', 1)}"
    return f'nyckeln "{name}" är tom', "skriv ett värde eller ta bort raden"


def problems_of(error: ValidationError, model: type[BaseModel], source: Source, known: set[str]) -> list[Problem]:
    """One problem for each error of pydantic's, except at the dotted keys ``known``, which have theirs already.

    A mistyped required key is one fault, not two: the unknown key is told with "menade du …?", the missing one is not.
    """
    errors = error.errors()
    meant = {
        (*path[:-1], nearest(str(path[-1]), _keys(_owner(model, path))))
        for path in (detail["loc"] for detail in errors if detail["type"] == "extra_forbidden")
    }
    return [
        _problem(detail, model, source)
        for detail in errors
        if _dotted(detail["loc"]) not in known and not (detail["type"] == "missing" and detail["loc"] in meant)
    ]


def _problem(detail: ErrorDetails, model: type[BaseModel], source: Source) -> Problem:
    path = detail["loc"]
    message, hint = _said(detail, model, path)
    missing, unknown = detail["type"] == "missing", detail["type"] == "extra_forbidden"
    if missing:
        line, column = source.key_place_of(path[:-1]) if len(path) > 1 else (1, 1)
    else:
        line, column = source.key_place_of(path) if unknown else source.place_of(path)
    return Problem(source.path, line, column, message, hint, _dotted(path))


def _said(detail: ErrorDetails, model: type[BaseModel], path: KeyPath) -> tuple[str, str]:
    """Message and hint for one of pydantic's errors."""
    context: dict[str, Any] = detail.get("ctx") or {}
    name, owner = path[-1] if path else "", _owner(model, path)
    match detail["type"]:
        case "content":
            return context["message"], context["hint"]
        case "missing":
            return f'nyckeln "{name}" saknas', f"lägg till {name}: ({_description(owner, str(name))})"
        case "extra_forbidden":
            keys = _keys(owner)
            if name in ("id", "url", "path"):
                return f'nyckeln "{name}" går inte att använda', "filens namn bestämmer id och adress; ta bort raden"
            return f'nyckeln "{name}" finns inte här', did_you_mean(str(name), keys) or f"här går {', '.join(keys)}"
        case "literal_error" | "enum" if not isinstance(detail["input"], str):
            return "här väntas ett av orden, inte en lista eller en grupp", f"skriv {_either(_choices(str(context['expected'])))}"
        case "literal_error" | "enum":
            choices = _choices(str(context["expected"]))
            return f'"{detail["input"]}" går inte här', did_you_mean(str(detail["input"]), choices) or f"skriv {_either(choices)}"
        case "too_short":
            return f"listan är för kort; den behöver minst {context['min_length']}", "lägg till rader med bindestreck"
        case "greater_than_equal":
            return f"talet ska vara minst {context['ge']}", "skriv ett större tal"
        case "less_than_equal":
            return f"talet ska vara högst {context['le']}", "skriv ett mindre tal"
        case "model_type" | "model_attributes_type" | "dict_type":
            return (
                "här väntas en grupp av nycklar",
                f"skriv på egna, indragna rader: {', '.join(_keys(_model_at(model, path)))}",
            )
        case "tuple_type" | "list_type":
            return "här väntas en lista", "börja varje rad med bindestreck: - första"
    return f"värdet går inte att använda ({detail['msg']})", ""


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
