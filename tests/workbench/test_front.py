"""The first page is answered before all else is loaded, and is the one that the whole workbench shows."""

from __future__ import annotations

import datetime as dt
import re
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from modusvivendi.dossier import Dossier, corrections
from modusvivendi.dossier.schema import SCHEMA_VERSION
from modusvivendi.reports import SUFFIXES
from modusvivendi.reports.report import Report
from modusvivendi.statements import Statement
from modusvivendi.workbench import Settings, ahead, create_app, rendering
from modusvivendi.workbench.folder import told_title
from modusvivendi.workbench.front import Front
from modusvivendi.workbench.glance import TABLES, Glance, glance
from modusvivendi.workbench.listing import ENDINGS
from modusvivendi.workbench.pictures import drawn_style, style
from modusvivendi.workbench.serving import address_of, listening
from modusvivendi.workbench.snapshot import RecordSnapshot
from modusvivendi.workbench.workplace import Workplace


@contextmanager
def fronted(case: Path, settings: Settings | None = None) -> Iterator[tuple[Front, httpx.Client]]:
    """Serve a case as ``modus serve`` does, from this process."""
    front, taken = Front(case, settings or Settings(who="Ann")), listening("127.0.0.1", 0)
    server = uvicorn.Server(uvicorn.Config(front, log_level="error", lifespan="on", ws="none"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [taken]}, daemon=True)
    thread.start()
    try:
        with httpx.Client(base_url=address_of(taken, "127.0.0.1"), timeout=120) as client:
            yield front, client
    finally:
        server.should_exit = True
        thread.join()
        taken.close()


@pytest.fixture
def case(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made, tmp_path / "skerries")
    return tmp_path / "skerries"


def as_read(case: Path) -> Glance:
    """What a glance shows, taken from the whole record."""
    with Dossier.open(case / "dossier.db") as dossier:
        record = RecordSnapshot.of(dossier)
        handling = dossier.handling()
    seen = glance(case)
    assert seen is not None
    assert {r.name: (r.title, r.outlet, r.date, r.warnings) for r in seen.reports} == {
        r.name: (r.title, r.outlet, r.date, r.warnings) for r in record.reports()
    }
    assert seen.statements == {name: len(found) for name, found in record.by_report.items()}
    assert {n: k for n, k in seen.decided.items() if k} == {n: k for n, k in record.decided.items() if k}
    assert seen.undecided == sum(s.id not in record.standing.decided for s in record.statements())
    assert {n: (c.caveats, c.redact, c.who, c.when, c.number) for n, c in seen.handling.items()} == {
        n: (c.caveats, c.redact, c.who, c.when, c.number) for n, c in handling.items()
    }
    return seen


def later(report: Report, name: str, **changed: str) -> Report:
    """Another version of a report, under another name."""
    body = f"{report.body}\n\nThis is a later version.\n"
    return report.model_copy(
        update={"name": name, "body": body, "sha256": name.encode().hex().zfill(64)[-64:]} | changed
    )


def test_a_glance_sees_what_the_whole_record_says_whatever_was_decided(case: Path) -> None:
    assert as_read(case).undecided
    with Dossier.open(case / "dossier.db") as dossier:
        herald, courier = dossier.statements_of("herald.md"), dossier.statements_of("courier.md")
        dossier.review(herald[0].id, "accept", who="Ann")
        dossier.review(herald[1].id, "reject", who="Ben", note="no")
        corrections.correct(dossier, courier[0].id, {"proposal": "something else"}, who="Ann", note="")
        dossier.handle("herald.md", caveats=["internal"], redact=True, who="Ann")
        dossier.handle("courier.md", caveats=["internal"], who="Ann")
        dossier.handle("courier.md", caveats=[], who="Ben")
    seen = as_read(case)
    assert seen.decided == {"herald.md": 2, "courier.md": 1} and set(seen.handling) == {"herald.md"}
    with Dossier.open(case / "dossier.db") as dossier:
        first = dossier.report("herald.md")
        corrections.add(dossier, first.name, first.body[:60], {
            "actor": "Norland", "stance": "offers", "proposal": "to wait"}, who="Ann", note="")  # fmt: skip
        dossier.add(later(first, "other.md", url="https://example.org/a"), [])
        dossier.undo(herald[0].id, who="Ann")
    as_read(case)
    with Dossier.open(case / "dossier.db") as dossier:
        again: list[Statement] = [
            s.model_copy(update={"id": f"x{s.id}", "report": "herald-2.md"}) for s in herald
        ]
        dossier.add(later(first, "herald-2.md"), again)
        dossier.remove("herald.md")
    as_read(case)


