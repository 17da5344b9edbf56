"""The page of what has happened lately, by year, with the feeds to follow it by."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from site_tools import text, urls
from site_tools.changes.dated import answering, entries
from site_tools.changes.feeds import ENTRIES_MAX
from site_tools.making import page
from site_tools.model.fields import slug
from site_tools.render.press import Crumb, Dates, Sheet
from site_tools.render.sheets import home
from site_tools.templates import _

if TYPE_CHECKING:
    from site_tools.model.portal import Output
    from site_tools.render.press import Press


@page
def changes_page(press: Press) -> Output:
    """The newest entries; older events stand on the timeline."""
    found = entries(press.portal, press.derived, press.config.today)
    shown = found[:ENTRIES_MAX]
    sheet = Sheet(
        address=urls.CHANGES,
        label=_("Det senaste"),
        title=_("Ändringar"),
        description=_("Det som har hänt, nya och ändrade tal, uppföljningar och siffror som dröjer – det nyaste först."),
        dates=Dates(gathered=True),
        crumbs=(home(), Crumb(_("Ändringar"), urls.CHANGES)),
        scripts=("filter.js",),
    )
    # Some events are known by their year alone, so nothing finer than a year can stand above them.
    years = [(str(year), list(some)) for year, some in groupby(shown, lambda one: one.day.year)]
    actors = sorted(answering(press.portal), key=lambda actor: text.sort_key(actor.label))
    return press.output(
        sheet,
        "changes",
        years=years,
        total=len(shown),
        more=len(found) > len(shown),
        sort_choices=[(slug(sort), text.capital(sort)) for sort in sorted({one.sort for one in shown}, key=text.sort_key)],
        program_choices=[(p.id, p.label) for p in press.portal.programs if any(p.id in one.programs for one in shown)],
        actor_choices=[(a.id, a.label) for a in actors if any(a.id in one.actors for one in shown)],
        program_feeds=[(p.label, urls.feed(p)) for p in press.portal.programs],
        actor_feeds=[(a.label, urls.feed(a)) for a in actors],
        feed=urls.FEED,
    )
