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
