"""The content model's second half: what is decided, done, paid, judged and risked on the way from goal to result."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from site_tools.messages import keys as say
from site_tools.model.fields import Line, Listed, Number, PeriodField, Text, Whole, YesNo, fault
from site_tools.model.parts import (
    ActorRef,
    AssignmentRef,
    DocumentRef,
    FocusAreaRef,
    GoalRef,
    IndicatorRef,
    Kind,
    Part,
    ProgramRef,
    Source,
    Validity,
    key,
    many,
    optional,
)
from site_tools.model.records import Record


class Planned(Part):
    """What is to be done in a period."""

    period: PeriodField | None = optional("period", "när det ska göras")
    text: Text = key("text", "vad som ska göras")


class State(Part):
    """How far an assignment has come, as a source says it."""

    state: Literal["ej påbörjat", "pågår", "delvis genomfört", "genomfört", "avslutat"] | None = optional(
        "läge", "ej påbörjat, pågår, delvis genomfört, genomfört eller avslutat; utelämnas när källan inte säger det"
    )
    period: PeriodField | None = optional("period", "perioden som uppgiften gäller")
    text: Text | None = optional("text", "hur det går, med egna ord")
    source: Source | None = optional("källa", "var uppgiften står")


DONE = frozenset({"genomfört", "avslutat"})
"""The states after which nothing more is to be done."""


class Answer(Part):
    """The responsible body's answer to a recommendation."""

    text: Text = key("text", "svaret, med egna ord")
    source: Source | None = optional("källa", "var svaret står")


class Assignment(Record):
    """An uppdrag in the wide sense: a task, commitment, focus or recommendation that somebody gives somebody."""

    kind = Kind.ASSIGNMENT

    sort: Literal["uppdrag", "tilläggsuppdrag", "grunduppdrag", "åtagande", "fokus", "rekommendation", "projekt", "åtgärd"] = key(
        "typ", "vilken sorts uppdrag det är"
    )
    designation: Line | None = optional("beteckning", "nummer eller beteckning i källan, till exempel 2023:1 eller 4.3.1")
    given_by: ActorRef | None = optional("från", "den aktör som ger uppdraget")
    given_to: Annotated[tuple[ActorRef, ...], Listed] = many("till", "de aktörer som får uppdraget")
    taking_part: Annotated[tuple[ActorRef, ...], Listed] = many("medverkande", "aktörer som deltar")
    responsible_role: Line | None = optional("ansvarig_roll", "den roll som svarar för uppdraget")
    decided: PeriodField | None = optional("beslutsdatum", "dagen eller året för beslutet")
    validity: Validity | None = optional("giltighet", "när uppdraget gäller")
    reports: Annotated[tuple[PeriodField, ...], Listed] = many("uppföljning", "perioder då uppdraget följs upp: 2025-T1")
    planned: Annotated[tuple[Planned, ...], Listed] = many("planering", "vad som ska göras, och när")
    parts: Annotated[tuple[Line, ...], Listed] = many("delar", "delar som uppdraget består av")
    states: Annotated[tuple[State, ...], Listed] = many("status", "hur det går, senaste uppgiften sist")
    answer: Answer | None = optional("svar", "svaret på en rekommendation")
    goals: Annotated[tuple[GoalRef, ...], Listed] = many("mål", "mål som uppdraget ska leda till")
    programs: Annotated[tuple[ProgramRef, ...], Listed] = many("program", "program som uppdraget hör till")
    focus_areas: Annotated[tuple[FocusAreaRef, ...], Listed] = many("fokusområden", "fokusområden som uppdraget hör till")
    indicators: Annotated[tuple[IndicatorRef, ...], Listed] = many("indikatorer", "indikatorer som följer uppdraget")
    documents: Annotated[tuple[DocumentRef, ...], Listed] = many("dokument", "dokument som uppdraget står i eller leder till")
    replaces: Annotated[tuple[AssignmentRef, ...], Listed] = many("ersätter", "uppdrag som detta ersätter")
    depends_on: Annotated[tuple[AssignmentRef, ...], Listed] = many("beror_på", "uppdrag som måste göras först")
    source: Source = key("källa", "var uppdraget står")

    @property
    def latest_state(self) -> str:
        """The newest läge that a source gives; empty when none does."""
        return next((state.state for state in reversed(self.states) if state.state), "")


Judgement = Literal[
    "god måluppfyllelse", "delvis måluppfyllelse", "svag måluppfyllelse", "pågår enligt plan", "avviker från plan", "ingen bedömning"
]


