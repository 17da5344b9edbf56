"""Stage 6, export: data as CSV and JSON, feeds, the map for search engines, pages that lead on from former addresses, and files for
the server and for those who find a security hole."""

from __future__ import annotations

from datetime import timedelta
from html import escape
from typing import TYPE_CHECKING

from site_tools import urls
from site_tools.changes.feeds import feeds
from site_tools.export.data import data_files
from site_tools.export.former import own, present, with_former
from site_tools.export.redirect import redirect
from site_tools.hosting import Place, apache, headers_file, redirects_file
from site_tools.model.portal import Output
from site_tools.release import gone, gone_frames, moved, own_pages

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from site_tools.config import Config
    from site_tools.model.portal import Derived, Portal

__all__ = ["export", "own", "present", "with_former"]

SECURITY_DAYS = 360
"""Days that ``security.txt`` holds from the day of the build; RFC 9116 wants less than a year."""


def export(portal: Portal, derived: Derived, config: Config) -> Iterator[Output]:
    """Data files, feeds, ``sitemap.xml``, ``robots.txt``, ``security.txt``, redirects and files for servers. Nothing is written."""
    site_url = (config.site_url or portal.site.address).rstrip("/")
    yield from data_files(portal, derived, site_url)
    yield from feeds(portal, derived, site_url, config.today)
    yield Output("sitemap.xml", _sitemap(portal, site_url).encode())
    # A preview shows what may not be published yet, or lacks its pictures: no search engine should keep it.
    rule = "Disallow: /\n" if config.preview else f"Allow: /\n\nSitemap: {site_url}/sitemap.xml\n"
    yield Output("robots.txt", f"User-agent: *\n{rule}".encode())
    yield Output(".well-known/security.txt", _security(portal, site_url, config.today).encode())
    led, withdrawn = moved(portal), gone(portal) | gone_frames(portal)
    names = {urls.address(record): record.name for record in portal.records.values()}
    for old, new in led.items():
        yield redirect(old, new, names.get(new) or names[new.removesuffix(f"{urls.PRINTOUT}/")], site_url)
    place = Place(site_url, config.out, tuple(led.items()), tuple(withdrawn))
    yield Output(".htaccess", apache(place).encode())
    yield Output("_headers", headers_file(place).encode())
    yield Output("_redirects", redirects_file(place).encode())


def _sitemap(portal: Portal, site_url: str) -> str:
    lines = [f"<url><loc>{escape(urls.absolute(address, site_url), quote=False)}</loc></url>" for address in own_pages(portal)]
    for record in portal.records.values():
        if record.kind in urls.ON_ONE_PAGE:
            continue
        changed = f"<lastmod>{record.reviewed.isoformat()}</lastmod>" if record.reviewed else ""
        lines.append(f"<url><loc>{escape(urls.absolute(urls.address(record), site_url), quote=False)}</loc>{changed}</url>")
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return head + "\n".join(lines) + "\n</urlset>\n"


def _security(portal: Portal, site_url: str, today: date) -> str:
    """Whom to tell of a security hole, as RFC 9116 has it; it lapses when the site has not been built for long."""
    lines = (
        f"Contact: mailto:{portal.site.contact.email}",
        f"Expires: {today + timedelta(days=SECURITY_DAYS)}T00:00:00Z",
        "Preferred-Languages: sv, en",
        f"Canonical: {site_url}/.well-known/security.txt",
    )
    return "".join(f"{line}\n" for line in lines)
