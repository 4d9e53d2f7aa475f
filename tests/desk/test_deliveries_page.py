"""Leveringen: what is late, what a delivery would change, its way in, and its way back."""

import csv
import email
import io
import os
import re
import signal
import socket
import threading
import zipfile
from email.policy import default

import httpx
import pytest
from openpyxl import load_workbook

from report_builder.exclusion import alone
from tests.desk.conftest import PATIENCE, started_desk
from tests.desk.delivering import HEAD, DeliveryDesk, opened_deliveries, words, write_project
from tests.desk.test_doorkeeper import free_port

NEXT = f"{HEAD}asiel.instroom;2025;;1150;A\n"
REVISED = f"{HEAD}asiel.instroom;2024;;1105;A\n"
DOUBTFUL = f"{HEAD}asiel.instroom;2025;;11500;A\n"


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    # A store of its own, in which nothing but this desk writes down a fault.
    store = tmp_path_factory.mktemp("store")
    with opened_deliveries(tmp_path_factory.mktemp("leveringen"), store) as opened:
        yield opened


@pytest.fixture
def office(opened):
    """The desk, over the project as it was at the start."""
    yield opened
    opened.restore()


def series(office, name="asiel/instroom"):
    return (office.folder.root / f"data/{name}.csv").read_text().splitlines()[1:]


def test_each_organisation_has_its_counts_and_what_there_is_to_ask_it(office):
    page = office.client.get("/leveringen").text
    row = re.search(r"<tr>\s*<th[^>]*><a [^>]*>IND</a>.*?</tr>", page, re.DOTALL)[0]
    assert re.findall(r'getal">(?:<span[^>]*>)?(\d+)', row) == ["0", "1", "0"]
    assert "1 oud of leeg en niet afgedrukt" in row
    assert 'href="/leveringen/formulier/IND"' in row
    assert 'href="/leveringen/mail/IND"' in row
    assert "/leveringen/mail/COA" not in page


def test_an_organisation_has_a_page_with_each_figure_that_is_expected(office):
    said = words(office.client.get("/leveringen/organisatie/IND"))
    assert "Instroom te laat t/m 2024 2025 publicatiemoment niet bekend levering " in said
    assert office.client.get("/leveringen/organisatie/bestaat-niet").status_code == 404


def test_the_form_and_the_mail_are_those_of_the_commands(office):
    form = office.client.get("/leveringen/formulier/IND")
    assert "levering-IND-2025.xlsx" in form.headers["content-disposition"]
    assert load_workbook(io.BytesIO(form.content)).sheetnames[:2] == ["Toelichting", "Cijfers"]
    shown = words(office.client.get("/leveringen/mail/IND"))
    mail = email.message_from_bytes(
        office.client.get("/leveringen/mailbestand/IND").content, policy=default
    )
    assert mail["to"] == "Dienst <cijfers@dienst.example>"
    assert mail["subject"] in shown
    assert [part.get_filename() for part in mail.iter_attachments()] == ["levering-IND-2025.xlsx"]
    assert "Instroom (asiel.instroom): wij hebben cijfers t/m 2024, nodig t/m 2025" in shown


def test_nobody_is_mailed_when_nothing_of_it_is_late(office):
    refused = office.client.get("/leveringen/mail/COA")
    assert refused.status_code == 409
    assert "van COA is niets te laat" in words(refused)


def test_a_look_shows_each_difference_and_writes_nothing(office):
    page = office.put_in("herzien.csv", f"{REVISED}asiel.besluiten;2025;;540;P\n")
    assert "2024 1.100 1.105 +5 herzien" in words(page)
    assert "2025 geen 540 (P) nieuw" in words(page)
    assert "er stond een ander cijfer" in words(page)
    assert office.tree() == office.first


def test_whose_a_file_is_follows_from_its_name_and_that_is_said(office):
    page = words(office.put_in("levering-IND-2025.csv", NEXT, choice=""))
    assert "Gelezen als: IND , ons formulier. Dat is gekozen naar de naam" in page
    page = words(office.put_in("Bezetting COA.csv", "Jaar;Bezetting\n2025;70500\n", choice=""))
    assert "Gelezen als: COA , tabel volgens profiel bezetting. Dat is gekozen naar de naam" in page
    assert "2025 geen 70.500 nieuw" in page


