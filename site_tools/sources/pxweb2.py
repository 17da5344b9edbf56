"""PxWebApi 2, SCB's interface of today."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from site_tools.messages import fetching as say
from site_tools.sources import jsonstat
from site_tools.sources.guard import FetchError
from site_tools.sources.points import Read, points_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from site_tools.model.fetch import Fetch
    from site_tools.sources.guard import Errand

HOST = "statistikdatabasen.scb.se"
ADDRESS = f"https://{HOST}/api/v2"


def ask(spec: Fetch, errand: Errand) -> list[Any]:
    """The table, of the codes that are asked for and every period."""
    base = (spec.address or ADDRESS).rstrip("/")
    chosen = "".join(
        f"&valueCodes[{quote(one.name, safe='')}]=" + (",".join(quote(code.code, safe="") for code in one.codes) or "*")
        for one in spec.variables
    )
    return [errand.get(f"{base}/tables/{quote(spec.table, safe='')}/data?lang=sv&outputFormat=json-stat2{chosen}")]


def read(spec: Fetch, answers: Sequence[Any]) -> Read:
    """What the answer says."""
    table = jsonstat.read(answers[0])
    return points_of(spec, table.label, chosen(spec, table).cells)


def chosen(spec: Fetch, table: jsonstat.Dataset) -> jsonstat.Dataset:
    """The table, when it has every variable and code that is asked for, and no other variable that varies. Raises FetchError otherwise."""
    for one in spec.variables:
        if one.name not in table.codes:
            raise FetchError(say.FETCH_SHAPE(what=f"variabeln {one.name} finns inte i tabellen"))
        if gone := [code.code for code in one.codes if code.code not in table.codes[one.name]]:
            raise FetchError(say.FETCH_SHAPE(what=f"koden {gone[0]} finns inte för variabeln {one.name}"))
    known = {one.name for one in spec.variables}
    if more := [name for name, codes in table.codes.items() if name not in known and len(codes) > 1]:
        raise FetchError(say.FETCH_SHAPE(what=f"variabeln {more[0]} har flera koder, men står inte under variabler"))
    return table
