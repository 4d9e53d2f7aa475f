"""A year played through from the outside: from the first concept to the edition of next year.

Each fixture is a step, and begins where the step before it ended; the tests say what was to be seen after it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

import docx
import openpyxl
import pytest

from tests.conftest import read_csv, texts, yellow
from tests.everything import found_in
from tests.returned import sheet, worklist
from tests.year import (
    ADDRESSEES,
    CLERK,
    CORRECTION,
    DOUBT,
    HEADS,
    NEW_CLOSING,
    NEW_POLICY,
    POLICY,
    READY,
    Said,
    Year,
    Yellow,
    begin,
    filled_in,
    how_yellow,
    reviewed_in_the_browser,
    reviewed_in_word,
    text_of,
    with_a_change_and_a_remark,
    worked_in,
)

INFLOW = {
    ("asiel.instroom", "2025", "totaal"): 1150,
    ("asiel.instroom", "2025", "Syrië"): 560,
    ("asiel.instroom", "2025", "Eritrea"): 330,
    ("asiel.instroom", "2025", "Overig"): 260,
    **{("asiel.maand", f"2025-{month:02}", ""): 90 + month for month in range(1, 13)},
}
REVISION = ("asiel.instroom", "2024", "totaal", 1101, None)


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Year]:
    """The project as it is when the year begins."""
    with pytest.MonkeyPatch.context() as environment:
        made = Year(tmp_path_factory.mktemp("jaar") / "project", environment)
        begin(made)
        yield made


@dataclass(frozen=True)
class Concept:
    """A concept that was built: what was said of it, and a copy of it."""

    said: Said
    files: Path

    @property
    def yellow(self) -> Yellow:
        return how_yellow(self.files)


def build_concept(year: Year, name: str, edition: str = "2026") -> Concept:
    said = year.do("build")
    assert said.status == 0, said.err
    return Concept(said, year.keep(name, edition))


@pytest.fixture(scope="module")
def first(year: Year) -> Concept:
    """2 March: a first concept, while nothing of the reporting year is in."""
    year.on(date(2026, 3, 2))
    return build_concept(year, "eerste")


def test_in_the_first_concept_every_sentence_that_rests_on_a_figure_is_yellow(
    first: Concept,
) -> None:
    assert first.yellow.indicators == 5
    marked = yellow(first.files / "rapport.docx")
    assert "In 2024 kwamen 1.100 mensen, een stijging van 10%." in marked
    assert "Er kwamen 9.100 mensen naar Nederland." in marked
    assert any(text.startswith("Figuur 1.1 ") for text in marked)
    assert not any("een zin zonder cijfers" in text for text in marked)


@dataclass(frozen=True)
class Delivered:
    """How the form of the IND came in: refused, accepted, undone and taken in again."""

    refused: Said
    accepted: Said
    undone: Said
    before: dict[str, bytes]
    after_refusal: dict[str, bytes]
    after_undo: dict[str, bytes]
    concept: Concept


@pytest.fixture(scope="module")
def delivered(year: Year, first: Concept) -> Delivered:
    """1 April: the IND fills in its form, with a revision of last year."""
    year.on(date(2026, 4, 1))
    assert year.do("request", "--owner", "IND").status == 0
    form = year.root / "output/2026/levering-IND-2025.xlsx"
    path = filled_in(form, INFLOW, [REVISION], year.inbox / "ind.xlsx")
    before = year.files("data")
    take = ("import", path, "--from", "IND")
    refused, after_refusal = year.do(*take), year.files("data")
    accepted = year.do(*take, "--accept-revisions", "--reason", "nagevraagd")
    undone, after_undo = year.do("import", "--undo"), year.files("data")
    assert year.do(*take, "--accept-revisions", "--reason", "nagevraagd").status == 0
    return Delivered(
        refused, accepted, undone, before, after_refusal, after_undo, build_concept(year, "met-ind")
    )


def test_a_delivery_that_revises_is_refused_until_that_is_accepted(delivered: Delivered) -> None:
    assert delivered.refused.status == 1
    assert "1.100" in delivered.refused.err + delivered.refused.out
    assert "--accept-revisions" in delivered.refused.err
    assert delivered.after_refusal == delivered.before
    assert delivered.accepted.status == 0


def test_undoing_a_delivery_brings_every_byte_back(delivered: Delivered) -> None:
    assert delivered.undone.status == 0
    assert delivered.after_undo == delivered.before


def test_yellow_goes_where_figures_came_in_and_stays_where_they_did_not(
    first: Concept, delivered: Delivered
) -> None:
    now, before = delivered.concept.yellow, first.yellow
    assert now.indicators == 3
    assert 0 < now.word < before.word
    assert 0 < now.web < before.web
    marked = yellow(delivered.concept.files / "rapport.docx")
    assert (
        "In 2025 kwamen 1.150 mensen, een stijging van 4%. Dit is een zin zonder cijfers."
        in texts(delivered.concept.files / "rapport.docx")
    )
    assert not any("1.150" in text for text in marked)
    assert "Er kwamen 9.100 mensen naar Nederland." in marked


@pytest.fixture(scope="module")
def complete(year: Year, delivered: Delivered) -> Concept:
    """20 April: the others deliver too, but for one figure that its source publishes later."""
    year.on(date(2026, 4, 20))
    table = openpyxl.Workbook()
    page = table.active
    page.title = "Bezetting"
    for row in (
        ["Bezetting van de opvang"],
        [],
        ["Peildatum", "Bewoners"],
        ["31-12-2025", 720],
        ["Bron: Opvang"],
    ):
        page.append(row)
    table.save(year.inbox / "coa.xlsx")
    said = year.do("import", year.inbox / "coa.xlsx", "--from", "COA", "--profile", "bezetting")
    assert said.status == 0, said.err
    sent = year.inbox / "cbs.csv"
    sent.write_text(
        ";".join(HEADS) + "\nmigratie.immigratie;2025;;9.250;P voorlopig\n", encoding="cp1252"
    )
    said = year.do("import", sent, "--from", "CBS")
    assert said.status == 0, said.err
    return build_concept(year, "compleet")


def test_one_figure_is_left_yellow_and_says_who_delivers_it_and_when(complete: Concept) -> None:
    assert complete.yellow.indicators == 1
    assert [text for text in yellow(complete.files / "rapport.docx") if "mensen" in text] == [
        "Voor werk kwamen 2.100 mensen."
    ]
    said = [
        comment.text for comment in docx.Document(str(complete.files / "rapport.docx")).comments
    ]
    assert any("Levert: CBS. Verwacht: t/m 2025, op 15 oktober 2026." in text for text in said)
    register = {
        row["indicator"]: row["state"] for row in read_csv(complete.files / "freshness.csv")
    }
    assert [key for key, state in register.items() if state != "fresh"] == ["migratie.werk"]


@dataclass(frozen=True)
class Reviewed:
    """What the readers sent back, laid together: the rows of the work list, and what conflicts in it."""

    rows: list[dict[str, str]]
    conflicts: list[list[str]]
    before: dict[str, bytes]
    after: dict[str, bytes]

    def row(self, kind: str) -> dict[str, str]:
        (found,) = [row for row in self.rows if row["Soort"] == kind]
        return found


@pytest.fixture(scope="module")
def reviewed(year: Year, complete: Concept) -> Reviewed:
    """8 May: two readers answer in Word, a third on the review page."""
    year.on(date(2026, 5, 8))
    sent = [
        *reviewed_in_word(complete.files, year.inbox),
        reviewed_in_the_browser(complete.files, year.inbox),
    ]
    before = year.files("templates", "data", "output/2026/concept")
    rows = worklist(year, *sent)
    return Reviewed(
        rows,
        sheet(year, "Tegenstrijdig"),
        before,
        year.files("templates", "data", "output/2026/concept"),
    )


def test_a_remark_in_word_is_laid_on_its_template_and_paragraph(reviewed: Reviewed) -> None:
    row = reviewed.row("Opmerking")
    assert (row["Sjabloon"], row["Plaats"]) == (
        "templates/asiel.docx",
        "onder 'Instroom', alinea 4",
    )
    assert (row["Wie"], row["Op welke tekst"]) == ("Lezer Een", POLICY)


def test_a_number_that_was_typed_over_is_seen_with_what_was_printed(reviewed: Reviewed) -> None:
    row = reviewed.row("Cijfer met de hand")
    assert (row["Sjabloon"], row["Plaats"]) == ("templates/opvang.docx", "onder 'Opvang', alinea 1")
    assert row["Let op"].startswith("komt uit de data: 720")


def test_what_was_judged_on_the_review_page_stands_in_the_same_list(reviewed: Reviewed) -> None:
    row = reviewed.row("Oordeel")
    assert (row["Wie"], row["Op welke tekst"]) == ("Lezer Drie", "1.150")
    assert row["Opmerking of nieuwe tekst"] == f"niet akkoord: {DOUBT}"
    assert row["Sjabloon"] in ("templates/samenvatting.docx", "templates/asiel.docx")


def test_two_readers_who_change_a_sentence_differently_are_told_of(reviewed: Reviewed) -> None:
    changed = [row for row in reviewed.rows if row["Soort"] == "Wijziging"]
    assert {(row["Sjabloon"], row["Plaats"], row["Wie"]) for row in changed} == {
        ("templates/opvang.docx", "onder 'Opvang', alinea 5", "Lezer Een"),
        ("templates/opvang.docx", "onder 'Opvang', alinea 5", "Lezer Twee"),
    }
    ((place, _, sides),) = reviewed.conflicts
    assert place == "templates/opvang.docx: onder 'Opvang', alinea 5"
    assert "Tot slot." in sides
    assert "Ten slotte." in sides


def test_reading_what_came_back_changes_no_template_figure_or_concept(reviewed: Reviewed) -> None:
    assert reviewed.after == reviewed.before


@pytest.fixture(scope="module")
def reworked(year: Year, reviewed: Reviewed) -> Concept:
    """20 May: the remarks are worked in; the IND confirms that its figure was wrong."""
    year.on(date(2026, 5, 20))
    for name in ("asiel", "opvang"):
        year.change_template(name, worked_in)
    sent = year.inbox / "ind-herzien.csv"
    sent.write_text(
        ";".join(HEADS) + "\nasiel.instroom;2025;totaal;1160;\nasiel.instroom;2025;Overig;270;\n"
    )
    said = year.do("import", sent, "--from", "IND", "--accept-revisions", "--reason", "nagevraagd")
    assert said.status == 0, said.err
    return build_concept(year, "verwerkt")


def test_what_was_remarked_stands_in_the_next_concept(reworked: Concept) -> None:
    found = texts(reworked.files / "rapport.docx")
    assert NEW_POLICY in found
    assert NEW_CLOSING in found
    assert any("kwamen 1.160 mensen" in text for text in found)
    assert not any("1.150" in text for text in found)


@dataclass(frozen=True)
class Locked:
    """The lock, and what a later delivery did to what is printed."""

    locked: Said
    taken: Said
    concept: Concept


@pytest.fixture(scope="module")
def locked(year: Year, reworked: Concept) -> Locked:
    """10 June: the figures are locked; five days later the IND delivers once more."""
    year.on(date(2026, 6, 10))
    said = year.do("lock")
    year.on(date(2026, 6, 15))
    sent = year.inbox / "ind-laat.csv"
    sent.write_text(
        ";".join(HEADS) + "\nasiel.instroom;2025;totaal;1175;\nasiel.instroom;2025;Overig;285;\n"
    )
    taken = year.do("import", sent, "--from", "IND", "--accept-revisions", "--reason", "nagevraagd")
    return Locked(said, taken, build_concept(year, "vastgelegd"))


def test_a_delivery_after_the_lock_changes_nothing_that_is_printed(
    locked: Locked, reworked: Concept
) -> None:
    assert (locked.locked.status, locked.taken.status) == (0, 0)
    assert "gewijzigd na de vergrendeling; editie 2026 drukt de oude af" in locked.concept.said.err
    for name in ("rapport.docx", "kamerbrief.docx", "nota.docx"):
        assert text_of(locked.concept.files / name) == text_of(reworked.files / name)
    assert (locked.concept.files / "numbers.csv").read_bytes() == (
        reworked.files / "numbers.csv"
    ).read_bytes()


@dataclass(frozen=True)
class Refused:
    """The definitive release that was refused."""

    said: Said
    before: dict[str, bytes]
    after: dict[str, bytes]


@pytest.fixture(scope="module")
def refused(year: Year, locked: Locked) -> Refused:
    """20 June: a definitive release too early, with a change and a remark of a drafter left in a template."""
    year.on(date(2026, 6, 20))
    path = year.root / "templates/kamerbrief.docx"
    sound = path.read_bytes()
    year.change_template("kamerbrief", with_a_change_and_a_remark)
    before = year.files("output", "data", "templates")
    said = year.do("build", "--release", "definitief")
    after = year.files("output", "data", "templates")
    path.write_bytes(sound)
    return Refused(said, before, after)


@pytest.mark.parametrize(
    "missing",
    [
        "error: het voorportaal IDAM heeft nog niet ingestemd",
        "error: het voorportaal SOM heeft nog niet ingestemd",
        "error: de ondertekenaar 'De Minister van Asiel en Migratie' heeft geen naam",
        "error: op migratie.immigratie rust een embargo tot 1 juli 2026",
        "error: verouderd cijfer: migratie.werk (t/m 2024) staat op ",
        "templates/kamerbrief.docx:voor de eerste kop, alinea 2: error: een ingevoegde tekst is nog niet aanvaard",
        "opmerking: 'Klopt dit nog?'",
    ],
)
def test_the_definitive_release_is_refused_and_tells_all_at_once(
    refused: Refused, missing: str
) -> None:
    assert refused.said.status == 1
    assert missing in refused.said.err


def test_a_release_that_is_refused_changes_nothing(refused: Refused) -> None:
    assert refused.after == refused.before
    assert not any("definitief" in name or "published" in name for name in refused.after)


@dataclass(frozen=True)
class Released:
    """A definitive release that passed, and what was kept with the project."""

    said: Said
    files: Path
    published: bytes


def release(year: Year, name: str) -> Released:
    said = year.do("build", "--release", "definitief")
    assert said.status == 0, said.err
    published = (year.root / "data/published/2026.csv").read_bytes()
    return Released(said, year.keep(name, release="definitief"), published)


@pytest.fixture(scope="module")
def released(year: Year, refused: Refused) -> Released:
    """10 July: agreements and names are in, the embargo has passed, the late figure is accepted."""
    year.on(date(2026, 7, 10))
    year.edition(READY)
    return release(year, "definitief")


def test_in_the_definitive_release_nothing_is_yellow(released: Released) -> None:
    assert [text for path in released.files.rglob("*.docx") for text in yellow(path)] == []
    assert not [
        path for path in released.files.rglob("*.html") if 'class="stale' in path.read_text()
    ]


def test_an_accepted_figure_carries_its_period_and_a_footnote_with_the_reason(
    released: Released,
) -> None:
    with zipfile.ZipFile(released.files / "rapport.docx") as opened:
        notes = opened.read("word/footnotes.xml").decode()
    assert "De bron publiceert dit in het najaar." in notes
    assert "Voor werk kwamen 2.100 (2024) mensen." in texts(released.files / "rapport.docx")
    assert "De bron publiceert dit in het najaar." in (released.files / "rapport.html").read_text()
    register = {
        row["indicator"]: row["state"] for row in read_csv(released.files / "freshness.csv")
    }
    assert register["migratie.werk"] == "accepted"


def test_comments_and_makers_are_gone_from_every_document(released: Released) -> None:
    for path in released.files.rglob("*.docx"):
        with zipfile.ZipFile(path) as opened:
            assert not [name for name in opened.namelist() if "comment" in name or "people" in name]
            assert b"commentR" not in opened.read("word/document.xml")
        core = docx.Document(str(path)).core_properties
        assert (core.author, core.last_modified_by, core.comments) == ("", "", "")


def test_the_manifest_tells_the_hash_of_every_file(released: Released) -> None:
    listed = json.loads((released.files / "manifest.json").read_text())["files"]
    made = {
        path.relative_to(released.files).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in released.files.rglob("*")
        if path.is_file() and path.name != "manifest.json"
    }
    assert {name: _hash(told) for name, told in listed.items()} == made


def _hash(told: object) -> object:
    return told["sha256"] if isinstance(told, dict) else told


def test_the_numbers_are_published_as_they_were_printed(released: Released) -> None:
    assert released.published == (released.files / "numbers.csv").read_bytes()
    printed = {row["text"] for row in read_csv(released.files / "numbers.csv")}
    assert {"1.160", "720", "9.250"} <= printed


DATA = [CLERK, "Verzonnen-Achternaam", "70 123 45 67", "n.verzonnen@example.org", "n.verzonnen"]


@pytest.mark.parametrize("datum", DATA)
def test_no_personal_datum_stands_in_any_byte_of_the_public_set(
    released: Released, datum: str
) -> None:
    paths = (released.files / "openbaar").rglob("*")
    public = {path.name: path.read_bytes() for path in paths if path.is_file()}
    assert {
        "rapport.docx",
        "rapport.pdf",
        "rapport.html",
        "nota.docx",
        "nota.pdf",
        "kamerbrief-ek.pdf",
    } <= set(public)
    assert found_in(public, datum) == []


@pytest.mark.parametrize("datum", [CLERK, "0701234567", "n.verzonnen@example.org"])
def test_the_same_search_finds_it_in_the_nota_that_is_not_public(
    released: Released, datum: str
) -> None:
    files = {
        name: (released.files / name).read_bytes()
        for name in ("nota.docx", "nota.pdf", "rapport.pdf")
    }
    assert found_in(files, datum) == ["nota.docx", "nota.pdf"]


@pytest.fixture(scope="module")
def corrected(year: Year, released: Released) -> Released:
    """1 September: a figure was wrong; it is let go, put right, locked again and told of in the colophon."""
    year.on(date(2026, 9, 1))
    reason = "De levering van de opvang bevatte een telfout."
    assert year.do("unlock", "--indicator", "opvang.bezetting", "--reason", reason).status == 0
    sent = year.inbox / "coa-hersteld.csv"
    sent.write_text(";".join(HEADS) + "\nopvang.bezetting;2025-12-31;;712;\n")
    said = year.do("import", sent, "--from", "COA", "--accept-revisions", "--reason", "nagevraagd")
    assert said.status == 0, said.err
    year.edition(READY + CORRECTION)
    assert year.do("lock").status == 0
    return release(year, "gecorrigeerd")


def test_a_corrected_edition_tells_what_changed_and_changes_nothing_else(
    corrected: Released, released: Released
) -> None:
    assert (
        "anders dan in de vorige definitieve versie: opvang: '712' was '720'" in corrected.said.err
    )
    found, before = (texts(one.files / "rapport.docx") for one in (corrected, released))
    added = [text for text in found if text not in before]
    assert (
        "1 september 2026: In hoofdstuk 2 is het aantal bewoners van de opvang gecorrigeerd."
        in added
    )
    assert "Op 31 december 2025 woonden 712 mensen in de opvang." in added
    assert any("kwamen 1.160 mensen" in text for text in found)


@pytest.fixture(scope="module")
def rebuilt(year: Year, corrected: Released, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The corrected edition is archived, unpacked years later on another machine, and built from what is in it."""
    assert year.do("archive").status == 0
    unpacked = tmp_path_factory.mktemp("later")
    with zipfile.ZipFile(year.root / "output/2026/archief-2026.zip") as bundle:
        bundle.extractall(unpacked)
    store = {
        "PYTHONPATH": str(unpacked / "programma"),
        "REPORT_BUILDER_CACHE": str(unpacked / "leeg"),
    }
    command = [
        "-m",
        "report_builder",
        "build",
        "--quiet",
        "--edition",
        "2026",
        "--release",
        "definitief",
        "--output",
        "opnieuw",
    ]
    subprocess.run([sys.executable, *command], cwd=unpacked, env=os.environ | store, check=True)
    return unpacked


