"""What a chart shows: everything that the series says, and nothing that it does not."""

from __future__ import annotations

import json
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Any, get_args

import altair as alt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_tools.charts.explore import explore
from site_tools.charts.money import in_words, money_chart
from site_tools.charts.scale import spread, text_width, value_ticks
from site_tools.charts.shape import Form, Role
from site_tools.charts.spec import spec
from site_tools.charts.theme import DARK, LIGHT
from site_tools.model.records import Program
from site_tools.model.steering import Finance
from tests.charting import chart, chart_or_none, joined, row, target, years

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from site_tools.charts.canvas import Width
    from site_tools.charts.shape import ChartData

WIDTHS: tuple[Width, ...] = ("wide", "narrow")
NINE = [row("2024", str(n * 7 % 11 + 1), f"sektor {n}") for n in range(9)]


def _texts(found: dict[str, Any]) -> list[str]:
    return [line["text"].replace("\n", " ") for line in found["datasets"].get("texts", [])]


def _boxes(found: dict[str, Any]) -> Iterator[tuple[str, float, float, float, float]]:
    """Every text with the room that it takes: left, top, right, bottom."""
    for line in found["datasets"].get("texts", []):
        for n, words in enumerate(line["text"].split("\n")):
            wide = text_width(words, line["size"], bold=line["weight"] > 400) * 0.9
            left = line["px"] - {"left": 0, "center": wide / 2, "right": wide}[line["align"]]
            top = line["py"] + n * round(line["size"] * 1.25) - line["size"] * 0.45
            yield words, left, top, left + wide, top + line["size"] * 0.9


# --- what is drawn at all


def test_no_number_no_chart() -> None:
    """Words, suppressed and missing figures are never turned into marks; the page says in words that there is no chart."""
    words = row("2020", None, precision="ord", words="över hälften")
    assert chart_or_none([words, row("2021", None, state="sekretess"), row("2022", None, state="saknas")]) is None
    assert chart_or_none([]) is None


@pytest.mark.parametrize("width", WIDTHS)
def test_one_figure_is_a_dot_with_its_targets(width: Width) -> None:
    """A single figure is no line: a dot, and a diamond for each target in its year, with the authored way between them dashed."""
    found = chart(
        [row("2019", "593")],
        startvärde={"period": "2019", "värde": "593"},
        målvärden=[target("högst", "492", år="2025"), target("högst", "90", år="2040")],
    )
    drawn = spec(found, width)
    assert found.form is Form.DOT
    assert "lines" not in drawn["datasets"]
    assert [(p["x"], p["y"], p["shape"]) for p in drawn["datasets"]["points"]] == [
        (2019, 593, "circle"),
        (2025, 492, "diamond"),
        (2040, 90, "diamond"),
    ]
    assert [(r["x"], r["x2"]) for r in drawn["datasets"]["rules"] if r["dash"] == [6, 5]] == [(2019, 2025), (2025, 2040)]
    assert {"593", "Mål 2025: högst 492", "Mål 2040: högst 90"} <= set(_texts(drawn))


@pytest.mark.parametrize("width", WIDTHS)
def test_the_way_is_the_one_that_the_verdict_follows(width: Width) -> None:
    """Without an authored start value it goes from the first outcome, which is said; milestones and a stepped target are its corners."""
    aims = [target("högst", "500", år="2025"), target("högst", "300", år="2028–2030"), target("noll", år="2040")]
    found = chart(years(2019, "593 571 560"), målvärden=aims)
    assert [[(x, int(value)) for x, value in way.steps] for way in found.paths] == [
        [(2019, 593), (2025, 500), (2028, 300), (2030, 300), (2040, 0)]
    ]
    assert [mark.text for mark in found.key] == ["rak väg till målet från första utfallet 2019"]
    drawn = spec(found, width)
    dashed = [(r["x"], r["y"], r["x2"], r["y2"]) for r in drawn["datasets"]["rules"] if r["dash"] == [6, 5]]
    assert dashed == [(2019, 593, 2025, 500), (2025, 500, 2028, 300), (2028, 300, 2030, 300), (2030, 300, 2040, 0)]
    assert {"Mål 2025: högst 500", "Mål 2028–2030: högst 300", "Mål 2040: 0"} <= set(_texts(drawn))


@pytest.mark.parametrize("width", WIDTHS)
def test_an_authored_start_is_shown(width: Width) -> None:
    """A start value that is no figure of the series is a hollow mark with its words; one that is a figure is the figure's mark."""
    aims = [target("högst", "90", år="2030")]
    drawn = spec(chart(years(2020, "571 560"), startvärde={"period": "2018", "värde": "600"}, målvärden=aims), width)
    hollow = [(p["x"], p["y"]) for p in drawn["datasets"]["points"] if p["shape"] == "diamond" and p["fill"] == LIGHT["paper"]]
    assert hollow == [(2018, 600)]
    assert {"Start 2018: 600", "rak väg till målet från startvärdet 2018"} <= set(_texts(drawn))
    same = chart(years(2018, "600 571 560"), startvärde={"period": "2018", "värde": "600"}, målvärden=aims)
    assert [path.start for path in same.paths] == [""]


