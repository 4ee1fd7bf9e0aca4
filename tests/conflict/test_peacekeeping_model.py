"""The hand-made peacekeeping model: its preferences are those of DESIGN's table."""

from __future__ import annotations

from importlib.resources import files

import numpy as np
import pytest

from modusvivendi.conflict import Conflict
from tests.conflict.oracle import states

Taken = set[str]
# In the order of the table: option numbers 0 to 6.
OPTIONS = (
    "Russia.ceasefire",
    "Russia.consent",
    "Ukraine.ceasefire",
    "Coalition.deploy",
    "China.troops",
    "UN.mandate",
    "US.guarantee",
)


@pytest.fixture(scope="module")
def model() -> Conflict:
    return Conflict.load(str(files("modusvivendi.examples") / "peacekeeping-model" / "conflict.yaml"))


def preferences(party: str, answer: str, s: Taken) -> tuple[bool, ...]:
    """The table of DESIGN, written out in Python."""
    russian, ukrainian = "Russia.ceasefire" in s, "Ukraine.ceasefire" in s
    consent, deploy = "Russia.consent" in s, "Coalition.deploy" in s
    troops, mandate, guarantee = "China.troops" in s, "UN.mandate" in s, "US.guarantee" in s
    match party:
        case "Russia":
            if answer == "yes":
                open_ones = (
                    consent == (troops and mandate and russian),
                    (troops and mandate) or not deploy,
                )
            else:
                open_ones = (not consent, not deploy)
            return (*open_ones, russian == consent)
        case "Ukraine":
            return (ukrainian == (deploy or guarantee), deploy, guarantee)
        case "Coalition":
            return (deploy == (russian and ukrainian), deploy)
        case "China":
            return (troops == (mandate and russian and ukrainian), troops)
        case "UN":
            return (mandate == consent,)
        case "US":
            return (guarantee,)
    raise AssertionError(party)


def test_it_has_the_decision_makers_options_and_states_of_the_table(model: Conflict) -> None:
    assert model.names == ["Russia", "Ukraine", "Coalition", "China", "UN", "US"]
    assert model.options == OPTIONS
    assert model.controls.tolist() == [0b11, 0b100, 0b1000, 0b10000, 0b100000, 0b1000000]
    assert model.codes.tolist() == list(range(128))
    assert (model.forward, model.back, model.status_quo) == (0, 0, 0)
    assert [i.id for i in model.interpretations()] == ["q1=yes", "q1=no"]


@pytest.mark.parametrize("answer", ["yes", "no"])
def test_its_ranks_are_those_of_the_table(model: Conflict, answer: str) -> None:
    ranks = model.ranks(f"q1={answer}")
    everything = list(states(OPTIONS).values())
    for row, party in zip(ranks, model.names, strict=True):
        keys = [preferences(party, answer, taken) for taken in everything]
        numbers = {key: number for number, key in enumerate(sorted(set(keys)))}
        assert row.tolist() == [numbers[key] for key in keys]


def test_against_the_status_quo_the_package_is_preferred_by_those_the_design_names(model: Conflict) -> None:
    ranks = model.ranks()
    package, deadlock = 127, model.code(["Ukraine.ceasefire", "US.guarantee"])

    def compared(code: int) -> dict[str, int]:
        return dict(zip(model.names, np.sign(ranks[:, code] - ranks[:, 0]).tolist(), strict=True))

    assert compared(package) == {"Russia": 0, "Ukraine": 1, "Coalition": 1, "China": 1, "UN": 0, "US": 1}
    assert compared(deadlock) == {"Russia": 0, "Ukraine": 1, "Coalition": 0, "China": 0, "UN": 0, "US": 1}


def test_every_preference_has_evidence_or_an_assumption(model: Conflict) -> None:
    statements = [statement for _, statement, _, _ in model.statements()]
    assert len(statements) == 14
    assert all(bool(statement.evidence) != bool(statement.assumption) for statement in statements)
    assumed = {f"{dm.key}: {s.formula.write(dm.key)}" for dm, s, _, _ in model.statements() if s.assumption}
    assert assumed == {
        "Russia: ceasefire iff consent",
        "Ukraine: Coalition.deploy",
        "Ukraine: US.guarantee",
        "UN: mandate iff Russia.consent",
    }


def test_evidence_leads_from_a_statement_to_what_rests_on_it(model: Conflict) -> None:
    cited = model.evidence()
    assert cited["first-report-212a"] == [
        "China: troops iff (UN.mandate and Russia.ceasefire and Ukraine.ceasefire)",
        "China: troops",
    ]
    (question,) = model.questions
    assert question.text == "Does China's taking part win Russia's consent?"
    assert question.decision_makers == ("Russia",)
    assert set(question.evidence) < set(cited)
