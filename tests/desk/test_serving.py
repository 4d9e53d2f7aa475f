"""The desk begins, follows the project, and ends."""

import signal
import socket

import pytest

from tests.desk.conftest import desk_by_command


def test_it_prints_one_line_with_its_address(asylum):
    with desk_by_command(asylum.root) as desk:
        desk.enter()
        assert desk.origin.startswith("http://127.0.0.1:")
        assert desk.stop() == (0, "", "Gestopt.\n")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_well_when_asked_to_also_while_pages_listen(asylum, number):
    with desk_by_command(asylum.root) as desk:
        desk.enter()
        with desk.client.stream("GET", "/gebeurtenissen") as listening:
            assert "event: stand" in next(listening.iter_lines())
            assert desk.stop(number) == (0, "", "Gestopt.\n")


def test_it_is_reached_on_this_machine_alone(desk):
    port = int(desk.origin.rpartition(":")[2])
    others = {item[4][0] for item in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}
    for address in others - {"127.0.0.1"}:
        with pytest.raises(OSError, match=r"refused|geweigerd"):
            socket.create_connection((address, port), timeout=5)


def test_a_port_that_is_taken_is_said_with_the_way_out(asylum, capsys):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert asylum.run("serve", "--port", str(port)) == 2
    said = capsys.readouterr().err
    assert f"poort {port} is niet te gebruiken" in said
    assert "kies een andere met --port" in said


def test_a_token_that_can_be_guessed_is_refused(asylum, capsys, monkeypatch):
    monkeypatch.setenv("REPORT_BUILDER_TOKEN", "kort")
    assert asylum.run("serve", "--port", "0") == 2
    assert "minder dan 32 tekens" in capsys.readouterr().err


def test_a_saved_template_is_seen_without_being_asked_for(desk, asylum):
    assert "onbekende indicator" not in desk.client.get("/hoofdstukken/1").text
    asylum.document("1", "In 2025 waren het er {{ asiel.aanvragn }}.")
    page = desk.wait_for("/hoofdstukken/1", "onbekende indicator")
    assert "voor de eerste kop, alinea 1" in page
    asylum.document("1", "In 2025 waren het er {{ asiel.aanvragen }}.")
    desk.wait_for("/hoofdstukken/1", "onbekende indicator", is_there=False)


def test_the_problems_are_those_of_check(desk, asylum, capsys):
    asylum.document("1", "In 2025 waren het er {{ asiel.aanvragn }}.")
    desk.wait_for("/hoofdstukken/1", "onbekende indicator")
    assert asylum.run("check", "--json") == 1
    assert desk.client.get("/api/problems").text == capsys.readouterr().out