def test_each_group_without_a_total_has_its_way() -> None:
    """From its own start, in its own colour; with a total only that one's, or the chart would be a web."""
    series = [*years(2020, "50 51", "kvinnor"), *years(2020, "60 61", "män")]
    aims = [target("minst", "70", år="2030")]
    found = chart(series, målvärden=aims, önskad_riktning="upp")
    assert [(float(way.steps[0][1]), way.hue) for way in found.paths] == [(50, "kvinnor"), (60, "män")]
    led = chart([*series, *years(2020, "55 56")], målvärden=aims, önskad_riktning="upp")
    assert [float(way.steps[0][1]) for way in led.paths] == [55]


def test_no_way_tells_a_group_to_get_worse() -> None:
    """A group past the first target from the start has its way from where the targets ask for more, and none where they never do: its
    verdict holds it to the right side of the targets, and a line down to one would say the opposite."""
    series = [*years(2020, "50 51", "kvinnor"), *years(2020, "90 91", "män")]
    steps = [target("minst", "70", år="2025–2028"), target("minst", "95", år="2030")]
    found = chart(series, målvärden=steps, önskad_riktning="upp")
    assert [([(x, int(value)) for x, value in way.steps], way.hue, way.start) for way in found.paths] == [
        ([(2020, 50), (2025, 70), (2028, 70), (2030, 95)], "kvinnor", ""),
        ([(2025, 70), (2028, 70), (2030, 95)], "män", ""),
    ]
    assert [mark.text for mark in found.key if mark.symbol == "path"] == ["rak väg till målet från första utfallet 2020 och målvärdet 2025"]
    never = chart(series, målvärden=steps[:1], önskad_riktning="upp")
    assert [way.hue for way in never.paths] == ["kvinnor"], "the group that has a way to go"
    down = chart(series, målvärden=[target("högst", "70", år="2025"), target("högst", "60", år="2030")], önskad_riktning="ned")
    assert [[(x, int(value)) for x, value in way.steps] for way in down.paths] == [[(2020, 90), (2025, 70), (2030, 60)]]
    assert never.aims == chart(series, målvärden=steps[:1], önskad_riktning="upp").aims


def test_no_way_from_a_figure_that_cannot_be_compared() -> None:
    """Neither from a single outcome nor across a break: nobody has promised one. An authored start is a promise whatever happened since."""
    aims = [target("högst", "90", år="2040")]
    cut: dict[str, Any] = {"brott_i_serien": [{"period": "2020", "text": "Ny metod"}]}
    assert chart([row("2019", "593")], målvärden=aims).paths == ()
    assert chart(years(2019, "593 571"), målvärden=aims, **cut).paths == ()
    assert len(chart(years(2019, "593 571"), målvärden=aims, startvärde={"period": "2019", "värde": "593"}, **cut).paths) == 1
    assert chart(years(2019, "593 571"), målvärden=aims, startvärde={"period": "2019"}).paths == (), "the source says there is none"


def test_a_school_year_is_on_its_own_place_of_the_way() -> None:
    """The verdict counts it in the year that it ends in; the chart lays it where its figures lie."""
    found = chart(
        [row("2019/2020", "50"), row("2020/2021", "51")], målvärden=[target("minst", "60", år="2029/2030")], önskad_riktning="upp"
    )
    assert [x for x, _ in found.paths[0].steps] == [2019.5, 2029.5]


@pytest.mark.parametrize("width", WIDTHS)
def test_every_figure_of_a_long_series_is_on_its_line(width: Width) -> None:
    """75 years are 75 points of one line, with the latest figure written at its end."""
    found = chart(years(1950, " ".join(str(46000 + n * 1170) for n in range(75))))
    drawn = spec(found, width)
    assert [p["x"] for p in drawn["datasets"]["lines"]] == list(range(1950, 2025))
    assert "132\u202f580" in _texts(drawn)


@pytest.mark.parametrize("width", WIDTHS)
def test_every_figure_has_a_mark(width: Width) -> None:
    """Whatever its kind or precision: as many marks as figures."""
    series = [
        *years(2015, "4 5 - 6"),
        *years(2015, "3 3 4 4", "kvinnor"),
        row("2020-T1", "5"),
        row("2021", "7", kind="prognos"),
        row("2022", "8", state="preliminär"),
        row("2023", "9", precision="cirka"),
        row("odaterat", "6", kind="snitt"),
    ]
    drawn = spec(chart(series), width)["datasets"]
    marks = {(p["x"], p["y"]) for p in (*drawn["lines"], *drawn["points"])}
    assert len(marks) == len(series)


# --- what a line joins


def test_a_missing_year_is_a_gap() -> None:
    """Both a year that is left out and one that says it is missing."""
    (left_out,) = chart(years(2010, "1 2 3 - 4 5")).tracks
    assert joined(left_out) == [["2010", "2011", "2012"], ["2014", "2015"]]
    (said,) = chart([*years(2010, "1 2"), row("2012", None, state="saknas"), *years(2013, "4 5")], uppdateras="vartannat år").tracks
    assert joined(said) == [["2010", "2011"], ["2013", "2014"]]


def test_elections_are_joined() -> None:
    """A statistic that comes every fourth year has no gaps in between, whether its rhythm is authored or shows."""
    series = [row(str(year), "80") for year in (2006, 2010, 2014, 2018)]
    for keys in ({}, {"uppdateras": "vart fjärde år"}):
        (track,) = chart(series, **keys).tracks
        assert len(track.runs) == 1
    (yearly,) = chart(series, uppdateras="årligen").tracks
    assert joined(yearly) == []


