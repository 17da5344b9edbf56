"""The importers: each service is understood as it answers, and nothing but it is ever asked."""

from __future__ import annotations

import json
import ssl
import subprocess
import time
from math import prod
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_tools import exact, sources
from site_tools.model.fetch import Fetch
from site_tools.sources import Fetcher, FetchError, is_public, jsonstat, same_title
from site_tools.sources.guard import LIMITS, Limits, Pinned
from site_tools.sources.points import digits, our_period
from tests.openly import JSON, Said, Service, serving, table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal
    from http.server import ThreadingHTTPServer
    from pathlib import Path

HOST = "data.example"
HERE = f"https://{HOST}"


@pytest.fixture
def service() -> Iterator[Service]:
    with serving() as found:
        yield found


def _refused(fetcher: Fetcher, url: str = f"{HERE}/a") -> tuple[str, str]:
    """The code of what is said, and the words."""
    with pytest.raises(FetchError) as stopped:
        fetcher.errand().get(url)
    return stopped.value.said.message.code, stopped.value.said.text


# The way out


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",  # noqa: S104 - nothing listens here
        "224.0.0.1", "255.255.255.255",
        "240.0.0.1", "192.0.2.1", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
        "64:ff9b::a00:1", "2002:a00:1::", "2001:0:a00:1::", "2001:db8::1", "localhost", "",
    ],
)  # fmt: skip
def test_an_address_inside_is_not_public(address: str) -> None:
    """Loopback, private, link-local, multicast and reserved, also in the clothes of the other kind."""
    assert not is_public(address)


def test_an_address_outside_is_public() -> None:
    """And the one that is in earnest is not loosened by anything."""
    assert is_public("8.8.8.8")
    assert is_public("2001:4860:4860::8888")
    given = sources.fetcher(["opendata.example"])
    assert given == Fetcher(sources.HOSTS | {"opendata.example"})
    assert (given.may, given.dial, given.limits) == (is_public, Pinned, LIMITS)


@pytest.mark.parametrize(
    "url",
    [
        f"http://{HOST}/a", "https://other.example/a", f"https://{HOST}:8443/a", f"https://me@{HOST}/a", f"https://{HOST}@other.example/a",
        f"ftp://{HOST}/a", f"https://{HOST}/å", f"https://{HOST}/a b", f"https://{HOST}/a\r\nX: y", f"https://{HOST}.other.example/a",
        "https://[::1/a", f"https://{HOST}:x/a", "file:///etc/passwd", "",
    ],
)  # fmt: skip
def test_only_known_hosts_are_asked_by_https(service: Service, url: str) -> None:
    """Whatever an address looks like, nothing is asked."""
    assert _refused(service.fetcher(HOST), url)[0] == "hamtning-fran-okand-vard"
    assert service.asked == []


@pytest.mark.parametrize(
    "onward", ["https://other.example/a", f"http://{HOST}/b", "//other.example/", "https://127.0.0.1/a", "https://[::1]/"]
)
def test_a_redirect_is_looked_at_before_it_is_taken(service: Service, onward: str) -> None:
    """A known host may not send us elsewhere."""
    service.say("/a", Said("", 302, {"Location": onward}))
    assert _refused(service.fetcher(HOST))[0] == "hamtning-fran-okand-vard"
    assert len(service.asked) == 1


def test_a_redirect_within_the_known_is_taken(service: Service) -> None:
    """Step by step; one that goes round in circles ends."""
    service.say("/a", Said("", 301, {"Location": "/b"}))
    service.say("/b", Said("", 307, {"Location": "https://second.example/c"}))
    service.say("/c", '{"x": 1.50}')
    assert service.fetcher(HOST, "second.example").errand().get(f"{HERE}/a") == {"x": "1.50"}
    service.say("/a", Said("", 302, {"Location": "/a"}))
    assert _refused(service.fetcher(HOST))[0] == "hamtning-utan-svar"


def test_a_name_that_leads_inside_is_refused(service: Service) -> None:
    """One address inside is enough, whatever the others are, also for a host that a redirect names."""
    for inside in (["10.0.0.1"], ["8.8.8.8", "127.0.0.1"], ["::ffff:127.0.0.1"], []):
        assert _refused(service.fetcher(HOST, may=is_public, resolve=lambda _, found=inside: found))[0] == "hamtning-fran-okand-vard"
    service.say("/a", Said("", 302, {"Location": "https://second.example/"}))
    inward = {HOST: ["127.0.0.1"], "second.example": ["10.0.0.1"]}
    assert _refused(service.fetcher(HOST, "second.example", resolve=inward.__getitem__))[0] == "hamtning-fran-okand-vard"
    assert len(service.asked) == 1


