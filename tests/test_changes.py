"""What changed for readers between two versions of the content: all of it, nothing else, and in words that can be read aloud."""

from __future__ import annotations

import json
import random
import re
from datetime import date
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from site_tools.changes import Changes, Edition, Sort, compare, compare_verdicts, standings
from site_tools.changes.tell import COMMENT_MAX, as_json, as_markdown, as_text
from site_tools.changes.verdicts import from_json, to_json
from site_tools.cli import main
from site_tools.model.verdict import METHOD_VERSION
from site_tools.pipeline import edition
from tests.writing import GOOD, write_content

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2026, 11, 21)
UTSLAPP = dedent(GOOD["indikatorer/utslapp.yaml"])
SERIES = "period,grupp,värde\n2019,,593\n2020,,571.50\n2019,kvinnor,12\n"
Written = dict[str, str | bytes | None]


def _edition(folder: Path, changes: Written | None = None, day: date = TODAY) -> Edition:
    return edition(write_content(folder, changes), day)


def _compared(folder: Path, after: Written, before: Written | None = None) -> Changes:
    return compare(_edition(folder / "a", before), _edition(folder / "b", after))


def _told(found: Changes, *sorts: Sort) -> list[tuple[str, ...]]:
    return [(c.thing.id, c.about, c.before, c.after, c.note) for c in found.of(*sorts)]


def test_figures_that_are_new_changed_or_gone(tmp_path: Path) -> None:
    """Per group and period, old and new, in the order of time; a changed one without a revision is said to lack its reason."""
    series = "period,grupp,slag,värde\n2020,,,580\n2021,,,560.0\n2022,,prognos,550\n2019,kvinnor,,12.0\n"
    found = _compared(tmp_path, {"indikatorer/utslapp.csv": series}, {"indikatorer/utslapp.csv": SERIES})
    assert _told(found, Sort.REVISED) == [("utslapp", "2020", "571,50", "580\u00a0kton CO2e", "")]
    assert _told(found, Sort.REMOVED) == [("utslapp", "2019", "593\u00a0kton CO2e", "", "")]
    added = [("utslapp", "2021", "", "560,0\u00a0kton CO2e", ""), ("utslapp", "2022", "", "550\u00a0kton CO2e (prognos)", "")]
    assert _told(found, Sort.ADDED) == added
    assert [c.unexplained for c in found.of(Sort.REVISED, Sort.REMOVED)] == [True, True]
    assert "2 publicerade värden har ändrats utan att det står varför" in as_text(found, "v1")


def test_a_new_indicator_says_how_it_stands(tmp_path: Path) -> None:
    """Its newest figure and its verdict, as on its page, so that a reviewer need not open it."""
    new: Written = {"indikatorer/trad.yaml": UTSLAPP.replace("namn: ", "namn: Träd och "), "indikatorer/trad.csv": "period,värde\n2020,7\n"}
    found = _compared(tmp_path, new)
    (told,) = found.of(Sort.NEW)
    assert told.thing.id == "trad"
    assert told.note.startswith("2020 var värdet 7\u00a0kton CO2e")
    assert told.note in as_text(found, "v1").replace("\n", " ")


def test_a_revision_gives_the_reason(tmp_path: Path) -> None:
    """The reason stands beside the change, and nothing is owed."""
    revision = "revideringar:\n  - {period: 2020, från: 571.50, till: 580, datum: 2026-11-01, orsak: Källan rättade sig.}\n"
    after: Written = {"indikatorer/utslapp.yaml": UTSLAPP + revision, "indikatorer/utslapp.csv": "period,värde\n2019,593\n2020,580\n"}
    found = _compared(tmp_path, after)
    assert _told(found, Sort.REVISED) == [("utslapp", "2020", "571,50", "580\u00a0kton CO2e", "Källan rättade sig.")]
    assert "utan att det står varför" not in as_text(found, "v1")


def test_what_was_said_to_change_owes_no_reason(tmp_path: Path) -> None:
    """A forecast that became an outcome, and a preliminary figure that became final, are changes that readers were told of."""
    before = "period,slag,läge,värde\n2019,,,593\n2020,,preliminär,570\n2021,prognos,,560\n"
    after = "period,slag,läge,värde\n2019,,,593\n2020,,,571\n2021,,,565\n"
    found = _compared(tmp_path, {"indikatorer/utslapp.csv": after}, {"indikatorer/utslapp.csv": before})
    assert [(c.about, c.before, c.unexplained) for c in found.of(Sort.REVISED)] == [
        ("2020", "570\u00a0kton CO2e (preliminärt)", False),
        ("2021", "560\u00a0kton CO2e (prognos)", False),
    ]


