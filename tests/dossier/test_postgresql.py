"""A team's dossiers in PostgreSQL: as in a file, several in a database, and plain words where it fails."""

import datetime as dt
import subprocess
import sys
import uuid
from pathlib import Path

import psycopg
import pytest

from modusvivendi.dossier import Dossier
from modusvivendi.dossier.moving import move
from modusvivendi.dossier.postgresql import kept, required_url
from modusvivendi.dossier.state import DossierState
from modusvivendi.errors import CaseError, UnknownName
from modusvivendi.statements import Stance
from tests.dossier.test_store import GAZETTE, OPENS, REFUSES

WHEN = dt.datetime(2031, 5, 1, 12, tzinfo=dt.UTC)


@pytest.fixture
def team(postgresql: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """A database for all cases that are begun."""
    monkeypatch.setenv("MODUS_DATABASE_URL", postgresql)
    return postgresql


def case(tmp_path: Path, name: str) -> Path:
    (tmp_path / name).mkdir(parents=True)
    return tmp_path / name / "dossier.db"


def work(path: Path) -> tuple[object, ...]:
    """Do all that can be done with a dossier, and give what comes of it."""
    seen: list[object] = []
    own = REFUSES.model_copy(update={"proposal": "a toll", "stance": Stance.DEMANDS})
    with Dossier.open(path) as dossier:
        seen.append(dossier.add(GAZETTE, [OPENS, REFUSES]))
        seen.append(dossier.add(GAZETTE, [OPENS, REFUSES]))
        seen.append(dossier.review(OPENS.id, "edit", who="Ida", changes={"stance": "considers"}, when=WHEN))
        seen.append(dossier.review(REFUSES.id, "reject", who="Per", note="Ünïcode ☮", when=WHEN))
        seen.append(dossier.add_statement(own, who="Ida", when=WHEN))
        seen.append(dossier.undo(OPENS.id, who="Per", when=WHEN))
    with Dossier.open(path, must_exist=True) as dossier:
        seen += [dossier.reports(), dossier.statements(), dossier.statements(as_read=True), dossier.reviews()]
        seen += [dossier.positions(), dossier.origins(), dossier.changes(), dossier.contradictions()]
        seen += [dossier.readers(), dossier.digests(), dossier.standing(), dossier.versions()]
        dossier.remove(GAZETTE.name)
        seen.append(dossier.statements())
    return tuple(seen)


def test_a_dossier_in_postgresql_answers_as_one_in_a_file(
    tmp_path: Path, postgresql: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_file = work(case(tmp_path, "plain"))
    monkeypatch.setenv("MODUS_DATABASE_URL", postgresql)
    assert work(case(tmp_path, "team")) == in_file
    assert [(one.name, one.reports) for one in kept(required_url())] == [("team", 0)]


def test_cases_in_one_database_know_nothing_of_each_other(tmp_path: Path, team: str) -> None:
    one, other = case(tmp_path, "Ferry 2031"), case(tmp_path, "harbour")
    with Dossier.open(one) as first, Dossier.open(other) as second:
        first.add(GAZETTE, [OPENS])
        second.add(GAZETTE, [REFUSES])
        second.review(REFUSES.id, "reject", who="Ida")
        assert (first.statements(), second.statements()) == ((OPENS,), ())
        assert first.reviews() == ()
    assert [one.name for one in kept(required_url())] == ["ferry_2031", "harbour"]
    with Dossier.open(one) as first:
        first.discard()
    with pytest.raises(CaseError, match="no case called 'ferry_2031'"):
        Dossier.open(one)
    with Dossier.open(other) as second:
        assert second.statements(as_read=True) == (REFUSES,)


def test_the_pointer_tells_nothing_secret_and_finds_the_dossier_again(tmp_path: Path, team: str) -> None:
    path = case(tmp_path, "ferry")
    Dossier.open(path).close()
    assert "name: ferry\n" in path.read_text()
    assert "postgres@" not in path.read_text()
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))  # as a Windows editor leaves it
    Dossier.open(path, must_exist=True).close()


