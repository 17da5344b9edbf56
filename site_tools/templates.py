"""The Jinja environment: escaping on, undefined names refused, Swedish source strings through gettext, and a few filters.

A template sees ``page`` (what every page has), ``site`` (webbplats.yaml) and the view that its render module made. Content is never
a template: it reaches one only as a value.
"""

from __future__ import annotations

import hashlib
import sys
from contextlib import contextmanager
from contextvars import ContextVar
from decimal import Decimal
from functools import cache
from gettext import NullTranslations
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from site_tools import keep, policy, text, urls
from site_tools.config import TEMPLATES
from site_tools.model.fields import slug

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, MutableMapping

    from jinja2.bccache import Bucket

TRANSLATIONS = NullTranslations()
"""Swedish is the source language; another language comes as a catalogue in this place."""


def _(message: str) -> str:
    """An interface text in the reader's language."""
    return TRANSLATIONS.gettext(message)


def N_(message: str) -> str:  # noqa: N802  # the name that gettext's tools look for
    """Marks an interface text for translation where it is defined; ``_`` translates it where it is used."""
    return message


def ngettext(one: str, several: str, n: int) -> str:
    """``4 indikatorer``: both texts hold ``%(n)s``, which becomes the Swedish number."""
    return TRANSLATIONS.ngettext(one, several, n) % {"n": text.number(Decimal(n))}


_OFFERED = ("link", "prose", "cite", "find", "differing")
_PAGE: ContextVar[Mapping[str, Callable[..., Any]]] = ContextVar("page")


@contextmanager
def on_page(**offered: Callable[..., Any]) -> Iterator[None]:
    """Until the end of the block, what templates call by these names is what a page offers: ``link``, ``prose``, ``cite``, ``find`` and
    ``differing``. So a component that needs no more of its page than that is loaded once in a run, and not once for each page."""
    token = _PAGE.set(offered)
    try:
        yield
    finally:
        _PAGE.reset(token)


def _of_page(name: str) -> Callable[..., Any]:
    def asked(*args: Any, **more: Any) -> Any:
        return _PAGE.get()[name](*args, **more)

    return asked


def component(name: str) -> Any:
    """The macros of a component, for Python to call."""
    return environment().get_template(f"components/{name}/macro.html").module


class _Compiled(BytecodeCache):
    """Templates as Python code, kept from run to run: compiling the sixty of them takes half a second.

    Jinja looks at a template's text only; the versions of Jinja and Python, and this module (the environment's settings), count here too.
    """

    def __init__(self) -> None:
        made_by = f"{version('jinja2')} {sys.implementation.cache_tag} {hashlib.blake2b(Path(__file__).read_bytes()).hexdigest()}"
        self._folder = keep.CACHE / "mallar" / hashlib.blake2b(made_by.encode(), digest_size=8).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        if data := keep.load(self._folder / bucket.key):
            bucket.bytecode_from_string(data)

    def dump_bytecode(self, bucket: Bucket) -> None:
        keep.save(self._folder / bucket.key, bucket.bytecode_to_string())


class _Settled(Environment):
    """An environment whose names are all there before its first template."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> dict[str, Any]:
        """The names that a template may use: Jinja's chain of two mappings is walked for each component that a page loads."""
        return {**self.globals, **(d or {})}


@cache
def _said(message: str) -> Markup:
    return Markup(_(message)) % {}  # noqa: S704 - the words of a template


def _gettext(message: str, **values: object) -> Markup:
    """An interface text of a template with its values, as Jinja's own would give it. Most have no values, and are said again and again."""
    return Markup(_(message)) % values if values else _said(message)  # noqa: S704


@cache
def environment() -> Environment:
    """The one environment of a run."""
    env = _Settled(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=text.unbroken,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=_Compiled(),
        auto_reload=False,  # a run sees one version of the templates; looking for another costs a look at the disk each time
        extensions=["jinja2.ext.i18n"],
    )
    env.install_gettext_translations(TRANSLATIONS, newstyle=True)  # type: ignore[attr-defined]  # added by the i18n extension
    env.globals |= {"gettext": _gettext, "_": _gettext}
    env.policies["ext.i18n.trimmed"] = True
    env.filters |= {
        "number": text.number,
        "whole": text.whole,
        "day": text.day,
        "period": text.period,
        "capital": text.capital,
        "join_words": text.join,
        "slug": slug,
    }
    env.globals |= {
        **{name: _of_page(name) for name in _OFFERED},
        "address_of": urls.address,
        "method": urls.METHOD,
        "latest": urls.CHANGES,
        "data": urls.DATA,
        "csp": policy.PAGE,
        "csp_embed": policy.EMBED,
    }
    return env
