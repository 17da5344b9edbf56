"""What records are made of: kinds and references, sources and facts, targets and breaks. Each group of keys is a frozen model."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, model_validator

from site_tools.messages import indicators as say
from site_tools.messages import keys as say_key
from site_tools.messages import values as say_value
from site_tools.model.fields import Address, Day, Id, Line, Listed, MarkedLine, Number, PeriodField, Text, Url, fault, slug


class Kind(StrEnum):
    """The kinds of thing that have a page of their own."""

    PROGRAM = "program"
    FOCUS_AREA = "fokusområde"
    GOAL = "mål"
    INDICATOR = "indikator"
    ACTOR = "aktör"
    DOCUMENT = "dokument"
    PAGE = "sida"
    ASSIGNMENT = "uppdrag"
    FOLLOW_UP = "uppföljning"
    FINANCE = "finansiering"
    CONTROL = "internkontroll"
    EVENT = "händelse"
    TERM = "ord"

    __hash__ = str.__hash__  # that of Enum is written in Python, and records are looked up by their kind more often than by anything else


@dataclass(frozen=True)
class To:
    """Marks a field as a reference to a record of ``kind``."""

    kind: Kind


ProgramRef = Annotated[Id, To(Kind.PROGRAM)]


FocusAreaRef = Annotated[Id, To(Kind.FOCUS_AREA)]


GoalRef = Annotated[Id, To(Kind.GOAL)]


IndicatorRef = Annotated[Id, To(Kind.INDICATOR)]


ActorRef = Annotated[Id, To(Kind.ACTOR)]


AssignmentRef = Annotated[Id, To(Kind.ASSIGNMENT)]


PageRef = Annotated[Id, To(Kind.PAGE)]
"""Id of a free page."""
DocumentRef = Annotated[Id, To(Kind.DOCUMENT)]


def key(name: str, description: str, **rules: Any) -> Any:
    """A field written under the Swedish key ``name``."""
    return Field(alias=name, description=description, **rules)


def optional(name: str, description: str, **rules: Any) -> Any:
    """A field that may be left out; its value is then None."""
    return Field(alias=name, description=description, default=None, **rules)


def many(name: str, description: str, **rules: Any) -> Any:
    """A list that may be left out; its value is then empty."""
    return Field(alias=name, description=description, default=(), **rules)


class Part(BaseModel):
    """A group of keys. Frozen; an unknown key is an error."""

    # What checks a model is made when the first of it is read: few portals have something of every kind.
    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True, defer_build=True)

    @property
    def stands(self) -> bool:
        """Whether the group still says something when references in it have been taken away."""
        return True


class Source(Part):
    """Where a fact comes from: document, place in it, and year."""

    document: DocumentRef | None = optional("dokument", "id för dokumentet, om det finns under dokument/")
    name: Line | None = optional("namn", "källans namn, om den inte är ett dokument på portalen")
    publisher: Line | None = optional("utgivare", "den myndighet eller organisation som står bakom uppgiften")
    place: MarkedLine | None = optional("plats", "var i källan: sida, avsnitt, tabell")
    year: PeriodField | None = optional("år", "året som källan avser eller gavs ut")
    table: Line | None = optional("tabell", "tabellens eller nyckeltalets beteckning hos källan")
    url: Url | None = optional("adress", "webbadress till källan")
    fetched: Day | None = optional("hämtad", "dagen då uppgiften hämtades")
    licence: Line | None = optional("licens", "villkor för att använda uppgiften")
    note: Text | None = optional("anmärkning", "sådant som läsaren behöver veta om källan")

    @property
    def stands(self) -> bool:
        return bool(self.document or self.name)

    @model_validator(mode="after")
    def _named(self) -> Source:
        if not self.stands:
            raise fault(say_key.SOURCE_WITHOUT_NAME())
        return self


class ExtraSource(Source):
    """One more source, named by the ``källa`` column of a series."""

    id: Id = key("id", "namnet som kolumnen källa i serien använder")


class Validity(Part):
    """From when to when something holds."""

    first: PeriodField | None = optional("från", "första år eller dag")
    last: PeriodField | None = optional("till", "sista år eller dag")

    @model_validator(mode="after")
    def _forwards(self) -> Validity:
        if self.first and self.last and self.first.first and self.last.last and self.last.last < self.first.first:
            raise fault(say_key.VALID_BACKWARDS())
        return self


class Fact(Part):
    """One sentence about the state of things, with its source."""

    text: Text = key("text", "en eller två meningar")
    source: Source = key("källa", "var uppgiften står")
    indicators: Annotated[tuple[IndicatorRef, ...], Listed] = many("indikatorer", "indikatorer som uppgiften handlar om")
    documents: Annotated[tuple[DocumentRef, ...], Listed] = many("dokument", "dokument som uppgiften handlar om")


class Footnote(Part):
    """A note with the mark that it bears in its source."""

    mark: Line | None = optional("markör", "tecknet i källan, till exempel *")
    text: Text = key("text", "fotnotens text")
    source: Source | None = optional("källa", "var fotnoten står")


class Claim(Part):
    """One source's version of a fact that another source contradicts."""

    text: Text = key("uppgift", "vad den här källan säger")
    source: Source = key("källa", "var det står")


