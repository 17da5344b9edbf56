"""The portal as tables of open data: what each holds, its columns and its rows, the digits as in the content."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from site_tools import urls
from site_tools.model.dialect import COLUMNS
from site_tools.model.parts import Kind
from site_tools.model.portal import Ref
from site_tools.model.steering import Assignment, Finance
from site_tools.model.values import Precision
from site_tools.model.verdict import Label

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from site_tools.model.portal import Derived, Portal
    from site_tools.model.records import Record
    from site_tools.model.values import Observation

Value = str | Decimal | None
_SAID: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "varden": ("Alla värden", "varje tal i varje indikator, även för andra platser", ("indikator", "namn", "enhet", *COLUMNS)),
    "indikatorer": (
        "Indikatorer",
        "vad som mäts, det senaste värdet, bedömningen och källan",
        (
            *("id", "namn", "enhet", "önskad_riktning", "mål", "fokusområden", "program", "ansvarig"),
            *(
                "senaste_period",
                "grupp",
                "senaste_värde",
                "status",
                "skäl",
                "källa",
                "källans_adress",
                "licens",
                "hämtad",
                "kontrollsumma",
                "sida",
            ),
        ),
    ),
    "mal": (
        "Mål",
        "målens ordalydelse, vem som har beslutat dem och hur många av indikatorerna som har varje bedömning",
        (
            *("id", "nummer", "typ", "namn", "beslutad_av", "program", "indikatorer"),
            *(label.value.replace(" ", "_") for label in Label),
            "sida",
        ),
    ),
    "uppdrag": (
        "Uppdrag",
        "vem som har gett uppdraget, vem som ska göra det och hur det går enligt källan",
        ("id", "beteckning", "typ", "namn", "från", "till", "mål", "program", "läge", "sida"),
    ),
    "finansiering": (
        "Pengar",
        "varje belopp i varje tabell, med källans tecken",
        ("tabell", "namn", "typ", "post", "varav_till", "summa", "kolumn", "period", "belopp", "enhet", "sida"),
    ),
}
"""File name of a table -> its title, what it holds, and its columns."""


class Dataset(NamedTuple):
    """A table of the whole portal. ``name`` is that of its file, ``n`` the number of its rows."""

    name: str
    title: str
    holds: str
    columns: tuple[str, ...]
    n: int
    rows: Callable[[], Iterator[tuple[Value, ...]]]


def datasets(portal: Portal, derived: Derived, site_url: str) -> tuple[Dataset, ...]:
    """Every table that has a row. Pages are told by their address below ``site_url``, other things by their id,
    several parted by a space."""
    tables = _Tables(portal, derived, site_url)
    made: dict[str, tuple[int, Callable[[], Iterator[tuple[Value, ...]]]]] = {
        "varden": (sum(len(portal.series.get(one.id, ())) for one in portal.indicators), tables.values),
        "indikatorer": (len(portal.indicators), tables.indicators),
        "mal": (len(portal.goals), tables.goals),
        "uppdrag": (len(portal.every(Assignment)), tables.assignments),
        "finansiering": (sum(len(row.amounts) for money in portal.every(Finance) for row in money.rows), tables.amounts),
    }
    return tuple(Dataset(name, *_SAID[name], n, rows) for name, (n, rows) in made.items() if n)


def cells(row: Observation) -> dict[str, Value]:
    """The row of a series under its columns: numbers exact, a value in words where the source gives no number, None where there is
    nothing."""
    words = row.words if row.precision is Precision.WORDS else None
    return {
        "period": row.period.text,
        "grupp": row.group,
        "plats": row.place,
        "slag": row.kind.value,
        "läge": row.state.value or None,
        "precision": row.precision.value,
        "värde": words or row.value,
        "värde_till": row.value_to,
        "källa": row.source or None,
        "utgåva": row.edition or None,
        "kommentar": row.comment or None,
    }


class _Tables(NamedTuple):
    portal: Portal
    derived: Derived
    site_url: str

    def values(self) -> Iterator[tuple[Value, ...]]:
        for one in self.portal.indicators:
            known = (one.id, one.name, one.unit)
            for row in self.portal.series.get(one.id, ()):
                yield (*known, *cells(row).values())

    def indicators(self) -> Iterator[tuple[Value, ...]]:
        for one in self.portal.indicators:
            facts = self.derived.indicators[one.id]
            latest = cells(facts.lead.latest) if facts.lead else {}
            yield (
                *(one.id, one.name, one.unit, one.direction),
                *(_ids(one.goals), _ids(one.focus_areas), _ids(one.programs), one.responsible),
                *(latest.get("period"), latest.get("grupp"), latest.get("värde")),
                *(facts.status.label.value, facts.status.reason.value if facts.status.reason else None),
                *(one.source.name or self._document(one.source.document), one.source.url, one.source.licence),
                one.source.fetched.isoformat() if one.source.fetched else None,
                fetched.digest if (fetched := self.portal.fetched.get(one.id)) else None,
                self._page(one),
            )

    def goals(self) -> Iterator[tuple[Value, ...]]:
        for one in self.portal.goals:
            count = self.derived.counts.get(Ref(Kind.GOAL, one.id))
            labels = dict(count.labels) if count else {}
            told = tuple(Decimal(labels.get(label, 0)) for label in Label)
            known = (one.id, one.number, one.sort, one.name, one.decided_by, _ids(one.programs))
            yield (*known, Decimal(sum(labels.values())), *told, self._page(one))

    def assignments(self) -> Iterator[tuple[Value, ...]]:
        for one in self.portal.every(Assignment):
            links = (one.given_by, _ids(one.given_to), _ids(one.goals), _ids(one.programs))
            yield (one.id, one.designation, one.sort, one.name, *links, one.latest_state or None, self._page(one))

    def amounts(self) -> Iterator[tuple[Value, ...]]:
        for money in self.portal.every(Finance):
            columns = {column.id: column for column in money.columns}
            for row in money.rows:
                known = (money.id, money.name, money.sort, row.post, row.part_of, "ja" if row.total else None)
                for amount in row.amounts:
                    column = columns[amount.column]
                    period = column.period.text if column.period else None
                    yield (*known, column.name, period, amount.words or amount.value, money.unit, self._page(money))

    def _document(self, name: str | None) -> str | None:
        return self.portal.records[Ref(Kind.DOCUMENT, name)].name if name else None

    def _page(self, record: Record) -> str:
        return urls.absolute(urls.address(record), self.site_url)


def _ids(found: Sequence[str]) -> str | None:
    return " ".join(found) or None
