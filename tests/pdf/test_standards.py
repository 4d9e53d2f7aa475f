"""The PDFs of the edition that is kept here, read by a validator: PDF/UA-1 and PDF/A-3a at once."""

import re
from pathlib import Path

import page
import pypdfium2
import pytest

from report_builder.cli import main
from report_builder.pdf.layout import lay_out

ROOT = Path(__file__).parent.parent.parent
# A compressed XMP stream is allowed in PDF/A-3, and so is a stream whose data ends in a line end.
FALSE_ALARMS = ("METADATA-FILTER", "STREAM-LENGTH")


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("editie")
    command = ["build", "--project", str(ROOT), "--output", str(folder), "--quiet", "--jobs", "1"]
    assert main(command) == 0
    return folder / "2026" / "concept"


def faults(path, profile):
    found = page.validate_pdf(
        str(path), profile=profile, limits=page.SafetyLimits.unlimited()
    ).failures
    return [
        str(fault.rule_id)
        for fault in found
        if not any(part in fault.rule_id for part in FALSE_ALARMS)
    ]


@pytest.mark.parametrize(
    "name", ["staat-van-migratie", "kamerstuk", "kamerbrief", "kamerbrief-ek", "nota"]
)
@pytest.mark.parametrize("profile", ["ua1", "3a"])
def test_every_pdf_keeps_both_standards(built, name, profile):
    assert faults(built / f"{name}.pdf", profile) == []


def test_each_dashboard_has_a_page_of_its_own(built):
    with pypdfium2.PdfDocument(built / "staat-van-migratie.pdf") as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    found = [page for page in pages if "Dashboard" in page and "In elke tegel:" in page]
    assert [re.findall(r"^Dashboard (\d+) ", page, re.MULTILINE) for page in found] == [
        [str(n)] for n in range(1, 7)
    ]
    assert all("Verandering: het cijfer vergeleken" in page for page in found)


@pytest.mark.parametrize("profile", ["ua1", "3a"])
def test_the_validator_finds_fault_with_a_pdf_without_tags(tmp_path, profile):
    bare = lay_out('<html lang="nl"><title>T</title><p>Tekst.</p></html>', {}, "x", is_tagged=False)
    (tmp_path / "kaal.pdf").write_bytes(bare.data)
    assert faults(tmp_path / "kaal.pdf", profile)
