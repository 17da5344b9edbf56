"""Which values are possible for an indicator."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from site_tools.model.records import Indicator

_MONEY = frozenset({"kr", "tkr", "mnkr", "kronor", "euro", "eur"})
_SHARE = frozenset({"procent", "%", "andel", "andelar", "procentandel"})


def bounds_of(indicator: Indicator) -> tuple[Decimal | None, Decimal | None]:
    """Lowest and highest possible value: a share lies in 0–100, nothing but money is negative, unless the indicator says so."""
    if indicator.bounds:
        return indicator.bounds.low, indicator.bounds.high
    words = {word.strip("(),.") for word in indicator.unit.lower().split()}
    # "procent av …" and "andel i %" are shares; "procentenheter" are differences and may be negative.
    if words & _MONEY or "procentenheter" in words:
        return None, None
    return Decimal(0), (Decimal(100) if words & _SHARE else None)
