"""Whether a build would make what is already published: then there is nothing to do.

A site is made of the content, the generator (its code, templates and libraries), the options and the day, and of nothing else. What it
was made of is noted when it has been published, and compared before the next build. Nothing heavy is imported here.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from io import FileIO
from typing import TYPE_CHECKING

from site_tools import keep, stamps
from site_tools.beside import sources_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class Former:
    """The note of what was published in a folder, and what a build would be made of now.

    Make it before the content is read: what is changed while a build runs is then seen as changed.
    """

    def __init__(self, content: Path, out: Path, options: Sequence[str], cache: Path | None = None) -> None:
        self._out, self._sources = out.resolve(), sources_of(content)
        made_with = [str(content.resolve()), *keep.libraries(), *options]
        self._options = hashlib.blake2b("\0".join(made_with).encode("utf-8", "surrogateescape"), digest_size=20).hexdigest()
        self._file = (cache or keep.CACHE) / "byggt" / hashlib.blake2b(os.fsencode(self._out), digest_size=20).hexdigest()
        self._began = time.time_ns()
        self._stamps = self._stamped()
        self._bytes = ""

    def recall(self) -> dict[str, str] | None:
        """What was noted of the published site, when a build would make it again; None when anything has changed or cannot be read."""
        try:
            note = json.loads(keep.load(self._file) or b"{}")
            same = (
                note.get("options") == self._options
                and self._stamps is not None
                and (note["stamps"] == self._stamps or note["bytes"] == self._read())
                and note["site"] == stamps.digest(self._out)
            )
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None
        return note["said"] if same else None

    def remember(self, said: dict[str, str]) -> None:
        """Note what has just been published, with what there is to say of it; nothing when a source was changed meanwhile."""
        try:
            # A file changed twice within one tick of the disk's clock bears the same time: then its bytes are read, the next time too.
            settled = max(map(stamps.last_change, self._made_of())) < self._began - stamps.SETTLED
            read = self._bytes if self._bytes and settled else self._read()
            told = {"options": self._options, "bytes": read, "site": stamps.digest(self._out), "said": said}
            unchanged = self._stamps is not None and self._stamps == self._stamped()
        except OSError:
            return
        if unchanged:
            keep.save(self._file, json.dumps({**told, "stamps": self._stamps if settled else ""}).encode())

    def _made_of(self) -> tuple[Path, ...]:
        return (*self._sources, *keep.GENERATOR)

    def _stamped(self) -> str | None:
        try:
            return "".join(map(stamps.digest, self._made_of()))
        except OSError:
            return None

    def _read(self) -> str:
        """One name for the bytes of all that the site is made of."""
        found = hashlib.blake2b(keep.generator().encode(), digest_size=20)
        for source in self._sources:
            for name in (prefix + stamp[0] for prefix, files in stamps.folders(source) for stamp in files):
                for part in (os.fsencode(name), _bytes(f"{source}/{name}")):
                    found.update(len(part).to_bytes(8, "big") + part)
        self._bytes = found.hexdigest()
        return self._bytes


def _bytes(file: str) -> bytes:
    with FileIO(file) as opened:  # a path object for each of thousands of files takes longer than to read them
        return opened.readall()
