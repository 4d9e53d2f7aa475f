"""The settings of figures, tables and dashboards: read, and every mistake found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from report_builder.intake.toml_files import TomlFile, make_record, read_toml
from report_builder.model.catalogue import PERCENT, Catalogue, Indicator
from report_builder.model.figure import LONGEST_CARD_TITLE, LONGEST_OPENING, MOST_TILES, FigureSpec
from report_builder.model.figure_kind import SETTINGS, FigureKind, Form
from report_builder.model.period import Period
from report_builder.model.population import find_population_fault
from report_builder.model.units import measure
from report_builder.problems import Problem, Severity, nearest
from report_builder.wording.numbers import list_text
from report_builder.workspace import Workspace


def read_figures(
    workspace: Workspace, catalogue: Catalogue, broken: set[str]
) -> tuple[dict[str, FigureSpec], list[Problem]]:
    """The figure specifications by id, and everything that is wrong with them; what is not whole
    joins the broken.
    """
    specs: dict[str, FigureSpec] = {}
    problems: list[Problem] = []
    for key, path in workspace.figure_files().items():
        file, faults = read_toml(path, workspace.name(path))
        problems += faults
        if file is None:
            continue
        spec, faults = make_record(FigureSpec, file, (), file.data, id=key)
        faults += _check_figure(spec, file, catalogue, broken) if spec else []
        problems += faults
        is_usable = not any(fault.is_error for fault in faults)
        if spec and is_usable and not broken & set(spec.ingredients):
            specs[key] = spec
    broken |= set(workspace.figure_files()) - set(specs)
    return specs, problems


def _check_figure(
    spec: FigureSpec, file: TomlFile, catalogue: Catalogue, broken: set[str]
) -> Iterator[Problem]:
    yield from _check_settings(spec, file)
    yield from _check_room(spec, file)
    yield from _check_alt(spec, file)
    if spec.traits.is_account:  # it chooses its indicators itself
        return
    if not spec.indicators:
        yield file.problem(
            "sleutel", (), "de sleutel 'indicators' ontbreekt", "voeg indicators = … toe"
        )
    indicators: list[Indicator] = []
    for key in spec.indicators:
        if key in catalogue.indicators:
            indicators.append(catalogue.indicators[key])
        elif key not in broken:
            hint = nearest(key, catalogue.indicators)
            yield file.problem("indicator", ("indicators",), f"onbekende indicator '{key}'", hint)
    yield from _check_row_notes(spec, file)
    yield from _check_axes(spec, file, indicators)
    yield from _check_split(spec, file, indicators)
    yield from _check_periods(spec, file, indicators)
    if spec.per and spec.per not in broken and "per" in spec.traits.settings:
        yield from _check_per(spec.per, file, indicators, catalogue)


def _check_settings(spec: FigureSpec, file: TomlFile) -> Iterator[Problem]:
    """What this kind of figure has no use for."""
    reason = ", dat zijn inhoud zelf kiest" if spec.traits.is_account else ""
    for key in file.data:
        if key in SETTINGS - spec.traits.settings:
            message = f"{key} past niet bij kind = '{spec.kind}'{reason}"
            yield file.problem("sleutel", (key,), message, f"haal {key} weg")


def _check_room(spec: FigureSpec, file: TomlFile) -> Iterator[Problem]:
    """What has more in it than there is room for on its page or picture."""
    match spec.traits.form:
        case Form.DASHBOARD:
            return _check_tiles(spec, file)
        case Form.CARD:
            return _check_card(spec, file)
        case Form.CHART | Form.TABLE | Form.ACCOUNT:
            return iter(())


def _check_alt(spec: FigureSpec, file: TomlFile) -> Iterator[Problem]:
    """A warning for a description that leaves no room for the figures behind it."""
    length = len(spec.alt)
    if length > LONGEST_OPENING:
        message = f"alt telt {length} tekens; er is plaats voor {LONGEST_OPENING}"
        hint = "zeg kort wat er te zien is; de cijfers komen er vanzelf bij"
        problem = file.problem("omvang", ("alt",), message, hint)
        yield replace(problem, severity=Severity.WARNING)


def _check_tiles(spec: FigureSpec, file: TomlFile) -> Iterator[Problem]:
    count = len(spec.indicators)
    if count > MOST_TILES:
        message = f"een dashboard past met {MOST_TILES} tegels op een pagina, dit zijn er {count}"
        hint = "laat indicatoren weg, of maak twee dashboards"
        yield file.problem("dashboard", ("indicators",), message, hint)


def _check_card(spec: FigureSpec, file: TomlFile) -> Iterator[Problem]:
    """A card is read on a telephone: it has room for one figure under a short title."""
    count, length = len(spec.indicators), len(spec.title)
    if count > 1:
        message = f"een kaart toont één cijfer, dit zijn er {count}"
        hint = "kies één indicator, en maak voor een ander cijfer een eigen kaart"
        yield file.problem("kaart", ("indicators",), message, hint)
    if length > LONGEST_CARD_TITLE:
        message = (
            f"de titel van een kaart heeft plaats voor {LONGEST_CARD_TITLE} tekens, dit zijn "
            f"er {length}"
        )
        yield file.problem("kaart", ("title",), message, "kort de titel in")


def _check_axes(
    spec: FigureSpec, file: TomlFile, indicators: Sequence[Indicator]
) -> Iterator[Problem]:
    """What cannot share an axis or the periods of a table; tiles share neither."""
    frequencies = {indicator.frequency for indicator in indicators}
    if len(frequencies) > 1 and spec.traits.shares_periods:
        hint = "splits dit in figuren van één frequentie"
        yield file.problem(
            "frequentie", ("indicators",), "de indicatoren hebben verschillende frequenties", hint
        )
    percentages = [indicator for indicator in indicators if indicator.unit == PERCENT]
    if spec.traits.is_picture and 0 < len(percentages) < len(indicators):
        hint = "zet percentages in een eigen figuur"
        yield file.problem(
            "eenheid", ("indicators",), "aantallen en percentages passen niet op één as", hint
        )
    elif spec.traits.is_picture and len({measure(one.unit).scale for one in indicators}) > 1:
        units = list_text(dict.fromkeys(indicator.unit for indicator in indicators))
        hint = "zet eenheden van een andere schaal in een eigen figuur"
        yield file.problem("eenheid", ("indicators",), f"{units} passen niet op één as", hint)
    elif spec.traits.is_picture:
        yield from _check_units(spec, file, indicators)


def _check_units(
    spec: FigureSpec, file: TomlFile, indicators: Sequence[Indicator]
) -> Iterator[Problem]:
    """A warning for what counts different things on one axis, as it would be in a sentence."""
    units = list(dict.fromkeys(indicator.unit for indicator in indicators))
    if len(units) < 2:
        return
    if spec.kind is FigureKind.STACKED_BAR:
        message, hint = f"deze staven tellen {list_text(units)} op", "kies de soort bar of line"
    elif not spec.unit:
        message = f"de as heet '{units[0]}', en er staan ook {list_text(units[1:])}"
        hint = 'noem met unit wat allen tellen, bijvoorbeeld unit = "aantal"'
    else:
        return
    problem = file.problem("eenheid", ("indicators",), message, hint)
    yield replace(problem, severity=Severity.WARNING)


def _check_periods(
    spec: FigureSpec, file: TomlFile, indicators: Sequence[Indicator]
) -> Iterator[Problem]:
    for name, text in (("from", spec.since), ("until", spec.until)):
        if text is not None and indicators and not _is_period_of(text, indicators):
            frequency = indicators[0].frequency
            message = f"{name} = '{text}' past niet bij de frequentie {frequency}"
            hint = f"schrijf een jaar of een periode als {Period.ending(2024, frequency)}"
            yield file.problem("periode", (name,), message, hint)


def _is_period_of(text: str, indicators: Sequence[Indicator]) -> bool:
    """Whether a text is a year, or a period of the frequency of the indicators."""
    try:
        period = Period.parse(text)
    except ValueError:
        return False
    return period.frequency == "A" or all(
        period.frequency is indicator.frequency for indicator in indicators
    )


def _check_split(
    spec: FigureSpec, file: TomlFile, indicators: Sequence[Indicator]
) -> Iterator[Problem]:
    if spec.split:
        yield from _check_dimension(spec, spec.split, file, indicators)
    if spec.top and not spec.split:
        hint = "noem de dimensie waarvan de grootste getoond worden"
        yield file.problem("dimensie", ("top",), "top vraagt om split", hint)
    if spec.traits.needs_split and not spec.split:
        hint = "noem de dimensie waarvan de delen getoond worden"
        yield file.problem("dimensie", (), f"kind = '{spec.kind}' vraagt om split", hint)


def _check_row_notes(spec: FigureSpec, file: TomlFile) -> Iterator[Problem]:
    """Notes on rows that the table does not have, or on all that it has."""
    for key in spec.row_notes:
        if key not in spec.indicators:
            hint = nearest(key, spec.indicators) or "kies een indicator van deze tabel"
            message = f"row_notes noemt '{key}', dat niet in deze tabel staat"
            yield file.problem("sleutel", ("row_notes", key), message, hint)
    if "row_notes" in spec.traits.settings and spec.row_notes and len(spec.indicators) == 1:
        message = "row_notes is voor een tabel van meer indicatoren"
        hint = "schrijf wat voor de hele tabel geldt in note"
        yield file.problem("sleutel", ("row_notes",), message, hint)


def _check_per(
    key: str, file: TomlFile, indicators: Sequence[Indicator], catalogue: Catalogue
) -> Iterator[Problem]:
    """What cannot be told per inhabitant."""
    population = catalogue.indicators.get(key)
    if population is None:
        hint = nearest(key, catalogue.indicators)
        yield file.problem("indicator", ("per",), f"onbekende indicator '{key}'", hint)
        return
    for indicator in indicators:
        if fault := find_population_fault(indicator, population):
            yield file.problem(fault.code, ("per",), fault.message, fault.hint)


def _check_dimension(
    spec: FigureSpec, dimension: str, file: TomlFile, indicators: Sequence[Indicator]
) -> Iterator[Problem]:
    """Which indicators have no parts to show; in a table one may stand whole beside the parts of
    another.
    """
    lacking = [indicator for indicator in indicators if dimension not in indicator.dimensions]
    if spec.traits.is_table and len(lacking) < len(indicators):
        return
    for indicator in lacking:
        choice = f"kies uit: {', '.join(indicator.dimensions) or 'geen'}"
        hint = nearest(dimension, indicator.dimensions) or choice
        message = f"{indicator.id} heeft geen dimensie '{dimension}'"
        yield file.problem("dimensie", ("split",), message, hint)
