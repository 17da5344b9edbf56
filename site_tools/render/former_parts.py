"""What has stood on a page with others and has moved or been withdrawn: its address still answers, where no server could lead on."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from site_tools.release.pages import gone_parts

if TYPE_CHECKING:
    from site_tools.model.parts import Withdrawal
    from site_tools.model.portal import Portal
    from site_tools.model.records import Record


class FormerPart(NamedTuple):
    """A former part of a page by its anchor, and either the record that has taken over or why there is none."""

    anchor: str
    record: Record | None = None
    withdrawal: Withdrawal | None = None


def former_parts(portal: Portal, address: str) -> tuple[FormerPart, ...]:
    """All former parts of the page at ``address``, by their anchors."""
    start = f"{address}#"
    moved = [
        FormerPart(old.removeprefix(start), record)
        for record in portal.records.values()
        for old in record.old_addresses
        if old.startswith(start)
    ]
    gone = [FormerPart(at.removeprefix(start), None, one) for at, one in gone_parts(portal).items() if at.startswith(start)]
    return tuple(sorted(moved + gone, key=lambda part: part.anchor))
