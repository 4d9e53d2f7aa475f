"""A Word file that comes back from others is printed as well as ours are."""

import shutil
import zipfile

import pikepdf
import pypdfium2
import pytest

from report_builder.cli import main
from tests.pdf.tagtext import told

INSERTED = '<w:ins w:id="90" w:author="A" w:date="2026-01-01T00:00:00Z"><w:r><w:t>Erbij. </w:t></w:r></w:ins>'
DELETED = '<w:del w:id="91" w:author="A" w:date="2026-01-01T00:00:00Z"><w:r><w:delText>Eruit.</w:delText></w:r></w:del>'


@pytest.fixture
def returned(asylum, tmp_path):
    """A built report that others have in hands, with the register beside it; `edit` changes its text."""
    asylum.figure("asiel/f", indicators=["asiel.aanvragen"], title="Verloop")
    asylum.document(
        "h1", "# Asiel", "Er waren er {{ asiel.aanvragen }}.", "Slot.", '{{ figuur("asiel/f") }}'
    )
    output = asylum.build()
    for name in ("rapport.docx", "rapport.pdf", "numbers.csv"):
        shutil.copy(output / name, tmp_path / name)
    path = tmp_path / "rapport.docx"

    def edit(old, new):
        with zipfile.ZipFile(path) as opened:
            parts = {name: opened.read(name) for name in opened.namelist()}
        text = parts["word/document.xml"].decode()
        assert old in text
        parts["word/document.xml"] = text.replace(old, new, 1).encode()
        with zipfile.ZipFile(path, "w") as written:
            for name, data in parts.items():
                written.writestr(name, data)

    return path, edit


def words(path):
    pdf = pypdfium2.PdfDocument(path)
    text = "\n".join(page.get_textpage().get_text_range() for page in pdf)
    pdf.close()
    return text


def test_a_file_that_nobody_changed_gives_the_pages_and_tags_of_the_build(returned, capsys):
    path, _ = returned
    assert main(["print", str(path), "--output", str(path.with_name("weer.pdf"))]) == 0
    assert capsys.readouterr().err == ""
    assert words(path.with_name("weer.pdf")) == words(path.with_name("rapport.pdf"))
    with (
        pikepdf.open(path.with_name("weer.pdf")) as again,
        pikepdf.open(path.with_name("rapport.pdf")) as built,
    ):
        assert told(again.Root.StructTreeRoot.K[0]) == told(built.Root.StructTreeRoot.K[0])


def test_a_figure_that_was_typed_over_is_told(returned, capsys):
    path, edit = returned
    edit("24.140", "24.999")
    assert main(["print", str(path)]) == 0
    told_off = "rapport.docx:onder 'Asiel', alinea 1: warning: '24.999' is met de hand gewijzigd; afgedrukt was '24.140'"
    assert told_off in capsys.readouterr().err
    assert "Er waren er 24.999." in words(path.with_suffix(".pdf"))


def test_tracked_changes_are_refused_with_their_place_unless_they_are_accepted(returned, capsys):
    path, edit = returned
    edit("<w:r><w:t>Slot.</w:t></w:r>", f"{INSERTED}{DELETED}<w:r><w:t>Slot.</w:t></w:r>")
    before = path.with_suffix(".pdf").read_bytes()
    assert main(["print", str(path)]) == 1
    errors = capsys.readouterr().err
    assert "rapport.docx:onder 'Asiel', alinea 2: error: een verwijderde tekst" in errors
    assert path.with_suffix(".pdf").read_bytes() == before
    assert main(["print", str(path), "--accept-changes"]) == 0
    assert "Erbij. Slot." in words(path.with_suffix(".pdf"))
    assert "Eruit" not in words(path.with_suffix(".pdf"))


def test_hidden_text_and_links_that_lead_elsewhere_are_told_and_not_printed(returned, capsys):
    path, edit = returned
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>Geheim.</w:t></w:r>"
    link = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "file:///x"'
        '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        '<w:r><w:t>Slot.</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    edit("<w:r><w:t>Slot.</w:t></w:r>", hidden + link)
    assert main(["print", str(path)]) == 0
    warnings = capsys.readouterr().err
    assert "onder 'Asiel', alinea 2: warning: verborgen tekst wordt niet afgedrukt" in warnings
    assert "onder 'Asiel', alinea 2: warning: de koppeling naar 'file:///x'" in warnings
    assert "Slot." in words(path.with_suffix(".pdf"))
    assert "Geheim" not in words(path.with_suffix(".pdf"))
    assert b"file:///x" not in path.with_suffix(".pdf").read_bytes()
