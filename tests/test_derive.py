"""What is computed can be redone by hand from the rows, and reads as Swedish."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from site_tools.derive import derive
from site_tools.pipeline import check
from tests.writing import GOOD, write_content

if TYPE_CHECKING:
    from pathlib import Path

    from site_tools.model.portal import IndicatorFacts

THIN = "\u202f"
INDICATOR = GOOD["indikatorer/utslapp.yaml"].replace("        ", "").split("målvärden")[0]


def _facts(folder: Path, series: str, extra: str = "") -> IndicatorFacts:
    checked = check(write_content(folder, {"indikatorer/utslapp.yaml": INDICATOR + extra, "indikatorer/utslapp.csv": series}))
    assert checked.portal is not None, checked.problems
    assert checked.errors == ()
    return derive(checked.portal, date(2026, 1, 1)).indicators["utslapp"]


@pytest.mark.parametrize(
    ("series", "extra", "told"),
    [
        (
            "period,värde\n2019,593\n2020,571.50\n",
            "",
            "2020 var värdet 571,50 kton CO2e. Det är 21,50 mindre än 2019, då det var 593 kton CO2e.",
        ),
        ("period,värde\n2019,1.0\n2020,1\n", "", "2020 var värdet 1 kton CO2e. Det är lika mycket som 2019."),
        ("period,värde\n2019,1.01\n2020,1.02\n", "decimaler: 1\n", "2020 var värdet 1,0 kton CO2e. Det är ungefär lika mycket som 2019."),
        ("period,värde\n2019,5\n2020,5\n", "", "2020 var värdet 5 kton CO2e. Det är lika mycket som 2019."),
        (  # rounded, 1,8 would be 0,3 more than 1,4
            "period,värde\n2019,1.4264\n2020,1.7699\n",
            "decimaler: 1\n",
            "2020 var värdet 1,8 kton CO2e. Det är 0,34 mer än 2019, då det var 1,43 kton CO2e.",
        ),
        (
            "period,grupp,värde\n2020,totalt,3.9\n2020,kvinnor,5.0\n2020,män,1.7\n",
            "",
            "2020 var värdet 3,9 kton CO2e (kvinnor 5,0 och män 1,7).",
        ),
        ("period,grupp,värde\n2020,kvinnor,59\n2020,män,47\n", "", "2020 var värdet 59 kton CO2e (kvinnor) och 47 kton CO2e (män)."),
        ("period,precision,värde\nodaterat,drygt,700\n", "", "Källan anger drygt 700 kton CO2e, utan årtal."),
        ("period,precision,värde\nodaterat,ord,över hälften\n", "", "Källan anger över hälften, utan årtal."),
        ("period,precision,värde,värde_till\n2020,intervall,13,14\n", "", "2020 var värdet 13–14 kton CO2e."),
        ("period,slag,värde\n2022,prognos,1100\n", "", f"Prognosen för 2022 är 1{THIN}100 kton CO2e."),
        ("period,slag,värde\n2030,plan,7\n", "", "Planen för 2030 är 7 kton CO2e."),
        ("period,läge,värde\n2022,preliminär,4\n", "", "2022 var värdet 4 kton CO2e (preliminärt)."),
        ("period,plats,värde\n2022,Riket,4\n", "", "Det finns bara siffror för andra platser."),
        (
            "period,värde\n2021,-2\n2022,-3.5\n",
            "gränser: {lägst: -10}\n",
            "2022 var värdet −3,5 kton CO2e. Det är 1,5 mindre än 2021, då det var −2 kton CO2e.",
        ),
        ("period,läge,värde\n2022,sekretess,\n", "", "För 2022 är uppgiften hemlig (sekretess)."),
        ("period,läge,värde\n2021,,4\n2022,saknas,\n", "", "2021 var värdet 4 kton CO2e. För 2022 saknas uppgift."),
        (
            "period,grupp,läge,värde\n2022,totalt,,100\n2022,kvinnor,,100\n2022,män,ej tillämpligt,\n",
            "",
            "2022 var värdet 100 kton CO2e (kvinnor 100 och män ej tillämpligt).",
        ),
        (
            "period,grupp,värde\n2020,kvinnor,59\n2020,män,47\n2021,kvinnor,61\n2021,män,47\n",
            "",
            "2021 var värdet 61 kton CO2e (kvinnor) och 47 kton CO2e (män). Det är 2 mer än 2020, då det var 59 kton CO2e (kvinnor).",
        ),
        (
            "period,värde\n2022,4\n",
            "målvärden: [{sort: högst, värde: 2, år: 2030}, {sort: minst, värde: 1, år: 2025–2028}, {sort: ord, text: minska}]\n",
            "2022 var värdet 4 kton CO2e. Målet är högst 2 kton CO2e 2030 och minst 1 kton CO2e varje år 2025–2028. "
            "Kan inte bedömas: det finns bara ett mätvärde.",
        ),
        (
            "period,värde\n2022,4\n",
            "målvärden: [{sort: ord, text: minska, år: 2025}, {sort: ord, text: minska, år: 2030}]\n",
            "2022 var värdet 4 kton CO2e. Målet i ord: minska 2025 och 2030.",
        ),
        ("period,värde\n2022,4\n", "målvärden: [{sort: ord, text: minska}]\n", "2022 var värdet 4 kton CO2e. Målet i ord: minska."),
        (
            "period,värde\n2022,4\n",
            "målvärden: [{sort: skillnad högst, värde: 5, mellan: [kvinnor, män]}]\n",
            "2022 var värdet 4 kton CO2e. Målet är högst 5 kton CO2e i skillnad mellan kvinnor och män.",
        ),
    ],
)
def test_the_sentence_reads_as_swedish(tmp_path: Path, series: str, extra: str, told: str) -> None:
    """One sentence or two say the latest figure, the change and the target, whatever the shape of the series."""
    assert _facts(tmp_path, series, extra).sentence.replace("\u00a0", " ") == told


@pytest.mark.parametrize(
    ("last", "by"), [("11.3", "1,5 procentenheter mer"), ("10.8", "1,0 procentenheter mer"), ("8.8", "1,0 procentenheter mindre")]
)
def test_a_difference_of_shares_is_told_in_percentage_points(tmp_path: Path, last: str, by: str) -> None:
    """Two shares in percent differ by percentage points."""
    changes: dict[str, str | bytes | None] = {
        "indikatorer/utslapp.yaml": INDICATOR.replace("kton CO2e", "procent"),
        "indikatorer/utslapp.csv": f"period,värde\n2019,9.8\n2020,{last}\n",
    }
    checked = check(write_content(tmp_path, changes))
    assert checked.portal is not None, checked.problems
    told = derive(checked.portal, date(2026, 1, 1)).indicators["utslapp"].sentence.replace("\u00a0", " ")
    assert told == f"2020 var värdet {last.replace('.', ',')} procent. Det är {by} än 2019, då det var 9,8 procent."


def test_a_tertial_is_never_compared_with_a_full_year(tmp_path: Path) -> None:
    """Full years lead; a tertial is only compared with the same tertial."""
    facts = _facts(tmp_path / "a", "period,värde\n2023,3.9\n2024-T1,4.4\n")
    assert facts.lead is not None
    assert (facts.lead.latest.period.text, facts.lead.previous) == ("2023", None)
    only = _facts(tmp_path / "b", "period,värde\n2023-T1,4.4\n2023-T2,4.0\n2024-T1,4.1\n").lead
    assert only is not None
    assert only.previous is not None
    assert (only.previous.period.text, only.change) == ("2023-T1", Decimal("-0.3"))


def test_forecasts_approximations_and_preliminary_figures_give_no_change(tmp_path: Path) -> None:
    """A change is only told between two exact outcomes."""
    for series in (
        "period,precision,värde\n2019,,5\n2020,cirka,6\n",
        "period,läge,värde\n2019,,5\n2020,preliminär,6\n",
        "period,slag,värde\n2019,prognos,5\n2020,prognos,6\n",
    ):
        lead = _facts(tmp_path / series[-12:-8].strip(), series).lead
        assert lead is not None
        assert lead.change is None


def test_releases_are_not_spliced(tmp_path: Path) -> None:
    """A figure is not compared with one from another release of the statistic."""
    lead = _facts(tmp_path, "period,utgåva,värde\n2019,2024,5\n2020,2025,6\n").lead
    assert lead is not None
    assert lead.previous is None


def test_the_total_leads_only_while_it_is_as_new_as_the_groups(tmp_path: Path) -> None:
    """An old total never hides newer figures of women and men; of many groups the largest leads."""
    lead = _facts(tmp_path / "a", "period,grupp,värde\n2019,totalt,5\n2020,kvinnor,6\n2020,män,4\n").lead
    assert lead is not None
    assert lead.group == "kvinnor"
    many = "".join(f"2020,g{n},{n}\n" for n in (3, 9, 1, 4, 5))
    assert _facts(tmp_path / "b", "period,grupp,värde\n" + many).sentence.startswith("2020 var värdet som mest 9")


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.permutations(["2018,5", "2019,6.5", "2020,7.25", "2021-T1,1", "2021-T2,2"]))
def test_the_order_of_rows_never_matters(tmp_path: Path, rows: list[str]) -> None:
    """An editor may sort a series as they like."""
    lead = _facts(tmp_path, "period,värde\n" + "\n".join(rows) + "\n").lead
    assert lead is not None
    assert (lead.latest.period.text, lead.change) == ("2020", Decimal("0.75"))
