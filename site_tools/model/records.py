"""The content model: one frozen pydantic model per kind of thing that editors write.

This is the only place where a Python field meets its Swedish key (the alias). Descriptions are what an editor reads. A field whose
type carries :class:`To` is a reference: the link stage turns it into an edge of the graph, shown from both ends.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator
from pydantic_core import PydanticCustomError

from site_tools.model.fields import Address, Day, Email, Id, Line, Listed, Number, PeriodField, Text, Url, Whole, YesNo

MODEL_VERSION = 1
"""Version of the content model; webbplats.yaml says which one the content is written for (``modell: 1``)."""


FROM_FILE = "\0"
"""Prefix of the aliases that the reader fills in."""


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

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class Source(Part):
    """Where a fact comes from: document, place in it, and year."""

    document: DocumentRef | None = optional("dokument", "id för dokumentet, om det finns under dokument/")
    name: Line | None = optional("namn", "källans namn, om den inte är ett dokument på portalen")
    publisher: Line | None = optional("utgivare", "den myndighet eller organisation som står bakom uppgiften")
    place: Line | None = optional("plats", "var i källan: sida, avsnitt, tabell")
    year: PeriodField | None = optional("år", "året som källan avser eller gavs ut")
    table: Line | None = optional("tabell", "tabellens eller nyckeltalets beteckning hos källan")
    url: Url | None = optional("adress", "webbadress till källan")
    fetched: Day | None = optional("hämtad", "dagen då uppgiften hämtades")
    licence: Line | None = optional("licens", "villkor för att använda uppgiften")
    note: Text | None = optional("anmärkning", "sådant som läsaren behöver veta om källan")

    @model_validator(mode="after")
    def _named(self) -> Source:
        if not (self.document or self.name):
            raise fault("källan saknar namn", "skriv dokument: (ett id under dokument/) eller namn:")
        return self


class ExtraSource(Source):
    """One more source, named by the ``källa`` column of a series."""

    id: Id = key("id", "namnet som kolumnen källa i serien använder")


class Validity(Part):
    """From when to when something holds."""

    first: PeriodField | None = optional("från", "första år eller dag")
    last: PeriodField | None = optional("till", "sista år eller dag")


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


class Record(Part):
    """What every kind has. ``id`` is the file's name and ``path`` the file, relative to the content folder."""

    kind: ClassVar[Kind]

    # These two come from the file's name, not from its keys: no editor can type an alias with a NUL, which the reader refuses.
    id: str = Field(default="", alias=FROM_FILE + "id", exclude=True)
    path: str = Field(default="", alias=FROM_FILE + "path", exclude=True)
    name: Line = key("namn", "det officiella namnet")
    short_name: Line | None = optional("kortnamn", "kortare namn för menyer och listor")
    summary: Text | None = optional("sammanfattning", "en eller två meningar som leder in på sidan")
    text: Text | None = optional("text", "sidans text i Markdown; i en .md-fil står den under den andra raden med ---")
    reviewed: Day | None = optional("granskad", "dagen då någon senast gick i god för texten")
    search_words: Annotated[tuple[Line, ...], Listed] = many("sökord", "ord som människor söker på men som inte står i texten")
    old_addresses: Annotated[tuple[Address, ...], Listed] = many("tidigare_adresser", "adresser som sidan har haft; de leder vidare hit")
    contradictions: Annotated[tuple[Contradiction, ...], Listed] = many("motsägelser", "källor som säger olika saker")
    footnotes: Annotated[tuple[Footnote, ...], Listed] = many("fotnoter", "förbehåll som hör till sidan")
    see_also: Annotated[tuple[IndicatorRef, ...], Listed] = many("se_även", "besläktade indikatorer")

    @property
    def label(self) -> str:
        """The name to use in menus and lists."""
        return self.short_name or self.name


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
        needs_value = {
            TargetKind.AT_LEAST,
            TargetKind.AT_MOST,
            TargetKind.WITHIN,
            TargetKind.EXACTLY,
            TargetKind.GAP_AT_MOST,
        }
        if self.sort in needs_value and self.value is None:
            raise fault(f'ett målvärde av sorten "{self.sort}" behöver ett värde', "lägg till värde:")
        if (self.sort is TargetKind.WITHIN) != (self.value_to is not None):
            raise fault(
                "värde_till hör till sorten inom, och inom behöver det",
                "skriv värde: och värde_till: eller välj en annan sort",
            )
        if self.sort is TargetKind.WITHIN and self.value is not None and self.value_to is not None and self.value_to < self.value:
            raise fault("värde_till är lägre än värde", "skriv det lägsta talet i värde: och det högsta i värde_till:")
        if self.sort is TargetKind.WORDS and not self.text:
            raise fault("ett målvärde i ord behöver sin text", "lägg till text:")
        if self.sort is TargetKind.DIRECTION and self.start is None:
            raise fault("sorten riktning behöver perioden som utfallet jämförs med", "lägg till från:")
        if self.sort is TargetKind.GAP_AT_MOST and len(self.between) != 2:
            raise fault("sorten skillnad högst behöver två grupper", "skriv mellan: [kvinnor, män]")
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


