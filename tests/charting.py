"""Series and charts written in as few words as a test needs."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from site_tools.charts.data import chart_data
from site_tools.derive.status import status
from site_tools.model.portal import GroupFacts, IndicatorFacts
from site_tools.model.records import Indicator, Site
from site_tools.model.values import WITHOUT_VALUE, Observation, Precision, ValueKind, ValueState, parse_period

if TYPE_CHECKING:
    from site_tools.charts.shape import ChartData, Track

SITE = Site.model_validate(
    {
        "modell": "1",
        "namn": "Exempelbys mål",
        "organisation": "Exempelby kommun",
        "adress": "https://exempelby.example/",
        "språk": "sv",
        "beskrivning": "Vad Exempelby har lovat.",
        "kontakt": {"namn": "Redaktionen", "e_post": "redaktion@exempelby.example"},
        "licens": "CC BY 4.0",
        "plats": "Exempelby",
        "jämförelser": ["Norrby", "Söderby", "Riket", "Västerby", "Exempel län", "Österby", "Mellanby"],
    }
)


TODAY = date(2026, 11, 21)


def row(period: str, value: str | None, group: str = "totalt", **more: Any) -> Observation:
    """An outcome of the own place; ``more`` are the other fields of an observation, by the words of the CSV file where it has some."""
    return Observation(
        period=parse_period(period),
        group=group,
        place=more.pop("place", SITE.place),
        kind=ValueKind(more.pop("kind", "utfall")),
        state=ValueState(more.pop("state", "")),
        precision=Precision(more.pop("precision", "exakt")),
        value=None if value is None else Decimal(value),
        value_to=Decimal(to) if (to := more.pop("to", None)) else None,
        **more,
    )


def years(first: int, values: str, group: str = "totalt", **more: Any) -> list[Observation]:
    """Outcomes of the years from ``first``; a ``-`` leaves a year out."""
    return [row(str(first + n), value, group, **more) for n, value in enumerate(values.split()) if value != "-"]


def indicator(**keys: Any) -> Indicator:
    """An indicator written with the keys that editors use."""
    return Indicator.model_validate({"namn": "Utsläpp", "enhet": "procent", "önskad_riktning": "ned", "källa": {"namn": "Källan"}, **keys})


def chart_or_none(series: list[Observation], hue: str = "", **keys: Any) -> ChartData | None:
    """The chart of a series."""
    said = [one for one in series if one.state not in WITHOUT_VALUE]
    lead = GroupFacts(said[-1].group, said[-1]) if said else None
    made = indicator(**keys)
    judged = status(made, tuple(series), SITE.place, TODAY)
    return chart_data(made, tuple(series), SITE, IndicatorFacts((), lead, "", len(said), judged, ()), hue)


def chart(series: list[Observation], hue: str = "", **keys: Any) -> ChartData:
    """The chart of a series that has one."""
    found = chart_or_none(series, hue, **keys)
    assert found is not None
    return found


def joined(track: Track) -> list[list[str]]:
    """The periods of each stretch that a line joins; single points are left out."""
    return [[point.when for point in run] for run in track.runs if len(run) > 1]


def target(sort: str, value: str | None = None, **keys: Any) -> dict[str, Any]:
    """A target with the keys that editors use."""
    return {"sort": sort, **({"värde": value} if value else {}), **keys}