def test_an_archive_gives_the_same_bytes_years_later(rebuilt: Path, corrected: Released) -> None:
    again = rebuilt / "opnieuw/2026/definitief"
    for folder in (again, rebuilt / "output/2026/definitief"):
        made = {
            path.relative_to(folder): path.read_bytes()
            for path in folder.rglob("*")
            if path.is_file()
        }
        assert made == {
            path.relative_to(corrected.files): path.read_bytes()
            for path in corrected.files.rglob("*")
            if path.is_file()
        }


@pytest.fixture(scope="module")
def rolled(year: Year, rebuilt: Path) -> Concept:
    """15 January: the edition of next year begins."""
    year.on(date(2027, 1, 15))
    before = year.files("templates", "data")
    said = year.do("new-edition", "2027")
    assert said.status == 0, said.err
    after = year.files("templates", "data")
    assert {name: after[name] for name in before} == before
    return build_concept(year, "volgend-jaar", "2027")


def test_next_year_begins_with_everything_stale(rolled: Concept) -> None:
    assert {row["state"] for row in read_csv(rolled.files / "freshness.csv")} == {"stale"}
    marked = yellow(rolled.files / "rapport.docx")
    assert any("kwamen 1.175 mensen" in text for text in marked)
    assert any("woonden 712 mensen" in text for text in marked)


