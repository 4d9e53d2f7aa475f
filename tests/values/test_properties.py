"""What must hold always, whatever the figures are."""

from datetime import date
from decimal import Decimal

from babel.numbers import parse_decimal
from hypothesis import given
from hypothesis import strategies as st

from report_builder.model.catalogue import Catalogue, Indicator, Source
from report_builder.model.document_kind import DocumentKind
from report_builder.model.edition import DocumentEntry, Edition
from report_builder.model.period import Frequency, Period
from report_builder.model.project import Project
from report_builder.model.series import Observation, Series, Status
from tests.conftest import asker

NAMES = ("x", "y", "z")
YEARS = range(2018, 2026)
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


def project(series: dict[str, dict[int, int]]) -> Project:
    """A project with yearly indicators `a.x`, … with these values by year."""
    entry = DocumentEntry(id="h", kind=DocumentKind.CHAPTER, title="H", template="h.docx")
    edition = Edition(
        id="2026",
        reporting_year=2025,
        name="r",
        title="R",
        date=date(2026, 6, 1),
        documents=(entry,),
    )
    indicators = {
        f"a.{name}": Indicator(
            id=f"a.{name}", title=name, unit="personen", frequency=Frequency.YEAR, source="CBS"
        )
        for name in series
    }
    catalogue = Catalogue({"CBS": Source(name="n", url="u", licence="l")}, indicators)
    read = {
        f"a.{name}": Series(
            f"a.{name}",
            {(): tuple(observation(year, value) for year, value in sorted(values.items()))},
            "",
        )
        for name, values in series.items()
    }
    return Project(edition, catalogue, read, {})


def observation(year: int, value: int) -> Observation:
    return Observation(Period.parse(str(year)), Decimal(value), Status.NORMAL)


def whole(last: int) -> st.SearchStrategy[dict[int, int]]:
    """A series without gaps up to a year."""
    years = [year for year in YEARS if year <= last]
    return st.lists(st.integers(1, 10**6), min_size=len(years), max_size=len(years)).map(
        lambda values: dict(zip(years, values, strict=True))
    )


LAST = st.sampled_from([2021, 2023, 2024, 2025])
SERIES = st.fixed_dictionaries({name: LAST.flatmap(whole) for name in NAMES})
LEAVES = st.sampled_from([f"a.{name}" for name in NAMES])
SUMS = st.lists(LEAVES, min_size=1, max_size=3).flatmap(
    lambda names: st.lists(
        st.sampled_from([" + ", " - "]), min_size=len(names) - 1, max_size=len(names) - 1
    ).map(
        lambda signs: (
            "("
            + "".join(part for pair in zip(names, [*signs, ""], strict=True) for part in pair)
            + ")"
        )
    )
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
