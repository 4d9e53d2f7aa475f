"""The periods that a sentence names."""

from datetime import date

import pytest

from report_builder.wording.period_names import period_names

MONTHS = {"junı 2024": 6, "auguſtus 2024": 8, "oKtober 2024": 10, "JULİ 2024": 7}


@pytest.mark.parametrize("words", MONTHS)
def test_a_month_with_a_letter_that_looks_like_another_is_that_month(words: str) -> None:
    (name,) = period_names(f"In {words} kwamen er meer.", 2025)
    assert (name.text, name.moment.first) == (words, date(2024, MONTHS[words], 1))
