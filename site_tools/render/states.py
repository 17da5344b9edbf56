"""Whether a thing still holds, and what took its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from site_tools import text
from site_tools.model.records import Actor
from site_tools.model.steering import Assignment
from site_tools.render.press import Notice
from site_tools.templates import _

if TYPE_CHECKING:
    from datetime import date

    from site_tools.model.parts import Validity
    from site_tools.model.portal import Portal
    from site_tools.model.records import Record

DONE = frozenset({"genomfört", "avslutat"})
"""The states after which nothing more is to be done."""


def notices(record: Record, portal: Portal, today: date) -> tuple[Notice, ...]:
    """What a reader has to know first: replaced, no longer valid, done. Empty for what still holds."""
    found = []
    if successors := portal.incoming(record, record.kind, "ersätter"):
        found.append(Notice(_("Ersatt av"), successors))
    validity: Validity | None = getattr(record, "validity", None)
    if validity and validity.last and validity.last.last and validity.last.last < today:
        words = _("Fanns till %(period)s") if isinstance(record, Actor) else _("Gällde till %(period)s")
        found.append(Notice(words % {"period": text.period(validity.last)}))
    if isinstance(record, Assignment) and (state := latest_state(record)) in DONE:
        found.append(Notice(text.capital(state)))
    return tuple(found)


def latest_state(assignment: Assignment) -> str:
    """The newest läge that a source gives; empty when none does."""
    return next((state.state for state in reversed(assignment.states) if state.state), "")


def is_over(record: Record, portal: Portal, today: date) -> bool:
    """Whether lists leave it out until a reader asks for what has ended."""
    return bool(notices(record, portal, today))
