"""What must hold always, whatever the figures are."""

from decimal import Decimal

from babel.numbers import parse_decimal
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import asker
from tests.values.strategies import LEAVES, NAMES, SERIES, SUMS, project

FILTERS = (
    "",
    "|verandering",
    "|procentueel",
    "|verschil",
    "|richting",
    "|afgerond(10)",
    ".vorig",
    ".periode",
)


@given(
    SERIES,
    SUMS,
    st.sampled_from(["", "|verschil", "|richting", "|afgerond(10)", ".vorig", ".periode"]),
)
def test_a_value_made_from_a_stale_one_is_stale(series, expression, more):
    used = [name for name in NAMES if f"a.{name}" in expression]
    value = asker(project(series))(expression + more)
    is_stale = any(max(series[name]) < 2025 for name in used)
    assert value.freshness.is_stale == is_stale


@given(SERIES, SUMS, st.sampled_from(NAMES), st.integers(1, 10**6))
def test_adding_fresh_data_can_only_remove_yellow(series, expression, name, value):
    before = asker(project(series))(expression).freshness
    years = range(max(series[name]) + 1, 2026)
    more = {**series, name: {**series[name], **dict.fromkeys(years, value)}}
    after = asker(project(more))(expression).freshness
    assert before.is_stale or not after.is_stale


@given(
    SERIES, st.sampled_from(NAMES), st.sampled_from(["", "|verandering", "|verschil", ".periode"])
)
def test_history_is_never_yellow(series, name, more):
    year = min(series[name]) + 1
    value = asker(project(series))(f"a.{name}[{year}]{more}")
    assert not value.freshness.is_stale


@given(SERIES, SUMS, st.sampled_from(["", "|afgerond(10)", "|afgerond(1000)", "|verschil"]))
def test_every_printed_number_parses_back_within_its_rounding(series, expression, more):
    value = asker(project(series))(expression + more)
    step = {"|afgerond(10)": 10, "|afgerond(1000)": 1000}.get(more, 1)
    assert abs(parse_decimal(value.text, locale="nl") - value.amount) * 2 <= step


@given(SERIES, LEAVES, st.integers(0, 3))
def test_every_printed_percentage_parses_back_within_its_rounding(series, leaf, decimals):
    value = asker(project(series))(f"{leaf}|procentueel({decimals}, teken=True)")
    shown = parse_decimal(value.text.removesuffix("%").removeprefix("+"), locale="nl")
    assert abs(shown - value.amount) * 2 <= Decimal(1).scaleb(-decimals)


@given(SERIES, SUMS, st.sampled_from(FILTERS))
def test_the_same_expression_gives_the_same_text_wherever_it_stands(series, expression, more):
    made = project(series)

    def outcome() -> object:
        try:
            return asker(made)(expression + more)
        except AssertionError as told:
            return str(told)

    assert outcome() == outcome()


@given(SERIES, LEAVES)
def test_direction_and_change_agree(series, leaf):
    ask = asker(project(series))
    words = {"gestegen": "stijging", "gedaald": "daling"}
    direction, change = ask(f"{leaf}|richting").text, ask(f"{leaf}|verandering").text
    assert change.startswith(words.get(direction, direction))
