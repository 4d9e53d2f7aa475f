"""What is doubted about the size, the sign and the period of a figure, and what is not."""

from decimal import Decimal

import pytest

from report_builder.deliveries.arrivals import Arrival
from report_builder.deliveries.differences import SeriesCell, compare
from report_builder.deliveries.doubts import find_doubts
from report_builder.deliveries.period_doubts import find_early, find_remote
from report_builder.model.catalogue import Indicator
from report_builder.model.period import Period
from report_builder.model.series import Observation, Status
from tests.yearly import DAY


def indicator(**settings):
    first = Period.parse(settings.pop("first", "2024"))
    plain = {"id": "t.x", "title": "X", "unit": "personen", "source": "IND"}
    return Indicator(**(plain | {"frequency": first.frequency} | settings))


def cells(figures, key=()):
    """The cells of one slice, from figures by period."""
    found = {}
    for text, value in figures.items():
        period = Period.parse(str(text))
        found[SeriesCell(key, period)] = Observation(period, Decimal(str(value)), Status.NORMAL)
    return found


def told(known, new, **settings):
    """What is said of each doubtful figure, as `kind: text` by period; of one slice, or of several by their names."""
    is_split = any(isinstance(figures, dict) for figures in known.values())
    before, after = {}, {}
    for side, given in ((before, known), (after, new)):
        for part, figures in given.items() if is_split else [(None, given)]:
            side.update(cells(figures, (part,) if part else ()))
    first = next(iter({**before, **after})).period
    one = indicator(first=str(first), dimensions=("deel",) if is_split else (), **settings)
    arrivals = [Arrival(cell.slice, seen, "regel 1") for cell, seen in after.items()]
    change = compare(one.id, before, arrivals, is_partial=True)
    doubts = [
        *find_early(one, change.notices, DAY),
        *find_remote(one, before, change.notices),
        *find_doubts(one, before, change.cells, change.notices),
    ]
    return {str(doubt.period): f"{doubt.kind}: {doubt.text}" for doubt in doubts}


def kinds(*arguments, **settings):
    """The kind of doubt by period."""
    found = told(*arguments, **settings)
    return {period: text.partition(": ")[0] for period, text in found.items()}


STEADY = {2020: 30000, 2021: 31500, 2022: 30500, 2023: 31000, 2024: 31000}


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (155000, "eenheid?: 5,0 keer zo groot als 31.000 in 2024"),
        (98031, "eenheid?: 3,2 keer zo groot als 31.000 in 2024"),
        (9802, "eenheid?: 3,2 keer zo klein als 31.000 in 2024"),
        (465000, "eenheid?: 15,0 keer zo groot als 31.000 in 2024"),
        (310000, "eenheid?: ongeveer 10 keer zo groot als 31.000 in 2024"),
        (31, "eenheid?: ongeveer 1.000 keer zo klein als 31.000 in 2024"),
        (310000000, "eenheid?: ongeveer 10.000 keer zo groot als 31.000 in 2024"),
    ],
)
@pytest.mark.parametrize("band", [None, Decimal(500)])
def test_a_figure_nearer_to_another_power_of_ten_is_doubted_whatever_the_band(value, said, band):
    assert told(STEADY, {2025: value}, band=band) == {"2025": said}


@pytest.mark.parametrize("value", [98030, 9804])
def test_a_figure_of_the_same_order_is_for_the_band_of_the_catalogue_to_judge(value):
    assert told(STEADY, {2025: value}, band=Decimal(500)) == {}


@pytest.mark.parametrize(
    ("value", "is_doubted"), [(34100, False), (34101, True), (28100, False), (28099, True)]
)
def test_without_a_band_a_series_may_change_half_as_much_again_as_it_ever_did(value, is_doubted):
    """Its largest change was 5%: that makes a tenth, the least that is allowed."""
    assert bool(told(STEADY, {2025: value})) is is_doubted


def test_a_jump_is_told_with_what_was_to_be_expected():
    assert told(STEADY, {2025: 40000}) == {
        "2025": "sprong: 29,0% meer dan 31.000 in 2024; uit eerdere cijfers volgt 28.100 tot 34.100"
    }


def test_one_year_of_crisis_among_many_does_not_widen_what_is_expected():
    years = {1990 + number: 30000 + 100 * (number % 3) for number in range(35)}
    assert kinds(years | {2003: 60000}, {2025: 40000}) == {"2025": "sprong"}


