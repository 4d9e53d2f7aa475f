"""Damaged, wrong and foreign files at every step: a clear message, an exit status, and nothing that changed."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from report_builder.cli import main
from tests.conftest import Folder
from tests.spoiling import DAMAGED, OLD_WORD, another_document, in_part, workbook
from tests.year import HEADS, READY, Year, begin

HINTED = re.compile(r"^.+?:.+: error: .+\(.+\)$")
"""The file, the place, what is wrong and the way out."""


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a concept, a locked edition that was released, an edition after it, and what was sent in."""
    root = tmp_path_factory.mktemp("gaaf")
    with pytest.MonkeyPatch.context() as environment:
        year = Year(root / "project", environment)
        environment.setenv("SOURCE_DATE_EPOCH", "1783900000")
        begin(year)
        year.more = READY
        for key in ("asiel.instroom", "asiel.maand", "opvang.bezetting", "migratie.immigratie"):
            year.more += f'[[accepted_stale]]\nindicator = "{key}"\nreason = "Later."\ndecided_on = 2026-06-01\n'
        year.edition(year.more)
        for step in (
            ["build"],
            ["lock"],
            ["build", "--release", "definitief"],
            ["request", "--owner", "IND"],
        ):
            said = year.do(*step)
            assert said.status == 0, said.err
        assert year.do("build", "--document", "nota").status == 0
    return root


@dataclass
class Bench:
    """A copy of the project to spoil, and the commands that must not stumble over it."""

    folder: Folder
    inbox: Path
    capsys: pytest.CaptureFixture[str]

    def spoil(self, name: str, change: Callable[[bytes], bytes]) -> None:
        path = self.folder.root / name
        path.write_bytes(change(path.read_bytes()))

    def send(self, name: str, data: bytes) -> Path:
        path = self.inbox / name
        path.write_bytes(data)
        return path

    def concept(self) -> bytes:
        return (self.folder.output / "rapport.docx").read_bytes()

    def refused(self, *arguments: str | Path) -> tuple[int, list[str]]:
        """Give a command that must be refused without changing anything; the status, and what was said of it."""
        self.capsys.readouterr()
        before = self._files()
        status = main(list(map(str, self._whole(*arguments))))
        after = self._files()
        said = self.capsys.readouterr().err.splitlines()
        assert status in (1, 2), said
        assert after == before, sorted(set(after.items()) ^ set(before.items()))
        errors = [line for line in said if ": error: " in line]
        if status == 1:
            assert errors
            assert [line for line in errors if not HINTED.match(line)] == []
        else:
            assert said[-1].startswith("report-builder: ")
        return status, errors or said

    def _whole(self, command: str, *rest: str | Path) -> list[str | Path]:
        """A command with the project; print and text have none."""
        if command in ("print", "text"):
            return [command, *rest]
        return [command, "--project", self.folder.root, "--jobs", "1", "--quiet", *rest]

    def _files(self) -> dict[str, bytes]:
        found = (
            path
            for folder in (self.folder.root, self.inbox)
            for path in folder.rglob("*")
            if path.is_file()
        )
        return {str(path): path.read_bytes() for path in found}


