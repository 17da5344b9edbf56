"""What follow-ups say of one thing: the responsible body's own judgement, never the portal's."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from site_tools.model.parts import Kind
from site_tools.model.portal import Ref
from site_tools.model.steering import FollowUp

if TYPE_CHECKING:
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


def by_period(press: Press) -> list[FollowUp]:
    """Every follow-up, the newest period first."""
    return sorted(press.portal.every(FollowUp), key=lambda one: one.period.sort_key, reverse=True)


def judgements(press: Press, record: Record) -> list[Judgement]:
    """All that is said of a record, the newest period first."""
    ref = Ref(record.kind, record.id)
    return [Judgement(one, said) for one in by_period(press) for said in one.judged if about(said) == ref]
