"""A build's hands: processes of our own, or those of a Dask cluster, on as many machines as it has."""

from __future__ import annotations

from concurrent.futures import Executor
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from site_tools.charts.draw import start
from site_tools.charts.hands import in_use
from site_tools.charts.store import code
from site_tools.charts.workers import Crew
from site_tools.problems import UserError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from concurrent.futures import Future
    from pathlib import Path

P = ParamSpec("P")
T = TypeVar("T")
SCHEME = "dask://"
_ANSWER = 10.0
"""Seconds that a cluster has to answer."""


@contextmanager
def hired(jobs: int, address: str, cache: Path) -> Iterator[Executor]:
    """Until the end of the block all is drawn by ``jobs`` processes of our own, or by the cluster at an address (``dask://host:port``).

    Raises UserError when there is no such cluster.
    """
    with _cluster(address) if address else Crew(jobs) as executor, in_use(executor):
        start(executor, cache)
        yield executor


class Alike(Executor):
    """Another executor, whose every job is refused where the code or the libraries are not those of this machine: what is drawn is kept
    under a name that says what it was drawn with."""

    def __init__(self, inner: Executor) -> None:
        self._inner = inner

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Have ``fn`` called by the other executor."""
        given: Callable[..., T] = partial(alike, code(), fn)
        return self._inner.submit(given, *args, **kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Let the other executor go."""
        if cancel_futures:
            self._inner.shutdown(wait, cancel_futures=True)
        else:  # Dask's executor does not know the word
            self._inner.shutdown(wait)


def alike(asked: str, fn: Callable[..., T], *args: Any, **kwargs: Any) -> T:
    """``fn(*args)``, where it is what it is on the machine that asks."""
    if code() != asked:
        raise RuntimeError("arbetaren har en annan version av programmet eller av dess bibliotek")
    return fn(*args, **kwargs)


@contextmanager
def _cluster(address: str) -> Iterator[Executor]:
    if not address.startswith(SCHEME) or not address.removeprefix(SCHEME):
        raise UserError(f'"{address}" är ingen adress till ett kluster – skriv till exempel {SCHEME}kluster.kommunen.se:8786')
    try:
        from distributed import Client  # noqa: PLC0415 - an extra that few install
    except ImportError:
        raise UserError(
            'Dask är inte installerat, så ett kluster kan inte rita – installera det med pip install "dask[distributed]"'
        ) from None
    try:
        client = Client(f"tcp://{address.removeprefix(SCHEME)}", timeout=_ANSWER, set_as_default=False)
    except (OSError, ValueError) as error:
        raise UserError(f"klustret på {address} svarar inte – starta det, eller bygg utan --executor") from error
    with client:
        if not client.scheduler_info()["workers"]:
            raise UserError(f"klustret på {address} har inga arbetare – starta minst en, eller bygg utan --executor")
        yield Alike(client.get_executor(pure=False))
