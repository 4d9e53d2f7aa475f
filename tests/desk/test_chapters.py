"""The pages of the chapters, asked as a browser does: the text, what is wrong, and the template that goes and comes back."""

import io
import re
import shutil
import socket
import time
from hashlib import sha256

import docx
import pytest
from docx.oxml.ns import qn

from report_builder.desk.live_project import LONGEST_SAVE
from tests.conftest import Folder
from tests.desk.conftest import PATIENCE, started_desk

ORIGIN, TOKEN = "http://bureau.test", "t" * 40
CHAPTER = "/hoofdstukken/1"
START = (
    "# Instroom",
    "In {{ asiel.aanvragen.periode }} waren het er {{ asiel.aanvragen }}.",
    "In {{ asiel.oud.periode }} waren het er {{ asiel.oud }}.",
    "Een alinea zonder cijfers.",
)


@pytest.fixture(scope="module")
def started(tmp_path_factory):
    """A desk over a project with two chapters, for all tests here: each writes the chapters anew."""
    root = tmp_path_factory.mktemp("bureau")
    project = Folder(root / "project")
    project.indicator("asiel.aanvragen", [(2024, 300), (2025, 240)], title="Aanvragen")
    project.indicator("asiel.oud", [(2023, 100), (2024, 120)], title="Oud cijfer")
    project.document("1", *START, title="Asiel")
    project.document("2", "# Vertrek", "Niets.", title="Vertrek")
    store = {"REPORT_BUILDER_CACHE": str(root / "store"), "SOURCE_DATE_EPOCH": "1782000000"}
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
    proxy = ("--port", port, "--behind", ORIGIN, "--user-header", "X-Wie")
    with started_desk(project.root, *proxy, REPORT_BUILDER_TOKEN=TOKEN, **store) as desk:
        desk.client.base_url = f"http://127.0.0.1:{port}"
        desk.client.headers.update(
            {
                "Authorization": f"Bearer {TOKEN}",
                "Host": ORIGIN.removeprefix("http://"),
                "Origin": ORIGIN,
                "X-Wie": "a.jansen",
            }
        )
        desk.wait_for("/hoofdstukken", "1 Asiel")
        yield project, desk


@pytest.fixture
def project(started):
    """The project, its first chapter as it was."""
    folder, desk = started
    shutil.rmtree(folder.root / "earlier", ignore_errors=True)
    for path in (folder.root / "templates").iterdir():
        if path.name not in ("1.docx", "2.docx"):
            path.unlink()
    folder.document("1", *START, title="Asiel")
    words = (
        "Instroom In 2025 waren het er 240. In 2024 waren het er 120. Een alinea zonder cijfers."
    )
    wait_until(lambda: words in read_words(desk))
    return folder


@pytest.fixture
def desk(started):
    """The desk."""
    return started[1]


def text_of(desk, version=""):
    return desk.client.get(f"{CHAPTER}/tekst", params={"van": version}).json()


def number_at_rest(desk):
    """The state that the desk is in when it has seen everything that tests did before."""

    def stays():
        number = text_of(desk)["nummer"]
        time.sleep(1)
        return number if text_of(desk)["nummer"] == number else None

    return wait_until(stays)


def wait_until(find):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if found := find():
            return found
        time.sleep(0.05)
    raise AssertionError("it did not come")


def read_words(desk):
    text = text_of(desk)["tekst"]
    blocks = (text["inhoud"][block["sleutel"]] for block in text["blokken"]) if text else ()
    return " ".join(re.sub("<[^>]*>", "", block) for block in blocks)


def wait_for_text(desk, words):
    """The whole text once these words are in it and nothing is of before."""

    def find():
        news = text_of(desk)
        is_there = news["tekst"] and words in "".join(news["tekst"]["inhoud"].values())
        return news if is_there and "vóór de fouten" not in news["meldingen"] else None

    return wait_until(find)


def template(project):
    return (project.root / "templates" / "1.docx").read_bytes()


