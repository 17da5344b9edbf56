"""What a page reads while it is made: fields of records and what lies on shelves, noted as they are read and known again by fingerprints.

Nothing is guessed from what a page is about. While a :class:`Reader` looks on, the class of all records tells it of every field that is
asked for, whoever asks, and a :class:`Shelf` of everything that is taken from it.
"""

from __future__ import annotations

import hashlib
import io
import pickle
from collections.abc import Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from pydantic import BaseModel

from site_tools.model.portal import Derived
from site_tools.model.records import Record

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from site_tools.model.portal import Portal

K = TypeVar("K")
V = TypeVar("V")
EVERYTHING = "*"
"""In place of a field, the whole record; in place of a name, which names are on a shelf."""
_MISSING = ("nothing",)
_SHORT = 20
"""Letters of a text that names itself."""


class Read(NamedTuple):
    """One thing that was read: a field of a record (``mål/klimat``, ``text``) or a name on a shelf (``serier``, ``utslapp``)."""

    of: str
    name: str


Seen = set[tuple[int, str]]
"""What was read, as it is noted in passing: the number of an object, and the name of what was read of it."""
_COUNTED = "bedömningar"


class Reader:
    """Looks on while pages are made from some records and shelves, none of which may change meanwhile."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._places: dict[int, str] = {}
        self._things: dict[str, Any] = {}
        self._seen: Seen = set()
        self._shown: tuple[tuple[Portal, Derived], tuple[Portal, Derived]] | None = None
        for record in records:
            self._known(f"{record.kind.value}/{record.id}", record)
        self._records = frozenset(self._things)

    def shown(self, portal: Portal, derived: Derived) -> tuple[Portal, Derived]:
        """The same with everything taken from them noted, but for the examples.

        All who make pages of one portal get the same two: what these compute once is computed before the first page.
        """
        if self._shown is None:
            noted = replace(portal, series=self.shelf("serier", portal.series), fetched=self.shelf("hämtat", portal.fetched))
            made = replace(derived, indicators=self.shelf("härlett", derived.indicators), counts=self.shelf("antal", derived.counts))
            self._known(_COUNTED, made)
            self._shown = ((portal, derived), (noted, made))
        given, found = self._shown
        if given[0] is not portal or given[1] is not derived:
            raise ValueError("a reader looks on while the pages of one portal are made")
        return found

    def shelf(self, name: str, held: Mapping[K, V], known: Mapping[str, str] | None = None) -> Shelf[K, V]:
        """``held``, with everything taken from it noted under ``name``; ``known`` are names that tell what things hold, where that is known
        without looking at them."""
        made = Shelf(held, self, known or {})
        self._known(name, made)
        return made

    def _known(self, name: str, thing: object) -> None:
        self._places[id(thing)], self._things[name] = name, thing

    def note(self, thing: object, name: str) -> None:
        """A field or a name is being read."""
        self._seen.add((id(thing), name))

    @contextmanager
    def looking(self) -> Iterator[None]:
        """Until the end of the block everything that anyone asks of a record is noted."""

        def asked(thing: object, name: str) -> Any:
            self._seen.add((id(thing), name))
            return object.__getattribute__(thing, name)

        # For the block only: it makes each look slower.
        for kind in _WATCHED:
            kind.__getattribute__ = asked  # type: ignore[method-assign]
        try:
            yield
        finally:
            for kind in _WATCHED:
                del kind.__getattribute__

    @contextmanager
    def apart(self) -> Iterator[Seen]:
        """What is read within the block, for :meth:`names`, and apart from what is read outside it."""
        outer, self._seen = self._seen, set()
        try:
            yield self._seen
        finally:
            self._seen = outer

    def read(self, number: int, name: str) -> Read | None:
        """What was seen, by name; None when it is no field. Raises LookupError for a thing that this reader does not know."""
        place = self._places[number]
        thing = self._things[place]
        kind = type(thing)  # to ask whether it is an instance reads its class, which is watched too
        if kind is Shelf or name in _fields(kind):
            return Read(place, name)
        whole = name == "__dict__" or name.startswith(("__pydantic", "model_"))
        return Read(place, EVERYTHING) if whole else None

    def is_record(self, name: str) -> bool:
        """Whether a name is that of a record that there is."""
        return name in self._records

    def fingerprint(self, read: Read) -> str:
        """A name for what ``read`` holds now. Also when there is no such thing."""
        thing = self._things.get(read.of)
        if thing is None:
            return fingerprint(_MISSING)
        if isinstance(thing, Shelf):
            return thing.fingerprint(read.name)
        fields = vars(thing)
        return fingerprint(fields if read.name == EVERYTHING else fields.get(read.name, _MISSING))


_WATCHED = (Record, Derived)


def _fields(kind: type[Record | Derived]) -> Container[str]:
    return kind.model_fields if issubclass(kind, Record) else ("total",)


class Shelf(Mapping[K, V]):
    """A mapping that tells its reader what is taken from it."""

    def __init__(self, held: Mapping[K, V], reader: Reader, known: Mapping[str, str]) -> None:
        self._held, self._reader, self._known = held, reader, known

    def __getitem__(self, key: K) -> V:
        self._reader.note(self, _written(key))
        return self._held[key]

    def __iter__(self) -> Iterator[K]:
        self._reader.note(self, EVERYTHING)
        return iter(self._held)

    def __len__(self) -> int:
        self._reader.note(self, EVERYTHING)
        return len(self._held)

    def fingerprint(self, name: str) -> str:
        """A name for what lies under ``name`` now."""
        if name == EVERYTHING:
            return fingerprint(list(self._held))
        if name in self._known:
            return self._known[name]
        return fingerprint(self._held[self._keys[name]] if name in self._keys else _MISSING)

    @cached_property
    def _keys(self) -> dict[str, K]:
        return {_written(key): key for key in self._held}


def _written(key: object) -> str:
    return "/".join(map(str, key)) if isinstance(key, tuple) else str(key)


class _Writer(pickle.Pickler):
    """Writes a value down so that equal ones are written alike. Nothing that it has written is ever read back."""

    def reducer_override(self, value: object) -> Any:
        """Models by their fields: they also carry the set of those that were given, in an order that differs from run to run."""
        return (type(value), (vars(value),)) if isinstance(value, BaseModel) else NotImplemented


def fingerprint(value: object) -> str:
    """A name that two values share only when they are equal, and nearly always then."""
    if value is None or value == ():
        return repr(value)
    if type(value) is str and len(value) <= _SHORT:
        return f"={value}"
    written = io.BytesIO()
    _Writer(written, 5).dump(value)
    return hashlib.blake2b(written.getbuffer(), digest_size=10).hexdigest()


def settle(thing: object) -> None:
    """Compute every ``cached_property`` of ``thing`` now: computed while one page is made, it would be read by others without a note."""
    for kind in type(thing).__mro__:
        for name, member in vars(kind).items():
            if isinstance(member, cached_property):
                getattr(thing, name)
