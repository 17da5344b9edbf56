"""Addresses that readers have seen: each is there, leads on, or is declared withdrawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from site_tools import urls
from site_tools.config import SITE_FILE, kind_of
from site_tools.messages import published as say
from site_tools.model.public import public
from site_tools.problems import nearest
from site_tools.release import gone, gone_parts, moved, moved_parts, pages, parts

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from datetime import date

    from site_tools.model.portal import Portal, Source
    from site_tools.model.records import Record
    from site_tools.model.released import Released
    from site_tools.problems import Problem


def published_address_problems(
    released: Released, portal: Portal, sources: Mapping[str, Source], broken: Iterable[str], today: date | None
) -> Iterator[Problem]:
    """What has been published and would lead nowhere, at the file that hides it, else where the editor can say what has become of it.

    ``broken`` are the paths that an earlier stage found fault with: their pages count as there.
    """
    unread = {urls.address_of(kind, name, program) for kind, name, program in map(kind_of, broken) if kind}
    # A page that waits for a day was public on the day of the record, whatever day is asked for now.
    shown = public(portal, max(today or released.day, released.day))
    live = pages(shown)
    there = live | moved(shown).keys() | gone(shown).keys() | parts(shown) | moved_parts(shown).keys() | gone_parts(shown).keys()
    # What has become of a page is asked of the page, not of each of its parts.
    asked = [at for at in released.addresses if "#" not in at or at.partition("#")[0] in live]
    missing = [at for at in asked if at not in there and not _unsure(at, unread)]
    below = {under for at in missing for under in urls.companions(at)}
    hidden = {urls.address(record): record for record in portal.records.values()}
    new: dict[str, dict[str, Record]] = {}
    for address, record in hidden.items():
        if address in there and address not in released.addresses:
            new.setdefault(_sort(address), {})[address] = record
    lost = 0
    for address in missing:
        if address in hidden:
            yield _hidden(address, hidden[address], sources[hidden[address].path])
        elif address not in below:
            lost += 1
            yield _gone(address, new.get(_sort(address), {}) if lost <= GUESSED_MAX else {}, sources)


GUESSED_MAX = 100
"""Lost pages that are looked for among the new ones: more than are told at once."""


def _sort(address: str) -> str:
    return address.split("/")[1]


def _unsure(address: str, unread: Collection[str]) -> bool:
    """Whether a page may be missing only because a file has a fault: its own, or one of those that make a list."""
    made_of_others = address in urls.LISTS.values() or address.startswith(urls.AGREEMENTS)
    return bool(unread) and (made_of_others or address in unread or any(address in urls.companions(one) for one in unread))


def _hidden(address: str, record: Record, source: Source) -> Problem:
    key = "utkast" if record.draft else "publiceras_tidigast"
    return say.PAGE_HIDDEN(address=address, settings=SITE_FILE).at(record.path, source.key_place_of((key,)), key)


def _gone(address: str, new: Mapping[str, Record], sources: Mapping[str, Source]) -> Problem:
    """In the file of the one of the ``new`` pages of its sort that it has probably become, else where it is to be withdrawn."""
    said = say.ADDRESS_GONE(address=address, settings=SITE_FILE)
    if near := nearest(address, new):
        path, key = new[near].path, "tidigare_adresser"
        better = f"står det nu på {near}? Skriv då {key}: [{address}] här"
        said = said.advise(f"{better}; annars skriv adressen under indragna_adresser: i {SITE_FILE} med datum och orsak")
    else:
        path, key = SITE_FILE, "indragna_adresser"
    return said.at(path, sources[path].key_place_of((key,)), key)
