"""The symbolic search finds what the engine finds where states can be listed, and goes on where not."""

from __future__ import annotations

import doctest
import random
import re
import shlex
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from typer.testing import CliRunner

import modusvivendi as mv
from modusvivendi.cli.app import app
from modusvivendi.conflict import (
    And,
    AtLeast,
    AtMost,
    Comparison,
    Conflict,
    DecisionMaker,
    Formula,
    Iff,
    NoneOf,
    Not,
    Option,
    Or,
    Preference,
    Xor,
)
from modusvivendi.errors import ConflictError, FormulaError, UnknownName
from modusvivendi.stability import SearchResult, search, solve, witness
from modusvivendi.stability.symbolic.search import by_formulas
from tests.stability.statements import random_conflict, random_formula

SEEDS = range(0, 2000, 250)


def wanted_by(rng: random.Random, conflict: Conflict) -> Formula | None:
    atoms = [Option(*name.split(".")) for name in conflict.options]
    return random_formula(rng, atoms, 2) if rng.random() < 0.7 else None


@pytest.mark.parametrize("first", SEEDS)
def test_the_search_finds_just_the_equilibria_the_engine_finds(first: int) -> None:
    for seed in range(first, first + 250):
        rng = random.Random(seed)
        conflict = random_conflict(rng)
        interpretation = rng.choice(list(conflict.interpretations()))
        where = wanted_by(rng, conflict)
        stable = solve(conflict, "nash", interpretation).stable("nash")
        wanted = np.ones(len(conflict.codes), dtype=np.bool_)
        if where is not None:
            wanted = conflict.where(where, interpretation)
        expected = conflict.codes[stable.all(axis=0) & wanted].tolist()

        found = search(conflict, where, interpretation=interpretation)
        assert list(found.states) == expected, seed
        assert found.complete
        assert found.exists == bool(expected)
        if not expected:
            check_blocking(found, stable, wanted)

        few = search(conflict, where, interpretation=interpretation, limit=1)
        assert set(few.states) <= set(expected)
        assert (len(few.states), few.complete) == (min(1, len(expected)), not expected)


def check_blocking(found: SearchResult, stable: NDArray[np.bool_], wanted: NDArray[np.bool_]) -> None:
    rows = [found.conflict.names.index(key) for key in found.blocking]
    assert not (stable[rows].all(axis=0) & wanted).any()
    for row in rows:
        others = [other for other in rows if other != row]
        assert (stable[others].all(axis=0) & wanted).any()
    assert bool(rows) == bool(wanted.any())


def test_a_witness_names_just_those_who_would_leave_and_where_to() -> None:
    for seed in range(400):
        rng = random.Random(seed)
        conflict = random_conflict(rng)
        analysis = solve(conflict, "nash")
        code = int(rng.choice(conflict.codes))
        found = witness(conflict, code)
        improvements = {key: analysis.improvements(code, key).tolist() for key in conflict.names}
        assert set(found.improvements) == {key for key, better in improvements.items() if better}
        assert all(to in improvements[key] for key, to in found.improvements.items())
        for key, to in found.improvements.items():  # nothing is changed needlessly
            changed = code ^ to
            assert not any((code ^ t) & ~changed == 0 for t in improvements[key] if t != to)
        assert found.nash == (code in analysis.equilibria("nash"))


# Known answers with sixty options


def party(name: str, options: int, *preferences: Formula) -> DecisionMaker:
    labels = {f"o{number}": f"option {number}" for number in range(options)}
    return DecisionMaker(name, labels, preferences=tuple(map(Preference, preferences)))


def seconds(since: float) -> float:
    return time.process_time() - since


def test_coordination_pairs_have_two_to_the_number_of_pairs_equilibria() -> None:
    # Ten pairs of parties with three options each: both want to do the first alike, and the second done.
    makers = []
    for pair in range(10):
        names = [f"P{2 * pair}", f"P{2 * pair + 1}"]
        alike = Iff(*(Option(name, "o0") for name in names))
        makers += [party(name, 3, alike, Option(name, "o1")) for name in names]
    conflict = Conflict(makers)
    assert len(conflict.options) == 60
    # The third is nobody's concern.
    start = time.process_time()
    found = search(conflict, NoneOf(*(Option(f"P{n}", "o2") for n in range(20))))
    assert seconds(start) < 20
    assert found.complete
    expected = []
    for alike_in in range(2**10):
        firsts = sum(0b001001 << 6 * pair for pair in range(10) if alike_in >> pair & 1)
        expected.append(firsts | sum(0b010 << 3 * n for n in range(20)))
    assert list(found.states) == sorted(expected)


