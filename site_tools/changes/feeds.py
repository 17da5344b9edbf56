"""Atom feeds (RFC 4287) of what the content dates: one for all, one for each program, one for each body that answers for something."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, NamedTuple

from site_tools import text, urls
from site_tools.changes.dated import Entry, answering, entries
from site_tools.model.portal import Output
from site_tools.model.records import Actor

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from site_tools.model.portal import Derived, Portal
    from site_tools.model.records import Record

ENTRIES_MAX = 100
"""Entries in a feed, and on the page."""


class Feed(NamedTuple):
    """A feed: its own address, the page that it is about, and what it says of itself."""

    address: str
    page: str
    title: str
    subtitle: str
    entries: tuple[Entry, ...]
    reviewed: date | None = None


def feeds(portal: Portal, derived: Derived, site_url: str, today: date) -> Iterator[Output]:
    """Every feed as a file. An empty one is a file too: a reader may subscribe to what has not happened yet."""
    found = entries(portal, derived, today)
    yield _output(_everything(portal, found), portal, site_url, today)
    for record in (*portal.programs, *answering(portal)):
        yield _output(_of(record, found), portal, site_url, today)


def _everything(portal: Portal, found: tuple[Entry, ...]) -> Feed:
    subtitle = "Händelser, uppföljningar, tal som har hämtats eller ändrats, och siffror som dröjer."
    return Feed(urls.FEED, urls.CHANGES, f"Ändringar – {portal.site.name}", subtitle, found)


def _of(record: Record, found: tuple[Entry, ...]) -> Feed:
    own = tuple(one for one in found if record.id in (one.actors if isinstance(record, Actor) else one.programs))
    who = "Det som rör aktören" if isinstance(record, Actor) else "Det som hör till programmet"
    return Feed(urls.feed(record), urls.address(record), f"Ändringar – {record.name}", f"{who}, det nyaste först.", own, record.reviewed)


def _output(feed: Feed, portal: Portal, site_url: str, today: date) -> Output:
    shown = feed.entries[:ENTRIES_MAX]
    # A feed must say when it was updated; before anything has happened that is when its page was last looked through.
    updated = shown[0].day if shown else min(feed.reviewed or today, today)
    own = urls.absolute(feed.address, site_url)
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{portal.site.language}">',
        f"<id>{escape(own, quote=False)}</id>",
        f"<title>{escape(feed.title, quote=False)}</title>",
        f"<subtitle>{escape(feed.subtitle, quote=False)}</subtitle>",
        f"<updated>{_time(updated)}</updated>",
        f"<author><name>{escape(portal.site.organisation, quote=False)}</name></author>",
        f"<rights>{escape(portal.site.licence, quote=False)}</rights>",
        f'<link rel="self" type="application/atom+xml" href={_quoted(own)}/>',
        f'<link rel="alternate" type="text/html" href={_quoted(urls.absolute(feed.page, site_url))}/>',
        *(line for entry in shown for line in _entry(entry, site_url)),
        "</feed>",
    ]
    return Output(feed.address.lstrip("/"), ("\n".join(lines) + "\n").encode())


def _entry(entry: Entry, site_url: str) -> Sequence[str]:
    # Names an editor may change, and pages may move: the id is made of what stays.
    return (
        "<entry>",
        f"<id>{escape(urls.absolute(f'{urls.CHANGES}#{entry.key}', site_url), quote=False)}</id>",
        f"<title>{escape(entry.title, quote=False)}</title>",
        f"<updated>{_time(entry.day)}</updated>",
        f"<category term={_quoted(entry.sort)} label={_quoted(text.capital(entry.sort))}/>",
        f'<link rel="alternate" type="text/html" href={_quoted(urls.absolute(entry.address, site_url))}/>',
        *([f'<summary type="text">{escape(entry.text, quote=False)}</summary>'] if entry.text else []),
        "</entry>",
    )


def _time(day: date) -> str:
    """The content knows days, not hours."""
    return f"{day.isoformat()}T00:00:00Z"


def _quoted(words: str) -> str:
    """Words as the value of an attribute. ``xml.sax`` has this too, and brings a client for HTTP."""
    return f'"{escape(words)}"'