class Bounds(Part):
    """The range that values may lie in, when it is wider than the unit suggests."""

    low: Number | None = optional("lägst", "lägsta möjliga värde")
    high: Number | None = optional("högst", "högsta möjliga värde")


Direction = Literal["upp", "ned", "ingen"]
Rhythm = Literal["månadsvis", "tertialvis", "årligen", "vartannat år", "vart fjärde år", "en gång"]


class Indicator(Record):
    """A measure: what is counted, in which unit, from which source, and where it should go."""

    kind = Kind.INDICATOR

    unit: Line = key("enhet", "vad talen räknas i: procent, kton CO2e, bostäder per år")
    source: Source = key("källa", "var talen kommer från")
    direction: Direction = key("önskad_riktning", "upp, ned eller ingen")
    more_sources: Annotated[tuple[ExtraSource, ...], Listed] = many(
        "fler_källor", "källor till enstaka tal; kolumnen källa i serien säger vilka"
    )
    goals: Annotated[tuple[GoalRef, ...], Listed] = many("mål", "målen som indikatorn mäter")
    focus_areas: Annotated[tuple[FocusAreaRef, ...], Listed] = many("fokusområden", "fokusområdena som indikatorn hör till")
    programs: Annotated[tuple[ProgramRef, ...], Listed] = many("program", "program som indikatorn hör till direkt, utan fokusområde")
    responsible: ActorRef | None = optional("ansvarig", "den aktör som svarar för indikatorn")
    start_value: StartValue | None = optional("startvärde", "värdet som vägen till målet börjar från")
    targets: Annotated[tuple[Target, ...], Listed] = many("målvärden", "vad som ska nås, och när")
    decimals: Whole | None = optional("decimaler", "decimaler i rubrik, mening och diagram (tabellen visar alltid alla)", ge=0, le=6)
    groups: Annotated[tuple[Line, ...], Listed] = many("grupper", "gruppernas ordning; grupperna i serien ska stå här")
    definition: Text | None = optional("definition", "vad som räknas med och inte")
    method: Text | None = optional("metod", "hur talen tas fram")
    rhythm: Rhythm | None = optional("uppdateras", "hur ofta nya tal kommer")
    next_release: Day | None = optional("nästa_publicering", "dagen då nästa tal väntas")
    breaks: Annotated[tuple[Break, ...], Listed] = many("brott_i_serien", "perioder då serien lades om")
    bounds: Bounds | None = optional("gränser", "lägsta och högsta möjliga värde, om det inte framgår av enheten")
    tolerance: Number | None = optional("tolerans", "ändring i procent som räknas som oförändrat")


