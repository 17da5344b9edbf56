"""``build.py hämta``: the figures of indicators fetched anew, checked, and only then written, together with what the sources answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from site_tools import sources
from site_tools.beside import file_at
from site_tools.editing.fetched import Merging, gone
from site_tools.editing.files import change_files
from site_tools.editing.layout import set_within
from site_tools.editing.revision import recorded
from site_tools.editing.scaffold import scalar
from site_tools.editing.values import indicator_of, refuse_broken, series_path, table_of, text_of
from site_tools.messages import fetching as say
from site_tools.messages.keys import UNFINISHED
from site_tools.model.dialect import DIALECTS
from site_tools.model.fetch import Snapshot
from site_tools.model.public import opens
from site_tools.pipeline import Checked, ContentError, at_most, check_all, fetched, released
from site_tools.pipeline import sources as content_files
from site_tools.problems import UserError
from site_tools.snapshots import path_of, written
from site_tools.sources import FetchError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime
    from pathlib import Path

    from site_tools.model.records import Indicator
    from site_tools.problems import Said
    from site_tools.sources import Errand, Fetcher, Read

SNAPSHOT_MAX = 1_000_000
"""Signs of a snapshot; the check reads no larger file."""
TOLD_MAX = 10
"""Figures of one sort that are told one by one."""


class Order(NamedTuple):
    """What is asked for: a ``reason`` for all changed figures, and whether nothing is to be written. ``now`` has its zone."""

    now: datetime
    reason: str = ""
    dry: bool = False

    @property
    def today(self) -> date:
        return self.now.date()


@dataclass(frozen=True)
class Desk:
    """The content folder, and who asks for it. ``fetcher`` is for tests; the command never gives it."""

    content: Path
    order: Order
    fetcher: Fetcher | None = None

    def fetched(self) -> list[str]:
        """The ids of all indicators that say how they are fetched. Raises ContentError for content that cannot be read."""
        checked = check_all(self.content)
        if checked.portal is None:
            raise ContentError(Checked(None, tuple(at_most(checked.problems))))
        return [one.id for one in checked.portal.indicators if one.fetch]

    def fetch(self, name: str) -> list[str]:
        """Fetch one indicator, and say what came of it.

        Raises UserError for one that is not fetched or that the disk refuses, ContentError when the source has not answered as it should or
        the content would get a fault; nothing is then written.
        """
        before = check_all(self.content)
        indicator = indicator_of(self.content, before, name)
        assert before.portal is not None  # noqa: S101 - indicator_of found one in it
        if indicator.fetch is None:
            raise UserError(f"{indicator.id} säger inte hur talen hämtas – skriv hämtas: i {self.content / indicator.path}")
        refuse_broken(before, series_path(indicator), say.FETCHED_FIGURE_CHANGED, say.FETCHED_ROW_GONE)
        if not indicator.source.licence:
            raise self._fault(indicator, say.FETCH_WITHOUT_LICENCE())
        errand = (self.fetcher or sources.fetcher(before.portal.site.fetch_hosts)).errand()
        try:
            read = sources.fetch(indicator.fetch, errand)
            if not sources.same_title(indicator.fetch, read.title):
                now = read.title[:300]
                raise FetchError(say.FETCH_TITLE_CHANGED(now=now, then=indicator.fetch.title, written=scalar(now)))
            return self._taken_in(before, indicator, errand, read)
        except FetchError as error:
            raise self._fault(indicator, error.said) from None

    def _fault(self, indicator: Indicator, said: Said) -> ContentError:
        """The fault at the line of ``hämtas``."""
        file = next(one for one in content_files(self.content) if one.path == indicator.path)
        place = file.key_place_of(("hämtas",))
        return ContentError(Checked(None, (said.at(file.path, place, "hämtas").on(file.lines, file.end_columns),)))

    def _taken_in(self, before: Checked, indicator: Indicator, errand: Errand, read: Read) -> list[str]:
        assert before.portal is not None  # noqa: S101
        home, old = before.portal.site.place, fetched(self.content).get(indicator.id)
        table = table_of(self.content / series_path(indicator), DIALECTS[indicator.series_format])
        seen = opens(indicator, before.portal.records) <= self.order.today
        merging = Merging(table, indicator, home, released(self.content), seen, self.order.today, self.order.reason)
        merged = merging.merge(read.points)
        snapshot, text = _snapshot(indicator, errand, read, old, self.order.now)
        keys = (
            recorded(text_of(self.content / indicator.path), merged.changes) if merged.changes else text_of(self.content / indicator.path)
        )
        keys = set_within(keys, "hämtas", "titel", scalar(snapshot.title, flow=True))
        keys = set_within(keys, "källa", "hämtad", snapshot.day)
        # In this order: what an interruption leaves may tell of a change that is not there yet, but never lacks the telling of one that is.
        files = {indicator.path: keys, series_path(indicator): table.text(), path_of(indicator.id): text}
        files = {path: now for path, now in files.items() if now != _text_at(self.content, path)}
        waits = UNFINISHED if merged.changes and not self.order.reason else None
        if files:
            change_files(self.content, files, before, *([waits] if waits else []), dry=self.order.dry)
        said = [
            *_few("nya tal", merged.added),
            *_few("ändrade tal", merged.changed),
            *merged.kept,
            *gone(old, read.points),
            *(f"{n} tomma celler hos källan{f', märkta ”{mark}”' if mark else ''}" for mark, n in sorted(read.empty.items())),
        ]
        if waits:
            said.append(f"Skriv varför talen är ändrade där det står FYLL I under revideringar: i {self.content / indicator.path}.")
        what = "skulle ändra" if self.order.dry else "skrev"
        head = f"{what} {', '.join(sorted(files))}" if files else "inget nytt"
        return [f"{indicator.id}: {head}", *(f"  {line}" for line in said)]


def _snapshot(indicator: Indicator, errand: Errand, read: Read, old: Snapshot | None, now: datetime) -> tuple[Snapshot, str]:
    """What was fetched, and its file. An answer that is the same as the last keeps its time, so that no file changes for nothing."""
    spec = indicator.fetch
    assert spec is not None  # noqa: S101
    address = errand.asked[min(1, len(errand.asked) - 1)].url
    at = now.replace(microsecond=0).isoformat()
    made = Snapshot(spec.service.value, spec.table, read.title, address, at, indicator.source.licence or "", "", read.points)
    try:
        if old:
            same = made._replace(at=old.at)
            text = written(same, errand.asked)
            if f'"sha256": "{old.digest}"' in text:
                return same, text
        text = written(made, errand.asked)
        size = len(text.encode())
    except ValueError:
        raise FetchError(say.FETCH_SHAPE(what="svaret har tecken som inte går att spara")) from None
    if size > SNAPSHOT_MAX:
        raise FetchError(say.FETCH_TOO_LARGE(host=address.split("/")[2], limit="1000 kB"))
    return made, text


def _text_at(content: Path, path: str) -> str | None:
    file = file_at(content, path)
    return text_of(file) if file.exists() else None


def _few(what: str, told: Sequence[str]) -> list[str]:
    if not told:
        return []
    more = f" … och {len(told) - TOLD_MAX} till" if len(told) > TOLD_MAX else ""
    return [f"{len(told)} {what}: {'; '.join(told[:TOLD_MAX])}{more}"]
