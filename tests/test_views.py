"""What pages say of figures: tables that never round, distances that claim nothing they cannot, changes in words."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_tools import text
from site_tools.derive import derive
from site_tools.model.parts import Kind, Target
from site_tools.model.portal import GroupFacts, Portal, Ref
from site_tools.model.records import Indicator
from site_tools.model.values import Observation, Precision, ValueKind, ValueState, parse_period
from site_tools.render.figures import figure
from site_tools.render.series import series_view
from site_tools.render.targets import indicator_target
from tests.pages import TODAY, built


def _indicator(**fields: object) -> Indicator:
    tree = {"namn": "Mått", "enhet": "procent", "källa": {"namn": "Källan"}, "önskad_riktning": "upp", **fields}
    return Indicator.model_validate(tree).model_copy(update={"id": "matt"})


def _row(period: str, value: str | None, group: str = "totalt", **fields: Any) -> Observation:
    defaults: dict[str, Any] = {"place": "Byn", "kind": ValueKind.OUTCOME, "state": ValueState.FINAL, "precision": Precision.EXACT}
    return Observation(parse_period(period), group, value=None if value is None else Decimal(value), **{**defaults, **fields})


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9), max_value=10**9))
def test_a_table_never_rounds(value: Decimal) -> None:
    """Whatever the number of decimals in the headline, the table has them all."""
    indicator = _indicator(decimaler="0")
    view = series_view(indicator, (_row("2020", format(value, "f")),), "Byn", ())
    assert view.home is not None
    ((_heading, (cell,)),) = view.home.rows
    assert cell is not None
    assert cell.text.replace(text.THIN, "").replace(text.MINUS, "-").replace(",", ".") == format(value, "f")


def test_many_groups_become_rows() -> None:
    """Periods are rows while the groups fit beside each other; with many groups and few periods the groups are."""
    few = series_view(_indicator(), tuple(_row(str(year), "1", group) for year in (2019, 2020) for group in ("a", "b")), "Byn", ())
    assert few.home is not None
    assert [heading for heading, _ in few.home.rows] == ["2020", "2019"]
    assert few.home.columns == ("A", "B")
    many = series_view(_indicator(), tuple(_row(str(year), "1", group) for year in (2019, 2020) for group in "abcdefg"), "Byn", ())
    assert many.home is not None
    assert [heading for heading, _ in many.home.rows] == list("ABCDEFG")
    assert many.home.columns == ("2020", "2019")


@pytest.mark.parametrize(
    ("target", "rows", "words"),
    [
        ({"sort": "minst", "värde": "80"}, [("2019", "71.5", "totalt")], "8,5 procentenheter lägre än målvärdet."),
        ({"sort": "högst", "värde": "30"}, [("2019", "31", "totalt")], "1 procentenhet högre än målvärdet."),
        ({"sort": "exakt", "värde": "30"}, [("2019", "30.0", "totalt")], "lika med målvärdet."),
        ({"sort": "noll"}, [("2019", "4", "totalt")], "4 procentenheter högre än målvärdet."),
        ({"sort": "inom", "värde": "1", "värde_till": "3"}, [("2019", "2", "totalt")], "inom målvärdets gränser."),
        (
            {"sort": "skillnad högst", "värde": "1", "mellan": ["a", "b"]},
            [("2019", "7", "a"), ("2019", "9.5", "b")],
            "är 2,5 procentenheter.",
        ),
        ({"sort": "ord", "text": "mer"}, [("2019", "4", "totalt")], ""),
        ({"sort": "minst", "värde": "80", "enhet": "poäng"}, [("2019", "4", "totalt")], ""),
        ({"sort": "minst", "värde": "80"}, [("2019-T1", "4", "totalt")], ""),
        ({"sort": "minst", "värde": "80", "grupp": "b"}, [("2019", "4", "a")], ""),
    ],
)
def test_the_distance_to_a_target(target: dict[str, object], rows: list[tuple[str, str, str]], words: str) -> None:
    """Told where both are numbers of one unit, for the right group and a whole year; otherwise nothing is claimed."""
    indicator = _indicator()
    site = built()[0].site
    series = tuple(_row(period, value, group, place=site.place) for period, value, group in rows)
    portal = Portal(site, {Ref(Kind.INDICATOR, indicator.id): indicator}, {indicator.id: series}, ())
    facts = derive(portal, TODAY).indicators[indicator.id]
    distance = indicator_target(Target.model_validate(target), indicator, facts).distance
    assert distance.replace("\u00a0", " ").endswith(words)
    assert bool(distance) == bool(words)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (
            [("2019", "71.5", "b"), ("2019", "82", "a"), ("2019", "80", "totalt")],
            (
                "Totalt (2019): lika med målvärdet",
                "A (2019): 2 procentenheter högre än målvärdet",
                "B (2019): 8,5 procentenheter lägre än målvärdet",
            ),
        ),
        (
            [("2019", "71.5", "a"), ("2019-T1", "82", "b")],
            ("A (2019): 8,5 procentenheter lägre än målvärdet", "B (januari–april 2019): går inte att jämföra"),
        ),
        ([("2019-T1", "71.5", "a"), ("2019-T1", "82", "b")], ()),
    ],
)
def test_a_target_for_several_groups_is_told_for_each(rows: list[tuple[str, str, str]], words: tuple[str, ...]) -> None:
    """As the verdicts are made: not the first group's distance for all of them."""
    indicator = _indicator().model_copy(update={"groups": ("a", "b")})
    site = built()[0].site
    series = tuple(_row(period, value, group, place=site.place) for period, value, group in rows)
    portal = Portal(site, {Ref(Kind.INDICATOR, indicator.id): indicator}, {indicator.id: series}, ())
    facts = derive(portal, TODAY).indicators[indicator.id]
    found = indicator_target(Target.model_validate({"sort": "minst", "värde": "80"}), indicator, facts)
    assert tuple(line.replace("\u00a0", " ") for line in found.groups) == words
    assert found.distance == ""