def test_a_flipped_verdict_says_what_flipped_it(tmp_path: Path) -> None:
    """Label before and after with its cause, and the counts of everything above the indicator."""
    found = _compared(tmp_path, {"indikatorer/utslapp.yaml": UTSLAPP.replace("värde: 90, år: 2040", "värde: 575, år: 2030")})
    assert _told(found, Sort.VERDICT) == [("utslapp", "", "behöver öka takten", "uppnått", "ändrat målvärde")]
    came, gone = ("högst 575\u00a0kton CO2e, 2030", "högst 90\u00a0kton CO2e, 2040")
    assert _told(found, Sort.TARGET) == [("utslapp", "målvärde", "", came, ""), ("utslapp", "målvärde", gone, "", "")]
    assert ("klimatneutral", "", "1 behöver öka takten", "1 uppnått", "") in _told(found, Sort.COUNT)
    assert ("klimat", "", "1 behöver öka takten", "1 uppnått", "") in _told(found, Sort.COUNT)


def test_things_come_go_move_and_change_their_names(tmp_path: Path) -> None:
    """A page that moved with its former address is the same page; one that has gone is said to leave an error behind."""
    goal = dedent(GOOD["mal/klimatneutral.md"])
    after: Written = {
        name: text.replace("klimatneutral]", "neutral]").replace("klimatneutral.md", "neutral.md") for name, text in GOOD.items()
    }
    after |= {
        "mal/klimatneutral.md": None,
        "mal/neutral.md": goal.replace("typ:", "tidigare_adresser: [/mal/klimatneutral/]\ntyp:").replace("2040", "2035"),
        "dokument/ny-plan.yaml": "namn: Ny plan\ntyp: plan\nersätter: [plan]\n",
        "sidor/om.md": None,
    }
    found = _compared(tmp_path, after, {"sidor/om.md": "---\nnamn: Om\n---\nText\n"})
    assert _told(found, Sort.MOVED) == [("neutral", "", "/mal/klimatneutral/", "/mal/neutral/", "")]
    assert _told(found, Sort.RENAMED) == [
        ("neutral", "", "Exempelby ska vara klimatneutralt 2040", "Exempelby ska vara klimatneutralt 2035", "")
    ]
    assert [(c.thing.kind, c.thing.id) for c in found.of(Sort.NEW, Sort.GONE)] == [("dokument", "ny-plan"), ("sida", "om")]
    assert _told(found, Sort.REPLACED) == [("plan", "", "", "Ny plan", "")]
    # The indicator and the program name the goal by its new id: to a reader that is no change of theirs.
    assert not [c for c in found.of(Sort.FACT) if c.about == "mål"]
    assert "1 sida finns inte längre" in as_text(found, "v1")


def test_facts_are_told_and_texts_only_named(tmp_path: Path) -> None:
    """A short fact with what it was and is; of a text that it differs; what has ended says so."""
    after: Written = {
        "indikatorer/utslapp.yaml": UTSLAPP + "ansvarig: fullmaktige\nmetod: Räknas om.\nstartvärde: {period: 2019, värde: 600}\n",
        "aktorer/fullmaktige.yaml": dedent(GOOD["aktorer/fullmaktige.yaml"]) + "giltighet: {från: 2010, till: 2025}\n",
    }
    found = _compared(tmp_path, after)
    assert ("utslapp", "ansvarig", "", "Kommunfullmäktige", "") in _told(found, Sort.FACT)
    assert _told(found, Sort.TEXT) == [("utslapp", "metod", "", "", "")]
    assert ("utslapp", "startvärde", "", "600\u00a0kton CO2e, 2019", "") in _told(found, Sort.TARGET)
    assert _told(found, Sort.ENDED) == [("fullmaktige", "", "", "", "fanns till 2025")]


