"""Series that their source ended: whether the catalogue and the figures agree on that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from report_builder.intake.release_rules import catalogue_file
from report_builder.model.catalogue import Indicator
from report_builder.model.period import Period
from report_builder.model.series import Series
from report_builder.problems import Fault, Problem, Severity, nearest
from report_builder.workspace import Workspace


def check_ended(
    workspace: Workspace, indicators: Iterable[Indicator], series: Mapping[str, Series]
) -> Iterator[tuple[str, Problem]]:
    """An error for each `ended` that cannot be so, a warning for each that the figures
    contradict; with the indicator that each is about.
    """
    for indicator in indicators:
        if not indicator.ended:
            continue
        file = catalogue_file(workspace, indicator.theme)
        own = series[indicator.id]
        for part, text in indicator.ended:
            path = (indicator.id.partition(".")[2], "ended")
            fault = _find_fault(indicator, own, part, text)
            if fault:
                yield indicator.id, file.problem(fault.code, path, fault.message, fault.hint)
            elif later := _later(indicator, own, part):
                message = f"{later} heeft cijfers na {text}, waar de bron de reeks zou beëindigen"
                hint = "haal ended weg, of noem de laatste periode van de bron"
                problem = file.problem("reeks", path, message, hint)
                yield indicator.id, replace(problem, severity=Severity.WARNING)


def _find_fault(indicator: Indicator, series: Series, part: str, text: str) -> Fault | None:
    """What is wrong with an end: no period of the indicator, or of a slice that it does not
    have.
    """
    slices = [indicator.slice_text(key) for key in series.slices]
    if part and part not in slices:
        hint = nearest(part, slices) or "schrijf TOTAL of een deel als soort=Gedwongen"
        return Fault("deel", f"{indicator.id} heeft geen deel '{part}'", hint)
    if not _is_period_of(indicator, text):
        message = f"ended = '{text}' past niet bij de frequentie {indicator.frequency}"
        hint = f"schrijf een periode als {Period.ending(2024, indicator.frequency)}"
        return Fault("periode", message, hint)
    return None


def _is_period_of(indicator: Indicator, text: str) -> bool:
    try:
        return Period.parse(text).frequency is indicator.frequency
    except ValueError:
        return False


def _later(indicator: Indicator, series: Series, part: str) -> str:
    """A slice that has figures after its end, as messages call it; empty when there is none."""
    for key, observations in series.slices.items():
        name = indicator.slice_text(key)
        is_meant = name == part or (not part and name not in dict(indicator.ended))
        end = indicator.find_end(name) if is_meant else None
        values = [item.period for item in observations if item.value is not None]
        if end and any(period > end for period in values):
            return indicator.name_of(key)
    return ""
