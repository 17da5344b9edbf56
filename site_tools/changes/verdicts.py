"""The record of verdicts: small enough to commit, and enough to list every verdict that new content, a new method or time has flipped.

A pure function of what is derived, and back from JSON: it is written by ``build.py ändringar --bedömningar`` and can stand in any record
of a release.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from site_tools.model.verdict import METHOD_VERSION, Label, Reason

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from site_tools.changes.shape import Edition
    from site_tools.model.records import Indicator
    from site_tools.model.values import Series


@dataclass(frozen=True)
class Standing:
    """An indicator's verdicts: group -> label, with the reason after a colon (``kan inte bedömas: för gammalt``).

    ``basis`` is a fingerprint of all content that the verdicts rest on: two with the same basis differ by method or time alone.
    """

    name: str
    basis: str
    verdicts: Mapping[str, str]


@dataclass(frozen=True)
class Standings:
    """The verdicts of all indicators (by id) on one day, by one version of the method."""

    method: int
    day: date
    indicators: Mapping[str, Standing]


class Cause(StrEnum):
    """What flipped a verdict."""

    CONTENT = "innehållet"
    METHOD = "metoden"
    TIME = "tiden"


class Flip(NamedTuple):
    """A verdict that is another than before; ``before`` or ``after`` is empty for a group that had, or has, none."""

    indicator: str
    name: str
    group: str
    before: str
    after: str
    cause: Cause


def standings(edition: Edition) -> Standings:
    """The verdicts of an edition, indicators in alphabetical order of their ids."""
    found = {}
    for indicator in sorted(edition.portal.indicators, key=lambda one: one.id):
        status = edition.derived.indicators[indicator.id].status
        verdicts = {v.group: f"{v.label}: {v.reason}" if v.reason else str(v.label) for v in status.verdicts}
        basis = _basis(indicator, edition.portal.series.get(indicator.id, ()), edition.portal.site.place)
        found[indicator.id] = Standing(indicator.name, basis, verdicts)
    return Standings(METHOD_VERSION, edition.day, found)


def _basis(indicator: Indicator, series: Series, home: str) -> str:
    """A fingerprint of what a verdict rests on: figures and targets, not their texts, sources or order."""
    rows = sorted(
        (*row.key, row.state.value, row.precision.value, _plain(row.value), _plain(row.value_to)) for row in series if row.place == home
    )
    targets = sorted(
        [t.sort.value, _plain(t.value), _plain(t.value_to), _plain(t.year), _plain(t.start), sorted(t.between), t.group or ""]
        for t in indicator.targets
    )
    start = indicator.start_value
    rest = [
        indicator.direction,
        [_plain(start.period), _plain(start.value), start.group or ""] if start else [],
        sorted(_plain(one.period) for one in indicator.breaks),
        *map(_plain, (indicator.tolerance, indicator.rhythm, indicator.next_release)),
    ]
    return hashlib.blake2b(json.dumps([rows, targets, rest], ensure_ascii=False).encode(), digest_size=8).hexdigest()


def _plain(value: Any) -> str:
    """A number without the zeros that say nothing, a period as written, nothing as nothing."""
    if value is None:
        return ""
    if hasattr(value, "normalize"):
        return format(value.normalize() + 0, "f")
    return str(getattr(value, "text", value))


def flips(before: Standings, after: Standings, renamed: Mapping[str, str] | None = None) -> Iterator[Flip]:
    """Every verdict that differs, by indicator and group. ``renamed`` leads from an indicator's old id to its new one.

    Indicators that only one side has are left out: what is new or gone is told as such.
    """
    earlier = {(renamed or {}).get(name, name): standing for name, standing in before.indicators.items()}
    for name, now in after.indicators.items():
        if name not in earlier:
            continue
        then = earlier[name]
        for group in sorted(dict.fromkeys([*now.verdicts, *then.verdicts]), key=lambda group: group != "totalt"):
            was, is_ = then.verdicts.get(group, ""), now.verdicts.get(group, "")
            # A group that comes or goes without a judgement has flipped nothing.
            if was != is_ and ((was and is_) or not (was or is_).startswith(Label.UNKNOWN)):
                yield Flip(name, now.name, group, was, is_, _cause(before, after, then, now, (was, is_)))


def _cause(before: Standings, after: Standings, then: Standing, now: Standing, words: tuple[str, str]) -> Cause:
    if then.basis != now.basis:
        return Cause.CONTENT
    # Today acts on a verdict through its age alone.
    if before.day != after.day and any(word.endswith(Reason.TOO_OLD) for word in words):
        return Cause.TIME
    return Cause.METHOD


def to_json(found: Standings) -> str:
    """The record as JSON with Swedish keys, one line for each verdict: a change of it is read in any comparison of files."""
    shown = {name: {"namn": one.name, "underlag": one.basis, "bedömningar": dict(one.verdicts)} for name, one in found.indicators.items()}
    return json.dumps({"metod": found.method, "dag": found.day.isoformat(), "indikatorer": shown}, ensure_ascii=False, indent=1) + "\n"


def from_json(written: str) -> Standings:
    """The record that :func:`to_json` wrote. Raises ValueError (Swedish) for anything else."""
    try:
        tree = json.loads(written)
        found = {
            str(name): Standing(str(one["namn"]), str(one["underlag"]), {str(g): str(words) for g, words in one["bedömningar"].items()})
            for name, one in tree["indikatorer"].items()
        }
        return Standings(int(tree["metod"]), date.fromisoformat(tree["dag"]), found)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise ValueError("filen är inte skriven av build.py ändringar --bedömningar") from None
