"""Up to when a figure or table says that its series run, and of which series that is true."""

import pytest

from report_builder.model.figure import FigureSpec
from report_builder.model.figure_kind import FigureKind
from report_builder.values.dataset import Dataset
from report_builder.values.plotted_series import select_rows
from report_builder.values.stale_spans import stale_spans
from report_builder.wording.staleness import accepted_words, frame_words, stale_words
from tests.projects import project_of


@pytest.fixture
def spans():
    """The spans of a table of indicators with these last periods, and with these settings."""

    def spans(lasts, settings=None, accepted=()):
        rows = {f"a.{name}": [(2019, 1), (last, 2)] for name, last in lasts.items()}
        project = project_of(rows, settings, accepted)
        spec = FigureSpec(id="a/t", kind=FigureKind.TABLE, title="T", indicators=tuple(rows))
        return stale_spans(select_rows(spec, Dataset(project)))

    return spans


PENDING = "nog geen update beschikbaar"


@pytest.mark.parametrize(
    ("lasts", "concept", "definitive"),
    [
        ({"x": 2025, "y": 2025}, "", ""),
        ({"x": 2024, "y": 2024}, f"cijfers t/m 2024, {PENDING}", "Cijfers t/m 2024."),
        ({"x": 2025, "y": 2023}, f"cijfers t/m 2023, {PENDING}: a.y", "Cijfers t/m 2023: a.y."),
        (
            {"x": 2024, "y": 2020, "z": 2024},
            f"cijfers t/m 2020, {PENDING}: a.y; t/m 2024: a.x en a.z",
            "Cijfers t/m 2020: a.y; t/m 2024: a.x en a.z.",
        ),
        (
            {"x": 2024, "y": 2020, "z": 2024, "u": 2024, "v": 2024},
            f"cijfers t/m 2020, {PENDING}: a.y; t/m 2024: overige",
            "Cijfers t/m 2020: a.y; t/m 2024: overige.",
        ),
        (
            {"x": 2024, "y": 2025, "z": 2024, "u": 2024, "v": 2024},
            f"cijfers t/m 2024, {PENDING}: alle behalve a.y",
            "Cijfers t/m 2024: alle behalve a.y.",
        ),
        (
            {"x": 2024, "y": 2025, "z": 2024, "u": 2024, "v": 2024, "w": 2020},
            f"cijfers t/m 2020, {PENDING}: a.w; t/m 2024: overige behalve a.y",
            "Cijfers t/m 2020: a.w; t/m 2024: overige behalve a.y.",
        ),
    ],
)
def test_a_period_is_said_of_the_series_that_it_is_true_of(spans, lasts, concept, definitive):
    stale = spans(lasts)
    assert (stale_words(stale), accepted_words(stale)) == (concept, definitive)


def test_an_accepted_series_is_named_too(spans):
    accepted = spans({"x": 2024, "y": 2025}, accepted=["a.x"])
    assert accepted_words(accepted) == "Cijfers t/m 2024: a.x."


def test_the_frame_of_a_figure_names_the_oldest_last_period(spans):
    assert frame_words(spans({"x": 2022, "y": 2024})) == f"cijfers t/m 2022, {PENDING}"


def test_a_series_that_its_source_ended_waits_for_nothing(spans):
    ended = spans({"x": 2022, "y": 2024}, {"a.x": {"ended": "2022"}})
    assert stale_words(ended) == f"cijfers t/m 2022, reeks beëindigd: a.x; t/m 2024, {PENDING}: a.y"
    assert accepted_words(ended) == "Cijfers t/m 2022, reeks beëindigd: a.x; t/m 2024: a.y."
    assert frame_words(ended[:1]) == "cijfers t/m 2022, reeks beëindigd"


def test_before_its_end_an_ended_series_still_waits(spans):
    (span,) = spans({"x": 2021}, {"a.x": {"ended": "2022"}})
    assert not span.is_ended
