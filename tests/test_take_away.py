"""What a reader takes along: charts to explore and as pictures, a frame for other sites, cards for shared links."""

from __future__ import annotations

import csv
import io
import json
import struct
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest

from site_tools import urls
from site_tools.charts.bundle import bundle
from site_tools.charts.explore import explore
from site_tools.charts.png import Picture, paint, pictures
from site_tools.charts.poster import Card, card, sheet
from site_tools.charts.spec import spec
from site_tools.charts.theme import DARK, LIGHT
from tests.charting import chart, row, target, years
from tests.fonts import painted
from tests.pages import SITE_URL, Site, addresses, built, page, said, small_site
from tests.writing import write_content

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import Any

NASTY = '<img src=x onerror="alert(1)"> & ]]>'
INDICATOR = "/indikatorer/2023-1/"
"""An indicator of the minimal portal with markup in every text."""
GROUPS = chart(
    [
        *years(2018, "90.50 88 - 87", "kvinnor"),
        *years(2018, "80 81 82 83", NASTY),
        *years(2018, "85 86 86 85", place="Riket", group="totalt"),
    ],
    enhet="procent",
    målvärden=[target("minst", "95", år="2030")],
)


def _explored(width: str = "wide") -> dict[str, Any]:
    found: dict[str, Any] = json.loads(explore(GROUPS))
    found.update(found[width])
    return found


def test_a_figure_is_said_with_every_digit_its_unit_and_its_period() -> None:
    """The chart may round; what a reader reads off may not."""
    rows = [*years(2018, "1000.50 1200", "kvinnor"), row("2020", "13", "kvinnor", precision="cirka", state="preliminär")]
    found = json.loads(explore(chart(rows, enhet="kronor", decimaler="0")))["wide"]["figures"]
    assert [one["said"].replace("\u00a0", " ") for one in found] == [
        "2018: 1\u202f000,50 kronor",
        "2019: 1\u202f200 kronor",
        "2020: cirka 13 kronor, preliminärt",
    ]


@pytest.mark.parametrize("width", ["wide", "narrow"])
def test_the_explored_chart_is_the_still_one(width: Any) -> None:
    """The same layers, words and places; only a ring and the means to hide a track are added."""
    still, found = spec(GROUPS, width), _explored(width)["spec"]
    ring = found["layer"].pop()
    assert ring["data"] == {"name": "figures"}
    assert found["datasets"] | {"figures": None} == still["datasets"] | {"figures": None}
    assert [layer | {"transform": None} for layer in found["layer"]] == [layer | {"transform": None} for layer in still["layer"]]
    assert [found[side] for side in ("width", "height", "padding")] == [still[side] for side in ("width", "height", "padding")]


def test_every_mark_of_a_track_goes_with_it() -> None:
    """Its line, its dots, its label; the axis, the target and the other tracks stay."""
    found = _explored()
    names = [track["name"] for track in found["tracks"]]
    assert sorted(names) == sorted(track.name for track in GROUPS.tracks)
    marks = [one for name, rows in found["spec"]["datasets"].items() if name != "figures" for one in rows]
    for name in names:
        own = [one for one in marks if one.get("of") == name]
        assert {"run", "text"} <= {key for one in own for key in one}
        assert {one["colour"] for one in own if "colour" in one} <= {LIGHT[t.hue] for t in GROUPS.tracks if t.name == name} | {
            LIGHT["plats"],
            LIGHT["quiet"],
        }
    assert any("of" not in one and "minst 95" in one.get("text", "") for one in marks)
    assert {one["of"] for one in found["figures"]} == set(names)
    assert len(found["figures"]) == sum(len(track.points) for track in GROUPS.tracks)


def test_names_are_never_a_part_of_an_expression() -> None:
    """Words of the content stand in data alone: what the drawing library evaluates is the same for every chart."""
    found = _explored()["spec"]
    found.pop("datasets")
    assert NASTY not in json.dumps(found)
    assert {str(step["filter"]) for layer in found["layer"] for step in layer["transform"]} == {
        "indexof(hidden, datum.of) < 0",
        "datum.nr == marked",
    }


