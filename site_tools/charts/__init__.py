"""Charts: what an indicator's chart shows (``data``), how it looks (``theme``, ``spec``) and the finished drawing (``draw``).

Importing this package is cheap: Altair, vl-convert and resvg are imported in the drawing processes alone.
"""

from site_tools.charts.draw import Drawing, draw
from site_tools.charts.hands import ChartError
from site_tools.charts.shape import ChartData

__all__ = ["ChartData", "ChartError", "Drawing", "draw"]
