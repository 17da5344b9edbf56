"""What follow-ups say of one thing: the responsible body's own judgement, never the portal's."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from site_tools.model.parts import Kind
from site_tools.model.portal import Ref, ref_of
from site_tools.model.steering import FollowUp

if TYPE_CHECKING:
    from site_tools.model.portal import Portal
    from site_tools.model.records import Record
    from site_tools.model.steering import Judged
    from site_tools.render.press import Press


class Judgement(NamedTuple):
    """A judgement and the follow-up that it stands in."""

    follow_up: FollowUp
    said: Judged


def about(judged: Judged) -> Ref:
    """The one thing that is judged."""
    for kind, name in (
        (Kind.GOAL, judged.goal),
        (Kind.PROGRAM, judged.program),
        (Kind.INDICATOR, judged.indicator),
        (Kind.ASSIGNMENT, judged.assignment),
    ):
        if name:
            return Ref(kind, name)
    raise ValueError("a judgement is about one thing")


def by_period(portal: Portal) -> list[FollowUp]:
    """Every follow-up, the newest period first."""
    return sorted(portal.every(FollowUp), key=lambda one: one.period.sort_key, reverse=True)


def judgements(press: Press, record: Record) -> list[Judgement]:
    """All that is said of a record, the newest period first."""
    return press.judged.get(ref_of(record), [])


def by_subject(portal: Portal) -> dict[Ref, list[Judgement]]:
    """What is judged -> all that is said of it, the newest period first."""
    found: dict[Ref, list[Judgement]] = {}
    for one in by_period(portal):
        for said in one.judged:
            found.setdefault(about(said), []).append(Judgement(one, said))
    return found
