"""Full searches for garbage are made in pauses, and never while a click is being answered."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from modusvivendi.workbench import collecting
from modusvivendi.workbench.background import Clicks


@pytest.fixture
def searched(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Set once a full search was made; leaves Python's own habits as they were."""
    found, habits = threading.Event(), gc.get_threshold()

    def told(phase: str, about: dict[str, Any]) -> None:
        if phase == "stop" and about["generation"] == 2:
            found.set()

    monkeypatch.setattr(collecting, "PAUSE", 0.02)
    collecting.no_full_search()
    gc.callbacks.append(told)
    yield found
    gc.callbacks.remove(told)
    gc.set_threshold(*habits)
    gc.unfreeze()


def test_a_full_search_is_made_once_people_have_clicked_and_pause(searched: threading.Event) -> None:
    place: Any = SimpleNamespace(clicks=Clicks(), is_ready=threading.Event(), is_closed=threading.Event())
    place.is_ready.set()
    with place.clicks.answering():
        collecting.search_in_pauses(place)
        assert not searched.is_set(), "a click is being answered"
    assert searched.wait(60)
    place.is_closed.set()


def test_python_makes_no_full_search_by_itself_while_the_workbench_is_served(
    searched: threading.Event,
) -> None:
    kept = [[number] for number in range(200_000)]  # enough for several, at its own habits
    assert not searched.is_set() and len(kept) == 200_000
