"""Laying the passages of a returned file on the report."""

from report_builder.model.returned import Passage, Stretch, WordFile
from report_builder.rounds.placement import lay_beside
from report_builder.rounds.report_passages import Report, ReportPassage


def matches(passages, *report_texts):
    """The number of the passage of the report that each passage of a file is laid on."""
    report = Report(
        tuple(ReportPassage("h1.docx", "", text) for text in report_texts), "", {}, frozenset()
    )
    returned = lay_beside(report, "x.docx", WordFile("", tuple(passages)), None)
    return [match.index if match else None for match in returned.matches]


def passage(text, is_contents=False):
    return Passage("", (Stretch(text),), is_contents=is_contents)


def test_a_line_of_a_table_of_contents_is_the_heading_that_it_names():
    line = passage("1.2 Instroom 7", is_contents=True)
    assert matches([line], "Uitstroom", "Instroom") == [1]
    assert matches([line], "Instroom", "Instroom") == [None]


def test_a_passage_of_nowhere_is_not_laid_on_the_one_empty_passage_of_the_report():
    other = passage("Iets heel anders dan wat hier staat")
    assert matches([other], "", "De instroom nam in dit jaar toe") == [None]


def test_a_copy_is_not_laid_on_another_document_that_reads_alike():
    text = "De instroom nam in dit jaar toe tot een hoogte die lang niet was gezien"
    report = Report(
        (
            ReportPassage("h1.docx", "", "Samenvatting van het hele rapport"),
            ReportPassage("h1.docx", "", text),
            ReportPassage("h1.docx", "", "Slotzin van deze samenvatting hier"),
            ReportPassage("media.docx", "", text),
        ),
        "",
        {},
        frozenset(),
    )
    for copied in (text, f"{text} nog"):
        lines = ("Samenvatting van het hele rapport", text, copied)
        passages = (*map(passage, lines), passage("Slotzin van deze samenvatting hier"))
        returned = lay_beside(report, "x.docx", WordFile("", passages), None)
        assert [match.index if match else None for match in returned.matches] == [0, 1, None, 2]


def test_a_passage_is_laid_on_the_other_document_where_its_own_has_nothing_alike():
    report = Report(
        (
            ReportPassage("h1.docx", "", "Eerste zin van het ene stuk hier"),
            ReportPassage("h2.docx", "", "Een heel andere zin die in het tweede stuk staat"),
        ),
        "",
        {},
        frozenset(),
    )
    lines = ("Eerste zin van het ene stuk hier", "Een heel andere zin die in het derde stuk staat")
    returned = lay_beside(report, "x.docx", WordFile("", tuple(map(passage, lines))), None)
    assert [match.index if match else None for match in returned.matches] == [0, 1]
