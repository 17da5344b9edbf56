"""Kolada, version 3 of its interface. Its genders come in any order, and a value that was taken away is still there, marked as deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from site_tools.exact import Digits
from site_tools.messages import fetching as say
from site_tools.model.fetch import KOLADA_GROUP, KOLADA_PLACE
from site_tools.sources.guard import FetchError
from site_tools.sources.points import Cell, Read, child, points_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from site_tools.model.fetch import Fetch
    from site_tools.sources.guard import Errand

HOST = "api.kolada.se"
ADDRESS = f"https://{HOST}/v3"
IDS_MAX = 25
"""Ids in one part of an address."""
PAGES_MAX = 50
ROWS_MAX = 5000
"""Rows of a page, the most that may be asked for."""
TOTAL = "T"


def ask(spec: Fetch, errand: Errand) -> list[Any]:
    """The answers: what the measure is, and every page of its values."""
    base = (spec.address or ADDRESS).rstrip("/")
    found = [errand.get(f"{base}/kpi/{quote(spec.table, safe='')}")]
    places = [quote(code.code, safe="") for code in (spec.role("plats") or spec.variables[0]).codes]
    for some in _parts(places):
        first = here = f"{base}/data/kpi/{quote(spec.table, safe='')}/municipality/{','.join(some)}?per_page={ROWS_MAX}"
        for _ in range(PAGES_MAX):
            page = errand.get(here, same_host=first)
            found.append(page)
            # The address of a next page may stand on the last one too: that page is then empty.
            if not child(page, "values", list) or not page.get("next_url"):
                break
            here = str(page["next_url"])
        else:
            raise FetchError(say.FETCH_SHAPE(what=f"det finns fler än {PAGES_MAX} sidor"))
    return found


def _parts(places: Sequence[str]) -> Iterator[Sequence[str]]:
    yield from (places[at : at + IDS_MAX] for at in range(0, len(places), IDS_MAX))


def read(spec: Fetch, answers: Sequence[Any]) -> Read:
    """What the answers say."""
    about = [one for one in child(answers[0], "values", list) if isinstance(one, dict) and one.get("id") == spec.table]
    if not about:
        raise FetchError(say.FETCH_SHAPE(what=f"nyckeltalet {spec.table} finns inte"))
    return points_of(spec, child(about[0], "title", str), _cells(spec, answers[1:]))


def _cells(spec: Fetch, pages: Sequence[Any]) -> Iterator[Cell]:
    for page in pages:
        for row in child(page, "values", list):
            if child(row, "kpi", str) != spec.table:
                raise FetchError(say.FETCH_SHAPE(what="det gäller ett annat nyckeltal"))
            period = row.get("period")
            if not isinstance(period, Digits):
                raise FetchError(say.FETCH_SHAPE(what="delen period saknas eller är något annat"))
            for one in child(row, "values", list):
                gender = TOTAL if isinstance(one, dict) and one.get("gender") is None else child(one, "gender", str)
                codes = {KOLADA_PLACE: child(row, "municipality", str), KOLADA_GROUP: gender, "period": str(period)}
                wanted = spec.role("grupp") is not None or codes[KOLADA_GROUP] == TOTAL
                if wanted and one.get("isdeleted") is not True:
                    yield Cell(codes, one.get("value"), str(one.get("status") or ""))