def test_time_alone_makes_late_and_takes_the_label_away(tmp_path: Path) -> None:
    """The same content on a later day: what has become late is told, and that time is why the verdict fell."""
    content: Written = {"indikatorer/utslapp.yaml": UTSLAPP + "nästa_publicering: 2026-03-31\n"}
    before, after = (_edition(tmp_path / str(day), content, day) for day in (date(2026, 3, 31), date(2026, 4, 1)))
    found = compare(before, after)
    assert _told(found, Sort.LATE) == [("utslapp", "", "", "", "väntades 31 mars 2026")]
    (verdict,) = found.of(Sort.VERDICT)
    assert (verdict.before, verdict.after) == ("behöver öka takten", "kan inte bedömas: för gammalt")
    assert verdict.note == "siffrorna har blivit för gamla"
    (back,) = compare(after, before).of(Sort.VERDICT)
    assert back.note == "ingenting är ändrat, men dagen är en annan"
    assert [c.thing.id for c in compare(after, after).still_late] == ["utslapp"]


def test_a_new_method_lists_every_verdict_that_it_flips(tmp_path: Path) -> None:
    """A record made by an older version of the method is enough: same content, another label."""
    now = _edition(tmp_path / "a")
    older = to_json(standings(now)).replace(f'"metod": {METHOD_VERSION}', '"metod": 0').replace("behöver öka takten", "på väg")
    found = compare_verdicts(from_json(older), now)
    assert _told(found, Sort.VERDICT) == [("utslapp", "", "på väg", "behöver öka takten", "metoden har ändrats")]
    assert f"från version 0 till version {METHOD_VERSION}" in as_text(found, "v1")
    with_data = _edition(tmp_path / "b", {"indikatorer/utslapp.csv": "period,värde\n2019,593\n2020,600\n"})
    (flip,) = compare_verdicts(from_json(to_json(standings(now))), with_data).changes
    assert (flip.after, flip.note) == ("fel riktning", "innehållet har ändrats")
    assert compare_verdicts(from_json(to_json(standings(now))), now).changes == ()


@pytest.mark.parametrize(
    "written", ["", "[]", "{}", '{"metod": 1, "dag": "x", "indikatorer": {}}', '{"indikatorer": {"a": 1}}', "[" * 9999]
)
def test_a_record_that_is_none_is_told(tmp_path: Path, written: str) -> None:
    """Whatever lies in the file, the user is told and nothing breaks."""
    (tmp_path / "domar.json").write_text(written)
    command = ["ändringar", "--content", str(write_content(tmp_path / "c")), "--sedan", str(tmp_path / "domar.json")]
    result = CliRunner().invoke(main, command)
    assert (result.exit_code, "är inte skriven av build.py ändringar --bedömningar" in result.output) == (2, True)


def _shuffled(text: str, seed: int) -> str:
    """The same content in another order of rows and keys, with other white space."""
    chance = random.Random(seed)  # noqa: S311  # the order of rows is no secret
    lines = dedent(text).splitlines()
    if text.lstrip().startswith("period"):
        return "\n".join([lines[0], *chance.sample(lines[1:], len(lines) - 1)]) + "\n"
    if lines[0] == "---":
        return "\n".join(lines).replace("\n---\n", "\n# en kommentar\n---\n\n", 1) + "\n\n"
    blocks = re.split(r"\n(?=\S)", "\n".join(lines))
    return "\n\n".join(chance.sample(blocks, len(blocks))) + "\n# en kommentar\n"


@given(seed=st.integers(0, 10_000))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_a_reader_cannot_see_is_no_change(tmp_path: Path, seed: int) -> None:
    """Rows, keys and files in another order, comments, blank lines and zeros that say nothing: the list is empty."""
    changed: Written = {name: _shuffled(text, seed) for name, text in reversed(GOOD.items())}
    changed["indikatorer/utslapp.csv"] = str(changed["indikatorer/utslapp.csv"]).replace("571.50", "571.5")
    found = compare(_edition(tmp_path / "a"), _edition(tmp_path / str(seed), changed))
    assert found.changes == ()
    assert as_text(found, "v1").endswith("Ingenting har ändrats för läsarna.\n")


