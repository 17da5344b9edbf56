"""Field types of the content model: each turns an editor's text into a value, or says in Swedish what to write instead.

Every scalar reaches these types as text, whatever YAML would have made of it: ``2023:1``, ``no`` and ``1.10`` stay as typed.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated
from urllib.parse import unquote, urlsplit

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from site_tools.messages import keys as say_key
from site_tools.messages import values as say
from site_tools.model.values import YEAR_MAX, YEAR_MIN, Period, parse_number, parse_period, year_range
from site_tools.problems import Said, TextError

SLUG_MAX = 80
TEXT_MAX, LINE_MAX, ADDRESS_MAX = 65_536, 500, 200
"""Characters of a text, of a line and of an address on the site."""
# A disk of Windows cannot hold files with these names, whatever their ending.
_RESERVED_NAMES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))})
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)


def slug(text: str) -> str:
    """``text`` as an id: a-z, 0-9 and hyphen, å and ä as a, ö as o. Empty when nothing is left."""
    plain = unicodedata.normalize("NFKD", text.lower().replace("æ", "a").replace("ø", "o"))
    return re.sub(r"[^a-z0-9]+", "-", "".join(c for c in plain if not unicodedata.combining(c))).strip("-")


def fault(said: Said) -> PydanticCustomError:
    """What is wrong with a value, and what to write instead; raised within a validator of the model."""
    # The curly braces of pydantic's message templates never see an editor's text: what is said travels as context.
    return PydanticCustomError("content", "a fault of the content", {"said": said})


def _scalar(value: object, what: str) -> str:
    if not isinstance(value, str):
        shape = "en lista" if isinstance(value, list) else "en grupp av nycklar" if isinstance(value, dict) else "tomt"
        raise fault(say_key.TEXT_EXPECTED(what=what, shape=shape))
    return value


def _text(value: object) -> str:
    text = _scalar(value, "text").strip()
    if len(text) > TEXT_MAX:
        raise fault(say.LONG_TEXT(length=len(text), limit=TEXT_MAX))
    if not text:
        raise fault(say.EMPTY_TEXT())
    if text in ("…", "..."):
        raise fault(say.PLACEHOLDER(text=text))
    return text


def _line(value: object) -> str:
    text = _text(value)
    if "\n" in text:
        raise fault(say.LINE_BREAK())
    if len(text) > LINE_MAX:
        raise fault(say.LONG_LINE(length=len(text), limit=LINE_MAX))
    return text


def check_id(text: str) -> str:
    """``text`` if it is a valid id. Raises TextError otherwise."""
    if not _SLUG.fullmatch(text) or len(text) > SLUG_MAX:
        better = slug(text)[:SLUG_MAX].strip("-")
        better = f"{better}-1" if better in _RESERVED_NAMES else better
        better = f'"{better}"' if better else "till exempel hallbart-resande"
        raise TextError(say.BAD_ID(text=text[:SLUG_MAX], limit=SLUG_MAX, better=better))
    if text in _RESERVED_NAMES:
        raise TextError(say.RESERVED_ID(text=text))
    return text


def is_id(text: str) -> bool:
    """Whether ``text`` is a valid id."""
    try:
        check_id(text)
    except TextError:
        return False
    return True


def _id(value: object) -> str:
    # What is meant may be written as a file: ../mal/klimat.md
    text = _line(value)
    bare = re.sub(r"\.(md|yaml|csv)$", "", text.rstrip("/").rsplit("/", 1)[-1])
    if bare != text or not _SLUG.fullmatch(text):
        raise fault(say.NO_ID(text=text[:SLUG_MAX], better=slug(bare)[:SLUG_MAX] or "hallbart-resande"))
    try:
        return check_id(text)
    except TextError as error:
        raise fault(error.said) from None


def _number(value: object) -> Decimal:
    text = _scalar(value, "ett tal")
    try:
        return parse_number(text)
    except TextError as error:
        raise fault(error.said) from None


def _whole(value: object) -> int:
    number = _number(value)
    if number != number.to_integral_value():
        raise fault(say.NOT_WHOLE(text=value))
    return int(number)


def _date(value: object) -> date:
    text = _scalar(value, "ett datum")
    try:
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
            raise ValueError
        day = date.fromisoformat(text)
    except ValueError:
        raise fault(_no_date(text)) from None
    if not YEAR_MIN <= day.year <= YEAR_MAX:
        raise fault(year_range(day.year))
    return day


def _no_date(text: str) -> Said:
    """What to say of a day that cannot be read, with the day as it should be written where that can be seen."""
    parts = re.fullmatch(r"\s*(\d{4})[-./\u2010-\u2015 ]?(\d{1,2})[-./\u2010-\u2015 ]?(\d{1,2})(?:[T ][\d:.]+Z?)?\s*", text, re.ASCII)
    if not parts:
        return say.NO_DATE(text=text)
    better = f"{parts[1]}-{int(parts[2]):02}-{int(parts[3]):02}"
    try:
        date.fromisoformat(better)
    except ValueError:
        return say.NOT_IN_CALENDAR(text=text)
    return say.NO_DATE(text=text).advise(f"skriv {better}")


def _period(value: object) -> Period:
    text = _scalar(value, "en period")
    try:
        return parse_period(text)
    except TextError as error:
        raise fault(error.said) from None


def _yes(value: object) -> bool:
    text = _scalar(value, "ja eller nej")
    if text not in ("ja", "nej"):
        raise fault(say.YES_OR_NO(text=text))
    return text == "ja"


def _url(value: object) -> str:
    text = _line(value)
    if not is_web_address(text):
        raise fault(say.NO_URL(text=text))
    return text


def is_web_address(text: str) -> bool:
    """Whether ``text`` is a full http or https address with a host, and without a name, a password or signs that break a page."""
    try:
        parts = urlsplit(text)
        return bool(
            parts.scheme in ("http", "https")
            and parts.hostname
            and "@" not in parts.netloc
            and (parts.port is None or parts.port > 0)
            and not re.search(r"[\s<>\"'\\]", text)
        )
    except ValueError:
        return False


def is_site_address(text: str) -> bool:
    """Whether a web site can stand at ``text``: its pages' addresses are made by writing more behind it."""
    if not is_web_address(text) or not set(text).isdisjoint("?#;$*{}"):
        return False
    parts = urlsplit(text)
    folders = unquote(parts.path).rstrip("/").split("/")[1:]
    return ".." not in str(parts.hostname) and not any(name in ("", ".", "..") or name.endswith(".html") for name in folders)


