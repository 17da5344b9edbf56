"""A small good content folder that a test changes in one place."""

from __future__ import annotations

import re
from textwrap import dedent
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
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


def edits(content: Path, chance: random.Random) -> None:
    """A few changes of each sort that editors make, good ones and bad ones."""
    files = sorted(path for path in content.rglob("*") if path.is_file() and path.name != "webbplats.yaml")
    for _ in range(chance.randint(1, 3)):
        file = chance.choice(files)
        if not file.exists():
            continue
        text = file.read_text("utf-8")
        lines = text.splitlines()
        line = chance.randrange(len(lines)) if lines else 0
        match chance.randint(0, 7):
            case 0:
                file.write_text(text.replace("a", "å", 1) if file.suffix == ".md" else f"{text}\n", "utf-8")
            case 1 if file.suffix == ".csv":
                lines[-1] = lines[-1].replace("1", "2").replace("5", "6")
                file.write_text("\n".join(lines) + "\n", "utf-8")
            case 2:
                file.unlink()
            case 3 if file.suffix == ".yaml":
                file.write_text(f"kortnamn: Nytt {chance.randint(1, 9)}\n{text}", "utf-8")
            case 4 if file.suffix == ".yaml" and "utkast" not in text:
                file.write_text(f"utkast: ja\n{text}", "utf-8")
            case 5 if lines:
                file.write_text("\n".join([*lines[:line], *lines[line + 1 :]]) + "\n", "utf-8")
            case 6 | 7 if lines:
                lines[line] = re.sub(r"([a-zåäö])(\W*)$", rf"\1{chance.choice('aeiou')}\2", lines[line])
                file.write_text("\n".join(lines) + "\n", "utf-8")
            case _:
                file.write_bytes(file.read_bytes()[: chance.randint(0, 200)])
