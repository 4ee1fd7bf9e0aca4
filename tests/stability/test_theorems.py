"""What is known to hold of the concepts whatever the conflict holds of what the engine finds."""

from __future__ import annotations

import random
from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modusvivendi.conflict import Conflict
from modusvivendi.stability import COALITION, engine, solve, solve_coalitions, stability_of_arcs
from modusvivendi.stability.definitions import DEFINITIONS
from modusvivendi.stability.lattice import Bool
from tests.stability.games import conflict_of, games, graph_conflict, graph_moves, graph_of, random_game
from tests.stability.oracle import DEFINITIONS as LITERAL
from tests.stability.oracle import Game, improvements, reachable

ALL = tuple(LITERAL)
Random = random.Random
randoms = st.randoms(use_true_random=False)
some = settings(max_examples=100, deadline=None)


def solved(game: Game) -> dict[str, Bool]:
    return engine.stability(
        game.codes, game.controls, game.ranks, forward=game.forward, back=game.back, concepts=ALL
    )


def same(
    before: Mapping[str, Bool], after: Mapping[str, Bool], columns: slice | list[int] = slice(None)
) -> bool:
    """Tell whether verdicts are the same, those after by these columns."""
    return all((before[key] == after[key][:, columns]).all() for key in ALL)


def width(game: Game) -> int:
    return max(1, *(mask.bit_length() for mask in game.controls))


@settings(max_examples=200, deadline=None)
@given(games(most_options=7))
def test_stronger_concepts_imply_weaker_ones(game: Game) -> None:
    """Nash => SSEQ => SEQ => GMR, and SSEQ => SMR => GMR: Fang, Hipel & Kilgour 1993; Rego & Vieira 2017."""
    stable = solved(game)
    for stronger in ALL:
        for weaker in set(DEFINITIONS[stronger].implies) & set(ALL):
            assert (stable[stronger] <= stable[weaker]).all(), (stronger, weaker)
    nested = "nash seq, seq gmr, nash smr, smr gmr, nash sseq, sseq seq, sseq smr"
    for pair in nested.split(","):
        assert pair.split()[1] in DEFINITIONS[pair.split()[0]].implies


@pytest.mark.parametrize("seed", range(60))
def test_stronger_concepts_imply_weaker_ones_in_graph_form_and_for_coalitions(seed: int) -> None:
    for conflict in (graph_conflict(seed), conflict_of(random_game(Random(seed), 4, 4))):
        analysis, together = solve(conflict, ALL), solve_coalitions(conflict)
        for stronger, definition in DEFINITIONS.items():
            for weaker in definition.implies:
                if stronger in ALL and weaker in ALL:
                    assert (analysis.stable(stronger) <= analysis.stable(weaker)).all()
                if stronger in COALITION:
                    assert (together.stable(stronger) <= together.stable(weaker)).all()


@some
@given(games(), randoms)
def test_order_and_names_of_decision_makers_do_not_matter(game: Game, rng: Random) -> None:
    order = list(range(len(game.controls)))
    rng.shuffle(order)
    other = Game(
        game.codes,
        tuple(game.controls[i] for i in order),
        tuple(game.ranks[i] for i in order),
        game.forward,
        game.back,
    )
    before, after = solved(game), solved(other)
    assert all((before[key][order] == after[key]).all() for key in ALL)
    conflict = conflict_of(game)
    names = dict(zip(conflict.names, ("Zoe", "Ada", "Mo", "Bea", "Lu"), strict=False))
    renamed = Conflict.from_ranks(
        options={names[dm.key]: list(dm.options) for dm in conflict.decision_makers},
        ranks={names[name]: row for name, row in zip(conflict.names, conflict.ranks(), strict=True)},
        feasible=conflict.codes,
        irreversible={
            f"{names[option.partition('.')[0]]}.{option.partition('.')[2]}": way
            for option, way in conflict.irreversible.items()
        },
    )
    assert all((solve(conflict, ALL).stable(key) == solve(renamed, ALL).stable(key)).all() for key in ALL)


@some
@given(games(), randoms)
def test_order_of_options_does_not_matter(game: Game, rng: Random) -> None:
    place = list(range(width(game)))
    rng.shuffle(place)

    def moved(code: int) -> int:
        return sum(1 << new for b, new in enumerate(place) if code >> b & 1)

    codes = sorted(moved(code) for code in game.codes)
    where = [codes.index(moved(code)) for code in game.codes]
    ranks = tuple(tuple(row[where.index(s)] for s in range(len(codes))) for row in game.ranks)
    controls = tuple(moved(mask) for mask in game.controls)
    other = Game(tuple(codes), controls, ranks, moved(game.forward), moved(game.back))
    assert same(solved(game), solved(other), where)


