"""What every model drafted from the development stories has to be (skipped where they are absent)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import modusvivendi as mv
from modusvivendi.conflict import Conflict
from modusvivendi.statements import Statement

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def drafts(shared: Path) -> dict[str, Conflict | None]:
    folder = shared / "data" / "reports-dev"
    drafted = {}
    for story in json.loads((folder / "stories.json").read_text(encoding="utf-8")):
        reports = [mv.load(folder / name) for name in story["reports"]]
        statements: list[Statement] = []
        for report in reports:
            statements += mv.read(report, others=[r for r in reports if r is not report])
        drafted[story["story"]] = mv.draft(statements, title=story["title"])
    return drafted


def test_a_negotiation_has_a_model_that_solves_and_other_news_has_none(
    drafts: dict[str, Conflict | None],
) -> None:
    models = [conflict for conflict in drafts.values() if conflict is not None]
    assert len(models) == len(drafts) - 1
    for conflict in models:
        assert mv.solve(conflict).ranks.any()


def test_models_stay_readable_and_most_preferences_carry_evidence(drafts: dict[str, Conflict | None]) -> None:
    for story, conflict in drafts.items():
        if conflict is None:
            continue
        assert 2 <= len(conflict.options) <= 12, story
        stated = [p for dm in conflict.decision_makers for p, _, _ in dm.every_statement()]
        share = sum(bool(p.evidence) for p in stated) / len(stated)
        assert share >= 0.8, f"{story}: {share:.2f} of {len(stated)} preferences carry evidence"
