"""From a budget table or a grant to what its chart shows. Pure; the source's own totals are told, never added up with their posts.

Three or more periods of the same sort of money are columns over time, a layer for each post. Two are bars with a mark for the earlier one.
One is bars alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from site_tools import text
from site_tools.charts.parts import LAYERS_MAX, heights, stacked
from site_tools.charts.periods import position, when
from site_tools.charts.scale import value_ticks
from site_tools.charts.shape import ChartData, Column, Form, Mark, Point, Row
from site_tools.model.values import ValueKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from site_tools.model.steering import Column as MoneyColumn
    from site_tools.model.steering import Finance, MoneyRow

POSTS_MIN, PAIRS_MIN, COLUMNS_MIN = 3, 2, 3
"""Fewer posts (with their parts) in one column, fewer posts that are no parts, and fewer periods than this are read faster in the table."""
_YEAR = re.compile(r"\b(?:19|20)\d\d(?:\s*[–/-]\s*(?:19|20)?\d\d)?\b")


class _Post(NamedTuple):
    """A post with its amount in each of the columns that are drawn, None where the source gives no number."""

    row: MoneyRow
    depth: int
    points: tuple[Point | None, ...]


def money_chart(finance: Finance, hue: str) -> ChartData | None:
    """The chart of a table; None when there is nothing to compare."""
    family = _family(finance.columns)
    if len(family) >= COLUMNS_MIN and (found := _over_time(finance, family, hue)):
        return found
    if len(family) > 1 and (found := _bars(finance, list(family.values())[-2:], hue, PAIRS_MIN)):
        return found
    for column in reversed(finance.columns):
        if found := _bars(finance, [column], hue, POSTS_MIN):
            return found
    return None


def _family(columns: Iterable[MoneyColumn]) -> dict[float, MoneyColumn]:
    """The largest set of columns with the same sort of money in different periods of one type, by their place in time; of equal ones the
    last."""
    sorts: dict[tuple[object, ...], dict[float, MoneyColumn]] = {}
    for column in columns:
        x = position(column.period) if column.period else None
        if column.period is not None and x is not None:
            tertial = column.period.text[-2:] if "-T" in column.period.text else ""
            sorts.setdefault((sort_of(column.name), column.period.kind, tertial), {})[x] = column
    largest = max(reversed(sorts.values()), key=len, default={})
    return {x: largest[x] for x in sorted(largest)}


def sort_of(name: str) -> str:
    """What sort of money a column holds: its name up to the first comma without the years, ``sökt belopp`` of "Sökt belopp 2025"."""
    return " ".join(_YEAR.sub("", name.partition(",")[0]).casefold().split())


def _posts(finance: Finance, columns: Sequence[MoneyColumn]) -> list[_Post]:
    """The posts with a number in some of ``columns``, each part after the post that it belongs to. A part without its post is left out."""
    depths: dict[str, int] = {}
    found: list[_Post] = []
    for row in _ordered(finance.rows):
        if row.total or (row.part_of is not None and row.part_of not in depths):
            continue
        points = tuple(_point(row, column, finance.unit) for column in columns)
        if any(points):
            depths[row.post] = depths[row.part_of] + 1 if row.part_of else 0
            found.append(_Post(row, depths[row.post], points))
    return found


def _ordered(rows: Sequence[MoneyRow]) -> list[MoneyRow]:
    """The rows with every part after what it is a part of."""

    def below(post: str | None) -> list[MoneyRow]:
        return [one for row in rows if row.part_of == post and row.post != post for one in (row, *below(row.post))]

    return below(None)


def _point(row: MoneyRow, column: MoneyColumn, unit: str) -> Point | None:
    value = next((a.value for a in row.amounts if a.column == column.id), None)
    if value is None:
        return None
    x = position(column.period) if column.period else None
    figure = text.number(value)
    return Point(x, value, ValueKind.OUTCOME, figure, _when(column), said=f"{column.name}: {text.unit_phrase(figure, unit)}")


def _when(column: MoneyColumn) -> str:
    return when(column.period) if column.period else column.name


def _over_time(finance: Finance, family: dict[float, MoneyColumn], hue: str) -> ChartData | None:
    """A column for each period, of the posts that are no parts of others; the post that gets most lies at the bottom."""
    columns = list(family.values())
    posts = [post for post in _posts(finance, columns) if post.depth == 0 and any(p and p.value for p in post.points)]
    if not 1 <= len(posts) <= LAYERS_MAX:
        return None
    posts.sort(key=lambda post: -sum(abs(p.value) for p in post.points if p))
    layers = stacked([(post.row.post, post.points) for post in posts], hue)
    # One post is its own sum; of several only the source says what they make.
    totals = layers[0].points if len(layers) == 1 else _totals(finance, columns)
    drawn = [
        Column(x, _when(column), total.value if total else None, total.figure if total else "")
        for (x, column), total in zip(family.items(), totals, strict=True)
    ]
    return ChartData(
        form=Form.STACKS,
        head=", ".join(part for part in (text.capital(finance.unit), sort_of(columns[-1].name)) if part),
        sub=posts[0].row.post if len(posts) == 1 else "",
        ticks=value_ticks([*heights(layers), *(column.total for column in drawn if column.total is not None)], from_zero=True),
        columns=tuple(drawn),
        layers=layers,
        notes=("Tal i andra kolumner finns i tabellen.",) if len(columns) < len(finance.columns) else (),
    )


def _totals(finance: Finance, columns: Sequence[MoneyColumn]) -> Sequence[Point | None]:
    """The source's own sum of each column; None where it gives none, or more than one."""
    rows = [row for row in finance.rows if row.total and row.part_of is None]
    found = [[point for row in rows if (point := _point(row, column, finance.unit))] for column in columns]
    return [points[0] if len(points) == 1 else None for points in found]