@some
@given(games())
def test_taking_and_dropping_can_be_exchanged(game: Game) -> None:
    """An option renamed to its opposite, with its direction reversed, is the same conflict."""
    full = (1 << width(game)) - 1
    codes = tuple(code ^ full for code in reversed(game.codes))
    ranks = tuple(tuple(reversed(row)) for row in game.ranks)
    other = Game(codes, game.controls, ranks, game.back, game.forward)
    assert same(solved(game), solved(other), slice(None, None, -1))


@some
@given(games(), st.integers(1, 1000), st.integers(-(10**6), 10**6))
def test_increasing_rescaling_of_ranks_changes_nothing(game: Game, factor: int, shift: int) -> None:
    ranks = tuple(tuple(factor * rank**3 + shift for rank in row) for row in game.ranks)
    other = Game(game.codes, game.controls, ranks, game.forward, game.back)
    assert same(solved(game), solved(other))


@some
@given(games(4), randoms)
def test_a_decision_maker_without_options_changes_nothing_and_is_content(game: Game, rng: Random) -> None:
    idle = tuple(rng.randrange(3) for _ in game.codes)
    other = Game(game.codes, (*game.controls, 0), (*game.ranks, idle), game.forward, game.back)
    before, after = solved(game), solved(other)
    assert same(before, {key: table[:-1] for key, table in after.items()})
    assert all(table[-1].all() for table in after.values())


@some
@given(games(), randoms)
def test_an_option_nobody_can_change_changes_nothing(game: Game, rng: Random) -> None:
    """Whoever has it: never feasible, always taken, or tied by its direction to what it is in each state."""
    who, bit = rng.randrange(len(game.controls)), 1 << width(game)
    controls = tuple(mask | bit * (i == who) for i, mask in enumerate(game.controls))
    never = Game(game.codes, controls, game.ranks, game.forward, game.back)
    always = Game(tuple(code | bit for code in game.codes), controls, game.ranks, game.forward, game.back)
    assert same(solved(game), solved(never))
    assert same(solved(game), solved(always))
    both = tuple(sorted([*game.codes, *(code | bit for code in game.codes)]))
    ranks = tuple(tuple(row[game.codes.index(code & ~bit)] for code in both) for row in game.ranks)
    fixed = solved(Game(both, controls, ranks, game.forward | bit, game.back | bit))
    for taken in (0, bit):
        columns = [both.index(code | taken) for code in game.codes]
        assert same(solved(game), fixed, columns)


@some
@given(games(), randoms)
def test_an_option_that_matters_to_nobody_changes_nothing(game: Game, rng: Random) -> None:
    """Whoever has it, and whether it is one-way."""
    who, bit = rng.randrange(len(game.controls) + 1), 1 << width(game)
    controls = tuple(mask | bit * (i == who) for i, mask in enumerate((*game.controls, 0)))
    both = tuple(sorted([*game.codes, *(code | bit for code in game.codes)]))
    given_ranks = (*game.ranks, (0,) * len(game.codes))
    ranks = tuple(tuple(row[game.codes.index(code & ~bit)] for code in both) for row in given_ranks)
    forward = game.forward | (bit if rng.random() < 0.5 else 0)
    after = solved(Game(both, controls, ranks, forward, game.back))
    before = solved(Game(game.codes, (*game.controls, 0), given_ranks, game.forward, game.back))
    for taken in (0, bit):
        assert same(before, after, [both.index(code | taken) for code in game.codes])


@some
@given(games(3, 3), games(2, 3))
def test_conflicts_that_have_nothing_to_do_with_each_other_are_solved_apart(one: Game, two: Game) -> None:
    shift = width(one)
    codes = tuple(sorted(a | b << shift for a in one.codes for b in two.codes))
    low = (1 << shift) - 1
    ranks = [[row[one.codes.index(code & low)] for code in codes] for row in one.ranks]
    ranks += [[row[two.codes.index(code >> shift)] for code in codes] for row in two.ranks]
    after = solved(
        Game(
            codes,
            (*one.controls, *(mask << shift for mask in two.controls)),
            tuple(tuple(row) for row in ranks),
            one.forward | two.forward << shift,
            one.back | two.back << shift,
        )
    )
    apart = (solved(one), solved(two))
    n = len(one.controls)
    for column, code in enumerate(codes):
        a, b = one.codes.index(code & low), two.codes.index(code >> shift)
        for key in ALL:
            assert after[key][:n, column].tolist() == apart[0][key][:, a].tolist()
            assert after[key][n:, column].tolist() == apart[1][key][:, b].tolist()


