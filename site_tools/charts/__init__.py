"""Charts: what an indicator's chart shows (data), how it looks (theme, spec) and the finished drawing (draw).

Only ``spec`` and the drawing processes import Altair and vl-convert; the other modules are cheap to import.
"""
