"""Every server sends the same headers, types and redirects, wherever the site stands; and the pages carry the same policy themselves."""

from __future__ import annotations

import json
import re
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from site_tools.cli import main
from site_tools.hosting import Place, apache, headers_file, redirects_file
from site_tools.hosting.cloudfront import cloudfront
from site_tools.hosting.nginx import nginx
from site_tools.policy import EMBED, OTHER_TYPE, PAGE, RULES, TYPES, headers_of
from site_tools.release import gone, gone_frames, moved
from tests.pages import SITE_URL, TODAY, built, page
from tests.writing import write_content

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser

FOLDER = Path("/srv/portalen")
SEARCH_INDEX = (
    "pagefind/pagefind.js",
    "pagefind/pagefind-entry.json",
    "pagefind/wasm.sv.pagefind",
    "pagefind/pagefind.sv_b9d0abb52e.pf_meta",
    "pagefind/fragment/sv_012f804.pf_fragment",
    "pagefind/index/sv_1a2b3c4.pf_index",
    "pagefind/filter/sv_1a2b3c4.pf_filter",
)
"""What the indexer adds to the built files; the fixture of the site is not indexed."""
PLACES = {"at the top": "https://mal.example/", "below a path": "https://kommun.example/vart/mal-1.0/"}


def _files() -> list[str]:
    """Every file of a site as it is asked for: a folder's page without its name."""
    return [path.removesuffix("index.html") for path in (*built()[2], *SEARCH_INDEX)]


@pytest.fixture(params=PLACES)
def place(request: pytest.FixtureRequest) -> Place:
    """A site at either place, with what has moved on it."""
    portal = built()[0]
    return Place(PLACES[request.param], FOLDER, tuple(moved(portal).items()), tuple(gone(portal) | gone_frames(portal)))


def _nginx(text: str) -> Callable[[str], dict[str, str]]:
    """What the configuration says, read as nginx reads it: the first expression of a map that fits, and no header without a value."""
    maps: dict[str, str] = dict(re.findall(r"^map \$uri (\S+) \{\n(.*?)^\}", text, re.S | re.M))
    sent = re.findall(r"add_header (\S+) (\S+|\"[^\"]*\") always;", text)

    def value(said: str, uri: str) -> str:
        if not said.startswith("$"):
            return said.strip('"')
        default: str = re.findall(r'default "(.*)";', maps[said])[0]
        return next((found for pattern, found in re.findall(r'"~(\S+)" "([^"]*)";', maps[said]) if re.search(pattern, uri)), default)

    return lambda uri: {name: found for name, said in sent if (found := value(said, uri))}


def _apache(text: str) -> Callable[[str], dict[str, str]]:
    """What the configuration says, read as Apache reads it: each line replaces what an earlier one set."""
    lines = re.findall(r'Header always set (\S+) "([^"]*)"(?: "expr=%\{REQUEST_URI\} =~ m#(.*)#")?$', text, re.M)
    assert len(lines) == text.count("Header ")
    return lambda uri: {name: value for name, value, pattern in lines if not pattern or re.search(pattern, uri)}


def _static(text: str, joins: bool) -> Callable[[str], dict[str, str]]:
    """What ``_headers`` says, read as Cloudflare (``joins``) or as Netlify reads it."""
    blocks = re.findall(r"^(/\S*)\n((?:  .*\n)+)", text, re.M)

    def headers(uri: str) -> dict[str, str]:
        found: dict[str, str] = {}
        for glob, body in blocks:
            if not re.fullmatch(re.escape(glob).replace(r"\*", ".*"), uri):
                continue
            for line in body.splitlines():
                name, colon, value = line.strip().partition(": ")
                if not colon:
                    if joins:
                        found.pop(name.removeprefix("! "), None)
                elif joins and name in found:
                    found[name] += f", {value}"
                else:
                    found[name] = value
        return found

    return headers


@pytest.mark.parametrize(
    "reader",
    [
        lambda place: _nginx(nginx(place)),
        lambda place: _apache(apache(place)),
        lambda place: _static(headers_file(place), joins=True),
        lambda place: _static(headers_file(place), joins=False),
    ],
    ids=["nginx", "apache", "cloudflare", "netlify"],
)
def test_every_server_sends_the_headers_of_the_one_source(reader: Callable[[Place], Callable[[str], dict[str, str]]], place: Place) -> None:
    """For every file of a site, at the top of a host and below a path."""
    sent = reader(place)
    wrong = {path: sent(f"{place.base}/{path}") for path in _files() if sent(f"{place.base}/{path}") != headers_of(path)}
    assert not wrong


