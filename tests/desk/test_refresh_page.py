"""The services in the desk: first what is new, then taking that over."""

import re
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.conftest import Folder
from tests.desk.conftest import PATIENCE, read_desk
from tests.desk.delivering import DeliveryDesk, words
from tests.services.conftest import EUROSTAT, Dissemination, ServedFolder, Server

SERVICES = "/leveringen/diensten"
SLOW = "migr_zzz"
"""A table that is answered when a test says so; the service does not have it."""
may_answer = threading.Event()
may_answer.set()


@pytest.fixture(scope="module")
def url():
    """A service on this machine that answers as Eurostat does."""
    cube = Dissemination(updated="2026-06-01T23:00:00+0200")

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            if SLOW in self.path:
                may_answer.wait(PATIENCE)
            reply = cube(self.path)
            self.send_response(reply.status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(reply.data)))
            self.end_headers()
            self.wfile.write(reply.data)

        def log_message(self, *_): ...

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=listening.serve_forever, args=(0.02,))
    thread.start()
    yield f"http://127.0.0.1:{listening.server_address[1]}"
    listening.shutdown()
    thread.join()
    listening.server_close()


@pytest.fixture(scope="module")
def opened(tmp_path_factory, _store, url):
    folder = Folder(tmp_path_factory.mktemp("diensten"))
    ServedFolder(folder, Server(url)).eurostat()
    mapping = EUROSTAT.replace("migr_asyappctza", SLOW).replace("[eerste.", "[later.")
    rows = [("2023", "Nederland", 1, "A")]
    folder.indicator("asiel.later", rows, dimensions=["land"], source="Eurostat")
    folder.catalogues["asiel"]["later"] += f"\n{mapping}"
    catalogue = "\n\n".join(folder.catalogues["asiel"].values())
    folder.write("data/asiel/catalogue.toml", catalogue)
    folder.document("h1", 'Er waren {{ asiel.eerste(land="Nederland") }}.')
    with read_desk(folder.root, _store) as running:
        yield DeliveryDesk(folder, running)


@pytest.fixture
def office(opened):
    yield opened
    opened.restore()


def ended(office):
    """The page of the services once nothing runs."""
    end = time.monotonic() + PATIENCE
    while "data-loopt" in (page := office.client.get(SERVICES)).text:
        assert time.monotonic() < end
        time.sleep(0.2)
    return page


def tried(office):
    """The page after a trial, and the number of that trial."""
    office.client.post(f"{SERVICES}/proef", data={"bron": "Eurostat"})
    page = ended(office)
    [number] = re.findall(r'name="proef" value="(\d+)"', page.text)
    return page, number


def test_what_is_new_is_shown_and_taken_over_with_a_reason(office):
    page, number = tried(office)
    assert "nieuw: 2024 [Nederland] 1.024" in words(page)
    assert office.tree() == office.first
    fields = {"proef": number, "twijfel": "ja", "herzien": "ja"}
    silent = office.client.post(f"{SERVICES}/overnemen", data=fields)
    assert "die ontbreekt" in words(silent)
    office.client.post(f"{SERVICES}/overnemen", data={**fields, "reden": "--gepubliceerd"})
    assert "overgenomen" in words(ended(office))
    assert "2024,Nederland,1024,A" in (office.folder.root / "data/asiel/eerste.csv").read_text()
    again = office.client.post(f"{SERVICES}/overnemen", data={**fields, "reden": "nog eens"})
    assert "dit is niet de laatste proef" in words(again)


def test_what_a_service_gave_is_shown_before_the_next_one_answers(office):
    may_answer.clear()
    try:
        office.client.post(f"{SERVICES}/proef", data={"bron": "Eurostat"})
        said = office.running.wait_for(SERVICES, "Eurostat migr_asyappctza")
        assert "data-loopt" in said
    finally:
        may_answer.set()
    assert SLOW in words(ended(office))


def test_on_other_figures_than_those_of_the_trial_nothing_is_taken_over(office):
    _, number = tried(office)
    office.folder.write(
        "data/asiel/eerste.csv", office.first["asiel/eerste.csv"] + b"2022,Nederland,7,A\n"
    )
    before = office.tree()
    refused = office.client.post(f"{SERVICES}/overnemen", data={"proef": number})
    assert "de cijfers of instellingen zijn gewijzigd sinds de proef" in words(refused)
    assert office.tree() == before


@pytest.mark.parametrize("source", ["", "IND", "--help", "bestaat niet"])
def test_only_a_source_with_a_service_is_asked(office, source):
    refused = office.client.post(f"{SERVICES}/proef", data={"bron": source} if source else {})
    assert refused.status_code == 409
    assert office.tree() == office.first
