"""The small table of facts beside a page: term, and what it leads to or says."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from site_tools import text, urls
from site_tools.model.parts import Kind
from site_tools.model.portal import Ref
from site_tools.templates import _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from site_tools.model.parts import Validity
    from site_tools.model.portal import Portal
    from site_tools.model.records import Record
    from site_tools.model.values import Period


class Item(NamedTuple):
    """A text, with the address on the site that it leads to or the full URL elsewhere; both may be empty."""

    text: str
    address: str = ""
    url: str = ""


class FactRow(NamedTuple):
    """A term with its items."""

    term: str
    items: tuple[Item, ...]


def rows(*pairs: tuple[str, Iterable[Item]]) -> tuple[FactRow, ...]:
    """The pairs that have something to say."""
    made = (FactRow(term, tuple(items)) for term, items in pairs)
    return tuple(row for row in made if row.items)


def links(records: Iterable[Record]) -> list[Item]:
    """Each record as a link."""
    return [Item(record.label, urls.address(record)) for record in records]


def words(*texts: str | None) -> list[Item]:
    """Each text that is there."""
    return [Item(said) for said in texts if said]


def actor(portal: Portal, name: str | None, role: str | None = None) -> list[Item]:
    """An actor as a link, and the role within it that answers."""
    found = links([portal.records[Ref(Kind.ACTOR, name)]]) if name else []
    return found + words(role)


def period(value: Period | None) -> list[Item]:
    """A period in words."""
    return words(text.capital(text.period(value))) if value else []


def validity(value: Validity | None) -> list[Item]:
    """From when to when something holds."""
    if value is None:
        return []
    first, last = (text.period(p) if p else "" for p in (value.first, value.last))
    if first == last:
        return words(text.capital(first))
    if first and last:
        return words(text.capital(_("%(first)s till %(last)s") % {"first": first, "last": last}))
    return words(_("Från %(first)s") % {"first": first} if first else _("Till %(last)s") % {"last": last} if last else None)