@pytest.mark.browser
def test_the_function_of_cloudfront_says_the_same(browser: Browser, place: Place) -> None:
    """Run as it is: headers and types of every file, a folder's page, redirects, and a folder asked for without its slash."""
    tab = browser.new_page()

    def run(kind: str, uri: str) -> dict[str, object]:
        event = {"context": {"eventType": kind}, "request": {"uri": uri}, "response": {"statusCode": 200, "headers": {}}}
        answer: dict[str, object] = tab.evaluate(f"(() => {{ {cloudfront(place)} return handler({json.dumps(event)}); }})()")
        return answer

    for path in _files():
        headers = run("viewer-response", f"{place.base}/{path}")["headers"]
        assert isinstance(headers, dict)
        kind = headers.pop("content-type")["value"]
        assert {name: said["value"] for name, said in headers.items()} == {k.lower(): v for k, v in headers_of(path).items()}
        assert kind == ("application/atom+xml" if path.endswith("atom.xml") else TYPES.get(_ending(path), OTHER_TYPE))
    assert run("viewer-request", f"{place.base}/mal/")["uri"] == f"{place.base}/mal/index.html"
    assert run("viewer-request", f"{place.base}/sitemap.xml")["uri"] == f"{place.base}/sitemap.xml"
    for old, new in (("/mal/trygghet/", "/mal/trygga-vagar/"), ("/mal", "/mal/")):
        answer = run("viewer-request", place.base + old)
        assert (answer["statusCode"], answer["headers"]) == (301, {"location": {"value": place.base + new}})
    gone = f"{place.base}/indikatorer/nedlagd/"
    assert run("viewer-request", f"{gone}nedlagd.csv") == {"statusCode": 410, "statusDescription": "Gone"}
    assert run("viewer-request", gone)["uri"] == f"{gone}index.html"
    for address in (gone, f"{gone}inbaddning/", f"{gone}index.html"):
        assert run("viewer-response", address)["statusCode"] == 410, "the page that says why"
    tab.close()


def _ending(path: str) -> str:
    return "html" if not path or path.endswith("/") else path.rpartition(".")[2]


def test_the_pages_carry_the_policy_themselves() -> None:
    """Where no header can be sent, the page says the same; the ancestors of a frame can only be said in a header."""
    frames = ("/indikatorer/trygghet/inbaddning/", "/indikatorer/nedlagd/inbaddning/")
    said = {"/": PAGE, "/mal/trygghet/": PAGE, "/404.html": PAGE, **dict.fromkeys(frames, EMBED)}
    for address, policy in said.items():
        meta = str(page(address).select("meta[http-equiv=Content-Security-Policy]")[0]["content"])
        sent = headers_of(address.lstrip("/"))["Content-Security-Policy"]
        assert meta == policy
        assert sent.removesuffix("; frame-ancestors 'none'") == meta
        assert ("frame-ancestors" in sent) == ("inbaddning" not in address)


@pytest.mark.parametrize(
    ("path", "name", "value"),
    [
        ("", "Cache-Control", "no-cache"),
        ("assets/site.1a2b3c4d5e.css", "Cache-Control", "public, max-age=31536000, immutable"),
        ("assets/vega-LICENSE.txt", "Cache-Control", "no-cache"),
        ("pagefind/pagefind-entry.json", "Cache-Control", "no-cache"),
        ("pagefind/fragment/sv_1.pf_fragment", "Cache-Control", "public, max-age=31536000, immutable"),
        ("indikatorer/x/x.svg", "Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox"),
        ("indikatorer/x/x.csv", "Access-Control-Allow-Origin", "*"),
        ("indikatorer/x/inbaddning/index.html", "Cross-Origin-Resource-Policy", "cross-origin"),
        ("sidor/inbaddning-av-diagram/", "Cross-Origin-Resource-Policy", "same-origin"),
    ],
)
def test_each_kind_of_file_has_its_own(path: str, name: str, value: str) -> None:
    """Kept for ever only where the name follows the content; open to others only where others are to use it."""
    assert headers_of(path)[name] == value


def test_every_file_has_a_known_type() -> None:
    """A server that guesses sends figures without their letters' encoding, or a script that no browser runs."""
    own = {path for path in built()[2] if path.partition("/")[0] not in ("_headers", "_redirects", ".htaccess")}
    assert {_ending(path) for path in own} <= set(TYPES)


def test_moved_pages_are_redirected(place: Place) -> None:
    """By the server, before the page that leads on by itself is shown."""
    old, new = f"{place.base}/mal/trygghet/", f"{place.base}/mal/trygga-vagar/"
    assert f"location = {old} {{ return 301 {new}; }}" in nginx(place)
    patterns = dict(re.findall(r'RedirectMatch 301 "(.*)" "(.*)"', apache(place)))
    assert [target for pattern, target in patterns.items() if re.search(pattern, old)] == [new]
    assert not any(re.search(pattern, new) or re.search(pattern, old + "x") for pattern in patterns)
    assert f"{old} {new} 301!\n{old} {new} 301\n" in redirects_file(place)


