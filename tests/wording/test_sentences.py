import re
from pathlib import Path

import pytest

from report_builder.build.filled_project import usable
from report_builder.build.inspection import inspect_project
from report_builder.console import Console
from report_builder.jobs import Workers
from report_builder.model.edition import Release
from report_builder.model.period import Period
from report_builder.wording.periods import period_text, short_period_text
from report_builder.wording.sentences import sentence_spans
from report_builder.workspace import Workspace
from tests.conftest import texts

ROOT = Path(__file__).parents[2]
INNER_END = re.compile(r"[.!?…][\"”’)\]]*\s")


def sentences(text):
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize(
    "text",
    [
        "In 2025 waren er 24.140 aanvragen, bijv. van Syriërs (ca. 8.035).",
        "Volgens dr. A. de Vries nam het toe t/m dec. 2025.",
        "Zie art. 5.1 van de Woo en nr. 2334.",
        "Drie redenen: 1. geld, 2. tijd.",
        "1. Inleiding",
        "Zonder punt aan het eind",
        "In mld. euro's 3,5.",
    ],
)
def test_one_sentence_is_not_cut(text):
    assert sentences(text) == [text]


def test_sentences_are_told_apart_without_the_space_between():
    text = "Dat is 25%. Was dat zo? Ja! “Een citaat.” (Zie figuur 3.2.) In 2024 niet. 2025 wel."
    assert sentences(text) == [
        "Dat is 25%.",
        "Was dat zo?",
        "Ja!",
        "“Een citaat.”",
        "(Zie figuur 3.2.)",
        "In 2024 niet.",
        "2025 wel.",
    ]


def test_white_space_is_no_sentence():
    assert sentences("") == sentences("   ") == []


def paragraphs_of(edition):
    """The paragraphs of a real edition, as printed, in which a sentence could end before the last."""
    project = usable(
        inspect_project(
            Workspace(ROOT), edition, Release.CONCEPT, Workers(1), Console(is_quiet=True)
        )
    )
    for job in project.all_jobs:
        for text in texts(project.filled[job.label].data):
            if INNER_END.search(text.strip()):
                yield " ".join(text.split())


def test_the_chapters_that_were_printed_are_cut_as_they_were(golden):
    """What turns yellow follows from these cuts. The file holds a paragraph a block, a sentence a line."""
    if golden.is_renewed:
        paragraphs = list(dict.fromkeys([*paragraphs_of("2025"), *paragraphs_of("2026")]))
    else:
        blocks = golden.read("sentences.txt").strip().split("\n\n")
        paragraphs = [" ".join(block.splitlines()) for block in blocks]
    cut = ["\n".join(sentences(paragraph)) for paragraph in paragraphs]
    golden.check("sentences.txt", "\n\n".join(cut) + "\n")


@pytest.mark.parametrize(
    ("period", "long", "short"),
    [
        ("2025", "2025", "2025"),
        ("2025-S2", "tweede halfjaar 2025", "2025-II"),
        ("2025-Q4", "vierde kwartaal 2025", "2025 kw 4"),
        ("2025-12", "december 2025", "dec 2025"),
        ("2025-12-31", "31 december 2025", "31-12-2025"),
    ],
)
def test_periods_are_written_out(period, long, short):
    assert (period_text(Period.parse(period)), short_period_text(Period.parse(period))) == (
        long,
        short,
    )
