"""The content model: one frozen pydantic model per kind of thing that editors write.

This is the only place where a Python field meets its Swedish key (the alias). Descriptions are what an editor reads. A field whose
type carries :class:`To` is a reference: the link stage turns it into an edge of the graph, shown from both ends.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field, field_validator, model_validator

from site_tools.messages import accessibility as say_accessibility
from site_tools.messages import keys as say
from site_tools.model.accessibility import Statement  # noqa: TC001  # pydantic reads the type when the program runs
from site_tools.model.dialect import SeriesFormat
from site_tools.model.fetch import Fetch  # noqa: TC001  # pydantic reads the type when the program runs
from site_tools.model.fields import Address, Day, Email, Line, Listed, Number, PeriodField, SiteUrl, Text, Url, Whole, YesNo, fault
from site_tools.model.parts import (
    ActorRef,
    Bounds,
    Break,
    Claim,
    Contradiction,
    DocumentRef,
    ExtraSource,
    Fact,
    FocusAreaRef,
    Footnote,
    GoalRef,
    IndicatorRef,
    Kind,
    PageRef,
    Part,
    ProgramRef,
    Revision,
    Source,
    StartValue,
    Target,
    Validity,
    Version,
    Withdrawal,
    key,
    many,
    optional,
)

MODEL_VERSION = 1
"""Version of the content model; webbplats.yaml says which one the content is written for (``modell: 1``)."""


FROM_FILE = "\0"
"""Prefix of the aliases that the reader fills in."""


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
    draft: YesNo = Field(alias="utkast", description="ja så länge sidan inte får synas på den publika webbplatsen", default=False)
    publish_from: Day | None = optional("publiceras_tidigast", "dagen då sidan tidigast får synas på den publika webbplatsen")

    @property
    def label(self) -> str:
        """The name to use in menus and lists."""
        return self.short_name or self.name


Direction = Literal["upp", "ned", "ingen"]
Rhythm = Literal["månadsvis", "tertialvis", "årligen", "vartannat år", "vart fjärde år", "en gång"]


class Indicator(Record):
    """A measure: what is counted, in which unit, from which source, and where it should go."""

    kind = Kind.INDICATOR

    unit: Line = key("enhet", "vad talen räknas i: procent, kton CO2e, bostäder per år")
    source: Source = key("källa", "var talen kommer från")
    direction: Direction = key("önskad_riktning", "upp, ned eller ingen")
    fetch: Fetch | None = optional("hämtas", "hur build.py hämta hämtar talen ur öppna data")
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
    parts: Annotated[tuple[Line, ...], Listed] = many(
        "delar", "grupper som tillsammans blir helheten (totalt); diagrammet staplar dem, den första underst", min_length=2
    )
    definition: Text | None = optional("definition", "vad som räknas med och inte")
    method: Text | None = optional("metod", "hur talen tas fram")
    rhythm: Rhythm | None = optional("uppdateras", "hur ofta nya tal kommer")
    next_release: Day | None = optional("nästa_publicering", "dagen då nästa tal väntas")
    breaks: Annotated[tuple[Break, ...], Listed] = many("brott_i_serien", "perioder då serien lades om")
    revisions: Annotated[tuple[Revision, ...], Listed] = many("revideringar", "publicerade tal som har ändrats, och varför")
    series_format: SeriesFormat = Field(
        alias="csv",
        description="hur serien är sparad: standard (komma mellan kolumnerna, decimalpunkt) eller excel (semikolon, decimalkomma)",
        default=SeriesFormat.STANDARD,
    )
    bounds: Bounds | None = optional("gränser", "lägsta och högsta möjliga värde, om det inte framgår av enheten")
    tolerance: Number | None = optional("tolerans", "ändring i procent som räknas som oförändrat", ge=0)


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
    staff: Number | None = optional("antal_anställda", "antal anställda", ge=0)
    full_time: Number | None = optional("årsarbetare", "antal årsarbetare", ge=0)
    url: Url | None = optional("adress", "aktörens webbplats")
    source: Source | None = optional("källa", "var uppgiften står")


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


Language = Literal["en", "fi", "se"]
"""A language (BCP 47) that a page may be in beside the portal's own; it begins the page's address."""


class Page(Record):
    """A fri sida: a text of the portal's own."""

    kind = Kind.PAGE

    in_menu: YesNo = Field(alias="i_sidfoten", description="ja om sidan ska länkas längst ned på varje sida", default=True)
    order: Whole | None = optional("ordning", "plats bland länkarna")
    actor: ActorRef | None = optional("aktör", "aktören som sidan samlar allt om: mål, uppdrag, dokument, händelser och pengar")
    language: Language | None = optional("språk", "sidans språk, om det inte är svenska: en (engelska), fi (finska) eller se (nordsamiska)")
    translates: PageRef | None = optional("översätter", "den svenska sida som sidan säger samma sak som, på sitt språk")
    accessibility: Statement | None = optional("tillgänglighet", "tillgänglighetsredogörelsen, bara i sidor/tillganglighet.md")

    @model_validator(mode="after")
    def _found_from_everywhere(self) -> Page:
        if self.accessibility and not self.in_menu:
            raise fault(say_accessibility.STATEMENT_HIDDEN())
        if self.accessibility and self.language:
            raise fault(say_accessibility.STATEMENT_IN_LANGUAGE())
        if self.translates and not self.language:
            raise fault(say.TRANSLATION_WITHOUT_LANGUAGE())
        return self


class Contact(Part):
    """Where a reader reports a fault."""

    name: Line = key("namn", "vem som tar emot")
    email: Email = key("e_post", "e-postadress")


class Site(Part):
    """webbplats.yaml: what makes the portal this municipality's."""

    model_version: Whole = key("modell", f"innehållsmodellens version, nu {MODEL_VERSION}")
    name: Line = key("namn", "portalens namn")
    organisation: Line = key("organisation", "kommunens namn")
    address: SiteUrl = key("adress", "webbplatsens fulla adress, med https://")
    language: Literal["sv"] = key("språk", "sv")
    description: Text = key("beskrivning", "en mening om portalen, för sökmotorer och startsidan")
    contact: Contact = key("kontakt", "vart läsaren hör av sig")
    licence: Line = key("licens", "villkor för att använda texter och data")
    licence_url: Url | None = optional("licens_adress", "webbadress till licensen")
    place: Line = key("plats", "kommunens namn som det står i kolumnen plats")
    comparisons: Annotated[tuple[Line, ...], Listed] = many("jämförelser", "andra platser i serierna, i den ordning de ska visas")
    fetch_hosts: Annotated[tuple[Line, ...], Listed] = many(
        "hämtar_från", "webbvärdar, utöver Koladas och SCB:s, som build.py hämta får hämta tal från, till exempel opendata.exempelby.se"
    )
    withdrawn: Annotated[tuple[Withdrawal, ...], Listed] = many(
        "indragna_adresser", "publicerade adresser som inte leder någonstans längre"
    )

    @field_validator("model_version")
    @classmethod
    def _known_version(cls, version: int) -> int:
        if version != MODEL_VERSION:
            message = say.NEWER_MODEL if version > MODEL_VERSION else say.OLDER_MODEL
            raise fault(message(found=version, known=MODEL_VERSION))
        return version
