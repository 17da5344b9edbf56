"""Addresses that pages have had: each leads to exactly one page that exists."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from site_tools import urls
from site_tools.config import SITE_FILE
from site_tools.messages import links as say
from site_tools.messages import published as say_published
from site_tools.model.parts import Kind
from site_tools.model.public import public
from site_tools.model.steering import ControlPlan
from site_tools.release import own_pages

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from site_tools.model.portal import KeyPath, Portal, Source
    from site_tools.model.records import Record, Site
    from site_tools.problems import Problem


def no_part_problems(records: Iterable[Record], site: Site | None, sources: Mapping[str, Source]) -> Iterator[Problem]:
    """A former or withdrawn address with ``#`` is of a part of a page that has such parts: no other page tells what has become of one."""
    said: list[tuple[str, KeyPath, str]] = [
        (record.path, ("tidigare_adresser", n), old) for record in records for n, old in enumerate(record.old_addresses)
    ]
    said += [(SITE_FILE, ("indragna_adresser", n, "adress"), one.address) for n, one in enumerate(site.withdrawn if site else ())]
    for path, key, address in said:
        page, mark, _part = address.partition("#")
        if mark and not page.startswith(urls.WITH_PARTS):
            yield say.NO_PARTS(address=address, page=page).at(path, sources[path].place_of(key), ".".join(map(str, key)))


def reserved_page_problems(records: Iterable[Record]) -> Iterator[Problem]:
    """Neither a free page nor a fokusområde may take an address of the portal's own."""
    for record in records:
        taken = record.kind is Kind.PAGE and record.id in urls.RESERVED
        if taken or (record.kind is Kind.FOCUS_AREA and record.id == urls.PRINTOUT):
            yield say.RESERVED_ADDRESS(address=urls.address(record)).at(record.path)


def old_address_problems(records: Collection[Record], sources: Mapping[str, Source], addresses: Mapping[str, Record]) -> Iterator[Problem]:
    """A former address is nobody's present address, and only one page's former one."""
    taken: dict[str, Record] = {}
    reserved = _reserved(records)
    for record in records:
        for index, old in enumerate(record.old_addresses):
            now = addresses.get(old) or taken.get(old)
            taken.setdefault(old, record)
            if old in reserved or now is not None:
                owner = now.path if now and old not in reserved else "portalen själv"
                place = sources[record.path].place_of(("tidigare_adresser", index))
                yield say.OLD_ADDRESS_TAKEN(address=old, owner=owner).at(record.path, place, f"tidigare_adresser.{index}")


def _reserved(records: Collection[Record]) -> frozenset[str]:
    """Addresses of the portal's own, also below the pages of records and on them."""
    below = {urls.printout(r) for r in records if r.kind is Kind.PROGRAM} | {
        urls.embedded(r) for r in records if r.kind in (Kind.INDICATOR, Kind.FINANCE)
    }
    below |= {urls.risk(r, risk.id) for r in records if isinstance(r, ControlPlan) for risk in r.risks}
    return frozenset({f"/{word}/" for word in urls.RESERVED} | below | {*urls.LISTS.values(), urls.HOME, urls.SEARCH, urls.METHOD})


def withdrawn_problems(portal: Portal, source: Source, addresses: Mapping[str, Record]) -> Iterator[Problem]:
    """A withdrawn address is nobody's, neither now nor formerly, and is withdrawn once. A draft may lie where a page has been, and a list
    that nothing is left of may be withdrawn."""
    site, records = portal.site, portal.records.values()
    reserved = _reserved(records) - ({*urls.LISTS.values(), urls.AGREEMENTS} - {*own_pages(public(portal, date.max))})
    former = {old: record for record in records if not record.draft for old in record.old_addresses}
    seen: set[str] = set()
    for index, one in enumerate(site.withdrawn):
        owner = addresses.get(one.address)
        owner = former.get(one.address) if owner is None or owner.draft else owner
        taken = owner.path if owner else "portalen själv" if one.address in reserved else SITE_FILE if one.address in seen else ""
        seen.add(one.address)
        if taken:
            path = ("indragna_adresser", index, "adress")
            yield say_published.WITHDRAWN_IN_USE(address=one.address, owner=taken).at(
                SITE_FILE, source.place_of(path), ".".join(map(str, path))
            )
