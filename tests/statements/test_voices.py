"""The first person outside quotation marks: interviews, transcripts and what a body publishes itself."""

from modusvivendi.reports.load import parse
from modusvivendi.statements.rules.reader import read_all_by_rules


def held(text: str) -> set[tuple[str, str]]:
    report = parse(f"Talks go on at the harbour\n\n{text}".encode(), "note.txt")
    (found,) = read_all_by_rules([(report, None, ())])
    return {(s.actor, s.stance.value) for s in found}


ABOUT = (
    "The Skippers' League and the harbour company Norra Dock are in talks on a new contract and a strike. "
)

INTERVIEW = (
    ABOUT + "Ada Holm chairs the League. Norra Dock has rejected its demand for lower fees.\n\n"
    "Is the strike still on?\n\n"
    "We will not call it off.\n\n"
    "Norra Dock says you could pay by the month. Could you?\n\n"
    "That I would accept if the fees were frozen. Twelve per cent is out of the question.\n\n"
    "And its director, Piet Rowe?\n\n"
    "He wants a ban on night landings. We could live with a ban in winter."
)


def test_in_an_interview_the_answers_are_of_who_is_asked() -> None:
    assert held(INTERVIEW) >= {
        ("Skippers' League", "rules_out"),
        ("Skippers' League", "offers"),
        ("Norra Dock", "demands"),
    }


def test_a_third_person_in_an_answer_is_not_who_answers() -> None:
    assert ("Skippers' League", "demands") not in held(INTERVIEW)


def test_answers_may_be_marked_by_letters() -> None:
    text = (
        ABOUT + "The League wants lower fees and rejected an offer by Norra Dock on Monday. Norra Dock's "
        "director, Piet Rowe, spoke to us in his office.\n\n"
        "Q: The League calls the fees robbery.\n\nA: We won't lower them. We are ready to talk of dates.\n\n"
        "Q: And the strike?\n\nA: A strike is unacceptable to us. We want them back at work."
    )
    assert held(text) >= {("Norra Dock", "rules_out"), ("Norra Dock", "offers"), ("Norra Dock", "demands")}


def test_in_a_transcript_each_speaks_for_their_own() -> None:
    text = (
        ABOUT + "Its chair, Ada Holm, met Norra Dock's director, Piet Rowe, in the studio.\n\n"
        "HOLM: We reject the new fees. I would accept a freeze.\n\n"
        "ROWE: I won't freeze them. We are prepared to talk about the winter.\n\n"
        "HOLM: We will not talk about the winter.\n\n"
        "PRESENTER: I would agree to that."
    )
    found = held(text)
    assert found >= {("Norra Dock", "rules_out"), ("Norra Dock", "offers"), ("Skippers' League", "offers")}
    assert {who for who, _ in found} == {"Norra Dock", "Skippers' League"}


def test_what_a_body_publishes_it_says_itself() -> None:
    text = (
        "PRESS RELEASE\n\nThe Skippers' League today rejected the new fees of the harbour company Norra Dock "
        "and called for talks on the contract.\n\n"
        "We would accept a freeze if the books were opened. We will not pay by the month."
    )
    assert held(text) >= {("Skippers' League", "offers"), ("Skippers' League", "rules_out")}


def test_the_reporters_own_first_person_is_nobodys_position() -> None:
    text = (
        ABOUT + "Norra Dock has rejected the demand for lower fees. The League wants a freeze.\n\n"
        "We would accept neither. I want my ferry back."
    )
    assert {who for who, _ in held(text)} == {"Norra Dock", "Skippers' League"}
