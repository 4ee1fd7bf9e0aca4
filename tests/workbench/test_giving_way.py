"""What is worked out beside the clicks lets them go first, and goes on all the same."""

from __future__ import annotations

import threading

from modusvivendi.giving_way import give_way, giving_way, let_go_first
from modusvivendi.workbench.background import Background, Clicks, StillWorking


def test_work_that_nobody_told_to_wait_goes_on_at_once() -> None:
    give_way()
    assert list(giving_way(range(5), 2)) == [0, 1, 2, 3, 4]


def test_work_gives_way_before_every_part_or_one_in_so_many() -> None:
    paused: list[int] = []
    done: list[int] = []
    let_go_first(lambda: paused.append(len(done)))
    try:
        for part in giving_way(range(5), 2):
            done.append(part)
    finally:
        let_go_first(None)
    assert paused == [0, 2, 4]


def test_work_beside_the_clicks_waits_while_one_is_answered() -> None:
    clicks, begun = Clicks(), threading.Event()
    background = Background(clicks=clicks)

    def work() -> bool:
        begun.set()
        return True

    with clicks.answering():
        assert not clicks.none_left(0)
        try:  # whoever waits for it is no click as long as they wait, else neither would go on
            assert background.get("counting", 1, work, 60)
        except StillWorking:  # pragma: no cover
            raise AssertionError("it waited for who waited for it") from None
        assert begun.is_set() and not clicks.none_left(0)
    assert clicks.none_left(0)
    background.close()


def test_in_any_crowd_what_is_worked_out_goes_on() -> None:
    clicks = Clicks()
    background = Background(clicks=clicks)
    with clicks.answering():
        found = threading.Thread(target=lambda: background.get("counting", 1, lambda: 3, 60))
        found.start()
        found.join(60)
        assert background.earlier("counting") == 3
    background.close()


def test_whoever_waits_for_work_that_tries_much_is_told_how_much_was_tried() -> None:
    background = Background()
    tried, go_on = threading.Event(), threading.Event()

    def work() -> str:
        background.counting("searching")(3, 40)
        tried.set()
        go_on.wait(60)
        return "found"

    try:
        background.get("searching", 1, work, 0.0)
    except StillWorking:
        assert tried.wait(60)
    try:
        background.get("searching", 1, work, 0.0)
        raise AssertionError("it goes on")
    except StillWorking as working:
        assert working.tried == (3, 40)
    go_on.set()
    assert background.get("searching", 1, work, 60) == "found"
    background.close()
