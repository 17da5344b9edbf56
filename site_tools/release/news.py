"""What a portal publishes that the record of its last release does not have as it is now."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from site_tools.release.held import figures_of
from site_tools.release.written import address_rows, figure_of

if TYPE_CHECKING:
    from datetime import date

    from site_tools.model.portal import Portal
    from site_tools.model.released import Released


class News(NamedTuple):
    """How many rows of series and how many addresses are new, other or gone since the release of a day. False when none are."""

    day: date
    figures: int
    addresses: int

    def __bool__(self) -> bool:
        return bool(self.figures or self.addresses)


def news(portal: Portal, released: Released) -> News:
    """Of a portal as the public sees it. The figures of an indicator that is gone are told by its address."""
    figures = 0
    for indicator in portal.indicators:
        now = {row.key: figure_of(row) for row in portal.series.get(indicator.id, ())}
        was = figures_of(indicator, released)
        if now != was:
            figures += sum(was.get(key) != now.get(key) for key in was.keys() | now.keys())
    there = {address: (what, to) for address, what, to in address_rows(portal)}
    seen = {address: (one.what.value, one.to) for address, one in released.addresses.items()}
    return News(released.day, figures, sum(there.get(at) != seen.get(at) for at in there.keys() | seen.keys()))
