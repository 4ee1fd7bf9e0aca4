"""What people decided stands however a report is read again, and in other versions of it."""

import json
import subprocess
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from modusvivendi.dossier import Decision, Dossier
from modusvivendi.dossier.gold import export_decisions, export_gold
from modusvivendi.errors import CaseError, UnknownName
from modusvivendi.reports import Report
from modusvivendi.statements import Stance, Statement
from tests.dossier.specimens import act, day, report, statement, unnamed

GAZETTE = report(date=day("2031-03-01"))
OPENS = statement(GAZETTE, 2, "Norland", "offers", "open the crossing", doing=act("open-crossing", "Norland"))
WARNS = statement(GAZETTE, 2, "Sudland", "warns", "close the port", letter="b")
REFUSES = statement(
    GAZETTE, 4, "Sudland", "opposes", "opening of the crossing", chain=unnamed("officials", "Ferry News")
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "dossier.db"


def changed(s: Statement, **values: Any) -> Statement:
    return s.model_copy(update=values)


def second_version(more: str = "Corrected on Monday: ") -> Report:
    """The same report, with something before its text, under the same name."""
    return report(text=more + GAZETTE.body)


def moved(s: Statement, to: Report) -> Statement:
    """The statement as a reader finds it in another version."""
    start = to.body.index(s.sentence)
    stem = to.name.rpartition(".")[0]
    return changed(
        s, start=start, end=start + len(s.sentence), id=f"{stem}-{start}{s.id[-1]}", report=to.name
    )


def told(statements: Iterable[Statement]) -> list[tuple[str, str, str]]:
    return [(s.actor, s.stance.value, s.proposal) for s in statements]


def test_a_rejected_statement_stays_rejected_when_its_letter_changes(path: Path) -> None:
    with Dossier.open(path) as dossier:
        dossier.add(GAZETTE, [WARNS])
        dossier.review(WARNS.id, "reject", who="Ida")
        # A newer reader finds another statement in the sentence, which takes the letter.
        newer = changed(OPENS, id=WARNS.id)
        dossier.add(GAZETTE, [newer, changed(WARNS, id=WARNS.id[:-1] + "c")])
        assert told(dossier.statements()) == [("Norland", "offers", "open the crossing")]


def test_a_correction_is_kept_when_a_newer_reader_words_the_proposal_differently(path: Path) -> None:
    with Dossier.open(path) as dossier:
        dossier.add(GAZETTE, [OPENS])
        dossier.review(OPENS.id, "edit", who="Ida", changes={"stance": "considers"})
        dossier.add(GAZETTE, [changed(OPENS, proposal="open the crossing by day", reader="specimen.v2")])
        assert told(dossier.statements()) == [("Norland", "considers", "open the crossing by day")]


@pytest.mark.parametrize("newer", [{"actor": "Westland"}, {"stance": Stance.CONSIDERS}])
def test_a_correction_is_kept_when_a_newer_reader_finds_what_the_person_said(
    path: Path, newer: dict[str, Any]
) -> None:
    with Dossier.open(path) as dossier:
        dossier.add(GAZETTE, [OPENS])
        dossier.review(OPENS.id, "edit", who="Ida", changes={"actor": "Westland", "stance": "considers"})
        dossier.add(GAZETTE, [changed(OPENS, **newer)])
        assert told(dossier.statements()) == [("Westland", "considers", "open the crossing")]


@pytest.mark.parametrize("decision", ["accept", "edit"])
def test_what_a_person_confirmed_stands_though_a_newer_reader_misses_it(path: Path, decision: str) -> None:
    changes = {"stance": "considers"} if decision == "edit" else {}
    with Dossier.open(path) as dossier:
        dossier.add(GAZETTE, [OPENS, REFUSES])
        dossier.review(OPENS.id, decision, who="Ida", changes=changes)
        before = dossier.statements()
        dossier.add(GAZETTE, [REFUSES], reader="specimen.v2")
        assert dossier.statements() == before


def test_what_a_person_confirmed_does_not_take_the_id_of_something_else(path: Path) -> None:
    with Dossier.open(path) as dossier:
        dossier.add(GAZETTE, [OPENS])
        dossier.review(OPENS.id, "accept", who="Ida")
        dossier.add(GAZETTE, [changed(WARNS, id=OPENS.id)])
        assert sorted(told(dossier.statements())) == sorted(told([OPENS, WARNS]))
        assert len({s.id for s in dossier.statements()}) == 2


def test_a_rejection_does_not_touch_another_claim_in_the_same_sentence(path: Path) -> None:
    with Dossier.open(path) as dossier:
        dossier.add(GAZETTE, [OPENS])
        dossier.review(OPENS.id, "reject", who="Ida")
        dossier.add(GAZETTE, [changed(OPENS, stance=Stance.RULES_OUT), changed(WARNS)])
        assert told(dossier.statements()) == [
            ("Norland", "rules_out", "open the crossing"),
            ("Sudland", "warns", "close the port"),
        ]


def test_decisions_hold_in_a_changed_version_where_the_offsets_have_moved(path: Path) -> None:
    version = second_version()
    with Dossier.open(path) as dossier:
        dossier.add(GAZETTE, [OPENS, REFUSES])
        dossier.review(OPENS.id, "edit", who="Ida", changes={"stance": "considers"})
        dossier.review(REFUSES.id, "reject", who="Ida")
        dossier.add(version, [moved(OPENS, version), moved(REFUSES, version)])
        found = dossier.statements()
        assert told(found) == [("Norland", "considers", "open the crossing")] * 2
        assert len({s.report for s in found}) == 2
        dossier.remove("gazette.txt")
        assert told(dossier.statements()) == [("Norland", "considers", "open the crossing")]


def test_decisions_do_not_hold_in_another_report_with_the_same_sentence(path: Path) -> None:
    other = report("tribune.txt", text=GAZETTE.body)
    with Dossier.open(path) as dossier:
        dossier.add(GAZETTE, [OPENS])
        dossier.review(OPENS.id, "reject", who="Ida")
        copied = other.model_copy(update={"sha256": "f" * 64})
        dossier.add(copied, [moved(OPENS, copied)])
        assert [s.report for s in dossier.statements()] == ["tribune.txt"]


def test_a_persons_own_statement_goes_with_its_sentence(path: Path) -> None:
    with Dossier.open(path) as dossier:
        dossier.add(GAZETTE, [REFUSES])
        own = dossier.add_statement(changed(OPENS, reader="person"), who="Ida")
        assert own.id == OPENS.id[:-1] + "z"
        assert dossier.statement(own.id) == own
        dossier.add(GAZETTE, [], reader="specimen.v2")
        assert dossier.statements() == (own,)
        version = second_version()
        dossier.remove("gazette.txt")
        assert [s.current.who for s in dossier.standing().lost if s.current] == ["Ida"]
        dossier.add(version, [])
        (found,) = dossier.statements()
        assert version.body[found.start : found.end] == found.sentence == own.sentence


def test_a_persons_own_statement_stands_in_place_of_a_readers_of_the_same_party(
    path: Path,
) -> None:
    with Dossier.open(path) as dossier:
        dossier.add(GAZETTE, [])
        own = dossier.add_statement(changed(OPENS, proposal="open the crossing at night"), who="Ida")
        dossier.add(GAZETTE, [changed(OPENS, stance=Stance.SUPPORTS), WARNS])
        assert {s.id: s.stance for s in dossier.statements()} == {own.id: "offers", WARNS.id: "warns"}


def test_the_same_cannot_be_added_twice_nor_to_a_report_that_is_not_there(path: Path) -> None:
    with Dossier.open(path) as dossier:
        dossier.add(GAZETTE, [])
        dossier.add_statement(OPENS, who="Ida")
        with pytest.raises(CaseError, match="there already"):
            dossier.add_statement(OPENS, who="Per")
        with pytest.raises(UnknownName, match=r"gazette\.txt"):
            dossier.add_statement(changed(OPENS, report="gazete.txt"), who="Per")
        with pytest.raises(CaseError, match="no passage"):
            dossier.add_statement(changed(OPENS, sentence="Something else."), who="Per")
        assert len(dossier.reviews()) == 1


def test_later_edits_add_to_earlier_ones(path: Path) -> None:
    with Dossier.open(path) as dossier:
        dossier.add(GAZETTE, [OPENS])
        dossier.review(OPENS.id, "edit", who="Ida", changes={"stance": "considers"})
        dossier.review(OPENS.id, "edit", who="Per", changes={"actor": "Westland"})
        assert told(dossier.statements()) == [("Westland", "considers", "open the crossing")]
        dossier.undo(who="Ida")
        assert told(dossier.statements()) == [("Norland", "considers", "open the crossing")]


def test_what_is_undone_stays_in_the_history_with_who_and_when(path: Path) -> None:
    with Dossier.open(path) as dossier:
        dossier.add(GAZETTE, [OPENS, REFUSES])
        dossier.review(OPENS.id, "reject", who="Ida")
        dossier.review(REFUSES.id, "reject", who="Ida", note="no")
        assert dossier.undo(OPENS.id, who="Per").decision is Decision.REJECT
        assert dossier.statements() == (OPENS,)
        assert dossier.undo(who="Per").statement == REFUSES.id
        assert dossier.statements() == (OPENS, REFUSES)
        with pytest.raises(CaseError, match="no decision"):
            dossier.undo(who="Per")
        assert [(r.who, r.decision.value, r.statement) for r in dossier.reviews()] == [
            ("Ida", "reject", OPENS.id),
            ("Ida", "reject", REFUSES.id),
            ("Per", "undo", OPENS.id),
            ("Per", "undo", REFUSES.id),
        ]
        assert all(r.when.tzinfo is not None for r in dossier.reviews())


def test_an_addition_can_be_put_right_rejected_and_taken_back(path: Path) -> None:
    with Dossier.open(path) as dossier:
        dossier.add(GAZETTE, [])
        own = dossier.add_statement(OPENS, who="Ida")
        dossier.review(own.id, "edit", who="Per", changes={"proposal": "open it"})
        assert told(dossier.statements()) == [("Norland", "offers", "open it")]
        dossier.review(own.id, "reject", who="Per")
        assert dossier.statements() == ()
        for expected in ("open it", "open the crossing"):
            dossier.undo(own.id, who="Ida")
            assert [s.proposal for s in dossier.statements()] == [expected]
        dossier.undo(own.id, who="Ida")
        assert dossier.statements() == ()


def test_unknown_ids_name_the_nearest_and_write_nothing(path: Path) -> None:
    with Dossier.open(path) as dossier:
        dossier.add(GAZETTE, [OPENS])
        with pytest.raises(UnknownName, match=OPENS.id):
            dossier.review(OPENS.id[:-1] + "q", "reject", who="Ida")
        with pytest.raises(UnknownName, match=OPENS.id):
            dossier.undo(OPENS.id[:-1] + "q", who="Ida")
        assert dossier.reviews() == ()


def test_positions_follow_the_decisions(path: Path) -> None:
    with Dossier.open(path) as dossier:
        dossier.add(GAZETTE, [OPENS, REFUSES])
        dossier.review(OPENS.id, "edit", who="Ida", changes={"stance": "rules_out"})
        dossier.review(REFUSES.id, "reject", who="Ida")
        assert [(p.actor, p.stance) for p in dossier.positions()] == [("Norland", "rules_out")]


def test_an_edit_of_what_stands_in_another_version_quotes_that_when_the_first_is_gone(path: Path) -> None:
    other = second_version()
    with Dossier.open(path) as dossier:
        dossier.add(GAZETTE, [OPENS])
        dossier.review(OPENS.id, "edit", who="Ida", changes={"proposal": "a toll"})
        dossier.add(other, [])
        dossier.remove(GAZETTE.name)
        (stands,) = dossier.statements()
        words = stands.sentence[5:17].strip()
        dossier.review(stands.id, "edit", who="Ida", changes={"condition": words})
        assert dossier.statements()[0].condition == words


@settings(max_examples=10, deadline=None)
@given(
    steps=st.lists(
        st.tuples(st.sampled_from(["accept", "reject", "edit", "add", "version", "gone"]), st.integers(0, 5)),
        max_size=8,
    )
)
def test_a_decision_sees_of_the_record_what_it_would_see_of_all_of_it(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int]]
) -> None:
    """The oracle: `versions`, which looks at everything; `version` looks at one report and its versions."""
    herald = report("herald.txt", text=GAZETTE.body.replace("gazette", "herald"))
    read = {
        GAZETTE.name: [OPENS, WARNS, REFUSES],
        herald.name: [statement(herald, 2, "Norland", "offers", "it")],
    }
    with Dossier.open(tmp_path_factory.mktemp("d") / "dossier.db") as dossier:
        for one in (GAZETTE, herald):
            dossier.add(one, read[one.name])
        for what, number in steps:
            versions = dossier.versions()
            ids = sorted(versions)
            id_ = ids[number % len(ids)] if ids else ""
            if what == "version":
                later = second_version(f"Corrected, {number}: ")
                dossier.add(later, [moved(s, later) for s in read[GAZETTE.name][: number % 3]])
            elif what == "gone" and len(dossier.reports()) > 1:
                dossier.remove(dossier.reports()[number % len(dossier.reports())].name)
            elif what == "add" and ids:
                own = changed(dossier.statement(id_), proposal=f"own {number}", target="Norland")
                with suppress(CaseError):
                    dossier.add_statement(own, who="Ida")
            elif what in ("accept", "reject", "edit") and ids:
                changes = {"proposal": f"edited {number}"} if what == "edit" else None
                dossier.review(id_, what, who="Ida", changes=changes, based_on=versions[id_])
            every = dossier.versions()
            assert {i: dossier.version(i) for i in every} == every
            by_report = [s for r in dossier.reports() for s in dossier.statements_of(r.name)]
            assert tuple(by_report) == dossier.statements()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.lists(
        st.tuples(st.sampled_from(["accept", "reject", "edit", "undo"]), st.integers(0, 2)), max_size=9
    )
)
def test_any_decisions_can_be_undone_one_by_one_to_the_beginning(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int]]
) -> None:
    """The oracle: a stack of what stood before each decision."""
    read = (OPENS, WARNS, REFUSES)
    with Dossier.open(tmp_path_factory.mktemp("d") / "dossier.db") as dossier:
        dossier.add(GAZETTE, read)
        stood = [dossier.statements()]
        for step, which in steps:
            if step == "undo":
                if len(stood) > 1:
                    dossier.undo(who="Ida")
                    stood.pop()
            else:
                changes = {"proposal": f"do {len(stood)}"} if step == "edit" else {}
                dossier.review(read[which].id, step, who="Ida", changes=changes)
                stood.append(dossier.statements())
            assert dossier.statements() == stood[-1]
        while len(stood) > 1:
            dossier.undo(who="Ida")
            stood.pop()
            assert dossier.statements() == stood[-1]
        assert dossier.statements() == read


