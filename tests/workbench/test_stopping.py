"""Whatever takes long can be stopped, by button and by key, and begun again."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

from modusvivendi.giving_way import give_way
from modusvivendi.insight import tripwires as tripping
from modusvivendi.workbench.background import Background, StillWorking, Superseded
from modusvivendi.workbench.modelling import drafting
from tests.workbench.conftest import Workbench
from tests.workbench.test_browser import visit
from tests.workbench.test_unlocking import MODEL, until, words

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture
def road(mine: Workbench) -> Workbench:
    """Serve a case whose model hangs on one open question."""
    (mine.case / "conflict.yaml").write_text(MODEL, encoding="utf-8")
    return mine


@pytest.fixture
def search(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Hold the search for tripwires up until this is set."""
    go_on, found = threading.Event(), tripping.tripwires

    def later(*args: Any, **kwargs: Any) -> Any:
        while not go_on.wait(0.01):
            kwargs["progress"](3, 12)
        return found(*args, **kwargs)

    monkeypatch.setattr(tripping, "tripwires", later)
    yield go_on
    go_on.set()


def test_tripwires_say_how_far_they_are_can_be_stopped_and_begun_again(
    road: Workbench, search: threading.Event
) -> None:
    path = "/questions/tripwires"
    page = until(road, path, "3 of at most 12")
    assert 'name="about"' in page.text, "another arrangement can be chosen meanwhile"
    assert re.search(r'<button[^>]*data-press="x"[^>]*>Stop', page.text)
    about = re.search(r'name="about" value="(\d+)"', page.text)
    assert about is not None
    stopped = road.post(f"{path}/stop", about=about[1])
    assert "was stopped" in words(stopped) and "data-poll" not in stopped.text
    assert not road.app.state.place.searching.is_busy_with("trying what somebody could say")
    search.set()
    again = re.search(r'href="([^"]+)">Look for them again', stopped.text)
    assert again is not None
    found = road.get(again[1])
    assert road.json(f"{path}.json")["sentence"] in words(found)


def test_a_search_is_stopped_by_a_key(browser: Browser, road: Workbench, search: threading.Event) -> None:
    with visit(browser, road) as page:
        page.goto("/questions/tripwires")
        page.wait_for_selector("text=3 of at most 12")
        page.keyboard.press("x")
        page.wait_for_selector("text=The search was stopped")
        search.set()
        page.locator("#again").focus()
        page.keyboard.press("Enter")
        page.wait_for_selector("main:not([data-poll]) .say")


def test_any_page_that_is_being_worked_out_can_be_stopped(
    road: Workbench, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended, go_on, drafted = threading.Event(), threading.Event(), drafting.drafted_anew

    def later(*args: Any) -> Any:
        try:
            while not go_on.wait(0.01):
                give_way()
        except Superseded:
            ended.set()
            raise
        return drafted(*args)

    monkeypatch.setattr(drafting, "drafted_anew", later)
    page = until(road, "/model/draft?x=1", "Drafting the model")
    form = dict(re.findall(r'name="(number|page)" value="([^"]*)"', page.text))
    assert form["page"] == "/model/draft?x=1"
    stopped = road.post("/stop", **form)
    assert "Nothing in the case was changed" in words(stopped) and "data-poll" not in stopped.text
    assert ended.wait(60)
    go_on.set()
    again = re.search(r'href="([^"]+)"[^>]*>Work it out again', stopped.text)
    assert again is not None
    assert "Draft the model anew" in words(road.get(again[1]))
    # What is done by now is shown.
    assert "was stopped" not in words(road.post("/stop", **form))


@pytest.mark.parametrize("elsewhere", ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere"])
def test_stopping_leads_to_no_other_place(bench: Workbench, elsewhere: str) -> None:
    answer = bench.client.get("/stopped", params={"page": elsewhere})
    assert "elsewhere" not in answer.text
    answer = bench.client.post(
        "/stop",
        files={"form_token": (None, bench.token()), "number": (None, "0"), "page": (None, elsewhere)},
    )
    assert "elsewhere" not in str(answer.url)


def test_what_needs_something_that_was_stopped_is_begun_again() -> None:
    background = Background()
    go_on, begun = threading.Event(), threading.Event()

    def needed() -> int:
        begun.set()
        while not go_on.wait(0.01):
            give_way()
        return 3

    def needing() -> int:
        return background.get("needed", 1, needed, 60) + 1

    with pytest.raises(StillWorking):
        background.get("needing", 1, needing, 0.0)
    assert begun.wait(60)
    with pytest.raises(StillWorking) as waiting:
        background.get("needed", 1, needed, 0.0)
    assert waiting.value.number is not None and background.stop_number(waiting.value.number)
    with pytest.raises(StillWorking):
        background.get("needing", 1, needing, 60)
    assert not background.stop_number(waiting.value.number)
    go_on.set()
    assert background.get("needing", 1, needing, 60) == 4
    background.close()
