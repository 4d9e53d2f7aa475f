"""A whole chapter in Word, on the web and on the review page, as it stands in the texts that were agreed."""

from pathlib import Path

import docx
import pytest

from tests.chapter import write_chapter
from tests.golden import Golden
from tests.outlines import page_outline, word_outline


@pytest.fixture
def output(asylum):
    """The output of a project with one chapter that has one of everything."""
    write_chapter(asylum)
    return asylum.build()


def test_the_word_file_of_a_chapter_is_as_agreed(output: Path, golden: Golden):
    body = docx.Document(str(output / "rapport.docx")).element.body
    golden.check("outline_word.txt", "\n".join(word_outline(body)) + "\n")


@pytest.mark.parametrize(
    ("file", "agreed"),
    [("rapport.html", "outline_web.txt"), ("review.html", "outline_review.txt")],
)
def test_the_pages_of_a_chapter_are_as_agreed(output: Path, golden: Golden, file, agreed):
    page = (output / file).read_text(encoding="utf-8")
    golden.check(agreed, "\n".join(page_outline(page)) + "\n")