def test_the_address_that_was_looked_at_is_the_one_that_is_connected_to(service: Service) -> None:
    """A name that means another machine the next time it is looked up gains nothing: it is looked up once for each question."""
    meant, dialled = iter([["127.0.0.1"], ["10.0.0.1"], ["10.0.0.1"]]), []
    ordinary = service.fetcher(HOST).dial

    def dial(host: str, address: str, timeout: float) -> Any:
        dialled.append((host, address))
        return ordinary(host, address, timeout)

    service.say("/a", "{}")
    fetcher = service.fetcher(HOST, resolve=lambda _: next(meant), dial=dial)
    errand = fetcher.errand()
    assert errand.get(f"{HERE}/a") == {}
    with pytest.raises(FetchError):
        errand.get(f"{HERE}/a")
    assert dialled == [(HOST, "127.0.0.1")]


def test_the_next_address_is_tried_when_the_first_does_not_answer(service: Service) -> None:
    """As on a machine without IPv6."""
    service.say("/a", "{}")
    fetcher = service.fetcher(HOST, may=lambda _: True, resolve=lambda _: ["127.0.0.2", "127.0.0.1"])
    assert fetcher.errand().get(f"{HERE}/a") == {}


def test_too_many_bytes_are_not_read(service: Service) -> None:
    """Told beforehand or not, in one answer or in several."""
    few = Limits(bytes=1_000)
    service.say("/a", f'"{"x" * 2_000}"')
    assert _refused(service.fetcher(HOST, limits=few))[0] == "hamtning-for-stor"
    service.say("/a", Said(f'"{"x" * 2_000}"', 200, {**JSON, "Content-Length": ""}))
    assert _refused(service.fetcher(HOST, limits=few))[0] == "hamtning-for-stor"
    service.say("/a", f'"{"x" * 600}"')
    errand = service.fetcher(HOST, limits=few).errand()
    errand.get(f"{HERE}/a")
    with pytest.raises(FetchError) as stopped:
        errand.get(f"{HERE}/a")
    assert stopped.value.said.message.code == "hamtning-for-stor"


def test_a_slow_drip_is_cut_off(service: Service) -> None:
    """A byte now and then keeps no connection open beyond the time for the whole."""
    service.say("/a", Said("", 200, {**JSON, "Content-Length": "100000"}, slowly=True))
    began = time.monotonic()
    assert _refused(service.fetcher(HOST, limits=Limits(seconds=0.3)))[0] == "hamtning-for-langsam"
    assert time.monotonic() - began < 5


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (Said("{}", 200, {"Content-Type": "text/plain"}), "hamtning-utan-data"),
        (Said("{}", 200, {}), "hamtning-utan-data"),
        (Said(b"\x1f\x8b", 200, {**JSON, "Content-Encoding": "gzip"}), "hamtning-utan-data"),
        (Said(b"\xff", 200), "hamtning-utan-data"),
        (Said("", 200), "hamtning-utan-data"),
        (Said("{}", 200, {**JSON, "Content-Length": "50"}), "hamtning-utan-data"),
        (Said("{}", 204), "hamtning-utan-svar"),
        (Said("{}", 500), "hamtning-utan-svar"),
        (Said("", 302, {}), "hamtning-utan-svar"),
    ],
)
def test_what_is_no_data_is_told(service: Service, said: Said, code: str) -> None:
    """A page, a packed text, half an answer, a fault."""
    service.say("/a", said)
    assert _refused(service.fetcher(HOST))[0] == code


def test_a_busy_host_is_asked_again_and_not_for_ever(service: Service) -> None:
    """It is waited for as long as it asks, within bounds, and only as long as there is time."""
    waited: list[float] = []
    service.say(
        "/a", Said("", 429, {"Retry-After": "3"}), Said("", 503, {"Retry-After": "9999"}), Said("", 503, {"Retry-After": "i morgon"}), "{}"
    )
    assert service.fetcher(HOST, sleep=waited.append).errand().get(f"{HERE}/a") == {}
    assert waited == [3, 30, 4]
    service.say("/a", Said("", 429, {}))
    before = len(service.asked)
    assert _refused(service.fetcher(HOST))[0] == "hamtning-upptagen"
    assert len(service.asked) - before == 4
    service.say("/a", Said("", 429, {"Retry-After": "20"}))
    assert _refused(service.fetcher(HOST, limits=Limits(seconds=10), sleep=waited.append))[0] == "hamtning-upptagen"
    assert len(waited) == 3


