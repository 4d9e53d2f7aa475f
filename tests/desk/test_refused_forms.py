"""A form that is refused comes back with every tick and word in it, on the page that it was filled in on."""

import re
import shutil
from html import unescape

import pytest

from tests.desk.conftest import proxied_desk, read_desk
from tests.desk.delivering import HEAD, DeliveryDesk, write_project
from tests.desk.remarked_project import remarked_project

REASON = "Bevestigd op 12 juni."
STALE = """
[[accepted_stale]]
indicator = "asiel.oud"
reason = "De bron levert in het najaar."
decided_on = 2026-06-01
"""


@pytest.fixture(scope="module")
def opened(tmp_path_factory, _store):
    """A project with a stale figure that was accepted, and a desk over it."""
    project = remarked_project(tmp_path_factory.mktemp("geweigerd") / "project")
    path = project.root / "data/editions/2026.toml"
    path.write_text(path.read_text() + STALE)
    with read_desk(project.root, _store) as desk:
        yield project, desk


@pytest.fixture
def project(opened):
    return opened[0]


@pytest.fixture
def desk(opened):
    return opened[1]


def ticked(answer):
    """The boxes and choices that stand ticked on a page, as name and value."""
    tags = re.findall(r"<input[^>]* checked[^>]*>", answer.text)
    return {
        (re.search(r'name="([^"]*)"', tag)[1], re.search(r'value="([^"]*)"', tag)[1])
        for tag in tags
    }


def test_who_takes_accepted_figures_back_on_other_settings_sees_her_ticks_again(desk):
    fields = {"versie": "0", "kies": ["asiel.oud"]}
    answer = desk.client.post("/uitgave/accepteren/intrekken", data=fields)
    assert answer.status_code == 409
    assert "een ander wijzigde intussen de instellingen" in answer.text
    assert ("kies", "asiel.oud") in ticked(answer)


def test_a_reason_for_a_figure_that_another_accepted_meanwhile_is_told(desk):
    fields = {
        "versie": "0",
        "leverancier": ["CBS"],
        "samen": [""],
        "kies": ["asiel.oud"],
        "cijfer": ["asiel.oud"],
        "reden": [REASON],
    }
    answer = desk.client.post("/uitgave/accepteren", data=fields)
    assert answer.status_code == 422
    assert f"'{REASON}' schreef u bij asiel.oud, dat hier niet meer staat" in unescape(answer.text)


def test_a_refusal_is_told_also_before_the_project_was_read(tmp_path):
    folder = write_project(tmp_path / "project")
    with proxied_desk(folder.root, "Bedachte Een") as desk:
        fields = {"versie": "0", "kies": ["asiel.instroom"]}
        answer = desk.client.post("/uitgave/accepteren/intrekken", data=fields)
    assert answer.status_code == 409
    assert "een ander wijzigde intussen de instellingen" in answer.text


def test_what_was_filled_in_is_told_when_the_settings_cannot_be_read_any_more(project, desk):
    path = project.root / "data/editions/2026.toml"
    good = path.read_text()
    path.write_text(f"{good}\n= stuk")
    try:
        fields = {"versie": "0", "naam-0": "N. Bewindspersoon", "stond-naam-0": ""}
        answer = desk.client.post("/uitgave/instellingen", data=fields)
    finally:
        path.write_text(good)
    assert answer.status_code == 422
    assert "'N. Bewindspersoon' hoort bij iets" in unescape(answer.text)
    assert "zo niet te lezen" in answer.text


@pytest.fixture
def locked(project, desk):
    """The same with figures that are locked, as the file says it."""
    assert project.run("lock") == 0
    desk.wait_for("/uitgave", "Weer vrijgeven")
    yield
    folder = project.root / "data/editions/2026"
    for path in folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        elif path.name != "remarks.csv":
            path.unlink()
    desk.wait_for("/uitgave", "Niet vastgelegd")


def test_the_figures_to_let_go_and_the_reason_stand_there_again(desk, locked):
    fields = {"versie": "0", "reden": REASON, "omvang": "deel", "indicator": ["asiel.oud"]}
    answer = desk.client.post("/uitgave/openen", data=fields)
    assert answer.status_code == 409
    assert f'value="{REASON}"' in answer.text
    assert {("indicator", "asiel.oud"), ("omvang", "deel")} <= ticked(answer)
    assert ("indicator", "asiel.aanvragen") not in ticked(answer)
    fields |= {"reden": " ", "omvang": "alles"}
    answer = desk.client.post("/uitgave/openen", data=fields)
    assert "schrijf op waarom" in answer.text
    assert ("omvang", "alles") in ticked(answer)


@pytest.fixture(scope="module")
def deliveries(tmp_path_factory, _store):
    folder = write_project(tmp_path_factory.mktemp("geleverd"))
    with read_desk(folder.root, _store) as running:
        yield DeliveryDesk(folder, running)


def test_how_a_file_is_read_stays_chosen_when_the_file_is_refused(deliveries):
    files = [("bestand", (name, b"1")) for name in ("een.csv", "twee.csv")]
    answer = deliveries.client.post(
        "/leveringen/bekeken", data={"keuze": "COA|bezetting"}, files=files
    )
    assert answer.status_code == 409
    assert '<option value="COA|bezetting" selected>' in answer.text


def test_a_reason_is_shown_when_the_file_that_it_was_for_is_gone(deliveries):
    fields = {"versie": "0", "twijfel": "ja", "reden": REASON}
    answer = deliveries.client.post("/leveringen/bekeken/weg/inlezen", data=fields)
    assert answer.status_code == 409
    assert f"<pre>{REASON}</pre>" in answer.text


def test_two_who_are_refused_each_see_their_own_ticks(tmp_path):
    revised = f"{HEAD}asiel.instroom;2024;;1105;A\nasiel.instroom;2025;;11500;A\n"
    folder = write_project(tmp_path / "project")
    with proxied_desk(folder.root, "Bedachte Een") as desk:
        desk.wait_until_read()
        files = {"bestand": ("levering.csv", revised.encode())}
        sent = desk.client.post("/leveringen/bekeken", data={"keuze": "IND|"}, files=files)
        path = sent.headers["location"]
        page = desk.wait_for(path, "data-bezig", is_there=False)
        version = re.search(r'name="versie" value="([^"]+)"', page)[1]
        one = desk.client.post(f"{path}/inlezen", data={"versie": version, "twijfel": "ja"})
        desk.client.headers["X-User"] = "Bedachte Ander"
        other = desk.client.post(f"{path}/inlezen", data={"versie": version, "herzien": "ja"})
        desk.client.headers["X-User"] = "Bedachte Een"
        again = desk.client.get(path)
    assert ticked(one) == ticked(again) == {("twijfel", "ja")}
    assert ticked(other) == {("herzien", "ja")}


def test_what_is_taken_over_of_services_keeps_its_ticks_and_reason(deliveries):
    fields = {"proef": "99", "herzien": "ja", "reden": REASON}
    answer = deliveries.client.post("/leveringen/diensten/overnemen", data=fields)
    assert answer.status_code == 409
    assert f"U schreef als reden: {REASON}" in answer.text
