"""The peacekeeping case modelled by hand has exactly the equilibria its authors published with the design."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from modusvivendi.conflict import Conflict
from modusvivendi.stability import Analysis, solve

OPTIONS = {
    "Russia": ["ceasefire", "consent"],
    "Ukraine": ["ceasefire"],
    "Coalition": ["deploy"],
    "China": ["troops"],
    "UN": ["mandate"],
    "US": ["guarantee"],
}
CONCEPTS = ("nash", "gmr", "smr", "seq", "sseq")
DEADLOCK, PACKAGE = 0b1000100, 0b1111111

State = dict[str, bool]
Statement = Callable[[State], bool]


def statements(answer: str) -> dict[str, list[Statement]]:
    """Preference statements, most important first."""
    yes: list[Statement] = [
        lambda s: s["consent"] == (s["troops"] and s["mandate"] and s["ru"]),
        lambda s: not s["deploy"] or (s["troops"] and s["mandate"]),
    ]
    no: list[Statement] = [lambda s: not s["consent"], lambda s: not s["deploy"]]
    return {
        "Russia": [*(yes if answer == "yes" else no), lambda s: s["ru"] == s["consent"]],
        "Ukraine": [
            lambda s: s["ua"] == (s["deploy"] or s["guarantee"]),
            lambda s: s["deploy"],
            lambda s: s["guarantee"],
        ],
        "Coalition": [lambda s: s["deploy"] == (s["ru"] and s["ua"]), lambda s: s["deploy"]],
        "China": [lambda s: s["troops"] == (s["mandate"] and s["ru"] and s["ua"]), lambda s: s["troops"]],
        "UN": [lambda s: s["mandate"] == s["consent"]],
        "US": [lambda s: s["guarantee"]],
    }


def hand_made(answer: str) -> Conflict:
    names = ["ru", "consent", "ua", "deploy", "troops", "mandate", "guarantee"]
    ranks = {}
    for dm, formulas in statements(answer).items():
        row = []
        for code in range(128):
            state = {name: bool(code >> bit & 1) for bit, name in enumerate(names)}
            score = 0
            for formula in formulas:
                score = 2 * score + formula(state)
            row.append(score)
        ranks[dm] = np.array(row)
    return Conflict.from_ranks(options=OPTIONS, ranks=ranks)


@pytest.fixture(params=["yes", "no"])
def answer(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_deadlock_and_package_are_the_equilibria(answer: str) -> None:
    analysis = solve(hand_made(answer), CONCEPTS)
    expected = [DEADLOCK, PACKAGE] if answer == "yes" else [DEADLOCK]
    for concept in ("nash", "smr", "seq", "sseq"):
        assert analysis.equilibria(concept).tolist() == expected, concept


def test_general_metarationality_alone_holds_many_more_states(answer: str) -> None:
    assert len(solve(hand_made(answer), "gmr").equilibria("gmr")) == {"yes": 22, "no": 20}[answer]


def test_preferences_against_the_status_quo_are_as_published() -> None:
    ranks = solve(hand_made("yes")).ranks
    names = list(OPTIONS)

    def better(code: int) -> set[str]:
        assert (ranks[:, code] >= ranks[:, 0]).all()
        return {name for name, row in zip(names, ranks, strict=True) if row[code] > row[0]}

    assert better(DEADLOCK) == {"Ukraine", "US"}
    assert better(PACKAGE) == {"Ukraine", "Coalition", "China", "US"}


def test_status_quo_is_stable_under_no_concept_because_of_the_united_states(answer: str) -> None:
    analysis = solve(hand_made(answer), CONCEPTS)
    for concept in CONCEPTS:
        assert not analysis.stable(concept)[:, 0].all()
        assert not analysis.explain(0, "US", concept).stable


def improving(analysis: Analysis, code: int) -> set[int]:
    return {int(t) for name in analysis.names for t in analysis.improvements(code, name)}


def test_improvements_lead_from_the_status_quo_to_the_deadlock_and_never_to_the_package(answer: str) -> None:
    analysis = solve(hand_made(answer))
    seen, todo = set(), {0}
    while todo:
        code = todo.pop()
        seen.add(code)
        todo |= improving(analysis, code) - seen
    assert DEADLOCK in seen
    assert PACKAGE not in seen
    assert not improving(analysis, DEADLOCK)
