"""What a project's own style file may set, and what is said of the rest."""

from __future__ import annotations

import pytest

from report_builder.charts.style import PACKAGED_STYLE
from report_builder.charts.style_file import check_style, style_settings

NAME = "figures/house.mplstyle"


def told(text: str) -> list[str]:
    return [str(problem) for problem in check_style(text, NAME)]


def test_the_style_of_the_program_itself_is_one() -> None:
    assert told(PACKAGED_STYLE.read_text()) == []


@pytest.mark.parametrize(
    "line",
    [
        "font.family: DejaVu Sans, sans-serif",
        "figure.figsize: 6.3, 3.2",
        "savefig.dpi: figure",
        "axes.labelsize: medium",
        'axes.edgecolor: "#154273"  # lint',
        "lines.linestyle: --",
        "axes.prop_cycle: \"cycler('color', ['#007bc7', '#e17000'])\"",
        "axes.prop_cycle: cycler(color=['007bc7', 'ca005d'])",
    ],
)
def test_how_a_figure_looks_may_be_set(line: str) -> None:
    assert told(line) == []


@pytest.mark.parametrize(
    "line",
    [
        "text.usetex: True",
        "text.latex.preamble: \\input{/etc/passwd}",
        "backend: module://kwaad",
        "interactive: True",
        "figure.hooks: os:system",
        "animation.ffmpeg_path: /tmp/kwaad",
        "savefig.directory: /etc",
        "svg.fonttype: none",
        "axes.formatter.use_locale: True",
    ],
)
def test_what_does_anything_else_is_refused_at_its_line(line: str) -> None:
    key = line.partition(":")[0]
    assert told(f"font.size: 9\n\n{line}") == [
        f"{NAME}:3: error: '{key}' mag in dit bestand niet ingesteld worden "
        "(haal de regel weg; hier staat alleen hoe een figuur eruitziet)"
    ]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("datapath: /tmp", "onbekende instelling 'datapath' (verbeter de regel of haal hem weg)"),
        ("font.sise: 9", "onbekende instelling 'font.sise' (bedoelt u 'font.size'?)"),
        ("font.size", "achter 'font.size' staat geen waarde (schrijf de waarde achter een dubbele punt, zoals font.size: 9)"),
        ("font.size: groot", "'groot' is geen waarde voor font.size (verbeter de regel of haal hem weg)"),
        ("font.size: 400", "font.size = 400 valt buiten de grenzen (kies een getal van 4 tot en met 72)"),
        ("font.size: nan", "font.size = nan valt buiten de grenzen (kies een getal van 4 tot en met 72)"),
        ("figure.dpi: 100000", "figure.dpi = 100000 valt buiten de grenzen (kies een getal van 50 tot en met 600)"),
        ("figure.figsize: 6, 900", "figure.figsize = 6, 900 valt buiten de grenzen (kies een getal van 1 tot en met 20)"),
        ("lines.linewidth: -1", "lines.linewidth = -1 valt buiten de grenzen (kies een getal van 0 tot en met 20)"),
        (f"font.family: {'x' * 1001}", f"'{'x' * 60}…' is geen waarde voor font.family (verbeter de regel of haal hem weg)"),
    ],
)  # fmt: skip
def test_what_cannot_be_set_so_is_told_with_a_way_out(line: str, said: str) -> None:
    assert told(line) == [f"{NAME}:1: error: {said}"]


@pytest.mark.parametrize(
    "cycle",
    [
        "cycler('color', ['r'] * 1000000000)",
        "cycler('color', 'rgb') * cycler('linewidth', [1, 2])",
        "__import__('os').system('x')",
    ],
)
def test_a_list_of_colours_is_written_out(cycle: str) -> None:
    assert len(told(f"axes.prop_cycle: {cycle}")) == 1


def test_a_setting_stands_there_once() -> None:
    assert told("font.size: 9\nfont.size: 10") == [
        f"{NAME}:2: error: 'font.size' staat twee keer in dit bestand (houd er één over)"
    ]


def test_a_file_without_end_is_not_read() -> None:
    (problem,) = check_style("#" * 100_001, NAME)
    assert "meer dan 100000 tekens" in problem.message


def test_what_was_checked_is_what_matplotlib_gets() -> None:
    text = '# Huis\naxes.edgecolor: "#154273" # lint\nfont.size: 9\n'
    assert style_settings(text) == {"axes.edgecolor": "#154273", "font.size": 9.0}
