"""Joins are kept before they are carried out, carried out whatever happens, and hold for later reports."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from modusvivendi.executors import Serial
from modusvivendi.workbench import Settings
from modusvivendi.workbench.background import StillWorking
from modusvivendi.workbench.joining import join_later, join_parties, joins, matters
from modusvivendi.workbench.wishes import FOLDER, Wish
from modusvivendi.workbench.workplace import Workplace
from tests.workbench.conftest import Workbench

JOIN = Wish("join", "party", "Denmark", "Norway", "Ann")


@pytest.fixture
def place(made: Path, tmp_path: Path) -> Workplace:
    copy = tmp_path / "case"
    shutil.copytree(made, copy)
    return Workplace(copy, Settings(), Serial())


def settled(place: Workplace) -> None:
    """Wait until nothing is left to be carried out."""
    while place.wishes.is_busy:
        time.sleep(0.01)


def actors(place: Workplace) -> set[str]:
    return {s.actor for s in place.record().statements()}


def test_a_join_is_in_the_case_before_it_is_carried_out_and_gone_after(place: Workplace) -> None:
    with place._lock:  # nobody can decide anything yet
        with pytest.raises(StillWorking):
            place.wishes.ask(JOIN, 0.0)
        (kept,) = (place.case / FOLDER).glob("*.json")
        assert json.loads(kept.read_text(encoding="utf-8"))["one"] == "Denmark"
    settled(place)
    assert "Denmark" not in actors(place)
    assert not list((place.case / FOLDER).glob("*.json"))


@pytest.mark.parametrize("carried_out", [False, True], ids=["before", "after"])
def test_a_program_that_was_killed_carries_out_what_was_left(place: Workplace, carried_out: bool) -> None:
    if carried_out:  # all but what comes after the record is written
        join_parties(place, "Denmark", "Norway", "Ann")
        (place.case / "aliases.yaml").unlink()
    count = len(place.record().reviews)
    folder = place.case / FOLDER
    folder.mkdir()
    (folder / "000001-abcd.json").write_text(json.dumps(vars(JOIN)), encoding="utf-8")
    later = Workplace(place.case, Settings(), Serial())
    settled(later)
    assert "Denmark" not in actors(later)
    assert "Denmark" in (later.case / "aliases.yaml").read_text(encoding="utf-8")
    assert not later.wishes.progress()
    if carried_out:
        assert len(later.record().reviews) == count, "nothing is corrected twice"


def test_what_cannot_be_carried_out_is_said_until_somebody_has_seen_it(
    serve_copy: Callable[..., Workbench],
) -> None:
    mine = serve_copy()
    place = mine.app.state.place
    with place._lock:
        for _ in range(2):  # whoever comes second finds nothing left of Denmark
            with pytest.raises(StillWorking):
                place.wishes.ask(JOIN, 0.0)
    settled(place)
    told = mine.json("/positions/matters.json")["wanted"]
    assert [one["problem"] for one in told] == [told[0]["problem"]] and "Denmark" in told[0]["problem"]
    for page in ("/positions", "/positions/matters", "/positions/party?name=Norway"):
        assert "could not be taken for one" in mine.get(page).text
    again = serve_copy()
    assert again.json("/positions/matters.json")["wanted"] == told, "also after the next start"
    again.post("/positions/matters/seen", key=told[0]["key"])
    assert "could not" not in again.get("/positions").text


def test_others_decide_while_a_join_is_worked_out_and_nothing_of_either_is_lost(
    place: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    from modusvivendi.dossier import corrections

    mine = next(s for s in place.record().statements() if s.actor == "Denmark")
    worked_out, times = corrections.changed_together, []

    def meanwhile(*given: object) -> object:
        found = worked_out(*given)  # type: ignore[arg-type]
        times.append(len(found))
        if len(times) == 1:
            with place.deciding() as dossier:
                corrections.correct(dossier, mine.id, {"proposal": "reopen the harbour"}, who="Bob")
        return found

    monkeypatch.setattr(corrections, "changed_together", meanwhile)
    join_parties(place, "Denmark", "Norway", "Ann")
    (now,) = (s for s in place.record().statements() if s.id == mine.id)
    assert (now.actor, now.proposal) == ("Norway", "reopen the harbour") and len(times) == 2


def test_what_was_taken_for_one_matter_is_one_in_later_reports(mine: Workbench) -> None:
    def hand_in(text: str, date: str) -> None:
        mine.post("/reports", text=text, outlet="Herald", date=date)
        while mine.app.state.place.inbox.is_busy:
            time.sleep(0.01)

    hand_in(
        "Norway offers to reopen the border.\n\nDenmark rejects the clearing of the old trade route.\n",
        "2026-03-20",
    )
    known = [one["matter"] for one in mine.json("/positions/matters.json")["matters"]]
    one = next(name for name in known if "trade route" in name)
    other = next(name for name in known if "border" in name)
    mine.post("/positions/matters", matter=one, other=other)
    settled(mine.app.state.place)
    hand_in("Sweden rejects the clearing of the old trade route.\n", "2026-03-22")
    now = {one["matter"]: one["parties"] for one in mine.json("/positions/matters.json")["matters"]}
    assert one not in now and "Sweden" in now[other]
    (join,) = joins(mine.app.state.place.record())
    assert (join.who, len(join.reviews)) == ("Ann", 2)
    mine.post("/positions/split", key=join.key)
    settled(mine.app.state.place)
    again = {one["matter"]: one["parties"] for one in mine.json("/positions/matters.json")["matters"]}
    assert {"Sweden", "Denmark"} <= set(again[one])


def test_a_join_that_was_taken_apart_is_not_made_again(place: Workplace) -> None:
    names = list(matters(place.record().substance))[:2]
    place.wishes.ask(Wish("join", "matter", names[0], names[1], "Ann"), 60)
    (join,) = joins(place.record())
    place.wishes.ask(Wish("split", "matter", names[0], names[1], "Ann", join.key), 60)
    assert join_later(place) == 0 and names[0] in matters(place.record().substance)