def test_where_the_name_says_nothing_the_page_asks_and_goes_on(office):
    page = office.put_in("cijfers.csv", NEXT, choice="")
    assert "Van wie is dit bestand?" in words(page)
    nothing = office.client.post(f"{page.url.path}/anders", data={"keuze": ""})
    assert nothing.status_code == 409
    chosen = office.client.post(f"{page.url.path}/anders", data={"keuze": "IND|"})
    assert "2025 geen 1.150 nieuw" in words(office.at_rest(chosen))


def test_a_file_of_another_organisation_can_be_read_anew_as_that(office):
    page = office.put_in("cijfers.csv", NEXT, choice="COA|")
    assert "asiel.instroom wordt geleverd door IND, niet door COA" in words(page)
    again = office.client.post(f"{page.url.path}/anders", data={"keuze": "IND|"})
    assert "2025 geen 1.150 nieuw" in words(office.at_rest(again))


def test_what_needs_nothing_comes_in_at_once_and_is_in_the_list(office):
    page = office.take_in(office.put_in("levering.csv", NEXT))
    assert "Ingelezen en vastgelegd." in words(page)
    assert series(office)[-1] == "2025,1150,A"
    assert "IND levering.csv" in words(office.client.get("/leveringen"))


@pytest.mark.parametrize(
    ("fields", "missing"),
    [
        ({}, ["Vink aan dat de twijfelachtige cijfers kloppen.", "Geef een reden."]),
        ({"twijfel": "ja"}, ["Geef een reden."]),
        ({"twijfel": "ja", "reden": "   "}, ["Geef een reden."]),
        ({"herzien": "ja", "breuk": "ja", "reden": "gemaild"}, ["Vink aan dat de twijfelachtige"]),
    ],
)
def test_what_is_doubtful_is_refused_until_it_is_ticked_with_a_reason(office, fields, missing):
    refused = office.take_in(office.put_in("levering.csv", DOUBTFUL), **fields)
    assert refused.status_code == 422
    assert all(text in words(refused) for text in missing)
    assert office.tree() == office.first


def test_each_kind_of_consent_is_asked_apart(office):
    both = f"{HEAD}asiel.instroom;2024;;1105;A\nasiel.instroom;2025;;11500;A\n"
    page = office.put_in("levering.csv", both)
    refused = office.take_in(page, twijfel="ja", reden="gemaild")
    assert "Vink aan dat de herziene en vervallen cijfers kloppen." in words(refused)
    taken = office.take_in(page, twijfel="ja", herzien="ja", reden="gemaild")
    assert "Ingelezen en vastgelegd." in words(taken)


def test_what_breaks_the_texts_is_shown_and_asked_for(office):
    zero = f"{HEAD}asiel.instroom;2024;;0;A\nasiel.instroom;2025;;5;A\n"
    page = office.put_in("levering.csv", zero)
    assert "Wat er in de teksten misgaat" in words(page)
    assert "templates/h1.docx" in words(page)
    refused = office.take_in(page, herzien="ja", twijfel="ja", reden="gemaild")
    assert "Vink aan dat de cijfers ook met fouten in de teksten binnenkomen." in words(refused)
    taken = office.take_in(page, herzien="ja", twijfel="ja", breuk="ja", reden="gemaild")
    assert "Ingelezen en vastgelegd." in words(taken)


def test_what_was_accepted_is_kept_with_who_did_and_why(office):
    page = office.put_in("levering.csv", f"{DOUBTFUL[:-1]}\n")
    office.take_in(page, twijfel="ja", reden="<b>gebeld</b>; klopt")
    [accepted] = (office.folder.root / "data/deliveries").glob("*/.accepted.csv")
    [row] = csv.DictReader(io.StringIO(accepted.read_text()))
    assert row["reason"] == "“<b>gebeld</b>; klopt”"
    assert "account" in row["by"]
    kept = office.client.get("/leveringen/bewaard/1")
    assert "<b>" not in kept.text.partition("<main")[2]
    assert f"<b>gebeld</b>; klopt {row['by'].strip('“”')}" in kept.text.replace(
        "&lt;", "<"
    ).replace("&gt;", ">").replace("</td><td>", " ")
    assert office.client.get("/leveringen/bewaard/2").status_code == 404
    assert office.client.get("/leveringen/bewaard/0").status_code == 404


