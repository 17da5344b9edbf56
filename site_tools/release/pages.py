"""Every address at which a portal has a page, leads on to one, or says why there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from site_tools import urls
from site_tools.model.steering import ControlPlan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from site_tools.model.parts import Withdrawal
    from site_tools.model.portal import Portal


def own_pages(portal: Portal) -> Iterator[str]:
    """The pages that no file of the content is, in reading order: start, search, the lists, agreements by party."""
    yield from (urls.HOME, urls.SEARCH, urls.METHOD, urls.CHANGES, urls.DATA)
    yield from (address for kind, address in urls.LISTS.items() if kind in urls.ALWAYS or portal.of_kind(kind))
    if portal.agreements:
        yield urls.AGREEMENTS
        yield from map(urls.agreement, portal.agreements)


def pages(portal: Portal) -> frozenset[str]:
    """The addresses of all pages, but for charts in frames and data files, which follow their indicator's page."""
    own = {urls.address(record) for record in portal.records.values() if record.kind not in urls.ON_ONE_PAGE}
    return frozenset({*own_pages(portal), *own, *map(urls.printout, portal.programs)})


def parts(portal: Portal) -> frozenset[str]:
    """The parts of pages that bear an id of the editors' and that other pages link to: ``/ordlista/#skolvag``."""
    own = {urls.address(record) for kind in urls.ON_ONE_PAGE for record in portal.of_kind(kind)}
    return frozenset(own | {urls.risk(plan, risk.id) for plan in portal.every(ControlPlan) for risk in plan.risks})


def moved(portal: Portal) -> dict[str, str]:
    """Every former address of a page, with the present one that it leads to."""
    said = {old: new for old, new in _former(portal) if "#" not in old}
    followed = {at: to for old, new in said.items() for at, to in zip(urls.companions(old), urls.companions(new), strict=False)}
    return followed | said


def moved_parts(portal: Portal) -> dict[str, str]:
    """Every former address of a part of a page, with the present one that its page leads on to: no server knows of parts."""
    return {old: new for old, new in _former(portal) if "#" in old}


def _former(portal: Portal) -> Iterator[tuple[str, str]]:
    return ((old, urls.address(record)) for record in portal.records.values() for old in record.old_addresses)


def gone(portal: Portal) -> dict[str, Withdrawal]:
    """Every withdrawn page, with what there is to say of it. A page that is there after all, as in a preview, is shown instead."""
    found = {address: one for one in portal.site.withdrawn for address in (one.address, *urls.companions(one.address))}
    there = pages(portal) | moved(portal).keys() if found else frozenset()
    return {address: one for address, one in found.items() if address not in there and "#" not in address}


def gone_parts(portal: Portal) -> dict[str, Withdrawal]:
    """The same for parts of pages."""
    there = parts(portal) | moved_parts(portal).keys()
    return {one.address: one for one in portal.site.withdrawn if "#" in one.address and one.address not in there}


def gone_frames(portal: Portal) -> dict[str, Withdrawal]:
    """The addresses at which other sites may still frame the chart of a withdrawn page. They follow it, and are in no record."""
    found = {urls.framed(address): one for address, one in gone(portal).items()}
    return {address: one for address, one in found.items() if address}
