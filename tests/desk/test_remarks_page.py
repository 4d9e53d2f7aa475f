"""Reacties: a round that goes out, what comes back of it, and the answers to it, over HTTP."""

from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import openpyxl
import pytest

from report_builder.exclusion import alone
from tests.conftest import Folder, read_csv
from tests.desk.conftest import RunningDesk, proxied_desk, started_desk
from tests.returned import comment_on, edit, run_of, tracked

pytestmark = pytest.mark.usefixtures("blank_pages")
FIRST, LAST = (
    "Tot besluit nog een zin over het vervolg.",
    "De laatste zin van het rapport gaat over later.",
)
READER, OTHER_READER = "Verzonnen Lezer", "Bedachte Lezer"


@pytest.fixture
def built(asylum: Folder) -> Folder:
    """A report of two chapters that was built, in an edition that keeps remarks."""
    asylum.edition("review = true\n")
    asylum.document("h1", "# Asiel", "Er waren {{ asiel.aanvragen }} aanvragen in dat jaar.")
    asylum.document("h2", "# Slot", FIRST, LAST)
    asylum.build()
    return asylum


@pytest.fixture
def running(built: Folder) -> Iterator[RunningDesk]:
    """A desk over it."""
    with started_desk(built.root) as desk:
        desk.enter()
        desk.wait_until_read()
        yield desk


def commented(project: Folder, name: str, on: str, said: str, author: str = READER) -> Path:
    """A copy of the concept with a comment."""
    path = project.root.parent / name
    path.write_bytes((project.output / "rapport.docx").read_bytes())
    comment_on(path, on, said, author)
    return path


def changed(project: Folder, name: str, new: str, author: str) -> Path:
    """A copy of the concept in which the first sentence was made another."""
    path = project.root.parent / name
    path.write_bytes((project.output / "rapport.docx").read_bytes())
    edit(path, (run_of(FIRST), tracked(FIRST, new, author)))
    return path


def drop(desk: RunningDesk, *files: Path) -> str:
    """Hand files in, and wait until they have been read; the page."""
    parts = [("bestanden", (path.name, path.read_bytes())) for path in files]
    assert desk.client.post("/reacties/inlezen", files=parts).status_code in (200, 303)
    return desk.wait_for("/reacties?stand=alle", "De bestanden worden gelezen", is_there=False)


def fill_last_row(path: Path, **cells: str) -> None:
    """Fill in the last row of a work list."""
    opened = openpyxl.load_workbook(path)
    page = opened.worksheets[0]
    columns = {cell.value: cell.column for cell in page[1]}
    for name, text in cells.items():
        page.cell(page.max_row, columns[name], text)
    opened.save(path)


def kept(project: Folder) -> list[dict[str, str]]:
    return read_csv(project.root / "data/editions/2026/remarks.csv")


def mark_of(desk: RunningDesk, name: str) -> str:
    """The answer that a form on the page would be made on."""
    page = desk.client.get("/reacties?stand=alle").text
    found = re.search(rf'id="{name}" data-versie="(\w+)"', page)
    assert found
    return found[1]


def answer(
    desk: RunningDesk, name: str, made_on: str, stand: str, explanation: str = ""
) -> httpx.Response:
    fields = {"versie": made_on, "antwoord": stand, "toelichting": explanation, "stand": "open"}
    return desk.client.post(f"/reacties/antwoord/{name}", data=fields)


def test_a_concept_goes_round_only_when_confirmed_and_as_it_was_seen(
    built: Folder, running: RunningDesk
) -> None:
    page = running.client.get("/reacties").text
    assert "Er gaat nog geen concept rond." in page
    found = re.search(r"staat versie <strong>(\w{7})</strong>", page)
    assert found
    version = found[1]
    send = "/reacties/rondsturen"
    assert running.client.post(send, data={"versie": version}).status_code == 409
    assert running.client.post(send, data={"versie": "0000000", "zeker": "ja"}).status_code == 409
    assert not (built.root / "data/editions/2026/circulated.toml").exists()
    sent = running.client.post(send, data={"versie": version, "zeker": "ja"})
    assert f"Versie <strong>{version}</strong> gaat rond, sinds 21 juni 2026" in sent.text
    review = running.client.get("/reacties/rond/review.html")
    assert review.headers["content-disposition"].startswith("attachment")
    assert review.content == (built.output / "review.html").read_bytes()
    word = running.client.get("/reacties/rond/concept.docx")
    assert word.content == (built.output / "rapport.docx").read_bytes()
    assert running.client.get("/reacties/rond/manifest.json").status_code == 404


def test_a_concept_that_the_project_does_not_make_any_more_goes_round_only_when_that_is_said(
    built: Folder, running: RunningDesk
) -> None:
    page = running.client.get("/reacties").text
    (version,) = re.findall(r"staat versie <strong>(\w{7})</strong>", page)
    built.document("h2", "# Slot", FIRST)
    page = running.wait_for("/reacties", "Het project is sindsdien gewijzigd")
    assert 'name="ouder"' in page
    fields = {"versie": version, "zeker": "ja"}
    refused = running.client.post("/reacties/rondsturen", data=fields)
    assert refused.status_code == 422
    assert "sindsdien is het project gewijzigd" in refused.text
    sent = running.client.post("/reacties/rondsturen", data={**fields, "ouder": "ja"})
    assert f"Versie <strong>{version}</strong> gaat rond" in sent.text


