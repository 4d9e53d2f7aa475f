"""After a form was refused the page stands at the address of that form: it can be asked for again there too."""

import pytest
from playwright.sync_api import expect

from report_builder.desk.pages import ROUTES
from tests.desk.conftest import PATIENCE, read_desk
from tests.desk.remarked_project import remarked_project
from tests.review_window import chromium

WAIT = PATIENCE * 1_000
REASON = "Het CBS herziet een reeks."
POSTED = sorted({route.path for route in ROUTES if "POST" in route.methods})
NEWS = "(nummer) => document.dispatchEvent(new CustomEvent('bureau:stand', {detail: {nummer}}))"
SEND = """([action, reden]) => {
  document.body.insertAdjacentHTML('beforeend', `<form method="post" action="${action}"><input name="reden" value="${reden}"></form>`);
  document.body.lastElementChild.submit();
}"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory, _store):
    """A desk that looked at a file and did some work, over a project whose figures are locked."""
    project = remarked_project(tmp_path_factory.mktemp("adressen") / "project")
    assert project.run("lock") == 0
    with read_desk(project.root, _store) as running:
        running.client.post("/leveringen/bekeken", files={"bestand": ("een.csv", b"1")})
        running.client.post("/uitgave/archiveren")
        yield running


@pytest.fixture
def page(desk):
    with chromium() as browser:
        page = browser.new_page(bypass_csp=True)
        page.set_default_timeout(WAIT)
        page.goto(f"{desk.origin}/?token={desk.token}")
        page.goto(f"{desk.origin}/uitgave")
        yield page


@pytest.fixture(scope="module")
def address_of(desk):
    """A route with what stands in the project in place of its names."""
    look = desk.client.post("/leveringen/bekeken", files={"bestand": ("twee.csv", b"1")}).url.path
    labels = {
        "{label}": "1",
        "{name}": "weg",
        "{number:int}": "1",
        "{number}": look.rpartition("/")[2],
    }

    def filled(path):
        for name, value in labels.items():
            path = path.replace(name, value)
        return path

    return filled


@pytest.mark.parametrize("path", POSTED)
def test_who_asks_for_the_address_of_a_form_gets_the_page_that_it_stands_on(desk, address_of, path):
    answer = desk.client.get(address_of(path))
    assert answer.status_code not in (404, 405)
    assert '<main id="inhoud"' in answer.text
    assert address_of(path).startswith(answer.url.path)


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("/reacties/rondsturen", "/reacties"),
        ("/leveringen/bekeken", "/leveringen"),
        ("/leveringen/diensten/overnemen", "/leveringen/diensten"),
        ("/uitgave/accepteren/intrekken", "/uitgave/accepteren"),
        ("/uitgave/nieuwe-editie", "/uitgave/nieuwe-editie"),
        ("/uitgave/weg", "/uitgave"),
    ],
)
def test_a_form_that_came_to_nothing_says_where_its_page_is(desk, path, address):
    refused = desk.client.post(path, data={"versie": "0"})
    assert refused.is_client_error
    assert f'data-adres="{address}"' in refused.text


def test_a_page_that_was_looked_at_stands_at_its_own_address(desk):
    assert "data-adres" not in desk.client.get("/uitgave").text


def test_a_refused_page_brings_itself_up_to_date_and_keeps_what_was_filled_in(page):
    page.evaluate(SEND, ["/uitgave/openen", REASON])
    expect(page.get_by_role("alert")).to_contain_text("kies welke cijfers vrij moeten")
    page.locator("[data-deel=gebouwd]").evaluate("(part) => part.replaceChildren('Oud')")
    with page.expect_response("**/uitgave") as asked:
        page.evaluate(NEWS, 1001)
    assert asked.value.request.method == "GET"
    expect(page.locator("[data-deel=gebouwd]")).not_to_have_text("Oud")
    expect(page.get_by_label("Waarom")).to_have_value(REASON)


def test_a_refused_page_that_comes_anew_does_not_send_its_form_again(page):
    page.evaluate(SEND, ["/uitgave/openen", REASON])
    expect(page.get_by_role("alert")).to_be_visible()
    sent = []
    page.on("request", lambda request: sent.append(request.method))
    page.evaluate("import('/vast/vernieuwen.js').then((module) => module.reload())")
    page.wait_for_url("**/uitgave")
    expect(page.get_by_role("alert")).to_have_count(0, timeout=WAIT)
    assert "POST" not in sent
