"""Who is let in to the desk, and that all others get nothing."""

import socket

import httpx
import pytest

from tests.desk.conftest import PATIENCE, started_desk


def answer(desk, path="/", method="GET", **headers):
    """What the desk says to who was not let in before, with these headers."""
    with httpx.Client(base_url=desk.origin, timeout=PATIENCE, verify=False) as client:
        return client.request(method, path, headers=headers)


def with_cookie(desk):
    return {"Cookie": f"bureau-{httpx.URL(desk.origin).port}={desk.token}"}


def test_without_token_nothing_is_answered(still_desk):
    for path in ("/", "/api/status", "/vast/bureau.css", "/gebeurtenissen", "/bestaat-niet"):
        refused = answer(still_desk, path)
        assert refused.status_code == 403
        assert refused.text.startswith("Geen toegang.")


def test_another_token_opens_nothing(still_desk):
    for token in ("", "x", still_desk.token[:-1], f"{still_desk.token}x"):
        assert answer(still_desk, f"/?token={token}").status_code == 403


def test_the_token_becomes_a_cookie_and_leaves_the_address(still_desk):
    entered = answer(still_desk, f"/?token={still_desk.token}&a=b")
    assert (entered.status_code, entered.headers["location"]) == (303, "/?a=b")
    cookie = entered.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie


def test_who_opens_the_address_again_is_not_left_with_the_token_in_it(still_desk):
    cookie = with_cookie(still_desk)
    again = answer(still_desk, f"/hoofdstukken?token={still_desk.token}&a=b", **cookie)
    assert (again.status_code, again.headers["location"]) == (303, "/hoofdstukken?a=b")
    assert answer(still_desk, "/?token=een-ander", **cookie).status_code == 200


def test_a_token_in_another_place_opens_nothing(still_desk):
    token = still_desk.token
    for path in (f"/{token}", f"/?t={token}", f"/api/status?Token={token}", f"/#token={token}"):
        assert answer(still_desk, path).status_code == 403
    for header in ("Cookie", "X-Token", "Referer"):
        assert answer(still_desk, **{header: f"token={token}"}).status_code == 403
    assert answer(still_desk, Authorization=f"Basic {token}").status_code == 403


def test_very_long_headers_are_refused_as_others_are(still_desk):
    for size in (10_000, 60_000):
        assert answer(still_desk, **{"X-Lang": "a" * size}).status_code == 403
    assert answer(still_desk, **with_cookie(still_desk)).status_code == 200


def asked_raw(desk, path):
    """The lines before the body that the desk answers with; clients would tidy the path up."""
    address = httpx.URL(desk.origin)
    with socket.create_connection((address.host, address.port)) as line:
        cookie = with_cookie(desk)["Cookie"] if "token" not in path else ""
        host = desk.origin.partition("//")[2]
        head = f"GET {path} HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\n"
        line.sendall(f"{head}Connection: close\r\n\r\n".encode())
        return line.makefile("rb").read().decode().partition("\r\n\r\n")[0].split("\r\n")


def test_a_path_with_two_slashes_leads_to_no_other_machine(still_desk):
    assert "location: /voorbeeld.nl/" in asked_raw(
        still_desk, f"//voorbeeld.nl/?token={still_desk.token}"
    )


@pytest.mark.parametrize("host", ["voorbeeld.nl", "127.0.0.1", "localhost:1", "127.0.0.1.nip.io"])
def test_under_another_name_nothing_is_answered(still_desk, host):
    assert answer(still_desk, Host=host, **with_cookie(still_desk)).status_code == 403
    assert answer(still_desk, f"/?token={still_desk.token}", Host=host).status_code == 403


@pytest.mark.parametrize("origin", ["https://voorbeeld.nl", "null", "http://127.0.0.1:1", ""])
def test_for_a_page_of_another_nothing_is_answered(still_desk, origin):
    assert answer(still_desk, Origin=origin, **with_cookie(still_desk)).status_code == 403


def test_what_changes_something_names_its_page(still_desk):
    """Browsers say from which page a form comes; what does not say so is not from a page of ours."""
    assert answer(still_desk, "/", "POST", **with_cookie(still_desk)).status_code == 403


def test_other_programs_send_the_token_in_a_header(still_desk):
    told = answer(still_desk, "/api/status", Authorization=f"Bearer {still_desk.token}")
    assert told.json()["edition"]["reporting_year"] == 2025


def test_every_answer_says_what_its_page_may_do(still_desk):
    for path in ("/", "/vast/bureau.css", "/bestaat-niet"):
        headers = still_desk.client.get(path).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "script-src 'self'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "path", ["/vast/../doorkeeper.py", "/vast/%2e%2e/%2e%2e/__init__.py", "/vast//etc/passwd"]
)
def test_no_path_leaves_the_desk(still_desk, path):
    assert asked_raw(still_desk, path)[0].split()[1] == "404"


def test_behind_a_proxy_only_its_address_counts_and_the_user_has_the_name_that_it_gives(asylum):
    token = "een-geheim-dat-de-proxy-ook-kent-1234"
    arguments = ("--behind", "https://bureau.voorbeeld.nl", "--user-header", "X-Gebruiker")
    port = free_port()
    started = started_desk(asylum.root, *arguments, "--port", str(port), REPORT_BUILDER_TOKEN=token)
    with started as desk:
        assert desk.origin == "https://bureau.voorbeeld.nl"
        here = f"http://127.0.0.1:{port}/"
        key = {"Authorization": f"Bearer {token}"}
        told = {**key, "Host": "bureau.voorbeeld.nl", "X-Gebruiker": "A. Voorbeeld"}
        assert "A. Voorbeeld" in httpx.get(here, headers=told, timeout=PATIENCE).text
        assert httpx.get(here, headers=key, timeout=PATIENCE).status_code == 403


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as line:
        return line.getsockname()[1]


def test_a_name_that_nobody_said_to_trust_is_not_believed(still_desk):
    page = answer(still_desk, **with_cookie(still_desk), **{"X-Forwarded-User": "A. Voorbeeld"})
    assert "A. Voorbeeld" not in page.text
