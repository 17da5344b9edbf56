"""Every kind of record, in the order of the kinds."""

from __future__ import annotations

from site_tools.model.records import Actor, Document, FocusArea, Goal, Indicator, Page, Program, Record
from site_tools.model.steering import Assignment, ControlPlan, Event, Finance, FollowUp, Term

RECORDS: tuple[type[Record], ...] = (
    Program, FocusArea, Goal, Indicator, Actor, Document, Page, Assignment, FollowUp, Finance, ControlPlan, Event, Term,
)  # fmt: skip