# -- as data --


@pytest.fixture
def decided(path: Path) -> Iterable[Dossier]:
    with Dossier.open(path) as dossier:
        dossier.add(GAZETTE, [OPENS, WARNS, REFUSES])
        dossier.add(report("tribune.txt"), [])
        dossier.review(OPENS.id, "edit", who="Ida", changes={"stance": "considers"})
        dossier.review(WARNS.id, "reject", who="Ida")
        yield dossier


def test_gold_has_what_was_decided_and_leaves_open_what_was_not(decided: Dossier, tmp_path: Path) -> None:
    folder = tmp_path / "gold"
    assert export_gold(decided, folder) == (1, 1)
    (entry,) = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    assert (folder / entry["report"]).read_text(encoding="utf-8") == GAZETTE.body
    assert [(s["actor"], s["stance"]) for s in entry["statements"]] == [("Norland", "considers")]
    assert [s["actor"] for s in entry["optional_statements"]] == ["Sudland"]
    assert export_gold(decided, folder, everything=True) == (1, 2)


def test_gold_never_replaces_what_it_did_not_write(decided: Dossier, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "gold.json").write_text("[]")
    with pytest.raises(CaseError, match="something else"):
        export_gold(decided, folder)
    assert (folder / "gold.json").read_text() == "[]"


