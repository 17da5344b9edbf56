"""The page of open data: what can be fetched, in which form, and on what terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from site_tools import urls
from site_tools.datasets import datasets
from site_tools.making import page
from site_tools.model.dialect import COLUMNS
from site_tools.render.press import Crumb, Dates, Facets, Sheet
from site_tools.render.sheets import home
from site_tools.render.take_away import Download
from site_tools.templates import N_, _, ngettext

if TYPE_CHECKING:
    from site_tools.model.portal import Output
    from site_tools.render.press import Press

_MEANINGS: dict[str, str] = {
    "period": N_("vad talet gäller: 2024, 2024-T1 (första tertialet), 2024-03, 2019/2020 (läsår), 2015–2019"),
    "grupp": N_("vilka talet gäller, till exempel kvinnor; ”totalt” är alla"),
    "plats": N_("orten eller området"),
    "slag": N_("utfall, prognos eller annat slag av tal"),
    "läge": N_("tomt för ett vanligt tal; annars preliminär, reviderad, eller varför talet saknas"),
    "precision": N_("exakt, eller hur ungefärligt talet är"),
    "värde": N_("talet med källans siffror och decimalpunkt, eller källans ord"),
    "värde_till": N_("slutet på ett intervall"),
    "källa": N_("vilken av indikatorns källor talet kommer från, om det inte är den första"),
    "utgåva": N_("vilken utgåva av källan, när flera finns"),
    "kommentar": N_("vad läsaren behöver veta om talet"),
}
"""What each column of a series says. A test holds it to the columns there are."""


@page
def data_page(press: Press) -> Output:
    """The tables of the whole portal, the files beside each page, the columns, the feeds and the catalogue."""
    title = _("Öppna data")
    said = _("Alla tal och uppgifter på portalen som filer att hämta, utan att logga in. Villkoren står sist på sidan.")
    found = datasets(press.portal, press.derived, press.site_url)
    example = next((one for one in press.portal.indicators if press.portal.series.get(one.id)), None)
    sheet = Sheet(
        address=urls.DATA,
        label=_("Data"),
        title=title,
        description=said,
        dates=Dates(gathered=True),
        crumbs=(home(), Crumb(title, urls.DATA)),
        facets=Facets(sort="sida", sentence=said, words=("csv", "json", "excel", "api", "dataset", "ladda ner")),
    )
    return press.output(
        sheet,
        "data",
        tables=[
            Download(one.title, urls.dataset(one.name), "text/csv", ngettext("%(n)s rad", "%(n)s rader", one.n), one.holds) for one in found
        ],
        columns=[(name, _(_MEANINGS[name])) for name in COLUMNS],
        example=example,
        files=[urls.beside(example, ending) for ending in (".csv", ".json")] if example else [],
        catalogue=urls.CATALOGUE,
        feed=urls.FEED,
    )