def edited(data, add="Nieuw."):
    document = docx.Document(io.BytesIO(data))
    document.add_paragraph(add)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def comments(data):
    """The paragraphs with a comment, each with what it says."""
    document = docx.Document(io.BytesIO(data))
    texts = {str(comment.comment_id): comment.text for comment in document.comments}
    return [
        (paragraph.text, texts[reference.get(qn("w:id"))])
        for paragraph in document.paragraphs
        for reference in paragraph._p.iter(qn("w:commentReference"))
    ]


def propose(desk, data, made_on, name="1.docx"):
    return desk.client.post(
        f"{CHAPTER}/sjabloon",
        data={"versie": sha256(made_on).hexdigest()},
        files={"bestand": (name, data)},
    )


def accept(desk, page, **fields):
    [name] = re.findall(r'name="voorstel" value="(\w+)"', page.text)
    return desk.client.post(f"{CHAPTER}/sjabloon/terugzetten", data={"voorstel": name, **fields})


def test_the_list_tells_of_each_document_what_is_wrong_late_and_when_it_was_saved(project, desk):
    project.document("1", "{{ asiel.bestaat_niet }}", title="Asiel")
    page = desk.wait_for("/hoofdstukken", "1 fout")
    assert re.search(r"1 Asiel</a>.*?1 fout<", page, re.DOTALL)
    assert re.search(r'2 Vertrek</a>.*?geen.*?class="getal">0<', page, re.DOTALL)
    project.document("1", *START, title="Asiel")
    page = desk.wait_for("/hoofdstukken", "1 fout", is_there=False)
    row = page[page.index("1 Asiel</a>") : page.index("2 Vertrek</a>")]
    assert 'class="getal">1<' in row
    assert re.search(r"\d\d-\d\d-\d{4} \d\d:\d\d", row)


def test_a_chapter_is_shown_as_it_is_read_with_its_yellow(project, desk):
    page = desk.client.get(CHAPTER).text
    assert '<mark class="stale">' in page
    assert ">240</span>" in page
    assert "{{" not in page
    assert "style=" not in page


def test_an_unknown_chapter_is_not_there(desk):
    for path in ("", "/tekst", "/bladen", "/sjabloon", "/sjabloon/bestand", "/beeld/x.svg"):
        assert desk.client.get(f"/hoofdstukken/9{path}").status_code == 404


def test_a_problem_leads_to_its_paragraph(project, desk):
    project.document("1", *START[:3], "Er waren 4.125 mensen.", title="Asiel")
    news = wait_for_text(desk, "4.125")
    [number] = re.findall(r'data-naar="(\d+)"', news["meldingen"])
    html = "".join(news["tekst"]["inhoud"].values())
    assert f'data-alinea="{number}">Er waren 4.125 mensen.' in html


def test_only_what_is_another_is_sent_and_named(project, desk):
    before = wait_for_text(desk, START[3])["tekst"]
    project.document("1", *START[:2], "Tussenin.", START[2], "Anders.", title="Asiel")
    wait_for_text(desk, "Tussenin")
    news = text_of(desk, before["versie"])["tekst"]
    assert sorted(re.sub("<[^>]*>", "", one) for one in news["inhoud"].values()) == [
        "Anders.",
        "Tussenin.",
    ]
    kept = {block["sleutel"] for block in before["blokken"]}
    assert sum(block["sleutel"] in kept for block in news["blokken"]) == len(before["blokken"]) - 1
    assert len(news["gewijzigd"]) == 2
    assert news["vervallen"] == []


def test_a_paragraph_that_went_is_told_with_where_it_stood(project, desk):
    before = wait_for_text(desk, START[3])["tekst"]
    project.document("1", START[0], START[1], START[3], title="Asiel")
    wait_until(lambda: "120" not in str(text_of(desk)["tekst"]["inhoud"]))
    news = text_of(desk, before["versie"])["tekst"]
    assert news["gewijzigd"] == []
    [gone] = news["vervallen"]
    assert gone["tekst"] == "In 2024 waren het er 120."
    assert f'data-alinea="{gone["voor"]}">{START[3]}' in "".join(
        text_of(desk)["tekst"]["inhoud"].values()
    )


