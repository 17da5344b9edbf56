"""Days that say when something was done, and have not been."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from site_tools.config import SITE_FILE
from site_tools.messages.keys import DATED_AHEAD

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from site_tools.model.portal import KeyPath, Source
    from site_tools.problems import Problem

_DONE = frozenset({"granskad", "hämtad"})


def days_ahead(sources: Iterable[Source], today: date) -> Iterator[Problem]:
    """A problem for each review, fetch or withdrawal of a page that is dated after ``today``."""
    last = today.isoformat()
    for source in sources:
        for path, text in _days(source):
            # Days in this form stand in the order of the calendar; one in another form has its fault already.
            if text > last and re.fullmatch(r"(?:19|20)\d\d-\d\d-\d\d", text, re.ASCII):
                said = DATED_AHEAD(key=path[-1], day=text, today=last)
                yield said.at(source.path, source.place_of(path), ".".join(map(str, path)))


def _days(source: Source) -> Iterator[tuple[KeyPath, str]]:
    pending: list[tuple[KeyPath, object]] = [((), source.tree)]
    while pending:
        path, value = pending.pop()
        if isinstance(value, dict):
            pending += [((*path, key), inner) for key, inner in value.items()]
        elif isinstance(value, list):
            pending += [((*path, index), inner) for index, inner in enumerate(value)]
        elif isinstance(value, str) and path and (path[-1] in _DONE or (source.path == SITE_FILE and path[-1] == "datum")):
            yield path, value
