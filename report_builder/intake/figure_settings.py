"""The settings of figures, tables and dashboards: read, and every mistake found."""

from __future__ import annotations

from collections.abc import Iterator

from report_builder.intake.toml_files import TomlFile, make_record, read_toml
from report_builder.model.catalogue import Catalogue, Indicator
from report_builder.model.figure import LONGEST_CARD_TITLE, MOST_TILES, FigureKind, FigureSpec
from report_builder.model.period import Period
from report_builder.problems import Problem, nearest
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
        file, found = read_toml(path, workspace.name(path))
        problems += found
        if file is None:
            continue
        spec, found = make_record(FigureSpec, file, (), file.data, id=key)
        found += _check_figure(spec, file, catalogue, broken) if spec else []
        problems += found
        if spec and not found and not broken & set(spec.indicators):
            specs[key] = spec
    broken |= set(workspace.figure_files()) - set(specs)
    return specs, problems


def _check_figure(
    spec: FigureSpec, file: TomlFile, catalogue: Catalogue, broken: set[str]
) -> Iterator[Problem]:
    if spec.is_account:
        yield from _check_account(spec, file)
        return
    if not spec.indicators:
        yield file.problem(
            "sleutel", (), "de sleutel 'indicators' ontbreekt", "voeg indicators = … toe"
        )
    known = [catalogue.indicators[key] for key in spec.indicators if key in catalogue.indicators]
    for key in spec.indicators:
        if key not in catalogue.indicators and key not in broken:
            hint = nearest(key, catalogue.indicators)
            yield file.problem("indicator", ("indicators",), f"onbekende indicator '{key}'", hint)
    yield from _check_room(spec, file)
    if (
        len({indicator.frequency for indicator in known}) > 1
        and spec.kind is not FigureKind.DASHBOARD
    ):
        hint = "splits dit in figuren van één frequentie"
        yield file.problem(
            "frequentie", ("indicators",), "de indicatoren hebben verschillende frequenties", hint
        )
    if len({indicator.unit == "procent" for indicator in known}) > 1 and spec.noun == "figuur":
        hint = "zet percentages in een eigen figuur"
        yield file.problem(
            "eenheid", ("indicators",), "aantallen en percentages passen niet op één as", hint
        )
    yield from _check_split(spec, file, known)
    for name, text in (("from", spec.since), ("until", spec.until)):
        if text is not None and known and not _is_period_of(text, known):
            example = Period.ending(2024, known[0].frequency)
            message = f"{name} = '{text}' past niet bij de frequentie {known[0].frequency}"
            yield file.problem(
                "periode", (name,), message, f"schrijf een jaar of een periode als {example}"
            )


def _check_room(spec: FigureSpec, file: TomlFile) -> Iterator[Problem]:
    """A dashboard has room for some figures; a card, which is read on a telephone, for one under a
    short title.
    """
    if spec.kind is FigureKind.DASHBOARD and len(spec.indicators) > MOST_TILES:
        message = (
            f"een dashboard past met {MOST_TILES} tegels op een pagina, dit zijn er "
            f"{len(spec.indicators)}"
        )
        yield file.problem(
            "dashboard", ("indicators",), message, "laat indicatoren weg, of maak twee dashboards"
        )
    if spec.kind is not FigureKind.CARD:
        return
    if len(spec.indicators) > 1:
        hint = "kies één indicator, en maak voor een ander cijfer een eigen kaart"
        yield file.problem(
            "kaart",
            ("indicators",),
            f"een kaart toont één cijfer, dit zijn er {len(spec.indicators)}",
            hint,
        )
    if len(spec.title) > LONGEST_CARD_TITLE:
        message = (
            f"de titel van een kaart heeft plaats voor {LONGEST_CARD_TITLE} tekens, dit zijn "
            f"er {len(spec.title)}"
        )
        yield file.problem("kaart", ("title",), message, "kort de titel in")
    for key in ("split", "top", "change"):
        if key in file.data:
            yield file.problem(
                "sleutel", (key,), f"{key} past niet bij kind = 'card'", f"haal {key} weg"
            )


def _check_account(spec: FigureSpec, file: TomlFile) -> Iterator[Problem]:
    """A table that gives account of the report has a title and may have a note; all else follows
    from the report.
    """
    for key in file.data:
        if key not in ("kind", "title", "note"):
            message = f"{key} past niet bij kind = '{spec.kind}', dat zijn inhoud zelf kiest"
            yield file.problem("sleutel", (key,), message, f"haal {key} weg")


def _is_period_of(text: str, indicators: list[Indicator]) -> bool:
    """Whether a text is a year, or a period of the frequency of the indicators."""
    try:
        period = Period.parse(text)
    except ValueError:
        return False
    return period.frequency == "A" or all(
        period.frequency is indicator.frequency for indicator in indicators
    )


def _check_split(
    spec: FigureSpec, file: TomlFile, indicators: list[Indicator]
) -> Iterator[Problem]:
    for indicator in indicators:
        if spec.split and spec.split not in indicator.dimensions:
            hint = (
                nearest(spec.split, indicator.dimensions)
                or f"kies uit: {', '.join(indicator.dimensions) or 'geen'}"
            )
            yield file.problem(
                "dimensie", ("split",), f"{indicator.id} heeft geen dimensie '{spec.split}'", hint
            )
    if spec.top and not spec.split:
        yield file.problem(
            "dimensie",
            ("top",),
            "top vraagt om split",
            "noem de dimensie waarvan de grootste getoond worden",
        )
    if spec.kind is FigureKind.RANKING and not spec.split:
        yield file.problem(
            "dimensie",
            (),
            "een rangschikking vraagt om split",
            "noem de dimensie die gerangschikt wordt",
        )
