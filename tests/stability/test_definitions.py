"""What is said of the concepts, and how they stand to each other, is true of what is computed."""

from itertools import combinations

import numpy as np
import pytest

import modusvivendi as mv
from modusvivendi.errors import UnknownName
from modusvivendi.stability import COALITION, CONCEPTS, concept, solve_coalitions
from modusvivendi.stability.definitions import DEFINITIONS, any_concept, definition, implied_by, symbols


def conflicts(count: int, ties: bool) -> list[mv.Conflict]:
    """Make small conflicts of two or three decision makers."""
    random = np.random.default_rng(20261121)
    made = []
    for number in range(count):
        options = {"A": ["x", "y"], "B": ["z"]} if number % 2 else {"A": ["x"], "B": ["y"], "C": ["z"]}
        ranks = {
            name: random.integers(0, 4, 8).tolist() if ties else random.permutation(8).tolist()
            for name in options
        }
        made.append(mv.Conflict.from_ranks(options=options, ranks=ranks))
    return made


def test_every_concept_has_a_definition_and_only_they() -> None:
    assert set(DEFINITIONS) == set(CONCEPTS) | set(COALITION)
    for key, found in DEFINITIONS.items():
        assert found.text.endswith(".")
        assert symbols(found.text)
        assert set(found.implies) <= set(DEFINITIONS)
        assert (
            key in {other for implied in found.implies for other in implied_by(implied)} or not found.implies
        )
    with pytest.raises(UnknownName):
        definition("smrr")


def test_what_one_concept_is_said_to_imply_it_implies() -> None:
    for conflict in conflicts(60, ties=True):
        analysis = mv.solve(conflict, ("nash", "gmr", "smr", "seq", "sseq", "sim"))
        together = solve_coalitions(conflict)
        for key, found in DEFINITIONS.items():
            if key in COALITION:
                for other in found.implies:
                    assert (together.stable(key) <= together.stable(other)).all()
            elif key != "nm":
                for other in found.implies:
                    assert (analysis.stable(key) <= analysis.stable(other)).all()


def test_for_single_decision_makers_the_coalition_concepts_are_what_they_are_said_to_be() -> None:
    for conflict in conflicts(20, ties=True):
        alone = solve_coalitions(conflict, [[name] for name in conflict.names])
        analysis = mv.solve(conflict)
        for key in ("nash", "gmr", "smr"):
            assert (alone.stable(f"c{key}") == analysis.stable(key)).all()


def test_what_is_not_said_to_imply_does_not() -> None:
    keys = ("nash", "gmr", "smr", "seq", "sseq")
    analyses = [mv.solve(conflict, keys) for conflict in conflicts(120, ties=True)]
    for key, other in combinations(keys, 2):
        for one, two in ((key, other), (other, key)):
            if two not in DEFINITIONS[one].implies:
                assert any((a.stable(one) & ~a.stable(two)).any() for a in analyses), (one, two)


def test_seq_and_smr_together_are_not_sseq() -> None:
    analyses = (mv.solve(conflict, ("smr", "seq", "sseq")) for conflict in conflicts(2000, ties=False))
    assert any((a.stable("smr") & a.stable("seq") & ~a.stable("sseq")).any() for a in analyses)


def test_one_move_ahead_is_nash() -> None:
    for conflict in conflicts(40, ties=False)[1::2]:
        analysis = mv.solve(conflict, ("nash", "l1"))
        assert (analysis.stable("nash") == analysis.stable("l1")).all()


def test_a_concept_is_found_by_key_label_or_name() -> None:
    for found in [*CONCEPTS.values(), *COALITION.values(), concept("l4")]:
        assert any_concept(found.label).key == found.key
    assert any_concept(" general  METARATIONALITY ").key == "gmr"
    with pytest.raises(UnknownName, match="did you mean"):
        any_concept("metarationality")
    with pytest.raises(UnknownName, match="the concepts are"):
        any_concept("xyz")
