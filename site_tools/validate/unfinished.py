"""Texts that wait for somebody to write them: allowed in a draft, a fault in what is to be published."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from site_tools.memory import each
from site_tools.messages import keys as say
from site_tools.model.portal import UNFINISHED
from site_tools.problems import FAULTS_MAX

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from site_tools.model.portal import Source
    from site_tools.problems import Problem


def unfinished_problems(sources: Sequence[Source]) -> Iterator[Problem]:
    """A problem for each place of a file that still says FYLL I, unless the file is a draft. A series follows its indicator."""
    drafts = {source.path.rsplit(".", 1)[0] for source in sources if source.tree.get("utkast") == "ja"}
    for source, found in zip(sources, each(_places, sources), strict=True):
        if found and source.path.rsplit(".", 1)[0] not in drafts:
            yield from found


def _places(source: Source) -> tuple[Problem, ...]:
    """The whole file counts: a comment after a value can say that the value is yet to be chosen."""
    if UNFINISHED not in source.written:
        return ()
    found = ((number, line.index(UNFINISHED) + 1) for number, line in enumerate(source.lines, 1) if UNFINISHED in line)
    return tuple(say.UNFINISHED().at(source.path, place, end=place[1] + len(UNFINISHED)) for place in islice(found, FAULTS_MAX))
