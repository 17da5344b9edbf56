"""PxWeb's first interface, which many municipalities have: the table says what it holds, and is then asked with a list of codes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from site_tools import exact
from site_tools.messages import fetching as say
from site_tools.sources import jsonstat
from site_tools.sources.guard import FetchError
from site_tools.sources.points import Read, child, points_of
from site_tools.sources.pxweb2 import chosen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from site_tools.model.fetch import Fetch
    from site_tools.sources.guard import Errand

HOST = "api.scb.se"


def ask(spec: Fetch, errand: Errand) -> list[Any]:
    """What the table holds, and its figures for the codes that are asked for and every period."""
    about = errand.get(spec.address or "")
    there = {child(one, "code", str): child(one, "values", list) for one in child(about, "variables", list)}
    query = []
    for one in spec.variables:
        if one.name not in there:
            raise FetchError(say.FETCH_SHAPE(what=f"variabeln {one.name} finns inte i tabellen"))
        codes = [code.code for code in one.codes] or there[one.name]
        query.append({"code": one.name, "selection": {"filter": "item", "values": codes}})
    body = exact.dump({"query": query, "response": {"format": "json-stat2"}})
    return [about, errand.get(spec.address or "", body.encode())]


def read(spec: Fetch, answers: Sequence[Any]) -> Read:
    """What the answers say."""
    return points_of(spec, child(answers[0], "title", str), chosen(spec, jsonstat.read(answers[1])).cells)