class Goal(Record):
    """A mål: what has been promised, in its official wording (``namn``)."""

    kind = Kind.GOAL

    sort: Literal[
        "vision", "inriktningsmål", "personalpolitiskt mål", "finansiellt mål", "klimatmål", "miljömål", "planeringsmål",
        "uppföljningsmål", "syfte", "milstolpe", "krav", "externt mål", "globalt mål",
    ] = key("typ", "vilken sorts mål det är")  # fmt: skip
    number: Line | None = optional("nummer", "målets nummer i beslutet")
    decided_by: ActorRef | None = optional("beslutad_av", "den aktör som har beslutat målet")
    decided: PeriodField | None = optional("beslutsdatum", "dagen eller året för beslutet")
    source: Source = key("källa", "var målets ordalydelse står")
    responsible: ActorRef | None = optional("ansvarig", "den aktör som svarar för målet")
    responsible_role: Line | None = optional("ansvarig_roll", "den roll som svarar för målet, till exempel HR-chef")
    programs: Annotated[tuple[ProgramRef, ...], Listed] = many("program", "program som ska leda till målet")
    targets: Annotated[tuple[Target, ...], Listed] = many("målvärden", "målvärden som inte står på någon indikator")
    variants: Annotated[tuple[Claim, ...], Listed] = many("varianter", "andra ordalydelser av samma mål")
    effects: Annotated[tuple[Line, ...], Listed] = many("effektmål", "vad målet ska leda till")
    vision: GoalRef | None = optional("vision", "den vision som målet är ett steg mot")
    same_as: Annotated[tuple[GoalRef, ...], Listed] = many("samma_som", "mål som säger samma sak")
    validity: Validity | None = optional("giltighet", "när målet gäller")


class Program(Record):
    """A program: how the municipality means to reach one or more goals."""

    kind = Kind.PROGRAM

    goals: Annotated[tuple[GoalRef, ...], Listed] = key("mål", "målen som programmet ska leda till", min_length=1)
    order: Whole | None = optional("ordning", "plats i listor")
    colour: Literal["ockra", "plommon", "gran", "indigo", "sjö"] | None = optional("färg", "programmets färg")
    purpose: Text | None = optional("syfte", "vad programmet ska åstadkomma")
    purpose_source: Source | None = optional("syfte_källa", "var syftet står")
    source: Source = key("källa", "var programmet står")
    validity: Validity | None = optional("giltighet", "när programmet gäller")
    responsible_role: Line | None = optional("programansvar", "den roll som leder programmet")
    responsible: ActorRef | None = optional("ansvarig", "den aktör som svarar för programmet")
    state: Annotated[tuple[Fact, ...], Listed] = many("nuläge", "hur det ser ut")
    meaning: Annotated[tuple[Fact, ...], Listed] = many("betydelse", "vad nuläget betyder framåt")
    documents: Annotated[tuple[DocumentRef, ...], Listed] = many("dokument", "dokument som hör till programmet")


class FocusArea(Record):
    """A fokusområde: a part of a program. ``program`` is the folder that its file lies in."""

    kind = Kind.FOCUS_AREA

    program: str = Field(default="", alias=FROM_FILE + "program", exclude=True)
    order: Whole | None = optional("ordning", "plats i programmet")
    source: Source = key("källa", "var fokusområdet står")
    status: Annotated[tuple[Fact, ...], Listed] = many("status", "hur det ser ut")
    indicators: Annotated[tuple[IndicatorRef, ...], Listed] = many("indikatorer", "indikatorer som följer fokusområdet")
    goals: Annotated[tuple[GoalRef, ...], Listed] = many("mål", "mål som fokusområdet hör till utöver programmets")
    documents: Annotated[tuple[DocumentRef, ...], Listed] = many("dokument", "dokument som hör till fokusområdet")


class Actor(Record):
    """An aktör: a body that decides, answers for something or takes part."""

    kind = Kind.ACTOR

    sort: Literal[
        "kommun", "fullmäktige", "styrelse", "nämnd", "utskott", "förvaltning", "avdelning", "bolag", "myndighet", "region",
        "lärosäte", "partner", "nätverk", "enhet", "råd", "arbetsgrupp", "förbund", "organisation", "samverkan", "revision",
    ] = key("typ", "vilken sorts aktör det är")  # fmt: skip
    parent: ActorRef | None = optional("överordnad", "den aktör som den här lyder under")
    abbreviation: Line | None = optional("förkortning", "förkortning som används i handlingarna")
    validity: Validity | None = optional("giltighet", "när aktören fanns")
    staff: Number | None = optional("antal_anställda", "antal anställda")
    full_time: Number | None = optional("årsarbetare", "antal årsarbetare")
    url: Url | None = optional("adress", "aktörens webbplats")
    source: Source | None = optional("källa", "var uppgiften står")


