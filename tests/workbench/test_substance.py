"""What follows from a record is worked out once, however many ask for it at the same time."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from modusvivendi.dossier.record import Record
from modusvivendi.workbench.substance import Substance


def test_two_who_ask_for_the_same_share_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[str] = []
    is_begun, go_on = threading.Event(), threading.Event()

    def slowly(self: Record) -> tuple[()]:
        begun.append("changes")
        is_begun.set()
        go_on.wait(60)
        return ()

    monkeypatch.setattr(Record, "changes", slowly)
    substance = Substance((), ())
    with ThreadPoolExecutor(4) as pool:
        asked = [pool.submit(substance.changes) for _ in range(4)]
        assert is_begun.wait(60)
        assert substance.positions() == (), "what is asked for beside it does not wait"
        go_on.set()
        assert [one.result(60) for one in asked] == [()] * 4
    assert begun == ["changes"]


def test_another_record_does_not_wait_for_this_one(monkeypatch: pytest.MonkeyPatch) -> None:
    is_begun, go_on = threading.Event(), threading.Event()
    slow, quick = Substance((), ()), Substance((), ())

    def changes(self: Record) -> tuple[()]:
        if self is slow:
            is_begun.set()
            go_on.wait(60)
        return ()

    monkeypatch.setattr(Record, "changes", changes)
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(slow.changes)
        assert is_begun.wait(60)
        assert quick.changes() == ()
        go_on.set()
        assert asked.result(60) == ()


def test_what_went_wrong_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    substance = Substance((), ())

    def fails(self: Record) -> tuple[()]:
        raise ValueError("no")

    with monkeypatch.context() as patched, pytest.raises(ValueError, match="no"):
        patched.setattr(Record, "changes", fails)
        substance.changes()
    assert substance.changes() == ()
