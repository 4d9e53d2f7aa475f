"""review.html as a place to work: beside the text, with colleagues, sentence by sentence, onto paper."""

import json

import pytest
from playwright.sync_api import expect

from tests.chapter import write_chapters_to_review
from tests.review_window import chromium, judge, misfits, opened, saved, violations

pytestmark = pytest.mark.usefixtures("blank_pages")
SENTENCES = "De eerste zin. De tweede zin is te lang."


@pytest.fixture(scope="module")
def browser():
    with chromium() as found:
        yield found


@pytest.fixture
def project(asylum):
    """Two chapters, and a third with sentences and a printed period."""
    write_chapters_to_review(asylum)
    asylum.document("h3", "# Zinnen", SENTENCES, "In {{ asiel.aanvragen.periode }}.")
    return asylum


@pytest.fixture
def window(browser, project):
    with opened(browser, project) as found:
        yield found


def file_of(tmp_path, window, name):
    """What a reviewer saved, as a file."""
    path = tmp_path / f"{name}.json"
    path.write_text(json.dumps(saved(window, name)[0]), encoding="utf-8")
    return path


def add(window, *paths):
    """Lay the files of colleagues beside the own answers; what the page says of it."""
    if not window.locator("#mijn").is_visible():
        window.get_by_role("button", name="Mijn beoordeling").click()
    said = window.locator("#mijn-melding")
    before = said.inner_text()
    window.locator("#bestanden").set_input_files(paths)
    # What was said of a file that was saved may stand there still.
    expect(said).not_to_have_text(before)
    return said.inner_text()


def select(window, text):
    """Select a text in a paragraph, as a mouse does."""
    window.evaluate(
        """(text) => {
          const nodes = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
          while (nodes.nextNode()) {
            const start = nodes.currentNode.data.indexOf(text);
            if (start < 0) continue;
            nodes.currentNode.parentElement.scrollIntoView({ block: "center" });
            document.getSelection().setBaseAndExtent(nodes.currentNode, start, nodes.currentNode, start + text.length);
            return;
          }
        }""",
        text,
    )


def box(window, selector):
    return window.locator(selector).bounding_box()


def test_the_sheet_stands_beside_the_text_and_what_was_clicked_stays_where_it_was(browser, project):
    for width in (1400, 768):
        with opened(browser, project, viewport={"width": width, "height": 900}) as window:
            number = window.locator("main a.waarde", has_text="stijging van 20%").first
            number.scroll_into_view_if_needed()
            before = number.bounding_box()["y"]
            number.click()
            main, sheet = box(window, "main"), box(window, "#blad")
            assert main["x"] + main["width"] <= sheet["x"]
            assert abs(number.bounding_box()["y"] - before) < 2
            window.locator("main a.waarde", has_text="24.140").last.click()
            expect(window.get_by_role("dialog", name="24.140")).to_be_visible()


def test_on_a_phone_the_sheet_stands_below_the_sentence(browser, project):
    with opened(browser, project, viewport={"width": 390, "height": 844}) as window:
        window.locator("main a.waarde", has_text="stijging van 20%").first.click()
        sentence = window.locator("main p", has_text="Oud: stijging").bounding_box()
        sheet = box(window, "#blad")
        below = sheet["y"] - sentence["y"] - sentence["height"]
        assert 0 <= below < 40
        assert sheet["x"] >= 0
        assert sheet["x"] + sheet["width"] <= 390
        window.keyboard.press("Escape")
        assert "stijging" in window.evaluate("document.activeElement.textContent")


def test_a_file_says_in_which_browser_it_was_made_and_a_new_window_of_it_says_the_same(
    browser, project
):
    with opened(browser, project) as first:
        made = saved(first)[0]["browser"]
        first.reload()
        assert saved(first)[0]["browser"] == made
        assert made not in first.locator("body").inner_text()
    with opened(browser, project) as second:
        other = saved(second)[0]["browser"]
    assert len(made) >= 32
    assert other != made


