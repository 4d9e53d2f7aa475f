"""The web edition in a real browser: on three widths, light and dark, with and without its script."""

import re

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from tests.review_window import chromium, misfits, opened

pytestmark = pytest.mark.usefixtures("blank_pages")
WIDTHS = {1400: 900, 768: 1024, 390: 844}
PAGE = "rapport.html"


@pytest.fixture(scope="module")
def browser():
    with chromium() as found:
        yield found


@pytest.fixture
def report(asylum):
    """Two chapters with a stale figure, a dashboard and a table."""
    asylum.figure(
        "asiel/f", indicators=["asiel.oud", "asiel.aanvragen"], title="Verloop", unit="aantal"
    )
    asylum.figure(
        "asiel/d", kind="dashboard", indicators=["asiel.oud", "asiel.stand"], title="Kort"
    )
    asylum.figure(
        "asiel/t",
        kind="table",
        indicators=["asiel.aanvragen"],
        split="nationaliteit",
        since=2024,
        title="Landen",
    )
    filler = ["Een alinea om te lezen, zonder cijfer."] * 30
    asylum.document(
        "h1",
        "# Asiel",
        "## Instroom",
        "Oud: {{ asiel.oud }} mensen.",
        '{{ figuur("asiel/f") }}',
        *filler,
        "## Herkomst",
        '{{ tabel("asiel/t") }}',
        *filler,
    )
    asylum.document("h2", "# Opvang", "## Één enkel woord", '{{ figuur("asiel/d") }}', *filler)
    return asylum


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_at_any_width_light_or_dark_and_no_line_runs_out_of_the_window(
    browser, report, width, scheme
):
    settings = {"viewport": {"width": width, "height": WIDTHS[width]}, "color_scheme": scheme}
    with opened(browser, report, PAGE, **settings) as window:
        window.evaluate(
            "document.querySelectorAll('details').forEach((one) => { one.open = true })"
        )
        window.get_by_label("Zoeken in deze pagina").fill("woord")
        window.get_by_text("Gevonden op 1 plaats.").wait_for()
        assert misfits(window) == []


def test_yellow_is_yellow_in_the_dark(browser, report):
    with opened(browser, report, PAGE, color_scheme="dark") as window:
        look = window.locator("main mark.stale").first.evaluate(
            "(mark) => [getComputedStyle(mark).backgroundColor, getComputedStyle(mark).color]"
        )
        assert look == ["rgb(255, 255, 0)", "rgb(0, 0, 0)"]


def test_without_its_script_the_contents_are_a_list_and_nothing_is_there_that_does_nothing(
    browser, report
):
    with opened(browser, report, PAGE, java_script_enabled=False) as window:
        assert window.locator("nav.boven li").all_inner_texts() != []
        assert window.get_by_role("searchbox").count() == 0
        assert window.get_by_role("button").count() == 0
        with window.expect_download() as download:
            window.get_by_role("link", name="CSV van Figuur 1.1").click()
        assert download.value.suggested_filename == "figuur-1-1-verloop.csv"
        assert download.value.path().read_text().startswith("indicator,title,")


def test_the_contents_say_where_one_is(browser, report):
    with opened(browser, report, PAGE, viewport={"width": 1400, "height": 900}) as window:
        current = window.locator("nav.boven [aria-current]")
        assert "Asiel" in current.inner_text()
        window.get_by_role("heading", name="Herkomst").evaluate("(one) => one.scrollIntoView()")
        window.locator("nav.boven [aria-current]", has_text="Herkomst").wait_for()
        assert current.count() == 1
        assert window.get_by_role("link", name="Één enkel woord").is_hidden()


def test_a_search_ignores_accents_and_leads_to_what_it_found_by_keyboard_alone(browser, report):
    with opened(browser, report, PAGE) as window:
        window.keyboard.press("Tab")  # the link to the content
        window.keyboard.press("Tab")
        window.keyboard.type("een ENKEL")
        window.get_by_text("Gevonden op 1 plaats.").wait_for()
        window.keyboard.press("Enter")
        window.keyboard.press("Enter")
        assert window.evaluate("document.activeElement.textContent").endswith("Één enkel woord")
        window.get_by_label("Zoeken in deze pagina").press("Escape")
        assert window.locator(".zoeken li").count() == 0
        window.keyboard.type("nergens")
        window.get_by_text("Niets gevonden.").wait_for()


