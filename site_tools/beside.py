"""What lies beside the content folder. Nothing is imported here: also what must start fast asks for it."""

from __future__ import annotations

import os.path
from pathlib import Path

RECORD = "publicerat"
"""Name of the folder with the record of the last release."""


def record_of(content: Path) -> Path:
    """The folder of the record: beside the content, so that each portal has its own, and git keeps the two together."""
    return Path(os.path.abspath(content)).parent / RECORD  # noqa: PTH100  # a content folder that is a link has its record beside the link