class Version(Part):
    """One version of a document."""

    dated: PeriodField | None = optional("datum", "versionens dag, månad eller år")
    name: Line | None = optional("namn", "versionens namn eller nummer")
    text: Text | None = optional("text", "vad som ändrades")
    source: Source | None = optional("källa", "var versionen nämns")


class Document(Record):
    """A dokument: a decision, plan, report, agreement or statistical source that the portal refers to."""

    kind = Kind.DOCUMENT

    sort: Literal[
        "styrdokument",
        "plan",
        "strategi",
        "avtal",
        "beslut",
        "rapport",
        "undersökning",
        "statistik",
        "bilaga",
        "protokoll",
        "program",
        "policy",
        "riktlinje",
        "lag",
        "utredning",
        "ärende",
        "internationellt åtagande",
        "webbplats",
    ] = key("typ", "vilken sorts dokument det är")
    decided_by: ActorRef | None = optional("beslutad_av", "den aktör som har beslutat dokumentet")
    publisher: ActorRef | None = optional("utgivare", "den aktör som har gett ut dokumentet")
    dated: PeriodField | None = optional("datum", "dokumentets dag, månad, år eller åren det gäller")
    register_number: Line | None = optional("diarienummer", "diarienummer")
    url: Url | None = optional("länk", "var dokumentet finns")
    versions: Annotated[tuple[Version, ...], Listed] = many("versioner", "versioner av dokumentet, äldst först")
    replaces: Annotated[tuple[DocumentRef, ...], Listed] = many("ersätter", "dokument som detta ersätter")
    parties: Annotated[tuple[ActorRef, ...], Listed] = many("parter", "parterna i ett avtal")
    source: Source | None = optional("källa", "var dokumentet nämns")


class Page(Record):
    """A fri sida: a text of the portal's own."""

    kind = Kind.PAGE

    in_menu: YesNo = Field(alias="i_sidfoten", description="ja om sidan ska länkas längst ned på varje sida", default=True)
    order: Whole | None = optional("ordning", "plats bland länkarna")
    actor: ActorRef | None = optional("aktör", "aktören som sidan samlar allt om: mål, uppdrag, dokument, händelser och pengar")


class Contact(Part):
    """Where a reader reports a fault."""

    name: Line = key("namn", "vem som tar emot")
    email: Email = key("e_post", "e-postadress")


class Site(Part):
    """webbplats.yaml: what makes the portal this municipality's."""

    model_version: Whole = key("modell", f"innehållsmodellens version, nu {MODEL_VERSION}")
    name: Line = key("namn", "portalens namn")
    organisation: Line = key("organisation", "kommunens namn")
    address: Url = key("adress", "webbplatsens fulla adress, med https://")
    language: Literal["sv"] = key("språk", "sv")
    description: Text = key("beskrivning", "en mening om portalen, för sökmotorer och startsidan")
    contact: Contact = key("kontakt", "vart läsaren hör av sig")
    licence: Line = key("licens", "villkor för att använda texter och data")
    licence_url: Url | None = optional("licens_adress", "webbadress till licensen")
    place: Line = key("plats", "kommunens namn som det står i kolumnen plats")
    comparisons: Annotated[tuple[Line, ...], Listed] = many("jämförelser", "andra platser i serierna, i den ordning de ska visas")

    @field_validator("model_version")
    @classmethod
    def _known_version(cls, version: int) -> int:
        if version != MODEL_VERSION:
            message = f"innehållet säger modell {version}, men programmet kan bara modell {MODEL_VERSION}"
            raise fault(message, f"skriv modell: {MODEL_VERSION}")
        return version


def fault(message: str, hint: str) -> PydanticCustomError:
    """A fault of a whole group of keys, found after each of its keys was read."""
    return PydanticCustomError("content", "{message}", {"message": message, "hint": hint})
