"""A case backed up, restored and moved is the same; what is no backup is refused, and nothing half-made."""

import hashlib
import json
import os
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest

from modusvivendi.dossier import Dossier
from modusvivendi.dossier.backup import back_up
from modusvivendi.dossier.copying import digest
from modusvivendi.dossier.moving import move
from modusvivendi.dossier.opening import open_store
from modusvivendi.dossier.postgresql import kept, required_url
from modusvivendi.dossier.restoring import restore
from modusvivendi.errors import CaseError
from tests.dossier.test_older import older
from tests.dossier.test_store import GAZETTE, OPENS, REFUSES

RAW = b"\xef\xbb\xbfHere stands\r\na \xe2\x98\xae report.\n"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A case with all there can be in one."""
    folder = tmp_path / "ferry"
    (folder / "reports").mkdir(parents=True)
    (folder / "reports" / "gazette.txt").write_bytes(RAW)
    (folder / "reports" / "größe & co.txt").write_bytes(b"\x00\xff" * 1000)
    (folder / "conflict.yaml").write_bytes(b"version: 1\r\n")
    fill(folder / "dossier.db")
    return folder


def fill(path: Path) -> None:
    with Dossier.open(path) as dossier:
        dossier.add(GAZETTE, [OPENS, REFUSES])
        dossier.review(OPENS.id, "edit", who="Ida ☮", changes={"stance": "considers", "quantity": None})
        dossier.review(REFUSES.id, "reject", who="Per")
        dossier.undo(REFUSES.id, who="Per")
        dossier.handle(GAZETTE.name, caveats=["internal"], redact=True, who="Ida")


@pytest.fixture
def in_postgresql(case: Path, postgresql: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same case, its dossier in PostgreSQL."""
    monkeypatch.setenv("MODUS_DATABASE_URL", postgresql)
    move(case / "dossier.db", "postgresql")
    return case


def rows(case: Path) -> str:
    store = open_store(case / "dossier.db", "dossier", must_exist=True)
    with store.session() as session:
        found = digest(session.connection())
    store.close()
    return found


def files(case: Path) -> dict[str, bytes]:
    every = (p for p in case.rglob("*") if p.is_file() and p.name != "dossier.db")
    return {p.relative_to(case).as_posix(): p.read_bytes() for p in every}


def test_a_case_comes_back_byte_for_byte_and_row_for_row(case: Path, tmp_path: Path) -> None:
    done = back_up(case, tmp_path / "ferry.zip")
    assert (done.files, done.left_out) == (4, ())
    assert restore(tmp_path / "ferry.zip", tmp_path / "again").files == 4
    assert files(tmp_path / "again") == files(case)
    assert rows(tmp_path / "again") == rows(case)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["again", "ferry", "ferry.zip"]
    with Dossier.open(case / "dossier.db") as one, Dossier.open(tmp_path / "again" / "dossier.db") as other:
        assert one.reviews() == other.reviews()
        assert one.handling() == other.handling()
        other.review(OPENS.id, "accept", who="Ida")
    assert rows(tmp_path / "again") != rows(case)


def test_a_case_in_postgresql_is_backed_up_with_its_rows(in_postgresql: Path, tmp_path: Path) -> None:
    back_up(in_postgresql, in_postgresql / "ferry.zip")  # into the case itself, which it leaves out
    back_up(in_postgresql, in_postgresql / "ferry.zip")
    restore(in_postgresql / "ferry.zip", tmp_path / "again")
    assert rows(tmp_path / "again") == rows(in_postgresql)
    assert (tmp_path / "again" / "dossier.db").read_bytes().startswith(b"SQLite")


