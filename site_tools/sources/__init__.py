"""Figures fetched from open data: one module for each service, and one guarded way out to the network. No build imports this room."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from site_tools.model.fetch import Service
from site_tools.sources import kolada, opendatasoft, pxweb1, pxweb2
from site_tools.sources.guard import Answer, Errand, Fetcher, FetchError, is_public
from site_tools.sources.points import Read

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from types import ModuleType
    from typing import Any

    from site_tools.model.fetch import Fetch

__all__ = ["Answer", "Errand", "FetchError", "Fetcher", "Read", "fetch", "fetcher", "is_public", "read", "same_title"]

_SERVICES: dict[Service, ModuleType] = {
    Service.KOLADA: kolada,
    Service.PXWEB: pxweb2,
    Service.PXWEB_FIRST: pxweb1,
    Service.OPENDATASOFT: opendatasoft,
}
HOSTS = frozenset({kolada.HOST, pxweb2.HOST, pxweb1.HOST})
"""The hosts that every portal may fetch from; webbplats.yaml names those of its own."""


def fetcher(more_hosts: Iterable[str]) -> Fetcher:
    """A fetcher for the known hosts and those that the portal names."""
    return Fetcher(HOSTS | {host.lower() for host in more_hosts})


def fetch(spec: Fetch, errand: Errand) -> Read:
    """The figures that ``spec`` asks for; the answers are kept in ``errand.asked``. Raises FetchError."""
    answers: Sequence[Any] = _SERVICES[spec.service].ask(spec, errand)
    return read(spec, answers)


def read(spec: Fetch, answers: Sequence[Any]) -> Read:
    """What answers that have been fetched say. Raises FetchError."""
    found: Read = _SERVICES[spec.service].read(spec, answers)
    return found


def same_title(spec: Fetch, now: str) -> bool:
    """Whether a source still calls its figures what it did. The years in the name of a table of PxWeb change with each new one."""

    def bare(title: str) -> str:
        return re.sub(r"\b\d{4}(?:[MK]\d+)?\b", "", title) if spec.service in (Service.PXWEB_FIRST, Service.PXWEB) else title

    return spec.title is None or bare(spec.title) == bare(now)
