"""review.html as reviewers use it: in a real browser, opened from a folder."""

import json

import pytest
from playwright.sync_api import expect

from tests.chapter import write_chapters_to_review
from tests.conftest import Folder
from tests.review_window import chromium, judge, misfits, opened, saved, violations

pytestmark = pytest.mark.usefixtures("blank_pages")


@pytest.fixture(scope="module")
def browser():
    with chromium() as found:
        yield found


@pytest.fixture
def project(asylum: Folder):
    """Two chapters: one number that is fresh and stands in two places, one that is stale, and a figure."""
    write_chapters_to_review(asylum)
    return asylum


@pytest.fixture
def window(browser, project):
    with opened(browser, project) as found:
        yield found


def test_a_click_on_a_number_shows_what_it_is_made_of_and_where_else_it_stands(window):
    window.locator("main a.waarde", has_text="stijging van 20%").click()
    sheet = window.get_by_role("dialog", name="stijging van 20%")
    expect(sheet).to_contain_text("Oud cijfer, 2024")
    expect(sheet).to_contain_text("Te leveren doorIND")
    expect(sheet.locator(".delen > li")).to_have_count(2)
    expect(sheet.locator(".delen > li").first).to_contain_text(
        "120 Oud cijfer, 2024 (nog geen update)"
    )
    window.keyboard.press("Escape")
    window.locator("main a.waarde", has_text="24.140").first.click()
    sheet = window.get_by_role("dialog", name="24.140")
    sheet.get_by_role("link", name="H1: onder 'Instroom', alinea 2").click()
    expect(window.locator("#blad-soort")).to_have_text("Cijfer · H1: onder 'Instroom', alinea 2")
    assert window.url.endswith("#w0-1")
    window.keyboard.press("Escape")
    expect(sheet).to_be_hidden()


def test_what_a_reviewer_decides_stays_in_the_browser_and_goes_into_a_file(window, project):
    judge(window, "stijging van 20%", "niet akkoord", "Waar is 2025?")
    judge(window, "24.140", "akkoord")
    window.locator("p", has_text="Alleen tekst.").hover()
    window.locator("p", has_text="Alleen tekst.").get_by_role("button", name="Opmerking").click()
    window.get_by_label("Opmerking", exact=True).fill("Graag korter.")
    window.keyboard.press("Escape")
    window.reload()
    expect(window.locator("#geteld")).to_have_text("2 van 3")
    made, name = saved(window)
    assert name == f"beoordeling-2026-{made['version']}-ind-afdeling-cijfers.json"
    assert (made["format"], made["edition"], made["reviewer"]) == (
        "report-builder-review/1",
        "2026",
        "IND, afdeling cijfers",
    )
    assert made["saved"].endswith("Z")
    kept = [
        [one[part] for part in ("kind", "place", "text", "status", "remark")]
        for one in made["items"]
    ]
    assert kept == [
        ["number", "h1: onder 'Instroom', alinea 1", "24.140", "akkoord", ""],
        [
            "number",
            "h2: onder 'Oud', alinea 2",
            "stijging van 20%",
            "niet akkoord",
            "Waar is 2025?",
        ],
        [
            "paragraph",
            "h2: onder 'Oud', alinea 3",
            "Alleen tekst.",
            "te beoordelen",
            "Graag korter.",
        ],
    ]
    keys = {
        line.partition(",")[0] for line in (project.output / "numbers.csv").read_text().splitlines()
    }
    assert keys
    assert all(
        one["key"] in (project.output / "numbers.csv").read_text() for one in made["items"][:2]
    )


def test_a_file_is_not_saved_without_the_name_of_who_judges(window):
    window.get_by_role("button", name="Mijn beoordeling").click()
    window.get_by_role("button", name="Sla op als bestand").click()
    expect(window.locator("#mijn-melding")).to_have_text("Vul eerst in namens wie u beoordeelt.")


def test_a_figure_is_judged_by_its_id(window):
    window.get_by_role("button", name="Beoordeel", exact=True).click()
    window.keyboard.press("x")
    window.keyboard.press("Escape")
    (item,) = saved(window)[0]["items"]
    assert (item["key"], item["kind"], item["status"]) == ("asiel/oud", "figure", "niet akkoord")
    assert item["text"] == "Figuur 2.1 Oude cijfers"


