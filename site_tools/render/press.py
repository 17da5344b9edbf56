"""What all pages share: the frame around a page, its links, its prose and its place in the search index."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, urlsplit

from markupsafe import Markup

from site_tools import text, urls
from site_tools.changes.dated import answering
from site_tools.markdown import to_html, to_line
from site_tools.memory import each
from site_tools.model.parts import Kind
from site_tools.model.portal import Output, Ref
from site_tools.model.public import NEVER, opens
from site_tools.render.frames import Frames
from site_tools.render.judgements import by_subject
from site_tools.render.links import graph_of
from site_tools.render.sources import Citation, cite
from site_tools.render.verdicts import differing
from site_tools.templates import N_, _, environment, on_page

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from site_tools.charts import Drawing
    from site_tools.charts.spark import Miniature
    from site_tools.config import Config
    from site_tools.model.parts import Source
    from site_tools.model.portal import Derived, Portal
    from site_tools.model.records import Page, Record
    from site_tools.model.steering import Judged
    from site_tools.render.judgements import Judgement
    from site_tools.render.links import Graph
    from site_tools.render.verdicts import Mark, Tally

LIST_NAMES: dict[Kind, str] = {
    Kind.PROGRAM: N_("Program"),
    Kind.GOAL: N_("Mål"),
    Kind.INDICATOR: N_("Indikatorer"),
    Kind.ASSIGNMENT: N_("Uppdrag"),
    Kind.FOLLOW_UP: N_("Uppföljning"),
    Kind.ACTOR: N_("Aktörer"),
    Kind.DOCUMENT: N_("Dokument"),
    Kind.FINANCE: N_("Finansiering"),
    Kind.CONTROL: N_("Internkontroll"),
    Kind.EVENT: N_("Händelser"),
    Kind.TERM: N_("Ordlista"),
}
"""What the list of a kind is called, in the order of the menu."""
DESCRIPTION_MAX = 300
"""Characters of a page's description; search engines cut at about half of it."""


class Version(NamedTuple):
    """A page in one of its languages: the language's code (BCP 47) and the page's address with its host."""

    language: str
    address: str


@dataclass(frozen=True)
class Crumb:
    """One step of the way from the start page."""

    label: str
    address: str


@dataclass(frozen=True)
class Facets:
    """What the search index is told about a page besides its text: kind, sentence, ids and label to filter by, words people search for."""

    sort: str
    sentence: str
    programs: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    status: str = ""


@dataclass(frozen=True)
class Dates:
    """When the text of a page was reviewed and its data fetched; None when nobody has said so.

    ``gathered`` marks a page that the portal has put together from others: its dates are the latest among them.
    ``has_data`` says whether the page shows figures at all.
    """

    reviewed: date | None = None
    fetched: date | None = None
    has_data: bool = False
    gathered: bool = False