class Contradiction(Part):
    """Sources that disagree; both are shown and none is corrected."""

    about: Line = key("gäller", "vad källorna är oense om")
    claims: Annotated[tuple[Claim, ...], Listed] = key("uppgifter", "minst två uppgifter med var sin källa", min_length=2)
    comment: Text | None = optional("kommentar", "vad läsaren behöver veta för att bedöma uppgifterna")

    @property
    def stands(self) -> bool:
        return len(self.claims) >= 2


class TargetKind(StrEnum):
    """sort: how an outcome is held against the target."""

    AT_LEAST = "minst"
    AT_MOST = "högst"
    WITHIN = "inom"
    EXACTLY = "exakt"
    ZERO = "noll"
    GAP_AT_MOST = "skillnad högst"
    DIRECTION = "riktning"
    YES = "ja"
    WORDS = "ord"


_BETWEEN, _FROM = frozenset({TargetKind.GAP_AT_MOST}), frozenset({TargetKind.DIRECTION})
_WITH_VALUE = _BETWEEN | {TargetKind.AT_LEAST, TargetKind.AT_MOST, TargetKind.WITHIN, TargetKind.EXACTLY, TargetKind.ZERO}
"""The sorts that a target's keys say something about. Zero may be written out, where a value says nothing new."""


class Target(Part):
    """A målvärde: what is to be reached, and by when."""

    sort: TargetKind = key("sort", "minst, högst, inom, exakt, noll, skillnad högst, riktning, ja eller ord")
    value: Number | None = optional("värde", "talet som ska nås; vid inom det lägsta")
    value_to: Number | None = optional("värde_till", "vid inom: det högsta")
    year: PeriodField | None = optional("år", "året då målet ska vara nått, eller 2025–2028 för ett mål som gäller vart och ett av åren")
    start: PeriodField | None = optional("från", "vid riktning: perioden som utfallet jämförs med")
    between: Annotated[tuple[Line, ...], Listed] = many("mellan", "vid skillnad högst: de två grupperna")
    group: Line | None = optional("grupp", "gruppen som målet gäller, om det inte gäller alla")
    text: Text | None = optional("text", "målet i källans ord")
    unit: Line | None = optional("enhet", "målets enhet, när målet står på ett mål och inte på en indikator")
    measure: Line | None = optional("mått", "vad som mäts, när målet står på ett mål och inte på en indikator")
    base: Line | None = optional("jämförelsebas", "vad målet räknas mot, till exempel 85 % under 1990")
    footnote: Text | None = optional("fotnot", "förbehåll som hör till målvärdet")
    goal: GoalRef | None = optional("mål", "målet som målvärdet hör till")
    source: Source | None = optional("källa", "var målvärdet står, om inte i indikatorns källa")

    @model_validator(mode="after")
    def _complete(self) -> Target:
        if self.sort in _WITH_VALUE - {TargetKind.ZERO} and self.value is None:
            raise fault(say.TARGET_WITHOUT_VALUE(sort=self.sort))
        if (self.sort is TargetKind.WITHIN) != (self.value_to is not None):
            raise fault(say.TARGET_VALUE_TO())
        if self.sort is TargetKind.WITHIN and self.value is not None and self.value_to is not None and self.value_to < self.value:
            raise fault(say.TARGET_INTERVAL_BACKWARDS())
        for name, said, sorts in (("värde", self.value, _WITH_VALUE), ("från", self.start, _FROM), ("mellan", self.between, _BETWEEN)):
            if said and self.sort not in sorts:
                raise fault(say.TARGET_KEY_UNUSED(sort=self.sort, key=name))
        if self.sort is TargetKind.GAP_AT_MOST and self.value is not None and self.value < 0:
            raise fault(say_value.TOO_LOW(limit=0))
        if self.sort is TargetKind.ZERO and self.value:
            raise fault(say.ZERO_WITH_VALUE(value=self.value))
        if self.sort is TargetKind.WORDS and not self.text:
            raise fault(say.TARGET_WITHOUT_WORDS())
        if self.sort is TargetKind.DIRECTION and self.start is None:
            raise fault(say.DIRECTION_WITHOUT_START())
        if self.sort is TargetKind.GAP_AT_MOST and len(set(self.between)) != 2:
            raise fault(say.GAP_WITHOUT_GROUPS())
        return self


