"""The mappings of this project's own catalogue, against services that answer what its files hold."""

from __future__ import annotations

import re
import shutil
from itertools import product
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from report_builder.cli import main
from report_builder.intake.project_folder import read_project
from report_builder.model.catalogue import Indicator
from report_builder.model.period import Frequency, Period
from report_builder.model.project import Project
from report_builder.model.series import Observation, Status
from report_builder.model.service import Moment, Protocol
from report_builder.workspace import Workspace
from tests.services.conftest import Reply, Server

ROOT = Path(__file__).parents[2]
FLAGS = {Status.PROVISIONAL: "p", Status.ESTIMATED: "e", Status.BREAK: "b", Status.SUPPRESSED: "|C"}


@pytest.fixture
def project(tmp_path: Path, server: Server) -> Project:
    """A copy of this project's figures, with Eurostat on this machine."""
    root = tmp_path / "project"
    shutil.copytree(ROOT / "data", root / "data")
    sources = root / "data/sources.toml"
    text = re.sub(
        r'"https://ec\.europa\.eu[^"]*/data"', f'"{server.url}/data"', sources.read_text("utf-8")
    )
    sources.write_text(text, "utf-8")
    workspace = Workspace.open(root)
    read, _ = read_project(workspace, workspace.choose_edition("2026"))
    assert read is not None
    return read


def served(project: Project, protocol: Protocol) -> list[Indicator]:
    """The indicators that come from a service of one protocol."""
    sources = project.catalogue.sources
    return [
        one
        for one in project.catalogue.indicators.values()
        if one.service and (address := sources[one.source].service) and address.protocol is protocol
    ]


def as_the_service_has_it(indicator: Indicator, observation: Observation) -> str:
    """The period of the service that an observation was taken from."""
    mapping, period = indicator.service, observation.period
    assert mapping is not None
    if mapping.periods is Moment.CLOSING:
        return str(Period(period.last.replace(day=1), Frequency.MONTH))
    return str(period.year) if mapping.periods is Moment.FIRST_DAY else str(period)


def cube(project: Project, indicator: Indicator) -> dict[str, Any]:
    """What Eurostat would answer if it held exactly the figures of an indicator's file."""
    mapping = indicator.service
    assert mapping is not None
    series = project.series[indicator.id]
    names = {
        name: {title: code for code, title in split.names.items()}
        for name, split in mapping.split.items()
    }
    values = {
        (
            tuple(names[name][part] for name, part in zip(indicator.dimensions, key, strict=True)),
            as_the_service_has_it(indicator, seen),
        ): seen
        for key, row in series.slices.items()
        for seen in row
    }
    split = [mapping.split[name].dimension for name in indicator.dimensions]
    axes = {**mapping.asks(), "time": sorted({period for _, period in values})}
    sparse, flags = {}, {}
    for place, codes in enumerate(product(*axes.values())):
        named = dict(zip(axes, codes, strict=True))
        seen = values.get((tuple(named[name] for name in split), named["time"]))
        if seen and seen.value is not None:
            sparse[str(place)] = float(seen.value)
        if seen and (flag := FLAGS.get(seen.status)):
            flags[str(place)] = flag
    return {
        "class": "dataset",
        "updated": "2026-09-17T23:00:00+0200",
        "id": list(axes),
        "size": [len(codes) for codes in axes.values()],
        "dimension": {
            name: {"category": {"index": {code: place for place, code in enumerate(codes)}}}
            for name, codes in axes.items()
        },
        "value": sparse,
        "status": flags,
    }


def test_every_mapping_gives_back_the_figures_that_are_there(
    project: Project, server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    indicators = served(project, Protocol.JSONSTAT)

    def answer(path: str) -> Reply:
        parts = urlsplit(path)
        asked = parse_qs(parts.query)
        (indicator,) = (
            one
            for one in indicators
            if one.service
            and parts.path.endswith(f"/{one.service_table}")
            and all(asked.get(name) == list(codes) for name, codes in one.service.asks().items())
        )
        return Reply(cube(project, indicator))

    server.answer = answer
    arguments = [
        "--project",
        str(tmp_path / "project"),
        "--source",
        "Eurostat",
        "--dry-run",
        "--quiet",
    ]
    assert main(["refresh", *arguments]) == 0
    told = capsys.readouterr().out
    assert "overgenomen" not in told
    assert "let op" not in told
    assert all(f"{one.id} ({one.title}): " in told for one in indicators)


def test_every_indicator_says_which_door_it_comes_in_by(project: Project) -> None:
    catalogue = project.catalogue
    doors = {catalogue.door(indicator) for indicator in catalogue.indicators.values()}
    assert doors == {"CBS (OData v4)", "Eurostat (JSON-stat)", "levering", "publicatie"}
    assert catalogue.door(catalogue.indicators["eu.immigratie_maand"]) == "CBS (OData v4)"
    assert (
        catalogue.door(catalogue.indicators["asiel.eerste_aanvragen_eurostat"])
        == "Eurostat (JSON-stat)"
    )
