"""The header and the footer of pages. Those in one place share them: their links to the rest of the site are the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from site_tools import urls
from site_tools.templates import component, on_page

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from markupsafe import Markup

    from site_tools.model.records import Page, Site
    from site_tools.render.press import Crumb, Sheet


class _Place(NamedTuple):
    """Any page at an address."""

    address: str

    def link(self, target: str) -> str:
        return urls.relative(target, self.address)


class Frames:
    """Headers and footers that lead to ``lists`` and free ``pages``; those of the pages at ``addresses`` are made at once."""

    def __init__(self, site: Site, lists: Sequence[Crumb], pages: Sequence[Page], addresses: Iterable[str]) -> None:
        self._site, self._lists, self._pages = site, lists, pages
        named = (urls.HOME, urls.SEARCH, urls.METHOD, urls.CHANGES, urls.DATA)
        self._menu = (*named, *(one.address for one in lists), *map(urls.address, pages))
        first = {self._beside(address): address for address in addresses}
        self._made = {place: self._frame(_Place(address)) for place, address in first.items()}

    def of(self, sheet: Sheet) -> tuple[Markup, Markup]:
        """The header and the footer of a page; its own, where it is shown at any address."""
        return (self._made.get(self._beside(sheet.address)) if sheet.root is None else None) or self._frame(sheet)

    def _beside(self, address: str) -> str:
        """Where a page lies: pages in one place look the same from the menu. One that the menu leads to, or below, is alone in its own."""
        return f"={address}" if any(one.startswith(address) for one in self._menu) else address[: address.rstrip("/").rfind("/") + 1]

    def _frame(self, page: Sheet | _Place) -> tuple[Markup, Markup]:
        with on_page(link=page.link):
            head = component("site_header").site_header(page, self._site, self._lists)
            return head, component("site_footer").site_footer(page, self._site, self._lists, self._pages)
