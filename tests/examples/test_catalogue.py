"""The catalogue of published conflicts: every case loads and solves, with the equilibria it is known for."""

import re
from dataclasses import dataclass, field
from importlib import resources

import numpy as np
import pytest

import modusvivendi as mv
from modusvivendi.examples import examples
from modusvivendi.stability import solve_coalitions


@dataclass(frozen=True)
class Case:
    """What is known of one case.

    `published` are equilibria by concept as the literature named in the file has them; `computed` are the
    program's own, kept so that they cannot drift. All are codes of states.
    """

    name: str
    states: int
    computed: dict[str, list[int]]
    published: dict[str, list[int]] = field(default_factory=dict)
    interpretation: str = "base"

    @property
    def id(self) -> str:
        return f"{self.name}-{self.interpretation}"


CASES = [
    Case(
        "prisoners-dilemma",
        4,
        # Luce and Raiffa 1957, ch. 5: both speak; Brams and Wittman 1981: both outcomes of acting alike.
        published={"nash": [0], "nm": [0, 3]},
        computed={"gmr": [0, 3], "smr": [0, 3], "seq": [0, 3], "sseq": [0, 3], "sim": [0, 3]},
    ),
    Case(
        "stag-hunt",
        4,
        published={"nash": [0, 3]},  # Jervis 1978: both or neither
        computed={"gmr": [0, 3], "smr": [0, 3], "seq": [0, 3], "sseq": [0, 3], "nm": [3]},
    ),
    Case(
        "chicken",
        4,
        # Rapoport and Guyer 1966, game 66: one swerves; Brams and Wittman 1981: only that both do.
        published={"nash": [1, 2], "nm": [3]},
        computed={"gmr": [1, 2, 3], "smr": [1, 2, 3], "seq": [1, 2], "sseq": [1, 2], "sim": [1, 2, 3]},
    ),
    Case(
        "battle-of-the-sexes",
        4,
        published={"nash": [0, 3]},  # Luce and Raiffa 1957, ch. 5: the evenings together
        computed={"gmr": [0, 1, 2, 3], "smr": [0, 3], "seq": [0, 3], "sseq": [0, 3]},
    ),
    Case(
        "penalty-kick",
        4,
        published={"nash": []},  # von Neumann and Morgenstern 1944: none without chance moves
        computed={"gmr": [0, 1, 2, 3], "smr": [], "seq": [0, 1, 2, 3], "sseq": []},
    ),
    Case("commons", 8, computed={"nash": [7], "gmr": [0, 7], "smr": [0, 7], "seq": [0, 7], "sseq": [0, 7]}),
    Case(
        "chain-store",
        4,
        published={"nash": [1, 2]},  # Selten 1978: entry without fight, threat without entry
        computed={"gmr": [0, 1, 2], "smr": [0, 1, 2], "seq": [1, 2], "sseq": [1, 2]},
    ),
    Case(
        "sustainable-development",
        4,
        computed={"nash": [3], "gmr": [2, 3], "smr": [2, 3], "seq": [3], "sseq": [3], "nm": [3]},
    ),
    Case(
        "elmira",
        9,
        computed={
            **{"nash": [4, 7, 8], "gmr": [0, 3, 4, 7, 8], "smr": [0, 3, 4, 7, 8]},
            **{"seq": [4, 7, 8], "sseq": [4, 7, 8]},
        },
    ),
    Case(
        "gisborne",
        8,
        interpretation="q1=economy",
        computed={"nash": [3], "gmr": [3, 7], "smr": [3, 7], "seq": [3], "sseq": [3]},
    ),
    Case(
        "gisborne",
        8,
        interpretation="q1=environment",
        computed={"nash": [5], "gmr": [5], "smr": [5], "seq": [5], "sseq": [5]},
    ),
    Case(
        "gisborne-unknown",
        8,
        computed={
            **{"nash-a": [], "nash-b": [3, 5], "gmr-a": [], "gmr-b": [3, 5, 7], "gmr-c": [3, 5, 7]},
            **{"gmr-d": [3, 5, 7], "smr-a": [], "smr-b": [3, 5, 7], "smr-c": [3, 5, 7], "smr-d": [3, 5, 7]},
            **{"seq-a": [], "seq-b": [3, 5, 7], "seq-c": [3, 5], "seq-d": [3, 5, 7]},
        },
    ),
    Case(
        "garrison",
        24,
        computed={
            **{"nash": [34], "gmr": [34, 37, 38, 42, 45, 46, 69, 77], "smr": [34, 38, 42, 46]},
            **{"seq": [34], "sseq": [34]},
        },
    ),
    Case(
        "cuban-missile-crisis",
        12,
        computed={
            **{"nash": [], "gmr": [0, 1, 2, 4, 5, 6, 7], "smr": [0, 1, 2, 4, 5, 6, 7]},
            **{"seq": [4, 6], "sseq": [4, 6], "nm": [4]},
        },
    ),
]
NAMES = [name for name in examples() if not name.startswith("peacekeeping")]


