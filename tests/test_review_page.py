"""review.html: the concept as reviewers judge it, read as HTML, with scripts off."""

import base64
import csv
import hashlib
import json
import shutil
import tomllib

import pytest
from lxml import html

from tests.chapter import write_chapters_to_review
from tests.conftest import EDITION, read_csv

pytestmark = pytest.mark.usefixtures("blank_pages")
LETTER = '[[addressees]]\nid = "tk"\nname = "Tweede Kamer"\n[[addressees]]\nid = "ek"\nname = "Eerste Kamer"\n'


@pytest.fixture
def project(asylum):
    """Two chapters and a letter; one indicator is stale."""
    write_chapters_to_review(asylum)
    asylum.document("brief", "Aan {{ geadresseerde.naam }}: {{ asiel.oud }}.", kind="letter")
    asylum.edition(LETTER)
    return asylum


def page(folder):
    return html.fromstring((folder.build() / "review.html").read_text(encoding="utf-8"))


def rows(found, name):
    """The rows of a list, each as the texts of its cells."""
    lines = found.xpath(f"//details[@id='{name}']//tbody/tr")
    return [[" ".join(cell.text_content().split()) for cell in line] for line in lines]


def data(found):
    return json.loads(found.get_element_by_id("gegevens").text)


def test_the_report_stands_in_it_with_its_yellow_and_behind_it_the_letter_once(project):
    found = page(project)
    assert [part.get("data-document") for part in found.xpath("//main/div")] == [
        "h1",
        "h2",
        "brief",
    ]
    assert [mark.text_content() for mark in found.xpath("//main//p//mark")] == [
        "Oud: stijging van 20%.",
        "Aan Tweede Kamer: 120.",
    ]
    assert "CONCEPT" in found.xpath("string(//header)")


def test_without_scripts_a_number_leads_to_what_it_is_made_of_and_that_back_to_its_places(project):
    found = page(project)
    value = next(link for link in found.iter("a") if link.text == "24.140")
    row = found.get_element_by_id(value.get("href")[1:])
    cells = [" ".join(cell.text_content().split()) for cell in row]
    assert cells[:3] == ["24.140", "Eerste aanvragen, 2025", "actueel"]
    assert cells[4] == "de waarde zoals geleverd (Eerste aanvragen, 2025: 24.140)"
    assert cells[5] == "H1: onder 'Instroom', alinea 1; H1: onder 'Instroom', alinea 2"
    leads = [link.get("href")[1:] for link in row.iter("a")]
    assert leads == ["w0-0", "w0-1"]
    assert [found.get_element_by_id(name).text for name in leads] == ["24.140", "24.140"]


def test_every_link_leads_somewhere_and_no_id_stands_twice(project):
    found = page(project)
    names = found.xpath("//@id")
    assert sorted(names) == sorted(set(names))
    assert [
        link for link in found.xpath("//a/@href") if link.startswith("#") and link[1:] not in names
    ] == []


def test_what_is_stale_is_listed_by_who_delivers_and_by_chapter(project):
    found = page(project)
    ((owner, name, until, expected, due, accepted, places),) = rows(found, "geel-per-leverancier")
    assert (owner, name, until, expected, due, accepted) == (
        "IND",
        "Oud cijfer",
        "2024",
        "2025",
        "niet bekend",
        "",
    )
    assert places.startswith("H2: ")
    by_chapter = [row[:4] for row in rows(found, "geel-per-hoofdstuk")]
    assert by_chapter == [
        ["H2", "Oud cijfer", "2024", "IND"],
        ["Brief", "Oud cijfer", "2024", "IND"],
    ]


def test_the_bar_says_how_much_is_in_and_how_much_is_late(project):
    (said,) = page(project).xpath("//*[@class='balk']/@aria-label")
    assert said == "Stand van de reeksen: 1 actueel, 1 nog geen update"