def test_a_figure_that_returns_to_where_it_was_is_no_jump():
    months = {f"2024-{month:02}": 1000 for month in range(1, 11)}
    low = {"2024-11": 200, "2024-12": 210}
    assert kinds(months | low, {"2025-01": 900}) == {}


def test_a_series_that_says_little_yet_may_double_or_halve():
    assert kinds({2024: 31000}, {2025: 62000}) == {}
    assert kinds({2024: 31000}, {2025: 62001}) == {"2025": "sprong"}
    assert kinds({2024: 31000}, {2025: 15500}) == {}
    assert kinds({2024: 31000}, {2025: 15400}) == {"2025": "sprong"}


def test_a_slice_with_few_figures_is_judged_by_the_changes_of_the_others():
    known = {
        "Syrië": {2019: 10000, 2020: 10100, 2021: 10000, 2022: 10100, 2023: 10000, 2024: 10100},
        "Irak": {2024: 5000},
    }
    assert kinds(known, {"Irak": {2025: 5700}}) == {"2025": "sprong"}
    assert kinds({"Irak": {2024: 5000}}, {"Irak": {2025: 5700}}) == {}


@pytest.mark.parametrize(
    ("before", "now", "is_doubted"),
    [
        (9, 90, False),
        (99, 0, False),
        (99, 1, False),
        (0, 99, False),
        (5, 50, False),
        (9, 900, True),
        (100, 49, False),
        (0, 900, True),
        (5, 100, True),
    ],
)
def test_small_counts_do_not_cry_wolf(before, now, is_doubted):
    years = {2019: before, 2020: before, 2021: before, 2022: before, 2023: before, 2024: before}
    assert bool(told(years, {2025: now})) is is_doubted


@pytest.mark.parametrize(
    ("now", "is_doubted"), [(1199, False), (1202, True), (819, False), (818, True)]
)
def test_what_chance_can_do_to_a_count_is_no_jump(now, is_doubted):
    """Three between square roots: more than a tenth of a thousand."""
    years = dict.fromkeys(range(2015, 2025), 1000)
    assert bool(told(years, {2025: now})) is is_doubted
    assert kinds(years, {2025: now}, unit="weken") == {"2025": "sprong"}


def test_durations_are_compared_however_small():
    weeks = {2020: 30, 2021: 32, 2022: 31, 2023: 31, 2024: 32}
    assert kinds(weeks, {2025: 7}, unit="weken") == {"2025": "eenheid?"}


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("0.415", "eenheid?: 0,415 lijkt een deel van 1; bedoeld is misschien 41,5%"),
        ("0.45", "eenheid?: 0,45 lijkt een deel van 1; bedoeld is misschien 45%"),
        ("1", "eenheid?: 1 lijkt een deel van 1; bedoeld is misschien 100%"),
        (
            "36",
            "sprong: 21,0 procentpunt minder dan 57 in 2024; uit eerdere cijfers volgt 37 tot 85",
        ),
    ],
)
def test_a_fraction_in_place_of_a_percentage_is_doubted(value, said):
    assert told({2023: 65, 2024: 57}, {2025: value}, unit="procent") == {"2025": said}


def test_a_small_percentage_is_no_fraction():
    known = {2023: "1.4", 2024: "1.2"}
    assert told(known, {2025: "0.9"}, unit="procent", decimals=1) == {}
    assert kinds(known, {2025: "0.012"}, unit="procent", decimals=1) == {"2025": "eenheid?"}


def test_the_first_percentage_of_a_slice_can_be_a_fraction_too():
    known = {"Man": {2023: 65, 2024: 57}}
    new = {"Vrouw": {2024: "0.6"}}
    assert kinds(known, new, unit="procent") == {"2024": "eenheid?"}


BELOW = {"minimum": Decimal(-1000000)}


def test_a_sign_that_a_series_never_had_is_doubted():
    assert told({2024: -100}, {2025: 100}, **BELOW) == {
        "2025": "teken?: boven nul, waar de reeks nooit was: -100 in 2024"
    }
    assert told({2023: 90, 2024: 100}, {2025: -100}, **BELOW) == {
        "2025": "teken?: onder nul, waar de reeks nooit was: 100 in 2024"
    }


def test_a_balance_that_turned_before_may_turn_again():
    assert told({2021: 80, 2022: -40, 2023: 60, 2024: -90}, {2025: 70}, **BELOW) == {}
    assert told({2022: 0, 2023: 0, 2024: 60}, {2025: 50}, **BELOW) == {}