def test_a_figure_that_turns_yellow_is_a_change_though_its_words_are_the_same(project, desk):
    project.document("1", START[0], "Er waren er {{ asiel.aanvragen }} of 120.", title="Asiel")
    before = wait_for_text(desk, "of 120")["tekst"]
    project.document(
        "1", START[0], "Er waren er {{ asiel.aanvragen }} of {{ asiel.oud }}.", title="Asiel"
    )
    wait_until(lambda: "stale" in str(text_of(desk)["tekst"]["inhoud"]))
    assert len(text_of(desk, before["versie"])["tekst"]["gewijzigd"]) == 1


def test_with_an_error_the_last_good_text_stays_and_that_is_said(project, desk):
    good = wait_for_text(desk, START[3])["tekst"]
    project.document("1", *START, "{{ asiel.bestaat_niet }}", title="Asiel")
    news = wait_until(lambda: "bestaat_niet" in (found := text_of(desk))["meldingen"] and found)
    assert news["tekst"]["versie"] == good["versie"]
    assert "Dit is de tekst van vóór de fouten" in news["meldingen"]


def test_an_error_in_the_settings_leaves_the_text_and_says_where_to_look(project, desk):
    wait_for_text(desk, START[3])
    settings = project.root / "data/editions/2026.toml"
    good = settings.read_bytes()
    settings.write_bytes(b"dit is geen toml")
    news = wait_until(lambda: "andere bestanden" in (found := text_of(desk))["meldingen"] and found)
    assert START[3] in "".join(news["tekst"]["inhoud"].values())
    settings.write_bytes(good)
    wait_until(lambda: "andere bestanden" not in text_of(desk)["meldingen"])


def test_a_picture_has_an_address_that_may_be_kept_for_ever(project, desk):
    project.figure("asiel/lijn", indicators=["asiel.aanvragen"], alt="Een lijn.")
    project.document("1", *START, '{{ figuur("asiel/lijn") }}', title="Asiel")
    news = wait_until(lambda: "beeld/" in str(found := text_of(desk)) and found)
    [address] = re.findall(r'src="([^"]+)"', "".join(news["tekst"]["inhoud"].values()))
    picture = desk.client.get(address)
    assert picture.headers["content-type"] == "image/svg+xml"
    assert "immutable" in picture.headers["cache-control"]
    assert "sandbox" in picture.headers["content-security-policy"]
    assert desk.client.get(address.replace(".svg", ".png")).status_code == 404


def test_a_template_that_word_takes_away_for_a_moment_is_no_problem(project, desk):
    number = number_at_rest(desk)
    path = project.root / "templates" / "1.docx"
    changed = edited(path.read_bytes(), "Na een seconde.")
    began = time.monotonic()
    (path.parent / "~$1.docx").write_bytes(b"wie")
    path.rename(path.with_name("~WRL0001.tmp"))
    time.sleep(1)
    path.with_name("~WRD0000.tmp").write_bytes(changed)
    path.with_name("~WRD0000.tmp").rename(path)
    is_moment = time.monotonic() - began < LONGEST_SAVE
    path.with_name("~WRL0001.tmp").unlink()
    news = wait_for_text(desk, "Na een seconde")
    assert "Fout" not in news["meldingen"]
    assert news["nummer"] == number + 1 or not is_moment