def test_a_saved_file_is_read_again_elsewhere(browser, project, tmp_path):
    with opened(browser, project) as first:
        judge(first, "24.140", "niet akkoord", "Afronden <b>graag</b>")
        made, _ = saved(first)
    path = tmp_path / "beoordeling.json"
    path.write_text(json.dumps(made), encoding="utf-8")
    with opened(browser, project) as second:
        second.get_by_role("button", name="Mijn beoordeling").click()
        second.locator("#bestand").set_input_files(path)
        expect(second.locator("#mijn-melding")).to_have_text("1 oordeel overgenomen.")
        expect(second.locator("#mijn-lijst li")).to_contain_text("Afronden <b>graag</b>")
        expect(second.locator("#naam")).to_have_value("IND, afdeling cijfers")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "is geen bestand met een beoordeling"),
        (
            '{"format": "report-builder-review/9", "items": []}',
            "is geen bestand met een beoordeling",
        ),
        (
            '{"format": "report-builder-review/1", "edition": "2025", "items": []}',
            "hoort bij editie 2025",
        ),
    ],
)
def test_a_file_that_does_not_fit_changes_nothing(window, tmp_path, content, said):
    judge(window, "24.140", "akkoord")
    path = tmp_path / "x.json"
    path.write_text(content, encoding="utf-8")
    window.get_by_role("button", name="Mijn beoordeling").click()
    window.locator("#bestand").set_input_files(path)
    expect(window.locator("#mijn-melding")).to_contain_text(said)
    expect(window.locator("#mijn-melding")).to_contain_text("Er is niets veranderd.")
    expect(window.locator("#mijn-lijst li")).to_have_count(1)


def test_what_did_not_change_is_taken_over_into_the_next_concept(browser, project):
    with opened(browser, project) as window:
        judge(window, "24.140", "akkoord")
        judge(window, "stijging van 20%", "akkoord")
        assert project.run("circulate") == 0
        project.indicator(
            "asiel.oud", [(2022, 90), (2023, 100), (2024, 130)], title="Oud cijfer", owner="IND"
        )
        project.build()
        window.reload()
        expect(window.locator("#geteld")).to_have_text("0 van 3")
        window.get_by_role("button", name="Mijn beoordeling").click()
        window.get_by_role("button", name="Neem over uit versie").click()
        expect(window.locator("#mijn-melding")).to_contain_text(
            "1 oordeel overgenomen. Veranderd of vervallen, dus opnieuw te beoordelen (1): stijging van 20%"
        )
        window.keyboard.press("Escape")
        window.locator("#kies-stand").select_option("sinds")
        expect(window.locator("#gevonden")).to_have_text("2 gevonden")


def test_search_and_filters_show_what_fits_and_the_keys_walk_through_it(window):
    window.keyboard.press("/")
    window.keyboard.type("wit")
    expect(window.locator("#gevonden")).to_have_text("1 gevonden")
    expect(window.locator("main p.treffer")).to_contain_text("Weer 24.140. Wit.")
    window.get_by_role("button", name="Wis filter").click()
    window.locator("#kies-stand").select_option("geel")
    expect(window.locator("#gevonden")).to_have_text("2 gevonden")
    expect(window.locator("main a.treffer")).to_have_text(["stijging van 20%"])
    window.locator("#kies-leverancier").select_option("CBS")
    expect(window.locator("#gevonden")).to_have_text("0 gevonden")
    window.get_by_role("button", name="Wis filter").click()
    window.locator("h1").first.click()
    window.keyboard.press("n")
    window.keyboard.press("n")
    assert window.evaluate("document.activeElement.id") == "w0-1"
    window.keyboard.press("Enter")
    expect(window.get_by_role("dialog", name="24.140")).to_be_visible()
    window.keyboard.press("Escape")
    assert window.evaluate("document.activeElement.id") == "w0-1"


def test_who_walks_with_the_mouse_sees_where_it_stands(window):
    window.locator("#kies-stand").select_option("geel")
    window.get_by_role("button", name="Volgende").first.click()
    expect(window.locator(".gekozen")).to_have_count(1)
    expect(window.locator(".gekozen")).to_contain_text("Oude cijfers")


def test_letters_do_nothing_once_they_are_turned_off(window):
    window.get_by_role("button", name="Hulp").click()
    window.get_by_label("Letters als sneltoets gebruiken").uncheck()
    window.keyboard.press("Escape")
    window.reload()
    window.keyboard.press("m")
    expect(window.locator("#mijn")).to_be_hidden()