def test_a_short_cell_stays_on_one_line_and_a_long_head_does_not(browser, report):
    with opened(browser, report, PAGE, viewport={"width": 390, "height": 844}) as window:
        looks = window.locator("table th, table td").evaluate_all(
            "all => all.map((one) => [one.textContent.trim().length, getComputedStyle(one).whiteSpace])"
        )
        assert {look for length, look in looks if length <= 10} == {"nowrap"}
        head = window.locator("thead th.getal").first
        head.evaluate("one => { one.className = 'getal'; }")
        assert head.evaluate("one => getComputedStyle(one).whiteSpace") == "normal"


def test_what_stands_behind_a_figure_is_found_and_opened(browser, report):
    with opened(browser, report, PAGE) as window:
        assert window.locator("details [role=row]").first.is_hidden()
        window.get_by_label("Zoeken in deze pagina").fill("2019")
        window.get_by_text("Gevonden op").wait_for()
        window.locator(".zoeken a").last.click()
        assert window.locator("details [role=row]").first.is_visible()


def test_a_figure_gives_its_picture_and_its_data_named_after_its_caption(browser, report, tmp_path):
    with opened(browser, report, PAGE) as window:
        for label, kind, start in (("SVG", "svg", b"<?xml"), ("PNG", "png", b"\x89PNG")):
            with window.expect_download() as download:
                window.get_by_role("button", name=f"{label} van Figuur 1.1").click()
            assert download.value.suggested_filename == f"figuur-1-1-verloop.{kind}"
            assert download.value.path().read_bytes().startswith(start)
        with window.expect_download() as download:
            window.get_by_role("link", name="Excel van Tabel 1.1").click()
        download.value.save_as(tmp_path / "boek.xlsx")
        assert load_workbook(tmp_path / "boek.xlsx").sheetnames == ["Tabel 1.1"]


def test_on_paper_nothing_stands_that_one_cannot_press(browser, report):
    with opened(browser, report, PAGE) as window:
        window.emulate_media(media="print", color_scheme="dark")
        for selector in ("nav.boven", ".gereedschap", ".zoeken"):
            assert window.locator(selector).first.is_hidden()
        ground = window.evaluate("getComputedStyle(document.documentElement).backgroundColor")
        assert ground == "rgb(255, 255, 255)"


def test_a_phone_shows_the_picture_that_was_drawn_for_it(browser, report):
    with opened(browser, report, PAGE, viewport={"width": 390, "height": 844}) as window:
        image = window.locator("figure.grafiek img").first
        assert image.evaluate("(one) => one.naturalWidth") == 359
        window.set_viewport_size({"width": 1400, "height": 900})
        expect(image).to_have_js_property("naturalWidth", 605)


@pytest.mark.parametrize("width", [1400, 390])
def test_the_values_of_a_period_show_where_one_points(browser, report, width):
    with opened(browser, report, PAGE, viewport={"width": width, "height": 900}) as window:
        figure = window.locator("figure.grafiek").first
        line = figure.locator(".aflezen p")
        assert line.inner_text().startswith("2025 ")
        assert "Oud cijfer geen gegeven" in line.inner_text()
        frame = figure.locator(".beeld")
        frame.scroll_into_view_if_needed()
        box = frame.bounding_box()
        areas = "img" if width > 544 else "source"
        places = figure.locator(areas).evaluate("(one) => JSON.parse(one.dataset.vlakken)[0][4]")
        at = 2022 - 2015
        window.mouse.move(box["x"] + places[at] * box["width"], box["y"] + box["height"] / 2)
        expect(line).to_have_text(re.compile("^2022"))
        assert line.inner_text().split("\u00a0")[0].startswith("2022")
        assert "Oud cijfer 90" in line.inner_text()
        mark = figure.locator(".streep").bounding_box()
        assert abs(mark["x"] + 1 - box["x"] - places[at] * box["width"]) < 2


def test_the_values_of_a_period_are_told_with_the_arrow_keys(browser, report):
    with opened(browser, report, PAGE) as window:
        slider = window.get_by_role("slider", name="Waarden van Figuur 1.1")
        assert slider.get_attribute("aria-valuetext") == (
            "2025; Oud cijfer: geen gegeven (nog geen update beschikbaar); Eerste aanvragen: 24.140"
        )
        slider.press("ArrowLeft")
        told = slider.get_attribute("aria-valuetext")
        assert told == "2024; Oud cijfer: 120 (verouderd, t/m 2024); Eerste aanvragen: 32.140"
        assert window.locator(".aflezen p mark.stale").count() == 1