def test_a_tertial_is_never_joined_with_a_year() -> None:
    """Part of a year is not the year; January–April is joined with January–April only."""
    series = [row(period, "5") for period in ("2023-T1", "2023-T2", "2023", "2024-T1", "2024-T2", "2024")]
    (track,) = chart(series).tracks
    assert sorted(joined(track)) == [["2023", "2024"], ["jan–april 2023", "jan–april 2024"], ["jan–aug 2023", "jan–aug 2024"]]


def test_a_school_year_lies_between_two_years() -> None:
    """2019/2020 is written as such on the axis, and its mark stands between those of 2019 and 2020."""
    found = chart([row("2018/2019", "5"), row("2019/2020", "6")])
    assert [point.x for point in found.tracks[0].points] == [2018.5, 2019.5]
    assert {"2018/19", "2019/20"} <= set(_texts(spec(found, "wide")))


def test_an_outcome_is_never_joined_with_a_forecast() -> None:
    """The forecast is a dotted line of its own, and says so."""
    found = chart([*years(2021, "5 6 7"), *years(2024, "8 9", kind="prognos")])
    drawn = spec(found, "wide")
    assert joined(found.tracks[0]) == [["2021", "2022", "2023"], ["2024", "2025"]]
    assert {p["x"] for p in drawn["datasets"]["lines"] if p["dash"] != [1, 0]} == {2024, 2025}
    assert "prognos 9" in _texts(drawn)


def test_a_break_parts_the_line_and_is_marked() -> None:
    """What is not comparable is not joined, and the reader sees where."""
    found = chart(years(2010, "1 2 3 4"), brott_i_serien=[{"period": "2012", "text": "Ny metod"}])
    assert joined(found.tracks[0]) == [["2010", "2011"], ["2012", "2013"]]
    assert "brott i serien" in _texts(spec(found, "narrow"))


def test_editions_are_never_spliced() -> None:
    """A new release that recalculates the past is a line of its own; the old one is drawn quietly and named."""
    found = chart([*years(2018, "10 11 12", edition="2024"), *years(2019, "13 14 15", edition="2025")])
    assert [(track.role, joined(track)) for track in found.tracks] == [
        (Role.OLD, [["2018", "2019", "2020"]]),
        (Role.LEAD, [["2019", "2020", "2021"]]),
    ]
    assert "äldre utgåva 2024" in _texts(spec(found, "wide"))


# --- what is less than certain


def test_preliminary_and_approximate_figures_are_hollow() -> None:
    """A hollow mark is less than certain, and the key says which way."""
    found = chart([*years(2020, "4 5"), row("2022", "6", state="preliminär"), row("2023", "7", precision="drygt")])
    assert [point.hollow for point in found.tracks[0].points] == [False, False, True, True]
    assert [(mark.symbol, mark.text) for mark in found.key] == [("hollow", "preliminärt eller ungefärligt värde")]
    hollow = {mark["x"] for mark in spec(found, "wide")["datasets"]["points"] if mark["fill"] == LIGHT["paper"]}
    assert hollow == {2022, 2023}


def test_an_interval_is_a_range() -> None:
    """13–14 is drawn from 13 to 14, not as the one or the other."""
    drawn = spec(chart([row("2020", "10"), row("2021", "13", to="14", precision="intervall")]), "wide")["datasets"]
    assert [(r["x"], r["y"], r["y2"]) for r in drawn["rules"] if r["width"] == 8] == [(2021, 13, 14)]


def test_a_figure_without_a_year_gets_none() -> None:
    """It stands in a column of its own, or in a row that says so: never at a false year."""
    found = chart([*years(2020, "5 6"), row("odaterat", "7", kind="snitt")])
    undated = next(point for point in found.tracks[0].points if point.kind.value == "snitt")
    assert undated.x is None
    assert "odaterat" in _texts(spec(found, "wide"))
    alone = chart([row("odaterat", "30", precision="cirka")])
    assert (alone.form, alone.head) == (Form.STRIP, "Procent, utan årtal i källan")


def test_figures_of_different_kinds_are_not_bars_beside_each_other() -> None:
    """A forecast and a mean are named for what they are, with the standing target across them."""
    found = chart(
        [row("odaterat", "700", kind="snitt", precision="drygt"), row("2022", "1100", kind="prognos", precision="cirka")],
        målvärden=[target("minst", "2000")],
    )
    assert (found.form, [r.name for r in found.rows]) == (Form.STRIP, ["Genomsnitt, odaterat", "Prognos, 2022"])
    assert {"drygt 700", "cirka 1\u202f100", "Mål: minst 2\u202f000"} <= set(_texts(spec(found, "narrow")))


# --- targets


@pytest.mark.parametrize(
    ("aim", "layer", "expected"),
    [
        (target("högst", "30"), "rules", {"y": 30, "y2": 30}),
        (target("noll", år="2030"), "points", {"x": 2030, "y": 0, "shape": "diamond"}),
        (target("minst", "2", år="2025–2028"), "rules", {"x": 2025, "x2": 2028, "y": 2, "y2": 2}),
        (target("inom", "10", värde_till="20"), "bars", {"y": 10, "y2": 20}),
    ],
    ids=["standing", "zero in a year", "each of some years", "within"],
)
def test_each_sort_of_target_is_drawn(aim: dict[str, Any], layer: str, expected: dict[str, Any]) -> None:
    """A rule, a diamond, a step, a band: and its words."""
    drawn = spec(chart(years(2020, "40 35 33"), målvärden=[aim]), "wide")
    assert any(expected.items() <= mark.items() for mark in drawn["datasets"][layer])
    assert any(words.startswith("Mål") for words in _texts(drawn))


