"""Every way in which the services were recorded to fail leads to a message that says what to do."""

from __future__ import annotations

import gzip
import time

import pytest

from tests.conftest import read_csv
from tests.services.conftest import STATLINE, Dissemination, Reply, ServedFolder, packed

NOT_FOUND = '{"error":[{"status":404,"id":100,"label":"ERR_NOT_FOUND_4: X (DATA_FLOW:ALL,1.0) is not available"}]}'
TOO_BIG = '{"error":[{"status":413,"id":413,"label":"EXTRACTION_TOO_BIG: estimated 9 rows, max authorised is 5"}]}'
ASYNCHRONOUS = '{"warning":{"status":413,"label":"ASYNCHRONOUS_RESPONSE. Please try again later."}}'
SOAP = (
    '<?xml version="1.0"?><S:Fault xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><faultcode>{}</faultcode>'
    "<faultstring>{}</faultstring></S:Fault>"
)
HTML = {"Content-Type": "text/html"}

FAILURES: dict[str, tuple[Reply, str, str]] = {
    "unknown table": (Reply(NOT_FOUND, 404), "de dienst kent de tabel niet", "controleer de tabel"),
    "unknown table in XML": (
        Reply(SOAP.format(100, "ERR_NOT_FOUND_2: DATA_SET:X is not available"), 404),
        "de dienst kent de tabel niet",
        "controleer de tabel",
    ),
    "metadata without observations": (Reply("", 404), "of geeft er geen cijfers van", "stopgezet"),
    "page that does not exist": (
        Reply("<html>Not Found</html>", 404, HTML),
        "kent deze tabel niet",
        "de opvolger",
    ),
    "too big": (
        Reply(TOO_BIG, 413),
        "de vraag is te groot",
        "zet in de catalogus meer dimensies vast",
    ),
    "too big in XML": (
        Reply(SOAP.format(413, "EXTRACTION_TOO_BIG"), 413),
        "de vraag is te groot",
        "meer dimensies",
    ),
    "too big under 200": (Reply(TOO_BIG), "de vraag is te groot", "meer dimensies vast"),
    "asynchronous under 200": (
        Reply(ASYNCHRONOUS),
        "zet de vraag in de wachtrij",
        "vraag het later opnieuw",
    ),
    "a bare number of a job": (
        Reply("6f3f2c1e-0b0a-4c0d-9d3e-2f1a5b7c9d10"),
        "zet de vraag in de wachtrij",
        "vraag het later opnieuw",
    ),
    "more than 10,000 rows": (
        Reply("Please redefine your query so that it returns less than 10000 records.", 500),
        "meer dan 10000 rijen",
        "minder perioden",
    ),
    "not acceptable": (Reply("", 406), "weigert de vraag (fout 406)", "vergelijk de vraag"),
    "no access": (Reply("", 403), "geen toegang tot de dienst (fout 403)", "netwerkbeheerder"),
    "a broken server": (
        Reply("oeps", 500),
        "antwoordt met fout 500: oeps",
        "vraag het later opnieuw",
    ),
    "a busy server": (
        Reply("", 503, {"Retry-After": "900"}),
        "antwoordt met fout 503",
        "over 15 min. opnieuw",
    ),
    "a page of the network": (
        Reply("<html>Log in</html>", 200, HTML),
        "antwoordt met een webpagina",
        "inlogpagina",
    ),
    "an empty body": (Reply(""), "breekt halverwege af", "vraag het later opnieuw"),
    "half a body": (
        Reply('{"class": "dataset", "value": {}}', cut=12),
        "breekt halverwege af",
        "later opnieuw",
    ),
    "JSON that breaks off": (
        Reply('{"class": "dataset", "val'),
        "breekt halverwege af",
        "later opnieuw",
    ),
    "a packed body that breaks off": (
        Reply(gzip.compress(b'{"class": 1}')[:-9]),
        "breekt halverwege af",
        "opnieuw",
    ),
    "a list": (Reply("[1]"), "onverwacht antwoord van de dienst", "in een browser"),
    "words": (Reply("hallo"), "onverwacht antwoord van de dienst: 'hallo'", "in een browser"),
    "no number": (
        Reply('{"value": [NaN]}'),
        "de dienst geeft NaN als waarde",
        "meld dit bij de bron",
    ),
    "a redirect": (
        Reply("", 301, {"Location": "https://example.org/"}),
        "verwijst naar https://example.org/",
        "adres",
    ),
    "a body of two megabytes": (Reply(b" " * 2 * 10**6), "is groter dan", "meer dimensies vast"),
    "a bomb": (packed(Reply(b" " * 5 * 10**6)), "is groter dan", "meer dimensies vast"),
    "a server that drips": (
        Reply("{" + " " * 100, delay=0.1),
        "antwoordt niet op tijd",
        "vraag het later opnieuw",
    ),
    "a server that does not answer": (
        Reply("{}", delay=3),
        "antwoordt niet op tijd",
        "vraag het later opnieuw",
    ),
}


