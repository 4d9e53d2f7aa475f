"""A drafter in Word with the chapter open in a real browser: writes, makes a mistake, mends it."""

import io
import shutil
import subprocess
from contextlib import contextmanager

import docx
import pytest

from tests.desk.conftest import PATIENCE, started_desk
from tests.review_window import misfits

PATIENT = PATIENCE * 1000
LONG = "Een alinea die lang genoeg is om de pagina te vullen en om doorheen te bladeren. " * 12


@pytest.fixture
def project(asylum):
    """A chapter that is longer than a screen, with something to say of its last paragraph."""
    asylum.document(
        "1",
        "# Instroom",
        "In {{ asiel.aanvragen.periode }} waren het er {{ asiel.aanvragen }}.",
        *(f"{LONG}{letter}" for letter in "ABCDEFGH"),
        "## Slot",
        "In {{ asiel.oud.periode }} waren het er {{ asiel.oud }}, en 4.125 zonder bron.",
        title="Asiel",
    )
    return asylum


@contextmanager
def opened(browser, project, path="/hoofdstukken/1", **settings):
    """The chapter in a window; what the browser complains of must be nothing."""
    with started_desk(project.root) as desk:
        desk.enter()
        desk.wait_for("/hoofdstukken", "1 Asiel")
        context = browser.new_context(**settings)
        window = context.new_page()
        window.set_default_timeout(PATIENT)
        complaints = []
        window.on("pageerror", lambda said: complaints.append(str(said)))
        window.on(
            "console",
            lambda said: complaints.append(said.text) if said.type == "error" else None,
        )
        window.goto(f"{desk.origin}/?token={desk.token}")
        window.goto(desk.origin + path)
        window.desk = desk
        yield window
        assert complaints == [] or desk.process.poll() is not None
        context.close()


@contextmanager
def saving(project):
    """The template open in Word, saved when the block ends."""
    path = str(project.root / "templates" / "1.docx")
    document = docx.Document(path)
    yield document
    document.save(path)


def replace(document, old, new):
    """Change words as a drafter does: with their looks."""
    [paragraph] = (each for each in document.paragraphs if old in each.text)
    [run] = paragraph.runs
    run.text = run.text.replace(old, new)


def text(window):
    return window.locator("#blokken").inner_text()


def height(window, words):
    return window.locator(f"#blokken >> text={words}").first.bounding_box()["y"]


def test_a_drafter_writes_makes_a_mistake_and_mends_it(browser, project):
    with opened(browser, project) as window:
        assert "In 2025 waren het er 24.140." in text(window)
        window.evaluate(
            "window.kept = document.getElementById('lezer').shadowRoot.querySelector('h2')"
        )

        with saving(project) as document:
            replace(
                document,
                "waren het er {{ asiel.aanvragen }}",
                "vroegen {{ asiel.aanvragen }} mensen asiel aan",
            )
        changed = window.locator("#blokken .gewijzigd")
        changed.filter(has_text="vroegen").wait_for()
        assert changed.all_inner_texts() == ["In 2025 vroegen 24.140 mensen asiel aan."]
        assert "1 alinea is nieuw of gewijzigd" in window.locator("#wijzigingen").inner_text()

        with saving(project) as document:
            replace(document, "{{ asiel.aanvragen }}", "{{ asiel.aanvragn }}")
        listing = window.locator("#meldingen-lijst")
        listing.get_by_text("bedoelt u").wait_for()
        assert "Dit is de tekst van vóór de fouten" in listing.inner_text()
        assert "In 2025 vroegen 24.140 mensen asiel aan." in text(window)

        with saving(project) as document:
            replace(
                document, "{{ asiel.aanvragn }}", "ongeveer {{ asiel.aanvragen|afgerond(1000) }}"
            )
        window.locator("#blokken", has_text="ongeveer 24.000").wait_for()
        assert "vóór de fouten" not in listing.inner_text()
        assert changed.count() == 1
        assert window.evaluate(
            "window.kept === document.getElementById('lezer').shadowRoot.querySelector('h2')"
        ), "what did not change was made anew"


def test_the_reader_stays_where_she_was_while_text_comes_and_goes_above(browser, project):
    with opened(browser, project, viewport={"width": 1280, "height": 700}) as window:
        window.locator("#blokken h2").scroll_into_view_if_needed()
        window.mouse.wheel(0, 300)
        before = height(window, "Slot")
        with saving(project) as document:
            document.paragraphs[2].insert_paragraph_before(f"Nieuw. {LONG}")
        window.locator("#blokken .gewijzigd").wait_for()
        assert height(window, "Slot") == pytest.approx(before, abs=2)
        with saving(project) as document:
            document.paragraphs[2]._p.getparent().remove(document.paragraphs[2]._p)
        window.locator("#wijzigingen del").wait_for()
        assert "Vervallen: Nieuw." in window.locator("#wijzigingen").inner_text()
        assert window.locator("#blokken .gewijzigd").count() == 0
        assert height(window, "Slot") == pytest.approx(before, abs=2)


