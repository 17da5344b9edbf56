"""The accessibility statement is there, at the address where everybody looks for it, and only there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from site_tools.config import FOLDERS, SITE_FILE
from site_tools.messages import accessibility as say
from site_tools.model.parts import Kind
from site_tools.model.records import Page
from site_tools.urls import ACCESSIBILITY

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from site_tools.model.portal import Ref, Source
    from site_tools.model.records import Record
    from site_tools.problems import Problem

FOLDER = next(f"{folder}/" for folder, kind in FOLDERS.items() if kind is Kind.PAGE)


def statement_problems(
    by_ref: Mapping[Ref, Record], sources: Mapping[str, Source], known: Collection[str], broken: Collection[str]
) -> Iterator[Problem]:
    """What is wrong with where the statement stands. That there is none is only a warning: a new portal begins without one.

    ``known`` are the ids of free pages, those that could not be read among them; ``broken`` the paths that an earlier stage found fault
    with.
    """
    for record in by_ref.values():
        if not isinstance(record, Page):
            continue
        if record.id == ACCESSIBILITY and record.accessibility is None:
            yield say.EMPTY_STATEMENT().at(record.path)
        elif record.id != ACCESSIBILITY and record.accessibility is not None:
            yield say.STATEMENT_ELSEWHERE().at(record.path, sources[record.path].key_place_of(("tillgänglighet",)), "tillgänglighet")
    if SITE_FILE in sources and ACCESSIBILITY not in known and FOLDER not in broken:
        yield say.NO_STATEMENT().at(SITE_FILE)
