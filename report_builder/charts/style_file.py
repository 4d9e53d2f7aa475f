"""A project's own style file (figures/house.mplstyle): how figures look, and nothing else.

matplotlib would take any of its settings from such a file, also those that start a program, load a
module or name a folder. So the file is read here: only what is listed counts, within bounds.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from matplotlib import RcParams

from report_builder.problems import Fault, Problem, nearest

_LARGEST, _LONGEST = 100_000, 1_000
"""So many characters a file and a line may have."""
_HINT = "verbeter de regel of haal hem weg"
_BOUNDS = (
    (re.compile(r"figure\.figsize"), 1, 20),
    (re.compile(r".*\bdpi"), 50, 600),
    (re.compile(r".*(font|label|title|_font)size|font\.size"), 4, 72),
    (re.compile(r".*size"), 0, 72),
    (re.compile(r".*width"), 0, 20),
    (re.compile(r".*weight"), 1, 1000),
    (re.compile(r".*alpha|figure\.subplot\..*"), 0, 1),
    (re.compile(r".*"), -100, 100),
)
"""Between what the numbers of a setting lie, by its name; the first that fits holds."""
_LIST = (
    r"\[\s*(?:'[^'\\]*'|\"[^\"\\]*\"|[\d.]+)(?:\s*,\s*(?:'[^'\\]*'|\"[^\"\\]*\"|[\d.]+))*\s*,?\s*\]"
)
_CYCLE = re.compile(rf"cycler\(\s*(?:(['\"]?)[a-z]+\1\s*[,=])\s*(?:{_LIST}|'[a-z]+')\s*\)")
"""Colours, markers or dashes one by one: a product of such lists has no end."""
_NAMES = """
axes.autolimit_mode axes.axisbelow axes.edgecolor axes.facecolor axes.formatter.limits
axes.formatter.min_exponent axes.formatter.offset_threshold axes.formatter.use_mathtext
axes.formatter.useoffset axes.grid axes.grid.axis axes.grid.which axes.labelcolor axes.labelpad
axes.labelsize axes.labelweight axes.linewidth axes.prop_cycle axes.spines.bottom
axes.spines.left axes.spines.right axes.spines.top axes.titlecolor axes.titlelocation
axes.titlepad axes.titlesize axes.titleweight axes.titley axes.unicode_minus axes.xmargin
axes.ymargin figure.autolayout figure.constrained_layout.h_pad
figure.constrained_layout.hspace figure.constrained_layout.use
figure.constrained_layout.w_pad figure.constrained_layout.wspace figure.dpi figure.edgecolor
figure.facecolor figure.figsize figure.frameon figure.labelsize figure.labelweight
figure.subplot.bottom figure.subplot.hspace figure.subplot.left figure.subplot.right
figure.subplot.top figure.subplot.wspace figure.titlesize figure.titleweight font.cursive
font.family font.fantasy font.monospace font.sans-serif font.serif font.size font.stretch
font.style font.variant font.weight grid.alpha grid.color grid.linestyle grid.linewidth
grid.major.alpha grid.major.color grid.major.linestyle grid.major.linewidth grid.minor.alpha
grid.minor.color grid.minor.linestyle grid.minor.linewidth hatch.color hatch.linewidth
legend.borderaxespad legend.borderpad legend.columnspacing legend.edgecolor legend.facecolor
legend.fancybox legend.fontsize legend.framealpha legend.frameon legend.handleheight
legend.handlelength legend.handletextpad legend.labelcolor legend.labelspacing
legend.linewidth legend.loc legend.markerscale legend.numpoints legend.scatterpoints
legend.shadow legend.title_fontsize lines.antialiased lines.color lines.dash_capstyle
lines.dash_joinstyle lines.dashdot_pattern lines.dashed_pattern lines.dotted_pattern
lines.linestyle lines.linewidth lines.marker lines.markeredgecolor lines.markeredgewidth
lines.markerfacecolor lines.markersize lines.scale_dashes lines.solid_capstyle
lines.solid_joinstyle markers.fillstyle mathtext.bf mathtext.bfit mathtext.cal mathtext.default
mathtext.fallback mathtext.fontset mathtext.it mathtext.rm mathtext.sf mathtext.tt
patch.antialiased patch.edgecolor patch.facecolor patch.force_edgecolor patch.linewidth
savefig.bbox savefig.dpi savefig.edgecolor savefig.facecolor savefig.pad_inches
savefig.transparent text.antialiased text.color xaxis.labellocation xtick.alignment xtick.bottom
xtick.color xtick.direction xtick.labelbottom xtick.labelcolor xtick.labelsize xtick.labeltop
xtick.major.bottom xtick.major.pad xtick.major.size xtick.major.top xtick.major.width
xtick.minor.bottom xtick.minor.ndivs xtick.minor.pad xtick.minor.size xtick.minor.top
xtick.minor.visible xtick.minor.width xtick.top yaxis.labellocation ytick.alignment ytick.color
ytick.direction ytick.labelcolor ytick.labelleft ytick.labelright ytick.labelsize ytick.left
ytick.major.left ytick.major.pad ytick.major.right ytick.major.size ytick.major.width
ytick.minor.left ytick.minor.ndivs ytick.minor.pad ytick.minor.right ytick.minor.size
ytick.minor.visible ytick.minor.width ytick.right
"""
_ALLOWED = frozenset(_NAMES.split())
"""What may be set."""


class _Line(NamedTuple):
    """A setting as the file writes it."""

    number: int
    key: str
    text: str


def check_style(text: str, name: str) -> list[Problem]:
    """What is wrong with the text of a project's own style file, line by line."""
    if len(text) > _LARGEST:
        message = f"dit stijlbestand heeft meer dan {_LARGEST} tekens"
        return [Problem("stijl", name, "1", message, "laat weg wat er niet hoort")]
    problems: list[Problem] = []
    seen: set[str] = set()
    for line in _lines(text):
        try:
            _value(line)
            _require_once(line, seen)
        except Fault as fault:
            problems.append(fault.at(name, str(line.number)))
    return problems


@lru_cache(maxsize=4)
def style_settings(text: str) -> dict[str, Any]:
    """What a text that was checked sets, as matplotlib takes it."""
    return {line.key: _value(line) for line in _lines(text)}


def _lines(text: str) -> Iterator[_Line]:
    for number, line in enumerate(text.splitlines(), start=1):
        plain = re.sub(r'("[^"]*")|#.*', r"\1", line).strip()
        if plain:
            key, _, value = (part.strip() for part in plain.partition(":"))
            is_quoted = len(value) > 1 and value[0] == value[-1] == '"'
            yield _Line(number, key, value[1:-1] if is_quoted else value)


def _require_once(line: _Line, seen: set[str]) -> None:
    """Raise Fault for a setting that stands there a second time."""
    if line.key in seen:
        raise Fault("stijl", f"'{line.key}' staat twee keer in dit bestand", "houd er één over")
    seen.add(line.key)


def _value(line: _Line) -> Any:
    """What a line sets. Raises Fault for what may not be set, or not to that."""
    _require_allowed(line.key)
    if not line.text:
        hint = "schrijf de waarde achter een dubbele punt, zoals font.size: 9"
        raise Fault("stijl", f"achter '{line.key}' staat geen waarde", hint)
    is_product = line.key == "axes.prop_cycle" and not _CYCLE.fullmatch(line.text)
    if is_product or len(line.text) > _LONGEST:
        raise _no_value(line)
    try:
        (value,) = RcParams({line.key: line.text}).values()
    except Exception as error:  # each setting has a reader of its own
        raise _no_value(line) from error
    _require_within_bounds(line, value)
    return value


def _require_allowed(key: str) -> None:
    if key in _ALLOWED:
        return
    if key in RcParams.validate:
        hint = "haal de regel weg; hier staat alleen hoe een figuur eruitziet"
        raise Fault("stijl", f"'{key}' mag in dit bestand niet ingesteld worden", hint)
    raise Fault("stijl", f"onbekende instelling '{key}'", nearest(key, _ALLOWED) or _HINT)


def _no_value(line: _Line) -> Fault:
    shown = line.text if len(line.text) <= 60 else f"{line.text[:60]}…"
    return Fault("stijl", f"'{shown}' is geen waarde voor {line.key}", _HINT)


def _require_within_bounds(line: _Line, value: Any) -> None:
    low, high = next((low, high) for name, low, high in _BOUNDS if name.fullmatch(line.key))
    for number in _numbers(value):
        if not (math.isfinite(number) and low <= number <= high):
            message = f"{line.key} = {line.text} valt buiten de grenzen"
            raise Fault("stijl", message, f"kies een getal van {low} tot en met {high}")


def _numbers(value: Any) -> Iterator[float]:
    """The numbers in a value, also in lists within lists."""
    if isinstance(value, list | tuple):
        for part in value:
            yield from _numbers(part)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield value