def test_the_certificate_is_that_of_the_host(tmp_path: Path) -> None:
    """The connection goes to an address, and still nobody but the host can answer."""
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj", "/CN=x",
         "-addext", f"subjectAltName=DNS:{HOST}", "-keyout", key, "-out", certificate], check=True, capture_output=True,
    )  # fmt: skip

    def wrap(server: ThreadingHTTPServer) -> None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)

    trusting = ssl.create_default_context(cafile=str(certificate))
    with serving(wrap) as service:
        service.say("/a", '{"a": 1}')

        def asked(host: str, context: ssl.SSLContext | None) -> Any:
            def dial(name: str, address: str, timeout: float) -> Pinned:
                return Pinned(name, address, timeout, context, service.port)

            return service.fetcher(host, dial=dial).errand().get(f"https://{host}/a")

        assert asked(HOST, trusting) == {"a": "1"}
        for host, context in (("other.example", trusting), (HOST, None)):
            with pytest.raises(FetchError) as stopped:
                asked(host, context)
            assert "säker anslutning går inte" in stopped.value.said.text


# What a number is


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**14), max_value=10**14, places=4))
def test_digits_stay(number: Decimal) -> None:
    """A number goes from JSON to the series, and through a snapshot, without losing or winning a zero."""
    tree = exact.parse(f'{{"a": {number:f}}}')
    assert digits(tree["a"]) == f"{number:f}"
    assert exact.parse(exact.dump(tree)) == tree


@pytest.mark.parametrize("value", ["true", "null", "[1]", '"1,5"', '"ett"', "1e999999999", "1e-999999999", "1e40", "0." + "1" * 20, '""'])
def test_what_is_no_number_is_refused(value: str) -> None:
    """Also what would fill the memory when written out."""
    with pytest.raises(FetchError):
        digits(exact.parse(value))
    assert digits(exact.parse("1.5E3")) == "1500"