def test_a_target_that_is_no_level_is_not_drawn_as_one() -> None:
    """Words, a gap between groups and another unit have no place on the scale."""
    aims = [
        target("ord", text="minska"),
        target("skillnad högst", "2", mellan=["kvinnor", "män"]),
        target("minst", "5", enhet="kronor", mått="anslag"),
    ]
    assert chart(years(2020, "40 35"), målvärden=aims).aims == ()


# --- groups


def test_many_groups_are_bars_from_the_largest() -> None:
    """More than six lines are spaghetti. The bars stand in order, begin at zero and say their figures."""
    found = chart(NINE)
    drawn = spec(found, "wide")
    values = [float(one.point.value) for one in found.rows]
    assert found.form is Form.BARS
    assert values == sorted(values, reverse=True)
    assert [bar["x2"] for bar in drawn["datasets"]["bars"]] == values
    assert {bar["x"] for bar in drawn["datasets"]["bars"]} == {0}
    assert found.ticks[0] == 0


def test_a_total_that_dwarfs_its_parts_is_said_in_words() -> None:
    """A sum beside its parts would press them flat; a mean among its groups is drawn with them."""
    assert (found := chart([*NINE, row("2024", "99")])).sub == "Totalt 99"
    assert "Totalt" not in [one.name for one in found.rows]
    mean = chart([row("2024", "40", "kvinnor"), row("2024", "60", "män"), row("2024", "50")])
    assert [one.name for one in mean.rows] == ["Män", "Totalt", "Kvinnor"]


def test_negative_bars_go_left() -> None:
    """And their figures stand outside them."""
    drawn = spec(chart([row("2024", "5", "intäkter"), row("2024", "-3", "kostnader")], enhet="miljoner kronor"), "wide")
    bar = next(bar for bar in drawn["datasets"]["bars"] if bar["x2"] == -3)
    assert bar["x"] == 0
    assert any(line["text"] == "\u22123" for line in drawn["datasets"]["texts"])


def test_a_group_without_a_figure_is_named() -> None:
    """A bar that is left out is told of."""
    found = chart([*NINE, *[row("2023", "1", f"sektor {n}") for n in range(9)], row("2023", "5", "bara förr")])
    assert "Utan värde för 2024: bara förr." in found.notes


def test_a_few_groups_are_lines_with_their_names() -> None:
    """Each line bears its name and last figure; there is no legend to look up. The total is the strongest."""
    found = chart([*years(2020, "50 51 52"), *years(2020, "55 56 57", "kvinnor"), *years(2020, "45 46 47", "män")])
    drawn = spec(found, "wide")
    assert {"Totalt 52", "Kvinnor 57", "Män 47"} <= set(_texts(drawn))
    weights = {line["run"].split()[0]: line["width"] for line in drawn["datasets"]["lines"]}
    assert weights["Totalt"] > weights["Kvinnor"] == weights["Män"]


@pytest.mark.parametrize("hue", ["sjö", "ockra", "plommon", "gran", "indigo"])
def test_lines_side_by_side_differ_in_colour(hue: str) -> None:
    """Six lines have six colours, and none is like that of the program."""
    series = [one for n, group in enumerate(("totalt", "a", "b", "c", "d", "e")) for one in years(2020, f"{n + 5} 6", group)]
    hues = [track.hue for track in chart(series, hue).tracks]
    assert len(set(hues)) == 6
    for scheme in (LIGHT, DARK):
        assert min(_distance(scheme[hue], scheme[other]) for other in hues if other != hue) > 45


def test_women_and_men_differ_in_grey_too() -> None:
    """On paper from an office printer, in both schemes, and to a reader who does not tell red from green."""
    for scheme in (LIGHT, DARK):
        assert _contrast(scheme["kvinnor"], scheme["män"]) > 1.7
        assert _deutan_distance(scheme["kvinnor"], scheme["män"]) > 80


def test_every_colour_can_be_read() -> None:
    """Text at 4.5 to 1 and marks at 3 to 1, in both schemes; and each colour has one dark twin."""
    assert LIGHT.keys() == DARK.keys()
    assert LIGHT.keys() >= set(get_args(get_args(Program.model_fields["colour"].annotation)[0])), "a program's colour is missing"
    assert len(set(LIGHT.values())) == len(LIGHT)
    for scheme in (LIGHT, DARK):
        # A pale colour is never text, and bears its full twin as an outline.
        for name in {name for name in scheme if not name.endswith("-blek")} - {"paper", "hairline"}:
            assert _contrast(scheme[name], scheme["paper"]) >= (3 if name == "plats" else 4.5), name


# --- comparisons


def test_a_handful_of_places_behind_one_group() -> None:
    """The nation and the county first, then the site's own order, five at most, all quiet."""
    others = ("Norrby", "Söderby", "Riket", "Västerby", "Exempel län", "Österby")
    found = chart([*years(2020, "5 6"), *[one for place in others for one in years(2020, "4 5", place=place)]])
    assert [track.name for track in found.tracks] == ["Riket", "Exempel län", "Norrby", "Söderby", "Västerby", "Exempelby"]
    assert [track.role for track in found.tracks] == [Role.PLACE] * 5 + [Role.LEAD]