def test_when_the_project_changed_since_nothing_comes_in_and_the_look_is_made_again(office):
    page = office.put_in("levering.csv", REVISED)
    csv_file = office.folder.root / "data/asiel/instroom.csv"
    office.folder.write("data/asiel/instroom.csv", csv_file.read_text().replace("1100", "1090"))
    before = office.tree()
    refused = office.take_in(page, herzien="ja", reden="gemaild")
    assert "Er is niets ingelezen: het project is gewijzigd sinds u keek" in words(refused)
    assert "2024 1.090 1.105 +15 herzien" in words(refused)
    assert office.tree() == before
    assert "Ingelezen" in words(office.take_in(refused, herzien="ja", reden="gemaild"))


def ticked(page):
    """Which consents are ticked on a page."""
    return re.findall(r'name="(\w+)" value="ja"[^>]* checked', page.text)


def test_what_was_agreed_to_stands_there_again_after_a_refusal(office):
    page = office.put_in("levering.csv", REVISED)
    assert ticked(page) == []
    refused = office.take_in(page, herzien="ja", reden="")
    assert (refused.status_code, ticked(refused)) == (422, ["herzien"])
    with alone(office.folder.root, "lock"):
        refused = office.take_in(page, herzien="ja", reden="gemaild")
    assert "Er is niets ingelezen: in dit project loopt al" in words(refused)
    assert ticked(refused) == ["herzien"]
    assert ">gemaild</textarea>" in refused.text
    assert "Ingelezen" in words(office.take_in(refused, herzien="ja", reden="gemaild"))


def test_nobody_has_agreed_to_what_became_another_thing(office):
    page = office.put_in("levering.csv", REVISED)
    csv_file = office.folder.root / "data/asiel/instroom.csv"
    office.folder.write("data/asiel/instroom.csv", csv_file.read_text().replace("1100", "1090"))
    refused = office.take_in(page, herzien="ja", reden="gemaild")
    assert "het project is gewijzigd sinds u keek" in words(refused)
    assert ticked(refused) == []
    assert ">gemaild</textarea>" in refused.text


def test_who_looked_at_nothing_can_take_nothing_in(office):
    page = office.put_in("levering.csv", NEXT)
    assert office.client.post(f"{page.url.path}/inlezen", data={}).status_code == 409
    assert "Ingelezen en" not in words(office.take_in(page, versie="een andere"))
    assert office.tree() == office.first


