"""A text is looked through for a pattern only where it has the letters for it, and that misses
nothing.
"""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from report_builder.wording import lone_claims, typed_number_words, typed_numbers
from report_builder.wording.claims import CLAIMS
from report_builder.wording.period_forms import PERIOD_FORMS
from report_builder.wording.sought import Sought, letters_of

ALL = (
    *(form for form, _ in PERIOD_FORMS),
    *(claim.words for claim in CLAIMS),
    *(
        given
        for module in (lone_claims, typed_number_words, typed_numbers)
        for given in vars(module).values()
        if isinstance(given, Sought)
    ),
)


def may_be_in(pattern, text):
    return Sought(pattern, re.IGNORECASE).may_be_in(letters_of(text))


@pytest.mark.parametrize("sought", ALL, ids=lambda sought: sought.pattern.pattern[:40])
@settings(suppress_health_check=list(HealthCheck), max_examples=30, deadline=None)
@given(data=st.data())
def test_what_a_pattern_matches_has_the_letters_for_it(sought, data):
    text = data.draw(st.from_regex(sought.pattern))
    if sought.pattern.search(text):
        assert sought.may_be_in(letters_of(text)), text


@pytest.mark.parametrize("sought", ALL, ids=lambda sought: sought.pattern.pattern[:40])
def test_a_text_without_these_letters_is_not_looked_through(sought):
    assert not sought.may_be_in(letters_of("Hallo."))


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"juni", "JUNİ"),
        (r"juni", "junı"),
        (r"sinds", "ſindſ"),
        (r"kwart", "\u212awart"),
        (r"één", "ÉÉN"),
        (r"(?i:d)aling", "Daling"),
        (r"\d{4}", "in \u0662\u0660\u0662\u0665"),
        (r"(?:a|bc)?d", "d"),
        (r"x*y", "y"),
        (r"(?<=tussen\s)\d", "tussen 1"),
        (r"(?P<a>-|/)1(?P=a)", "/1/"),
        (r"μ", "µ"),
    ],
)
def test_a_letter_in_another_form_counts(pattern, text):
    assert re.search(pattern, text, re.IGNORECASE)
    assert may_be_in(pattern, text)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"\b(?:januari|juni)\b", "in juli"),
        (r"(?:een|één)\s+maand\s+eerder", "een maand later"),
        (r"\w+\.(?:nl|eu)", "de ander."),
        (r"\d+ (?:keer|maal)", "enkele keren"),
    ],
)
def test_all_parts_that_a_pattern_must_have_are_asked_for(pattern, text):
    assert not may_be_in(pattern, text)


def test_a_pattern_that_asks_for_no_letters_is_looked_for_everywhere():
    assert may_be_in(r"\w+", "")
