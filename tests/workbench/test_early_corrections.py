"""Corrections made before the language model is loaded are kept at once, and carried out a moment later."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path
from typing import Any

import httpx
import pytest

from modusvivendi.executors import Serial
from modusvivendi.workbench import Settings
from modusvivendi.workbench.wishes import Correction
from modusvivendi.workbench.workplace import Workplace
from tests.workbench.conftest import Workbench

REPORT = "herald.md"
NEW = "open the canal on Sundays"


def settled(place: Workplace) -> None:
    while place.wishes.is_busy:
        time.sleep(0.01)


def early(bench: Workbench) -> Workplace:
    """Make it as it is before the language model is loaded, from now on."""
    place: Workplace = bench.app.state.place
    place.expect_corrections()
    place.can_correct.wait()
    place.can_correct.clear()
    return place


def send(bench: Workbench, path: str, **fields: str) -> httpx.Response:
    sent = {name: (None, value) for name, value in ({"form_token": bench.token()} | fields).items()}
    return bench.client.post(path, files=sent)


def first(bench: Workbench) -> dict[str, Any]:
    found: dict[str, Any] = bench.json(f"/read/{REPORT}.json")["statements"][0]
    return found


def test_an_early_correction_is_kept_at_once_and_comes_to_the_same(mine: Workbench) -> None:
    place, id_ = early(mine), first(mine)["id"]
    with place._lock:  # nothing can be written to the record
        page = send(mine, f"/read/{REPORT}/edit", statement=id_, proposal=NEW, note="as I heard it")
        assert page.status_code == 200 and "is being corrected" in page.text
        (kept,) = (place.case / "joining").glob("*.json")
        assert NEW in kept.read_text(encoding="utf-8")
        (told,) = mine.json(f"/read/{REPORT}.json")["wanted"]
        assert (told["statement"], told["fields"]) == (id_, {"proposal": NEW})
    settled(place)
    (now,) = (s for s in place.record().statements() if s.id == id_)
    (review,) = place.record().reviews
    assert (now.proposal, review.who, review.note) == (NEW, "Ann", "as I heard it")
    place.can_correct.set()
    mine.post(f"/read/{REPORT}/decide", statement=id_, decision="undo")
    mine.post(f"/read/{REPORT}/edit", statement=id_, proposal=NEW, note="as I heard it")
    assert place.record().reviews[-1].changes == review.changes, "as if the model had been loaded"
    assert not list((place.case / "joining").glob("*.json"))


def test_a_statement_added_early_is_added(mine: Workbench) -> None:
    place = early(mine)
    sentence = first(mine)["sentence"]
    page = send(
        mine,
        f"/read/{REPORT}/add",
        passage=sentence,
        actor="Norway",
        stance="offers",
        proposal="sail at night",
    )
    assert page.status_code == 200
    settled(place)
    assert [s.actor for s in place.record().statements() if s.proposal == "sail at night"] == ["Norway"]


@pytest.mark.parametrize("carried_out", [False, True])
@pytest.mark.parametrize("what", ["correct", "add"])
def test_killed_before_or_after_carrying_it_out_a_correction_is_made_once(
    made: Path, tmp_path: Path, what: str, carried_out: bool
) -> None:
    import shutil

    case = tmp_path / "skerries"
    shutil.copytree(made, case)
    place = Workplace(case, Settings(), Serial())
    one = next(s for s in place.record().statements() if s.report == REPORT)
    if what == "correct":
        wish = Correction("correct", REPORT, json.dumps({"proposal": NEW}), "Ann", statement=one.id, seen=0)
    else:
        given = {"actor": "Norway", "stance": "offers", "proposal": NEW}
        wish = Correction("add", REPORT, json.dumps(given), "Ann", passage=one.sentence)
    if carried_out:
        place.wishes.ask(wish, 120)
    place.close()
    (case / "joining").mkdir(exist_ok=True)
    (case / "joining" / "000001-abcd.json").write_text(json.dumps(vars(wish)), encoding="utf-8")
    later = Workplace(case, Settings(), Serial())
    settled(later)
    assert not later.wishes.progress() and len(later.record().reviews) == 1
    assert sum(s.proposal == NEW for s in later.record().statements()) == 1
    later.close()


def test_where_somebody_was_faster_an_early_correction_is_told_and_not_lost(mine: Workbench) -> None:
    place, id_ = early(mine), first(mine)["id"]
    with place._lock:
        send(mine, f"/read/{REPORT}/edit", statement=id_, proposal=NEW, seen="0")
        with place.dossier() as dossier:
            dossier.review(id_, "reject", who="Ben")
    settled(place)
    page = mine.get(f"/read/{REPORT}").text
    assert "could not be corrected" in page and re.search(r"Ben has (rejected|decided)", page) and NEW in page
    key = re.search(r'name="key" value="([^"]+)"', page)
    assert key is not None
    mine.post(f"/read/{REPORT}/seen", key=key[1])
    assert "could not be corrected" not in mine.get(f"/read/{REPORT}").text


def test_what_cannot_be_is_refused_at_once(mine: Workbench) -> None:
    place, id_ = early(mine), first(mine)["id"]
    refused = send(mine, f"/read/{REPORT}/edit", statement=id_, condition="if the moon is made of cheese")
    assert refused.status_code == 400 and "is no passage of" in refused.text
    refused = send(
        mine, f"/read/{REPORT}/add", passage="never said", actor="A", stance="offers", proposal="b"
    )
    assert refused.status_code == 400 and "has no such passage" in refused.text
    assert not place.wishes.progress() and not place.record().reviews
