"""Many people at once; what is kept is what would be worked out anew; a kill at any moment loses nothing."""

from __future__ import annotations

import asyncio
import random
import re
import shutil
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from modusvivendi.conflict import Conflict
from modusvivendi.dossier import Dossier
from modusvivendi.workbench.background import Background, StillWorking, Superseded
from modusvivendi.workbench.pages.positions import MOST_PARTIES
from modusvivendi.workbench.remembering import WITHOUT_DECISIONS
from modusvivendi.workbench.settings import Settings
from modusvivendi.workbench.snapshot import RecordSnapshot
from modusvivendi.workbench.substance import Substance
from modusvivendi.workbench.twins import as_json
from modusvivendi.workbench.workplace import Workplace
from tests.dossier import specimens
from tests.workbench.conftest import Workbench, served
from tests.workbench.test_keeping import running

PEOPLE = 50
TWINS = (
    "/reports.json",
    "/read.json",
    "/positions.json",
    "/sources.json",
    "/results.json",
    "/questions.json",
)


def everything(substance: Substance) -> bytes:
    return as_json(
        [
            substance.position_entries,
            substance.change_entries,
            substance.contradiction_entries,
            substance.origin_entries,
            substance.chains,
        ]
    )


# -- what is kept is what would be worked out anew --

_DECISIONS = st.sampled_from(["accept", "reject", "edit", "undo"])
_STEPS = st.lists(st.tuples(_DECISIONS, st.integers(0, 30), st.booleans()), max_size=8)
_STANCES = ("offers", "opposes", "considers")


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=_STEPS)
def test_after_any_decisions_the_record_at_hand_is_the_one_on_the_disk(
    made: Path, tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int, bool]]
) -> None:
    case = tmp_path_factory.mktemp("decided")
    shutil.copy(made / "dossier.db", case / "dossier.db")
    place = Workplace(case, Settings())
    try:
        ids = [s.id for s in place.record().read]
        everything(place.record().substance)
        for number, (decision, which, elsewhere) in enumerate(steps):
            _decide(place, decision, ids[which % len(ids)], number, elsewhere)
            with Dossier.open(case / "dossier.db") as dossier:
                anew = RecordSnapshot.of(dossier)
            now = place.record()
            assert now.reviews == anew.reviews
            assert now.statements() == anew.statements()
            assert everything(now.substance) == everything(anew.substance)
    finally:
        place.close()


def _decide(place: Workplace, decision: str, statement: str, number: int, elsewhere: bool) -> None:
    """Decide through the workbench, or as another program would."""
    with place.dossier() if elsewhere else place.deciding() as dossier:
        if decision == "undo":
            if any(
                s.id == statement and s.id in place.record().standing.decided for s in dossier.statements()
            ):
                dossier.undo(statement, who="Ann")
            return
        changes = {"stance": _STANCES[number % 3]} if decision == "edit" else None
        dossier.review(statement, decision, who="Ann", changes=changes)


def test_a_page_that_was_sent_before_is_sent_again_only_as_long_as_it_is_true(mine: Workbench) -> None:
    rng = random.Random(1)
    ids = [s["id"] for s in mine.json("/read/herald.md.json")["statements"]]
    for _ in range(6):
        mine.post(
            "/read/herald.md/decide", statement=rng.choice(ids), decision=rng.choice(["accept", "reject"])
        )
        first = {path: mine.json(path) for path in TWINS}
        assert {path: mine.json(path) for path in TWINS} == first
        with Dossier.open(mine.case / "dossier.db") as dossier:
            anew = RecordSnapshot.of(dossier)
        kept: Any = {
            name: first["/positions.json"][name] for name in ("positions", "changes", "contradictions")
        }
        substance = anew.substance
        assert as_json(kept) == as_json(
            {
                "positions": substance.position_entries,
                "changes": substance.change_entries,
                "contradictions": substance.contradiction_entries,
            }
        )
        assert sum(row["decided"] for row in first["/reports.json"]["reports"]) == sum(anew.decided.values())


