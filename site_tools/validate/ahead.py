"""Days that say when something was done, and have not been."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from site_tools.config import SITE_FILE
from site_tools.memory import each
from site_tools.messages.keys import DATED_AHEAD

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date

    from site_tools.model.portal import KeyPath, Source
    from site_tools.problems import Problem

_DONE = frozenset({"granskad", "hämtad"})


def days_ahead(sources: Collection[Source], today: date) -> Iterator[Problem]:
    """A problem for each review, fetch or withdrawal of a page that is dated after ``today``."""
    return chain.from_iterable(each(_ahead, sources, given=(today.isoformat(),)))


def _ahead(source: Source, last: str) -> list[Problem]:
    found = []
    for path, text in _days(source):
        # Days in this form stand in the order of the calendar; one in another form has its fault already.
        if text > last and re.fullmatch(r"(?:19|20)\d\d-\d\d-\d\d", text, re.ASCII):
            said = DATED_AHEAD(key=path[-1], day=text, today=last)
            found.append(said.at(source.path, source.place_of(path), ".".join(map(str, path))))
    return found


def _days(source: Source) -> Iterator[tuple[KeyPath, str]]:
    told = _DONE | {"datum"} if source.path == SITE_FILE else _DONE
    pending: list[tuple[KeyPath, dict[str, object] | list[object]]] = [((), source.tree)]
    while pending:
        path, within = pending.pop()
        for key, value in within.items() if isinstance(within, dict) else enumerate(within):
            if isinstance(value, dict | list):
                pending.append(((*path, key), value))
            elif key in told and isinstance(value, str):
                yield (*path, key), value