def test_a_balance_is_judged_by_amounts_for_it_passes_zero():
    balance = {2019: -2000, 2020: 1000, 2021: -500, 2022: 3, 2023: 1800, 2024: -20}
    assert told(balance, {2025: 1500}, **BELOW) == {}
    assert kinds(balance, {2025: 40000}, **BELOW) == {"2025": "sprong"}
    assert kinds(balance, {2025: -40000}, **BELOW) == {"2025": "eenheid?"}


def test_a_column_in_another_unit_is_told_of_as_a_whole():
    months = {f"2024-{month:02}": 1000 + month for month in range(1, 13)}
    new = {f"2025-{month:02}": 10 * (1000 + month) for month in range(1, 4)}
    assert kinds(months, new) == dict.fromkeys(["2025-01", "2025-02", "2025-03"], "eenheid?")


def test_a_jump_that_stays_is_told_of_once():
    months = {f"2024-{month:02}": 1000 + month for month in range(1, 13)}
    new = {f"2025-{month:02}": 2 * (1000 + month) for month in range(1, 4)}
    assert kinds(months, new) == {"2025-01": "sprong"}


def test_a_revised_figure_is_laid_beside_those_around_it_and_beside_what_stood_there():
    assert kinds(STEADY, {2022: 60000}) == {"2022": "sprong"}
    wrong = STEADY | {2022: 305000}
    assert told(wrong, {2022: 30500}) == {
        "2022": "eenheid?: ongeveer 10 keer zo klein als 305.000, dat er eerst stond"
    }
    assert kinds(STEADY, {2022: 30600}) == {}


def test_a_figure_from_before_the_series_is_laid_beside_its_first():
    assert kinds(STEADY, {2019: 30000}) == {}
    assert kinds(STEADY, {2019: 3000}) == {"2019": "eenheid?"}


def test_the_first_figure_of_a_slice_may_not_be_far_above_all_others():
    known = {"Syrië": {2024: 31000}, "Irak": {2024: 5000}}
    assert told(known, {"Iran": {2025: 155000}}) == {
        "2025": "eenheid?: 5,0 keer zo groot als het grootste cijfer van de reeks, 31.000"
    }
    assert told(known, {"Iran": {2025: 32000}}) == {}


IRELAND = {"2022-Q1": 10000, "2022-Q2": 10500, "2022-Q3": 11000, "2022-Q4": 11200}
LATER = {"2025-Q1": 63000, "2025-Q2": 64000}


def test_a_revised_old_figure_is_not_laid_beside_one_of_years_later():
    """All near it are revised as well, so that only what stood there is left."""
    revised = {period: value + 70 for period, value in IRELAND.items()}
    assert told(IRELAND | LATER, revised) == {}
    tenfold = {period: value * 10 for period, value in IRELAND.items()}
    said = told(IRELAND | LATER, tenfold)
    assert list(said) == list(IRELAND)
    assert said["2022-Q1"].endswith("10 keer zo groot als 10.000, dat er eerst stond")


def test_a_figure_two_years_away_is_near_and_one_of_three_years_is_not():
    assert kinds({2020: 1000, 2022: 1000}, {2024: 3500}) == {"2024": "eenheid?"}
    assert kinds({2020: 1000, 2021: 1000}, {2024: 3500}) == {}
    assert kinds({"2020-12-31": 1000}, {"2022-12-31": 3500}) == {"2022-12-31": "eenheid?"}
    assert kinds({"2020-12-31": 1000}, {"2023-12-31": 3500}) == {}


def test_without_a_figure_near_in_time_only_a_hundredfold_is_doubted():
    """From where a hundred times is nearer than ten: 31.6."""
    known = {2010: 4000, 2011: 5000}
    assert kinds(known, {2023: 158000}) == {}
    assert told(known, {2023: 158200}) == {
        "2023": "eenheid?: 31,6 keer zo groot als het hoogste cijfer van dit deel, 5.000"
    }
    assert kinds(known, {2023: 127}) == {}
    assert told(known, {2023: 126}) == {
        "2023": "eenheid?: 31,7 keer zo klein als het laagste cijfer van dit deel, 4.000"
    }


def test_small_counts_of_long_ago_do_not_cry_wolf_either():
    assert kinds({2010: 5, 2011: 0}, {2023: 3100}) == {}
    assert kinds({2010: 5, 2011: 0}, {2023: 3200}) == {"2023": "eenheid?"}
    assert kinds({2010: 3100}, {2023: 1}) == {}