def test_one_pair_that_wants_opposites_rules_everything_out_and_is_named() -> None:
    makers = []
    for pair in range(30):
        one, other = Option(f"P{2 * pair}", "o0"), Option(f"P{2 * pair + 1}", "o0")
        same, opposite = Iff(one, other), Xor(one, other)
        makers += [party(one.decision_maker, 1, same)]
        makers += [party(other.decision_maker, 1, opposite if pair == 17 else same)]
    start = time.process_time()
    found = search(Conflict(makers))
    assert seconds(start) < 10
    assert found.exists is False
    assert found.complete
    assert found.blocking == ("P34", "P35")
    assert "P34 or P35 could improve" in found.sentence


def test_a_threshold_has_an_equilibrium_below_it_and_one_above() -> None:
    # Each of sixty commits if and only if at least ten of the others do: none does, or all do.
    all_of_them = [Option(f"P{n}", "o0") for n in range(60)]
    makers = [
        party(f"P{n}", 1, Iff(all_of_them[n], AtLeast(10, *all_of_them[:n], *all_of_them[n + 1 :])))
        for n in range(60)
    ]
    start = time.process_time()
    conflict = Conflict(makers)
    found = search(conflict)
    assert found.states == (0, 2**60 - 1)
    between = And(Or(*all_of_them), Not(all_of_them[3]))
    assert search(conflict, between).exists is False
    assert search(conflict, "at least 5 of (P0.o0, P1.o0, P2.o0, P3.o0, P4.o0)").states == (2**60 - 1,)
    assert seconds(start) < 60


def test_mutually_exclusive_groups_settle_on_what_each_prefers_most() -> None:
    # Six parties with ten options each, of which at most one; each prefers a higher one to a lower, but the
    # one that its neighbour has taken least of all.
    makers, rules = [], []
    for n in range(6):
        own = [Option(f"P{n}", f"o{k}") for k in range(10)]
        before = [Option(f"P{(n - 1) % 6}", f"o{k}") for k in range(10)]
        clash = Or(*(And(one, other) for one, other in zip(own, before, strict=True)))
        makers.append(party(f"P{n}", 10, Not(clash), *reversed(own)))
        rules.append(AtLeast(2, *own))
    start = time.process_time()
    conflict = Conflict(makers, infeasible=rules)
    found = search(conflict)
    assert seconds(start) < 10
    assert found.complete
    # Around the ring whoever follows a 9 takes 8, and whoever follows an 8 takes 9.
    assert found.taken == [[f"P{n}.o{9 - (n + first) % 2}" for n in range(6)] for first in (0, 1)]


def test_a_party_with_very_many_moves_is_no_trouble() -> None:
    # One party with sixty options whose every statement is about two of them: 2**60 moves from every state.
    own = [Option("A", f"o{k}") for k in range(60)]
    conflict = Conflict([party("A", 60, *(Xor(one, other) for one, other in pairwise(own)))])
    start = time.process_time()
    found = search(conflict)
    assert seconds(start) < 10
    alternating = sum(1 << k for k in range(0, 60, 2))
    assert found.states == (alternating, alternating << 1)


def test_one_way_options_hold_what_nobody_wants() -> None:
    # Everybody wants everything undone, but what is done stays done: every state is an equilibrium.
    makers = [party(f"P{n}", 1, Not(Option(f"P{n}", "o0"))) for n in range(60)]
    free = search(Conflict(makers))
    assert free.states == (0,)
    stuck = Conflict(makers, irreversible={f"P{n}.o0": "forward" for n in range(60)})
    found = search(stuck, limit=50)
    assert len(found.states) == 50
    assert not found.complete
    assert found.stopped == "limit"
    assert found.sentence == "There are at least 50 Nash equilibria; the search was to stop there."
    few = search(stuck, AtMost(1, *(Option(f"P{n}", "o0") for n in range(60))))
    assert list(few.states) == [0, *(1 << n for n in range(60))]


