"""The record of a release as small text files that merge well: what a portal publishes, written and read again."""

from __future__ import annotations

from site_tools.release.held import Untold, figures_of, untold_changes
from site_tools.release.news import News, news
from site_tools.release.pages import gone, gone_frames, gone_parts, moved, moved_parts, own_pages, pages, parts
from site_tools.release.read import RecordError, indicators, read_addresses, read_edition, read_figures, refuse_broken_json
from site_tools.release.written import ADDRESSES, EDITION, FIGURES, VERDICTS, figure_of, seal, sealed, written

__all__ = [
    "ADDRESSES",
    "EDITION",
    "FIGURES",
    "VERDICTS",
    "News",
    "RecordError",
    "Untold",
    "figure_of",
    "figures_of",
    "gone",
    "gone_frames",
    "gone_parts",
    "indicators",
    "moved",
    "moved_parts",
    "news",
    "own_pages",
    "pages",
    "parts",
    "read_addresses",
    "read_edition",
    "read_figures",
    "refuse_broken_json",
    "seal",
    "sealed",
    "untold_changes",
    "written",
]
