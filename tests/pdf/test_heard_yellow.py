"""Who does not see the yellow of a concept hears it in the PDF."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from report_builder.pdf.page_characters import read_pages


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


def _read_aloud(pdf: Path) -> str:
    """All text of a PDF on one line, what is too small to see with it."""
    pages = pypdfium2.PdfDocument(pdf)
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in pages).split())


def test_a_stale_sentence_is_read_aloud_with_its_period(concept):
    assert "Oud: 120. (verouderd, t/m 2024)" in _read_aloud(concept)


def test_a_sentence_that_is_up_to_date_is_read_as_it_is(concept):
    assert _read_aloud(concept).count("verouderd") == 1


def test_the_words_for_the_ears_are_no_text_of_the_page(concept):
    seen = "".join(page.characters for page in read_pages(concept.read_bytes(), ()))
    assert "Oud: 120." in seen
    assert "verouderd" not in seen


def test_characters_keep_their_places_beside_words_for_the_ears(concept):
    numbers = range(1, len(pypdfium2.PdfDocument(concept)) + 1)
    for page in read_pages(concept.read_bytes(), numbers):
        assert len(page.characters) == len(page.areas)
