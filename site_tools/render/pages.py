"""The pages of the portal's own: start, search, free pages and the page for an address that does not exist."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from site_tools import text, urls
from site_tools.making import page
from site_tools.model.parts import Kind
from site_tools.model.verdict import Label
from site_tools.release.pages import gone, gone_frames
from site_tools.render.gathering import gathering_page
from site_tools.render.press import Crumb, Dates, Sheet, Version
from site_tools.render.sheets import ONE, home, record_sheet
from site_tools.render.start import start_page
from site_tools.templates import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from site_tools.model.parts import Withdrawal
    from site_tools.model.portal import Output
    from site_tools.model.records import Page
    from site_tools.render.press import Press


def own_pages(press: Press) -> Iterator[Output]:
    """Start, search, the free pages, 404 and what stands where a page has been."""
    if press.shows(urls.HOME):
        yield start_page(press)
    yield _search(press)
    for one in press.portal.pages:
        if press.wants(urls.address(one)):
            yield gathering_page(press, one) if one.actor else _free(press, one)
    yield _not_found(press)
    for address, withdrawal in gone(press.portal).items():
        yield _withdrawn(press, address, withdrawal)
    for address, withdrawal in gone_frames(press.portal).items():
        yield _withdrawn_frame(press, address, withdrawal)


@page
def _free(press: Press, record: Page) -> Output:
    template = "accessibility" if record.accessibility else "page"
    groups = press.graph.connections(record)
    sheet = replace(record_sheet(press, record), language=record.language or "", versions=_versions(press, record))
    return press.output(sheet, template, record=record, groups=groups, aside=(), home=press.site_url + urls.HOME)


def _versions(press: Press, record: Page) -> tuple[Version, ...]:
    """The page in its languages, the portal's own first; nothing when it has only one."""
    found = list(press.translated.get(record.translates or record.id, ()))
    found.sort(key=lambda one: (one.language is not None, one.language))
    site = press.portal.site.language
    said = tuple(Version(one.language or site, urls.absolute(urls.address(one), press.site_url)) for one in found)
    return said if len(said) > 1 else ()


@page
def _search(press: Press) -> Output:
    sheet = Sheet(
        address=urls.SEARCH,
        label=_("Sök"),
        title=_("Sök på portalen"),
        description=_("Sök bland mål, program, indikatorer, uppdrag, uppföljningar, pengar, aktörer och dokument."),
        dates=Dates(gathered=True),
        crumbs=(home(), Crumb(_("Sök"), urls.SEARCH)),
        scripts=("search.js",),
    )
    kinds = [(kind.value, _(ONE[kind])) for kind in Kind if press.portal.of_kind(kind)]
    statuses = [(label.value, text.capital(label)) for label in Label]
    return press.output(sheet, "search", kinds=kinds, statuses=statuses, programs=press.portal.programs, goals=press.portal.goals)


def _withdrawn(press: Press, address: str, one: Withdrawal) -> Output:
    """A page at a withdrawn address that says when and why, and where to go instead."""
    said = _("Sidan togs bort den %(day)s.") % {"day": text.day(one.day)}
    return press.output(_gone_sheet(address, _("Sidan är indragen"), said), "withdrawn", withdrawal=one)


def _withdrawn_frame(press: Press, address: str, one: Withdrawal) -> Output:
    """What is shown on the sites that still frame the chart of a withdrawn page."""
    said = _("Diagrammet togs bort den %(day)s.") % {"day": text.day(one.day)}
    return press.output(_gone_sheet(address, _("Diagrammet är indraget"), said), "embed_withdrawn", withdrawal=one)


def _gone_sheet(address: str, title: str, said: str) -> Sheet:
    return Sheet(
        address=address,
        label=_("Indragen"),
        title=title,
        description=said,
        dates=Dates(gathered=True),
        crumbs=(home(), Crumb(title, address)),
        unlisted=True,
    )


@page
def _not_found(press: Press) -> Output:
    sheet = Sheet(
        address=urls.NOT_FOUND,
        label=_("Fel 404"),
        title=_("Sidan finns inte"),
        description=_("Adressen leder inte till någon sida på portalen."),
        dates=Dates(gathered=True),
        root=press.root,
    )
    return press.output(sheet, "not_found")
