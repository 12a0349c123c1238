"""Who is answered, with what headers, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from dragoman.web.guard import Guard
from dragoman.web.pages import ROUTES
from dragoman.web.sessions import Sessions, Throttle
from dragoman.web.settings import READER, REVIEWER, User, hosts_of
from dragoman.web.users import UsersError, add_user, load_users, verified
from web_room import PASSWORD, client, log_in, token_of

POSTS = [path.replace("{id}", "abcd") for method, path, _ in ROUTES if method == "POST"]


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "127.0.0.1:80", "localhost:8017.evil.example", ""])
def test_another_host_is_not_answered(room: TestClient, host: str) -> None:
    assert room.get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["127.0.0.1:8017", "LOCALHOST:8017", "[::1]:8017"])
def test_this_computer_is_answered(room: TestClient, host: str) -> None:
    assert room.get("/", headers={"host": host}).status_code == 200


def test_further_names_are_answered_with_and_without_the_port() -> None:
    assert hosts_of(["room.example"], 8017) >= {"room.example", "room.example:8017", "127.0.0.1:8017"}
    assert "localhost" not in hosts_of([], 8017) and "localhost" in hosts_of([], 80)


@pytest.mark.parametrize("path", ["/", "/timeline", "/nowhere", "/static/style.css", "/document?id=no", "/event/zz"])
def test_every_answer_binds_the_browser(room: TestClient, path: str) -> None:
    headers = room.get(path).headers
    policy = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert "unsafe" not in headers["content-security-policy"] and "data:" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"


def test_no_page_has_script_or_style_in_line(room: TestClient) -> None:
    page = room.get("/timeline").text
    assert "<style" not in page and " style=" not in page
    assert page.count("<script") == page.count('<script src="/static/room.js" defer></script>') == 1


@pytest.mark.parametrize("path", POSTS)
@pytest.mark.parametrize("data", [{}, {"token": "0" * 64}, {"token": "é"}], ids=["none", "wrong", "odd"])
def test_a_form_without_its_token_is_refused(room: TestClient, path: str, data: dict[str, str]) -> None:
    room.get("/")
    assert room.post(path, data=data).status_code == 403


@pytest.mark.parametrize("path", POSTS)
@pytest.mark.parametrize(
    "headers",
    [{"origin": "https://evil.example"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}],
    ids=["origin", "null", "cross", "sibling"],
)  # fmt: skip
def test_a_form_of_another_site_is_refused(room: TestClient, path: str, headers: dict[str, str]) -> None:
    token = token_of(room.get("/add").text)
    assert room.post(path, data={"token": token}, headers=headers).status_code == 403


def test_the_token_of_another_visit_is_worth_nothing(path: Path) -> None:
    with client(path) as one, client(path) as other:
        token = token_of(one.get("/add").text)
        other.get("/")
        assert other.post("/add", data={"token": token, "text": "x"}).status_code == 403


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_other_methods_are_refused(room: TestClient, method: str) -> None:
    assert room.request(method, "/").status_code == 405


@pytest.mark.parametrize(
    "address",
    ["/static/../app.py", "/static/..%2fapp.py", "/static/%2e%2e/app.py", "/static//etc/passwd", "/static/__init__.py",
     "/document?id=/etc/passwd", "/document?id=../../etc/passwd", "/event/..%2f..%2fetc", "/export/file?format=../x"],
)  # fmt: skip
def test_no_path_of_a_request_reaches_the_files(room: TestClient, address: str) -> None:
    answer = room.get(address)
    assert answer.status_code in (400, 404), answer.text
    assert "root:" not in answer.text and "import annotations" not in answer.text


def test_what_is_too_large_is_refused(path: Path) -> None:
    with client(path, max_mb=0.01) as room:
        token = token_of(room.get("/add").text)
        assert room.post("/add", data={"token": token, "text": "x" * 400_000}).status_code == 413
        chunked = (b"x" * 1000 for _ in range(400))
        answer = room.post("/add", content=chunked, headers={"content-type": "application/x-www-form-urlencoded"})
        assert answer.status_code in (400, 413)


def test_read_only_refuses_all_that_changes(path: Path) -> None:
    with client(path, read_only=True) as room:
        page = room.get("/timeline").text
        assert "read only" in page
        for one in POSTS:
            if one not in ("/login", "/logout"):
                assert room.post(one, data={}).status_code == 403


def test_who_is_not_there_sees_the_door_alone(path: Path, users: dict[str, User]) -> None:
    with client(path, users) as room:
        for one in ("/", "/timeline", "/document?id=plain", "/judgements.jsonl"):
            answer = room.get(one)
            assert answer.status_code == 303 and answer.headers["location"].startswith("/login")
        assert room.get("/api/events").status_code == 401
        assert room.get("/static/style.css").status_code == 200
        assert log_in(room, "rin", "wrong password") == 401
        assert room.get("/").status_code == 303
        assert log_in(room, "rin") == 303
        assert room.get("/").status_code == 200


def test_readers_do_not_judge(path: Path, users: dict[str, User]) -> None:
    with client(path, users) as room:
        log_in(room, "rin")
        token = token_of(room.get("/").text)
        for one in POSTS:
            if one not in ("/login", "/logout"):
                assert room.post(one, data={"token": token}).status_code == 403


def test_logging_in_gives_a_new_session_and_out_ends_it(path: Path, users: dict[str, User]) -> None:
    with client(path, users) as room:
        room.get("/login")
        before = room.cookies[f"dragoman_{8017}"]
        log_in(room, "vera")
        after = room.cookies["dragoman_8017"]
        assert before != after
        room.post("/logout", data={"token": token_of(room.get("/").text)})
        room.cookies.set("dragoman_8017", after, domain="127.0.0.1")
        assert room.get("/").status_code == 303


def test_wrong_passwords_make_the_next_try_wait(
    path: Path, users: dict[str, User], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dragoman.web.sessions.FIRST_WAIT", 600.0)
    with client(path, users) as room:
        assert [log_in(room, "vera", f"wrong {n}") for n in range(6)] == [401] * 5 + [429]
        assert log_in(room, "vera") == 429


def test_a_password_leads_to_no_other_site(path: Path, users: dict[str, User]) -> None:
    with client(path, users) as room:
        for onward in ("//evil.example", "https://evil.example", "/\\evil.example", "/login?next=/"):
            token = token_of(room.get("/login").text)
            answer = room.post("/login", data={"name": "vera", "password": PASSWORD, "token": token, "next": onward})
            assert answer.headers["location"] == "/"


def test_cookies_are_kept_from_scripts_and_other_sites(path: Path) -> None:
    with client(path) as room:
        cookie = room.get("/").headers["set-cookie"]
        assert "HttpOnly" in cookie and "SameSite=Strict" in cookie and "Secure" not in cookie
    with client(path, https=True) as room:
        answer = room.get("/")
        assert "Secure" in answer.headers["set-cookie"] and "max-age" in answer.headers["strict-transport-security"]


def test_the_throttle_doubles_and_forgets() -> None:
    now = [0.0]
    throttle = Throttle(lambda: now[0])
    for _ in range(5):
        throttle.wrong("name a")
    assert throttle.wait("name a", "address b") == 2.0
    throttle.wrong("name a")
    assert throttle.wait("name a") == 4.0
    now[0] = 4.0
    assert throttle.wait("name a") == 0.0
    throttle.right("name a")
    throttle.wrong("name a")
    assert throttle.wait("name a") == 0.0


def test_sessions_end_after_their_hours() -> None:
    now = [0.0]
    sessions = Sessions(b"secret", lambda: now[0])
    made = sessions.begin(User("vera", REVIEWER, ""))
    assert sessions.of(made.id).user is not None
    now[0] = 13 * 3600.0
    late = sessions.of(made.id)
    assert late.user is None and late.id != made.id


def test_passwords_are_hashed_and_checked(users: dict[str, User], tmp_path: Path) -> None:
    assert users["rin"].hashed.startswith("$argon2id$") and PASSWORD not in users["rin"].hashed
    assert verified(users, "rin", PASSWORD) == users["rin"]
    assert verified(users, "rin", PASSWORD + " ") is None and verified(users, "nobody", "nobody") is None
    file = tmp_path / "u.txt"
    for name, role, password in (("a b", READER, PASSWORD), ("a", "king", PASSWORD), ("a", READER, "short")):
        with pytest.raises(UsersError):
            add_user(file, name, role, password)
    file.write_text("vera reviewer plaintext\n")
    with pytest.raises(UsersError, match=":1: is not"):
        load_users(file)


def test_websockets_are_closed(path: Path) -> None:
    assert Guard.__call__.__doc__
    with client(path) as room, pytest.raises(Exception), room.websocket_connect("/"):  # noqa: B017
        pass
