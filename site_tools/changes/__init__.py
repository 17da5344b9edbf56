"""What changed for readers between two editions of the content. Pure: nothing is read, and nothing printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from site_tools import text
from site_tools.changes.pairs import Pairs, pair, thing_of
from site_tools.changes.records import ended, field_changes, record_changes
from site_tools.changes.shape import Change, Changes, Edition, Sort, Thing
from site_tools.changes.values import value_changes
from site_tools.changes.verdicts import Cause, Flip, Standings, flips, standings
from site_tools.model.parts import Kind
from site_tools.model.portal import Portal, Ref, ref_of
from site_tools.model.records import Indicator
from site_tools.model.verdict import METHOD_VERSION, Freshness, Reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from site_tools.model.portal import Count, Derived
    from site_tools.model.records import Record
    from site_tools.model.verdict import Status

__all__ = ["Change", "Changes", "Edition", "Sort", "Thing", "compare", "compare_verdicts", "standings"]


def compare(before: Edition, after: Edition) -> Changes:
    """Everything that a reader of both editions would see differ. An edition compared with itself has no changes."""
    pairs = pair(before.portal, after.portal)
    found: list[Change] = []
    for old, new in pairs.both:
        changed = list(record_changes(old, new, pairs))
        if isinstance(old, Indicator) and isinstance(new, Indicator):
            changed += value_changes(old, new, pairs)
        found += changed
    found += (Change(Sort.NEW, thing_of(record), note=_how_it_stands(record, after)) for record in pairs.new)
    found += (Change(Sort.GONE, thing_of(record, gone=True)) for record in pairs.gone)
    found += _ended(pairs, before, after)
    found += _replaced(pairs)
    site = Thing("webbplats", "", after.portal.site.name, "/")
    found += field_changes(before.portal.site, after.portal.site, pairs, site)
    found += _counts(pairs, before.derived, after.derived)
    late, still = _late(pairs, before.derived, after.derived)
    found += late
    renamed = {old.id: new.id for old, new in pairs.moved.items() if old.kind is Kind.INDICATOR}
    found += [_flip(flip, after.portal, found) for flip in flips(standings(before), standings(after), renamed)]
    return Changes(before.day, after.day, METHOD_VERSION, METHOD_VERSION, _in_order(found), tuple(still))


def compare_verdicts(before: Standings, after: Edition) -> Changes:
    """The verdicts that differ from a record of them, whatever version of the method made it; and indicators that came or went."""
    now = standings(after)
    found = [_flip(flip, after.portal, ()) for flip in flips(before, now)]
    indicators = {one.id: one for one in after.portal.indicators}
    found += [
        Change(Sort.NEW, thing_of(one), note=_how_it_stands(one, after))
        for name, one in indicators.items()
        if name not in before.indicators
    ]
    found += [
        Change(Sort.GONE, Thing(Kind.INDICATOR.value, name, one.name, ""))
        for name, one in before.indicators.items()
        if name not in indicators
    ]
    return Changes(before.day, after.day, before.method, now.method, _in_order(found))


def _how_it_stands(record: Record, edition: Edition) -> str:
    """What the page of a new indicator says first: its newest figure, its target and its verdict."""
    return edition.derived.indicators[record.id].sentence if isinstance(record, Indicator) else ""


def _in_order(found: Iterable[Change]) -> tuple[Change, ...]:
    """By sort, kind and Swedish alphabet; what is said of one thing keeps its order."""
    sorts, kinds = list(Sort), [kind.value for kind in Kind]

    def rank(change: Change) -> tuple[object, ...]:
        kind = kinds.index(change.thing.kind) if change.thing.kind in kinds else len(kinds)
        return (sorts.index(change.sort), kind, text.sort_key(change.thing.name), change.thing.id)

    return tuple(sorted(found, key=rank))


_WHY = {
    Cause.CONTENT: "innehållet har ändrats",
    Cause.METHOD: "metoden har ändrats",
    Cause.TIME: "ingenting är ändrat, men dagen är en annan",
}
_REASONS = {
    Sort.REVISED: "ändrat värde",
    Sort.REMOVED: "borttaget värde",
    Sort.ADDED: "nytt värde",
    Sort.TARGET: "",
    Sort.FACT: "",
}


def _flip(flip: Flip, portal: Portal, found: Iterable[Change]) -> Change:
    """A flipped verdict, with the changes of the same indicator that may have flipped it."""
    record = portal.records[Ref(Kind.INDICATOR, flip.indicator)]
    mine = [c for c in found if c.sort in _REASONS and (c.thing.kind, c.thing.id) == (Kind.INDICATOR.value, flip.indicator)]
    told = list(dict.fromkeys(_reason(c) for c in mine if c.sort is not Sort.FACT or c.about in _JUDGED_BY))
    aged = flip.cause is Cause.TIME and flip.after.endswith(Reason.TOO_OLD)
    note = "siffrorna har blivit för gamla" if aged else _WHY[flip.cause]
    if flip.cause is Cause.CONTENT and told:
        note = text.join(told) if len(told) <= REASONS_MAX else f"{', '.join(told[:REASONS_MAX])} och {len(told) - REASONS_MAX} till"
    group = "" if flip.group == "totalt" else flip.group
    return Change(Sort.VERDICT, thing_of(record), group, flip.before, flip.after, note)


REASONS_MAX = 3
"""More causes of one flip than this are counted."""
_JUDGED_BY = ("önskad riktning", "tolerans", "uppdateras", "nästa publicering")


def _reason(change: Change) -> str:
    return f"{_REASONS[change.sort]} för {change.about}" if _REASONS[change.sort] else f"ändrat {change.about}"


def _ended(pairs: Pairs, before: Edition, after: Edition) -> Iterator[Change]:
    for old, new in pairs.both:
        why = ended(new, after.day)
        if why and not ended(old, before.day):
            yield Change(Sort.ENDED, thing_of(new), note=why)


def _replaced(pairs: Pairs) -> Iterator[Change]:
    """What has been given a successor."""
    for old, new in pairs.both:
        had = {pairs.moved.get(ref_of(r), ref_of(r)) for r in pairs.before.incoming(old, old.kind, "ersätter")}
        for successor in pairs.after.incoming(new, new.kind, "ersätter"):
            if ref_of(successor) not in had:
                yield Change(Sort.REPLACED, thing_of(new), after=successor.name)


def _counts(pairs: Pairs, before: Derived, after: Derived) -> Iterator[Change]:
    for old, new in pairs.both:
        was, is_ = _counted(before.counts.get(ref_of(old))), _counted(after.counts.get(ref_of(new)))
        if was != is_:
            yield Change(Sort.COUNT, thing_of(new), before=was, after=is_)


def _counted(count: Count | None) -> str:
    return ", ".join(f"{n} {label}" for label, n in count.labels.items()) if count else "ingen indikator"


def _late(pairs: Pairs, before: Derived, after: Derived) -> tuple[list[Change], list[Change]]:
    """(what has become late or is late no longer, what was late already or is new)."""
    earlier = {new.id: before.indicators[old.id].status for old, new in pairs.both if isinstance(old, Indicator)}
    news: list[Change] = []
    still: list[Change] = []
    for indicator in pairs.after.indicators:
        status, was = after.indicators[indicator.id].status, earlier.get(indicator.id)
        then_late = was is not None and was.freshness is Freshness.LATE
        if status.freshness is Freshness.LATE:
            told = Change(Sort.LATE, thing_of(indicator), note=_expected(pairs.after, indicator, status))
            (still if then_late or was is None else news).append(told)
        elif then_late:
            news.append(Change(Sort.ARRIVED, thing_of(indicator)))
    return news, still


def _expected(portal: Portal, indicator: Indicator, status: Status) -> str:
    """``väntades 31 mars 2026, ansvarig: Tekniska nämnden``."""
    when = f"väntades {text.day(status.expected)}" if status.expected else ""
    body = portal.records[Ref(Kind.ACTOR, indicator.responsible)].label if indicator.responsible else ""
    return ", ".join(filter(None, (when, f"ansvarig: {body}" if body else "")))