def test_without_decisions_there_is_nothing_to_export(path: Path, tmp_path: Path) -> None:
    with Dossier.open(path) as dossier:
        dossier.add(GAZETTE, [OPENS])
        with pytest.raises(CaseError, match="decided"):
            export_gold(dossier, tmp_path / "gold")
        with pytest.raises(CaseError, match="decided"):
            export_decisions(dossier, tmp_path / "d.jsonl")
    assert not (tmp_path / "gold").exists()


def test_each_decision_is_a_line_with_what_was_read_and_what_stands(decided: Dossier, tmp_path: Path) -> None:
    assert export_decisions(decided, tmp_path / "d.jsonl") == 2
    lines = [json.loads(line) for line in (tmp_path / "d.jsonl").read_text(encoding="utf-8").splitlines()]
    found = {line["decision"]: line for line in lines}
    assert found["edit"]["read"]["stance"] == "offers"
    assert found["edit"]["stands"]["stance"] == "considers"
    assert found["reject"]["stands"] is None


@pytest.mark.shared
def test_the_development_scorer_takes_it_for_gold(decided: Dossier, tmp_path: Path, shared: Path) -> None:
    export_gold(decided, tmp_path / "gold", everything=True)
    tool = shared / "tools" / "score_statements.py"
    done = subprocess.run(
        [sys.executable, str(tool), str(tmp_path / "gold"), "--validate"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