def test_a_change_is_told_in_words() -> None:
    """Up or down, since when, and for shares in percentage points; rounded, unless that would hide it."""
    for values, decimals, words in (
        (("10", "12.25"), "1", "upp 2,3 procentenheter sedan 2019"),
        (("12.25", "10"), None, "ned 2,25 procentenheter sedan 2019"),
        (("10", "10.0"), "1", "oförändrat sedan 2019"),
        (("10", "10.04"), "1", "upp 0,04 procentenheter sedan 2019"),
    ):
        indicator = _indicator(decimaler=decimals) if decimals else _indicator()
        first, last = (_row(period, value) for period, value in zip(("2019", "2020"), values, strict=True))
        change = (last.value or Decimal(0)) - (first.value or Decimal(0))
        assert figure(indicator, GroupFacts("totalt", last, first, change)).change.replace("\u00a0", " ") == words


PARTS = {"enhet": "ton", "grupper": ["totalt", "a", "b", "c"], "delar": ["a", "b", "c"]}


def _shares(*rows: Observation, **fields: object) -> dict[str, str]:
    """What the table says of each figure, of how much it is of its whole."""
    home = series_view(_indicator(**{**PARTS, **fields}), rows, "Byn", ()).home
    assert home is not None
    return {cell.text: cell.share for _heading, cells in home.rows for cell in cells if cell}


def test_a_part_says_how_much_of_the_whole_it_is() -> None:
    """Of the total where there is one, else of the parts together; what rounds to nothing is not said to be nothing."""
    parts = [_row("2024", "600", "a"), _row("2024", "399", "b"), _row("2024", "1", "c")]
    shares = {"600": "60\u00a0%", "399": "40\u00a0%", "1": "under 1\u00a0%"}
    assert _shares(*parts) == shares
    assert _shares(*parts, _row("2024", "1200")) == {"1\u202f200": "", "600": "50\u00a0%", "399": "33\u00a0%", "1": "under 1\u00a0%"}


def test_no_share_of_an_unknown_whole() -> None:
    """A part is missing or below zero, the groups are no parts, or the figures are shares already."""
    parts = [_row("2024", "60", "a"), _row("2024", "30", "b"), _row("2024", "10", "c")]
    assert set(_shares(*parts[:2]).values()) == {""}
    assert set(_shares(*parts[:2], _row("2024", None, "c", state=ValueState.SUPPRESSED)).values()) == {""}
    assert set(_shares(*parts[:2], _row("2024", "-10", "c")).values()) == {""}
    loose = series_view(_indicator(enhet="ton", grupper=["a", "b", "c"]), tuple(parts), "Byn", ()).home
    assert loose is not None
    assert not loose.has_shares
    assert set(_shares(*parts, enhet="procent").values()) == {""}
