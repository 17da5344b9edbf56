"""What differs between two versions of one record: its name, address, short facts and targets, and which of its texts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from site_tools import text, urls
from site_tools.changes.pairs import Pairs, squeezed, thing_of
from site_tools.changes.shape import Change, Sort
from site_tools.markdown import to_html, unmarked
from site_tools.model.fields import Marked, Prose
from site_tools.model.parts import Target, To
from site_tools.model.portal import Portal, Ref
from site_tools.model.records import Actor, Record
from site_tools.model.shape import fields_of
from site_tools.model.steering import DONE, Assignment, Finance, FollowUp
from site_tools.model.values import Period

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from site_tools.changes.shape import Thing
    from site_tools.model.parts import StartValue, Validity
    from site_tools.model.shape import FieldShape
    from site_tools.model.steering import Judged

_QUIET = frozenset({"id", "path", "program", "name", "reviewed", "old_addresses", "search_words", "order", "colour", "revisions"})
"""Fields that are told in their own way, or that change nothing that a reader looks for."""
_APART = frozenset({"targets", "start_value", "validity"})
"""Groups of keys that are told in words, one by one."""


def record_changes(before: Record, after: Record, pairs: Pairs) -> Iterator[Change]:
    """Every change of one record but those of its series and verdicts."""
    thing = thing_of(after)
    if squeezed(before.name) != squeezed(after.name):
        yield Change(Sort.RENAMED, thing, before=squeezed(before.name), after=squeezed(after.name))
    if urls.address(before) != urls.address(after):
        note = "" if urls.address(before) in after.old_addresses else "den gamla adressen leder inte vidare"
        yield Change(Sort.MOVED, thing, before=urls.address(before), after=urls.address(after), note=note)
    yield from _targets(before, after, thing)
    yield from _figures(before, after, pairs, thing)
    yield from field_changes(before, after, pairs, thing)


def field_changes(before: BaseModel, after: BaseModel, pairs: Pairs, thing: Thing) -> Iterator[Change]:
    """Short facts with what they were and are; of texts and groups of keys only that they differ."""
    texts = []
    for field in fields_of(type(after)):
        if field.name in _QUIET | _APART:
            continue
        old, new = getattr(before, field.name), getattr(after, field.name)
        was, is_ = _canonical(old, field, pairs.moved), _canonical(new, field, {})
        if was == is_ or (isinstance(field.mark, Prose) and _same_prose(old, new)):
            continue
        if field.model or isinstance(field.mark, Prose):
            texts.append(_spoken(field.key))
        else:
            names = _names(old, field, pairs.before, pairs.moved), _names(new, field, pairs.after, {})
            lost, found = ([name for key, name in names[i].items() if key not in names[1 - i]] for i in (0, 1))
            yield Change(Sort.FACT, thing, _spoken(field.key), ", ".join(lost), ", ".join(found))
    if texts:
        yield Change(Sort.TEXT, thing, ", ".join(texts))


def _spoken(key: str) -> str:
    return key.replace("_", " ")


def _canonical(value: Any, field: FieldShape, moved: Mapping[Ref, Ref]) -> Any:
    """A value so that two that say the same are equal: no order, no white space, no zeros that say nothing."""
    if isinstance(value, tuple):
        return sorted((_canonical(item, field, moved) for item in value), key=repr)
    if isinstance(value, BaseModel):
        inner = ((f.key, _canonical(getattr(value, f.name), f, moved)) for f in fields_of(type(value)))
        return [(key, item) for key, item in inner if item not in (None, [])]
    if isinstance(value, str) and isinstance(field.mark, To):
        return moved.get(Ref(field.mark.kind, value), Ref(field.mark.kind, value)).id
    if isinstance(value, Decimal):
        return format(value.normalize() + 0, "f")
    if isinstance(value, Period):
        return value.text
    if isinstance(value, str) and isinstance(field.mark, Marked):
        value = unmarked(value)
    return squeezed(value) if isinstance(value, str) else value


def _same_prose(old: str | None, new: str | None) -> bool:
    """Whether two texts read the same as pages show them."""
    return squeezed(_shown(old)) == squeezed(_shown(new))


def _shown(markdown: str | None) -> str:
    return to_html(markdown, lambda target: target) if markdown else ""


def _names(value: Any, field: FieldShape, portal: Portal, moved: Mapping[Ref, Ref]) -> dict[str, str]:
    """What to call each part of a short fact, by what it is compared by."""
    items = value if isinstance(value, tuple) else (value,)
    return {_canonical(item, field, moved): _name(item, field, portal) for item in items if item is not None}


def _name(item: Any, field: FieldShape, portal: Portal) -> str:
    if isinstance(field.mark, To):
        return portal.records[Ref(field.mark.kind, item)].label
    if isinstance(item, bool):
        return "ja" if item else "nej"
    if isinstance(item, Decimal | int):
        return text.number(Decimal(item))
    if isinstance(item, Period):
        return text.period(item)
    return text.day(item) if isinstance(item, date) else squeezed(str(item))


def _targets(before: Record, after: Record, thing: Thing) -> Iterator[Change]:
    """Changed, new and former targets; a start value likewise."""
    units = getattr(before, "unit", ""), getattr(after, "unit", "")
    old = {_target_key(t): t for t in getattr(before, "targets", ())}
    new = {_target_key(t): t for t in getattr(after, "targets", ())}
    lost = [target for key, target in old.items() if key not in new]
    for key, target in new.items():
        if key in old:
            continue
        # The same aim with another figure is one change, not a target gone and another come.
        was = next((t for t in lost if (t.year, t.group, t.measure) == (target.year, target.group, target.measure)), None)
        if was:
            lost.remove(was)
        yield Change(Sort.TARGET, thing, "målvärde", target_words(was, units[0]) if was else "", target_words(target, units[1]))
    for was in lost:
        yield Change(Sort.TARGET, thing, "målvärde", target_words(was, units[0]), "")
    starts = [_start(getattr(one, "start_value", None), unit) for one, unit in zip((before, after), units, strict=True)]
    if starts[0] != starts[1]:
        yield Change(Sort.TARGET, thing, "startvärde", starts[0], starts[1])
    validities = [_validity(getattr(one, "validity", None)) for one in (before, after)]
    if validities[0] != validities[1]:
        yield Change(Sort.FACT, thing, "giltighet", validities[0], validities[1])


def _target_key(target: Target) -> tuple[Any, ...]:
    figures = tuple(None if v is None else v.normalize() for v in (target.value, target.value_to))
    words = squeezed(target.text) if target.text and target.value is None else ""
    return (target.sort, *figures, target.year, target.start, frozenset(target.between), target.group, target.unit, target.measure, words)


def target_words(target: Target, unit: str) -> str:
    """``högst 90 kton CO2e år 2040 (kvinnor)``."""
    measure = f"{target.measure}: " if target.measure else ""
    year = f", {text.period(target.year)}" if target.year else ""
    group = f" ({target.group})" if target.group else ""
    return measure + squeezed(text.target(target, unit)) + year + group


def _start(start: StartValue | None, unit: str) -> str:
    if start is None:
        return ""
    told = text.unit_phrase(text.number(start.value.normalize() + 0), unit) if start.value is not None else "okänt"
    return f"{told}, {text.period(start.period)}" + (f" ({start.group})" if start.group else "")


def _validity(validity: Validity | None) -> str:
    if validity is None:
        return ""
    first, last = (text.period(p) if p else "" for p in (validity.first, validity.last))
    return f"{first}–{last}"


def _figures(before: Record, after: Record, pairs: Pairs, thing: Thing) -> Iterator[Change]:
    """The facts within a record that readers follow over time: how far an assignment is, what a body judges, amounts of money."""
    old, new = _followed(before, pairs.before, pairs.moved), _followed(after, pairs.after, {})
    for key in dict.fromkeys([*new, *old]):
        was, is_ = (side.get(key, ("", ""))[1] for side in (old, new))
        if was != is_:
            yield Change(Sort.FACT, thing, (new.get(key) or old[key])[0], was, is_)


def _followed(record: Record, portal: Portal, moved: Mapping[Ref, Ref]) -> dict[object, tuple[str, str]]:
    """Key -> (what it is about, what it says)."""
    if isinstance(record, Assignment) and record.latest_state:
        return {"läge": ("läge", record.latest_state)}
    if isinstance(record, FollowUp):
        judged = ((ref, portal.records[ref].label, one.judgement) for one in record.judged for ref in [_about(one)])
        return {moved.get(ref, ref): (f"bedömning av {label}", judgement) for ref, label, judgement in judged}
    if isinstance(record, Finance):
        columns = {column.id: column.name for column in record.columns}
        return {
            (row.post, amount.column): (
                f"{row.post}, {columns.get(amount.column, amount.column)}",
                amount.words or (text.unit_phrase(text.number(amount.value), record.unit) if amount.value is not None else ""),
            )
            for row in record.rows
            for amount in row.amounts
        }
    return {}


def _about(judged: Judged) -> Ref:
    """The one thing that is judged."""
    return next(Ref(f.mark.kind, name) for f in fields_of(type(judged)) if isinstance(f.mark, To) and (name := getattr(judged, f.name)))


def ended(record: Record, day: date) -> str:
    """Why a record holds no more on a day, in words; empty when it still holds."""
    validity: Validity | None = getattr(record, "validity", None)
    if validity and validity.last and validity.last.last and validity.last.last < day:
        return f"{'fanns' if isinstance(record, Actor) else 'gällde'} till {text.period(validity.last)}"
    if isinstance(record, Assignment) and record.latest_state in DONE:
        return record.latest_state
    return ""
