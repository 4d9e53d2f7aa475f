"""Colours of categories: the same in every figure, decided by the catalogue or by what is free."""

from itertools import combinations

import pytest

from report_builder.model.figure import FigureSpec
from report_builder.model.figure_kind import FigureKind
from report_builder.model.tone import HOME_TONE, REST_TONE, TONES, Tone
from report_builder.values.dataset import Dataset
from report_builder.values.figure_contents import figure_content
from report_builder.values.figure_tones import figure_tones
from tests.projects import project_of

PARTS = {"dimensions": ("soort",)}


def rows_of(*parts):
    return [(2025, part, 1) for part in parts]


def spec_of(key, *indicators, kind="bar", **settings):
    return FigureSpec(
        id=key, kind=FigureKind(kind), title="Titel", indicators=indicators, **settings
    )


def shown(project, *specs):
    """The names and colours of the series of each figure."""
    dataset = Dataset(project)
    edition = figure_tones(specs, dataset)
    made = {spec.id: figure_content(spec, dataset, edition) for spec in specs}
    return {key: {line.name: line.tone for line in one.lines} for key, one in made.items()}


def test_the_catalogue_decides_the_order_and_the_colours_of_parts():
    order = {**PARTS, "order": ("Arbeid", "Gezin", "Asiel")}
    project = project_of(
        {
            "a.veel": rows_of("Asiel", "Gezin", "Arbeid"),
            "a.weinig": rows_of("Asiel", "Gezin"),
        },
        {"a.veel": order, "a.weinig": order},
    )
    specs = [spec_of("a/1", "a.veel", split="soort"), spec_of("a/2", "a.weinig", split="soort")]
    made = shown(project, *specs)
    assert list(made["a/1"].items()) == [
        ("Arbeid", Tone.SKY),
        ("Gezin", Tone.BROWN),
        ("Asiel", Tone.ORANGE),
    ]
    assert list(made["a/2"].items()) == [("Gezin", Tone.BROWN), ("Asiel", Tone.ORANGE)]


def test_what_no_catalogue_decides_has_one_colour_that_nothing_beside_it_has():
    indicators = {f"a.{letter}": [(2025, 1)] for letter in "bcde"}
    specs = [
        spec_of("a/1", "a.b", "a.c"),
        spec_of("a/2", "a.c", "a.d"),
        spec_of("a/3", "a.b", "a.d"),
        spec_of("a/4", "a.d"),
        spec_of("a/5", "a.e"),
    ]
    made = shown(project_of(indicators), *specs)
    assert made == {
        "a/1": {"a.b": Tone.SKY, "a.c": Tone.BROWN},
        "a/2": {"a.c": Tone.BROWN, "a.d": Tone.ORANGE},
        "a/3": {"a.b": Tone.SKY, "a.d": Tone.ORANGE},
        "a/4": {"a.d": Tone.ORANGE},
        "a/5": {"a.e": Tone.SKY},
    }
    assert shown(project_of(indicators), *reversed(specs)) == made


def test_the_netherlands_and_what_is_left_over_have_a_colour_of_their_own():
    project = project_of(
        {"a.land": rows_of("Overig", "Nederland", "België")}, {"a.land": {**PARTS, "order": ()}}
    )
    made = shown(project, spec_of("a/1", "a.land", split="soort"))
    assert list(made["a/1"].items()) == [
        ("Nederland", HOME_TONE),
        ("België", Tone.SKY),
        ("Overig", REST_TONE),
    ]


def test_a_figure_whose_figures_are_not_there_takes_no_colours():
    project = project_of({"a.leeg": [(2025, "", "O")], "a.vol": [(2025, 1)]})
    tones = figure_tones([spec_of("a/1", "a.leeg"), spec_of("a/2", "a.vol")], Dataset(project))
    assert tones == {"a/2": (Tone.SKY,)}


_SIMULATED = {
    "as it is": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
"""Machado, Oliveira and Fernandes (2009), at full severity."""


def _linear(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def _lab(linear):
    to_xyz = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
    clipped = [min(max(part, 0), 1) for part in linear]
    xyz = [sum(a * b for a, b in zip(row, clipped, strict=True)) for row in to_xyz]
    scaled = [part / white for part, white in zip(xyz, (0.9505, 1, 1.089), strict=True)]
    x, y, z = [part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116 for part in scaled]
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _seen(colour, matrix):
    linear = _linear(colour)
    return _lab([sum(a * b for a, b in zip(row, linear, strict=True)) for row in matrix])


@pytest.mark.parametrize("sight", _SIMULATED)
def test_the_first_colours_and_the_grey_stay_apart_for_every_reader(sight):
    for one, other in combinations([*TONES[:5], REST_TONE], 2):
        pair = [_seen(colour, _SIMULATED[sight]) for colour in (one, other)]
        distance = sum((a - b) ** 2 for a, b in zip(*pair, strict=True)) ** 0.5
        assert distance >= 18, (one, other)
