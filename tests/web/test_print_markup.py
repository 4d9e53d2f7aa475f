"""What the page to print has that the page on the screen has not."""

import pytest
from lxml import html

from report_builder.web.cleanup import Around, Section
from report_builder.web.print_page import print_page

HELD = '<span class="aaneen">t/m</span>'


def printed(body):
    page = html.document_fromstring(f"<section>{body}</section>")
    section = Section(page.find(".//section"), 210.0, 297.0, (30, 25, 25, 25), Around())
    return print_page([section], "h1", "Titel", "rapport").html


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>Cijfers t/m 2024.</p>", f"<p>Cijfers {HELD} 2024.</p>"),
        ("<p>t/m 2023: A; t/m 2024: B</p>", f"<p>{HELD} 2023: A; {HELD} 2024: B</p>"),
        ("<p><b>Let op</b>: t/m 2024<i>.</i></p>", f"<p><b>Let op</b>: {HELD} 2024<i>.</i></p>"),
        ("<p><b>t/m</b> 2024</p>", f"<p><b>{HELD}</b> 2024</p>"),
    ],
)
def test_a_line_does_not_end_behind_the_stroke_of_a_word(body, expected):
    assert expected in printed(body)


def test_what_is_only_heard_is_left_as_it_is():
    heard = '<span class="onzichtbaar"> (verouderd, t/m 2024)</span>'
    assert f"<p>120{heard}</p>" in printed(f"<p>120{heard}</p>")
