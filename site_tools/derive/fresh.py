"""When newer figures should have come."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from site_tools.model.records import Indicator

_MONTHS = {"månadsvis": 1, "tertialvis": 4, "årligen": 12, "vartannat år": 24, "vart fjärde år": 48}


def expected_by(indicator: Indicator, newest: date | None) -> date | None:
    """The day by which figures newer than those of the period that ended on ``newest`` should have come; None when nobody has said.

    An authored ``nästa_publicering`` after that period decides. Else the next period lasts one rhythm, and its figures have one more
    rhythm, at least half a year, to be published.
    """
    if newest is None:
        return indicator.next_release
    if indicator.next_release and indicator.next_release > newest:
        return indicator.next_release
    months = _MONTHS.get(indicator.rhythm or "")
    return None if months is None else _later(newest, months + max(months, 6))


def _later(day: date, months: int) -> date:
    """The last day of the month that lies ``months`` after ``day``'s."""
    index = day.year * 12 + day.month - 1 + months + 1
    return date.fromordinal(date(index // 12, index % 12 + 1, 1).toordinal() - 1)
