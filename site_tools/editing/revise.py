"""``build.py revidera``: every published figure of an indicator that has changed in silence, told with one reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from site_tools.editing.files import change_files
from site_tools.editing.revision import KEY, Change, recorded
from site_tools.editing.values import indicator_of, refuse_broken, series_path, text_of
from site_tools.pipeline import check_all, released
from site_tools.problems import UserError
from site_tools.release import figures_of, untold_changes

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path


def revise(content: Path, name: str, reason: str, today: date) -> str:
    """Write a revision for each changed figure of the indicator ``name``, and say how many there were.

    Raises UserError where there is none or no release, ContentError when the content would get a new fault; nothing is then written.
    """
    before, record = check_all(content, today=today), released(content)
    indicator = indicator_of(content, before, name)
    refuse_broken(before, series_path(indicator))
    assert before.portal is not None  # noqa: S101 - indicator_of found one in it
    if record is None:
        raise UserError("det finns inget släpp att jämföra med – build.py släpp skriver ett")
    home, series = before.portal.site.place, before.portal.series.get(indicator.id, ())
    untold = untold_changes(indicator, series, figures_of(indicator, record), record.place, home)
    if not untold:
        raise UserError(f"inget publicerat tal i {indicator.id} har ändrats utan revidering")
    changes = []
    for (period, group, place, *_), figure, row in untold:
        now = "" if row is None or row.value is None else format(row.value, "f")
        which = (period, "" if group == "totalt" else group, "" if place == home else place)
        changes.append(Change(*which, figure.value, now, today, reason))
    text = recorded(text_of(content / indicator.path), changes)
    change_files(content, {indicator.path: text}, before, today=today)
    return f"{content / indicator.path}: skrev {len(untold)} {'ändring' if len(untold) == 1 else 'ändringar'} under {KEY}"
