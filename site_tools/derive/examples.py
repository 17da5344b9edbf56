"""Invented indicators that show how each verdict comes about. They are judged by the same code as the real ones."""

from __future__ import annotations

from decimal import Decimal

from site_tools.model.records import Indicator
from site_tools.model.values import Observation, Precision, Series, ValueKind, ValueState, parse_period

PLACE = "Exempel"
_SHAPES: tuple[tuple[str, str, dict[str, str], dict[str, str]], ...] = (
    (
        "pa-vag",
        "ned",
        {"2019": "100", "2020": "91", "2021": "83", "2022": "70", "2023": "61", "2024": "50"},
        {"sort": "högst", "värde": "0", "år": "2029"},
    ),
    (
        "behover-oka-takten",
        "upp",
        {"2018": "40", "2020": "42", "2022": "45", "2024": "47"},
        {"sort": "minst", "värde": "60", "år": "2028"},
    ),
    ("fel-riktning", "ned", {"2019": "50", "2021": "53", "2023": "57"}, {"sort": "högst", "värde": "30", "år": "2030"}),
    ("uppnatt", "upp", {"2020": "70", "2022": "78", "2024": "82"}, {"sort": "minst", "värde": "80", "år": "2025"}),
)


def examples() -> tuple[tuple[Indicator, Series], ...]:
    """An indicator and its series for each of the labels that a path to a target can give; the id is the label's."""
    return tuple((_indicator(name, direction, rows, target), _series(rows)) for name, direction, rows, target in _SHAPES)


def _indicator(name: str, direction: str, rows: dict[str, str], target: dict[str, str]) -> Indicator:
    first, value = next(iter(rows.items()))
    tree = {
        "namn": name,
        "enhet": "procent",
        "önskad_riktning": direction,
        "källa": {"namn": "påhittat exempel"},
        "startvärde": {"period": first, "värde": value},
        "målvärden": [target],
    }
    return Indicator.model_validate(tree).model_copy(update={"id": name})


def _series(rows: dict[str, str]) -> Series:
    return tuple(
        Observation(parse_period(year), "totalt", PLACE, ValueKind.OUTCOME, ValueState.FINAL, Precision.EXACT, Decimal(value))
        for year, value in rows.items()
    )