def test_a_page_that_decisions_leave_as_it_is_says_nothing_of_them(mine: Workbench) -> None:
    """A page that should say who accepted what cannot stand among these."""
    paths = sorted(path for path in WITHOUT_DECISIONS if not path.endswith(".json"))
    place = mine.app.state.place
    before, version = {path: mine.get(path).text for path in paths}, place.version(decisions=False)
    for number, one in enumerate(mine.json("/read/herald.md.json")["statements"]):
        mine.post("/read/herald.md/decide", statement=one["id"], decision="accept", note=f"note {number}")
    assert place.version(decisions=False) == version != place.version()
    with served(mine.case, Settings(who="Ann")) as anew:
        for path in paths:
            first, second = (re.sub(r'name="form_token" value="[^"]+"', "", text)
                             for text in (before[path], anew.get(path).text))  # fmt: skip
            assert first == second, path
    mine.post("/reports/handling", report="herald.md", seen=0, usual="internal")
    handled = place.version(decisions=False)
    mine.post("/read/herald.md/decide", decision="undo", statement="")
    assert len({version, handled, place.version(decisions=False)}) == 3


def test_a_page_carries_the_form_token_of_whoever_asks(mine: Workbench) -> None:
    pages = []
    for _ in range(2):
        with httpx.Client(base_url=mine.address, timeout=120) as somebody:
            page = somebody.get("/read").text
            token = page.split('name="form_token" value="')[1].split('"')[0]
            sent = somebody.post("/theme", files={"form_token": (None, token), "theme": (None, "dark")})
            assert sent.status_code == 303
            pages.append((page, token))
    (one, first), (other, second) = pages
    assert first != second
    assert one.replace(first, "") == other.replace(second, "")


# -- a large record --


def test_the_parts_of_a_long_table_have_every_party_once(tmp_path: Path) -> None:
    with Dossier.open(tmp_path / "dossier.db") as dossier:
        for number in range(4):
            report = specimens.report(f"letter{number}.txt")
            dossier.add(
                report,
                [
                    specimens.statement(
                        report, place, f"Town {number} {place}", "offers", f"toll {number} {place}"
                    )
                    for place in range(specimens.SENTENCES)
                ],
            )
    with served(tmp_path) as bench:
        actors = {position["actor"] for position in bench.json("/positions.json")["positions"]}
        assert len(actors) == 4 * specimens.SENTENCES > MOST_PARTIES
        seen: list[str] = []
        address: str | None = "/positions"
        while address is not None:
            page = bench.get(address).text
            seen += re.findall(r'<th scope="row"><a [^>]*><bdi>([^<]+)</bdi>', page)
            after = re.search(r'href="([^"]+)" rel="next"', page)
            address = after[1] if after else None
        assert sorted(seen) == sorted(actors)
        assert bench.get("/positions?part=9").text.count('rel="next"') == 0


# -- many at once --


@pytest.mark.parametrize("looks", [1, 2, 3, 4])
def test_what_follows_from_a_model_is_never_kept_for_one_that_came_while_it_was_begun(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, looks: int
) -> None:
    """Somebody changes the model right after it was looked at for the first time, the second, the third."""
    case = tmp_path / "skerries"
    shutil.copytree(made, case)
    now = """title: another
decision_makers:
  Ann: {options: {sail: set sail}, preferences: [sail]}
  Ben: {options: {row: row home}, preferences: [row if Ann.sail]}
"""
    place = Workplace(case, Settings())
    seen, look = [0], place.model

    def looked() -> object:
        found = look()
        seen[0] += 1
        if seen[0] == looks:
            place.model_path.write_text(now, encoding="utf-8")
        return found

    monkeypatch.setattr(place, "model", looked)
    place.arrangements(60)
    monkeypatch.undo()
    place.model_path.write_text(now, encoding="utf-8")  # also where nobody looked so often
    assert place.ensemble(60).conflict.names == ["Ann", "Ben"]
    assert place.findings(60).conflict.names == ["Ann", "Ben"]
    assert {name for entry in place.arrangements(60) for name in entry.taken} == {"Ann.sail", "Ben.row"}
    place.close()


def test_whoever_waits_for_what_is_not_the_case_any_more_is_told_so() -> None:
    background = Background(1)
    begun, go_on, asked_again = threading.Event(), threading.Event(), threading.Event()
    told: list[type[Exception]] = []

    class Version(int):
        def __ne__(self, other: object) -> bool:
            asked_again.set()
            return int(self) != other

        __hash__ = int.__hash__

    def works() -> None:
        begun.set()
        go_on.wait(60)

    def waits() -> None:
        try:
            background.get("second", 1, lambda: "old", 60.0)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is looked at
            told.append(type(error))

    busy = threading.Thread(target=background.get, args=("first", 1, works, 60.0))
    busy.start()
    assert begun.wait(60)
    with pytest.raises(StillWorking):
        background.get("second", Version(1), lambda: "old", 0.0)
    waiting = threading.Thread(target=waits)
    waiting.start()
    assert asked_again.wait(60)
    with pytest.raises(StillWorking):
        background.get("second", 2, lambda: "new", 0.0)
    waiting.join()
    go_on.set()
    busy.join()
    assert told == [Superseded]
    assert background.get("second", 2, lambda: "other", 60.0) == "new"
    background.close()