def test_a_problem_and_its_paragraph_lead_to_each_other_by_keyboard(browser, project):
    with opened(browser, project) as window:
        button = window.locator("[data-naar]", has_text="Naar de alinea").last
        button.focus()
        window.keyboard.press("Enter")
        chosen = window.locator("#blokken .gekozen")
        assert "4.125 zonder bron" in chosen.inner_text()
        assert chosen.evaluate("one => one === one.getRootNode().activeElement")
        window.keyboard.press("Tab")
        window.keyboard.press("Enter")
        problem = window.locator("#meldingen-lijst .gekozen")
        assert problem.evaluate("one => one === document.activeElement")
        assert problem.get_attribute("data-bij") == chosen_number(window)


def chosen_number(window):
    return window.locator("#blokken .bureau-teken").last.get_attribute("data-bij")


@pytest.mark.parametrize("width", [1280, 360])
def test_every_page_of_a_chapter_is_accessible_and_fits(browser, project, width):
    with opened(
        browser, project, viewport={"width": width, "height": 800}, bypass_csp=True
    ) as window:
        for path in ("", "/1", "/1/bladen", "/1/sjabloon"):
            window.goto(f"{window.desk.origin}/hoofdstukken{path}")
            window.locator("h1").first.wait_for()
            assert misfits(window) == [], path


def test_pages_come_behind_their_tab_and_again_after_a_save(browser, project):
    with opened(browser, project, "/hoofdstukken/1/bladen") as window:
        page = window.locator(".bladen img").first
        page.wait_for()
        assert page.evaluate("async one => { await one.decode(); return one.naturalWidth; }") > 800
        before = page.get_attribute("src")
        with saving(project) as document:
            document.add_paragraph("Erbij.")
        window.locator(f'.bladen img:not([src^="{before.rpartition("/")[0]}"])').first.wait_for()


def test_a_template_is_dropped_seen_and_put_in_place(browser, project):
    path = project.root / "templates" / "1.docx"
    document = docx.Document(str(path))
    document.add_paragraph("Van een ander adres.")
    edited = io.BytesIO()
    document.save(edited)
    with opened(browser, project, "/hoofdstukken/1/sjabloon") as window:
        window.evaluate(
            """bytes => {
              const file = new File([new Uint8Array(bytes)], "1.docx");
              const dropped = new DataTransfer();
              dropped.items.add(file);
              document.querySelector("form.sleepvak").dispatchEvent(
                new DragEvent("drop", { dataTransfer: dropped, bubbles: true, cancelable: true }));
            }""",
            list(edited.getvalue()),
        )
        window.locator("ins", has_text="Van een ander adres.").wait_for()
        window.get_by_role("button", name="Zet het terug").click()
        window.locator("#blokken", has_text="Van een ander adres.").wait_for()


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is er niet")
def test_a_chapter_that_libreoffice_saves_is_seen(browser, project, tmp_path):
    path = project.root / "templates" / "1.docx"
    with opened(browser, project) as window:
        draft = tmp_path / "bron" / "1.docx"
        draft.parent.mkdir()
        document = docx.Document(str(path))
        document.add_paragraph("Uit LibreOffice, met {{ asiel.aanvragen }}.")
        document.save(str(draft))
        (path.parent / ".~lock.1.docx#").write_text("wie")
        convert(draft, tmp_path / "bewaard", tmp_path / "profiel")
        shutil.copy(tmp_path / "bewaard" / "1.docx", path)
        (path.parent / ".~lock.1.docx#").unlink()
        window.locator("#blokken .gewijzigd", has_text="Uit LibreOffice, met 24.140.").wait_for()


def convert(source, folder, profile):
    """Save a Word file as LibreOffice does, in another folder."""
    command = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless"]
    subprocess.run(
        [*command, "--convert-to", "docx", "--outdir", str(folder), str(source)],
        check=True,
        capture_output=True,
        timeout=PATIENCE * 3,
    )


def test_the_chapter_can_be_read_without_script(browser, project):
    with opened(browser, project, java_script_enabled=False) as window:
        assert "In 2025 waren het er 24.140." in text(window)
        assert "4.125" in window.locator("#meldingen-lijst").inner_text()


def test_a_server_that_went_is_told_and_the_text_stays(browser, project):
    with opened(browser, project) as window:
        window.desk.process.kill()
        window.desk.process.communicate()
        window.locator("#balk-tekst", has_text="Geen verbinding").wait_for()
        assert "24.140" in text(window)
