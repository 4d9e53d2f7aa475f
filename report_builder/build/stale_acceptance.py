"""The stale figures that may still be accepted, and the settings that accept them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from report_builder.build.release_candidate import Candidate
from report_builder.build.stale_places import find_stale, places_text
from report_builder.intake.toml_texts import written_text
from report_builder.model.catalogue import Indicator
from report_builder.wording.periods import period_text
from report_builder.workspace import today

_ABOVE = """\
# Verouderde cijfers accepteren: zet dit in de editie en vul bij elk de reden in; zonder reden leest
# het programma het niet. Laat weg wat nog geleverd wordt.
"""


@dataclass(frozen=True)
class AcceptableFigure:
    """A stale figure that is printed and that nobody accepted: up to when it goes, what is to be
    expected of it, and where it stands, in words.
    """

    indicator: Indicator
    until: str
    coming: str
    places: str

    @property
    def title(self) -> str:
        """What it is called, on one line: a line break would end the comment."""
        return " ".join(self.indicator.title.split())


def acceptable_figures(candidate: Candidate) -> list[AcceptableFigure]:
    """The stale figures that a definitive release waits for, by the name of the indicator."""
    indicators = candidate.setup.project.catalogue.indicators
    figures = []
    for key, stale in sorted(find_stale(candidate).items()):
        indicator = indicators[key]
        is_ended = indicator.has_ended("", stale.last)
        coming = "beëindigd door de bron" if is_ended else f"te leveren door {indicator.deliverer}"
        until = period_text(stale.last)
        figures.append(AcceptableFigure(indicator, until, coming, places_text(stale)))
    return figures


def acceptance_block(candidate: Candidate) -> str:
    """The settings that accept all that is stale, for the edition file; the editor fills in each
    reason. Empty when nothing is stale.
    """
    figures = acceptable_figures(candidate)
    blocks = [acceptance_text(figure) for figure in figures]
    return "\n".join([_ABOVE, *blocks]) if blocks else ""


def acceptance_texts(figures: list[AcceptableFigure], reasons: Mapping[str, str]) -> list[str]:
    """The settings that accept those figures that a reason is given for."""
    return [
        acceptance_text(figure, reasons[figure.indicator.id])
        for figure in figures
        if figure.indicator.id in reasons
    ]


def acceptance_text(figure: AcceptableFigure, reason: str = "") -> str:
    """The settings that accept a figure, as of today."""
    return f"""\
# {figure.title} (cijfers t/m {figure.until}); {figure.coming}
[[accepted_stale]]
indicator = "{figure.indicator.id}"
reason = {written_text(reason)}
decided_on = {today()}
"""
