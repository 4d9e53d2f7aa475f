"""What was kept from an earlier build never stands in the way of a right one."""

import shutil
from copy import deepcopy

import pytest

from report_builder.build import all_documents, pipeline, product_tasks
from tests.conftest import MOMENT, Folder, with_asylum
from tests.outcome import contents

pytestmark = pytest.mark.usefixtures("own_store")


@pytest.fixture(scope="session")
def first_build(tmp_path_factory):
    """A project that was built with nothing kept, beside the store that this filled."""
    asylum = with_asylum(Folder(tmp_path_factory.mktemp("built") / "project"))
    asylum.figure("asiel/f", indicators=["asiel.aanvragen"], title="Figuur")
    asylum.document(
        "h1",
        "# Asiel",
        '{{ figuur("asiel/f") }}',
        "{% if asiel.oud > 0 %}Ja{% else %}{{ asiel.aandeel }}{% endif %}.",
    )
    asylum.document("nota", "Tekst.", kind="nota", title="Nota")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REPORT_BUILDER_CACHE", str(asylum.root.with_name("store")))
        patch.setenv("SOURCE_DATE_EPOCH", MOMENT)
        asylum.build()
    return asylum


@pytest.fixture
def built(first_build, tmp_path):
    """A copy of these, for a test to do with what it likes."""
    shutil.copytree(first_build.root.parent, tmp_path, dirs_exist_ok=True)
    copied = deepcopy(first_build)
    copied.root = tmp_path / "project"
    return copied


def entries(folder):
    return [path for path in (folder / "store").rglob("*") if path.is_file()]


def fresh(folder, tmp_path, monkeypatch, output):
    """What a build without anything kept makes of the same project."""
    monkeypatch.setenv("REPORT_BUILDER_CACHE", str(tmp_path / "leeg"))
    assert folder.run("build", "--output", str(output)) == 0
    return contents(output / "2026" / "concept")


def test_another_title_shows_in_every_file(built, tmp_path, monkeypatch):
    path = built.root / "data/editions/2026.toml"
    path.write_text(path.read_text().replace('title = "Nota"', 'title = "Andere nota"'))
    changed = contents(built.build())
    assert changed == fresh(built, tmp_path, monkeypatch, tmp_path / "uit")


def test_another_figure_shows_in_a_table_that_was_kept(built, tmp_path, monkeypatch):
    built.figure("asiel/t", kind="table", indicators=["asiel.aanvragen"], title="Tabel")
    built.document("h2", "# Tabel", '{{ tabel("asiel/t") }}')
    built.build()
    path = built.root / "data/asiel/aanvragen.csv"
    path.write_text(path.read_text().replace("2025,TOTAL,24140", "2025,TOTAL,24150"))
    changed = contents(built.build())
    assert changed == fresh(built, tmp_path, monkeypatch, tmp_path / "uit")


def test_what_a_check_filled_is_not_filled_again_by_a_build(built, monkeypatch):
    path = built.root / "data/asiel/aanvragen.csv"
    path.write_text(path.read_text().replace("2025,TOTAL,24140", "2025,TOTAL,24150"))
    assert built.run("check") == 0
    with monkeypatch.context() as patch:
        patch.setattr(all_documents, "fill", None)
        assert built.run("build", "--document", "h1") == 0
        assert built.run("build") == 0


def test_what_was_filled_while_a_style_was_wrong_is_not_built_with(built, tmp_path, monkeypatch):
    built.write("figures/house.mplstyle", b"axes.facecolor: nonsens")
    assert built.run("check") == 1
    built.write("figures/house.mplstyle", b"axes.facecolor: lightgrey")
    changed = contents(built.build())
    assert changed == fresh(built, tmp_path, monkeypatch, tmp_path / "uit")


def test_an_indicator_in_a_branch_that_is_not_taken_is_missed_when_it_goes(built, capsys):
    catalogue = built.root / "data/asiel/catalogue.toml"
    head, _, rest = catalogue.read_text().partition("[aandeel]")
    catalogue.write_text(head + rest[rest.index("[stand]") :])
    (built.root / "data/asiel/aandeel.csv").unlink()
    assert built.run("build") == 1
    assert "onbekende indicator 'asiel.aandeel'" in capsys.readouterr().err


def test_damaged_entries_are_made_again(built, tmp_path, monkeypatch):
    whole = contents(built.output)
    for path in entries(tmp_path):
        path.write_bytes(path.read_bytes()[:10])
    (built.output / "rapport.pdf").unlink()
    assert contents(built.build()) == whole


def test_a_cache_that_cannot_be_written_is_told(built, tmp_path, monkeypatch, capsys):
    (tmp_path / "bestand").write_text("")
    monkeypatch.setenv("REPORT_BUILDER_CACHE", str(tmp_path / "bestand"))
    assert built.run("check") == 2
    assert "REPORT_BUILDER_CACHE" in capsys.readouterr().err


