"""Everything on the desk by keyboard alone: each key does what people expect of it, and the place where one is stays."""

import re
from contextlib import contextmanager

import docx
import pytest
from playwright.sync_api import expect

from tests.conftest import read_csv
from tests.desk.conftest import PATIENCE, read_desk
from tests.desk.delivering import HEAD, SOURCES
from tests.desk.remarked_project import REMARK, remarked_project

WAIT = PATIENCE * 1000
MOST_STEPS = 120
"""More places than a page of this project has to stop at."""
IS_SEEN = """one => {
  const style = getComputedStyle(one), box = one.getBoundingClientRect();
  const isMarked = one.matches(".gekozen") || (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0);
  return isMarked && box.width > 0 && box.bottom > 0 && box.top < innerHeight;
}"""
REASON = "De bron levert in het najaar."


@pytest.fixture(scope="module")
def opened(tmp_path_factory, _store):
    """A desk over a project with something to do on every page, for all tests here."""
    expect.set_options(timeout=WAIT)
    project = remarked_project(tmp_path_factory.mktemp("toetsen") / "project")
    project.write("data/sources.toml", SOURCES)
    project.indicator(
        "asiel.instroom", [(2023, 1000), (2024, 1100)], source="IND", title="Instroom"
    )
    add_paragraph(project, "Het waren er 4.125 zonder bron.")
    with read_desk(project.root, _store) as desk:
        yield project, desk


@pytest.fixture
def project(opened):
    return opened[0]


@pytest.fixture
def hands(browser, opened):
    """A window that was let in, and only keys to work in it; it has nothing to complain of."""
    desk, complaints = opened[1], []
    context = browser.new_context(
        base_url=desk.origin, permissions=["clipboard-read", "clipboard-write"]
    )
    context.set_default_timeout(WAIT)
    page = context.new_page()
    page.on("pageerror", lambda said: complaints.append(str(said)))
    # From now on, and not only from the key that asks for it: the key may overtake the request to watch for it.
    page.on("filechooser", lambda chooser: None)
    page.goto(f"/?token={desk.token}")
    yield page
    assert complaints == []
    context.close()


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def reach(page, place, key="Tab"):
    """Go from place to place until it is this one, which is seen to have the keyboard."""
    for _ in range(MOST_STEPS):
        press(page, key)
        if place.evaluate("one => one === one.getRootNode().activeElement"):
            assert place.evaluate(IS_SEEN), place
            return
    raise AssertionError(f"{key} never comes to {place}")


@contextmanager
def staying(page, place):
    """Within this the page brings itself up to date; afterwards the keyboard is where it was, and seen."""
    reach(page, place)
    yield
    expect(place).to_be_focused()
    assert place.evaluate(IS_SEEN)


def button(page, name):
    return page.get_by_role("button", name=name)


def renamed(project, title):
    """Give the stale figure another name, which each page that names it shows by itself."""
    project.indicator("asiel.oud", [(2022, 90), (2023, 100), (2024, 120)], title=title)


def add_paragraph(project, text):
    path = str(project.root / "templates/1.docx")
    document = docx.Document(path)
    document.paragraphs[0].insert_paragraph_before(text)
    document.save(path)


def test_a_button_answers_to_either_key_and_keeps_the_keyboard(hands):
    hands.goto("/cijfers/asiel.aanvragen")
    for number, key in enumerate(("Space", "Enter"), start=1):
        copy = hands.locator(f"[data-kopie=tag-{number}]")
        tag = hands.locator(f"#tag-{number}").inner_text()
        reach(hands, copy)
        press(hands, key)
        expect(copy).to_have_text("Gekopieerd")
        assert hands.evaluate("navigator.clipboard.readText()") == tag
        expect(copy).to_be_focused()
    hands.goto("/uitgave/accepteren")
    reach(hands, button(hands, "Vink alle"))
    press(hands, "Space")
    expect(hands.locator('[name="kies"]:checked')).to_have_count(1)
    press(hands, "Enter")
    expect(hands.locator('[name="kies"]:checked')).to_have_count(0)


def test_what_folds_opens_and_closes_with_either_key(hands):
    hands.goto("/cijfers/asiel.aanvragen")
    folded = hands.locator("main details").first
    was = folded.evaluate("one => one.open")
    reach(hands, folded.locator("summary"))
    for key in ("Space", "Enter"):
        press(hands, key)
        assert folded.evaluate("one => one.open") is not was
        press(hands, key)
        assert folded.evaluate("one => one.open") is was


def test_a_box_answers_to_space_and_what_was_chosen_is_kept_by_enter_in_a_field(hands, project):
    hands.goto("/uitgave/instellingen")
    reach(hands, hands.get_by_label("De Minister"))
    hands.keyboard.type("N. Bewindspersoon")
    waits = hands.get_by_label("De definitieve versie wacht")
    reach(hands, waits)
    press(hands, "Space")
    expect(waits).to_be_checked()
    press(hands, "Space", "Shift+Tab")
    expect(waits).not_to_be_checked()
    reach(hands, hands.get_by_label("De Minister"), "Shift+Tab")
    press(hands, "Escape")
    expect(hands.get_by_label("De Minister")).to_have_value("N. Bewindspersoon")
    press(hands, "Enter")
    expect(hands.get_by_role("status").filter(has_text="Bewaard.")).to_be_visible()
    assert 'name = "N. Bewindspersoon"' in (project.root / "data/editions/2026.toml").read_text()


