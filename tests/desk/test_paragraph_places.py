"""Which paragraph of a chapter a place leads to."""

import pytest

from report_builder.desk.chapter_views import ChapterText
from report_builder.desk.paragraph_places import find_paragraph
from report_builder.web.screen_blocks import ScreenParagraph

PLACES = (
    "in de kop 'In {{ x.periode }}'",
    "onder 'In {{ x.periode }}', alinea 1",
    "onder 'In {{ x.periode }}', alinea 2",
    "in de kop 'Wie, en waarom'",
    "onder 'Wie, en waarom', alinea 1",
    "onder 'Wie, en waarom', alinea 2",
)
TEXTS = ("In 2025", "Eerst.", "Dan.", "Wie, en waarom", "Figuur 1.1 Wie", "Tabel 1.10 Waarom")


@pytest.fixture(scope="module")
def text():
    paragraphs = tuple(ScreenParagraph(number, words, ()) for number, words in enumerate(TEXTS))
    numbers = {place: number for number, place in enumerate(PLACES)}
    return ChapterText("1", (), paragraphs, {}, numbers)


@pytest.mark.parametrize(
    ("place", "number"),
    [
        ("onder 'Wie, en waarom', alinea 2", 5),
        ("in de kop 'Wie, en waarom'", 3),
        ("onder 'In 2025', alinea 2", 2),
        ("in de kop 'In 2025'", 0),
        ("figuur 1.1, alternatieve tekst", 4),
        ("tabel 1.10, rij 2, kolom 3", 5),
        ("tabel 1.1, rij 2, kolom 3", None),
        ("onder 'Wie, en waarom', alinea 1, opmerking", 4),
        ("onder 'In 2025', alinea 9", 0),
        ("onder 'Elders', alinea 1", None),
        ("voetnoot 3", None),
    ],
)
def test_a_place_leads_to_its_paragraph(text, place, number):
    assert find_paragraph(text, place) == number
