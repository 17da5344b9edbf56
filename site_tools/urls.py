"""Addresses. They are final: a published address never changes (see docs/ordlista.md for the words in them)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from site_tools.model.fields import slug
from site_tools.model.parts import Kind
from site_tools.model.records import FocusArea, Page

if TYPE_CHECKING:
    from site_tools.model.records import Record

LISTS: dict[Kind, str] = {
    Kind.PROGRAM: "/program/",
    Kind.GOAL: "/mal/",
    Kind.INDICATOR: "/indikatorer/",
    Kind.ACTOR: "/aktorer/",
    Kind.DOCUMENT: "/dokument/",
    Kind.ASSIGNMENT: "/uppdrag/",
    Kind.FOLLOW_UP: "/uppfoljning/",
    Kind.FINANCE: "/finansiering/",
    Kind.CONTROL: "/internkontroll/",
    Kind.EVENT: "/handelser/",
    Kind.TERM: "/ordlista/",
}
"""Kind -> the address of its list; a record's own address lies below it."""
ON_ONE_PAGE = frozenset({Kind.EVENT, Kind.TERM})
"""Kinds whose records share one page, each at its own anchor."""
WITH_PARTS = (LISTS[Kind.EVENT], LISTS[Kind.TERM], LISTS[Kind.CONTROL])
"""Where pages lie that have parts with ids of the editors', which other pages link to: events, words, the risks of a plan."""
ALWAYS = frozenset({Kind.PROGRAM, Kind.GOAL, Kind.INDICATOR, Kind.ACTOR, Kind.DOCUMENT})
"""Kinds that have a list even when there is none of them; the list of any other kind comes with its first record."""
HOME, SEARCH, NOT_FOUND, METHOD = "/", "/sok/", "/404.html", "/om/status/"
CHANGES, FEED = "/andringar/", "/andringar/atom.xml"
"""What has happened lately: the page, and the feed of all of it."""
DATA, CATALOGUE = "/oppna-data/", "/oppna-data/katalog.jsonld"
"""What can be fetched of the portal as data: the page, and the catalogue for machines."""
ACCESSIBILITY = "tillganglighet"
"""The id of the free page that is the accessibility statement: ``/tillganglighet/``."""
AGREEMENTS = "/avtal/"
"""The list of agreements read by party; each lies below it, beside its own page among the documents."""
PRINTOUT = "utskrift"
"""The last word of the address of a program on paper; no fokusområde may have it."""
FRAME = "inbaddning"
"""The last word of the address of a chart for frames on other sites."""
CHARTED = (LISTS[Kind.INDICATOR], LISTS[Kind.FINANCE])
"""The lists of the kinds whose pages have a chart, and so a page for frames."""
APPLICATIONS_FILE, EXCEL_FILE = "-ansokningar", "-excel.csv"
"""The ends of names of data files: of the applications for money whose table has a file of its own, and of what Excel opens."""
RESERVED = frozenset(
    {
        "program",
        "mal",
        "indikatorer",
        "aktorer",
        "dokument",
        "uppdrag",
        "uppfoljning",
        "finansiering",
        "internkontroll",
        "handelser",
        "ordlista",
        "avtal",
        "andringar",
        "oppna-data",
        "sok",
        "pagefind",
        "assets",
        "404",
        "en",
        "fi",
        "se",
    }
)
"""First address words that a free page may not take."""


def address(record: Record) -> str:
    """The address of a record's page, rooted at the site: ``/mal/klimatneutralt-2040/``."""
    if isinstance(record, Page) and record.language:
        return f"/{record.language}/{record.id}/"
    return address_of(record.kind, record.id, record.program if isinstance(record, FocusArea) else "")


def address_of(kind: Kind, name: str, program: str = "") -> str:
    """The address of the record of a kind with an id; a fokusområde lies below its program."""
    if kind in ON_ONE_PAGE:
        return f"{LISTS[kind]}#{name}"
    if kind is Kind.FOCUS_AREA:
        return f"{LISTS[Kind.PROGRAM]}{program}/{name}/"
    return f"{LISTS.get(kind, '/')}{name}/"


def agreement(record: Record) -> str:
    """The address of an agreement's commitments by party."""
    return f"{AGREEMENTS}{record.id}/"


def risk(plan: Record, name: str) -> str:
    """The address of a risk on the page of its plan: ``/internkontroll/2024/#risk-r3``."""
    return f"{address(plan)}#risk-{slug(name)}"


def dataset(name: str) -> str:
    """The address of a table of the whole portal: ``/oppna-data/varden.csv``."""
    return f"{DATA}{name}.csv"


def beside(record: Record, rest: str) -> str:
    """The address of a file that belongs to a record's page: ``.csv`` -> ``/indikatorer/<id>/<id>.csv``."""
    return f"{address(record)}{record.id}{rest}"


def embedded(record: Record) -> str:
    """The address of the page that others may show in a frame of theirs."""
    return f"{address(record)}{FRAME}/"


def feed(record: Record) -> str:
    """The address of the feed of a program or an actor."""
    return f"{address(record)}atom.xml"


def printout(program: Record) -> str:
    """The address of a program on one page, made for paper: ``/program/tillvaxt/utskrift/``."""
    return f"{address(program)}{PRINTOUT}/"


def companions(target: str) -> tuple[str, ...]:
    """The pages below the page at ``target``, as it is or as it was, that come, move and go with it: a program's on paper."""
    return (f"{target}{PRINTOUT}/",) if target.startswith(LISTS[Kind.PROGRAM]) and target.count("/") == 3 else ()


def framed(target: str) -> str | None:
    """The page for frames below the page at ``target``, as it is or as it was; None for pages of kinds without charts."""
    return f"{target}{FRAME}/" if target.startswith(CHARTED) and target.count("/") == 3 else None


def output_path(target: str) -> str:
    """The file that answers at an address: ``/sok/`` -> ``sok/index.html``; the anchor says where in it."""
    target = target.partition("#")[0]
    return target.lstrip("/") + ("index.html" if target.endswith("/") else "")


def relative(target: str, page: str) -> str:
    """``target`` as a link on ``page`` (both rooted at the site), so that the site works below any path.

    >>> relative("/mal/a/", "/program/b/")
    '../../mal/a/'
    """
    path, mark, anchor = target.partition("#")
    if not path or path == page:
        return f"#{anchor}" if mark else "./"
    # Addresses are in their shortest form, so comparing their parts is enough; posixpath.relpath takes eight times as long.
    way, here = path.split("/"), page.split("/")
    shared, most = 0, min(len(way), len(here)) - 1
    while shared < most and way[shared] == here[shared]:
        shared += 1
    return ("../" * (len(here) - 1 - shared) + "/".join(way[shared:]) or "./") + mark + anchor


def absolute(target: str, site_url: str) -> str:
    """``target`` with scheme and host, below the path of ``site_url``."""
    return site_url.rstrip("/") + target