def test_a_dossier_in_a_file_stays_there_whatever_the_setting_says(
    tmp_path: Path, postgresql: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = case(tmp_path, "ferry")
    with Dossier.open(path) as dossier:
        dossier.add(GAZETTE, [OPENS])
    monkeypatch.setenv("MODUS_DATABASE_URL", postgresql)
    with Dossier.open(path) as dossier:
        assert dossier.statements() == (OPENS,)
    assert kept(required_url()) == []


def test_a_name_that_is_taken_and_another_case_of_that_name_are_refused(tmp_path: Path, team: str) -> None:
    path, same = case(tmp_path / "a", "ferry"), case(tmp_path / "b", "ferry")
    Dossier.open(path).close()
    with pytest.raises(CaseError, match=r"a case called 'ferry' already.*modus database join ferry"):
        Dossier.open(same)
    assert not same.exists()
    with Dossier.open(path) as dossier:
        text = path.read_text()
        dossier.discard()
    path.unlink()
    Dossier.open(path).close()
    path.write_text(text)
    with pytest.raises(CaseError, match="another case of the same name"):
        Dossier.open(path)


def test_what_is_wrong_is_said_as_with_a_file(tmp_path: Path, team: str) -> None:
    with Dossier.open(case(tmp_path, "ferry")) as dossier:
        with pytest.raises(UnknownName):
            dossier.review("gazette-1a", "accept", who="Ida")
        with pytest.raises(CaseError, match="PostgreSQL cannot keep this"):
            nul = GAZETTE.model_copy(update={"body": GAZETTE.body + "\0"})
            dossier.add(nul, [])
        assert dossier.reports() == ()


def test_who_writes_waits_and_is_told_when_it_takes_too_long(tmp_path: Path, team: str) -> None:
    path = case(tmp_path, "ferry")
    with Dossier.open(path, patience=0.1) as dossier, psycopg.connect(team) as other:
        other.execute("SELECT value FROM modus_ferry.about WHERE name = 'writes' FOR UPDATE")
        other.execute("UPDATE modus_ferry.about SET value = '7' WHERE name = 'schema'")
        with pytest.raises(CaseError, match="in use"):
            dossier.add(GAZETTE, [OPENS])
        assert dossier.reports() == ()  # reading waits for nobody
        other.rollback()
        assert dossier.add(GAZETTE, [OPENS]).outcome == "added"


def test_a_later_or_older_version_is_refused_and_an_upgrade_offered(tmp_path: Path, team: str) -> None:
    path = case(tmp_path, "ferry")
    Dossier.open(path).close()
    for version, message in (("99", "later version"), ("2", "modus database upgrade ferry")):
        with psycopg.connect(team) as connection:
            connection.execute("UPDATE modus_ferry.about SET value = %s WHERE name = 'schema'", [version])
        with pytest.raises(CaseError, match=message):
            Dossier.open(path)


def test_without_the_setting_it_is_said_that_a_database_is_needed(
    tmp_path: Path, team: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = case(tmp_path, "ferry")
    Dossier.open(path).close()
    monkeypatch.delenv("MODUS_DATABASE_URL")
    with pytest.raises(CaseError, match="set MODUS_DATABASE_URL"):
        Dossier.open(path)


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("postgresql://ida:hush-hush@/team?host=/nowhere/at/all", "cannot be reached"),
        ("postgresql://ida:hush-hush@127.0.0.1:1/team", "cannot be reached"),
        ("postgresql://ida:hush-hush@127.0.0.1", "names no database"),
        ("postgresql://ida:hush@hush@127.0.0.1/team", "percent"),
        ("mysql://ida:hush-hush@127.0.0.1/team", "no address of a PostgreSQL database"),
        ("hush-hush", "no address of a database"),
    ],
)
def test_a_database_that_cannot_be_used_is_said_to_be_without_the_password(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str, message: str
) -> None:
    monkeypatch.setenv("MODUS_DATABASE_URL", address)
    with pytest.raises(CaseError, match=message) as raised:
        Dossier.open(case(tmp_path, "ferry"))
    assert "hush" not in str(raised.value)
    assert not (tmp_path / "ferry" / "dossier.db").exists()


def test_without_the_driver_it_is_said_how_to_get_it(tmp_path: Path) -> None:
    program = (
        "import sys; sys.modules['psycopg'] = None\n"
        "from modusvivendi.dossier import Dossier\n"
        "from modusvivendi.errors import CaseError\n"
        "try: Dossier.open(sys.argv[1])\n"
        "except CaseError as error: print(error)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, case(tmp_path, "ferry")],
        env={"MODUS_DATABASE_URL": "postgresql://ida:hush-hush@127.0.0.1/team"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert 'pip install "modusvivendi[postgresql]"' in done.stdout
    assert "hush" not in done.stdout + done.stderr


def test_the_state_of_a_dossier_is_another_after_each_change_only_wherever_it_goes(
    tmp_path: Path, postgresql: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = case(tmp_path, "ferry")
    with DossierState(path) as state:
        assert state.now() is None
        seen = []
        for to in ("", "postgresql", "sqlite"):
            if to:
                monkeypatch.setenv("MODUS_DATABASE_URL", postgresql)
                move(path, to)
            for who in ("Ida", "Per"):
                with Dossier.open(path) as dossier:
                    dossier.add(GAZETTE, [OPENS])
                    before = state.now()
                    assert before == dossier.state()
                    dossier.statements()
                    assert state.now() == before
                    dossier.review(OPENS.id, "accept", who=who)
                    after = state.now()
                assert before is not None
                assert after is not None
                assert after.follows(before)
                seen.append(after)
        assert len(set(seen)) == len(seen)


def test_who_is_granted_a_case_as_documented_may_work_on_it_and_nobody_else(
    tmp_path: Path, team: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = case(tmp_path, "ferry")
    with Dossier.open(path) as dossier:
        dossier.add(GAZETTE, [OPENS])
    page = (Path(__file__).parents[2] / "docs" / "teams.md").read_text(encoding="utf-8")
    lines = [line.partition("--")[0].strip() for line in page.splitlines()]
    grants = [line for line in lines if line.startswith("GRANT") and line.endswith(" per;")]
    assert len(grants) == 3
    role = f"per_{uuid.uuid4().hex[:8]}"
    with psycopg.connect(team) as connection:
        connection.execute(f"CREATE ROLE {role} LOGIN")
    monkeypatch.setenv("MODUS_DATABASE_URL", team.replace("postgres@", f"{role}@"))
    assert kept(required_url()) == []
    for not_allowed in (path, case(tmp_path, "harbour")):
        with pytest.raises(CaseError, match="does not allow"):
            Dossier.open(not_allowed)
    with psycopg.connect(team) as connection:
        for grant in grants:
            connection.execute(grant.replace(" per;", f" {role};"))
    with Dossier.open(path) as dossier:
        dossier.review(OPENS.id, "accept", who="Per")
        dossier.handle(GAZETTE.name, caveats=["internal"], who="Per")
    assert [one.name for one in kept(required_url())] == ["ferry"]