class StartValue(Part):
    """The value that a path to the target starts from."""

    period: PeriodField = key("period", "startvärdets period")
    value: Number | None = optional("värde", "startvärdet; utelämnas när källan inte anger något")
    group: Line | None = optional("grupp", "gruppen som startvärdet gäller, om det inte gäller alla")
    note: Text | None = optional("anmärkning", "vad läsaren behöver veta om startvärdet")


class Break(Part):
    """A period from which a series is not comparable with what came before."""

    period: PeriodField = key("period", "den första perioden efter brottet")
    text: Text = key("text", "vad som ändrades")


class Revision(Part):
    """A revidering: a published outcome that was changed, or taken away."""

    period: PeriodField = key("period", "perioden som talet gäller")
    group: Line | None = optional("grupp", "gruppen som talet gäller; utelämnas för totalt")
    place: Line | None = optional("plats", "platsen som talet gäller; utelämnas för den egna kommunen")
    before: Number = key("från", "talet som det stod")
    after: Number | None = optional("till", "talet som det står nu; utelämnas när talet har tagits bort")
    day: Day = key("datum", "dagen då talet ändrades på portalen")
    reason: Line = key("orsak", "varför talet ändrades, i en mening")

    @property
    def anchor(self) -> str:
        """Its place on the indicator's page: ``2026-04-02-2023-totalt``, with another place's name at its end."""
        words = (self.period.text, self.group or "totalt", *([self.place] if self.place else []))
        return "-".join((self.day.isoformat(), *map(slug, words)))

    @model_validator(mode="after")
    def _changes_something(self) -> Revision:
        if self.before == self.after:
            raise fault(say.REVISION_WITHOUT_CHANGE())
        return self


class Withdrawal(Part):
    """An indragen adress: a published page that has been taken away, with what a reader meets in its place."""

    address: Address = key("adress", "adressen som sidan hade, till exempel /mal/trygghet/")
    day: Day = key("datum", "dagen då sidan drogs in")
    reason: Line = key("orsak", "varför sidan inte finns längre, i en eller två meningar")


class Bounds(Part):
    """The range that values may lie in, when it is wider than the unit suggests."""

    low: Number | None = optional("lägst", "lägsta möjliga värde")
    high: Number | None = optional("högst", "högsta möjliga värde")

    @model_validator(mode="after")
    def _low_first(self) -> Bounds:
        if self.low is not None and self.high is not None and self.high < self.low:
            raise fault(say.BOUNDS_BACKWARDS())
        return self


class Version(Part):
    """One version of a document."""

    dated: PeriodField | None = optional("datum", "versionens dag, månad eller år")
    name: Line | None = optional("namn", "versionens namn eller nummer")
    text: Text | None = optional("text", "vad som ändrades")
    source: Source | None = optional("källa", "var versionen nämns")
