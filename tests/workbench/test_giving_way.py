"""What is worked out beside the clicks lets them go first, and goes on all the same."""

from __future__ import annotations

import threading

from modusvivendi.giving_way import give_way, giving_way, let_go_first
from modusvivendi.workbench.background import MOST_ABOUT, Background, Clicks, StillWorking


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


def test_what_cannot_give_way_begins_in_a_pause_or_when_there_is_none_for_long() -> None:
    clicks, order = Clicks(), list[str]()

    def wait() -> None:
        clicks.pause(0.0, 60)
        order.append("pause")

    with clicks.answering():
        clicks.pause(0.0, 0.05)  # in any crowd it goes on
        waiting = threading.Thread(target=wait)
        waiting.start()
        waiting.join(0.1)
        order.append("answered")
    waiting.join(60)
    assert order == ["answered", "pause"]


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


class Search:
    """Something that tries possibilities until it may end."""

    def __init__(self, background: Background, about: str = "") -> None:
        self.background, self.about = background, about
        self.go_on, self.tried, self.ended = threading.Event(), threading.Event(), threading.Event()
        self.begun = 0

    def work(self) -> str:
        self.begun += 1
        count = self.background.counting("searching", self.about)
        try:
            for number in range(10_000):
                count(number, 10_000)
                self.tried.set()
                if self.go_on.wait(0.005):
                    return self.about
            raise AssertionError("nobody let it end")
        finally:
            self.ended.set()

    def ask(self, patience: float = 0.0, version: int = 1) -> str | None:
        try:
            return self.background.get("searching", version, self.work, patience, self.about)
        except StillWorking:
            return None


def test_two_who_ask_about_two_things_do_not_begin_each_others_search_again() -> None:
    background = Background()
    one, other = Search(background, "one"), Search(background, "other")
    for _ in range(5):
        assert one.ask() is None and other.ask() is None
    one.go_on.set()
    other.go_on.set()
    assert (one.ask(60), other.ask(60)) == ("one", "other")
    assert (one.begun, other.begun) == (1, 1)
    background.close()


def test_a_search_that_is_stopped_ends() -> None:
    background = Background()
    search = Search(background, "one")
    assert search.ask() is None and search.tried.wait(60)
    background.stop("searching", "one")
    assert search.ended.wait(60) and not search.go_on.is_set()
    search.go_on.set()
    assert search.ask(60) == "one" and search.begun == 2  # whoever wants it again gets it
    background.stop("searching", "one")  # what is found stays
    assert search.ask(60) == "one" and search.begun == 2
    background.close()


def test_a_search_in_what_is_not_the_case_any_more_ends() -> None:
    background = Background()
    search = Search(background, "one")
    assert search.ask(version=1) is None and search.tried.wait(60)
    assert search.ask(version=2) is None
    assert search.ended.wait(60)
    search.go_on.set()
    assert search.ask(60, version=2) == "one"
    background.close()


def test_only_the_last_of_many_searches_are_kept() -> None:
    background = Background()
    searches = [Search(background, str(number)) for number in range(MOST_ABOUT + 3)]
    for search in searches:
        search.go_on.set()
        assert search.ask(60) == search.about
    assert searches[-1].ask(60) and searches[-1].begun == 1
    assert searches[0].ask(60) and searches[0].begun == 2
    background.close()