def test_groups_without_a_total_are_compared_in_the_table() -> None:
    """There is no figure to hold another place's against; the chart says where to look."""
    found = chart([*years(2020, "5 6", "kvinnor"), *years(2020, "4 5", "män"), *years(2020, "4 5", "kvinnor", place="Riket")])
    assert all(track.role is Role.GROUP for track in found.tracks)
    assert found.notes == ("Jämförelser med andra platser finns i tabellen.",)


def test_a_nation_does_not_flatten_a_municipality() -> None:
    """Ten million people are left to the table, and that is said."""
    found = chart([*years(2020, "130000 131000"), *years(2020, "10000000 10100000", place="Riket")], enhet="invånare")
    assert [track.name for track in found.tracks] == ["Exempelby"]
    assert found.notes == ("Riket har för stora tal för samma skala och visas bara i tabellen.",)


# --- scales and words


def test_a_truncated_scale_is_said_aloud() -> None:
    """A line that does not start at zero says where it does; bars always start at zero."""
    assert chart(years(2020, "90 95")).sub == "Obs! Skalan börjar vid 86, inte vid noll."
    assert chart(years(2020, "10 95")).sub == ""


@given(st.lists(st.decimals(-1000, 1000, places=2), min_size=1, max_size=20), st.booleans())
def test_the_scale_holds_every_value(values: list[Any], from_zero: bool) -> None:
    """Between its first and its last tick; with zero when it must."""
    ticks = value_ticks(values, from_zero=from_zero)
    assert ticks[0] <= min(values)
    assert max(values) <= ticks[-1]
    assert list(ticks) == sorted(set(ticks))
    assert 2 <= len(ticks) <= 12
    assert not from_zero or ticks[0] <= 0 <= ticks[-1]


@given(st.lists(st.tuples(st.floats(0, 300), st.sampled_from([16.0, 32.0])), min_size=1, max_size=9))
def test_labels_never_lie_on_each_other(labels: list[tuple[float, float]]) -> None:
    """However close the lines end, their names are moved apart, in the same order, and stay inside."""
    wanted, heights = [y for y, _ in labels], [high for _, high in labels]
    centres = spread(wanted, heights, 0, 300)
    boxes = sorted((y - high / 2, y + high / 2) for y, high in zip(centres, heights, strict=True))
    assert all(below[0] >= above[1] - 0.01 for above, below in pairwise(boxes))
    assert boxes[0][0] >= -0.01
    assert boxes[-1][1] <= 300.01
    assert all(centres[a] <= centres[b] for a, b in combinations(range(len(wanted)), 2) if wanted[a] < wanted[b])


CROWDED = {
    "six groups that end together": [one for n in range(6) for one in years(2018, f"5 {n} 5 6 5", f"en grupp med långt namn nummer {n}")],
    "bars with long names": [row("2024", str(n + 1), f"egen uppvärmning av bostäder och lokaler {n}") for n in range(8)],
    "places that end together": [
        *years(2018, "5 6 7"),
        *[one for place in ("Riket", "Exempel län", "Norrby", "Söderby") for one in years(2018, "7 6 7", place=place)],
    ],
}


CROWDED_PARTS = [f"en del med ett ganska långt namn {n}" for n in range(9)]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("dense", [range(1990, 2025), (2023, 2024)], ids=["35 years", "two years"])
def test_no_words_on_words_among_parts(dense: Sequence[int], width: Width) -> None:
    """Nine names beside a thin column, of which most are of next to nothing."""
    series = [row(str(year), str(1000 if n < 2 else n), name) for year in dense for n, name in enumerate(CROWDED_PARTS)]
    _assert_readable(spec(chart(series, grupper=CROWDED_PARTS, delar=CROWDED_PARTS, enhet="ton"), width))


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", CROWDED)
def test_no_words_on_words(name: str, width: Width) -> None:
    """All texts of a crowded chart can be read, and none is cut at the edge."""
    _assert_readable(spec(chart(CROWDED[name]), width))


def _assert_readable(drawn: dict[str, Any]) -> None:
    """No text lies on another or outside the drawing."""
    boxes = list(_boxes(drawn))
    met = [(a[0], b[0]) for a, b in combinations(boxes, 2) if a[1] < b[3] and b[1] < a[3] and a[2] < b[4] and b[2] < a[4]]
    assert met == []
    assert min(box[1] for box in boxes) >= -drawn["padding"]["left"]
    assert max(box[3] for box in boxes) <= drawn["width"] + drawn["padding"]["right"]


TWO: dict[str, Any] = {"grupper": ["a", "b"], "delar": ["a", "b"]}
STACK = chart([*years(2018, "5 6 7", "a"), *years(2018, "4 4 4", "b")], "", **TWO)


@pytest.mark.parametrize("found", [chart(NINE), chart(years(2018, "5 6 7")), STACK], ids=["bars", "line", "stacks"])
def test_a_phone_gets_a_chart_of_its_own(found: ChartData) -> None:
    """The same marks in less than half the width, with text of nearly the same size."""
    wide, narrow = spec(found, "wide"), spec(found, "narrow")
    sizes = [one["width"] + one["padding"]["left"] + one["padding"]["right"] for one in (wide, narrow)]
    assert sizes == pytest.approx([720, 320], abs=0.1)
    assert {name: len(rows) for name, rows in wide["datasets"].items() if not name.startswith("text")} == {
        name: len(rows) for name, rows in narrow["datasets"].items() if not name.startswith("text")
    }
    assert narrow["config"]["text"]["fontSize"] >= wide["config"]["text"]["fontSize"] - 1


