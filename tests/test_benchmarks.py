"""The benchmark: it counts what a command starts, says what could not run, and knows the pipeline.

Nothing here is timed.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from benchmarks import office, products, real_edition, warm
from benchmarks.chain import add_contents
from benchmarks.process_tree import CommandFailed, Cost, measured
from benchmarks.rows import OTHER, Row, change_one
from benchmarks.table import growth_table, products_table, rows_table

HOLDS_MEMORY = "import time; held = b'x' * 80_000_000; time.sleep(1)"
STARTS_ANOTHER = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {HOLDS_MEMORY!r}])"


def test_the_peak_counts_what_the_command_started() -> None:
    assert measured([sys.executable, "-c", STARTS_ANOTHER]).peak > 80


def test_what_ran_before_the_command_is_neither_counted_nor_waited_for() -> None:
    holds_more = "held = b'x' * 200_000_000; print(1, flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", holds_more], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        other.stdout.readline()
        assert measured([sys.executable, "-c", STARTS_ANOTHER]).peak < 200
        assert other.poll() is None
        other.kill()


def test_a_command_that_fails_is_told_with_what_it_said_last() -> None:
    with pytest.raises(CommandFailed, match="geen papier"):
        measured([sys.executable, "-c", "raise SystemExit('begin\\ngeen papier')"])


def test_a_row_shows_its_median_its_spread_and_what_it_is_of_the_chain() -> None:
    rows = [Row(OTHER, []), Row("wij", [], must="0,65", aim="0,5")]
    costs = {
        OTHER: [Cost(wall, 12, 300) for wall in (10, 11, 30)],
        "wij": [Cost(wall, 8, 200) for wall in (4, 5.5, 6)],
    }
    assert rows_table(rows, costs).splitlines()[-1] == (
        "| wij | 5,5 s | 4,0–6,0 s | 0,50 | 0,65 | 0,5 | 8,0 s | 200 MiB |"
    )


def test_a_row_that_could_not_run_says_why() -> None:
    table = rows_table([Row("typst", [], refused="het pakket is er niet")], {})
    assert "| typst | niet gemeten: het pakket is er niet |" in table


def test_the_growth_is_told_of_the_smallest_job() -> None:
    table = growth_table({1: [Cost(10, 20, 300)], 3: [Cost(31, 58, 400)]})
    assert table.splitlines()[-1] == "| 3 | 31,0 s | 58,0 s | 400 MiB | 3,1 | 2,9 |"


def test_each_product_gets_the_median_of_its_runs() -> None:
    runs = [{"rapport.pdf": 1.0}, {"rapport.pdf": 3.0}, {"rapport.pdf": 2.0}]
    assert products_table(runs).splitlines()[-1] == "| rapport.pdf | 2,00 s |"


def test_what_is_left_out_of_the_report_alone_is_in_the_build() -> None:
    for module, functions in products.OTHERS.items():
        assert set(functions) <= set(vars(module))


def test_tasks_of_one_kind_are_added_up_and_the_rest_is_told(tmp_path: Path) -> None:
    times = tmp_path / "times"
    workers = products.TimedWorkers(1)
    workers.times = times
    assert list(workers.run([(len, ("ab",)), (len, ("abc",))])) == [2, 3]
    assert [json.loads(line)[0] for line in times.read_text().splitlines()] == ["len", "len"]
    times.write_text('["bind_pages", 1.5]\n["bind_pages", 0.5]\n')
    spent = products.read_times(times, 5.0)
    assert spent == {"PDF binden": 2.0, "de rest: starten, lezen, registers, controle": 3.0}


def test_the_chain_gets_a_table_of_contents_in_front() -> None:
    document = docx.Document()
    document.add_heading("Deel", level=1)
    add_contents(document)
    [instruction] = document.paragraphs[0]._p.iter(qn("w:instrText"))
    assert instruction.text == 'TOC \\o "1-2" \\h'


def test_the_macro_that_makes_pages_is_in_the_profile() -> None:
    module, function = office.MACRO.removeprefix("macro:///Standard.").split(".")
    text = (office.PROFILE / f"user/basic/Standard/{module}.xba").read_text()
    assert f"Sub {function}(" in text


def test_a_word_of_the_real_edition_is_another_each_time(tmp_path: Path) -> None:
    edition = real_edition.RealEdition(tmp_path)
    texts = []
    for _ in range(2):
        edition.change_a_word()
        document = docx.Document(str(tmp_path / real_edition.CHAPTER))
        texts.append([paragraph.text for paragraph in document.paragraphs])
    changed = [pair for pair in zip(*texts, strict=True) if pair[0] != pair[1]]
    assert [pair[1].endswith("woord2.") for pair in changed] == [True]


class SmallProject:
    """A project that says another word after each change."""

    def __init__(self, folder):
        self.folder, self.root = folder, folder.root
        self.words = iter(("eerst", "daarna"))

    def change_a_word(self):
        self.folder.document("h1", "# Asiel", f"Wij zeggen {next(self.words)} dit.")


@pytest.mark.usefixtures("own_store")
def test_a_save_counts_until_its_word_can_be_read_in_the_files(asylum):
    asylum.document("h1", "# Asiel", "Tekst.")
    page = asylum.root / "output/h1.html"
    saves = warm.saves(SmallProject(asylum), "h1")
    for word, save in zip(("eerst", "daarna"), saves, strict=False):
        assert f"Wij zeggen {word} dit." in page.read_text()
        assert save.checked < save.seen


def test_the_last_observation_becomes_one_more(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("time_period,obs_value,obs_status\n2024,5,A\n2025,7,A\n")
    change_one(path)
    assert path.read_text().splitlines()[-1] == "2025,8,A"