def test_what_a_colleague_judged_stands_beside_the_own_verdict_and_what_is_opposite_shows(
    browser, project, tmp_path
):
    with opened(browser, project) as colleague:
        judge(colleague, "24.140", "niet akkoord", "Dat is oud.")
        judge(colleague, "stijging van 20%", "akkoord")
        path = file_of(tmp_path, colleague, "COA")
    with opened(browser, project) as window:
        judge(window, "24.140", "akkoord")
        said = add(window, path)
        assert said.startswith("2 oordelen van COA toegevoegd. 1 tegengesteld")
        expect(window.locator("#mijn-lijst li")).to_have_count(1)
        window.reload()
        window.locator("#kies-stand").select_option("tegen")
        expect(window.locator("main a.treffer")).to_have_text(["24.140", "24.140"])
        window.locator("main a.waarde", has_text="24.140").first.click()
        sheet = window.get_by_role("dialog", name="24.140")
        expect(sheet).to_contain_text("De oordelen zijn tegengesteld.")
        expect(sheet).to_contain_text("COA: niet akkoord; Dat is oud.")
        expect(sheet.get_by_label("akkoord", exact=True)).to_be_checked()
        own = [(one["text"], one["status"]) for one in saved(window, "IND")[0]["items"]]
    assert own == [("24.140", "akkoord")]


def test_a_newer_file_of_a_colleague_takes_the_place_of_the_older_and_can_be_taken_away(
    browser, project, tmp_path
):
    with opened(browser, project) as colleague:
        judge(colleague, "24.140", "niet akkoord")
        old = file_of(tmp_path, colleague, "COA")
        colleague.keyboard.press("Escape")
        judge(colleague, "24.140", "akkoord")
        new = file_of(tmp_path, colleague, "COA, Rijswijk")
    with opened(browser, project) as window:
        add(window, old, new)
        expect(window.locator("#anderen h3")).to_contain_text(["COA, Rijswijk: 1 oordeel"])
        expect(window.locator("#anderen li")).to_contain_text(["akkoord 24.140"])
        window.get_by_role("button", name="Haal de oordelen van COA, Rijswijk weg").click()
        expect(window.locator("#anderen li")).to_have_count(0)
        window.keyboard.press("Escape")
        assert window.locator("main [data-collega]").count() == 0


def test_the_own_file_is_not_that_of_a_colleague(window, tmp_path):
    judge(window, "24.140", "akkoord")
    said = add(window, file_of(tmp_path, window, "IND"))
    assert said.startswith("Dit is uw eigen bestand")
    expect(window.locator("#anderen li")).to_have_count(0)


def test_a_file_of_someone_whose_page_named_no_browser_is_theirs_as_well(
    browser, project, tmp_path
):
    with opened(browser, project) as window:
        judge(window, "24.140", "akkoord")
        made = saved(window, "IND")[0]
        del made["browser"]
        path = tmp_path / "oud.json"
        path.write_text(json.dumps(made | {"reviewer": "CBS"}), encoding="utf-8")
        assert add(window, path).startswith("1 oordeel van CBS toegevoegd.")


def test_a_remark_on_a_selected_sentence_bears_the_sentence_and_how_it_should_read(window):
    select(window, "De tweede zin is te lang.")
    window.get_by_role("button", name="Opmerking bij deze zin").click()
    window.keyboard.type("Korter graag.")
    expect(window.get_by_label("Bij welke zin")).to_have_value("De tweede zin is te lang.")
    window.get_by_label("Zo zou het moeten luiden").fill("De tweede zin.")
    window.keyboard.press("Escape")
    (item,) = saved(window)[0]["items"]
    assert (item["kind"], item["text"], item["remark"]) == ("paragraph", SENTENCES, "Korter graag.")
    assert (item["selection"], item["proposal"]) == ("De tweede zin is te lang.", "De tweede zin.")


