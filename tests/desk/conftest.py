"""The desk as it runs: the command in a process of its own, asked over HTTP as a browser would."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser

from tests.conftest import MOMENT, Folder, with_asylum
from tests.forked_program import ForkedProgram
from tests.review_window import chromium

PATIENCE = 180.0
"""Seconds that a test waits for what should come at once, on a machine that has other work too."""


class RunningDesk:
    """A desk, by its address and token, and a client that was let in."""

    def __init__(self, process: subprocess.Popen[str] | ForkedProgram, address: str) -> None:
        self.process = process
        self.origin, _, self.token = address.partition("/?token=")
        self.client = httpx.Client(
            base_url=self.origin,
            headers={"Origin": self.origin},
            timeout=PATIENCE,
            follow_redirects=True,
            # The desk speaks plain HTTP: the certificates of the machine need not be read.
            verify=False,
        )

    def enter(self) -> None:
        """Be let in with the token, as the browser is that opens the address."""
        self.client.get(f"/?token={self.token}").raise_for_status()

    def wait_until_read(self) -> None:
        """Wait until the project has been read for the first time."""
        self.wait_for("/", "Het project wordt gelezen", is_there=False)

    def wait_for(self, path: str, text: str, is_there: bool = True) -> str:
        """The page once a text is in it, or is gone from it."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            page = self.client.get(path).text
            if (text in page) is is_there:
                return page
            time.sleep(0.03)
        raise AssertionError(f"{text!r} in {path}: {not is_there}")

    def stop(self, number: int = signal.SIGTERM) -> tuple[int, str, str]:
        """End it; its exit status, and what more it said on standard output and error."""
        self.process.send_signal(number)
        printed, said = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, printed, said


@contextmanager
def started_desk(root: Path, *arguments: str, **environment: str) -> Iterator[RunningDesk]:
    """A desk over a project on a free port, which is ended afterwards."""
    command = ["serve", "--port", "0", "--project", str(root), *arguments]
    with _reached(ForkedProgram(command, os.environ | environment)) as running:
        yield running


@contextmanager
def read_desk(
    root: Path, store: Path, *arguments: str, **environment: str
) -> Iterator[RunningDesk]:
    """A desk that has read its project, with the store and the date of the tests."""
    surroundings = {"REPORT_BUILDER_CACHE": str(store), "SOURCE_DATE_EPOCH": MOMENT}
    with started_desk(root, *arguments, **surroundings, **environment) as running:
        running.enter()
        running.wait_until_read()
        yield running


PROXY = "https://bureau.voorbeeld.nl"
_SECRET = "x" * 40


@contextmanager
def proxied_desk(root: Path, person: str, **environment: str) -> Iterator[RunningDesk]:
    """A desk behind a proxy that says who works, asked as that proxy would for one person."""
    with socket.create_server(("127.0.0.1", 0)) as line:
        port = str(line.getsockname()[1])
    proxied = ("--port", port, "--behind", PROXY, "--user-header", "X-User")
    with started_desk(root, *proxied, REPORT_BUILDER_TOKEN=_SECRET, **environment) as running:
        running.client.base_url = f"http://127.0.0.1:{port}"
        running.client.headers = {
            "Host": PROXY.removeprefix("https://"),
            "Origin": PROXY,
            "Authorization": f"Bearer {_SECRET}",
            "X-User": person,
        }
        # The address that a redirect gives is that of the proxy.
        running.client.follow_redirects = False
        yield running


@contextmanager
def desk_by_command(root: Path) -> Iterator[RunningDesk]:
    """The same, begun as people begin it: that takes seconds."""
    command = ["serve", "--port", "0", "--project", str(root)]
    process = subprocess.Popen(
        [sys.executable, "-m", "report_builder", *command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with _reached(process) as running:
        yield running


@contextmanager
def _reached(process: subprocess.Popen[str] | ForkedProgram) -> Iterator[RunningDesk]:
    """The desk in a process that was begun, once it says where it is."""
    try:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        assert address, process.communicate(timeout=PATIENCE)[1]
        desk = RunningDesk(process, address)
        with desk.client:
            yield desk
    finally:
        if process.poll() is None:
            process.kill()
            process.communicate(timeout=PATIENCE)


CHAPTER = ("In 2025 waren het er {{ asiel.aanvragen }}.", "Eerder waren het er {{ asiel.oud }}.")


@pytest.fixture
def desk(asylum: Folder) -> Iterator[RunningDesk]:
    """A desk over a small project with one chapter, which has been read."""
    asylum.document("1", *CHAPTER)
    with started_desk(asylum.root) as running:
        running.enter()
        running.wait_until_read()
        yield running


@pytest.fixture(scope="module")
def still_desk(tmp_path_factory: pytest.TempPathFactory, _store: Path) -> Iterator[RunningDesk]:
    """The same for all tests of a module that change nothing: a desk takes seconds to start."""
    project = with_asylum(Folder(tmp_path_factory.mktemp("still") / "project"))
    project.document("1", *CHAPTER)
    with read_desk(project.root, _store) as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for all tests of a module; each opens windows that know nothing of each other."""
    with chromium() as found:
        yield found
