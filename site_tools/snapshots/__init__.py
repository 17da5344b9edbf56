"""What was fetched from open data, as one small file for each indicator: written with a checksum, and read again only as it was written."""

from __future__ import annotations

from site_tools.snapshots.file import SnapshotError, path_of, read_snapshot, written

__all__ = ["SnapshotError", "path_of", "read_snapshot", "written"]
