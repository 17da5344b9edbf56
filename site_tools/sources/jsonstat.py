"""JSON-stat 2.0, as PxWeb writes it: one list of values over all dimensions, the last turning fastest. Source: https://json-stat.org/full/"""

from __future__ import annotations

from itertools import product
from math import prod
from typing import TYPE_CHECKING, Any, NamedTuple

from site_tools.exact import Digits
from site_tools.messages import fetching as say
from site_tools.sources.guard import FetchError
from site_tools.sources.points import Cell, child

if TYPE_CHECKING:
    from collections.abc import Iterator

CELLS_MAX = 200_000


class Dataset(NamedTuple):
    """A table: its label, the codes of each dimension in order, and a cell for each combination of them."""

    label: str
    codes: dict[str, list[str]]
    cells: list[Cell]


def read(tree: Any) -> Dataset:
    """The table of a JSON-stat 2.0 dataset. Raises FetchError for a tree that is no such thing, or that contradicts itself."""
    if child(tree, "class", str) != "dataset":
        raise FetchError(say.FETCH_SHAPE(what="det är ingen tabell i JSON-stat 2"))
    names = child(tree, "id", list)
    sizes = [_whole(size) for size in child(tree, "size", list)]
    if not all(type(name) is str for name in names) or len(set(names)) < len(names) or len(sizes) != len(names):
        raise FetchError(say.FETCH_SHAPE(what="dimensionerna går inte ihop"))
    if prod(sizes) > CELLS_MAX:
        raise FetchError(say.FETCH_SHAPE(what=f"tabellen har fler än {CELLS_MAX} celler"))
    dimensions = child(tree, "dimension", dict)
    codes = {name: _codes(child(dimensions, name, dict), size) for name, size in zip(names, sizes, strict=True)}
    values, marks = _cells(tree.get("value"), prod(sizes)), _marks(tree.get("status"), prod(sizes))
    every = product(*codes.values())
    cells = [Cell(dict(zip(names, one, strict=True)), values.get(at), marks.get(at, "")) for at, one in enumerate(every)]
    return Dataset(str(tree.get("label") or ""), codes, cells)


def _whole(size: Any) -> int:
    if not isinstance(size, Digits) or not size.isdigit() or len(size) > 6:
        raise FetchError(say.FETCH_SHAPE(what="en dimensions storlek är inget heltal"))
    return int(size)


def _codes(dimension: dict[str, Any], size: int) -> list[str]:
    """The codes of a dimension in the order of the values: its index is a list, or says of each code where it is."""
    category = child(dimension, "category", dict)
    index = category.get("index")
    if index is None and size == 1:
        index = list(category.get("label") or ())
    if isinstance(index, dict):
        at = {_whole(place): code for code, place in index.items()}
        index = [at.get(number) for number in range(size)] if len(at) == len(index) == size else []
    if not isinstance(index, list) or len(index) != size or not all(type(code) is str for code in index) or len(set(index)) < size:
        raise FetchError(say.FETCH_SHAPE(what="en dimensions koder går inte ihop med dess storlek"))
    return index


def _cells(values: Any, size: int) -> dict[int, Any]:
    """Place -> value, from a list of all or an object of those that there are."""
    if isinstance(values, list) and len(values) == size:
        return dict(enumerate(values))
    if isinstance(values, dict):
        return dict(_placed(values, size))
    raise FetchError(say.FETCH_SHAPE(what=f"antalet värden är inte {size}"))


def _placed(values: dict[str, Any], size: int) -> Iterator[tuple[int, Any]]:
    for place, value in values.items():
        if not (place.isascii() and place.isdigit() and len(place) <= 6 and str(int(place)) == place and int(place) < size):
            raise FetchError(say.FETCH_SHAPE(what=f"ett värde har platsen {place[:20]}"))
        yield int(place), value


def _marks(status: Any, size: int) -> dict[int, str]:
    """Place -> mark: one for all, a list, or an object."""
    if status is None:
        return {}
    if type(status) is str:
        return dict.fromkeys(range(size), status)
    return {place: str(mark) for place, mark in _cells(status, size).items() if mark is not None}
