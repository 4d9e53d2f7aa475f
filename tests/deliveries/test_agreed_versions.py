"""Who looked at what a delivery does agreed to that, and to nothing else."""

from dataclasses import replace

import pytest

from report_builder.deliveries.arrivals import Consent, Overtaken
from report_builder.deliveries.delivered_file import import_file, undo_last
from report_builder.deliveries.delivery_archive import log_version
from report_builder.deliveries.known_profiles import read_profiles
from report_builder.intake.settings import read_sources
from report_builder.problems import Problem, Unusable
from report_builder.workspace import Workspace

HEAD = "Indicator;Periode;Onderdeel;Cijfer;Status\n"
LOOKING = Consent(is_dry_run=True)
AGREED = Consent(revisions=True, reason="gemaild", by="een team")


@pytest.fixture
def taken(chain):
    """Takes in a revised figure of 2024 with a consent; gives what came of it."""

    def taken(consent, foresee=lambda _: (), value=1105):
        path = chain.file("levering.csv", f"{HEAD}asiel.instroom;2024;;{value};A\n")
        workspace = Workspace(chain.folder.root)
        return import_file(workspace, path, "IND", None, consent, foresee).intake

    return taken


def test_what_was_looked_at_comes_in(chain, taken):
    seen = taken(LOOKING).version
    assert taken(replace(AGREED, seen=seen)).is_written
    assert chain.rows("asiel.instroom")[-1] == "2024,1105,A"


@pytest.mark.parametrize("old", [1101, 1105])
def test_with_another_figure_under_it_nothing_comes_in(chain, taken, old):
    seen = taken(LOOKING).version
    path = chain.folder.root / "data/asiel/instroom.csv"
    path.write_text(path.read_text().replace("1100", str(old)))
    before = chain.tree()
    with pytest.raises(Overtaken, match="gewijzigd sinds u keek"):
        taken(replace(AGREED, seen=seen))
    assert chain.tree() == before


def test_another_file_is_not_what_was_looked_at(chain, taken):
    seen = taken(LOOKING).version
    with pytest.raises(Overtaken):
        taken(replace(AGREED, seen=seen), value=1106)


def test_with_other_consequences_in_the_texts_nothing_comes_in(chain, taken):
    seen = taken(LOOKING, lambda _: [Problem("waarde", "templates/h1.docx", "1", "mis")]).version
    more = [Problem("waarde", "templates/h1.docx", place, "mis") for place in ("1", "2")]
    with pytest.raises(Overtaken):
        taken(replace(AGREED, breaks=True, seen=seen), lambda _: more)
    assert chain.rows("asiel.instroom")[-1] == "2024,1100,A"


def test_what_changes_elsewhere_keeps_nothing_out(chain, taken):
    seen = taken(LOOKING).version
    chain.folder.indicator("migratie.anders", [(2024, 5001)], title="Van een ander")
    assert taken(replace(AGREED, seen=seen)).is_written


def test_only_the_delivery_that_was_seen_to_be_the_last_is_undone(chain, taken):
    workspace = Workspace(chain.folder.root)
    taken(AGREED)
    seen = log_version(workspace)
    taken(AGREED, value=1106)
    before = chain.tree()
    with pytest.raises(Unusable, match="welke de laatste is"):
        undo_last(workspace, seen)
    assert chain.tree() == before
    delivery, _ = undo_last(workspace, log_version(workspace))
    assert chain.rows("asiel.instroom")[-1] == "2024,1105,A"
    assert undo_last(workspace, seen)[0].file == delivery.file
    assert chain.rows("asiel.instroom")[-1] == "2024,1100,A"


def test_each_profile_is_of_the_organisation_that_it_names(chain):
    chain.profile('owner = "IND"\n', "jaren")
    chain.profile('owner = "IND"\n', "aanvragen")
    chain.profile('owner = "CBS"\n', "statline")
    chain.profile("owner = = niet te lezen", "kapot")
    chain.profile("tables = []\n", "van_niemand")
    workspace = Workspace(chain.folder.root)
    profiles = read_profiles(workspace, read_sources(workspace)[0])
    assert profiles == {"IND": ("aanvragen", "jaren"), "CBS": ("statline",)}


def test_what_can_be_downloaded_by_hand_has_profiles_of_the_program(chain):
    sources = (chain.folder.root / "data/sources.toml").read_text()
    service = '[CBS.service]\nprotocol = "jsonstat"\nurl = "https://example.org/data"\n'
    chain.folder.write("data/sources.toml", f"{sources}\n{service}")
    workspace = Workspace(chain.folder.root)
    profiles = read_profiles(workspace, read_sources(workspace)[0])
    assert profiles == {"CBS": ("eurostat-tsv", "sdmx-csv")}