# --- safety

NASTY = [
    "<script>alert(1)</script>",
    "datum.x; alert(1)",
    "https://evil.example/x.png",
    "{{ 7*7 }}",
    "\"' &amp; ]]>",
    "url(#a)",
    "__proto__",
]


def _nodes(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
    for inner in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from _nodes(inner)


def _keys(node: Any) -> Iterator[str]:
    for one in _nodes(node):
        yield from one


@pytest.mark.parametrize("width", WIDTHS)
def test_content_is_data_and_never_a_part_of_the_spec(width: Width) -> None:
    """No name or unit becomes an expression, an address or an image: outside the data, the spec is the same whatever they say."""
    plain, nasty = ([one for n, word in enumerate(words) for one in years(2020, f"{n} 5", word)] for words in ("abcdef", NASTY[:6]))
    drawn = [spec(chart(series, enhet=unit), width) for series, unit in ((plain, "procent"), (nasty, NASTY[0]))]
    assert {node["expr"] for node in _nodes(drawn[1]) if "expr" in node} == {"datum.align", "datum.weight"}
    assert not {"signal", "href", "url", "transform", "params", "tooltip", "usermeta"} & set(_keys(drawn[1]))
    assert "image" not in json.dumps(drawn[1]["layer"])
    for one in drawn:
        for layer in one["layer"]:
            for channel in ("x", "y"):
                layer["encoding"][channel].pop("scale")
                layer["encoding"][channel].pop("axis", None)
    assert drawn[0]["layer"] == drawn[1]["layer"]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    "found", [chart(NINE), chart(years(2018, "5 6 7")), chart([row("2019", "5")]), STACK], ids=["bars", "line", "dot", "stacks"]
)
def test_a_spec_is_valid_vega_lite(found: ChartData, width: Width) -> None:
    """It can be downloaded and used elsewhere."""
    alt.LayerChart.from_dict(spec(found, width)).to_dict()


def _channels(colour: str) -> list[float]:
    shares = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    return [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]


def _contrast(a: str, b: str) -> float:
    """WCAG 2 contrast of two colours."""
    low, high = sorted(sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), _channels(one), strict=True)) for one in (a, b))
    return (high + 0.05) / (low + 0.05)


def _distance(a: str, b: str) -> float:
    """How far apart two colours are, 0–441."""
    pairs = [(int(a[n : n + 2], 16), int(b[n : n + 2], 16)) for n in (1, 3, 5)]
    return float(sum((x - y) ** 2 for x, y in pairs) ** 0.5)


def _deutan_distance(a: str, b: str) -> float:
    """How far apart two colours are (0–441) to an eye without green cones (Machado, Oliveira and Fernandes 2009)."""
    matrix = ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881))
    seen = [[sum(m * c for m, c in zip(line, _channels(one), strict=True)) for line in matrix] for one in (a, b)]
    shown = [[255 * max(0.0, min(1.0, c)) ** (1 / 2.2) for c in one] for one in seen]
    return float(sum((x - y) ** 2 for x, y in zip(*shown, strict=True)) ** 0.5)


# --- parts of a whole

SECTORS: dict[str, Any] = {"grupper": ["totalt", "trafik", "industri", "jordbruk"], "delar": ["trafik", "industri", "jordbruk"]}


def _sectors(*more: Any, **keys: Any) -> ChartData:
    series = [*years(2019, "60 55 50", "trafik"), *years(2019, "30 28 29", "industri"), *years(2019, "10 9 8", "jordbruk"), *more]
    return chart(series, **{**SECTORS, "enhet": "kton", **keys})


@pytest.mark.parametrize("width", WIDTHS)
def test_parts_of_a_whole_are_stacked_over_the_years(width: Width) -> None:
    """In the order that the editor gives, the first at the bottom; each is named with its last figure, and the whole is the parts' sum."""
    found = _sectors()
    drawn = spec(found, width)
    assert found.form is Form.STACKS
    assert [(bar["y"], bar["y2"]) for bar in drawn["datasets"]["bars"]][:3] == [(0, 60), (60, 90), (90, 100)]
    assert len(drawn["datasets"]["bars"]) == 9
    assert [column.figure for column in found.columns] == ["100", "92", "87"]
    assert {"Trafik 50", "Industri 29", "Jordbruk 8"} <= set(_texts(drawn))
    assert {"100", "92", "87"} <= set(_texts(drawn))


def test_each_part_can_be_pointed_at() -> None:
    """Every figure of every part, with its period, unit and all its digits, in the middle of its part."""
    found = json.loads(explore(_sectors()))["wide"]["figures"]
    assert [(one["of"], one["said"]) for one in found[:3]] == [
        ("Trafik", "2019: 60\u00a0kton"),
        ("Industri", "2019: 30\u00a0kton"),
        ("Jordbruk", "2019: 10\u00a0kton"),
    ]
    assert len(found) == 9
    assert len({(one["px"], one["py"]) for one in found}) == 9


def test_neighbouring_parts_differ_in_grey() -> None:
    """Full and pale alternate, twelve parts have twelve looks, and what cannot be told apart is not stacked."""
    names = [f"del {n}" for n in range(13)]
    series = [one for name in names for one in years(2020, "5 6", name)]
    found = chart(series[:24], grupper=names[:12], delar=names[:12])
    assert len({(layer.hue, layer.pale) for layer in found.layers}) == 12
    for scheme in (LIGHT, DARK):
        fills = [scheme[f"{layer.hue}-blek" if layer.pale else layer.hue] for layer in found.layers]
        assert all(_contrast(a, b) > 1.9 for a, b in pairwise(fills))
    assert chart(series, grupper=names, delar=names).form is Form.BARS


