"""Verdicts: every case worked by hand holds, and no order of rows or choice of unit changes one."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from site_tools.derive.status import status
from site_tools.model.records import Indicator
from site_tools.model.values import Observation, Precision, Series, ValueKind, ValueState, parse_period
from site_tools.model.verdict import Freshness, Label, Level, Status
from site_tools.pipeline import check
from tests.writing import GOOD, write_content

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "status.yaml").read_text(encoding="utf-8"))
JUDGED = [case for case in CASES if "error" not in case["expect"]]
PLACE = "Exempelby"


def _target(written: dict[str, Any]) -> dict[str, object]:
    years = written.get("years")
    year = f"{years[0]}–{years[-1]}" if years else written.get("year")
    keys = {
        "sort": written["kind"],
        "värde": written.get("value"),
        "värde_till": written.get("value_to"),
        "år": year,
        "text": written.get("text"),
    }
    keys |= {"från": written.get("from"), "mellan": written.get("between")}
    return {key: value if isinstance(value, list) else str(value) for key, value in keys.items() if value is not None}


def _row(
    period: object, value: object, group: str, kind: ValueKind = ValueKind.OUTCOME, state: ValueState = ValueState.FINAL
) -> Observation:
    number = None if value is None else Decimal(str(value))
    return Observation(parse_period(str(period)), group, PLACE, kind, state, Precision.EXACT, number)


def _rows(case: dict[str, Any]) -> Series:
    groups = case.get("groups") or {"totalt": case}
    rows = [_row(p, v, group) for group, part in groups.items() for p, v in part.get("outcomes", {}).items()]
    rows += [_row(p, v, "totalt", kind=ValueKind.FORECAST) for p, v in case.get("forecasts", {}).items()]
    rows += [_row(p, v, "totalt", state=ValueState.REVISED) for p, v in case.get("revised", {}).items()]
    rows += [_row(p, v, "totalt", state=ValueState.PRELIMINARY) for p, v in case.get("preliminary", {}).items()]
    return (*rows, *(_row(p, None, "totalt", state=ValueState.SUPPRESSED) for p in case.get("suppressed", [])))


def _indicator(case: dict[str, Any], **more: object) -> Indicator:
    tree: dict[str, object] = {"namn": "X", "enhet": "kton", "källa": {"namn": "y"}, "önskad_riktning": case["direction"]}
    tree["målvärden"] = [_target(t) for t in case.get("targets", [])]
    if start := case.get("start"):
        tree["startvärde"] = {"period": str(start[0])} | ({} if start[1] is None else {"värde": str(start[1])})
    tree["brott_i_serien"] = [{"period": str(year), "text": "omlagt"} for year in case.get("breaks", [])]
    return Indicator.model_validate(tree | more)


def _judge(case: dict[str, Any], today: date | None = None, **more: object) -> Status:
    rows = _rows(case)
    newest = max((row.period.last for row in rows if row.period.last), default=date(2020, 1, 1))
    return status(_indicator(case, **more), rows, PLACE, today or newest + timedelta(days=1))


@pytest.mark.parametrize("case", JUDGED, ids=[case["id"] for case in JUDGED])
def test_a_case_worked_by_hand_holds(case: dict[str, Any]) -> None:
    """Nivå, takt, gap, trend, label and reason are those that a reader gets with pen and paper."""
    judged = _judge(case)
    shown = next((v for v in judged.verdicts if v.between), judged.verdicts[0])
    by_group = {v.group: v.label for v in judged.verdicts}
    found: dict[str, object] = {
        "level": shown.level, "pace": shown.pace, "label": judged.label, "reason": judged.reason, "required_now": shown.required,
        "share": shown.share, "gap": shown.gap, "ahead": shown.ahead, "gap_between_groups": shown.value,
        "latest": shown.latest.period.text if shown.latest else None, "trend": shown.trend.word if shown.trend else None,
    }  # fmt: skip
    for key, wanted in case["expect"].items():
        value = by_group[key] if key in by_group and key not in found else found[key]
        if isinstance(value, Fraction):
            assert abs(value - Fraction(str(wanted))) < Fraction(1, 10**9), key
        else:
            assert value == (str(wanted) if key == "latest" else wanted), key


def test_a_target_on_the_wrong_side_of_the_start_is_a_fault_of_the_content(tmp_path: Path) -> None:
    """The case that cannot be judged is stopped at the gate, naming both numbers."""
    case = next(c for c in CASES if "error" in c["expect"])
    (target,), (year, value) = case["targets"], case["start"]
    aim = f"{{sort: {target['kind']}, värde: {target['value']}, år: {target['year']}}}"
    extra = f"startvärde: {{period: {year}, värde: {value}}}\nmålvärden: [{aim}]\n"
    indicator = GOOD["indikatorer/utslapp.yaml"].replace("        ", "").split("målvärden")[0] + extra
    told = [str(problem) for problem in check(write_content(tmp_path, {"indikatorer/utslapp.yaml": indicator})).problems]
    assert len(told) == 1
    assert f"målet {target['value']} ligger på fel sida om startvärdet {value}" in told[0]


def test_stale_data_never_stays_green() -> None:
    """When the news that should have come have not, a good pace is no verdict any more; a measured last target stays."""
    case = next(c for c in CASES if c["id"] == "zero-path-on-track")
    fresh = _judge(case, uppdateras="årligen")
    late = _judge(case, date(2027, 1, 1), uppdateras="årligen")
    assert (fresh.label, fresh.freshness, fresh.expected) == (Label.ON_TRACK, Freshness.CURRENT, date(2026, 12, 31))
    assert (late.label, late.reason, late.freshness) == (Label.UNKNOWN, "för gammalt", Freshness.LATE)
    early = next(c for c in CASES if c["id"] == "reached-early")
    assert _judge(early, date(2030, 1, 1), uppdateras="årligen").reason == "för gammalt"
    measured = next(c for c in CASES if c["id"] == "reached-and-due")
    assert _judge(measured, date(2040, 1, 1), uppdateras="årligen").label is Label.REACHED


def test_an_announced_day_decides_when_news_are_late() -> None:
    """``nästa_publicering`` goes before the rhythm."""
    case = next(c for c in CASES if c["id"] == "zero-path-on-track")
    assert _judge(case, date(2026, 3, 31), uppdateras="årligen", nästa_publicering="2026-03-31").freshness is Freshness.CURRENT
    assert _judge(case, date(2026, 4, 1), uppdateras="årligen", nästa_publicering="2026-03-31").freshness is Freshness.LATE


def test_the_worst_group_is_never_hidden_behind_the_total() -> None:
    """The list shows the total's label, and beside it a group that stands worse."""
    rows = tuple(
        _row(p, v, g)
        for g, values in {"totalt": (10, 4), "kvinnor": (10, 12), "män": (10, 1)}.items()
        for p, v in zip((2020, 2024), values, strict=True)
    )
    indicator = _indicator({"direction": "ned", "targets": [{"kind": "högst", "year": 2030, "value": 2}]})
    judged = status(indicator, rows, PLACE, date(2025, 1, 1))
    assert judged.label is Label.ON_TRACK
    assert judged.worse is not None
    assert (judged.worse.group, judged.worse.label) == ("kvinnor", Label.WRONG_WAY)