def test_a_change_behind_a_link_is_a_change(built):
    shared = built.root / "gedeeld"
    (built.root / "data/asiel").rename(shared)
    (built.root / "data/asiel").symlink_to(shared)
    before = (built.build() / "rapport.pdf").read_bytes()
    path = shared / "aanvragen.csv"
    path.write_text(path.read_text().replace("2025,TOTAL,24140", "2025,TOTAL,24150"))
    assert (built.build() / "rapport.pdf").read_bytes() != before


def test_what_an_earlier_edition_published_later_shows_on_the_review_page(
    built, tmp_path, monkeypatch
):
    before = contents(built.output)
    built.write("data/published/2025.csv", before["numbers.csv"].replace(b"24.140", b"24.100"))
    after = contents(built.build())
    assert {name for name in after if after[name] != before[name]} == {
        "review.html",
        "manifest.json",
    }
    assert after == fresh(built, tmp_path, monkeypatch, tmp_path / "uit")


def test_figures_that_come_in_during_a_build_are_not_mixed_with_those_of_before(
    built, monkeypatch, capsys
):
    before = contents(built.output)
    rows = built.root / "data/asiel/aanvragen.csv"
    old, bind = rows.read_text(), pipeline.bind
    rows.write_text(old.replace("24140", "24150"))

    def meanwhile(*arguments):
        rows.write_text(old.replace("24140", "24160"))
        return bind(*arguments)

    with monkeypatch.context() as patch:
        patch.setattr(pipeline, "bind", meanwhile)
        assert built.run("build") == 2
    assert "tijdens het bouwen gewijzigd" in capsys.readouterr().err
    assert contents(built.output) == before


def _another_number(folder):
    path = folder.root / "data/asiel/aanvragen.csv"
    path.write_text(path.read_text().replace("24140", "24150"))


def _another_word(folder):
    folder.document("nota", "Woorden.", kind="nota", title="Nota")


def _another_figure_title(folder):
    folder.figure("asiel/f", indicators=["asiel.aanvragen"], title="Andere titel")


def _a_chapter_more(folder):
    folder.document("h2", "# Meer", "Nu {{ asiel.aanvragen }}.", '{{ figuur("asiel/f") }}')


def _another_heading(folder):
    folder.document("h2", "# Meer asiel", "Nu {{ asiel.aanvragen }}.", '{{ figuur("asiel/f") }}')


CHANGES = [_another_number, _another_word, _another_figure_title, _a_chapter_more, _another_heading]


def test_after_any_change_the_files_are_those_of_a_build_without_anything_kept(
    built, tmp_path, monkeypatch
):
    for number, change in enumerate(CHANGES):
        change(built)
        changed = contents(built.build())
        with monkeypatch.context() as patch:
            patch.setenv("REPORT_BUILDER_CACHE", str(tmp_path / f"leeg-{number}"))
            assert built.run("build", "--output", str(tmp_path / f"uit-{number}")) == 0
        whole = contents(tmp_path / f"uit-{number}/2026/concept")
        assert {name for name in whole if changed.get(name) != whole[name]} == set(), change
        assert changed.keys() == whole.keys()


def test_a_text_of_a_figure_that_was_checked_before_is_read_again_when_it_changes(built, capsys):
    path = built.root / "figures/asiel/f.toml"
    path.write_text(path.read_text().replace('"Figuur"', '"Een verdubbeling"'))
    assert built.run("check") == 0
    assert "de titel zegt 'verdubbeling'" in capsys.readouterr().err
    path.write_text(path.read_text().replace('"Een verdubbeling"', '"Figuur"'))
    assert built.run("check") == 0
    assert "de titel zegt" not in capsys.readouterr().err


@pytest.fixture
def fronts(monkeypatch):
    """Counts how often the front is laid out."""
    laid = []
    set_pages = product_tasks.set_pages

    def counted(*arguments):
        laid.append(arguments)
        return set_pages(*arguments)

    monkeypatch.setattr(product_tasks, "set_pages", counted)
    return laid


def test_a_front_of_a_known_length_is_laid_out_once(built, fronts):
    built.document("h1", "# Asiel", "Tekst.", "## Slot")
    built.build()
    fronts.clear()
    built.document("h1", "# Asiel", *["Tekst die een bladzijde vult."] * 80, "## Slot")
    built.build()
    assert len(fronts) == len(("rapport", "kamerstuk"))


def test_a_front_that_was_never_seen_is_measured_first_and_is_that_of_a_first_build(
    built, fronts, tmp_path, monkeypatch
):
    built.document("h1", "# Asiel", *[f"## Paragraaf {number}" for number in range(50)])
    changed = contents(built.build())
    assert len(fronts) == len(("gemeten", "rapport", "kamerstuk"))
    assert changed == fresh(built, tmp_path, monkeypatch, tmp_path / "uit")
