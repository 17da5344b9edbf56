"""Parts of a whole: the groups named under ``delar`` are groups of the indicator, and make the total where there is one."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from site_tools.messages import indicators as say
from site_tools.model.values import Precision
from site_tools.validate.series import cell_place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from site_tools.model.portal import Source
    from site_tools.model.records import Indicator
    from site_tools.model.values import Observation, Series
    from site_tools.problems import Problem

_WHOLE = "totalt"


def parts_are_groups(indicator: Indicator, source: Source) -> Iterator[Problem]:
    """Each part is a group of the indicator's, is named once, and is not the whole itself."""
    groups, seen = frozenset(indicator.groups), set[str]()
    for index, part in enumerate(indicator.parts):
        twice = part in seen
        seen.add(part)
        if part == _WHOLE:
            said = say.PART_IS_WHOLE()
        elif twice:
            said = say.PART_TWICE(part=part)
        elif part not in groups:
            said = say.PART_NOT_A_GROUP(part=part).near(part, indicator.groups)
        else:
            continue
        yield said.at(source.path, source.place_of(("delar", index)), f"delar.{index}")


def sum_problems(indicator: Indicator, rows: Series, source: Source, home: str) -> list[Problem]:
    """A warning for each total of the place ``home`` that its parts do not make, within what their rounding allows.

    Other places' parts are never drawn as a whole, and a nation's are often sums of rounded figures. Only exact figures of all parts are
    added up; shares in percent without a total make one hundred.
    """
    found: dict[tuple[str, ...], dict[str, Observation]] = {}
    for row in rows if indicator.parts else ():
        if row.place == home and row.value is not None and row.precision is Precision.EXACT:
            found.setdefault((row.period.text, row.kind, row.edition), {})[row.group] = row
    problems = []
    for (period, *_), by_group in found.items():
        parts = [by_group[part] for part in indicator.parts if part in by_group]
        if len(parts) < len(indicator.parts):
            continue
        total = by_group.get(_WHOLE)
        hundred = total is None and indicator.unit.partition(" ")[0] in ("procent", "%")
        whole = Decimal(100) if hundred else total.value if total else None
        made = sum((row.value for row in parts if row.value is not None), Decimal(0))
        if whole is None or abs(made - whole) <= _slack([*parts, *([total] if total else [])]):
            continue
        row = total or parts[-1]
        should = "de är andelar och ska bli 100" if hundred else f"totalt är {whole}"
        said = say.PARTS_DO_NOT_ADD_UP(made=made, should=should, period=period, indicator=indicator.path)
        problems.append(said.at(source.path, cell_place(source, row, "värde"), "värde"))
    return problems


def _slack(rows: Sequence[Observation]) -> Decimal:
    """How far off a sum of rounded figures may be: half a step of the last digit of each."""
    steps = [Decimal(1).scaleb(min(0, int(row.value.as_tuple().exponent))) for row in rows if row.value is not None]
    return sum(steps, Decimal(0)) / 2