def test_a_property_that_no_feasible_state_has_is_said_to_be_so() -> None:
    makers = [party(f"P{n}", 6, Option(f"P{n}", "o0")) for n in range(10)]
    conflict = Conflict(makers, infeasible=[And(Option("P0", "o0"), Option("P1", "o0"))])
    found = search(conflict, "P0.o0 and P1.o0")
    assert found.exists is False
    assert found.blocking == ()
    assert found.sentence.endswith("in which P0.o0 and P1.o0: no feasible state is like that.")


# Time, limits, what cannot be searched


def pigeons(holes: int) -> Conflict:
    """A party with an option for each pigeon and hole, feasible where two pigeons share none."""
    sits = [
        [Option("A", f"o{pigeon * holes + hole}") for hole in range(holes)] for pigeon in range(holes + 1)
    ]
    rules: list[Formula] = [
        And(sits[one][hole], sits[other][hole])
        for hole in range(holes)
        for one in range(holes + 1)
        for other in range(one)
    ]
    everybody = And(*(Or(*places) for places in sits))
    return Conflict([party("A", holes * (holes + 1), Or(everybody, Not(sits[0][0])))], infeasible=rules)


def test_a_search_that_runs_out_of_time_says_that_nothing_is_settled() -> None:
    conflict = pigeons(7)
    every = " and ".join(f"({' or '.join(f'A.o{p * 7 + h}' for h in range(7))})" for p in range(8))
    start = time.monotonic()
    found = search(conflict, every, timeout=0.001)
    assert time.monotonic() - start < 30
    assert found.exists is None
    assert not found.complete
    assert found.stopped == "time"
    assert found.sentence.startswith("Not settled: time ran out before a Nash equilibrium in which")
    assert found.to_json()["exists"] is None


def test_what_was_found_before_time_ran_out_is_given() -> None:
    makers = [party(f"P{n}", 6) for n in range(10)]
    found = search(Conflict(makers), timeout=2)
    assert found.exists
    assert found.stopped == "time"
    assert "time ran out before it was settled whether there are more" in found.sentence


def test_progress_is_told() -> None:
    told: list[tuple[int, int]] = []
    makers = [party(f"P{n}", 1, Option(f"P{n}", "o0")) for n in range(6)]
    found = search(Conflict(makers), progress=lambda rounds, states: told.append((rounds, states)))
    assert told[-1] == (found.rounds, 1)
    assert [rounds for rounds, _ in told] == list(range(1, found.rounds + 1))


def test_conflicts_with_rankings_or_in_graph_form_are_searched_by_listing() -> None:
    pact = mv.Conflict.from_ranks({"A": ["x"], "B": ["x"]}, {"A": [3, 4, 1, 2], "B": [3, 1, 4, 2]})
    assert not by_formulas(pact)
    assert search(pact).states == tuple(solve(pact).equilibria("nash").tolist())
    assert search(pact, "A.x and B.x").states == tuple(
        code for code in solve(pact).equilibria("nash").tolist() if code == 3
    )
    graph = Conflict(
        [
            DecisionMaker("A", moves=(("peace", "war"),), ranking=(("peace",), ("war",))),
            DecisionMaker("B", moves=(("war", "peace"),), ranking=(("peace",), ("war",))),
        ],
        states=["peace", "war"],
        status_quo=None,
    )
    assert search(graph).states == (0,)
    assert witness(graph, 1).sentence.endswith("equilibrium. B would improve by moving to peace.")
    assert witness(graph, 0).nash
    dilemma = mv.Conflict.from_ranks({"A": ["x"], "B": ["x"]}, {"A": [1, 0, 0, 1], "B": [0, 1, 1, 0]})
    assert search(dilemma).blocking == ("A", "B")
    circling = (Comparison(("A.o0",), ()), Comparison((), ("A.o1",)), Comparison(("A.o1",), ("A.o0",)))
    labels = {"o0": "", "o1": ""}
    rule = And(Option("A", "o0"), Option("A", "o1"))
    undecided = Conflict([DecisionMaker("A", labels, comparisons=circling)], infeasible=[rule])
    assert not by_formulas(undecided)
    assert search(undecided).exists is False
    assert search(undecided).blocking == ("A",)
    some_states = Conflict([party("A", 2, Option("A", "o0"))], codes=[0, 2, 3], status_quo=None)
    assert not by_formulas(some_states)
    assert search(some_states).states == (3,)


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("P0.o0 and", "1:10: the formula ends too early"),
        ("P0.o7", "1:1: P0 has no option o7; did you mean"),
        ("o0", "1:1: unknown name o0; options of others are written in full"),
    ],
)
def test_a_property_that_means_nothing_is_refused_at_its_place(where: str, said: str) -> None:
    with pytest.raises(FormulaError, match=said):
        search(Conflict([party("P0", 2), party("P1", 2)]), where)


