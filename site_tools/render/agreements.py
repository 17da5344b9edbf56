"""Agreements read by party: who has promised what, under the agreement's own numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from site_tools import text, urls
from site_tools.making import page
from site_tools.model.steering import Assignment
from site_tools.render.assignments import Line, lines
from site_tools.render.press import Crumb, Facets, Notice, Sheet
from site_tools.render.sheets import gathered, home
from site_tools.render.states import notices
from site_tools.templates import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterator

    from site_tools.model.portal import Output
    from site_tools.model.records import Document, Record
    from site_tools.render.press import Press


class Party(NamedTuple):
    """A party with its commitments in the agreement's order."""

    actor: Record
    lines: tuple[Line, ...]


def agreement_pages(press: Press) -> Iterator[Output]:
    """The list, then each agreement."""
    found = press.portal.agreements
    if not found:
        return
    yield _list(press, found)
    for one in found:
        yield _one(press, one)


@page
def _list(press: Press, found: tuple[Document, ...]) -> Output:
    sheet = Sheet(
        address=urls.AGREEMENTS,
        label=_("Förteckning"),
        title=_("Avtal"),
        description=_("Avtal där portalen visar vad var och en av parterna har lovat."),
        dates=gathered(found, ()),
        crumbs=(home(), Crumb(_("Avtal"), urls.AGREEMENTS)),
    )
    return press.output(sheet, "agreements", found=[(one, _counted(press, one)) for one in found])


def commitments(press: Press, agreement: Document) -> list[Assignment]:
    """The commitments that stand in an agreement, by their numbers."""
    found = [a for a in press.portal.every(Assignment) if a.source.document == agreement.id]
    return sorted(found, key=_number)


def _number(one: Assignment) -> tuple[bool, list[int], object]:
    return (not one.designation, [int(part) for part in re.findall(r"\d+", one.designation or "")], text.sort_key(one.label))


def _counted(press: Press, agreement: Document) -> str:
    parties = ngettext("%(n)s part", "%(n)s parter", len(agreement.parties))
    return f"{parties}, {ngettext('%(n)s åtagande', '%(n)s åtaganden', len(commitments(press, agreement)))}"


@page
def _one(press: Press, agreement: Document) -> Output:
    found = commitments(press, agreement)
    by_id = {line.record.id: line for line in lines(press, found)}
    ordered = [by_id[one.id] for one in found]
    named = set(agreement.parties)
    promised = [line for line in ordered if line.record.sort == "åtagande" or named & set(line.record.given_to)]
    over = {line.over for line in promised}
    shared = next(iter(over)) if len(over) == 1 else ""
    if shared:  # said once, above all of them
        promised = [line._replace(over="") for line in promised]
    actors = press.portal.outgoing(agreement, "parter")
    parties = [Party(actor, tuple(line for line in promised if actor.id in line.record.given_to)) for actor in actors]
    description = _("Vad var och en av parterna har lovat i %(name)s.") % {"name": agreement.name}
    sheet = Sheet(
        address=urls.agreement(agreement),
        label=_("Avtal"),
        title=_("%(name)s: åtaganden per part") % {"name": agreement.label},
        description=description,
        dates=gathered((agreement, *found), ()),
        crumbs=(home(), Crumb(_("Avtal"), urls.AGREEMENTS), Crumb(agreement.label, urls.agreement(agreement))),
        facets=Facets(sort=agreement.kind.value, sentence=description, words=agreement.search_words),
        notices=(*notices(agreement, press.portal, press.config.today), *([Notice(shared)] if shared else ())),
    )
    return press.output(
        sheet,
        "agreement",
        record=agreement,
        parties=parties,
        unnamed=[line for line in promised if not named & set(line.record.given_to)],
        others=[line for line in ordered if line.record.id not in {one.record.id for one in promised}],
    )
