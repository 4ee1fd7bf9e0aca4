"""Who is let in, by which name, with which forms; and what every answer allows."""

from __future__ import annotations

import http.client
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from modusvivendi.workbench import Settings, create_app
from modusvivendi.workbench.sessions import Pace, Sessions
from modusvivendi.workbench.settings import AccessError, is_loopback
from modusvivendi.workbench.users import put_user, read_users
from tests.workbench.conftest import Workbench


def test_every_answer_forbids_what_is_not_ours(bench: Workbench) -> None:
    for path in ("/reports", "/positions.json", "/nowhere", "/pictures.css"):
        answer = bench.client.get(path)
        policy = answer.headers["content-security-policy"]
        assert (
            "default-src 'none'" in policy and "script-src 'self'" in policy and "style-src 'self';" in policy
        )
        assert "unsafe" not in policy and "http" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "same-origin"


def test_pages_are_not_stored_but_own_files_are(bench: Workbench) -> None:
    assert bench.client.get("/reports").headers["cache-control"] == "no-store"
    assert "immutable" in bench.client.get("/assets/workbench.css").headers["cache-control"]


def test_a_foreign_name_for_this_machine_is_refused(bench: Workbench) -> None:
    assert bench.client.get("/reports", headers={"Host": "evil.example:80"}).status_code == 421


def test_a_form_that_was_not_given_out_is_refused(bench: Workbench) -> None:
    assert bench.client.post("/reports/told", files={"form_token": (None, "made up")}).status_code == 403
    assert bench.client.post("/reports/told", files={"other": (None, "x")}).status_code == 403


def test_a_form_of_another_visit_is_refused(bench: Workbench) -> None:
    with httpx.Client(base_url=bench.address) as other:
        other.get("/reports")
        sent = other.post("/reports/told", files={"form_token": (None, bench.token())})
    assert sent.status_code == 403


@pytest.mark.parametrize("headers", [{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}])
def test_a_form_sent_by_another_page_is_refused(bench: Workbench, headers: dict[str, str]) -> None:
    files = {"form_token": (None, bench.token())}
    assert bench.client.post("/reports/told", files=files, headers=headers).status_code == 403


def test_too_much_at_once_is_refused(bench: Workbench) -> None:
    connection = http.client.HTTPConnection(bench.address.removeprefix("http://"))
    connection.putrequest("POST", "/reports")
    connection.putheader("Content-Length", "99000000")
    connection.endheaders()
    assert connection.getresponse().status == 413
    connection.close()


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.7", "::", "workbench.example"])
def test_a_network_is_refused_without_a_login(tmp_path: Path, host: str) -> None:
    with pytest.raises(AccessError, match="token"):
        create_app(tmp_path / "case", Settings(host=host))
    assert not is_loopback(host)
    create_app(tmp_path / "case", Settings(host=host, token="a secret"))


def test_with_a_token_nothing_is_seen_before_logging_in(serve_copy: Callable[..., Workbench]) -> None:
    bench = serve_copy(Settings(token="let me in"))
    assert bench.client.get("/positions.json").status_code == 401
    page = bench.client.get("/positions")
    assert page.url.path == "/login" and page.url.params["next"] == "/positions"
    assert "Norway" not in page.text and "<nav" not in page.text


def _log_in(bench: Workbench, name: str, password: str, target: str = "/reports") -> httpx.Response:
    page = bench.client.get("/login")
    token = page.text.split('name="form_token" value="')[1].split('"')[0]
    fields = {"form_token": token, "name": name, "password": password, "next": target}
    return bench.client.post("/login", files={key: (None, value) for key, value in fields.items()})


def test_whoever_knows_the_token_comes_in_and_decides_under_their_name(
    serve_copy: Callable[..., Workbench],
) -> None:
    bench = serve_copy(Settings(token="let me in"))
    assert _log_in(bench, "Ben", "wrong").status_code == 401
    assert _log_in(bench, "Ben", "let me in", "//evil.example/").url.host == "127.0.0.1"
    statement = bench.json("/read/herald.md.json")["statements"][0]
    bench.post("/read/herald.md/decide", decision="accept", statement=statement["id"])
    assert bench.json("/read/herald.md.json")["statements"][0]["decision"]["who"] == "Ben"
    assert bench.post("/logout").url.path == "/login"
    assert bench.client.get("/positions.json").status_code == 401


def test_programs_show_the_token_with_each_request(serve_copy: Callable[..., Workbench]) -> None:
    bench = serve_copy(Settings(token="let me in"))
    with httpx.Client(base_url=bench.address, headers={"Authorization": "Bearer let me in"}) as program:
        assert program.get("/reports.json").json()["reports"]
        statement = program.get("/read/herald.md.json").json()["statements"][0]["id"]
        sent = {"decision": (None, "accept"), "statement": (None, statement)}
        assert program.post("/read/herald.md/decide", files=sent).status_code == 303
    with httpx.Client(base_url=bench.address, headers={"Authorization": "Bearer guessed"}) as other:
        assert other.get("/reports.json").status_code == 401


def test_guessing_is_slowed_down(serve_copy: Callable[..., Workbench]) -> None:
    bench = serve_copy(Settings(token="let me in"))
    seen = [_log_in(bench, "Eve", f"guess {n}").status_code for n in range(10)]
    assert seen[0] == 401 and seen[-1] == 429


def test_a_pace_lets_through_again_after_its_time() -> None:
    pace = Pace(2, 60)
    assert [pace.wait("a", now) for now in (0, 1, 2, 61)] == [0, 0, 58, 0]
    assert pace.wait("b", 2) == 0


def test_a_changed_cookie_is_nobodys() -> None:
    sessions = Sessions(Settings())
    cookie = sessions.written(sessions.begin("Ann"))
    assert (kept := sessions.read(cookie)) is not None and kept.who == "Ann"
    for changed in ("", "x", cookie[:-1], cookie + "0", cookie.replace(".", ".A", 1), "ä.b.c.d"):
        assert sessions.read(changed) is None


def test_users_have_passwords_of_which_only_digests_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "users"
    put_user(path, "Ann", "correct horse")
    put_user(path, "Ben", "battery staple")
    assert "horse" not in path.read_text()
    sessions = Sessions(Settings(users=read_users(path), token="the token"))
    assert sessions.admits("Ann", "correct horse") and not sessions.admits("Ann", "battery staple")
    assert not sessions.admits("Ann", "the token"), "the name of one who has a password is theirs alone"
    assert sessions.admits("Cleo", "the token") and not sessions.admits("", "the token")
    path.write_text("no digest here\n")
    with pytest.raises(AccessError, match="no user"):
        read_users(path)
