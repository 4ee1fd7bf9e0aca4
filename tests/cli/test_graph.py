"""``modus graph`` as a user meets it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import modusvivendi as mv
from tests.cli.conftest import Run

EXAMPLES = Path(mv.__file__).parent / "examples"
ELMIRA = EXAMPLES / "elmira" / "conflict.yaml"
PEACE = EXAMPLES / "peacekeeping-model" / "conflict.yaml"


def test_a_graph_is_written_and_its_size_told(modus: Run, tmp_path: Path) -> None:
    for name in ("g.svg", "g.dot", "g.graphml"):
        done = modus("graph", ELMIRA, "-o", name)
        assert (done.returncode, done.stdout) == (0, ""), done.stderr
        assert done.stderr == f"{name}: 9 states, 24 moves.\n"
        assert "abandon" in (tmp_path / name).read_text(encoding="utf-8")


def test_what_a_picture_leaves_out_is_told(modus: Run) -> None:
    done = modus("graph", PEACE, "-o", "g.svg", "--interpretation", "q1=no")
    assert done.returncode == 0
    assert "of 128 states: what improvements reach from the status quo" in done.stderr


def test_what_is_asked_for_is_shown(modus: Run) -> None:
    arguments = ("--moves", "improvements", "--only", "reachable", "--concept", "nash", "--json")
    data = json.loads(modus("graph", ELMIRA, *arguments).stdout)
    assert data["concept"] == "nash"
    assert [state["number"] for state in data["states"]] == [1, 5]
    move = {"decision_maker": "Local", "from": 0, "to": 4, "improvement": True, "two_way": True}
    assert data["moves"] == [move]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ([ELMIRA], 2, "-o FILE.svg"),
        ([ELMIRA, "-o", "g.png"], 2, ".graphml"),
        ([ELMIRA, "-o", "g.svg", "--concept", "sec"], 2, "did you mean"),
        ([ELMIRA, "-o", "g.svg", "--concept", "nash,seq"], 2, "one concept"),
        ([ELMIRA, "-o", "g.svg", "--only", "some"], 2, "outline"),
        ([ELMIRA, "-o", "nowhere/g.svg"], 1, "nowhere"),
        (["missing.yaml", "-o", "g.svg"], 1, "missing.yaml"),
        ([PEACE, "-o", "g.svg", "--only", "all"], 1, "128 states"),
        ([PEACE, "-o", "g.svg", "--interpretation", "q7=no"], 1, "q7"),
    ],
)
def test_what_cannot_be_drawn_is_said_and_nothing_written(
    modus: Run, tmp_path: Path, arguments: list[str], code: int, said: str
) -> None:
    done = modus("graph", *arguments)
    assert done.returncode == code, done.stderr
    assert said in " ".join(done.stderr.replace("│", " ").split())
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []
