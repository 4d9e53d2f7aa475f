"""Every kind of content in Word, from the file to each form that is handed over: shown, or told at its place."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from lxml import html

from tests.conftest import Folder
from tests.pdf.tagtext import told
from tests.word.feature_file import feature_file, printed_text, word_of
from tests.word.features import Feature, Outcome, all_features, refused_features

FEATURES = all_features()
REFUSED = list(refused_features())


@dataclass(frozen=True)
class Printed:
    """What is read in each form, without white space, and what is told of each heading."""

    forms: dict[str, str]
    problems: list[dict[str, str]]

    def told_at(self, number: int) -> list[str]:
        """The messages at the place of a feature that are about what is shown."""
        place = f"Kenmerk k{number}k'"
        return [problem["message"] for problem in self.problems if place in problem["place"]]


def squeezed(text: str) -> str:
    """A text without what a line break or a page may change."""
    return re.sub(r"[\s\u00ad\u200b\ufffe]+", "", text)


def page_text(file: Path) -> str:
    """The text of a web page, and the alternative texts of its pictures."""
    body = html.document_fromstring(file.read_text("utf-8")).body
    for silent in list(body.iter("script", "style")):
        silent.drop_tree()
    alternatives = " ".join(f"alt:{picture.get('alt')}" for picture in body.iter("img", "svg"))
    return squeezed(f"{body.text_content()} {alternatives}")


def pdf_text(file: Path) -> str:
    """The text of a PDF, and the alternative texts in its tags."""
    document = pypdfium2.PdfDocument(file)
    pages = " ".join(page.get_textpage().get_text_range() for page in document)
    with pikepdf.open(file) as opened:
        lines = told(opened.Root.StructTreeRoot)
    tags = " ".join(f"alt:{line.strip().partition(' ')[2]}" for line in lines)
    return squeezed(f"{pages} {tags}")


def write(folder: Folder, features: list[Feature]) -> None:
    """A project of one chapter that holds these features."""
    folder.document("h", "# Kop")
    (folder.root / "templates" / "h.docx").write_bytes(feature_file(features))


def problems_of(folder: Folder, capsys: pytest.CaptureFixture[str]) -> list[dict[str, str]]:
    """What `check` says."""
    capsys.readouterr()
    folder.run("check", "--json")
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[pytest.MonkeyPatch]:
    """A store for the build that the tests of this module share."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REPORT_BUILDER_CACHE", str(tmp_path_factory.mktemp("store")))
        patch.setenv("SOURCE_DATE_EPOCH", "1782000000")
        yield patch


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory, store: pytest.MonkeyPatch) -> Printed:
    """One build with every feature in it."""
    folder = Folder(tmp_path_factory.mktemp("features"))
    write(folder, FEATURES)
    output = folder.build()
    forms = {
        "pdf": pdf_text(output / "rapport.pdf"),
        "web": page_text(output / "rapport.html"),
        "review": page_text(output / "review.html"),
    }
    return Printed(forms, [])


@pytest.fixture
def problems(folder: Folder, capsys: pytest.CaptureFixture[str]) -> Printed:
    """What `check` says of all features at once."""
    write(folder, FEATURES)
    return Printed({}, problems_of(folder, capsys))


def numbered(outcome: Outcome) -> list[object]:
    """The features of an outcome with their numbers, by name."""
    return [
        pytest.param(number, feature, id=feature.name)
        for number, feature in enumerate(FEATURES)
        if feature.outcome is outcome
    ]


@pytest.mark.parametrize("form", ["pdf", "web", "review"])
@pytest.mark.parametrize(("number", "feature"), numbered(Outcome.SHOWN))
def test_what_word_shows_is_shown(
    printed: Printed, number: int, feature: Feature, form: str
) -> None:
    text = printed_text(feature, number)
    is_upper = form == "pdf" and feature.is_upper_on_paper
    assert squeezed(text.upper() if is_upper else text) in printed.forms[form]


@pytest.mark.parametrize("form", ["pdf", "web", "review"])
@pytest.mark.parametrize(("number", "feature"), numbered(Outcome.HIDDEN))
def test_what_word_hides_is_nowhere(
    printed: Printed, number: int, feature: Feature, form: str
) -> None:
    assert word_of(number) not in printed.forms[form]


def test_what_cannot_be_shown_is_told_at_its_place(problems: Printed) -> None:
    silent = [
        feature.name
        for number, feature in enumerate(FEATURES)
        if feature.outcome is Outcome.TOLD and not problems.told_at(number)
    ]
    assert silent == []


def test_what_no_file_may_hold_is_refused_at_its_place(
    folder: Folder, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder, REFUSED)
    refused = Printed(
        {}, [item for item in problems_of(folder, capsys) if item["severity"] == "error"]
    )
    silent = [feature.name for number, feature in enumerate(REFUSED) if not refused.told_at(number)]
    assert silent == []