@pytest.mark.parametrize("name", FAILURES)
def test_a_failure_says_what_to_do_and_writes_nothing(
    served: ServedFolder, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    reply, message, hint = FAILURES[name]
    served.eurostat()
    served.server.answer = lambda _: reply
    before = (served.folder.root / "data/asiel/eerste.csv").read_bytes()
    assert served.folder.run("refresh") == 1
    told = capsys.readouterr().err
    assert "data/asiel/catalogue.toml:" in told
    assert message in told
    assert hint in told
    assert (served.folder.root / "data/asiel/eerste.csv").read_bytes() == before
    assert not (served.folder.root / "data/deliveries.csv").exists()


PASSING = {
    "busy": Reply("", 503),
    "asked too often": Reply("", 429, {"Retry-After": "0"}),
    "cut off": Reply('{"class": "dataset"}', cut=5),
    "half an answer": Reply('{"class'),
    "in a queue": Reply(ASYNCHRONOUS),
    "silent": Reply("{}", delay=1),
}


@pytest.mark.parametrize("name", PASSING)
def test_what_passes_is_asked_again(served: ServedFolder, name: str) -> None:
    served.eurostat()
    served.server.before = [PASSING[name]] * 2
    served.server.answer = Dissemination()
    assert served.folder.run("refresh") == 0
    assert len(served.server.asked) == 3
    assert "1025" in {
        row["obs_value"] for row in read_csv(served.folder.root / "data/asiel/eerste.csv")
    }


def test_what_will_not_pass_is_asked_once(served: ServedFolder) -> None:
    served.eurostat()
    served.server.answer = lambda _: Reply(TOO_BIG, 413)
    assert served.folder.run("refresh") == 1
    assert len(served.server.asked) == 1


def test_the_pause_that_a_service_asks_for_is_kept(served: ServedFolder) -> None:
    served.eurostat()
    served.server.before = [Reply("", 503, {"Retry-After": "1"})]
    served.server.answer = Dissemination()
    start = time.monotonic()
    assert served.folder.run("refresh") == 0
    assert time.monotonic() - start > 0.9


def test_a_service_that_is_not_there_is_told_with_its_address(
    served: ServedFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    served.eurostat()
    sources = served.folder.root / "data/sources.toml"
    sources.write_text(
        sources.read_text("utf-8").replace(served.server.url, "http://127.0.0.1:9"), "utf-8"
    )
    assert served.folder.run("refresh") == 1
    told = capsys.readouterr().err
    assert "127.0.0.1:9 is niet bereikbaar" in told
    assert "controleer de verbinding" in told


def test_a_table_that_fails_keeps_no_other_table_out(
    served: ServedFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    served.eurostat()
    served.statline()
    served.server.answer = lambda path: (
        Dissemination()(path) if path.startswith("/data/") else Reply("", 404)
    )
    assert served.folder.run("refresh") == 1
    told = capsys.readouterr()
    assert "CBS 85484NED: niet overgenomen" in told.out
    assert "Eurostat migr_asyappctza, stand 2026-09-17: overgenomen" in told.out


def test_a_service_that_is_down_is_not_asked_for_every_table(
    served: ServedFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    served.statline()
    served.statline(
        STATLINE.replace("immigratie", "tweede").replace("85484NED", "37296ned"), key="eu.tweede"
    )
    served.server.answer = lambda _: Reply("{}", delay=3)
    assert served.folder.run("refresh") == 1
    assert len(served.server.asked) == 3
    assert capsys.readouterr().err.count("antwoordt niet op tijd") == 2
