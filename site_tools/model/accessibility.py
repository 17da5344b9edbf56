"""The accessibility statement (tillgänglighetsredogörelse): what Swedish law wants said of a website, each part in a key of its own.

The parts are those of lagen (2018:1937) om tillgänglighet till digital offentlig service, 13 §, and of the regulations to it
(MDFFS 2019:2): who answers for the site, how far it meets the law, what is not accessible and why, when and how that was found out,
where to tell of faults, and where to complain.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import model_validator

from site_tools.messages import accessibility as say
from site_tools.model.fields import Day, Line, Listed, Text, Url, fault
from site_tools.model.parts import Part, key, many, optional

Ground = Literal["ska rättas", "oskäligt betungande", "omfattas inte av lagen"]
OUTSIDE: Ground = "omfattas inte av lagen"


class Flaw(Part):
    """Something that is not accessible, and why."""

    what: Text = key("brist", "vad som inte är tillgängligt, och för vem")
    ground: Ground = key("skäl", "ska rättas, oskäligt betungande (12 §) eller omfattas inte av lagen (9 §)")
    reason: Text = key("motivering", "varför det är så, och när det rättas om det ska rättas")
    instead: Text | None = optional("alternativ", "hur man kan få samma innehåll på ett annat sätt")
    rule: Line | None = optional("krav", "kravet som inte uppfylls, till exempel WCAG 2.2, 3.1.2")


class Supervision(Part):
    """Where a reader complains who is not content with the answer."""

    authority: Line = key("myndighet", "den myndighet som har tillsyn över lagen")
    complaint: Url = key("anmälan", "webbadress till myndighetens formulär för anmälan")


class Statement(Part):
    """A tillgänglighetsredogörelse. It stands in ``sidor/tillganglighet.md`` and is linked from every page."""

    actor: Line = key("aktör", "den som svarar för webbplatsen")
    conformance: Literal["helt", "delvis", "inte"] = key("förenlighet", "helt, delvis eller inte förenlig med lagen")
    assessed: Day = key("bedömd", "dagen då webbplatsen senast bedömdes")
    updated: Day = key("uppdaterad", "dagen då redogörelsen senast ändrades")
    method: Text = key("metod", "hur webbplatsen har bedömts, och vad som inte har prövats")
    supervision: Supervision = key("tillsyn", "vart man anmäler brister")
    answer_time: Line | None = optional("svarstid", "hur snart den som hör av sig får svar, till exempel inom två arbetsdagar")
    flaws: Annotated[tuple[Flaw, ...], Listed] = many("brister", "allt som inte är tillgängligt, var och en med sitt skäl")

    @model_validator(mode="after")
    def _consistent(self) -> Statement:
        against = [flaw for flaw in self.flaws if flaw.ground != OUTSIDE]
        if self.conformance == "helt" and against:
            raise fault(say.CONFORMS_WITH_FLAW(ground=against[0].ground))
        if self.conformance != "helt" and not against:
            raise fault(say.CONFLICTS_WITHOUT_FLAW(conformance=self.conformance))
        if self.updated < self.assessed:
            raise fault(say.ASSESSED_AFTER_UPDATE(updated=self.updated, assessed=self.assessed))
        return self