def test_two_looks_at_once_each_show_their_own_file(office):
    pages = {}

    def look(name, content):
        pages[name] = words(office.put_in(name, content))

    files = {"een.csv": NEXT, "twee.csv": REVISED, "drie.csv": DOUBTFUL}
    threads = [threading.Thread(target=look, args=item) for item in files.items()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    assert "1.150 nieuw" in pages["een.csv"]
    assert "1.105 +5 herzien" in pages["twee.csv"]
    assert "11.500 nieuw" in pages["drie.csv"]


def test_a_look_that_was_taken_in_is_not_taken_in_twice(office):
    page = office.put_in("levering.csv", NEXT)
    office.take_in(page)
    office.take_in(page)
    assert len((office.folder.root / "data/deliveries.csv").read_text().splitlines()) == 2


def test_while_a_command_changes_the_project_nothing_comes_in(office):
    page = office.put_in("levering.csv", NEXT)
    with alone(office.folder.root, "refresh"):
        refused = office.take_in(page)
    assert "in dit project loopt al het ophalen van cijfers (report-builder refresh" in words(
        refused
    )
    assert office.tree() == office.first
    assert "Ingelezen en vastgelegd." in words(office.take_in(refused))


def test_the_last_delivery_is_undone_once_it_was_named(office):
    office.take_in(office.put_in("eerste.csv", NEXT))
    office.take_in(office.put_in("tweede.csv", f"{HEAD}asiel.besluiten;2025;;540;A\n"))
    asked = office.client.get("/leveringen/ongedaan")
    assert "tweede.csv van IND" in words(asked)
    [version] = re.findall(r'name="versie" value="([^"]+)"', asked.text)
    done = office.client.post("/leveringen/ongedaan", data={"versie": version})
    assert "De laatste levering is ongedaan gemaakt" in words(done)
    assert series(office, "asiel/besluiten") == ["2023,500,A", "2024,520,A"]
    assert series(office)[-1] == "2025,1150,A"
    again = office.client.post("/leveringen/ongedaan", data={"versie": version})
    assert "er kwam of ging intussen een levering" in words(again)
    assert series(office)[-1] == "2025,1150,A"


def test_without_deliveries_there_is_nothing_to_undo(office):
    for answer in (
        office.client.get("/leveringen/ongedaan"),
        office.client.post("/leveringen/ongedaan", data={}),
    ):
        assert answer.status_code == 409
    assert office.tree() == office.first


def test_what_is_wrong_with_a_file_is_told_at_its_place(office):
    page = office.put_in("levering.csv", f"{HEAD}asiel.instroom;2025;;veel;A\n")
    assert "'veel' is geen getal" in words(page)
    assert "levering.csv, regel 2, kolom 4" in words(page)
    assert "Lees deze levering in" not in words(page)


def test_unknown_labels_come_with_what_to_paste_in_the_profile(office):
    names = ";".join(f"Soort {number}" for number in range(6))
    page = office.put_in("tabel.csv", f"Jaar;{names}\n2025;1;2;3;4;5;6\n", "COA|bezetting")
    assert "In het profiel te plakken" in words(page)
    assert '"Soort 5" = "?"' in words(page)


def test_what_is_doubtful_or_wrong_goes_back_to_who_delivered(office):
    for content in (DOUBTFUL, f"{HEAD}asiel.instroom;2025;;veel;A\n"):
        path = office.put_in("terug.csv", content).url.path
        mail = email.message_from_bytes(
            office.client.get(f"{path}/terugmelding/mail").content, policy=default
        )
        [attached] = [part.get_filename() for part in mail.iter_attachments()]
        assert mail["to"] == "Dienst <cijfers@dienst.example>"
        packed = office.client.get(f"{path}/terugmelding/alles").content
        with zipfile.ZipFile(io.BytesIO(packed)) as package:
            assert set(package.namelist()) == {attached, "mail.eml", "brief.txt"}
    assert office.tree() == office.first


def test_what_came_in_does_not_go_back(office):
    page = office.take_in(office.put_in("levering.csv", NEXT))
    assert "Terug naar de leverancier" not in words(page)
    assert office.client.get(f"{page.url.path}/terugmelding/mail").status_code == 409


def test_a_file_that_is_let_go_is_there_no_more(office):
    page = office.put_in("levering.csv", NEXT)
    office.client.post(f"{page.url.path}/weg")
    gone = office.client.get(page.url.path)
    assert (gone.status_code, "wordt niet meer bewaard" in words(gone)) == (409, True)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../../etc/passwd.csv", "passwd.csv"),
        ("C:\\map\\levering.csv", "levering.csv"),
        ("<script>alert(1)</script>.csv", "script_.csv"),
        ("=HYPERLINK(1).csv", "_HYPERLINK(1).csv"),
        ("..csv", "_csv"),
        ("é" * 200 + ".csv", ".csv"),
        ("😀" * 100 + ".csv", ".csv"),
    ],
)
def test_a_name_is_no_path_no_script_and_no_formula(office, name, kept):
    page = office.put_in(name, NEXT)
    assert page.status_code == 200
    assert "<script>alert" not in page.text
    [title] = re.findall(r"<h1>(.*?)</h1>", page.text)
    assert title.endswith(kept)
    if kept.endswith(".csv"):
        assert "2025 geen 1.150 nieuw" in words(page)
        assert "Ingelezen en vastgelegd." in words(office.take_in(page))
    others = {name for name in office.tree() if name not in office.first}
    assert {name.split("/")[0] for name in others} <= {"deliveries", "deliveries.csv"}