def test_as_long_as_no_concept_went_round_it_says_what_to_do(project):
    found = page(project)
    assert rows(found, "sinds-cijfers") == []
    said = found.get_element_by_id("sinds-cijfers").text_content()
    assert "Er ging nog geen concept van deze editie rond" in said
    assert "report-builder circulate" in said
    project.document("h2", "# Oud", "Andere tekst.")
    assert (
        "Er ging nog geen concept" in page(project).get_element_by_id("sinds-tekst").text_content()
    )


def change(project):
    """A revised figure, and another sentence."""
    project.indicator(
        "asiel.oud", [(2022, 90), (2023, 100), (2024, 130)], title="Oud cijfer", owner="IND"
    )
    project.document(
        "h2",
        "# Oud",
        '{{ figuur("asiel/oud") }}',
        "Oud: {{ asiel.oud|verandering }}.",
        "Andere tekst.",
    )


def test_a_number_and_a_text_that_changed_since_the_concept_that_went_round_are_listed(project):
    before = data(page(project))["version"]
    assert project.run("circulate") == 0
    change(project)
    found = page(project)
    told = data(found)
    assert told["since"] == before
    said = f"Vergeleken met versie {before}, die op 21 juni 2026 rondging."
    assert said in found.get_element_by_id("sinds-cijfers").text_content()
    changed = {tuple(row[:4]) for row in rows(found, "sinds-cijfers")}
    assert ("herzien", "Oud cijfer: verandering", "stijging van 20%", "stijging van 30%") in changed
    assert ("gewijzigd", "Oude cijfers", "", "") in changed
    texts = [[row[0], *row[2:]] for row in rows(found, "sinds-tekst")]
    assert ["gewijzigd", "onder 'Oud', alinea 3", "Alleen tekst.", "Andere tekst."] in texts
    assert {item["was"] for item in told["items"] if item["text"] == "stijging van 30%"} == {
        "stijging van 20%"
    }
    (was,), (now,) = (
        found.xpath(f"//details[@id='sinds-tekst']//tr[contains(., 'alinea 3')]//{tag}")
        for tag in ("del", "ins")
    )
    assert (was.text, now.text) == ("Alleen", "Andere")


def test_a_revision_that_rounding_hides_is_no_change_since_the_concept_that_went_round(project):
    project.document("h3", "# Ruw", "Dat is een {{ asiel.aanvragen|verandering }}.")
    project.build()
    assert project.run("circulate") == 0
    path = project.root / "data/asiel/aanvragen.csv"
    path.write_text(path.read_text().replace("2025,TOTAL,24140", "2025,TOTAL,24150"))
    changed = [row[2:4] for row in rows(page(project), "sinds-cijfers")]
    assert changed == [["24.140", "24.150"]]


def test_the_concept_that_goes_round_says_that_nothing_changed_and_stays_the_same_version(project):
    before = data(page(project))["version"]
    assert project.run("circulate") == 0
    found = page(project)
    assert data(found)["version"] == before
    lead = f"Dit is versie {before}, die op 21 juni 2026 rondging. Er is niets veranderd."
    assert lead in found.get_element_by_id("sinds-tekst").text_content()
    assert rows(found, "sinds-cijfers") == rows(found, "sinds-tekst") == []


def test_what_lies_in_the_output_folder_makes_no_difference_to_the_page(project, tmp_path):
    project.build()
    assert project.run("circulate") == 0
    change(project)
    first = (project.build() / "review.html").read_bytes()
    (project.output / "numbers.csv").write_text("kapot")
    assert (project.build() / "review.html").read_bytes() == first
    assert project.run("build", "--output", str(tmp_path / "leeg")) == 0
    assert (tmp_path / "leeg/2026/concept/review.html").read_bytes() == first


