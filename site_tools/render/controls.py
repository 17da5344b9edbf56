"""Internal control: a plan's risks in a matrix of likelihood and consequence, and each risk with what is done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from site_tools import urls
from site_tools.making import page
from site_tools.model.parts import Kind
from site_tools.model.portal import Ref
from site_tools.model.steering import ControlPlan
from site_tools.render import facts as aside
from site_tools.render.former_parts import former_parts
from site_tools.render.links import ACTORS, DOCUMENTS, SOURCES
from site_tools.render.sheets import list_sheet, record_sheet
from site_tools.templates import N_, _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterator

    from site_tools.model.portal import Output
    from site_tools.model.steering import Risk
    from site_tools.render.press import Press

LIKELIHOODS = {1: N_("osannolik"), 2: N_("mindre sannolik"), 3: N_("möjlig"), 4: N_("sannolik")}
CONSEQUENCES = {1: N_("försumbar"), 2: N_("lindrig"), 3: N_("kännbar"), 4: N_("allvarlig")}


class RiskView(NamedTuple):
    """A risk with its value (sannolikhet × konsekvens, 1–16), the words for both, and its anchor."""

    risk: Risk
    value: int
    likelihood: str
    consequence: str
    anchor: str


class MatrixCell(NamedTuple):
    """All risks of one likelihood and consequence. ``band`` 1–4 is how dark its ground is; the number says the same."""

    value: int
    band: int
    risks: tuple[RiskView, ...]


class MatrixRow(NamedTuple):
    """The cells of one likelihood, the mildest consequence first."""

    likelihood: int
    word: str
    cells: tuple[MatrixCell, ...]


def control_pages(press: Press) -> Iterator[Output]:
    """The list, then each plan."""
    plans = sorted(press.portal.every(ControlPlan), key=lambda plan: plan.year.sort_key, reverse=True)
    if not plans:
        return
    if press.shows(urls.LISTS[Kind.CONTROL]):
        yield _list(press, plans)
    for plan in plans:
        if press.wants(urls.address(plan)):
            yield _one(press, plan)


@page
def _list(press: Press, plans: list[ControlPlan]) -> Output:
    description = _("Risker som har valts ut för att följas under ett år, och vad som görs åt dem.")
    found = [(plan, press.portal.records[Ref(Kind.ACTOR, plan.owner)], _counted(plan)) for plan in plans]
    return press.output(list_sheet(Kind.CONTROL, description, plans), "controls", found=found)


def _counted(plan: ControlPlan) -> str:
    highest = max(risk.likelihood * risk.consequence for risk in plan.risks)
    risks = ngettext("%(n)s risk", "%(n)s risker", len(plan.risks))
    return _("%(risks)s, det högsta riskvärdet är %(highest)s") % {"risks": risks, "highest": highest}


def _view(plan: ControlPlan, risk: Risk) -> RiskView:
    return RiskView(
        risk,
        risk.likelihood * risk.consequence,
        _(LIKELIHOODS[risk.likelihood]),
        _(CONSEQUENCES[risk.consequence]),
        urls.risk(plan, risk.id).partition("#")[2],
    )


def matrix(views: list[RiskView]) -> list[MatrixRow]:
    """The most likely at the top, as the plans draw it."""
    rows = []
    for likelihood in sorted(LIKELIHOODS, reverse=True):
        cells = []
        for consequence in sorted(CONSEQUENCES):
            value = likelihood * consequence
            band = 1 + (value > 3) + (value > 6) + (value > 9)
            here = tuple(v for v in views if (v.risk.likelihood, v.risk.consequence) == (likelihood, consequence))
            cells.append(MatrixCell(value, band, here))
        rows.append(MatrixRow(likelihood, _(LIKELIHOODS[likelihood]), tuple(cells)))
    return rows


@page
def _one(press: Press, plan: ControlPlan) -> Output:
    groups = press.graph.connections(plan)
    _owners, documents, _sources = (groups.pop(_(name), ()) for name in (ACTORS, DOCUMENTS, SOURCES))
    views = [_view(plan, risk) for risk in plan.risks]
    return press.output(
        record_sheet(press, plan),
        "control",
        record=plan,
        risks=views,
        former=former_parts(press.portal, urls.address(plan)),
        rows=matrix(views),
        consequences=[(number, _(word)) for number, word in CONSEQUENCES.items()],
        aside=aside.rows(
            (_("År"), aside.period(plan.year)),
            (_("Aktör"), aside.actor(press.portal, plan.owner)),
            (_("Upprättad"), aside.period(plan.drawn_up)),
            (_("Antal risker"), aside.words(str(len(plan.risks)))),
            (_("Dokument"), aside.links(documents)),
        ),
        groups=groups,
    )