def _bars(finance: Finance, columns: Sequence[MoneyColumn], hue: str, least: int) -> ChartData | None:
    """A bar for each post of the last of ``columns``, the largest first, its parts below it; the earlier column is a mark on the bar."""
    posts, latest = _posts(finance, columns), columns[-1]
    shown = [post for post in posts if (p := post.points[-1]) and (p.value or _was_more(post))]
    there = [post.depth for post in shown if (p := post.points[-1]) and p.value]
    if len(there) < least or there.count(0) < PAIRS_MIN:
        return None
    rows = [
        Row(_name(post), last, hue, depth=post.depth, before=_earlier(post)) for post in _largest_first(shown) if (last := post.points[-1])
    ]
    numbers = [value for row in rows for value in (row.point.value, row.before.value if row.before else None) if value is not None]
    return ChartData(
        form=Form.BARS,
        head=f"{text.capital(finance.unit)}, {latest.name}",
        sub=_told_total(finance, columns),
        ticks=value_ticks(numbers, from_zero=True),
        rows=tuple(rows),
        key=(Mark("bar", latest.name, hue), Mark("before", columns[0].name, "ink")) if any(row.before for row in rows) else (),
        notes=tuple(_bar_notes(finance, columns, posts, rows)),
    )


def _earlier(post: _Post) -> Point | None:
    return post.points[0] if len(post.points) > 1 else None


def _was_more(post: _Post) -> bool:
    """Whether a post that is nought now was something before."""
    earlier = _earlier(post)
    return earlier is not None and bool(earlier.value)


def _name(post: _Post) -> str:
    if post.depth == 0 or post.row.post.casefold().startswith("varav "):
        return post.row.post
    return f"varav {post.row.post}"


def _largest_first(posts: Sequence[_Post]) -> list[_Post]:
    """The posts from the largest, each with its parts in the source's order."""
    families: list[list[_Post]] = []
    for post in posts:
        if post.depth == 0:
            families.append([])
        if families:
            families[-1].append(post)
    families.sort(key=lambda family: -abs(family[0].points[-1].value) if family[0].points[-1] else 0)
    return [post for family in families for post in family]


def _told_total(finance: Finance, columns: Sequence[MoneyColumn]) -> str:
    """The source's sum in words, where it gives one for the last column: a bar of it would press the posts flat."""
    post = next((row.post for row in finance.rows if row.total and row.part_of is None), "")
    points = _totals(finance, columns)
    if points[-1] is None:
        return ""
    before = f" ({columns[0].name}: {points[0].figure})" if len(points) > 1 and points[0] else ""
    return f"{post}: {points[-1].figure}{before}"


def _bar_notes(finance: Finance, columns: Sequence[MoneyColumn], posts: Sequence[_Post], rows: Sequence[Row]) -> list[str]:
    notes = []
    if any(row.depth for row in rows):
        notes.append("Smala staplar är delar av stapeln ovanför och läggs inte till en gång till.")
    for words, chosen in (
        (f"Utan belopp i {columns[-1].name}", [post for post in posts if post.points[-1] is None]),
        ("Beloppet är 0", [post for post in posts if (p := post.points[-1]) and not p.value and not _was_more(post)]),
    ):
        if named := [post.row.post for post in chosen if post.depth == 0]:
            notes.append(f"{words}: {text.join(named)}.")
    if len(finance.columns) > len(columns):
        notes.append("Tal i andra kolumner finns i tabellen.")
    return notes


def in_words(chart: ChartData) -> str:
    """What the chart of a table shows, for those who do not see it."""
    if chart.form is Form.STACKS:
        told = [f"{column.when}: {_column_in_words(chart, n)}" for n, column in enumerate(chart.columns)]
        return f"{chart.head}. {'. '.join(told)}."
    before = next((mark.text for mark in chart.key if mark.symbol == "before"), "")
    told = [f"{row.name} {row.point.figure}{f' ({before}: {row.before.figure})' if row.before else ''}" for row in chart.rows]
    return f"{chart.head}: {text.join(told)}."


def _column_in_words(chart: ChartData, n: int) -> str:
    figures = [(layer.name, layer.points[n]) for layer in chart.layers]
    total = chart.columns[n].figure
    if len(chart.layers) == 1:
        return total or "inget belopp"
    said = text.join([f"{name} {point.figure}" for name, point in figures if point])
    return f"{said}, summa {total}" if total else said
