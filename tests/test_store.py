"""The store gives back what was kept, or nothing: never something else, and never a traceback."""

import os
import pickle
import time
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from report_builder.build.document_tasks import Ingredients, Typeset
from report_builder.build.figure_tasks import DrawnFigure, DrawnTiles
from report_builder.fingerprint import BuildRecord
from report_builder.model.document import FilledDocument
from report_builder.model.figure import TableContent
from report_builder.model.period import Frequency, Period
from report_builder.pdf.layout import LaidOut
from report_builder.problems import Fault, Problem, Severity, Unusable
from report_builder.store import Store, digest
from report_builder.store_folder import default_folder

KEY, OTHER_KEY = digest("een"), digest("twee")
RECORD = LaidOut(
    b"%PDF" * 50, ((210.0, 297.0),), {"kop": 0}, (Problem("archief", "a.docx", "1", "tekst"),)
)
KINDS = [
    FilledDocument,
    Typeset,
    LaidOut,
    DrawnFigure,
    DrawnTiles,
    TableContent,
    Ingredients,
    BuildRecord,
]

st.register_type_strategy(Decimal, st.decimals(allow_nan=False))
st.register_type_strategy(float, st.floats(allow_nan=False))
st.register_type_strategy(str, st.text(st.characters(exclude_categories=["Cs"])))
st.register_type_strategy(Fault, st.builds(Fault, st.text("ab"), st.text("ab"), st.text("ab")))
st.register_type_strategy(int, st.integers(-(2**63), 2**64 - 1))
st.register_type_strategy(
    Problem,
    st.builds(
        Problem,
        st.just("archief"),
        st.text("ab"),
        st.text("ab"),
        st.text("ab"),
        st.text("ab"),
        st.sampled_from(Severity),
    ),
)
st.register_type_strategy(
    Period, st.builds(Period, st.dates(date(1900, 1, 1)), st.sampled_from(Frequency))
)


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "opslag")


def entry_file(store, key=KEY):
    return store.folder / key[:2] / key[2:]


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=5, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_record_comes_back_as_it_was_kept(store, kind, data):
    record = data.draw(st.from_type(kind))
    store.put(KEY, record)
    again = store.get(KEY, kind)
    assert again == record
    assert type(again) is kind


def test_what_a_value_warns_of_comes_back(store):
    @dataclass(frozen=True)
    class Warned:
        warnings: tuple[Fault, ...]

    store.put(KEY, Warned((Fault("breuk", "tekst", "uitweg"),)))
    (fault,) = store.get(KEY, Warned).warnings
    assert (fault.code, fault.message, fault.hint) == ("breuk", "tekst", "uitweg")


def test_no_byte_of_an_entry_can_change(store):
    store.put(KEY, RECORD)
    path = entry_file(store)
    whole = path.read_bytes()
    for position in range(len(whole)):
        path.write_bytes(whole[:position] + bytes([whole[position] ^ 1]) + whole[position + 1 :])
        assert store.get(KEY, LaidOut) is None
    path.write_bytes(whole)
    assert store.get(KEY, LaidOut) == RECORD


@pytest.mark.parametrize(
    "spoil",
    [
        lambda whole: b"",
        lambda whole: whole[:20],
        lambda whole: whole[:-1],
        lambda whole: whole + b"x",
        lambda whole: pickle.dumps(RECORD),
    ],
)
def test_what_is_not_whole_counts_as_none(store, spoil):
    store.put(KEY, RECORD)
    path = entry_file(store)
    path.write_bytes(spoil(path.read_bytes()))
    assert store.get(KEY, LaidOut) is None


def test_an_entry_counts_under_its_own_key_and_kind_only(store):
    store.put(KEY, RECORD)
    store.put(OTHER_KEY, RECORD)
    entry_file(store).replace(entry_file(store, OTHER_KEY))
    assert store.get(OTHER_KEY, LaidOut) is None
    store.put(KEY, BuildRecord("x", ()))
    assert store.get(KEY, LaidOut) is None


class Trap:
    def __reduce__(self):
        return os.abort, ()


def test_no_entry_runs_code(store):
    store.put(KEY, RECORD)
    entry_file(store).write_bytes(pickle.dumps(Trap()))
    assert store.get(KEY, LaidOut) is None


def test_what_others_could_write_is_not_read(store):
    store.put(KEY, RECORD)
    path = entry_file(store)
    path.chmod(0o620)
    assert store.get(KEY, LaidOut) is None
    path.chmod(0o600)
    path.rename(path.with_name("elders"))
    path.symlink_to("elders")
    assert store.get(KEY, LaidOut) is None


