"""What would make an arrangement hold: part by part at once, all of it together when that is found."""

from __future__ import annotations

import html
import re
import threading
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from modusvivendi.conflict import Conflict
from modusvivendi.insight import unlock as unlocking
from modusvivendi.insight.interpretations import solve_interpretations
from modusvivendi.insight.parts import parts
from tests.workbench.conftest import Workbench

MODEL = """\
title: The toll road
status_quo: []
decision_makers:
  Norland:
    options: {open: open the road}
    preferences:
      - question: Does a payment win Norland's consent?
        answers: {"yes": [open iff Sudland.pay], "no": [not open]}
  Sudland:
    options: {pay: pay the toll}
    preferences: [pay iff Norland.open]
"""


@pytest.fixture
def road(mine: Workbench) -> Workbench:
    """Serve a case whose model hangs on one open question."""
    (mine.case / "conflict.yaml").write_text(MODEL, encoding="utf-8")
    return mine


@pytest.fixture
def code() -> int:
    return Conflict.loads(MODEL).code(["Norland.open", "Sudland.pay"])


@pytest.fixture
def search(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Hold the search up until this is set."""
    go_on, found = threading.Event(), unlocking.unlock

    def later(*args: Any, **kwargs: Any) -> Any:
        kwargs["progress"](7, 40)
        assert go_on.wait(60)
        return found(*args, **kwargs)

    monkeypatch.setattr(unlocking, "unlock", later)
    yield go_on
    go_on.set()


def words(page: httpx.Response) -> str:
    text = re.sub(r"<(script|style)\b.*?</\1>|<[^>]+>", " ", page.text, flags=re.DOTALL)
    return " ".join(html.unescape(text).split())


def until(road: Workbench, path: str, told: str) -> httpx.Response:
    """Ask for a page until it says something."""
    for _ in range(400):
        page = road.client.get(path)
        if told in words(page):
            return page
        threading.Event().wait(0.05)
    raise AssertionError(words(page))


def test_part_by_part_stands_there_while_the_search_goes_on(
    road: Workbench, code: int, search: threading.Event
) -> None:
    path = f"/results/state/{code}/unlock"
    page = until(road, path, "7 of at most 40")
    model = Conflict.loads(MODEL)
    expected = parts(model, code, ensemble=solve_interpretations(model))
    for point in expected.points:
        assert " ".join(point.text.split()) in words(page)
    assert "Part by part" in words(page) and 'data-poll="1"' in page.text
    search.set()
    whole = road.get(path)
    assert "Part by part" in words(whole) and "data-poll" not in whole.text
    found = road.json(f"{path}.json")
    assert found["parts"] == expected.record() and found["sentence"] in words(whole)


def test_programs_need_not_wait_for_the_search(road: Workbench, code: int, search: threading.Event) -> None:
    model = Conflict.loads(MODEL)
    found = road.json(f"/results/state/{code}/unlock.json?parts_only=true")
    assert found == {"parts": parts(model, code, ensemble=solve_interpretations(model)).record()}


def test_where_nothing_is_done_there_are_no_parts(road: Workbench) -> None:
    page = road.get("/results/state/0/unlock")
    assert page.status_code == 200 and "Part by part" not in words(page)


def test_the_search_can_be_stopped_and_begun_again(
    road: Workbench, code: int, search: threading.Event
) -> None:
    path = f"/results/state/{code}/unlock"
    page = until(road, path, "7 of at most 40")
    assert "Stop looking" in words(page)
    stopped = road.post(f"{path}/stop?under=seq")
    assert "was stopped" in words(stopped) and "Part by part" in words(stopped)
    assert "data-poll" not in stopped.text
    search.set()
    again = re.search(r'<a href="([^"]+)">Look for it again', stopped.text)
    assert again is not None
    found = road.get(html.unescape(again[1]))
    assert "was stopped" not in words(found) and road.json(f"{path}.json")["sentence"] in words(found)