def test_a_case_moves_to_postgresql_and_back_with_all_rows(
    case: Path, postgresql: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = rows(case)
    assert move(case / "dossier.db", postgresql, "team_ferry") == "team_ferry"
    monkeypatch.setenv("MODUS_DATABASE_URL", postgresql)
    assert rows(case) == before
    with Dossier.open(case / "dossier.db") as dossier:
        numbers = [review.number for review in dossier.reviews()]
        assert dossier.review(OPENS.id, "accept", who="Per").number == numbers[-1] + 1
    moved = rows(case)
    assert move(case / "dossier.db", "sqlite") == "dossier.db"
    monkeypatch.delenv("MODUS_DATABASE_URL")
    assert rows(case) == moved
    with Dossier.open(case / "dossier.db") as dossier:
        assert dossier.review(OPENS.id, "reject", who="Per").number == numbers[-1] + 2
    monkeypatch.setenv("MODUS_DATABASE_URL", postgresql)
    assert kept(required_url()) == []
    assert sorted(p.name for p in case.iterdir()) == ["conflict.yaml", "dossier.db", "reports"]


def test_moving_where_it_is_or_where_another_is_changes_nothing(
    case: Path, tmp_path: Path, postgresql: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (case / "dossier.db").read_bytes()
    with pytest.raises(CaseError, match="in SQLite already"):
        move(case / "dossier.db", "sqlite")
    with pytest.raises(CaseError, match="no database is named"):
        move(case / "dossier.db", "postgresql")
    monkeypatch.setenv("MODUS_DATABASE_URL", postgresql)
    (tmp_path / "other" / "ferry").mkdir(parents=True)
    Dossier.open(tmp_path / "other" / "ferry" / "dossier.db").close()
    with pytest.raises(CaseError, match="a case called 'ferry' already"):
        move(case / "dossier.db", postgresql)
    with pytest.raises(CaseError, match="cannot be called"):
        move(case / "dossier.db", postgresql, 'a"; drop')
    with pytest.raises(CaseError, match="cannot be reached") as raised:
        move(case / "dossier.db", "postgresql://ida:hush-hush@127.0.0.1:1/team")
    assert "hush" not in str(raised.value)
    assert (case / "dossier.db").read_bytes() == before


def test_a_move_that_was_broken_off_is_finished_by_moving_again(
    case: Path, postgresql: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The states a kill can leave: copied there; closed here; open there but still marked."""
    monkeypatch.setenv("MODUS_DATABASE_URL", postgresql)
    path = case / "dossier.db"
    before, file = rows(case), path.read_bytes()
    move(path, "postgresql")
    pointer = path.read_bytes()
    with psycopg.connect(postgresql) as connection:
        connection.execute("INSERT INTO modus_ferry.about VALUES ('moving', 'in')")
    path.write_bytes(file)
    assert rows(case) == before  # copied, and not closed here: this one is in use
    with closing(sqlite3.connect(path)) as here:
        here.execute("INSERT INTO about VALUES ('moving', 'out')")
        here.commit()
    with pytest.raises(CaseError, match=r"being moved.*modus move"):
        Dossier.open(path)
    move(path, "postgresql")
    assert rows(case) == before
    with psycopg.connect(postgresql) as connection:
        connection.execute("INSERT INTO modus_ferry.about VALUES ('moving', 'in')")
    path.write_bytes(pointer)
    Dossier.open(path).close()
    assert not kept(required_url())[0].moving
    with psycopg.connect(postgresql) as connection:
        connection.execute("INSERT INTO modus_ferry.about VALUES ('moving', 'out')")
    with pytest.raises(CaseError, match="being moved"):
        Dossier.open(path)
    move(path, "sqlite")
    assert rows(case) == before


def test_who_has_it_open_while_it_moves_is_told_so_and_loses_nothing(
    case: Path, postgresql: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MODUS_DATABASE_URL", postgresql)
    with Dossier.open(case / "dossier.db") as dossier:
        move(case / "dossier.db", "postgresql")
        with pytest.raises(CaseError, match="moved meanwhile"):
            dossier.review(OPENS.id, "accept", who="Ida")
    with Dossier.open(case / "dossier.db") as dossier:
        move(case / "dossier.db", "sqlite")
        with pytest.raises(CaseError, match="no such case"):
            dossier.review(OPENS.id, "accept", who="Ida")


@pytest.mark.parametrize("version", [1, 2])
def test_a_case_of_an_older_version_is_restored_and_brought_up_to_date(tmp_path: Path, version: int) -> None:
    (tmp_path / "old").mkdir()
    older(tmp_path / "old" / "dossier.db", version)
    back_up(tmp_path / "old", tmp_path / "old.zip")
    assert sorted(p.name for p in (tmp_path / "old").iterdir()) == ["dossier.db"]  # it is as old as before
    assert restore(tmp_path / "old.zip", tmp_path / "new").upgraded_from == version
    assert sorted(p.name for p in (tmp_path / "new").iterdir()) == ["dossier.db"]
    with Dossier.open(tmp_path / "new" / "dossier.db") as dossier:
        assert len(dossier.reviews()) == 4


def test_what_is_no_file_does_not_go_in_and_is_named(case: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    (tmp_path / "folder").mkdir()
    (case / "reports" / "link.txt").symlink_to(tmp_path / "secret")
    (case / "elsewhere").symlink_to(tmp_path / "folder")
    os.mkfifo(case / "pipe")
    (case / "reports" / "two\nlines.txt").write_text("x")
    (case / ".hidden").write_text("x")
    (case / "dossier.version-1.db").write_text("x")
    done = back_up(case, tmp_path / "ferry.zip")
    assert sorted(done.left_out) == ["elsewhere", "pipe", "reports/link.txt", "reports/two\nlines.txt"]
    assert done.files == 4


def test_a_case_that_packs_unbelievably_well_can_be_restored_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "ferry").mkdir()
    (tmp_path / "ferry" / "zeros.txt").write_bytes(bytes(65 << 20))
    back_up(tmp_path / "ferry", tmp_path / "ferry.zip")
    assert restore(tmp_path / "ferry.zip", tmp_path / "again").files == 1


def test_a_backup_that_cannot_be_made_leaves_the_one_before(case: Path, tmp_path: Path) -> None:
    target = tmp_path / "ferry.zip"
    back_up(case, target)
    before = target.read_bytes()
    whole = (case / "dossier.db").read_bytes()
    (case / "dossier.db").write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    with pytest.raises(CaseError, match="dossier"):
        back_up(case, target)
    assert target.read_bytes() == before
    with pytest.raises(CaseError):
        back_up(case, tmp_path / "no" / "ferry.zip")
    with pytest.raises(CaseError, match="no such case"):
        back_up(tmp_path / "nowhere", target)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["ferry", "ferry.zip"]


def test_nothing_that_is_there_is_overwritten(case: Path, tmp_path: Path) -> None:
    back_up(case, tmp_path / "ferry.zip")
    before = files(case)
    for taken in (case, tmp_path / "ferry.zip"):
        with pytest.raises(CaseError, match="something here already"):
            restore(tmp_path / "ferry.zip", taken)
    assert files(case) == before
    (tmp_path / "empty").mkdir()
    restore(tmp_path / "ferry.zip", tmp_path / "empty")
    assert files(tmp_path / "empty") == before


Entries = dict[str, bytes]
Change = Callable[[Entries, dict[str, Any]], None]


def tampered(source: Path, target: Path, change: Change, **attributes: int) -> None:
    """Write a backup again with other entries or another list of contents."""
    with zipfile.ZipFile(source) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    manifest = json.loads(entries.pop("manifest.json"))
    change(entries, manifest)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = attributes.get("mode", 0o644) << 16
            archive.writestr(entry, data)
        archive.writestr("manifest.json", json.dumps(manifest))


def adding(name: str, data: bytes = b"x") -> Change:
    def change(entries: Entries, manifest: dict[str, Any]) -> None:
        entries[f"case/{name}"] = data
        manifest["files"][name] = {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}

    return change


def bomb(entries: Entries, manifest: dict[str, Any]) -> None:
    adding("reports/zeros.txt", bytes(65 << 20))(entries, manifest)


def understated(entries: Entries, manifest: dict[str, Any]) -> None:
    adding("reports/more.txt", b"x" * 5000)(entries, manifest)
    manifest["files"]["reports/more.txt"]["bytes"] = 10


def trigger(entries: Entries, manifest: dict[str, Any]) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(entries["case/dossier.db"])
        connection.execute("CREATE TRIGGER t AFTER INSERT ON reviews BEGIN DELETE FROM reports; END")
        connection.commit()
        adding("dossier.db", connection.serialize())(entries, manifest)


@pytest.mark.parametrize(
    "change",
    [
        adding("../outside.txt"),
        adding("reports/../../outside.txt"),
        adding("/outside.txt"),
        adding("..\\outside.txt"),
        adding("reports//x.txt"),
        adding("reports/./x.txt"),
        adding(".bashrc"),
        adding("reports/\0.txt"),
        adding("dossier.db-journal"),
        adding("dossier.DB-wal"),
        adding("dossier.db", b"no database"),
        lambda entries, _: entries.update({"case/unlisted.txt": b"x"}),
        lambda entries, _: entries.update({"elsewhere.txt": b"x"}),
        lambda entries, _: entries.pop("case/conflict.yaml"),
        lambda entries, _: entries.update({"case/conflict.yaml": b"version: 2\r\n"}),
        lambda _, manifest: manifest.update(format=2),
        lambda _, manifest: manifest.pop("files"),
        lambda _, manifest: manifest["files"]["conflict.yaml"].update(bytes=True),
        understated,
        bomb,
        trigger,
    ],
)
def test_a_backup_that_somebody_tampered_with_is_refused_and_nothing_is_left(
    case: Path, tmp_path: Path, change: Change
) -> None:
    back_up(case, tmp_path / "ferry.zip")
    (tmp_path / "in").mkdir()
    tampered(tmp_path / "ferry.zip", tmp_path / "tampered.zip", change)
    with pytest.raises(CaseError):
        restore(tmp_path / "tampered.zip", tmp_path / "in" / "again")
    assert list((tmp_path / "in").iterdir()) == []
    assert sorted(p.name for p in tmp_path.iterdir()) == ["ferry", "ferry.zip", "in", "tampered.zip"]


def test_links_and_damaged_archives_are_refused(case: Path, tmp_path: Path) -> None:
    back_up(case, tmp_path / "ferry.zip")
    tampered(tmp_path / "ferry.zip", tmp_path / "link.zip", lambda _, __: None, mode=0o120777)
    whole = (tmp_path / "ferry.zip").read_bytes()
    half = len(whole) // 2  # amid the dossier, by far the largest file
    (tmp_path / "short.zip").write_bytes(whole[:half])
    (tmp_path / "flipped.zip").write_bytes(whole[:half] + bytes([whole[half] ^ 1]) + whole[half + 1 :])
    (tmp_path / "text.zip").write_text("no archive")
    for wrong in ("link", "short", "flipped", "text", "nowhere"):
        with pytest.raises(CaseError):
            restore(tmp_path / f"{wrong}.zip", tmp_path / "again")
        assert not (tmp_path / "again").exists()
