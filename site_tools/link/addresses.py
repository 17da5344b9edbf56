"""Addresses that pages have had: each leads to exactly one page that exists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from site_tools import urls
from site_tools.messages import links as say
from site_tools.model.parts import Kind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from site_tools.model.portal import Source
    from site_tools.model.records import Record
    from site_tools.problems import Problem


def reserved_page_problems(records: Iterable[Record]) -> Iterator[Problem]:
    """Neither a free page nor a fokusområde may take an address of the portal's own."""
    for record in records:
        taken = record.kind is Kind.PAGE and record.id in urls.RESERVED
        if taken or (record.kind is Kind.FOCUS_AREA and record.id == urls.PRINTOUT):
            yield say.RESERVED_ADDRESS(address=urls.address(record)).at(record.path)


def old_address_problems(records: Collection[Record], sources: Mapping[str, Source], addresses: Mapping[str, Record]) -> Iterator[Problem]:
    """A former address is nobody's present address, and only one page's former one."""
    taken: dict[str, Record] = {}
    reserved = {f"/{word}/" for word in urls.RESERVED} | {urls.printout(r) for r in records if r.kind is Kind.PROGRAM}
    lists = {*urls.LISTS.values(), urls.HOME, urls.SEARCH}
    for record in records:
        for index, old in enumerate(record.old_addresses):
            place = sources[record.path].place_of(("tidigare_adresser", index))
            now = addresses.get(old) or taken.get(old)
            taken.setdefault(old, record)
            if old in lists | reserved or now is not None:
                owner = now.path if now and old not in lists | reserved else "portalen själv"
                yield say.OLD_ADDRESS_TAKEN(address=old, owner=owner).at(record.path, place, f"tidigare_adresser.{index}")
