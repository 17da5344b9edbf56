"""Stage 6, export: each series as CSV and JSON, feeds, the map for search engines, pages that lead on from former addresses, and files for
the server and for those who find a security hole."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from json.encoder import encode_basestring
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from site_tools import urls
from site_tools.changes.feeds import feeds
from site_tools.hosting import Place, apache, headers_file, moved, redirects_file
from site_tools.model.dialect import COLUMNS
from site_tools.model.portal import Output
from site_tools.model.values import Period, Precision
from site_tools.templates import environment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic import BaseModel

    from site_tools.config import Config
    from site_tools.model.portal import Derived, Portal
    from site_tools.model.records import Indicator, Record
    from site_tools.model.values import Observation, Series

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


SECURITY_DAYS = 360
"""Days that ``security.txt`` holds from the day of the build; RFC 9116 wants less than a year."""


def export(portal: Portal, derived: Derived, config: Config) -> Iterator[Output]:
    """Data files, feeds, ``sitemap.xml``, ``robots.txt``, ``security.txt``, redirects and files for servers. Nothing is written."""
    site_url = (config.site_url or portal.site.address).rstrip("/")
    for indicator in portal.indicators:
        series = portal.series.get(indicator.id, ())
        stem = f"{urls.output_path(urls.address(indicator)).removesuffix('index.html')}{indicator.id}"
        yield Output(f"{stem}.csv", _csv(series).encode())
        yield Output(f"{stem}.json", (_json(_described(indicator, series, site_url)) + "\n").encode())
    yield from feeds(portal, derived, site_url, config.today)
    yield Output("sitemap.xml", _sitemap(portal, site_url).encode())
    # A preview shows what may not be published yet: no search engine should keep it.
    rule = "Disallow: /\n" if config.drafts else f"Allow: /\n\nSitemap: {site_url}/sitemap.xml\n"
    yield Output("robots.txt", f"User-agent: *\n{rule}".encode())
    yield Output(".well-known/security.txt", _security(portal, site_url, config.today).encode())
    for record in portal.records.values():
        for old in record.old_addresses:
            yield _redirect(old, record, site_url)
    place = Place(site_url, config.out, moved(portal))
    yield Output(".htaccess", apache(place).encode())
    yield Output("_headers", headers_file(place).encode())
    yield Output("_redirects", redirects_file(place).encode())


def _cells(row: Observation) -> dict[str, str | Decimal | None]:
    """The row under its columns: numbers exact, a value in words where the source gives no number, None where there is nothing."""
    words = row.words if row.precision is Precision.WORDS else None
    return {
        "period": row.period.text,
        "grupp": row.group,
        "plats": row.place,
        "slag": row.kind.value,
        "läge": row.state.value or None,
        "precision": row.precision.value,
        "värde": words or row.value,
        "värde_till": row.value_to,
        "källa": row.source or None,
        "utgåva": row.edition or None,
        "kommentar": row.comment or None,
    }


def _csv(series: Series) -> str:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in series:
        writer.writerow([_cell(value) for value in _cells(row).values()])
    return buffer.getvalue()


def _cell(value: str | Decimal | None) -> str:
    """Digits as in the content; a text that a spreadsheet would take for a formula gets a leading apostrophe."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return format(value, "f")
    return f"'{value}" if value.startswith(_FORMULA) else value


def _described(indicator: Indicator, series: Series, site_url: str) -> dict[str, object]:
    """An indicator with its series, under the keys that editors use."""
    return {
        "id": indicator.id,
        "sida": urls.absolute(urls.address(indicator), site_url),
        **_keys(indicator),
        "serie": [{name: value for name, value in _cells(row).items() if value is not None} for row in series],
    }


def _keys(part: BaseModel) -> dict[str, object]:
    """A group of keys as the content writes it, without those that are empty and those of its own files and pages."""
    own = {"id", "path", "search_words", "old_addresses", "series_format", "draft", "publish_from"}
    found = {info.alias or name: getattr(part, name) for name, info in type(part).model_fields.items() if name not in own}
    return {key: value for key, value in found.items() if value not in (None, ())}


def _json(value: object, indent: str = "") -> str:
    """JSON that keeps the digits of decimals: ``12.50`` stays ``12.50``."""
    if isinstance(value, str):
        return encode_basestring(value)
    inner = indent + "  "
    if isinstance(value, dict):
        lines = [f"{inner}{encode_basestring(key)}: {_json(item, inner)}" for key, item in value.items()]
        return "{\n" + ",\n".join(lines) + f"\n{indent}}}" if lines else "{}"
    if isinstance(value, list | tuple):
        lines = [inner + _json(item, inner) for item in value]
        return "[\n" + ",\n".join(lines) + f"\n{indent}]" if lines else "[]"
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, Period):
        value = value.text
    elif isinstance(value, date):
        value = value.isoformat()
    elif isinstance(value, Enum):
        value = value.value
    elif value is not None and not isinstance(value, str | bool | int):
        return _json(_keys(value), indent)  # type: ignore[arg-type]  # what is left in a record is a group of keys
    return json.dumps(value, ensure_ascii=False)


def _sitemap(portal: Portal, site_url: str) -> str:
    own = [
        urls.HOME,
        urls.SEARCH,
        urls.METHOD,
        urls.CHANGES,
        *(address for kind, address in urls.LISTS.items() if kind in urls.ALWAYS or portal.of_kind(kind)),
    ]
    agreements = portal.agreements
    own += [urls.AGREEMENTS, *map(urls.agreement, agreements)] if agreements else []
    lines = [f"<url><loc>{escape(urls.absolute(address, site_url))}</loc></url>" for address in own]
    for record in portal.records.values():
        if record.kind in urls.ON_ONE_PAGE:
            continue
        changed = f"<lastmod>{record.reviewed.isoformat()}</lastmod>" if record.reviewed else ""
        lines.append(f"<url><loc>{escape(urls.absolute(urls.address(record), site_url))}</loc>{changed}</url>")
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


def _redirect(old: str, record: Record, site_url: str) -> Output:
    """A page at a former address that leads on by itself, and by a link where it may not."""
    target = urls.address(record)
    html = (
        environment()
        .get_template("pages/redirect.html")
        .render(target=urls.relative(target, old), canonical=urls.absolute(target, site_url), name=record.name)
    )
    return Output(urls.output_path(old), html.encode())
