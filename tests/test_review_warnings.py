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
