"""Who does not see the yellow of a concept hears it in the PDF."""

from __future__ import annotations

import pypdfium2
import pytest

from report_builder.pdf.page_characters import read_pages
from tests.pdf.tagtext import read_aloud


@pytest.fixture
def concept(asylum):
    """The PDF of a report with a figure up to 2024, in an edition over 2025."""
    asylum.document(
        "h1",
        "# Asiel",
        "Nieuw: {{ asiel.aanvragen }}.",
        "Oud: {{ asiel.oud }}. En nu {{ asiel.aanvragen }}.",
    )
    return asylum.build() / "rapport.pdf"


def test_a_stale_sentence_is_read_aloud_with_its_period(concept):
    assert "Oud: 120.(verouderd, t/m 2024) En nu 24.140." in read_aloud(concept)


def test_a_sentence_that_is_up_to_date_is_read_as_it_is(concept):
    assert read_aloud(concept).count("verouderd") == 1


def test_the_words_for_the_ears_are_no_text_of_the_page(concept):
    seen = "".join(page.characters for page in read_pages(concept.read_bytes(), ()))
    assert "Oud: 120." in seen
    assert "verouderd" not in seen


def test_characters_keep_their_places_beside_words_for_the_ears(concept):
    numbers = range(1, len(pypdfium2.PdfDocument(concept)) + 1)
    for page in read_pages(concept.read_bytes(), numbers):
        assert len(page.characters) == len(page.areas)