def test_what_comes_back_is_listed_and_kept_where_no_build_and_no_git_sees_it(
    built: Folder, running: RunningDesk
) -> None:
    wrong = built.root.parent / "verkeerd.docx"
    wrong.write_bytes(b"geen Word")
    sent = commented(built, "een.docx", LAST, "Wanneer dan?")
    page = drop(running, sent, wrong)
    for text in ("Wanneer dan?", READER, "verkeerd.docx", "dit is geen Word-bestand", LAST):
        assert text in page
    assert 'href="/hoofdstukken/h2"' in page
    (remark,) = kept(built)
    assert remark["said"] == "Wanneer dan?"
    returned = built.root / "returned"
    assert [path.name for path in returned.glob("2026/*/*")] == ["een.docx"]
    assert (returned / ".gitignore").read_text().endswith("*\n")
    assert b"Lezer" not in b"".join(
        path.read_bytes() for path in (built.root / "data").rglob("*") if path.is_file()
    )
    again = drop(running, sent)
    assert "Al eerder ontvangen: een.docx" in again
    assert len(kept(built)) == 1


def test_a_file_that_comes_later_is_laid_beside_those_that_came_before(
    built: Folder, running: RunningDesk
) -> None:
    drop(running, changed(built, "een.docx", "Een andere slotzin.", READER))
    assert "Tegenstrijdig" not in running.client.get("/reacties").text
    page = drop(running, changed(built, "twee.docx", "Geheel iets anders.", OTHER_READER))
    conflict = page.split('id="tegenstrijdig"')[1].split('id="opmerkingen"')[0]
    for text in (READER, OTHER_READER, "Een andere slotzin.", "Geheel iets anders."):
        assert text in conflict
    one, other = kept(built)
    answer(running, one["id"], mark_of(running, one["id"]), "niet overgenomen", "De ander.")
    assert 'id="tegenstrijdig"' not in running.client.get("/reacties").text
    assert other["stand"] == "open"


def test_an_answer_is_kept_as_one_of_a_work_list_is_and_stands_in_the_list(
    built: Folder, running: RunningDesk
) -> None:
    drop(running, commented(built, "een.docx", LAST, "Wanneer dan?"))
    (remark,) = kept(built)
    name, made_on = remark["id"], mark_of(running, remark["id"])
    for stand, reason in (("niet overgenomen", "zonder toelichting"), ("weg", "is onbekend")):
        refused = answer(running, name, made_on, stand)
        assert refused.status_code == 422
        assert reason in refused.text
    assert kept(built) == [remark]
    done = answer(running, name, made_on, "niet overgenomen", "=Dat is\r\nnog niet bekend.")
    assert "Uw antwoord is bewaard." in done.text
    (after,) = kept(built)
    assert after == {**remark, "stand": "niet overgenomen", "answer": "=Dat is\nnog niet bekend."}
    assert "0 opmerkingen van 1." in running.client.get("/reacties").text
    book = built.root / "again.xlsx"
    book.write_bytes(running.client.get("/reacties/werklijst.xlsx").content)
    drop(running, book)
    assert kept(built) == [after]
    assert "Wanneer dan?" not in running.client.get("/reacties/werklijst.html").text
    # Nobody is named, so that nobody is logged.
    assert not (built.root / "returned/2026/answers.csv").exists()


def test_two_who_answer_one_remark_at_once_are_shown_each_others_answer(
    built: Folder, running: RunningDesk
) -> None:
    drop(running, commented(built, "een.docx", LAST, "Wanneer dan?"))
    name = kept(built)[0]["id"]
    made_on = mark_of(running, name)
    answers = [("verwerkt", "Zo gedaan."), ("niet overgenomen", "Te vroeg.")]
    with ThreadPoolExecutor() as pool:
        replies = list(pool.map(lambda one: answer(running, name, made_on, *one), answers))
    assert sorted(reply.status_code for reply in replies) == [200, 409]
    ((winner, loser),) = [
        (mine, other)
        for mine, other, reply in zip(answers, reversed(answers), replies, strict=True)
        if reply.status_code == 200
    ]
    (told,) = [reply.text for reply in replies if reply.status_code == 409]
    assert winner[1] in told
    assert loser[1] in told
    assert (kept(built)[0]["stand"], kept(built)[0]["answer"]) == winner
    again = answer(running, name, mark_of(running, name), *loser)
    assert again.status_code == 200
    assert (kept(built)[0]["stand"], kept(built)[0]["answer"]) == loser


