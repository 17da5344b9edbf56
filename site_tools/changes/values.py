"""What differs between two versions of a series: figures that are new, changed or gone, each with the reason that a revision gives."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from site_tools import text
from site_tools.changes.pairs import squeezed, thing_of
from site_tools.changes.shape import Change, Sort
from site_tools.model.released import is_held
from site_tools.model.values import Observation, ValueKind, ValueState
from site_tools.release import figure_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from site_tools.changes.pairs import Pairs
    from site_tools.model.records import Indicator
    from site_tools.model.values import Series

_Key = tuple[str, str, str, str]
"""Period, group, place and edition: what a reader holds to be the same figure, whatever sort of figure it is."""


class _Pair(NamedTuple):
    """The two versions of an indicator, and the portal's own place."""

    before: Indicator
    after: Indicator
    home: str


def value_changes(before: Indicator, after: Indicator, pairs: Pairs) -> Iterator[Change]:
    """The figures that differ, the portal's own place first, in order of time."""
    pair = _Pair(before, after, pairs.after.site.place)
    rows = [_by_key(pairs.before.series.get(before.id, ())), _by_key(pairs.after.series.get(after.id, ()))]
    for key in sorted({*rows[0], *rows[1]}, key=lambda key: _order(key, rows, pair.home)):
        for was, is_ in _matched(rows[0].get(key, {}), rows[1].get(key, {})):
            yield _change(was, is_, pair)
    remarks = [_comments(one) for one in rows]
    if any(remarks[0][key] != remarks[1][key] for key in remarks[0].keys() & remarks[1].keys()):
        yield Change(Sort.TEXT, thing_of(after), "kommentarer till talen")


def _by_key(series: Series) -> dict[_Key, dict[ValueKind, Observation]]:
    found: dict[_Key, dict[ValueKind, Observation]] = {}
    for row in series:
        found.setdefault((row.period.text, row.group, row.place, row.edition), {})[row.kind] = row
    return found


def _order(key: _Key, rows: list[dict[_Key, dict[ValueKind, Observation]]], home: str) -> tuple[object, ...]:
    row = next(iter((rows[1].get(key) or rows[0][key]).values()))
    return (row.place != home, row.place, row.period.sort_key, row.group, row.edition)


def _matched(
    old: dict[ValueKind, Observation], new: dict[ValueKind, Observation]
) -> Iterator[tuple[Observation | None, Observation | None]]:
    """What differs at one key; a forecast that has become an outcome is one figure that has changed."""
    lost = [row for kind, row in old.items() if kind not in new]
    came = [row for kind, row in new.items() if kind not in old]
    if len(lost) == len(came) == 1:
        yield lost.pop(), came.pop()
    yield from ((row, None) for row in lost)
    yield from ((None, row) for row in came)
    yield from ((old[kind], row) for kind, row in new.items() if kind in old and _said(old[kind]) != _said(row))


def _said(row: Observation) -> tuple[object, ...]:
    """What a row says; the number 12.5 is the number 12.50."""
    return (row.value, row.value_to, squeezed(row.words), row.state, row.precision)


def _change(was: Observation | None, is_: Observation | None, pair: _Pair) -> Change:
    """One figure that differs; at least one of its sides is there."""
    row = is_ or was
    if row is None:
        raise ValueError("a difference has at least one side")
    home, sort = row.place == pair.home, _sort(was, is_)
    about = ", ".join(
        filter(None, ("" if home else row.place, text.period(row.period), _group(row), row.edition and f"utgåva {row.edition}"))
    )
    reasons = _reasons(row, pair)
    # An outcome that stood there is a promise; a forecast or a preliminary figure was said to be about to change.
    promised = was is not None and is_held(was.key, figure_of(was))
    unexplained = promised and sort in (Sort.REVISED, Sort.REMOVED) and not reasons
    told = _told(was, pair.before.unit), _told(is_, pair.after.unit)
    if pair.before.unit == pair.after.unit and _bare(was) and _bare(is_):
        told = (told[0].removesuffix(f"\u00a0{pair.before.unit}"), told[1])  # the unit is said once
    return Change(sort, thing_of(pair.after), about, told[0], told[1], "; ".join(reasons), unexplained)


def _bare(row: Observation | None) -> bool:
    """Whether a row is told as a number and its unit, and nothing after it."""
    return row is not None and row.value is not None and row.kind is ValueKind.OUTCOME and row.state not in _REMARKS


def _sort(was: Observation | None, is_: Observation | None) -> Sort:
    """A row that says that the figure is missing is no figure."""
    if is_ is None or (_has_figure(was) and not _has_figure(is_)):
        return Sort.REMOVED
    return Sort.REVISED if _has_figure(was) or (was and not _has_figure(is_)) else Sort.ADDED


def _has_figure(row: Observation | None) -> bool:
    return row is not None and (row.value is not None or bool(row.words))


def _group(row: Observation) -> str:
    return "" if row.group == "totalt" else row.group


_REMARKS = {ValueState.PRELIMINARY: "preliminärt", ValueState.REVISED: "reviderat"}


def _told(row: Observation | None, unit: str) -> str:
    """The figure with its unit and what sort it is, every digit of it: ``71,0 procent (preliminärt)``."""
    if row is None:
        return ""
    remarks = [] if row.kind is ValueKind.OUTCOME else [row.kind.value]
    remarks += [_REMARKS[row.state]] if row.state in _REMARKS else []
    return text.amount(row, unit) + (f" ({', '.join(remarks)})" if remarks else "")


def _reasons(row: Observation, pair: _Pair) -> tuple[str, ...]:
    """Why a figure was changed, by the revisions that the newer edition has and the older lacks."""
    known = {(one.period, one.group, one.place, one.day) for one in pair.before.revisions}
    return tuple(
        one.reason
        for one in sorted(pair.after.revisions, key=lambda one: one.day)
        if (one.period, one.group or "totalt", one.place or pair.home) == (row.period, row.group, row.place)
        and (one.period, one.group, one.place, one.day) not in known
    )


def _comments(rows: dict[_Key, dict[ValueKind, Observation]]) -> dict[object, str]:
    """The remark at each figure; that of a new figure comes with it."""
    return {(key, kind): squeezed(row.comment) for key, kinds in rows.items() for kind, row in kinds.items()}