@pytest.mark.parametrize("umask", [0o000, 0o002, 0o022, 0o077])
def test_only_this_user_can_read_what_is_kept(store, umask):
    before = os.umask(umask)
    try:
        store.put(KEY, RECORD)
    finally:
        os.umask(before)
    folders = (store.folder, entry_file(store).parent)
    assert [path.stat().st_mode & 0o777 for path in folders] == [0o700, 0o700]
    assert entry_file(store).stat().st_mode & 0o777 == 0o600


def test_text_that_no_file_can_hold_is_not_kept(store):
    record = BuildRecord("\ud800", ())
    assert store.put(KEY, record) is record
    assert store.get(KEY, BuildRecord) is None
    assert not any(path.is_file() for path in store.folder.rglob("*"))


def test_a_full_disk_is_no_obstacle(store, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    assert store.put(KEY, RECORD) is RECORD
    assert not any(path.is_file() for path in store.folder.rglob("*"))


def test_what_was_not_used_for_longest_goes_first(store, monkeypatch):
    keys = [digest(number) for number in range(4)]
    for age, key in enumerate(keys):
        store.put(key, BuildRecord("x" * 400_000, ()))
        moment = time.time() - 60 * age
        os.utime(entry_file(store, key), (moment, moment))
    monkeypatch.setenv("REPORT_BUILDER_CACHE_MIB", "1")
    store.prune()
    assert [store.has(key) for key in keys] == [True, True, False, False]


def test_what_is_not_of_the_program_is_left_alone(store, monkeypatch):
    store.put(KEY, RECORD)
    foreign = [store.folder / "brieven" / "oud.docx", store.folder / KEY[:2] / "oud.txt"]
    for path in foreign:
        path.parent.mkdir(exist_ok=True)
        path.write_text("van een ander")
        os.utime(path, (0, 0))
    (store.folder / KEY[:2] / ("a" * 62)).mkdir()
    monkeypatch.setenv("REPORT_BUILDER_CACHE_MIB", "0")
    store.prune()
    assert all(path.is_file() for path in foreign)
    assert not store.has(KEY)


def test_a_size_that_is_no_number_is_told(store, monkeypatch):
    monkeypatch.setenv("REPORT_BUILDER_CACHE_MIB", "veel")
    with pytest.raises(Unusable, match="REPORT_BUILDER_CACHE_MIB is geen geheel getal"):
        store.prune()


@pytest.mark.parametrize("variable", ["REPORT_BUILDER_CACHE", "XDG_CACHE_HOME"])
def test_a_folder_that_others_can_write_to_is_refused(variable, monkeypatch, tmp_path):
    monkeypatch.delenv("REPORT_BUILDER_CACHE")
    monkeypatch.setenv(variable, str(tmp_path))
    folder = default_folder()
    assert folder.stat().st_mode & 0o777 == 0o700
    folder.chmod(0o770)
    with pytest.raises(
        Unusable, match=f"in {folder} kunnen anderen schrijven.*REPORT_BUILDER_CACHE"
    ):
        default_folder()


def test_a_folder_of_another_user_is_refused(monkeypatch, tmp_path):
    monkeypatch.setenv("REPORT_BUILDER_CACHE", str(tmp_path))
    monkeypatch.setattr(os, "geteuid", lambda: tmp_path.stat().st_uid + 1)
    with pytest.raises(Unusable, match="is van een andere gebruiker"):
        default_folder()


def test_a_store_that_an_earlier_version_left_open_to_read_is_closed(monkeypatch, tmp_path):
    folder = tmp_path / "opslag"
    monkeypatch.setenv("REPORT_BUILDER_CACHE", str(folder))
    (folder / "ab").mkdir(parents=True)
    folder.chmod(0o755)
    assert default_folder().stat().st_mode & 0o777 == 0o700


def test_a_folder_with_other_things_that_others_can_read_is_left_as_it_is(monkeypatch, tmp_path):
    folder = tmp_path / "thuis"
    monkeypatch.setenv("REPORT_BUILDER_CACHE", str(folder))
    (folder / "brieven").mkdir(parents=True)
    folder.chmod(0o755)
    with pytest.raises(Unusable, match=f"chmod 700 {folder}"):
        default_folder()
    assert folder.stat().st_mode & 0o777 == 0o755