_VALUES = st.decimals(min_value=-1000, max_value=1000, places=2, allow_nan=False, allow_infinity=False)
_SERIES = st.lists(_VALUES, min_size=2, max_size=8)
_KINDS = st.sampled_from(["minst", "högst", "noll"])


def _case(values: list[Decimal], kind: str, target: Decimal) -> dict[str, Any]:
    direction = "upp" if kind == "minst" else "ned"
    outcomes = {2010 + n: value for n, value in enumerate(values)}
    return {
        "direction": direction,
        "outcomes": outcomes,
        "targets": [{"kind": kind, "year": 2022, "value": None if kind == "noll" else target}],
    }


_LEVELS = (Level.NOT_MET, Level.MET)
_PACES = (Label.WRONG_WAY, Label.TOO_SLOW, Label.ON_TRACK)


@given(_SERIES, _KINDS, _VALUES, st.decimals(min_value="0.01", max_value=500, places=2))
def test_a_better_outcome_never_worsens_the_verdict(values: list[Decimal], kind: str, target: Decimal, step: Decimal) -> None:
    """Moving the latest outcome in the desired direction never worsens nivå or takt."""
    better = [*values[:-1], values[-1] + (step if kind == "minst" else -step)]
    before, after = (_judge(_case(v, kind, target)).verdicts[0] for v in (values, better))
    assert before.level is not None
    assert after.level is not None
    assert _LEVELS.index(after.level) >= _LEVELS.index(before.level)
    if before.pace and after.pace:
        assert _PACES.index(after.pace) >= _PACES.index(before.pace)


@given(_SERIES, _KINDS, _VALUES, st.sampled_from([Decimal("0.001"), Decimal(1000), Decimal(7)]))
def test_the_unit_never_changes_the_verdict(values: list[Decimal], kind: str, target: Decimal, factor: Decimal) -> None:
    """Kilotons or tons: the same verdict, the same share, the same trend."""
    one = _judge(_case(values, kind, target)).verdicts[0]
    two = _judge(_case([v * factor for v in values], kind, target * factor)).verdicts[0]
    assert (one.label, one.reason, one.level, one.pace, one.share) == (two.label, two.reason, two.level, two.pace, two.share)
    assert (one.trend and one.trend.word) == (two.trend and two.trend.word)


@given(_SERIES, _KINDS, _VALUES, st.randoms(use_true_random=False))
def test_the_order_of_rows_never_changes_the_verdict(values: list[Decimal], kind: str, target: Decimal, chance: Any) -> None:
    """An editor may sort a series as they like."""
    case = _case(values, kind, target)
    rows = list(_rows(case))
    shuffled = rows.copy()
    chance.shuffle(shuffled)
    today = date(2021, 1, 1)
    assert status(_indicator(case), tuple(rows), PLACE, today) == status(_indicator(case), tuple(shuffled), PLACE, today)


@given(_SERIES, _KINDS, _VALUES, st.dates(date(2000, 1, 1), date(2090, 1, 1)))
def test_today_acts_through_freshness_alone(values: list[Decimal], kind: str, target: Decimal, today: date) -> None:
    """Without a rhythm no day changes a verdict."""
    case = _case(values, kind, target)
    assert _judge(case, today) == _judge(case, date(2000, 1, 1))
