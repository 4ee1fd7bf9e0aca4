"""Drafting takes long on a large case: nobody who clicks waits for it, and it is done once."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from modusvivendi.conflict import Conflict
from modusvivendi.conflict.draft import draft
from modusvivendi.workbench.modelling import drafting
from tests.workbench.conftest import Workbench


@contextmanager
def held_up(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Let no draft be done before the end; give what tells that one was begun."""
    begun, go_on = threading.Event(), threading.Event()

    def later(*args: Any, **kwargs: Any) -> Conflict | None:
        begun.set()
        assert go_on.wait(60)
        return draft(*args, **kwargs)

    monkeypatch.setattr(drafting, "draft", later)
    try:
        yield begun
    finally:
        go_on.set()


def count_drafts(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    made = []

    def counted(*args: Any, **kwargs: Any) -> Conflict | None:
        made.append("draft")
        return draft(*args, **kwargs)

    monkeypatch.setattr(drafting, "draft", counted)
    return made


def paste(mine: Workbench, text: str) -> None:
    mine.post("/reports", text=text, title="News")


NEWS = "Sweden would send troops if Iceland agrees to a ceasefire, its foreign minister said."


def test_pages_and_changes_do_not_wait_while_reports_that_came_are_drafted(
    mine: Workbench, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine.get("/sources")
    with held_up(monkeypatch) as begun:
        paste(mine, NEWS)
        assert begun.wait(60)
        for path in ("/model.json", "/sources.json", "/model/history.json"):
            assert mine.client.get(path, timeout=20).status_code == 200
        version = mine.json("/model.json")["version"]
        answer = mine.post("/model/title", seen=version, title="A title of one's own")
        assert answer.status_code == 200
    while mine.app.state.place.inbox.is_busy:
        pass
    # Somebody has changed the model meanwhile: the draft does not take its place.
    assert "A title of one's own" in mine.json("/model.json")["text"]


def test_taking_a_report_out_does_not_wait_for_the_draft(
    mine: Workbench, monkeypatch: pytest.MonkeyPatch
) -> None:
    with held_up(monkeypatch) as begun:
        name = mine.json("/reports.json")["reports"][0]["report"]
        answer = mine.post("/reports/remove", report=name)
        assert answer.status_code == 200 and name not in {
            one["report"] for one in mine.json("/reports.json")["reports"]
        }
        assert begun.wait(60)


def test_what_was_looked_at_is_taken_in_without_drafting_again(
    mine: Workbench, monkeypatch: pytest.MonkeyPatch
) -> None:
    version = mine.json("/model.json")["version"]
    mine.post("/model/title", seen=version, title="Ours")
    paste(mine, NEWS)
    while mine.app.state.place.inbox.is_busy:
        pass
    made = count_drafts(monkeypatch)
    shown = mine.json("/model/draft.json")
    assert made == ["draft"] and "Sweden" in shown["merged"]
    answer = mine.post("/model/draft", seen=shown["version"])
    assert answer.status_code == 200 and made == ["draft"]
    assert mine.json("/model.json")["text"] == shown["merged"]


def test_a_draft_is_made_anew_when_the_record_says_something_else(
    mine: Workbench, monkeypatch: pytest.MonkeyPatch
) -> None:
    version = mine.json("/model.json")["version"]
    mine.post("/model/title", seen=version, title="Ours")
    made = count_drafts(monkeypatch)
    mine.json("/model/draft.json")
    mine.json("/model/draft.json")
    assert made == ["draft"]
    report = mine.json("/reports.json")["reports"][0]["report"]
    statement = mine.json(f"/read/{report}.json")["statements"][0]["id"]
    mine.post(f"/read/{report}/decide", statement=statement, decision="reject")
    mine.json("/model/draft.json")
    assert made == ["draft", "draft"]
