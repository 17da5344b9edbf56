"""A free page that gathers all that belongs to one actor: its goals, uppdrag, bodies, documents, events and money."""

from __future__ import annotations

from typing import TYPE_CHECKING

from site_tools.making import page
from site_tools.model.parts import Kind
from site_tools.model.portal import Ref
from site_tools.model.records import Actor, Document, Goal
from site_tools.model.steering import Assignment, Event, Finance
from site_tools.render.anchored import by_date
from site_tools.render.assignments import lines
from site_tools.render.judgements import by_period
from site_tools.render.links import ACTORS
from site_tools.render.sheets import record_sheet
from site_tools.templates import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from site_tools.model.portal import Output
    from site_tools.model.records import Page, Record
    from site_tools.render.press import Press


@page
def gathering_page(press: Press, page: Page) -> Output:
    """The page of an actor and everybody under it."""
    actor = press.portal.records[Ref(Kind.ACTOR, page.actor or "")]
    bodies = _bodies(press, actor)
    ids = {body.id for body in bodies}
    assignments = [a for a in press.portal.every(Assignment) if ids & {a.given_by, *a.given_to, *a.taking_part}]
    goals = _goals(press, ids, assignments)
    events = [e for e in press.portal.every(Event) if ids & set(e.by)]
    documents = _documents(press, ids, [*goals, *assignments, *events])
    groups = press.graph.connections(page)
    groups.pop(_(ACTORS), ())
    return press.output(
        record_sheet(press, page),
        "gathering",
        record=page,
        actor=actor,
        goals=goals,
        lines=lines(press, assignments),
        bodies=bodies[1:],
        parties=_parties(press, ids, documents),
        documents=documents,
        events=by_date(events),
        money=[f for f in press.portal.every(Finance) if ids & {f.owner, *(r.actor for r in f.rows), *(a.actor for a in f.applications)}],
        follow_ups=[f for f in by_period(press.portal) if f.by in ids],
        groups=groups,
        aside=(),
    )


def _bodies(press: Press, actor: Record) -> list[Actor]:
    """The actor and all below it, step by step; the checked content has no circles."""
    found = [actor]
    for body in found:
        found += [below for below in press.portal.incoming(body, Kind.ACTOR, "överordnad") if below not in found]
    return [body for body in found if isinstance(body, Actor)]


def _goals(press: Press, ids: set[str], assignments: list[Assignment]) -> list[Goal]:
    """Goals that one of the bodies has decided or answers for, or that an uppdrag of theirs serves."""
    served = {goal for a in assignments for goal in a.goals}
    return [g for g in press.portal.goals if ids & {g.decided_by, g.responsible} or g.id in served]


def _documents(press: Press, ids: set[str], records: Sequence[Record]) -> list[Document]:
    """Documents that the bodies have decided, published or signed, and those that what is gathered here names or stands in."""
    named = {name for record in records for name in getattr(record, "documents", ())}
    named |= {source.document for record in records if (source := getattr(record, "source", None))}
    return [d for d in press.portal.documents if ids & {d.decided_by, d.publisher, *d.parties} or d.id in named]


def _parties(press: Press, ids: set[str], documents: Sequence[Document]) -> list[Actor]:
    """Others who have signed the agreements that are gathered here."""
    named = {party for d in documents if d.sort == "avtal" for party in d.parties} - ids
    return [actor for actor in press.portal.actors if actor.id in named]
