"""Opendatasoft, version 2.1 of its Explore interface: rows of fields, a hundred at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from site_tools.exact import Digits
from site_tools.messages import fetching as say
from site_tools.sources.guard import FetchError
from site_tools.sources.points import Cell, Read, child, points_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from site_tools.model.fetch import Fetch
    from site_tools.sources.guard import Errand

ROWS = 100
"""Rows of an answer, at most."""
PAGES_MAX = 100
"""The interface gives no row beyond the ten thousandth."""


def ask(spec: Fetch, errand: Errand) -> list[Any]:
    """What the set of data is, and every page of the rows that are asked for."""
    base = f"{(spec.address or '').rstrip('/')}/api/explore/v2.1/catalog/datasets/{quote(spec.table, safe='')}"
    fields = [one.name for one in spec.variables]
    query = {"select": ",".join([*fields, spec.field or ""]), "where": _where(spec), "order_by": ",".join(fields), "limit": str(ROWS)}
    query = {name: said for name, said in query.items() if said}
    found = [errand.get(base)]
    for page in range(PAGES_MAX):
        found.append(errand.get(f"{base}/records?{urlencode(query | {'offset': str(page * ROWS)}, quote_via=quote)}"))
        if (page + 1) * ROWS >= _total(found[-1]):
            return found
    raise FetchError(say.FETCH_SHAPE(what=f"det finns fler än {PAGES_MAX * ROWS} rader"))


def _where(spec: Fetch) -> str:
    """The rows that have one of the codes in each field."""
    parts = []
    for one in spec.variables:
        if one.codes:
            texts = (code.code.replace("\\", "\\\\").replace('"', '\\"') for code in one.codes)
            parts.append("(" + " or ".join(f'{one.name}="{text}"' for text in texts) + ")")
    return " and ".join(parts)


def _total(page: Any) -> int:
    total = child(page, "total_count", Digits)
    if not total.isdigit() or len(total) > 9:
        raise FetchError(say.FETCH_SHAPE(what="antalet rader går inte att läsa"))
    return int(total)


def read(spec: Fetch, answers: Sequence[Any]) -> Read:
    """What the answers say."""
    title = child(child(child(answers[0], "metas", dict), "default", dict), "title", str)
    rows = [row for page in answers[1:] for row in child(page, "results", list)]
    if len(rows) != _total(answers[-1]):
        raise FetchError(say.FETCH_SHAPE(what=f"det kom {len(rows)} rader, men skulle vara {_total(answers[-1])}"))
    return points_of(spec, title, _cells(spec, rows))


def _cells(spec: Fetch, rows: Sequence[Any]) -> Iterator[Cell]:
    for row in rows:
        if not isinstance(row, dict) or spec.field not in row:
            raise FetchError(say.FETCH_SHAPE(what=f"en rad saknar fältet {spec.field}"))
        codes = {}
        for one in spec.variables:
            said = row.get(one.name)
            if not isinstance(said, str):
                raise FetchError(say.FETCH_SHAPE(what=f"en rad saknar fältet {one.name}"))
            codes[one.name] = str(said)
        yield Cell(codes, row[spec.field])