def test_escape_empties_the_search_and_the_list_is_whole_again(hands):
    hands.goto("/cijfers")
    search = hands.get_by_label("Zoek", exact=True)
    reach(hands, search)
    hands.keyboard.type("oud")
    expect(hands.locator("#rijen tr:visible")).to_have_count(1)
    press(hands, "Escape")
    expect(search).to_have_value("")
    expect(hands.locator("#rijen tr:visible")).to_have_count(6)
    expect(search).to_be_focused()


def test_a_list_follows_every_arrow_while_the_tags_follow_it(hands):
    hands.goto("/cijfers/asiel.aanvragen")
    choice = hands.get_by_label("Nationaliteit")
    reach(hands, choice)
    wanted = choice.locator("option").nth(3).get_attribute("value")
    session = hands.context.new_cdp_session(hands)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 6})
    press(hands, "ArrowDown", "ArrowDown", "ArrowDown")
    expect(hands.locator("#tag-1")).to_contain_text(wanted)
    expect(choice).to_have_value(wanted)
    expect(choice).to_be_focused()


def test_an_answer_is_chosen_by_arrows_and_the_keyboard_stays_at_the_remark(hands, project):
    hands.goto("/reacties")
    card = hands.locator(f"#{REMARK.id}")
    reach(hands, card.get_by_label("open", exact=True))
    press(hands, "ArrowDown", "ArrowDown")
    expect(card.get_by_label("niet overgenomen", exact=True)).to_be_checked()
    reach(hands, card.get_by_role("button"))
    press(hands, "Enter")
    expect(card).to_contain_text("zonder toelichting")
    expect(card.get_by_role("alert")).to_be_focused()
    reach(hands, card.get_by_label("Toelichting"))
    hands.keyboard.type("Zo is het afgesproken.")
    press(hands, "Tab", "Space")
    expect(card).to_contain_text("Uw antwoord is bewaard.")
    expect(card.get_by_role("status")).to_be_focused()
    [row] = read_csv(project.root / "data/editions/2026/remarks.csv")
    assert (row["stand"], row["answer"]) == ("niet overgenomen", "Zo is het afgesproken.")


def test_a_file_is_chosen_looked_at_and_taken_in(hands, project):
    hands.goto("/leveringen")
    field = hands.get_by_label("Het bestand")
    reach(hands, field)
    with hands.expect_file_chooser() as chooser:
        press(hands, "Space")
    content = f"{HEAD}asiel.instroom;2025;;1150;A\nasiel.instroom;2024;;1105;A\n"
    chooser.value.set_files(
        {"name": "levering-IND-2025.csv", "mimeType": "text/csv", "buffer": content.encode()}
    )
    reach(hands, button(hands, "Bekijk wat het verandert"))
    press(hands, "Enter")
    take_in = button(hands, "Lees deze levering in")
    take_in.wait_for()
    reach(hands, hands.get_by_label("Reden"))
    hands.keyboard.type("bevestigd op 12 juni")
    reach(hands, take_in)
    press(hands, "Enter")
    alert = hands.get_by_role("alert")
    expect(alert).to_contain_text("Vink aan dat de herziene")
    expect(alert).to_be_focused()
    reach(hands, hands.get_by_label("De herziene en vervallen cijfers kloppen"))
    press(hands, "Space")
    reach(hands, take_in)
    press(hands, "Space")
    hands.get_by_text("Ingelezen en vastgelegd.").wait_for()
    assert "bevestigd op 12 juni" in "".join(
        path.read_text() for path in project.root.glob("data/deliveries/*/*.csv")
    )


@pytest.mark.parametrize(
    ("path", "field"), [("/reacties", "#bestanden"), ("/hoofdstukken/1/sjabloon", "#bestand")]
)
def test_a_file_can_be_chosen_wherever_one_is_asked(hands, path, field):
    hands.goto(path)
    reach(hands, hands.locator(field))
    with hands.expect_file_chooser():
        press(hands, "Space")


def test_each_view_of_a_chapter_is_one_step_further_and_says_that_it_is_shown(hands):
    hands.goto("/hoofdstukken/1")
    for name in ("Pagina’s", "Sjabloon", "Tekst"):
        reach(hands, hands.locator("nav.tabs a", has_text=name))
        press(hands, "Enter")
        current = hands.locator('nav.tabs [aria-current="page"]')
        expect(current).to_have_text(name)