class Judged(Part):
    """The responsible body's own judgement of one goal, program, indicator or assignment."""

    goal: GoalRef | None = optional("mål", "målet som bedöms")
    program: ProgramRef | None = optional("program", "programmet som bedöms")
    indicator: IndicatorRef | None = optional("indikator", "indikatorn som bedöms")
    assignment: AssignmentRef | None = optional("uppdrag", "uppdraget som bedöms")
    judgement: Judgement = key("bedömning", "den ansvarigas egen bedömning; ingen bedömning när källan inte ger någon")
    reason: Text | None = optional("motivering", "varför")
    text: Text | None = optional("text", "vad uppföljningen säger, med egna ord")
    source: Source | None = optional("källa", "var det står")

    @property
    def stands(self) -> bool:
        return sum(bool(x) for x in (self.goal, self.program, self.indicator, self.assignment)) == 1

    @model_validator(mode="after")
    def _about_one_thing(self) -> Judged:
        if not self.stands:
            raise fault(say.JUDGES_ONE_THING())
        if self.judgement != "ingen bedömning" and not self.reason:
            raise fault(say.JUDGEMENT_WITHOUT_REASON())
        return self


class FollowUp(Record):
    """An uppföljning: what a body reports about a period. The file is named after the period (2024-t1)."""

    kind = Kind.FOLLOW_UP

    period: PeriodField = key("period", "perioden som följs upp: 2024-T1, eller 2024 för helåret")
    by: ActorRef = key("ansvarig", "den aktör som följer upp")
    documents: Annotated[tuple[DocumentRef, ...], Listed] = many("dokument", "dokument som uppföljningen bygger på")
    judged: Annotated[tuple[Judged, ...], Listed] = many("bedömningar", "vad som sägs om mål, program, indikatorer och uppdrag")
    source: Source = key("källa", "var uppföljningen står")


class Column(Part):
    """A column of amounts."""

    id: Line = key("id", "kort namn som raderna använder")
    name: Line = key("namn", "kolumnens rubrik")
    period: PeriodField | None = optional("period", "perioden som beloppen gäller")


class Amount(Part):
    """One amount of a row. An amount that the source leaves out is left out; 0 is written 0."""

    column: Line = key("kolumn", "kolumnens id")
    value: Number | None = optional("värde", "beloppet, med källans tecken")
    words: Line | None = optional("i_ord", "det som står i cellen när det inte är ett tal")


class MoneyRow(Part):
    """A row of a budget table. ``part_of`` makes it a "varav"-row: never added to the sum a second time."""

    post: Line = key("post", "radens namn i källan")
    amounts: Annotated[tuple[Amount, ...], Listed] = key("belopp", "belopp per kolumn")
    total: YesNo = Field(alias="summa", description="ja för en rad som summerar andra rader", default=False)
    part_of: Line | None = optional("varav_till", "posten som raden är en del av")
    actor: ActorRef | None = optional("aktör", "den aktör som posten gäller")
    programs: Annotated[tuple[ProgramRef, ...], Listed] = many("program", "program som posten gäller")
    assignments: Annotated[tuple[AssignmentRef, ...], Listed] = many("uppdrag", "uppdrag som posten betalar")
    note: Text | None = optional("anmärkning", "vad läsaren behöver veta om raden")
    source: Source | None = optional("källa", "var raden står, om inte i tabellens källa")


class Application(Part):
    """An application for money: granted in full, in part, or refused."""

    applicant: Line = key("sökande", "den förening eller verksamhet som sökte")
    actor: ActorRef | None = optional("aktör", "sökanden, om den finns bland aktörerna")
    project: Line = key("projekt", "vad pengarna söktes till")
    register_number: Line | None = optional("diarienummer", "ansökans diarienummer")
    asked: Number | None = optional("sökt", "sökt belopp", ge=0)
    granted: Number | None = optional("beviljat", "beviljat belopp; 0 för avslag när källan säger det", ge=0)
    decision: Literal["beviljas", "beviljas delvis", "avslås", "föreslås beviljas"] = key(
        "beslut", "beviljas, beviljas delvis, avslås, eller föreslås beviljas när beslutet inte är fattat"
    )
    reason: Text | None = optional("motivering", "skälet till beslutet")
    note: Text | None = optional("anmärkning", "vad läsaren behöver veta")
    source: Source | None = optional("källa", "var ansökan står")


