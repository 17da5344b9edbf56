"""The frames of the two sorts of page: one for each record, one for each list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from site_tools import text, urls
from site_tools.model.parts import Kind
from site_tools.model.records import Actor, Document, FocusArea, Goal, Indicator, Record
from site_tools.model.steering import Assignment, Finance
from site_tools.render.figures import hue, latest_fetched
from site_tools.render.press import LIST_NAMES, Crumb, Dates, Facets, Press, Sheet, plain
from site_tools.render.states import notices
from site_tools.render.verdicts import tally
from site_tools.templates import N_, _

if TYPE_CHECKING:
    from collections.abc import Sequence

ONE: dict[Kind, str] = {
    Kind.PROGRAM: N_("Program"),
    Kind.FOCUS_AREA: N_("Fokusområde"),
    Kind.GOAL: N_("Mål"),
    Kind.INDICATOR: N_("Indikator"),
    Kind.ACTOR: N_("Aktör"),
    Kind.DOCUMENT: N_("Dokument"),
    Kind.PAGE: N_("Information"),
    Kind.ASSIGNMENT: N_("Uppdrag"),
    Kind.FOLLOW_UP: N_("Uppföljning"),
    Kind.FINANCE: N_("Finansiering"),
    Kind.CONTROL: N_("Internkontroll"),
    Kind.EVENT: N_("Händelse"),
    Kind.TERM: N_("Ord"),
}
"""What one record of a kind is called."""


def home() -> Crumb:
    """The start page, first on every way."""
    return Crumb(_("Start"), urls.HOME)


def kind_label(record: Record) -> str:
    """What a record is, in a few words: ``Mål · inriktningsmål 4``, ``Aktör · nämnd``."""
    name = _(ONE[record.kind])
    if isinstance(record, Goal):
        return f"{name} · {record.sort} {record.number or ''}".rstrip()
    if isinstance(record, Assignment):
        sort = record.sort if record.sort != "uppdrag" else ""
        rest = " ".join(filter(None, (sort, record.designation)))
        return f"{name} · {rest}" if rest else name
    if isinstance(record, Actor | Document | Finance):
        return f"{name} · {record.sort}"
    return name


def record_sheet(press: Press, record: Record, description: str = "", indicators: Sequence[Indicator] = ()) -> Sheet:
    """The frame of a record's page. ``indicators`` are those whose figures the page shows; ``description`` defaults to the summary."""
    programs = press.graph.programs(record)
    said = description or plain(record.summary or record.text or f"{kind_label(record)}: {record.name}.")
    return Sheet(
        address=urls.address(record),
        label=kind_label(record),
        title=record.name,
        description=said,
        dates=Dates(record.reviewed, latest_fetched(indicators), has_data=bool(indicators)),
        crumbs=_way(press, record),
        facets=Facets(
            sort=record.kind.value,
            sentence=said,
            programs=tuple(program.id for program in programs),
            goals=tuple(goal.id for goal in press.graph.goals(record)),
            words=record.search_words,
            status=press.derived.indicators[record.id].status.label if isinstance(record, Indicator) else "",
        ),
        tally=tally(record, press.derived),
        hue=hue(programs[0] if programs else None),
        notices=notices(record, press.portal, press.config.today),
    )


def _way(press: Press, record: Record) -> tuple[Crumb, ...]:
    if record.kind is Kind.PAGE:
        return (home(), Crumb(record.label, urls.address(record)))
    way = [home()]
    if isinstance(record, FocusArea):
        way.append(Crumb(_(LIST_NAMES[Kind.PROGRAM]), urls.LISTS[Kind.PROGRAM]))
        way += [Crumb(program.label, urls.address(program)) for program in press.graph.programs(record)]
    else:
        way.append(Crumb(_(LIST_NAMES[record.kind]), urls.LISTS[record.kind]))
    return (*way, Crumb(record.label, urls.address(record)))


def list_sheet(kind: Kind, description: str, records: Sequence[Record], scripts: tuple[str, ...] = ()) -> Sheet:
    """The frame of the list of a kind; its dates are the latest of what it lists."""
    title = _(LIST_NAMES[kind])
    indicators = [record for record in records if isinstance(record, Indicator)]
    return Sheet(
        address=urls.LISTS[kind],
        label=_("Förteckning"),
        title=title,
        description=description,
        dates=gathered(records, indicators),
        crumbs=(home(), Crumb(title, urls.LISTS[kind])),
        scripts=scripts,
    )


def gathered(records: Sequence[Record], indicators: Sequence[Indicator]) -> Dates:
    """The dates of a page that is put together from others: the latest review and the latest fetch among them."""
    reviewed = max((record.reviewed for record in records if record.reviewed), default=None)
    return Dates(reviewed, latest_fetched(indicators), has_data=bool(indicators), gathered=True)


def by_alphabet(records: Sequence[Record]) -> list[Record]:
    """Records in Swedish alphabetical order of the names that the list shows."""
    return sorted(records, key=lambda record: text.sort_key(record.name))
