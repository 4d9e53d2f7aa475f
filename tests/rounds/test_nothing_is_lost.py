"""What is in a Word file that comes back is told, or named as not read: in equals out, for any file."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from report_builder.model.returned import Passage
from report_builder.rounds.placement import Returned, lay_beside
from report_builder.rounds.report_passages import Report, ReportPassage
from report_builder.rounds.word_remarks import word_remarks
from report_builder.word.ooxml import make
from report_builder.word.package import read_docx
from report_builder.word.read.passages import read_passages
from tests.conftest import new_document
from tests.noted import add_note, paragraph
from tests.remarked import COMMENTS, DOCUMENT, NOTES, RemarkedFile

TEXTS = tuple(
    f"Alinea {name}: hier staat iets over {name} en wat daarbij hoort."
    for name in ("noord", "oost", "zuid", "west", "midden")
)
ROWS = ("rij boven", "rij tussen", "rij onder")
AUTHORS = ("Lezer Een", "Lezer Twee")
Act = Callable[[RemarkedFile, str, str, str], None]


def comment(file: RemarkedFile, text: str, author: str, token: str) -> None:
    file.comment(text, token, author)


def comment_in_note(file: RemarkedFile, _: str, author: str, token: str) -> None:
    file.comment("In de noot", token, author, name=NOTES)


def insert(file: RemarkedFile, text: str, author: str, token: str) -> None:
    file.insert(text, f" {token}", author)


def insert_space(file: RemarkedFile, text: str, author: str, _: str) -> None:
    file.insert(text, " ", author)


def delete(file: RemarkedFile, text: str, author: str, _: str) -> None:
    file.delete(text, author=author)


def restyle(file: RemarkedFile, text: str, author: str, _: str) -> None:
    file.restyle(text, author)


def mark_end(file: RemarkedFile, text: str, author: str, _: str) -> None:
    file.mark_paragraph(text, "w:ins", author)


def join(file: RemarkedFile, text: str, author: str, _: str) -> None:
    file.mark_paragraph(text, "w:del", author)


def delete_row(file: RemarkedFile, _: str, author: str, token: str) -> None:
    file.mark_row(ROWS[len(token) % 3], "w:del", author)


def merge_cell(file: RemarkedFile, _: str, author: str, __: str) -> None:
    cell = next(file.root().iter("{*}tc"))
    properties = next(cell.iter("{*}tcPr"))
    properties.append(file.change("w:cellMerge", author))


def change_section(file: RemarkedFile, _: str, author: str, __: str) -> None:
    section = list(file.root().iter("{*}sectPr"))[-1]
    section.append(file.change("w:sectPrChange", author))


def change_table(file: RemarkedFile, _: str, author: str, __: str) -> None:
    next(file.root().iter("{*}tblPr")).append(file.change("w:tblPrChange", author))


def change_in_box(file: RemarkedFile, text: str, author: str, token: str) -> None:
    file.add_box(f"Doos {token}", text)
    file.insert(f"Doos {token}", f" {token}", author)


ACTS: tuple[Act, ...] = (
    comment,
    comment_in_note,
    insert,
    insert_space,
    delete,
    restyle,
    mark_end,
    join,
    delete_row,
    merge_cell,
    change_section,
    change_table,
    change_in_box,
)
TOLD = (comment, comment_in_note, insert, change_in_box)
"""What says words of its own, which the work list repeats."""


@pytest.fixture(scope="module")
def handed_out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with text, a table, a footnote and an empty list of comments."""
    document = new_document()
    for text in TEXTS:
        document.add_paragraph(text)
    add_note(document, paragraph("In de noot staat iets."))
    table = document.add_table(len(ROWS), 1)
    for row, text in zip(table.rows, ROWS, strict=True):
        row.cells[0].text = text
    document.add_comment(document.paragraphs[-1].runs, text="Van de redactie", author="R")
    path = tmp_path_factory.mktemp("ronde") / "concept.docx"
    document.save(str(path))
    return path