class Notice(NamedTuple):
    """Something to know before reading on: that a thing has ended or been replaced, and by what."""

    words: str
    records: tuple[Record, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """The frame of one page.

    ``label`` says what kind of page it is; ``facets`` is None when it is left out of the search; ``tally`` counts the verdicts of its
    indicators.

    ``unlisted`` keeps a page that repeats others out of search engines. ``language`` is what its words are in when that is not the
    portal's own; ``versions`` are the same page in every language that it has, itself too.

    ``root`` is the path of the site on its host, for the one page (404) that is shown at any address; other pages link relatively.
    """

    address: str
    label: str
    title: str
    description: str
    dates: Dates
    crumbs: tuple[Crumb, ...] = ()
    facets: Facets | None = None
    tally: Tally | None = None
    hue: str = ""
    scripts: tuple[str, ...] = ()
    root: str | None = None
    notices: tuple[Notice, ...] = ()
    unlisted: bool = False
    language: str = ""
    versions: tuple[Version, ...] = ()

    def link(self, target: str) -> str:
        """``target`` (rooted at the site) as a link on this page."""
        return urls.relative(target, self.address) if self.root is None else self.root + target


@dataclass(frozen=True)
class Press:
    """The linked portal, what is computed from it, its charts and its static files: all that a page is made of.

    ``pictures`` are PNG files by their addresses; ``cards`` gives the address of the one that a page is shared with;
    ``miniatures`` are what the drawings show at a glance, by the same names.
    ``wanted`` is the path of the one file to make; None for all.
    """

    portal: Portal
    derived: Derived
    config: Config
    assets: Mapping[str, str]
    drawings: Mapping[str, Drawing] = field(default_factory=dict)
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    cards: Mapping[str, str] = field(default_factory=dict)
    miniatures: Mapping[str, Miniature] = field(default_factory=dict)
    wanted: str | None = None

    @cached_property
    def graph(self) -> Graph:
        """The portal's links, read from either end."""
        return graph_of(self.portal)

    @cached_property
    def in_menu(self) -> tuple[Page, ...]:
        """The free pages that every page links to."""
        return tuple(page for page in self.portal.pages if page.in_menu)

    @cached_property
    def translated(self) -> dict[str, list[Page]]:
        """Id of a free page -> the page and its translations, for pages that have any."""
        originals = {page.translates for page in self.portal.pages if page.translates}
        found: dict[str, list[Page]] = {}
        for page in self.portal.pages:
            if (original := page.translates or page.id) in originals:
                found.setdefault(original, []).append(page)
        return found

    @cached_property
    def judged(self) -> dict[Ref, list[Judgement]]:
        """What the follow-ups say, by what it is said of."""
        return by_subject(self.portal)

    @cached_property
    def site_url(self) -> str:
        """The absolute address of the site, without a slash at its end."""
        return site_url(self.portal, self.config)

    @cached_property
    def root(self) -> str:
        """The path of the site on its host: empty at the top of the host."""
        return urlsplit(self.site_url).path.rstrip("/")

    @cached_property
    def _by_path(self) -> dict[str, Record]:
        return {record.path: record for record in self.portal.records.values()}

    def output(self, sheet: Sheet, template: str, **view: object) -> Output:
        """``templates/pages/<template>.html`` filled in: the page at ``sheet.address``."""
        path = urls.output_path(sheet.address)
        if not self.makes(path):
            return Output(path, b"")
        with on_page(link=sheet.link, prose=self._prose(sheet), cite=self.cite, find=self.find, differing=self._differing):
            html = (
                environment()
                .get_template(f"pages/{template}.html")
                .render(
                    page=sheet,
                    site=self.portal.site,
                    around=lambda: self._frames.of(sheet),
                    lists=self.lists,
                    assets=self.assets,
                    canonical=urls.absolute(sheet.address, self.site_url),
                    share_image=self._card(sheet),
                    report=self._report(sheet),
                    feeds=self._feeds.get(sheet.address, ()),
                    preview=self.config.preview,
                    quick=self.config.quick,
                    why_unpublished=self._unpublished(sheet.address),
                    unpublished_words=self.unpublished_words,
                    **view,
                )
            )
        return Output(path, html.encode())

    def _differing(self, judged: Judged) -> Mark | None:
        return differing(judged, self.derived)

    @cached_property
    def _frames(self) -> Frames:
        """The headers and footers of all pages; one page alone needs no others'."""
        return Frames(self.portal.site, self.lists, self.in_menu, () if self.wanted is not None else self._by_address)

    def makes(self, path: str) -> bool:
        """Whether the file at a path is to be made."""
        return self.wanted is None or self.wanted == path

    def shows(self, address: str) -> bool:
        """Whether the page at an address is to be made."""
        return self.makes(urls.output_path(address))

    def wants(self, address: str) -> bool:
        """Whether the page at an address, or a file beside it, is to be made: what is not need not be put together."""
        return self.wanted is None or self.wanted.startswith(urls.output_path(address).removesuffix("index.html"))

    def _card(self, sheet: Sheet) -> str:
        """The absolute address of the card that a page is shared with: its own, or that of the nearest page above it that has one. Empty
        in a quick build, which paints none."""
        above = [sheet.address, *(crumb.address for crumb in reversed(sheet.crumbs)), urls.HOME]
        card = next((self.cards[one] for one in above if one in self.cards), None)
        return urls.absolute(card, self.site_url) if card else ""

    @cached_property
    def _by_address(self) -> dict[str, Record]:
        records = self.portal.records.values()
        return dict(zip(each(urls.address, records), records, strict=True))

    @cached_property
    def _addresses(self) -> frozenset[str]:
        """Every address that an editor may link to. A list is there only when it has something to list."""
        return frozenset(
            {urls.HOME, urls.SEARCH, urls.METHOD, urls.CHANGES, urls.DATA, *(one.address for one in self.lists), *self._by_address}
        )

    def _unpublished(self, address: str) -> str:
        """Why the public cannot see a page yet: that of a record, or one below it."""
        while address not in self._by_address and address.count("/") > 1:
            address = address.rstrip("/").rpartition("/")[0] + "/"
        return self.unpublished_words(self._by_address[address]) if address in self._by_address else ""

    def unpublished_words(self, record: Record) -> str:
        """Why the public cannot see a record yet; empty when it can. Only a preview has such records."""
        day = opens(record, self.portal.records)
        if day <= self.config.today:
            return ""
        if day == NEVER:
            return _("Utkast – syns inte på den publika webbplatsen")
        return _("Publiceras tidigast %(day)s – syns inte på den publika webbplatsen än") % {"day": text.day(day)}

    def find(self, kind: str, name: str) -> Record:
        """The record of a kind (``mål``) with an id."""
        return self.portal.records[Ref(Kind(kind), name)]

    def cite(self, source: Source) -> Citation:
        """A source as a page shows it."""
        return cite(source, self.portal)

    @cached_property
    def lists(self) -> tuple[Crumb, ...]:
        """Every list of the site, the most asked for first: the menu shows the first few, the footer all."""
        found = [Crumb(_(name), urls.LISTS[kind]) for kind, name in LIST_NAMES.items() if kind in urls.ALWAYS or self.portal.of_kind(kind)]
        if self.portal.agreements:
            found.append(Crumb(_("Avtal"), urls.AGREEMENTS))
        return tuple(found)

    @cached_property
    def _feeds(self) -> dict[str, tuple[Crumb, ...]]:
        """Address of a page -> the feeds that tell of what it is about."""
        everything = Crumb(_("Följ allt som händer på portalen"), urls.FEED)
        words = {Kind.PROGRAM: _("Följ programmet"), Kind.ACTOR: _("Följ aktören")}
        followed = (*self.portal.programs, *answering(self.portal))
        own = {urls.address(record): (Crumb(words[record.kind], urls.feed(record)),) for record in followed}
        return {urls.HOME: (everything,), urls.CHANGES: (everything,), **own}

    def _report(self, sheet: Sheet) -> str:
        """The mailto address that reports a fault on a page, with the page's name and address filled in."""
        subject = quote(_("Fel på sidan: ") + sheet.title, safe="")
        body = quote(_("Sidans adress: ") + urls.absolute(sheet.address, self.site_url) + "\n\n", safe="")
        return f"mailto:{self.portal.site.contact.email}?subject={subject}&body={body}"

    def _prose(self, sheet: Sheet) -> Callable[[str, Record], Markup]:
        counter = count(1)

        def prose(text: str, record: Record, heading_level: int = 2) -> Markup:
            """Markdown in a field of ``record`` as HTML on this page. Only headings of its main text have ids to link to from elsewhere."""
            main = text is record.text and urls.address(record) == sheet.address
            prefix = "avsnitt" if main else f"del{next(counter)}"
            # The Markdown stage has made it safe: no HTML of the editor's passes through it.
            return Markup(to_html(text, lambda target: self._resolved(target, record, sheet), heading_level, prefix))  # noqa: S704

        return prose

    def _resolved(self, target: str, record: Record, sheet: Sheet) -> str | None:
        """The href of a link as an editor wrote it: an address on the site, a file relative to the record's own, or a full URL.

        None when it leads to what is not published: the words stay, without a link.
        """
        path, mark, anchor = target.partition("#")
        if target.startswith("/"):
            return sheet.link(target) if path in self._addresses else None
        if not path or urlsplit(target).scheme:
            return target
        found = self._by_path.get(posixpath.normpath(posixpath.join(posixpath.dirname(record.path), path)))
        return sheet.link(urls.address(found) + mark + anchor) if found else None


def site_url(portal: Portal, config: Config) -> str:
    """The absolute address of the site, without a slash at its end."""
    return (config.site_url or portal.site.address).rstrip("/")


def plain(markdown: str) -> str:
    """Markdown as one line of plain text, cut at a word: for descriptions and cards."""
    line = to_line(markdown)
    if len(line) <= DESCRIPTION_MAX:
        return line
    return line[:DESCRIPTION_MAX].rsplit(" ", 1)[0].rstrip(",;:–") + " …"