def _site_url(value: object) -> str:
    text = _url(value)
    if not is_site_address(text):
        raise fault(say.NO_SITE_URL(text=text))
    return text


EMAIL = r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"


def _email(value: object) -> str:
    text = _line(value)
    if not re.fullmatch(EMAIL, text):
        raise fault(say.NO_EMAIL(text=text))
    return text


def _address(value: object) -> str:
    text = _line(value)
    if not re.fullmatch(r"/(?:[a-z0-9-]{1,80}/)*(?:#[a-z0-9-]{1,80})?", text) or len(text) > ADDRESS_MAX:
        raise fault(say.NO_ADDRESS(text=text))
    if taken := next((word for word in text.split("/") if word in _RESERVED_NAMES), ""):
        raise fault(say.RESERVED_ID(text=taken))
    return text


_QUOTED_MAX = 80


def _listed(value: object) -> object:
    if value is not None and not isinstance(value, list):
        if isinstance(value, dict):
            raise fault(say_key.LIST_EXPECTED().advise("skriv ett bindestreck och ett mellanslag framför den första nyckeln i varje grupp"))
        # What stands there may be half a list: -ett, [ett, (ett)
        bare = str(value).strip(" -–•*[]()").replace(";", ",") if len(str(value)) <= _QUOTED_MAX and "\n" not in str(value) else ""
        raise fault(say_key.LIST_EXPECTED().advise(f"skriv [{bare}]" if bare else ""))
    return value


@dataclass(frozen=True)
class Prose:
    """Marks a field that holds Markdown."""


@dataclass(frozen=True)
class Marked:
    """Marks a field that holds plain text in which words of other languages may be marked as in Markdown: ``[words]{lang=en}``."""


Text = Annotated[str, BeforeValidator(_text), Prose()]
"""Markdown, at least one character."""
Line = Annotated[str, BeforeValidator(_line)]
"""Plain text on one line."""
MarkedLine = Annotated[str, BeforeValidator(_line), Marked()]
"""The same, in which words of other languages may be marked."""
Id = Annotated[str, BeforeValidator(_id)]
"""An id: the file name of what is meant."""
Number = Annotated[Decimal, BeforeValidator(_number)]
"""An exact decimal with the editor's digits."""
Whole = Annotated[int, BeforeValidator(_whole)]
Day = Annotated[date, BeforeValidator(_date)]
PeriodField = Annotated[Period, BeforeValidator(_period)]
YesNo = Annotated[bool, BeforeValidator(_yes)]
Url = Annotated[str, BeforeValidator(_url)]
SiteUrl = Annotated[str, BeforeValidator(_site_url)]
"""A web address that pages' addresses can be written behind."""
Email = Annotated[str, BeforeValidator(_email)]
Address = Annotated[str, BeforeValidator(_address)]
"""A path on the site, ``/mal/x/``."""
Listed = BeforeValidator(_listed)
