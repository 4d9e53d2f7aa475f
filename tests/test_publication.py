"""What a reader of the published repository relies on: licence, description, bill of materials, releases."""

from __future__ import annotations

import json
import re
import subprocess
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from flit_core.wheel import make_wheel_in

import report_builder

ROOT = Path(__file__).parent.parent
# https://yml.publiccode.tools, what every description must have.
MANDATORY = [
    "publiccodeYmlVersion",
    "name",
    "url",
    "platforms",
    "developmentStatus",
    "softwareType",
    "legal/license",
    "maintenance/type",
    "maintenance/contacts",
    "localisation/localisationReady",
    "localisation/availableLanguages",
    "description/nl/shortDescription",
    "description/nl/longDescription",
    "description/nl/features",
]
STATES = {"concept", "development", "beta", "stable", "obsolete"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    info = make_wheel_in(ROOT / "pyproject.toml", tmp_path_factory.mktemp("dist"))
    return zipfile.ZipFile(info.file)


@pytest.fixture(scope="module")
def description() -> Mapping[str, Any]:
    parsed: Mapping[str, Any] = yaml.safe_load((ROOT / "publiccode.yml").read_text())
    return parsed


@pytest.fixture(scope="module")
def bill() -> Mapping[str, Any]:
    parsed: Mapping[str, Any] = json.loads((ROOT / "sbom.cdx.json").read_text())
    return parsed


def entry(description: Mapping[str, Any], path: str) -> Any:
    """The value at a path such as "legal/license"; None where a key is missing."""
    value: Any = description
    for key in path.split("/"):
        value = value.get(key) if isinstance(value, Mapping) else None
    return value


def test_the_wheel_holds_every_file_of_the_package(wheel: zipfile.ZipFile) -> None:
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "report_builder"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    tracked = {name for name in listing.stdout.splitlines() if (ROOT / name).is_file()}
    packed = {name for name in wheel.namelist() if name.startswith("report_builder/")}
    assert packed == tracked
    assert "report_builder/py.typed" in packed


def test_the_wheel_carries_its_licences(wheel: zipfile.ZipFile) -> None:
    info = f"report_builder-{report_builder.__version__}.dist-info"
    metadata = wheel.read(f"{info}/METADATA").decode()
    assert "License-Expression: EUPL-1.2 AND OFL-1.1\n" in metadata
    assert wheel.read(f"{info}/licenses/LICENSE").startswith(
        b"EUROPEAN UNION PUBLIC LICENCE v. 1.2\n"
    )
    assert wheel.read(f"{info}/licenses/report_builder/fonts/OFL.txt")


@pytest.mark.parametrize("path", MANDATORY)
def test_the_description_has_what_every_description_must_have(
    description: Mapping[str, Any], path: str
) -> None:
    assert entry(description, path) is not None


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_description_is_as_long_as_catalogues_allow(
    description: Mapping[str, Any], language: str
) -> None:
    texts = description["description"][language]
    assert len(texts["shortDescription"]) <= 150
    assert 150 <= len(texts["longDescription"]) <= 10_000
    assert texts["features"]


def test_the_description_says_what_the_program_is(description: Mapping[str, Any]) -> None:
    assert description["legal"]["license"] == "EUPL-1.2"
    assert description["developmentStatus"] in STATES


def test_the_newest_release_is_the_version_everywhere(
    description: Mapping[str, Any], bill: Mapping[str, Any]
) -> None:
    headings = re.findall(r"^## (.+)$", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)
    releases = [heading for heading in headings if heading != "Nog niet uitgebracht"]
    assert all(re.fullmatch(r"\d+\.\d+\.\d+ - \d{4}-\d\d-\d\d", heading) for heading in releases)
    assert releases == sorted(releases, reverse=True)
    version = report_builder.__version__
    assert releases[0] == f"{version} - {description['releaseDate']}"
    assert description["softwareVersion"] == version
    assert bill["metadata"]["component"]["version"] == version


def test_the_bill_of_materials_is_the_lock_file(bill: Mapping[str, Any]) -> None:
    lock = (ROOT / "requirements.lock").read_text()
    locked = {
        (name, version): set(re.findall(r"--hash=sha256:(\w+)", rest))
        for name, version, rest in re.findall(
            r"^([\w.-]+)==([\w.]+)((?:.*\\\n|.*--hash.*\n)*)", lock, re.MULTILINE
        )
    }
    listed = {
        (component["name"], component["version"]): {
            digest["content"]
            for reference in component["externalReferences"]
            for digest in reference["hashes"]
        }
        for component in bill["components"]
    }
    assert listed == locked, "make lock"
    assert all(locked.values())
