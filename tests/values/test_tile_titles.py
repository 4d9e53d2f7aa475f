"""What a tile of a dashboard says that it counts."""

from report_builder.values.dataset import Dataset
from report_builder.values.tiles import dashboard_content
from tests.projects import project_of
from tests.values.test_figure_tones import spec_of


def test_the_tile_of_a_whole_does_not_speak_of_its_parts():
    rows = {"a.deel": [(2025, "TOTAL", 3), (2025, "Gedwongen", 3)]}
    project = project_of(
        rows, {"a.deel": {"dimensions": ("soort",), "title": "Vertrek naar soort"}}
    )
    spec = spec_of("a/tegels", "a.deel", kind="dashboard")
    (tile,) = dashboard_content(spec, Dataset(project)).tiles
    assert tile.title == "Vertrek"
