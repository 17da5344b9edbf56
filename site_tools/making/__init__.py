"""What a site is made of, unit by unit: a page with what belongs to it, or the data files of one thing. Who makes them is another's choice.

Around the making of each stands a function marked :func:`page` or :func:`pages`. It is pure: it may be called in any order, in any process
that has what it is given, and gives the same bytes. What is in use of a :class:`Maker` decides whether it is called at all.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Concatenate, NamedTuple, ParamSpec, Protocol, Self, TypeAlias, TypeVar

from site_tools.model.portal import Output
from site_tools.model.records import Record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager

P = ParamSpec("P")
Press = TypeVar("Press")
T = TypeVar("T")


class Made(NamedTuple):
    """What a unit became, and what was read while it was made, as ``reads`` notes it; None where nobody looked on."""

    outputs: tuple[Output, ...]
    seen: set[tuple[int, str]] | None = None


class Unit(NamedTuple):
    """One call of a marked function."""

    work: Callable[..., Iterable[Output]]
    press: object
    args: tuple[object, ...]

    @property
    def name(self) -> str:
        """What no other unit of the same site is called."""
        return " ".join([f"{self.work.__module__}.{self.work.__qualname__}", *filter(None, map(_called, self.args))])

    def make(self) -> Made:
        """Make it here and now. What is marked within it belongs to it."""
        with _set(_MAKER, None):
            return Made(tuple(self.work(self.press, *self.args)))


Lends: TypeAlias = "Callable[[Unit], Mapping[str, object]]"


class Walk(NamedTuple):
    """A way through units. ``outputs`` gives all outputs in their order. Where its units may be sent to other machines it is pickled, and
    ``lends`` tells what one of them needs there beside it, by the names that it asks for; None where they are sooner made than sent."""

    outputs: Callable[[], Iterable[Output]]
    lends: Lends | None = None


class Maker(Protocol):
    """Whom marked functions ask. ``noted`` tells whether it is to know what is read while units are made."""

    noted: bool

    def kept(self, unit: Unit) -> bool:
        """Whether it need not be made."""

    def work(self, unit: Unit) -> Made:
        """Make one, whoever is to have it."""

    def make(self, unit: Unit, work: Callable[[Unit], Made]) -> tuple[Output, ...]:
        """The outputs of a unit in its turn; ``work`` makes it, or has it made already."""


class Task(NamedTuple):
    """``units`` of a walk that are to be made by ``work``; ``noted`` as for a maker."""

    walk: Walk
    units: Sequence[Unit]
    work: Callable[[Unit], Made]
    noted: bool


class Helpers(Protocol):
    """Those who make units beside this process, until they are left."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *_: object) -> None: ...

    def at(self, task: Task) -> AbstractContextManager[Callable[[Unit], Made]]:
        """Have a task done for the block. What is given here is asked for its units in their order, and has each or makes it."""


class _Alone:
    """Every unit made where it stands."""

    noted = False

    def kept(self, unit: Unit) -> bool:  # noqa: ARG002 - none is
        return False

    def work(self, unit: Unit) -> Made:
        return unit.make()

    def make(self, unit: Unit, work: Callable[[Unit], Made]) -> tuple[Output, ...]:
        return work(unit).outputs


class _Surveyor(_Alone):
    """Makes nothing, and knows afterwards what there is to make."""

    def __init__(self) -> None:
        self.found: list[Unit] = []

    def make(self, unit: Unit, work: Callable[[Unit], Made]) -> tuple[Output, ...]:  # noqa: ARG002 - nothing is made
        self.found.append(unit)
        return (Output("", b""),)


class _Helped(_Alone):
    """A maker whose units others make."""

    def __init__(self, maker: Maker, take: Callable[[Unit], Made]) -> None:
        self._maker, self._take = maker, take

    def make(self, unit: Unit, work: Callable[[Unit], Made]) -> tuple[Output, ...]:  # noqa: ARG002 - others do
        return self._maker.make(unit, self._take)


_MAKER: ContextVar[Maker | None] = ContextVar("maker", default=None)
_HELPERS: ContextVar[Helpers | None] = ContextVar("helpers", default=None)
_LENT: ContextVar[Mapping[str, object]] = ContextVar("lent", default=MappingProxyType({}))


@contextmanager
def _set(variable: ContextVar[T], value: T) -> Iterator[None]:
    token = variable.set(value)
    try:
        yield
    finally:
        variable.reset(token)


def made_by(maker: Maker) -> AbstractContextManager[None]:
    """Marked functions ask ``maker``, until the end of the block."""
    return _set(_MAKER, maker)


def helped_by(helpers: Helpers) -> AbstractContextManager[None]:
    """:func:`together` asks ``helpers``, until the end of the block."""
    return _set(_HELPERS, helpers)


def maker() -> Maker | None:
    """The maker in use, if any."""
    return _MAKER.get()


def units_of(walk: Callable[[], Iterable[Output]]) -> list[Unit]:
    """The units that ``walk`` comes to, in its order; none is made. Raises ValueError when two have one name."""
    surveyor = _Surveyor()
    with made_by(surveyor):
        for _ in walk():
            pass
    if len({unit.name for unit in surveyor.found}) < len(surveyor.found):
        raise ValueError("two pages have one name")
    return surveyor.found


def together(walk: Walk) -> Iterator[Output]:
    """The outputs of ``walk``, byte for byte and in its order, whose units the helpers in use make too."""
    helpers, given = _HELPERS.get(), _MAKER.get() or _Alone()
    if helpers is None:
        yield from walk.outputs()
        return
    wanted = [unit for unit in units_of(walk.outputs) if not given.kept(unit)]
    with helpers.at(Task(walk, wanted, given.work, given.noted)) as take, made_by(_Helped(given, take)):
        yield from walk.outputs()


def lending(things: Mapping[str, object]) -> AbstractContextManager[None]:
    """What :func:`lent` gives, until the end of the block."""
    return _set(_LENT, things)


def lent(name: str) -> Any:
    """What has come along for the unit that is being made far from home. Raises NotLentError for anything else."""
    try:
        return _LENT.get()[name]
    except KeyError:
        raise NotLentError(name) from None


class NotLentError(Exception):
    """Something that is only at home. No LookupError, which tells that it is nowhere."""


def pages(work: Callable[Concatenate[Press, P], Iterable[Output]]) -> Callable[Concatenate[Press, P], tuple[Output, ...]]:
    """Marks a function of the press and of records that makes a page with what belongs to it: made again when what it reads has changed."""

    @wraps(work)
    def asked(press: Press, /, *args: P.args, **more: P.kwargs) -> tuple[Output, ...]:
        maker = _MAKER.get()
        if maker is None or more:
            return tuple(work(press, *args, **more))
        return maker.make(Unit(work, press, args), maker.work)

    return asked


def page(work: Callable[Concatenate[Press, P], Output]) -> Callable[Concatenate[Press, P], Output]:
    """Marks a function as :func:`pages` does; it makes one file."""

    @wraps(work)
    def alone(press: Press, /, *args: Any, **more: Any) -> tuple[Output]:
        return (work(press, *args, **more),)

    several = pages(alone)

    @wraps(work)
    def asked(press: Press, /, *args: P.args, **more: P.kwargs) -> Output:
        return several(press, *args, **more)[0]

    return asked


def _called(argument: object) -> str:
    if isinstance(argument, Record):
        return f"{argument.kind.value}/{argument.id}"
    return argument if isinstance(argument, str) else ""