def test_more_files_than_one_are_refused(office):
    for count in (2, 100):
        files = [("bestand", (f"{number}.csv", NEXT.encode())) for number in range(count)]
        refused = office.client.post("/leveringen/bekeken", data={"keuze": "IND|"}, files=files)
        assert 400 <= refused.status_code < 500
        assert "Niet gevonden" not in words(refused)
    assert office.client.get("/leveringen").status_code == 200


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 geen werkmap", os.urandom(3000), b"\x00" * 50])
def test_a_file_that_is_none_is_refused_with_what_is_wrong(office, data):
    for name in ("levering.xlsx", "levering.csv", "levering.ods", "levering.exe"):
        page = office.put_in(name, data)
        assert page.status_code in (200, 409)
        assert "Lees deze levering in" not in words(page)
        assert "Er ging iets mis" not in words(page)
    assert office.tree() == office.first


def test_a_form_that_is_none_is_refused(office):
    for kind in ("text/plain", "multipart/form-data", "multipart/form-data; boundary=x"):
        refused = office.client.post(
            "/leveringen/bekeken", content=b"--y\r\nrommel", headers={"content-type": kind}
        )
        assert 400 <= refused.status_code < 500


def test_an_upload_that_is_broken_off_is_no_fault(office):
    address = office.running.origin.removeprefix("http://")
    host, _, port = address.partition(":")
    cookie = f"bureau-{port}={office.running.token}"
    faults = set(office.store.rglob("fout-*"))
    with socket.create_connection((host, int(port))) as line:
        line.sendall(
            f"POST /leveringen/bekeken HTTP/1.1\r\nHost: {address}\r\nOrigin: http://{address}\r\n"
            f"Cookie: {cookie}\r\nContent-Type: multipart/form-data; boundary=grens\r\n"
            "Content-Length: 5000000\r\n\r\n--grens\r\nContent-Disposition: form-data; "
            'name="bestand"; filename="x.csv"\r\n\r\nIndicator'.encode()
        )
    assert office.client.get("/leveringen").status_code == 200
    assert office.tree() == office.first
    assert set(office.store.rglob("fout-*")) == faults


def test_who_is_named_by_a_proxy_is_logged(tmp_path):
    """Any address will do: the proxy is the client here."""
    token, origin = "een-geheim-dat-de-proxy-ook-kent-1234", "https://bureau.voorbeeld.nl"
    port = free_port()
    arguments = ("--behind", origin, "--user-header", "X-Gebruiker", "--port", str(port))
    folder = write_project(tmp_path)
    told = {
        "Authorization": f"Bearer {token}",
        "Host": "bureau.voorbeeld.nl",
        "Origin": origin,
        "X-Gebruiker": "A. Voorbeeld",
    }
    with started_desk(folder.root, *arguments, REPORT_BUILDER_TOKEN=token) as running:
        running.client = httpx.Client(
            base_url=f"http://127.0.0.1:{port}",
            headers=told,
            timeout=PATIENCE,
            follow_redirects=True,
        )
        office = DeliveryDesk(folder, running)
        with running.client:
            page = office.put_in("levering.csv", DOUBTFUL)
            assert "uw naam (A. Voorbeeld)" in words(page)
            office.take_in(page, twijfel="ja", reden="gebeld")
            assert "gebeld A. Voorbeeld" in words(office.client.get("/leveringen/bewaard/1"))


def test_a_desk_that_is_killed_while_it_takes_in_leaves_all_or_nothing(tmp_path):
    with opened_deliveries(tmp_path / "project", tmp_path / "store") as office:
        page = office.put_in("levering.csv", NEXT)
        [version] = re.findall(r'name="versie" value="([^"]+)"', page.text)
        office.client.post(
            f"{page.url.path}/inlezen", data={"versie": version}, follow_redirects=False
        )
        office.running.stop(signal.SIGKILL)
        is_in = (office.folder.root / "data/deliveries.csv").exists()
        assert (series(office)[-1] == "2025,1150,A") is is_in
        with started_desk(office.folder.root) as again:
            again.enter()
            assert again.client.get("/leveringen").status_code == 200
        assert not list(office.folder.root.rglob(".report-builder-*"))
