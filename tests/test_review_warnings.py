"""The warnings on the review page: what they advise drafters to write is no tag there."""

from report_builder.build.review_summaries import warnings_list
from report_builder.problems import Problem, Severity


def test_a_warning_on_the_review_page_holds_no_tag():
    hint = 'schrijf {{ vast("12", bron="…") }}, of een {% if %}'
    problem = Problem(
        "getal", "h.docx", "alinea 1", "getal zonder bron: 12", hint, Severity.WARNING
    )
    (row,) = warnings_list([problem], {"h.docx": "Asiel"}).rows
    assert row == (
        "Asiel",
        "alinea 1",
        "getal zonder bron: 12",
        'schrijf vast("12", bron="…"), of een if',
    )


def test_a_place_under_a_heading_with_a_tag_holds_no_tag():
    place = "onder 'Aanvragen {{ asiel.aanvragen|veranderd }}', alinea 1"
    problem = Problem("nieuws", "h.docx", place, "oud nieuws", "haal weg", Severity.WARNING)
    (row,) = warnings_list([problem], {}).rows
    assert row[:2] == ("h.docx", "onder 'Aanvragen asiel.aanvragen|veranderd', alinea 1")