@pytest.fixture
def bench(
    sound: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Bench:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1783900000")
    monkeypatch.setenv("REPORT_BUILDER_CACHE", str(sound / "store"))
    shutil.copytree(sound / "project", tmp_path / "project", dirs_exist_ok=True)
    folder = Folder.__new__(Folder)
    folder.root = tmp_path / "project"
    (tmp_path / "inbox").mkdir()
    return Bench(folder, tmp_path / "inbox", capsys)


RETURNED = ["review", "print", "text"]


@pytest.mark.parametrize("command", RETURNED)
@pytest.mark.parametrize("damage", DAMAGED)
def test_a_damaged_word_file_that_comes_back_is_refused_by_name(
    bench: Bench, command: str, damage: str
) -> None:
    path = bench.send("terug.docx", DAMAGED[damage](bench.concept()))
    status, said = bench.refused(command, path)
    assert status == 1
    assert "terug.docx:" in said[0]


@pytest.mark.parametrize("command", RETURNED)
def test_a_file_that_is_not_there_and_a_folder_are_wrong_usage(bench: Bench, command: str) -> None:
    (bench.inbox / "map.docx").mkdir()
    for name in ("weg.docx", "map.docx"):
        status, said = bench.refused(command, bench.inbox / name)
        assert status == 2
        assert name in said[-1]


def test_a_document_with_broken_notes_is_no_word_file(bench: Bench) -> None:
    released = (bench.folder.root / "output/2026/definitief/rapport.docx").read_bytes()
    path = bench.send(
        "noten.docx", in_part("word/footnotes.xml", b"<w:footnote ", b"<w:voetnoot ")(released)
    )
    for command in RETURNED:
        status, said = bench.refused(command, path)
        assert (status, said[0].partition(": error")[0].endswith("noten.docx:1")) == (1, True)


@pytest.mark.parametrize("damage", [name for name in DAMAGED if name != "broken-header"])
def test_a_damaged_template_stops_every_command_that_reads_it(bench: Bench, damage: str) -> None:
    template = "templates/opvang.docx"
    bench.spoil(template, DAMAGED[damage])
    returned = bench.send("terug.docx", bench.concept())
    for command in TEMPLATES:
        status, said = bench.refused(*(returned if part == "FILE" else part for part in command))
        assert status == 1, command
        assert said[0].startswith(f"{template}:1: error: "), command


TEMPLATES: list[tuple[str, ...]] = [
    ("build",),
    ("build", "--release", "definitief"),
    ("check",),
    ("status",),
    ("trace", "1.100"),
    ("catalogue",),
    ("archive",),
    ("new-edition", "2027"),
    ("review", "FILE"),
]


def test_a_damaged_template_stops_the_lock_and_a_comparison(bench: Bench) -> None:
    assert bench.folder.run("unlock", "--reason", "om opnieuw vast te leggen") == 0
    assert bench.folder.run("new-edition", "2027") == 0
    for template, command in (
        ("opvang", ("lock", "--edition", "2026")),
        ("2027/opvang", ("compare", "2026", "2027")),
    ):
        bench.spoil(f"templates/{template}.docx", lambda _: OLD_WORD)
        status, said = bench.refused(*command)
        assert (status, said[0].partition(" ")[0]) == (1, f"templates/{template}.docx:1:")


BAD_DATA = {
    "data/opvang/catalogue.toml": [b"[bezetting", b"\xff\xff", b"[bezetting]\n"],
    "data/sources.toml": [b"[CBS", b"\xff\xff", b"CBS = 1\n"],
    "data/editions/2026.toml": [b"reporting_year = ", b"", b"\xff\xff", b"reporting_year = 'x'\n"],
    "data/editions/2026/lock.toml": [
        b"locked_on = ",
        b"",
        b"\xff\xff",
        b"locked_on = 'gisteren'\n",
    ],
    "data/editions/2026/opvang/bezetting.csv": [
        b"\xff\xfe\x00",
        b"",
        b"time_period,obs_value,obs_status\n2024,1,A\n",
    ],
    "figures/asiel/maand.toml": [
        b"kind = ",
        b"",
        b"\xff\xff",
        b"kind = 'taart'\ntitle = 'x'\nindicators = []\n",
    ],
    "data/deliveries.csv": [b"\xff\xff", b"iets,anders\n1,2\n"],
}


COMMANDS = {
    "build": ("build",),
    "definitief": ("build", "--release", "definitief"),
    "check": ("check",),
    "catalogue": ("catalogue",),
    "archive": ("archive",),
    "status": ("status",),
    "review": ("review", "FILE"),
}


@pytest.mark.parametrize("name", BAD_DATA)
def test_a_damaged_file_of_the_project_is_named_by_every_command_that_reads_it(
    bench: Bench, name: str
) -> None:
    returned = bench.send("terug.docx", bench.concept())
    path = bench.folder.root / name
    for content in BAD_DATA[name]:
        path.write_bytes(content)
        for command in COMMANDS.values():
            status, said = bench.refused(
                *(returned if part == "FILE" else part for part in command)
            )
            assert status == 1, (command, content)
            assert all(line.startswith(f"{name}:") for line in said), (command, content, said)


@pytest.mark.parametrize(
    "content", [b"\xff\xfe\x00", b"", b"time_period;obs_value\n", b"PK\x03\x04"]
)
def test_damaged_rows_of_a_locked_edition_are_told_of_and_stop_the_next(
    bench: Bench, content: bytes
) -> None:
    name = "data/opvang/bezetting.csv"
    (bench.folder.root / name).write_bytes(content)
    assert bench.folder.run("check") == 0
    assert f"{name}:1: warning: " in bench.capsys.readouterr().err
    assert bench.folder.run("new-edition", "2027") == 0
    for command in (
        ("build",),
        ("lock",),
        ("compare", "2026", "2027"),
        ("request", "--owner", "COA"),
    ):
        status, said = bench.refused(*command)
        assert status == 1
        assert said[0].startswith(f"{name}:1: error: "), command


@pytest.mark.parametrize(
    "name", ["data/opvang/catalogue.toml", "figures/asiel/maand.toml", "data/editions/2026.toml"]
)
def test_a_new_edition_does_not_begin_on_settings_that_cannot_be_read(
    bench: Bench, name: str
) -> None:
    bench.spoil(name, lambda data: data + b"\nkapot =")
    status, said = bench.refused("new-edition", "2027")
    assert (status, said[0].partition(":")[0]) == (1, name)


def test_settings_that_are_wrong_are_told_with_their_line(bench: Bench) -> None:
    bench.spoil(
        "data/editions/2026.toml",
        lambda data: data.replace(b'state = "akkoord"', b'state = "misschien"', 1),
    )
    status, said = bench.refused("build", "--release", "definitief")
    assert status == 1
    assert re.match(r"data/editions/2026\.toml:\d+: error: ", said[0])


@pytest.mark.parametrize(
    ("command", "named"),
    [
        (("unlock", "--reason", " "), "reden"),
        (("unlock", "--indicator", "asiel.weg", "--reason", "x"), "asiel.weg"),
        (("lock",), "al vergrendeld"),
        (("lock", "--edition", "2031"), "2031"),
        (("new-edition", "2026"), "2026"),
        (("new-edition", "2020"), "2020"),
        (("new-edition", "volgend"), "volgend"),
        (("compare", "2019", "2026"), "2019"),
        (("build", "--edition", "2031"), "2031"),
        (("build", "--document", "weg"), "weg"),
        (("archive", "--edition", "2031"), "2031"),
        (("import", "INBOX/weg.xlsx", "--from", "IND"), "weg.xlsx"),
        (("import", "INBOX", "--from", "IND"), "inbox"),
        (("import", "INBOX/weg.xlsx", "--from", "INDD"), "INDD"),
        (("import", "INBOX/weg.xlsx", "--from", "COA", "--profile", "weg"), "weg"),
        (("import", "--undo"), "geen levering"),
        (("request", "--owner", "INDD"), "INDD"),
        (("refresh", "--dry-run", "--source", "XYZ"), "XYZ"),
        (("refresh", "--dry-run"), "dienst"),
    ],
)
def test_wrong_usage_names_what_is_wrong_and_changes_nothing(
    bench: Bench, command: tuple[str, ...], named: str
) -> None:
    status, said = bench.refused(*(part.replace("INBOX", str(bench.inbox)) for part in command))
    assert status == 2
    assert named in said[-1]


DELIVERED = {
    "leeg.xlsx": b"",
    "tekst.xlsx": b"Dit is geen werkmap.",
    "oud.xlsx": OLD_WORD,
    "brief.xlsx": another_document(b""),
    "leeg.csv": b"",
    "beeld.csv": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "zonder.csv": b"Onderwerp;Aantal\nInstroom;12\n",
    "brief.docx": another_document(b""),
    "onbekend.csv": (";".join(HEADS) + "\nasiel.weg;2025;;1;\n").encode(),
    "anders.csv": (";".join(HEADS) + "\nopvang.bezetting;2025-12-31;;veel;\n").encode(),
    "jaar.csv": (";".join(HEADS) + "\nopvang.bezetting;2025;;12;\n").encode(),
}


@pytest.mark.parametrize("name", DELIVERED)
def test_a_damaged_or_foreign_delivery_is_refused_by_name(bench: Bench, name: str) -> None:
    status, said = bench.refused("import", bench.send(name, DELIVERED[name]), "--from", "COA")
    assert status == 1
    assert all(line.startswith(f"{name}:") for line in said)


def test_a_damaged_profile_or_log_of_deliveries_stops_the_intake(bench: Bench) -> None:
    sound = bench.send(
        "coa.csv", (";".join(HEADS) + "\nopvang.bezetting;2025-12-31;;12;\n").encode()
    )
    bench.spoil("data/deliveries/profiles/bezetting.toml", lambda _: b"owner = ")
    status, said = bench.refused("import", sound, "--from", "COA", "--profile", "bezetting")
    assert (status, said[0].startswith("data/deliveries/profiles/bezetting.toml:1: error: ")) == (
        1,
        True,
    )
    bench.folder.write("data/deliveries.csv", "iets,anders\n1,2\n")
    agreed = ("--accept-doubts", "--reason", "nagevraagd")
    for command in (("import", sound, "--from", "COA", *agreed), ("import", "--undo")):
        status, said = bench.refused(*command)
        assert (status, said[0].startswith("data/deliveries.csv:1: error: ")) == (1, True)


REVIEWS = {
    "leeg.json": b"",
    "stuk.json": b'{"format": "report-builder-review/1", ',
    "lijst.json": b"[]",
    "ander.json": b'{"format": "iets"}',
    "editie.json": b'{"format": "report-builder-review/1", "edition": "2031", "items": []}',
    "codering.json": b"\xff\xfe\x00{",
    "items.json": b'{"format": "report-builder-review/1", "edition": "2026", "items": {}}',
    "diep.json": b"[" * 100_000,
    "werkmap.docx": workbook(b""),
    "ander.docx": another_document(b""),
    "brief.pdf": b"%PDF-1.7 niet echt",
}


@pytest.mark.parametrize("name", REVIEWS)
def test_one_bad_file_is_named_alone_or_among_good_ones_which_make_a_work_list(
    bench: Bench, name: str
) -> None:
    bad = bench.send(name, REVIEWS[name])
    status, said = bench.refused("review", bad)
    assert status == 1
    assert all(line.startswith(f"{name}:") for line in said)
    good = bench.send("goed.docx", bench.concept())
    assert bench.folder.run("review", str(good), str(bad)) == 1
    assert bench.capsys.readouterr().err.splitlines() == said
    page = (bench.folder.root / "output/2026/opmerkingen.html").read_text()
    assert f">{name}</td>" in page


def test_a_register_beside_a_word_file_that_cannot_be_read_is_named(bench: Bench) -> None:
    path = bench.send("rapport.docx", bench.concept())
    bench.send("numbers.csv", b"\xff\xfe\x00")
    for command in ("print", "review"):
        status, said = bench.refused(command, path)
        assert (status, said[0].partition(" ")[0]) == (1, "numbers.csv:1:")


@pytest.mark.parametrize("content", [b"\xff\xff", b"", b"iets,anders\n1,2\n"])
def test_published_numbers_that_cannot_be_read_stop_a_comparison(
    bench: Bench, content: bytes
) -> None:
    assert bench.folder.run("new-edition", "2027") == 0
    bench.folder.write("data/published/2026.csv", content)
    status, said = bench.refused("compare", "2026", "2027")
    assert status == 1
    assert said[0].startswith("data/published/2026.csv:1: error: ")


@pytest.mark.parametrize("name", ["manifest.json", "rapport.pdf", "openbaar/nota.docx"])
def test_a_release_that_was_changed_or_lost_a_file_is_not_archived(bench: Bench, name: str) -> None:
    path = bench.folder.root / "output/2026/definitief" / name
    if name != "manifest.json":
        path.write_bytes(b"iets anders")
        status, said = bench.refused("archive")
        assert (status, said[0].partition(": error")[0]) == (1, f"output/2026/definitief/{name}:1")
    path.unlink()
    status, _ = bench.refused("archive")
    assert status in (1, 2)


@pytest.mark.parametrize("content", [b"", b"\xff\xff", b"[]", b'{"files": 1}'])
def test_a_damaged_manifest_of_a_concept_hinders_neither_a_review_nor_the_next_build(
    bench: Bench, content: bytes
) -> None:
    returned = bench.send("terug.docx", bench.concept())
    bench.spoil("output/2026/concept/manifest.json", lambda _: content)
    assert bench.folder.run("review", str(returned)) == 0
    assert bench.folder.run("build") == 0
    assert (bench.folder.output / "manifest.json").read_bytes() != content
