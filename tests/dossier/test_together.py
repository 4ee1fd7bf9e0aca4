"""Several people at one case at once, each a process of its own: nothing confirmed is lost."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from modusvivendi.dossier import Dossier
from modusvivendi.dossier.corrections import correct
from modusvivendi.dossier.turns import file_version, turn
from modusvivendi.errors import EditConflict
from tests.dossier.test_older import older
from tests.dossier.test_store import GAZETTE, OPENS, REFUSES

PEOPLE = 3
ROUNDS = 5

EDITS = """
import json, sys
from modusvivendi.dossier import Dossier
from modusvivendi.errors import EditConflict
path, who, statement, rounds = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])
print("ready", flush=True)
sys.stdin.readline()
met = 0
with Dossier.open(path) as dossier:
    for number in range(rounds):
        while True:
            seen = dossier.version(statement)
            number_seen = len(dossier.reviews())
            changes = {"proposal": f"{who} {number}"}
            try:
                done = dossier.review(statement, "edit", who=who, changes=changes, based_on=seen)
            except EditConflict as conflict:
                met += 1
                assert conflict.yours["changes"] == changes and conflict.theirs["review"]["who"] != who
                assert conflict.version != seen
            else:
                print(json.dumps([done.number, number_seen]), flush=True)
                break
print(json.dumps({"met": met}))
"""

TURNS = """
import pathlib, sys
from modusvivendi.dossier.turns import file_version, turn
from modusvivendi.errors import EditConflict
path, who = pathlib.Path(sys.argv[1]), sys.argv[2]
print("ready", flush=True)
sys.stdin.readline()
for number in range(int(sys.argv[3])):
    while True:
        seen = file_version(path)
        text = path.read_text() + f"{who} {number}\\n"
        try:
            with turn(path, based_on=seen, yours=text):
                aside = path.with_name(f".{who}")
                aside.write_text(text)
                aside.replace(path)
        except EditConflict as conflict:
            assert conflict.yours["text"] == text
            continue
        break
"""


OPENING = """
import sys
from modusvivendi.dossier import Dossier
print("ready", flush=True)
sys.stdin.readline()
for path in sys.argv[1:]:
    with Dossier.open(path) as dossier:
        print(len(dossier.reviews()))
"""


@pytest.fixture(params=["sqlite", "postgresql"])
def case(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A dossier with two statements, in a file and in PostgreSQL."""
    if request.param == "postgresql":
        monkeypatch.setenv("MODUS_DATABASE_URL", request.getfixturevalue("postgresql"))
    with Dossier.open(tmp_path / "dossier.db") as dossier:
        dossier.add(GAZETTE, [OPENS, REFUSES])
    return tmp_path / "dossier.db"