@some
@given(games(), randoms)
def test_what_cannot_be_reached_does_not_matter(game: Game, rng: Random) -> None:
    start = rng.randrange(len(game.codes))
    kept = sorted(reachable(game.moves, range(len(game.controls)), start) | {start})
    # One decision maker may move twice in a row here: moves in option form are transitive.
    other = Game(
        tuple(game.codes[s] for s in kept),
        game.controls,
        tuple(tuple(row[s] for s in kept) for row in game.ranks),
        game.forward,
        game.back,
    )
    before, after = solved(game), solved(other)
    for key in ALL:
        assert (before[key][:, start] == after[key][:, kept.index(start)]).all()


@some
@given(games())
def test_the_best_state_of_a_decision_maker_is_stable_for_it(game: Game) -> None:
    stable = solved(game)
    for i, row in enumerate(game.ranks):
        best = np.flatnonzero(np.array(row) == max(row))
        assert all(stable[key][i, best].all() for key in ALL)


@some
@given(games())
def test_whoever_is_indifferent_between_all_states_stays_everywhere(game: Game) -> None:
    ranks = ((7,) * len(game.codes), *game.ranks[1:])
    stable = solved(Game(game.codes, game.controls, ranks, game.forward, game.back))
    assert all(stable[key][0].all() for key in ALL)


@some
@given(games(2))
def test_the_one_opponent_of_two_answers_with_one_move(game: Game) -> None:
    """For two decision makers, Fang, Hipel & Kilgour 1993 define the concepts by single moves."""
    if len(game.controls) < 2:
        return
    moves = game.moves
    better = improvements(moves, game.ranks)
    stable = solved(game)
    for i in range(2):
        rank = game.ranks[i]
        for s in range(len(game.codes)):
            assert stable["gmr"][i, s] == all(
                any(rank[t] <= rank[s] for t in moves[1 - i][u]) for u in better[i][s]
            )
            assert stable["seq"][i, s] == all(
                any(rank[t] <= rank[s] for t in better[1 - i][u]) for u in better[i][s]
            )


@pytest.mark.parametrize("seed", range(60))
def test_option_form_and_the_graph_form_of_the_same_conflict_agree(seed: int) -> None:
    game = random_game(Random(seed), 5, 5)
    arcs = [[(s, t) for s, ends in enumerate(row) for t in sorted(ends)] for row in game.moves]
    assert same(solved(game), stability_of_arcs(len(game.codes), arcs, game.ranks, ALL))


@pytest.mark.parametrize("seed", range(60))
def test_names_of_states_do_not_matter_in_graph_form(seed: int) -> None:
    conflict = graph_conflict(seed)
    states, ranks = len(conflict.codes), conflict.ranks()
    place = Random(seed).sample(range(states), states)
    arcs = [
        [(place[s], place[t]) for s, ends in enumerate(row) for t in ends] for row in graph_moves(conflict)
    ]
    moved = np.empty_like(ranks)
    moved[:, place] = ranks
    before = {key: solve(conflict, ALL).stable(key) for key in ALL}
    assert same(before, stability_of_arcs(states, arcs, moved, ALL), place)


@pytest.mark.parametrize("seed", range(60))
def test_which_of_two_who_look_ahead_comes_first_does_not_matter(seed: int) -> None:
    rng = Random(seed)
    conflict = graph_of(rng, 2, rng.randint(2, 9), ties=False)
    assert conflict.graph is not None
    turned = Conflict(conflict.decision_makers[::-1], states=conflict.graph.states, status_quo=None)
    keys = ("l1", "l2", "l3", "l4", "nm")
    before, after = solve(conflict, (*keys, "nash")), solve(turned, keys)
    assert all((before.stable(key) == after.stable(key)[::-1]).all() for key in keys)
    assert (before.stable("l1") == before.stable("nash")).all()


@pytest.mark.parametrize("seed", range(40))
def test_a_coalition_of_one_is_a_decision_maker_and_nobody_answers_everybody(seed: int) -> None:
    conflict = conflict_of(random_game(Random(seed), 4, 4))
    alone, analysis = solve_coalitions(conflict, [[name] for name in conflict.names]), solve(conflict, ALL)
    for key in ("nash", "gmr", "smr"):
        assert (alone.stable(f"c{key}") == analysis.stable(key)).all()
    everybody = solve_coalitions(conflict, [conflict.names])
    for key in ("cgmr", "csmr", "cseq"):
        assert (everybody.stable(key) == everybody.stable("cnash")).all()
