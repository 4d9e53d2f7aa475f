"""Where the paragraph of an earlier remark stands now."""

import datetime as dt

import pytest

from report_builder.model.remarks import Remark
from report_builder.privacy.masking import Withholding
from report_builder.rounds.passage_trail import PassageTrail
from report_builder.rounds.report_passages import ReportPassage

HERE, THERE = "onder 'Instroom', alinea 2", "onder 'Instroom', alinea 3"
TEXT = "In dat jaar waren er 24.140 eerste aanvragen van mensen uit andere landen."
LIKE = "In dat jaar waren er 31.200 eerste aanvragen van mensen uit andere landen."
OTHER = "Het beleid van de opvang is in het hele jaar niet veranderd."
HALF = "In dat jaar waren er 30.000 eerste aanvragen van mensen, want de grens bleef dicht."


def place(*passages, paragraph=TEXT, personal=None, before=HERE):
    """Where a remark at HERE stands in a report of (place, text), or of (template, place, text)."""
    report = [
        ReportPassage(*one) if len(one) == 3 else ReportPassage("h1.docx", *one) for one in passages
    ]
    remark = Remark(
        "op-1",
        dt.date(2026, 5, 1),
        "",
        "h1.docx",
        before,
        "Opmerking",
        "x",
        "y",
        paragraph=paragraph,
    )
    followed = PassageTrail(report, Withholding(personal or {}, "[weg]")).follow(remark).remark
    return followed.template, followed.place


@pytest.mark.parametrize("text", [TEXT, LIKE, HALF])
def test_a_paragraph_that_still_stands_at_its_place_has_not_moved(text):
    assert place((HERE, text), (THERE, OTHER)) == ("h1.docx", HERE)


def test_a_paragraph_like_it_elsewhere_is_another_one_as_long_as_it_stands_at_its_place():
    assert place((HERE, TEXT), (THERE, LIKE)) == ("h1.docx", HERE)
    assert place((HERE, LIKE), (THERE, HALF)) == ("h1.docx", HERE)


@pytest.mark.parametrize("text", [TEXT, LIKE])
def test_a_paragraph_that_stands_elsewhere_has_moved(text):
    assert place((HERE, OTHER), (THERE, text)) == ("h1.docx", THERE)


def test_a_paragraph_that_pushed_aside_one_like_it_has_moved_when_its_own_text_tells():
    assert place((HERE, LIKE), (THERE, TEXT)) == ("h1.docx", THERE)


def test_a_paragraph_goes_to_another_template_with_its_very_text_only():
    assert place((HERE, OTHER), ("h2.docx", THERE, TEXT)) == ("h2.docx", THERE)
    assert place((HERE, OTHER), ("h2.docx", THERE, LIKE)) == ("h1.docx", HERE)


def test_a_text_that_stands_in_two_other_places_tells_nothing():
    assert place((HERE, OTHER), (THERE, TEXT), ("elders", TEXT)) == ("h1.docx", HERE)


def test_what_was_put_in_behind_a_paragraph_stays_behind_it():
    before = f"{HERE}, daarachter"
    assert place((HERE, TEXT), (THERE, OTHER), before=before)[1] == before
    assert place((HERE, OTHER), (THERE, TEXT), before=before)[1] == f"{THERE}, daarachter"


def test_a_remark_of_which_no_paragraph_was_kept_stays_where_it_is():
    assert place((HERE, OTHER), (THERE, TEXT), paragraph="") == ("h1.docx", HERE)


def test_a_paragraph_with_a_name_in_it_is_found_by_what_is_kept_of_it():
    kept = "Vraag het [weg] van het bureau dat over deze cijfers gaat."
    now = kept.replace("[weg]", "Noor Verzonnen")
    personal = {"steller": "Noor Verzonnen"}
    assert place((HERE, OTHER), (THERE, now), paragraph=kept, personal=personal)[1] == THERE
