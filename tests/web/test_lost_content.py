"""What a paragraph of Word shows is looked for in the HTML that was made of it."""

import pytest

from report_builder.model.shown import MARK, MARK_END, Position, ShownParagraph
from report_builder.web.lost_content import find_dropped, find_lost
from report_builder.web.paragraph_marks import cut_at_marks, without_marks


def mark(number):
    return f"{MARK}{number}{MARK_END}"


def shown(number, *stretches, **counts):
    return ShownParagraph(
        number, Position("word/document.xml", number, number), stretches, **counts
    )


def lost(html, *paragraphs):
    return [
        (paragraph.number, thing) for paragraph, thing in find_lost(paragraphs, cut_at_marks(html))
    ]


@pytest.mark.parametrize(
    "html",
    [
        "<p>Eén twee.</p>",
        "<p>Ee\u0301n <b>TWEE</b>.</p>",
        "<li>a) Eén\n twee.</li>",
        "<p>\ue010sleutel\ue011E\ue012én twee.</p>",
        "<p>E&eacute;n&nbsp;twee.</p>",
        "<p>E\u00adén\u200b twee.</p>",
    ],
)
def test_looks_white_space_numbers_and_keys_lose_nothing(html):
    head, _, rest = html.partition(">")
    assert lost(f"{head}>{mark(0)}{rest}", shown(0, "Eén twee.")) == []


def test_text_that_is_cut_by_something_is_looked_for_stretch_by_stretch():
    html = f'<p>{mark(0)}Een<sup><a href="#footnote-1">[1]</a></sup> twee</p>'
    assert lost(html, shown(0, "Een", " twee", notes=1)) == []
    assert lost(html, shown(0, " twee", "Een")) == [(0, "de tekst 'Een'")]


def test_what_has_gone_is_named_at_its_paragraph():
    html = f"<p>{mark(0)}Een</p><p>{mark(1)}<img src='x'>Twee</p><p>{mark(3)}Vier</p>"
    assert lost(
        html,
        shown(0, "Een twee", notes=1),
        shown(1, "Twee", pictures=2),
        shown(2, "x" * 50),
        shown(3, "Vier", formulas=1),
    ) == [
        (0, "de tekst 'Een twee'"),
        (0, "een voetnoot of eindnoot"),
        (1, "een afbeelding"),
        (2, f"de tekst '{'x' * 40}…'"),
        (3, "een formule"),
    ]


def test_a_first_letter_that_was_put_before_its_text_is_not_lost():
    assert lost(f"<p>{mark(1)}Een</p>", shown(0, "E"), shown(1, "en")) == []


def test_what_the_finished_page_dropped_is_named():
    paragraphs = [shown(0, "Een"), shown(1, "Twee")]
    assert [thing for _, thing in find_dropped(paragraphs, ["<p>Een", "drie</p>"])] == [
        "de tekst 'Twee'"
    ]


def test_marks_leave_nothing_behind():
    html = f"<p>{mark(0)}Een</p><p class='x'>{mark(1)}</p><ul><li>{mark(2)}</li></ul><h1>{mark(3)}T</h1>"
    assert without_marks(html) == "<p>Een</p><ul></ul><h1>T</h1>"
