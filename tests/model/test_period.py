import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_builder.model.period import Frequency, Period

FREQUENCIES = {"2024": "A", "2024-S2": "S", "2024-Q3": "Q", "2024-11": "M", "2024-12-31": "D"}


@pytest.mark.parametrize(("text", "frequency"), FREQUENCIES.items())
def test_a_period_is_read_and_written_as_sdmx_does(text, frequency):
    period = Period.parse(text)
    assert (str(period), period.frequency) == (text, frequency)


@pytest.mark.parametrize(
    "text", ["", "24", "2024-S3", "2024-Q5", "2024-13", "2024-02-30", "2024-1", "2024 ", "٢٠٢٤"]
)
def test_what_is_no_period_is_refused(text):
    with pytest.raises(ValueError, match="."):
        Period.parse(text)


def test_the_last_period_of_a_year_closes_it():
    ends = [str(Period.ending(2025, frequency)) for frequency in Frequency]
    assert ends == ["2025", "2025-S2", "2025-Q4", "2025-12", "2025-12-31"]
    assert all(Period.parse(end).closes(Period.parse("2025")) for end in ends)
    assert not Period.parse("2025-Q3").closes(Period.parse("2025"))


def test_a_year_before_a_day_is_the_same_day_and_of_29_february_the_28th():
    assert str(Period.parse("2025-12-29").years_before(1)) == "2024-12-29"
    assert str(Period.parse("2024-02-29").years_before(1)) == "2023-02-28"
    assert str(Period.parse("2024-02-29").years_before(4)) == "2020-02-29"


@given(st.sampled_from(list(Frequency)), st.integers(1950, 2100), st.integers(-40, 40))
def test_shifting_there_and_back_ends_where_it_began(frequency, year, count):
    period = Period.ending(year, frequency)
    assert period.shifted(count).shifted(-count) == period
    assert (period.shifted(count) > period) == (count > 0)