def test_the_first_page_is_the_one_the_whole_workbench_shows(case: Path) -> None:
    with Dossier.open(case / "dossier.db") as dossier:
        dossier.review(dossier.statements()[0].id, "accept", who="Ann")
        dossier.handle(
            "herald.md", caveats=["internal"], who="Ann", when=dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
        )
    with fronted(case) as (front, client):
        assert client.get("/", follow_redirects=False).headers["location"] == "/reports"
        first = client.get("/reports")
        front.whole()
        second = client.get("/reports")
        assert client.get("/read/herald.md").status_code == 200
    assert "internal" in first.text
    assert first.text == second.text, "also the form's token: it is the same visit"
    names = {"content-security-policy", "cache-control", "x-frame-options", "content-type"}
    assert {n: first.headers[n] for n in names} == {n: second.headers[n] for n in names}


def test_a_new_case_is_shown_at_once(tmp_path: Path) -> None:
    with fronted(tmp_path / "quay-talks") as (_, client):
        first = client.get("/reports").text
        assert "Nothing has been read yet" in first and "Quay talks" in first
        style_sheet = re.search(r'/assets/pictures\.css[^"]*', first)
        assert style_sheet and ".mv-graph" in client.get(style_sheet[0]).text
        assert client.get("/assets/../front.py").status_code == 404
        assert client.get("/reports.json").json()["reports"] == []


def test_the_front_lets_nobody_in_whom_the_workbench_would_not(case: Path) -> None:
    with fronted(case, Settings(token="a secret")) as (_, client):
        sent_on = client.get("/reports")
        assert sent_on.status_code == 303 and sent_on.headers["location"].startswith("/login")
        assert client.get("/reports", headers={"Host": "elsewhere.example"}).status_code == 421
        client.cookies.clear()
        assert client.get("/reports", headers={"Authorization": "Bearer a secret"}).status_code == 200
        assert "Password" in client.get("/login").text or "password" in client.get("/login").text


@pytest.mark.parametrize("change", ["older", "damaged", "waiting", "moving", "title", "pointer"])
def test_what_is_unusual_is_left_to_the_whole_workbench(case: Path, change: str) -> None:
    path = case / "dossier.db"
    if change == "damaged":
        path.write_bytes(path.read_bytes()[:3000])
    elif change == "waiting":
        (case / "incoming" / "1").mkdir(parents=True)
    elif change == "title":
        (case / "conflict.yaml").write_text("title: 'It''s on: again'\n", encoding="utf-8")
    elif change == "pointer":
        path.write_text("elsewhere", encoding="utf-8")
    else:
        with sqlite3.connect(path) as connection:
            sql = {
                "older": "UPDATE about SET value = '2' WHERE name = 'schema'",
                "moving": "INSERT INTO about VALUES ('moving', 'out')",
            }
            connection.execute(sql[change])
        connection.close()
    assert glance(case) is None


def test_what_is_written_out_for_the_first_page_is_what_the_program_knows() -> None:
    assert str(SCHEMA_VERSION) == TABLES, "look whether workbench/glance.py still fits the tables"
    assert ",".join(SUFFIXES) == ENDINGS
    assert style() == drawn_style(), "write it anew: python -m modusvivendi.workbench.pictures"


@given(st.text(st.sampled_from("aeYno 0.5,;:’#'\"()–-/\\[]{}&*!|>%@`\tétruNl~"), min_size=1, max_size=14))
def test_a_title_read_off_its_line_is_what_yaml_says(title: str) -> None:
    found = told_title(f"title: {title}\ndecision_makers: {{}}\n")
    if found is not None:
        assert YAML(typ="safe").load(f"title: {title}\ndecision_makers: {{}}\n")["title"] == found
    try:
        plain = YAML(typ="safe").load(f"title: {title}\n")["title"]
    except (YAMLError, TypeError, KeyError):
        plain = None
    if isinstance(plain, str) and re.fullmatch(r"[A-Za-z]{4,}(?: [a-z]+)*", plain) and plain == title.strip():
        assert found == plain, "most titles are read so"


