"""What the tables say: the definitions, written out here once more in the plainest way."""

from __future__ import annotations

import random
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import modusvivendi as mv
from modusvivendi.conflict import Conflict
from modusvivendi.errors import UnknownName
from modusvivendi.examples import write_example
from modusvivendi.publish import Table, make_tables
from modusvivendi.stability import Analysis
from tests.publish.specimens import in_graph_form

TIED = Conflict.from_ranks(
    {"A": ["x"], "B": ["y"]}, {"A": [1, 2, 1, 0], "B": [0, 0, 0, 1]}, title="Tied", status_quo=[]
)


def one(analysis: Analysis, name: str, **settings: Any) -> Table:
    (table,) = make_tables(analysis, name, **settings)
    return table


def ends_better(analysis: Analysis, row: int, place: int) -> list[int]:
    """Improvements by definition, as numbers of states, the best first, then the lower number."""
    conflict, ranks = analysis.conflict, analysis.ranks[row]
    if conflict.graph is not None:
        reach = {b for a, b in conflict.graph.arcs[row].tolist() if a == place}
    else:
        mask = int(conflict.controls[row])
        here = int(conflict.codes[place])
        reach = set()
        for k, code in enumerate(conflict.codes.tolist()):
            changed = code ^ here
            allowed = not changed & ~mask and not changed & here & conflict.forward
            if changed and allowed and not changed & code & conflict.back:
                reach.add(k)
    better = [k for k in reach if ranks[k] > ranks[place]]
    return [k + 1 for k in sorted(better, key=lambda k: (-int(ranks[k]), k))]


@st.composite
def analyses(draw: st.DrawFn) -> Analysis:
    rng = random.Random(draw(st.integers(0, 10**6)))
    if draw(st.booleans()):
        names = [f"s{k}" for k in range(rng.randint(1, 7))]
        return mv.solve(in_graph_form(names, ["A", "B", "C"][: rng.randint(1, 3)], 0.3, rng.randrange(1000)))
    options = {key: [f"{key}{k}" for k in range(rng.randint(0, 2))] for key in "ABC"}
    bits = sum(map(len, options.values()))
    codes = [code for code in range(1 << bits) if rng.random() < 0.8] or [0]
    ranks = {key: [rng.randint(0, 3) for _ in codes] for key in options}
    names = [f"{key}.{option}" for key, own in options.items() for option in own]
    ways = {name: rng.choice(["forward", "back"]) for name in names if rng.random() < 0.3}
    return mv.solve(Conflict.from_ranks(options, ranks, codes, ways))


@given(analyses())
@settings(max_examples=60)
def test_a_tableau_is_what_its_definition_says(analysis: Analysis) -> None:
    table = one(analysis, "tableau")
    stable = analysis.stable("seq")
    for row, section in enumerate(table.sections):
        rows = {str(cells[0]): cells[1:] for cells in section.rows if cells[0]}
        vector = [int(number or 0) - 1 for number in rows["state"]]
        ranks = analysis.ranks[row, vector].tolist()
        assert sorted(vector) == list(range(len(analysis.codes)))
        assert ranks == sorted(ranks, reverse=True)
        ties = ["=" if a == b else None for a, b in pairwise(ranks)]
        assert list(rows.get("as good", [None] * len(vector)))[1:] == ties
        below = [
            [cells[k + 1] for cells in section.rows if cells[0] in ("improvements", "") and cells[k + 1]]
            for k in range(len(vector))
        ]
        for k, place in enumerate(vector):
            better = ends_better(analysis, row, place)
            assert below[k] == better
            expected = "r" if not better else "s" if stable[row, place] else "u"
            assert rows["stability"][k] == expected
        assert ("overall" in rows) == (row == 0)
        if row == 0:
            assert rows["overall"] == tuple("E" if stable[:, place].all() else "X" for place in vector)


