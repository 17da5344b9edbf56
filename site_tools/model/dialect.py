"""How a series is written in its file: what parts the columns, and the decimal sign."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

COLUMNS = ("period", "grupp", "plats", "slag", "läge", "precision", "värde", "värde_till", "källa", "utgåva", "kommentar")
"""The columns of a series, as editors write them; a download always has them all."""


CELL_MAX = 1000
"""Characters of a cell."""


class SeriesFormat(StrEnum):
    """csv: how the file of a series is saved. An indicator that says nothing has the standard."""

    STANDARD = "standard"
    EXCEL = "excel"


class Dialect(NamedTuple):
    """The signs of one way to save a series. ``bom``: the file may begin with a byte order mark, and is written with one."""

    form: SeriesFormat
    separator: str
    decimal: str
    bom: bool

    @property
    def separators(self) -> str:
        """What an editor calls the signs between the cells."""
        return "semikolon" if self.separator == ";" else "kommatecken"

    @property
    def decimals(self) -> str:
        """What an editor calls the decimal sign."""
        return "decimalkomma" if self.decimal == "," else "decimalpunkt"


STANDARD = Dialect(SeriesFormat.STANDARD, ",", ".", bom=False)
EXCEL = Dialect(SeriesFormat.EXCEL, ";", ",", bom=True)
"""As Excel saves "CSV UTF-8" on a Swedish computer."""
DIALECTS: dict[str, Dialect] = {dialect.form: dialect for dialect in (STANDARD, EXCEL)}