def test_loading_the_front_loads_nothing_that_takes_long() -> None:
    heavy = ("fastapi", "pydantic", "sqlalchemy", "numpy", "modusvivendi.dossier", "modusvivendi.reports")
    told = "import sys, modusvivendi.workbench.front, modusvivendi.workbench.serving, modusvivendi.cli.serve;"
    told += f"print([name for name in {heavy!r} if name in sys.modules])"
    found = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


def test_the_application_is_still_had_by_its_name() -> None:
    import modusvivendi.workbench

    assert modusvivendi.workbench.create_app is create_app
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = modusvivendi.workbench.nothing


BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


def test_another_page_than_the_first_says_at_once_that_it_is_being_opened(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = threading.Event()
    whole = Front.whole

    def later(self: Front) -> Any:
        go_on.wait(60)
        return whole(self)

    monkeypatch.setattr(Front, "whole", later)
    with fronted(case) as (_, client):
        for path in ("/positions", "/read", "/read/herald.md", "/results?q1=yes"):
            answer = client.get(path, headers=BROWSER)
            assert answer.status_code == 200
            assert "Opening the page" in answer.text and 'data-poll="1"' in answer.text
            assert 'href="/positions"' in answer.text  # one can go elsewhere meanwhile
        go_on.set()
        # The script, and programs, wait for it.
        shown = client.get("/read/herald.md").text
        assert "Opening the page" not in shown and "herald.md" in shown


def test_a_page_that_nobody_has_looked_at_yet_is_worked_out_once_however_often_it_is_asked_for(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, worked = threading.Event(), threading.Event()
    asked: list[str] = []
    graded = Workplace.graded

    def slowly(self: Workplace) -> Any:
        asked.append("graded")
        go_on.wait(60)
        return graded(self)

    monkeypatch.setattr(ahead, "look_ahead", lambda *_: worked.wait(60))
    with fronted(case) as (front, client):
        assert front.whole().state.place.is_open.wait(60)
        monkeypatch.setattr(Workplace, "graded", slowly)
        answer = client.get("/read/herald.md", headers=BROWSER)
        assert "Opening the page" in answer.text and 'data-poll="1"' in answer.text
        # Data, and the script, wait for the same look.
        threading.Timer(0.3, go_on.set).start()
        shown = client.get("/read/herald.md").text
        assert "Opening the page" not in shown and "herald.md" in shown
        assert "Opening the page" not in client.get("/read/herald.md", headers=BROWSER).text
        assert asked == ["graded"]
        missing = client.get("/read/nothing.md", headers=BROWSER)
        assert missing.status_code == 404 or "Opening the page" in missing.text
        worked.set()


def test_files_and_data_are_not_answered_by_a_page(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Front, "_opens", lambda self, seconds: False)
    with fronted(case) as (_, client):
        assert client.get("/positions.json", headers=BROWSER).json()["positions"]
        assert (
            client.get("/brief/file/md", headers=BROWSER).headers["content-type"].startswith("text/markdown")
        )


def test_who_is_not_logged_in_is_not_told_that_a_page_is_being_opened(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Front, "_opens", lambda self, seconds: False)
    with fronted(case, Settings(token="let me in")) as (_, client):
        answer = client.get("/positions", headers=BROWSER)
        assert answer.status_code == 303 and answer.headers["location"].startswith("/login")


def test_pages_are_looked_at_before_anybody_asks_for_them(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with fronted(case) as (front, client):
        client.get("/reports")
        assert front.whole().state.place.is_ready.wait(120)
        monkeypatch.setattr(rendering, "environment", lambda: pytest.fail("rendered again"))
        for path in ("/positions", "/model", "/results", "/sources", "/questions"):
            answer = client.get(path)
            assert answer.status_code == 200 and "data-poll" not in answer.text


def test_the_first_page_is_never_said_to_be_being_opened(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Front, "_is_open", lambda self: False)
    with fronted(case) as (front, client):
        front.whole()  # made, but its pages are not open yet
        answer = client.get("/reports", headers=BROWSER)
        assert "herald.md" in answer.text and "Opening the page" not in answer.text
