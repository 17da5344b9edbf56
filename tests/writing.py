"""A small good content folder that a test changes in one place."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

GOOD: dict[str, str] = {
    "webbplats.yaml": """\
        modell: 1
        namn: Exempelbys mål
        organisation: Exempelby kommun
        adress: https://exempelby.example/
        språk: sv
        beskrivning: Vad Exempelby har lovat.
        kontakt: {namn: Redaktionen, e_post: redaktion@exempelby.example}
        licens: CC BY 4.0
        plats: Exempelby
        jämförelser: [Riket]
        """,
    "program/klimat/index.md": """\
        ---
        namn: Program för klimat
        mål: [klimatneutral]
        källa: {dokument: plan}
        ---
        Programmet [bidrar](../../mal/klimatneutral.md) till målet.
        """,
    "program/klimat/resor.md": """\
        ---
        namn: Resor
        källa: {dokument: plan}
        indikatorer: [utslapp]
        ---
        """,
    "mal/klimatneutral.md": """\
        ---
        namn: Exempelby ska vara klimatneutralt 2040
        typ: inriktningsmål
        beslutad_av: fullmaktige
        källa: {dokument: plan, plats: sida 4}
        ---
        """,
    "indikatorer/utslapp.yaml": """\
        namn: Utsläpp av växthusgaser
        enhet: kton CO2e
        önskad_riktning: ned
        mål: [klimatneutral]
        källa: {namn: Utsläppsdatabasen, år: 2024}
        målvärden:
          - {sort: högst, värde: 90, år: 2040}
        """,
    "indikatorer/utslapp.csv": """\
        period,värde
        2019,593
        2020,571.50
        """,
    "aktorer/fullmaktige.yaml": """\
        namn: Kommunfullmäktige
        typ: fullmäktige
        """,
    "sidor/tillganglighet.md": """\
        ---
        namn: Tillgänglighet
        tillgänglighet:
          aktör: Exempelby kommun
          förenlighet: helt
          bedömd: 2026-10-01
          uppdaterad: 2026-10-01
          metod: Egna tester.
          tillsyn: {myndighet: Tillsynsmyndigheten, anmälan: https://tillsyn.example/anmal}
        ---
        """,
    "dokument/plan.yaml": """\
        namn: Plan för Exempelby
        typ: plan
        """,
}


def write_content(folder: Path, changes: dict[str, str | bytes | None] | None = None) -> Path:
    """Write the good content with ``changes`` (None takes a file away) below ``folder`` and return it."""
    files: dict[str, str | bytes | None] = {**GOOD, **(changes or {})}
    for name, text in files.items():
        if text is None:
            continue
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else dedent(text).encode())
    return folder
