"""Finding in the report what a page of a PDF shows."""

import pytest

from report_builder.rounds.squeezed_text import SqueezedText, locate, squeezed

WINTER = "Een regel over de opvang in de winter."
SUMMER = "Een regel over de opvang in de zomer."
ROW = "Syrië | 9.740 | 6.125"
REPORT = (WINTER, SUMMER, ROW, "Ook staat er: een regel over de opvang in de winter.")


def found(shown, marked, report=REPORT):
    """What is found of a marked text on a page that shows a text: the passage, the words, and whether it is certain."""
    page, passages = SqueezedText([shown]), SqueezedText(report)
    first = page.letters.index(squeezed(marked))
    place = locate(page, first, len(squeezed(marked)), passages, page.anchor_in(passages))
    if place is None:
        return None
    return place.number, report[place.number][place.start : place.end], place.is_certain


@pytest.mark.parametrize(
    "shown",
    [
        "Een regel over de op\x02\r\nvang in de zomer.",
        "EEN REGEL OVER DE OPVANG IN DE ZOMER",
        "Een regel over de op-\r\nvang\r\nin de zo\xadmer .",
    ],
)
def test_a_text_is_found_however_its_lines_are_broken(shown):
    assert found(shown, "de opvang in de zomer") == (1, "de opvang in de zomer", True)


def test_a_row_is_found_whatever_stands_between_its_cells():
    assert found("Syrië 9.740 6.125", "9.740 6.125") == (2, "9.740 | 6.125", True)


def test_a_text_that_stands_twice_is_told_apart_by_what_stands_around_it():
    assert found(f"Ook staat er: {WINTER}", "regel")[:2] == (3, "regel")
    assert found(f"{WINTER} {SUMMER}", "regel")[0] == 0


def test_a_text_of_which_nothing_tells_where_it_stands_is_a_guess():
    assert found("opvang", "opvang") == (0, "opvang", False)


def test_a_text_with_something_between_is_found_by_a_part_of_it_as_a_guess():
    shown = f"{WINTER}24 {SUMMER}"
    number, words, is_certain = found(shown, shown)
    assert (number, is_certain) == (0, False)
    assert words
    assert words in WINTER


def test_what_the_report_does_not_have_is_found_nowhere():
    assert found("Heel iets anders dan wat er staat.", "iets anders dan") is None


def test_nothing_between_two_letters_is_found_behind_the_first_of_them():
    page, passages = SqueezedText([SUMMER]), SqueezedText(REPORT)
    place = locate(page, len(squeezed("Een regel over")), 0, passages, None)
    assert (place.number, SUMMER[: place.start]) == (1, "Een regel over")
    assert place.start == place.end