def test_a_balance_of_long_ago_has_its_sign_all_the_same():
    assert kinds({2010: -100, 2011: -90}, {2023: 50}, **BELOW) == {"2023": "teken?"}


FIVE_YEARLY = {
    "Duitsland": {1990: 5936181, 1995: 7464406, 2000: 8992631, 2024: 16751731},
    "Aruba": {1990: 14261, 1995: 18309, 2000: 22358, 2024: 37000},
    "Qatar": {1990: 309753, 1995: 406000, 2000: 1200000, 2024: 2380000},
}
"""Made up, in the shape of a table of stocks by country."""


def test_a_first_load_of_a_five_yearly_series_cries_no_wolf():
    assert told({key: {} for key in FIVE_YEARLY}, FIVE_YEARLY) == {}


def test_in_a_first_load_of_a_five_yearly_series_thousands_are_doubted_at_their_place():
    wrong = FIVE_YEARLY | {"Aruba": FIVE_YEARLY["Aruba"] | {2024: 37000000}}
    assert kinds({key: {} for key in wrong}, wrong) == {"2024": "eenheid?"}


def test_in_a_first_load_what_changes_for_good_is_told_of_once():
    years = {2020: 300, 2021: 340, 2022: 102643, 2023: 105338, 2024: 112449}
    assert kinds({}, years) == {"2022": "eenheid?"}
    assert kinds({}, years | {2022: 350, 2023: 3400, 2024: 345}) == {"2023": "eenheid?"}


def test_a_series_that_comes_in_for_the_first_time_is_judged_by_order_of_magnitude_alone():
    assert kinds({}, {2023: 1000, 2024: 3000, 2025: 40000}) == {"2025": "eenheid?"}


def test_the_very_figure_of_a_year_before_is_doubted():
    known = {"Syrië": {2023: 12640, 2024: 13035}, "Irak": {2023: 14950, 2024: 15201}}
    assert told(known, {"Syrië": {2025: 13035}}) == {"2025": "herhaald: precies het cijfer in 2024"}
    assert told(known, {"Syrië": {2025: 15201}}) == {
        "2025": "herhaald: precies het cijfer van deel=Irak in 2024"
    }


def test_a_round_figure_can_come_twice():
    assert told({2023: 30000, 2024: 31000}, {2025: 31000}) == {}
    assert told({2023: 2100, 2024: 2110}, {2025: 2110}) == {}


@pytest.mark.parametrize(
    ("period", "kind"),
    [
        (1925, {"1925": "lang geleden"}),
        (2010, {"2010": "lang geleden"}),
        (2012, {}),
        (2026, {"2026": "te vroeg"}),
        (2052, {"2052": "te vroeg"}),
    ],
)
def test_a_period_that_a_figure_can_hardly_be_about_is_doubted(period, kind):
    known = {2013: 31000, 2014: 31000, 2015: 31000}
    assert kinds(known, {period: 32000}) == kind


def test_a_far_period_is_told_with_how_far_it_lies():
    assert told(STEADY, {2052: 32000}) == {
        "2052": "te vroeg: deze periode is nog niet voorbij: zij ligt 26 jaar na de dag van de levering"
    }


def test_years_that_join_a_series_from_before_are_no_doubt():
    assert told(STEADY, dict.fromkeys(range(2005, 2020), 31000)) == {}


def test_a_series_with_gaps_may_go_on_with_as_long_a_gap():
    assert kinds({2010: 500, 2015: 510, 2020: 500}, {2005: 500}) == {}
    assert kinds({2010: 500, 2015: 510, 2020: 500}, {2004: 500}) == {"2004": "lang geleden"}


def test_days_are_compared_with_the_days_before():
    days = {"2023-01-01": 500, "2023-12-31": 520, "2024-12-31": 510}
    assert told(days, {"2025-12-31": 5100}) == {
        "2025-12-31": "eenheid?: ongeveer 10 keer zo groot als 510 op 31 december 2024"
    }
    assert told(days, {"2025-12-31": 515}) == {}


def test_a_figure_beyond_all_measure_is_told_of_in_words_that_fit():
    said = told({2023: "0.000000001", 2024: "0.000000001"}, {2025: 10**19}, decimals=1)
    assert said == {"2025": "eenheid?: ongeveer 1.000.000.000 keer zo groot als 0,000000 in 2024"}