def test_a_sentence_can_be_chosen_without_a_mouse_and_a_proposal_alone_is_a_remark(window):
    window.locator("p", has_text="De eerste zin.").get_by_role("button", name="Opmerking").focus()
    window.keyboard.press("Enter")
    sentence = window.get_by_label("Bij welke zin")
    expect(sentence.locator("option")).to_have_text(
        ["de hele alinea", "De eerste zin.", "De tweede zin is te lang."]
    )
    sentence.select_option("De eerste zin.")
    proposal = window.get_by_label("Zo zou het moeten luiden")
    expect(proposal).to_have_value("De eerste zin.")
    window.keyboard.press("Escape")
    assert saved(window)[0]["items"] == []
    window.keyboard.press("Escape")
    window.locator("p", has_text="De eerste zin.").get_by_role("button", name="Opmerking").click()
    sentence.select_option("De eerste zin.")
    proposal.fill("De eerste.")
    window.keyboard.press("Escape")
    (item,) = saved(window)[0]["items"]
    kept = [item[name] for name in ("selection", "proposal", "remark", "status")]
    assert kept == ["De eerste zin.", "De eerste.", "Zie het voorstel.", "te beoordelen"]


def test_enter_in_the_search_goes_to_the_hit_and_after_the_last_to_the_first(window):
    window.locator("#zoek").fill("alinea 2")
    window.keyboard.press("Enter")
    expect(window.locator("#gevonden")).to_have_text("5 gevonden")
    first = window.evaluate("document.querySelector('.gekozen').id")
    seen = [first]
    for _ in range(6):
        window.locator("#zoek").press("Enter")
        seen.append(window.evaluate("document.querySelector('.gekozen').id"))
    assert seen[6:] == seen[:1]
    assert len(set(seen[:6])) == 6
    window.locator("#zoek").fill("staat er niet")
    window.locator("#zoek").press("Enter")
    expect(window.locator("#melding")).to_have_text("Niets gevonden.")


def test_to_agree_goes_on_to_what_is_left_and_can_be_undone(window):
    window.locator("main a.waarde", has_text="24.140").first.click()
    window.get_by_role("button", name="Akkoord en verder").click()
    expect(window.get_by_role("dialog", name="Figuur 2.1")).to_be_visible()
    expect(window.locator("#gedaan")).to_have_text("24.140: akkoord.")
    window.keyboard.press("a")
    expect(window.get_by_role("dialog", name="stijging van 20%")).to_be_visible()
    window.keyboard.press("a")
    expect(window.locator("#gedaan")).to_contain_text("Hierna staat niets meer")
    expect(window.locator("#geteld")).to_have_text("3 van 3")
    window.keyboard.press("u")
    window.locator("#blad-ongedaan").click()
    expect(window.locator("#geteld")).to_have_text("1 van 3")
    expect(window.get_by_role("dialog", name="Figuur 2.1")).to_be_visible()
    assert [one["text"] for one in saved(window)[0]["items"]] == ["24.140"]


def test_a_period_that_was_judged_counts(window):
    expect(window.locator("#geteld")).to_have_text("0 van 3")
    judge(window, "2025", "akkoord")
    expect(window.locator("#geteld")).to_have_text("1 van 4")


def test_what_the_own_organisation_delivers_is_shown_first_when_it_is_asked_for(window):
    window.get_by_role("button", name="Mijn beoordeling").click()
    window.locator("#naam").fill("IND, afdeling cijfers")
    window.locator("#naam").blur()
    expect(window.locator("#eigen-tekst")).to_contain_text(
        "Van uw organisatie: 2 cijfers en figuren"
    )
    window.get_by_role("button", name="Toon die").click()
    expect(window.locator("#mijn")).to_be_hidden()
    expect(window.locator("#gevonden")).to_have_text("2 gevonden")
    expect(window.locator(".gekozen")).to_contain_text("Oude cijfers")


def test_the_answers_are_a_list_on_paper_with_room_to_sign(browser, project, tmp_path):
    with opened(browser, project) as colleague:
        judge(colleague, "stijging van 20%", "akkoord")
        path = file_of(tmp_path, colleague, "COA")
    with opened(browser, project) as window:
        judge(window, "24.140", "niet akkoord", "Klopt <b>niet</b>.")
        add(window, path)
        window.locator("#naam").fill("IND")
        window.evaluate("window.print = () => {}")
        window.get_by_role("button", name="Druk de lijst af").click()
        window.emulate_media(media="print")
        paper = window.locator("#papier")
        expect(paper.locator("caption")).to_have_text(["IND: 1 oordeel", "COA: 1 oordeel"])
        cells = paper.locator("tbody tr").first.locator("td")
        place = "H1: onder 'Instroom', alinea 1"
        expect(cells).to_have_text(["niet akkoord", "24.140", place, "Klopt <b>niet</b>."])
        expect(paper).to_contain_text("Handtekening")
        expect(window.locator("main")).to_be_hidden()
        window.evaluate("window.dispatchEvent(new Event('afterprint'))")
        expect(window.locator("main")).to_be_visible()