def test_withdrawn_pages_are_said_to_be_gone(place: Place) -> None:
    """By the servers that can, with what lay beside the page; the page that says why is found."""
    address = f"{place.base}/indikatorer/nedlagd/"
    frame = f"{address}inbaddning/"
    gone = [f"{place.base}/mal/nedlagt/", address, frame, *(address + name for name in ("nedlagd.csv", "nedlagd-smal.svg", "atom.xml"))]
    kept = [f"{frame}index.html", f"{address}index.html", f"{address}annan/", address.rstrip("/"), f"{address}annan/x.csv"]
    said = re.findall(r'location ~ "(\S+)" \{ error_page 410 (\S+)index\.html; return 410; \}', nginx(place))
    wheres = dict(re.findall(r'<If "%\{REQUEST_URI\} =~ m#(.*)#">\n  ErrorDocument 410 (.*)index\.html\n</If>', apache(place)))
    sent = re.findall(r'RedirectMatch 410 "(.*)"', apache(place))
    for asked in (*gone, *kept):
        page = asked[: asked.rindex("/") + 1]
        found = [why for pattern, why in said if re.search(pattern, asked)]
        assert found == ([page] if asked in gone else [])
        assert found == [why for pattern, why in wheres.items() if re.search(pattern, asked)]
        assert len(found) == sum(bool(re.search(pattern, asked)) for pattern in sent)
    lines = nginx(place).splitlines()
    assert max(n for n, line in enumerate(lines) if "410" in line) < min(
        n for n, line in enumerate(lines) if "atom" in line and "~" in line
    )


def test_the_hosts_limits_are_kept(place: Place) -> None:
    """Cloudflare reads at most 100 rules, of one asterisk each, and lines of 2,000 characters."""
    lines = headers_file(place).splitlines()
    paths = [line for line in lines if line.startswith("/")]
    assert len(paths) <= 100
    assert all(path.count("*") == 1 for path in paths)
    assert max(map(len, lines)) <= 2000


def test_nothing_of_an_address_breaks_a_configuration() -> None:
    """An address that is no plain one is written so that no server reads a command in it."""
    nasty = Place("https://a;b.example/x;}#$uri{/%0a*(/", FOLDER, (("/mal/a/", "/mal/b/"),))
    for text in (nginx(nasty), apache(nasty), headers_file(nasty), redirects_file(nasty), cloudfront(nasty)):
        assert "x;}" not in text
        assert "$uri{" not in text
    assert "server_name _;" in nginx(nasty)


def test_the_configuration_is_printed(tmp_path: Path) -> None:
    """For the address of the content or of the command; faults in the content are told, and an unusable folder too."""
    content = str(write_content(tmp_path))
    run = CliRunner().invoke(main, ["webbserver", "nginx", "--content", content, "--mapp", "/var/www/mal"])
    assert run.exit_code == 0
    assert "server_name exempelby.example;" in run.stdout
    assert 'alias "/var/www/mal/";' in run.stdout
    other = CliRunner().invoke(main, ["webbserver", "apache", "--content", content, "--site-url", "https://x.example/mal/"])
    assert "ErrorDocument 404 /mal/404.html" in other.stdout
    assert CliRunner().invoke(main, ["webbserver", "nginx", "--content", content, "--mapp", "/x; }"]).exit_code == 2
    assert CliRunner().invoke(main, ["webbserver", "nginx", "--content", str(tmp_path / "nej")]).exit_code == 2


def test_security_holes_have_an_address() -> None:
    """``security.txt`` as RFC 9116 has it, good for less than a year from the day of the build."""
    lines = built()[2][".well-known/security.txt"].decode().splitlines()
    said = dict(line.split(": ", 1) for line in lines)
    assert said["Contact"] == f"mailto:{built()[0].site.contact.email}"
    assert said["Canonical"] == f"{SITE_URL}/.well-known/security.txt"
    assert said["Preferred-Languages"] == "sv, en"
    lapses: date = datetime.fromisoformat(said["Expires"]).date()
    assert 300 < (lapses - TODAY).days < 365


def test_operators_are_told_of_every_header() -> None:
    """``docs/drift.md`` names every kind of file in the words of the configuration, with its headers."""
    lines = (Path(__file__).parent.parent / "docs" / "drift.md").read_text("utf-8").splitlines()
    for rule in RULES:
        told = next(line for line in lines if line.startswith(f"| {rule.label} |"))
        assert [name for name in rule.headers if name not in told] == []