def test_letters_typed_in_a_remark_are_a_remark(window):
    window.locator("main a.waarde", has_text="24.140").first.click()
    window.get_by_label("Opmerking", exact=True).press_sequentially("max")
    window.keyboard.press("Escape")
    window.get_by_role("button", name="Mijn beoordeling").click()
    expect(window.locator("#mijn-lijst li")).to_contain_text(
        "te beoordelen 24.140 h1: onder 'Instroom', alinea 1: max"
    )


def test_a_remark_is_not_lost_when_the_next_number_is_opened_at_once(window):
    window.locator("main a.waarde", has_text="24.140").first.click()
    window.get_by_label("Opmerking", exact=True).fill("Snel.")
    window.locator("#blad-volgende").click()
    window.keyboard.press("Escape")
    assert [one["remark"] for one in saved(window)[0]["items"]] == ["Snel."]


def test_all_that_a_filter_shows_is_agreed_to_at_once(window):
    window.on("dialog", lambda asked: asked.accept())
    window.locator("#kies-document").select_option("h2")
    window.get_by_role("link", name="Lijst").click()
    window.locator("#alles-akkoord").click()
    expect(window.locator("#geteld")).to_have_text("2 van 3")


def test_where_a_browser_refuses_to_keep_anything_the_page_says_so_and_still_saves(
    browser, project
):
    context = browser.new_context()
    context.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('nee'); }})"
    )
    window = context.new_page()
    window.goto((project.build() / "review.html").as_uri())
    expect(window.locator("#melding")).to_contain_text("Deze browser bewaart niets")
    judge(window, "24.140", "akkoord")
    assert len(saved(window)[0]["items"]) == 1
    context.close()


def test_hostile_text_does_not_run(browser, project):
    hostile = "</script><script>document.title='kwaad'</script><img src=x onerror=\"document.title='kwaad'\">"
    project.indicator("asiel.oud", [(2023, 100), (2024, 120)], title=hostile, owner="IND")
    with opened(browser, project) as window:
        window.locator("main a.waarde", has_text="stijging van 20%").click()
        expect(window.locator("#blad-naam")).to_contain_text("<script>")
        window.get_by_label("Opmerking", exact=True).fill(hostile)
        window.keyboard.press("Escape")
        window.get_by_role("button", name="Mijn beoordeling").click()
        assert window.title() == "Beoordelen: Rapport 2026"


def test_all_of_it_can_be_read_without_scripts(browser, project):
    with opened(browser, project, java_script_enabled=False) as window:
        expect(window.locator("#zonder")).to_be_visible()
        expect(window.locator("#balk")).to_be_hidden()
        window.locator("main a.waarde", has_text="stijging van 20%").click()
        expect(window.locator("#register tr:target")).to_be_visible()
        expect(window.locator("#register tr:target")).to_contain_text("Oud cijfer, 2023: 100")


@pytest.mark.parametrize("width", [1280, 360])
def test_it_is_accessible_closed_open_and_in_each_dialog(browser, project, width):
    with opened(
        browser, project, viewport={"width": width, "height": 800}, bypass_csp=True
    ) as window:
        assert misfits(window) == []
        window.evaluate(
            "document.querySelectorAll('details').forEach((one) => { one.open = true; })"
        )
        assert violations(window) == []
        judge(window, "24.140", "niet akkoord", "Klopt niet.")
        window.locator("main a.waarde", has_text="stijging van 20%").first.click()
        assert violations(window) == []
        window.keyboard.press("Escape")
        for name in ("Mijn beoordeling", "Hulp"):
            window.get_by_role("button", name=name).click()
            assert violations(window) == []
            window.keyboard.press("Escape")


def test_the_web_edition_shows_its_look_and_pictures_under_a_policy_that_lets_nothing_else_in(
    browser, project
):
    with opened(browser, project, "rapport.html") as window:
        assert (
            window.evaluate("getComputedStyle(document.querySelector('figcaption')).fontWeight")
            == "700"
        )
        assert window.evaluate("document.querySelector('figure img').naturalWidth") > 0
        policy = window.locator("meta[http-equiv='Content-Security-Policy']")
        allowed = policy.get_attribute("content")
        assert allowed.startswith("default-src 'none'; script-src 'sha256-")
        assert "unsafe" not in allowed
        assert "http" not in allowed


def test_no_line_of_the_web_edition_runs_out_of_a_window_of_a_phone(browser, project):
    small = {"width": 320, "height": 800}
    with opened(browser, project, "rapport.html", viewport=small) as window:
        assert "gegevens:" in window.locator(".concept").inner_text()
        assert window.evaluate("document.documentElement.scrollWidth <= innerWidth")