@given(analyses())
@settings(max_examples=40)
def test_the_other_tables_say_what_the_analysis_found(analysis: Analysis) -> None:
    tables = {table.name: table for table in make_tables(analysis)}
    assert set(tables) == {"states", "ranking", "moves", "stability", "tableau", "equilibria"}
    named = analysis.conflict.graph is not None
    for row in tables["moves"].rows():
        place = int(row[0] or 0) - 1
        cells = row[2:] if named else row[1:]
        for party in range(len(analysis.names)):
            better = ", ".join(map(str, sorted(ends_better(analysis, party, place))))
            assert cells[2 * party + 1] == better
            moves = analysis.moves(int(analysis.codes[place]), party)
            assert cells[2 * party] == ", ".join(str(analysis.conflict.position(int(m)) + 1) for m in moves)  # type: ignore[operator]
    letters = {"u": "unstable", "n": "no_move", "r": "not_wanted", "s": "feared"}
    for row in tables["stability"].rows():
        place = int(row[0] or 0) - 1
        cells = row[2:] if named else row[1:]
        for at, key in enumerate(analysis.concepts):
            block = cells[at * (len(analysis.names) + 1) :][: len(analysis.names) + 1]
            assert [letters[str(letter)] for letter in block[:-1]] == analysis.why(key)[:, place].tolist()
            assert block[-1] == ("E" if analysis.stable(key)[:, place].all() else "")
    for section, ranks in zip(tables["ranking"].sections, analysis.ranks, strict=True):
        listed = [(int(row[0] or 0), int(row[1] or 0) - 1) for row in section.rows]
        assert len(listed) == len(analysis.codes)
        for place, state in listed:
            assert place == 1 + len({int(rank) for rank in ranks if rank > ranks[state]})


# In TIED the third state (y alone) suits both; in the first A is deterred from x, as B would then take y;
# in the second B is deterred from y, as A would then drop x.


def test_equilibria_stand_in_option_form_with_the_options_down_the_side() -> None:
    table = one(mv.solve(TIED), "equilibria")
    assert [column.heading for column in table.columns] == ["option", 1, 2, 3]
    assert [(section.heading, section.rows) for section in table.sections] == [
        ("A", (("x", "N", "Y", "N"),)),
        ("B", (("y", "N", "N", "Y"),)),
        (
            "equilibrium",
            (
                ("Nash", False, False, True),
                ("GMR", True, True, True),
                ("SMR", True, True, True),
                ("SEQ", True, True, True),
            ),
        ),
    ]


def test_the_equilibria_of_a_table_are_those_of_the_analysis() -> None:
    analysis = mv.solve(TIED)
    table = one(analysis, "equilibria")
    marks = table.sections[-1].rows
    for cells, key in zip(marks, analysis.concepts, strict=True):
        held = [column.heading for column, mark in zip(table.columns[1:], cells[1:], strict=True) if mark]
        assert held == [int(code) + 1 for code in analysis.equilibria(key)]


def test_many_states_stand_one_below_the_other() -> None:
    options = {"A": ["a", "b"], "B": ["c", "d"]}
    conflict = Conflict.from_ranks(options, {key: np.zeros(16, dtype=np.int64) for key in options})
    table = one(mv.solve(conflict), "equilibria")
    assert [(column.group, column.heading) for column in table.columns[:5]] == [
        ("", "state"), ("A", "a"), ("A", "b"), ("B", "c"), ("B", "d"),
    ]  # fmt: skip
    assert list(table.rows())[6] == (7, "N", "Y", "Y", "N", True, True, True, True)


def test_where_there_is_no_equilibrium_the_table_says_so() -> None:
    pennies = Conflict.from_ranks({"A": ["x"], "B": ["y"]}, {"A": [1, 0, 0, 1], "B": [0, 1, 1, 0]})
    table = one(mv.solve(pennies, "nash"), "equilibria")
    assert len(table.columns) == 1
    assert table.notes[-1] == "No state is an equilibrium under any of Nash."


def large() -> Analysis:
    """1,024 states of which those without option o0 are equilibria under Nash."""
    ranks = 1 - (np.arange(1024) & 1)
    return mv.solve(Conflict.from_ranks({"A": [f"o{k}" for k in range(10)]}, {"A": ranks}), "nash")