def test_every_colour_has_its_dark_one() -> None:
    """The browser turns colours one by one; none may be without."""
    found = _explored()
    used = {one[key] for rows in found["spec"]["datasets"].values() for one in rows for key in ("colour", "fill", "stroke") if one.get(key)}
    assert used <= set(found["dark"])
    assert set(found["dark"].values()) == set(DARK.values())


def _letters(words: str, weight: int = 400) -> bytes:
    text = f'<text x="2" y="30" font-family="Public Sans, sans-serif" font-weight="{weight}" font-size="24">{words}</text>'
    return paint(Picture(f'<svg xmlns="http://www.w3.org/2000/svg" width="120" height="40">{text}</svg>'))


@pytest.mark.parametrize("weight", [400, 600])
def test_a_picture_has_the_signs_of_names_and_units(weight: int) -> None:
    """What Public Sans lacks is painted from our own signs, each as itself."""
    signs = "₂₃⁻¹≥≤≈→↑√Ωµ€\u202f"
    assert set(signs) <= painted()
    assert len({_letters(f"CO{sign}x", weight) for sign in signs}) == len(signs)


def test_a_picture_is_the_same_whatever_fonts_the_machine_has() -> None:
    """No font of the machine is asked: two signs that ours lack are the same empty box, on a machine that has them too."""
    assert not set("漢字ש") & painted()
    assert len({_letters(f"a{sign}a") for sign in "漢字ש"}) == 1


