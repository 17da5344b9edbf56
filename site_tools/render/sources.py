"""Sources as a reader meets them: what it is called, where it leads, and where in it the fact stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from site_tools import text, urls
from site_tools.markdown import in_languages
from site_tools.model.parts import Kind
from site_tools.model.portal import Ref
from site_tools.model.records import Document

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from site_tools.model.parts import Fact, Source
    from site_tools.model.portal import Portal
    from site_tools.model.records import Record


@dataclass(frozen=True)
class Citation:
    """A source made ready for a page. ``document`` is its page here, ``url`` its page elsewhere; empty texts are left out."""

    name: str
    document: Record | None
    publisher: Record | None
    publisher_name: str
    place: Markup
    year: str
    table: str
    url: str
    fetched: date | None
    licence: str
    note: str

    @property
    def address(self) -> str:
        """The source's page on the site; empty when it has none."""
        return urls.address(self.document) if self.document else ""


def cite(source: Source, portal: Portal) -> Citation:
    """``source`` with what its document adds: name, publisher, date and address."""
    document = portal.records[Ref(Kind.DOCUMENT, source.document)] if source.document else None
    publisher = None
    dated = source.year
    if isinstance(document, Document):
        publisher = portal.records[Ref(Kind.ACTOR, document.publisher)] if document.publisher else None
        dated = dated or document.dated
    return Citation(
        name=source.name or (document.name if document else ""),
        document=document,
        publisher=None if source.publisher else publisher,
        publisher_name=source.publisher or (publisher.name if publisher else ""),
        place=_languages(source.place or ""),
        year=text.period(dated) if dated else "",
        table=source.table or "",
        url=source.url or (document.url if isinstance(document, Document) and document.url else ""),
        fetched=source.fetched,
        licence=source.licence or "",
        note=source.note or "",
    )


def _languages(place: str) -> Markup:
    """A place in a source as HTML: a paper's heading is in the paper's language."""
    marked = Markup('<span lang="{}">{}</span>')
    return Markup("").join(marked.format(one.language, one.text) if one.language else one.text for one in in_languages(place))


def by_source(facts: Sequence[Fact], portal: Portal) -> list[tuple[Citation, list[tuple[Fact, Markup]]]]:
    """Facts under the source that tells of them, in the order in which each source is first named; with each its place in the source."""
    found: dict[tuple[str, str], tuple[Citation, list[tuple[Fact, Markup]]]] = {}
    for fact in facts:
        source = cite(fact.source, portal)
        found.setdefault((source.name, source.year), (source, []))[1].append((fact, source.place))
    return list(found.values())
