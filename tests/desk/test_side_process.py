"""The process beside the desk: there while it is needed, and gone after a rest."""

import asyncio
import os
import time

import pytest

from report_builder.desk.side_process import SideProcess
from report_builder.workspace import Workspace
from tests.desk.test_work_beside import is_gone, until


@pytest.fixture
def workspace(asylum):
    return Workspace.open(asylum.root)


def test_it_ends_after_a_rest_and_what_is_asked_then_starts_another(workspace):
    async def asked():
        side = SideProcess(workspace, None, longest_rest=0.3)
        first, same = await side.run(os.getpid), await side.run(os.getpid)
        while side._pool is not None:
            await asyncio.sleep(0.05)
        await asyncio.to_thread(until, lambda: is_gone(first))
        other = await side.run(os.getpid)
        side.stop()
        return first, same, other

    first, same, other = asyncio.run(asked())
    assert first == same
    assert first != other


def test_work_that_lasts_longer_than_a_rest_is_done(workspace):
    async def asked():
        side = SideProcess(workspace, None, longest_rest=0.1)
        before = await side.run(os.getpid)
        waiting = asyncio.gather(side.run(time.sleep, 0.5), side.run(os.getpid))
        _, after = await waiting
        side.stop()
        return before, after

    before, after = asyncio.run(asked())
    assert before == after
