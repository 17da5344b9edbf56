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
from urllib.parse import urlsplit

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from site_tools.model.values import YEAR_MAX, YEAR_MIN, Period, parse_number, parse_period

SLUG_MAX = 80
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)


def slug(text: str) -> str:
    """``text`` as an id: a-z, 0-9 and hyphen, å and ä as a, ö as o. Empty when nothing is left."""
    plain = unicodedata.normalize("NFKD", text.lower().replace("æ", "a").replace("ø", "o"))
    return re.sub(r"[^a-z0-9]+", "-", "".join(c for c in plain if not unicodedata.combining(c))).strip("-")


def _fault(message: str, hint: str = "") -> PydanticCustomError:
    # The curly braces of pydantic's message templates never see an editor's text: both parts travel as context.
    return PydanticCustomError("content", "{message}", {"message": message, "hint": hint})


def _scalar(value: object, what: str) -> str:
    if not isinstance(value, str):
        shape = "en lista" if isinstance(value, list) else "en grupp av nycklar" if isinstance(value, dict) else "tomt"
        raise _fault(f"här väntas {what}, men det står {shape}", f"skriv {what} på samma rad som nyckeln")
    return value


def _text(value: object) -> str:
    text = _scalar(value, "text").strip()
    if not text:
        raise _fault("texten är tom", "skriv en text eller ta bort nyckeln")
    return text


def _line(value: object) -> str:
    text = _text(value)
    if "\n" in text:
        raise _fault("texten ska stå på en rad", "ta bort radbrytningen")
    return text


def check_id(text: str) -> str:
    """``text`` if it is a valid id. Raises PydanticCustomError otherwise."""
    if not _SLUG.fullmatch(text) or len(text) > SLUG_MAX:
        better = slug(text)[:SLUG_MAX].strip("-")
        hint = f'skriv "{better}"' if better else "skriv till exempel hallbart-resande"
        raise _fault(f'"{text[:SLUG_MAX]}" kan inte vara ett id: bara a–z, 0–9 och bindestreck, högst {SLUG_MAX} tecken', hint)
    return text


def _id(value: object) -> str:
    return check_id(_line(value))


def _number(value: object) -> Decimal:
    text = _scalar(value, "ett tal")
    try:
        return parse_number(text)
    except ValueError as error:
        message, _, hint = str(error).partition("; ")
        raise _fault(message, hint) from None


def _whole(value: object) -> int:
    number = _number(value)
    if number != number.to_integral_value():
        raise _fault(f'"{value}" är inte ett helt tal', "skriv ett heltal utan decimaler")
    return int(number)


def _date(value: object) -> date:
    text = _scalar(value, "ett datum")
    try:
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
            raise ValueError
        day = date.fromisoformat(text)
    except ValueError:
        raise _fault(f'"{text}" är inte ett datum', "skriv år-månad-dag, till exempel 2026-03-31") from None
    if not YEAR_MIN <= day.year <= YEAR_MAX:
        raise _fault(f"året {day.year} ligger utanför {YEAR_MIN}–{YEAR_MAX}")
    return day


def _period(value: object) -> Period:
    text = _scalar(value, "en period")
    try:
        return parse_period(text)
    except ValueError as error:
        message, _, hint = str(error).partition("; ")
        raise _fault(message, hint) from None


def _yes(value: object) -> bool:
    text = _scalar(value, "ja eller nej")
    if text not in ("ja", "nej"):
        raise _fault(f'"{text}" är varken ja eller nej', "skriv ja eller nej")
    return text == "ja"


def _url(value: object) -> str:
    text = _line(value)
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname or re.search(r"[\s<>\"'\\]", text):
        raise _fault(f'"{text}" är inte en webbadress', "skriv hela adressen, till exempel https://www.kommunen.se/sida")
    return text


def _email(value: object) -> str:
    text = _line(value)
    if not re.fullmatch(r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", text):
        raise _fault(f'"{text}" är inte en e-postadress', "skriv till exempel kontakt@kommunen.se")
    return text


def _address(value: object) -> str:
    text = _line(value)
    if not re.fullmatch(r"/(?:[a-z0-9-]+/)*", text):
        raise _fault(f'"{text}" är inte en adress på webbplatsen', "skriv till exempel /mal/gammalt-namn/")
    return text


def _listed(value: object) -> object:
    if value is not None and not isinstance(value, list):
        raise _fault("här väntas en lista", "börja varje rad med bindestreck: - första")
    return value


@dataclass(frozen=True)
class Prose:
    """Marks a field that holds Markdown."""


Text = Annotated[str, BeforeValidator(_text), Prose()]
"""Markdown, at least one character."""
Line = Annotated[str, BeforeValidator(_line)]
"""Plain text on one line."""
Id = Annotated[str, BeforeValidator(_id)]
"""An id: the file name of what is meant."""
Number = Annotated[Decimal, BeforeValidator(_number)]
"""An exact decimal with the editor's digits."""
Whole = Annotated[int, BeforeValidator(_whole)]
Day = Annotated[date, BeforeValidator(_date)]
PeriodField = Annotated[Period, BeforeValidator(_period)]
YesNo = Annotated[bool, BeforeValidator(_yes)]
Url = Annotated[str, BeforeValidator(_url)]
Email = Annotated[str, BeforeValidator(_email)]
Address = Annotated[str, BeforeValidator(_address)]
"""A path on the site, ``/mal/x/``."""
Listed = BeforeValidator(_listed)