def test_a_refusal_has_the_keyboard_and_the_form_comes_after_it(hands):
    hands.goto("/uitgave/accepteren")
    reach(hands, hands.locator("#kies-asiel\\.oud"))
    press(hands, "Space")
    reach(hands, button(hands, "Accepteer wat is aangevinkt"))
    press(hands, "Enter")
    alert = hands.get_by_role("alert")
    expect(alert).to_contain_text("Schrijf waarom")
    expect(alert).to_be_focused()
    assert alert.evaluate(IS_SEEN)
    reach(hands, hands.get_by_label("Waarom mogen de aangevinkte"))
    hands.keyboard.type(REASON)
    press(hands, "Enter")
    expect(hands.get_by_role("heading", name="Geaccepteerd (1)")).to_be_visible()
    reach(hands, hands.locator("#terug-asiel\\.oud"))
    press(hands, "Space", "Enter")
    expect(hands.get_by_role("heading", name="Geaccepteerd (0)")).to_be_visible()


def test_the_keyboard_stays_where_it_was_on_every_page_that_brings_itself_up_to_date(
    hands, project
):
    hands.goto("/")
    with staying(hands, hands.locator("main a", has_text="wie moet nog leveren")):
        before = hands.locator("#balk").get_attribute("data-nummer")
        project.indicator("asiel.nieuw", [(2025, 1)], title="Nieuw cijfer")
        expect(hands.locator("#balk")).not_to_have_attribute("data-nummer", before)
    hands.goto("/cijfers")
    with staying(hands, hands.locator("#rijen a", has_text="Oud cijfer")):
        renamed(project, "Oud cijfer van eerder")
        expect(hands.locator("#rijen")).to_contain_text("Oud cijfer van eerder")
    hands.goto("/cijfers/asiel.oud")
    with staying(hands, hands.locator("[data-kopie=tag-2]")):
        project.indicator("asiel.oud", [(2022, 90), (2023, 100), (2024, 121)], title="Oud cijfer")
        expect(hands.locator("#tag-1 >> xpath=../..")).to_contain_text("121")
    hands.goto("/cijfers/asiel.oud")
    with staying(hands, hands.get_by_role("region", name="Alle waarnemingen")):
        renamed(project, "Oud cijfer")
        expect(hands.locator("#tabel")).to_contain_text("120")
    hands.goto("/uitgave")
    with staying(hands, hands.locator('[data-deel="poorten"] .plaats a').first):
        project.indicator("asiel.oud", [(2022, 90), (2023, 100)], title="Oud cijfer")
        expect(hands.locator('[data-deel="poorten"]')).to_contain_text("t/m 2023")
    renamed(project, "Oud cijfer")


def test_the_keyboard_stays_in_a_chapter_whose_text_and_problems_change(hands, project):
    hands.goto("/hoofdstukken/1")
    last = hands.locator("[data-naar]", has_text="Naar de alinea").last
    with staying(hands, last):
        add_paragraph(project, "Nog 7.777 zonder bron.")
        expect(hands.locator("#meldingen-lijst")).to_contain_text("7.777")
    mark = hands.locator("#blokken .bureau-teken").last
    with staying(hands, mark):
        add_paragraph(project, "En 8.888 zonder bron.")
        expect(hands.locator("#meldingen-lijst")).to_contain_text("8.888")
    press(hands, "Enter")
    expect(hands.locator("#meldingen-lijst .gekozen")).to_contain_text("alinea 4")


def test_what_is_typed_stays_while_others_answer(hands, project, opened):
    desk = opened[1]
    hands.goto("/reacties?stand=alle")
    field = hands.locator(f"#{REMARK.id}").get_by_label("Toelichting")
    with staying(hands, field):
        hands.keyboard.type("Half getypt")
        renamed(project, "Ander oud cijfer")
        expect(hands.locator("#balk-tekst")).to_contain_text("Bewaard")
        hands.keyboard.type(", en verder")
    assert field.input_value().startswith("Half getypt, en verder")
    desk.wait_for("/cijfers", "Ander oud cijfer")
    renamed(project, "Oud cijfer")


def test_figures_are_locked_and_some_let_go_by_arrows_and_boxes(hands, project):
    hands.goto("/uitgave")
    reach(hands, button(hands, "Leg de gegevens vast"))
    press(hands, "Enter")
    every = hands.get_by_label("Alle cijfers")
    every.wait_for()
    some = hands.get_by_label("Alleen deze:")
    reach(hands, hands.get_by_label("Waarom?"))
    hands.keyboard.type("COA leverde een herzien cijfer.")
    reach(hands, some)
    press(hands, "ArrowUp")
    expect(every).to_be_checked()
    press(hands, "ArrowDown")
    expect(some).to_be_checked()
    expect(hands.locator("#balk-taak")).to_contain_text("is klaar")
    reach(hands, hands.locator('[name="indicator"]').first)
    press(hands, "Space")
    reach(hands, button(hands, "Geef vrij"))
    press(hands, "Space")
    expect(hands.locator('[data-deel="slot"]')).to_contain_text(re.compile("Eerder vrijgegeven"))
