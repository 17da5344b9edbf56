"""An invented portal of N indicators, with everything else in the proportions of a real one. The same N and seed give the same bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.words import Prose

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    Files = Iterator[tuple[str, str]]

YEARS = range(2005, 2025)
_GROUPS = ("kvinnor", "män")
_COLOURS = ("ockra", "plommon", "gran", "indigo", "sjö")
_REVIEWED = "granskad: 2026-01-15\n"
_SITE = """\
modell: 1
namn: Exempelbys program och mål
organisation: Exempelby kommun
adress: https://exempelby.example/
språk: sv
plats: Exempelby
beskrivning: En påhittad portal för att mäta hur fort en sådan byggs.
kontakt: {namn: Redaktionen, e_post: redaktion@exempelby.example}
licens: Påhittade uppgifter, fria att använda.
jämförelser: [Riket]
"""


class Portal:
    """The ids of a portal of ``size`` indicators, and the files that hold them; only the first ``series`` have figures (else all)."""

    def __init__(self, size: int, seed: int = 1, series: int | None = None) -> None:
        self.size, self.seed, self.series = size, seed, size if series is None else series
        self.indicators = [f"indikator-{n:05}" for n in range(size)]
        self.goals = [f"mal-{n:04}" for n in range(max(3, size // 8))]
        self.programs = [f"program-{n:04}" for n in range(max(3, size // 50))]
        self.areas = {program: [f"{program}-omrade-{n}" for n in range(4)] for program in self.programs}
        self.actors = [f"aktor-{n:04}" for n in range(max(3, size // 4))]
        self.documents = [f"dokument-{n:04}" for n in range(max(3, size // 4))]
        self.assignments = [f"uppdrag-{n:05}" for n in range(max(3, size // 2))]

    def files(self) -> Files:
        """(path below the content folder, text) of every file."""
        yield "webbplats.yaml", _SITE
        for kind in (
            self._programs,
            self._goals,
            self._indicators,
            self._actors,
            self._documents,
            self._assignments,
            self._followups,
            self._finance,
            self._events,
            self._terms,
            self._pages,
        ):
            yield from kind()

    def _prose(self, name: str) -> Prose:
        """Words of the file's own, so that one file more or less changes no other."""
        return Prose(f"{self.seed} {name}")

    def _source(self, prose: Prose) -> str:
        return f"källa: {{dokument: {prose.random.choice(self.documents)}, plats: sida {prose.random.randint(1, 90)}}}\n"

    def _programs(self) -> Files:
        for number, name in enumerate(self.programs):
            prose = self._prose(name)
            yield (
                f"program/{name}/index.md",
                f"---\nnamn: Program för {prose.noun()} {number}\nmål: [{', '.join(prose.some(self.goals, 3))}]\n"
                f"sammanfattning: {prose.sentence()}\nordning: {number}\nfärg: {_COLOURS[number % len(_COLOURS)]}\n"
                f"ansvarig: {prose.random.choice(self.actors)}\nsyfte: {prose.paragraph(30)}\n{self._source(prose)}"
                f"nuläge:\n{''.join(self._fact(prose) for _ in range(3))}{_REVIEWED}---\n{prose.paragraph(80)}\n",
            )
            for order, area in enumerate(self.areas[name]):
                prose = self._prose(area)
                yield (
                    f"program/{name}/{area}.md",
                    f"---\nnamn: {prose.noun().capitalize()} {number}.{order}\nordning: {order}\nsammanfattning: {prose.sentence()}\n"
                    f"{self._source(prose)}status:\n{self._fact(prose)}{_REVIEWED}---\n{prose.paragraph(60)}\n",
                )

    def _fact(self, prose: Prose) -> str:
        return f"  - text: {prose.paragraph(20)}\n    {self._source(prose)}"

    def _goals(self) -> Files:
        for number, name in enumerate(self.goals):
            prose = self._prose(name)
            yield (
                f"mal/{name}.md",
                f"---\nnamn: Exempelby ska nå {prose.noun()} {number}\nkortnamn: {prose.noun().capitalize()} {number}\n"
                f"typ: inriktningsmål\nnummer: '{number}'\nbeslutad_av: {self.actors[0]}\nbeslutsdatum: 2023-06-15\n"
                f"ansvarig: {prose.random.choice(self.actors)}\n{self._source(prose)}sammanfattning: {prose.sentence()}\n"
                f"{_REVIEWED}---\n{prose.paragraph(60)}\n",
            )

    def _indicators(self) -> Files:
        for number, name in enumerate(self.indicators):
            prose = self._prose(name)
            values = self._values(prose)
            wish, sort = prose.random.choice((("upp", "minst"), ("ned", "högst")))
            aim = round(values[-1] * prose.random.uniform(0.8, 1.2), 1)
            yield (
                f"indikatorer/{name}.yaml",
                f"namn: {prose.name(number)}\nsammanfattning: {prose.sentence()}\nenhet: kronor per invånare\n"
                f"önskad_riktning: {wish}\n"
                f"källa: {{dokument: {prose.random.choice(self.documents)}, plats: tabell {number}, år: 2025, licens: CC0}}\n"
                f"mål: [{prose.random.choice(self.goals)}]\nfokusområden: [{self._area(prose)}]\n"
                f"ansvarig: {prose.random.choice(self.actors)}\nuppdateras: årligen\ngrupper: [totalt, {', '.join(_GROUPS)}]\n"
                f"målvärden:\n  - {{sort: {sort}, värde: {aim}, år: 2030}}\n"
                f"definition: {prose.paragraph(25)}\nmetod: {prose.paragraph(25)}\nsökord: [{prose.noun()}, {prose.noun()}]\n"
                f"{_REVIEWED}text: |\n  {prose.paragraph(50)}\n\n  ## {prose.noun().capitalize()}\n\n"
                f"  {prose.paragraph(40)} Läs mer om [{prose.noun()}](/mal/{prose.random.choice(self.goals)}/).\n\n"
                f"  - {prose.sentence()}\n  - **{prose.noun().capitalize()}** {prose.sentence()}\n",
            )
            if number < self.series:
                yield f"indikatorer/{name}.csv", self._rows(prose, values)

    def _area(self, prose: Prose) -> str:
        return prose.random.choice(self.areas[prose.random.choice(self.programs)])

    def _values(self, prose: Prose) -> list[float]:
        value, values = prose.random.uniform(200, 900), []
        for _ in YEARS:
            value = max(1.0, value + prose.random.uniform(-20, 25))
            values.append(round(value, 1))
        return values

    def _rows(self, prose: Prose, values: list[float]) -> str:
        """All, women, men and the country, a row for each year."""
        apart = prose.random.uniform(0.02, 0.1)
        rows = ["period,grupp,plats,värde"]
        for share, group, place in ((1, "", ""), (1 + apart, _GROUPS[0], ""), (1 - apart, _GROUPS[1], ""), (1.05, "", "Riket")):
            rows += [f"{year},{group},{place},{value * share:.1f}" for year, value in zip(YEARS, values, strict=True)]
        return "\n".join(rows) + "\n"

    def _actors(self) -> Files:
        for number, name in enumerate(self.actors):
            prose = self._prose(name)
            # Ten below each: a tree as deep as the logarithm of its size.
            above = f"överordnad: {self.actors[(number - 1) // 10]}\n" if number else ""
            sort = "nämnd" if number else "fullmäktige"
            yield (
                f"aktorer/{name}.yaml",
                f"namn: {prose.noun().capitalize()} {number}\ntyp: {sort}\n{above}sammanfattning: {prose.paragraph(20)}\n{_REVIEWED}",
            )

    def _documents(self) -> Files:
        for number, name in enumerate(self.documents):
            prose = self._prose(name)
            yield (
                f"dokument/{name}.yaml",
                f"namn: {prose.name(number)}\ntyp: {prose.random.choice(('plan', 'rapport', 'statistik'))}\n"
                f"utgivare: {prose.random.choice(self.actors)}\ndatum: {prose.random.randint(2015, 2025)}\n"
                f"sammanfattning: {prose.paragraph(20)}\n{_REVIEWED}",
            )

    def _assignments(self) -> Files:
        for number, name in enumerate(self.assignments):
            prose = self._prose(name)
            yield (
                f"uppdrag/{name}.md",
                f"---\nnamn: {prose.name(number)}\ntyp: uppdrag\nbeteckning: 2024:{number}\nfrån: {self.actors[0]}\n"
                f"till: [{prose.random.choice(self.actors)}]\nmål: [{prose.random.choice(self.goals)}]\n"
                f"fokusområden: [{self._area(prose)}]\nindikatorer: [{prose.random.choice(self.indicators)}]\n{self._source(prose)}"
                f"giltighet: {{från: 2024, till: 2030}}\nsammanfattning: {prose.sentence()}\n"
                f"{_REVIEWED}---\n{prose.paragraph(60)}\n",
            )

    def _followups(self) -> Files:
        for year in range(2021, 2025):
            prose = self._prose(f"uppföljning {year}")
            judged = "".join(
                f"  - uppdrag: {name}\n    bedömning: pågår enligt plan\n    motivering: {prose.sentence()}\n"
                for name in prose.random.sample(self.assignments, min(50, len(self.assignments)))
            )
            yield (
                f"uppfoljningar/{year}.md",
                f"---\nnamn: Uppföljning av {year}\nperiod: {year}\nansvarig: {self.actors[0]}\n{self._source(prose)}"
                f"bedömningar:\n{judged}{_REVIEWED}---\n{prose.paragraph(60)}\n",
            )

    def _finance(self) -> Files:
        for year in range(2021, 2025):
            prose = self._prose(f"budget {year}")
            rows = "".join(
                f"  - {{post: {prose.noun().capitalize()} {n}, belopp: [{{kolumn: budget, värde: {prose.random.randint(1, 900)}}}]}}\n"
                for n in range(20)
            )
            yield (
                f"finansiering/budget-{year}.yaml",
                f"namn: Budget {year}\ntyp: driftbudget\nenhet: mnkr\naktör: {self.actors[0]}\når: {year}\n{self._source(prose)}"
                f"kolumner: [{{id: budget, namn: Budget {year}, period: {year}}}]\nrader:\n{rows}{_REVIEWED}",
            )

    def _events(self) -> Files:
        for number in range(max(3, self.size // 10)):
            prose = self._prose(f"händelse {number}")
            when = f"{prose.random.randint(2015, 2025)}-{prose.random.randint(1, 12):02}"
            yield (
                f"handelser/handelse-{number:04}.yaml",
                f"namn: {prose.name(number)}\ndatum: {when}\ntyp: beslut\naktörer: [{prose.random.choice(self.actors)}]\n"
                f"{self._source(prose)}{_REVIEWED}",
            )

    def _terms(self) -> Files:
        for number in range(60):
            prose = self._prose(f"ord {number}")
            yield f"ordlista/ord-{number:02}.yaml", f"namn: {prose.noun().capitalize()} {number}\nbetyder: {prose.sentence()}\n{_REVIEWED}"

    def _pages(self) -> Files:
        prose = self._prose("om")
        yield "sidor/om.md", f"---\nnamn: Om portalen\n{_REVIEWED}---\n{prose.paragraph(120)}\n"


def write_portal(folder: Path, size: int, seed: int = 1, series: int | None = None) -> Portal:
    """Write a portal of ``size`` indicators as the content folder ``folder``, which is not there before."""
    portal = Portal(size, seed, series)
    write_files(folder, portal.files())
    return portal


def write_files(folder: Path, files: Files) -> None:
    """Write (path, text) below ``folder``."""
    for path, text in files:
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