def text(name: str) -> str:
    return resources.files("modusvivendi.examples").joinpath(name, "conflict.yaml").read_text("utf-8")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_a_case_has_its_published_equilibria_and_keeps_those_computed_here(case: Case) -> None:
    conflict = mv.Conflict.loads(text(case.name), case.name)
    assert len(conflict.codes) == case.states
    assert not conflict.warnings
    expected = case.published | case.computed
    analysis = mv.solve(conflict, tuple(expected), case.interpretation)
    assert {key: analysis.equilibria(key).tolist() for key in expected} == expected


def test_every_case_of_the_catalogue_is_tested_in_every_interpretation() -> None:
    assert len(NAMES) >= 8
    tested = [case.name for case in CASES]
    assert set(tested) == set(NAMES)
    for name in NAMES:
        assert mv.Conflict.loads(text(name)).interpretation_count == tested.count(name)


@pytest.mark.parametrize("name", NAMES)
def test_a_case_says_where_it_comes_from_and_what_is_verified(name: str) -> None:
    head = text(name).partition("\nversion:")[0]
    assert all(line.startswith("#") for line in head.splitlines())
    assert re.search(r"^# Source.*?\b1[79]\d\d|20\d\d", head, flags=re.M | re.S)
    assert "# Computed here:" in head
    published = any(case.published for case in CASES if case.name == name)
    # Where no published equilibria are compared, the file owns up to it.
    assert published == ("# Published: nothing" not in head and "could not be looked up" not in head)


def test_examples_of_other_walks_of_life_stand_before_war() -> None:
    names = list(examples())
    assert names[0] == "peacekeeping"
    assert names[-2:] == ["cuban-missile-crisis", "peacekeeping-model"]


def test_at_elmira_the_ministry_and_the_works_leave_state_5_together_for_state_8() -> None:
    conflict = mv.Conflict.loads(text("elmira"))
    analysis = mv.solve(conflict)
    assert [code + 1 for code in analysis.equilibria("nash").tolist()] == [5, 8, 9]
    together = solve_coalitions(conflict, concepts=("cnash",))
    assert ("Ministry", "Uniroyal") in together.upset(4, "cnash")
    assert together.upset(7, "cnash") == []


def test_the_rankings_of_elmira_are_those_of_the_program_they_were_checked_against() -> None:
    ranks = mv.Conflict.loads(text("elmira")).ranks() + 1
    assert ranks.tolist() == [
        [4, 3, 8, 7, 5, 2, 9, 6, 1],
        [9, 2, 4, 8, 6, 1, 3, 7, 5],
        [6, 2, 8, 3, 7, 4, 9, 5, 1],
    ]


def test_what_is_known_of_the_province_is_what_both_answers_to_the_open_question_give() -> None:
    asked, unknown = mv.Conflict.loads(text("gisborne")), mv.Conflict.loads(text("gisborne-unknown"))
    economy, environment = (asked.compared(f"q1={answer}") for answer in ("economy", "environment"))
    for row, table in enumerate(unknown.compared()):
        both = np.where(economy[row] == environment[row], economy[row], -128)
        assert (table == both).all()