def test_a_template_that_comes_bit_by_bit_is_read_when_it_is_whole(project, desk):
    number = number_at_rest(desk)
    path = project.root / "templates" / "1.docx"
    changed = edited(path.read_bytes(), "Helemaal binnen.")
    began = time.monotonic()
    path.write_bytes(changed[: len(changed) // 2])
    time.sleep(1)
    path.write_bytes(changed)
    is_moment = time.monotonic() - began < LONGEST_SAVE
    news = wait_for_text(desk, "Helemaal binnen")
    assert news["nummer"] == number + 1 or not is_moment


def test_a_template_that_stays_away_is_told_and_comes_back(project, desk):
    path = project.root / "templates" / "1.docx"
    data = path.read_bytes()
    path.unlink()
    news = wait_until(lambda: "Fout" in (found := text_of(desk))["meldingen"] and found)
    assert news["tekst"] is not None
    assert desk.client.get("/hoofdstukken").text.count("Asiel") == 1
    path.write_bytes(data)
    wait_until(lambda: "Fout" not in text_of(desk)["meldingen"])


@pytest.mark.parametrize(
    "name", ["1-DESKTOP-X.docx", "1 (kopie).docx", "1 - Copy.docx", "Kopie van 1.docx"]
)
def test_a_copy_in_conflict_is_told_on_the_page_and_can_be_compared(project, desk, name):
    copy = project.root / "templates" / name
    copy.write_bytes(edited(template(project), "Werk van een ander."))
    assert name in wait_until(lambda: name in (found := text_of(desk)["meldingen"]) and found)
    made_on = sha256(template(project)).hexdigest()
    page = desk.client.post(f"{CHAPTER}/sjabloon", data={"versie": made_on, "kopie": name})
    assert "<ins>Werk van een ander.</ins>" in page.text


def test_no_other_template_is_taken_for_a_copy(project, desk):
    for name in ("10.docx", "1x.docx", "ander 1.docx", "~$1.docx"):
        (project.root / "templates" / name).write_bytes(template(project))
    assert "kopie" not in desk.client.get(CHAPTER).text


def test_the_template_is_given_as_it_is_under_a_name_with_its_version(project, desk):
    answer = desk.client.get(f"{CHAPTER}/sjabloon/bestand")
    assert answer.content == template(project)
    version = sha256(template(project)).hexdigest()[:8]
    assert f"1%20%28versie%20{version}%29.docx" in answer.headers["content-disposition"]


def test_messages_come_along_as_comments_and_go_when_it_is_put_back(project, desk):
    project.document("1", *START[:3], "Er waren 4.125 mensen.", title="Asiel")
    wait_for_text(desk, "4.125")
    commented = desk.client.get(f"{CHAPTER}/sjabloon/opmerkingen").content
    [(quote, said)] = comments(commented)
    assert quote == "Er waren 4.125 mensen."
    assert said.startswith("Let op: getal zonder bron: 4.125")
    page = propose(desk, edited(commented), template(project))
    assert "De opmerking met meldingen van het bureau is eruit gehaald" in page.text
    assert accept(desk, page).status_code == 200
    wait_for_text(desk, "Nieuw.")
    assert comments(template(project)) == []


def test_an_edited_template_is_shown_before_it_is_put_in_place(project, desk):
    before = template(project)
    page = propose(desk, edited(before, "Er waren 4.125 mensen."), before)
    assert "<ins>Er waren 4.125 mensen.</ins>" in page.text
    coming, _, going = page.text.partition("Meldingen die verdwijnen")
    assert "getal zonder bron: 4.125" in coming
    assert "getal zonder bron" not in going
    assert template(project) == before
    assert accept(desk, page).status_code == 200
    wait_for_text(desk, "Er waren 4.125 mensen.")


def test_the_former_one_is_kept_with_who_did_it_and_can_be_brought_back(project, desk):
    before = template(project)
    accept(desk, propose(desk, edited(before), before))
    [kept] = (project.root / "earlier" / "templates" / "1").iterdir()
    assert kept.read_bytes() == before
    log = (project.root / "earlier" / "templates.csv").read_text()
    after = template(project)
    assert (
        f"templates/1.docx,a.jansen,{sha256(before).hexdigest()},{sha256(after).hexdigest()}" in log
    )
    assert "vervangen door a.jansen" in desk.client.get(f"{CHAPTER}/sjabloon").text
    assert desk.client.get(f"{CHAPTER}/sjabloon/eerder/{kept.name}").content == before
    made_on = sha256(after).hexdigest()
    page = desk.client.post(f"{CHAPTER}/sjabloon", data={"versie": made_on, "eerder": kept.name})
    assert "<del>Nieuw.</del>" in page.text
    accept(desk, page)
    assert template(project) == before
    assert project.run("check") == 0


def test_with_errors_it_is_put_in_place_only_when_that_is_meant(project, desk):
    before = template(project)
    page = propose(desk, edited(before, "{{ asiel.bestaat_niet }}"), before)
    assert "onbekende indicator" in page.text
    refused = accept(desk, page)
    assert refused.status_code == 409
    assert template(project) == before
    assert accept(desk, page, akkoord="ja").status_code == 200
    assert template(project) != before


def test_nobody_puts_one_back_over_the_work_of_another(project, desk):
    before = template(project)
    mine, theirs = edited(before, "Van mij."), edited(before, "Van een ander.")
    page = propose(desk, mine, before)
    accept(desk, propose(desk, theirs, before))
    refused = accept(desk, page)
    assert refused.status_code == 409
    assert "intussen door iemand anders gewijzigd" in refused.text
    again = propose(desk, mine, before)
    assert again.status_code == 409
    assert "intussen gewijzigd" in again.text
    assert template(project) == theirs


def test_a_file_that_was_taken_away_earlier_is_refused_by_its_name_on_a_page_of_today(
    project, desk
):
    before = template(project)
    accept(desk, propose(desk, edited(before, "Van een ander."), before))
    name = f"1 (versie {sha256(before).hexdigest()[:8]}) (1).docx"
    refused = propose(desk, edited(before, "Van mij."), template(project), name)
    assert refused.status_code == 409
    assert "gemaakt op een eerdere versie" in refused.text


@pytest.mark.parametrize(
    ("data", "status"), [(b"geen Word", 422), (b"PK\x03\x04half", 422), (b"", 409)]
)
def test_what_is_no_word_file_is_refused(project, desk, data, status):
    before = template(project)
    assert propose(desk, data, before).status_code == status
    assert template(project) == before


def test_the_same_template_changes_nothing_and_that_is_said(project, desk):
    refused = propose(desk, template(project), template(project))
    assert refused.status_code == 409
    assert "er valt niets terug te zetten" in refused.text


@pytest.mark.parametrize("field", ["eerder", "kopie"])
@pytest.mark.parametrize("name", ["../2.docx", "/etc/passwd", "2.docx", "..%2F2.docx"])
def test_nothing_is_read_beside_what_is_offered(project, desk, field, name):
    made_on = sha256(template(project)).hexdigest()
    answer = desk.client.post(f"{CHAPTER}/sjabloon", data={"versie": made_on, field: name})
    assert answer.status_code == 409


def test_the_pages_are_made_when_asked_for_with_the_pdf(project, desk):
    assert "Maak de pagina" in desk.client.get(f"{CHAPTER}/bladen").text
    page = desk.client.get(f"{CHAPTER}/bladen?maak=1").text
    [pdf] = re.findall(r'href="([^"]+\.pdf)"', page)
    assert desk.client.get(pdf).content.startswith(b"%PDF")
    [picture, *_] = re.findall(r'src="([^"]+\.png)"', page)
    drawn = desk.client.get(picture)
    assert drawn.content.startswith(b"\x89PNG")
    assert "immutable" in drawn.headers["cache-control"]
    assert desk.client.get(picture.replace("/1.png", "/99.png")).status_code == 404


def test_with_an_error_the_last_pages_stay_beside_what_hinders(project, desk):
    desk.client.get(f"{CHAPTER}/bladen?maak=1")
    project.document("1", "{{ asiel.bestaat_niet }}", title="Asiel")
    wait_until(lambda: "bestaat_niet" in text_of(desk)["meldingen"])
    page = desk.client.get(f"{CHAPTER}/bladen?maak=1").text
    assert "hieronder staan die van ervoor" in page
    assert "onbekende indicator" in page
    assert ".png" in page