def test_two_who_answer_different_remarks_at_once_are_both_kept(
    built: Folder, running: RunningDesk
) -> None:
    drop(
        running,
        commented(built, "een.docx", LAST, "Wanneer dan?"),
        commented(built, "twee.docx", FIRST, "Te vaag."),
    )
    marks = {remark["id"]: mark_of(running, remark["id"]) for remark in kept(built)}
    with ThreadPoolExecutor() as pool:
        replies = list(
            pool.map(lambda one: answer(running, *one, "verwerkt", "Gedaan."), marks.items())
        )
    assert [reply.status_code for reply in replies] == [200, 200]
    assert [remark["stand"] for remark in kept(built)] == ["verwerkt", "verwerkt"]


def test_an_edition_that_keeps_no_remarks_shows_the_last_list_and_says_how_to_keep_them(
    built: Folder,
) -> None:
    built.edition()
    built.build()
    with started_desk(built.root) as desk:
        desk.enter()
        desk.wait_until_read()
        page = drop(desk, commented(built, "een.docx", LAST, "Wanneer dan?"))
    assert "review = true" in page
    assert "data/editions/2026.toml" in page
    assert "Wanneer dan?" in page
    assert "/reacties/antwoord/" not in page
    assert not (built.root / "data/editions/2026/remarks.csv").exists()


def test_who_answered_is_logged_where_a_proxy_names_who_works_and_nowhere_else(
    built: Folder,
) -> None:
    with proxied_desk(built.root, "Bedachte Redacteur") as desk:
        desk.wait_until_read()
        drop(desk, commented(built, "een.docx", LAST, "Wanneer dan?"))
        name = kept(built)[0]["id"]
        made_on = mark_of(desk, name)
        assert answer(desk, name, made_on, "verwerkt", "=Gedaan.").status_code == 303
        book = built.root / "output/2026/opmerkingen.xlsx"
        drafter = built.root.parent / "mijn.xlsx"
        drafter.write_bytes(book.read_bytes())
        fill_last_row(drafter, Stand="open", Toelichting="Toch niet.")
        drop(desk, drafter)
    log = read_csv(built.root / "returned/2026/answers.csv")
    assert [(one["by"], one["id"], one["stand"], one["answer"]) for one in log] == [
        ("“Bedachte Redacteur”", name, "verwerkt", "“=Gedaan.”"),
        ("“Bedachte Redacteur”", name, "open", "“Toch niet.”"),
    ]
    assert log[1]["former_answer"] == "“=Gedaan.”"
    for path in [*(built.root / "data").rglob("*.*"), *(built.root / "output").rglob("*.*")]:
        assert b"Bedachte Redacteur" not in path.read_bytes()


def test_what_was_kept_and_not_read_is_named_until_it_is_read(
    built: Folder, running: RunningDesk
) -> None:
    """As when the desk is ended while it reads, or an error in a template stops it."""
    built.document("h2", "# Slot", FIRST, LAST, "{{ bestaat.niet }}")
    page = drop(running, commented(built, "een.docx", LAST, "Wanneer dan?"))
    assert "Niet ingelezen" in page
    assert "De bestanden van reviewers zijn wel bewaard" in page
    assert "Nog niet gelezen</span> een.docx." in page
    built.document("h2", "# Slot", FIRST, LAST)
    running.client.post("/reacties/opnieuw")
    page = running.wait_for("/reacties", "Wanneer dan?")
    assert "Nog niet gelezen" not in page


def test_files_that_come_while_the_project_is_held_are_read_afterwards(
    built: Folder, running: RunningDesk
) -> None:
    file = commented(built, "een.docx", LAST, "Wanneer dan?")
    with alone(built.root, "build"):
        parts = [("bestanden", (file.name, file.read_bytes()))]
        page = running.client.post("/reacties/inlezen", files=parts).text
        assert "De bestanden worden gelezen" in page
        twice = running.client.post("/reacties/inlezen", files=parts)
        assert twice.status_code == 409
    running.wait_for("/reacties", "Wanneer dan?")


def test_an_answer_that_comes_while_the_project_is_held_is_shown_again_with_what_was_typed(
    built: Folder, running: RunningDesk
) -> None:
    drop(running, commented(built, "een.docx", LAST, "Wanneer dan?"))
    name = kept(built)[0]["id"]
    made_on = mark_of(running, name)
    with alone(built.root, "build"):
        refused = answer(running, name, made_on, "verwerkt", "Lang over nagedacht.")
    assert refused.status_code == 422
    assert "loopt al het maken van het rapport" in refused.text
    assert "Lang over nagedacht." in refused.text
    assert kept(built)[0]["stand"] == "open"


def test_a_file_that_is_called_as_the_register_of_a_concept_is_not_read_as_one(
    built: Folder, running: RunningDesk
) -> None:
    register = built.root.parent / "numbers.csv"
    register.write_text("key,text\nx,y\n")
    page = drop(running, register, commented(built, "een.docx", LAST, "Wanneer dan?"))
    assert "numbers" in page
    assert [path.name for path in (built.root / "returned").glob("2026/*/*")] == ["een.docx"]
