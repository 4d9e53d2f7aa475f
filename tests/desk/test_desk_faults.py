"""What is told when the program itself fails: on the page and in the bar, with the details written once."""

import asyncio
import time
from contextlib import contextmanager
from dataclasses import fields
from types import SimpleNamespace

import httpx
import pytest

from report_builder.desk import live_project
from report_builder.desk.application import make_application
from report_builder.desk.context import Desk
from report_builder.desk.doorkeeper import Doorway
from report_builder.desk.live_project import LiveProject, LiveState
from report_builder.workspace import Workspace
from tests.desk.conftest import PATIENCE

ORIGIN = "http://bureau.test"
TOKEN = "t" * 40


def broken_desk(workspace, written):
    """A desk of which everything that a page would ask is missing."""
    parts = dict.fromkeys((field.name for field in fields(Desk)), None)
    parts |= {
        "workspace": workspace,
        "doorway": Doorway(TOKEN, (ORIGIN,)),
        "live": SimpleNamespace(state=LiveState(1, is_reading=False)),
        "chores": SimpleNamespace(running=None),
        "describe_fault": lambda error: (
            written.append(error) or "de details staan in /tmp/fout.txt"
        ),
    }
    return Desk(**parts)


async def asked(desk, path):
    """What a desk answers, in this process."""
    transport = httpx.ASGITransport(make_application(desk), raise_app_exceptions=False)
    headers = {"Authorization": f"Bearer {TOKEN}"}
    async with httpx.AsyncClient(transport=transport, base_url=ORIGIN, headers=headers) as client:
        return await client.get(path)


def test_a_fault_on_a_page_is_told_in_dutch_and_written_down_once(asylum):
    written = []
    desk = broken_desk(Workspace.open(asylum.root), written)
    page = asyncio.run(asked(desk, "/hoofdstukken"))
    assert page.status_code == 500
    assert "<h1>Er ging iets mis</h1>" in page.text
    assert "de details staan in /tmp/fout.txt" in page.text
    assert len(written) == 1
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert page.headers["cache-control"] == "no-store"


@pytest.fixture
def written(monkeypatch):
    """What was written down of faults; a follower goes on soon after one."""
    monkeypatch.setattr(live_project, "_AFTER_FAULT", 0.05)
    return []


@contextmanager
def followed(root, written, **session):
    """A project that is followed, in which a state is found without reading it."""
    live = LiveProject(Workspace.open(root), lambda error: written.append(error) or "een fout")
    live.session = SimpleNamespace(
        **{"check": lambda: SimpleNamespace(problems=()), "warm": lambda: None} | session
    )
    live.start()
    yield live
    live.stop()


def wait_until(find):
    end = time.monotonic() + PATIENCE
    while not find():
        assert time.monotonic() < end
        time.sleep(0.02)


def broken(*_):
    raise ValueError("dit kon niet gebeuren")


def test_a_follower_that_fails_says_so_once_and_goes_on(asylum, written):
    with followed(asylum.root, written, warm=broken) as live:
        wait_until(lambda: live.state.trouble == "een fout")
        asylum.document("2", "Een nieuwe alinea.")
        wait_until(lambda: not live.state.trouble and live.state.number > 1)
    assert len(written) == 1


def test_a_page_that_cannot_be_told_keeps_nothing_from_being_read(asylum, written):
    with followed(asylum.root, written) as live:
        live.listen(broken)
        wait_until(lambda: len(written) == 1)
        live.leave(broken)
        number = live.state.number
        asylum.document("2", "Een nieuwe alinea.")
        wait_until(lambda: live.state.number > number and not live.state.trouble)


def test_a_project_folder_that_is_gone_is_told_and_comes_back(asylum, written):
    elsewhere = asylum.root.with_name("elders")
    with followed(asylum.root, written) as live:
        wait_until(lambda: live.state.checked)
        asylum.root.rename(elsewhere)
        wait_until(lambda: "is er niet (meer)" in live.state.trouble)
        elsewhere.rename(asylum.root)
        wait_until(lambda: not live.state.trouble)
    assert written == []
