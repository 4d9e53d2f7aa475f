"""Undoing the last delivery."""

import os

from report_builder.deliveries import delivery_archive
from report_builder.exclusion import alone

HEAD = "Indicator;Periode;Onderdeel;Cijfer;Status\n"


def test_undo_brings_every_byte_back(chain):
    chain.folder.write(
        "data/asiel/instroom.csv", "time_period,obs_value,obs_status\r\n2024,01100,A\r\n"
    )
    before = chain.tree()
    assert (
        chain.take(
            chain.file("l.csv", f"{HEAD}asiel.instroom;2025;;1150;\nasiel.aandeel;2025;;42,5;\n")
        )
        == 0
    )
    assert chain.tree() != before
    assert chain.folder.run("import", "--undo") == 0
    assert chain.tree() == before


def test_undo_goes_back_one_delivery_at_a_time(chain):
    states = [chain.tree()]
    for year in (2024, 2025):
        delivery = chain.file(f"{year}.csv", f"{HEAD}asiel.instroom;{year};;1150;\n")
        assert chain.take(delivery, "--accept-revisions") == 0
        states.append(chain.tree())
    for state in reversed(states[:-1]):
        assert chain.folder.run("import", "--undo") == 0
        assert chain.tree() == state


def test_a_file_taken_in_twice_in_a_day_is_undone_twice(chain):
    path, other = (
        chain.file(name, f"{HEAD}asiel.instroom;2025;;{value};\n")
        for name, value in (("a.csv", 1150), ("b.csv", 1160))
    )
    states = [chain.tree()]
    for file in (path, other, path):
        assert chain.take(file, "--accept-revisions") == 0
        states.append(chain.tree())
    for state in reversed(states[:-1]):
        assert chain.folder.run("import", "--undo") == 0
        assert chain.tree() == state


def test_what_was_changed_by_hand_since_is_not_thrown_away(chain, capsys):
    assert chain.take(chain.file("l.csv", f"{HEAD}asiel.instroom;2025;;1150;\n")) == 0
    chain.folder.write("data/asiel/instroom.csv", "time_period,obs_value,obs_status\n2025,1151,A\n")
    before = chain.tree()
    assert chain.folder.run("import", "--undo") == 2
    assert "data/asiel/instroom.csv is na de levering nog gewijzigd" in capsys.readouterr().err
    assert chain.tree() == before


def test_without_a_delivery_or_what_stood_before_nothing_is_undone(chain, capsys):
    assert chain.folder.run("import", "--undo") == 2
    assert "er is geen levering" in capsys.readouterr().err
    digest = "a" * 64
    chain.folder.write(
        "data/deliveries.csv",
        f"delivered_on,owner,file,sha256,indicators\n2026-03-01,IND,oud.xlsx,{digest},asiel.instroom\n",
    )
    before = chain.tree()
    assert chain.folder.run("import", "--undo") == 2
    assert (
        "van de levering 'oud.xlsx' is niet bewaard wat er eerder stond" in capsys.readouterr().err
    )
    assert chain.tree() == before


def test_a_delivery_does_not_change_the_version_that_is_printed_before_the_figures_do(chain):
    chain.folder.build()
    chain.folder.write("data/deliveries/profiles/x.toml", 'owner = "IND"\n')
    built = chain.tree()
    chain.folder.build()
    assert chain.tree() == built


def test_a_data_folder_that_cannot_be_written_stays_as_it_was(chain, monkeypatch, capsys):
    def fail(*_args, **_named):
        raise OSError(28, "No space left on device")

    before = chain.tree()
    monkeypatch.setattr("shutil.copytree", fail)
    assert chain.take(chain.file("l.csv", f"{HEAD}asiel.instroom;2025;;1150;\n")) == 2
    assert "kan niet schrijven" in capsys.readouterr().err
    assert chain.tree() == before
    assert [path.name for path in chain.folder.root.iterdir() if path.name.startswith(".")] == []


def test_two_people_cannot_take_in_at_the_same_time(chain, capsys):
    before = chain.tree()
    with alone(chain.folder.root, "refresh"):
        assert chain.take(chain.file("l.csv", f"{HEAD}asiel.instroom;2025;;1150;\n")) == 2
        assert chain.folder.run("import", "--undo") == 2
    said = f"in dit project loopt al het ophalen van cijfers (report-builder refresh, proces {os.getpid()})"
    assert capsys.readouterr().err.count(said) == 2
    assert chain.tree() == before


def test_a_program_that_is_broken_off_halfway_leaves_nothing(chain, monkeypatch):
    put_beside, before = delivery_archive.put_beside, chain.tree()

    def break_off(folder, files):
        if "aandeel.csv" in files and ".before" not in str(folder):
            raise KeyboardInterrupt
        put_beside(folder, files)

    monkeypatch.setattr(delivery_archive, "put_beside", break_off)
    assert (
        chain.take(
            chain.file("l.csv", f"{HEAD}asiel.instroom;2025;;1150;\nasiel.aandeel;2025;;42,5;\n")
        )
        == 130
    )
    assert chain.tree() == before