def test_what_cannot_be_searched_for_is_refused() -> None:
    conflict = Conflict([party("P0", 2)], infeasible=[Option("P0", "o1")])
    with pytest.raises(UnknownName, match="Nash equilibria only, not smr"):
        search(conflict, concept="smr")
    with pytest.raises(UnknownName, match="no interpretation 'q9=yes'"):
        search(conflict, interpretation="q9=yes")
    with pytest.raises(FormulaError, match="there is no decision maker Nobody"):
        search(conflict, Not(Option("Nobody", "o0")))
    with pytest.raises(ValueError, match="at least 1"):
        search(conflict, limit=0)
    with pytest.raises(ConflictError, match=r"\[P0.o1\] is infeasible; infeasible is: P0.o1"):
        witness(conflict, ["P0.o1"])
    with pytest.raises(ConflictError, match="is infeasible; it is not among"):
        witness(conflict, 17)


def options_of(count: int) -> Conflict:
    return Conflict([party("A", count // 2, Option("A", "o3")), party("B", count - count // 2)])


def test_sixty_two_options_are_searched_and_more_are_refused_clearly() -> None:
    for count in (60, 61, 62):
        conflict = options_of(count)
        some = " and ".join(f"not {name}" for name in conflict.options if name != "A.o3")
        assert search(conflict, some).states == (8,)
        highest = search(conflict, " and ".join(conflict.options))
        assert highest.states == (2**count - 1,)
    for count in (63, 64, 65, 80):
        with pytest.raises(ConflictError, match=f"the model has {count} options, more than the 62"):
            options_of(count)


def test_the_same_search_gives_the_same_states_in_every_process() -> None:
    program = (
        "from tests.stability.test_symbolic import *\n"
        "wish = lambda n: Xor(Option(f'P{n}', 'o0'), Option(f'P{n - 1}', 'o1'))\n"
        "makers = [party('P0', 6), *(party(f'P{n}', 6, wish(n)) for n in range(1, 9))]\n"
        "found = search(Conflict(makers), limit=40)\n"
        "print(found.states, found.rounds)"
    )
    said = {
        subprocess.run(
            [sys.executable, "-W", "ignore", "-c", program],
            cwd=Path(__file__).resolve().parents[2],
            env={"PYTHONHASHSEED": seed, "PATH": ""},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(said) == 1
    assert said.pop().count(",") == 39


def test_searching_imports_no_compiler_and_listing_no_solver() -> None:
    program = (
        "import sys, modusvivendi as mv\n"
        "c = mv.Conflict.loads('version: 1\\ndecision_makers: {A: {options: {x: x}, preferences: [x]}}')\n"
        "assert mv.solve(c).equilibria('nash').tolist() == [1]\n"
        "assert not [name for name in sys.modules if name.startswith('pysat')]\n"
        "assert mv.search(c).states == (1,)\n"
        "assert 'numba' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-W", "ignore", "-c", program], check=True)


# The page


def test_the_examples_of_the_page_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = Path(__file__).resolve().parents[2] / "docs" / "symbolic.md"
    text = page.read_text(encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    (model,) = re.findall(r"^```yaml\n(.*?)^```", text, flags=re.M | re.S)
    Path("sarn.yaml").write_text(model, encoding="utf-8")
    sessions = re.findall(r"^```console\n\$ (modus .*?)\n(.*?)^```", text, flags=re.M | re.S)
    assert len(sessions) >= 4
    for command, printed in sessions:
        result = CliRunner().invoke(app, shlex.split(command)[1:])
        assert result.exit_code == 0, result.output
        assert "".join(f"{line.rstrip()}\n" for line in result.stdout.splitlines()) == printed, command
    tried = doctest.testfile(str(page), False, optionflags=doctest.NORMALIZE_WHITESPACE)
    assert tried.attempted >= 8
    assert tried.failed == 0
    with pytest.raises(ConflictError, match="the model has 309,237,645,312 feasible states, more than"):
        solve(Conflict.load("sarn.yaml"))