def test_next_year_begins_with_a_list_of_what_does_not_follow_the_figures(
    rolled: Concept, year: Year
) -> None:
    book = openpyxl.load_workbook(year.root / "output/2027/nieuwe-editie.xlsx")
    rows = [" | ".join(str(cell or "") for cell in row) for row in book.active.values]
    for about in (
        NEW_POLICY,
        "IDAM",
        "De Minister van Asiel en Migratie",
        "migratie.werk",
        "correctie van editie 2026",
    ):
        assert any(about in row for row in rows), about


def test_what_was_agreed_and_corrected_last_year_is_not_taken_over(
    rolled: Concept, year: Year
) -> None:
    settings = (year.root / "data/editions/2027.toml").read_text()
    assert "N. Bewindspersoon" not in settings
    assert ADDRESSEES.strip().splitlines()[1] in settings
    said = year.do("check", "--release", "definitief")
    assert said.status == 1
    assert "het voorportaal IDAM heeft nog niet ingestemd" in said.err
    assert "verouderd cijfer: asiel.instroom (t/m 2025)" in said.err


@pytest.fixture(scope="module")
def compared(year: Year, rolled: Concept) -> dict[str, list[list[str]]]:
    """15 February: the IND has delivered again; the two editions are compared."""
    year.on(date(2027, 2, 15))
    sent = year.inbox / "ind-2026.csv"
    parts = {"totaal": 1200, "Syrië": 570, "Eritrea": 340, "Overig": 290}
    lines = [f"asiel.instroom;2026;{name};{value};" for name, value in parts.items()]
    sent.write_text(";".join(HEADS) + "\n" + "\n".join(lines) + "\n")
    said = year.do("import", sent, "--from", "IND")
    assert said.status == 0, said.err
    said = year.do("compare", "2026", "2027")
    assert said.status == 0, said.err
    book = openpyxl.load_workbook(year.root / "output/2027/vergelijking-2026-2027.xlsx")
    return {
        page.title.partition(" ")[2]: [[str(cell or "") for cell in row] for row in page.values]
        for page in book
    }


def test_comparing_the_editions_sets_what_is_newer_apart_from_what_the_source_revised(
    compared: dict[str, list[list[str]]],
) -> None:
    newer = [row for row in compared["Nieuwere perioden"] if row[1] == "Instroom"]
    assert any({"1.160", "1.200"} <= set(row) for row in newer)
    revised = compared["Herziene waarnemingen"]
    assert any({"Instroom", "2025", "1.160", "1.175"} <= set(row) for row in revised)
    assert not any("712" in cell for row in revised for cell in row)


def test_next_year_is_white_again_where_figures_came_in(compared: object, year: Year) -> None:
    concept = build_concept(year, "volgend-jaar-met-ind", "2027")
    marked = yellow(concept.files / "rapport.docx")
    assert not any("1.200" in text for text in marked)
    assert any("woonden 712 mensen" in text for text in marked)