def test_the_whole_is_the_source_s_where_it_gives_one() -> None:
    """The total is neither drawn as a part nor added to the parts; targets and the way there are those of the whole."""
    found = _sectors(
        *years(2019, "101 92 87"), målvärden=[target("högst", "40", år="2030"), target("högst", "5", år="2030", grupp="trafik")]
    )
    assert [layer.name for layer in found.layers] == ["Trafik", "Industri", "Jordbruk"]
    assert [column.figure for column in found.columns] == ["101", "92", "87"]
    assert [aim.label for aim in found.aims] == ["Mål 2030: högst 40"]
    assert [[x for x, _ in way.steps] for way in found.paths] == [[2019, 2030]]
    assert "Målvärden för enskilda grupper är inte utritade." in found.notes


def test_a_missing_part_leaves_the_sum_unsaid() -> None:
    """Nobody knows what the parts make when one of them is suppressed; the reader is told which."""
    series = [*years(2019, "60 65", "trafik"), *years(2019, "40 -", "industri"), row("2020", None, "industri", state="sekretess")]
    found = chart(series, grupper=["trafik", "industri"], delar=["trafik", "industri"])
    assert [column.figure for column in found.columns] == ["", ""], "percent: nobody needs to be told that they make a hundred"
    assert "Industri saknas 2020." in found.notes
    kton = _sectors(*years(2022, "49", "trafik"))
    assert [column.figure for column in kton.columns] == ["100", "92", "87", ""]


def test_a_sum_that_the_portal_has_made_says_so() -> None:
    """The source's own total is the source's; a reader is told which sums are not."""
    parts = [*years(2018, "10 12", "trafik"), *years(2018, "5 6", "industri")]
    groups: dict[str, Any] = {"grupper": ["trafik", "industri"], "delar": ["trafik", "industri"], "enhet": "kton"}
    assert "Totalen är delarna sammanlagda av portalen." in chart(parts, **groups).notes
    stated = [*parts, *years(2018, "15", "totalt")]
    with_total = groups | {"grupper": ["totalt", "trafik", "industri"]}
    assert "Totalen 2019 är delarna sammanlagda av portalen." in chart(stated, **with_total).notes
    assert not any("sammanlagda" in note for note in chart([*stated, *years(2019, "18", "totalt")], **with_total).notes)


@pytest.mark.parametrize("width", WIDTHS)
def test_parts_below_zero_hang_below_it(width: Width) -> None:
    """Costs go down from zero, income up, and a line shows what they make together."""
    series = [*years(2023, "61.2 47.5", "intäkter"), *years(2023, "-136.1 -38.5", "kostnader"), *years(2023, "-74.9 8.9")]
    found = chart(series, grupper=["totalt", "intäkter", "kostnader"], delar=["intäkter", "kostnader"], enhet="miljoner kronor")
    drawn = spec(found, width)["datasets"]
    assert [(bar["y"], bar["y2"]) for bar in drawn["bars"]] == [(0, 61.2), (0, -136.1), (0, 47.5), (0, -38.5)]
    assert [rule["y"] for rule in drawn["rules"] if rule["width"] == 3] == [-74.9, 8.9]


def test_a_forecast_is_a_hollow_column() -> None:
    """As is what is preliminary, and the key says which; a tertial never stands among the years."""
    found = _sectors(
        *years(2022, "49", "trafik", kind="prognos"),
        *years(2023, "48", "trafik", state="preliminär"),
        row("2024-T1", "9", "trafik"),
    )
    drawn = spec(found, "wide")["datasets"]["bars"]
    hollow = {round((bar["x"] + bar["x2"]) / 2) for bar in drawn if bar["fill"] == LIGHT["paper"]}
    assert hollow == {2022, 2023}
    assert {mark.text for mark in found.key} == {"prognos", "preliminärt värde"}
    assert [column.when for column in found.columns] == ["2019", "2020", "2021", "2022", "2023"]


# --- money


def _post(name: str, amounts: str, **more: Any) -> dict[str, Any]:
    """A row with an amount for each of the columns a, b, c …; a ``-`` leaves one out."""
    found = [{"kolumn": "abcdef"[n], "värde": value} for n, value in enumerate(amounts.split()) if value != "-"]
    return {"post": name, "belopp": found, **more}


def _money(names: list[str], *posts: dict[str, Any], periods: list[str] | None = None) -> ChartData | None:
    """The chart of a table whose columns are named ``names``, each in the year that ends its name unless ``periods`` are given."""
    dated = periods or [name.split()[-1] for name in names]
    columns = [
        {"id": "abcdef"[n], "namn": name, **({"period": period} if period[:1].isdigit() else {})}
        for n, (name, period) in enumerate(zip(names, dated, strict=True))
    ]
    tree = {"namn": "Budget", "typ": "driftbudget", "enhet": "tkr", "källa": {"namn": "plan"}, "kolumner": columns, "rader": list(posts)}
    return money_chart(Finance.model_validate(tree), "sjö")


SUM = {"summa": "ja"}


