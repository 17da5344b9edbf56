"""The charts of the real content: where there is one, of which kind, and that it shows what the source says."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from site_tools.charts.money import money_chart
from site_tools.charts.shape import ChartData, Form
from site_tools.model.steering import Finance
from tests.test_content import _portal

MONEY = {
    "ccc-investeringar": Form.BARS,
    "cirkulara-vasterbotten": Form.STACKS,
    "driftbudget-2025": Form.BARS,
    "driftbudget-2025-ataganden": Form.BARS,
    "driftbudget-2025-kommungemensamt": Form.BARS,
    "driftbudget-2025-stadsledningskontoret": Form.BARS,
    "investeringsbudget-2025": Form.BARS,
    "investeringsprognos-2024": Form.BARS,
    "nsso-2024-2027": Form.STACKS,
    "tekniska-justeringar-2025": Form.BARS,
    "tillskott-2025": Form.BARS,
    "tillskott-2025-ovriga": Form.BARS,
    "tillvaxtanslag-kvar": Form.STACKS,
    "utfall-2024-t1": Form.BARS,
    "utvecklingsanslag-klimat": Form.STACKS,
    "utvecklingsanslag-klimat-kvar": Form.STACKS,
}
"""Every table of money with a chart, and how it is drawn. The others are texts, applications or too few figures to compare."""


@cache
def _money() -> dict[str, tuple[Finance, ChartData]]:
    return {one.id: (one, chart) for one in _portal().every(Finance) if (chart := money_chart(one, "sjö"))}


def test_every_table_of_money_has_the_chart_that_helps() -> None:
    """Grants by project and year are columns, budgets bars; a table with nothing to compare has none."""
    assert {name: chart.form for name, (_, chart) in _money().items()} == MONEY


def test_a_chart_of_money_shows_the_amounts_of_its_table() -> None:
    """Each bar is an amount of its row, and nothing is drawn twice: what is no part is never a total."""
    for name, (finance, chart) in _money().items():
        drawn = [(row.name, row.point.value) for row in chart.rows]
        drawn += [(layer.name, point.value) for layer in chart.layers for point in layer.points if point]
        rows = {row.post: row for row in finance.rows}
        for post, value in drawn:
            row = rows.get(post) or rows[post.removeprefix("varav ")]
            assert value in [amount.value for amount in row.amounts], (name, post)
            assert not row.total, (name, post)


def test_the_climate_grant_is_shown_by_project_and_year() -> None:
    """Five projects over three years, with the source's sums, which are those of the parts."""
    _, chart = _money()["utvecklingsanslag-klimat"]
    assert [column.when for column in chart.columns] == ["2024", "2025", "2026"]
    assert len(chart.layers) == 5
    for n, column in enumerate(chart.columns):
        assert column.total == sum((p.value for layer in chart.layers if (p := layer.points[n])), Decimal(0))
