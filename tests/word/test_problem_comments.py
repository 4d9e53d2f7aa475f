"""A template with its problems as comments, and without them again."""

import io
from datetime import date

import docx
import pytest
from docx.oxml.ns import qn

from report_builder.problems import Fault, Problem, Severity
from report_builder.word.bind.problem_comments import (
    with_problem_comments,
    without_problem_comments,
)
from tests.conftest import add_paragraph, new_document

FILE, DAY = "templates/1.docx", date(2026, 6, 21)


def template(*paragraphs):
    document = new_document()
    for text in paragraphs:
        add_paragraph(document, text)
    return document


def saved(document):
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def problem(place, message="fout", hint="", severity=Severity.ERROR):
    return Problem("tag", FILE, place, message, hint, severity)


def comments(data):
    """What each comment stands at, and what it says."""
    document = docx.Document(io.BytesIO(data))
    said = {str(comment.comment_id): comment.text for comment in document.comments}
    return [
        (paragraph.text, said[reference.get(qn("w:id"))])
        for paragraph in (
            docx.text.paragraph.Paragraph(p, None) for p in document.element.body.iter(qn("w:p"))
        )
        for reference in paragraph._p.iter(qn("w:commentReference"))
    ]


def test_each_problem_stands_at_its_paragraph_with_the_way_out():
    data = saved(template("# Kop", "Een.", "Twee."))
    problems = [
        problem("onder 'Kop', alinea 2", "getal zonder bron", "gebruik een tag", Severity.WARNING),
        problem("in de kop 'Kop'", "onbekende tag"),
    ]
    assert comments(with_problem_comments(data, FILE, problems, DAY)) == [
        ("Kop", "Fout: onbekende tag"),
        ("Twee.", "Let op: getal zonder bron\nWat u kunt doen: gebruik een tag"),
    ]


def test_two_problems_of_one_paragraph_are_two_comments():
    data = saved(template("Een."))
    problems = [problem("voor de eerste kop, alinea 1", text) for text in ("a", "b")]
    assert [said for _, said in comments(with_problem_comments(data, FILE, problems, DAY))] == [
        "Fout: a",
        "Fout: b",
    ]


@pytest.mark.parametrize(
    ("place", "said"),
    [("1", "Fout: fout"), ("koptekst, alinea 1", "Fout: fout\nPlaats: koptekst, alinea 1")],
)
def test_what_is_wrong_outside_the_text_is_told_at_the_first_paragraph_with_its_place(place, said):
    data = saved(template("Een.", "Twee."))
    assert comments(with_problem_comments(data, FILE, [problem(place)], DAY)) == [("Een.", said)]


def test_a_cell_and_an_empty_paragraph_can_have_one():
    document = template("# Kop", "")
    document.add_table(1, 2).cell(0, 1).text = "Cel"
    problems = [
        problem("onder 'Kop', tabel 1, rij 1, kolom 2", "in de cel"),
        problem("onder 'Kop', alinea 1", "leeg"),
    ]
    found = comments(with_problem_comments(saved(document), FILE, problems, DAY))
    assert sorted(found) == [("", "Fout: leeg"), ("Cel", "Fout: in de cel")]


def test_they_go_again_and_those_of_people_stay():
    document = template("# Kop", "Een.")
    document.add_comment(document.paragraphs[1].runs, text="Klopt dit?", author="redactie")
    data = saved(document)
    commented = with_problem_comments(data, FILE, [problem("onder 'Kop', alinea 1")], DAY)
    assert len(comments(commented)) == 2
    back, count = without_problem_comments(commented, FILE)
    assert count == 1
    assert comments(back) == [("Een.", "Klopt dit?")]


def test_asked_for_again_they_are_not_told_twice():
    data = saved(template("Een."))
    problems = [problem("voor de eerste kop, alinea 1")]
    once = with_problem_comments(data, FILE, problems, DAY)
    assert len(comments(with_problem_comments(once, FILE, problems, DAY))) == 1


def test_a_template_without_any_is_given_back_to_the_byte():
    data = saved(template("Een."))
    assert without_problem_comments(data, FILE) == (data, 0)
    assert without_problem_comments(b"geen Word", FILE) == (b"geen Word", 0)


def test_what_is_no_word_file_is_said():
    with pytest.raises(Fault, match="niet te openen"):
        with_problem_comments(b"geen Word", FILE, [], DAY)
