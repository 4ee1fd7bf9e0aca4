"""What is kept, what re-reading changes, and files that are no dossiers."""

import datetime as dt
import os
import shutil
import sqlite3
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from modusvivendi.dossier import Decision, Dossier
from modusvivendi.errors import CaseError, UnknownName
from modusvivendi.statements import Statement
from tests.dossier.specimens import REPORTS, act, day, report, statement, statements, unnamed

GAZETTE = report(date=day("2031-03-01"))
OPENS = statement(
    GAZETTE,
    2,
    "Norland",
    "offers",
    "open the crossing",
    doing=act("open-crossing", "Norland"),
    chain=unnamed("officials", "Ferry News"),
)
REFUSES = statement(
    GAZETTE, 4, "Sudland", "opposes", "opening of the crossing", doing=act("open-crossing", "Norland")
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "dossier.db"


def test_what_was_added_comes_back_after_closing(path: Path) -> None:
    with Dossier.open(path) as dossier:
        assert dossier.add(GAZETTE, [REFUSES, OPENS]).outcome == "added"
    with Dossier.open(path, must_exist=True) as dossier:
        assert dossier.reports() == (GAZETTE,)
        assert dossier.statements() == (OPENS, REFUSES)
        assert dossier.statement(OPENS.id) == OPENS
        assert dossier.readers() == {"gazette.txt": "specimen.v1"}


def test_a_relative_path_is_that_of_the_folder_one_is_in_now(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        monkeypatch.chdir(tmp_path / folder)
        with Dossier.open(Path("dossier.db")) as dossier:
            assert not dossier.reports()
            dossier.add(GAZETTE, [])
        assert (tmp_path / folder / "dossier.db").is_file()


def test_adding_the_same_again_changes_nothing(path: Path) -> None:
    with Dossier.open(path) as dossier:
        dossier.add(GAZETTE, [OPENS])
        before = path.read_bytes()
        assert dossier.add(GAZETTE, [OPENS]).outcome == "unchanged"
        assert path.read_bytes() == before


def test_a_newer_reader_replaces_statements_and_reviews_stay(path: Path) -> None:
    better = OPENS.model_copy(update={"proposal": "open the crossing by day", "reader": "specimen.v2"})
    with Dossier.open(path) as dossier:
        dossier.add(GAZETTE, [OPENS, REFUSES])
        dossier.review(OPENS.id, "accept", who="Ida")
        dossier.review(REFUSES.id, "reject", who="Ida")
        assert dossier.add(GAZETTE, [better, REFUSES]).outcome == "replaced"
        assert dossier.statements() == (better,)
        assert dossier.statements(as_read=True) == (better, REFUSES)
        assert [review.statement for review in dossier.reviews()] == [OPENS.id, REFUSES.id]


def test_a_date_told_later_is_kept_when_the_report_is_read_again_without_it(path: Path) -> None:
    undated = report("letter.txt", None)
    told = undated.model_copy(update={"date": dt.date(2031, 5, 1), "date_from": "option"})
    with Dossier.open(path) as dossier:
        dossier.add(undated, [])
        assert dossier.add(told, []).outcome == "replaced"
        assert dossier.add(undated, []).outcome == "unchanged"
        assert dossier.reports()[0].date == dt.date(2031, 5, 1)


def test_the_same_name_with_other_bytes_is_kept_beside_it_under_a_new_name(path: Path) -> None:
    other = report(text="Another text altogether, of the same name. " * 12)
    claim = statement(other, 1, "Norland", "denies", "the report")
    with Dossier.open(path) as dossier:
        dossier.add(GAZETTE, [OPENS])
        added = dossier.add(other, [claim])
        name = f"gazette-{other.sha256[:6]}.txt"
        assert (added.outcome, added.report.name) == ("added", name)
        assert [r.name for r in dossier.reports()] == sorted(["gazette.txt", name])
        stored = added.statements[0]
        assert stored.report == name
        assert stored.id == claim.id.replace("gazette", f"gazette-{other.sha256[:6]}")
        assert dossier.statement(stored.id).sentence == claim.sentence
        assert dossier.add(other, [claim]).outcome == "unchanged"


@pytest.mark.parametrize("name", ["gazette.md", "GAZETTE.txt"])
def test_names_whose_statement_ids_would_clash_are_told_apart(path: Path, name: str) -> None:
    other = report(name, text="Another text altogether, of nearly the same name. " * 12)
    with Dossier.open(path) as dossier:
        dossier.add(GAZETTE, [OPENS])
        assert dossier.add(other, [statement(other, 2, "Norland", "offers", "a toll")]).report.name != name
        assert len(dossier.statements()) == 2


def test_the_same_bytes_under_another_name_are_one_report(path: Path) -> None:
    copy = GAZETTE.model_copy(update={"name": "copy.txt"})
    renamed = OPENS.model_copy(update={"id": OPENS.id.replace("gazette", "copy"), "report": "copy.txt"})
    with Dossier.open(path) as dossier:
        dossier.add(GAZETTE, [OPENS])
        assert dossier.add(copy, [renamed]).outcome == "unchanged"
        assert dossier.statements() == (OPENS,)


def test_statements_that_are_not_the_reports_own_are_refused_and_nothing_is_kept(path: Path) -> None:
    foreign = OPENS.model_copy(update={"report": "other.txt"})
    misquoted = REFUSES.model_copy(update={"sentence": "Something else."})
    with Dossier.open(path) as dossier:
        for wrong in ([foreign], [misquoted], [OPENS, OPENS]):
            with pytest.raises(CaseError):
                dossier.add(GAZETTE, wrong)
        assert not dossier.reports()


def test_a_report_can_be_taken_out(path: Path) -> None:
    with Dossier.open(path) as dossier:
        dossier.add(GAZETTE, [OPENS])
        with pytest.raises(UnknownName, match="did you mean"):
            dossier.remove("gazete.txt")
        dossier.remove("gazette.txt")
        assert (dossier.reports(), dossier.statements()) == ((), ())


def test_an_edit_changes_what_a_person_changed_and_the_last_review_counts(path: Path) -> None:
    words = GAZETTE.body[OPENS.start + 5 : OPENS.start + 12].strip()
    with Dossier.open(path) as dossier:
        dossier.add(GAZETTE, [OPENS])
        dossier.review(
            OPENS.id, "edit", who="Ida", changes={"stance": "considers", "condition": words}, note="weaker"
        )
        found = dossier.statement(OPENS.id)
        assert (found.stance, found.condition) == ("considers", words)
        assert GAZETTE.body[found.condition_start : found.condition_end] == words
        dossier.review(OPENS.id, Decision.REJECT, who="Per")
        assert dossier.statements() == ()
        dossier.review(OPENS.id, Decision.ACCEPT, who="Ida")
        assert dossier.statements() == (OPENS,)
        assert [(r.who, r.decision.value) for r in dossier.reviews()] == [
            ("Ida", "edit"),
            ("Per", "reject"),
            ("Ida", "accept"),
        ]
        assert dossier.reviews()[0].when.tzinfo is not None


def test_edits_that_do_not_fit_are_refused_with_the_field(path: Path) -> None:
    with Dossier.open(path) as dossier:
        dossier.add(GAZETTE, [OPENS])
        for changes, message in (
            ({"stanze": "offers"}, "stance"),
            ({"stance": "maybe"}, "stance"),
            ({"sentence": "x"}, "cannot be edited"),
            ({"condition": "no passage of it"}, "quote it exactly"),
        ):
            with pytest.raises(CaseError, match=message):
                dossier.review(OPENS.id, "edit", who="Ida", changes=changes)
        with pytest.raises(CaseError, match="accept, reject or edit"):
            dossier.review(OPENS.id, "like", who="Ida")
        with pytest.raises(UnknownName):
            dossier.review("gazette-0z", "accept", who="Ida")
        with pytest.raises(UnknownName, match="did you mean"):
            dossier.statement(OPENS.id[:-1] + "b")
        assert dossier.reviews() == ()


def test_files_that_are_no_dossiers_are_refused_and_left_alone(path: Path) -> None:
    foreign = path.with_name("foreign.db")
    connection = sqlite3.connect(foreign)
    connection.execute("create table about (name text, value text)")
    connection.execute("create table birds (name text)")
    connection.commit()
    connection.close()
    text = path.with_name("text.db")
    text.write_text("The owners agreed to hire.", encoding="utf-8")
    for wrong in (foreign, text):
        before = wrong.read_bytes()
        with pytest.raises(CaseError, match="dossier"):
            Dossier.open(wrong)
        assert wrong.read_bytes() == before
    for missing in (path.parent, path.parent / "no" / "dossier.db"):
        with pytest.raises(CaseError):
            Dossier.open(missing)
    with pytest.raises(CaseError, match="no dossier"):
        Dossier.open(path, must_exist=True)
    assert not path.exists()


def test_damaged_dossiers_are_said_to_be(path: Path) -> None:
    with Dossier.open(path) as dossier:
        dossier.add(GAZETTE, [OPENS, REFUSES])
    whole = path.read_bytes()
    for damaged in (
        whole[: len(whole) // 2],
        whole[:100],
        whole[:4096] + b"\xff" * (len(whole) - 4096),
        b"SQLite format 3\0" + b"x" * 50,
    ):
        path.write_bytes(damaged)
        with pytest.raises(CaseError) as raised, Dossier.open(path) as dossier:
            dossier.statements()
            dossier.reports()
        assert "dossier" in str(raised.value)


def test_dossiers_of_a_later_version_and_without_their_tables_are_refused(path: Path) -> None:
    Dossier.open(path).close()
    for change, message in (
        ("update about set value = '99' where name = 'schema'", "later version"),
        ("update about set value = '3' where name = 'schema'", ""),
        ("drop table reviews", "tables are missing"),
    ):
        connection = sqlite3.connect(path)
        connection.execute(change)
        connection.commit()
        connection.close()
        if message:
            with pytest.raises(CaseError, match=message):
                Dossier.open(path)


def test_a_locked_dossier_is_said_to_be_in_use(path: Path) -> None:
    with Dossier.open(path, patience=0.1) as dossier:
        connection = sqlite3.connect(path)
        connection.execute("begin exclusive")
        try:
            with pytest.raises(CaseError, match="in use"):
                dossier.add(GAZETTE, [OPENS])
        finally:
            connection.rollback()
            connection.close()
        assert dossier.add(GAZETTE, [OPENS]).outcome == "added"


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0,
    reason="the administrator may write everywhere, and Windows asks others than the folder's mode",
)
def test_a_folder_that_may_not_be_written_is_said_to_be(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(CaseError):
        Dossier.open(tmp_path / "dossier.db")


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(statements())
def test_the_order_of_adding_does_not_matter_and_adding_twice_changes_nothing(
    tmp_path: Path, found: tuple[Statement, ...]
) -> None:
    results = []
    for order in list(permutations(REPORTS))[::2]:
        folder = tmp_path / "order"
        folder.mkdir()
        with Dossier.open(folder / "dossier.db") as dossier:
            for _ in range(2):
                for one in order:
                    dossier.add(one, [s for s in found if s.report == one.name])
            results.append(
                (
                    dossier.reports(),
                    dossier.statements(),
                    dossier.positions(),
                    dossier.origins(),
                    dossier.changes(),
                    dossier.contradictions(),
                )
            )
        shutil.rmtree(folder)
    assert all(result == results[0] for result in results)
    assert {s.id for s in results[0][1]} == {s.id for s in found}