def test_the_list_for_word_is_a_page_in_which_nothing_runs(window):
    judge(window, "24.140", "niet akkoord", "<script>alert(1)</script>")
    window.get_by_role("button", name="Mijn beoordeling").click()
    window.locator("#naam").fill("IND")
    with window.expect_download() as download:
        window.get_by_role("button", name="Lijst voor Word").click()
    page = download.value.path().read_text(encoding="utf-8")
    assert download.value.suggested_filename.endswith("-ind.html")
    assert "default-src 'none'" in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script" not in page


REMARKS = """id,received_on,version,template,place,kind,text,said,stand,answer
op-1,2026-05-01,1a2b3c4,templates/h1.docx,"onder 'Instroom', alinea 2",Opmerking,Weer 24.140. Wit.,Wat is wit?,open,
op-2,2026-05-02,1a2b3c4,templates/h2.docx,"onder 'Oud', alinea 3",Oordeel,Alleen tekst.,niet akkoord: Graag {{ korter }}.,niet overgenomen,De minister wil dit zo.
"""


def test_what_became_of_earlier_remarks_is_listed_with_those_of_this_browser_first(
    browser, project
):
    with opened(browser, project) as window:
        text = window.locator("p", has_text="Alleen tekst.")
        text.hover()
        text.get_by_role("button", name="Opmerking").click()
        window.get_by_label("niet akkoord", exact=True).check()
        window.get_by_label("Opmerking", exact=True).fill("Graag korter.")
        window.keyboard.press("Escape")
        project.write("data/editions/2026/remarks.csv", REMARKS)
        project.build()
        window.reload()
        listing = window.locator("#opmerkingen-rondes")
        listing.locator("summary").click()
        expect(listing.locator("summary")).to_contain_text("waarvan 1 van u")
        first = listing.locator("tbody tr").first.locator("td")
        expect(first.nth(0)).to_have_text("niet overgenomenvan u")
        expect(first.nth(1)).to_have_text("De minister wil dit zo.")
        expect(first.nth(2)).to_have_text("niet akkoord: Graag korter.")
        first.get_by_role("link", name="Alleen tekst.").click()
        text.get_by_role("button", name="Opmerking").click()
        expect(window.locator("#blad-inhoud")).to_contain_text(
            "niet overgenomen: De minister wil dit zo."
        )


@pytest.mark.parametrize("width", [1280, 390])
def test_the_sheet_of_a_text_and_the_answers_of_others_are_accessible(
    browser, project, tmp_path, width
):
    with opened(browser, project) as colleague:
        judge(colleague, "24.140", "niet akkoord", "Dat is oud.")
        path = file_of(tmp_path, colleague, "COA")
    size = {"width": width, "height": 800}
    with opened(browser, project, viewport=size, bypass_csp=True) as window:
        judge(window, "24.140", "akkoord")
        add(window, path)
        assert violations(window) == []
        window.keyboard.press("Escape")
        window.locator("p", has_text="De eerste zin.").get_by_role("button").click()
        window.get_by_label("Bij welke zin").select_option("De eerste zin.")
        assert misfits(window) == []
        window.keyboard.press("Escape")
        window.locator("main a.waarde", has_text="24.140").first.click()
        assert violations(window) == []


def test_all_that_can_be_judged_in_the_text_is_reached_with_the_tab_key(window):
    kind = "main :is(a.waarde, .oordeel)"
    wanted = window.locator(kind).count()
    window.locator(kind).first.focus()
    reached = {0}
    for _ in range(2 * wanted):
        window.keyboard.press("Tab")
        reached.add(
            window.evaluate(
                "(kind) => [...document.querySelectorAll(kind)].indexOf(document.activeElement)",
                kind,
            )
        )
    assert wanted > 5
    assert set(range(wanted)) <= reached