@pytest.mark.parametrize("name", ["states", "ranking", "moves", "stability", "tableau"])
def test_of_a_large_conflict_the_equilibria_are_shown_and_the_rest_is_counted(name: str) -> None:
    analysis = large()
    assert len(analysis.equilibria("nash")) == 512
    cut = one(analysis, name, limit=600)
    shown = "Of 1,024 states only the equilibria under any of Nash are listed; 512 are left out."
    assert cut.notes[-1] == shown
    assert cut.left_out == 512
    assert ("A list names 40 states at most." in cut.notes) == (name == "moves")
    less = one(analysis, name, limit=100)
    assert less.notes[-1].startswith(
        "Of 1,024 states only 100 of 512 equilibria under any of Nash, those under the"
    )
    assert less.notes[-1].endswith("924 are left out.")
    whole = one(analysis, name, limit=1024)
    assert whole.left_out == 0
    assert not any("left out" in note for note in whole.notes)


def test_of_too_many_equilibria_the_first_are_shown_and_the_rest_is_counted() -> None:
    table = one(large(), "equilibria", limit=100)
    assert len(list(table.rows())) == 100
    assert table.notes[-1] == (
        "The 100 of 512 equilibria that hold under the most concepts; 412 are left out."
    )
    assert table.left_out == 412


def test_of_too_many_equilibria_those_that_hold_under_the_most_concepts_are_shown() -> None:
    ranks = np.random.default_rng(3).integers(0, 9, (3, 64))
    options = {key: [f"{key}1", f"{key}2"] for key in "ABC"}
    analysis = mv.solve(Conflict.from_ranks(options, dict(zip("ABC", ranks, strict=True))))
    count = np.sum([analysis.stable(key).all(axis=0) for key in analysis.concepts], axis=0)
    shown = [int(row[0] or 0) - 1 for row in one(analysis, "equilibria", limit=13).rows()]
    assert len(shown) == 13
    assert min(count[shown]) >= max(np.delete(count, shown))


def test_a_tableau_that_has_no_room_for_all_improvements_says_so() -> None:
    ranks = np.arange(32)
    table = one(mv.solve(Conflict.from_ranks({"A": [f"o{k}" for k in range(5)]}, {"A": ranks})), "tableau")
    assert len(table.sections[0].rows) == 3 + 12
    assert "From 19 states there are more than the 12 improvements shown." in table.notes


def test_a_tableau_can_be_made_for_each_concept() -> None:
    tables = make_tables(mv.solve(TIED), "tableau", tableaux=["nash", "gmr"])
    assert [table.name for table in tables] == ["tableau Nash", "tableau GMR"]
    assert mv.solve(TIED, "nash").concepts == ("nash",)
    assert one(mv.solve(TIED, "nash"), "tableau").name == "tableau Nash"


def test_an_interpretation_is_named_in_the_titles(tmp_path: Any) -> None:
    write_example("gisborne", tmp_path)
    conflict = mv.Conflict.load(tmp_path / "conflict.yaml")
    for table in make_tables(mv.solve(conflict, interpretation="q1=environment")):
        assert table.title.endswith("(interpretation q1=environment)")


def test_an_unknown_table_names_the_nearest() -> None:
    with pytest.raises(UnknownName, match="did you mean tableau"):
        make_tables(mv.solve(TIED), "tabelau")


def test_a_table_refuses_rows_that_do_not_fit() -> None:
    from modusvivendi.publish import Column, Section

    with pytest.raises(ValueError, match="a row of 1 cells in a table of 2 columns"):
        Table("t", "T", (Column("a"), Column("b")), (Section((("x",),)),))


@given(st.integers(1, 30), st.integers(1, 3), st.floats(1, 60))
def test_the_pieces_of_a_wide_table_have_every_column_once(width: int, stub: int, line: float) -> None:
    from modusvivendi.publish import Column, Section

    columns = tuple(Column(k) for k in range(stub + width))
    table = Table("t", "T", columns, (Section((tuple(range(stub + width)),)),), stub, notes=("n",))
    pieces = list(table.pieces([3.0] * (stub + width), line))
    beside = [column.heading for piece in pieces for column in piece.columns[stub:]]
    assert beside == list(range(stub, stub + width))
    assert all([column.heading for column in piece.columns[:stub]] == list(range(stub)) for piece in pieces)
    assert [piece.notes for piece in pieces] == [()] * (len(pieces) - 1) + [("n",)]
    room = line - 3.0 * stub
    assert all(3.0 * (len(piece.columns) - stub) <= max(room, 3.0) for piece in pieces)
