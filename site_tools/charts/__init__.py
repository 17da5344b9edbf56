"""Charts: what an indicator's chart shows (``data``), how it looks (``theme``, ``spec``) and the finished drawing (``draw``).

Importing this package is cheap: Altair and vl-convert are imported by ``spec`` alone, in the drawing processes.
"""

from site_tools.charts.draw import Drawing, draw
from site_tools.charts.shape import ChartData
from site_tools.charts.workers import ChartError

__all__ = ["ChartData", "ChartError", "Drawing", "draw"]