def _size(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def test_pictures_are_the_same_from_any_cache(tmp_path: Path) -> None:
    """Drawn by one process or two, now or before, or over a damaged cache."""
    wanted = {name: Picture(card(Card("Portalen", "Mål", name, "gran"))) for name in ("ett", "två", NASTY)}
    wanted["stor"] = wanted["ett"]._replace(scale=1.5)
    first = pictures(wanted, 2, tmp_path / "a")
    assert [_size(png) for png in first.values()] == [(1200, 630)] * 3 + [(1800, 945)]
    assert len(set(first.values())) == 4
    for file in (path for path in (tmp_path / "a").rglob("*") if path.is_file()):
        file.write_bytes(file.read_bytes()[:-9])
    assert pictures(wanted, 1, tmp_path / "a") == first
    assert pictures(dict(reversed(wanted.items())), 1, tmp_path / "a") == first
    assert list(pictures(wanted, 1, tmp_path / "a")) == list(wanted)


def test_words_on_pictures_are_words() -> None:
    """Markup in names is text, and the picture stays well-formed."""
    found = card(Card(NASTY, NASTY, NASTY, "gran", NASTY, NASTY, GROUPS))
    still = '<svg xmlns="http://www.w3.org/2000/svg" width="720" height="300"></svg>'
    for svg in (found, sheet(still, (720, 300), NASTY, NASTY)):
        root = ElementTree.fromstring(svg)  # noqa: S314 - our own drawing
        assert {part.tag.rpartition("}")[2] for part in root.iter()} <= {"svg", "rect", "text", "polyline", "circle", "path"}
        assert NASTY in " ".join("".join(part.itertext()) for part in root)


def test_a_long_name_stays_on_its_card() -> None:
    """It gets smaller letters, and what still has no room is cut with a mark."""
    found = card(Card("P", "L", "mycket långa ord " * 30, "gran", "12", "procent"))
    words = [part for part in ElementTree.fromstring(found).iter() if part.tag.endswith("text")]  # noqa: S314
    assert max(float(part.get("y", 0)) for part in words) < 630
    assert any((part.text or "").endswith(" …") for part in words)


def test_the_library_is_put_together_once(tmp_path: Path) -> None:
    """A module that gives one name, without addresses to fetch anything from; the second build takes it from the cache."""
    made = bundle(tmp_path)
    assert made.endswith(b"as vegaEmbed};") or b"as vegaEmbed}" in made[-200:]
    (entry,) = [path for path in tmp_path.rglob("*") if path.is_file()]
    before = entry.stat().st_mtime_ns
    assert bundle(tmp_path) == made
    assert entry.stat().st_mtime_ns == before


def test_downloads_answer_and_say_how_much_they_are() -> None:
    """Each with its format, its size (of a picture how broad it is) and what it holds."""
    _, _, files = built()
    found = page(INDICATOR).select(".downloads li")
    assert [item.a.get_text() for item in found if item.a] == ["PNG", "SVG", "Excel", "CSV", "JSON"]
    for item in found:
        assert item.a is not None
        data = files[urls.output_path(INDICATOR + str(item.a["href"]))]
        size = said(item.select(".downloads__size")[0])
        broad = f"{struct.unpack_from('>I', data, 16)[0]:,} px".replace(",", " ") if item.a.get_text() == "PNG" else ""
        assert size in {f"{max(1, round(len(data) / 1000))} kB", "2 rader", broad}


class _Frame(HTMLParser):
    """The attributes of the only tag of a piece of HTML."""

    def __init__(self, code: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(code)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_the_code_to_embed_is_one_frame_whatever_the_name() -> None:
    """Who copies it gets the page and the name as typed, and nothing else that runs."""
    name = said(page(INDICATOR).select("h1")[0])
    ((tag, attributes),) = _Frame(page(INDICATOR).select("#badda-in")[0].get_text()).found
    assert tag == "iframe"
    assert attributes["src"] == f"{SITE_URL}{INDICATOR}inbaddning/"
    assert attributes["title"] == name


def test_the_page_for_frames_is_light_and_leads_home() -> None:
    """No script, its own policy, not in any search, and a link out of the frame to the page itself."""
    found = page(f"{INDICATOR}inbaddning/")
    policy = str(found.select("meta[http-equiv=Content-Security-Policy]")[0]["content"])
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert not found.find_all("script")
    assert [tag["content"] for tag in found.select("meta[name=robots]")] == ["noindex"]
    assert not found.select("[data-pagefind-body]")
    assert {(link["href"], link["target"]) for link in found.select("a")} == {("../", "_top")}
    _, _, files = built()
    assert b"inbaddning" not in files["sitemap.xml"]


def _shared() -> Iterator[tuple[str, str]]:
    for address in addresses():
        for tag in page(address).select("meta[property='og:image']"):
            yield address, str(tag["content"])


def test_every_page_has_a_card_to_be_shared_with() -> None:
    """At an absolute address that answers with a picture of the size that is asked for; an indicator has its own."""
    _, _, files = built()
    found = dict(_shared())
    assert set(found) == set(addresses()) - {urls.NOT_FOUND}
    for image in set(found.values()):
        assert image.startswith(f"{SITE_URL}/")
        assert _size(files[image.removeprefix(f"{SITE_URL}/")]) == (1200, 630)
    assert found[INDICATOR] == f"{SITE_URL}{INDICATOR}2023-1-delning.png"
    assert found["/mal/"] != found["/"] != found["/program/"]


def test_only_pages_with_a_chart_to_explore_name_the_library() -> None:
    """And those only as a word for the script, not as something to load."""
    for address in addresses():
        library = [tag for tag in page(address).find_all(True) if any("vega" in str(value) for value in tag.attrs.values())]
        assert all(tag.name == "div" and tag.get("data-chart") for tag in library), address
        assert bool(library) == bool(page(address).select("[data-open]")), address


MONEY = """\
    namn: Anslag till skolvägar
    typ: anslag
    enhet: tkr
    aktör: fullmaktige
    källa: {dokument: plan}
    kolumner:
      - {id: kostnad, namn: Hela kostnaden}
      - {id: a24, namn: Anslag 2024, period: '2024'}
      - {id: a25, namn: Anslag 2025, period: '2025'}
      - {id: a26, namn: Anslag 2026, period: '2026'}
    rader:
      - post: Kommunfullmäktige
        aktör: fullmaktige
        belopp: [{kolumn: kostnad, värde: '90000'}, {kolumn: a24, värde: '10.50'}, {kolumn: a25, värde: '20'}, {kolumn: a26, värde: '40'}]
        anmärkning: Se [planen](/dokument/plan/).
      - post: =Cykelväg
        belopp: [{kolumn: kostnad, i_ord: okänd}, {kolumn: a24, värde: '5'}, {kolumn: a26, värde: '0'}]
      - post: Summa
        summa: ja
        belopp: [{kolumn: a24, värde: '15.50'}, {kolumn: a25, värde: '20'}, {kolumn: a26, värde: '40'}]
    ansökningar:
      - {sökande: Föreningen, projekt: Pump, sökt: '7.50', beviljat: '0', beslut: avslås, motivering: Pengarna *räckte* inte.}
    """


@pytest.fixture(scope="module")
def money(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A small portal with a table of money over three years."""
    return small_site(write_content(tmp_path_factory.mktemp("pengar"), {"finansiering/skolvagar.yaml": MONEY}))


def _rows(site: Site, name: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(site.files[f"finansiering/skolvagar/{name}"].decode())))


def test_money_is_taken_along_as_an_indicator_is(money: Site) -> None:
    """Its chart as pictures and in a frame, its table and its applications as data, a citation; and every file answers."""
    page = money.page("/finansiering/skolvagar/")
    found = [(item.get_text(), str(item["href"])) for item in page.select(".downloads a")]
    assert [name for name, _ in found] == ["PNG", "SVG", "Excel", "CSV", "JSON", "Excel", "CSV"]
    for _, address in found:
        assert money.files[urls.output_path(f"/finansiering/skolvagar/{address}")]
    assert "finansiering/skolvagar/inbaddning/index.html" in money.files
    assert "Anslag till skolvägar" in said(page.select("#citera")[0])


def test_data_of_money_has_the_source_s_digits_and_words(money: Site) -> None:
    """A row for each post with its unit, 0 apart from nothing, and notes in plain words."""
    assert _rows(money, "skolvagar.csv") == [
        ["post", "varav_till", "summa", "Hela kostnaden", "Anslag 2024", "Anslag 2025", "Anslag 2026", "enhet", "anmärkning"],
        ["Kommunfullmäktige", "", "", "90000", "10.50", "20", "40", "tkr", "Se planen."],
        ["'=Cykelväg", "", "", "okänd", "5", "", "0", "tkr", ""],
        ["Summa", "", "ja", "", "15.50", "20", "40", "tkr", ""],
    ]
    assert _rows(money, "skolvagar-ansokningar.csv")[1] == [
        *("Föreningen", "Pump", "", "7.50", "0", "tkr", "avslås", "Pengarna räckte inte.", ""),
    ]
    described = json.loads(money.files["finansiering/skolvagar/skolvagar.json"], parse_float=str)
    assert described["rader"][0]["belopp"][1] == {"kolumn": "a24", "värde": "10.50"}


def test_every_amount_of_the_chart_is_read_off_with_its_unit(money: Site) -> None:
    """Also what is too small to be seen."""
    figures = json.loads(money.files["finansiering/skolvagar/skolvagar-utforska.json"])["wide"]["figures"]
    assert sorted((one["of"], one["said"].replace("\u00a0", " ")) for one in figures) == [
        ("=Cykelväg", "Anslag 2024: 5 tkr"),
        ("=Cykelväg", "Anslag 2026: 0 tkr"),
        ("Kommunfullmäktige", "Anslag 2024: 10,50 tkr"),
        ("Kommunfullmäktige", "Anslag 2025: 20 tkr"),
        ("Kommunfullmäktige", "Anslag 2026: 40 tkr"),
    ]


def test_amounts_are_compared_with_their_like(money: Site) -> None:
    """What a project costs in all does not press the bars of each year flat, and a post named after its body is the link to it."""
    first = money.page("/finansiering/skolvagar/").select(".money-table tbody tr")[0]
    assert [str(bar["width"]) for bar in first.select(".share-bar rect:last-child, svg rect:last-child")] == ["100", "26", "50", "100"]
    assert [said(link) for link in first.select("th a[href*=aktorer]")] == ["Kommunfullmäktige"]


def test_no_library_lies_where_no_chart_can_be_explored(tmp_path: Path) -> None:
    """It is the heaviest file of all, and takes longer to make than a small portal."""
    site = small_site(write_content(tmp_path, {"indikatorer/utslapp.csv": None}))
    assert [path for path in site.files if path.startswith("assets/vega.")] == []
    assert not site.page("/indikatorer/utslapp/").select("[data-library]")
