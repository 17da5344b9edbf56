"""Every address at which a portal has a page, leads on to one, or says why there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from site_tools import urls

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
    """The addresses of all pages, but for charts in frames and data files, which follow their indicator's page.

    What stands on a page with others (``/ordlista/#skolvag``) counts by its page: the page answers, whatever happens to the anchor.
    """
    own = {urls.address(record) for record in portal.records.values() if record.kind not in urls.ON_ONE_PAGE}
    return frozenset({*own_pages(portal), *own, *map(urls.printout, portal.programs)})


def moved(portal: Portal) -> dict[str, str]:
    """Every former address, with the present one that it leads to."""
    said = {old: urls.address(record) for record in portal.records.values() for old in record.old_addresses}
    followed = {at: to for old, new in said.items() for at, to in zip(urls.companions(old), urls.companions(new), strict=False)}
    return followed | said


def gone(portal: Portal) -> dict[str, Withdrawal]:
    """Every withdrawn address, with what there is to say of it. A page that is there after all, as in a preview, is shown instead."""
    there = pages(portal) | moved(portal).keys()
    found = {address: one for one in portal.site.withdrawn for address in (one.address, *urls.companions(one.address))}
    return {address: one for address, one in found.items() if address not in there}


def gone_frames(portal: Portal) -> dict[str, Withdrawal]:
    """The addresses at which other sites may still frame the chart of a withdrawn page. They follow it, and are in no record."""
    found = {urls.framed(address): one for address, one in gone(portal).items()}
    return {address: one for address, one in found.items() if address}
