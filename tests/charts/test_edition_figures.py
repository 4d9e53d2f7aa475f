"""The figures of the report that is kept here, each against what no figure may do."""

from collections import defaultdict
from contextlib import nullcontext
from pathlib import Path

import pytest

from report_builder.build.figure_tasks import make_any
from report_builder.build.plan import UnreadProject, read_all
from report_builder.charts.page import SMALLEST, narrowed
from report_builder.model.edition import Release
from report_builder.model.figure import LONGEST_ALT, FigureContent
from report_builder.model.figure_kind import Form
from report_builder.model.series import Status
from report_builder.model.tone import REST_TONE
from report_builder.values.dataset import Dataset
from report_builder.values.figure_tones import category
from report_builder.values.plotted_series import select_rows
from report_builder.wording.staleness import alert_words, stale_sentence
from report_builder.workspace import Workspace
from tests.charts.geometry import collisions, laid_out

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def setup():
    reading = read_all(Workspace(ROOT), "2026", Release.CONCEPT)
    assert not isinstance(reading, UnreadProject)
    return reading.setup


@pytest.fixture(scope="module")
def contents(setup):
    """What every figure says that is one picture."""
    made = {
        key: make_any(setup, key, Dataset(setup.project)) for key in sorted(setup.project.figures)
    }
    pictures = {key: item for key, item in made.items() if isinstance(item, FigureContent)}
    assert len(pictures) > 50
    return pictures


def test_a_category_has_one_colour_in_all_figures(setup, contents):
    seen = defaultdict(dict)
    for key, content in contents.items():
        spec = setup.project.figures[key]
        if not spec.traits.has_colours:
            continue
        rows = {row.name: row for row in select_rows(spec, Dataset(setup.project))}
        for line in content.lines:
            seen[category(rows[line.name])].setdefault(line.tone, key)
    assert len(seen) > 50
    assert {name: figures for name, figures in seen.items() if len(figures) > 1} == {}


def test_no_two_categories_of_a_figure_share_a_colour(setup, contents):
    for key, content in contents.items():
        if setup.project.figures[key].traits.has_colours:
            tones = [line.tone for line in content.lines]
            assert len(set(tones)) == len(tones), key


def test_what_is_left_over_is_grey_and_stands_last(contents):
    for key in ("migratie/motief", "regulier/vergunningen_motief", "terugkeer/instroom"):
        line = contents[key].lines[-1]
        assert (line.name, line.tone) == ("Overig", REST_TONE)


@pytest.mark.parametrize("width", [nullcontext, narrowed])
@pytest.mark.parametrize("is_yellow", [True, False])
def test_nothing_in_a_figure_lies_over_anything_else(contents, is_yellow, width):
    for key, content in contents.items():
        if not content.card:
            with width():
                laid = laid_out(content, is_yellow)
            assert collisions(laid) == [], key
            assert all(text.size >= SMALLEST for text in laid.texts), key


def test_what_is_missing_is_named_in_every_figure_that_lacks_it(contents):
    for key, content in contents.items():
        if content.card or content.kind.traits.has_one_period:
            continue
        lacking = [
            period
            for line in content.lines
            for period in content.periods[1:-1]
            if (point := line.at(period)) and point.amount is None
        ]
        said = " ".join(text.text for text in laid_out(content, True).texts)
        if lacking:
            assert "geen cijfer" in said, key


def test_signs_are_explained_where_they_stand_and_only_there(contents):
    for key, content in contents.items():
        if content.card:
            continue
        texts = [text.text for text in laid_out(content, True).texts]
        told = [text for text in texts if text.endswith(".")]
        shown = [text for text in texts if text not in told]
        assert any("*" in text for text in shown) == any("*" in text for text in told), key
        assert "= voorlopig" not in content.source, key
        assert "reeksbreuk" not in content.source, key


def test_an_alternative_text_is_heard_in_one_go_and_tells_what_is_no_ordinary_figure(contents):
    for key, content in contents.items():
        alert = alert_words(content.stale_spans)
        assert len(f"{content.alt} {alert}".strip()) <= LONGEST_ALT, key
        told = {
            Status.PROVISIONAL: "voorlopig",
            Status.ESTIMATED: "raming",
            Status.MISSING: "geen cijfer",
            Status.BREAK: "reeksbreuk",
        }
        shown = {
            point.status
            for line in content.lines
            for point in line.points
            if point.period in content.periods
        }
        for status in shown & set(told):
            assert told[status] in content.alt.lower(), (key, status)


def test_tiles_have_alternative_texts_that_are_heard_in_one_go(setup):
    dashboards = [
        make_any(setup, key, Dataset(setup.project))
        for key, spec in setup.project.figures.items()
        if spec.traits.form is Form.DASHBOARD
    ]
    said = [
        f"{tile.trend.alt} {stale_sentence(tile.stale_spans)}".strip()
        for one in dashboards
        for tile in one.tiles
        if tile.trend
    ]
    assert any("Let op" in text for text in said)
    assert [text for text in said if len(text) > LONGEST_ALT] == []


def test_every_chart_has_a_finding(setup):
    for key, spec in setup.project.figures.items():
        if spec.traits.form is Form.CHART:
            assert "{{" in spec.finding, key
