"""Rankings to be checked: levels, the statements that hold, and the one that decides."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import modusvivendi as mv
from modusvivendi.conflict import Conflict
from modusvivendi.examples import write_example
from modusvivendi.publish import ranking_of, ranking_record
from tests.conflict.specimens import conflicts
from tests.publish.conftest import Run


@given(conflicts(), st.data())
@settings(max_examples=60)
def test_levels_are_the_ranks_and_the_deciding_statement_is_the_first_that_differs(
    conflict: Conflict, data: st.DataObject
) -> None:
    interpretation = data.draw(st.sampled_from(list(conflict.interpretations())[:8]))
    for row, dm in enumerate(conflict.decision_makers):
        ranks = conflict.ranks(interpretation)[row]
        found = ranking_of(conflict, dm.key, interpretation)
        answers = {q.text: interpretation.answers[q.id] for q in conflict.questions}
        assert list(found.statements) == list(dm.statements(answers))
        seen = []
        for level in found.levels:
            assert {int(ranks[place]) for place in level.places} == {int(ranks.max()) + 1 - level.place}
            seen += level.places.tolist()
            for number, statement in enumerate(found.statements, start=1):
                holds = conflict.where(statement.formula, interpretation)[level.places]
                assert set(holds.tolist()) == {number in level.statements}
        assert sorted(seen) == list(range(len(conflict.codes)))
        for level, below in zip(found.levels, found.levels[1:], strict=False):
            by = level.above_next_by
            assert by is not None
            assert level.satisfied[: by - 1] == below.satisfied[: by - 1]
            assert level.satisfied[by - 1] > below.satisfied[by - 1]
        assert found.levels[-1].above_next_by is None


def test_a_given_ranking_has_levels_and_no_statements() -> None:
    tied = Conflict.from_ranks({"A": ["x"]}, {"A": [5, 5]})
    record = ranking_record(tied, ranking_of(tied, "A"))
    assert record["given"] is True
    assert record["statements"] == []
    assert record["levels"] == [
        {
            "place": 1,
            "states": [{"number": 1, "code": 0, "taken": []}, {"number": 2, "code": 1, "taken": ["A.x"]}],
            "satisfies": [],
            "above_next_by": None,
        }
    ]


@pytest.fixture
def garrison(tmp_path: Path) -> Path:
    write_example("garrison", tmp_path)
    return tmp_path / "conflict.yaml"


def test_the_command_shows_ties_together_and_the_statement_that_decides(modus: Run, garrison: Path) -> None:
    done = modus("ranking", garrison, "Environment")
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert "Opponents in the United States: 24 states in 4 levels" in lines
    assert "  (1) not Support.full" in lines
    first, last = lines.index("    1  2: Support.reduced, Commission.full"), len(lines) - 1
    assert lines[first + 1] == "       6: Support.reduced, Canada.treaty, Commission.full"
    assert "          holds: (1), (2); above the next by (2)" in lines
    assert lines[last] == "          holds: none of the statements"


def test_the_command_gives_json_that_has_every_state(modus: Run, garrison: Path) -> None:
    done = modus("ranking", garrison, "--json")
    found = json.loads(done.stdout)
    assert [ranking["decision_maker"] for ranking in found["rankings"]] == [
        "Support", "Environment", "Canada", "Commission",
    ]  # fmt: skip
    for ranking in found["rankings"]:
        numbers = [state["number"] for level in ranking["levels"] for state in level["states"]]
        assert sorted(numbers) == list(range(1, 25))


def test_the_command_writes_a_table_with_nothing_left_out(modus: Run, garrison: Path, tmp_path: Path) -> None:
    done = modus("ranking", garrison, "Canada", "-o", tmp_path / "canada.csv")
    assert done.returncode == 0, done.stderr
    lines = (tmp_path / "canada.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 25
    assert lines[0].startswith("decision maker,place,state,Support: full,")
    assert lines[1].startswith("Canada,1,10,")


def test_a_party_that_is_none_names_the_nearest(modus: Run, garrison: Path) -> None:
    done = modus("ranking", garrison, "Canda")
    assert done.returncode == 1
    assert "did you mean Canada" in done.stderr
    assert modus("ranking", garrison, "-o", "x.doc").returncode == 2


def test_a_long_ranking_is_cut_for_people_and_says_so(modus: Run, tmp_path: Path) -> None:
    options = [f"o{k}" for k in range(7)]
    Conflict.from_ranks({"A": options}, {"A": range(128)}).save(tmp_path / "long.json")
    done = modus("ranking", tmp_path / "long.json")
    assert "and 68 more states; --json and -o FILE.csv list all" in done.stdout


def test_the_ranking_of_elmira_is_the_published_one(tmp_path: Path) -> None:
    write_example("elmira", tmp_path)
    conflict = mv.Conflict.load(tmp_path / "conflict.yaml")
    order = {
        key: [int(level.places[0]) + 1 for level in ranking_of(conflict, key).levels]
        for key in conflict.names
    }
    assert order == {
        "Ministry": [7, 3, 4, 8, 5, 1, 2, 6, 9],
        "Uniroyal": [1, 4, 8, 5, 9, 3, 7, 2, 6],
        "Local": [7, 3, 5, 1, 8, 6, 4, 2, 9],
    }
