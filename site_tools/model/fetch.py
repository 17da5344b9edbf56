"""hämtas: how the figures of an indicator are fetched from open data, and what was fetched."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

from pydantic import model_validator

from site_tools.messages import fetching as say
from site_tools.model.fields import Line, Listed, PeriodField, Url, fault
from site_tools.model.parts import Part, key, many, optional

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class Service(StrEnum):
    """tjänst: whom the figures are asked of, and so in which words."""

    KOLADA = "kolada"
    PXWEB = "pxwebapi2"
    PXWEB_FIRST = "pxweb1"
    OPENDATASOFT = "opendatasoft"


KOLADA_PLACE, KOLADA_GROUP = "municipality", "gender"
"""What Kolada calls its variables; the year needs no telling."""


class Code(Part):
    """One code of the source's, and our word for it."""

    code: Line = key("kod", "koden hos källan, till exempel 2480")
    becomes: Line | None = optional("blir", "gruppen eller platsen som koden blir i serien")


class Variable(Part):
    """One variable of the source's: what its codes become, and which are taken."""

    name: Line = key("variabel", "variabelns namn hos källan, till exempel Region; hos Kolada municipality eller gender")
    becomes: Literal["grupp", "plats", "period"] | None = optional(
        "blir", "grupp, plats eller period; utelämnas när bara en kod väljs, till exempel ett mått"
    )
    codes: Annotated[tuple[Code, ...], Listed] = many("koder", "koderna som tas med; för perioder tas alla med")


class Mark(Part):
    """A mark that the source puts on a figure, and the state that it means."""

    code: Line = key("kod", "märket hos källan, till exempel ..")
    becomes: Literal["preliminär", "reviderad", "saknas", "sekretess", "ej tillämpligt"] | None = optional(
        "blir", "läget i serien: preliminär, reviderad, saknas, sekretess eller ej tillämpligt; utelämnas för slutligt"
    )


class Fetch(Part):
    """How the figures of an indicator are fetched."""

    service: Service = key("tjänst", "kolada, pxwebapi2 (SCB), pxweb1 (äldre PxWeb) eller opendatasoft")
    table: Line = key("tabell", "nyckeltalets, tabellens eller datamängdens beteckning hos källan, till exempel N15505")
    address: Url | None = optional("adress", "tjänstens adress, när den inte är Koladas eller SCB:s; vid pxweb1 tabellens")
    title: Line | None = optional("titel", "vad källan kallar talen; build.py hämta skriver den, och stannar när källan har bytt")
    variables: Annotated[tuple[Variable, ...], Listed] = key("variabler", "källans variabler, och vad de blir i serien", min_length=1)
    field: Line | None = optional("fält", "vid opendatasoft: fältet som har talet")
    first: PeriodField | None = optional("från", "den första perioden som hämtas; annars alla")
    marks: Annotated[tuple[Mark, ...], Listed] = many("lägen", "vad källans märken på tal betyder")

    @model_validator(mode="after")
    def _whole(self) -> Fetch:
        for what, better in self._lacks():
            raise fault(say.FETCH_INCOMPLETE(what=what, better=better))
        return self

    def _lacks(self) -> Iterator[tuple[str, str]]:
        roles = [one.becomes for one in self.variables if one.becomes]
        names = [one.name for one in self.variables]
        own_address = self.service in (Service.PXWEB_FIRST, Service.OPENDATASOFT)
        if own_address and not self.address:
            yield "tjänsten har ingen given adress", "lägg till adress: med https://"
        if self.service is Service.OPENDATASOFT and not self.field:
            yield "det framgår inte vilket fält som har talet", "lägg till fält: och fältets namn"
        if len(set(names)) < len(names) or len(set(roles)) < len(roles):
            yield "en variabel står två gånger, eller två blir samma sak", "skriv varje variabel en gång"
        if self.service is Service.KOLADA:
            allowed = {KOLADA_PLACE: "plats", KOLADA_GROUP: "grupp"}
            if KOLADA_PLACE not in names or any(allowed.get(one.name) != one.becomes for one in self.variables):
                yield "Kolada har variablerna municipality och gender", "skriv municipality med blir: plats, och gender med blir: grupp"
        elif "period" not in roles:
            yield "ingen variabel blir period", "skriv blir: period på den variabel som är tiden"
        for one in self.variables:
            yield from _codes_lacking(one)

    def role(self, becomes: str) -> Variable | None:
        """The variable that becomes the group, the place or the period."""
        return next((one for one in self.variables if one.becomes == becomes), None)


def _codes_lacking(one: Variable) -> Iterator[tuple[str, str]]:
    if one.becomes == "period":
        if one.codes:
            yield f"koder för perioden ({one.name})", "ta bort koder: där; säg den första perioden med från:"
    elif not one.codes:
        yield f"{one.name} har inga koder", "lägg till koder: och vilka som tas med"
    elif one.becomes is None:
        if len(one.codes) > 1 or one.codes[0].becomes:
            yield f"{one.name} har flera koder men blir ingenting", "välj en kod utan blir:, eller säg om variabeln blir grupp eller plats"
    elif not all(code.becomes for code in one.codes):
        yield f"en kod för {one.name} blir ingenting", "skriv blir: vid varje kod"
    else:
        words = [code.becomes for code in one.codes]
        if len(set(words)) < len(words) or len({code.code for code in one.codes}) < len(words):
            yield f"två koder för {one.name} är lika", "skriv varje kod och varje ord en gång"


class Point(NamedTuple):
    """A fetched figure under our words: period, group (``totalt`` for none), place, its exact digits (empty for none) and its state."""

    period: str
    group: str
    place: str
    value: str
    state: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        return self.period, self.group, self.place


class Snapshot(NamedTuple):
    """What was fetched for an indicator. ``at`` is the time with its zone, ``digest`` the SHA-256 of all that the file says besides."""

    service: str
    table: str
    title: str
    address: str
    at: str
    licence: str
    digest: str
    points: Mapping[tuple[str, str, str], Point]

    @property
    def day(self) -> str:
        """The day of the fetch, in Sweden."""
        return self.at[:10]
