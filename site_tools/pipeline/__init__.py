"""The line: load, validate, link, gate, derive, render and export, write, index, verify. The only importer of the stages."""

from __future__ import annotations

from site_tools.pipeline.building import Built, build
from site_tools.pipeline.checking import (
    PER_FILE_MAX,
    Checked,
    ContentError,
    at_most,
    check,
    check_all,
    edition,
    fetched,
    read,
    released,
    report,
    sources,
    unrecorded,
)
from site_tools.pipeline.live import Live

__all__ = [
    "PER_FILE_MAX",
    "Built",
    "Checked",
    "ContentError",
    "Live",
    "at_most",
    "build",
    "check",
    "check_all",
    "edition",
    "fetched",
    "read",
    "released",
    "report",
    "sources",
    "unrecorded",
]