@given(
    st.recursive(
        st.none() | st.booleans() | st.text() | st.integers(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=20,
    )
)
def test_a_tree_written_down_is_the_same_tree(tree: object) -> None:
    """Sorted, and read again as it was."""
    read = exact.parse(json.dumps(tree))
    try:
        written = exact.dump(read).encode().decode()
    except UnicodeEncodeError:
        return  # half a sign: told of where a snapshot is written
    assert exact.parse(written) == read
    assert exact.dump(exact.parse(written)) == written


@pytest.mark.parametrize(
    ("code", "ours"),
    [
        ("2023", "2023"),
        ("2023M05", "2023-05"),
        ("2019-2023", "2019–2023"),
        ("2022/2023", "2022/2023"),
        ("2022/23", "2022/2023"),
        ("2024-05-16", "2024-05-16"),
    ],
)
def test_periods_are_written_as_ours(code: str, ours: str) -> None:
    """A quarter has no word in the model, and is not taken for anything else."""
    assert our_period(code) == ours
    for wrong in ("2023K1", "2023M13", "", "T", "20230"):
        with pytest.raises(FetchError):
            our_period(wrong)


# JSON-stat

_SOME = st.lists(st.text("0123456789ABC", min_size=1, max_size=3), min_size=1, max_size=4, unique=True)
_CODES = st.dictionaries(st.text("abcdefg", min_size=1, max_size=4), _SOME, min_size=1, max_size=4)


@given(codes=_CODES, data=st.data())
def test_a_table_is_read_in_row_major_order(codes: dict[str, list[str]], data: st.DataObject) -> None:
    """The place of a value is counted as the specification says, by its own sum, whichever way the table is written."""
    size = prod(len(some) for some in codes.values())
    values = data.draw(st.lists(st.none() | st.integers(-999, 999), min_size=size, max_size=size))
    sparse = {str(at): value for at, value in enumerate(values) if value is not None}
    tree = table(codes, data.draw(st.sampled_from([values, sparse])), status={str(size - 1): "p"})
    for name, some in codes.items():
        form = data.draw(st.sampled_from(["object", "list", "backwards"]))
        index = {code: at for at, code in enumerate(some)}
        shown = {"object": index, "list": some, "backwards": dict(reversed(index.items()))}[form]
        tree["dimension"][name]["category"]["index"] = shown  # type: ignore[index]  # a tree of JSON
    found = jsonstat.read(exact.parse(json.dumps(tree)))
    assert found.codes == codes
    assert len(found.cells) == size
    for cell in found.cells:
        at = 0
        for name, some in codes.items():
            at = at * len(some) + some.index(cell.codes[name])
        assert cell.value == (None if values[at] is None else str(values[at]))
        assert cell.mark == ("p" if at == size - 1 else "")


@pytest.mark.parametrize(
    "wrong",
    [
        {"class": "collection"}, {"id": ["a"]}, {"size": ["2", 2]}, {"size": [2, -1]}, {"size": [2.0, 2]}, {"size": [999999, 999999]},
        {"value": [1, 2, 3]},
        {"value": {"4": 1}}, {"value": {"01": 1}}, {"value": {"x": 1}}, {"value": None}, {"dimension": []},
        {"id": ["a", "a"]}, {"status": ["p"]},
        {"dimension": {"a": {"category": {"index": {"1": 0, "2": 0}}}, "b": {"category": {"index": ["1", "2"]}}}},
        {"dimension": {"a": {"category": {"index": ["1", "1"]}}, "b": {"category": {"index": ["1", "2"]}}}},
        {"dimension": {"a": {"category": {"index": [1, 2]}}, "b": {"category": {"index": ["1", "2"]}}}},
        {"dimension": {"a": {"category": {}}, "b": {"category": {"index": ["1", "2"]}}}},
    ],
)  # fmt: skip
def test_a_table_that_contradicts_itself_is_refused(wrong: dict[str, object]) -> None:
    """No value is guessed the place of."""
    tree = table({"a": ["1", "2"], "b": ["1", "2"]}, [1, 2, 3, 4]) | wrong
    with pytest.raises(FetchError) as stopped:
        jsonstat.read(exact.parse(json.dumps(tree)))
    assert stopped.value.said.message.code == "hamtning-annan-form"


# The services

_REGION = {"variabel": "Region", "blir": "plats", "koder": [{"kod": "2480", "blir": "Exempelby"}, {"kod": "00", "blir": "Riket"}]}
_SEX = {"variabel": "Kon", "blir": "grupp", "koder": [{"kod": "1", "blir": "män"}, {"kod": "2", "blir": "kvinnor"}]}
_TIME, _WHAT = {"variabel": "Tid", "blir": "period"}, {"variabel": "ContentsCode", "koder": [{"kod": "BE1"}]}
_CODES_OF = {"Region": ["00", "2480"], "Kon": ["1", "2"], "ContentsCode": ["BE1"], "Tid": ["2022", "2023"]}
_POPULATION = table(_CODES_OF, [10, 11, 20, 21, 1.50, 1.6, None, 2.6], status={"6": ".."})
_EXPECTED = {
    ("2022", "kvinnor", "Exempelby"): ("", "saknas"), ("2022", "kvinnor", "Riket"): ("20", ""), ("2022", "män", "Exempelby"): ("1.50", ""),
    ("2022", "män", "Riket"): ("10", ""), ("2023", "kvinnor", "Exempelby"): ("2.6", ""), ("2023", "kvinnor", "Riket"): ("21", ""),
    ("2023", "män", "Exempelby"): ("1.6", ""), ("2023", "män", "Riket"): ("11", ""),
}  # fmt: skip


def _spec(**keys: object) -> Fetch:
    return Fetch.model_validate(keys)


def _pxweb(service: str, **more: object) -> Fetch:
    return _spec(tjänst=service, tabell="TAB638", variabler=[_REGION, _SEX, _WHAT, _TIME], **more)


def _exact(tree: object) -> str:
    return json.dumps(tree).replace("1.5,", "1.50,")


def _fetched(spec: Fetch, service: Service, *hosts: str) -> dict[tuple[str, str, str], tuple[str, str]]:
    read = sources.fetch(spec, service.fetcher(*hosts).errand())
    return {key: (point.value, point.state) for key, point in read.points.items()}


def test_pxweb_of_today(service: Service) -> None:
    """One question with the codes; the marks of missing figures become states."""
    chosen = "&valueCodes[Region]=2480,00&valueCodes[Kon]=1,2&valueCodes[ContentsCode]=BE1&valueCodes[Tid]=*"
    service.say(f"/api/v2/tables/TAB638/data?lang=sv&outputFormat=json-stat2{chosen}", _exact(_POPULATION))
    assert _fetched(_pxweb("pxwebapi2"), service, "statistikdatabasen.scb.se") == _EXPECTED
    later = _fetched(_pxweb("pxwebapi2", från="2023"), service, "statistikdatabasen.scb.se")
    assert later == {key: said for key, said in _EXPECTED.items() if key[0] == "2023"}


def test_pxweb_of_before(service: Service) -> None:
    """What the table holds is asked first; the question then names every period that it has."""
    url = "https://pxweb.exempelby.example/api/v1/sv/folk.px"
    about = {
        "title": "Folkmängd 2022-2023",
        "variables": [{"code": name, "text": name, "values": codes} for name, codes in _CODES_OF.items()],
    }
    service.say("/api/v1/sv/folk.px", about, _exact(_POPULATION))
    assert _fetched(_pxweb("pxweb1", adress=url), service, "pxweb.exempelby.example") == _EXPECTED
    method, _, body = service.asked[-1]
    assert method == "POST"
    question = json.loads(body)
    assert question["response"] == {"format": "json-stat2"}
    assert question["query"][0] == {"code": "Region", "selection": {"filter": "item", "values": ["2480", "00"]}}
    assert question["query"][3]["selection"]["values"] == ["2022", "2023"]


@pytest.mark.parametrize(
    "codes",
    [
        {**_CODES_OF, "Region": ["00", "2481"]},
        {name: codes for name, codes in _CODES_OF.items() if name != "Kon"},
        {**_CODES_OF, "Alder": ["0", "1"]},
    ],
)
def test_a_table_that_has_changed_stops(service: Service, codes: dict[str, list[str]]) -> None:
    """A code or a variable that is gone, and a variable more whose values would be mixed."""
    size = prod(map(len, codes.values()))
    with pytest.raises(FetchError) as stopped:
        sources.read(_pxweb("pxwebapi2"), [exact.parse(json.dumps(table(codes, list(range(size)))))])
    assert stopped.value.said.message.code == "hamtning-annan-form"


def test_the_years_in_the_name_of_a_table_are_no_new_name() -> None:
    """PxWeb names the periods in a table's name; Kolada's titles are held letter for letter."""
    spec = _pxweb("pxwebapi2", titel="Folkmängd efter region och kön, år 1968-2023")
    assert same_title(spec, "Folkmängd efter region och kön, år 1968-2024")
    assert not same_title(spec, "Medelfolkmängd efter region och kön, år 1968-2024")
    kolada = _spec(tjänst="kolada", tabell="N1", titel="Mål 2023", variabler=[{**_REGION, "variabel": "municipality"}])
    assert not same_title(kolada, "Mål 2024")


def test_opendatasoft_a_hundred_rows_at_a_time(service: Service) -> None:
    """Every page is asked for, and a text that is a number is one."""
    spec = _spec(
        tjänst="opendatasoft", tabell="utslapp", adress="https://opendata.exempelby.example", fält="varde",
        variabler=[{"variabel": "artal", "blir": "period"}, {"variabel": "sektor", "koder": [{"kod": 'A "b"'}]}],
    )  # fmt: skip
    base = "/api/explore/v2.1/catalog/datasets/utslapp"
    rows = [{"artal": str(1900 + n), "sektor": 'A "b"', "varde": "1.50" if n else 7} for n in range(150)]
    service.say(base, {"dataset_id": "utslapp", "metas": {"default": {"title": "Utsläpp"}}})
    where = 'select=artal,sektor,varde&where=(sektor="A \\"b\\"")&order_by=artal,sektor&limit=100&offset='
    for offset in (0, 100):
        service.say(f"{base}/records?{where}{offset}", {"total_count": 150, "results": rows[offset : offset + 100]})
    found = _fetched(spec, service, "opendata.exempelby.example")
    assert len(found) == 150
    assert (found["1900", "totalt", ""], found["2049", "totalt", ""]) == (("7", ""), ("1.50", ""))
    service.say(f"{base}/records?{where}100", {"total_count": 151, "results": rows[100:]})
    with pytest.raises(FetchError) as stopped:
        _fetched(spec, service, "opendata.exempelby.example")
    assert stopped.value.said.message.code == "hamtning-annan-form"


def test_kolada_is_asked_for_few_places_at_a_time_and_every_page(service: Service) -> None:
    """Twenty-five in one address, until a page is empty; where there is no group, the total alone."""
    codes = [{"kod": f"{n:04}", "blir": f"Ort {n}"} for n in range(30)]
    spec = _spec(tjänst="kolada", tabell="N1", variabler=[{"variabel": "municipality", "blir": "plats", "koder": codes}])
    service.say("/v3/kpi/N1", {"values": [{"id": "N1", "title": "Mått "}]})
    service.say(f"/v3/data/kpi/N1/municipality/{','.join(code['kod'] for code in codes[:25])}?per_page=5000&page=20", {"values": []})

    def values(place: str) -> dict[str, object]:
        both = [{"gender": gender, "status": "", "value": 1, "isdeleted": False} for gender in ("K", "T")]
        return {"kpi": "N1", "period": 2023, "municipality": place, "values": both}

    first, second = (",".join(code["kod"] for code in some) for some in (codes[:25], codes[25:]))
    onward = f"https://api.kolada.se/v3/data/kpi/N1/municipality/{first}?per_page=5000&page=2"
    service.say(f"/v3/data/kpi/N1/municipality/{first}?per_page=5000", {"values": [values("0000")], "next_url": onward})
    service.say(f"/v3/data/kpi/N1/municipality/{first}?per_page=5000&page=2", {"values": [values("0001")], "next_url": f"{onward}0"})
    service.say(f"/v3/data/kpi/N1/municipality/{second}?per_page=5000", {"values": [values("0029")]})
    assert set(_fetched(spec, service, "api.kolada.se")) == {("2023", "totalt", f"Ort {n}") for n in (0, 1, 29)}


_ODS = _spec(
    tjänst="opendatasoft", tabell="utslapp", adress=HERE, fält="varde",
    variabler=[{"variabel": "artal", "blir": "period"}, {"variabel": "sektor", "koder": [{"kod": "A"}]}],
)  # fmt: skip
_KOLADA = _spec(tjänst="kolada", tabell="N1", variabler=[{**_REGION, "variabel": "municipality"}, {**_SEX, "variabel": "gender"}])
_ABOUT = {"title": "Folkmängd", "variables": [{"code": name, "text": name, "values": codes} for name, codes in _CODES_OF.items()]}
_VALUES = {"gender": "1", "status": "", "value": 1.5, "isdeleted": False}
_GOOD: list[tuple[Fetch, list[object]]] = [
    (_pxweb("pxwebapi2", från="2022"), [_POPULATION]),
    (_pxweb("pxweb1", adress=f"{HERE}/a"), [_ABOUT, _POPULATION]),
    (_ODS, [{"metas": {"default": {"title": "x"}}}, {"total_count": 1, "results": [{"artal": "2023", "sektor": "A", "varde": 1}]}]),
    (
        _KOLADA,
        [
            {"values": [{"id": "N1", "title": "x"}]},
            {"values": [{"kpi": "N1", "period": 2023, "municipality": "2480", "values": [_VALUES]}], "next_url": None},
        ],
    ),
]
_ANYTHING: st.SearchStrategy[object] = (
    st.none() | st.booleans() | st.integers() | st.text(max_size=4) | st.just([]) | st.just({}) | st.just([{}]) | st.just({"a": []})
)


def _nodes(tree: object) -> list[tuple[Any, Any]]:
    """Every place in a tree: what holds it, and under which key."""
    keys = tree.keys() if isinstance(tree, dict) else range(len(tree)) if isinstance(tree, list) else ()
    return [place for key in keys for place in ((tree, key), *_nodes(tree[key]))]  # type: ignore[index]  # a tree of JSON


@pytest.mark.parametrize(("spec", "answers"), _GOOD, ids=lambda one: one.service.value if isinstance(one, Fetch) else "")
@given(data=st.data())
def test_an_answer_damaged_anywhere_is_read_or_refused(spec: Fetch, answers: list[object], data: st.DataObject) -> None:
    """Whatever stands in place of any part of it: figures that can be written, or one message, and no other end."""
    assert sources.read(spec, exact.parse(json.dumps(answers))).points
    tree = json.loads(json.dumps(answers))
    holder, key = data.draw(st.sampled_from(_nodes(tree)))
    holder[key] = data.draw(_ANYTHING)
    try:
        read = sources.read(spec, exact.parse(json.dumps(tree)))
    except FetchError:
        return
    assert all(not point.value or digits(point.value) == point.value for point in read.points.values())
