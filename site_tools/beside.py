"""What lies beside the content folder. Nothing is imported here: also what must start fast asks for it."""

from __future__ import annotations

import os.path
from pathlib import Path

RECORD = "publicerat"
"""Name of the folder with the record of the last release."""
FETCHED = "hamtat"
"""Name of the folder with what was fetched from open data."""


def record_of(content: Path) -> Path:
    """The folder of the record: beside the content, so that each portal has its own, and git keeps the two together."""
    return _beside(content, RECORD)


def fetched_of(content: Path) -> Path:
    """The folder of the snapshots, beside the content in the same way."""
    return _beside(content, FETCHED)


def sources_of(content: Path) -> tuple[Path, ...]:
    """Every folder that a site is made of: the content, and what lies beside it and is there."""
    return (content, *(folder for folder in (record_of(content), fetched_of(content)) if folder.is_dir()))


def file_at(content: Path, path: str) -> Path:
    """The file at a path below the content, or, where the path begins with ``../``, of what lies beside it."""
    return _beside(content, path.removeprefix("../")) if path.startswith("../") else content / path


def _beside(content: Path, name: str) -> Path:
    return Path(os.path.abspath(content)).parent / name  # noqa: PTH100  # a content folder that is a link has its record beside the link
