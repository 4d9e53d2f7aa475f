"""A series that its source ended: old and yellow, but nobody is asked for it and nothing is awaited."""

import io
import json
from email import message_from_bytes
from email.policy import default

import pytest
from openpyxl import load_workbook

from tests.conftest import part, texts, yellow
from tests.outcome import problems
from tests.test_release import SETTINGS

pytestmark = pytest.mark.usefixtures("blank_pages")


@pytest.fixture
def ended(asylum):
    """A project that prints a series that ended in 2024, in a sentence and in a table beside one that goes on."""
    source = '\n[IND]\nname = "Dienst"\nurl = "https://example.org"\nlicence = "CC0 1.0"\n'
    path = asylum.root / "data/sources.toml"
    path.write_text(path.read_text() + source)
    rows, parts = (
        [(2023, 100), (2024, 120)],
        [(2019, "TOTAL", 9), (2019, "Uit", 4), (2024, "Uit", 5)],
    )
    asylum.indicator("asiel.dicht", rows, title="Gesloten reeks", source="IND", ended="2024")
    asylum.indicator(
        "asiel.open", [(2023, 1)], title="Open reeks", source="IND", publication="in mei"
    )
    asylum.indicator(
        "asiel.deel", parts, title="Naar soort", source="IND", dimensions=["soort"], ended=2019
    )
    catalogue = asylum.root / "data/asiel/catalogue.toml"
    catalogue.write_text(
        catalogue.read_text().replace("ended = 2019", 'ended = { TOTAL = "2019" }')
    )
    asylum.figure("asiel/t", kind="table", title="T", indicators=["asiel.dicht", "asiel.open"])
    asylum.document("h1", "# Asiel", "Er waren {{ asiel.dicht }}.", '{{ tabel("asiel/t") }}')
    asylum.document(
        "h2", "# Ook", "Er waren {{ asiel.deel }}, waarvan {{ asiel.deel(soort='Uit') }}."
    )
    return asylum


def test_a_concept_says_that_the_series_ended_and_is_yellow_all_the_same(ended):
    path = ended.build("--document", "h1") / "h1.docx"
    assert "Er waren 120." in yellow(path)
    assert (
        "cijfers t/m 2023, nog geen update beschikbaar: Open reeks; t/m 2024, reeks beëindigd:"
        " Gesloten reeks" in "\n".join(texts(path))
    )
    comments = part(path, "word/comments.xml")
    assert "Gesloten reeks (asiel.dicht): cijfers t/m 2024, reeks beëindigd." in comments
    assert "Verwacht: t/m 2025, verschijnt in mei." in comments


def test_nobody_is_asked_for_a_series_that_ended(ended, capsys):
    assert ended.run("status") == 0
    said = capsys.readouterr().out
    assert (
        "asiel.dicht (Gesloten reeks): verouderd, t/m 2024; beëindigd door de bron (IND)\n" in said
    )
    assert "te leveren door IND t/m 2025, verschijnt in mei, via levering\n" in said
    assert ended.run("status", "--json") == 0
    status = {one["id"]: one for one in json.loads(capsys.readouterr().out)["indicators"]}
    assert (status["asiel.dicht"]["state"], status["asiel.dicht"]["ended"]) == ("stale", True)
    assert ended.run("status", "--mails") == 0
    folder = ended.root / "output/2026/mails"
    mail = message_from_bytes((folder / "IND.eml").read_bytes(), policy=default)
    text = mail.get_body().get_content()
    asked = [line for line in text.splitlines() if "(asiel." in line]
    assert [line.partition(":")[0] for line in asked] == [
        "- Naar soort (asiel.deel)",
        "- Open reeks (asiel.open)",
    ]
    form = load_workbook(io.BytesIO((folder / "levering-IND-2025.xlsx").read_bytes()))["Cijfers"]
    rows = [row for row in form.iter_rows(min_row=2, values_only=True) if row[0]]
    assert [(row[0], row[3], row[4]) for row in rows] == [
        ("asiel.deel", "2025", "Uit"),
        ("asiel.open", "2024", ""),
        ("asiel.open", "2025", ""),
    ]


def test_a_part_that_goes_on_stands_for_an_indicator_whose_total_ended(ended, capsys):
    assert ended.run("status", "--json") == 0
    status = {one["id"]: one for one in json.loads(capsys.readouterr().out)["indicators"]}
    assert status["asiel.deel"]["last_period"] == "2024"
    assert status["asiel.deel"]["ended"] is False


def accepting(*names: str) -> str:
    """The settings of an edition that accepts these stale indicators."""
    before, _, rest = SETTINGS.partition("[[accepted_stale]]")
    accepted = "".join(
        f'[[accepted_stale]]\nindicator = "asiel.{name}"\nreason = "Zo."\ndecided_on = 2026-06-01\n'
        for name in names
    )
    return before + accepted + "[personal" + rest.partition("[personal")[2]


def test_a_definitive_release_waits_for_an_ended_series_and_says_so_when_accepted(ended, capsys):
    ended.edition(accepting("open", "deel"))
    assert ended.run("build", "--release", "definitief") == 1
    refused = [line for line in capsys.readouterr().err.splitlines() if "asiel.dicht" in line]
    assert any(
        "(de bron heeft de reeks beëindigd; neem de indicator op onder [[accepted_stale]])" in line
        for line in refused
    )
    ended.edition(accepting("open", "deel", "dicht"))
    assert ended.run("build", "--release", "definitief") == 0
    report = ended.root / "output/2026/definitief/rapport.docx"
    footnotes = part(report, "word/footnotes.xml")
    assert "Cijfers t/m 2024; de bron heeft de reeks daarna beëindigd. Zo." in footnotes
    told = "\n".join(texts(report))
    assert "Cijfers t/m 2023: Open reeks; t/m 2024, reeks beëindigd: Gesloten reeks." in told


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ('"2024-Q1"', "error: ended = '2024-Q1' past niet bij de frequentie A"),
        ('{ Weg = "2024" }', "error: asiel.dicht heeft geen deel 'Weg'"),
        ('"2023"', "warning: asiel.dicht heeft cijfers na 2023"),
        ("true", "error: ended"),
    ],
)
def test_an_end_that_cannot_be_is_told_at_its_line(ended, setting, message):
    catalogue = ended.root / "data/asiel/catalogue.toml"
    catalogue.write_text(catalogue.read_text().replace('ended = "2024"', f"ended = {setting}"))
    told = [line for line in problems(ended) if "catalogue.toml" in line]
    assert len(told) == 1
    assert message in told[0]
