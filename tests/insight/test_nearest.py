"""What a silent party is reported to hold that comes nearest to what it is asked."""

from __future__ import annotations

import pytest

from modusvivendi.conflict import Conflict
from modusvivendi.insight.finding_out import find_out
from modusvivendi.insight.keys import Keys
from modusvivendi.insight.nearest import nearest_said
from modusvivendi.statements import Stance, Statement

QUESTION = "Would the Port give a berth guarantee?"
CONFLICT = Conflict.loads(f"""
decision_makers:
  Owners:
    options: {{cover: cover ferries bound for Skarn}}
    preferences: [{{formula: cover iff Port.guarantee, evidence: [a-1a]}}]
  Port:
    name: the Port
    options: {{guarantee: give a berth guarantee}}
    preferences:
      - question: {QUESTION}
        rule: silence
        evidence: [a-1a]
        answers:
          "yes": [{{formula: guarantee, evidence: [a-1a]}}]
          "no": [not guarantee]
""")
FULL = ["Owners.cover", "Port.guarantee"]


def says(
    number: int, actor: str, stance: Stance, proposal: str, report: str = "a", **also: object
) -> Statement:
    sentence = str(also.pop("sentence", f"{actor} on {proposal}."))
    return Statement(
        report=report, start=number, end=number + len(sentence), sentence=sentence,
        id=f"{report}-{number}a", actor=actor, stance=stance, proposal=proposal, **also,
    )  # fmt: skip


ASKING = says(
    1, "Owners", Stance.RULES_OUT, "cover ferries bound for Skarn", condition="without a berth guarantee"
)


def nearest(*own: Statement) -> str | None:
    found = nearest_said(CONFLICT, QUESTION, {s.id: s for s in (ASKING, *own)})
    return found.id if found else None


def test_what_speaks_of_the_same_things_is_near_wherever_it_is_told() -> None:
    warning = says(9, "Port", Stance.WARNS, "turn away any ferries bound for the north quay", report="b")
    fees = says(20, "Port", Stance.OFFERS, "halve the fees in winter", report="b")
    assert nearest(fees, warning) == warning.id


@pytest.mark.parametrize("other", [Stance.OPPOSES, Stance.DEMANDS])
def test_what_it_holds_of_others_is_not(other: Stance) -> None:
    assert nearest(says(9, "Port", other, "ferries bound for Skarn to be covered", report="b")) is None


def test_an_evasive_answer_right_beside_is_near_whatever_its_words() -> None:
    evasive = "Asked whether it would do so, the Port did not answer and spoke of the weather."
    assert nearest(says(90, "Port", Stance.OFFERS, "a constructive part", sentence=evasive)) == "a-90a"
    assert nearest(says(2000, "Port", Stance.OFFERS, "a constructive part", sentence=evasive)) is None


def test_what_is_told_as_past_or_only_judged_is_not() -> None:
    assert nearest(says(9, "Port", Stance.OFFERS, "a berth guarantee", earlier=True)) is None
    assert nearest(says(9, "Port", Stance.ASSESSES, "a berth guarantee")) is None


def test_the_answers_quote_it_with_its_evidence() -> None:
    warning = says(9, "Port", Stance.WARNS, "turn away any ferries bound for the north quay", report="b")
    statements = {s.id: s for s in (ASKING, warning)}
    (key,) = Keys(CONFLICT, FULL, statements).told()
    told = "it is not reported whether it would; nearest to it is “Port on turn away any ferries"
    assert told in key.text
    assert warning.id in key.evidence
    assert told in find_out(CONFLICT, statements=statements).sentence


def test_a_party_with_terms_of_its_own_is_told_from_one_that_is_silent() -> None:
    conflict = Conflict.loads("""
decision_makers:
  Owners:
    options: {cover: cover ferries}
    preferences: [{formula: cover iff Port.dredge and Port.guarantee, evidence: [a-1a]}]
  Port:
    options: {dredge: dredge the channel, guarantee: give a berth guarantee}
    preferences:
      - {formula: dredge iff Owners.cover, evidence: [a-9a]}
      - question: Would Port give a berth guarantee?
        rule: silence
        evidence: [a-1a]
        answers: {"yes": [{formula: guarantee, evidence: [a-1a]}], "no": [not guarantee]}
""")
    said = " ".join(
        p.text for p in Keys(conflict, ["Owners.cover", "Port.dredge", "Port.guarantee"], {}).told()
    )
    assert (
        "Of Port, on whether it would dredge the channel, it is reported to be ready for it on terms" in said
    )
    assert "Of Port, on whether it would give a berth guarantee, it is not reported whether it would." in said


def test_of_who_says_nothing_near_it_only_the_silence_is_told() -> None:
    fees = says(20, "Port", Stance.OFFERS, "halve the fees in winter", report="b")
    (key,) = Keys(CONFLICT, FULL, {s.id: s for s in (ASKING, fees)}).told()
    assert key.text.endswith("Of the Port it is not reported whether it would.")


def test_what_is_quoted_as_nearest_is_evidence_wherever_it_is_told() -> None:
    """Once "what to find out" quoted it, and no mark led to its sentence."""
    warning = says(9, "Port", Stance.WARNS, "turn away any ferries bound for the north quay", report="b")
    denial = says(75, "Port", Stance.DENIES, "any such threat", report="b")
    statements = {s.id: s for s in (ASKING, warning, denial)}
    for points in (find_out(CONFLICT, statements=statements).points, Keys(CONFLICT, FULL, statements).told()):
        (point,) = [p for p in points if "nearest to it" in p.text]
        assert "denied by it" in point.text
        assert {warning.id, denial.id} <= set(point.evidence)
