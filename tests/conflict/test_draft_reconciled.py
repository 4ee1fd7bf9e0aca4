"""A refusal beside a willingness on terms is a refusal without these terms, and no open question."""

from __future__ import annotations

import pytest

from modusvivendi.dossier.contradictions import contradictions
from modusvivendi.statements import SourceKind, Stance, Statement
from tests.conflict.made_statements import act, says
from tests.conflict.test_draft_rules import asked, drafted, equal, settled

PLAN = act("publish-plan", "Drivers", label="publish their plan")
REFUSED = says("County", "rules_out", "hold-talks", on="2031-05-05")
WHEN = says(
    "County", "offers", "hold-talks", given=PLAN, condition="when they publish a plan", on="2031-05-05"
)


def of(statement: Statement, proposal: str) -> Statement:
    return statement.model_copy(update={"proposal": proposal})


@pytest.mark.parametrize("words", ["talk", "talk to the drivers", "enter into talks with the drivers"])
def test_a_refusal_and_a_willingness_on_terms_are_a_refusal_without_the_terms(words: str) -> None:
    conflict = drafted(of(REFUSED, words), of(WHEN, "talk to the drivers"))
    assert not [q for q in asked(conflict, "County") if "as it says" in q or "other reports" in q]
    (terms, *_) = settled(conflict, "County")
    assert equal(conflict, terms, "County.talks implies Drivers.publish_plan") or equal(
        conflict, terms, "County.talks iff Drivers.publish_plan"
    )
    assert not conflict.where("County.talks").all()


def test_a_denial_of_what_others_report_stays_a_contradiction() -> None:
    denied = says("County", "denies", "hold-talks", on="2031-05-05")
    reported = says(
        *("County", "offers", "hold-talks"),
        given=PLAN,
        on="2031-05-05",
        via=SourceKind.UNNAMED,
    )
    conflict = drafted(denied, reported)
    assert [q for q in asked(conflict, "County") if "as it says" in q]


def test_two_who_speak_for_a_party_are_no_two_voices_where_one_names_terms() -> None:
    refused = of(REFUSED, "talk to the drivers").model_copy(update={"speaker": "the county council"})
    when = of(WHEN, "talk to the drivers").model_copy(update={"speaker": "Mara Dietz"})
    assert not contradictions([], [refused, when])
    flat = when.model_copy(update={"condition": None, "condition_acts": ()})
    assert [c.kind for c in contradictions([], [refused, flat])] == ["inner split"]
    assert refused.stance is Stance.RULES_OUT