def test_a_comment_shows_every_name_as_it_is(tmp_path: Path) -> None:
    """No name of the content is markup, mentions a person or closes a fold; and a comment has an end."""
    name = "</details> @alla #1 | [x](http://y) **fet** `kod`"
    extra: Written = {f"dokument/d{n}.yaml": f"namn: '{name} {n}'\ntyp: plan\n" for n in range(60)}
    found = _compared(tmp_path, extra)
    comment = as_markdown(found, "v1", "https://forhandsvisning.example/42/")
    assert not re.search(r"@alla|(?<!&)#1|http://y|\*\*fet|`kod", comment)
    assert comment.count("</details>") == comment.count("<details>")
    assert "https://forhandsvisning.example/42/dokument/d0/" in comment
    assert "Och 20 till." in comment
    many = {f"handelser/h{n}.yaml": f"namn: '{'&' * 250}{n}'\ndatum: 2020\ntyp: möte\nkälla: {{namn: K}}\n" for n in range(45)}
    bodies = {f"aktorer/a{n}.yaml": f"namn: '{'&' * 400}{n}'\ntyp: nämnd\n" for n in range(60)}
    gone = _compared(tmp_path / "2", {**bodies}, {**many})
    long = as_markdown(gone, "v1")
    assert len(long) <= COMMENT_MAX
    assert "hela listan ger `build.py ändringar`" in long


def test_a_comment_has_no_empty_columns_and_keeps_the_verdict(tmp_path: Path) -> None:
    """What is new has nothing before it; its sentence ends with the verdict, however many targets come before that."""
    steps = ", ".join(f"{{sort: minst, värde: {60 + n}, år: {2028 + n}}}" for n in range(5))
    told = "namn: Trygga\nenhet: procent\nönskad_riktning: upp\nkälla: {namn: K}\nmål: [klimatneutral]\ngrupper: [kvinnor, män]\n"
    extra: Written = {
        "indikatorer/trygga.yaml": f"{told}målvärden: [{steps}]\n",
        "indikatorer/trygga.csv": "period,grupp,värde\n2019,kvinnor,51\n2019,män,63\n2020,kvinnor,52\n2020,män,64\n",
    }
    before, after = _edition(tmp_path / "a"), _edition(tmp_path / "b", extra)
    comment = as_markdown(compare(before, after), "v1")
    assert "| Sida | Mer |\n| --- | --- |\n| Trygga (indikator) |" in comment
    assert re.search(r"64.procent 2032\. Bedömning: [^|…]+\. \|", comment), comment


def test_tools_get_all_of_it(tmp_path: Path) -> None:
    """JSON with Swedish keys; the command has a name for every keyboard."""
    write_content(tmp_path / "a")
    write_content(tmp_path / "b", {"indikatorer/utslapp.csv": "period,värde\n2019,593\n"})
    options = ["--sedan", str(tmp_path / "a"), "--content", str(tmp_path / "b"), "--today", "2026-11-21", "--format", "json"]
    said = [CliRunner().invoke(main, [name, *options]).stdout for name in ("ändringar", "andringar", "a\u0308ndringar")]
    assert said[0] == said[1] == said[2]
    tree = json.loads(said[0])
    gone = next(one for one in tree["ändringar"] if one["slag"] == "borttaget värde")
    assert gone | {"namn": ""} == {
        "slag": "borttaget värde", "sort": "indikator", "id": "utslapp", "namn": "", "adress": "/indikatorer/utslapp/",
        "vad": "2020", "förut": "571,50\u00a0kton CO2e", "orsak_saknas": True,
    }  # fmt: skip
    assert as_json(_compared(tmp_path / "c", {}), "v1")


def test_changed_charts_are_drawn_before_and_after(tmp_path: Path) -> None:
    """Two drawings of the indicator that changed, named in the comment by the address that the folder gets."""
    write_content(tmp_path / "a")
    write_content(tmp_path / "b", {"indikatorer/utslapp.csv": "period,värde\n2019,593\n2020,571.50\n2021,500\n"})
    options = ["--sedan", str(tmp_path / "a"), "--content", str(tmp_path / "b"), "--today", "2026-11-21", "--format", "markdown"]
    pictures = ["--diagram", str(tmp_path / "d"), "--diagram-adress", "https://bilder.example/42"]
    said = CliRunner().invoke(main, ["ändringar", *options, *pictures]).stdout
    drawn = {file.name: file.read_text("utf-8") for file in (tmp_path / "d").iterdir()}
    assert sorted(drawn) == ["utslapp-efter.svg", "utslapp-fore.svg"]
    assert drawn["utslapp-efter.svg"] != drawn["utslapp-fore.svg"]
    assert "![Utsläpp av växthusgaser, efter](https://bilder.example/42/utslapp-efter.svg)" in said