def at_once(program: str, *arguments: list[object]) -> list[list[str]]:
    """Run a program in several processes that begin together, and give what each printed."""
    started = [
        subprocess.Popen(
            [sys.executable, "-c", program, *map(str, given)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for given in arguments
    ]
    for process in started:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    ended = []
    for process in started:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    for process in started:
        told, _ = process.communicate()
        assert process.returncode == 0
        ended.append(told.splitlines())
    return ended


def test_an_edit_based_on_what_is_no_more_is_refused_and_carries_both_versions(case: Path) -> None:
    with Dossier.open(case) as ida, Dossier.open(case) as per:
        seen = ida.version(OPENS.id)
        assert per.versions()[OPENS.id] == seen
        per.review(OPENS.id, "edit", who="Per", changes={"stance": "considers"}, based_on=seen)
        with pytest.raises(EditConflict, match="Per has decided about gazette-80a") as raised:
            ida.review(OPENS.id, "edit", who="Ida", changes={"proposal": "a toll"}, based_on=seen)
        conflict = raised.value
        assert conflict.yours == {
            "decision": "edit",
            "who": "Ida",
            "changes": {"proposal": "a toll"},
            "note": "",
        }
        assert conflict.theirs["statement"]["stance"] == "considers"
        assert conflict.theirs["review"]["who"] == "Per"
        assert [review.who for review in ida.reviews()] == ["Per"]
        assert conflict.version == ida.version(OPENS.id)
        ida.review(OPENS.id, "edit", who="Ida", changes={"proposal": "a toll"}, based_on=conflict.version)
        stands = per.statement(OPENS.id)
        assert (stands.proposal, stands.stance) == ("a toll", "considers")


def test_undoing_rereading_and_correcting_are_conflicts_too(case: Path) -> None:
    with Dossier.open(case) as dossier:
        seen = dossier.version(REFUSES.id)
        dossier.review(REFUSES.id, "reject", who="Per", based_on=seen)
        rejected = dossier.version(REFUSES.id)
        for attempt in (
            lambda: dossier.undo(REFUSES.id, who="Ida", based_on=seen),
            lambda: correct(dossier, REFUSES.id, {"stance": "demands"}, who="Ida", based_on=seen),
        ):
            with pytest.raises(EditConflict):
                attempt()
        dossier.undo(REFUSES.id, who="Per", based_on=rejected)
        assert dossier.version(REFUSES.id) == seen  # as if nothing had been
        other = dossier.version(OPENS.id)
        dossier.add(GAZETTE, [OPENS.model_copy(update={"proposal": "open it by night"}), REFUSES])
        with pytest.raises(EditConflict, match="read otherwise") as raised:
            dossier.review(OPENS.id, "accept", who="Ida", based_on=other)
        assert raised.value.theirs["statement"]["proposal"] == "open it by night"
        dossier.review(REFUSES.id, "accept", who="Ida", based_on=seen)  # which nobody touched


def test_people_who_edit_one_statement_at_once_build_on_each_other(case: Path) -> None:
    """Every confirmed edit is there once, and was based on the one before it."""
    told = at_once(EDITS, *([case, f"person{n}", OPENS.id, ROUNDS] for n in range(PEOPLE)))
    confirmed = [tuple(json.loads(line)) for lines in told for line in lines[:-1]]
    with Dossier.open(case) as dossier:
        reviews = dossier.reviews()
    assert len(confirmed) == len(reviews) == PEOPLE * ROUNDS
    assert {number for number, _ in confirmed} == {review.number for review in reviews}
    assert sorted(seen for _, seen in confirmed) == list(range(PEOPLE * ROUNDS))


def test_people_who_edit_different_statements_do_not_get_in_each_others_way(case: Path) -> None:
    told = at_once(EDITS, [case, "Ida", OPENS.id, ROUNDS], [case, "Per", REFUSES.id, ROUNDS])
    assert [json.loads(lines[-1])["met"] for lines in told] == [0, 0]
    with Dossier.open(case) as dossier:
        assert {s.proposal for s in dossier.statements()} == {f"Ida {ROUNDS - 1}", f"Per {ROUNDS - 1}"}


def test_those_who_open_a_new_or_an_older_dossier_at_once_do_it_once(tmp_path: Path) -> None:
    new, old = tmp_path / "new.db", older(tmp_path / "dossier.db", 1)
    both: list[object] = [new, old]
    assert at_once(OPENING, *(both for _ in range(2))) == [["0", "4"]] * 2
    assert sorted(p.name for p in tmp_path.iterdir()) == ["dossier.db", "dossier.version-1.db", "new.db"]


@pytest.mark.skipif(os.name == "nt", reason="kills as Unix does")
def test_what_was_confirmed_before_a_kill_is_there_and_the_dossier_is_whole(case: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", EDITS, case, "Ida", OPENS.id, "100000"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write("\n")
    process.stdin.flush()
    assert process.stdout.readline() == "ready\n"
    confirmed = [json.loads(process.stdout.readline())[0] for _ in range(3)]
    process.kill()
    confirmed += [json.loads(line)[0] for line in process.communicate()[0].splitlines() if line.endswith("]")]
    with Dossier.open(case) as dossier:
        assert {*confirmed} <= {review.number for review in dossier.reviews()}
        assert dossier.review(OPENS.id, "accept", who="Per").who == "Per"


def test_a_file_that_several_write_loses_nobodys_lines(tmp_path: Path) -> None:
    path = tmp_path / "conflict.yaml"
    path.write_text("")
    at_once(TURNS, *([path, f"person{n}", 20] for n in range(3)))
    assert sorted(path.read_text().splitlines()) == sorted(
        f"person{n} {k}" for n in range(3) for k in range(20)
    )
    assert [p.name for p in tmp_path.iterdir()] == ["conflict.yaml"]


def test_a_file_changed_since_one_looked_is_a_conflict_with_both_texts(tmp_path: Path) -> None:
    path = tmp_path / "conflict.yaml"
    nothing = file_version(path)
    with turn(path, based_on=nothing):
        path.write_text("title: theirs\n")
    for stale in (nothing, "0123456789abcdef"):
        with pytest.raises(EditConflict) as raised, turn(path, based_on=stale, yours="title: mine\n"):
            path.write_text("title: mine\n")
        assert raised.value.yours == {"text": "title: mine\n"}
        assert raised.value.theirs == {"text": "title: theirs\n"}
        assert raised.value.version == file_version(path)
    with turn(path, based_on=None):
        path.unlink()
    assert file_version(path) == ""
