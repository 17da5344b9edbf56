"""Pages made again only when something that they have read has changed; the others are those of the last build, byte for byte.

A page is a unit of ``making``. What is read while it is made belongs to that page, what is read outside all of them to every page. A page
is taken from the published site when all that it read holds what it held then, and when the published files still are what was made.
"""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from site_tools import keep, stamps
from site_tools.making import Made, made_by
from site_tools.model.portal import Output, Standing
from site_tools.reads import EVERYTHING, Read, Reader, fingerprint

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from site_tools.making import Unit
    from site_tools.model.records import Record
    from site_tools.reads import Seen


class _Page(NamedTuple):
    """The numbers of what a page read, packed, and the files that it became with the digest of each."""

    reads: str
    files: list[tuple[str, str]]


class Renewal:
    """The pages of one build and of the one before it into the same folder."""

    noted = True

    def __init__(self, out: Path, cache: Path, records: Iterable[Record]) -> None:
        self.reader = Reader(records)
        self._site, self._code = out.resolve(), keep.generator()
        self._file = cache / "sidor" / hashlib.blake2b(os.fsencode(self._site), digest_size=20).hexdigest()
        self._whole = ""
        self._former: dict[str, _Page] = {}
        self._fingerprints: dict[Read, str] = {}
        self._numbers: dict[tuple[str, str], int] = {}
        self._as_noted: list[str] = []
        """By their numbers the fingerprints of what the last build noted, as they are now."""
        self._of_seen: dict[tuple[int, str], int] = {}
        self._shared: set[int] | None = None
        self._standing: set[str] = set()
        """The folders of the site whose files all bear the stamps that were noted: what lies there need not be read."""
        self._pages: dict[str, _Page] = {}
        self.linked: dict[str, str] = {}
        """The digests, by their paths, of the files of the last build that need not be read."""
        self.made: list[str] = []
        """The names of the pages that were made; the others are those of the last build."""

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """All who make units ask this, until the end of the block."""
        token = _IN_USE.set(self)
        try:
            with self.reader.looking(), made_by(self):
                yield
        finally:
            _IN_USE.reset(token)

    @contextmanager
    def opened(self, whole: object) -> Iterator[None]:
        """The block in which all pages are made. ``whole`` is what each of them may read without a note."""
        self._whole = fingerprint((self._code, whole))
        self._recall()
        with self.reader.apart() as seen:
            yield
        self._shared = self._numbered(seen)

    def kept(self, unit: Unit) -> bool:
        """Whether the last build has it, as far as is known before its files are looked at."""
        return unit.name in self._former

    def work(self, unit: Unit) -> Made:
        """Make a unit, and note what it reads."""
        with self.reader.apart() as seen:
            return unit.make()._replace(seen=seen)

    def make(self, unit: Unit, work: Callable[[Unit], Made]) -> tuple[Output, ...]:
        """The outputs of a unit, made by ``work`` or by the last build."""
        name = unit.name
        if name in self._pages:
            raise ValueError(f"two pages are called {name!r}")
        if name in self._former and (found := self._taken(self._former[name].files)) is not None:
            self._pages[name] = self._former[name]
            return found
        self.made.append(name)
        outputs, seen = work(unit)
        if seen is not None and (reads := self._numbered(seen)) is not None:
            self._pages[name] = _Page(keep.packed(reads), [(one.path, one.digest) for one in outputs])
        return outputs

    def save(self) -> None:
        """Note what has been made, for the next build; nothing when the pages were not all made, or the code was changed meanwhile."""
        if self._shared is None or keep.generator() != self._code:
            return
        try:
            site = stamps.by_folder(self._site)
        except OSError:
            return
        # Numbers are never given anew, nor are those taken back that nobody reads any more: another day begins from the start.
        things = {of: number for number, of in enumerate(dict.fromkeys(of for of, _ in self._numbers))}
        added = [Read(*read) for read in islice(self._numbers, len(self._as_noted), None)]
        note = {
            "whole": self._whole,
            "records": {of: self._fingerprint(Read(of, EVERYTHING)) for of in things if self.reader.is_record(of)},
            "things": list(things),
            "of": [things[of] for of, _ in self._numbers],
            "names": [name for _, name in self._numbers],
            "held": [*self._as_noted, *map(self._fingerprint, added)],
            "shared": keep.packed(self._shared),
            "pages": self._pages,
            "site": site,
        }
        keep.save(self._file, json.dumps(note, ensure_ascii=False, separators=(",", ":")).encode())

    def _recall(self) -> None:
        """Take in what the last build noted of the pages that a build would make again. What cannot be understood was not noted."""
        try:
            note = json.loads(keep.load(self._file) or b"{}")
            if note.get("whole") != self._whole:
                return
            self._numbers, self._as_noted, changed = self._compared(note)

            def same(reads: str) -> bool:
                numbers = keep.unpacked(reads)
                return changed.isdisjoint(numbers) and max(numbers, default=-1) < len(self._as_noted)

            if same(note["shared"]):
                pages = {name: _Page(reads, [(path, digest) for path, digest in files]) for name, (reads, files) in note["pages"].items()}
                self._former = {name: page for name, page in pages.items() if same(page.reads)}
                now = stamps.by_folder(self._site)
                self._standing = {folder for folder, stamped in note["site"].items() if now.get(folder) == stamped}
        except (OSError, ValueError, LookupError, TypeError, AttributeError):
            self._former, self._numbers, self._as_noted = {}, {}, []

    def _compared(self, note: dict[str, Any]) -> tuple[dict[tuple[str, str], int], list[str], set[int]]:
        """What was noted by its numbers, the fingerprint of each as it is now, and the numbers of what has changed."""
        things = note["things"]
        # Of a record that is wholly the same, which nearly all are, nothing more is looked at.
        whole = {of for of in things if self.reader.is_record(of) and self._fingerprint(Read(of, EVERYTHING)) == note["records"].get(of)}
        reads = [(things[thing], name) for thing, name in zip(note["of"], note["names"], strict=True)]
        held = [former if read[0] in whole else self._fingerprint(Read(*read)) for read, former in zip(reads, note["held"], strict=True)]
        changed = {number for number, (now, former) in enumerate(zip(held, note["held"], strict=True)) if now != former}
        return {read: number for number, read in enumerate(reads)}, held, changed

    def _taken(self, files: list[tuple[str, str]]) -> tuple[Output, ...] | None:
        """The files from the published site; None when one of them is not what was made."""
        found: list[Output] = []
        for path, digest in files:
            if not {"", ".", ".."}.isdisjoint(path.split("/")):
                return None
            one = Standing(path, f"{self._site}/{path}", digest)
            if path[: path.rfind("/") + 1] not in self._standing:
                try:
                    found.append(Output(path, one.data))
                except (OSError, ValueError):
                    return None
            else:
                found.append(one)
        self.linked |= {one.path: one.digest for one in found if isinstance(one, Standing)}
        return tuple(found)

    def _numbered(self, seen: Seen) -> set[int] | None:
        """The numbers of what was read; None when something was that nobody knows: then nobody can tell when it changes."""
        numbers = self._of_seen
        try:
            for pair in seen:
                if pair not in numbers:
                    read = self.reader.read(*pair)
                    numbers[pair] = -1 if read is None else self._numbers.setdefault(read, len(self._numbers))
        except LookupError:
            return None
        return {number for pair in seen if (number := numbers[pair]) >= 0}

    def _fingerprint(self, read: Read) -> str:
        if read not in self._fingerprints:
            self._fingerprints[read] = self.reader.fingerprint(read)
        return self._fingerprints[read]


_IN_USE: ContextVar[Renewal | None] = ContextVar("renewal", default=None)


def in_use() -> Renewal | None:
    """The renewal that looks on, if any."""
    return _IN_USE.get()
