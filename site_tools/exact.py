"""JSON with the digits that were written: a number is the text of it, read and written again without a float in between."""

from __future__ import annotations

import json
from json.encoder import encode_basestring
from typing import Any, Never

DEPTH_MAX = 40
_PER_LINE = 160


class Digits(str):
    """A number as it stands in JSON."""

    __slots__ = ()


def parse(text: str) -> Any:
    """The tree of a JSON text, numbers as :class:`Digits`. Raises ValueError for what is no JSON, NaN among it, or too deep."""
    try:
        return json.loads(text, parse_float=Digits, parse_int=Digits, parse_constant=_refuse)
    except RecursionError:
        raise ValueError("too deep") from None


def _refuse(word: str) -> Never:
    raise ValueError(word)


def dump(value: Any, indent: str = "") -> str:
    """JSON with sorted keys, small things on one line: the same text for equal trees. Raises ValueError for a tree that is too deep."""
    if not isinstance(value, dict | list) or not value:
        return _flat(value)
    if indent and len(line := _flat(value)) <= _PER_LINE:
        return line
    inner = indent + " "
    if isinstance(value, dict):
        lines = [f"{inner}{encode_basestring(key)}: {dump(value[key], inner)}" for key in sorted(value)]
        return "{\n" + ",\n".join(lines) + f"\n{indent}}}"
    return "[\n" + ",\n".join(inner + dump(item, inner) for item in value) + f"\n{indent}]"


def _flat(value: Any, depth: int = 0) -> str:
    if depth > DEPTH_MAX:
        raise ValueError("too deep")
    if isinstance(value, Digits):
        return str(value)
    if isinstance(value, str):
        return encode_basestring(value)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{encode_basestring(key)}: {_flat(value[key], depth + 1)}" for key in sorted(value)) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flat(item, depth + 1) for item in value) + "]"
    return json.dumps(value)
