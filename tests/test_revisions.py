"""A published figure that was changed says so: what it was, what it is, when and why, and never another figure than the series."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from site_tools.pipeline import check
from tests.pages import built, page, said
from tests.writing import GOOD, write_content

if TYPE_CHECKING:
    from pathlib import Path

INDICATOR = GOOD["indikatorer/utslapp.yaml"].replace("        ", "")
FIRST = "{period: 2020, från: 580, till: 571.5, datum: 2026-03-01, orsak: Ny metod hos källan.}"


def _told(folder: Path, revisions: list[str], today: date | None = None) -> list[str]:
    listed = "".join(f"  - {one}\n" for one in revisions)
    content = write_content(folder, {"indikatorer/utslapp.yaml": f"{INDICATOR}revideringar:\n{listed}"})
    return [str(problem).removeprefix("indikatorer/utslapp.yaml:") for problem in check(content, today).problems]


def test_revisions_that_lead_to_the_series_pass(tmp_path: Path) -> None:
    """Also several of one figure, in any order, whatever zeros the figure ends with."""
    earlier = "{period: 2020, från: 590, till: 580, datum: 2026-01-15, orsak: Ett skrivfel.}"
    assert _told(tmp_path, [FIRST, earlier], date(2026, 3, 1)) == []


@pytest.mark.parametrize(
    ("revision", "told"),
    [
        (FIRST.replace("571.5", "571"), "9:37: revideringen av 2020, totalt slutar på 571, men serien har 571.50 – skriv till: 571.50"),
        (
            FIRST.replace("2020", "2018"),
            "9:37: revideringen av 2018, totalt slutar på 571.5, men serien har inget tal för den – rätta period:",
        ),
        (FIRST.replace("från", "grupp: män, från"), "9:49: revideringen av 2020, män slutar på 571.5, men serien har inget tal för den"),
        (FIRST.replace("580", "571.50"), "9:5: från och till är samma tal – skriv det tal som stod förut i från:"),
        (FIRST.replace("till: 571.5, ", ""), "9:14: revideringen säger att talet för 2020, totalt har tagits bort, men serien har 571.50"),
        (FIRST.replace("2026-03-01", "2026-03-02"), "9:51: revideringens datum 2026-03-02 har inte varit än (i dag är det 2026-03-01)"),
        (FIRST.replace(", orsak: Ny metod hos källan.", ""), '9:5: nyckeln "orsak" saknas – lägg till orsak: (varför talet ändrades'),
    ],
)
def test_a_revision_that_does_not_fit_is_told(tmp_path: Path, revision: str, told: str) -> None:
    """One message, at the key that is wrong, with what to write instead."""
    (only,) = _told(tmp_path, [revision], date(2026, 3, 1))
    assert only.startswith(told)


def test_revisions_of_one_figure_follow_on_each_other(tmp_path: Path) -> None:
    """A gap in the chain, and two on one day, are told at the later one."""
    gap = _told(tmp_path, ["{period: 2020, från: 600, till: 590, datum: 2026-01-15, orsak: Ett skrivfel.}", FIRST])
    assert gap == [
        "10:26: revideringen börjar från 580, men den förra slutade med 590 – rätta från: så att revideringarna följer på varandra"
    ]
    same = _told(tmp_path, ["{period: 2020, från: 590, till: 580, datum: 2026-03-01, orsak: Ett skrivfel.}", FIRST])
    assert same == ["10:51: två revideringar av samma tal har samma datum, 2026-03-01 – skriv dem som en, eller rätta det ena datumet"]


def test_a_figure_that_is_gone_has_its_revision(tmp_path: Path) -> None:
    """A figure may be taken back; the record says what stood there."""
    assert _told(tmp_path, ["{period: 2018, från: 12, datum: 2026-03-01, orsak: Källan har dragit tillbaka talet.}"]) == []


def test_the_page_shows_what_was_changed() -> None:
    """Old and new figure with reason and day, in a section of its own, and in the data."""
    shown = page("/indikatorer/sjukdagar/")
    assert "Januari–augusti 2023: från 9,1 till 9,9 (dagar). En arbetsplats saknades i underlaget. 1 oktober 2026" in said(
        shown.select(".revisions")[0]
    )
    assert '"till": 9.9' in built()[2]["indikatorer/sjukdagar/sjukdagar.json"].decode()
