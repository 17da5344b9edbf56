"""Verdicts as pages show them: a shape, a word and a colour; the four answers behind it; and counts of many."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from site_tools import text
from site_tools.model.fields import slug
from site_tools.model.portal import ref_of
from site_tools.model.verdict import Freshness, Label, Reason
from site_tools.templates import N_, _

if TYPE_CHECKING:
    from site_tools.model.portal import Count, Derived, Step
    from site_tools.model.records import Indicator, Record
    from site_tools.model.steering import Judged
    from site_tools.model.verdict import Status, Verdict


class Mark(NamedTuple):
    """A label with its CSS name (``pa-vag``); ``note`` is the reason or the group that it stands for, or empty."""

    word: str
    name: str
    note: str = ""


class Answers(NamedTuple):
    """One group's verdict: its four answers in words (empty where one is not given) and the steps that lead to them."""

    group: str
    mark: Mark
    level: str
    pace: str
    trend: str
    steps: tuple[Step, ...]


class StatusView(NamedTuple):
    """An indicator's status: the mark that lists show, a group that stands worse, and every group's answers."""

    mark: Mark
    worse: Mark | None
    answers: tuple[Answers, ...]
    freshness: str


def mark(label: Label, note: str = "") -> Mark:
    """A label as a mark."""
    return Mark(text.capital(label), slug(label), note)


def status_mark(status: Status) -> Mark:
    """The mark that a list shows for an indicator, with the reason when it cannot be judged."""
    return mark(status.label, status.reason or "")


def worse_mark(status: Status) -> Mark | None:
    """The mark of a group that stands worse than what the list shows."""
    return mark(status.worse.label, status.worse.group) if status.worse else None


def status_view(indicator: Indicator, derived: Derived) -> StatusView:
    """Everything that an indicator's page says of its status."""
    facts = derived.indicators[indicator.id]
    answers = tuple(_answers(verdict, steps) for verdict, steps in zip(facts.status.verdicts, facts.explained, strict=True))
    return StatusView(status_mark(facts.status), worse_mark(facts.status), answers, _freshness(facts.status))


def _answers(verdict: Verdict, steps: tuple[Step, ...]) -> Answers:
    return Answers(
        verdict.group,
        mark(verdict.label, verdict.reason or ""),
        verdict.level or "",
        verdict.pace or "",
        verdict.trend.word if verdict.trend else "",
        steps,
    )


def _freshness(status: Status) -> str:
    if status.expected is None:
        return _("Ingen har sagt när nya siffror ska komma.")
    words = _("Nya siffror väntades %(day)s.") if status.freshness is Freshness.LATE else _("Nya siffror väntas senast %(day)s.")
    return words % {"day": text.day(status.expected)}


# The body's own words beside the portal's: which labels say the same thing. Words not named here say nothing of how it goes.
_AGREES = {
    "god måluppfyllelse": (Label.REACHED, Label.ON_TRACK),
    "delvis måluppfyllelse": (Label.TOO_SLOW,),
    "svag måluppfyllelse": (Label.TOO_SLOW, Label.WRONG_WAY, Label.MISSED),
}


def differing(judged: Judged, derived: Derived) -> Mark | None:
    """The portal's mark of an indicator where the responsible body's own judgement says something else."""
    if not judged.indicator or judged.judgement not in _AGREES:
        return None
    label = derived.indicators[judged.indicator].status.label
    return None if label is Label.UNKNOWN or label in _AGREES[judged.judgement] else mark(label)


class Share(NamedTuple):
    """A label with how many of the indicators bear it, in words: ``4 av 7 på väg``."""

    mark: Mark
    words: str


class Tally(NamedTuple):
    """The counts of many indicators: those judged, best first, and how many cannot be, empty when all can.

    ``reasons`` tells why of every one of them; ``mostly`` does it in short.
    """

    total: int
    judged: int
    shares: tuple[Share, ...]
    unknown: str
    reasons: str
    mostly: str


_WHY = {
    Reason.NO_DIRECTION: N_("%(n)s saknar önskad riktning"),
    Reason.NO_TARGET: N_("%(n)s saknar mål"),
    Reason.WORDS: N_("%(n)s har mål i ord"),
    Reason.NO_OUTCOME: N_("%(n)s saknar utfall"),
    Reason.NO_START: N_("%(n)s saknar startvärde"),
    Reason.ONE_VALUE: N_("%(n)s har ett enda mätvärde"),
    Reason.BREAK: N_("%(n)s har ett brott i serien"),
    Reason.TOO_OLD: N_("%(n)s har för gamla tal"),
    Reason.SUPPRESSED: N_("%(n)s har tal under sekretess"),
    Reason.START_IS_END: N_("%(n)s har startår och målår samma år"),
    Reason.NOT_YET: N_("%(n)s har ett målår som inte har kommit"),
}


REASONS_IN_SHORT = 2
"""No more reasons than this are told when there is little room and none of them is that of most."""


def tally(record: Record, derived: Derived) -> Tally | None:
    """The counts of a goal, program, fokusområde or aktör; None when it has no indicators."""
    count = derived.counts.get(ref_of(record))
    return tally_of(count) if count else None


def tally_of(count: Count) -> Tally:
    """Counts as pages show them."""
    total = sum(count.labels.values())
    told = {"total": text.whole(total)}
    shares = tuple(
        Share(mark(label), _("%(n)s av %(total)s %(label)s") % {"n": text.whole(n), "label": label, **told})
        for label, n in count.labels.items()
        if label is not Label.UNKNOWN
    )
    unknown = count.labels.get(Label.UNKNOWN, 0)
    if total == unknown == 1:
        words = _("Den enda indikatorn kan inte bedömas")
    elif total == unknown:
        words = _("Ingen av %(total)s indikatorer kan bedömas") % told
    else:
        words = _("%(n)s kan inte bedömas") % {"n": text.whole(unknown)} if unknown else ""
    return Tally(total, total - unknown, shares, words, *_why(count, unknown))


def _why(count: Count, unknown: int) -> tuple[str, str]:
    """(every reason with its number, the same in short). A reason that all of them share needs no number."""
    if not count.reasons:
        return "", ""
    reason, n = next(iter(count.reasons.items()))
    bare = (_(_WHY[reason]) % {"n": ""}).strip()
    if n == unknown:
        return bare, bare
    told = [_(_WHY[one]) % {"n": text.whole(n)} for one, n in count.reasons.items()]
    if n > unknown / 2:
        return ", ".join(told), _("de flesta %(why)s") % {"why": bare}
    if len(told) <= REASONS_IN_SHORT:
        return ", ".join(told), ", ".join(told)
    return ", ".join(told), _("%(why)s med mera") % {"why": told[0]} if n > 1 else _("av olika skäl")
