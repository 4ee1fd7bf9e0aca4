"""A drafted model is written once, recognised again, and never written over what a person changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from modusvivendi.conflict import Conflict
from modusvivendi.conflict.draft import draft, is_as_drafted, write_draft
from tests.conflict.made_statements import act, says


def small(extra: bool = False) -> Conflict:
    statements = [
        says("Aldania", "offers", "contribute-forces", given=act("ceasefire", "Borsk", "Cerro"), start=10),
        says("Borsk", "opposes", "contribute-forces", of="Aldania", start=30),
    ]
    if extra:
        statements.append(says("Cerro", "rules_out", "ceasefire", start=50))
    conflict = draft(statements, title="Straits")
    assert conflict is not None
    return conflict


def test_a_draft_is_recognised_and_loads_as_the_same_model(tmp_path: Path) -> None:
    path = write_draft(small(), tmp_path / "conflict.yaml", version="1.2")
    assert path == tmp_path / "conflict.yaml"
    assert is_as_drafted(path)
    assert path.read_text().startswith("# Drafted by modus 1.2")
    again = Conflict.load(path)
    assert again.options == small().options
    for interpretation in again.interpretations():
        assert (again.ranks(interpretation) == small().ranks(interpretation.id)).all()


def test_drafting_again_writes_the_same_bytes_and_leaves_nothing_else(tmp_path: Path) -> None:
    path = write_draft(small(), tmp_path / "conflict.yaml", version="1.2")
    first = path.read_bytes()
    write_draft(small(), path, version="1.2")
    assert path.read_bytes() == first
    assert sorted(p.name for p in tmp_path.iterdir()) == ["conflict.drafted.yaml", "conflict.yaml"]


def test_an_untouched_draft_is_replaced_by_a_newer_one(tmp_path: Path) -> None:
    path = write_draft(small(), tmp_path / "conflict.yaml", version="1.2")
    assert write_draft(small(extra=True), path, version="1.3") == path
    assert is_as_drafted(path)
    assert Conflict.load(path).decision_makers == small(extra=True).decision_makers


EDITS: dict[str, Callable[[bytes], bytes]] = {
    "a space at the end of a line": lambda b: b.replace(b"Borsk:\n", b"Borsk: \n", 1),
    "a blank line at the end": lambda b: b + b"\n",
    "other line ends": lambda b: b.replace(b"\n", b"\r\n"),
    "a comment": lambda b: b.replace(b"decision_makers:", b"decision_makers:  # checked", 1),
    "the head taken off": lambda b: b.split(b"\n", 2)[2],
    "another digest": lambda b: b.replace(b"# digest ", b"# digest 0", 1),
    "no text": lambda b: b"\xff\xfe\x00",
}


@pytest.mark.parametrize("edit", EDITS)
def test_a_file_that_a_person_changed_is_kept_and_the_draft_set_beside_it(tmp_path: Path, edit: str) -> None:
    path = write_draft(small(), tmp_path / "conflict.yaml", version="1.2")
    path.write_bytes(EDITS[edit](path.read_bytes()))
    kept = path.read_bytes()
    assert not is_as_drafted(path)
    beside = write_draft(small(extra=True), path, version="1.2")
    assert path.read_bytes() == kept
    assert beside == tmp_path / "conflict.draft.yaml"
    assert Conflict.load(beside).decision_makers == small(extra=True).decision_makers


def test_a_model_written_by_hand_is_no_draft(tmp_path: Path) -> None:
    path = tmp_path / "conflict.yaml"
    assert not is_as_drafted(path)
    path.write_text("version: 1\ndecision_makers: {A: {options: {x: go}}}\n")
    assert not is_as_drafted(path)
    assert write_draft(small(), path, version="1").name == "conflict.draft.yaml"
