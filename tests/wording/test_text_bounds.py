"""How long a text may be that is looked through for typed numbers and claims."""

from __future__ import annotations

import pytest

from report_builder.wording.text_bounds import LONGEST_RUN, LONGEST_TEXT, find_too_long
from report_builder.wording.typed_numbers import typed_numbers

FITTING = {
    "a sentence": "In 2025 kwamen er 1.200 mensen.",
    "nothing": "",
    "the longest word": "9" * LONGEST_RUN,
    "the longest text": "woord " * (LONGEST_TEXT // 6),
}


@pytest.mark.parametrize("text", FITTING.values(), ids=FITTING)
def test_what_fits_is_looked_through(text: str) -> None:
    assert find_too_long(text) is None


@pytest.mark.parametrize("sign", ["9", "a", " ", ".", "(", "\u00a0", "-"])
def test_a_longer_run_is_refused_whatever_it_is_of(sign: str) -> None:
    fault = find_too_long(f"Er kwamen {sign * (LONGEST_RUN + 1)}x mensen")
    assert fault is not None
    assert fault.code == "omvang"


def test_a_longer_text_is_refused() -> None:
    fault = find_too_long("woord " * (LONGEST_TEXT // 6 + 1))
    assert fault is not None
    assert "20004 tekens" in fault.message


def test_a_number_as_long_as_a_run_may_be_is_still_seen() -> None:
    digits = "9" * LONGEST_RUN
    assert typed_numbers(f"Er kwamen {digits} mensen") == [digits]