def test_another_concept_that_goes_round_takes_the_place_of_the_one_before_which_stays_noted(
    project, monkeypatch
):
    first = data(page(project))["version"]
    assert project.run("circulate") == 0
    change(project)
    second = data(page(project))["version"]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1783000000")
    assert project.run("circulate") == 0
    assert project.run("circulate") == 0
    noted = tomllib.loads((project.root / "data/editions/2026/circulated.toml").read_text())
    assert [item["version"] for item in noted["circulated"]] == [first, second]
    found = page(project)
    assert data(found)["since"] == second
    assert rows(found, "sinds-cijfers") == []


def test_only_the_concept_that_was_built_can_go_round(project, capsys, tmp_path):
    assert project.run("circulate") == 2
    assert "maak het met report-builder build" in capsys.readouterr().err
    old = data(page(project))["version"]
    text = (project.output / "numbers.csv").read_text()
    (project.output / "numbers.csv").write_text(text.replace("120", "121"))
    assert project.run("circulate") == 1
    assert (
        "output/2026/concept/numbers.csv:1: error: dit bestand is niet meer zoals het gebouwd is"
        in (capsys.readouterr().err)
    )
    (project.output / "numbers.csv").write_text(text)
    change(project)
    assert project.run("circulate") == 1
    assert f"gaat deze versie toch rond, noem haar dan: --version {old}" in capsys.readouterr().err
    assert project.run("circulate", "--version", "0000000") == 1
    assert not (project.root / "data/editions/2026").exists()
    assert project.run("circulate", "--version", old) == 0
    assert data(page(project))["since"] == old


def test_what_is_kept_of_a_concept_names_no_civil_servants(project):
    project.document("nota", "Vraag het {{ persoon.steller }} van het bureau.", kind="nota")
    project.edition(LETTER + '[personal]\nsteller = "Noor Verzonnen"\n')
    project.build()
    assert project.run("circulate") == 0
    kept = {path.name: path.read_text() for path in (project.root / "data/editions/2026").iterdir()}
    assert "Vraag het [Woo 5.1.2.e] van het bureau." in kept["circulated-texts.csv"]
    assert "Verzonnen" not in "".join(kept.values())
    assert rows(page(project), "sinds-tekst") == []


def test_what_was_kept_of_a_concept_and_is_damaged_is_a_warning_and_hinders_nothing_else(
    project, capsys
):
    project.build()
    assert project.run("circulate") == 0
    (project.root / "data/editions/2026/circulated-texts.csv").write_text("document,place,text\n")
    found = page(project)
    assert (
        "data/editions/2026/circulated-texts.csv:1: warning: dit is niet wat er bij het"
        in capsys.readouterr().err
    )
    assert "Er ging nog geen concept" in found.get_element_by_id("sinds-cijfers").text_content()
    (project.root / "data/editions/2026/circulated.toml").write_text("circulated = 1\n")
    page(project)
    assert "data/editions/2026/circulated.toml:1: warning:" in capsys.readouterr().err


def test_a_concept_that_went_round_stands_in_the_way_of_no_lock_no_other_edition_and_no_comparison(
    project,
):
    project.build()
    assert project.run("circulate") == 0
    assert project.run("lock") == 0
    assert project.run("build") == 0
    assert project.run("unlock", "--reason", "Herzien cijfer") == 0
    assert (project.root / "data/editions/2026/circulated.toml").is_file()
    assert project.run("new-edition", "2027") == 0
    assert not (project.root / "data/editions/2027").exists()
    assert project.run("build", "--edition", "2026") == 0
    assert project.run("compare", "2026", "2027") == 0


def test_what_an_earlier_edition_held_stands_beside_what_is_printed_now(project):
    project.edition("", name="2025", head=EDITION.replace("2025", "2024").replace("2026", "2025"))
    project.edition(LETTER)
    rows_then = "time_period,obs_value,obs_status\n2023,100,A\n2024,110,P\n"
    project.write("data/editions/2025/asiel/oud.csv", rows_then)
    found = page(project)
    assert [row[:3] for row in rows(found, "vorige-editie")] == [
        ["Oud cijfer", "110 (voorlopig) (2024)", "120 (2024)"]
    ]
    assert [row[:4] for row in rows(found, "herzieningen")] == [
        ["Oud cijfer", "2024", "110 (voorlopig)", "120"]
    ]