def test_fifty_people_click_and_decide_at_once_and_nothing_of_it_is_lost(mine: Workbench) -> None:
    statements = {
        name: [s["id"] for s in mine.json(f"/read/{name}.json")["statements"]]
        for name in ("herald.md", "courier.md")
    }
    with ThreadPoolExecutor(1) as pool:  # a browser of other tests may have its loop in this thread
        confirmed = pool.submit(asyncio.run, _crowd(mine.address, statements)).result()
    with Dossier.open(mine.case / "dossier.db") as dossier:
        kept = {(r.statement, r.decision.value, r.note) for r in dossier.reviews()}
    assert len(confirmed) == PEOPLE * 2
    assert confirmed == kept


async def _crowd(address: str, statements: dict[str, list[str]]) -> set[tuple[str, str, str]]:
    """Let everybody look at pages and decide twice; give what was confirmed to them."""
    confirmed: set[tuple[str, str, str]] = set()

    async def person(number: int) -> None:
        rng = random.Random(number)
        async with httpx.AsyncClient(base_url=address, timeout=600) as client:
            page = await client.get("/read")
            token = page.text.split('name="form_token" value="')[1].split('"')[0]
            for turn in range(2):
                for path in rng.sample([*TWINS, "/positions", "/sources", "/model", "/results"], 2):
                    assert (await client.get(path)).status_code == 200, path
                report = rng.choice(list(statements))
                statement, decision = rng.choice(statements[report]), rng.choice(["accept", "reject"])
                fields = {
                    "form_token": token, "statement": statement, "decision": decision,
                    "note": f"{number}, {turn}",
                }  # fmt: skip
                sent = await client.post(
                    f"/read/{report}/decide", files={name: (None, value) for name, value in fields.items()}
                )
                assert sent.status_code == 303, sent.text
                confirmed.add((statement, decision, fields["note"]))

    await asyncio.gather(*(person(number) for number in range(PEOPLE)))
    return confirmed


# -- killed at any moment --


@pytest.mark.parametrize("seed", range(3))
def test_killed_amid_a_stream_of_edits_it_has_kept_every_confirmed_one(
    made: Path, tmp_path: Path, seed: int
) -> None:
    case = tmp_path / "skerries"
    shutil.copytree(made, case)
    confirmed: list[tuple[str, str]] = []
    titles: list[str] = []
    enough = random.Random(seed).randrange(1, 12)
    reached = threading.Event()
    with running(case, "--port", "0") as (process, address):

        def edit() -> None:
            with httpx.Client(base_url=address, timeout=600) as client:
                ids = [s["id"] for s in client.get("/read/herald.md.json").json()["statements"]]
                token = client.get("/read").text.split('name="form_token" value="')[1].split('"')[0]
                for number in range(10_000):
                    told = {"statement": ids[number % len(ids)], "note": f"number {number}"}
                    fields = {"form_token": token, "decision": "accept", **told}
                    sent = client.post(
                        "/read/herald.md/decide", files={k: (None, v) for k, v in fields.items()}
                    )
                    assert sent.status_code == 303
                    confirmed.append((told["statement"], told["note"]))
                    seen = client.get("/model.json").json()["version"]
                    fields = {"form_token": token, "title": told["note"], "seen": seen}
                    sent = client.post("/model/title", files={k: (None, v) for k, v in fields.items()})
                    assert sent.status_code == 303 and "late" not in sent.headers["location"]
                    titles.append(told["note"])
                    if len(confirmed) == enough:
                        reached.set()

        def until_it_is_killed() -> None:
            try:
                edit()
            except httpx.TransportError:
                pass
            finally:
                reached.set()

        writer = threading.Thread(target=until_it_is_killed)
        writer.start()
        reached.wait()
        process.kill()
        process.wait()
        writer.join()
    assert len(confirmed) >= enough
    with Dossier.open(case / "dossier.db") as dossier:
        kept = {(r.statement, r.note) for r in dossier.reviews()}
        dossier.statements()
    assert set(confirmed) <= kept
    assert len(kept) <= len(confirmed) + 1
    title = Conflict.load(case / "conflict.yaml").title
    assert title in (titles[-1], f"number {len(titles)}") if titles else title, "whole, and the last"