def laid(path: Path, original: Path) -> Returned:
    """A file beside the report that it is of."""
    word = read_passages(docx.Document(str(path)))
    issued = read_passages(read_docx(original.read_bytes()))
    report = Report(tuple(map(_as_report, issued.passages)), "", {}, frozenset())
    return lay_beside(report, path.name, word, issued)


def _as_report(one: Passage) -> ReportPassage:
    return ReportPassage("h1.docx", one.place, one.text, part=one.part, stretches=one.stretches)


def signed(path: Path) -> int:
    """How many elements of a file are signed as a tracked change, counted without reading it."""
    with zipfile.ZipFile(path) as opened:
        texts = [opened.read(name).decode() for name in opened.namelist() if name.endswith(".xml")]
    return sum(len(re.findall(r"<w:(?!comment )\w+ [^>]*w:author=", text)) for text in texts)


Work = st.lists(
    st.tuples(st.sampled_from(ACTS), st.sampled_from(TEXTS), st.sampled_from(AUTHORS)), max_size=12
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(work=Work)
def test_every_comment_and_tracked_change_is_told_or_named(
    handed_out: Path, tmp_path: Path, work: list[tuple[Act, str, str]]
) -> None:
    path = tmp_path / "terug.docx"
    path.write_bytes(handed_out.read_bytes())
    file = RemarkedFile(path)
    for number, (act, text, author) in enumerate(work):
        act(file, text[:12], author, f"woord{'x' * number}einde")
    returned = laid(file.save(), handed_out)
    found = word_remarks(returned)
    tallies = {tally.noun: tally for tally in found.tallies}
    assert [tally.text for tally in found.tallies if tally.missing] == []
    assert tallies["opmerkingen"].present == len(list(file.root(COMMENTS)))
    assert signed(path) == (
        tallies["bijgehouden wijzigingen"].present if "bijgehouden wijzigingen" in tallies else 0
    )
    told = " ".join(f"{remark.about} {remark.words}" for remark in found.remarks)
    for number, (act, text, author) in enumerate(work):
        # What people take out again themselves, they do not say.
        is_undone = (delete, text, author) in work[number:]
        if act in TOLD and not is_undone:
            assert f"woord{'x' * number}einde" in told


def test_a_file_that_nobody_touched_tells_nothing(handed_out: Path) -> None:
    found = word_remarks(laid(handed_out, handed_out))
    assert found.remarks == ()
    assert [tally.text for tally in found.tallies] == [
        "1 opmerking: 0 in de lijst, 1 van het concept zelf"
    ]


def test_a_document_within_the_file_is_named_as_not_read(handed_out: Path, tmp_path: Path) -> None:
    path = tmp_path / "terug.docx"
    path.write_bytes(handed_out.read_bytes())
    file = RemarkedFile(path)
    body = next(file.root(DOCUMENT).iter("{*}body"))
    body.insert(1, make("w:altChunk"))
    found = word_remarks(laid(file.save(), handed_out))
    assert [(one.noun, one.place) for one in found.unread] == [
        ("een ingevoegd bestand", "voor de eerste kop, alinea 1")
    ]


@pytest.mark.parametrize(("fill", "said"), [("EAF4FA", []), ("FF0000", ["gemarkeerd (rood): "])])
def test_a_paragraph_in_a_colour_of_a_style_is_not_marked_by_hand(
    handed_out: Path, tmp_path: Path, fill: str, said: list[str]
) -> None:
    path = tmp_path / "terug.docx"
    path.write_bytes(handed_out.read_bytes())
    file = RemarkedFile(path)
    style = make("w:style", type="paragraph", styleId="Tegel")
    style.append(make("w:pPr"))
    style[0].append(make("w:shd", val="clear", color="auto", fill="EAF4FA"))
    file.root("word/styles.xml").append(style)
    properties = make("w:pPr")
    properties.append(make("w:shd", val="clear", color="auto", fill=fill))
    file.paragraph(TEXTS[0]).insert(0, properties)
    found = word_remarks(laid(file.save(), handed_out))
    assert [remark.words for remark in found.remarks] == [words + TEXTS[0] for words in said]