def publish(project):
    """What is built now, as the register of the edition before it."""
    lines = read_csv(project.build() / "numbers.csv")
    for line in lines:
        if line["text"] == "24.140":
            line.update(text="24.000", amount="24000")
    path = project.write("data/published/2025.csv", "")
    with path.open("w", newline="") as written:
        writer = csv.DictWriter(written, lines[0])
        writer.writeheader()
        writer.writerows(lines)
    shutil.rmtree(project.output)
    return path


def test_what_changed_since_the_published_edition_is_listed_and_stands_with_the_number(project):
    publish(project)
    found = page(project)
    changed = [row[:4] for row in rows(found, "vorige-editie")]
    assert ["herzien", "Eerste aanvragen", "24.000", "24.140"] in changed
    (item,) = [item for item in data(found)["items"] if item["text"] == "24.140"]
    assert item["earlier"] == "editie 2025: 24.000 (2025)"
    assert item["revised"]


def test_a_published_register_that_cannot_be_read_is_a_warning_on_the_page(project, capsys):
    project.write("data/published/2025.csv", "document,location\n")
    found = page(project)
    assert "data/published/2025.csv:1: warning: de kolom 'key' ontbreekt" in capsys.readouterr().err
    assert ["data/published/2025.csv", "1", "de kolom 'key' ontbreekt"] in [
        row[:3] for row in rows(found, "waarschuwingen")
    ]


def test_hostile_text_stays_text(project):
    hostile = "</script><script>alert(1)</script><img src=x onerror=alert(2)>"
    project.indicator("asiel.oud", [(2023, 100), (2024, 120)], title=hostile, owner="IND<b>")
    found = page(project)
    assert len(found.xpath("//script")) == 2
    assert found.xpath("//*[@onerror] | //b") == []
    assert hostile in {item["name"] for item in data(found)["items"]}
    assert hostile in [row[1] for row in rows(found, "geel-per-leverancier")]


def test_nothing_may_run_or_load_but_what_stands_in_the_page(project):
    found = page(project)
    (policy,) = found.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    for name, (element,) in (
        ("script-src", found.xpath("//script[not(@type)]")),
        ("style-src", found.xpath("//style")),
    ):
        made = base64.b64encode(hashlib.sha256(element.text.encode()).digest()).decode()
        assert rules[name] == f"'sha256-{made}'"
    assert found.xpath("//@style | //link | //iframe | //*[@onclick]") == []
    sources = found.xpath("//*/@src")
    assert sources
    assert all(source.startswith("data:image/") for source in sources)


def test_what_cannot_be_a_link_within_a_link_stays_a_value(project):
    found = page(project)
    assert found.xpath("//a//a | //summary//a") == []


def test_a_paragraph_bears_its_place_and_a_key_that_lasts_as_long_as_its_text(project):
    def keys():
        return {
            part.text_content(): (part.get("data-alinea"), part.get("data-plaats"))
            for part in page(project).xpath("//main//p[@data-alinea]")
        }

    before = keys()
    assert before["Alleen tekst."][1] == "onder 'Oud', alinea 3"
    project.document(
        "h2",
        "# Oud",
        '{{ figuur("asiel/oud") }}',
        "Nu {{ asiel.oud|verandering }}.",
        "Alleen tekst.",
    )
    after = keys()
    assert after["Alleen tekst."] == before["Alleen tekst."]
    assert after["Nu stijging van 20%."][0] != before["Oud: stijging van 20%."][0]


def test_a_definitive_release_has_no_review_page(folder):
    folder.indicator("asiel.aanvragen", [(2024, 100), (2025, 125)])
    folder.document("h1", "# Asiel", "Er waren {{ asiel.aanvragen }}.")
    folder.build("--release", "definitief")
    assert not (folder.output.parent / "definitief" / "review.html").exists()
