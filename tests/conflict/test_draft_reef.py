"""A whole record of an invented matter: what is refused, asked of two acts, denied for members, opposed."""

from __future__ import annotations

from pathlib import Path

from modusvivendi.conflict import Conflict
from tests.conflict.test_draft_linking import drafted
from tests.conflict.test_draft_rules import answers, asked, equal, maker, settled

FIRST = """\
Vessa is prepared to halt its patrols if Ruhn recognises the line of 1962 and withdraws its coast guard from \
the reef, Foreign Minister Ela Dorn said. Should Ruhn refuse, Vessa would double its patrols in March.

Ruhn will not recognise the line, its prime minister, Joon Park, said. He did not rule out a joint fishing \
zone.

Two of the five fishing cooperatives would accept a zone if they received 40 million crowns, according to \
the Harbour Echo. The Cooperatives' League denied it.

Maro, which has a treaty with Ruhn, opposes any patrols by Vessa."""
SECOND = """\
Maro welcomed the zone but would leave the treaty if the coast guard was withdrawn."""
MEMBERS = "two members of the Cooperatives' League"


def reef(folder: Path) -> Conflict:
    return drafted(folder, "reef", FIRST, SECOND)


def test_both_things_asked_are_terms_and_refusing_is_failing_one_of_them(tmp_path: Path) -> None:
    conflict = reef(tmp_path)
    terms = "(Ruhn.recognise and Ruhn.withdraw_coast_guard)"
    formulas = settled(conflict, "Vessa")
    assert any(equal(conflict, f, f"Vessa.halt_patrol iff {terms}") for f in formulas)
    assert any(equal(conflict, f, f"Vessa.double_patrol iff not {terms}") for f in formulas)


def test_a_denial_by_the_league_is_about_its_members_who_are_no_league(tmp_path: Path) -> None:
    conflict = reef(tmp_path)
    (question,) = asked(conflict, MEMBERS).values()
    assert question.rule == "contradiction"
    assert answers(question)["no"] == [f'not "{MEMBERS}".zone']
    assert "Cooperatives' League" not in [dm.key for dm in conflict.decision_makers]


def test_who_is_against_what_somebody_does_wants_the_end_of_it(tmp_path: Path) -> None:
    conflict = reef(tmp_path)
    assert "Vessa.halt_patrol" in settled(conflict, "Maro")
    assert "not Ruhn.withdraw_coast_guard" in settled(conflict, "Maro")
    assert "Ruhn.recognise" not in settled(conflict, "Ruhn")
    assert maker(conflict, "Ruhn").options["recognise"] == "grant recognition"
