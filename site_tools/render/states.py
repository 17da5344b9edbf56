"""Whether a thing still holds, and what took its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from site_tools import text
from site_tools.model.records import Actor
from site_tools.model.steering import DONE, Assignment
from site_tools.render.press import Notice
from site_tools.templates import _

if TYPE_CHECKING:
    from datetime import date

    from site_tools.model.parts import Validity
    from site_tools.model.portal import Portal
    from site_tools.model.records import Record


def notices(record: Record, portal: Portal, today: date) -> tuple[Notice, ...]:
    """What a reader has to know first: replaced, no longer valid, done. Empty for what still holds."""
    found = []
    if successors := portal.incoming(record, record.kind, "ersätter"):
        found.append(Notice(_("Ersatt av"), successors))
    validity: Validity | None = getattr(record, "validity", None)
    if validity and validity.last and validity.last.last and validity.last.last < today:
        words = _("Fanns till %(period)s") if isinstance(record, Actor) else _("Gällde till %(period)s")
        found.append(Notice(words % {"period": text.period(validity.last)}))
    if isinstance(record, Assignment) and (state := record.latest_state) in DONE:
        found.append(Notice(text.capital(state)))
    return tuple(found)


def is_over(record: Record, portal: Portal, today: date) -> bool:
    """Whether lists leave it out until a reader asks for what has ended."""
    return bool(notices(record, portal, today))