class Finance(Record):
    """Money: a budget table, an outcome, a grant with its projects, or a round of applications."""

    kind = Kind.FINANCE

    sort: Literal["driftbudget", "investeringsbudget", "utfall", "anslag", "bidrag", "projekt"] = key("typ", "vilken sorts pengar det är")
    unit: Literal["kr", "tkr", "mnkr", "euro", "miljoner euro"] = key("enhet", "beloppens enhet")
    sign: Text | None = optional("teckenkonvention", "vad minus och plus betyder i källan")
    owner: ActorRef | None = optional("aktör", "den aktör vars pengar det är")
    year: PeriodField | None = optional("år", "året eller åren som pengarna gäller")
    columns: Annotated[tuple[Column, ...], Listed] = many("kolumner", "tabellens kolumner")
    rows: Annotated[tuple[MoneyRow, ...], Listed] = many("rader", "tabellens rader i källans ordning")
    applications: Annotated[tuple[Application, ...], Listed] = many("ansökningar", "ansökningar om pengar")
    programs: Annotated[tuple[ProgramRef, ...], Listed] = many("program", "program som pengarna hör till")
    goals: Annotated[tuple[GoalRef, ...], Listed] = many("mål", "mål som pengarna hör till")
    assignments: Annotated[tuple[AssignmentRef, ...], Listed] = many("uppdrag", "uppdrag som pengarna betalar")
    documents: Annotated[tuple[DocumentRef, ...], Listed] = many("dokument", "dokument där pengarna beslutas eller redovisas")
    source: Source = key("källa", "var uppgifterna står")


class Comment(Part):
    """What a follow-up says about a risk."""

    period: PeriodField = key("period", "uppföljningens period: 2024-T1")
    text: Text = key("text", "kommentaren, med egna ord")


class Risk(Part):
    """One risk of an internal control plan. Its riskvärde is computed: sannolikhet × konsekvens."""

    id: Line = key("id", "riskens beteckning, till exempel R1")
    name: Text = key("risk", "vad som kan hända")
    area: Line = key("område", "området som risken hör till")
    likelihood: Whole = key("sannolikhet", "1 osannolik, 2 mindre sannolik, 3 möjlig, 4 sannolik", ge=1, le=4)
    consequence: Whole = key("konsekvens", "1 försumbar, 2 lindrig, 3 kännbar, 4 allvarlig", ge=1, le=4)
    stated: Whole | None = optional("riskvärde_i_källan", "riskvärdet som källan anger, när det inte är sannolikhet gånger konsekvens")
    handling: Line = key("hantering", "vad som görs med risken: minimera, reducera eller acceptera")
    measure: Text | None = optional("kontrollmoment", "vad som görs för att minska risken")
    control: Text = key("kontroll", "hur det kontrolleras")
    role: Line = key("ansvarig_roll", "den roll som svarar för kontrollen")
    reports: Annotated[tuple[Line, ...], Listed] = many("frekvens", "när kontrollen görs: T1, T2, T3")
    comments: Annotated[tuple[Comment, ...], Listed] = many("kommentarer", "vad uppföljningarna säger")
    note: Text | None = optional("anmärkning", "vad läsaren behöver veta")
    source: Source | None = optional("källa", "var risken står")


class ControlPlan(Record):
    """An internkontrollplan: the risks that a body has chosen to follow in a year. The file is named after the year."""

    kind = Kind.CONTROL

    year: PeriodField = key("år", "året som planen gäller")
    owner: ActorRef = key("aktör", "den aktör som planen gäller")
    drawn_up: PeriodField | None = optional("upprättad", "dagen då planen upprättades")
    risks: Annotated[tuple[Risk, ...], Listed] = key("risker", "riskerna", min_length=1)
    documents: Annotated[tuple[DocumentRef, ...], Listed] = many("dokument", "dokument som planen står i")
    source: Source = key("källa", "var planen står")


class Event(Record):
    """A händelse: something that was decided, signed, started or ended. It has a place of its own on the timeline."""

    kind = Kind.EVENT

    when: PeriodField = key("datum", "dag, månad eller år")
    sort: Literal["beslut", "avtal", "start", "slut", "utvidgning", "ansökan", "rapport", "möte", "planerat", "annat"] = key(
        "typ", "vad som hände"
    )
    until: PeriodField | None = optional("till", "när det tog slut, om det pågick en tid")
    by: Annotated[tuple[ActorRef, ...], Listed] = many("aktörer", "aktörer som händelsen gäller")
    documents: Annotated[tuple[DocumentRef, ...], Listed] = many("dokument", "dokument som händelsen gäller")
    goals: Annotated[tuple[GoalRef, ...], Listed] = many("mål", "mål som händelsen gäller")
    programs: Annotated[tuple[ProgramRef, ...], Listed] = many("program", "program som händelsen gäller")
    assignments: Annotated[tuple[AssignmentRef, ...], Listed] = many("uppdrag", "uppdrag som händelsen gäller")
    register_number: Line | None = optional("diarienummer", "diarienummer")
    source: Source = key("källa", "var händelsen står")


class Term(Record):
    """A word of the ordlista, explained to a citizen."""

    kind = Kind.TERM

    meaning: Text = key("betyder", "förklaringen, i en eller två meningar")
    also: Annotated[tuple[Line, ...], Listed] = many("även", "andra ord för samma sak, och förkortningar")