def test_a_budget_shows_each_post_once() -> None:
    """The largest post first with its parts below it, set in; a total is told in words; what has no amount is named."""
    posts = [
        _post("A", "-5"),
        _post("B", "-90"),
        _post("C", "-40", varav_till="B"),
        _post("varav D", "-7", varav_till="C"),
        _post("E", "3"),
        _post("F", "0"),
        _post("G", "-"),
    ]
    found = _money(["Ram 2025"], *posts, _post("Summa", "-92", **SUM))
    assert found is not None
    shown = [(row.name, row.point.figure, row.depth) for row in found.rows]
    assert shown == [("B", "−90", 0), ("varav C", "−40", 1), ("varav D", "−7", 2), ("A", "−5", 0), ("E", "3", 0)]
    assert (found.head, found.sub) == ("Tkr, Ram 2025", "Summa: −92")
    assert found.notes == ("Smala staplar är delar av stapeln ovanför och läggs inte till en gång till.", "Beloppet är 0: F.")
    drawn = spec(found, "wide")["datasets"]["bars"]
    heights = [abs(bar["y2"] - bar["y"]) for bar in drawn]
    assert heights[0] == heights[3] > heights[1] == heights[2]
    assert _money(["Ram 2025"], *posts[:2]) is None, "two posts are read faster in the table"
    assert _money(["Ram 2025"], *posts[1:4]) is None, "so is one with its parts"


@pytest.mark.parametrize("width", WIDTHS)
def test_two_years_of_a_budget_are_bars_with_a_mark(width: Width) -> None:
    """The mark is what the post was the year before, also on the negative side; a post without an amount this year is named."""
    found = _money(
        ["Ram 2024, med justeringar", "Index", "Ram 2025"],
        _post("A", "-100 -2 -120"),
        _post("B", "10 1 8"),
        _post("C", "40 - -"),
        _post("D", "0 - 0"),
        _post("Summa", "-50 -1 -112", **SUM),
        periods=["2024", "", "2025"],
    )
    assert found is not None
    assert [(row.name, row.point.figure, row.before and row.before.figure) for row in found.rows] == [
        ("A", "−120", "−100"),
        ("B", "8", "10"),
    ]
    assert found.sub == "Summa: −112 (Ram 2024, med justeringar: −50)"
    assert found.notes == ("Utan belopp i Ram 2025: C.", "Beloppet är 0: D.", "Tal i andra kolumner finns i tabellen.")
    drawn = spec(found, width)
    assert [rule["x"] for rule in drawn["datasets"]["rules"] if rule["width"] == 2 and rule["x"]] == [-100, 10]
    assert {"Ram 2025", "Ram 2024, med justeringar"} <= set(_texts(drawn))
    assert in_words(found) == "Tkr, Ram 2025: A −120 (Ram 2024, med justeringar: −100) och B 8 (Ram 2024, med justeringar: 10)."


GRANTS = (
    ["Hela kostnaden", "Sökt 2024", "Sökt 2025", "Sökt 2026"],
    _post("Liten", "9000 80 - -"),
    _post("Stor", "13000 500 500 300"),
    _post("varav lön", "- 100 100 100", varav_till="Stor"),
    _post("Summa", "- 580 500 300", **SUM),
)


@pytest.mark.parametrize("width", WIDTHS)
def test_grants_over_years_are_columns_of_their_projects(width: Width) -> None:
    """Each project in each year that it has money, none in the others; the source's sum on top, and no part drawn beside its whole."""
    found = _money(*GRANTS)
    assert found is not None
    drawn = spec(found, width)
    bars = [(round(bar["x"] + bar["x2"]) / 2, bar["y"], bar["y2"]) for bar in drawn["datasets"]["bars"]]
    assert (found.form, found.head) == (Form.STACKS, "Tkr, sökt")
    assert bars == [(2024, 0, 500), (2024, 500, 580), (2025, 0, 500), (2026, 0, 300)]
    assert {"580", "500", "300"} <= {
        line["text"] for line in drawn["datasets"]["texts"] if (line["align"], line["weight"]) == ("center", 600)
    }
    assert {"Stor 300", "Liten 80 (2024)"} <= set(_texts(drawn)), "each project is named with its last figure"
    assert in_words(found) == "Tkr, sökt. 2024: Stor 500 och Liten 80, summa 580. 2025: Stor 500, summa 500. 2026: Stor 300, summa 300."


def test_only_the_source_says_a_sum() -> None:
    """Several posts without a total get none; a lone post is its own."""
    years_of = ["2023", "2024", "2025"]
    several, alone = _money(years_of, _post("A", "1 2 3"), _post("B", "1 1 1")), _money(years_of, _post("A", "1 2 3"))
    assert several is not None
    assert alone is not None
    assert [column.figure for column in several.columns] == ["", "", ""]
    assert ([column.figure for column in alone.columns], alone.sub) == (["1", "2", "3"], "A")


def test_different_sorts_of_money_are_not_a_series() -> None:
    """A budget, an outcome and a forecast, or a tertial and a year, are no columns of one chart."""
    names = ["Budget 2023", "Utfall 2024", "Prognos 2025"]
    assert _money(names, _post("A", "1 2 3"), _post("B", "1 1 1")) is None
    mixed = _money(["Utfall", "Utfall", "Utfall"], _post("A", "1 2 3"), _post("B", "1 1 1"), periods=["2022", "2023", "2024-T1"])
    assert mixed is not None
    assert (mixed.form, [row.before and row.before.when for row in mixed.rows]) == (Form.BARS, ["2022", "2022"])
