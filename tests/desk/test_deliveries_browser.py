"""Leveringen in a real browser: a coordinator takes in a delivery with doubts, and undoes it."""

import pytest

from tests.desk.conftest import PATIENCE
from tests.desk.delivering import HEAD, opened_deliveries
from tests.review_window import misfits

DOUBTFUL = f"{HEAD}asiel.instroom;2025;;11500;A\nasiel.instroom;2024;;1105;A\n"
NARROW = {"width": 360, "height": 800}


@pytest.fixture(scope="module")
def office(tmp_path_factory, _store):
    with opened_deliveries(tmp_path_factory.mktemp("leveringen"), _store) as opened:
        yield opened


@pytest.fixture
def window(browser, office):
    """A narrow window that was let in; what the browser complains of must be nothing."""
    context = browser.new_context(
        viewport=NARROW, permissions=["clipboard-read", "clipboard-write"]
    )
    context.set_default_timeout(PATIENCE * 2_000)
    page, complaints = context.new_page(), []
    page.on("pageerror", lambda said: complaints.append(str(said)))
    page.on(
        "console",
        lambda said: complaints.append(said.text) if "Content Security" in said.text else None,
    )
    page.goto(f"{office.running.origin}/?token={office.running.token}")
    page.goto(f"{office.running.origin}/leveringen")
    yield page
    assert complaints == []
    context.close()
    office.restore()


def put_in(page, content, name="levering-IND-2025.csv"):
    page.get_by_label("Het bestand").set_input_files(
        {"name": name, "mimeType": "text/csv", "buffer": content.encode()}
    )
    page.get_by_role("button", name="Bekijk wat het verandert").click()


def test_a_delivery_is_refused_with_doubts_comes_in_with_a_reason_and_is_undone(window, office):
    assert misfits(window) == []
    put_in(window, DOUBTFUL)
    table = window.get_by_role("table", name="Instroom: wat u moet nakijken")
    assert "10 keer zo groot" in table.inner_text()
    assert misfits(window) == []

    window.get_by_label("Reden").fill("bevestigd op 12 juni")
    window.get_by_role("button", name="Lees deze levering in").click()
    alert = window.get_by_role("alert")
    assert "Vink aan dat de twijfelachtige cijfers kloppen." in alert.inner_text()
    assert window.get_by_label("Reden").input_value() == "bevestigd op 12 juni"
    assert misfits(window) == []
    assert office.tree() == office.first

    window.get_by_label("De herziene en vervallen cijfers kloppen").check()
    window.get_by_label("De twijfelachtige cijfers kloppen").check()
    window.get_by_role("button", name="Lees deze levering in").click()
    window.get_by_text("Ingelezen en vastgelegd.").wait_for()
    assert misfits(window) == []

    window.goto(f"{office.running.origin}/leveringen/bewaard/1")
    kept = window.get_by_role("table", name="Elke bevinding die aanvaard is").inner_text()
    assert kept.count("bevestigd op 12 juni") == 2
    assert misfits(window) == []

    window.get_by_role("link", name="Maak deze levering ongedaan").click()
    assert "levering-IND-2025.csv van IND" in window.locator("main").inner_text()
    window.get_by_role("button", name="Maak deze levering ongedaan").click()
    window.get_by_text("De laatste levering is ongedaan gemaakt").wait_for()
    assert office.tree() == office.first


def test_a_dropped_file_is_looked_at_and_its_faults_can_be_copied(window):
    names = ";".join(f"Soort {number}" for number in range(6))
    content = f"Jaar;{names}\\n2025;1;2;3;4;5;6\\n"
    carried = window.evaluate_handle(
        f"""() => {{
            const carried = new DataTransfer();
            carried.items.add(new File(["{content}"], "Bezetting COA.csv"));
            return carried;
        }}"""
    )
    window.dispatch_event("form.sleepvak", "drop", {"dataTransfer": carried})
    window.get_by_role("button", name="Kopieer dit blok").click()
    window.get_by_role("button", name="Gekopieerd").wait_for()
    assert '"Soort 5" = "?"' in window.evaluate("navigator.clipboard.readText()")
    assert misfits(window) == []


def test_a_delivery_goes_in_by_keyboard_alone(window, office):
    put_in(window, f"{HEAD}asiel.instroom;2025;;1150;A\n")
    button = window.get_by_role("button", name="Lees deze levering in")
    button.wait_for()
    for _ in range(40):
        window.keyboard.press("Tab")
        if button.evaluate("element => element === document.activeElement"):
            break
    window.keyboard.press("Enter")
    window.get_by_text("Ingelezen en vastgelegd.").wait_for()


PAGES = ("organisatie/IND", "organisatie/COA", "mail/IND", "diensten", "bekeken/bestaat-niet")


def test_every_page_fits_a_telephone_and_has_no_findings(window, office):
    findings = {}
    for path in PAGES:
        window.goto(f"{office.running.origin}/leveringen/{path}")
        findings[path] = misfits(window)
    assert findings == {path: [] for path in PAGES}


def asked_services(line):
    """Fulfil a request for the services as they are while somebody asks them, with a form to take over what came
    before.
    """

    def fulfil(route):
        answer = route.fetch()
        text = answer.text().replace('data-taak="diensten"', 'data-taak="diensten" data-loopt')
        text = text.replace(
            '<div data-deel="regels">', f'<div data-deel="regels"><pre>{line()}</pre>'
        )
        form = '<form><label>Reden <input name="reden"></label></form>'
        text = text.replace('<div data-deel="overnemen">', f'<div data-deel="overnemen">{form}')
        route.fulfill(response=answer, body=text)

    return fulfil


def test_a_reason_that_is_being_written_stays_while_another_asks_the_services(window, office):
    lines = iter(["eerste regel", "tweede regel"])
    window.route("**/leveringen/diensten", asked_services(lambda: next(lines)))
    window.goto(f"{office.running.origin}/leveringen/diensten")
    window.get_by_label("Reden").fill("Bevestigd door de bron.")
    news = "document.dispatchEvent(new CustomEvent('bureau:taak', {detail: {naam: 'diensten'}}))"
    window.evaluate(news)
    window.get_by_text("tweede regel").wait_for()
    assert window.get_by_label("Reden").input_value() == "Bevestigd door de bron."
