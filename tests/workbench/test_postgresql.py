"""A case whose record a team keeps in PostgreSQL is worked on like any other."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from modusvivendi.dossier import Dossier
from modusvivendi.dossier.moving import move
from tests.workbench.conftest import served


def test_decisions_of_others_are_seen_at_the_next_click(
    made: Path, tmp_path: Path, postgresql: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MODUS_DATABASE_URL", postgresql)
    case = tmp_path / "skerries"
    shutil.copytree(made, case)
    move(case / "dossier.db", "postgresql", "skerries")
    with served(case) as bench:
        here = bench.json("/read/herald.md.json")["statements"]
        assert here
        first, *others = [one["id"] for one in here]
        with Dossier.open(case / "dossier.db", must_exist=True) as dossier:
            dossier.review(first, "reject", who="Per")
        assert [one["id"] for one in bench.json("/read/herald.md.json")["statements"]] == others
        sent = bench.post("/read/herald.md/decide", decision="reject", statement=others[0], seen="0")
        assert sent.status_code in (200, 303)
        assert [one["id"] for one in bench.json("/read/herald.md.json")["statements"]] == others[1:]
    with Dossier.open(case / "dossier.db", must_exist=True) as dossier:
        assert next((review.statement, review.who) for review in dossier.reviews()) == (first, "Per")
        assert {review.statement for review in dossier.reviews()} == {first, others[0]}
